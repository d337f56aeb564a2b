"""Only declared columns change: each step of the month writes what its module owns, and every column of state, flow or delivery has one owner."""

import pkgutil
import sys
from importlib import import_module

import numpy as np
import pytest

from sim import model as month_list
from sim.mechanism.offices import attention, capacity, learning, pressure, staff
from sim.mechanism.steps import classes, early_warning, listing, procedure, review, splitting
from sim.model import MONTH, YEAR_END
from sim.processes import cooperatives, dwellings, firm_credit
from sim.state.columns import declared
from sim.state.offers import KINDS
from sim.state.world import REASON_COLUMN

STEPS = (*MONTH, *YEAR_END)
WORK = (*capacity.OWNS, *learning.OWNS)  # what serving a case changes
CALLED = {  # modules that a step calls
    "division": dwellings.OWNS,
    "applying": (*procedure.OWNS, *listing.OWNS),
    "working_days": (*staff.OWNS, *attention.OWNS),
    "training": WORK,
    "procedure": (*listing.OWNS, *splitting.OWNS, *WORK),
    "review": (*procedure.OWNS, *listing.OWNS, *pressure.OWNS, *WORK),
    "inspection": (*pressure.OWNS, *review.OWNS, *listing.OWNS),
    "early_warning": (*procedure.OWNS, *listing.OWNS),
    "monitoring": (*early_warning.OWNS, *procedure.OWNS, *WORK),
    "plans": (*classes.OWNS, *WORK),
    "visits": WORK,
    "deliveries": (*cooperatives.OWNS, *firm_credit.OWNS),
    "wages": firm_credit.OWNS,
    "firm_accounts": firm_credit.OWNS,
}
SHARED = {f"households.{column}" for column in REASON_COLUMN.values()}  # a refusal is noted by whoever refuses (World.refuse)
STOCKS = tuple(f"{c.table}.{c.name}" for c in declared() if c.kind == "stock") + ("households.welfare",)


def allowed(step) -> set[str]:
    """Columns that a step may write."""
    if step.run.__module__ == "sim.state.settlement":
        return set(STOCKS)
    return {*sys.modules[step.run.__module__].OWNS, *CALLED.get(step.name, ()), *SHARED, "offers"}


@pytest.fixture(scope="module")
def written(start, small_sample, snapshot) -> dict[str, set[str]]:
    """Step -> columns that it changed, over 27 months of the sample (newborn and dead persons apart)."""
    model = start(population=small_sample, values={"markets.base_year": 2015})  # markets move after it
    world, out = model.world, {step.name: set() for step in STEPS}
    for _ in range(27):
        world.open_month()
        for step in (*MONTH, *(YEAR_END if world.month_of_year == 12 else ())):
            before, paid, offered = snapshot(world), len(world.payments.batches), offers(world)
            if step.due(world):
                step.run(world)
                out[step.name] |= changed(before, snapshot(world)) | {f"{b.column.table}.{b.column.name}" for b in world.payments.batches[paid:]}
                out[step.name] |= {"offers"} if offers(world) > offered else set()
        model.sheets.add_month(world)
        if world.month_of_year == 12:
            model.sheets.close(world)
        world.month += 1
    return out


def offers(world) -> int:
    """Batches of offers so far this month."""
    return sum(len(world.offers.of(kind)) for kind in KINDS)


def changed(before: dict[str, np.ndarray], after: dict[str, np.ndarray]) -> set[str]:
    """Columns that differ; persons are compared by identity."""
    _, was, now = np.intersect1d(before["persons.id"], after["persons.id"], assume_unique=True, return_indices=True)
    rows = {name: (was, now) if name.startswith("persons.") else (slice(None),) * 2 for name in before}
    return {name for name, (a, b) in rows.items() if not np.array_equal(before[name][a], after[name][b])}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_changes_only_what_its_module_owns(step, written):
    assert written[step.name] <= allowed(step), sorted(written[step.name] - allowed(step))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_does_something(step, written):
    assert written[step.name], "in 27 months this step changed no column"


def owners() -> dict[str, list[str]]:
    """Column -> short names of the modules that own it."""
    out: dict[str, list[str]] = {name: ["settlement"] for name in STOCKS}
    for room in ("sim.processes", "sim.mechanism", "sim.levers", "sim.results"):
        for found in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
            for column in getattr(import_module(found.name), "OWNS", ()):
                out.setdefault(column, []).append(found.name.rpartition(".")[2])
    return out


def test_every_column_is_owned_by_the_module_that_is_declared():
    declared_owner = {f"{c.table}.{c.name}": [c.owner] for c in declared() if c.owner != "population"}
    assert owners() == declared_owner


def test_flows_and_stocks_have_one_owner():
    for column in declared():
        if column.kind in ("flow", "payment", "change", "stock"):
            assert len(owners()[f"{column.table}.{column.name}"]) == 1


def test_stocks_are_those_of_the_settlement():
    assert {f"{c.table}.{c.name}" for c in declared() if c.owner == "settlement"} == set(STOCKS)


def test_a_run_does_not_change_the_population(small_sample, start):
    before = {(t, n): a.copy() for t in ("households", "persons", "villages", "counties") for n, a in getattr(small_sample, t).items()}
    model = start(population=small_sample)
    for _ in range(27):
        model.step()
    assert all(np.array_equal(a, getattr(small_sample, t)[n]) for (t, n), a in before.items())


def test_the_list_of_the_month_names_each_step_once():
    names = [step.name for step in STEPS]
    assert len(set(names)) == len(names)
    assert month_list.MONTH[-1].name == "settlement"  # stocks change when all flows of the month are known
