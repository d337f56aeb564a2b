"""The local multiplier: what a yuan paid once to random households adds to the income of all rural households of their counties, beside published ones.

Pairs of runs with the same seed, with and without the payment, in half of the counties; the other half must not move. No parameter was fitted to it.
`python -m sim.calibration.multiplier` writes calibration/multiplier.csv and multiplier.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from sim.calibration.markdown import table
from sim.core.clock import month_index, month_text
from sim.core.code_hash import code_hash
from sim.core.draws import uniform
from sim.core.fen import to_fen
from sim.data import shipped
from sim.data.rows import rows_of
from sim.ensemble.request import population_of, values_of
from sim.model import MONTH, SanmingModel, parameters
from sim.results.record import now
from sim.scenario import Scenario
from sim.scenario.load import load_scenario
from sim.state.columns import SOURCES, between_households, money

DRAW_PAID = 379
PAYMENT = "grant_centre"  # a payment of the model that counts as transfer income
SPANS = (12, 24, 48)  # months over which income is added up
PUBLISHED = ("E020", "E021", "E085", "E086")
# Central values; paid to households with members at home only, as the published programmes do; and the ends of what is spent and kept in the county,
# the parameters that the multiplier hangs on most.
AT_HOME = "paid to households at home"
VARIANTS: dict[str, dict[str, float]] = {
    "central": {},
    AT_HOME: {},
    "low local spending": {"markets.bought_here": 0.55, "markets.kept": 0.30},
    "high local spending": {"markets.bought_here": 0.85, "markets.kept": 0.60},
    "no markets": {"markets.on": False},
}


@dataclass(frozen=True)
class Gift:
    """`yuan` paid once in the running `month` to the `share` of the living households of the `counties` (rows)."""

    month: int = month_index(2022, 1)
    yuan: float = 3000.0
    share: float = 0.3
    counties: tuple[int, ...] = (0, 2, 4, 6, 8, 10)
    at_home: bool = False  # only to households with a member living in the village


class Paid(SanmingModel):
    """A model in which a gift is paid beside everything else; None is the model itself."""

    gift: Gift | None = None
    given = 0.0  # yuan paid, for the whole of the counties

    def _run(self, steps) -> None:
        if self.gift and steps is MONTH and self.world.month == self.gift.month:
            rows = chosen(self.world, self.gift)
            self.given = float((self.world.households.weight[rows] * self.gift.yuan).sum())
            self.world.pay(PAYMENT, rows, np.full(len(rows), to_fen(self.gift.yuan)))
        super()._run(steps)


def chosen(world, gift: Gift) -> np.ndarray:
    """int64[n]: households that are paid, drawn by identity."""
    h = world.households
    lives = ((h.residents if gift.at_home else h.size) > 0) & np.isin(h.county, gift.counties)
    return np.flatnonzero(lives & (uniform(world.seed, DRAW_PAID, h.id, gift.month) < gift.share))


def income(world, first: int, months: int) -> np.ndarray:
    """float64[sources, counties]: yuan of income (all hukou members, weighted) in `months` from the running month `first`; rents between households are no net income."""
    start = world.ledger.months.index(first)
    flow, out = np.array(world.ledger.yuan[start : start + months]).sum(axis=0), np.zeros((len(SOURCES), len(world.counties)))
    for row, column in enumerate(money()):
        if column.table == "households" and column.hukou and column.source and not between_households(column):
            out[SOURCES.index(column.source)] += column.cash * flow[row]
    return out


def baseline() -> Scenario:
    """The policy beside which the gift is paid."""
    return load_scenario("current_policy", (), parameters())


def run(people, scenario, seed: int, values: dict, gift: Gift | None, until: int):
    """Model of a run to the running month `until`."""
    resolved = values_of(scenario)
    for name, value in values.items():
        resolved.set(name, value, "multiplier")
    model = Paid(people, resolved, scenario, seed)
    model.gift = gift
    while model.world.month <= until:
        model.step()
    return model


def pair(people, scenario, seed: int, values: dict, gift: Gift, spans: Iterable[int] = SPANS) -> list[dict]:
    """One row a span: income added for each yuan paid, in all and by source beyond the payment itself, and what moved in the other counties (yuan)."""
    until = gift.month + max(spans) - 1
    plain, model = run(people, scenario, seed, values, None, until).world, run(people, scenario, seed, values, gift, until)
    paid, given = model.world, model.given
    out, where = [], np.isin(np.arange(len(plain.counties)), gift.counties)
    for months in spans:
        more = income(paid, gift.month, months) - income(plain, gift.month, months)
        part = dict(zip(SOURCES, more[:, where].sum(axis=1) / given, strict=True))
        part["transfer"] -= 1.0
        out.append({"seed": seed, "months": months, "multiplier": more[:, where].sum() / given, **part, "elsewhere": abs(more[:, ~where]).sum()})
    return out


def experiment(
    sample: float = 0.05, seeds: Iterable[int] = range(1, 7), gift: Gift | None = None, variants: dict[str, dict] | None = None
) -> pd.DataFrame:
    """All pairs: columns variant, seed, months, multiplier, and parts by source."""
    people, scenario, rows = population_of(1, sample, 1), baseline(), []
    for name, values in (VARIANTS if variants is None else variants).items():
        for seed in seeds:
            what = replace(gift or Gift(), at_home=name == AT_HOME)
            rows += [{"variant": name, **row} for row in pair(people, scenario, seed, values, what)]
    return pd.DataFrame(rows)


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """Mean over seeds, and its standard error, by variant and span."""
    groups = found.groupby(["variant", "months"], sort=False)
    out = groups[["multiplier", *SOURCES]].mean()
    out["error"] = groups["multiplier"].std(ddof=1) / np.sqrt(groups["seed"].count())
    out["seeds"] = groups["seed"].count()
    return out.reset_index()


def published() -> list[dict[str, str]]:
    """Rows of the effects that are local multipliers: read to stand beside the result, never fitted."""
    return [row for row in rows_of(shipped("calibration") / "evidence" / "effects.csv") if row["id"] in PUBLISHED]


def page(result: pd.DataFrame, gift: Gift, sample: float) -> str:
    """The result in words."""
    ours = [
        [r.variant, str(r.months), f"{r.multiplier:.2f}", f"{r.error:.3f}", *(f"{getattr(r, s):+.3f}" for s in SOURCES), str(r.seeds)]
        for r in result.itertuples()
    ]
    theirs = [[r["id"], r["policy"], r["effect"], f"{r['low']} – {r['high']}", r["population"]] for r in published()]
    head = (
        f"# Local multiplier\n\nMade {result['made'].iloc[0]} by `python -m sim.calibration.multiplier`, code {result['code'].iloc[0]}. In {month_text(gift.month)}, {gift.yuan:,.0f} yuan are paid once to "
        f"{gift.share:.0%} of the households of every other county ({sample:.0%} sample); income of all rural households of these counties, paid less unpaid run of the same "
        "seed, for each yuan. The payment itself counts (1.00). By source: what comes on top. Nothing was fitted to the published values.\n"
    )
    words = ("variant", "months", "multiplier", "standard error", *SOURCES, "seeds")
    return "\n".join([
        head,
        table(list(words), ours),
        "\nPublished, as written there:\n",
        table(["id", "policy", "effect", "range", "population"], theirs),
        "",
    ])


def main(folder: Path | None = None, sample: float = 0.05) -> None:
    """Run the experiment and write the table and the page."""
    folder, result = folder or shipped("calibration"), summary(experiment(sample)).round(4).assign(code=code_hash(), made=now())
    result.to_csv(folder / "multiplier.csv", index=False, lineterminator="\n")
    (folder / "multiplier.md").write_text(page(result, Gift(), sample), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
