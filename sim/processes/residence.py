"""Who lives in the village after the year's plan: workers by where they work, the others with the adults they were with, or after those who left."""

from sim.core.compiled import kernel, scalar
from sim.core.draws import pair
from sim.core.parameters import Parameter, uniform
from sim.processes.labour_choice import AWAY, HOME, SCHOOL, SIDE_FARM_OTHER

OWNS = ("persons.resident", "households.idle")
DRAW_FOLLOW = 268
PARAMETERS = (
    Parameter("residence.child_follows", 0.03, "per_year", 0, 1, uniform(0.01, 0.08), "children under 16 at home with others who join parents that are both away in a year", "父母均外出的留守儿童年随迁比例", "assumption", "assumption", "residence"),
    Parameter("residence.child_returns", 0.08, "per_year", 0, 1, uniform(0.03, 0.15), "children away with their parents who are sent back to others at home in a year", "随迁儿童年送回比例", "assumption", "assumption", "residence"),
    Parameter("residence.partner_follows", 0.03, "per_year", 0, 1, uniform(0.01, 0.08), "partners at home without work who join one who is away in a year", "无业配偶年随迁比例", "assumption", "assumption", "residence"),
)  # fmt: skip
GENERATION, ADULT = 16 * 12, 16 * 12  # months: least between parents and children (assumption), and the age of adults


@scalar("float64(int64, int64, int64)")
def _free(months, activity, health):
    """Labour units of a member at home without work, `months` old."""
    if activity != HOME or months < ADULT or months >= 75 * 12 or health >= 2:
        return 0.0
    return 1.0 if (months < 60 * 12 and health == 0) else 0.5


@scalar("UniTuple(int64, 2)(int64, int64, int64, int64, int32[::1], int8[::1], int8[::1])")
def _away(start, stop, born, couple, birth, activity, married):
    """(married members a generation older who are away, whether the partner is) of somebody born in month `born`, in person rows `start` to `stop`."""
    parents, partner = 0, 0
    for k in range(start, stop):
        if activity[k] == AWAY and married[k] > 0:
            parents += born - birth[k] >= GENERATION
            partner += married[k] == couple
    return parents, partner


@kernel("void(int64, int64, int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], float64, float64, float64, int8[::1], float64[::1])")
def settle_down(seed, month, first, ids, birth, health, activity, married, child_follows, child_returns, partner_follows, resident, idle):
    """Fill `resident` and the idle labour units at home."""
    for i in range(first.size - 1):
        home, gone, astray, free = 0, 0, 0, 0.0
        for j in range(first[i], first[i + 1]):
            if activity[j] == AWAY:
                resident[j], gone = 0, gone + 1
            elif activity[j] != HOME and activity[j] != SCHOOL and activity[j] >= 0:
                resident[j] = 1
            else:
                astray += resident[j] == 0
                free += _free(month - birth[j], activity[j], health[j]) * resident[j]
            home += resident[j] if month - birth[j] >= ADULT else 0
        if gone > 0 or astray > 0:
            free = 0.0
            for j in range(first[i], first[i + 1]):
                if activity[j] == AWAY:
                    continue
                if home == 0 and gone > 0:
                    resident[j] = 0  # a child left without an adult goes along
                elif resident[j] == 0 and gone == 0 and home > 0:
                    resident[j] = 1  # nobody is away any more: those who had gone along come back
                elif home > 0 and gone > 0 and (activity[j] == HOME or activity[j] == SCHOOL):
                    parents, partner = _away(first[i], first[i + 1], birth[j], married[j], birth, activity, married)
                    if month - birth[j] < ADULT and parents >= 2:
                        u = pair(seed, DRAW_FOLLOW, ids[j], month, 0)[0]
                        stays = u >= child_follows if resident[j] == 1 else u < child_returns
                        resident[j] = 1 if stays else 0
                    elif partner > 0 and home > 1 and resident[j] == 1 and activity[j] == HOME:
                        if pair(seed, DRAW_FOLLOW, ids[j], month, 0)[0] < partner_follows:
                            resident[j], home = 0, home - 1
                free += _free(month - birth[j], activity[j], health[j]) * resident[j]
        idle[i] = (1.0 - SIDE_FARM_OTHER) * free  # some of their time goes to the farm in any case


def step(world) -> None:
    """Who lives where in the plan year."""
    p, q = world.parameters, world.persons
    settle_down(world.seed, world.month, world.person_first(), q.id, q.birth, q.health, q.activity, q.married, p["residence.child_follows"],
                p["residence.child_returns"], p["residence.partner_follows"], q.resident, world.households.idle)  # fmt: skip
