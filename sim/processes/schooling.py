"""Schooling: who is enrolled in which stage each year, what it costs, and who leaves school because the household cannot carry the cost.

Nine years are compulsory. Beyond them a pupil goes on with a chance that depends on the schooling of the adults at home and on distance, and leaves
when the cost is more than savings, a little credit and the income above basic needs: illness empties savings, so it takes children out of school.
"""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import pair
from sim.core.fen import to_fen
from sim.core.parameters import Parameter, uniform
from sim.core.special import logistic

OWNS = ("persons.enrolled", "persons.school", "households.school_due", "households.school_cost")
DRAW_STAGE, DRAW_LEAVE = 266, 267
PARAMETERS = (
    Parameter("schooling.senior", 1.9, "utility", -10, 10, uniform(1.4, 2.5), "log odds of going on to senior or vocational school, adults of mean schooling, village at hand", "升入高中(中职)的对数几率", "assumption", "assumption", "schooling"),
    Parameter("schooling.higher", 0.1, "utility", -10, 10, uniform(-0.5, 0.7), "log odds of going on to higher education after senior school, adults of mean schooling, village at hand", "高中后升入高等教育的对数几率", "assumption", "assumption", "schooling"),
    Parameter("schooling.parents", 0.15, "utility", 0, 2, uniform(0.05, 0.30), "log odds of going on for a year of mean schooling of the adults at home", "成人受教育年限对升学几率的影响", "assumption", "assumption", "schooling"),
    Parameter("schooling.far", 0.5, "utility", 0, 5, uniform(0.1, 1.0), "log odds of going on lost in the most remote village", "最偏远村升学几率损失", "assumption", "assumption", "schooling"),
    Parameter("schooling.kindergarten", 0.85, "share", 0, 1, uniform(0.75, 0.95), "children of 3 to 5 in kindergarten whose household can carry the cost", "3-5岁入园比例", "assumption", "assumption", "schooling"),
    Parameter("schooling.leave", 0.35, "share", 0, 1, uniform(0.1, 0.6), "pupils beyond compulsory school who leave in a year in which the household cannot carry the cost", "家庭无力负担时义务教育后学生年辍学比例", "assumption", "assumption", "schooling"),
    Parameter("schooling.credit", 2.0, "months", 0, 24, uniform(0, 4), "months of income that a household borrows for schooling", "为教育可借入的收入月数", "assumption", "assumption", "schooling"),
    Parameter("schooling.cost_1", 1200.0, "yuan_per_year", 0, 1e5, uniform(600, 2500), "cost of a year of kindergarten or primary school, prices of 2019", "幼儿园小学年费用(2019年价)", "assumption", "assumption", "schooling"),
    Parameter("schooling.cost_2", 1800.0, "yuan_per_year", 0, 1e5, uniform(1000, 3500), "cost of a year of junior school, prices of 2019", "初中年费用(2019年价)", "assumption", "assumption", "schooling"),
    Parameter("schooling.cost_3", 5500.0, "yuan_per_year", 0, 1e5, uniform(3000, 9000), "cost of a year of senior or vocational school, prices of 2019", "高中中职年费用(2019年价)", "assumption", "assumption", "schooling"),
    Parameter("schooling.cost_4", 12000.0, "yuan_per_year", 0, 1e5, uniform(8000, 18000), "cost of a year of higher education, prices of 2019", "高等教育年费用(2019年价)", "assumption", "assumption", "schooling"),
    Parameter("schooling.board", 1500.0, "yuan_per_year", 0, 1e5, uniform(500, 3000), "board and travel of a pupil of the most remote village up to senior school, prices of 2019", "最偏远村学生寄宿交通年费用(2019年价)", "assumption", "assumption", "schooling"),
)  # fmt: skip
TERMS = ("senior", "higher", "parents", "far", "kindergarten", "leave", "cost_1", "cost_2", "cost_3", "cost_4", "board")
MEAN_YEARS = 7.5  # mean schooling of rural adults, where `senior` and `higher` are read; assumption
SENIOR, HIGHER, LAST = 16, 19, 22  # ages at which a stage begins, and from which nobody is enrolled; assumption
MOST_YEARS = 16
PAYMENTS = (3, 9)  # spring and autumn term


@scalar("int64(int64, int64, int64, int64, int64, float64, float64, float64[::1])")
def stage(seed, age, before, first_year, agent, years, far, t):
    """Stage in which a person of `age` would be this year if money did not count; `before` the stage of last year."""
    if age < 3 or age >= LAST:
        return 0
    if age >= 6 and age < SENIOR:
        return 1 if age < 12 else 2
    if age > SENIOR and age != HIGHER and first_year == 0:
        going_on = 3 if age < HIGHER else 4
        return going_on if before == going_on else 0
    u, v = pair(seed, DRAW_STAGE, agent, 0, 0)  # a trait: who goes on
    if age < 6:
        return 1 if v < t[4] else 0
    edge = t[2] * (years - MEAN_YEARS) - t[3] * far
    senior = u < logistic(t[0] + edge) if (age == SENIOR or first_year == 1) else before == 3
    if age < HIGHER:
        return 3 if senior else 0
    return 4 if senior and v < logistic(t[1] + edge) else 0


