"""Each standard by hand on the twelve artificial households: who meets it, and how needy the others are."""

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.mechanism.standards import reference
from sim.mechanism.evidence.look import Look
from sim.mechanism.standards import STANDARDS, absolute, appraisal, dibao_multiple, fixed_line, hybrid, median, multidimensional

EXACT = {f"evidence.{kind}_{name}": 0.0 for kind in ("missed", "false") for name in ("schooling", "health", "housing", "water", "employment", "insurance")}
EXACT |= {"evidence.error": 0.0, "evidence.hidden": 0.0, "recognition.appraisal_noise": 0.0}
ALL = np.arange(12)


@pytest.fixture
def at(world_at):
    """World in March of a year in which nobody lacks anything but income; incomes of 1,000 to 12,000 a head; county medians of 12,000."""

    def make(year: int = 2019, values: dict | None = None, **drivers):
        world = world_at(year, 3, EXACT | (values or {}), **drivers)
        h, q = world.households, world.persons
        h.welfare[:] = 1000.0 * (ALL + 1) * h.size
        h.car[:], h.house[:], h.unsafe[:], h.water[:], h.insured[:], h.months_farm[:], h.pension_due[:] = 0, 2, 0, 1, 1, 12.0, 100.0
        q.health[:], q.school[:], q.enrolled[:] = 0, 9, 1
        world.counties.median_survey[:] = 12000.0
        return world

    return make


def met(world, standard, true: bool = False) -> list[int]:
    return np.flatnonzero(standard.need(world, Look(world, ALL, true)) < 1.0).tolist()


@pytest.mark.parametrize("true", [True, False])
@pytest.mark.parametrize("year,price,first_out", [(2019, 1.0, 3), (2024, 1.25, 3), (2024, 2.0, 3)])
def test_the_official_line_moves_with_prices(at, year, price, first_out, true):
    # 3,218 at prices of 2019; incomes are real, so that prices change nothing: 1,000 to 3,000 are below
    world = at(year, {"recognition.absolute_line": 3218.0}, price=price)
    assert absolute.line(world) == pytest.approx(3218.0 * price)
    assert met(world, absolute, true) == list(range(first_out))


def test_the_line_of_guangdong_in_prices_of_2014(at, scenarios, start):
    assert met(at(), fixed_line) == [0, 1, 2, 3]  # 4,000 x 1.013 = 4,052
    world = start(scenarios["current_policy"]).world
    world.month = month_index(2019, 3)
    # rural prices rose 1.3, 1.9, 1.3, 2.1 and 3.2 % from 2015 to 2019
    assert fixed_line.line(world) == pytest.approx(4000.0 * 1.013 * 1.019 * 1.013 * 1.021 * 1.032)


@pytest.mark.parametrize("multiple,count", [(1.0, 5), (1.5, 8), (2.0, 11)])
def test_multiples_of_dibao(at, multiple, count):
    world = at(values={"recognition.dibao_multiple": multiple}, dibao_standard=6000.0)
    assert met(world, dibao_multiple) == list(range(count))  # exactly at the line is not below it
    assert dibao_multiple.need(world, Look(world, ALL))[2] == pytest.approx(3000.0 / (multiple * 6000.0))


def test_one_line_for_the_city_is_the_mean_by_residents(at):
    world = at(values={"recognition.scope": "city", "recognition.line_share": 0.5})
    h = world.households
    world.counties.median_survey[:] = 0.0
    world.counties.median_survey[h.county[0]], world.counties.median_survey[h.county[11]] = 9000.0, 15000.0
    h.residents[:6], h.residents[6:] = 2, 4
    assert np.allclose(median.line(world), 0.5 * (9000.0 + 2 * 15000.0) / 3)


def test_county_lines_differ_and_the_others_do_not(at):
    world = at()
    world.counties.median_survey[:] = 1000.0 * np.arange(12)
    for scope, same in (("county", False), ("city", True), ("province", True), ("nation", True)):
        world.parameters.set("recognition.scope", scope, "test")
        assert (np.ptp(median.line(world)) == 0.0) == same


