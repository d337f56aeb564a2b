"""Outside paths: held before, followed while they last, then grown by a variant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.clock import month_index
from sim.state.drivers import GROWTH, Drivers, Path, make_path

TEN_PERCENT = {year: 100.0 * 1.1 ** (year - 2015) for year in range(2015, 2025)}


def test_holds_the_first_value_before_and_follows_the_path():
    path = Path({2016: 5.0, 2017: 6.0}, 0.5)
    assert [path.at(year) for year in (1990, 2015, 2016, 2017)] == [5.0, 5.0, 5.0, 6.0]


def test_grows_after_the_last_year():
    path = Path({2016: 5.0, 2017: 8.0}, 0.5)
    assert [path.at(2018), path.at(2019)] == pytest.approx([12.0, 18.0], rel=1e-14)
    assert Path({2017: 8.0}, 0.0).at(2040) == 8.0


@pytest.mark.parametrize(("variant", "factor"), [("low", 0.5), ("central", 1.0), ("high", 1.5)])
def test_variants_scale_the_mean_growth(variant, factor):
    assert GROWTH[variant] == factor
    path = make_path(TEN_PERCENT, variant)
    assert path.growth == pytest.approx(0.1 * factor, rel=1e-12)
    assert path.at(2026) == pytest.approx(TEN_PERCENT[2024] * (1 + 0.1 * factor) ** 2, rel=1e-12)
    assert all(path.at(year) == value for year, value in TEN_PERCENT.items())


def test_mean_growth_is_that_of_the_last_five_years():
    values = {2010: 1000.0, 2015: 100.0, 2016: 7.0, 2017: 8.0, 2018: 9.0, 2019: 90.0, 2020: 161.051}
    assert make_path(values, "central").growth == pytest.approx(0.1, rel=1e-12)
    assert make_path({2020: 100.0, 2022: 121.0}, "central").growth == pytest.approx(0.1, rel=1e-12)


@given(st.lists(st.floats(0.1, 1e4), min_size=2, max_size=12), st.sampled_from(sorted(GROWTH)), st.integers(1, 20))
def test_later_years_follow_one_rate(values, variant, later):
    path = make_path(dict(enumerate(values, 2010)), variant)
    last = 2010 + len(values) - 1
    if path.growth > -1.0:
        assert path.at(last + later + 1) == pytest.approx(path.at(last + later) * (1 + path.growth), rel=1e-12)


def test_one_year_has_no_growth():
    with pytest.raises(ValueError, match="two years"):
        make_path({2020: 1.0}, "central")
    with pytest.raises(KeyError, match="wild"):
        make_path(TEN_PERCENT, "wild")


def test_a_month_has_the_value_of_its_year():
    drivers = Drivers({"price": Path({2018: 0.9, 2019: 1.0, 2020: 1.2}, 0.0), "wage": Path({2019: 3000.0}, 0.0)})
    assert [drivers.price(month_index(*m)) for m in ((2018, 12), (2019, 1), (2019, 12), (2020, 1))] == [0.9, 1.0, 1.0, 1.2]
    assert drivers.at("wage", month_index(2020, 6)) == 3000.0
    with pytest.raises(KeyError, match="rain"):
        drivers.at("rain", 0)
