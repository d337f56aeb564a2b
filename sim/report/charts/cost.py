"""Chart 3: public cost against lasting exits, one point a scenario with both intervals."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.charts.style import GREY, figure, legend_below, looks, plain_numbers
from sim.report.comparison import Comparison, Estimate
from sim.report.headlines import COST, OUT
from sim.report.labels import Say


def draw(c: Comparison, say: Say) -> Figure | None:
    """The chart, None where no scenario has both numbers."""
    found = [(s, COST.shown(c, s.name, say), OUT.find(c, s.name)) for s in c.scenarios]
    points = [(s, cost, out) for s, cost, out in found if cost and out]
    if not points:
        return None
    made, (axes,) = figure(3.4)
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.axvline(0, color=GREY, linewidth=0.8)
    for (scenario, cost, out), look in zip(points, looks(len(points)), strict=True):
        _cross(axes, cost, out, look, scenario.title(say.language))
    axes.set(xlabel=say("chart.cost"), ylabel=say("chart.out"))
    plain_numbers(axes.xaxis)
    plain_numbers(axes.yaxis)
    legend_below(made, axes)
    return made


def _cross(axes: Axes, cost: Estimate, out: Estimate, look: dict[str, Any], title: str) -> None:
    """One scenario: its point and both intervals."""
    axes.plot([cost.value], [out.value], color=look["color"], marker=look["marker"], linestyle="", label=title)
    axes.hlines([out.value], [cost.low], [cost.high], color=look["color"], linewidth=1.4)
    axes.vlines([cost.value], [out.low], [out.high], color=look["color"], linewidth=1.4)
