"""The shipped roll-outs: what each changes against the city-wide one, and nothing else."""

import pytest

from sim.core.clock import month_text
from sim.scenario import first_difference

PILOTS = {"350421", "350423", "350424", "350430"}
NAMES = (
    "rollout_at_once", "rollout_two_years", "rollout_key_first", "rollout_better_off_first", "rollout_trained", "rollout_money_by_poor",
    "rollout_money_equal",
)  # fmt: skip


def months(scenario) -> dict[str, str]:
    """Starts of the counties that are no pilots."""
    return {code: month_text(month) for code, month in scenario.rollout.items() if code not in PILOTS}


@pytest.mark.parametrize("name", NAMES)
def test_pilots_stay_and_every_county_begins(scenarios, name):
    found, current = scenarios[name], scenarios["current_policy"]
    assert {code: found.rollout[code] for code in PILOTS} == {code: current.rollout[code] for code in PILOTS}
    assert len(found.rollout) == 12 and min(found.rollout.values()) >= 0
    assert found.rollout_status == "assumption" and found.rollout_note["zh"] and found.claims


def test_speed(scenarios):
    assert set(months(scenarios["rollout_at_once"]).values()) == {"2020-07"}
    slow = sorted(months(scenarios["rollout_two_years"]).values())
    assert (slow[0], slow[-1], len(set(slow))) == ("2020-07", "2022-04", 8)


def test_order_is_turned_round(scenarios):
    first, last = (months(scenarios[name]) for name in ("rollout_key_first", "rollout_better_off_first"))
    turned = {"2020-01": "2020-12", "2020-12": "2020-01"}
    assert {code: turned[month] for code, month in first.items()} == last and first["350429"] == "2020-01"


@pytest.mark.parametrize(("name", "month"), [("rollout_trained", "2019-01"), ("rollout_money_by_poor", "2016-01"), ("rollout_money_equal", "2016-01")])
def test_values_act_from_the_first_month_in_which_they_can(scenarios, name, month):
    assert months(scenarios[name]) == months(scenarios["city_rollout"])
    assert month_text(first_difference(scenarios["city_rollout"], scenarios[name])) == month
