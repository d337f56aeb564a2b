"""The plan of a household's year as a compiled rule: its workers choose one after the other, and each choice takes its months."""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.special import LOG_GAP, exp, log, log_floor
from sim.processes.labour_choice import AWAY, BUSINESS, CODES, FARM, HOME, JOB, LOCAL, NEVER, SCHOOL, SEASONAL, draws, farm_value, pick

RANDOM_UTILITY, SATISFICING, ZERO_INTELLIGENCE = 0, 1, 2
NUMBERS = (
    "rule", "weight", "habit", "moving_cost", "kin_away", "age_away", "ill_away", "business_power", "theta", "side", "care_women", "care_men", "constant_farm",
    "constant_job", "constant_seasonal", "home", "business", "away_yuan", "seasonal_yuan", "away_worth", "away_months", "business_months", "seasonal_months",
)  # fmt: skip
PLACE = ("local", "away", "casual_yuan", "casual_rate", "reach", "local_months", "casual_months", "move")
OUT = (
    "farm_labour", "local_workers", "months_business", "months_away", "months_seasonal", "months_job", "months_care", "local_base", "business_base",
    "migrant_base", "seasonal_base", "migrants", "job_units",
)  # fmt: skip
FARM_MONTHS, SIDE_LOCAL, SIDE_OTHER, PEAK_MONTHS, JOB_MONTHS = 9.0, 2.0, 1.2, 5.0, 11.0  # months of a full worker, by main activity; assumption
LEAST_GAIN = 100.0  # yuan a year: keeps the logarithm of a farm without land finite; no behaviour hangs on it
LOG_HALF = -0.6931471805599453  # ln 0.5


@scalar("float64(float64[::1], int64, int64, int64, boolean, boolean)")
def _pull(t, age, sex, health, carer, kin):
    """Utility of being away beyond pay: household members who went before, age, illness, care for others (float64 in utility; `age` in months)."""
    pull = (t[4] if kin else 0.0) - t[5] * max(0.0, age / 12.0 - 40.0) - (t[6] if health == 1 else 0.0)
    return pull - ((t[10] if sex == 1 else t[11]) if carer else 0.0)


@scalar("void(float64[::1], float64[::1], float64[::1], float64[::1], UniTuple(float64, 5), UniTuple(float64, 4), int64, float64, float64)")
def utilities(u, gain, t, here, land, worker, before, pull, job):
    """Fill `u` by option code, for FARM and SEASONAL with a floor of the log of their `gain` (yuan).

    `t` in the order of NUMBERS, `here` of PLACE; `land` (need, full value, value with the hands so far, their months, theta), `worker` (unit, log worth, worth, months
    left by care), `job` yuan a month (0 none).
    """
    w, move, cost = t[1], t[3], here[7]
    need, full, have, hands, theta = land
    unit, worth_log, worth, there = worker
    log_unit = 0.0 if unit == 1.0 else LOG_HALF
    near, here_before = w * (worth_log + log_unit), before != AWAY and before != SEASONAL
    farm, peak = min(FARM_MONTHS * unit, there), min(PEAK_MONTHS * unit, there)
    gain[FARM] = farm_value((hands + farm) / 12.0, need, full, theta) - have + t[9] * farm / 12.0 + here[2] * here[6] * worth + LEAST_GAIN
    gain[SEASONAL] = farm_value((hands + peak) / 12.0, need, full, theta) - have + t[9] * peak / 12.0
    gain[SEASONAL] = max(gain[SEASONAL] + t[18] * worth - (cost if here_before else 0.0), LEAST_GAIN)
    u[HOME], u[FARM], u[LOCAL] = t[15] + w * log_unit, t[12] + w * log_floor(gain[FARM]), here[0] + near
    u[BUSINESS] = t[16] + w * (t[7] * worth_log + log_unit)
    u[AWAY], u[SEASONAL] = here[1] + near + pull, t[14] + 0.5 * pull + w * log_floor(gain[SEASONAL])
    u[JOB] = t[13] + w * (log(12.0 * job) + log_unit) if job > 0.0 else NEVER
    if before == AWAY:
        u[AWAY], u[SEASONAL] = u[AWAY] + move, u[SEASONAL] + 0.5 * move  # the same as the cost of coming back on all that is done at home
    elif before == SEASONAL:
        u[AWAY] -= 0.5 * move
    else:  # the money that the first move costs, to first order of the log
        u[AWAY], u[SEASONAL] = u[AWAY] - move - w * cost / (t[17] * worth), u[SEASONAL] - 0.5 * move
    if before >= 0:
        u[before] += t[2]
    u[SCHOOL] = NEVER


@scalar("void(float64[::1])")
def indifferent(u):
    """Every option that is open is as good as another (zero intelligence)."""
    for c in range(CODES):
        u[c] = 0.0 if u[c] > 0.5 * NEVER else NEVER


@scalar("UniTuple(float64, 4)(int64, float64, float64, float64, float64, float64[::1])")
def year(choice, unit, there, local, casual, t):
    """Months of a worker's year by main activity: (on the farm, in local work, in the main work elsewhere, idle); `there` are those that care leaves.

    The own farm at its peak goes before local work, which takes what is left."""
    main = min(unit * (t[21] if choice == BUSINESS else t[22] if choice == SEASONAL else JOB_MONTHS if choice == JOB else 0.0), there)
    farm = FARM_MONTHS if choice == FARM else SIDE_LOCAL if choice == LOCAL else PEAK_MONTHS if choice == SEASONAL else SIDE_OTHER
    farm = min(farm * unit, there - main)
    near = min((casual if choice == FARM else local if choice == LOCAL else 0.0) * unit, there - main - farm)
    return farm, near, main, there - farm - near - main


