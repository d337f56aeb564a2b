"""Jobs in leading enterprises: offered to the most able residents of the base villages, paid by the month, gone when the enterprise closes.

An enterprise offers a job where a worker from nearby is worth more to it than the wage it pays. Members decide in the plan of work (labour): what
stands in households.job_offer is an option there, and whoever takes the job keeps it while the enterprise lives and needs the hand.
"""

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.core.draws import pair, uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array
from sim.processes import epidemic, firm_credit
from sim.processes.labour_choice import JOB, SCHOOL
from sim.state.allotment import allot
from sim.state.reasons import Reason

OWNS = ("households.job_offer", "households.job_firm", "households.reason_job", "households.wage_job", "enterprises.staffed")
DRAW_PLACE, DRAW_SEEN = 359, 360
PLAN_MONTH = 2  # the plan of work of the year says who takes the job
NOBODY = -1e300
NO_LABOUR, NOT_ELIGIBLE, FULL, NOT_ABLE = (int(r) for r in (Reason.NO_LABOUR, Reason.NOT_ELIGIBLE, Reason.FULL, Reason.NOT_ABLE))  # for the kernel
FIRST_AGE, LAST_AGE = 16, 55  # of whom enterprises take on; assumption
LEAST_PAY, MOST_PAY = 0.6, 1.6  # pay of the least and the most able against the wage of the firm; assumption
PARAMETERS = (
    Parameter("jobs.schooling", 0.05, "log", 0, 1, uniform(0.03, 0.08), "log pay and worth of a year of schooling in an enterprise", "企业岗位受教育年限回报", "assumption", "assumption", "jobs"),
    Parameter("jobs.age", 0.015, "log", 0, 1, uniform(0.0, 0.04), "log worth lost for each year of age beyond 40", "40岁以上每岁岗位价值下降", "assumption", "assumption", "jobs"),
    Parameter("jobs.noise", 0.25, "log", 0, 5, uniform(0.1, 0.5), "what an enterprise does not see when it ranks applicants, half width", "企业招工识别误差", "assumption", "assumption", "jobs"),
)  # fmt: skip


@scalar("float64(int64, int64, int64, int32[::1], int8[::1], int8[::1], int8[::1], int8[::1], float64[::1], float64, float64)")
def best(month, start, stop, birth, school, health, resident, activity, skill, per_year, per_age):
    """Log worth of the most able resident of working age among person rows `start` to `stop`; NOBODY where none could work."""
    top, oldest, youngest, older = NOBODY, month - LAST_AGE * 12 - 11, month - FIRST_AGE * 12, month - 480
    for j in range(start, stop):
        if resident[j] == 1 and health[j] == 0 and activity[j] != SCHOOL and oldest <= birth[j] <= youngest:
            top = max(top, per_year * (school[j] - 8.0) + skill[j] - per_age * max(older - birth[j], 0) / 12.0)
    return top


@kernel("void(int64, int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], int8[::1], float64[::1], float64, float64, float64[::1])")
def _best_of(month, rows, person_first, birth, school, health, resident, activity, skill, per_year, per_age, out):
    for k in range(rows.size):
        i = rows[k]
        out[k] = best(month, person_first[i], person_first[i + 1], birth, school, health, resident, activity, skill, per_year, per_age)


