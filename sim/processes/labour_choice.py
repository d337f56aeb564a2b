"""The choice of work of each member as a compiled rule: expected utility of seven options plus a Gumbel draw for each, and the months that follow.

An option has one code, and the code says which number of the draw it gets: an option more or less leaves the draws of the others alone.
Each option's utility and draw are first known between two cheap bounds; exact logarithms are taken only for options that the bounds leave open, so
that the choice is the exact one at a fraction of the cost.
"""

from functools import cache

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import quad
from sim.core.special import LOG_GAP, exp, gumbel_array, log, log_floor

DRAW_CHOICE = 240
HOME, FARM, LOCAL, BUSINESS, AWAY, SCHOOL, SEASONAL, JOB = 0, 1, 2, 3, 4, 5, 6, 7
CODES = 8
RANDOM_UTILITY, SATISFICING, ZERO_INTELLIGENCE = 0, 1, 2
NUMBERS = (
    "rule", "weight", "habit", "moving_cost", "kin_away", "age_away", "ill_away", "home_value", "business_power", "theta", "side", "care_women", "care_men",
    "constant_farm", "constant_business", "constant_job", "constant_seasonal", "business_yuan", "away_yuan", "seasonal_yuan", "away_months",
    "business_months", "seasonal_months", "away_worth",
)  # fmt: skip
PLACE = ("local", "away", "casual_yuan", "casual_rate", "reach", "local_months", "casual_months", "move")
OUT = (
    "farm_labour", "local_workers", "months_business", "months_away", "months_seasonal", "months_job", "months_care", "local_base", "business_base",
    "migrant_base", "seasonal_base", "migrants", "job_units",
)  # fmt: skip
FARM_MONTHS, SIDE_LOCAL, SIDE_OTHER, PEAK_MONTHS, JOB_MONTHS = 9.0, 3.0, 1.2, 5.0, 11.0  # months of a full worker, by main activity; assumption
LEAST_GAIN = 100.0  # yuan a year: keeps the logarithm of a farm without land finite; no behaviour hangs on it
MOST_HANDS = 1.2  # more hands than this multiple of the need add nothing; assumption
LAST_AGE = 78  # nobody plans work from this age on; assumption
OLDEST_SPARE = 75  # idle time of older members is not offered to others; assumption
NEVER = -1e300
CELLS = 1024  # of the table that bounds a Gumbel draw: small enough for the nearest cache
LOWEST, HIGHEST = -4.0, 24.0  # no draw of 32 bits lies outside: -ln(-ln 2^-33) = -3.13 and 22.9


@scalar("float64(float64, float64, float64, float64)")
def farm_value(labour, need, full, theta):
    """Yearly value of own land with `labour` workers when `need` workers would tend it fully (value `full`).

    x (1 + a) / (x + a) with x the share of the need: concave, with elasticity `theta` at half of the need. The first hands on a field earn a finite
    return, unlike those of a power.
    """
    if need <= 0.0 or labour <= 0.0:
        return 0.0
    a = 0.5 * theta / max(1.0 - theta, 1e-6)
    x = min(labour / need, MOST_HANDS)
    return full * (1.0 + a) * x / (x + a)


@scalar("float64(float64, float64, float64, float64)")
def farm_kept(labour, less, need, theta):
    """Share of the farm's value that is left with `less` of its `labour`; without land, of its side production."""
    if need <= 0.0:
        return (labour - less) / labour
    return farm_value(labour - less, need, 1.0, theta) / farm_value(labour, need, 1.0, theta)


@kernel("void(float64[::1], float64[::1], float64[::1], float64, float64[::1])")
def keep_each(labour, less, need, theta, kept):
    """Fill `kept` with `farm_kept` where something is given up."""
    for i in range(labour.size):
        if less[i] > 0.0:
            kept[i] = farm_kept(labour[i], less[i], need[i], theta)


@cache
def bounds() -> np.ndarray:
    """float64[CELLS + 1]: the Gumbel quantile at k / CELLS; what lies below the first and above the last cell is bounded by the draw itself."""
    u = np.arange(1, CELLS) / CELLS
    return np.concatenate([[LOWEST], gumbel_array(u), [HIGHEST]])


