"""Writes the fit report of a run: fit.csv, and fit.md in Chinese and English: targets, census of November 2020, margins of the start population."""

from pathlib import Path

import pandas as pd

from sim.calibration.fit import CENSUS, MARGIN, TARGET
from sim.calibration.markdown import count, number, table
from sim.calibration.targets import frozen, holdouts
from sim.calibration.words import WITHIN, both, statuses, unit
from sim.population import ADJUSTMENTS

PARTS = {TARGET: ("拟合目标", "Fit targets"), CENSUS: ("2020年11月与普查的一致性", "Consistency with the census of November 2020"),
         MARGIN: ("起始人口的边际", "Margins of the start population")}  # fmt: skip
COUNTY_HEAD = ["县（市、区） / county", "目标 / target", "目标区间 / range", "模型 / model", "差 / difference", "在内 / within"]
TARGET_HEAD = ["编号 / id", "量 / quantity", "地区 / area", "年 / year", "单位 / unit", "目标 / target", "容差 / tolerance", "模型 / model",
               "差 / difference", "差÷容差 / over tolerance", "在内 / within",
               "调查所报 / survey would say", "抽样标准误 / sampling se", "状态 / status", "说明 / remark"]  # fmt: skip


def write(folder: Path, fit: pd.DataFrame, record: dict) -> None:
    """fit.csv and fit.md into `folder`. `fit` as `fit_table`, `record` of the run."""
    fit.to_csv(folder / "fit.csv", index=False, encoding="utf-8", lineterminator="\n")
    (folder / "fit.md").write_text(page(fit, record), encoding="utf-8", newline="\n")


def page(fit: pd.DataFrame, record: dict) -> str:
    """The text of fit.md."""
    first, last = record["years"]
    run = f"{record['scenario']['name']}, seed {record['seeds']['life']}, sample {record['sample']:g}, {first}-{last}"
    lines = ["# 拟合报告 / Fit report", f"运行 / Run: {run}", *_frozen_lines(), *_summary(fit)]
    lines += _heading(TARGET) + _targets(fit) + _heading(CENSUS) + _census(fit) + _heading(MARGIN) + _margins(fit, record["sample"]) + _holdouts()
    return "\n\n".join(lines) + "\n"


def _heading(part: str) -> list[str]:
    return [f"## {both(PARTS[part])}"]


def _frozen_lines() -> list[str]:
    fixed = frozen()
    same = "files unchanged since / 文件此后未变" if not fixed.changed else f"CHANGED SINCE / 此后已变: {', '.join(fixed.changed)}"
    one = "一次运行、一个种子、现有参数，不是校准结果。 / One run of one seed at the present parameters: not the result of a calibration."
    return [f"目标集固定日期 / Set of targets fixed on: {fixed.date}, `{fixed.hash[:16]}`; {same}", one]


def _summary(fit: pd.DataFrame) -> list[str]:
    head = ["部分 / part", *(both(WITHIN[w]) for w in WITHIN)]
    return [table(head, [[both(PARTS[p]), *(str(count(fit, p, w)) for w in WITHIN)] for p in PARTS])]


def _targets(fit: pd.DataFrame) -> list[str]:
    rows = fit[fit["part"] == TARGET]
    if rows.empty:
        return ["本次运行不含目标年份（2016-2018）。 / The run covers none of the years of the targets (2016-2018)."]
    says = (
        "容差为绝对值，含端点。只比较本次运行年份的目标。 / "
        "Tolerances are absolute, the edge included. Only targets of the years of the run are compared."
    )
    return [says, table(TARGET_HEAD, [_target_row(row) for row in rows.itertuples()]), *_beyond(rows), *_notes(rows)]


def _beyond(rows: pd.DataFrame) -> list[str]:
    """The targets that neither the tolerance nor the sampling error of the survey explains; nothing where no survey was drawn."""
    if not (rows["clearly"] != "").any():
        return []
    named = ", ".join(rows.loc[rows["clearly"] == "no", "id"]) or "–"
    inside = ", ".join(rows.loc[(rows["within"] == "no") & (rows["clearly"] == "yes"), "id"]) or "–"
    return [
        f"超出容差且超出两倍抽样标准误 / Beyond the tolerance and two sampling errors: {named}",
        f"超出容差但在两倍抽样标准误之内 / Beyond the tolerance, inside two sampling errors: {inside}",
        "抽样标准误取自对本次运行反复抽取真实规模的调查样本（含申报误差）。 / Sampling errors come from samples of the real size drawn again and again from this run, errors of interviews in them.",
    ]


