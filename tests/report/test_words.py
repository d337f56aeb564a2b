"""The sentences: the numbers are those of the table, and nothing is claimed where an interval holds zero."""

import re

import numpy as np
import pandas as pd
import pytest

from sim.report.comparison import comparison
from sim.report.headlines import TABLE, cell
from sim.report.labels import Say
from sim.report.words import SENTENCES, sentence, summary

ONE = [{"name": "city_rollout", "title_zh": "全市推广", "title_en": "Roll-out"}]
ANCHORED = "county50_anchored2019"


def told(rows: list[dict]) -> tuple[str, str]:
    """Chinese and English text of a table of contrasts."""
    chinese, english = summary(pd.DataFrame(rows), {"sample": 0.05}, ONE).strip().split("\n\n")
    return chinese, english


def test_chinese_stands_above_english(full):
    text = summary(full.contrasts, full.record, full.scenarios)
    chinese, english = text.strip().split("\n\n")
    assert not re.search(r"[\u4e00-\u9fff]", english)
    assert "没有试点" in chinese and "No pilots" in english and "10%" in chinese


@pytest.mark.parametrize("language", ["zh", "en"])
def test_numbers_of_a_sentence_are_those_of_the_table(full, language):
    say, c = Say(language), comparison(full.annual, full.contrasts, full.ledger, full.record, full.scenarios)
    for headline in SENTENCES:
        for scenario in c.scenarios:
            estimate = headline.shown(c, scenario.name, say)
            shown = cell(estimate, say)
            numbers = re.findall(r"[\d.,]*\d", f"{shown.main} {shown.small}")
            for number in numbers:
                assert number in sentence(headline, estimate, say, 2025)


def test_table_shows_what_the_contrasts_hold(page):
    assert "+4,320" in page and "+3,440 至 +5,200" in page  # 4321 +- 876
    assert "−0.310" in page and "−0.370 至 −0.250" in page  # share -0.0031 +- 0.0006 in points
    assert "+2,346" in page  # 23,456,789 yuan in ten thousand


def test_points_for_differences_and_per_cent_for_levels(page):
    assert re.search(r"发生率（固定线）下降约 [\d.]+ 个百分点", page)
    assert not re.search(r"(下降|上升)约 [\d.]+%", page)
    assert "漏评率" in page


def test_clear_differences_in_plain_words(row):
    chinese, english = told([row("city_rollout", "out_24m", -1080.0, 880.0, line=ANCHORED)])
    assert "人数减少约 1,080 人（95%区间：200 至 1,960）" in chinese
    assert "lower by about 1,080 persons (95% interval 200 to 1,960)" in english


def test_an_interval_that_holds_zero_says_nothing(row):
    chinese, english = told([row("city_rollout", "out_24m", 120.0, 420.0, line=ANCHORED), row("city_rollout", "cost_public", 5e6, 1e6)])
    assert "+120 人（95%区间：−300 至 +540），区间含零，不能说有增减" in chinese
    assert "the interval holds zero, so no change can be claimed" in english
    assert "人数差的区间含零，不给比值" in chinese and "每百万元公共支出对应的人数：+24 人" in chinese


def test_rate_with_its_own_unit_is_not_multiplied(row):
    rate = row("city_rollout", "poverty_h", -0.31, 0.06, line=ANCHORED, year=2025, unit="%")
    assert "下降约 0.310 个百分点" in told([rate])[0]
    assert "下降约 31.0 个百分点" in told([rate | {"unit": ""}])[0]


def test_one_seed_has_no_interval(row):
    chinese, english = told([row("city_rollout", "out_24m", 4321.0, 0.0, seeds=1, line=ANCHORED)])
    assert "只有一个随机种子，没有区间，不能下结论" in chinese and "no interval with one seed" in english
    assert "nan" not in (chinese + english).lower()


def test_a_scenario_against_itself_is_exactly_the_baseline(row):
    same = row("current_policy", "out_24m", 0.0, 0.0, line=ANCHORED) | {"se": 0.0}
    chinese, _ = told([same])
    assert "在所有随机种子中都与基准相同" in chinese and "含零，不能说" not in chinese


def test_ratio_when_both_fall_or_money_is_saved(row):
    fewer = row("city_rollout", "out_24m", -1000.0, 100.0, line=ANCHORED)
    saved = row("city_rollout", "cost_public", -5e6, 1e6)
    million = row("city_rollout", "exits_per_million_yuan", 200.0, 50.0, line=ANCHORED)
    assert "每少花一百万元，稳定走出的人少约 200 人" in told([fewer, saved, million])[0]
    more = fewer | {"difference": 1000.0, "low": 900.0, "high": 1100.0}
    assert "公共支出没有增加，比值没有意义" in told([more, saved, million])[0]


def test_unbounded_ratio_is_not_given(row):
    rows = [row("city_rollout", "out_24m", 1000.0, 100.0, line=ANCHORED), row("city_rollout", "cost_public", 5e6, 6e6)]
    rows.append(row("city_rollout", "cost_per_out_24m", 5000.0, np.nan, line=ANCHORED, low=-np.inf, high=np.inf))
    assert "比值的区间无界，不给比值" in told(rows)[0]


def test_losers_only_with_enough_seeds(row):
    def losers(seeds):
        shares = [row("city_rollout", name, 0.05, 0.01, seeds=seeds) for name in ("losers_share", "losers_share_placebo")]
        return told([row("city_rollout", "out_24m", 10.0, 2.0, seeds=seeds, line=ANCHORED), *shares])[0]

    assert "只有 19 个随机种子，少于 20 个，不报告" in losers(19)
    assert "占 5.0%（4.0 至 6.0）；安慰剂对照（只给一户一元）为 5.0%" in losers(20)


def test_empty_table():
    chinese, english = told([])
    assert "不能得出结论" in chinese and "nothing can be concluded" in english


def test_every_headline_has_its_texts():
    for say in (Say("zh"), Say("en")):
        assert all(say(f"row.{h.key}", when=say.when(2025)) and say(f"unit.{h.key}") for h in TABLE)