@scalar("void(int64, int64, int64, float64[::1])")
def draws(seed, agent, month, out):
    """Uniforms of a person by option code: one block of Philox serves four options, and the code decides which number an option gets."""
    out[0], out[1], out[2], out[3] = quad(seed, DRAW_CHOICE, agent, month, 0)
    out[4], out[5], out[6], out[7] = quad(seed, DRAW_CHOICE, agent, month, 4)


@scalar("int64(float64[::1], float64[::1], float64[::1], float64, float64[::1], float64[::1], float64[::1])")
def pick(u, slack, gain, w, uniform, table, ceiling):
    """The option with the greatest utility plus Gumbel draw. `u` is the utility, or a floor of it no more than `slack` below: then the exact one is
    u + w (ln gain - log_floor(gain)). `table` are `bounds`, `ceiling` is scratch."""
    least = NEVER
    for c in range(CODES):
        cell = np.int64(uniform[c] * CELLS)
        ceiling[c] = u[c] + slack[c] + table[cell + 1]
        least = max(least, u[c] + table[cell])
    best, choice, open_ = NEVER, HOME, 0
    for c in range(CODES):
        if ceiling[c] >= least:
            choice, open_ = c, open_ + 1
    if open_ == 1:
        return choice
    for c in range(CODES):
        if ceiling[c] >= least:
            exact = u[c] - log(-log(uniform[c]))
            if slack[c] > 0.0:
                exact += w * (log(gain[c]) - log_floor(gain[c]))
            if exact > best:
                best, choice = exact, c
    return choice


