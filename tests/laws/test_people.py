"""People are conserved: who is there in a month is who was there before, plus the born, less the dead; who changes household weds or divides."""

import numpy as np

from sim.core.clock import month_text


def test_persons_change_by_births_and_deaths_in_january_only(walk):
    for before, model in walk:
        world = model.world
        was, now = before["persons.id"], world.persons.id
        born, dead = np.setdiff1d(now, was), np.setdiff1d(was, now)
        assert len(now) == len(was) + len(born) - len(dead)
        assert world.month % 12 == 1 or not len(born) + len(dead), month_text(world.month - 1)
        if world.month % 12 == 1 and world.month - 1 > world.start:
            h = world.households
            homes = {"births": world.persons.household[np.isin(now, born)], "deaths": before["persons.household"][np.isin(was, dead)]}
            for name, rows in homes.items():
                counted = np.bincount(h.county[rows], h.weight[rows], len(world.counties))
                assert np.allclose(world.tally.get(name, 0.0), counted), (name, world.year)


def test_every_person_has_one_identity_and_one_household(walk):
    for _, model in walk:
        q = model.world.persons
        assert len(np.unique(q.id)) == len(q)
        assert (np.diff(q.household) >= 0).all()


def test_persons_change_household_in_january_and_inside_their_village(walk):
    moved = 0
    for before, model in walk:
        q, h = model.world.persons, model.world.households
        _, was, now = np.intersect1d(before["persons.id"], q.id, assume_unique=True, return_indices=True)
        old, new = before["persons.household"][was], q.household[now]
        goes = old != new
        moved += goes.sum()
        assert model.world.month % 12 == 1 or not goes.any(), month_text(model.world.month - 1)
        assert np.array_equal(h.village[old], h.village[new])
        joined = before["persons.married"][was] != q.married[now]
        divided = h.founded[new] == model.world.month - 1
        assert (joined | divided)[goes].all()  # a wedding or a division, nothing else
    assert moved > 0 or len(model.world.households) < 20


def test_couples_have_two_partners_of_either_sex(walk):
    for _, model in walk:
        q = model.world.persons
        rows = np.flatnonzero(q.married > 0)
        couple = q.household[rows].astype(np.int64) * 128 + q.married[rows]
        _, at, partners = np.unique(couple, return_inverse=True, return_counts=True)
        assert (partners == 2).all() and (np.bincount(at, q.sex[rows]) == 1).all()


def test_spare_rows_have_nobody_and_nothing_until_they_are_founded(walk):
    for before, model in walk:
        h = model.world.households
        spare = h.founded == -1
        for name in ("size", "land", "forest", "cash", "debt", "welfare", "car", "jiandang", "on_list"):
            assert not h.columns[name][spare].any(), name
        begun = (before["households.founded"] == -1) & ~spare
        assert not begun.any() or model.world.month % 12 == 1
        assert (h.size[begun] > 0).all()


def test_the_living_keep_sex_birth_skill_and_never_lose_schooling(walk):
    for before, model in walk:
        q = model.world.persons
        _, was, now = np.intersect1d(before["persons.id"], q.id, assume_unique=True, return_indices=True)
        for name in ("sex", "birth", "skill"):
            assert np.array_equal(before[f"persons.{name}"][was], q.columns[name][now]), name
        assert (q.school[now] >= before["persons.school"][was]).all()
        assert (q.health[now] >= before["persons.health"][was]).all()  # chronic illness and lost labour stay


def test_no_household_or_village_is_lost_or_moved(walk):
    for before, model in walk:
        for table, names in (("households", ("id", "village", "county", "weight")), ("villages", ("code", "county")), ("counties", ("adcode",))):
            for name in names:
                assert np.array_equal(before[f"{table}.{name}"], getattr(model.world, table).columns[name]), name


def test_household_sums_are_those_of_the_members(walk):
    for _, model in walk:
        q, h, n = model.world.persons, model.world.households, len(model.world.households)
        assert np.array_equal(h.size, np.bincount(q.household, minlength=n))
        assert np.array_equal(h.residents, np.bincount(q.household, q.resident, n))
        assert np.array_equal(h.size - h.residents, np.bincount(q.household, q.resident == 0, n))  # residents and absent are all


def test_a_household_without_members_earns_and_gets_nothing(walk):
    for _, model in walk:
        h = model.world.households
        if model.world.month % 12 == 1:  # work of the last plan runs out in February
            continue
        empty = h.size == 0
        month = {name: h.columns[name] if name in h.columns else model.world.payments.total(name) for name in EARNED}
        got = [name for name, fen in month.items() if fen[empty].any()]
        assert not got, (month_text(model.world.month - 1), got)
        assert not h.on_list[empty].any() and not h.post_left[empty].any()


EARNED = ("wage_local", "wage_migrant", "business_net", "farm_net", "wage_post", "pension", "dibao", "contribution", "grant_centre", "grant_province",
          "grant_county", "dividend", "capital_grant", "medical", "kin_loan")  # fmt: skip
