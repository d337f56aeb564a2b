"""Where the yearly table and the contrasts hold the same measure, the contrast is the difference of the table."""

from dataclasses import replace

import pytest

from sim.analysis.comparison import compare
from sim.api import load_scenario
from sim.ensemble.request import Request

KEYS = ["area", "group", "line", "measure", "year"]


@pytest.fixture(scope="module")
def tables():
    base = load_scenario("current_policy")
    capital = next(s for s in base.stand_ins if not s.counts_as_income and s.to == "all")
    more = replace(capital, name="more capital", households=6000, first=2019 * 12, last=2030 * 12)
    other = replace(load_scenario("no_pilots"), stand_ins=(*base.stand_ins, more))
    found, _, _ = compare(base, [other], 1, Request(base, sample=0.02, end=2020), workers=1)
    return found


@pytest.mark.parametrize(("measure", "line"), [
    ("spending", ""), ("cadre_days", ""), ("supported_households", ""), ("gini", ""), ("mpi_h", ""), ("mpi_m0", ""),
    ("poverty_h", "county50_floating"), ("poverty_h", "county50_anchored2019"), ("poverty_pg", "county50_anchored2019"),
])  # fmt: skip
def test_contrast_is_the_difference(tables, measure, line):
    annual, contrasts = tables["annual"], tables["contrasts"]
    rows = annual[(annual["measure"] == measure) & (annual["line"] == line) & (annual["universe"] == "hukou") & (annual["area"] == "350400")]
    wide = rows.astype(dict.fromkeys(["area", "group", "line", "measure", "scenario"], str)).pivot_table(index=KEYS, columns="scenario", values="value")
    difference = (wide["no_pilots"].fillna(0.0) - wide["current_policy"].fillna(0.0)).loc[lambda d: d.index.get_level_values("year") >= 2019]
    found = contrasts[contrasts["measure"] == measure].astype(dict.fromkeys(KEYS[:-1], str)).set_index(KEYS)["difference"]
    assert len(difference) >= 2
    for key, value in difference.items():
        assert found[key] == pytest.approx(value, rel=1e-3, abs=1e-6 * max(1.0, wide.loc[key].abs().max()))


def test_capital_grants_are_spending(tables):
    rows = tables["contrasts"]
    spent = rows[(rows["measure"] == "spending") & (rows["group"] == "lever:stand_in") & (rows["area"] == "350400")]
    assert (spent["difference"] > 3e7).all()  # 6,000 households x 10,000 yuan, drawn