@kernel(
    "void(int64, int64, int64, int64, int64[::1], int64[::1], int64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int64[::1], "
    "int8[::1], int8[::1], int8[::1], int32[::1], float64[:,::1], float64[::1], float64[::1], float64[::1], float64[::1], int8[::1], float64[::1], "
    "float64[::1], float64[:,::1], float64[::1], float64[::1])"
)
def choose(seed, month, start, stop, ids, begin, who, worth_log, worth_of, unit, care, spare, ages, sex, health, activity, village, place, need, full, offer,
           means, content, t, table, out, value, moved):  # fmt: skip
    """Choose for the workers of households `start` to `stop`, one after the other. Worker k is person `who[k]`, those of household i are
    `begin[i - start]` to `begin[i - start + 1]`. Numbers `t` in the order of NUMBERS, `place` [villages, PLACE]; fills `out` [OUT, households],
    `value` (yuan), `moved` (yuan that moves cost), and `spare` (idle months of each worker)."""
    rule, w, habit, move, kin, age_away, ill_away = t[0], t[1], t[2], t[3], t[4], t[5], t[6]
    power_b, theta, side, women, men, c_farm, c_job, c_season = t[8], t[9], t[10], t[11], t[12], t[13], t[15], t[16]
    away_yuan, season_yuan, away_months, business_months, season_months, away_worth = t[18], t[19], t[20], t[21], t[22], t[23]
    log_half = log(0.5)
    u_home, u_business = w * log(t[7]), t[14] + w * log(t[17])
    u, slack, gain, uniform, ceiling = np.zeros(CODES), np.zeros(CODES), np.ones(CODES), np.empty(CODES), np.empty(CODES)
    slack[FARM], slack[SEASONAL] = w * LOG_GAP, w * LOG_GAP
    for i in range(start, stop):
        v = village[i]
        u_local, u_away, casual_yuan, casual_rate = place[v, 0], place[v, 1], place[v, 2], place[v, 3]
        reach, local_months, casual_most, cost = place[v, 4], place[v, 5], place[v, 6], place[v, 7]
        a, b, purse, job, gone, unmet, loose, spent = begin[i - start], begin[i - start + 1], means[i], offer[i], 0, 0.0, 0.0, 0.0
        m_farm, m_local, m_business, m_away, m_season, m_job, m_care, hired = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        e_local, e_business, e_away, e_season, migrants, have = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        for k in range(a, b):
            gone += activity[who[k]] == AWAY
        for k in range(a, b):
            j, un, lw, worth = who[k], unit[k], worth_log[k], worth_of[k] * unit[k]
            before, log_unit = activity[j], (0.0 if un == 1.0 else log_half)
            all_, bound = 12.0 * un, care[k]
            there, free = all_ - bound, purse >= cost
            farm_months, peak_months = min(FARM_MONTHS * un, there), min(PEAK_MONTHS * un, there)
            if rule == SATISFICING and content[i] == 1 and 0 <= before < CODES and before != SCHOOL and (before != JOB or job > 0.0):
                choice = before
            else:
                x = w * (lw + log_unit)
                # what draws away and what holds: those of the household who went before, age, illness, care for others
                pull = (kin if gone > (before == AWAY) else 0.0) - age_away * max(0.0, ages[k] / 12.0 - 40.0) - (ill_away if health[j] == 1 else 0.0)
                pull -= (women if sex[j] == 1 else men) if bound > 0.0 else 0.0
                paid = 0.0 if before == AWAY or before == SEASONAL else cost
                gain[FARM] = farm_value((m_farm + farm_months) / 12.0, need[i], full[i], theta) - have + side * farm_months / 12.0
                gain[FARM] += casual_yuan * casual_most * worth + LEAST_GAIN
                gain[SEASONAL] = farm_value((m_farm + peak_months) / 12.0, need[i], full[i], theta) - have + side * peak_months / 12.0
                gain[SEASONAL] = max(gain[SEASONAL] + season_yuan * worth - paid, LEAST_GAIN)
                u[HOME] = u_home + w * log_unit
                u[FARM] = c_farm + w * log_floor(gain[FARM])
                u[LOCAL] = u_local + x
                u[BUSINESS] = u_business + w * (power_b * lw + log_unit)
                u[AWAY] = u_away + x + pull + (move if before == AWAY else -0.5 * move if before == SEASONAL else -move - w * cost / (away_yuan * worth))
                u[SCHOOL] = NEVER
                u[SEASONAL] = c_season + 0.5 * pull + w * log_floor(gain[SEASONAL])
                u[SEASONAL] += 0.5 * move if before == AWAY else (0.0 if before == SEASONAL else -0.5 * move)
                u[JOB] = c_job + w * (log(12.0 * job) + log_unit) if job > 0.0 else NEVER
                if 0 <= before < CODES:
                    u[before] += habit
                if not free and paid > 0.0:
                    u[AWAY], u[SEASONAL] = NEVER, NEVER
                if rule == ZERO_INTELLIGENCE:
                    for c in range(CODES):
                        u[c], slack[c] = (0.0 if u[c] > 0.5 * NEVER else NEVER), 0.0
                draws(seed, ids[j], month, uniform)
                choice = pick(u, slack, gain, w, uniform, table, ceiling)
            activity[j] = choice
            if (choice == AWAY or choice == SEASONAL) and before != AWAY and before != SEASONAL:
                purse, spent = purse - cost, spent + cost
            if choice == AWAY:  # the whole year is spent away; the care that falls to who left waits for idle hands at home
                m_away, e_away, migrants, unmet, spare[k] = m_away + all_, e_away + away_worth * worth * away_months / 12.0, migrants + 1.0, unmet + bound, 0.0
                continue
            m_care += bound
            main, farm, casual = 0.0, SIDE_OTHER * un, 0.0
            if choice == FARM:
                farm, casual = farm_months, min(casual_most * un, there - farm_months)
            elif choice == LOCAL:
                casual, farm = min(local_months * un, there), SIDE_LOCAL * un
            elif choice == BUSINESS:
                main = min(business_months * un, there)
                m_business, e_business = m_business + main, e_business + exp(power_b * lw) * main / 12.0
            elif choice == SEASONAL:
                main, farm = min(season_months * un, there), PEAK_MONTHS * un
                m_season, e_season = m_season + main, e_season + away_worth * worth / un * main / 12.0
            elif choice == JOB:
                main, job = min(JOB_MONTHS * un, there), 0.0
                m_job, hired = m_job + main, hired + un
            farm = min(farm, there - main - (casual if choice == LOCAL else 0.0))
            m_farm, m_local = m_farm + farm, m_local + casual
            e_local += worth / un * (casual_rate if choice == FARM else reach) * casual / 12.0
            spare[k] = there - main - farm - casual
            loose += spare[k]
            have = farm_value(m_farm / 12.0, need[i], full[i], theta)
        extra = min(unmet, loose)
        m_care += extra
        if extra > 0.0:
            for k in range(a, b):
                spare[k] *= 1.0 - extra / loose
        row = (m_farm / 12.0, m_local / 12.0, m_business, m_away, m_season, m_job, m_care, e_local, e_business, e_away, e_season, migrants, hired)
        for c in range(len(row)):
            out[c, i - start] = row[c]
        value[i] = farm_value(m_farm / 12.0, need[i], full[i], theta) + side * m_farm / 12.0
        moved[i] = spent