def test_the_national_median_of_last_year_and_beyond_what_is_published(at):
    values = {"recognition.scope": "nation", "recognition.line_share": 0.5, "recognition.nation_growth": 0.1}
    assert np.allclose(median.line(at(2019, values)), 0.5 * 13066.0)  # median of 2018
    assert np.allclose(median.line(at(2022, values)), 0.5 * 14389.0 * 1.1**2)  # 2019, two years on
    province = values | {"recognition.scope": "province", "recognition.province_ratio": 1.2}
    assert np.allclose(median.line(at(2019, province)), 0.5 * 1.2 * 13066.0)


def test_the_national_line_anchored_at_2018(at):
    values = {"recognition.scope": "nation", "recognition.line_share": 0.5, "recognition.floating": False}
    assert np.allclose(median.line(at(2025, values)), 0.5 * 13066.0)  # constant prices
    assert np.allclose(median.line(at(2017, values)), 0.5 * 11149.0)  # before: the last known year, 2016
    assert reference.ANCHOR == 2018


def test_three_of_seven_lacks(at):
    # income below 6,000 a head: households 0 to 4; the others lack nothing else but what is set here
    world = at(values={"recognition.cutoff": 1.0 / 3.0, "recognition.line_share": 0.5})
    h = world.households
    h.house[[0, 1, 7]], h.water[[0, 1, 7, 8]], h.insured[[1, 7]] = 0, 0, 0
    # lacks: household 0 income, housing, water; 1 and insurance too; 7 housing, water, insurance; 8 water
    look = Look(world, ALL, true=True)
    assert multidimensional.lacks(world, look).sum(axis=1).tolist() == [3, 4, 1, 1, 1, 0, 0, 3, 1, 0, 0, 0]
    assert met(world, multidimensional, true=True) == [0, 1, 7] == met(world, multidimensional)
    need = multidimensional.need(world, look)
    assert need[1] < need[0] < need[7] < 1.0 < need[2] < need[3] < need[4] < need[8]  # more lacks, then less income
    # 2.5 over 3 lacks and a quarter of 1 - 0.5 x 1,000 / 6,000
    assert need[0] == pytest.approx(2.5 / (3 + 0.25 * (1 - 0.5 / 6)))


@pytest.mark.parametrize("cutoff,needed", [(1 / 7, 1), (0.2, 2), (2 / 7, 2), (1 / 3, 3), (3 / 7, 3), (0.5, 4), (1.0, 7)])
def test_lacks_that_a_cut_off_asks_for(cutoff, needed):
    assert multidimensional.enough(cutoff) == needed


def test_the_village_puts_forward_its_share(at):
    # a third of six households in each village: the two that look poorest by what they spent
    world = at(values={"recognition.appraisal_share": 1 / 3, "recognition.appraisal_labour": 0.0, "recognition.appraisal_ill": 0.0})
    h = world.households
    h.spending[:] = 1e5 * h.size * np.array([6, 2, 3, 1, 5, 4, 9, 8, 7, 12, 11, 10])
    assert met(world, appraisal) == [1, 3, 7, 8]
    need = appraisal.need(world, Look(world, ALL))
    assert need[[3, 1, 2, 5, 4, 0]] == pytest.approx(np.array([0.5, 1.5, 2.5, 3.5, 4.5, 5.5]) / 2)
    h.spending[:] = 1e5 * h.size * np.arange(12, 0, -1)
    assert met(world, appraisal) == [1, 3, 7, 8]  # the meeting is held once a year
    world.month += 12
    assert met(world, appraisal) == [4, 5, 10, 11] == met(world, appraisal, true=True)


