"""Why a household got no loan, no contract and no enterprise job: every cause in a small world by hand, and nobody who has one carries a reason."""

import numpy as np
import pytest

from sim.processes import consumption, contracts, credit, credit_terms, jobs
from sim.processes.credit_rules import NONE, ORDINARY
from sim.processes.harvest_day import ORDER
from sim.state.columns import declared
from sim.state.reasons import LABELS, Reason
from sim.state.settlement import receive
from tests.processes.conftest import TEA, grow

PLAIN = {"credit.known": 0.0, "credit.default_income": 0.0, "credit.default_house": 0.0, "credit.default_record": 0.0, "credit.default_base": -6.0,
         "credit.handling": 0.0, "credit.funding": 0.028, "credit.smallest": 5000.0, "credit.ask_home": 50.0, "credit.income_cap": 1.0,
         "credit.collateral": 0.0, "credit.forest_limit": 0.0, "credit.dislike": 0.0}  # fmt: skip
EAGER = {"orders.constant": 20.0}
OTHER = TEA + 1
ALLOWED = {
    "reason_loan": {Reason.NO_HISTORY, Reason.BAD_RECORD, Reason.TOO_SMALL, Reason.NO_GAIN, Reason.RATION, Reason.COLLATERAL, Reason.RISK, Reason.DID_NOT_APPLY},
    "reason_contract": {Reason.NO_PARTNER, Reason.ROOM, Reason.NO_GAIN, Reason.DECLINED, Reason.ENDED},
    "reason_job": {Reason.NO_LABOUR, Reason.NOT_ELIGIBLE, Reason.FULL, Reason.NOT_ABLE, Reason.DECLINED, Reason.ENDED},
}  # fmt: skip


@pytest.fixture
def bank(world_at):
    """Every household earns 50,000 yuan a year; a loan costs 4.35 + 4 % a year, and the chance of default is that of `credit.default_base` for everybody."""

    def make(values=None):
        world = world_at(2019, 3, PLAIN | (values or {}))
        world.start = world.month - 36
        world.households.welfare[:] = 50000.0
        credit_terms.step(world)
        consumption.norm(world)
        return world

    return make


def ask(world, rows, yuan=20000.0) -> list[int]:
    """Reasons of households `rows` after they asked for a loan for a home."""
    receive(world)
    world.offers.add("loan", np.asarray(rows), np.full(len(rows), yuan * 100.0), np.full(len(rows), 36), "home")
    credit.step(world)
    return world.households.reason_loan[rows].tolist()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, Reason.NONE),
        ({"credit.smallest": 20001.0}, Reason.TOO_SMALL),
        ({"credit.handling": 2000.0}, Reason.NO_GAIN),  # 0.028 + 2,000 / 20,000 of costs a yuan against a rate of 0.0835
        ({"credit.income_cap": 0.0}, Reason.RATION),
        ({"credit.income_cap": 0.3, "credit.smallest": 20000.0}, Reason.RATION),  # 15,000 of the 20,000 at least
        ({"credit.income_cap": 0.3, "credit.handling": 1000.0}, Reason.RATION),  # 0.028 + 1,000 / 15,000 > 0.0835, and / 20,000 below it
        ({"credit.limit": 0.0}, Reason.RATION),
        # odds of 1 to 9: 0.0835 x 0.9 - 0.1 = -0.025 without cover and 0.075 with, against 0.028
        ({"credit.default_base": float(np.log(1 / 9))}, Reason.COLLATERAL),
        # odds of 7 to 3: 0.0835 x 0.3 = 0.025 even with all losses covered
        ({"credit.default_base": float(np.log(7 / 3))}, Reason.RISK),
        ({"credit.ask_home": -50.0}, Reason.DID_NOT_APPLY),
    ],
)
def test_why_no_loan(bank, values, reason):
    world = bank(values)
    assert ask(world, [3, 8]) == [reason] * 2
    assert (world.households.loan_product[[3, 8]] == NONE).all() == (reason != Reason.NONE)
    assert not np.delete(world.households.reason_loan, [3, 8]).any()  # who did not ask has no reason


def test_why_no_loan_before_the_lender_looks(bank):
    world = bank()
    h = world.households
    h.restricted_until[[1, 2]], h.size[4] = [world.month + 1, world.month], 0
    h.loan_product[3], h.loan_due[3], h.loan_left[3] = ORDINARY, world.month + 12, 1
    assert ask(world, [1, 2, 3, 4]) == [Reason.BAD_RECORD, Reason.NONE, Reason.NONE, Reason.NONE]  # row 3 has one, row 4 is nobody
    world = bank()
    world.start = world.month - 3
    credit_terms.step(world)
    assert ask(world, [1]) == [Reason.NO_HISTORY]