@kernel(
    "void(int64, int64, int64, int64[::1], int64[::1], int64[::1], int64[::1], int64[::1], int32[::1], int8[::1], int8[::1], int8[::1], int8[::1], "
    "float64[::1], int32[::1], float64[::1], int8[::1], int8[::1], float64[::1], float64, float64, float64, int8[::1], int64[::1], float64[::1])"
)
def rank(seed, month, year, places, slots, village_first, person_first, ids, birth, school, health, resident, activity, skill, job_firm, labour,
         on_list, jiandang, bonus, per_year, per_age, noise, reason, out_row, out_score):  # fmt: skip
    """The best households without a job for the free `slots` of the `places` int64[villages] of each village, by their most able resident of working age.

    Writes household rows and scores (log worth as seen) in the order of villages, best first; row -1 where fewer could work. `person_first`
    int64[households + 1]: first person row of each household. `reason` int8[households] says of all others there why they get none.
    """
    at = 0
    for v in range(slots.size):
        if places[v] <= 0:
            continue
        n = 0
        for i in range(village_first[v], village_first[v + 1]):
            if job_firm[i] >= 0 or person_first[i] == person_first[i + 1]:
                continue
            if labour[i] <= 0.0 or slots[v] <= 0:
                reason[i] = NO_LABOUR if labour[i] <= 0.0 else FULL  # without a free job nobody looks at the others
                continue
            score = best(month, person_first[i], person_first[i + 1], birth, school, health, resident, activity, skill, per_year, per_age)
            reason[i] = NOT_ELIGIBLE if score <= NOBODY else NOT_ABLE
            if score <= NOBODY:
                continue
            if on_list[i] == 1 or jiandang[i] == 1:
                score += bonus[v]
            if n == slots[v] and score + noise <= out_score[at + n - 1]:
                continue  # even the kindest eye would not see enough
            score += noise * (2.0 * pair(seed, DRAW_SEEN, ids[i], year, 0)[0] - 1.0)
            k = n
            if n == slots[v]:
                if score <= out_score[at + n - 1]:
                    continue
                k = n - 1
            else:
                n += 1
            while k > 0 and out_score[at + k - 1] < score:
                out_score[at + k], out_row[at + k] = out_score[at + k - 1], out_row[at + k - 1]
                k -= 1
            out_score[at + k], out_row[at + k] = score, i
        at += slots[v]


def set_up(world) -> None:
    """Nobody has a job in an enterprise at the beginning of the burn-in."""
    world.households.job_firm[:] = -1


