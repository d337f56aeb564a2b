"""Division of households (分户), once a year in January: a young couple leaves the parents with a share of land and savings, in a spare row of the village.

The older household keeps its row, identity, debts, tools, and every register: who was registered poor, on the list or on dibao stays so as the
parents' household. The new one has the kin group and hamlet of the old, and an ability drawn around theirs.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import uniforms
from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform
from sim.core.special import normal_quantile_array
from sim.population.households import ABILITY_SIGMA
from sim.processes import dwellings
from sim.state.people import means, members_of

OWNS = (
    *(f"households.{c}" for c in ("founded", "origin", "land", "forest", "hamlet", "lineage", "ability")),
    "households.division_share", "households.house_cost",
)  # fmt: skip
DRAW_DIVIDE, DRAW_ABILITY = 264, 265
PARAMETERS = (
    Parameter("division.with_child", 0.012, "per_year", 0, 1, uniform(0.005, 0.03), "young couples with a child who leave the parents' household in a year", "有子女的年轻夫妇年分户概率", "assumption", "assumption", "division"),
    Parameter("division.childless", 0.005, "per_year", 0, 1, uniform(0.00, 0.015), "young couples without a child who leave the parents' household in a year", "无子女的年轻夫妇年分户概率", "assumption", "assumption", "division"),
    Parameter("division.likeness", 0.6, "ratio", 0, 1, uniform(0.3, 0.8), "correlation of the ability of a divided household with that of the parents", "分户与原户能力的相关系数", "assumption", "assumption", "division"),
    Parameter("division.building", 110000.0, "yuan", 0, 1e6, uniform(70000, 180000), "cost of a brick-concrete house, prices of 2019", "新建砖混住房费用(2019年价)", "assumption", "assumption", "division"),
    Parameter("division.deposit", 0.6, "share", 0, 1, uniform(0.4, 0.9), "share of the cost that must be at hand before somebody builds", "建房前须备足的费用比例", "assumption", "assumption", "division"),
)  # fmt: skip
GENERATION, CHILD_UNDER = 16, 30  # least years between parents and children; single children up to this age go with the parents who leave; assumption
ABLE_UNDER = 75  # parents are left on their own only while one of them is younger and not without labour; assumption
SPARE = -1  # in `founded`: no household yet
MOST_COUPLES = 128  # more than a household can have
NO_PARENTS = -1  # in `origin`
OLD, GROWN = 60 * 12, 18 * 12  # months of age: elders who may be registered apart; adults who can lead what leaves


@kernel("int64(int64, int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], int8[::1], int64[::1], int64[::1], int8[::1])")
def _youngest_couple(month, first, birth, sex, married, health, busy, rows, wife, child):
    """List households that are not `busy` in which an older generation that can go on alone lives with a younger couple: their `rows`, the row of the
    youngest `wife`, whether she has a `child` at home. Returns how many."""
    n = 0
    for i in range(first.size - 1):
        if first[i + 1] - first[i] < 4 or busy[i]:
            continue
        youngest, couples, with_child = -1, 0, 0
        for j in range(first[i], first[i + 1]):
            couples += married[j] > 0
        if couples < 4:
            continue
        for j in range(first[i], first[i + 1]):
            if sex[j] == 1 and married[j] > 0 and (youngest < 0 or birth[j] > birth[youngest]):
                for k in range(first[i], first[i + 1]):
                    if k != j and married[k] == married[j]:
                        youngest = j
        if youngest < 0:
            continue
        couples = 0
        for j in range(first[i], first[i + 1]):
            gap = (birth[youngest] - birth[j]) / 12.0
            if gap >= GENERATION and married[j] > 0 and health[j] < 2 and month - birth[j] < ABLE_UNDER * 12:
                couples += 1
            if -gap >= GENERATION and married[j] == 0:
                with_child = 1
        if couples > 0:
            rows[n], wife[n], child[n] = i, youngest, with_child
            n += 1
    return n


def busy(world) -> np.ndarray:
    """int8[households]: 1 where somebody joins or leaves this year."""
    q, out, (moved, homes) = world.persons, np.zeros(len(world.households), np.int8), world.moves.movers()
    out[q.household[moved]], out[homes], out[q.household[world.moves.gone()]] = 1, 1, 1
    return out


def candidates(world) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(households, wives, whether they have a child) where a couple could leave parents that are a couple; none that somebody joins or leaves this year."""
    q, n = world.persons, len(world.households)
    (rows, wife), child = np.empty((2, n), np.int64), np.empty(n, np.int8)
    found = _youngest_couple(world.month, world.person_first(), q.birth, q.sex, q.married, q.health, busy(world), rows, wife, child)
    return rows[:found], wife[:found], child[:found] == 1


def leaving(world, rows: np.ndarray, wives: np.ndarray) -> np.ndarray:
    """Person rows that go with the couple of each wife: both partners, and the single ones a generation younger."""
    q, around = world.persons, members_of(world, rows)
    at = np.searchsorted(rows, q.household[around])
    partner = q.married[around] == q.married[wives][at]
    younger = (q.birth[around] - q.birth[wives][at]) / 12.0 >= GENERATION
    return around[partner | (younger & (q.married[around] == 0) & (world.month - q.birth[around] < CHILD_UNDER * 12))]


