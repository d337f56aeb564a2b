"""How well a population meets its margins at the start, and how consistent a simulated November 2020 is with the census."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.population import adjust
from sim.population.adjustment import ADJUSTMENTS
from sim.population.margins import Margins, county_column, county_rows, margins, share, urban_share
from sim.population.measure import Rows, generations, measure
from sim.population.population import START, Population


class Margin(NamedTuple):
    """How a margin is shown: names, unit, tolerance (relative if `relative`), the adjustment behind it."""

    name: str
    zh: str
    en: str
    unit: str
    tolerance: float
    relative: bool
    adjustment: str


# The 1:1 rows keep within these; they are far narrower than the ranges of the adjustments themselves.
SHOWN = (
    Margin("households", "农村户籍户数", "rural households by hukou", "households", 1e-9, True, "district_households"),
    Margin("hukou_size", "户籍户均人口", "registered members a household", "persons", 0.03, True, "hukou_size"),
    Margin("residents", "农村常住人口", "rural residents", "persons", 0.02, True, "residents"),
    Margin("size", "常住户均人口", "residents a household with residents", "persons", 0.03, True, "household_size"),
    Margin("one_person", "一人户占比", "one-person households", "share", 0.015, False, "one_person, rural_one_person"),
    Margin("one_generation", "一代户占比", "one-generation households", "share", 0.015, False, "one_generation, rural_generations"),
    Margin("three_generations", "三代及以上户占比", "three and more generations", "share", 0.015, False, "three_generations, rural_generations"),
    Margin("elder_households", "有65岁以上老人户占比", "households with a resident of 65+", "share", 0.015, False, "elder_households"),
    Margin("children", "0-14岁占比", "age 0-14", "share", 0.015, False, "age_back, rural_children"),
    Margin("sixties", "60-64岁占比", "age 60-64", "share", 0.015, False, "sixties_back, rural_sixties"),
    Margin("old", "65岁及以上占比", "age 65+", "share", 0.015, False, "age_back, rural_old"),
    Margin("schooling", "15岁以上平均受教育年限", "mean years of schooling, 15+", "years", 0.15, False, "schooling"),
    Margin("illiteracy", "15岁以上文盲率", "illiterate, 15+", "share", 0.01, False, "illiteracy"),
    Margin("cars", "有汽车户占比", "households with a car", "share", 0.015, False, "cars"),
    Margin("land", "户均承包耕地", "contracted farmland a household", "mu", 0.05, True, "farmland"),
    Margin("forest", "户均林地", "forest a household", "mu", 0.08, True, "forest"),
    Margin("registered_poor", "建档立卡户", "registered poor households", "households", 0.02, True, "registered_poor"),
)


def fit_report(population: Population, against: Margins | None = None) -> pd.DataFrame:
    """One row a margin and county: target, drawn, difference, tolerance, fits, status and adjustment.

    Works on samples too (weighted); tolerances are those of the 1:1 population. `against` replaces the central margins.
    """
    weights = population.household_weights()
    drawn = measure(population.households, population.persons, START, weights)
    if population.origin:
        drawn |= generations(population.households, population.origin, weights)
    target = vars(against or margins())
    frames = [_frame(m, target[m.name], drawn[m.name]) for m in SHOWN if m.name in drawn]
    return pd.concat(frames, ignore_index=True)


def _frame(m: Margin, target: np.ndarray, drawn: np.ndarray) -> pd.DataFrame:
    counties = county_rows()
    difference = drawn - target
    tolerance = m.tolerance * np.abs(target) if m.relative else np.full(len(target), m.tolerance)
    tolerance = np.maximum(tolerance, 1.0) if m.name == "registered_poor" else tolerance
    return pd.DataFrame({
        "margin": m.name, "zh": m.zh, "en": m.en, "unit": m.unit,
        "adcode": [row["adcode"] for row in counties], "county_zh": [row["name_zh"] for row in counties], "county_en": [row["name_en"] for row in counties],
        "target": target, "drawn": drawn, "difference": difference, "tolerance": tolerance, "fits": np.abs(difference) <= tolerance,
        "status": ADJUSTMENTS[m.adjustment.split(",")[0]].status, "adjustment": m.adjustment,
    })  # fmt: skip


def consistency(households: Rows, persons: Rows, month: int, weights: np.ndarray | None = None) -> pd.DataFrame:
    """A simulated month (November 2020) beside the census of 2020 moved to rural: consistency, not a hold-out (start values come from it too).

    Arrays as in `Population`, possibly with births, deaths and moves since. `weights` float64[households], 1 if left out.
    Columns as in `fit_report` with low and high of the target in place of the tolerance.
    """
    n = len(households["county"])
    drawn = measure(households, persons, month, np.ones(n) if weights is None else weights)
    ends = [census_2020(at) for at in ("low", "value", "high")]
    frames = [_ranged(m, np.stack([end[m.name] for end in ends]), drawn[m.name]) for m in SHOWN if m.name in ends[0]]
    return pd.concat(frames, ignore_index=True)


def _ranged(m: Margin, ends: np.ndarray, drawn: np.ndarray) -> pd.DataFrame:
    """As `_frame`; `ends` float64[3, counties]: low, central and high target."""
    frame = _frame(m, ends[1], drawn).drop(columns=["tolerance"]).assign(low=ends.min(axis=0), high=ends.max(axis=0))
    frame["fits"] = frame["drawn"].between(frame["low"], frame["high"])
    return frame


def census_2020(at: str = "value") -> dict[str, np.ndarray]:
    """float64[12] by margin: census of 2020 moved to rural, nothing carried back; `at` the value, low or high end of each adjustment."""
    urban, size = urban_share(), county_column("household_size_2020")
    old = adjust.rural_old(share("age_65plus_pct"), urban, at=at)
    return {
        "residents": adjust.rural_residents_2020(county_column("rural_2020"), at=at),
        "size": size * getattr(ADJUSTMENTS["household_size"], at),
        "one_person": adjust.rural_one_person(share("one_person_hh_pct"), at=at),
        "elder_households": adjust.elder_households(share("hh_with_65plus_pct"), share("age_65plus_pct"), old, size, size, at=at),
        "children": adjust.rural_children(share("age_0_14_pct"), urban, at=at),
        "sixties": adjust.rural_sixties(share("age_60plus_pct") - share("age_65plus_pct"), urban, at=at),
        "old": old,
    }
