"""What cannot be measured is refused: with the count, the reason and what to do."""

import numpy as np
import pytest

from sim import measures as m

BAD_ROWS = [np.array([]), np.array([1.0, np.nan, 2]), np.array([1.0, np.inf, 2]), np.array(["a", "b"]), np.array([None, 1.0]), np.ones((2, 2))]
ONE_COLUMN = {
    "gini": m.gini,
    "theil": m.theil,
    "mld": m.mld,
    "atkinson": lambda y: m.atkinson(y, 1.5),
    "quantile_ratio": m.quantile_ratio,
    "palma": m.palma,
    "lorenz_curve": m.lorenz_curve,
    "fgt": lambda y: m.fgt(y, 1, 1),
    "headcount": lambda y: m.headcount(y, 1),
    "poverty_gap": lambda y: m.poverty_gap(y, 1),
    "income_gap_ratio": lambda y: m.income_gap_ratio(y, 3),
    "minimum_cost": lambda y: m.minimum_cost(y, 1),
    "relative_line": m.relative_line,
    "sen": lambda y: m.sen(y, 1),
    "sst": lambda y: m.sst(y, 1),
    "watts": lambda y: m.watts(y, 1),
    "weighted_median": m.weighted_median,
    "fractional_rank": m.fractional_rank,
    "present_value": lambda y: m.present_value(y, 0.05),
}


@pytest.mark.parametrize("bad", BAD_ROWS, ids=["empty", "nan", "infinite", "text", "none", "matrix"])
@pytest.mark.parametrize("name", ONE_COLUMN)
def test_values_that_are_no_numbers_are_refused(name, bad):
    with pytest.raises(m.MeasureError):
        ONE_COLUMN[name](bad)


@pytest.mark.parametrize("line", [0, -1, np.nan, np.inf, [1, 2], [1, 2, 0], []])
@pytest.mark.parametrize("measure", [m.headcount, m.poverty_gap, m.income_gap_ratio, m.minimum_cost, m.sen, m.sst, m.watts])
def test_lines_that_cannot_be_used_are_refused(measure, line):
    with pytest.raises(m.MeasureError):
        measure([1.0, 2, 3], line)


UNDEFINED = [
    (lambda: m.watts([0.0, -1, 5], 3), "2 of 3"),
    (lambda: m.mld([0.0, 1, 2]), "1 of 3"),
    (lambda: m.theil([-1.0, 1, 2]), "1 of 3"),
    (lambda: m.gini([-1.0, -1, 2, 9]), "2 of 4"),
    (lambda: m.gini([0.0, 0]), "all 2"),
    (lambda: m.atkinson([0.0, 1, 2], 1), "1 of 3"),
    (lambda: m.atkinson([-1.0, 1, 2], 0.5), "1 of 3"),
    (lambda: m.sen([-1.0, 1, 2], 2), "1 of 3"),
    (lambda: m.lorenz_curve([-1.0, 1, 2]), "1 of 3"),
    (lambda: m.theil_parts([-1.0, 1, 2], [0, 0, 1]), "1 of 3"),
    (lambda: m.gini_sources([[1.0, -2], [1, 1]]), "1 of 2"),
    (lambda: m.gini_sources([[5.0, -1], [5, 1]]), "1 of 2"),
    (lambda: m.quantile_ratio([0.0, 0, 1, 2, 5]), "bottom group"),
    (lambda: m.quantile_ratio(np.ones(10)), "split=True"),
    (lambda: m.palma([0.0, 0, 0, 0, 1]), "bottom group"),
    (lambda: m.income_gap_ratio([5.0], 1), "nobody is poor"),
    (lambda: m.relative_line([0.0, 0, 1]), "median is 0"),
    (lambda: m.exclusion_error([0, 0], [1, 0]), "poor"),
    (lambda: m.inclusion_error([1, 0], [0, 0]), "covered"),
    (lambda: m.targeting_differential([1, 1], [1, 0]), "non-poor"),
    (lambda: m.leakage([0.0, 0], [1, 0]), "nothing was paid"),
    (lambda: m.cgh([0.0, 0], [1, 2]), "nothing was paid"),
    (lambda: m.concentration_index([0.0, 0], [1, 2]), "nothing was paid"),
    (lambda: m.catastrophic_health([1.0, 1], [0, 5]), "1 of 2"),
    (lambda: m.vep([0.0, 1, 2], np.ones((3, 1)), 1), "1 of 3"),
]


@pytest.mark.parametrize("number", range(len(UNDEFINED)))
def test_a_measure_without_a_value_says_why_and_how_many(number):
    call, words = UNDEFINED[number]
    with pytest.raises(m.UndefinedMeasure, match=words) as caught:
        call()
    assert isinstance(caught.value, ValueError)


REFUSED = [
    lambda: m.fgt([1.0], 2, -1),
    lambda: m.fgt([1.0], 2, np.nan),
    lambda: m.atkinson([1.0], -0.1),
    lambda: m.relative_line([1.0], 0),
    lambda: m.quantile_ratio([1.0, 2], bottom=0),
    lambda: m.quantile_ratio([1.0, 2], top=1),
    lambda: m.weighted_quantile([1.0, 2], 1.5),
    lambda: m.fractional_rank([1.0, 2], [1, 0]),
    lambda: m.gini(np.ma.array([1.0, 2], mask=[True, False])),
    lambda: m.alkire_foster([[1, 2]], [0.5, 0.5], 0.5),
    lambda: m.alkire_foster([[1, 0]], [0.5, 0.6], 0.5),
    lambda: m.alkire_foster([[1, 0]], [1.0], 0.5),
    lambda: m.alkire_foster([[1, 0]], [1.5, -0.5], 0.5),
    lambda: m.alkire_foster([[1, 0]], [0.5, 0.5], 0),
    lambda: m.exclusion_error([1, 2], [1, 0]),
    lambda: m.leakage([-1.0, 2], [1, 0]),
    lambda: m.cgh([1.0, 2], [1.0]),
    lambda: m.cgh([1.0, 2], [1.0, 2], share=0),
    lambda: m.theil_parts([1.0, 2], [np.nan, 1]),
    lambda: m.exit_hazard([[1], [0]]),
    lambda: m.exit_hazard([[1, 0]], observed=[[1, 0, 1]]),
    lambda: m.chronic_transient([[1.0, 2]], [1, 2, 3]),
    lambda: m.chronic_transient([[1.0, 2]], 1, alpha=0),
    lambda: m.present_value([1.0], -1),
    lambda: m.present_value([1.0], 0.05, periods_per_year=0),
    lambda: m.ratio_interval([1.0], [1.0]),
    lambda: m.ratio_interval([1.0, 2], [1.0, 2], level=1),
    lambda: m.fieller(1, 1, -1, 1, 0, 2),
    lambda: m.fieller(1, 1, 1, 1, 2, 2),
    lambda: m.fieller(1, 1, 1, 1, 0, 0),
    lambda: m.catastrophic_health([-1.0], [5]),
    lambda: m.catastrophic_overshoot([1.0], [5], threshold=0),
    lambda: m.health_impoverishment([5.0], [-1], 3),
    lambda: m.vep([1.0, 2, 3], np.ones((3, 2)), 1),
    lambda: m.vep([1.0, 2, 3], np.ones((2, 1)), 1),
    lambda: m.vep([1.0, 2, 3], np.ones((3, 1)), 1, variance_floor=0),
]


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_input_that_makes_no_sense_is_refused(number):
    with pytest.raises(m.MeasureError) as caught:
        REFUSED[number]()
    assert not isinstance(caught.value, m.UndefinedMeasure)
