"""Writes targeting.html: self-contained, in Chinese with an English version below."""

from pathlib import Path

import pandas as pd

from sim.report.brief import FIGURES, render
from sim.report.charts.style import save, settings
from sim.report.labels import Say
from sim.report.targeting import chart
from sim.report.targeting.reading import Reading
from sim.report.targeting.sections import sections
from sim.report.targeting.words import subtitle


def write(folder: Path, tables: dict[str, pd.DataFrame], record: dict) -> Path:
    """Writes targeting.html and figures/ into the existing `folder`; the path of the page. `tables`: targeting, gaps, verdicts."""
    read = Reading(tables["targeting"], tables["gaps"], tables["verdicts"], record)
    return render(folder / "targeting.html", [_version(read, Say(language), folder / FIGURES) for language in ("zh", "en")])


def _version(read: Reading, say: Say, folder: Path) -> dict:
    folder.mkdir(exist_ok=True)
    with settings():
        file = save(chart.draw(read, say), folder / ("targeting" if say.language == "zh" else "targeting_en"))
    return {"language": say.language, "say": say, "title": say("targeting.title"), "subtitle": subtitle(read, say),
            "sections": sections(read, say, {"errors": file})}  # fmt: skip
