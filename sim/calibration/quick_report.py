"""What an alignment leaves behind: the layer calibration.yaml, tables of targets, constants and iterations, and a page on them."""

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

from sim.calibration.align import Rule, loss_of
from sim.calibration.free import weights
from sim.calibration.markdown import number, table
from sim.calibration.quick import Quick, residuals
from sim.calibration.targets import frozen
from sim.calibration.words import area_names, quantity_zh
from sim.core.code_hash import code_hash
from sim.data import shipped
from sim.ensemble.request import values_of
from sim.results.record import environment, scenario_record

LAYER = "calibration.yaml"
NEAR = 0.01  # of its range from a bound: a constant that would go farther


def target_table(quick: Quick) -> pd.DataFrame:
    """A row a target: model before and after (means over the fresh seeds), in tolerances, and the standard error over those seeds."""
    before, after = quick.before.mean(axis=0), quick.after.mean(axis=0)
    count = len(quick.fresh)
    error = quick.after.std(axis=0, ddof=1) / np.sqrt(count) if count > 1 else np.full(len(after), np.nan)
    rows = pd.DataFrame(
        [(t.id, quantity_zh(t), t.quantity, area_names(t.area)[0], t.year, t.unit, t.value, t.tolerance) for t in quick.targets],
        columns=["id", "zh", "en", "area_zh", "year", "unit", "target", "tolerance"],
    )
    own = {"used": quick.used, "before": before, "after": after, "se_after": error}
    off = {"off_before": residuals(before, quick.targets), "off_after": residuals(after, quick.targets)}
    return rows.assign(**own, **off)


def constant_table(quick: Quick) -> pd.DataFrame:
    """A row a free constant: before, after, range, share of the prior standard deviation left, whether it stands at a bound."""
    first, last, rows = quick.found.stages[0].point, quick.found.point, []
    for free in quick.free:
        value, margin = last[free.parameter], NEAR * (free.high - free.low)
        bound = "low" if value < free.low + margin else "high" if value > free.high - margin else ""
        rows.append((free.parameter, first[free.parameter], value, free.low, free.high, quick.found.left[free.parameter], bound, free.why))
    return pd.DataFrame(rows, columns=["parameter", "before", "after", "low", "high", "sd_left", "at_bound", "why"])


def trace_table(quick: Quick) -> pd.DataFrame:
    """A row an accepted point: iteration, loss of targets, penalty of priors, damping, runs so far, and every constant."""
    rows = [
        {"iteration": s.iteration, "loss": s.loss, "penalty": s.penalty, "damping": s.damping, "points": s.runs, **s.point}
        for s in quick.found.stages
    ]
    return pd.DataFrame(rows)


def record(quick: Quick, sample: float) -> dict:
    """What was done, on which code and data."""
    values = values_of(quick.scenario)
    used = {"targets": int(quick.used.sum()), "targets_not_used": [t.id for t, u in zip(quick.targets, quick.used, strict=True) if not u]}
    hashes = {"code": code_hash(), "targets": frozen().hash, "free": _hash("free.csv")}
    return {"kind": "calibration", "scenario": scenario_record(quick.scenario, values), "seeds": {"search": list(quick.seeds), "told": list(quick.fresh)},
            "sample": sample, "ended": quick.found.ended, "loss_on_fresh_seeds": _losses(quick), "hashes": hashes, **used, **environment()}  # fmt: skip


def _hash(name: str) -> str:
    return hashlib.sha256((shipped("calibration") / name).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _losses(quick: Quick) -> list[float]:
    """Loss before and after on the fresh seeds: values averaged over seeds, as in the search."""
    return [loss_of((weights() * residuals(v.mean(axis=0), quick.targets))[quick.used], Rule().huber) for v in (quick.before, quick.after)]


def layer(quick: Quick, sample: float) -> str:
    """The text of calibration.yaml: a scenario layer with six digits of each constant."""
    head = [
        "# Constants aligned to the fit targets of 2016-2018; no effect of a policy and no hold-out took part. Frozen for every scenario compared.",
        f"# code {code_hash()}, targets {frozen().hash[:16]}, free.csv {_hash('free.csv')[:16]}; sample {sample:g}, seeds {', '.join(map(str, quick.seeds))}",
        f"# loss on fresh seeds {' -> '.join(f'{v:.2f}' for v in _losses(quick))}; source: calibration; ended: {quick.found.ended}",
        "schema: 1",
        "title: {zh: 校准常数, en: Calibrated constants}",
        "set:",
    ]
    return "\n".join([*head, *(f"  {name}: {float(f'{value:.6g}')!r}" for name, value in quick.found.point.items())]) + "\n"


def page(quick: Quick, sample: float) -> str:
    """The text of report.md."""
    found, (before, after) = target_table(quick), _losses(quick)
    says = (
        f"以选择常数和水平贴近 2016–2018 年拟合目标（{int(quick.used.sum())} 项有值）；不拟合任何政策效应，不看留待检验的数据。"
        f"前后均在未用于搜索的种子上计算。 / Constants and levels moved towards the fit targets of 2016-2018 ({int(quick.used.sum())} with a value); no effect of "
        f"a policy is fitted and no hold-out is seen. Before and after are told on seeds that the search did not use."
    )
    end = f"损失 / loss {before:.2f} → {after:.2f}; {quick.found.ended}; sample {sample:g}; code `{code_hash()}`"
    heads = [
        "编号 / id",
        "量 / quantity",
        "年 / year",
        "目标 / target",
        "容差 / tolerance",
        "前 / before",
        "后 / after",
        "差÷容差 前 / before",
        "后 / after",
    ]
    rows = [[r.id, r.zh, str(r.year), number(r.target), number(r.tolerance), number(r.before), number(r.after), number(r.off_before, True),
             number(r.off_after, True)] for r in found.itertuples()]  # fmt: skip
    parts = ["# 校准报告 / Calibration report", says, end, "## 常数 / Constants", _constants(quick), "## 目标 / Targets", table(heads, rows)]
    return "\n\n".join([*parts, "## 过程 / Iterations", _trace(quick)]) + "\n"


def _constants(quick: Quick) -> str:
    heads = ["参数 / parameter", "前 / before", "后 / after", "范围 / range", "先验标准差余 / prior sd left", "到界 / at bound", "理由 / why free"]
    rows = [[r.parameter, f"{r.before:.4g}", f"{r.after:.4g}", f"{r.low:g} – {r.high:g}", f"{r.sd_left:.2f}", r.at_bound, r.why]
            for r in constant_table(quick).itertuples()]  # fmt: skip
    return table(heads, rows)


def _trace(quick: Quick) -> str:
    rows = [[str(s.iteration), f"{s.loss:.2f}", f"{s.penalty:.2f}", f"{s.damping:g}", str(s.runs)] for s in quick.found.stages]
    return table(["迭代 / iteration", "损失 / loss", "先验 / priors", "阻尼 / damping", "点数 / points"], rows)


def write(folder: Path, quick: Quick, sample: float) -> None:
    """calibration.yaml and report.md into `folder`."""
    (folder / LAYER).write_text(layer(quick, sample), encoding="utf-8", newline="\n")
    (folder / "report.md").write_text(page(quick, sample), encoding="utf-8", newline="\n")
