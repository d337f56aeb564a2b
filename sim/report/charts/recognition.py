"""Chart 4: size of the list next to the true headcount by year, one panel a scenario."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.charts.style import figure, folded, legend_below, plain_numbers, whole_years
from sim.report.comparison import ANCHORED, FLOATING, Comparison, Scenario
from sim.report.labels import Say
from sim.report.levels import paths, rows

MOST, ACROSS = 6, 3
HOUSEHOLDS = ("household", "person", "")
LOOKS: dict[str, dict[str, Any]] = {
    "true_anchored": {"color": "#0072B2", "marker": "o", "linestyle": "-"}, "true_floating": {"color": "#0072B2", "marker": "^", "linestyle": ":"},
    "listed": {"color": "#D55E00", "marker": "s", "linestyle": "--"}, "supported": {"color": "#D55E00", "marker": "D", "linestyle": "-."},
}  # fmt: skip


def draw(c: Comparison, say: Say) -> Figure | None:
    """The chart, None without a true headcount or without a list."""
    series = _series(c)
    listed = any(series[name] for name in ("listed", "supported"))
    if not listed or not any(series[name] for name in ("true_anchored", "true_floating")):
        return None
    shown = [s for s in c.all_scenarios() if any(s.name in found for found in series.values())][:MOST]
    across = min(ACROSS, len(shown))
    down = -(-len(shown) // across)
    made, panels = figure(0.9 + 2.3 * down, across=across, down=down, sharey=True)
    for axes, scenario in zip(panels, shown, strict=False):
        _panel(axes, scenario, series, say)
    _finish(made, panels, len(shown), across, say)
    return made


def _series(c: Comparison) -> dict[str, dict[str, pd.Series]]:
    true = {name: paths(rows(c, "poverty_h", line)) for name, line in (("true_anchored", ANCHORED), ("true_floating", FLOATING))}
    return {**true, "listed": _part(c, "listed_households"), "supported": _part(c, "supported_households")}


def _part(c: Comparison, measure: str) -> dict[str, pd.Series]:
    """Households of `measure` as a per cent of all households."""
    whole = paths(rows(c, "households", units=HOUSEHOLDS))
    return {name: 100 * path / whole[name] for name, path in paths(rows(c, measure, units=HOUSEHOLDS)).items() if name in whole}


def _panel(axes: Axes, scenario: Scenario, series: dict[str, dict[str, pd.Series]], say: Say) -> None:
    axes.set_title(folded(scenario.title(say.language), 26), loc="left")
    for name, look in LOOKS.items():
        if (path := series[name].get(scenario.name)) is not None:
            axes.plot(path.index, path.to_numpy(), label=say(f"chart.{name}"), markersize=4, linewidth=1.4, clip_on=False, **look)
    axes.set_xlabel(say("chart.year"))


def _finish(made: Figure, panels: list[Axes], count: int, across: int, say: Say) -> None:
    years = [axes.dataLim.intervalx for axes in panels[:count]]
    for place, axes in enumerate(panels):
        axes.set_visible(place < count)
        whole_years(axes, min(first for first, _ in years), max(last for _, last in years))
        if place % across == 0:
            axes.set_ylabel(say("chart.share"))
    panels[0].set_ylim(bottom=0)
    plain_numbers(panels[0].yaxis)
    legend_below(made, panels[0], columns=2)