@scalar("void(float64[::1], int64, UniTuple(float64, 4), float64, float64, float64[::1], float64[::1])")
def earn(sums, choice, months, worth_log, worth, here, t):
    """Add a worker's months and its work in usual workers to the `sums` of the household, in the order of OUT; `worth` of a full year."""
    farm, near, main, _ = months
    sums[0], sums[1] = sums[0] + farm / 12.0, sums[1] + near / 12.0
    sums[7] += worth * near / 12.0 * (here[3] if choice == FARM else here[4])
    if choice == BUSINESS:
        sums[2], sums[8] = sums[2] + main, sums[8] + exp(t[7] * worth_log) * main / 12.0
    elif choice == SEASONAL:
        sums[4], sums[10] = sums[4] + main, sums[10] + t[19] * worth * main / 12.0
    elif choice == JOB:
        sums[5] += main


@scalar("void(float64[::1], int64, int64, float64, float64[::1])")
def share_care(sums, a, b, unmet, spare):
    """Care that fell to who went away is taken over by idle hands of workers `a` to `b` as far as they have time."""
    loose = 0.0
    for k in range(a, b):
        loose += spare[k]
    taken = min(unmet, loose)
    sums[6] += taken
    for k in range(a, b):
        spare[k] *= 1.0 - taken / loose if taken > 0.0 else 1.0


@kernel(
    "void(int64, int64, int64, int64, int64[::1], int64[::1], int64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int64[::1], "
    "int8[::1], int8[::1], int8[::1], int32[::1], float64[:,::1], float64[::1], float64[::1], float64[::1], float64[::1], int8[::1], float64[::1], "
    "float64[::1], float64[:,::1], float64[::1], float64[::1])"
)
def plan(seed, month, start, stop, ids, begin, who, worth_log, worth, unit, care, spare, ages, sex, health, activity, village, place, need, full, offer,
         means, content, t, table, out, value, moved):  # fmt: skip
    """Choose for the workers of households `start` to `stop`, one after the other. Worker k is person `who[k]`, those of household i are
    `begin[i - start]` to `begin[i - start + 1]`. Numbers `t` in the order of NUMBERS, `place` [villages, PLACE]; fills `out` [OUT, households],
    `value` (yuan), `moved` (yuan that moves cost), and `spare` (idle months of each worker)."""
    u, slack, gain, uniform, scratch, sums = np.zeros(CODES), np.zeros(CODES), np.ones(CODES), np.empty(CODES), np.empty(CODES), np.empty(len(OUT))
    theta = t[8]  # known to stay, so that what hangs on it alone is worked out once
    if t[0] != ZERO_INTELLIGENCE:
        slack[FARM], slack[SEASONAL] = t[1] * LOG_GAP, t[1] * LOG_GAP
    for i in range(start, stop):
        here, a, b, purse, job = place[village[i]], begin[i - start], begin[i - start + 1], means[i], offer[i]
        sums[:], gone, unmet, have, cost, moves = 0.0, 0, 0.0, 0.0, here[7], 0.0
        for k in range(a, b):
            gone += activity[who[k]] == AWAY
        for k in range(a, b):
            j, there = who[k], 12.0 * unit[k] - care[k]
            before = activity[j] if 0 <= activity[j] < CODES and activity[j] != SCHOOL else -1
            if t[0] == SATISFICING and content[i] == 1 and before >= 0 and (before != JOB or job > 0.0):
                choice = np.int64(before)
            else:
                pull = _pull(t, ages[k], sex[j], health[j], care[k] > 0.0, gone > (before == AWAY))
                land = (need[i], full[i], have, 12.0 * sums[0], theta)
                utilities(u, gain, t, here, land, (unit[k], worth_log[k], worth[k] * unit[k], there), before, pull, job)
                if purse < cost and before != AWAY and before != SEASONAL:
                    u[AWAY], u[SEASONAL] = NEVER, NEVER
                if t[0] == ZERO_INTELLIGENCE:
                    indifferent(u)
                draws(seed, ids[j], month, uniform)
                choice = pick(u, slack, gain, t[1], uniform, table, scratch)
            activity[j] = choice
            if (choice == AWAY or choice == SEASONAL) and before != AWAY and before != SEASONAL:
                purse, moves = purse - cost, moves + 1.0
            if choice == AWAY:  # the whole year is spent away; the care that falls to who left waits for idle hands at home
                sums[3], sums[9], sums[11] = sums[3] + 12.0 * unit[k], sums[9] + t[19] * worth[k] * unit[k] * t[20] / 12.0, sums[11] + 1.0
                unmet, spare[k] = unmet + care[k], 0.0
                continue
            if choice == JOB:
                job, sums[12] = 0.0, sums[12] + unit[k]
            months = year(choice, unit[k], there, here[5], here[6], t)
            earn(sums, choice, months, worth_log[k], worth[k], here, t)
            sums[6], spare[k] = sums[6] + care[k], months[3]
            have = farm_value(sums[0], need[i], full[i], theta)
        if unmet > 0.0:
            share_care(sums, a, b, unmet, spare)
        for c in range(sums.size):
            out[c, i - start] = sums[c]
        value[i] = have + t[9] * sums[0]
        moved[i] = moves * cost
