"""The headline table of a comparison: the few numbers a reader sees first, in units for the eye, with labels in both languages."""

from typing import NamedTuple

import pandas as pd

from .groups import BANDS, QUINTILES
from .lines import ANCHORED, FLOATING
from .runs import CITY


class Headline(NamedTuple):
    """One measure of the table; values are multiplied by `scale` to give `unit`."""

    measure: str
    line: str
    scale: float
    unit_en: str
    unit_zh: str
    en: str
    zh: str


POINTS = (100.0, "percentage points", "个百分点")
PERSONS = (1.0, "persons", "人")
HEADLINES = (
    Headline("out_24m", ANCHORED, *PERSONS, "more persons out of poverty for 24 months (anchored line)", "多稳定退出满24个月的人数(固定线)"),
    Headline("out_24m", FLOATING, *PERSONS, "the same by the floating line", "同上,按浮动线"),
    Headline(
        "person_years_out", ANCHORED, 1.0, "person-years", "人年", "more person-years out of poverty (anchored line)", "多出的非贫困人年(固定线)"
    ),
    Headline("person_years_out", FLOATING, 1.0, "person-years", "人年", "the same by the floating line", "同上,按浮动线"),
    Headline(
        "cost_public", "", 1e-6, "million yuan", "百万元", "additional public cost, discounted to the policy date", "新增公共成本(贴现至政策起始月)"
    ),
    Headline(
        "cost_per_out_24m", ANCHORED, 1.0, "yuan per person", "元/人", "public cost per additional lasting exit", "每新增一名稳定退出者的公共成本"
    ),
    Headline(
        "exits_per_million_yuan",
        ANCHORED,
        1.0,
        "persons per million yuan",
        "人/百万元",
        "additional lasting exits per million yuan",
        "每百万元新增稳定退出人数",
    ),
    Headline("poverty_h", FLOATING, *POINTS, "poverty headcount, floating line", "贫困发生率(浮动线)"),
    Headline("poverty_h", ANCHORED, *POINTS, "poverty headcount, anchored line", "贫困发生率(固定线)"),
    Headline("poverty_pg", FLOATING, *POINTS, "poverty gap, floating line", "贫困深度(浮动线)"),
    Headline("poverty_pg", ANCHORED, *POINTS, "poverty gap, anchored line", "贫困深度(固定线)"),
    Headline("mpi_h", "", *POINTS, "headcount in several dimensions", "多维贫困发生率"),
    Headline("losers_share", "", 100.0, "%", "%", "persons in households that lose over 3 % of income", "收入减少3%以上的家庭人口比例"),
    Headline("losers_share_placebo", "", 100.0, "%", "%", "the same where one household got one yuan", "同上,安慰剂对照(一户得一元)"),
)
GROUPS = {
    "all": ("all", "全部"),
    **dict(zip(QUINTILES, (("poorest fifth", "最低五分之一"), ("second fifth", "第二个五分之一"), ("middle fifth", "中间五分之一"),
                           ("fourth fifth", "第四个五分之一"), ("richest fifth", "最高五分之一")), strict=True)),
    **dict(zip(BANDS, (("below dibao", "低于低保标准"), ("dibao to line", "低保标准至贫困线"), ("above line", "高于贫困线")), strict=True)),
}  # fmt: skip


def headline(contrasts: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table of contrasts that a page shows first, money and cadres at their central level: all areas for everybody, quintiles and bands for the city, in the last year.

    Ordered by scenario, measure, group and area. Adds unit_en, unit_zh, measure_en, measure_zh, group_en, group_zh; `difference`, `se`,
    `low`, `high` and `spread_structure` are in that unit. The quintile or band is that of the year before the policy.
    """
    contrasts = contrasts[(contrasts["money"] == "central") & (contrasts["cadre"] == "central")]
    shown = contrasts[contrasts["group"].isin(list(GROUPS)) & ((contrasts["group"] == "all") | (contrasts["area"] == CITY))]
    shown = shown[(shown["universe"] == "hukou") & (shown["year"] == shown["year"].max())]
    parts = [_scaled(shown[(shown["measure"] == one.measure) & (shown["line"] == one.line)], one, order) for order, one in enumerate(HEADLINES)]
    table = pd.concat([part for part in parts if len(part)], ignore_index=True) if len(shown) else shown.assign(order=0)
    ranked = table.assign(_group=table["group"].map(list(GROUPS).index), _area=table["area"].where(table["area"] != CITY, ""))
    return ranked.sort_values(["scenario", "order", "_group", "_area"], kind="stable", ignore_index=True).drop(columns=["order", "_group", "_area"])


def _scaled(rows: pd.DataFrame, one: Headline, order: int) -> pd.DataFrame:
    numbers = ["difference", "se", "low", "high", "spread_structure"]
    named = rows.assign(order=order, unit_en=one.unit_en, unit_zh=one.unit_zh, measure_en=one.en, measure_zh=one.zh)
    named["group_en"], named["group_zh"] = (rows["group"].map({key: words[i] for key, words in GROUPS.items()}) for i in (0, 1))
    return named.assign(**{key: rows[key] * one.scale for key in numbers})
