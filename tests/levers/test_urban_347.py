"""The centre for urban hardship by hand: who applies, who is found, whose case is decided, what is paid, who leaves."""

from dataclasses import replace

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.levers import urban_347
from sim.scenario import OPEN
from sim.state.columns import money
from sim.state.payments import Payments
from sim.state.reasons import Reason
from sim.state.settlement import settle
from sim.state.table import Table

# dibao is 6,000 yuan a head and year: the line is 9,000
EXACT = {"urban_347.error": 0.0, "urban_347.apply": 1.0, "urban_347.found": 0.0, "urban_347.days": 1e5, "urban_347.budget": 1e9, "urban_347.hope": 1.0}
FAMILY = {"county": 0, "weight": 1.0, "size": 2, "able": 1, "working": 1, "income": 40000.0}


@pytest.fixture
def towns(world_at):
    """March 2021 with the measure on since January 2020 and families given as dicts of columns."""

    def make(*families, values=None, month=3):
        world = world_at(2021, month, EXACT | (values or {}))
        rows = [FAMILY | {"id": k} | family for k, family in enumerate(families)]
        names = {name for row in rows for name in row}
        world.urban = Table("urban", len(rows), {name: np.array([row.get(name, 0) for row in rows]) for name in names})
        world.payments = Payments({name: world.tables()[name] for name in world.payments.tables})
        world.levers_on = {"urban_347": (month_index(2020, 1), OPEN)}
        urban_347.fill_purse(world)
        return world

    return make


def test_who_is_below_the_line_and_applies_is_supported(towns):
    # a head: 8,000; 20,000; 10,000 less rent of 2,000 a head; 8,000 and 20,000 of savings a head (limit 12,000, always seen)
    world = towns({"income": 16000.0}, {}, {"income": 20000.0, "burden": 4000.0}, {"income": 16000.0, "savings": 40000.0},
                  values={"urban_347.savings_seen": 1.0})  # fmt: skip
    urban_347.deliver(world)
    assert world.urban.supported.tolist() == [1, 0, 1, 0]
    assert world.urban.reason[[0, 3]].tolist() == [Reason.NONE, Reason.SCREEN]


def test_burdens_do_not_count_without_the_rule(towns):
    world = towns({"income": 20000.0, "burden": 4000.0}, values={"urban_347.deduct": False})
    urban_347.deliver(world)
    assert not world.urban.supported.any()


def test_nobody_applies_and_registers_find_illness_and_idle_hands_only(towns):
    poor = {"income": 10000.0}
    world = towns(poor, poor | {"ill": 1}, poor | {"working": 0}, {"ill": 1}, values={"urban_347.apply": 0.0, "urban_347.found": 1.0})
    urban_347.deliver(world)
    assert world.urban.supported.tolist() == [0, 1, 1, 0]


def test_days_limit_the_cases_of_a_month_and_the_rest_wait(towns):
    # 2.2 days: four cases of half a day, and a fifth by luck
    world = towns(*[{"income": 10000.0}] * 12, values={"urban_347.days": 2.2})
    urban_347.deliver(world)
    first = world.urban.supported.sum()
    assert first in (4, 5)
    assert (world.urban.stage == urban_347.CASE).sum() == 12 - first
    world.month += 1
    urban_347.deliver(world)
    assert world.urban.supported.sum() > first


def test_a_centre_without_days_helps_nobody(towns):
    world = towns(*[{"income": 10000.0}] * 5, values={"urban_347.days": 0.0})
    urban_347.deliver(world)
    assert not world.urban.supported.any() and (world.urban.stage == urban_347.CASE).all()


def test_help_by_cause_in_fen(towns):
    # gap a head 9,000 - 5,000 = 4,000, 0.4 of it for two heads and a twelfth: 266.67 yuan. Burden 3,600 of the ill: recorded 3,200 a head,
    # gap 5,800: 386.67 yuan, and 0.3 of the burden a month: 90 yuan. Without work: referral of 0.4, relief as the first.
    world = towns({"income": 10000.0}, {"income": 10000.0, "burden": 3600.0, "ill": 1}, {"income": 10000.0, "working": 0},
                  {"income": 10000.0, "able": 0, "working": 0})  # fmt: skip
    urban_347.deliver(world)
    u = world.urban
    assert u.cause.tolist() == [urban_347.LOW_PAY, urban_347.ILL, urban_347.IDLE, urban_347.UNABLE]
    assert u.relief_due.tolist() == [26667.0, 38667.0, 26667.0, 26667.0]
    assert u.fees_due.tolist() == [0.0, 9000.0, 0.0, 0.0] and u.referral.tolist() == [0.0, 0.0, 0.4, 0.0]
    assert world.paid("urban_relief").tolist() == u.relief_due.tolist()
    assert world.paid("urban_spent").tolist() == (u.relief_due + u.fees_due).tolist() == u.relief_year.tolist()