def worth(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: pay of the most able resident of each household against the wage of the firm."""
    q, p, out = world.persons, world.parameters, np.empty(len(rows))
    _best_of(
        world.month, rows, world.person_first(), q.birth, q.school, q.health, q.resident, q.activity, q.skill, p["jobs.schooling"], p["jobs.age"], out
    )
    return np.clip(exp_array(out), LEAST_PAY, MOST_PAY)


def posts(world) -> np.ndarray:
    """int64[links]: jobs that each enterprise wants to fill in each of its base villages; parts of a job are rounded by a draw that never changes."""
    e, links, v = world.enterprises, world.links, world.villages
    keys = v.code[links.village] * 1000 + links.enterprise
    return np.floor((e.vacancies * e.alive)[links.enterprise] * links.share + uniforms(world.seed, DRAW_PLACE, keys, 0)[0]).astype(np.int64)


def step(world) -> None:
    """February: holders whom the firm still wants keep their job at the wage of the year; free jobs are offered to the best others."""
    h, links = world.households, world.links
    declined = np.flatnonzero((h.job_firm >= 0) & (h.job_units <= 0.0))
    release(world, declined, h.reason_job[declined])
    wanted, n = posts(world), len(world.enterprises)
    code = links.village.astype(np.int64) * n + links.enterprise  # ascending: links stand in the order of villages and enterprises
    had = np.flatnonzero(h.job_firm >= 0)
    link = np.searchsorted(code, h.village[had].astype(np.int64) * n + h.job_firm[had])
    pay = worth(world, had)
    stay = allot(link, -pay, h.id[had], wanted)
    dismissed = np.delete(had, stay)
    release(world, dismissed, np.where(world.enterprises.alive[h.job_firm[dismissed]] == 1, Reason.FULL, Reason.ENDED))
    offer(world, had[stay], links.enterprise[link[stay]], pay[stay])
    free = wanted - np.bincount(link[stay], minlength=len(wanted))
    rows, firm = recruit(world, wanted, free)
    offer(world, rows, firm, worth(world, rows))
    world.linked["job"] = np.sort(np.concatenate([had[stay], rows]))


def release(world, rows: np.ndarray, reason) -> None:
    """Households `rows` have no offer and no job any more, for a `reason`."""
    h = world.households
    h.job_offer[rows], h.job_firm[rows], h.reason_job[rows] = 0.0, -1, reason


def offer(world, rows: np.ndarray, firm: np.ndarray, pay: np.ndarray) -> None:
    """Write the offers: yuan a month by the local wage of the county, the terms of the firm and the ability of the member."""
    h, c, e = world.households, world.counties, world.enterprises
    local = world.drivers.at("wage_local", world.month) * np.where(c.wage_ratio > 0.0, c.wage_ratio, 1.0)
    h.reason_job[rows] = Reason.NONE
    h.job_offer[rows], h.job_firm[rows] = local[h.county[rows]] * e.wage_ratio[firm] * pay, firm


def recruit(world, wanted: np.ndarray, free: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Household rows and firms of new offers, for `free` of the `wanted` int64[links] jobs: in each village the best get those of the firm that pays most."""
    h, q, v, e, p, links = world.households, world.persons, world.villages, world.enterprises, world.parameters, world.links
    places, slots = (np.bincount(links.village, jobs, len(v)).astype(np.int64) for jobs in (wanted, free))
    order = np.lexsort((links.enterprise, -e.wage_ratio[links.enterprise], links.village))
    firm = np.repeat(links.enterprise[order], free[order])
    bonus = np.divide(np.bincount(links.village, free * e.poor_bonus[links.enterprise], len(v)), slots, out=np.zeros(len(v)), where=slots > 0)
    bonus /= 12.0 * world.drivers.at("wage_local", world.month)
    row, score = np.full(len(firm), -1), np.full(len(firm), -1e300)
    rank(world.seed, world.month, world.year, places, slots, world.village_first, world.person_first(), h.id, q.birth, q.school, q.health, q.resident, q.activity,
         q.skill, h.job_firm, h.labour, h.on_list, h.jiandang, bonus, p["jobs.schooling"], p["jobs.age"], p["jobs.noise"], h.reason_job, row, score)  # fmt: skip
    return row[row >= 0], firm[row >= 0]


def pay(world) -> None:
    """Wages of the month, from the firm as far as it can pay; a closed firm pays nobody and its jobs are gone."""
    h, e = world.households, world.enterprises
    rows = held(world)
    firm, owed = h.job_firm[rows], np.rint(h.job_offer[rows] * h.job_units[rows] * present(world, rows) * (1.0 - epidemic.loss(world).job) * 100.0)
    due = np.bincount(firm, owed, len(e))
    paid = firm_credit.in_part(owed, firm, firm_credit.fund(world, due), due)
    world.pay("wage_job", rows, paid, firm)
    e.staffed[:] = due * (1.0 + e.work_gain) / e.wage_ratio


def held(world) -> np.ndarray:
    """int64[n]: households with a job this month: an offer that was declined is none, and the jobs of a closed firm are gone."""
    h, rows = world.households, world.linked["job"]
    if world.month_of_year == PLAN_MONTH:
        takes = h.job_units[rows] > 0.0
        refused, rows = rows[~takes], rows[takes]
        h.reason_job[refused] = np.where(h.labour[refused] > 0.0, Reason.DECLINED, Reason.NO_LABOUR)
    closed = world.enterprises.alive[h.job_firm[rows]] == 0
    if closed.any():
        gone, rows = rows[closed], rows[~closed]
        world.count("jobs_lost", h.county[gone], h.weight[gone] * h.job_units[gone])
        release(world, gone, Reason.ENDED)
    world.linked["job"] = rows
    return rows


def present(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: share of the month that the member works: less when somebody is ill, none while laid off."""
    h, share = world.households, np.ones(len(rows))
    absent, left = h.absent[rows], h.job_lost_left[rows]
    ill, out = np.flatnonzero(absent), np.flatnonzero(left > 0)
    share[ill] = 1.0 - np.minimum(absent[ill] / np.maximum(h.labour[rows[ill]], 1.0), 1.0)
    share[out[h.job_lost_kind[rows[out]] == JOB]] = 0.0
    return share
