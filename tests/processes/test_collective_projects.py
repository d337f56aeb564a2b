"""Projects of collectives: returns by kind and manager; losses eat cash, credit and at last the project; joint companies; elections; new projects."""

import numpy as np
import pytest

from sim.processes import collective_projects as projects

FLAT = {"projects.manager": 0.0, "projects.remote": 0.0} | {f"projects.sd_{kind}": 0.0 for kind in projects.KINDS}


@pytest.fixture
def world(world_at):
    world = world_at(2019, 12, FLAT)
    v, c = world.villages, world.counties
    v.partner_group[:], v.weather[:], c.weather[:], v.cash[:] = -1, 1.0, 1.0, 0.0
    v.project[:], v.project_value[:] = [3, 0], [100_000.0, 0.0]
    return world


def test_a_gain_by_hand(world):
    # 100,000 yuan of property at 5.5 %: 5,500 yuan; no project, no return
    world.parameters.set("projects.mean_property", 0.055, "test")
    projects.close_year(world)
    assert world.paid("village_project").tolist() == [550_000.0, 0.0] and world.villages.project_return.tolist() == [0.055, 0.0]


def test_a_loss_eats_cash_then_credit_then_the_project(world):
    # A tenth of 100,000 is lost: 10,000 yuan. Cash 4,000; credit up to one year of income (5,000) less the debt of 2,000: 3,000. 3,000 stay open: the end.
    world.parameters.set("projects.mean_property", -0.1, "test")
    v = world.villages
    v.cash[0], v.debt[0], v.income_year[0] = 400_000.0, 200_000.0, 5_000.0
    projects.close_year(world)
    assert world.paid("village_borrow")[0] == 300_000 and world.paid("village_loss")[0] == 700_000
    assert v.project[0] == 0 and v.project_value[0] == 0.0 and world.free("villages")[0] == 0.0


def test_a_loss_within_cash_leaves_project_and_debt_alone(world):
    world.parameters.set("projects.mean_property", -0.1, "test")
    world.villages.cash[0] = 2_000_000.0
    projects.close_year(world)
    assert world.villages.project[0] == 3 and not world.paid("village_borrow").any() and world.free("villages")[0] == 1_000_000.0


@pytest.mark.parametrize("change,sign", [("manager", 1), ("remoteness", -1), ("weather", 1), ("project_stopped", -1)])
def test_signs(world_at, change, sign):
    world = world_at(2019, 12, {name: 0.0 for name in FLAT if "sd_" in name})
    v = world.villages
    v.partner_group[:], v.weather[:], world.counties.weather[:], v.project[:], v.project_value[:] = -1, 1.0, 1.0, 1, 1e5
    v.columns[change][:] = [0.2, 0.8]
    low, high = projects.returns(world)
    assert sign * (high - low) > 0


def test_luck_is_that_of_the_village_and_year_and_has_its_spread(start, small_sample):
    world = start(population=small_sample, values=FLAT | {"projects.sd_tourism": 0.1}).world
    v = world.villages
    v.partner_group[:], v.weather[:], world.counties.weather[:], v.project[:] = -1, 1.0, 1.0, 2
    found = []
    for _ in range(30):
        world.month += 12
        found.append(projects.returns(world))
    assert np.std(found) == pytest.approx(0.1, rel=0.15) and np.mean(found) == pytest.approx(world.parameters["projects.mean_tourism"], abs=0.02)
    assert (np.array(found) < 0).any()  # there are years of loss


def test_a_joint_company_is_led_by_its_best_manager(world):
    v = world.villages
    v.manager[:] = [-1.0, 2.0]
    assert projects.led_by(world).tolist() == [-1.0, 2.0]
    v.partner_group[:] = 0
    assert projects.led_by(world).tolist() == [2.0, 2.0]


def test_an_election_may_change_the_manager(world):
    v = world.villages
    v.manager[:] = 9.0
    world.parameters.set("projects.manager_stays", 1.0, "test")
    projects.elect(world)
    assert (v.manager == 9.0).all()
    world.parameters.set("projects.manager_stays", 0.0, "test")
    projects.elect(world)
    assert (np.abs(v.manager) < 6.0).all()


def test_new_projects_need_money_and_put_in_what_the_rule_says(world):
    # Village A runs one already; B has 400,000 yuan and puts 60 % in.
    values = {"projects.start": 50.0, "projects.invested": 0.6, "projects.least": 100_000.0}
    for name, value in values.items():
        world.parameters.set(name, value, "test") if name in world.parameters.declared else None
    v = world.villages
    v.cash[:] = 40_000_000.0
    v.project_choice[:] = 4
    projects.begin(world)
    assert (
        world.paid("village_invest").tolist() == [0.0, 24_000_000.0] and v.project.tolist() == [3, 4] and v.project_value.tolist() == [1e5, 240_000.0]
    )
    v.project[:], v.cash[:] = 0, 9_000_000.0
    world.open_month()
    projects.begin(world)
    assert not world.paid("village_invest").any()


def test_free_choice_follows_the_expected_return(start, small_sample):
    world = start(population=small_sample, values=FLAT | {"projects.care": 1000.0, "projects.mean_energy": 0.5}).world
    assert (projects.kind_of(world) == 4).all()
