"""Rounds an estimate and its interval to two significant digits of the error, so that the page shows no digits it does not know."""

from dataclasses import dataclass
from math import floor, isfinite, log10

MINUS = "−"


@dataclass(frozen=True, slots=True)
class Rounded:
    """Texts of a value and its limits. `low` and `high` are empty where there is no interval; `size_*` are without a sign."""

    value: str
    low: str
    high: str

    @property
    def size(self) -> str:
        """The value without its sign."""
        return self.value.lstrip(f"+{MINUS}")

    @property
    def sizes(self) -> tuple[str, str]:
        """The limits without their signs, the smaller first; only for limits on one side of zero."""
        low, high = self.low.lstrip(f"+{MINUS}"), self.high.lstrip(f"+{MINUS}")
        return (high, low) if self.value.startswith(MINUS) else (low, high)


def places(error: float) -> int:
    """Decimal places (below zero: tens, hundreds) at which `error` has two significant digits."""
    digits = 1 - floor(log10(abs(error)))
    # 0.0996 becomes 0.10: one place fewer than its logarithm says.
    return min(digits - (round(abs(error), digits) >= 10 ** (2 - digits)), 6)


def number(value: float, digits: int, signed: bool = False) -> str:
    """`value` at `digits` places with thousands separators and a true minus sign; never minus zero."""
    text = f"{abs(round(value, digits)):,.{max(digits, 0)}f}"
    zero = not any(letter in "123456789" for letter in text)
    sign = "" if zero else MINUS if value < 0 else "+" if signed else ""
    return sign + text


def rounded(value: float, low: float, high: float, signed: bool = True) -> Rounded:
    """The three numbers at the places of the half width; without an interval two significant digits of the value."""
    if isfinite(low) and isfinite(high):
        digits = places((high - low) / 2) if high > low else _own(value)
        return Rounded(number(value, digits, signed), number(low, digits, signed), number(high, digits, signed))
    return Rounded(number(value, _own(value), signed), "", "")


def _own(value: float) -> int:
    return places(value) if value else 0
