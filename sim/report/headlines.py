"""The headline measures: where each stands in the contrasts, and how one number of it is written."""

from dataclasses import dataclass

from sim.report.comparison import ANCHORED, FLOATING, Comparison, Estimate
from sim.report.labels import Say
from sim.report.parts import Cell
from sim.report.rounding import Rounded, rounded


@dataclass(frozen=True, slots=True)
class Headline:
    """`key` names its texts and its unit in labels.csv; `lines` and `universes` are tried in this order."""

    key: str
    measure: str
    lines: tuple[str, ...] = ()
    universes: tuple[str, ...] = ()

    def shown(self, c: Comparison, scenario: str, say: Say, **place: str) -> Estimate | None:
        """Its estimate in the unit of the language."""
        found = self.find(c, scenario, **place)
        return None if found is None else found.times(say.factor(self.key))

    def find(self, c: Comparison, scenario: str, **place: str) -> Estimate | None:
        """Its estimate in the unit of the table; `place` may give area and group."""
        for line in self.lines or (None,):
            for universe in self.universes or (None,):
                where = {k: v for k, v in (("line", line), ("universe", universe)) if v is not None}
                found = c.estimate(self.measure, scenario, **place, **where)
                if found is not None:
                    return found
        return None


OUT = Headline("out", "out_24m", (ANCHORED, ""), ("hukou", ""))
OUT_FLOATING = Headline("out_floating", "out_24m", (FLOATING,), ("hukou", ""))
PERSON_YEARS = Headline("person_years", "person_years_out", (ANCHORED, ""), ("hukou", ""))
POOR_FLOATING = Headline("poor_floating", "poverty_h", (FLOATING,), ("hukou",))
POOR_ANCHORED = Headline("poor_anchored", "poverty_h", (ANCHORED,), ("hukou",))
POOR_LACKS = Headline("poor_lacks", "mpi_h", universes=("hukou",))
RESIDENT_FLOATING = Headline("resident_floating", "poverty_h", (FLOATING,), ("resident",))
RESIDENT_ANCHORED = Headline("resident_anchored", "poverty_h", (ANCHORED,), ("resident",))
COST = Headline("cost", "cost_public")
COST_PER_OUT = Headline("cost_per_out", "cost_per_out_24m", (ANCHORED, ""))
PER_MILLION = Headline("per_million", "exits_per_million_yuan", (ANCHORED, ""))
INCOME = Headline("income", "income_mean", universes=("hukou",))
LOSERS = Headline("losers", "losers_share")
PLACEBO = Headline("placebo", "losers_share_placebo")

TABLE = (OUT, OUT_FLOATING, PERSON_YEARS, POOR_ANCHORED, POOR_FLOATING, POOR_LACKS, RESIDENT_ANCHORED, RESIDENT_FLOATING, COST)


def write(estimate: Estimate, signed: bool = True) -> Rounded:
    """The numbers of an estimate as texts."""
    return rounded(estimate.value, estimate.low, estimate.high, signed)


def interval(shown: Rounded, say: Say) -> str:
    """The interval as text, or that there is none."""
    return say("interval", low=shown.low, high=shown.high) if shown.low else say("no_interval")


def cell(estimate: Estimate | None, say: Say, signed: bool = True) -> Cell:
    """One cell of a table: value, interval below, the verdict as a style."""
    if estimate is None:
        return Cell(say("absent"), mark="none")
    if estimate.verdict == "equal":
        return Cell("0", say("exactly"), "zero") if signed else Cell("0")
    shown = write(estimate, signed)
    return Cell(shown.value, interval(shown, say), estimate.verdict if signed else "")
