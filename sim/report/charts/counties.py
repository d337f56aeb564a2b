"""Chart 2: lasting exits by county as dots with intervals; the anchored headcount where the table has no exits by county."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.data.counties import County
from sim.report.charts.style import GREY, figure, legend_below, looks, plain_numbers
from sim.report.comparison import Comparison, Estimate
from sim.report.headlines import OUT, POOR_ANCHORED, Headline
from sim.report.labels import Say
from sim.report.names import county_title

TITLES = {OUT.key: "chart.out", POOR_ANCHORED.key: "chart.county_points"}
MOST = 6  # more scenarios on one line of a county cannot be told apart


def draw(c: Comparison, say: Say) -> Figure | None:
    """The chart, None without results by county."""
    for headline in (OUT, POOR_ANCHORED):
        shown = [county for county in c.counties() if any(headline.find(c, s.name, area=county.code) for s in c.scenarios)]
        if shown:
            return _chart(c, headline, shown, say)
    return None


def _chart(c: Comparison, headline: Headline, shown: list[County], say: Say) -> Figure:
    scenarios = c.scenarios[:MOST]
    made, (axes,) = figure(1.2 + len(shown) * max(0.27, 0.13 * len(scenarios)))
    axes.axvline(0, color=GREY, linewidth=0.8)
    for place, (scenario, look) in enumerate(zip(scenarios, looks(len(scenarios)), strict=True)):
        shift = (place - (len(scenarios) - 1) / 2) * 0.7 / max(len(scenarios), 1)
        found = [headline.find(c, scenario.name, area=county.code) for county in shown]
        _dots(axes, found, shift, look, scenario.title(say.language))
    axes.set_yticks(range(len(shown)), [county_title(county, say) for county in shown])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color="#EDEDED", linewidth=0.6)
    axes.set_xlabel(say(TITLES[headline.key]))
    plain_numbers(axes.xaxis)
    legend_below(made, axes)
    return made


def _dots(axes: Axes, found: list[Estimate | None], shift: float, look: dict, title: str) -> None:
    rows = [(i + shift, e) for i, e in enumerate(found) if e is not None]
    axes.plot([e.value for _, e in rows], [y for y, _ in rows], color=look["color"], marker=look["marker"], linestyle="", markersize=5, label=title)
    axes.hlines([y for y, _ in rows], [e.low for _, e in rows], [e.high for _, e in rows], color=look["color"], linewidth=1.4)