def test_neighbours_weigh_house_car_labour_and_illness(at):
    one = {"recognition.appraisal_house": 0.15, "recognition.appraisal_car": 0.4, "recognition.appraisal_labour": 0.3, "recognition.appraisal_ill": 0.5}
    world = at(values=one)
    h = world.households
    h.spending[:], h.house[:], h.car[:], h.size[:], h.labour[:], h.ill[:] = 4e5, 0, 0, 2, 0.0, 0
    h.house[0], h.car[1], h.labour[2], h.ill[3] = 2, 1, 2.0, 1
    found = appraisal.plenty(world, ALL, 0.0) - np.log(2000.0)
    assert found[:5] == pytest.approx([0.3, 0.4, 0.3, -0.25, 0.0], abs=1e-12)


def test_a_second_look_is_another_meeting_with_less_error(world_at, small_sample):
    world = world_at(2019, 3, {"recognition.appraisal_noise": 0.5, "recognition.appraisal_share": 0.2}, small_sample)
    h = world.households
    rows = np.flatnonzero(h.size > 0)
    h.spending[:] = 1e4 * (10 + 90 * (h.id * 40503 % 65536) / 65536) * h.size
    found = [appraisal.need(world, Look(world, rows, **how)) < 1.0 for how in ({"true": True}, {}, {"error": 0.2, "again": 1}, {"error": np.full(len(rows), 3.0)})]
    truth, first, second, careless = found
    assert (first & truth).sum() < (second & truth).sum() < truth.sum() == first.sum()
    assert np.array_equal(careless, first)  # errors of an officer are not those of neighbours


def test_a_village_without_a_place_puts_nobody_forward(at):
    assert met(at(values={"recognition.appraisal_share": 0.16}), appraisal) == []  # 0.16 of six is less than one


def test_hybrids_join_two_standards(at):
    values = {"recognition.hybrid_cutoff": 2 / 7, "recognition.line_share": 0.5}
    poor, lacking = set(range(5)), {0, 1, 7}
    for way, expected in (("income_and_lacks", poor & lacking), ("income_or_lacks", poor | lacking)):
        world = at(values=values | {"recognition.hybrid": way})
        world.households.house[[0, 1, 7]], world.households.water[[1, 7, 8]] = 0, 0
        assert met(world, hybrid) == sorted(expected) == met(world, hybrid, true=True)


def test_after_a_screen_the_places_stay_a_share_of_the_village(at):
    world = at(values={"recognition.hybrid": "proxy_then_appraisal", "recognition.appraisal_share": 1 / 3})
    h = world.households
    h.spending[:] = 1e5 * h.size * np.arange(1, 13)
    among = np.array([1, 2, 3, 8])
    found = appraisal.places(world, among, appraisal.plenty(world, among, 0.0))
    assert np.flatnonzero(found < 1.0).tolist() == [1, 2, 8] and (np.delete(found, among) == appraisal.NOBODY).all()
    passed = hybrid.passes(world)
    assert met(world, hybrid) == np.flatnonzero(appraisal.places(world, passed, appraisal.plenty(world, passed, 0.0)) < 1.0).tolist()


@pytest.mark.parametrize("name", STANDARDS)
def test_what_a_household_feels_is_its_income_where_it_cannot_know_the_rule(at, name):
    world = at(values={"recognition.standard": name, "recognition.hybrid": "proxy_then_appraisal"})
    world.households.welfare *= 0.25  # 250 to 3,000 a head
    standard, look = STANDARDS[name], Look(world, ALL, true=True)
    felt = getattr(standard, "own_need", standard.need)(world, look)
    assert felt.shape == (12,) and np.isfinite(felt).all() and (felt >= 0).all()
    if name in ("proxy_means", "appraisal", "hybrid"):
        assert np.array_equal(felt, median.need(world, look))
    if name != "multidimensional":
        assert (np.diff(felt) > 0).all()  # the poorer feels needier


@pytest.mark.parametrize("name", STANDARDS)
def test_labels(name):
    standard = STANDARDS[name]
    assert standard.NAME == name and standard.EN.strip() and any("\u4e00" <= letter <= "\u9fff" for letter in standard.ZH)
