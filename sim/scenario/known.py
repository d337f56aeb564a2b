"""What a scenario may name: declared parameters, levers of the plan and those modelled, counties, and the months of the run."""

from collections.abc import Iterable
from dataclasses import dataclass

from sim.core.clock import month_index
from sim.core.parameters import Parameter
from sim.data.rows import rows


@dataclass(frozen=True)
class Known:
    """`plan` are the levers of the work plan, `modelled` those the model has, `clauses` the measure ids; `first`, `last` running months of the run."""

    parameters: dict[str, Parameter]
    plan: tuple[str, ...]
    modelled: frozenset[str]
    clauses: frozenset[str]
    first: int
    last: int


def plan_levers() -> tuple[str, ...]:
    """Names of the levers of the work plan, in its order (column model_lever of policy_levers.csv)."""
    return tuple(dict.fromkeys(r["model_lever"] for r in rows("policy_levers")))


def modelled_levers() -> tuple[str, ...]:
    """Levers the model has, in the order of their register."""
    from sim.levers import LEVERS

    return tuple(LEVERS)


def make_known(declared: Iterable[Parameter], start: int, end: int) -> Known:
    """Everything a scenario may name, for a run over the calendar years `start` to `end`."""
    clauses = frozenset(r["lever_id"] for r in rows("policy_levers"))
    levers = frozenset(modelled_levers())
    return Known({p.name: p for p in declared}, plan_levers(), levers, clauses, month_index(start), month_index(end, 12))


def payers(counts_as_income: bool) -> tuple[str, ...]:
    """Accounts that can pay an outside volume: those of the declared flows of stand-ins, as income or as capital."""
    from sim.state.columns import money

    return tuple(c.payer for c in money() if c.lever == "stand_in" and c.payee == "household" and bool(c.hukou) == counts_as_income)


def resolves(key: str) -> bool:
    """True if `key` is a source, a figure, a row of the evidence, or a measure of the plan such as 7.3."""
    from sim.data import resolves as in_data

    return in_data(key) or key in {r["lever_id"] for r in rows("policy_levers")}
