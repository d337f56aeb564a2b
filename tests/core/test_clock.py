"""Months as running numbers: there and back, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.core.clock import month_index, month_text, parse_month

YEAR, MONTH = st.integers(0, 9999), st.integers(1, 12)


@given(YEAR, MONTH)
def test_text_and_number_are_the_same_month(year, month):
    index = month_index(year, month)
    assert (index // 12, index % 12 + 1) == (year, month)
    assert month_text(index) == f"{year:04d}-{month:02d}"
    assert parse_month(month_text(index)) == index


@given(YEAR, MONTH)
def test_months_follow_each_other(year, month):
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    assert month_index(*following) == month_index(year, month) + 1


def test_year_alone_is_january():
    assert month_index(2019) == parse_month("2019-01") == 24228


@pytest.mark.parametrize("month", [0, 13, -1, 100])
def test_no_such_month(month):
    with pytest.raises(ValueError, match=f"month {month} is not between 1 and 12"):
        month_index(2019, month)


WRONG = ["", "2019", "2019-1", "19-01", "2019-13", "2019-00", "2019/01", "2019-01-01", "01-2019", " 2019-01", "+019-01", "2019-1²", "٢٠١٩-٠١", None]


@pytest.mark.parametrize("text", WRONG)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="month"):
        parse_month(text)
