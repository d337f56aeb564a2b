"""The table of mechanisms as a page and as CSV."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from sim.calibration.markdown import table
from sim.calibration.mechanisms import Mechanism
from sim.core.code_hash import code_hash

SHOWN = 4  # of the outcomes that move most
STANDARD = "standard"


def write(folder: Path, found: Sequence[Mechanism], moves: pd.DataFrame, signs: pd.DataFrame, seeds: int, sample: float,
          stem: str = "MECHANISMS") -> None:  # fmt: skip
    """`stem`.md and `stem`.csv into `folder`."""
    rounded = moves.assign(**{name: moves[name].map(lambda v: float(f"{v:.5g}")) for name in ("standard", "difference", "se", "over_tolerance", "p")})
    rounded.to_csv(folder / f"{stem}.csv", index=False, encoding="utf-8", lineterminator="\n")
    (folder / f"{stem}.md").write_text(page(found, moves, signs, seeds, sample), encoding="utf-8", newline="\n")


def page(found: Sequence[Mechanism], moves: pd.DataFrame, signs: pd.DataFrame, seeds: int, sample: float) -> str:
    """The text of MECHANISMS.md."""
    says = (
        f"每个机制关闭后与标准模型成对比较（{seeds} 个种子，样本 {sample:g}）。移动：平均成对差异的95%区间（t分布）不含零；每二十项约有一项出于偶然；末行列出没有任何一项超过多重检验（Bonferroni）界限的机制。总体结果为2020至2022年平均；波动为各年间收入对数变化的标准差；符号至多用四个种子。 / Each mechanism switched off beside the standard model, "
        f"paired by seed ({seeds} seeds, sample {sample:g}). Moved: the 95 % interval (t) of the mean paired difference leaves out zero; about one in twenty does so by chance; the last line names mechanisms of which no outcome passes the Bonferroni bound. Headlines are means of 2020 to 2022; a swing is the standard deviation of the change of log income from year to year. Signs are of at most four seeds. "
        f"`python -m sim.calibration.ablation --seeds {seeds} --sample {sample:g}`, code `{code_hash()}`."
    )
    heads = [
        "机制 / mechanism",
        "关闭 / off",
        "移动目标 / targets moved",
        "移动总体结果与政策差异 / headlines and effects moved",
        "符号改变 / signs changed",
        "移动最多 / moves most",
    ]
    rows = [_row(m, moves[moves["mechanism"] == m.name], signs) for m in found]
    idle = [f"{m.zh} / {m.en}" for m in found if is_idle(moves[moves["mechanism"] == m.name])]
    none = "无一项变动超出偶然的机制 / Mechanisms that move nothing beyond chance: " + ("; ".join(idle) or "–")
    return "\n\n".join(["# 机制一览 / What each mechanism is for", says, table(heads, rows), none, "## 符号 / Signs", _signs(signs)]) + "\n"


def _row(mechanism: Mechanism, own: pd.DataFrame, signs: pd.DataFrame) -> list[str]:
    moving = own[own["moved"]]
    aims, heads = moving[moving["outcome"].str.startswith("T-")], moving[~moving["outcome"].str.startswith("T-")]
    off = "; ".join(f"{name}={value}" for name, value in mechanism.off.items())
    return [
        f"{mechanism.zh} / {mechanism.en}",
        off,
        str(len(aims)),
        ", ".join(heads["outcome"]) or "–",
        ", ".join(changed_signs(signs, mechanism.name)) or "–",
        _most(moving),
    ]


def _most(moving: pd.DataFrame) -> str:
    """Targets by tolerances, others by their share of the standard value."""
    if moving.empty:
        return "–"
    size = moving["over_tolerance"].abs().fillna((moving["difference"] / moving["standard"]).abs())
    first = moving.assign(size=size).sort_values("size", ascending=False).head(SHOWN)
    return "; ".join(_move(row) for row in first.itertuples())


def _move(row) -> str:
    if row.over_tolerance == row.over_tolerance:
        return f"{row.outcome} {row.over_tolerance:+.2f} tolerances"
    share = f" ({100.0 * row.difference / abs(row.standard):+.1f} %)" if row.standard else ""
    return f"{row.outcome} {row.difference:+.3g}{share}"


def changed_signs(signs: pd.DataFrame, name: str) -> list[str]:
    """Signs that differ from those of the standard, as `S-03 + to 0`."""
    standard = signs[signs["mechanism"] == STANDARD].set_index("sign")["found"]
    own = signs[signs["mechanism"] == name]
    return [f"{row.sign} {standard[row.sign]} → {row.found}" for row in own.itertuples() if row.found != standard[row.sign]]


def is_idle(own: pd.DataFrame) -> bool:
    """Whether no outcome of a mechanism moves beyond what chance brings in as many as differ at all (Bonferroni over them: a family of one error in twenty)."""
    differ = own[own["difference"].abs() > 1e-12]
    return not (differ["p"] * len(differ) < 0.05).any()


def _signs(signs: pd.DataFrame) -> str:
    rows = [
        [row.sign, row.expected, row.found, f"{row.difference:+.4g}", f"{row.se:.2g}"] for row in signs[signs["mechanism"] == STANDARD].itertuples()
    ]
    return table(["符号 / sign", "预期 / expected", "模型 / found", "差 / difference", "标准误 / se"], rows)