def test_the_reason_is_of_the_last_time(bank):
    world = bank({"credit.smallest": 10000.0})
    assert ask(world, [5], 9000.0) == [Reason.TOO_SMALL]
    world.open_month()
    assert ask(world, [5], 11000.0) == [Reason.NONE]


def orders(market_world, values=None):
    """Two enterprises that buy tea in both villages, no cooperative."""
    world = market_world(EAGER | (values or {}))
    world.cooperatives.active[:] = 0
    return world


def test_why_no_contract_by_household(market_world):
    world = orders(market_world)
    h = world.households
    grow(world, 2000.0, slice(0, 3))
    h.tree[3], h.farm_rate[4], h.farm_labour[:] = OTHER, 0.0, 0.0
    contracts.step(world)
    none = [Reason.NO_GAIN] * 3 + [Reason.NO_PARTNER, Reason.NONE]  # too little to deliver, another product, no farm
    assert h.reason_contract.tolist() == none + [Reason.NONE] * (len(h) - 5)
    assert (h.contract != 0).tolist() == [False] * 5 + [True] * (len(h) - 5)


@pytest.mark.parametrize("why", ["closed", "full", "no margin", "declined", "no partner at all"])
def test_why_nobody_has_a_contract(market_world, why):
    world = orders(market_world, {"orders.constant": -20.0} if why == "declined" else {})
    e = world.enterprises
    if why == "closed":
        e.alive[:] = 0
    elif why == "full":
        e.capacity[:] = 0.0
    elif why == "no margin":
        e.advantage[:] = 0.0
    elif why == "no partner at all":
        e.product[:], world.cooperatives.product[:] = OTHER, -1
    contracts.step(world)
    reason = {"full": Reason.ROOM, "no margin": Reason.NO_GAIN, "declined": Reason.DECLINED}.get(why, Reason.NO_PARTNER)
    assert set(world.households.reason_contract.tolist()) == {reason} and not world.households.contract.any()


def test_who_loses_against_others_finds_no_room(market_world):
    world = orders(market_world)
    h = world.households
    world.enterprises.alive[1] = 0
    grow(world, 17500.0 + 1750.0 * np.arange(len(h)))
    world.enterprises.capacity[0] = 2 * 30000.0  # one household in each village
    contracts.step(world)
    assert np.array_equal(h.reason_contract == Reason.NONE, h.contract == ORDER) and (h.contract == ORDER).sum() == 2
    assert set(h.reason_contract.tolist()) == {Reason.NONE, Reason.ROOM}


@pytest.mark.parametrize(
    ("price", "alive", "reason"), [(3.0, 1, Reason.DECLINED), (0.4, 1, Reason.ENDED), (1.0, 0, Reason.ENDED), (1.0, 1, Reason.NONE)]
)
def test_what_ended_a_contract(market_world, price, alive, reason):
    world = market_world()
    h = world.households
    world.tea_price, world.enterprises.price_follow[:] = price, 0.0
    contracts.sign(world, np.array([0, 1]), np.full(2, ORDER), np.zeros(2, int), np.full(2, TEA), world.year)
    world.linked["contract"], world.enterprises.alive[0] = np.array([0, 1]), alive
    h.contract_value[:] = 0.0
    h.contract_value[0] = 300000.0
    contracts.deliver(world)
    assert h.reason_contract[:2].tolist() == [reason, Reason.NONE]  # row 1 has nothing to deliver yet
    assert (h.contract[:2] == ORDER).tolist() == [reason == Reason.NONE, True]


@pytest.fixture
def hiring(market_world, monkeypatch):
    """Enterprise 0 wants `posts` workers, half of them in each village; one resident of 30 in each household, schooling rises with the row."""
    monkeypatch.setattr(jobs, "uniforms", lambda seed, process, ids, month, k=0: (np.zeros(len(ids)),) * 2)

    def make(posts: float):
        world = market_world({"jobs.noise": 0.0, "jobs.schooling": 0.05, "jobs.age": 0.0})
        q, h = world.persons, world.households
        q.resident[:], q.health[:], q.skill[:], q.activity[:] = 0, 0, 0.0, 1
        first = world.person_first()[:-1]
        q.resident[first], q.birth[first], q.school[first] = 1, world.month - 360, np.arange(len(h))
        h.labour[:], h.on_list[:], h.jiandang[:] = 1.0, 0, 0
        world.enterprises.vacancies[:] = [posts, 0.0]
        return world

    return make


