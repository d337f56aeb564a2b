"""The chart of the page: exclusion error of each standard by the four truths, at equal coverage, as dots with intervals."""

from math import isfinite

from matplotlib.figure import Figure

from sim.report.charts.style import folded, figure, legend_below, looks, plain_numbers
from sim.report.labels import Say
from sim.report.targeting.reading import EQUAL, Reading, standard_title
from sim.results.truths import TRUTHS


def draw(read: Reading, say: Say) -> Figure:
    """Two panels, equal coverage and equal cost; standards from top to bottom, a mark for each truth."""
    made, panels = figure(1.5 + 0.42 * len(read.standards), across=len(EQUAL), sharey=True, sharex=True)
    for axes, by in zip(panels, EQUAL, strict=True):
        axes.set_title(say(f"targeting.way.{by}"), loc="left")
        for place, (truth, look) in enumerate(zip(TRUTHS, looks(len(TRUTHS)), strict=True)):
            shift = (place - 1.5) * 0.18
            for at, standard in enumerate(read.standards):
                found = read.mean("exclusion_error", standard, truth, by=by)
                if found is None:
                    continue
                name = say(f"targeting.truth.{truth}") if at == 0 else None
                axes.plot([100 * found.value], [at + shift], color=look["color"], marker=look["marker"], linestyle="", markersize=5, label=name)
                if isfinite(found.low):
                    axes.hlines([at + shift], [100 * found.low], [100 * found.high], color=look["color"], linewidth=1.3)
        axes.set_xlabel(say("targeting.axis"))
        axes.grid(axis="y", color="#EDEDED", linewidth=0.6)
        plain_numbers(axes.xaxis)
    panels[0].set_yticks(range(len(read.standards)), [folded(standard_title(s, say), 22) for s in read.standards])
    panels[0].invert_yaxis()
    legend_below(made, panels[0], columns=4)
    return made
