"""How the answer moves over the limits of money and cadres, and what one more unit of each is worth: the shadow value of a limit.

Nobody outside the administration knows budgets and working days well, so every answer is shown at three levels of each. A limit is worth what the headline
gains between two levels for each million yuan, or each working day, that is used in addition, the other limit held. One that does not bind is worth nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.measures import ratio_interval
from sim.scenario import Scenario
from sim.scenario.content import digest_of

from .combine import by_seed, comparisons
from .contrasts import SeedContrast
from .decompose import interval
from .lines import ANCHORED
from .ratios import limits as spanned
from .runs import CITY

LEVELS = ("low", "central", "high")
LIMITS = ("money", "cadre")
CENTRAL = ("central", "central")
HEADLINES = (("out_24m", ANCHORED), ("person_years_out", ANCHORED), ("poverty_h", ANCHORED))
USED = {"money": ("cost_public", 1e-6, "million_yuan"), "cadre": ("cadre_days", 1.0, "days")}
COLUMNS = [
    "scenario", "baseline", "limit", "other_level", "from_level", "to_level", "measure", "line", "at_from", "at_to", "difference", "low", "high",
    "more", "more_low", "more_high", "more_unit", "verdict", "shadow", "shadow_low", "shadow_high", "seeds",
]  # fmt: skip
NONE = float("nan")


def levels(kind: str) -> list[tuple[str, str]]:
    """(money, cadre) of the variants, the central one first: that alone for none, one limit moved at a time for quick, all nine for full. ValueError for another word."""
    if kind == "none":
        return [CENTRAL]
    if kind not in ("quick", "full"):
        raise ValueError(f"variants {kind!r} are none of none, quick, full")
    found = [pair for pair in product(LEVELS, LEVELS) if kind == "full" or "central" in pair]
    return sorted(found, key=lambda pair: pair != CENTRAL)


def at_level(scenario: Scenario, level: tuple[str, str]) -> Scenario:
    """The scenario with money and cadres at a level; as it is for the central one."""
    if level == CENTRAL:
        return scenario
    changed = replace(scenario, money=level[0], cadre=level[1])
    return replace(changed, digest=digest_of(changed))


def table(contrasts: Sequence[SeedContrast]) -> pd.DataFrame:
    """Rows COLUMNS: each step from one level of a limit to the next, the other limit at each of its levels that was run."""
    found: dict[tuple[str, str], dict[tuple[str, str], pd.DataFrame]] = {}
    for seeds in comparisons(contrasts):
        label = seeds[0].label
        found.setdefault((label.scenario, label.baseline), {})[label.money, label.cadre] = headline(seeds)
    rows = [row for names, runs in found.items() for step in steps(set(runs)) for row in _rows(names, step, runs)]
    return pd.DataFrame(rows, columns=COLUMNS)


def steps(run: set[tuple[str, str]]) -> list[tuple[str, tuple[str, str], tuple[str, str]]]:
    """Limit, and the levels (money, cadre) before and after it is raised by one, of those that were run."""
    out = []
    for place, limit in enumerate(LIMITS):
        for other, (low, high) in product(LEVELS, zip(LEVELS, LEVELS[1:], strict=False)):
            before, after = ((level, other) if place == 0 else (other, level) for level in (low, high))
            if before in run and after in run:
                out.append((limit, before, after))
    return out


def headline(seeds: Sequence[SeedContrast]) -> pd.DataFrame:
    """One row a seed: the headline measures of the city (of the last year, where they are yearly), cost and cadre days of all years."""
    wide = by_seed(seeds).reset_index()
    wide = wide[(wide["area"] == CITY) & (wide["group"] == "all")]
    out = {}
    for measure, line in (*HEADLINES, *((name, "") for name, _, _ in USED.values())):
        rows = wide[(wide["measure"] == measure) & (wide["line"] == line)].sort_values("year")
        values = rows[[one.label.seed for one in seeds]]
        if len(rows):
            out[measure] = values.sum() if measure == "cadre_days" else values.iloc[-1]
    return pd.DataFrame(out)


def _rows(names: tuple[str, str], step: tuple[str, tuple[str, str], tuple[str, str]], runs: dict[tuple[str, str], pd.DataFrame]) -> list[tuple]:
    limit, before, after = step
    place = LIMITS.index(limit)
    name, factor, unit = USED[limit]
    used = [runs[level].get(name, pd.Series(0.0, index=runs[level].index)) * factor for level in (before, after)]
    more, rows = (used[1] - used[0]).to_numpy(np.float64), []
    for measure, line in HEADLINES:
        if measure in runs[before] and measure in runs[after]:
            values = [runs[level][measure].to_numpy(np.float64) for level in (before, after)]
            known = (*names, limit, before[1 - place], before[place], after[place], measure, line, values[0].mean(), values[1].mean())
            rows.append((*known, *_numbers(values[1] - values[0], more, unit), more.size))
    return rows


def _numbers(change: NDArray[np.float64], more: NDArray[np.float64], unit: str) -> tuple:
    """Change with its limits, more used with its limits, the unit, the verdict, the shadow value with its limits."""
    mean, _, low, high = interval(change)
    extra, _, least, most = interval(more)
    found, shadow = worth(change, more)
    return mean, low, high, extra, least, most, unit, found, *shadow


def worth(change: NDArray[np.float64], more: NDArray[np.float64]) -> tuple[str, tuple[float, float, float]]:
    """Verdict and shadow value with its 95 % limits (Fieller): `slack` where nothing changes, `one_seed`, `unbounded` where what is used in addition is not told from zero, else `given`."""
    if not change.any() and not more.any():
        return "slack", (0.0, 0.0, 0.0)
    if change.size < 2:
        return "one_seed", (float(change.mean() / more.mean()) if more.mean() else NONE, NONE, NONE)
    found = ratio_interval(change, more)
    if found.kind != "bounded":
        return "unbounded", (NONE, NONE, NONE)
    return "given", (found.estimate, *spanned(found))
