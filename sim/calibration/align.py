"""Alignment of free constants to targets: damped Gauss-Newton (Levenberg-Marquardt) inside bounds, on residuals that a simulation returns.

Plain numbers in and out: nothing here knows the model. Residuals are differences over tolerances, weighted so that one that cannot be met does
not drag the rest (Huber 1964); priors enter as weak further residuals. All runs of an alignment use the same seeds (common random numbers),
and slopes come from steps wide enough to stand above what is left of the noise.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Point = Mapping[str, float]
Simulate = Callable[[Sequence[Point]], Sequence[np.ndarray]]


@dataclass(frozen=True)
class Knob:
    """A free constant: where it starts, how far it may go, and the mean and standard deviation of its prior."""

    name: str
    start: float
    low: float
    high: float
    mean: float
    sd: float


@dataclass(frozen=True)
class Rule:
    """How the search goes on and when it ends. Steps and widths are shares of the range of a constant."""

    iterations: int = 3
    slope_step: float = 0.06
    most: float = 0.3  # the farthest that one iteration moves a constant
    huber: float = 2.0  # residuals beyond this many tolerances count linearly
    prior: float = 0.1  # weight of a squared prior residual against a squared target residual
    gain: float = 0.01  # an iteration that lowers the loss by less than this share is the last
    damping: float = 0.1
    tries: tuple[float, ...] = (0.1, 1.0, 10.0, 100.0)  # times the damping, tried side by side


@dataclass(frozen=True)
class Stage:
    """One accepted point. `loss` without and `penalty` with the weight of the priors; `damping` with which it was found."""

    iteration: int
    point: dict[str, float]
    residuals: np.ndarray
    loss: float
    penalty: float
    damping: float
    runs: int


@dataclass(frozen=True)
class Alignment:
    """The way from the start to the end, why it ended, and how closely the targets hold each constant at the end.

    `slopes` float64[residuals, constants] are per range of each constant at the last point where they were taken. `left` is the share of the prior
    standard deviation that remains: near 1 the targets say nothing about a constant. It follows from the slopes and takes targets as independent.
    """

    stages: tuple[Stage, ...]
    ended: str
    slopes: np.ndarray
    left: dict[str, float]

    @property
    def point(self) -> dict[str, float]:
        """The constants at the end."""
        return self.stages[-1].point


def one_by_one(simulate: Callable[[Point], np.ndarray]) -> Simulate:
    """A simulation of many points from one of one point."""
    return lambda points: [simulate(point) for point in points]


def loss_of(residuals: np.ndarray, huber: float) -> float:
    """Sum of Huber's loss: half the square up to `huber`, linear beyond."""
    size = np.abs(residuals)
    return float(np.where(size <= huber, 0.5 * size**2, huber * (size - 0.5 * huber)).sum())


