"""The ledger of a comparison by account: what each one pays more or less than under the baseline, from the policy date on."""

import pandas as pd

from sim.core.clock import parse_month
from sim.report.comparison import Comparison, Estimate
from sim.report.levels import mean_estimate
from sim.results.urban import rural

ACCOUNTS = (
    "centre", "province", "city", "county", "coastal_partner", "social_insurance", "bank", "insurer", "enterprise", "cooperative", "village",
    "household", "outside",
)  # fmt: skip


def since_policy(c: Comparison) -> pd.DataFrame:
    """The rows of the ledger from the policy date on, families of the towns left out; all of them where no date is known."""
    dates, ledger = c.policy_dates(), rural(c.ledger)
    if not dates:
        return ledger
    return ledger[ledger["year"] * 12 + ledger["month"] - 1 >= parse_month(dates[0])]


def extra(frame: pd.DataFrame, scenario: str, baseline: str, by: list[str]) -> pd.DataFrame:
    """Scenario minus baseline in yuan: one row a combination of `by`, one column a seed that both have."""
    sums = frame.groupby([*by, "scenario", "seed"])["amount_yuan"].sum().unstack(["scenario", "seed"], fill_value=0.0)
    if not {scenario, baseline} <= set(sums.columns.get_level_values(0)):
        return pd.DataFrame()
    mine, base = sums[scenario], sums[baseline]
    seeds = [s for s in mine.columns if s in base.columns]
    return mine[seeds] - base[seeds]


def by_account(frame: pd.DataFrame, scenario: str, baseline: str) -> dict[str, tuple[Estimate, Estimate, Estimate]]:
    """For every account that moves: paid under a measure of policy, received under one, and net paid over all flows."""
    policy = frame[frame["lever"] != ""]
    paid, got = (extra(policy, scenario, baseline, [side]) for side in ("payer", "payee"))
    out, into = (extra(frame, scenario, baseline, [side]) for side in ("payer", "payee"))
    net = out.sub(into, fill_value=0.0)
    order = [*(a for a in ACCOUNTS if a in net.index), *(a for a in net.index if a not in ACCOUNTS)]
    found = {a: (_mean(paid, a), _mean(got, a), _mean(net, a)) for a in order}
    return {a: e for a, e in found.items() if any(x.verdict != "equal" for x in e)}


def by_purpose(frame: pd.DataFrame, scenario: str, baseline: str, most: int = 8) -> list[tuple[tuple[str, str, str], Estimate]]:
    """The (payer, lever, purpose) whose payments under a measure of policy change most."""
    table = extra(frame[frame["lever"] != ""], scenario, baseline, ["payer", "lever", "purpose"])
    if table.empty:
        return []
    table = table[(table != 0).any(axis=1)]
    order = table.mean(axis=1).abs().sort_values(ascending=False, kind="stable").index[:most]
    return [(key, mean_estimate(table.loc[key])) for key in order]


def _mean(table: pd.DataFrame, account: str) -> Estimate:
    seeds = table.shape[1]
    row = table.loc[account] if account in table.index else pd.Series([0.0] * max(seeds, 1))
    return mean_estimate(row)
