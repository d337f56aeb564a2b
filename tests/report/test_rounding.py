"""Two significant digits of the error, and no digit more."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.rounding import number, places, rounded


@pytest.mark.parametrize(("error", "digits"), [(876.0, -1), (0.06, 3), (0.0996, 2), (99.6, -1), (99.4, 0), (1.0, 1), (345678.0, -4), (1e-9, 6)])
def test_places(error, digits):
    assert places(error) == digits


@given(st.floats(1e-4, 1e9))
def test_the_error_keeps_two_significant_digits(error):
    shown = round(error, places(error))
    assert abs(shown - error) <= 0.05 * error * 1.0001
    assert len(f"{shown:.10e}".split("e")[0].rstrip("0").replace(".", "")) <= 2


def test_numbers():
    assert number(12345.6, -2) == "12,300" and number(-0.5, 2, signed=True) == "−0.50"
    assert number(-0.001, 2, signed=True) == "0.00" and number(3.0, 1, signed=True) == "+3.0"


def test_with_and_without_an_interval():
    shown = rounded(-1080.25, -1956.0, -204.5)
    assert (shown.value, shown.low, shown.high) == ("−1,080", "−1,960", "−200")
    assert shown.size == "1,080" and shown.sizes == ("200", "1,960")
    alone = rounded(4321.0, math.nan, math.nan)
    assert (alone.value, alone.low, alone.high) == ("+4,300", "", "")
    assert rounded(0.0, math.nan, math.nan).value == "0"
    assert rounded(9000.0, 9000.0, 9000.0, signed=False).low == "9,000"
