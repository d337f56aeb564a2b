"""The roster by hand: who dies leaves, who moves comes to the end of the new household, newborn follow, and nobody is counted twice."""

import numpy as np
import pytest

from sim.processes import roster


@pytest.fixture
def world(world_at):
    return world_at(2016, 1)


def newborn(world, mother: int) -> dict[str, np.ndarray]:
    q = world.persons
    fresh = {name: np.zeros(1, column.dtype) for name, column in q.columns.items()}
    fresh["id"][:] = q.id[mother] + 0x8000
    fresh["household"][:] = q.household[mother]
    return fresh


def ids(world, household: int) -> list[int]:
    return world.persons.id[world.persons.household == household].tolist()


def test_death_move_and_birth_by_hand(world):
    # rows 0 and 1 are the elder couple (household 0), row 2 the elder alone (household 1), rows 3 to 8 the household with grandchildren (2)
    q = world.persons
    before, skills = q.id.copy(), np.arange(len(q)) / 100.0
    q.skill[:] = skills
    world.moves.die([1])
    world.moves.move([6], [0])  # the daughter-in-law, whose newborn goes with her
    world.moves.bear([6], newborn(world, 6))
    roster.step(world)
    assert ids(world, 0) == [before[0], before[6], before[6] + 0x8000]
    assert ids(world, 1) == [before[2]] and ids(world, 2) == [before[i] for i in (3, 4, 5, 7, 8)]
    assert len(q) == len(before) and len(np.unique(q.id)) == len(q)
    assert q.skill[1] == skills[6] and q.skill[2] == 0.0 and q.skill[-1] == skills[-1]
    assert world.person_first()[:4].tolist() == [0, 3, 4, 9]


def test_to_an_empty_row_and_from_a_last_member(world):
    q = world.persons
    world.moves.move([2], [11])  # the elder alone joins the last household: household 1 is empty
    roster.step(world)
    assert ids(world, 1) == [] and (np.diff(q.household) >= 0).all()
    assert world.person_first()[1] == world.person_first()[2] == 2
    world.moves.move([0], [1])
    roster.step(world)
    assert len(ids(world, 1)) == 1 and q.household[:3].tolist() == [0, 1, 2]


def test_who_dies_does_not_move(world):
    q, n = world.persons, len(world.persons)
    world.moves.die([3])
    world.moves.move([3], [0])
    roster.step(world)
    assert len(q) == n - 1 and len(ids(world, 0)) == 2


def test_without_moves_the_table_is_the_same_object(world):
    before = world.persons.household
    roster.step(world)
    assert world.persons.household is before


def test_orders_of_batches_do_not_matter(world_at):
    tables = []
    for order in ((0, 1), (1, 0)):
        world = world_at(2016, 1)
        batches = [([4], [0]), ([9], [0])]
        for k in order:
            world.moves.move(*batches[k])
        roster.step(world)
        tables.append(world.persons.id.copy())
    assert np.array_equal(*tables)


@pytest.mark.parametrize("seed", range(6))
def test_in_place_is_the_same_as_sorting_anew(world, seed):
    # two years one after the other, growing and shrinking, so that persons are shifted up and down by little and by much
    luck = np.random.default_rng(seed)
    for year in range(2):
        q = world.persons
        event = luck.integers(0, 4, len(q))
        dead, moved, mothers = (np.flatnonzero(event == k) for k in (0, 1, 2))
        mothers, homes = mothers[: None if (seed + year) % 2 else 2], luck.integers(0, len(world.households), len(moved)).astype(np.int32)
        fresh = {name: np.zeros(len(mothers), column.dtype) for name, column in q.columns.items()}
        fresh["id"] = 10**9 * (year + 1) + np.arange(len(mothers))
        stays = np.flatnonzero(event > 1)
        home = np.concatenate([q.household[stays], homes, q.household[mothers]])
        ids_, skill = (np.concatenate([q.columns[name][stays], q.columns[name][moved], fresh[name]]) for name in ("id", "skill"))
        world.moves.die(dead), world.moves.move(moved, homes), world.moves.bear(mothers, fresh)
        roster.step(world)
        order = np.argsort(home, kind="stable")
        assert np.array_equal(q.household, home[order]) and np.array_equal(q.id, ids_[order]) and np.array_equal(q.skill, skill[order])
