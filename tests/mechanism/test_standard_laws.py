"""Laws of every standard: with perfect evidence and no limits the list is its true set; a stricter one never recognises more; rows have no order."""

from dataclasses import replace

import numpy as np
import pytest

from sim.mechanism.offices import capacity

from sim.mechanism.steps import applying, listing, plans, procedure, review
from sim.mechanism.evidence.deprivation import DIMENSIONS
from sim.mechanism.evidence.look import Look
from sim.mechanism.standards import STANDARDS
from sim.population import Population

PERFECT = {
    "evidence.error": 0.0, "evidence.hidden": 0.0, "recognition.aware": 1.0, "recognition.apply_zero": 1e9, "recognition.apply_slope": 0.0,
    "recognition.car_screen": False, "procedure.least_months": 0, "capacity.level": 1e6, "recognition.appraisal_noise": 0.0, "recognition.coverage": 1.0,
    "recognition.absolute_line": 5000.0, "recognition.fixed_line": 5000.0,
} | {f"evidence.{kind}_{name}": 0.0 for kind in ("missed", "false") for name in DIMENSIONS}  # fmt: skip
HYBRIDS = [("hybrid", way) for way in ("income_and_lacks", "income_or_lacks", "proxy_then_appraisal")]
EVERY = [(name, "income_and_lacks") for name in STANDARDS if name != "hybrid"] + HYBRIDS


@pytest.fixture
def ready(world_at, small_sample, switched_off):
    """March 2019 with the mechanism everywhere; incomes, spending and lacks that belong to the id of a household, whatever its row."""

    def make(name: str, way: str, values: dict | None = None, population: Population | None = None):
        world = world_at(2019, 3, switched_off | PERFECT | {"recognition.standard": name, "recognition.hybrid": way} | (values or {}), population or small_sample)
        h = world.households
        mixed = (h.id * 2654435761 % 2**32) / 2**32
        other = (h.id * 40503 % 65536) / 65536
        h.welfare[:], h.spending[:] = (2000 + 18000 * mixed) * h.size, 1e4 * (10 + 90 * other) * h.size
        h.water[:], h.insured[:], h.months_farm[:], h.pension_due[:] = mixed * 7 % 1 > 0.3, other * 5 % 1 > 0.3, 24 * (mixed * 11 % 1), 100.0
        world.persons.enrolled[:] = 1
        world.counties.median_survey[:] = 14000.0
        return world

    return make


def recognised(world) -> np.ndarray:
    """bool[households]: on the list after one round."""
    for module in (capacity, listing, applying, procedure, review, plans):
        module.step(world)
    return world.households.on_list == 1


@pytest.mark.parametrize("name,way", EVERY)
def test_perfect_evidence_and_no_limits_give_the_true_set(ready, name, way):
    world = ready(name, way)
    rows = np.flatnonzero(world.households.size > 0)
    truth = np.zeros(len(world.households), bool)
    truth[rows] = STANDARDS[name].need(world, Look(world, rows, true=True)) < 1.0
    assert 20 < truth.sum() < len(rows) - 20
    assert np.array_equal(recognised(world), truth)


STRICTER = [  # parameter, from lenient to strict
    ("median", "", "recognition.line_share", (0.7, 0.5, 0.3)),
    ("absolute", "", "recognition.absolute_line", (6000.0, 4000.0, 3000.0)),
    ("fixed_line", "", "recognition.fixed_line", (6000.0, 4000.0, 3000.0)),
    ("dibao_multiple", "", "recognition.dibao_multiple", (2.0, 1.5, 1.0)),
    ("multidimensional", "", "recognition.cutoff", (1 / 7, 2 / 7, 1 / 3, 0.5)),
    ("multidimensional", "", "recognition.line_share", (0.7, 0.5, 0.3)),
    ("proxy_means", "", "recognition.line_share", (0.7, 0.5, 0.3)),
    ("appraisal", "", "recognition.appraisal_share", (0.3, 0.1, 0.02)),
    ("hybrid", "income_and_lacks", "recognition.line_share", (0.7, 0.5, 0.3)),
    ("hybrid", "income_or_lacks", "recognition.hybrid_cutoff", (2 / 7, 3 / 7, 4 / 7)),
    ("hybrid", "proxy_then_appraisal", "recognition.appraisal_share", (0.3, 0.1, 0.02)),
]


@pytest.mark.parametrize("name,way,parameter,values", STRICTER)
@pytest.mark.parametrize("evidence", [{}, {"evidence.error": 0.4, "evidence.missed_health": 0.3, "recognition.appraisal_noise": 0.4}], ids=["exact", "noisy"])
def test_a_stricter_standard_never_recognises_more(ready, name, way, parameter, values, evidence):
    # one allotment, one month, the same applicants: the strict list lies inside the lenient one
    lists = [recognised(ready(name, way or "income_and_lacks", evidence | {parameter: value})) for value in values]
    for lenient, strict in zip(lists, lists[1:], strict=False):
        assert not (strict & ~lenient).any()
    assert lists[0].sum() > lists[-1].sum() > 0


def turned(people: Population) -> Population:
    """The same population with the households of each village in the opposite order."""
    village, person_home = people.households["village"], people.persons["household"]
    order = np.lexsort((-np.arange(len(village)), village))
    new_row = np.empty(len(order), np.int64)
    new_row[order] = np.arange(len(order))
    of_person = np.argsort(new_row[person_home], kind="stable")
    persons = {name: column[of_person] for name, column in people.persons.items()}
    persons["household"] = new_row[person_home][of_person].astype(person_home.dtype)
    return replace(people, households={name: column[order] for name, column in people.households.items()}, persons=persons)


@pytest.mark.parametrize("name,way", EVERY)
def test_the_order_of_rows_changes_nothing(ready, small_sample, name, way):
    noisy = {"evidence.error": 0.3, "evidence.missed_health": 0.3, "recognition.appraisal_noise": 0.4}
    needs = []
    for people in (small_sample, turned(small_sample)):
        world = ready(name, way, noisy, people)
        h = world.households
        rows = np.flatnonzero(h.size > 0)
        needs.append(dict(zip(h.id[rows].tolist(), STANDARDS[name].need(world, Look(world, rows)).tolist(), strict=True)))
    assert needs[0].keys() == needs[1].keys() and list(needs[0]) != list(needs[1])
    assert needs[0] == needs[1]  # to the bit


@pytest.mark.parametrize("name,way", EVERY)
def test_rows_may_be_asked_for_in_any_order(ready, name, way):
    world = ready(name, way, {"evidence.error": 0.3})
    rows = np.flatnonzero(world.households.size > 0)
    whole = STANDARDS[name].need(world, Look(world, rows))
    some = np.random.default_rng(5).permutation(len(rows))[:500]
    assert np.array_equal(STANDARDS[name].need(world, Look(world, rows[some])), whole[some])
