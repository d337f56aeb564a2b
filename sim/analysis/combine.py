"""From the differences of single seeds to the table of contrasts: means, standard errors, intervals, and what cannot be said."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sim.core.clock import month_text

from .contrasts import SeedContrast
from .ratios import ratio_rows
from .runs import VARIANTS, Label
from .shares import losers_rows
from .tidy import KEYS

COMPARISON = ["scenario", "baseline", *VARIANTS]
COLUMNS = [
    *COMPARISON, *KEYS, "difference", "se", "se_life", "se_sample", "se_population", "se_param", "spread_structure",
    "low", "high", "covers", "policy_date", "seeds", "draws",
]  # fmt: skip
# A flow that no run of a seed has is a flow of zero there; the other measures are simply not known.
ZERO_WHERE_ABSENT = ("spending", "supported_households", "cadre_days")
NONE = float("nan")


def combine(contrasts: Iterable[SeedContrast], placebo: Sequence[SeedContrast] = ()) -> pd.DataFrame:
    """The table of contrasts (COLUMNS) of any number of scenarios, variants and seeds.

    `difference` is the mean over seeds, `se` its standard error from life alone (NaN with one seed), `low` and `high` its 95 % interval by t;
    a scenario against itself gives exactly 0. `placebo` serves the share of losers. Rows without a value are left out: `missing` says why.
    Raises ValueError where a seed comes twice, parameter draws are mixed, or the seeds of a scenario differ in policy date.
    """
    parts = [_of_comparison(group, _like(placebo, group[0].label)) for group in comparisons(contrasts)]
    table = pd.concat(parts, ignore_index=True)
    spread = table.groupby(["scenario", "baseline", *KEYS], sort=False)["difference"]
    table["spread_structure"] = np.where(spread.transform("size") > 1, spread.transform("max") - spread.transform("min"), NONE)
    return table[COLUMNS]


def comparisons(contrasts: Iterable[SeedContrast]) -> list[list[SeedContrast]]:
    """The seeds of each scenario and variant together, in order of seed. Raises ValueError where they do not fit together."""
    found: dict[tuple[str, ...], list[SeedContrast]] = {}
    for contrast in contrasts:
        found.setdefault(contrast.label.comparison, []).append(contrast)
    for key, seeds in found.items():
        seeds.sort(key=lambda one: one.label.seed)
        if len({one.label.seed for one in seeds}) < len(seeds) or len({one.label.draw for one in seeds}) > 1:
            raise ValueError(
                f"{key[0]}: a seed comes twice, or parameter draws differ; errors cover life only, so combine one draw and sample at a time"
            )
        if len({(one.policy_date, one.last_year) for one in seeds}) > 1:
            raise ValueError(f"{key[0]}: the seeds differ in policy date or last year")
    return list(found.values())


def _like(placebo: Sequence[SeedContrast], label: Label) -> list[SeedContrast]:
    """Placebo runs of the same baseline and variants."""
    return [one for one in placebo if one.label.comparison[1:] == label.comparison[1:]]


def _of_comparison(seeds: list[SeedContrast], placebo: list[SeedContrast]) -> pd.DataFrame:
    wide = by_seed(seeds)
    last = seeds[0].last_year
    parts = [over_seeds(wide), ratio_rows(wide, last), losers_rows(seeds, placebo)]
    table = pd.concat([part for part in parts if len(part)], ignore_index=True)
    first = seeds[0]
    named = dict(zip(COMPARISON, first.label.comparison, strict=True))
    unknown = dict.fromkeys(["se_sample", "se_population", "se_param", "spread_structure"], NONE)
    return table.assign(**named, **unknown, se_life=table["se"], covers="life", policy_date=month_text(first.policy_date), draws=1)


def by_seed(seeds: Sequence[SeedContrast]) -> pd.DataFrame:
    """Differences with one row a KEYS and one column a seed; NaN where a seed has none."""
    columns = {one.label.seed: one.frame.set_index(KEYS)["difference"] for one in seeds}
    wide = pd.concat(columns, axis=1)
    absent = wide.index.get_level_values("measure").isin(ZERO_WHERE_ABSENT)
    return wide.where(wide.notna() | ~absent[:, None], 0.0)


def over_seeds(wide: pd.DataFrame) -> pd.DataFrame:
    """KEYS, difference, se, low, high (95 %, Student's t) and seeds, from values by seed; seeds without a value do not count.

    Of several seeds at least two must have a value: a cell that is empty in all seeds but one has no error, and is left out.
    """
    wide = wide[wide.notna().sum(axis=1) >= min(2, wide.shape[1])]
    values = wide.to_numpy(np.float64)
    known = np.isfinite(values)
    n = known.sum(1)
    mean = np.where(known, values, 0.0).sum(1) / n
    squares = np.where(known, (values - mean[:, None]) ** 2, 0.0).sum(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(squares / (n - 1) / n)
    half = error * stdtrit(np.maximum(n - 1, 1), 0.975)
    return wide.index.to_frame(index=False).assign(difference=mean, se=error, low=mean - half, high=mean + half, seeds=n)
