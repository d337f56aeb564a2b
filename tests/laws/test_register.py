"""The lists know every module: a file of processes, mechanism or levers stands in the month or serves one that does, and says what it owns."""

import ast
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

import pytest

from sim import model
from sim.analysis import targeting_rounds
from sim.core.parameters import Parameter
from sim.data import load
from sim.levers import LEVERS
from sim.model import MONTH, YEAR_END, parameters
from sim.state.columns import declared

ROOMS = ("sim.processes", "sim.mechanism", "sim.levers")
FOUND = [found for room in ROOMS for found in pkgutil.walk_packages(import_module(room).__path__, f"{room}.")]
MODULES, PACKAGES = sorted(found.name for found in FOUND if not found.ispkg), {found.name for found in FOUND if found.ispkg}
NAMES = {f"{c.table}.{c.name}" for c in declared()}


def in_month() -> set[str]:
    """Modules whose function is an entry of the month or of the end of the year."""
    return {step.run.__module__ for step in (*MONTH, *YEAR_END)}


def used_by(modules: set[str]) -> set[str]:
    """Modules that these import, directly or through others."""
    found = set(modules)
    for name in modules:
        parts = ast.walk(ast.parse(Path(sys.modules[name].__file__).read_text(encoding="utf-8")))
        for part in parts:
            if isinstance(part, ast.ImportFrom) and part.module:
                found |= {part.module, *(f"{part.module}.{alias.name}" for alias in part.names)}
    found &= {*MODULES, *PACKAGES}
    return found if found <= modules else used_by(found | modules)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_stands_in_the_month_or_serves_one_that_does(name):
    assert name in used_by(in_month() | {model.__name__, targeting_rounds.__name__})  # a round on paper is asked for beside the month
    entry = {"step", "deliver"} & vars(import_module(name)).keys()
    assert not entry or name in in_month(), f"{name} has a step that no list calls"


@pytest.mark.parametrize("name", MODULES)
def test_every_module_that_runs_says_what_it_owns(name):
    module = import_module(name)
    runs = {"step", "deliver", "set_up"} & vars(module).keys()
    assert hasattr(module, "OWNS") or not runs, f"{name}: OWNS is missing"
    assert set(getattr(module, "OWNS", ())) <= NAMES, f"{name} owns what columns.csv does not declare"


@pytest.mark.parametrize("name", MODULES)
def test_parameters_of_every_module_are_known_to_the_model(name):
    own = getattr(import_module(name), "PARAMETERS", ())
    assert all(isinstance(p, Parameter) for p in own)
    assert {p.name for p in own} <= {p.name for p in parameters()}


def test_no_parameter_is_declared_twice():
    names = [p.name for p in parameters()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", [n for n in MODULES if n.startswith("sim.levers.") and not n.endswith(".stand_ins")])
def test_every_lever_is_in_the_register_and_in_the_month(name):
    short = name.rpartition(".")[2]
    assert LEVERS.get(short) is import_module(name)
    steps = [step for step in MONTH if step.lever == short]
    assert [step.run for step in steps] == [LEVERS[short].deliver]
    assert callable(steps[0].stop)


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_names_its_measures_of_the_plan_and_its_payer(name):
    plan = load("policy_levers").set_index("lever_id")["model_lever"]
    assert LEVERS[name].PAYER and LEVERS[name].__doc__
    assert LEVERS[name].ITEMS == tuple(plan[plan == name].index)


@pytest.mark.parametrize("room", [import_module(room) for room in ROOMS], ids=ROOMS)
def test_levers_processes_and_mechanism_never_import_each_other(room):
    others = [r for r in ROOMS if r != room.__name__]
    for name in (n for n in MODULES if n.startswith(room.__name__)):
        text = Path(import_module(name).__file__).read_text(encoding="utf-8")
        assert not [o for o in others if f"from {o}" in text or f"import {o}" in text], name


def draw_numbers() -> list[tuple[str, str, int]]:
    """(module, constant, process number) of all draws."""
    return [(n, k, v) for n in MODULES for k, v in vars(import_module(n)).items() if k.startswith("DRAW_") and isinstance(v, int)]


def test_no_two_draws_share_a_process_number():
    numbers = {}
    for module, name, value in draw_numbers():
        at = numbers.setdefault(value, (module, name))
        assert at[1] == name or at == (module, name), f"{value}: {at} and {(module, name)}"
    assert len(numbers) > 10
