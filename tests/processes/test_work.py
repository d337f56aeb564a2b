"""Pay of a month by hand, and what members away send home."""

import numpy as np
import pytest

from sim.processes import work

RULES = {"work.sent_least": 0.1, "work.sent_most": 0.5, "work.support": 6000.0}
ROW = 2  # grandparents with two grandchildren at home, the parents away: four residents


@pytest.fixture
def month(world_at):
    """Yuan of a month of household 2 with two labour units, for the columns given."""

    def live(price=1.0, month=7, ratio=1.0, **columns):
        world = world_at(2016, month, RULES, price=price)
        world.counties.wage_ratio[:] = ratio
        h = world.households
        h.labour[ROW], h.luck_work[:] = 2.0, 1.0
        for name, value in columns.items():
            h.columns[name][ROW] = value
        work.step(world)
        return {name: h.columns[name][ROW] / 100 for name in ("wage_local", "wage_migrant", "wage_seasonal", "business_net", "remittance")}

    return live


def test_pay_by_hand(month):
    # 3,000 x 0.6 here, 3,000 x 0.2 in the own business, 4,000 x 1.5 away
    done = month(local_base=0.6, local_workers=1.0, business_base=0.2, migrant_base=1.5, migrants=2.0)
    assert (done["wage_local"], done["business_net"], done["wage_migrant"]) == (1800.0, 600.0, 6000.0)


def test_a_dearer_county_pays_more_for_local_work_only(month):
    done = month(local_base=0.6, local_workers=1.0, business_base=0.2, migrant_base=1.5, migrants=2.0, ratio=1.1)
    assert (done["wage_local"], done["business_net"], done["wage_migrant"]) == (1980.0, 600.0, 6000.0)


def test_a_season_is_paid_in_six_months_of_the_year(month):
    # 5.5 of 12 months as a usual worker: 0.458333 x 4,000 x 2 = 3,666.67 in each month of the season, 22,000 in a year; at home in July for the harvest
    paid = [month(month=m, seasonal_base=5.5 / 12.0)["wage_seasonal"] for m in range(1, 13)]
    assert paid == [3666.67 if m in (3, 4, 5, 6, 11, 12) else 0.0 for m in range(1, 13)]


def test_luck_multiplies_all_pay(month):
    done = month(local_base=0.6, local_workers=1.0, business_base=0.2, migrant_base=1.5, luck_work=1.1)
    assert (done["wage_local"], done["business_net"], done["wage_migrant"]) == (1980.0, 660.0, 6600.0)


def test_a_post_takes_its_share_of_local_pay_only(month):
    done = month(local_base=0.6, local_workers=1.0, post_local=0.25, business_base=0.2, migrant_base=1.0)
    assert (done["wage_local"], done["business_net"], done["wage_migrant"]) == (1350.0, 600.0, 4000.0)


def test_who_is_away_sends_what_those_at_home_lack(month):
    # four at home need 6,000 / 12 = 500 each; 600 of local wages and a farm of 2,400 a year (200 a month) leave 1,200 to send out of 4,000
    assert month(local_base=0.2, local_workers=1.0, farm_value=2400.0, migrant_base=1.0, migrants=1.0)["remittance"] == 1200.0


@pytest.mark.parametrize("base,sent", [
    (0.25, 500.0),   # half of 1,000 at most, though 2,000 are lacking
    (1.0, 2000.0),   # exactly what is lacking
    (10.0, 4000.0),  # a tenth of 40,000 at least
])  # fmt: skip
def test_within_bounds_of_the_pay(month, base, sent):
    assert month(migrant_base=base, migrants=1.0)["remittance"] == sent


def test_needs_at_home_follow_prices(month):
    assert month(price=1.2, migrant_base=1.0, migrants=1.0)["remittance"] == 2000.0  # 2,400 lacking, half of 4,000 at most
    assert month(price=0.9, migrant_base=1.0, migrants=1.0)["remittance"] == 1800.0


def test_nothing_is_sent_to_an_empty_house_or_without_migrants(month):
    assert month(residents=0, migrant_base=1.0, migrants=1.0)["remittance"] == 0.0
    assert month(migrant_base=0.0, migrants=0.0)["remittance"] == 0.0


def test_pay_is_whole_fen(world_at):
    world = world_at(2016, 7, RULES, wage_local=2999.99, wage_away=4321.01)
    h = world.households
    h.local_base[:], h.local_workers[:], h.migrant_base[:], h.migrants[:], h.luck_work[:] = 1 / 3, 1.0, 1 / 7, 1.0, 1.01
    work.step(world)
    for name in ("wage_local", "wage_migrant", "wage_seasonal", "business_net", "remittance"):
        assert np.array_equal(h.columns[name], np.rint(h.columns[name]))
