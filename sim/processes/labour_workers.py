"""Who plans work this year: members of working age who are not at school, what they are worth, and the care for others that binds their time."""

from sim.core.compiled import kernel
from sim.processes.labour_choice import HOME, SCHOOL

TERMS = ("schooling_return", "age_decline", "child_months", "ill_months", "old_months", "women_bound", "men_bound", "usual")
LAST_AGE = 78  # nobody plans work from this age on; assumption
SMALL, VERY_OLD = 72, 960  # months of age below and from which somebody must be cared for; assumption
MOST_BOUND = 0.75  # of a worker's year that care can bind; assumption


@kernel(
    "int64(int64, int64, int64, int64, int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], int8[::1], int8[::1], float64[::1], float64[::1], "
    "float64[::1], float64[::1], float64[::1], int64[::1], int64[::1], float64[::1], float64[::1], float64[::1], int64[::1], float64[::1], float64[::1])"
)
def gather(seed, month, start, stop, first, ids, birth, sex, school, enrolled, health, activity, skill, practice, ability, persistent, t,
           begin, who, worth_log, unit, care, ages, units, at_school):  # fmt: skip
    """List the workers of households `start` to `stop` and return their number. Numbers `t` in the order of TERMS.

    Worker k is person `who[k]`, those of household i are `begin[i - start]` to `begin[i - start + 1]`; `worth_log` is the log of what a full year
    is worth against the usual worker, `unit` 1 or 0.5, `care` the months bound by care, `ages` months. `units` and `at_school` are by household.
    """
    back, decline, child, ill, old, women, men, usual = t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7]
    k = 0
    for i in range(start, stop):
        begin[i - start], rel = k, ability[i] + persistent[i] - usual
        need, weights, own, pupils = 0.0, 0.0, 0.0, 0.0
        for j in range(first[i], first[i + 1]):
            months = month - birth[j]
            if months < SMALL:
                need, activity[j] = need + child, HOME
                continue
            if health[j] == 2 or months >= VERY_OLD:
                need += ill if health[j] == 2 else old
            if months < 192:
                activity[j] = SCHOOL
                continue
            full = 0.0 if health[j] == 2 or months >= 12 * LAST_AGE else 1.0 if months < 720 and health[j] == 0 else 0.5
            own += full
            if enrolled[j] > 0:
                activity[j], pupils = SCHOOL, pupils + 12.0 * full
                continue
            if full == 0.0:
                activity[j] = HOME
                continue
            who[k], unit[k], ages[k] = j, full, months
            worth_log[k] = back * (school[j] - 8.0) + skill[j] + practice[j] + rel - decline * max(0.0, months // 12 - 50.0)
            care[k] = women if sex[j] == 1 else men
            weights += care[k]
            k += 1
        for w in range(begin[i - start], k):
            care[w] = min(need * care[w] / weights, 12.0 * MOST_BOUND * unit[w]) if need > 0.0 and weights > 0.0 else 0.0
        units[i], at_school[i] = own, pupils
    begin[stop - start] = k
    return k
