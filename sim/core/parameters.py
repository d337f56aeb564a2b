"""A parameter: one number of the model with unit, bounds, prior, labels, source and status; and a set of them with who set each value."""

from dataclasses import dataclass

UNITS = {  # unit -> (Chinese, English)
    "share": ("比例(0-1)", "share between 0 and 1"),
    "ratio": ("比值", "ratio"),
    "log": ("对数", "log points"),
    "utility": ("效用", "utility"),
    "switch": ("开关", "on or off"),
    "text": ("文字", "text"),
    "yuan": ("元", "yuan"),
    "yuan_per_month": ("元/月", "yuan a month"),
    "yuan_per_year": ("元/年", "yuan a year"),
    "yuan_per_mu": ("元/亩", "yuan a mu"),
    "months": ("月", "months"),
    "months_per_mu": ("人月/亩", "labour months a mu"),
    "years": ("年", "years"),
    "posts": ("个岗位", "posts"),
    "persons": ("人", "persons"),
    "households": ("户", "households"),
    "km": ("公里", "kilometres"),
    "mu": ("亩", "mu"),
    "count": ("次", "count"),
    "days": ("天", "days"),
    "per_year": ("每年", "per year"),
}
STATUSES = ("found", "derived", "recalled", "assumption")
PRIORS = ("fixed", "uniform", "normal", "lognormal", "triangular", "beta")


@dataclass(frozen=True, slots=True)
class Prior:
    """Distribution of a parameter: kind of PRIORS; a and b are low/high (uniform, triangular) or mean/sd (normal, lognormal of the log) or the two shapes (beta)."""

    kind: str
    a: float = 0.0
    b: float = 0.0

    def __post_init__(self):
        if self.kind not in PRIORS:
            raise ValueError(f"prior {self.kind!r} is not one of {', '.join(PRIORS)}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Declared once beside the rule that uses it. `low` and `high` are the bounds that an input may not leave."""

    name: str
    value: float | int | bool | str
    unit: str
    low: float
    high: float
    prior: Prior
    en: str
    zh: str
    source: str
    status: str
    group: str = ""
    choices: tuple[str, ...] = ()  # words that a text may be; any word where empty

    def __post_init__(self):
        if self.unit not in UNITS or self.status not in STATUSES or "." not in self.name:
            raise ValueError(f"parameter {self.name!r}: unit {self.unit!r}, status {self.status!r} or name not allowed")
        if not isinstance(self.value, str) and not self.low <= self.value <= self.high:
            raise ValueError(f"parameter {self.name!r}: default {self.value} outside {self.low} to {self.high}")
        if self.choices and self.value not in self.choices:
            raise ValueError(f"parameter {self.name!r}: default {self.value} is none of {', '.join(self.choices)}")


def uniform(low: float, high: float) -> Prior:
    """Uniform prior between low and high."""
    return Prior("uniform", low, high)


FIXED = Prior("fixed")


@dataclass(frozen=True, slots=True)
class Setting:
    """A resolved value and who set it: default, calibration, scenario or command line."""

    value: float | int | bool | str
    by: str = "default"


class ParameterSet:
    """All declared parameters with their resolved settings; `p["public_jobs.wage"]` is the value."""

    def __init__(self, declared: list[Parameter]):
        self.declared = {p.name: p for p in declared}
        if len(self.declared) != len(declared):
            names = [p.name for p in declared]
            raise ValueError(f"declared twice: {sorted({n for n in names if names.count(n) > 1})}")
        self.settings = {p.name: Setting(p.value) for p in declared}

    def __getitem__(self, name: str):
        return self.settings[name].value

    def set(self, name: str, value, by: str) -> None:
        """Set a declared name. Checks belong to whoever reads the input; an undeclared name is a KeyError."""
        if name not in self.declared:
            raise KeyError(name)
        self.settings[name] = Setting(value, by)

    def copy(self) -> "ParameterSet":
        """An independent copy."""
        other = ParameterSet(list(self.declared.values()))
        other.settings = dict(self.settings)
        return other
