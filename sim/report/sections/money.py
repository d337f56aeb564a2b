"""Where the money came from: the ledger by account and by measure, and cost against lasting exits."""

from pathlib import Path

import pandas as pd

from sim.report.accounts import by_account, by_purpose, since_policy
from sim.report.comparison import Comparison, Estimate, Scenario
from sim.report.headlines import COST, cell
from sim.report.labels import Say
from sim.report.names import lever_title, purpose_title
from sim.report.parts import Cell, Grid, Picture, Section, Text


def section(c: Comparison, say: Say, charts: dict[str, Path]) -> Section:
    """Money."""
    frame = since_policy(c)
    tables = [grid for s in c.scenarios for grid in (_accounts(c, s, frame, say), _purposes(c, s, frame, say)) if grid]
    parts: list = [Text(say("money.note")), *tables] if tables else [Text(say("money.absent" if frame.empty else "money.same"))]
    if "cost" in charts:
        parts.append(Picture(charts["cost"], say("cost.alt"), say("cost.caption")))
    return Section("money", say("money.title"), parts)


def _accounts(c: Comparison, scenario: Scenario, frame: pd.DataFrame, say: Say) -> Grid | None:
    found = by_account(frame, scenario.name, c.baseline.name)
    head = (say("account"), say("money.paid"), say("money.got"), say("money.net"))
    table = tuple((Cell(say.name("account", a)), *(_cell(e, say) for e in estimates)) for a, estimates in found.items())
    return Grid(say("money.by_account", title=scenario.title(say.language)), head, table) if table else None


def _purposes(c: Comparison, scenario: Scenario, frame: pd.DataFrame, say: Say) -> Grid | None:
    found = by_purpose(frame, scenario.name, c.baseline.name)
    head = (say("money.payment"), say("money.payer"), say("money.paid"))
    table = tuple((_payment(*key, say), Cell(say.name("account", key[0])), _cell(e, say)) for key, e in found)
    return Grid(say("money.by_purpose", title=scenario.title(say.language)), head, table) if table else None


def _payment(payer: str, lever: str, purpose: str, say: Say) -> Cell:
    return Cell(lever_title(lever, say), purpose_title(payer, lever, purpose, say))


def _cell(yuan: Estimate, say: Say) -> Cell:
    return Cell("0", mark="zero") if yuan.verdict == "equal" else cell(yuan.times(say.factor(COST.key)), say)
