"""What a HouseholdSet does beside being an AgentSet: arrays, refusals, pickles, and no cost before a household is touched."""

import pickle

import numpy as np
import pytest

from sim.agents import Household, HouseholdSet

pytestmark = pytest.mark.lines


def test_columns_are_attributes(model, world):
    assert np.array_equal(model.households.cash, world.households.cash)
    assert np.array_equal(model.households[10:20].village_row, world.households.village[10:20])
    assert {"cash", "village", "village_row", "unique_id"} <= set(dir(model.households))


def test_arrays_are_copies(model, world):
    before = model.households.cash
    world.households.cash += 100.0
    assert np.array_equal(model.households.cash - before, np.full(50, 100.0))
    model.households.cash[:] = 0.0
    assert world.households.cash.any()


def test_sums_of_small_integers_do_not_run_over(new_model, large_world):
    large_world.households.car[:] = 1
    assert new_model(large_world).households.agg("car", np.add.reduce) == 620_000
    assert new_model(large_world).households.car.dtype == np.int64


@pytest.mark.parametrize("name", ["on_list", "dibao_due", "land", "post_left"])
def test_state_and_delivery_can_be_set(model, world, name):
    expected = getattr(world.households, name).copy()
    chosen = model.households.select(model.households.size > 2)
    expected[chosen.rows] = np.arange(len(chosen))
    chosen.set(name, np.arange(len(chosen)))
    assert 0 < len(chosen) < 50 and np.array_equal(getattr(world.households, name), expected)


@pytest.mark.parametrize(
    "name, why",
    [
        ("cash", "settlement"),
        ("wage_local", "process"),
        ("welfare", "outcome"),
        ("id", "identity"),
        ("village", "identity"),
        ("county_row", "identity"),
    ],
)
def test_money_outcomes_and_identity_cannot_be_set(model, name, why):
    with pytest.raises(AttributeError, match=why):
        model.households.set(name, 1)


def test_every_column_is_settable_or_refused_with_a_reason(model, declared):
    for column in declared("households"):
        if column.kind in ("stock", "flow", "report"):
            with pytest.raises(AttributeError, match="cannot be set"):
                model.households.set(column.name, 0)


@pytest.mark.parametrize("name, value", [("car", 300), ("car", 0.5), ("size", np.arange(49)), ("land", np.nan), ("land", "much"), ("land", None)])
def test_values_that_do_not_fit_are_refused(model, world, name, value):
    before = getattr(world.households, name).copy()
    with pytest.raises(ValueError, match=name):
        model.households.set(name, value)
    assert np.array_equal(getattr(world.households, name), before)


def test_unknown_names_propose_the_nearest(model):
    for ask in (
        lambda s: s.cassh,
        lambda s: s.get("cassh"),
        lambda s: s.set("cassh", 1),
        lambda s: s.groupby("cassh"),
        lambda s: s.agg("cassh", sum),
    ):
        with pytest.raises(AttributeError, match="did you mean .*cash"):
            ask(model.households)


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.select(s.size > 2, inplace=True),
        lambda s: s.sort("cash", inplace=True),
        lambda s: s.shuffle(inplace=True),
        lambda s: s.add(s[0]),
        lambda s: s.discard(s[0]),
        lambda s: s.remove(s[0]),
        lambda s: s.pop(),
        lambda s: s.clear(),
        lambda s: s.__ior__(s),
        lambda s: s.__isub__(s),
        lambda s: s._update([]),
    ],
)
def test_the_set_of_the_model_stays_whole(model, change):
    with pytest.raises(NotImplementedError, match="copy"):
        change(model.households)
    assert len(model.households) == 50
    change(model.households.copy())  # allowed there


def test_only_households_of_the_model_are_members(model, new_model, world):
    foreign = new_model(world).households
    assert foreign[0] not in model.households
    assert len(model.households & foreign) == 0 and len(model.households - foreign) == 50
    for put in (lambda s: s | foreign, lambda s: s.add(foreign[0]), lambda s: s | model.agents, lambda s: s.add(model.city)):
        with pytest.raises(TypeError, match="its own model"):
            put(model.households.copy())
    assert set(model.agents - model.households) == set(model.agents)


def test_with_id(model, world):
    assert model.households.with_id(int(world.households.id[30])).row == 30
    with pytest.raises(KeyError, match="no household 5"):
        model.households[:3].with_id(5)


def test_pickles(model):
    chosen = model.households.select(model.households.size > 2).sort("cash")
    again = pickle.loads(pickle.dumps(chosen))
    assert np.array_equal(again.rows, chosen.rows) and np.array_equal(again.cash, chosen.cash)
    assert again.model is not model and again[0].model is again.model
    twin = pickle.loads(pickle.dumps(model))
    assert twin.agents_by_type[Household] is twin.households and len(twin.households) == 50
    assert twin.villages[2].households[0].village is twin.villages[2]
    household = pickle.loads(pickle.dumps(model.households[4]))
    assert household.id == model.households[4].id and household in {household}


def test_shown_in_a_notebook(model):
    assert repr(model.households) == "<HouseholdSet of 50 households>"
    html = model.households._repr_html_()
    assert html.count("<tr>") == 6 and "&lt;HouseholdSet" in html


@pytest.fixture
def made(monkeypatch) -> list[int]:
    """Rows of every view made from now on."""
    rows: list[int] = []
    plain = Household.__init__
    monkeypatch.setattr(Household, "__init__", lambda self, model, row: (rows.append(row), plain(self, model, row))[1])
    return rows


def test_no_view_is_made_before_one_is_touched(new_model, large_world, made):
    large_world.households.cash[::2] = 1.0
    households = new_model(large_world).households
    chosen = households.select(households.cash > 0)
    assert len(chosen) == 310_000
    assert chosen.agg("cash", np.sum) == 310_000.0
    assert sum(chosen.groupby("village").agg("cash", sum).values()) == 310_000.0
    assert sum(chosen.groupby("county").count().values()) == len((households - chosen) | chosen) // 2
    assert len(chosen.shuffle().sort("cash")[:10].set("on_list", 1)) == 10
    assert chosen < households and made == []


def test_touching_some_makes_those_only(new_model, large_world, made):
    households = new_model(large_world).households
    first = next(iter(households))
    assert (first.row, households[-1].row) == (0, 619_999)
    assert households[5] in households and made == [0, 619_999, 5]


def test_rows_given_are_not_shared(model):
    rows = np.array([3, 1])
    households = HouseholdSet(model, rows)
    rows[0] = 9
    households.rows[0] = 9
    assert [h.row for h in households] == [3, 1]