class _Search:
    """Points in units of their ranges (0 at low, 1 at high), and the count of runs."""

    def __init__(self, simulate: Simulate, knobs: Sequence[Knob], rule: Rule):
        self.simulate, self.knobs, self.rule, self.runs = simulate, knobs, rule, 0
        self.low = np.array([k.low for k in knobs])
        self.width = np.array([k.high - k.low for k in knobs])
        self.middle = (np.array([k.mean for k in knobs]) - self.low) / self.width
        self.pull = np.sqrt(rule.prior) * self.width / np.array([k.sd for k in knobs])

    def point(self, x: np.ndarray) -> dict[str, float]:
        return {k.name: float(v) for k, v in zip(self.knobs, self.low + x * self.width, strict=True)}

    def residuals(self, xs: Sequence[np.ndarray]) -> list[np.ndarray]:
        self.runs += len(xs)
        return [np.asarray(r, float) for r in self.simulate([self.point(x) for x in xs])]

    def penalty(self, x: np.ndarray) -> float:
        return 0.5 * float(((self.pull * (x - self.middle)) ** 2).sum())

    def stage(self, number: int, x: np.ndarray, r: np.ndarray, damping: float) -> Stage:
        return Stage(number, self.point(x), r, loss_of(r, self.rule.huber), self.penalty(x), damping, self.runs)

    def total(self, x: np.ndarray, r: np.ndarray) -> float:
        return loss_of(r, self.rule.huber) + self.penalty(x)

    def slopes(self, x: np.ndarray, r: np.ndarray) -> np.ndarray:
        """float64[residuals, constants], each from a step towards the farther bound."""
        steps = np.where(x <= 0.5, self.rule.slope_step, -self.rule.slope_step)
        moved = self.residuals([x + step * row for step, row in zip(steps, np.eye(len(x)), strict=True)])
        return np.stack([(other - r) / step for other, step in zip(moved, steps, strict=True)], axis=1)

    def step(self, x: np.ndarray, r: np.ndarray, slopes: np.ndarray, damping: float) -> np.ndarray:
        """The step that minimises the weighted linear model, damped by the scale of each column, inside the bounds and the widest step."""
        from scipy.optimize import lsq_linear

        weight = np.sqrt(np.minimum(1.0, self.rule.huber / np.maximum(np.abs(r), 1e-12)))
        scale = np.sqrt(damping * ((slopes * weight[:, None]) ** 2).sum(axis=0) + 1e-12)
        matrix = np.vstack([slopes * weight[:, None], np.diag(self.pull), np.diag(scale)])
        right = -np.concatenate([r * weight, self.pull * (x - self.middle), np.zeros(len(x))])
        most = self.rule.most
        low, high = np.maximum(-x, -most), np.minimum(1.0 - x, most)
        return lsq_linear(matrix, right, (np.minimum(low, 0.0) - 1e-12, np.maximum(high, 0.0) + 1e-12)).x


def align(simulate: Simulate, knobs: Sequence[Knob], rule: Rule | None = None, told: Callable[[Stage], None] = lambda stage: None) -> Alignment:
    """Move the constants from where they start towards lower loss; `simulate` returns the residuals of each of some points. `told` hears each stage."""
    rule = rule or Rule()
    search = _Search(simulate, knobs, rule)
    x = np.clip((np.array([k.start for k in knobs]) - search.low) / search.width, 0.0, 1.0)
    (r,) = search.residuals([x])
    stages = [search.stage(0, x, r, 0.0)]
    told(stages[0])
    damping, slopes, ended = rule.damping, np.zeros((len(r), len(x))), "the iterations asked for are done"
    for number in range(1, rule.iterations + 1):
        slopes = search.slopes(x, r)
        found = _best(search, x, r, slopes, damping)
        if found is None:
            ended = "no step lowers the loss"
            break
        before = search.total(x, r)
        x, r, damping = found
        stages.append(search.stage(number, x, r, damping))
        told(stages[-1])
        if before - search.total(x, r) < rule.gain * before:
            ended = f"the loss falls by less than {100 * rule.gain:g} %"
            break
    return Alignment(tuple(stages), ended, slopes, _left(search, r, slopes))


def _best(search: _Search, x: np.ndarray, r: np.ndarray, slopes: np.ndarray, damping: float) -> tuple[np.ndarray, np.ndarray, float] | None:
    """The best of some dampings tried side by side, or of steps a thousand times as cautious; None where none is better than staying."""
    for caution in (1.0, 1000.0):
        dampings = [damping * caution * times for times in search.rule.tries]
        points = [np.clip(x + search.step(x, r, slopes, d), 0.0, 1.0) for d in dampings]
        tried = list(zip(points, search.residuals(points), dampings, strict=True))
        best = min(tried, key=lambda t: search.total(t[0], t[1]))
        if search.total(best[0], best[1]) < search.total(x, r):
            return best
    return None


def _left(search: _Search, r: np.ndarray, slopes: np.ndarray) -> dict[str, float]:
    """Standard deviation given the targets (linear model) over that of the prior alone, by constant."""
    own = search.width / np.array([k.sd for k in search.knobs])
    weight = np.minimum(1.0, search.rule.huber / np.maximum(np.abs(r), 1e-12))
    information = slopes.T @ (slopes * weight[:, None]) + np.diag(own**2)
    return {k.name: float(s * o) for k, s, o in zip(search.knobs, np.sqrt(np.diag(np.linalg.inv(information))), own, strict=True)}
