"""The universe of the towns by hand: households, poverty before and after help, errors of the list."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from sim.results import urban
from sim.results.annual import spending_rows
from sim.state.drivers import Drivers, Path
from sim.state.table import Table


@pytest.fixture
def world():
    """Four families of two in two counties at a dibao standard of 6,000 yuan, so that the line is 9,000 a head."""
    columns = {
        "county": [0, 0, 0, 3], "weight": [10.0, 10.0, 10.0, 5.0], "size": [2, 2, 2, 2], "supported": [1, 0, 1, 0],
        "income": [16000.0, 12000.0, 40000.0, 30000.0], "relief_year": [250000.0, 0.0, 100000.0, 0.0],
    }  # fmt: skip
    families = Table("urban", 4, {name: np.array(values) for name, values in columns.items()})
    drivers = Drivers({"dibao_standard": Path({2015: 6000.0}, 0.0)})
    return SimpleNamespace(urban=families, drivers=drivers, month=2021 * 12 + 11, tally={"urban_exits": np.r_[7.0, np.zeros(11)]})


def test_by_hand(world):
    found = urban.town_families(world)
    city = {(group, measure): values[12] for (group, _, measure), values in found.items()}
    assert (city["all", "households"], city["all", "listed_households"], city["all", "supported_households"], city["all", "exit_list"]) == (35, 20, 20, 7)
    # heads: 8,000, 6,000, 20,000 and 15,000; with help 9,250 and 20,500. 40 of 70 persons are poor before help and 20 after.
    assert city["before_help", "poverty_h"] == pytest.approx(40 / 70) and city["all", "poverty_h"] == pytest.approx(20 / 70)
    assert city["before_help", "income_mean"] == pytest.approx((20 * (8000 + 6000 + 20000) + 10 * 15000) / 70)
    assert city["all", "exclusion_error"] == pytest.approx(0.5) and city["all", "inclusion_error"] == pytest.approx(0.5)
    assert np.isnan(found["all", "dibao1.5", "exclusion_error"][3]) and np.isnan(found["all", "", "income_mean"][5])


def test_every_row_names_the_universe_and_its_unit(world):
    rows = list(urban.urban_rows(urban.town_families(world)))
    assert len(rows) == 10 and {row[0] for row in rows} == {"urban"}
    assert {row[3]: row[4] for row in rows}["poverty_h"] == "person"


def test_a_run_without_towns_has_no_row(world):
    world.urban = Table("urban", 0, {})
    assert urban.town_families(world) == {} and list(urban.urban_rows({})) == []


def test_spending_stands_in_the_universe_of_who_receives_it():
    names = ["year", "month", "payer", "payee", "purpose", "lever", "county", "amount_yuan"]
    ledger = pd.DataFrame([(2021, 3, "county", "household", "wage", "public_jobs", "350421", 5.0), (2021, 3, "county", "urban_family", "relief", "urban_347", "350421", 7.0),
                           (2021, 3, "urban_family", "outside", "consumption", "urban_347", "350421", 7.0)], columns=names)  # fmt: skip
    rows = spending_rows(ledger, {"350421"})
    assert {(row.universe, row.group): row.value for row in rows.itertuples()} == {("hukou", "lever:public_jobs"): 5.0, ("urban", "lever:urban_347"): 7.0}
