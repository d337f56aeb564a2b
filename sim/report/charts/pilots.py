"""Chart 5: from multiplied pilots to the roll-out, channel by channel: a waterfall, one panel a scenario."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.charts.style import GREY, INK, figure, folded, plain_numbers
from sim.report.comparison import Comparison, Estimate, Scenario
from sim.report.labels import Say
from sim.report.sections.pilots import PARTS, STEPS, estimate

TOTAL, MORE, LESS = "#0072B2", "#009E73", "#D55E00"
HATCH = {TOTAL: "", MORE: "//", LESS: "\\\\"}  # told apart in grey too
MOST = 3


def draw(c: Comparison, say: Say) -> Figure | None:
    """The chart, None without a decomposition."""
    frame = c.table("decomposition")
    shown = [s for s in c.scenarios if len(frame) and (frame["scenario"] == s.name).any()][:MOST]
    if not shown:
        return None
    made, panels = figure(0.6 + 2.9 * len(shown), down=len(shown))
    for axes, scenario in zip(panels, shown, strict=True):
        _panel(axes, c, scenario, say)
    panels[-1].set_xlabel(say("chart.pilots"))
    return made


def _panel(axes: Axes, c: Comparison, scenario: Scenario, say: Say) -> None:
    frame = c.table("decomposition")
    own = frame[frame["scenario"] == scenario.name]
    parts = [(part, e) for part in PARTS if part != "gap" and (e := estimate(own, "person_years_out", part, say))]
    reached = 0.0
    for place, (part, e) in enumerate(parts):
        start = reached if part in STEPS else 0.0
        _bar(axes, place, start, e, part)
        end = start + e.value
        if place + 1 < len(parts):
            axes.plot([end, end], [place + 0.36, place + 0.64], color=GREY, linewidth=0.8)
        reached = end
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_yticks(range(len(parts)), [folded(say(f"part.{part}"), 34) for part, _ in parts])
    axes.invert_yaxis()
    axes.set_title(folded(scenario.title(say.language), 70), loc="left")
    plain_numbers(axes.xaxis)


def _bar(axes: Axes, place: int, start: float, e: Estimate, part: str) -> None:
    """One bar with the interval of its own length, where there is one."""
    colour = MORE if part in STEPS and e.value >= 0 else LESS if part in STEPS else TOTAL
    axes.barh(place, e.value, left=start, height=0.72, color=colour, hatch=HATCH[colour], edgecolor="white", linewidth=0.4)
    if e.low < e.high:
        axes.hlines(place, start + e.low, start + e.high, color=INK, linewidth=1.2)
