"""Who lives in the village after the year's plan: workers by where they work, the others with the adults they were with."""

from sim.core.compiled import kernel
from sim.processes.labour_choice import AWAY, BUSINESS, FARM, HOME, LOCAL, SIDE_FARM_OTHER


@kernel("void(int64, int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], float64[::1])")
def settle_down(month, first, birth, health, activity, resident, idle):
    """Fill `resident` and the idle labour units at home; all but workers stay where they were as long as an adult is with them."""
    for i in range(first.size - 1):
        home, gone, free = 0, 0, 0.0
        for j in range(first[i], first[i + 1]):
            age = (month - birth[j]) // 12
            if activity[j] == AWAY:
                resident[j] = 0
            elif activity[j] in (FARM, LOCAL, BUSINESS):
                resident[j] = 1
            if age >= 16:
                home += resident[j]
                gone += activity[j] == AWAY
                if resident[j] == 1 and activity[j] == HOME and age < 75 and health[j] < 2:
                    free += 1.0 if (age < 60 and health[j] == 0) else 0.5
        idle[i] = (1.0 - SIDE_FARM_OTHER) * free  # some of their time goes to the farm in any case
        for j in range(first[i], first[i + 1]):
            if resident[j] == 1 and home == 0 and gone > 0:
                resident[j] = 0  # a child left without an adult goes along
            elif resident[j] == 0 and activity[j] != AWAY and gone == 0 and home > 0:
                resident[j] = 1  # nobody is away any more: those who had gone along come back
