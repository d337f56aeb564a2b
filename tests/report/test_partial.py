"""Tables with gaps: the page says what is not there, and never stops."""

import numpy as np
import pandas as pd
import pytest

from sim.report.accounts import by_account, since_policy
from sim.report.comparison import comparison
from sim.report.moved import moved_lines
from sim.report.sections.certainty import covered


def test_empty_tables(full, tmp_path):
    empty = pd.DataFrame()
    page = full.but(annual=empty, contrasts=empty, ledger=empty, record={}, scenarios=[]).write(tmp_path)
    assert "表中没有任何差异可读" in page and "账本为空" in page and "未记录" in page
    assert "<img" not in page and "nan" not in page.partition("</style>")[2].lower()


@pytest.mark.parametrize("seeds", [1, 2])
def test_few_seeds(few, tmp_path, seeds):
    page = few(seeds).write(tmp_path)
    assert "nan" not in page.partition("</style>")[2].partition("<img")[0].lower()
    assert ("只有一个随机种子：所有差异都没有区间" in page) == (seeds == 1)
    assert ("只有 2 个随机种子：区间按很少的数值计算" in page) == (seeds == 2)
    assert f"只有 {seeds} 个随机种子，少于 20 个，不报告" in page


@pytest.mark.parametrize(("measure", "text"), [
    ("out_24m", "因政策走出相对贫困并保持24个月以上的人数：表中没有这一指标"), ("poverty_h", "'相对贫困发生率（固定线）：表中没有这一指标"),
    ("losers_share", "受损情况：表中没有这一指标"), ("cost_public", "公共支出：表中没有这一指标"), ("cost_per_out_24m", "表中没有所需指标"),
])  # fmt: skip
def test_one_measure_absent(full, measure, text):
    page = full.but(contrasts=full.contrasts[full.contrasts["measure"] != measure]).told()
    assert text in page


def test_one_scenario_without_counties_or_groups(full):
    rows = full.contrasts
    rows = rows[(rows["scenario"] == "city_rollout") & (rows["area"] == "350400") & (rows["group"] == "all")]
    page = full.but(contrasts=rows).told()
    assert "没有可报告的分县结果" in page and "表中没有分组结果" in page and "方案：没有试点" not in page


def test_scenario_without_a_title_shows_its_name(full):
    assert "方案：city_rollout" in full.but(scenarios=[]).told()


def test_a_county_with_too_few_villages_is_not_shown(full):
    annual = full.annual[full.annual["area"].astype(str) != "350402"]
    page = full.but(annual=annual).told()
    assert "未列出：梅列区" in page and "main='梅列区'" not in page and "main='三元区'" in page


def test_categorical_and_whole_number_columns(full, tmp_path):
    rows = full.contrasts.assign(area=full.contrasts["area"].astype(int)).astype({"measure": "category", "group": "category", "line": "category"})
    assert "+4,320" in full.but(contrasts=rows).write(tmp_path)


def test_a_moving_line_is_warned_of(full, page, few):
    c = comparison(full.annual, full.contrasts, full.ledger, full.record, full.scenarios)
    moved = moved_lines(c, "city_rollout")
    assert len(moved) == 13 and all(e.verdict == "up" and 3.9 < e.value < 4.1 for e in moved)
    assert "贫困线本身移动了" in page


def test_a_line_that_stays_is_not(full):
    annual = full.annual.copy()
    annual.loc[annual["measure"] == "line_value", "value"] = 9_000.0
    assert "贫困线本身移动了" not in full.but(annual=annual).told()


def test_line_in_the_contrasts_and_opposite_headcounts(full, row):
    lines = {"line": "county50_floating", "year": 2025}
    rows = pd.DataFrame([
        row("city_rollout", "line_value", 12.0, 3.0, **lines), row("city_rollout", "poverty_h", 0.004, 0.001, **lines),
        row("city_rollout", "poverty_h", -0.004, 0.001, line="county50_anchored2019", year=2025),
    ])  # fmt: skip
    page = full.but(contrasts=rows).told()
    assert "+12.0 元/年" in page and "方向相反" in page


def test_income_and_lacks_to_opposite_sides(full, row):
    rows = pd.DataFrame([
        row("city_rollout", "mpi_h", 0.004, 0.001, year=2025), row("city_rollout", "poverty_h", -0.004, 0.001, line="county50_anchored2019", year=2025),
    ])  # fmt: skip
    assert "收入贫困（固定线）与多维贫困的发生率变化方向相反" in full.but(contrasts=rows).told()
    rows["difference"] = -0.004
    rows["low"], rows["high"] = -0.005, -0.003
    assert "方向相反" not in full.but(contrasts=rows).told()


def test_three_headcounts_stand_side_by_side(full):
    told = full.told("en")
    for text in ("anchored line, hukou households", "floating line, hukou households", "in several dimensions in 2025, hukou households"):
        assert text in told
    for text in ("Headcount (floating line)", "Headcount (anchored line)", "Headcount in several dimensions (fixed cut-offs)", "Households on the list"):
        assert text in told


@pytest.mark.parametrize(("start", "text"), [("2024-06", "不足24个月：无法观察稳定走出"), ("2023-01", "只有 36 个月")])
def test_a_run_that_ends_too_soon(full, start, text):
    page = full.but(contrasts=full.contrasts.assign(policy_date=start)).told()
    assert text in page


def test_years_beyond_the_data(full, row):
    late = [row("city_rollout", "poverty_h", -0.02, 0.001, line=line, year=2028) for line in ("county50_floating", "county50_anchored2019")]
    page = full.but(contrasts=pd.concat([full.contrasts, pd.DataFrame(late)])).told()
    assert "2025年以后没有外部数据，属于外推" in page and "−0.310" in page


def test_variants_and_what_intervals_cover(full):
    central = full.contrasts[(full.contrasts["money"] == "central") & (full.contrasts["cadre"] == "central")]
    other = central.assign(growth="low", difference=-central["difference"])
    rows = pd.concat([central, other]).assign(covers="life,sample")
    page = full.but(contrasts=rows).told()
    assert "方案排序在下列变体中改变：growth=low" in page and "差异的方向在下列变体中改变：growth=low" in page
    assert "+4,320" in page  # the headline stays the central variant
    assert covered(comparison(full.annual, rows, full.ledger, {}, [])) == ["life", "sample"]


def test_ledger_sums(full, page):
    c = comparison(full.annual, full.contrasts, full.ledger, full.record, full.scenarios)
    found = by_account(since_policy(c), "city_rollout", "current_policy")
    after = full.ledger[(full.ledger["year"] > 2020) & (full.ledger["payer"] == "province")].groupby(["scenario", "seed"])["amount_yuan"].sum()
    assert np.isclose(found["province"][0].value, (after["city_rollout"] - after["current_policy"]).mean())
    assert np.isclose(sum(net.value for _, _, net in found.values()), 0.0, atol=1e-6)
    assert "公益性岗位工资" in page and "省级财政" in page


def test_ledger_without_the_baseline(full):
    page = full.but(ledger=full.ledger[full.ledger["scenario"] != "current_policy"]).told()
    assert "没有共同的随机种子" in page