def test_money_is_conserved_to_the_fen_and_leaves_the_rural_households_alone(towns):
    world = towns({"income": 10000.0}, {"income": 12000.0, "burden": 3600.0, "ill": 1})
    purse, rural = world.counties.urban_purse.copy(), world.households.cash.copy()
    urban_347.deliver(world)
    settle(world)
    booked = {c.name: world.ledger.fen[-1][row].sum() for row, c in enumerate(money()) if c.table == "urban"}
    assert booked["urban_relief"] > 0 and booked["urban_fees"] == 9000
    assert booked["urban_spent"] == booked["urban_relief"] + booked["urban_fees"] == (purse - world.counties.urban_purse).sum()
    assert not world.urban.cash.any() and np.array_equal(world.households.cash, rural)


def test_a_short_purse_pays_the_neediest_and_says_why_not_the_others(towns):
    world = towns({"income": 16000.0}, {"income": 10000.0}, {"income": 15000.0})
    world.counties.urban_purse[:] = np.r_[10 * 27000.0, np.zeros(11)]  # ten months are left: 270 yuan in March
    urban_347.deliver(world)
    assert world.paid("urban_relief").tolist() == [0.0, 26667.0, 0.0]
    assert world.urban.reason.tolist() == [Reason.PURSE, Reason.NONE, Reason.PURSE]


def test_two_good_reviews_in_a_row_end_support(towns):
    world = towns({"income": 10000.0}, {"income": 10000.0}, {"income": 10000.0})
    urban_347.deliver(world)
    for year, incomes in enumerate([(40000, 40000, 10000), (40000, 10000, 10000), (40000, 40000, 10000)]):
        world.month = month_index(2021 + year, 9)
        world.payments.clear()
        world.urban.income[:] = incomes
        urban_347.deliver(world)
    assert world.urban.supported.tolist() == [0, 1, 1] and world.urban.good.tolist() == [0, 1, 0]
    assert world.urban.reason[0] == Reason.GRADUATED and not world.urban.relief_due[0]
    assert world.tally["urban_exits"].tolist() == [1.0] + [0.0] * 11


def test_an_end_leaves_nothing_due(towns):
    world = towns({"income": 10000.0, "ill": 1, "burden": 1000.0, "working": 0})
    urban_347.deliver(world)
    urban_347.stop(world)
    u = world.urban
    assert not any(getattr(u, name).any() for name in ("stage", "supported", "relief_due", "fees_due", "referral"))


def test_a_family_stands_for_its_weight_and_has_its_part_of_days_and_money(towns):
    world = towns({"weight": 100.0}, {"weight": 100.0}, {"county": 3, "weight": 50.0}, values={"urban_347.budget": 250000.0})
    urban_347.fill_purse(world)
    assert urban_347.sampled(world)[[0, 3, 5]].tolist() == [0.01, 0.02, 0.0]
    # 250 families in all, ten months of the year left: 200 / 250 of the money for the first county, a hundredth of it in the sample
    assert world.counties.urban_purse[[0, 3]] == pytest.approx([np.rint(100 * 250000 * 10 / 12 * 0.8 / 100), np.rint(100 * 250000 * 10 / 12 * 0.2 / 50)])


def test_labels_of_the_rows_do_not_matter(towns):
    families = [{"id": 10 + k, "income": 9000.0 + 1500.0 * k} for k in range(6)]
    values = {"urban_347.error": 0.4, "urban_347.days": 3.0}
    one, other = towns(*families, values=values), towns(*families[::-1], values=values)
    for world in (one, other):
        urban_347.deliver(world)
    assert np.array_equal(one.urban.relief_due, other.urban.relief_due[::-1])


def test_no_table_without_the_measure(start, everywhere):
    off = {name: span for name, span in everywhere.levers.items() if name != "urban_347"}
    assert len(start(everywhere).world.urban) > 0
    assert not len(start(replace(everywhere, levers=off)).world.urban)
