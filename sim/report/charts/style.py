"""One look for all charts: colours safe for colour-blind readers, marks and dashes that differ in grey, a font with Chinese glyphs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.report.fonts import family
from sim.report.rounding import MINUS

# Okabe M., Ito K. (2008), Color Universal Design; the order alternates dark and light so that neighbours differ in grey too.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (6, 2, 1.5, 2)), (0, (1, 1)), (0, (9, 3)), "-")
GREY, PALE, INK = "#767676", "#D9D9D9", "#1A1A1A"
WIDTH = 7.1  # inches: the width of the text on A4


@contextmanager
def settings() -> Iterator[None]:
    """The settings of matplotlib while a chart is drawn and saved; those of the caller come back afterwards."""
    look: Any = {
        "font.family": [family(), "DejaVu Sans"], "font.size": 9, "axes.titlesize": 10, "axes.labelsize": 9, "axes.edgecolor": GREY,
        "axes.spines.top": False, "axes.spines.right": False, "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK,
        "ytick.color": INK, "legend.frameon": False, "svg.fonttype": "path", "svg.hashsalt": "sanming", "axes.unicode_minus": True,
    }  # fmt: skip
    with matplotlib.rc_context(look):
        yield


def figure(height: float, across: int = 1, down: int = 1, **axes: Any) -> tuple[Figure, list[Axes]]:
    """A figure as wide as the page with its axes, row by row."""
    made = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasAgg(made)
    return made, list(made.subplots(down, across, squeeze=False, **axes).flat)


def looks(count: int) -> list[dict[str, Any]]:
    """Colour, marker and dash of each of `count` series."""
    return [
        {"color": c, "marker": m, "linestyle": d} for _, c, m, d in zip(range(count), cycle(COLOURS), cycle(MARKERS), cycle(DASHES), strict=False)
    ]


def plain_numbers(axis: Axis, most: int = 6) -> None:
    """Few ticks with thousands separators and no offset."""
    axis.set_major_locator(MaxNLocator(most))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}".replace("-", MINUS)))


def whole_years(axes: Axes, first: float, last: float) -> None:
    """Whole years on the horizontal axis."""
    step = 1 if last - first <= 6 else 2
    ticks = range(int(first), int(last) + 1, step)
    axes.set_xticks(list(ticks), [str(year) for year in ticks])
    axes.set_xlim(first - 0.4, last + 0.4)


def folded(title: str, width: int) -> str:
    """A title on lines of at most `width` columns, a Chinese character counting two."""
    lines, used = [""], 0
    for word in re.findall(r"[\u2e80-\uffef]\s*|[^\s\u2e80-\uffef]+\s*", title):
        size = sum(2 if ord(letter) >= 0x2E80 else 1 for letter in word)
        if used and used + len(word.rstrip()) > width:
            lines, used = [*lines, ""], 0
        lines[-1] += word
        used += size
    return "\n".join(line.rstrip() for line in lines)


def legend_below(made: Figure, axes: Axes, columns: int = 3) -> None:
    """One legend for the figure, under the charts, where there is more than nothing to name."""
    handles, names = axes.get_legend_handles_labels()
    if names:
        names = [folded(name, 100 // min(columns, len(names))) for name in names]
        made.legend(handles, names, loc="outside lower center", ncols=min(columns, len(names)), handlelength=3)


def save(made: Figure, stem: Path) -> Path:
    """Writes stem.svg and stem.png, the same bytes for the same chart; the SVG file."""
    made.savefig(stem.with_suffix(".png"), dpi=200, metadata={"Software": None})
    file = stem.with_suffix(".svg")
    made.savefig(file, metadata={"Date": None, "Creator": None})
    return file