def spare_rows(world, rows: np.ndarray) -> np.ndarray:
    """int64[n]: a spare row of the village of each of `rows` (rising), -1 where none is left. Earlier rows come first."""
    h = world.households
    free, village = np.flatnonzero(h.founded == SPARE), h.village[rows]
    place = np.arange(len(rows)) - np.searchsorted(village, village)
    begin, end = np.searchsorted(h.village[free], village), np.searchsorted(h.village[free], village, side="right")
    at = begin + place
    return np.where(at < end, free[np.minimum(at, max(len(free) - 1, 0))] if len(free) else -1, -1)


def divide(world, rows: np.ndarray, persons: np.ndarray, builds: bool = True) -> np.ndarray:
    """Households `rows` (rising, each once) divide: their members among the person rows `persons` (rising) leave. In January, before the roster.

    With `builds` who leaves builds a house if they can; without, the division is one of registers and all stay under one roof.

    Returns int64[n]: rows of the new households, -1 where the village has no spare row or nobody would be left.
    """
    q, h = world.persons, world.households
    at = np.searchsorted(rows, q.household[persons])
    share = np.bincount(at, minlength=len(rows)) / np.maximum(h.size[rows], 1)
    splits = (share > 0.0) & (share < 1.0)
    new = np.full(len(rows), -1)
    new[splits] = spare_rows(world, rows[splits])
    done = new >= 0
    goes = done[at]
    world.moves.move(persons[goes], new[at[goes]])
    found(world, rows[done], new[done], share[done], builds)
    return new


def found(world, old: np.ndarray, new: np.ndarray, share: np.ndarray, builds: bool) -> None:
    """Fill the rows of the new households, with the `share` of what the old ones have."""
    h, likeness = world.households, world.parameters["division.likeness"]
    for name in ("land", "forest"):
        column = h.columns[name]
        column[new] = np.floor(column[old] * share * 100.0) / 100.0
        column[old] -= column[new]
    for name in ("hamlet", "lineage"):
        h.columns[name][new] = h.columns[name][old]
    own = normal_quantile_array(uniforms(world.seed, DRAW_ABILITY, h.id[new], 0)[0]) * ABILITY_SIGMA
    h.ability[new] = likeness * h.ability[old] + np.sqrt(1.0 - likeness * likeness) * own
    h.founded[new], h.origin[new] = world.month, old
    dwellings.move_in(world, new, old)
    endow(world, old, new, share, builds)
    world.moves.divide(old, new, share)
    world.count("divisions", h.county[new], h.weight[new])


def endow(world, old: np.ndarray, new: np.ndarray, share: np.ndarray, builds: bool) -> None:
    """A share of the savings; who `builds` and can raise the deposit has a house of their own, the others keep part of the parents'."""
    h, p, price = world.households, world.parameters, world.drivers.price(world.month)
    cost, can = p["division.building"] * price, means(world, old) * share
    able = builds & (can >= p["division.deposit"] * cost)
    taken = np.floor(np.maximum(h.cash[old], 0.0) * share)
    world.pay("division_share", new[taken > 0.0], taken[taken > 0.0], old[taken > 0.0])
    spent = to_fen(np.minimum(cost, can[able]))
    world.pay("house_cost", new[able], spent)
    dwellings.built(world, new[able])


def apart(world, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of `rows` (rising), those whose elders can be registered apart, and the person rows that then leave: all but elders and their partners."""
    q, around = world.persons, members_of(world, rows)
    at, age = np.searchsorted(rows, q.household[around]), world.month - q.birth[around]
    couple = at * MOST_COUPLES + q.married[around]
    stays = (age >= OLD) | ((q.married[around] > 0) & np.isin(couple, couple[(age >= OLD) & (q.married[around] > 0)]))
    led = np.bincount(at, ~stays & (age >= GROWN), minlength=len(rows)) > 0
    return rows[led], around[~stays & led[at]]


def register_apart(world) -> None:
    """Households that asked for it in the last year, and were not refused, divide on paper: the elders keep the row, the others have a new one."""
    h = world.households
    asked = np.flatnonzero(h.split_wish >= world.month - 12)
    rows, persons = apart(world, asked[(busy(world)[asked] == 0) & (h.elders[asked] > 0) & (h.elders[asked] < h.size[asked])])
    divide(world, rows, persons, builds=False)


def step(world) -> None:
    """The year's divisions; the first month of a run has none."""
    if world.month == world.start:
        return
    rows, wives, child = candidates(world)
    p = world.parameters
    chance = np.where(child, p["division.with_child"], p["division.childless"])
    yes = uniforms(world.seed, DRAW_DIVIDE, world.persons.id[wives], world.month)[0] < chance
    divide(world, rows[yes], leaving(world, rows[yes], wives[yes]))
    register_apart(world)
