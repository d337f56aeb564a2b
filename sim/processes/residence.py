"""Who lives in the village after the year's plan: workers by where they work, the others with the adults they were with, or after those who left."""

from sim.core.compiled import kernel
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
GENERATION = 16  # least years between parents and children; assumption


@kernel(
    "void(int64, int64, int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], float64, float64, float64, int8[::1], float64[::1])"
)
def settle_down(seed, month, first, ids, birth, health, activity, married, child_follows, child_returns, partner_follows, resident, idle):
    """Fill `resident` and the idle labour units at home."""
    for i in range(first.size - 1):
        home, gone = 0, 0
        for j in range(first[i], first[i + 1]):
            if activity[j] == AWAY:
                resident[j] = 0
            elif activity[j] != HOME and activity[j] != SCHOOL and activity[j] >= 0:
                resident[j] = 1
            if month - birth[j] >= 192:
                home += resident[j]
                gone += activity[j] == AWAY
        for j in range(first[i], first[i + 1]):
            if activity[j] == AWAY:
                continue
            if home == 0 and gone > 0:
                resident[j] = 0  # a child left without an adult goes along
            elif resident[j] == 0 and gone == 0 and home > 0:
                resident[j] = 1  # nobody is away any more: those who had gone along come back
            elif home > 0 and gone > 0 and (activity[j] == HOME or activity[j] == SCHOOL):
                child, both, partner = month - birth[j] < 192, 0, 0
                for k in range(first[i], first[i + 1]):
                    if activity[k] == AWAY and married[k] > 0:
                        both += child and (birth[j] - birth[k]) >= GENERATION * 12
                        partner += k != j and married[k] == married[j]
                if child and both >= 2:
                    u = pair(seed, DRAW_FOLLOW, ids[j], month, 0)[0]
                    resident[j] = 0 if (resident[j] == 1 and u < child_follows) else (1 if (resident[j] == 0 and u < child_returns) else resident[j])
                elif partner > 0 and home > 1 and resident[j] == 1 and activity[j] == HOME:
                    if pair(seed, DRAW_FOLLOW, ids[j], month, 0)[0] < partner_follows:
                        resident[j], home = 0, home - 1
        free = 0.0
        for j in range(first[i], first[i + 1]):
            age = (month - birth[j]) // 12
            if age >= 16 and resident[j] == 1 and activity[j] == HOME and age < 75 and health[j] < 2:
                free += 1.0 if (age < 60 and health[j] == 0) else 0.5
        idle[i] = (1.0 - SIDE_FARM_OTHER) * free  # some of their time goes to the farm in any case


def step(world) -> None:
    """Who lives where in the plan year."""
    p, q = world.parameters, world.persons
    settle_down(world.seed, world.month, world.person_first(), q.id, q.birth, q.health, q.activity, q.married, p["residence.child_follows"],
                p["residence.child_returns"], p["residence.partner_follows"], q.resident, world.households.idle)  # fmt: skip
