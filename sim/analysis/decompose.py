"""What the city roll-out loses or gains against multiplied pilots, and through which channel.

The gap is roll-out minus pilots multiplied by cells. Each channel is switched off in the pilots and in the roll-out alike: what binds both alike makes no
gap. The channels are averaged over all orders (Shapley), so that with the remainder, which is the gap with all of them off, they sum to the gap. Ahead of
them stands the composition of the counties: pilots multiplied by cells minus pilots multiplied crudely.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from sim.core.parameters import Parameter

from .cohorts import MEASURES
from .gap import Answers, Tally
from .lines import ANCHORED
from .shapley import coalitions, shapley

WHOLE = 0  # in the column `since`: all years together
PARTS = ("multiplied_crude", "composition", "multiplied", "money", "cadre", "learning", "market", "remainder", "rollout", "gap")
UNITS = {"person_years_out": "person-years", "poverty_h": "share", "spending": "yuan"}
COLUMNS = ["scenario", "baseline", "measure", "line", "since", "part", "value", "se", "low", "high", "seeds", "horizon", "unit"]


@dataclass(frozen=True)
class Channel:
    """A limit or feedback, and the parameters that take it out of a run."""

    name: str
    off: tuple[tuple[str, float | int | bool | str], ...]


CHANNELS = (
    Channel("money", (("money.level", 1000.0),)),
    Channel("cadre", (("capacity.level", 1000.0),)),
    Channel("learning", (("learning.on", False),)),
    Channel("market", (("markets.on", False),)),
)


def channels(declared: Sequence[Parameter]) -> tuple[Channel, ...]:
    """Those whose parameters the model declares."""
    known = {parameter.name for parameter in declared}
    return tuple(c for c in CHANNELS if known.issuperset(name for name, _ in c.off))


def settings(found: Sequence[Channel]) -> tuple[tuple[str, tuple], ...]:
    """One setting for each set of channels that are in; its name joins theirs. The whole model comes first."""
    names = [c.name for c in found]
    off = {inside: tuple(pair for c in found if c.name not in inside for pair in c.off) for inside in coalitions(names)[::-1]}
    return tuple((key(inside), values) for inside, values in off.items())


def key(inside: frozenset[str]) -> str:
    """Name of a setting by the channels that are in."""
    return "+".join(sorted(inside))


def table(answers: Sequence[Answers], names: Sequence[str], rollouts: Sequence[str]) -> pd.DataFrame:
    """Rows COLUMNS but for the baseline, from the answers of the seeds; `names` are those of the channels, `rollouts` of the scenarios."""
    return pd.concat([_of_rollout([{k: a[k][name] for k in a} for a in answers], names, name) for name in rollouts], ignore_index=True)


def _of_rollout(tallies: Sequence[dict[str, Tally]], names: Sequence[str], scenario: str) -> pd.DataFrame:
    by_seed = [split(one, names) for one in tallies]
    rows = []
    for part in (p for p in PARTS if p in by_seed[0]):
        values = np.array([one[part] for one in by_seed])  # seeds, measures, whole and years
        years = values.shape[2] - 1
        rows += [_row(scenario, part, name, since, years, values[:, m, since]) for m, name in enumerate(MEASURES) for since in range(years + 1)]
    return pd.DataFrame(rows)


def split(tallies: dict[str, Tally], names: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """By part float64[measures, 1 + years], the whole horizon first: multiplied_crude + composition = multiplied, and with the channels and the remainder rollout."""
    value = {inside: tallies[key(inside)].gap for inside in coalitions(names)}
    whole = tallies[key(frozenset(names))]
    raw = {"multiplied_crude": whole.crude, "composition": whole.cells - whole.crude, "multiplied": whole.cells,
           **shapley(names, value), "remainder": value[frozenset()], "rollout": whole.rollout, "gap": whole.gap}  # fmt: skip
    return {part: _shown(values, whole.persons) for part, values in raw.items()}


def _shown(values: NDArray[np.float64], persons: float) -> NDArray[np.float64]:
    """The whole horizon put before the years: sums, and for the headcount the mean; poor person-years become a share of the persons at the start."""
    out = np.column_stack([values.sum(axis=1), values])
    poverty = MEASURES.index("poverty_h")
    out[poverty] /= persons
    out[poverty, WHOLE] /= values.shape[1]
    return out


def _row(scenario: str, part: str, measure: str, since: int, years: int, values: NDArray[np.float64]) -> dict:
    mean, error, low, high = interval(values)
    line = "" if measure == "spending" else ANCHORED
    return {"scenario": scenario, "measure": measure, "line": line, "since": since, "part": part, "value": mean, "se": error, "low": low, "high": high,
            "seeds": values.size, "horizon": years, "unit": UNITS[measure]}  # fmt: skip


def interval(values: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Mean over seeds, its standard error and 95 % limits by Student's t; NaN for one seed."""
    if values.size < 2:
        return float(values.mean()), float("nan"), float("nan"), float("nan")
    error = float(values.std(ddof=1) / np.sqrt(values.size))
    half = error * float(stdtrit(values.size - 1, 0.975))
    return float(values.mean()), error, float(values.mean() - half), float(values.mean() + half)
