"""Seeds to intervals, ratios, losers and the headline table, by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.analysis import COLUMNS, SeedContrast, combine, headline, missing, seed_contrast
from sim.analysis.groups import cells
from sim.analysis.losers import Incomes, incomes, losers_share, losing
from sim.analysis.runs import Label
from sim.analysis.tidy import KEYS

CELLS = cells(*np.zeros((4, 1), int), ("350421", "350400"), ("labour",))
MEAN = ("350400", "hukou", "all", "", "income_mean", 2023)
OUT = ("350400", "hukou", "all", "county50_anchored2019", "out_24m", 2023)
COST = ("350400", "hukou", "all", "", "cost_public", 2023)
SPENT = ("350400", "hukou", "lever:public_jobs", "", "spending", 2021)


def of_seed(seed, rows, structure="central", baseline=100.0, scenario=100.0):
    frame = pd.DataFrame([(*key, value) for key, value in rows.items()], columns=[*KEYS, "difference"])
    label = Label("policy", "current", seed, 0, structure, "central", "central", "central", "central")
    arrays = (np.array([x], np.float32) for x in (baseline, scenario, 2.0))
    return SeedContrast(label, 2020 * 12 + 6, 2023, False, frame, Incomes(np.array([101]), *arrays, CELLS))


def row(table, measure):
    found = table[table["measure"] == measure]
    assert len(found) == 1
    return found.iloc[0]


def test_interval_of_student_by_hand():
    found = row(combine([of_seed(seed, {MEAN: value}) for seed, value in ((3, 6.0), (1, 1.0), (2, 2.0))]), "income_mean")
    # Mean 3, variance 7, three seeds; t of 2 degrees at 97.5 % is 4.302653.
    assert found["difference"] == pytest.approx(3)
    assert found["se"] == found["se_life"] == pytest.approx((7 / 3) ** 0.5)
    assert (found["low"], found["high"]) == pytest.approx((3 - 4.302653 * (7 / 3) ** 0.5, 3 + 4.302653 * (7 / 3) ** 0.5), abs=1e-5)
    assert (found["seeds"], found["draws"], found["covers"], found["policy_date"]) == (3, 1, "life", "2020-07")
    assert np.isnan([found["se_sample"], found["se_population"], found["se_param"], found["spread_structure"]]).all()


def test_the_columns_are_those_of_the_contract():
    names = """scenario baseline structure growth ridge money cadre area universe group line measure year difference se se_life se_sample
        se_population se_param spread_structure low high covers policy_date seeds draws"""
    assert list(combine([of_seed(1, {MEAN: 1.0})]).columns) == names.split() == COLUMNS


def test_one_seed_has_no_interval():
    one = [of_seed(1, {MEAN: 1.0, OUT: 3.0, COST: 5.0})]
    table = combine(one)
    assert np.isnan(table[["se", "low", "high"]].to_numpy()).all()
    assert set(table["measure"]) == {"income_mean", "out_24m", "cost_public"}
    assert set(missing(one, table)["measure"]) == {"losers_share", "losers_share_placebo", ""}


def test_absent_spending_is_zero_and_absent_income_is_unknown():
    table = combine([of_seed(1, {MEAN: 1.0, SPENT: 6.0}), of_seed(2, {OUT: 0.0}), of_seed(3, {MEAN: 3.0})])
    assert (row(table, "spending")["difference"], row(table, "spending")["seeds"]) == (2.0, 3)
    assert (row(table, "income_mean")["difference"], row(table, "income_mean")["seeds"]) == (2.0, 2)


def test_a_cell_known_in_one_seed_of_several_is_left_out():
    table = combine([of_seed(1, {MEAN: 0.0, OUT: 0.0}), of_seed(2, {OUT: 0.0})])
    assert table["measure"].tolist() == ["out_24m"]


def test_variants_spread_beside_the_error_and_never_in_it():
    seeds = [of_seed(seed, {MEAN: value}, structure) for structure, value in (("central", 5.0), ("trap", 2.0)) for seed in (1, 2)]
    table = combine(seeds)
    assert table["structure"].tolist() == ["central", "trap"]
    assert table["spread_structure"].tolist() == [3.0, 3.0]
    assert table["se"].tolist() == [0.0, 0.0]


def test_a_seed_given_twice_is_refused():
    with pytest.raises(ValueError, match="a seed comes twice"):
        combine([of_seed(1, {MEAN: 1.0}), of_seed(1, {MEAN: 2.0})])


def test_parameter_draws_are_not_mixed_into_the_error_of_life():
    other = of_seed(2, {MEAN: 1.0})
    with pytest.raises(ValueError, match="parameter draws differ"):
        combine([of_seed(1, {MEAN: 1.0}), replace(other, label=other.label._replace(draw=1))])


def test_cost_per_exit_where_exits_are_certain():
    seeds = [of_seed(seed, {OUT: out, COST: 50.0 * out}) for seed, out in ((1, 10.0), (2, 12.0), (3, 11.0))]
    found = row(combine(seeds), "cost_per_out_24m")
    # Cost is always 50 yuan a person: the ratio has no error.
    assert (found["difference"], found["low"], found["high"]) == pytest.approx((50, 50, 50))
    assert np.isnan(found["se"]) and found["line"] == "county50_anchored2019"


def test_fieller_bounded_by_hand():
    seeds = [of_seed(seed, {OUT: out, COST: cost}) for seed, out, cost in ((1, 9.0, 100.0), (2, 10.0, 100.0), (3, 11.0, 100.0))]
    found = row(combine(seeds), "cost_per_out_24m")
    half = 4.302653 / 3**0.5  # of the mean exits, whose variance over seeds is 1
    assert (found["low"], found["difference"], found["high"]) == pytest.approx((100 / (10 + half), 10.0, 100 / (10 - half)), rel=1e-5)


@pytest.mark.parametrize("exits", [(-8.0, 9.0, 1.0), (-10.0, -11.0, -12.0)])
def test_no_ratio_where_exits_may_be_none(exits):
    seeds = [of_seed(seed, {OUT: out, COST: 2e6}) for seed, out in enumerate(exits)]
    table = combine(seeds)
    found = row(table, "exits_per_million_yuan")
    assert found["difference"] == pytest.approx(np.mean(exits) / 2)
    assert found["low"] < found["difference"] < found["high"]
    assert "cost_per_out_24m" not in set(table["measure"])
    assert "exits per million yuan" in " ".join(missing(seeds, table)["reason_en"])


def test_an_unbounded_set_spans_the_line():
    seeds = [of_seed(seed, {OUT: out, COST: cost}) for seed, (out, cost) in enumerate([(-8.0, 5.0), (9.0, -6.0), (1.0, 2.0)])]
    found = row(combine(seeds), "exits_per_million_yuan")
    assert (found["low"], found["high"]) == (-np.inf, np.inf)


def test_who_loses_is_a_matter_of_the_average():
    baseline, scenario = np.array([100.0, 100.0, 100.0, -100.0, 0.0]), np.array([96.9, 97.1, 200.0, -104.0, -1.0])
    assert losing(baseline, scenario).tolist() == [True, False, False, True, True]


def two_households(first, second, persons=(3.0, 1.0), ids=(101, 102)):
    both = cells(*np.zeros((4, 2), int), ("350421", "350400"), ("labour",))
    arrays = (np.array(x, np.float32) for x in ((100.0, 100.0), (first, second), persons))
    return Incomes(np.array(ids), *arrays, both)


def test_share_of_losers_by_hand():
    # The first loses 10 in every other seed, 5 on average; the second gains in all but one, in which it loses 50.
    seeds = [two_households(90.0 if seed % 2 else 100.0, 50.0 if seed == 0 else 101.0) for seed in range(20)]
    share, error = losers_share(seeds)
    assert share[-1, 0] == 3 / 4
    # Leaving out any seed changes no verdict on the first; without seed 0 the second still does not lose.
    assert error[-1, 0] == 0


def test_error_of_the_share_by_leaving_out_one_seed():
    # The second household loses only through seed 0: 100 * 20 * 3 % = 60 < 70.
    seeds = [two_households(100.0, 30.0 if seed == 0 else 100.0) for seed in range(20)]
    share, error = losers_share(seeds)
    assert share[-1, 0] == 1 / 4
    parts = np.array([0.0] + [0.25] * 19)
    assert error[-1, 0] == pytest.approx((19 * parts.var()) ** 0.5)


def test_households_are_matched_over_seeds_by_identity():
    seeds = [two_households(90.0, 100.0) if seed % 2 else two_households(100.0, 90.0, (1.0, 3.0), (102, 101)) for seed in range(20)]
    assert losers_share(seeds)[0][-1, 0] == 3 / 4


def test_fewer_than_20_seeds_give_no_losers():
    with pytest.raises(ValueError, match="20 seeds"):
        losers_share([two_households(90.0, 90.0)] * 19)
    seeds = [of_seed(seed, {MEAN: 1.0}, scenario=90.0) for seed in range(19)]
    table = combine(seeds, seeds)
    assert not table["measure"].str.startswith("losers").any()
    assert "there are 19" in missing(seeds, table, seeds)["reason_en"].iloc[0]


def test_losers_stand_beside_the_placebo():
    seeds = [of_seed(seed, {MEAN: 1.0}, scenario=90.0) for seed in range(20)]
    table = combine(seeds, [of_seed(seed, {MEAN: 0.0}) for seed in range(20)])
    shares = table[(table["area"] == "350400") & (table["group"] == "all")].set_index("measure")["difference"]
    assert (shares["losers_share"], shares["losers_share_placebo"]) == (1.0, 0.0)


def test_incomes_are_means_of_the_years_after_the_policy_date(hand):
    income = [[0.0] * 3] * 2 + [[1000.0, 2.0, 3.0], [2000.0, 2.0, 3.0], [6000.0, 2.0, 3.0]]
    gone = np.array([[3, 2, 1]] * 3 + [[3, 0, 1]] * 2, np.int16)
    scenario = hand.run(income=income)
    scenario.panel["size"] = gone
    run = hand.run()
    found = incomes(run, scenario, CELLS, hand.policy)
    assert found.scenario.tolist() == [3000.0, 2.0, 3.0]
    assert found.persons.tolist() == [30.0, 20.0, 5.0]
    scenario.panel["size"] = np.array([[3, 2, 1]] * 2 + [[3, 0, 1]] * 3, np.int16)
    assert incomes(run, scenario, CELLS, hand.policy).persons.tolist() == [30.0, 0.0, 5.0]


def test_headline_of_a_comparison(hand):
    seeds = []
    for seed in (1, 2, 3):
        welfare, income = [6500.0] * hand.months, [[4000.0, 2000.0, 9000.0]] * 2 + [[5500.0 + seed, 2000.0, 9000.0]] * 3
        paid = pd.DataFrame([(2021, 7, "county", "household", "wage", "public_jobs", "350421", 3e6)], columns=hand.ledger)
        seeds.append(
            seed_contrast(hand.run(name="current", seed=seed), hand.run({0: welfare}, income, ledger=paid, name="policy", seed=seed), hand.policy)
        )
    table = headline(combine(seeds))
    city = table[(table["area"] == "350400") & (table["group"] == "all")].set_index(["measure", "line"])
    assert city.loc[("out_24m", "county50_anchored2019"), "difference"] == 30
    assert city.loc[("cost_public", ""), "difference"] == pytest.approx(3 / 1.05)
    assert city.loc[("cost_per_out_24m", "county50_anchored2019"), "high"] == pytest.approx(1e5 / 1.05)
    assert city.loc[("poverty_h", "county50_anchored2019"), "difference"] == pytest.approx(-100 * 30 / 55)
    assert city.loc[("poverty_h", "county50_anchored2019"), "unit_en"] == "percentage points"
    assert table["measure"].iloc[0] == "out_24m" and table["area"].iloc[0] == "350400"
    assert set(table.loc[table["area"] != "350400", "group"]) == {"all"}
    assert set(table["year"]) == {2023} and set(table["policy_date"]) == {"2020-07"}
    assert table.loc[table["group"] == "quintile:2", "group_zh"].iloc[0] == "第二个五分之一"
    assert not table[["measure_en", "measure_zh", "unit_en", "unit_zh", "group_en", "group_zh"]].isna().any().any()


def test_headline_of_nothing_is_empty():
    assert headline(combine([of_seed(1, {SPENT: 1.0})])).empty
