"""Who lives in the village after the year's plan: workers by where they work, the others with the adults they were with."""

from sim.core.compiled import kernel
from sim.processes.labour_choice import AWAY, BUSINESS, FARM, JOB, LOCAL, SEASONAL

OLDEST_SPARE = 75  # idle time of older members is not offered to others; assumption


@kernel(
    "void(int64, int64, int64, int64[::1], int32[::1], int8[::1], int8[::1], int64[::1], int64[::1], int64[::1], float64[::1], int32[::1], "
    "float64[::1], float64[::1], float64[::1])"
)
def settle_down(month, start, stop, first, birth, activity, resident, begin, who, ages, spare, village, idle, gone_of, all_of):
    """Fill `resident` and the `idle` labour units at home of households `start` to `stop`; add members of 16 to 59, away and all, to the counts by village.

    All but workers stay where they were as long as an adult is with them. Who works away part of the year lives in the village.
    """
    for i in range(start, stop):
        home, gone, away, working, free = 0, 0, 0, 0, 0.0
        for j in range(first[i], first[i + 1]):
            months, does = month - birth[j], activity[j]
            if does == AWAY:
                resident[j] = 0
            elif does == FARM or does == LOCAL or does == BUSINESS or does == SEASONAL or does == JOB:
                resident[j] = 1
            if months >= 192:
                home += resident[j]
                gone += does == AWAY
                working += months < 720
                away += months < 720 and does == AWAY
        for j in range(first[i], first[i + 1]):
            if resident[j] == 1 and home == 0 and gone > 0:
                resident[j] = 0  # a child left without an adult goes along
            elif resident[j] == 0 and activity[j] != AWAY and gone == 0 and home > 0:
                resident[j] = 1  # nobody is away any more: those who had gone along come back
        for k in range(begin[i - start], begin[i - start + 1]):
            if resident[who[k]] == 1 and ages[k] < 12 * OLDEST_SPARE:
                free += spare[k]
        idle[i] = free / 12.0
        gone_of[village[i]] += away
        all_of[village[i]] += working
