"""The five charts of the page: each is drawn from a comparison on a matplotlib figure, or left out where the table lacks its numbers."""

from pathlib import Path

from sim.report.charts import cost, counties, pilots, recognition, years
from sim.report.charts.style import save, settings
from sim.report.comparison import Comparison
from sim.report.labels import Say

CHARTS = {"years": years.draw, "counties": counties.draw, "recognition": recognition.draw, "cost": cost.draw, "pilots": pilots.draw}


def draw_all(c: Comparison, say: Say, folder: Path, suffix: str = "") -> dict[str, Path]:
    """Writes each chart as SVG and PNG into `folder` (made if absent); the SVG file of those that could be drawn."""
    folder.mkdir(exist_ok=True)
    files = {}
    for name, draw in CHARTS.items():
        with settings():
            if (figure := draw(c, say)) is not None:
                files[name] = save(figure, folder / f"{name}{suffix}")
    return files
