"""Why a headline measure is not in a table of contrasts, in words to print."""

from collections.abc import Iterable, Sequence

import pandas as pd

from .combine import comparisons
from .contrasts import SeedContrast
from .losers import SEEDS_NEEDED

COLUMNS = ["scenario", "measure", "reason_en", "reason_zh"]


def missing(contrasts: Iterable[SeedContrast], table: pd.DataFrame, placebo: Sequence[SeedContrast] = ()) -> pd.DataFrame:
    """Rows COLUMNS: one for each headline measure of the city that `combine` left out of `table`, or gave no interval."""
    rows = []
    for seeds in comparisons(contrasts):
        name = seeds[0].label.scenario
        same = [one for one in placebo if one.label.comparison[1:] == seeds[0].label.comparison[1:]]
        measures = set(table.loc[table["scenario"] == name, "measure"])
        found = [*_few(seeds, "losers_share"), *_few(same or seeds, "losers_share_placebo"), *_censored(seeds), *_ratio(seeds, measures), *_single(seeds)]
        rows += [(name, *row) for row in found]
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(ignore_index=True)


def _few(seeds: Sequence[SeedContrast], measure: str) -> list[tuple[str, str, str]]:
    if len(seeds) >= SEEDS_NEEDED:
        return []
    english = f"a loser is one on the average of {SEEDS_NEEDED} seeds or more; there are {len(seeds)}: with fewer, luck looks like loss"
    return [(measure, english, f"受损户须按不少于{SEEDS_NEEDED}个种子的平均认定,现有{len(seeds)}个;种子过少会把运气当作损失")]


def _censored(seeds: Sequence[SeedContrast]) -> list[tuple[str, str, str]]:
    if not seeds[0].censored:
        return []
    english = "censored: fewer than 24 months from the policy date to the end of the run"
    return [("out_24m", english, "删失:政策起始月至模拟结束不足24个月")]


def _ratio(seeds: Sequence[SeedContrast], measures: set[str]) -> list[tuple[str, str, str]]:
    if "cost_per_out_24m" in measures or seeds[0].censored or len(seeds) < 2:
        return []
    if "exits_per_million_yuan" in measures:
        english = "the interval of additional lasting exits holds zero or lies below it: exits per million yuan are given instead"
        return [("cost_per_out_24m", english, "新增稳定退出人数的区间含零或为负,改列每百万元带来的人数")]
    return [("cost_per_out_24m", "the two policies cost the same", "两种政策的公共成本相同")]


def _single(seeds: Sequence[SeedContrast]) -> list[tuple[str, str, str]]:
    if len(seeds) > 1:
        return []
    return [("", "one seed has no standard error: no interval and no cost per exit", "只有一个种子,没有标准误:不给区间与单位成本")]
