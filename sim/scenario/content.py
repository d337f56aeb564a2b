"""What a resolved scenario is: levers with their months, roll-out, outside volumes, changed values with who set them, and a digest of all that."""

import hashlib
import json
import zlib
from dataclasses import dataclass, field, replace
from html import escape

from sim.core.clock import month_text
from sim.mechanism.offices.capacity import CADRE
from sim.mechanism.offices.money import MONEY
from sim.processes.shocks import RIDGE
from sim.state.drivers import GROWTH

OPEN = 9999 * 12 + 11  # running number of a month that never comes: "no end"
GROUPS = ("registered_poor", "farm", "all")
SETS = {"ridge": RIDGE, "money": MONEY, "cadre": CADRE}  # key of `structure` -> name of a variant -> values of parameters
VARIANTS = {"growth": tuple(GROWTH), **{key: tuple(sets) for key, sets in SETS.items()}}  # key of `structure` -> names


@dataclass(frozen=True)
class StandIn:
    """A programme without a lever yet: `households` a year in the whole city receive `yuan` each, in equal parts in the calendar `months`.

    `first` and `last` are running months, both inside. `volume_low` and `volume_high` are yuan a year in the whole city.
    """

    name: str
    lever: str
    payer: str
    to: str
    households: int
    yuan: float
    first: int
    last: int
    months: tuple[int, ...]
    counts_as_income: bool
    beside_lever: bool
    volume_low: float
    volume_high: float
    source: tuple[str, ...]
    status: str
    note: dict[str, str]

    @property
    def key(self) -> int:
        """A number that belongs to the name alone: draws keyed by it do not move when another stand-in comes or goes."""
        return zlib.crc32(self.name.encode("utf-8"))

    def money(self) -> tuple:
        """All that decides what is paid, without the words about it."""
        return self.lever, self.payer, self.to, self.households, self.yuan, self.months, self.counts_as_income


@dataclass(frozen=True)
class Claim:
    """One sentence that the scenario makes, in both languages, and the parameters that carry it."""

    zh: str
    en: str
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A resolved scenario. `levers` name -> (first, last) running month; `rollout` county code -> running month or -1;
    `ridge`, `money` and `cadre` name sets of values of SETS, `values` name -> (value, who set it: 'calibration', 'scenario:NAME' or 'command line');
    `parents` from the nearest to the root."""

    name: str
    title: dict[str, str]
    clause: tuple[str, ...]
    levers: dict[str, tuple[int, int]]
    rollout: dict[str, int]
    rollout_status: str
    rollout_note: dict[str, str]
    growth: str
    stand_ins: tuple[StandIn, ...]
    values: dict[str, tuple[float | int | bool | str, str]]
    ridge: str = "central"
    money: str = "central"
    cadre: str = "central"
    package: dict[str, tuple[str, ...]] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    parents: tuple[str, ...] = ()
    digest: str = field(default="", compare=False)

    def named(self, name: str, zh: str, en: str) -> "Scenario":
        """The same under another name and title: a comparison tells scenarios apart by name."""
        return replace(self, name=name, title={"zh": zh, "en": en})

    def __repr__(self) -> str:
        return f"Scenario({self.name}: {self.title['zh']} / {self.title['en']}; levers {', '.join(self.levers)}; {self.digest[:12]})"

    def _repr_html_(self) -> str:
        rows = [("levers", ", ".join(f"{name} from {month_text(first)}" for name, (first, _) in self.levers.items()))]
        rows.append(("roll-out", ", ".join(f"{code} {month_text(month)}" for code, month in self.rollout.items() if month >= 0) or "never"))
        rows.append(("outside volumes", str(len(self.stand_ins))))
        rows.append(("values set", ", ".join(f"{name} = {value} ({by})" for name, (value, by) in self.values.items()) or "none"))
        cells = "".join(f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in rows)
        return f"<table><caption>{escape(self.name)}: {escape(self.title['zh'])} / {escape(self.title['en'])}</caption>{cells}</table>"


def digest_of(scenario: Scenario) -> str:
    """sha256 of everything that changes what a run computes; titles, notes and who set a value do not."""
    content = {
        "levers": {name: list(span) for name, span in scenario.levers.items()},
        "rollout": scenario.rollout,
        "growth": scenario.growth,
        "ridge": scenario.ridge,
        "money": scenario.money,
        "cadre": scenario.cadre,
        "stand_ins": sorted([s.name, s.first, s.last, *map(_plain, s.money())] for s in scenario.stand_ins),
        "package": {name: list(measures) for name, measures in scenario.package.items()},
        "values": {name: value for name, (value, _) in scenario.values.items()},
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(value):
    return list(value) if isinstance(value, tuple) else value
