"""What happens around a decision: favour, complaints at publication, appeals with a lag, and households that split in answer to the standard."""

import numpy as np
import pytest

from sim.mechanism.evidence import assets, favour, income_seen

from sim.mechanism.offices import capacity

from sim.mechanism.steps import appeals, applying, complaints, procedure, splitting
from sim.population import tiny_world as artificial
from sim.population.spare import with_spare
from sim.processes import division, members, roster
from sim.state.reasons import LABELS, Reason

FRANK = {"recognition.aware": 1.0, "recognition.apply_zero": 1000.0, "recognition.apply_slope": 0.0, "recognition.line_share": 0.5,
         "recognition.floating": True, "procedure.least_months": 0, "capacity.level": 1000.0}  # fmt: skip


@pytest.fixture
def march(world_at, switched_off):
    """March 2016, everybody applies, line of 6,000 yuan, incomes of 10,000 a head."""

    def make(values=None, population=None, year=2016, month=3):
        world = world_at(year, month, switched_off | FRANK | (values or {}), population)
        world.counties.median_survey[:] = 12000.0
        world.households.welfare[:] = 10000.0 * world.households.size
        return world

    return make


@pytest.fixture
def uneven(march, small_sample):
    """The same in the sample, with incomes from 2,000 to 15,000 a head."""

    def make(values):
        world = march(values, small_sample)
        income = np.random.default_rng(3).uniform(2000, 15000, len(world.households))
        world.households.welfare[:] = income * world.households.size
        return world, (income < 6000.0) & (world.households.size > 0)

    return make


def decide(world) -> None:
    for module in (capacity, applying, procedure):
        module.step(world)


def test_every_reason_has_its_words():
    assert set(LABELS) == set(Reason)


def test_with_screens_and_perfect_evidence_the_list_is_the_poor_who_are_not_barred(uneven):
    world, poor = uneven({"recognition.car_screen": True, "assets.flat_screen": True, "assets.payroll_screen": True})
    decide(world)
    barred = assets.barred(world, np.arange(len(poor)))
    assert (poor & barred).sum() > 50
    assert np.array_equal(world.households.on_list == 1, poor & ~barred)


@pytest.mark.parametrize("error", [0.0, 0.5])
def test_more_awareness_never_lists_fewer(uneven, error):
    listed = []
    for aware in (0.2, 0.5, 0.9):
        world, _ = uneven({"recognition.aware": aware, "evidence.error": error, "recognition.apply_zero": 1.0})
        decide(world)
        listed.append(world.households.on_list == 1)
    assert (listed[0] <= listed[1]).all() and (listed[1] <= listed[2]).all() and listed[0].sum() < listed[2].sum()


def test_favour_seems_to_make_kin_needier(march):
    world = march({"favour.elite": 0.2, "favour.share": 0.5})
    rows = np.arange(12)
    kin = favour.kin(world, rows)
    assert 0 < kin.sum() < 12
    assert procedure.record(world, rows) == pytest.approx(np.where(kin, 0.8, 1.0) * 10000.0 / 6000.0)
    assert np.allclose(world.households.declared, 10000.0)  # what is written down is the income; the verdict is bent


def test_without_favour_kin_are_judged_like_others(uneven):
    world, poor = uneven({"favour.elite": 0.0, "favour.share": 0.3})
    decide(world)
    assert np.array_equal(world.households.on_list == 1, poor)


def test_favour_lists_kin_who_are_not_poor(uneven):
    world, poor = uneven({"favour.elite": 0.3, "favour.share": 0.1})
    decide(world)
    wrong = (world.households.on_list == 1) & ~poor
    assert wrong.any() and favour.kin(world, np.flatnonzero(wrong)).all()


