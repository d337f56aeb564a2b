"""Laws that every measure obeys: weights are replication, the order of rows and the unit of money do not matter, each name is tested."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim import measures as m

LINE = 12.0

# Each takes a table of rows (welfare, amount, flag, flag, line) and weights.
WEIGHTED = {
    "alkire_foster": lambda t, w: m.alkire_foster(t[:, 2:4], [0.4, 0.6], 0.5, w),
    "atkinson_half": lambda t, w: m.atkinson(t[:, 0], 0.5, w),
    "atkinson_one": lambda t, w: m.atkinson(t[:, 0], 1, w),
    "atkinson_two": lambda t, w: m.atkinson(t[:, 0], 2, w),
    "catastrophic_health": lambda t, w: m.catastrophic_health(t[:, 1], t[:, 0], 0.4, w),
    "catastrophic_overshoot": lambda t, w: m.catastrophic_overshoot(t[:, 1], t[:, 0], 0.4, w),
    "cgh": lambda t, w: m.cgh(t[:, 1], t[:, 0], w),
    "cgh_tenth": lambda t, w: m.cgh(t[:, 1], t[:, 0], w, share=0.1),
    "chronic_transient": lambda t, w: m.chronic_transient(t[:, :2], LINE, w),
    "concentration_curve": lambda t, w: m.concentration_curve(t[:, 1], t[:, 0], w),
    "concentration_index": lambda t, w: m.concentration_index(t[:, 1], t[:, 0], w),
    "exclusion_error": lambda t, w: m.exclusion_error(t[:, 2], t[:, 3], w),
    "exit_hazard": lambda t, w: m.exit_hazard(t[:, :5] > 6, w),
    "fgt": lambda t, w: m.fgt(t[:, 0], LINE, 2, w),
    "fgt_own_line": lambda t, w: m.fgt(t[:, 0], t[:, 4], 1, w),
    "gini": lambda t, w: m.gini(t[:, 0], w),
    "gini_sources": lambda t, w: m.gini_sources(t[:, [0, 1, 4]], w),
    "headcount": lambda t, w: m.headcount(t[:, 0], LINE, w),
    "health_impoverishment": lambda t, w: m.health_impoverishment(t[:, 0], t[:, 1], LINE, w),
    "inclusion_error": lambda t, w: m.inclusion_error(t[:, 2], t[:, 3], w),
    "income_gap_ratio": lambda t, w: m.income_gap_ratio(t[:, 0], LINE, w),
    "leakage": lambda t, w: m.leakage(t[:, 1], t[:, 2], w),
    "lorenz_curve": lambda t, w: m.lorenz_curve(t[:, 0], w),
    "minimum_cost": lambda t, w: m.minimum_cost(t[:, 0], LINE, w),
    "mld": lambda t, w: m.mld(t[:, 0], w),
    "palma": lambda t, w: m.palma(t[:, 0], w),
    "poverty_gap": lambda t, w: m.poverty_gap(t[:, 0], LINE, w),
    "poverty_reduction_efficiency": lambda t, w: m.poverty_reduction_efficiency(t[:, 1], t[:, 0], LINE, w),
    "quantile_ratio": lambda t, w: m.quantile_ratio(t[:, 0], w),
    "quantile_ratio_split": lambda t, w: m.quantile_ratio(t[:, 0], w, split=True),
    "reentry": lambda t, w: m.reentry(t[:, :5] > 6, w),
    "relative_line": lambda t, w: m.relative_line(t[:, 0], 0.6, w),
    "sen": lambda t, w: m.sen(t[:, 0], LINE, w),
    "spillover": lambda t, w: m.spillover(t[:, 1], t[:, 0], LINE, w),
    "sst": lambda t, w: m.sst(t[:, 0], t[:, 4], w),
    "targeting_differential": lambda t, w: m.targeting_differential(t[:, 2], t[:, 3], w),
    "theil": lambda t, w: m.theil(t[:, 0], w),
    "theil_parts": lambda t, w: m.theil_parts(t[:, 0], t[:, 2], w),
    "watts": lambda t, w: m.watts(t[:, 0], LINE, w),
    "weighted_median": lambda t, w: m.weighted_median(t[:, 0], w),
    "weighted_quantile": lambda t, w: m.weighted_quantile(t[:, 0], [0, 0.1, 0.25, 0.8, 1], w),
}
# Rows enter by themselves here, so that these two have tests of their own below.
ROW_BY_ROW = {"fractional_rank", "vep"}
NO_PERSONS = {"cost_per_exit", "fieller", "present_value", "ratio_interval"}

row = st.tuples(st.integers(1, 20), st.integers(0, 12), st.integers(0, 1), st.integers(0, 1), st.integers(5, 15))
table_and_weights = st.lists(st.tuples(row, st.integers(0, 4)), min_size=1, max_size=14)


def answer(measure, table, weight):
    """The answer as one flat array, or the words 'no value'."""
    try:
        return np.concatenate([np.ravel(part).astype(float) for part in np.atleast_1d(np.asarray(measure(table, weight), dtype=object))])
    except m.UndefinedMeasure:
        return "no value"


def same(left, right) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return isinstance(left, str) and isinstance(right, str)
    return left.shape == right.shape and np.allclose(left, right, rtol=1e-9, atol=1e-12, equal_nan=True)


def unpack(pairs):
    return np.array([pair[0] for pair in pairs], dtype=float), np.array([pair[1] for pair in pairs])


@pytest.mark.parametrize("name", WEIGHTED)
@settings(max_examples=40, deadline=None)
@given(pairs=table_and_weights)
def test_integer_weights_are_replication(name, pairs):
    table, weight = unpack(pairs)
    assume(weight.sum() > 0)
    assert same(answer(WEIGHTED[name], table, weight), answer(WEIGHTED[name], np.repeat(table, weight, axis=0), None))


@pytest.mark.parametrize("name", WEIGHTED)
@settings(max_examples=25, deadline=None)
@given(pairs=table_and_weights, data=st.data())
def test_the_order_of_rows_does_not_matter(name, pairs, data):
    table, weight = unpack(pairs)
    assume(weight.sum() > 0)
    order = data.draw(st.permutations(range(len(pairs))))
    assert same(answer(WEIGHTED[name], table, weight), answer(WEIGHTED[name], table[order], weight[order]))


@pytest.mark.parametrize("name", sorted(set(WEIGHTED) - {"minimum_cost"}))
@settings(max_examples=25, deadline=None)
@given(pairs=table_and_weights, factor=st.sampled_from([0.125, 3, 1000]))
def test_the_scale_of_weights_does_not_matter(name, pairs, factor):
    table, weight = unpack(pairs)
    assume(weight.sum() > 0)
    left, right = answer(WEIGHTED[name], table, weight), answer(WEIGHTED[name], table, weight * factor)
    if name in ("exit_hazard", "reentry"):
        left, right = left[-4:], right[-4:]
    assert same(left, right)


def test_weights_are_replication_row_by_row():
    y, weight, design = np.array([3.0, 1, 7, 4, 2, 9]), np.array([2, 1, 1, 3, 2, 2]), np.array([[1.0, 0]] * 3 + [[1.0, 1]] * 3)
    again = np.repeat(np.arange(6), weight)
    np.testing.assert_allclose(m.fractional_rank(y, weight)[again], m.fractional_rank(y[again]))
    np.testing.assert_allclose(m.vep(y, design, 3, weight).probability[again], m.vep(y[again], design[again], 3).probability)


INCOME_ONLY = {
    "gini": m.gini,
    "theil": m.theil,
    "mld": m.mld,
    "atkinson": lambda y: m.atkinson(y, 1.5),
    "quantile_ratio": lambda y: m.quantile_ratio(y, split=True),
    "palma": m.palma,
    "lorenz_curve": lambda y: m.lorenz_curve(y)[1],
    "fgt": lambda y: m.fgt(y, m.relative_line(y, 0.75), 2),
    "sen": lambda y: m.sen(y, m.relative_line(y, 0.75)),
    "watts": lambda y: m.watts(y, m.relative_line(y, 0.75)),
}


@pytest.mark.parametrize("name", INCOME_ONLY)
@settings(max_examples=40, deadline=None)
@given(y=st.lists(st.integers(1, 1000), min_size=2, max_size=30), power=st.integers(-6, 6))
def test_relative_measures_do_not_depend_on_the_unit_of_money(name, y, power):
    income = np.array(y, dtype=float)
    np.testing.assert_allclose(INCOME_ONLY[name](income * 2.0**power), INCOME_ONLY[name](income), rtol=1e-9, atol=1e-12)


TRANSFER = {
    "gini": m.gini,
    "theil": m.theil,
    "mld": m.mld,
    "atkinson": lambda y: m.atkinson(y, 0.7),
    "fgt": lambda y: m.fgt(y, 2000, 2),
    "watts": lambda y: m.watts(y, 2000),
    "sen": lambda y: m.sen(y, 2000),
    "sst": lambda y: m.sst(y, 2000),
}


@pytest.mark.parametrize("name", TRANSFER)
@settings(max_examples=40, deadline=None)
@given(y=st.lists(st.integers(1, 1000), min_size=2, max_size=15, unique=True), part=st.floats(0.05, 0.5))
def test_a_transfer_from_richer_to_poorer_lowers_the_measure(name, y, part):
    income = np.sort(np.array(y, dtype=float))
    after = income.copy()
    gift = part * (income[-1] - income[0])
    after[0], after[-1] = income[0] + gift, income[-1] - gift
    assert TRANSFER[name](after) < TRANSFER[name](income)


@pytest.mark.parametrize("weight", [[1, 1], [1, -1, 1], [0, 0, 0], [1, np.nan, 1], [1, np.inf, 1], []])
@pytest.mark.parametrize("name", sorted(WEIGHTED))
def test_weights_that_cannot_be_used_are_refused(name, weight):
    table = np.array([[5.0, 2, 1, 0, 9], [8, 1, 0, 1, 9], [15, 3, 1, 1, 9]])
    with pytest.raises(m.MeasureError):
        WEIGHTED[name](table, weight)


def test_input_is_never_changed():
    y, weight = np.array([3.0, 1, 2, 20]), np.array([1.0, 0, 2, 1])
    y.flags.writeable = weight.flags.writeable = False
    for name in ("gini", "fgt", "sen", "theil", "quantile_ratio_split", "weighted_median"):
        table = np.column_stack([y, y, y > 2, y > 3, y])
        table.flags.writeable = False
        assert not isinstance(answer(WEIGHTED[name], table, weight), str)


def test_every_public_name_is_tested():
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in m.__all__ if not re.search(rf"\bm\.{name}\b", text)] == []
    functions = {name for name in m.__all__ if callable(getattr(m, name)) and name[0].islower()}
    held = {name for name in functions for case in WEIGHTED if case.startswith(name)}
    assert functions - ROW_BY_ROW - NO_PERSONS == held - ROW_BY_ROW
