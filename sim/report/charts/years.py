"""Chart 1: difference of the headcount by year, anchored and floating line side by side."""

from typing import Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.core.clock import parse_month
from sim.data.counties import CITY_CODE
from sim.report.charts.style import GREY, PALE, figure, legend_below, looks, plain_numbers, whole_years
from sim.report.comparison import ANCHORED, FLOATING, LAST_DATA_YEAR, Comparison, as_estimate
from sim.report.labels import Say

LINES = {"anchored": ANCHORED, "floating": FLOATING}


def draw(c: Comparison, say: Say) -> Figure | None:
    """The chart, None without yearly differences."""
    rows = c.rows("poverty_h", area=CITY_CODE, group="all", universe="hukou")
    rows = rows[rows["year"].notna() & rows["line"].isin(list(LINES.values()))]
    if rows.empty:
        return None
    made, panels = figure(3.3, across=2, sharey=True)
    for axes, (name, line) in zip(panels, LINES.items(), strict=True):
        _panel(axes, c, rows[rows["line"] == line], say)
        axes.set_title(say(f"chart.{name}"), loc="left")
        whole_years(axes, rows["year"].min(), rows["year"].max())
    panels[0].set_ylabel(say("chart.points"))
    plain_numbers(panels[0].yaxis)
    legend_below(made, panels[0])
    return made


def _panel(axes: Axes, c: Comparison, rows: pd.DataFrame, say: Say) -> None:
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.set_xlabel(say("chart.year"))
    for scenario, look in zip(c.scenarios, looks(len(c.scenarios)), strict=True):
        series = rows[rows["scenario"] == scenario.name].sort_values("year")
        found = [as_estimate(row) for row in series.itertuples()]
        year = [e.year for e in found]
        axes.plot(year, [e.value for e in found], label=scenario.title(say.language), markersize=4, linewidth=1.5, **look)
        axes.fill_between(year, [e.low for e in found], [e.high for e in found], color=look["color"], alpha=0.18, linewidth=0)
    _marks(axes, c, rows, say)


def _marks(axes: Axes, c: Comparison, rows: pd.DataFrame, say: Say) -> None:
    """The policy date, and the years beyond the data; outside the axes nothing is written."""
    first, last = rows["year"].min() - 0.4, rows["year"].max() + 0.4
    starts = [start for date in c.policy_dates() if first <= (start := parse_month(date) / 12) <= last]
    for place, start in enumerate(starts):
        axes.axvline(start, color=GREY, linewidth=0.8, linestyle=":")
        _note(axes, start + 0.08, 0.99, say("chart.start") if place == 0 else "", "top")
    if last > LAST_DATA_YEAR + 1:
        axes.axvspan(LAST_DATA_YEAR + 0.5, last, color=PALE, alpha=0.5, linewidth=0)
        _note(axes, LAST_DATA_YEAR + 0.6, 0.02, say("chart.extrapolated"), "bottom")


def _note(axes: Axes, x: float, y: float, text: str, edge: Literal["top", "bottom"]) -> None:
    """Small text at a year and a height between 0 and 1."""
    written = axes.text(x, y, text, transform=axes.get_xaxis_transform(), fontsize=8, color="#595959", va=edge, clip_on=True)
    written.set_in_layout(False)
