"""Views of single rows: a household, its village, county and city, its members. They read, and they refuse what would be lost."""

import gc
import weakref

import mesa
import numpy as np
import pytest

from sim.state.reasons import Reason
from sim.agents import City, County, Household, Village, register

pytestmark = pytest.mark.lines


def test_every_declared_column_is_read(model, world, declared):
    for table, agent in (("households", model.households[7]), ("villages", model.villages[3]), ("counties", model.counties[1])):
        for column in declared(table):
            name = column.name if hasattr(type(agent), column.name) and column.name not in ("village", "county") else f"{column.name}_row"
            value = getattr(agent, name)
            assert value == getattr(getattr(world, table), column.name)[agent.row] and type(value) in (int, float)


def test_a_view_sees_the_column_change(model, world):
    household = model.households[7]
    world.households.cash[7] = 123.0
    assert household.cash == 123.0


def test_the_docstring_of_a_column_says_what_it_is():
    assert Household.cash.__doc__ == "savings / 储蓄 [fen], stock of settlement"


def test_places_lead_to_each_other(model):
    household = model.households[20]
    assert isinstance(household.village, Village) and isinstance(household.county, County) and isinstance(model.city, City)
    assert household.county is household.village.county is model.counties[household.county_row]
    assert household in household.village.households and household in household.county.households
    assert [len(v.households) for v in model.villages] == [6, 9, 12, 7, 3, 13]
    assert [len(c.households) for c in model.counties] == [15, 19, 16]
    assert set(model.counties[1].villages) == set(model.villages[2:4])
    assert model.city.households is model.households and model.city.counties is model.counties and model.city.villages is model.villages


def test_members_are_records(model, world):
    members = model.households[4].persons
    assert members.id.tolist() == [12, 13, 14] and members[1].birth == 13
    with pytest.raises(ValueError, match="read-only"):
        members.birth[0] = 1
    world.persons.replace({name: array[:12] for name, array in world.persons.columns.items()})
    assert len(model.households[4].persons) == 0 and len(members) == 3


@pytest.mark.parametrize(
    "column, why", [("cash", "settlement only"), ("on_list", r"\.set\('on_list', value\)"), ("wage_local", "each month"), ("id", "identity")]
)
def test_writing_is_refused_with_the_way_to_go(model, column, why):
    with pytest.raises(AttributeError, match=why):
        setattr(model.households[0], column, 1)


@pytest.mark.parametrize("name", ["village", "persons", "unique_id", "model", "row", "pos", "step"])
def test_what_is_no_column_cannot_be_set_either(model, name):
    with pytest.raises(AttributeError, match="view of a row"):
        setattr(model.households[0], name, 1)
    with pytest.raises(AttributeError, match="cannot be deleted"):
        delattr(model.households[0], name)


def test_unknown_attributes_name_the_nearest(model):
    with pytest.raises(AttributeError, match="did you mean .*welfare"):
        _ = model.households[0].wellfare
    with pytest.raises(AttributeError, match="did you mean .*cash.*lost"):
        model.households[0].csh = 1
    with pytest.raises(AttributeError, match="did you mean .*remoteness"):
        _ = model.villages[0].remotness
    assert not hasattr(model.households[0], "__array__") and not hasattr(model.villages[0], "_private")


def test_places_refuse_to_write_columns(model):
    with pytest.raises(AttributeError, match="public_jobs.*scenario"):
        model.villages[0].posts = 3
    with pytest.raises(AttributeError, match="rollout.*scenario"):
        model.counties[0].rollout = 3
    model.villages[0].note = "an ordinary agent keeps what a user adds"
    assert model.villages[0].note.startswith("an ordinary")


def test_a_place_is_not_compared_with_a_number(model):
    with pytest.raises(TypeError, match="county_row"):
        model.households.select(model.households.county == 1)
    assert len(model.households.select(model.households.county_row == 1)) == 19
    assert len(model.households.select(model.households.county == model.counties[1])) == 19
    assert model.counties[1] != model.villages[1] and model.counties[1] != "a county"


