"""A round on paper: the same list as a real round, nothing written, lists of equal size or cost to within one household."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.mechanism.offices import capacity

from sim.mechanism.steps import applying, listing, paper, plans, procedure
from sim.mechanism.standards import median
from sim.state.reasons import Reason

PERFECT = {"evidence.error": 0.0, "evidence.hidden": 0.0, "recognition.aware": 1.0, "recognition.apply_zero": 1000.0, "recognition.apply_slope": 0.0,
           "recognition.car_screen": False, "recognition.line_share": 0.5, "recognition.floating": True}  # fmt: skip
UNHURRIED = {"procedure.least_months": 0, "capacity.level": 1000.0, "plans.days": 0.0, "attention.fall": 0.0, "learning.on": False}
BENEFIT, DAY = 3000.0, 300.0


@pytest.fixture
def perfect(switched_off):
    """Values with which all know of it and ask, and the office sees the truth."""
    return switched_off | PERFECT


@pytest.fixture
def march(world_at, small_sample):
    """March 2016; medians of 12,000 yuan; incomes a head between 2,000 and 15,000 yuan."""

    def make(values=None, population=small_sample):
        world = world_at(2016, 3, UNHURRIED | {"attention.fall": 0.0, "learning.on": False} | (values or {}), population)  # misses do not grow with load
        world.counties.median_survey[:] = 12000.0
        world.households.welfare[:] = np.random.default_rng(3).uniform(2000, 15000, len(world.households)) * world.households.size
        return world

    return make


def ids(world, made) -> set[int]:
    """Ids of who is on a list."""
    return set(world.households.id[made.paper.rows[made.listed]].tolist())


def persons_of_one(made) -> float:
    """The greatest household, weighted."""
    return float(made.paper.persons.max())


@pytest.mark.parametrize(("quota", "complaints"), [(0.03, 0.0), (1.0, 0.5)])
def test_on_paper_as_in_a_real_round_that_nothing_delays(march, quota, complaints):
    world = march({"recognition.coverage": quota, "complaints.chance": complaints, "appeals.chance": 0.0, "splitting.wish": 0.0})
    sheet = paper.paper(world, median)
    made = paper.own_line(world, sheet)
    for module in (capacity, listing, applying, procedure, plans):
        module.step(world)
    h = world.households
    assert 100 < made.listed.sum() < 0.3 * len(sheet.rows)
    assert np.array_equal(h.on_list[sheet.rows] == 1, made.listed)
    assert np.array_equal(h.reason_list[sheet.rows], made.reason)
    last = Reason.COMPLAINT if complaints else Reason.QUOTA
    assert {Reason.NOT_AWARE, Reason.DID_NOT_APPLY, Reason.SCREEN, Reason.EVIDENCE, last} <= set(made.reason.tolist())


def test_days_on_paper_are_those_of_the_real_round(march):
    world = march({"appeals.chance": 0.0})
    made = paper.own_line(world, paper.paper(world, median))
    for module in (capacity, listing, applying, procedure):
        module.step(world)
    assert made.worked == pytest.approx(world.tally["cadre_days"].sum())


def test_nothing_is_written(march):
    world = march()
    before = {(name, c): array.copy() for name, table in world.tables().items() for c, array in table.columns.items()}
    sheet = paper.paper(world, median)
    for made in (paper.own_line(world, sheet), paper.of_size(world, sheet, 0.05 * sheet.persons.sum()), paper.of_cost(world, sheet, 1e8, BENEFIT, DAY)):
        assert made.listed.any()
    assert not world.tally
    for (name, c), array in before.items():
        assert np.array_equal(array, world.tables()[name].columns[c], equal_nan=array.dtype.kind == "f"), f"{name}.{c} was written"


def test_with_perfect_evidence_the_list_on_paper_is_the_truth(march, perfect):
    world = march(perfect)
    sheet = paper.paper(world, median)
    truth = world.households.welfare[sheet.rows] / world.households.size[sheet.rows] < 6000.0
    assert np.array_equal(paper.own_line(world, sheet).listed, truth)


@pytest.mark.parametrize("share", [0.01, 0.08, 0.3])
def test_a_list_of_a_size_holds_it_within_one_household(march, share):
    world = march()
    sheet = paper.paper(world, median)
    target = share * sheet.persons.sum()
    made = paper.of_size(world, sheet, target)
    assert target - persons_of_one(made) < made.covered <= target


@pytest.mark.parametrize("money", [1e6, 2e6])
def test_a_list_of_a_cost_costs_it_within_one_household(march, money):
    world = march()
    sheet = paper.paper(world, median)
    target = money * sheet.weight.mean()
    made = paper.of_cost(world, sheet, target, BENEFIT, DAY)
    one = BENEFIT * persons_of_one(made) + DAY * made.days.max() * sheet.weight.max()
    assert made.listed.sum() > 50 and target - one < paper.cost(made, BENEFIT, DAY) <= target


def test_a_longer_list_holds_the_shorter_one(march):
    world = march()
    sheet = paper.paper(world, median)
    short, long = (paper.of_size(world, sheet, share * sheet.persons.sum()) for share in (0.05, 0.1))
    assert ids(world, short) < ids(world, long)


def test_no_list_is_longer_than_those_who_know_of_it_ask_and_pass(march):
    world = march()
    sheet = paper.paper(world, median)
    made = paper.of_size(world, sheet, float(sheet.persons.sum()))
    cars = world.households.car[sheet.rows] == 1
    assert 0.4 < made.listed.mean() < 0.65 and made.listed[cars].mean() < 0.05  # 65 % know of it; few cars stay hidden
    assert set(made.reason[~made.listed].tolist()) <= {Reason.NOT_AWARE, Reason.DID_NOT_APPLY, Reason.SCREEN, Reason.COMPLAINT}


def test_equal_cost_covers_fewer_where_screening_is_dearer(march):
    world = march({"screening.multidimensional": 8.0})
    dear = SimpleNamespace(NAME="multidimensional", need=median.need)  # the same judgement at eight times the days
    cheap, costly = (paper.of_cost(world, paper.paper(world, standard), 3e8, BENEFIT, DAY) for standard in (median, dear))
    assert 20 < len(ids(world, costly)) and ids(world, costly) < ids(world, cheap)
    sized = [paper.of_size(world, paper.paper(world, standard), 1e5) for standard in (median, dear)]
    assert ids(world, sized[0]) == ids(world, sized[1]) and sized[1].worked > sized[0].worked > 0


def test_the_order_of_rows_does_not_matter(march):
    world = march()
    rows = np.flatnonzero(world.households.size > 0)
    mixed = np.random.default_rng(1).permutation(rows)
    one, other = paper.paper(world, median, rows), paper.paper(world, median, mixed)
    for target in (0.02 * one.persons.sum(), 0.1 * one.persons.sum()):
        assert len(ids(world, paper.of_size(world, one, target))) > 20
        assert ids(world, paper.of_size(world, one, target)) == ids(world, paper.of_size(world, other, target))
        assert ids(world, paper.of_cost(world, one, target * BENEFIT, BENEFIT, DAY)) == ids(world, paper.of_cost(world, other, target * BENEFIT, BENEFIT, DAY))
    assert ids(world, paper.own_line(world, one)) == ids(world, paper.own_line(world, other))


def test_twelve_households_by_hand(march, perfect, tiny_world):
    # everybody knows and asks, no errors: needs are income over 6,000 yuan; the three poorest hold the list of their persons
    world = march(perfect, tiny_world)
    h = world.households
    h.size[:], h.welfare[:] = 2, 2 * 1000.0 * (np.arange(12) + 3.0)
    sheet = paper.paper(world, median)
    assert np.allclose(sheet.seen, (np.arange(12) + 3.0) / 6.0) and np.array_equal(sheet.own, sheet.seen)
    assert paper.own_line(world, sheet).listed.tolist() == [True] * 3 + [False] * 9  # 3,000, 4,000 and 5,000; 6,000 is the line
    one = float(sheet.persons[0])
    for persons, expected in ((0.9 * one, 0), (1.0 * one, 1), (4.5 * one, 4), (12.0 * one, 12)):
        assert paper.of_size(world, sheet, persons).listed.tolist() == [True] * expected + [False] * (12 - expected)
