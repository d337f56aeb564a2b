"""Small tables with the columns of a comparison, filled with made-up numbers: two scenarios against one baseline."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from sim.data.counties import CITY_CODE, county_list
from sim.report import brief
from sim.report.comparison import comparison
from sim.report.labels import Say
from sim.report.sections import sections

VARIANTS = {name: "central" for name in ("structure", "growth", "ridge", "money", "cadre")}
AREAS = (CITY_CODE, *(c.code for c in county_list()))
LINES = ("county50_floating", "county50_anchored2019")
BASE = "current_policy"
TITLES = [
    {"name": BASE, "title_zh": "现行政策", "title_en": "Current policy"},
    {"name": "city_rollout", "title_zh": "2021年起全市推广", "title_en": "Roll-out to the whole city from 2021"},
    {"name": "no_pilots", "title_zh": "没有试点", "title_en": "No pilots"},
]


@dataclass(frozen=True)
class Tables:
    """The arguments of a page."""

    annual: pd.DataFrame
    contrasts: pd.DataFrame
    ledger: pd.DataFrame
    record: dict
    scenarios: list[dict] = field(default_factory=lambda: TITLES)
    more: dict[str, pd.DataFrame] = field(default_factory=dict)

    def write(self, folder, language: str = "zh") -> str:
        """The text of the page."""
        file = brief.write(folder, self.annual, self.contrasts, self.ledger, self.record, self.scenarios, language, self.more)
        return file.read_text(encoding="utf-8")

    def told(self, language: str = "zh") -> str:
        """All that the sections say, without drawing a chart."""
        return repr(sections(self.shaped(), Say(language), {}))

    def shaped(self):
        """The comparison as the page reads it."""
        return comparison(self.annual, self.contrasts, self.ledger, self.record, self.scenarios, self.more)

    def but(self, **changes: object) -> "Tables":
        """The same with other tables."""
        return replace(self, **changes)


def contrast(scenario, measure, difference, half, seeds=20, area=CITY_CODE, group="all", line="", year=np.nan, universe="hukou", **more):
    """One row of contrasts with a 95 % interval of half width `half`; NaN for none."""
    se = half / t.ppf(0.975, seeds - 1) if seeds > 1 else np.nan
    low, high = (difference - half, difference + half) if seeds > 1 else (np.nan, np.nan)
    row = {
        "scenario": scenario, "baseline": BASE, **VARIANTS, "area": area, "universe": universe, "group": group, "line": line, "measure": measure,
        "year": year, "difference": difference, "se": se, "se_life": se, "se_sample": np.nan, "se_population": np.nan, "se_param": np.nan,
        "spread_structure": np.nan, "low": low, "high": high, "covers": "life", "policy_date": "2021-01", "seeds": seeds, "draws": 1,
    }  # fmt: skip
    return row | more


def _contrasts(seeds: int) -> pd.DataFrame:
    return pd.DataFrame([row for scenario, size in (("city_rollout", 1.0), ("no_pilots", -0.25)) for row in _of(scenario, size, seeds)])


def _of(scenario: str, size: float, seeds: int) -> list[dict]:
    rng = np.random.default_rng(7)
    rows = [
        contrast(scenario, "out_24m", 4321.0 * size, 876.0, seeds, line=LINES[1]),
        contrast(scenario, "out_24m", 3890.0 * size, 912.0, seeds, line=LINES[0]),
        contrast(scenario, "person_years_out", 15678.0 * size, 2345.0, seeds, line=LINES[1]),
        contrast(scenario, "cost_public", 23_456_789.0 * size, 345_678.0, seeds),
    ]  # fmt: skip
    if size > 0:
        rows.append(contrast(scenario, "cost_per_out_24m", 5428.0, np.nan, seeds, line=LINES[1], low=4500.0, high=6800.0))
    else:
        rows.append(contrast(scenario, "exits_per_million_yuan", 184.0, np.nan, seeds, line=LINES[1], low=34.0, high=335.0))
    for area in AREAS:
        share = 1.0 if area == CITY_CODE else 1 / 12
        for year in range(2021, 2026):
            effect = -0.0031 * size * min(max(year - 2020, 0), 3) / 3 * (1 + 0.1 * rng.normal() * (area != CITY_CODE))
            for line, part, half in ((LINES[1], 1.0, 0.0006), (LINES[0], 0.7, 0.0008)):
                rows.append(contrast(scenario, "poverty_h", part * effect, half / share**0.3, seeds, area, line=line, year=year))
            rows.append(contrast(scenario, "mpi_h", 0.2 * effect, 0.0004 / share**0.3, seeds, area, year=year))
        if area != CITY_CODE:
            out = contrast(scenario, "out_24m", 4321 / 12 * size * (1 + 0.4 * rng.normal()), 230.0, seeds, area, line=LINES[1])
            rows += [out, contrast(scenario, "cost_public", 1_954_000.0 * size, 61_000.0, seeds, area)]
    for place, group in enumerate(
        [f"quintile:{q}" for q in range(1, 6)] + ["band:below_dibao", "band:dibao_to_line", "band:above_line", "class:weak"]
    ):
        rows.append(contrast(scenario, "income_mean", 120.0 * size / (1 + place % 5), 21.0, seeds, group=group, year=2025))
        rows.append(contrast(scenario, "poverty_h", -0.014 * size / (1 + place % 5), 0.0032, seeds, group=group, line=LINES[1], year=2025))
        rows.append(contrast(scenario, "poverty_h", -0.011 * size / (1 + place % 5), 0.0035, seeds, group=group, line=LINES[0], year=2025))
    if seeds >= 20:
        rows += [
            contrast(scenario, "losers_share", 0.064, 0.0052, seeds, year=2025),
            contrast(scenario, "losers_share_placebo", 0.059, 0.0048, seeds, year=2025),
        ]
    return rows


LEVELS = {"exclusion_error": (0.41, LINES[0], "share"), "inclusion_error": (0.33, LINES[0], "share"),
          "mpi_h": (0.031, "", "share"), "exit_true": (9_000.0, LINES[1], "households"), "exit_list": (800.0, "", "households")}  # fmt: skip


def _annual(seeds: int) -> pd.DataFrame:
    scenarios = ((BASE, 0.0), ("city_rollout", 1.0), ("no_pilots", -0.5))
    rng = np.random.default_rng(11)
    rows = [row for name, boost in scenarios for seed in range(1, seeds + 1) for row in _levels(name, boost, seed, rng)]
    names = [*VARIANTS, "scenario", "area", "universe", "group", "line", "measure", "unit_of_count", "unit"]
    return pd.DataFrame(rows).astype({name: "category" for name in names})


def _levels(scenario: str, boost: float, seed: int, rng) -> list[dict]:
    rows = []
    for year in range(2018, 2026):
        later, noise = boost * (year > 2020), 1 + 0.01 * rng.normal()
        for area in AREAS:
            for line, level in zip(LINES, (0.12 - 0.001 * (year - 2018), 0.11 - 0.006 * (year - 2018)), strict=True):
                rows.append(_level(scenario, seed, year, "poverty_h", (level - 0.003 * later) * noise, "share", line, area))
            rows.append(_level(scenario, seed, year, "line_value", 9_000 + 600 * (year - 2018) + 4 * later * noise, "yuan_per_year", LINES[0], area))
        for measure, (level, line, unit) in LEVELS.items():
            rows.append(_level(scenario, seed, year, measure, level * (1 - 0.1 * later) * noise, unit, line))
        rows.append(_level(scenario, seed, year, "households", 550_000, "households", unit_of_count="household"))
        listed = 9_000 + 15_000 * later * noise
        rows.append(_level(scenario, seed, year, "listed_households", listed, "households", unit_of_count="household"))
    return rows


def _level(scenario, seed, year, measure, value, unit, line="", area=CITY_CODE, unit_of_count="person"):
    place = {"year": year, "area": area, "universe": "hukou", "group": "all", "line": line, "measure": measure}
    return {"scenario": scenario, "seed": seed, "draw": 0, **VARIANTS, **place, "unit_of_count": unit_of_count, "value": value, "unit": unit}


def _ledger(seeds: int) -> pd.DataFrame:
    rows, rng = [], np.random.default_rng(13)
    for scenario, posts in ((BASE, 1.0), ("city_rollout", 3.0), ("no_pilots", 0.5)):
        for seed in range(1, seeds + 1):
            noise = 1 + 0.01 * rng.normal()
            for year, month in ((2020, 12), (2021, 1), (2023, 6), (2025, 12)):
                busy = posts if year > 2020 else 1.0
                flows = (
                    ("county", "household", "wage", "public_jobs", 3_000_000 * busy * noise),
                    ("county", "household", "dibao", "safety_net", 9_000_000 - 150_000 * busy * noise),
                    ("province", "county", "grant", "public_jobs", 2_000_000 * busy * noise),
                    ("enterprise", "household", "wage", "", 80_000_000 - 400_000 * busy * noise),
                    ("household", "outside", "consumption", "", 70_000_000 + 1_900_000 * busy * noise),
                )  # fmt: skip
                for payer, payee, purpose, lever, yuan in flows:
                    place = {"scenario": scenario, "seed": seed, "year": year, "month": month, "payer": payer, "payee": payee}
                    rows.append(place | {"purpose": purpose, "lever": lever, "county": "350423", "amount_fen": round(yuan * 10), "amount_yuan": yuan})
    return pd.DataFrame(rows)


PARTS = {"multiplied_crude": 21_000.0, "composition": -3_400.0, "multiplied": 17_600.0, "money": -4_100.0, "cadre": -2_300.0, "learning": 900.0,
         "market": 450.0, "remainder": -1_250.0, "rollout": 11_300.0, "gap": -6_300.0}  # fmt: skip


def _decomposition(seeds: int) -> pd.DataFrame:
    scale = {"person_years_out": (1.0, "person-years"), "poverty_h": (-1e-6, "share"), "spending": (6_000.0, "yuan")}
    rows = []
    for measure, (factor, unit) in scale.items():
        for since in range(3):
            for part, value in PARTS.items():
                size, half = value * factor / (1 if since == 0 else 2), (600.0 + 0.05 * abs(value)) * abs(factor)
                low, high = (size - half, size + half) if seeds > 1 else (np.nan, np.nan)
                rows.append({"scenario": "city_rollout", "baseline": BASE, "measure": measure, "line": "", "since": since, "part": part, "value": size,
                             "se": half / 2, "low": low, "high": high, "seeds": seeds, "horizon": 2, "unit": unit})  # fmt: skip
    return pd.DataFrame(rows)


def _flips(seeds: int) -> pd.DataFrame:
    found = {"capacity.level": ("flips", 0.8, 0.6, 1.1), "markets.speed": ("never", np.nan, np.nan, np.nan), "markets.kept": ("unclear", np.nan, 0.3, 0.5)}
    rows = [(name, value, *turn) for name, turn in found.items() for value in (0.2, 1.0, 1.8)]
    frame = pd.DataFrame(rows, columns=["parameter", "value", "verdict", "flips_at", "flips_low", "flips_high"])
    return frame.assign(scenario="city_rollout", measure="person_years_out", seeds=seeds)


def _moved(seeds: int) -> pd.DataFrame:
    """Contrasts at the other levels of money and cadres."""
    rows = []
    for limit, level, size in (("money", "low", 0.6), ("money", "high", 1.3), ("cadre", "low", 0.7), ("cadre", "high", 1.1)):
        for measure, value, half, year in (("out_24m", 4321.0, 876.0, np.nan), ("person_years_out", 15678.0, 2345.0, np.nan), ("poverty_h", -0.0031, 6e-4, 2025)):
            rows.append(contrast("city_rollout", measure, value * size, half, seeds, line=LINES[1], year=year, **{limit: level}))
    return pd.DataFrame(rows)


def _limits(seeds: int) -> pd.DataFrame:
    rows = []
    for limit, more in (("money", 9.5), ("cadre", 41_000.0)):
        for before, after in (("low", "central"), ("central", "high")):
            for measure, change, half in (("out_24m", 900.0, 300.0), ("person_years_out", 3_000.0, 700.0), ("poverty_h", -0.0006, 0.0002)):
                bound = not (limit == "cadre" and after == "high")
                numbers = (change, half, more) if bound else (0.0, 0.0, 0.0)
                rows.append(_limit(limit, before, after, measure, *numbers, seeds, "given" if bound else "slack"))
    return pd.DataFrame(rows)


def _limit(limit, before, after, measure, change, half, more, seeds, verdict) -> dict:
    worth, about = (change / more, half / more) if more else (0.0, 0.0)
    place = {"scenario": "city_rollout", "baseline": BASE, "limit": limit, "other_level": "central", "from_level": before, "to_level": after}
    used = {"more": more, "more_low": 0.9 * more, "more_high": 1.1 * more}
    return {**place, "measure": measure, "difference": change, "low": change - half, "high": change + half, **used, "verdict": verdict, "shadow": worth,
            "shadow_low": worth - about, "shadow_high": worth + about, "seeds": seeds}  # fmt: skip


def _resolved(posts: float, start: str) -> dict:
    """An entry of the record: what a scenario sets."""
    rollout = {c.code: "2019-01" if c.pilot else start for c in county_list()}
    values = {"public_jobs.posts_per_village": {"value": posts, "by": "scenario"}, "public_jobs.wage": {"value": 700.0, "by": "default"}}
    return {"digest": f"digest-{posts:g}", "rollout": rollout, "values": values, "levers": {"public_jobs": ["2016-01", "2025-12"]}}


def tables(seeds: int = 20) -> Tables:
    record = {
        "baseline": BASE, "scenarios": ["city_rollout", "no_pilots"], "years": [2016, 2025], "sample": 0.1,
        "seeds": {"life": seeds, "population": 1, "sample": 1}, "version": "0.1.0", "code_hash": "0123456789abcdef", "platform": "Linux x86_64",
        "packages": {"numpy": "2.0", "mesa": "3.3"}, "start_time": "2025-01-01T00:00:00+00:00",
        "command": "sanming compare city_rollout no_pilots --baseline current_policy --seeds 20 --sample 0.1 --end 2025 --out DIR",
        "runs": {BASE: _resolved(3.0, "never"), "city_rollout": _resolved(4.0, "2021-01"), "no_pilots": _resolved(3.0, "never")},
    }  # fmt: skip
    more = {"decomposition": _decomposition(seeds), "flips": _flips(seeds), "limits": _limits(seeds)}
    return Tables(_annual(seeds), pd.concat([_contrasts(seeds), _moved(seeds)], ignore_index=True), _ledger(seeds), record, more=more)


@pytest.fixture(scope="session")
def full() -> Tables:
    """Twenty seeds, every measure."""
    return tables()


@pytest.fixture(scope="session")
def page(full, tmp_path_factory) -> str:
    """The Chinese page of the full tables."""
    return full.write(tmp_path_factory.mktemp("zh"))


@pytest.fixture(scope="session")
def english(full, tmp_path_factory) -> str:
    """The English page of the full tables."""
    return full.write(tmp_path_factory.mktemp("en"), "en")


@pytest.fixture(scope="session")
def few():
    """Makes the tables with another number of seeds."""
    return tables


@pytest.fixture(scope="session")
def row():
    """Makes one row of contrasts."""
    return contrast
