"""The world: time, offsets, levers in force, tallies and reasons."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.state.reasons import LABELS, Reason


def test_time(make_world):
    world = make_world(month=month_index(2019, 12))
    assert (world.year, world.month_of_year, world.start) == (2019, 12, month_index(2019, 12))
    world.month += 1
    assert (world.year, world.month_of_year) == (2020, 1)


def test_offsets_enclose_the_rows(make_world):
    world = make_world(county=(0, 0, 0, 1, 1))
    assert world.county_first.tolist() == [0, 3, 5] == world.village_first.tolist()
    assert world.person_first().tolist() == [0, 2, 4, 6, 8, 10]
    assert make_world(county=(1, 1)).county_first.tolist() == [0, 0, 2]


def test_offsets_follow_new_persons(make_world):
    world = make_world()
    columns = {name: np.zeros(4, array.dtype) for name, array in world.persons.columns.items()}
    columns["household"] = np.array([0, 2, 2, 2])
    world.persons.replace(columns)
    assert world.person_first().tolist() == [0, 1, 1, 4]


def test_a_lever_is_in_force_from_its_first_to_its_last_month(make_world):
    world = make_world()
    world.levers_on["public_jobs"] = (world.month, world.month + 1)
    seen = []
    for _ in range(3):
        seen.append((world.active("public_jobs"), world.active("unknown")))
        world.month += 1
    assert seen == [(True, False), (True, False), (False, False)]


def test_tallies_add_by_county_also_for_repeated_rows(make_world):
    world = make_world()
    world.count("births", np.array([0, 0, 1]))
    world.count("births", np.array([1]), 2.5)
    assert world.tally["births"].tolist() == [2.0, 3.5]


def test_every_reason_is_labelled_in_both_languages():
    assert set(LABELS) == set(Reason)
    assert all(not zh.isascii() and en.isascii() and en for zh, en in LABELS.values())
    assert Reason.NONE == 0 and max(Reason) < 128  # fits the int8 columns


@pytest.mark.parametrize("column", ["reason_list", "reason_post", "reason_loan", "reason_contract", "reason_job"])
def test_reasons_start_with_none(make_world, column):
    assert (make_world().households.columns[column] == Reason.NONE).all()


def test_a_refusal_leaves_its_reason(make_world):
    world = make_world()
    world.refuse("public_jobs", np.array([1]), Reason.PURSE)
    world.refuse("listing", np.array([0, 2]), Reason.EVIDENCE)
    assert world.households.reason_post.tolist() == [0, Reason.PURSE, 0]
    assert world.households.reason_list.tolist() == [Reason.EVIDENCE, 0, Reason.EVIDENCE]
