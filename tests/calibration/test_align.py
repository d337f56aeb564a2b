"""The alignment on toys whose best point is known, and the recovery of constants from the pseudo-data of twelve households."""

import numpy as np
import pytest

from sim.calibration.align import Knob, Rule, align, loss_of, one_by_one
from sim.calibration.quick import with_point
from sim.calibration.rules import Annual
from sim.ensemble.request import Request
from sim.ensemble.simulate import simulate
from sim.model import parameters
from sim.population import tiny_world
from sim.scenario import load_scenario

PLAIN = Rule(iterations=8, prior=0.0, huber=1e9, gain=0.0)


def knob(name: str, start: float = 0.0, low: float = -5.0, high: float = 5.0, mean: float = 0.0, sd: float = 2.0) -> Knob:
    return Knob(name, start, low, high, mean, sd)


def linear(matrix, right):
    """Residuals matrix @ (a, b) - right."""
    return one_by_one(lambda p: np.array(matrix) @ np.array([p["a"], p["b"]]) - np.array(right))


def test_a_linear_problem_ends_at_its_least_squares() -> None:
    matrix, right = [[1.0, 2.0], [3.0, -1.0], [0.5, 0.5]], [4.0, 1.0, 2.0]
    found = align(linear(matrix, right), [knob("a"), knob("b")], PLAIN)
    assert [found.point["a"], found.point["b"]] == pytest.approx(np.linalg.lstsq(np.array(matrix), np.array(right), rcond=None)[0], abs=1e-3)


def test_a_quadratic_ends_at_its_root_and_never_climbs() -> None:
    found = align(one_by_one(lambda p: np.array([p["a"] ** 2 - 4.0, p["b"] - p["a"]])), [knob("a", 1.0), knob("b", -3.0)], PLAIN)
    losses = [s.loss for s in found.stages]
    assert found.point == pytest.approx({"a": 2.0, "b": 2.0}, abs=0.01) and losses == sorted(losses, reverse=True)


def test_bounds_hold_and_the_rest_fits_as_well_as_it_can() -> None:
    found = align(linear([[1.0, 0.0], [1.0, 1.0]], [9.0, 9.0]), [knob("a", high=3.0), knob("b", high=5.0)], PLAIN)
    assert found.point == pytest.approx({"a": 3.0, "b": 5.0}, abs=1e-3)


def test_one_iteration_moves_no_constant_farther_than_the_widest_step() -> None:
    found = align(linear([[1.0, 0.0], [0.0, 1.0]], [5.0, 0.0]), [knob("a"), knob("b")], Rule(iterations=1, prior=0.0, huber=1e9, most=0.1))
    assert found.point["a"] == pytest.approx(1.0, abs=1e-6)


def test_the_prior_wins_where_the_targets_say_nothing() -> None:
    found = align(linear([[1.0, 0.0]], [1.0]), [knob("a"), knob("b", start=-2.0, mean=1.5)], Rule(iterations=6, gain=0.0))
    assert (
        found.point["b"] == pytest.approx(1.5, abs=0.02)
        and found.left["b"] == pytest.approx(1.0)
        and found.left["a"] == pytest.approx(1 / 5**0.5, rel=1e-3)
    )


def test_a_target_that_cannot_be_met_does_not_drag_the_rest() -> None:
    # four residuals ask for 1 and one for 100 tolerances: least squares would go to about 5, Huber's loss to a balance of slopes: 4 (a - 1) = 2
    found = align(linear([[1.0, 0.0]] * 5, [1.0, 1.0, 1.0, 1.0, 100.0]), [knob("a"), knob("b")], Rule(iterations=10, prior=1e-6, gain=0.0))
    assert found.point["a"] == pytest.approx(1.5, abs=0.02)


def test_noise_below_the_step_leaves_the_end_near_the_truth() -> None:
    def rough(p) -> np.ndarray:  # a deterministic ripple, as common random numbers give
        return np.array([p["a"] - 1.0 + 0.02 * np.sin(400.0 * p["a"]), p["b"] + 2.0 + 0.02 * np.cos(300.0 * p["b"])])

    found = align(one_by_one(rough), [knob("a"), knob("b")], Rule(iterations=4, prior=0.0))
    assert found.point == pytest.approx({"a": 1.0, "b": -2.0}, abs=0.06)


def test_it_stops_where_nothing_is_gained() -> None:
    found = align(linear([[1.0, 0.0], [0.0, 1.0]], [0.0, 0.0]), [knob("a"), knob("b")], Rule(prior=0.0))
    assert len(found.stages) == 1 and found.ended == "no step lowers the loss"


def test_the_loss_is_half_the_square_and_then_a_line() -> None:
    assert loss_of(np.array([1.0, -2.0, 4.0]), 2.0) == pytest.approx(0.5 + 2.0 + 6.0)


def test_constants_are_recovered_from_pseudo_data_of_twelve_households() -> None:
    """Property income of a run with other interest and other rents is the data; the start is the default."""
    base, people = Request(load_scenario("current_policy", declared=parameters()), end=2016), tiny_world()
    keys = [("income_share", "350400", "hukou", "source:property", 2016), ("income_mean", "350400", "hukou", "all", 2016)]

    def values(point) -> np.ndarray:
        annual = Annual(simulate(base.with_(scenario=with_point(base.scenario, point)), population=people).annual)
        return np.array([annual(*key) for key in keys]) / np.array([0.1, 100.0])

    truth = {"consumption.interest": 0.011, "outside.local_wage_ratio": 0.9}
    data = values(truth)
    knobs = [Knob("consumption.interest", 0.015, 0.002, 0.025, 0.0115, 0.005), Knob("outside.local_wage_ratio", 1.0, 0.75, 1.15, 0.95, 0.09)]
    found = align(one_by_one(lambda p: values(p) - data), knobs, Rule(iterations=6, prior=0.0, gain=0.0))
    assert found.stages[-1].loss < 0.01 * found.stages[0].loss
    assert found.point == pytest.approx(truth, rel=0.08)