def test_why_no_job_when_the_firm_hires(hiring):
    world = hiring(4.0)
    h = world.households
    h.labour[0] = 0.0
    world.persons.resident[world.person_first()[1]] = 0
    jobs.step(world)
    last = np.concatenate([np.flatnonzero(h.village == v)[-2:] for v in range(2)])
    expected = np.full(len(h), Reason.NOT_ABLE)
    expected[[0, 1]], expected[last] = [Reason.NO_LABOUR, Reason.NOT_ELIGIBLE], Reason.NONE
    assert np.array_equal(h.reason_job, expected) and np.flatnonzero(h.job_firm >= 0).tolist() == last.tolist()


def test_why_no_job_when_all_are_held(hiring):
    world = hiring(4.0)
    h = world.households
    jobs.step(world)
    held = h.job_firm >= 0
    h.job_units[held] = 1.0
    jobs.step(world)
    assert np.array_equal(h.job_firm >= 0, held) and np.array_equal(h.reason_job, np.where(held, Reason.NONE, Reason.FULL))


def test_without_a_firm_that_hires_nobody_has_a_reason(hiring):
    world = hiring(0.0)
    jobs.step(world)
    assert not world.households.reason_job.any()


def test_an_offer_declined_and_hands_lost(hiring):
    world = hiring(4.0)
    h = world.households
    jobs.step(world)
    one, other, *rest = np.flatnonzero(h.job_firm >= 0)
    h.job_units[rest], h.labour[other] = 1.0, 0.0
    jobs.pay(world)
    assert h.reason_job[[one, other, *rest]].tolist() == [Reason.DECLINED, Reason.NO_LABOUR, Reason.NONE, Reason.NONE]


@pytest.mark.parametrize(("posts", "alive", "reason"), [(0.0, 1, Reason.FULL), (4.0, 0, Reason.ENDED)])
def test_jobs_that_are_gone_in_february(hiring, posts, alive, reason):
    world = hiring(posts)
    h = world.households
    h.job_firm[[3, 7]], h.job_units[[3, 7]], world.enterprises.alive[0] = 0, 1.0, alive
    jobs.step(world)
    assert h.reason_job[[3, 7]].tolist() == [reason] * 2 and not np.delete(h.reason_job, [3, 7]).any()


def test_jobs_that_are_gone_with_the_firm(hiring):
    world = hiring(4.0)
    h = world.households
    h.job_firm[[3, 7]], h.job_units[[3, 7]], h.job_offer[[3, 7]], world.enterprises.alive[0] = [0, 1], 1.0, 3000.0, 0
    world.linked["job"] = np.array([3, 7])
    jobs.pay(world)
    assert h.reason_job[[3, 7]].tolist() == [Reason.ENDED, Reason.NONE]


def test_columns_are_declared_by_the_process_that_knows():
    found = {c.name: (c.owner, c.dtype, c.kind) for c in declared() if c.table == "households" and c.name in ALLOWED}
    assert found == {name: (owner, "int8", "report") for name, owner in zip(ALLOWED, ("credit", "contracts", "jobs"), strict=True)}
    for module, name in ((credit, "reason_loan"), (contracts, "reason_contract"), (jobs, "reason_job")):
        assert f"households.{name}" in module.OWNS


def test_in_a_run_who_has_one_carries_no_reason_and_who_has_none_a_reason_that_fits(start, small_sample):
    model = start(population=small_sample)
    h, seen = model.world.households, {name: set() for name in ALLOWED}
    for _ in range(38):
        model.step()
        has = {"reason_loan": h.loan_product > 0, "reason_contract": h.contract > 0, "reason_job": (h.job_firm >= 0) & (h.job_units > 0.0)}
        for name, rows in has.items():
            assert not h.columns[name][rows].any()
            assert not h.columns[name][h.founded < 0].any()  # spare rows are nobody
            seen[name] |= set(h.columns[name].tolist()) - {Reason.NONE}
    assert all(seen[name] <= ALLOWED[name] and len(seen[name]) > 3 for name in ALLOWED) and set().union(*ALLOWED.values()) <= set(LABELS)
