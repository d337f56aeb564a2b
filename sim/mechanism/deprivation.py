"""Lacks of a household other than income: schooling, health, housing, water, employment, social insurance; as they are, and as the office notes them.

Indicators follow the global index of Alkire and Santos (2014) as far as the state holds them; health, employment and insurance are added for China.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform

DIMENSIONS = ("schooling", "health", "housing", "water", "employment", "insurance")
DRAW_NOTE = 340
_NOTES = (  # dimension, Chinese; share missed, its prior; share noted without cause, its prior
    ("schooling", "教育", 0.10, (0.05, 0.25), 0.01, (0.0, 0.05)),
    ("health", "健康", 0.15, (0.05, 0.30), 0.05, (0.0, 0.10)),
    ("housing", "住房", 0.05, (0.0, 0.15), 0.03, (0.0, 0.10)),
    ("water", "饮水", 0.10, (0.0, 0.25), 0.03, (0.0, 0.10)),
    ("employment", "就业", 0.20, (0.05, 0.40), 0.05, (0.0, 0.15)),
    ("insurance", "参保", 0.02, (0.0, 0.10), 0.01, (0.0, 0.05)),
)
PARAMETERS = tuple(
    Parameter(f"evidence.{kind}_{name}", value, "share", 0, 1, uniform(*prior), f"households {en} in {name}", f"{zh}{word}", "assumption", "assumption", "evidence")
    for name, zh, missed, of_missed, false, of_false in _NOTES
    for kind, value, prior, en, word in (
        ("missed", missed, of_missed, "whose lack the office misses", "困难漏记比例"),
        ("false", false, of_false, "that the office notes without a lack", "困难误记比例"),
    )
)  # fmt: skip
PRIMARY = 6  # years of primary school
COMPULSORY = (7, 16)  # ages at which a child is in school all year by law: begun at six, ended at fifteen
WORKING = (16, 60)  # working age in Chinese labour statistics
LEAST_MONTHS = 6.0  # months of work of all members in a year; assumption
WORK = tuple(f"months_{kind}" for kind in ("farm", "forest", "business", "local", "job", "post", "away", "seasonal"))


@kernel("void(int64, int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], int8[:, ::1])")
def _members(month, rows, first, birth, school, enrolled, health, out):
    """Schooling and health of each row in columns 0 and 1 of `out`."""
    for i in range(rows.size):
        unschooled, unwell = False, False
        for j in range(first[rows[i]], first[rows[i] + 1]):
            age = (month - birth[j]) // 12
            working = age >= WORKING[0] and age < WORKING[1]
            unschooled |= (working and school[j] < PRIMARY and enrolled[j] == 0) or (
                age >= COMPULSORY[0] and age < COMPULSORY[1] and enrolled[j] == 0
            )
            unwell |= health[j] == 2 or (working and health[j] == 1)
        out[i, 0], out[i, 1] = unschooled, unwell


def true(world, rows: np.ndarray) -> np.ndarray:
    """bool[n, 6]: lacks as they are.

    schooling: a member of working age without primary school, or a child of compulsory age out of school. health: a member who has lost labour, or
    chronic illness at working age. housing: an earth or wooden dwelling, or a dangerous one. water: no safe water. employment: members together work
    less than six months of the year. insurance: no medical insurance, or a member of 60 and over without a pension.
    """
    h, q = world.households, world.persons
    out = np.zeros((len(rows), len(DIMENSIONS)), np.int8)
    _members(world.month, np.ascontiguousarray(rows, np.int64), world.person_first(), q.birth, q.school, q.enrolled, q.health, out)
    out[:, 2] = (h.house[rows] == 0) | (h.unsafe[rows] == 1)
    out[:, 3] = h.water[rows] == 0
    out[:, 4] = months_worked(world, rows) < LEAST_MONTHS
    out[:, 5] = (h.insured[rows] == 0) | ((h.elders[rows] > 0) & (h.pension_due[rows] <= 0.0))
    return out.astype(bool)


def months_worked(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: labour months of the year in any work, less those lost with a job."""
    h = world.households
    planned = sum(h.columns[name][rows] for name in WORK)
    return planned - np.where(h.job_lost_from[rows] >= 0, h.job_lost_months[rows], 0)


def seen(world, rows: np.ndarray) -> np.ndarray:
    """bool[n, 6]: lacks as the office notes them: some are missed, some noted without cause. A note is made anew each year."""
    out, p = true(world, rows), world.parameters
    for k, name in enumerate(DIMENSIONS):
        miss, false = uniforms(world.seed, DRAW_NOTE, world.households.id[rows], 12 * world.year, k)
        out[:, k] = np.where(out[:, k], miss >= p[f"evidence.missed_{name}"], false < p[f"evidence.false_{name}"])
    return out
