"""Luck of the year against its closed forms: spread, persistence, mean one; measurement error is not in it."""

from dataclasses import replace

import numpy as np
import pytest

from sim.core.clock import month_index
from sim.ensemble.request import Request, values_of
from sim.ensemble.simulate import simulate
from sim.mechanism.evidence import income_seen
from sim.processes import shocks

RULES = {"shocks.persistence": 0.7, "shocks.persistent_sd": 0.16, "shocks.farm_sd": 0.28, "shocks.work_sd": 0.20}


DECLARED = {p.name: p for p in (*shocks.PARAMETERS, *income_seen.PARAMETERS)}
DEFAULTS = {name: p.value for name, p in DECLARED.items()}


@pytest.fixture
def years(world_at, small_sample):
    """Persistent shock of all households in the first month and in the Februaries that follow."""

    def run(n: int, **values):
        world = world_at(2015, 1, RULES | {f"shocks.{k}": v for k, v in values.items()}, small_sample)
        out = []
        for year in range(n):
            world.month = month_index(2015 + year, 2) if year else world.start
            shocks.step(world)
            out.append(world.households.persistent.copy())
        return np.array(out)

    return run


def near(value: float, expected: float, error: float) -> bool:
    return abs(value - expected) < 5 * error


def test_the_persistent_shock_starts_and_stays_in_its_long_run_spread(years):
    # 0.16 / sqrt(1 - 0.49) = 0.22404
    drawn = years(12)
    n = drawn.shape[1]
    for row in drawn:
        assert near(row.mean(), 0.0, 0.22404 / np.sqrt(n)) and near(row.std(), 0.22404, 0.22404 / np.sqrt(2 * n))


def test_it_fades_by_its_persistence(years):
    drawn = years(4)
    n = drawn.shape[1]
    for lag, expected in ((1, 0.7), (2, 0.49), (3, 0.343)):
        assert near(np.corrcoef(drawn[0], drawn[lag])[0, 1], expected, 1 / np.sqrt(n))


def test_without_innovations_it_only_fades(years):
    drawn = years(2, persistent_sd=0.0)
    assert not drawn.any()


@pytest.mark.parametrize("name,sd", [("luck_farm", 0.28), ("luck_work", 0.20)])
def test_transitory_factors_are_one_in_the_mean(world_at, small_sample, name, sd):
    world = world_at(2016, 2, RULES, small_sample)
    shocks.step(world)
    luck = world.households.columns[name]
    n = len(luck)
    assert near(luck.mean(), 1.0, np.sqrt((np.exp(sd * sd) - 1) / n))
    assert near(np.log(luck).std(), sd, sd / np.sqrt(2 * n))


def test_the_three_kinds_are_independent(world_at, small_sample):
    world = world_at(2016, 2, RULES, small_sample)
    shocks.step(world)
    h = world.households
    found = np.corrcoef([h.persistent, h.luck_farm, h.luck_work])
    assert (np.abs(found[np.triu_indices(3, 1)]) < 5 / np.sqrt(len(h))).all()


def spread(values: dict[str, float], transitory: str) -> float:
    """Variance of log income in a year: lasting and transitory part."""
    return values["shocks.persistent_sd"] ** 2 / (1 - values["shocks.persistence"] ** 2) + values[transitory] ** 2


@pytest.mark.parametrize("transitory", ["shocks.farm_sd", "shocks.work_sd"])
def test_points_of_the_ridge_have_the_same_spread_in_a_cross_section(transitory):
    found = [spread(DEFAULTS | shocks.RIDGE[name], transitory) for name in ("low_persistence", "central", "high_persistence")]
    assert found == pytest.approx([found[1]] * 3, rel=0.01)


def test_points_of_the_ridge_are_ordered_and_inside_the_priors():
    low, central, high = (DEFAULTS | shocks.RIDGE[name] for name in ("low_persistence", "central", "high_persistence"))
    for name, sign in (("shocks.persistence", 1), ("shocks.farm_sd", -1), ("shocks.work_sd", -1), ("evidence.error", 1)):
        assert sign * low[name] < sign * central[name] < sign * high[name]
        prior = DECLARED[name].prior
        assert all(prior.a <= point[name] <= prior.b for point in (low, central, high))


def test_the_scenario_chooses_the_point_and_a_set_value_stands_above_it(scenarios, tiny_world):
    chosen = replace(scenarios["current_policy"], ridge="high_persistence")
    assert values_of(chosen)["shocks.persistence"] == 0.85 and values_of(chosen).settings["shocks.persistence"].by == "ridge:high_persistence"
    assert values_of(replace(chosen, values={"shocks.persistence": (0.5, "command line")}))["shocks.persistence"] == 0.5
    run = simulate(Request(chosen, end=2016), population=tiny_world)
    assert set(run.annual["ridge"]) == {"high_persistence"} and run.record["scenario"]["ridge"] == "high_persistence"