def test_a_complaint_with_a_perfect_second_look_removes_only_those_who_do_not_belong(uneven):
    noise = {"evidence.error": 0.5, "recognition.car_screen": True, "registers.miss_car": 1.0, "assets.miss_car": 1.0}
    loud = {"complaints.chance": 1.0, "complaints.known": 1.0, "complaints.error": 0.0}
    wrong, listed = [], []
    for more in ({}, loud):
        world, poor = uneven(noise | more)
        decide(world)
        h = world.households
        belongs = poor & (h.car == 0)
        listed.append(h.on_list == 1)
        wrong.append(listed[-1] & ~belongs)
        refused = h.reason_list == Reason.COMPLAINT
        assert not (refused & belongs).any() and refused.any() == bool(more)
    assert (listed[1] <= listed[0]).all() and np.array_equal(listed[0] & ~wrong[0], listed[1] & ~wrong[1])
    assert wrong[1].sum() < 0.5 * wrong[0].sum() and not (wrong[1] & (h.car == 1)).any()


def test_chance_of_a_complaint_by_hand(march, small_sample):
    # everybody at 1.5 times the line: half as visible as at twice, times 0.4, times the chance 0.5 and the hotline 1.2
    world = march({"complaints.chance": 0.5, "complaints.known": 0.4, "complaints.hotline": 1.2}, small_sample)
    world.households.welfare[:] = 9000.0 * world.households.size
    rows = np.flatnonzero(world.households.size > 0)
    need = np.full(len(rows), 1.5)
    share = complaints.raised(world, rows, 1, need).mean()
    assert abs(share - 0.5 * 1.2 * 0.4 * 0.5) < 5 * np.sqrt(0.25 / len(rows))
    assert not np.array_equal(complaints.raised(world, rows, 1, need), complaints.raised(world, rows, 2, need))
    world.households.welfare[:] = 6000.0 * world.households.size
    assert not complaints.raised(
        world, rows, 1, np.ones(len(rows))
    ).any()  # nobody complains about those at or below the line who have nothing in view


def test_without_days_a_complaint_comes_to_nothing(march):
    world = march({"complaints.chance": 1.0, "complaints.known": 1.0, "complaints.days": 1.0, "complaints.error": 0.0, "learning.on": False})
    capacity.step(world)
    world.counties.office_left[:] = 0.0
    world.households.welfare[:] = 20000.0 * world.households.size
    assert complaints.raised(world, np.arange(12), 1, np.full(12, 3.0)).all() and not complaints.publish(world, np.arange(12), 1).any()
    world.counties.office_left[:] = 4.0
    refused = complaints.publish(world, np.arange(12), 1)
    assert refused.tolist() == [True] * 4 + [False] * 2 + [True] * 4 + [False] * 2


def test_a_wrong_refusal_is_put_right_on_appeal_after_the_lag(march):
    world = march({"appeals.chance": 1.0, "appeals.lag": 3, "appeals.error": 0.0, "evidence.error": 2.0})
    h = world.households
    h.welfare[:] = 5000.0 * h.size
    decide(world)
    missed = h.stage == procedure.APPEALED
    assert 0 < missed.sum() < 12 and (h.reason_list[missed] == Reason.PENDING).all() and np.array_equal(h.on_list == 0, missed)
    for _ in range(2):
        world.month += 1
        decide(world)
        assert np.array_equal(h.on_list == 0, missed)
    world.month += 1
    decide(world)
    assert h.on_list.all() and not h.stage.any()


def test_who_is_not_within_the_standard_does_not_appeal(march):
    world = march({"appeals.chance": 1.0})
    decide(world)
    assert not world.households.stage.any() and (world.households.reason_list == Reason.EVIDENCE).all()


def test_an_appeal_can_be_lost(march):
    world = march({"appeals.chance": 1.0, "appeals.lag": 0, "evidence.error": 2.0, "appeals.error": 1.0})
    h = world.households
    h.welfare[:] = 5000.0 * h.size
    decide(world)
    world.month += 1
    procedure.step(world)
    lost = h.reason_list == Reason.APPEAL_LOST
    assert lost.any() and (h.on_list[lost] == 0).all() and (h.declared[lost] > 6000.0).all()
    assert not (appeals.wish(world, np.flatnonzero(lost))).any()  # once


