"""Equipment: closed forms of what it pays and how much is wanted, two stable levels with a fixed cost and one without, learning, and the account."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.population import tiny_world as artificial
from sim.population.spare import with_spare
from sim.processes import capital, division
from sim.processes.capital_rules import plan_investment, technology, wanted
from sim.state.settlement import receive

GAIN, FIXED, WEAR, RETURN = 0.3, 10000.0, 0.1, 0.1


def test_technology_by_hand():
    # known and a quarter of 8,000 yuan owned: reach sqrt(0.25) = 0.5, 1 + 0.3 * (0.5 - 0.2)
    assert technology(0.0, 2000.0, 8000.0, FIXED, 1, GAIN, 0.2) == pytest.approx(1.09)
    assert technology(0.0, 2000.0, 8000.0, FIXED, 0, GAIN, 0.2) == pytest.approx(0.94)  # not known
    assert technology(0.0, 9000.0, 8000.0, FIXED, 1, GAIN, 0.2) == pytest.approx(1.24)  # more than all gives no more
    # with the trap nothing below the fixed cost of 10,000, all from there on
    assert technology(1.0, 9999.0, 8000.0, FIXED, 1, GAIN, 0.2) == pytest.approx(0.94)
    assert technology(1.0, 10000.0, 8000.0, FIXED, 1, GAIN, 0.2) == pytest.approx(1.24)


def test_what_is_wanted_has_the_largest_gain():
    # without the trap: (0.3 * 10,000 / (2 * 0.2))^2 / 8,000 = 7,031; no amount on a fine grid is better
    found = wanted(0.0, 10000.0, 8000.0, FIXED, 1, GAIN, WEAR + RETURN)
    assert found == pytest.approx(7500.0**2 / 8000.0)
    owned = np.linspace(0.0, 8000.0, 801)
    profit = 0.3 * 10000.0 * np.sqrt(owned / 8000.0) - 0.2 * owned
    assert profit.max() <= 3000.0 * np.sqrt(found / 8000.0) - 0.2 * found + 1e-9
    assert wanted(0.0, 1e6, 8000.0, FIXED, 1, GAIN, WEAR + RETURN) == 8000.0
    # with the trap all or nothing: 0.3 * value against 0.2 * 10,000
    assert wanted(1.0, 6700.0, 8000.0, FIXED, 1, GAIN, WEAR + RETURN) == 10000.0
    assert wanted(1.0, 6600.0, 8000.0, FIXED, 1, GAIN, WEAR + RETURN) == 0.0
    assert wanted(0.0, 10000.0, 8000.0, FIXED, 0, GAIN, WEAR + RETURN) == 0.0


def level(trap: bool, start: float, luck: np.ndarray, saved: float = 0.12) -> np.ndarray:
    """float64[years]: equipment of one farm of 12,000 yuan that saves a share of its value each year and keeps no other money."""
    owned, path = np.array([100.0 * start]), []
    for factor in luck:
        value = 12000.0 * technology(float(trap), owned[0] / 100.0, 8000.0, FIXED, 1, GAIN, 0.0)
        out = [np.empty(1), np.empty(1), np.empty(1, np.float32)]
        plan_investment(owned, np.array([100.0 * saved * value * factor]), np.array([value]), np.array([8000.0], np.float32), np.array([1], np.int8), 1.0,
                        float(trap), FIXED, GAIN, WEAR, RETURN, 0.0, *out)  # fmt: skip
        owned = owned - out[0] + out[1]
        path.append(owned[0] / 100.0)
    return np.array(path)


def test_with_a_fixed_cost_there_are_two_levels_and_without_it_one():
    # the same luck for all: with the trap savings of a year (about 1,440) never reach 10,000 from nothing, but replace the wear of 1,000 of who is above
    luck = np.random.default_rng(1).uniform(0.8, 1.2, 60)
    low, high = (level(True, start, luck) for start in (0.0, 10000.0))
    assert low[-1] == 0.0 and high[-1] == pytest.approx(10000.0)
    low, high = (level(False, start, luck) for start in (0.0, 10000.0))
    assert low[-1] == pytest.approx(high[-1], rel=0.01) and low[-1] > 3000.0


def test_a_bad_year_pushes_below_the_threshold_for_good_with_a_fixed_cost_only():
    luck = np.r_[np.ones(10), 0.0, np.ones(40)]
    trapped, free = level(True, 10000.0, luck), level(False, 8000.0, luck)
    assert trapped[9] == pytest.approx(10000.0) and trapped[-1] < 200.0
    assert free[-1] == pytest.approx(free[9], rel=0.01)


@pytest.fixture
def january(world_at):
    """Everybody knows best practice, farms 10,000 yuan with equipment of 8,000 to own, has 20,000 yuan and an income of 12,000."""

    def make(values=None):
        world = world_at(2017, 1, {"capital.reserve": 6.0, "capital.wear": WEAR, "capital.return": RETURN, "capital.gain": GAIN} | (values or {}))
        h = world.households
        h.advised[:], h.farm_value[:], h.equipment[:], h.cash[:], h.welfare[:], h.capital[:] = 1, 10000.0, 8000.0, 2_000_000.0, 12000.0, 100_000.0
        return world

    return make


def test_a_purchase_by_hand(january):
    # wanted 7,031.25, owned 1,000 less a tenth: 6,131.25 are bought; the reserve is 6,000 of 20,000
    world = january()
    capital.step(world)
    assert np.allclose(world.payments.total("invest"), 613_125.0) and np.allclose(world.payments.total("wear"), 10_000.0)
    assert not world.households.invest_gap.any()


def test_money_that_is_not_there_is_a_gap(january):
    world = january()
    world.households.cash[:2] = [600_000.0, 700_000.0]
    capital.step(world)
    assert world.payments.total("invest")[:2].tolist() == [0.0, 100_000.0]
    assert np.allclose(world.households.invest_gap[:2], [6131.25, 5131.25])


def test_a_loan_of_the_gap_is_asked_for(january):
    world = january()
    world.households.cash[:2] = [600_000.0, 700_000.0]
    capital.step(world)
    ((rows, fen, months, purpose),) = world.offers.of("loan")
    assert rows.tolist() == [0, 1] and np.allclose(fen, [613_125.0, 513_125.0]) and (fen == np.rint(fen)).all()
    assert months.tolist() == [36, 36] and purpose == "invest"


def lent(world, row: int, fen: float, purpose: str = "invest") -> float:
    """Fen of equipment that household `row` buys when a loan of `fen` is at hand besides its own money."""
    world.payments.batches.clear()
    receive(world)
    world.pay("loan_in", np.array([row]), np.array([fen]))
    world.offers.add("loan_given", np.array([row]), np.array([fen]), np.array([36]), purpose)
    capital.equip(world)
    return world.payments.total("invest")[row]


@pytest.mark.parametrize("cash,loan,purpose,bought", [
    (600_000.0, 613_125.0, "invest", 613_125.0),
    (600_000.0, 500_000.0, "invest", 500_000.0),  # the lender gives less: the reserve stays
    (600_000.0, 600_000.0, "bills", 0.0),
    (-200_000.0, 613_125.0, "invest", 413_125.0),  # bills that are not met come first
])  # fmt: skip
def test_a_loan_for_equipment_buys_equipment(january, cash, loan, purpose, bought):
    world = january()
    world.households.cash[0] = cash
    capital.step(world)
    assert lent(world, 0, loan, purpose) == bought


@pytest.mark.parametrize("loan,bought", [(500_000.0, 0.0), (600_000.0, 910_000.0)])
def test_with_the_trap_a_loan_must_reach_the_whole_with_own_money(january, loan, bought):
    # 9,100 are wanted, 4,000 lie above the reserve: with 5,000 more it is not enough
    world = january({"capital.trap": True, "capital.fixed_cost": 10000.0})
    world.households.cash[0] = 1_000_000.0
    capital.step(world)
    assert lent(world, 0, loan) == bought


def test_loans_for_equipment_are_given_and_spent_in_a_run(start, small_sample):
    model = start(population=small_sample, values={"credit.ask_invest": 20.0})
    given = 0.0
    for _ in range(25):
        model.step()
        world, paid = model.world, model.world.payments.total("invest")
        for rows, fen, _, purpose in world.offers.of("loan_given"):
            if purpose == "invest":
                given += fen.sum()
                assert (paid[rows] <= fen + world.households.capital[rows]).all() and (paid[rows] > 0).mean() > 0.9
    assert given > 0.0


def test_spare_rows_have_nothing_and_learn_nothing(world_at):
    world = world_at(2017, 1, {"capital.known": 1.0, "capital.learn": 1.0}, with_spare(artificial()))
    h = world.households
    h.cash[:], h.farm_value[:], h.equipment[:] = 1e9, 10000.0, 8000.0
    capital.learn(world), capital.step(world)
    spare = h.founded < 0
    assert spare.sum() == 4 and h.advised.tolist() == (~spare).astype(int).tolist()
    assert not world.payments.total("invest")[spare].any() and not h.invest_gap[spare].any() and not h.capital[spare].any()
    assert world.payments.total("invest")[~spare].any()


def test_who_divides_knows_what_the_parents_know(world_at):
    for known in (0, 1):
        world = world_at(2017, 1, {"capital.learn": 0.0, "capital.learn_advised": 0.0}, with_spare(artificial()))
        world.households.advised[:], world.households.advised[0] = 1 - known, known
        assert division.divide(world, np.array([0]), np.array([1])).tolist() == [6]
        capital.learn(world)
        assert world.households.advised[6] == known


def test_who_died_out_buys_nothing(january):
    world = january()
    q = world.persons
    keep = q.household != 4
    q.replace({name: column[keep] for name, column in q.columns.items()})
    capital.step(world)
    assert world.payments.total("invest")[4] == 0.0 and world.households.invest_gap[4] == 0.0
    assert world.payments.total("invest")[3] > 0.0


def test_with_the_trap_half_of_a_machine_is_not_bought(january):
    world = january({"capital.trap": True, "capital.fixed_cost": 10000.0})
    world.households.cash[:2] = [1_000_000.0, 1_600_000.0]  # 4,000 and 10,000 above the reserve, 9,100 are wanted
    capital.step(world)
    assert world.payments.total("invest")[:2].tolist() == [0.0, 910_000.0] and world.households.invest_gap[0] == pytest.approx(9100.0)


def test_dearer_equipment_is_bought_less(january):
    few, many = january({"capital.return": 0.2}), january({"capital.return": 0.05})
    capital.step(few), capital.step(many)
    assert (few.payments.total("invest") < many.payments.total("invest")).all()


def test_where_advisers_come_more_learn(world_at, small_sample):
    world = world_at(2017, 1, {"capital.learn": 0.02, "capital.learn_advised": 0.2}, small_sample)
    known = {}
    for reach in (0.0, 0.5, 1.0):
        world.households.advised[:], world.villages.extension[:] = 0, reach
        capital.learn(world)
        known[reach] = world.households.advised.mean()
    n = len(world.households)
    for reach, chance in ((0.0, 0.02), (0.5, 1 - 0.98 * 0.9), (1.0, 1 - 0.98 * 0.8)):
        assert abs(known[reach] - chance) < 5 * np.sqrt(chance * (1 - chance) / n)


def test_what_is_known_is_not_forgotten(january):
    world = january({"capital.learn": 0.0, "capital.learn_advised": 0.0})
    capital.step(world)
    assert world.households.advised.all()


def test_nothing_is_bought_before_the_run_has_begun(january):
    world = january()
    world.month = world.start
    capital.step(world)
    assert not world.payments.batches


def test_equipment_follows_its_account_in_a_run(start, small_sample):
    model = start(population=small_sample)
    world, h = model.world, model.world.households
    for _ in range(26):
        before = h.capital.copy()
        model.step()
        came, lost = world.payments.total("invest"), sum(world.payments.total(name) for name in ("wear", "asset_sale", "asset_discount"))
        assert np.array_equal(h.capital - before, came - lost)
        assert (h.capital >= 0).all() and (world.month - 1 == month_index(world.year, 1) or not world.payments.total("wear").any())


@pytest.mark.parametrize("trap", [False, True])
def test_both_variants_run(start, trap):
    model = start(values={"capital.trap": trap})
    for _ in range(40):
        model.step()
    assert np.isfinite(model.world.households.farm_full).all()
