"""What enters a measure is checked here: numbers, lengths, weights, lines.

Nothing is repaired: a value that cannot be used is an error that says how many there are and what to do.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class MeasureError(ValueError):
    """A measure was given something that it cannot use."""


class UndefinedMeasure(MeasureError):
    """The input is sound, yet the measure has no value for it (zero incomes under a logarithm, nobody in a denominator)."""


def forbid(mask: Flags, measure: str, what: str, advice: str) -> None:
    """Raise UndefinedMeasure if `mask` holds anywhere, with the count."""
    count = int(np.count_nonzero(mask))
    if count:
        raise UndefinedMeasure(f"{measure} is undefined: {count} of {mask.size} {what}. {advice}")


def refuse(undefined: bool, measure: str, why: str, advice: str) -> None:
    """Raise UndefinedMeasure if `undefined`."""
    if undefined:
        raise UndefinedMeasure(f"{measure} is undefined: {why}. {advice}")


def numbers(values: ArrayLike, name: str, dimensions: int = 1) -> Floats:
    """`values` as float64 of the wanted number of dimensions, finite and not empty."""
    if isinstance(values, np.ma.MaskedArray) and np.ma.is_masked(values):
        raise MeasureError(f"{name}: masked values. Leave these rows out and report how many.")
    raw = np.asarray(values)
    if raw.ndim != dimensions:
        raise MeasureError(f"{name}: an array of {dimensions} dimension(s) is needed, its shape is {raw.shape}.")
    if raw.size == 0:
        raise MeasureError(f"{name}: the array is empty. A measure needs at least one row.")
    array = _floats(raw, name)
    bad = int(np.count_nonzero(~np.isfinite(array)))
    if bad:
        raise MeasureError(f"{name}: {bad} of {array.size} values are missing or infinite. Leave these rows out and report how many.")
    return array


def _floats(raw: NDArray, name: str) -> Floats:
    if raw.dtype.kind not in "biufO":
        raise MeasureError(f"{name}: numbers are needed, the array holds {raw.dtype}.")
    try:
        return raw.astype(np.float64, copy=False)
    except (TypeError, ValueError) as fault:
        raise MeasureError(f"{name}: not every value is a number ({fault}).") from fault


def weights(weight: ArrayLike | None, length: int) -> Floats:
    """Weights of `length` rows: ones if None; not negative, with a sum above zero."""
    if weight is None:
        return np.ones(length)
    array = numbers(weight, "weight")
    if array.size != length:
        raise MeasureError(f"weight: {array.size} values for {length} rows. Give one weight a row.")
    negative = int(np.count_nonzero(array < 0))
    if negative:
        raise MeasureError(f"weight: {negative} of {length} are negative. A weight is the number of persons that a row stands for.")
    if not array.sum() > 0:
        raise MeasureError("weight: the sum is zero. At least one row must count.")
    return array


def rows(weight: ArrayLike | None, **columns: ArrayLike) -> tuple[Floats, ...]:
    """The columns and then the weights, checked, of equal length, without rows of weight zero (they stand for nobody)."""
    arrays = [numbers(values, name) for name, values in columns.items()]
    for name, array in zip(columns, arrays, strict=True):
        if array.size != arrays[0].size:
            raise MeasureError(f"{name}: {array.size} values, but {next(iter(columns))} has {arrays[0].size}. Give one value a row.")
    counted = weights(weight, arrays[0].size)
    keep = counted > 0
    if keep.all():
        return (*arrays, counted)
    return (*(array[keep] for array in arrays), counted[keep])


def lines(line: ArrayLike, length: int) -> Floats:
    """Poverty lines of `length` rows from one line for all or one a row; above zero."""
    array = numbers(np.full(length, line) if np.ndim(line) == 0 else line, "line")
    low = int(np.count_nonzero(array <= 0))
    if low:
        raise MeasureError(f"line: {low} of {array.size} are zero or below (lowest {array.min():g}). A poverty line lies above zero.")
    return array


def poverty_rows(y: ArrayLike, line: ArrayLike, weight: ArrayLike | None) -> tuple[Floats, Floats, Floats]:
    """Welfare, line and weight of the rows that count."""
    welfare = numbers(y, "y")
    welfare, drawn, counted = rows(weight, y=welfare, line=lines(line, welfare.size))
    return welfare, drawn, counted


def incomes(y: ArrayLike, weight: ArrayLike | None, measure: str) -> tuple[Floats, Floats]:
    """Incomes that are not negative with a sum above zero, and their weights."""
    income, counted = rows(weight, y=y)
    forbid(income < 0, measure, "incomes are negative", "Leave them out or bottom-code them, and report the share.")
    refuse(not income.any(), measure, f"all {income.size} incomes are zero", "Somebody must have an income.")
    return income, counted


def yes_no(array: Floats, name: str) -> Flags:
    """True and False from an array of 0 and 1."""
    other = int(np.count_nonzero((array != 0) & (array != 1)))
    if other:
        raise MeasureError(f"{name}: {other} of {array.size} values are neither 0 nor 1 (False nor True).")
    return array.astype(bool)


def not_negative(array: Floats, name: str) -> Floats:
    """The array itself; an error if a value lies below zero."""
    negative = int(np.count_nonzero(array < 0))
    if negative:
        raise MeasureError(f"{name}: {negative} of {array.size} values are negative. Amounts received or spent are zero or more.")
    return array


def share(value: float, name: str) -> float:
    """A share above 0 and at most 1."""
    if not 0 < value <= 1:
        raise MeasureError(f"{name}: {value} is outside 0 (not included) to 1.")
    return float(value)
