"""How two runs are named in a table of contrasts, and the areas and classes of a run."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.results import RunOutput

CITY = "350400"
VARIANTS = ("structure", "growth", "ridge", "money", "cadre")


class Label(NamedTuple):
    """Which two runs were compared. `draw` is the parameter draw; the others are variants, `central` by default."""

    scenario: str
    baseline: str
    seed: int
    draw: int
    structure: str
    growth: str
    ridge: str
    money: str
    cadre: str

    @property
    def comparison(self) -> tuple[str, ...]:
        """Scenario, baseline and variants: what is one row of a table over seeds."""
        return (self.scenario, self.baseline, self.structure, self.growth, self.ridge, self.money, self.cadre)


def label_of(baseline: RunOutput, scenario: RunOutput) -> Label:
    """The label of two runs, from their annual tables. Raises ValueError where seed, draw or a variant of the two differ."""
    ours, theirs = scenario.annual.iloc[0], baseline.annual.iloc[0]
    apart = [key for key in ("seed", "draw", *VARIANTS) if ours[key] != theirs[key]]
    if apart:
        raise ValueError(f"{ours['scenario']} and {theirs['scenario']} are not a pair: they differ in {', '.join(apart)}")
    variants = [str(ours[key]) for key in VARIANTS]
    return Label(str(ours["scenario"]), str(theirs["scenario"]), int(ours["seed"]), int(ours["draw"]), *variants)


def areas_of(run: RunOutput) -> tuple[str, ...]:
    """Codes of the counties in the order of their rows, then that of the city."""
    return (*(str(code) for code in run.adcodes), CITY)


def classes_of(run: RunOutput) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Class of each household (row of the names, -1 none) from `households["class"]`, and the names from `record["classes"]`; none where not kept."""
    codes = run.households.get("class")
    if codes is None:
        return np.full(run.households["id"].size, -1), ()
    return np.asarray(codes, np.int64), tuple(run.record["classes"])
