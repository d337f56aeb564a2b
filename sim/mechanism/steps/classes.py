"""Classification (精准分类): each recognised household has a class by its labour and a main cause of its poverty, as the cadre notes them at the visit.

The main cause is the first that holds in `ORDER`; the note may name another that holds as well, and may count half a worker too many or too few.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform

OWNS = ("households.need_class", "households.cause")
DRAW_CLASS, DRAW_CAUSE = 393, 394
CLASSES = ("with_labour", "weak_labour", "no_labour")  # codes 1, 2, 3 of need_class; 0 none
CAUSES = ("illness", "disability", "schooling", "disaster", "no_labour", "low_pay", "no_skill", "no_capital", "no_land")  # codes 1.. of cause
ORDER = ("disability", "illness", "disaster", "schooling", "no_labour", "no_capital", "no_land", "no_skill", "low_pay")  # as one asks; assumption
PARAMETERS = (
    Parameter("classes.labour_error", 0.05, "share", 0, 1, uniform(0.0, 0.15), "visits that count half a worker too many or too few", "劳动力认定偏差半个的比例", "assumption", "assumption", "evidence"),
    Parameter("classes.cause_error", 0.15, "share", 0, 1, uniform(0.0, 0.35), "visits that note another cause than the main one", "致贫原因误记比例", "assumption", "assumption", "evidence"),
    Parameter("classes.burden", 0.20, "share", 0, 10, uniform(0.10, 0.40), "share of a year's income that costs of illness or school must reach to be named as the cause", "医疗或教育支出列为致贫原因所需占收入比例", "assumption", "assumption", "recognition"),
)  # fmt: skip
LANDLESS = 0.3  # mu of farmland a head below which a household that farms is short of land; assumption
PRIMARY = 6  # years of schooling
WORKING_AGE = (16 * 12, 60 * 12)  # months
CHRONIC, LOST_LABOUR, SENIOR = 1, 2, 3  # codes of persons.health and persons.enrolled


def classify(world, rows: np.ndarray) -> None:
    """Give `rows` their class and cause as the visit of the year notes them."""
    h = world.households
    labour = noted_labour(world, rows)
    h.need_class[rows] = np.where(labour >= 1.0, 1, np.where(labour > 0.0, 2, 3))
    h.cause[rows] = noted_cause(world, rows)


def noted_labour(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: full and half workers as counted at the visit."""
    wrong, more = uniforms(world.seed, DRAW_CLASS, world.households.id[rows], world.year * 12)
    step = np.where(wrong < world.parameters["classes.labour_error"], np.where(more < 0.5, 0.5, -0.5), 0.0)
    return np.maximum(world.households.labour[rows] + step, 0.0)


def noted_cause(world, rows: np.ndarray) -> np.ndarray:
    """int8[n]: code of the cause noted: the main one, or in error one of the others that hold (low pay where no other does)."""
    held = holding(world, rows)
    main = held.argmax(axis=1)
    others = held.copy()
    others[np.arange(len(rows)), main] = False
    others[:, -1] |= ~others.any(axis=1)
    wrong, pick = uniforms(world.seed, DRAW_CAUSE, world.households.id[rows], world.year * 12)
    rank = np.cumsum(others, axis=1)
    other = (rank > np.floor(pick * rank[:, -1])[:, None]).argmax(axis=1)
    code = np.array([CAUSES.index(name) + 1 for name in ORDER], np.int8)
    return code[np.where(wrong < world.parameters["classes.cause_error"], other, main)]


def holding(world, rows: np.ndarray) -> np.ndarray:
    """bool[n, causes in ORDER]: which causes hold in truth; low pay always does."""
    h, q, n = world.households, world.persons, len(rows)
    who, of = members(world, rows)
    age = world.month - q.birth[who]
    adult = (age >= WORKING_AGE[0]) & (age < WORKING_AGE[1]) & (q.enrolled[who] == 0)
    schooled = adult & (q.school[who] > PRIMARY)
    burden = world.parameters["classes.burden"] * np.maximum(world.year_income(rows), 1.0)
    ill = any_of(of, q.health[who] == CHRONIC, n) | (h.severe_cases[rows] > 0) | (h.sick_left[rows] > 0) | (h.oop_year[rows] / 100.0 >= burden)
    school = any_of(of, q.enrolled[who] >= SENIOR, n) | (h.school_due[rows] * world.drivers.price(world.month) >= burden)
    held = {
        "disability": any_of(of, q.health[who] == LOST_LABOUR, n),
        "illness": ill,
        "disaster": (world.villages.struck[h.village[rows]] == 1) & (h.operated[rows] > 0.0),
        "schooling": school,
        "no_labour": h.labour[rows] <= 0.0,
        "no_capital": h.invest_gap[rows] > 0.0,
        "no_land": (h.farm_labour[rows] > 0.0) & (h.operated[rows] < LANDLESS * h.size[rows]),
        "no_skill": any_of(of, adult, n) & ~any_of(of, schooled, n),
        "low_pay": np.ones(n, bool),
    }
    return np.column_stack([held[name] for name in ORDER])


def members(world, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the persons who live in households `rows`, and for each the place of its household in `rows`."""
    first = world.person_first()
    count = first[rows + 1] - first[rows]
    of = np.repeat(np.arange(len(rows)), count)
    return np.repeat(first[rows] - (np.cumsum(count) - count), count) + np.arange(len(of)), of


def any_of(of: np.ndarray, holds: np.ndarray, n: int) -> np.ndarray:
    """bool[n]: it holds for at least one member."""
    return np.bincount(of[holds], minlength=n) > 0