def test_views_of_one_row_are_equal(model, world, new_model):
    a, b = model.households[3], model.households[3]
    assert a == b and a is not b and len({a, b}) == 1
    assert a != model.households[4] and a != model.villages[3] and a != new_model(world).households[3]


def test_ids_are_disjoint_between_types(model):
    class Visitor(mesa.Agent):
        """A user's own agent."""

    visitors = [Visitor(model) for _ in range(3)]
    ordinary = [agent.unique_id for agent in model.agents]
    households = [household.unique_id for household in model.households]
    assert len(visitors) == 3 and len(ordinary) == 1 + 3 + 6 + 3
    assert len({*ordinary, *households}) == len(ordinary) + len(households)
    assert min(households) > max(ordinary)
    assert households == model.households.unique_id.tolist() == model.households.get("unique_id").tolist()


def test_the_model_holds_ordinary_agents_and_answers_for_households(model):
    assert len(model.agents) == 1 + 3 + 6
    assert model.agents_by_type[Household] is model.households
    assert set(model.agents_by_type[Village]) == set(model.villages) and set(model.agents_by_type[County]) == set(model.counties)
    assert set(model.agent_types) == {City, County, Village, Household}
    with pytest.raises(RuntimeError, match="already"):
        register(model, model.world)


def test_data_collector_reads_households(model):
    collector = mesa.DataCollector(
        model_reporters={"poor": lambda m: int((m.households.cash < 0).sum())},
        agenttype_reporters={Household: {"cash": "cash", "village": lambda h: h.village.row}},
    )
    collector.collect(model)
    frame = collector.get_agenttype_vars_dataframe(Household)
    assert frame["cash"].tolist() == model.households.cash.tolist()
    assert frame["village"].tolist() == model.households.village_row.tolist()
    assert collector.get_model_vars_dataframe()["poor"].tolist() == [int((model.households.cash < 0).sum())]


def test_all_ordinary_agents_can_be_removed(model):
    model.remove_all_agents()
    assert len(model.agents) == 0 and len(model.households) == 50


def test_a_finished_model_is_freed(world, new_model):
    reference = weakref.ref(new_model(world))
    gc.collect()
    assert reference() is None


def test_shown_to_people(model):
    household, village, county = model.households[20], model.villages[2], model.counties[1]
    assert repr(county) == "<County 350421 明溪县 Mingxi County>"
    assert repr(village) == f"<Village {village.code} {village.zh}, 明溪县 Mingxi County>"
    assert repr(household) == f"<Household {household.id} in {village.zh}, 明溪县 Mingxi County>"
    assert repr(model.city) == "<City 三明市 Sanming: 3 counties, 6 villages, 50 households>"
    html = household._repr_html_()
    assert "储蓄" in html and "savings" in html and html.count("<tr>") == 1 + len(Household._columns)
    assert all("<table>" in agent._repr_html_() for agent in (village, county, model.city))


def test_a_card_says_what_a_reason_code_means(new_model, world):
    world.households.reason_loan[20] = Reason.COLLATERAL
    html = new_model(world).households[20]._repr_html_()
    assert "<td>19: no collateral or guarantee / 缺少抵押或担保</td>" in html and "<td>0: none / 无</td>" in html


def test_places_without_a_name_show_their_code(new_model, world):
    world.counties.adcode[0] = 999999
    world.villages.code[0] = 999999999999
    model = new_model(world)
    assert (model.counties[0].zh, model.counties[0].en, model.villages[0].zh) == ("999999", "999999", "999999999999")


def test_a_household_without_registration_says_so():
    with pytest.raises(AttributeError, match="registered"):
        _ = Household(mesa.Model(rng=1), 0).cash


def test_members_keep_the_types_of_their_columns(model, declared):
    members = model.households[0].persons
    assert {name: members.dtype[name] for name in members.dtype.names} == {c.name: np.dtype(c.dtype) for c in declared("persons")}
