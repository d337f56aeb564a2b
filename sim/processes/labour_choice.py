"""The choice of work of each member as a compiled rule: expected utility of five options plus a Gumbel draw for each."""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import pair
from sim.core.special import exp, gumbel, log, power

DRAW_CHOICE = 240
HOME, FARM, LOCAL, BUSINESS, AWAY, SCHOOL = 0, 1, 2, 3, 4, 5
OPTIONS = 5
TERMS = (
    "weight", "habit", "moving_cost", "peers", "care", "age_away", "home_value", "living_away", "schooling_return", "business_power", "commute", "theta",
    "side", "constant_farm", "constant_local", "constant_business", "constant_away", "casual_months", "casual_pay", "local_months", "away_months",
    "wage_local", "wage_away", "care_women", "care_men", "age_decline", "business_months",
)  # fmt: skip
FULL_FARM, SIDE_FARM_LOCAL, SIDE_FARM_OTHER = 0.85, 0.25, 0.1  # share of a worker's year on the own farm, by main activity; assumption
LAST_AGE = 78  # nobody plans work from this age on; assumption
LEAST_GAIN = 100.0  # yuan a year: keeps the logarithm of a farm without land finite; no behaviour hangs on it
MOST_HANDS = 1.2  # more hands than this multiple of the need add nothing; assumption


@scalar("float64(float64, float64, float64, float64)")
def farm_value(labour, need, full, theta):
    """Yearly value of own land with `labour` workers when `need` workers would tend it fully (value `full`)."""
    if need <= 0.0 or labour <= 0.0:
        return 0.0
    return full * power(min(labour / need, MOST_HANDS), theta)


@kernel("void(int64, int64, int64[::1], float64[:,::1])")
def _draw(seed, month, ids, out):
    for k in range(0, OPTIONS, 2):  # one block of Philox serves two options; the option decides which number it gets
        for i in range(ids.size):
            out[k, i], out[k + 1, i] = pair(seed, DRAW_CHOICE, ids[i], month, k)
    for k in range(OPTIONS):
        for i in range(ids.size):
            out[k, i] = gumbel(out[k, i])


def noise(seed: int, month: int, ids: np.ndarray) -> np.ndarray:
    """float64[OPTIONS + 1, n]: a Gumbel draw for each option (row) and person; the last row is spare."""
    out = np.empty((OPTIONS + 1, ids.size))
    _draw(seed, month, np.ascontiguousarray(ids), out)
    return out


@kernel(
    "void(int64, int64, int64, int64, int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], int8[::1], int8[::1], float64[::1], float64[::1], "
    "float64[::1], float64[::1], int32[::1], int8[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[:,::1], "
    "float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1])"
)
def plan(seed, month, start, stop, first, ids, birth, sex, school, enrolled, health, activity, skill, rel, need, full, village, county, away_share, remote, months, t,
         draws, out_farm, out_value, out_local, out_workers, out_business, out_base, out_migrants):  # fmt: skip
    """Choose for the members of households `start` to `stop`, and add up what the households have planned. Numbers `t` in the order of TERMS."""
    weight, habit, move, peers, care, age_away, home_value, living, ret, power_b = t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9]
    commute, theta, side, c_farm, c_local, c_business, c_away, casual_months, casual_pay = (
        t[10],
        t[11],
        t[12],
        t[13],
        t[14],
        t[15],
        t[16],
        t[17],
        t[18],
    )
    base_months, away_months, wage_local, wage_away = t[19], t[20], t[21], t[22]
    care_women, care_men, age_decline, business_months = t[23], t[24], t[25], t[26]
    u = np.empty(OPTIONS)
    log_half, log_home = log(0.5), log(home_value)
    log_business, log_away = log(wage_local * business_months), log(wage_away * away_months * (1.0 - living))
    for i in range(start, stop):
        v = village[i]
        local_months, reach = min(months[county[i]], 12.0), 1.0 - commute * remote[v]
        casual_share = casual_months / 12.0 * casual_pay * reach * local_months / base_months
        log_local = log(wage_local * local_months * reach)
        carer = 0.0
        for j in range(first[i], first[i + 1]):
            if month - birth[j] < 72 or health[j] == 2:
                carer = care
        farm, have = 0.0, 0.0
        local, workers, business, base, migrants = 0.0, 0.0, 0.0, 0.0, 0.0
        for j in range(first[i], first[i + 1]):
            age = (month - birth[j]) // 12
            if age < 16 or enrolled[j] > 0:
                activity[j] = SCHOOL if age >= 6 else HOME
                continue
            if age >= LAST_AGE or health[j] == 2:
                activity[j] = HOME
                continue
            before, full_unit = activity[j], age < 60 and health[j] == 0
            unit, log_unit = (1.0, 0.0) if full_unit else (0.5, log_half)
            log_worth = ret * (school[j] - 8.0) + skill[j] + rel[i] - age_decline * max(0, age - 50)
            worth = exp(log_worth) * unit
            casual = worth * casual_share
            more = farm_value(farm + FULL_FARM * unit, need[i], full[i], theta)
            u[HOME] = weight * (log_home + log_unit)
            u[FARM] = weight * log(more - have + side * unit + wage_local * 12.0 * casual + LEAST_GAIN) + c_farm
            u[LOCAL] = weight * (log_local + log_worth + log_unit) + c_local
            u[BUSINESS] = weight * (log_business + power_b * log_worth + log_unit) + c_business
            u[AWAY] = weight * (log_away + log_worth + log_unit) + c_away + peers * away_share[v] - age_away * max(0, age - 40)
            u[AWAY] -= carer * (care_women if sex[j] == 1 else care_men)
            if before == AWAY:
                u[FARM], u[LOCAL], u[BUSINESS], u[HOME] = u[FARM] - move, u[LOCAL] - move, u[BUSINESS] - move, u[HOME] - move
            else:
                u[AWAY] -= move
            if 0 <= before < OPTIONS:
                u[before] += habit
            best, choice = -1e300, HOME
            for k in range(OPTIONS):
                value = u[k] + draws[k, j - first[start]]
                if value > best:
                    best, choice = value, k
            activity[j] = choice
            if choice == FARM:
                farm, have = farm + FULL_FARM * unit, more
                local += casual
                workers += (1.0 - FULL_FARM) * unit  # the rest of the year goes to casual work nearby
            elif choice == AWAY:
                base += worth * away_months / 12.0
                migrants += 1.0
            else:
                farm += (SIDE_FARM_LOCAL if choice == LOCAL else SIDE_FARM_OTHER) * unit
                have = farm_value(farm, need[i], full[i], theta)
                if choice == LOCAL:
                    local += worth * (local_months / 12.0) * reach
                    workers += (1.0 - SIDE_FARM_LOCAL) * unit
                elif choice == BUSINESS:
                    business += exp(power_b * log_worth) * unit * (business_months / 12.0)
        out_farm[i] = farm
        out_value[i] = farm_value(farm, need[i], full[i], theta) + side * farm
        out_local[i], out_workers[i], out_business[i], out_base[i], out_migrants[i] = local, workers, business, base, migrants
