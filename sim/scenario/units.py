"""Units as a user may write them, and how a number goes from one unit to another."""

from sim.core.parameters import UNITS

_FACTORS = {  # (given, declared) -> factor
    ("yuan_per_year", "yuan_per_month"): 1 / 12,
    ("yuan_per_month", "yuan_per_year"): 12.0,
    ("years", "months"): 12.0,
    ("months", "years"): 1 / 12,
    ("days", "months"): 12 / 365,
    ("months", "days"): 365 / 12,
    ("days", "years"): 1 / 365,
    ("years", "days"): 365.0,
    ("percent", "share"): 0.01,
    ("percent", "ratio"): 0.01,
    ("fen", "yuan"): 0.01,
    ("wan_yuan", "yuan"): 10_000.0,
    ("hectares", "mu"): 15.0,
}
_OTHER_WORDS = {
    "%": "percent",
    "％": "percent",
    "percent": "percent",
    "分": "fen",
    "fen": "fen",
    "万元": "wan_yuan",
    "ha": "hectares",
    "公顷": "hectares",
}
_OTHER_WORDS |= {"月": "months", "个月": "months", "年": "years", "元每月": "yuan_per_month", "元每年": "yuan_per_year", "RMB": "yuan"}


def code_of(text: object) -> str | None:
    """The unit code of a code or of a Chinese or English label; None for an unknown one."""
    word = str(text).strip()
    if word in UNITS:
        return word
    labels = {label: code for code, pair in UNITS.items() for label in pair}
    return labels.get(word) or _OTHER_WORDS.get(word)


def converted(value: object, given: str, declared: str) -> str:
    """`value` of unit `given` in unit `declared` as text, or '' where there is no fixed factor."""
    factor = _FACTORS.get((given, declared))
    if factor is None or isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return f"{value * factor:.6g}"