def test_elders_alone_by_hand(march):
    # row 11: four members, one elder with a pension of 100 yuan a month; farm and business of 12,000, of which an elder keeps half a head's part
    world = march({"splitting.farm": 0.5})
    h = world.households
    h.pension_due[11], h.welfare[11] = 10000.0, 30000.0
    world.last_sources[:, 11] = 9000.0, 6000.0, 0.0, 0.0
    look = splitting.EldersAlone(world, np.array([11]), true=True)
    assert income_seen.by_source(world, np.array([11]))[1, 0] == pytest.approx(12000.0)
    assert look.income[0] == pytest.approx(1200.0 + 0.5 * 3000.0)


@pytest.fixture
def split(march):
    """A January of 2017 with spare rows, after a March in which row 13 (the household with a mother of 71) was refused and asked to split."""

    def make(values=None):
        world = march({"splitting.wish": 1.0, "splitting.refused": 0.0} | (values or {}), with_spare(artificial()))
        world.households.pension_due[:] = 10000.0 * world.households.elders
        decide(world)
        return world

    return make


def test_who_asks_to_split(split):
    world = split()
    h = world.households
    asked = np.flatnonzero(h.split_wish).tolist()
    mixed = np.flatnonzero((h.elders > 0) & (h.elders < h.size)).tolist()
    assert asked == mixed and 13 in asked and (h.split_wish[asked] == world.month).all()
    assert (h.reason_list[asked] == Reason.EVIDENCE).all()


def test_the_register_may_refuse(split):
    world = split({"splitting.refused": 1.0})
    h = world.households
    assert not h.split_wish.any() and h.reason_list[13] == Reason.SPLIT_REFUSED and h.reason_list[0] == Reason.EVIDENCE


def test_elders_with_enough_of_their_own_do_not_split(march):
    world = march({"splitting.wish": 1.0, "splitting.refused": 0.0})
    world.households.pension_due[:] = 60000.0 * world.households.elders  # 7,200 yuan a year
    decide(world)
    assert not world.households.split_wish.any()


def test_a_request_divides_the_household_on_paper(split):
    world = split({"division.with_child": 0.0, "division.childless": 0.0})
    h, q = world.households, world.persons
    world.month += 10
    h.cash[:] = 4_000_000.0 * (h.size > 0)
    mother = int(q.id[np.flatnonzero((q.household == 13) & (world.month - q.birth >= 720))][0])
    division.step(world)
    assert not world.payments.total("house_cost").any()  # nobody builds: all stay under one roof
    roster.step(world)
    members.step(world)
    new = int(np.flatnonzero(h.origin == 13)[0])
    assert h.size[[13, new]].tolist() == [1, 3] and h.elders[[13, new]].tolist() == [1, 0]
    assert world.persons.household[world.persons.id == mother].tolist() == [13]
    assert world.payments.total("division_share")[new] == 3_000_000.0 and h.lineage[new] == h.lineage[13]


def test_an_old_request_lapses(split):
    world = split({"division.with_child": 0.0, "division.childless": 0.0})
    world.month += 22
    division.step(world)
    assert (world.households.origin == division.NO_PARENTS).all()


def test_partners_of_elders_stay_and_children_do_not_leave_alone(world_at):
    world = world_at(2019, 3)
    q, h = world.persons, world.households
    rows, persons = division.apart(world, np.array([2, 5, 11]))
    # row 2: grandparents stay, the couple and the grandchildren leave; row 5: the son of 43 leaves; row 11: the mother stays
    left = {int(row): sorted(((world.month - q.birth[persons[q.household[persons] == row]]) // 12).tolist()) for row in rows}
    assert rows.tolist() == [2, 5, 11] and left[2][0] < 16 and len(left[2]) == 4 and len(left[5]) == 1 and len(left[11]) == 3
    q.birth[(q.household == 5) & (q.sex == 0)] = world.month - 17 * 12  # a ward of 17 does not lead a household
    assert 5 not in division.apart(world, np.array([2, 5, 11]))[0]
    wife = np.flatnonzero((q.household == 2) & (world.month - q.birth >= 720) & (q.sex == 1))
    q.birth[wife] = world.month - 50 * 12
    assert wife[0] not in division.apart(world, np.array([2]))[1] and h.size[2] == 6
