"""Lacks of a household other than income: schooling, health, housing, water, employment, social insurance; as they are, and as the office notes them.

Indicators follow the global index of Alkire and Santos (2014) as far as the state holds them; health, employment and insurance are added for China.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform

DIMENSIONS = ("schooling", "health", "housing", "water", "employment", "insurance")
DRAW_NOTE = 346
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


@kernel(
    "void(int64, int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], int8[::1], int8[::1], int8[::1], int8[::1], int16[::1], float64[::1], "
    "int32[::1], int8[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], uint8[::1])"
)
def _lacks(month, rows, first, birth, school, enrolled, health, house, unsafe, water, insured, elders, pension, lost_from, lost, farm, forest, business, local, job,
           post, away, seasonal, out):  # fmt: skip
    for i in range(rows.size):
        row = rows[i]
        unschooled, unwell = False, False
        for j in range(first[row], first[row + 1]):
            age = (month - birth[j]) // 12
            working = age >= WORKING[0] and age < WORKING[1]
            unschooled |= enrolled[j] == 0 and ((working and school[j] < PRIMARY) or (age >= COMPULSORY[0] and age < COMPULSORY[1]))
            unwell |= health[j] == 2 or (working and health[j] == 1)
        months = farm[row] + forest[row] + business[row] + local[row] + job[row] + post[row] + away[row] + seasonal[row]
        idle = months - (lost[row] if lost_from[row] >= 0 else 0) < LEAST_MONTHS
        housed, unprotected = house[row] > 0 and unsafe[row] == 0, insured[row] == 0 or (elders[row] > 0 and pension[row] <= 0.0)
        out[i] = unschooled + 2 * unwell + 4 * (not housed) + 8 * (water[row] == 0) + 16 * idle + 32 * unprotected


def bits(world, rows: np.ndarray) -> np.ndarray:
    """uint8[n]: lacks as they are, one bit each in the order of DIMENSIONS.

    schooling: a member of working age without primary school and not a pupil, or a child of compulsory age out of school. health: a member who has lost
    labour, or chronic illness at working age. housing: an earth or wooden dwelling, or a dangerous one. water: no safe water. employment: members
    together work less than six months of the year, months lost with a job taken off. insurance: no medical insurance, or a member of 60 and over
    without a pension.
    """
    h, q, out = world.households, world.persons, np.empty(len(rows), np.uint8)
    _lacks(world.month, np.ascontiguousarray(rows, np.int64), world.person_first(), q.birth, q.school, q.enrolled, q.health, h.house, h.unsafe, h.water, h.insured,
           h.elders, h.pension_due, h.job_lost_from, h.job_lost_months, *(h.columns[name] for name in WORK), out)  # fmt: skip
    return out


def true(world, rows: np.ndarray) -> np.ndarray:
    """bool[n, 6]: lacks as they are, see `bits`."""
    return (bits(world, rows)[:, None] >> np.arange(len(DIMENSIONS), dtype=np.uint8) & np.uint8(1)).astype(bool)


def seen(world, rows: np.ndarray, error: np.ndarray | float = 1.0, again: int = 0) -> np.ndarray:
    """bool[n, 6]: lacks as the office notes them: some are missed, some noted without cause.

    A note is made anew each year, and at each further look (`again`), where `error` (a number or float64[n]) scales both shares.
    """
    out, p, ids = true(world, rows), world.parameters, world.households.id[rows]
    for k in range(0, len(DIMENSIONS), 2):  # a pair of numbers serves two dimensions
        for dimension, chance in enumerate(uniforms(world.seed, DRAW_NOTE, ids, 12 * world.year + again, k), k):
            name, lacks = DIMENSIONS[dimension], out[:, dimension]
            lacks[:] = np.where(lacks, chance >= error * p[f"evidence.missed_{name}"], chance < error * p[f"evidence.false_{name}"])
    return out
