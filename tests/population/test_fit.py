"""The 1:1 population meets its margins, and the counts of the published tables exactly."""

import numpy as np
import pytest

from sim.data import figure, figure_list
from sim.population import START, consistency, fit_report, sample
from sim.population.margins import county_column, margins


@pytest.fixture(scope="module")
def report(city):
    return fit_report(city)


def test_every_margin_fits(report):
    missed = report[~report["fits"]]
    assert len(report) == 17 * 12
    assert missed.empty, missed.to_string()


@pytest.mark.parametrize(("margin", "limit", "relative"), [
    ("children", 0.015, False), ("sixties", 0.015, False), ("old", 0.015, False), ("one_person", 0.015, False),
    ("size", 0.03, True), ("hukou_size", 0.03, True), ("residents", 0.02, True),
])  # fmt: skip
def test_limits_are_not_widened(report, margin, limit, relative):
    rows = report[report["margin"] == margin]
    off = rows["difference"].abs() / (rows["target"].abs() if relative else 1.0)
    assert off.max() <= limit


def test_rows_say_where_they_come_from(report):
    assert set(report["status"]) <= {"found", "derived", "recalled", "assumption"}
    assert report["adjustment"].str.len().min() > 0


def test_counts_are_exact(city):
    assert city.size("villages") == 1740 == figure("DIV-VIL-SM").value
    assert city.size("counties") == 12
    table = county_column("rural_households_table")
    drawn = np.bincount(city.households["county"], city.occupied(), 12)
    known = ~np.isnan(table)
    assert known.sum() == 10
    assert np.array_equal(drawn[known], table[known])
    assert (drawn[~known] > 0).all()
    assert np.array_equal(np.bincount(city.villages["county"]), county_column("admin_villages"))


def test_registered_poor_are_the_published_base(city):
    poor = city.households["jiandang"] == 1
    persons = poor[city.persons["household"]].sum()
    assert poor.sum() == figure("POV-SM-HH").value
    assert persons == pytest.approx(figure_list("POV-SM")[0], rel=0.02)
    share = 100 * figure_list("POV-SM")[0] / city.size("persons")
    assert share == pytest.approx(figure("POV-SM-SHARE").value, abs=0.1)


def test_poor_villages_are_counted(city):
    assert city.villages["poor_village"].sum() == figure_list("POV-SM")[1]


def test_registered_poor_live_worse(city):
    poor = city.households["jiandang"] == 1
    assert city.households["ability"][poor].mean() < -0.3 * city.households["ability"].std()
    assert city.households["car"][poor].mean() < 0.3 * city.households["car"].mean()
    assert (city.households["house"][poor] < 2).mean() == pytest.approx(figure("SEED-6025").value / figure("POV-SM-HH").value, abs=0.01)


def test_three_kinds_of_household(city):
    resident = np.bincount(city.persons["household"], city.persons["resident"], city.size("households"))
    members = np.bincount(city.persons["household"], minlength=city.size("households"))
    there = members > 0
    kinds = [(resident == 0)[there].mean(), ((resident > 0) & (resident < members))[there].mean(), (resident == members)[there].mean()]
    assert min(kinds) > 0.2
    assert (resident > 0).sum() == pytest.approx((margins().residents / margins().size).sum(), rel=0.01)


def test_sample_report_is_weighted(city):
    rows = fit_report(sample(city, 0.2)).query("margin == 'households'")
    assert np.allclose(rows["drawn"], rows["target"])


def test_consistency_reads_any_month_and_weights(city):
    now = consistency(city.households, city.persons, START)
    later = consistency(city.households, city.persons, START + 58, np.full(city.size("households"), 0.5))
    old_now, old_later = (frame.query("margin == 'old'")["drawn"].to_numpy() for frame in (now, later))
    assert (old_later > old_now).all()  # nobody died or moved: older than at the start
    residents = [frame.query("margin == 'residents'")["drawn"].to_numpy() for frame in (now, later)]
    assert np.allclose(residents[0], 2 * residents[1])
    assert (now["low"] <= now["target"]).all() and (now["target"] <= now["high"]).all()
