"""Nothing of Mesa's AgentSet is inherited unseen: a new public method must be written for households, or refused, first."""

import mesa
import pytest

from sim.agents import Household
from sim.agents.household_groups import HouseholdGroups
from sim.agents.mesa_line import AgentSet, GroupBy

pytestmark = pytest.mark.lines

# What a class has by being a class, and what AgentSet's ancestors use among themselves.
MACHINERY = {"__init_subclass__", "__subclasshook__", "__class_getitem__", "__new__"}


def methods(cls: type) -> set[str]:
    """Public names and special methods of a class and its ancestors, without those of `object`."""
    defined = {
        name for ancestor in cls.__mro__ if ancestor is not object for name, value in vars(ancestor).items() if callable(value) or name == "copy"
    }
    special = {name for name in defined if name.startswith("__") and name.endswith("__")} - MACHINERY
    return special | {name for name in dir(cls) if not name.startswith("_")}


def home(cls: type, name: str) -> str:
    """Module of the ancestor that answers for a name."""
    return next((ancestor.__module__ for ancestor in cls.__mro__ if name in vars(ancestor)), "")


def not_ours(cls: type, names: set[str]) -> list[str]:
    return sorted(name for name in names if not home(cls, name).startswith("sim.agents"))


def test_every_method_of_agentset_is_ours(model):
    kept_by_model = type(model.agents)  # since Mesa 3.5 a class of its own, with `copy`
    expected = methods(AgentSet) | methods(kept_by_model)
    assert len(expected) > 40
    assert not_ours(type(model.households), expected) == []


def test_every_attribute_of_an_agentset_answers(model, plain):
    public = [name for name in vars(plain) if not name.startswith("_")]
    assert "random" in public
    assert all(hasattr(model.households, name) for name in (*public, "model"))


def test_every_method_of_groupby_is_ours():
    names = methods(GroupBy) - {"__init__"}
    assert {"agg", "count", "do", "map", "__iter__", "__len__"} <= names
    assert not_ours(HouseholdGroups, names) == []


def test_a_method_left_to_mesa_would_be_noticed():
    class Newer(AgentSet):
        def brand_new(self):
            """A method that some later Mesa may bring."""

    assert not_ours(Newer, {"brand_new", "select"}) == ["brand_new", "select"]


def test_every_attribute_of_an_agent_is_kept_or_refused(model):
    household = model.households[0]
    assert household.random is model.random and household.rng is model.rng and household.pos is None
    assert household.step() is None and household.advance() is None
    for refused in (household.remove, lambda: Household.create_agents(model, 2), lambda: Household.from_dataframe(model, None)):
        with pytest.raises(NotImplementedError, match="household"):
            refused()


def test_public_names_of_agent_are_known():
    known = {"advance", "create_agents", "from_dataframe", "random", "remove", "rng", "scenario", "step"}
    assert {name for name in dir(mesa.Agent) if not name.startswith("_")} <= known
