"""Levels of money and cadres, and the worth of one more unit, by hand on made-up contrasts."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.contrasts import SeedContrast
from sim.analysis.limits import CENTRAL, at_level, levels, steps, table, worth
from sim.analysis.lines import ANCHORED
from sim.analysis.runs import CITY, Label

CHANGE, MORE = np.array([10.0, 12.0, 14.0]), np.array([5.0, 6.0, 7.0])


def made(seed: int, money: str, cadre: str, out: float, cost: float, days: float) -> SeedContrast:
    """The contrast of one seed and level: lasting exits, cost in yuan, and cadre days of two years."""
    rows = [(CITY, "all", ANCHORED, "out_24m", 2025, out), (CITY, "all", "", "cost_public", 2025, cost),
            *((CITY, "all", "", "cadre_days", year, days / 2) for year in (2024, 2025)), ("350421", "all", ANCHORED, "out_24m", 2025, 1e9)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["area", "group", "line", "measure", "year", "difference"]).assign(universe="hukou")
    label = Label("rollout", "current", seed, 0, "central", "central", "central", money, cadre)
    return SeedContrast(label, 2020 * 12, 2025, False, frame, None)  # type: ignore[arg-type]


def test_quick_moves_one_limit_at_a_time_and_full_both():
    assert levels("none") == [CENTRAL]
    assert set(levels("quick")) == {CENTRAL, ("low", "central"), ("high", "central"), ("central", "low"), ("central", "high")}
    assert len(levels("full")) == 9 and levels("full")[0] == levels("quick")[0] == CENTRAL
    with pytest.raises(ValueError, match="none of none, quick, full"):
        levels("all")


def test_a_level_is_part_of_what_is_run(scenarios):
    current = scenarios["current_policy"]
    low = at_level(current, ("low", "high"))
    assert (low.money, low.cadre) == ("low", "high") and low.digest != current.digest
    assert at_level(current, CENTRAL) is current


def test_steps_raise_one_limit_by_one():
    assert len(steps(set(levels("quick")))) == 4 and len(steps(set(levels("full")))) == 12
    assert ("money", ("low", "central"), CENTRAL) in steps(set(levels("quick")))


def test_worth_is_the_ratio_of_the_means_with_fieller_limits():
    verdict, (value, low, high) = worth(CHANGE, MORE)
    assert verdict == "given" and value == pytest.approx(2.0) == low == high


def test_a_limit_that_does_not_bind_is_worth_nothing():
    assert worth(0 * CHANGE, 0 * MORE) == ("slack", (0.0, 0.0, 0.0))


def test_no_worth_where_the_use_is_not_told_from_zero_or_one_seed_ran():
    verdict, values = worth(CHANGE, np.array([5.0, -5.0, 1.0]))
    assert verdict == "unbounded" and np.isnan(values).all()
    verdict, (value, low, _) = worth(CHANGE[:1], MORE[:1])
    assert verdict == "one_seed" and value == 2.0 and np.isnan(low)


def test_the_table_holds_the_other_limit_and_counts_units():
    seeds = (1, 2, 3)
    contrasts = [made(s, *CENTRAL, 100.0 + s, 2e6, 50.0) for s in seeds]
    contrasts += [made(s, "high", "central", 160.0 + s, 5e6 + s * 1e5, 50.0) for s in seeds]
    contrasts += [made(s, "central", "high", 110.0 + 2 * s, 2e6, 60.0 + s) for s in seeds]
    found = table(contrasts).set_index("limit")
    money, cadre = found.loc["money"], found.loc["cadre"]
    assert (money["from_level"], money["to_level"], money["other_level"]) == ("central", "high", "central")
    assert money["difference"] == pytest.approx(60) and money["more"] == pytest.approx(3.2) and money["shadow"] == pytest.approx(60 / 3.2)
    assert cadre["difference"] == pytest.approx(12) and cadre["more"] == pytest.approx(12) and cadre["shadow"] == pytest.approx(1.0)
    assert money["at_from"] == pytest.approx(102) and money["at_to"] == pytest.approx(162)