def _target_row(row) -> list[str]:
    reason = both((row.reason_zh, row.reason_en))
    times = "–" if pd.isna(row.difference) else f"{abs(row.difference) / row.tolerance:.2f}"
    return [row.id, both((row.zh, row.en)), both((row.area_zh, row.area_en)), str(row.year), both(unit(row.unit)), number(row.target), number(row.tolerance),
            number(row.model), number(row.difference, signed=True), times, both(WITHIN[row.within]), number(row.reported), number(row.se_sample),
            statuses(row.status), reason]  # fmt: skip


def _notes(rows: pd.DataFrame) -> list[str]:
    """Notes of the targets, each once with the ids it belongs to."""
    noted = rows[rows["note"] != ""].groupby("note", sort=False)["id"].agg(", ".join)
    return ["备注 / Notes:", "\n".join(f"- {ids}: {note}" for note, ids in noted.items())] if len(noted) else []


def _census(fit: pd.DataFrame) -> list[str]:
    rows = fit[fit["part"] == CENSUS]
    if rows.empty:
        return ["本次运行未到2020年11月。 / The run does not reach November 2020."]
    says = (
        "2020年11月末的模型人口与折算到农村的2020年普查比较。起始值也来自同一普查，因此只说明一致性，绝不作为检验。"
        "区间为折算系数取两端时的目标。 / "
        "The population of the model at the end of November 2020 beside the census of 2020 moved to rural. Start values come from the same "
        "census: this is consistency, never a test. The range is the target at the ends of the adjustments."
    )
    return [says, *_by_county(rows)]


def _margins(fit: pd.DataFrame, sample: float) -> list[str]:
    says = (
        "边际是输入，此处只看抽取的人口是否符合。区间为调整系数取两端时的目标；是否在内按容差判断。 / "
        "Margins are input: this shows whether the population drawn meets them. "
        "The range is the target at the ends of the adjustments; within is judged by the tolerance."
    )
    drawn = (
        f"样本比例 {sample:g}：容差按全体人口而定，差异含抽村误差。 / "
        f"Sample {sample:g}: tolerances are those of the whole population, differences hold the draw of villages."
    )
    return [says, *([drawn] if sample < 1.0 else []), *_by_county(fit[fit["part"] == MARGIN])]


def _by_county(rows: pd.DataFrame) -> list[str]:
    """A heading, the adjustments and a table for each margin."""
    out = []
    for _, group in rows.groupby("id", sort=False):
        first = group.iloc[0]
        out += [f"### {both((first['zh'], first['en']))} ({both(unit(first['unit']))})", _adjustments(first["adjustment"])]
        out.append(table(COUNTY_HEAD, [_county_row(row) for row in group.itertuples()]))
        out += _few_villages(group)
    return out


def _adjustments(names: str) -> str:
    """One line an adjustment: coefficient, range, status, source, what it does."""
    lines = []
    for name in names.split(", "):
        a = ADJUSTMENTS[name]
        lines.append(f"- `{name}` = {a.value:g} [{a.low:g}, {a.high:g}] {both(unit(a.unit))}; {statuses(a.status)}; {a.source}. {a.zh} / {a.en}")
    return "\n".join(lines)


def _county_row(row) -> list[str]:
    return [both((row.area_zh, row.area_en)), number(row.target), f"{number(row.low)} – {number(row.high)}", number(row.model),
            number(row.difference, signed=True), both(WITHIN[row.within])]  # fmt: skip


def _few_villages(group: pd.DataFrame) -> list[str]:
    few = group[group["reason_en"] != ""]
    if few.empty:
        return []
    named = ", ".join(f"{row.area_zh} {row.area_en} ({row.reason_en.rsplit(' ', 1)[1]})" for row in few.itertuples())
    return [f"样本村数少于十个 / Fewer than ten villages in the sample: {named}"]


def _holdouts() -> list[str]:
    names = ", ".join(h.id for h in holdouts())
    says = f"以下 {len(holdouts())} 项不参与拟合，此处不比较。 / These {len(holdouts())} are never fitted and not compared here: {names}"
    return ["## 留待检验 / Kept for validation", says]
