"""Each method of HouseholdSet next to the same method of an ordinary AgentSet of the same fifty households."""

import copy
import operator

import numpy as np
import pytest

pytestmark = [
    pytest.mark.lines,
    pytest.mark.filterwarnings("ignore:No Agents specified:UserWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]


def ids(agents) -> list[int]:
    return [agent.id for agent in agents]


@pytest.fixture
def both(model, plain):
    """(households, plain agents): sets that may be changed."""
    return model.households.copy(), plain


@pytest.mark.parametrize("at_most", [float("inf"), 3, 0, 1, 1.0, 0.5, 0.33, 2.5, 10_000])
@pytest.mark.parametrize("wanted", [None, lambda h: h.size > 2])
def test_select(both, at_most, wanted):
    ours, theirs = (s.select(wanted, at_most=at_most) for s in both)
    assert ids(ours) == ids(theirs)


def test_select_by_mask_is_select_by_function(both):
    ours, theirs = both
    assert ids(ours.select(ours.cash < 0)) == ids(theirs.select(lambda h: h.cash < 0))
    assert ids(ours.select(ours.cash < 0, at_most=2)) == ids(theirs.select(lambda h: h.cash < 0, at_most=2))


def test_select_by_type(both, model):
    ours, theirs = both
    assert ids(ours.select(agent_type=type(ours[0]))) == ids(theirs.select(agent_type=type(list(theirs)[0])))
    assert len(ours.select(agent_type=type(model.city))) == len(theirs.select(agent_type=type(model.city))) == 0


def test_select_in_place(both):
    for s in both:
        assert s.select(lambda h: h.size > 2, inplace=True) is s
    assert ids(both[0]) == ids(both[1])
    assert 0 < len(both[0]) < 50


@pytest.mark.parametrize("mask", [np.ones(49, bool), np.ones(50, int), np.ones((50, 1), bool)])
def test_a_mask_of_another_kind_is_refused(model, mask):
    with pytest.raises(ValueError, match="boolean array of length 50"):
        model.households.select(mask)


@pytest.mark.parametrize("ascending", [True, False])
@pytest.mark.parametrize("key", ["size", "cash", lambda h: (h.size, -h.land), lambda h: h.car])
def test_sort(both, key, ascending):
    ours, theirs = (s.sort(key, ascending=ascending) for s in both)
    assert ids(ours) == ids(theirs)
    assert ids(both[0].sort(key, ascending, inplace=True)) == ids(both[0]) == ids(theirs)


def test_shuffle_holds_the_same_members(both):
    ours, theirs = both
    shuffled = ours.shuffle()
    assert sorted(ids(shuffled)) == sorted(ids(theirs.shuffle())) == ids(ours)
    assert ids(shuffled) != ids(ours)
    assert ours.shuffle(inplace=True) is ours and ids(ours) == ids(shuffled)


def test_shuffle_is_keyed(model):
    first = ids(model.households.shuffle())
    assert ids(model.households.sort("cash").shuffle()) == first
    assert ids(model.households.shuffle(k=1)) != first
    part = model.households.select(model.households.size > 2)
    assert ids(part.shuffle()) == [i for i in first if i in ids(part)]
    model.world.month += 1
    assert ids(model.households.shuffle()) != first


@pytest.mark.parametrize("name", ["do", "shuffle_do"])
def test_do(both, name):
    for s in both:
        seen = []
        assert getattr(s, name)(lambda h, k, plus=0, seen=seen: seen.append(h.id + k + plus), 1, plus=2) is s
        assert sorted(seen) == [i + 3 for i in ids(s)]
        assert getattr(s, name)("step") is s


def test_do_keeps_the_order(both):
    ours, theirs = [], []
    both[0].do(lambda h: ours.append(h.id))
    both[1].do(lambda h: theirs.append(h.id))
    assert ours == theirs


def test_map(both):
    assert both[0].map(lambda h, k: h.size + k, 2) == both[1].map(lambda h, k: h.size + k, 2)
    assert both[0].map("step") == both[1].map("step") == [None] * 50


@pytest.mark.parametrize("func", [min, max, sum, np.mean, len, np.median])
@pytest.mark.parametrize("name", ["size", "cash", "car"])
def test_agg(both, name, func):
    assert both[0].agg(name, func) == both[1].agg(name, func)
    assert both[0].agg(name, [func, max]) == both[1].agg(name, [func, max])


@pytest.mark.parametrize("name", ["id", "size", "cash", "village_row", "county_row", "village", "county", "row"])
def test_get(both, name):
    assert list(both[0].get(name)) == both[1].get(name)


def test_get_several(both):
    names = ["size", "cash", "village"]
    assert [list(record) for record in both[0].get(names)] == both[1].get(names)
    assert both[0].get(names)["cash"].dtype == np.float64


def test_get_what_is_missing(both):
    for s in both:
        with pytest.raises(AttributeError):
            s.get("incme")
        with pytest.raises(ValueError, match="handle_missing"):
            s.get("cash", handle_missing="guess")
        assert list(s.get("incme", handle_missing="default", default_value=5)) == [5] * 50
        assert [list(r) for r in s.get(["size", "incme"], "default", None)] == [[h.size, None] for h in s]


def test_set(both):
    for s in both:
        assert s.set("on_list", 1) is s
    assert list(both[0].get("on_list")) == both[1].get("on_list") == [1] * 50


@pytest.mark.parametrize("by", ["size", "cash", "village_row", "village", "county", lambda h: (h.car, h.size)])
def test_groupby(both, by):
    ours, theirs = (s.groupby(by) for s in both)
    assert list(ours.groups) == list(theirs.groups)
    assert [(key, ids(group)) for key, group in ours] == [(key, ids(group)) for key, group in theirs]
    assert ours.count() == theirs.count() and len(ours) == len(theirs)


@pytest.mark.parametrize("func", [sum, min, max, len, np.mean, np.sum, np.median, lambda v: sorted(v)[0]])
@pytest.mark.parametrize("by", ["size", "village"])
def test_agg_of_groups(both, by, func):
    ours, theirs = (s.groupby(by).agg("cash", func) for s in both)
    assert list(ours.items()) == list(theirs.items())


def test_groups_of_lists(both):
    ours, theirs = (s.groupby("size", result_type="list") for s in both)
    assert {key: ids(group) for key, group in ours} == {key: ids(group) for key, group in theirs}
    assert type(next(iter(ours))[1]) is list
    assert ours.agg("cash", sum) == theirs.agg("cash", sum)


def test_map_and_do_of_groups(both):
    ours, theirs = (s.groupby("size") for s in both)
    assert ours.map(len) == theirs.map(len)
    assert ours.map("agg", "cash", max) == theirs.map("agg", "cash", max)
    assert ours.do("do", "step") is ours and ours.do(len) is ours


def test_groups_of_nothing_and_emptied_groups(both):
    nobody = both[0].select(np.zeros(50, bool)).groupby("size")
    assert nobody.count() == nobody.agg("cash", sum) == {}
    groups = both[0].groupby("car")
    groups.groups[1].clear()
    assert groups.agg("size", sum) == {1: 0, 0: both[0].select(both[0].car == 0).agg("size", sum)}


def test_length_iteration_membership(both):
    for s in both:
        agents = list(s)
        assert len(s) == 50 and bool(s) and ids(agents) == ids(both[1])
        assert agents[3] in s and "household" not in s and None not in s
        assert ids(reversed(s)) == ids(agents)[::-1]


def test_index_and_count(both):
    for s in both:
        agents = list(s)
        assert s.index(agents[7]) == 7 and s.index(agents[7], 3) == 7 and s.index(agents[7], -50, -1) == 7
        assert s.count(agents[7]) == 1 and s.count("nobody") == 0
        for wrong in ((agents[7], 8), (agents[7], 0, 5), ("nobody",)):
            with pytest.raises(ValueError):
                s.index(*wrong)


@pytest.mark.parametrize("item", [0, 7, -1, np.int64(4)])
def test_item(both, item):
    assert both[0][item].id == both[1][item].id


@pytest.mark.parametrize("item", [slice(2, 5), slice(None, None, -2), slice(60, 70)])
def test_slice(both, item):
    assert ids(both[0][item]) == ids(both[1][item])


def test_item_out_of_range(model):
    for households in (model.households, model.households.copy()):
        for item in (50, -51):
            with pytest.raises(IndexError):
                households[item]


def test_lists_and_copies(both, plain):
    ours = both[0]
    assert ids(ours.to_list()) == ids(list(plain)) and type(ours.to_list()) is list
    for duplicate in (ours.copy(), copy.copy(ours)):
        duplicate.clear()
        assert len(duplicate) == 0 and len(ours) == 50


def parts(s) -> list:
    """The whole set, two overlapping parts in another order, a small part, nothing."""
    picks = (lambda h: True, lambda h: h.size > 2, lambda h: h.cash > 0, lambda h: h.size > 4, lambda h: False)
    return [s.select(pick).sort("cash", ascending=bool(i % 2)) for i, pick in enumerate(picks)]


@pytest.mark.parametrize("operation", [operator.and_, operator.or_, operator.sub, operator.xor])
def test_operators(both, operation):
    ours, theirs = map(parts, both)
    for i in range(5):
        for j in range(5):
            assert ids(operation(ours[i], ours[j])) == ids(operation(theirs[i], theirs[j]))
            assert ids(operation(ours[i], list(ours[j]))) == ids(operation(theirs[i], list(theirs[j])))


@pytest.mark.parametrize("operation", [operator.and_, operator.or_, operator.sub, operator.xor])
def test_reflected_operators(both, operation):
    ours, theirs = map(parts, both)
    for i in range(5):
        assert ids(operation(list(ours[i]), ours[1])) == ids(operation(list(theirs[i]), theirs[1]))


@pytest.mark.parametrize("operation", [operator.iand, operator.ior, operator.isub, operator.ixor])
def test_operators_in_place(both, operation):
    for i in range(5):
        for j in range(1, 5):
            ours, theirs = parts(both[0]), parts(both[1])
            changed = operation(ours[i], ours[j])
            assert changed is ours[i] and ids(changed) == ids(operation(theirs[i], theirs[j]))
    assert len(operation(ours[1], ours[1])) == len(operation(theirs[1], theirs[1]))


@pytest.mark.parametrize("operation", [operator.le, operator.lt, operator.ge, operator.gt, operator.eq, operator.ne])
def test_comparisons(both, operation):
    ours, theirs = map(parts, both)
    for i in range(5):
        for j in range(5):
            expected = operation(theirs[i], theirs[j])
            assert operation(ours[i], ours[j]) is expected
            assert operation(ours[i], set(ours[j])) is expected
            assert operation(set(ours[i]), ours[j]) is expected
            assert ours[i].isdisjoint(ours[j]) is theirs[i].isdisjoint(theirs[j])


def test_comparison_and_operators_with_other_things(both):
    for s in both:
        assert s != list(s) and s != 5
        for operation in (operator.and_, operator.or_, operator.sub, operator.xor, operator.le, operator.gt):
            with pytest.raises(TypeError):
                operation(s, 5)
        with pytest.raises(TypeError):
            hash(s)


def test_add_discard_remove_pop_clear(both):
    for s in both:
        agents = list(s)
        s.remove(agents[0])
        s.discard(agents[1])
        s.discard(agents[1])
        with pytest.raises(KeyError):
            s.remove(agents[1])
        s.add(agents[0])
        s.add(agents[5])
        assert s.pop().id == agents[2].id
    assert ids(both[0]) == ids(both[1]) and len(both[0]) == 48
    for s in both:
        s.clear()
        with pytest.raises(KeyError):
            s.pop()
