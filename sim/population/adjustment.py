"""What an adjustment is: a function of published figures with one coefficient that has a range, a status and a source."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Adjustment:
    """One adjustment: coefficient with range, status word and source; `en` and `zh` say what it does."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    status: str
    source: str
    en: str
    zh: str


ADJUSTMENTS: dict[str, Adjustment] = {}


def adjustment(value: float, low: float, high: float, unit: str, status: str, source: str, en: str, zh: str):
    """Decorator: register the adjustment under the function's name; the coefficient becomes its last argument."""

    def wrap(function: Callable) -> Callable:
        entry = Adjustment(function.__name__, value, low, high, unit, status, source, en, zh)
        ADJUSTMENTS[entry.name] = entry

        def at_range(*given, at: str = "value"):
            return function(*given, getattr(entry, at))

        at_range.__name__, at_range.__doc__ = function.__name__, function.__doc__
        return at_range

    return wrap