@scalar("float64(int64, int64, int64, int32[::1], int8[::1])")
def _mean_years(month, start, stop, birth, school):
    """Mean schooling of the members of 25 and over in person rows `start` to `stop`."""
    years, adults = 0.0, 0.0
    for j in range(start, stop):
        if month - birth[j] >= 25 * 12:
            years, adults = years + school[j], adults + 1.0
    return years / adults if adults > 0.0 else MEAN_YEARS


@kernel(
    "void(int64, int64, int64, int64[::1], int64[::1], int32[::1], int32[::1], float64[::1], float64[::1], float64[::1], float64[::1], int8[::1], int8[::1], "
    "float64[::1], int8[::1])"
)
def _enrol(seed, month, first_year, first, ids, birth, village, remote, carry, costs, t, school, enrolled, due, left):
    pupils = np.empty(1 + (first[1:] - first[:-1]).max(), np.int64) if first.size > 1 else first
    for i in range(first.size - 1):
        due[i], left[i], oldest, young = 0.0, 0, 0, 0
        for j in range(first[i], first[i + 1]):
            months = month - birth[j]
            pupils[young] = j
            counts = np.int64(months < (LAST + 1) * 12)
            young, oldest = young + counts, max(oldest, months * counts)
        if young == 0:
            continue
        years, far = MEAN_YEARS, remote[village[i]]
        if oldest >= SENIOR * 12:
            years = _mean_years(month, first[i], first[i + 1], birth, school)
        spent, others = 0.0, 0
        for k in range(young):  # compulsory school is paid first
            j = pupils[k]
            age = (month - birth[j]) // 12
            if age < 6 or age >= SENIOR:
                pupils[others], others = j, others + 1
                continue
            if first_year == 0 and enrolled[j] > 0 and age >= 7 and school[j] < MOST_YEARS:
                school[j] += 1
            enrolled[j] = stage(seed, age, enrolled[j], first_year, ids[j], years, far, t)
            spent += costs[enrolled[j]] + t[10] * far
        for k in range(others):
            j = pupils[k]
            age, before = (month - birth[j]) // 12, enrolled[j]
            if first_year == 0 and before > 0 and age >= 7 and school[j] < MOST_YEARS:
                school[j] += 1
            now = stage(seed, age, before, first_year, ids[j], years, far, t)
            cost = costs[now] + (t[10] * far if 0 < now < 4 and age >= 6 else 0.0)
            if now > 0 and spent + cost > carry[i]:
                if now == 1 or pair(seed, DRAW_LEAVE, ids[j], month, 0)[0] < t[5]:
                    left[i] += now > 2
                    now, cost = 0, 0.0
            enrolled[j] = now
            spent += cost
        due[i] = spent


def carried(world) -> np.ndarray:
    """float64[households] yuan at prices of 2019 that the household can give for schooling: savings less debts, a little credit, income above basic needs."""
    h, p = world.households, world.parameters
    if world.month == world.start:
        return np.full(len(h), 1e12)  # nothing is known of savings yet
    price = world.drivers.price(world.month)
    known = min(12, max(1, world.month - world.start))
    income = np.maximum(h.welfare, 0.0) * (12.0 / known)
    above = np.maximum(income - p["consumption.need"] * h.size, 0.0)
    return np.maximum((h.cash - h.debt) / (100.0 * price), 0.0) + p["schooling.credit"] / 12.0 * income + above


def enrol(world) -> None:
    """Stages and cost of the year; pupils of last year gain a year of school."""
    q, h, p = world.persons, world.households, world.parameters
    t = np.array([p[f"schooling.{name}"] for name in TERMS])
    costs, left = np.concatenate([[0.0], t[6:10]]), np.empty(len(h), np.int8)
    _enrol(world.seed, world.month, int(world.month == world.start), world.person_first(), q.id, q.birth, h.village, world.villages.remoteness, carried(world),
           costs, t, q.school, q.enrolled, h.school_due, left)  # fmt: skip
    rows = np.flatnonzero(left)
    world.count("left_school", h.county[rows], left[rows] * h.weight[rows])


def step(world) -> None:
    """Enrolment in January, half of the year's cost in each term."""
    if world.month == world.start or world.month_of_year == 1:
        enrol(world)
    if world.month_of_year in PAYMENTS:
        h = world.households
        rows = np.flatnonzero((h.school_due > 0.0) & (h.size > 0))
        world.pay("school_cost", rows, to_fen(0.5 * h.school_due[rows] * world.drivers.price(world.month)))
