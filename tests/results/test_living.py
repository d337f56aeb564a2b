"""Food, catastrophic health expenditure, labour units and main work, by hand and as laws; the rows of the yearly table that come of them."""

from dataclasses import replace

import numpy as np
import pytest

from sim.core.parameters import ParameterSet
from sim.results.annual import living, living_rows
from sim.results.living import PARAMETERS, catastrophic, food
from sim.results.workers import workers

SHARE = 0.36
P = ParameterSet(list(PARAMETERS))


def eaten(other: float, persons: int = 1, price: float = 1.0, slope: float = 0.05) -> float:
    return float(food(np.array([other]), np.array([persons]), price, SHARE, slope, 10000.0)[0])


def test_at_the_middle_of_the_curve_the_share_is_the_mean_one() -> None:
    assert eaten(10000.0) == pytest.approx(3600.0) and eaten(30000.0, persons=3) == pytest.approx(10800.0)
    assert eaten(11000.0, price=1.1) == pytest.approx(3960.0)


def test_the_share_of_food_falls_with_consumption_while_food_rises() -> None:
    spent = np.array([2000.0, 5000.0, 10000.0, 20000.0, 40000.0])
    found = np.array([eaten(s) for s in spent])
    assert (np.diff(found / spent) < 0).all() and (np.diff(found) > 0).all()


def test_catastrophic_is_two_fifths_of_what_is_not_food_the_edge_included() -> None:
    # one person: 10,000 other consumption of which 3,600 food; m is at the edge where m = 0.4 (10,000 + m - 3,600)
    edge = 0.4 * 6400.0 / 0.6
    medical = np.array([edge - 1.0, edge + 0.01, 0.0])
    assert catastrophic(10000.0 + medical, medical, np.ones(3), 1.0, P).tolist() == [False, True, False]


def test_without_consumption_nothing_is_catastrophic() -> None:
    assert catastrophic(np.zeros(1), np.zeros(1), np.zeros(1), 1.0, P).tolist() == [False]


def test_units_at_home_are_those_of_the_household_where_all_live_at_home(world_at) -> None:
    world = world_at(2019, 12)
    world.persons.resident[:] = 1
    halves, _, _ = workers(world)
    assert (0.5 * halves == world.households.labour).all() and halves.max() > 1
    world.persons.resident[:] = 0
    assert workers(world)[0].tolist() == [0] * len(world.households)


@pytest.mark.parametrize(
    ("activity", "employed", "farming"), [(0, 0, 0), (1, 1, 1), (2, 1, 0), (3, 1, 0), (4, 1, 0), (5, 0, 0), (6, 1, 0), (7, 1, 0), (-1, 0, 0)]
)
def test_who_counts_as_employed_and_as_farming(world_at, activity, employed, farming) -> None:
    world = world_at(2019, 12)
    world.persons.activity[:] = activity
    _, busy, fields = workers(world)
    size = np.bincount(world.persons.household, minlength=len(world.households))
    assert (busy == employed * size).all() and (fields == farming * size).all()


@pytest.fixture(scope="module")
def year(start):
    model = start()
    for _ in range(12):
        model.step()
    h = model.world.households
    return model.sheets.done[0], {"weight": h.weight.copy(), "county": h.county.copy()}, model


def values(sheet, static) -> dict:
    return {(universe, group, measure): np.broadcast_to(v, (13,))[12] for universe, group, _, measure, _, v, _ in living_rows(sheet, static)}


def test_consumption_of_residents_over_their_income(year) -> None:
    sheet, static, model = year
    said = values(sheet, static)["resident", "all", "consumption_income_ratio"]
    at_home = sheet.residents > 0
    part = sheet.residents / np.maximum(sheet.residents + 1.8 * (sheet.size - sheet.residents), 1)
    spent = (sheet.consumption.astype(float) * part * static["weight"])[at_home].sum()
    assert said == pytest.approx(spent / (sheet.survey.sum(axis=0, dtype=float) * static["weight"])[at_home].sum())
    assert (living(sheet) <= sheet.consumption + 1e-3).all()


def test_a_household_of_which_nobody_is_at_home_does_not_count(year) -> None:
    sheet, static, _ = year
    gone = replace(sheet, residents=np.where(np.arange(len(sheet.size)) < 3, 0, sheet.residents), consumption=sheet.consumption.copy())
    before = values(gone, static)
    gone.consumption[:3] *= 100.0
    after = values(gone, static)
    assert before["resident", "all", "consumption_income_ratio"] == after["resident", "all", "consumption_income_ratio"]


def test_consumption_of_the_year_is_what_the_ledger_says_less_refunds(year) -> None:
    sheet, _, model = year
    ledger = model.world.ledger.frame(model.world.counties.adcode)
    paid = {purpose: ledger.loc[ledger["purpose"] == purpose, "amount_fen"].sum() / 100.0 for purpose in ("consumption", "medical", "hospital", "funeral", "schooling", "wedding", "moving", "medical_refund", "medical_aid")}
    back = paid.pop("medical_refund") + paid.pop("medical_aid")
    assert sheet.consumption.sum(dtype=float) == pytest.approx(sum(paid.values()) - back, rel=1e-5)


def test_wages_by_county_follow_the_path_times_the_ratio_of_the_county(world_at) -> None:
    from sim.results.sheets import local_wages

    world = world_at(2019, 12, wage_local=3000.0)
    world.counties.wage_ratio[:] = np.linspace(0.9, 1.1, 12)
    world.households.local_workers[:] = 0.0
    assert local_wages(world)[:12] == pytest.approx(3000.0 * np.linspace(0.9, 1.1, 12)) and local_wages(world)[12] == pytest.approx(3000.0)
    only = world.households.county[0]
    world.households.local_workers[0] = 2.0
    assert local_wages(world)[12] == local_wages(world)[only]
