"""Writes the page of a comparison: self-contained HTML with its charts, in Chinese with an English version below, or in English alone."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from pandas import DataFrame

from sim.report.charts import draw_all
from sim.report.comparison import Comparison, comparison
from sim.report.fonts import subset
from sim.report.labels import Say
from sim.report.sections import sections

FIGURES = "figures"
FONT_MARK = "the-font-goes-here"


def write(
    folder: Path, annual: DataFrame, contrasts: DataFrame, ledger: DataFrame, record: dict, scenarios: list[dict], language: str = "zh",
    more: Mapping[str, DataFrame] | None = None,
) -> Path:  # fmt: skip
    """Writes brief.html and figures/ into the existing `folder`; the path of the page.

    The tables are those of docs "Files of a run or a comparison"; columns and measures that are absent are said to be absent on the page.
    `scenarios` are dictionaries with name, title_zh and title_en; `more` may hold the tables decomposition, flips and limits. ValueError for a language other than zh and en.
    """
    c = comparison(annual, contrasts, ledger, record, scenarios, more)
    versions = [_version(c, Say(tongue), folder / FIGURES) for tongue in (("zh", "en") if language == "zh" else (language,))]
    return render(folder / "brief.html", versions)


def render(file: Path, versions: list[dict]) -> Path:
    """Writes a page in one or more languages, the first of them open; a version has language, say, title, subtitle and sections."""
    page = _templates().get_template("page.html.j2").render(versions=versions, font_mark=FONT_MARK)
    file.write_text(page.replace(FONT_MARK, font_uri(page)), encoding="utf-8", newline="\n")
    return file


def font_uri(page: str) -> str:
    """The font cut down to the Chinese characters of the page, as an address."""
    han = "".join(sorted({letter for letter in page if ord(letter) > 0x2000}))
    return "data:font/woff;base64," + b64encode(subset(han)).decode("ascii")


def _version(c: Comparison, say: Say, folder: Path) -> dict:
    """What the template needs for one language."""
    charts = draw_all(c, say, folder, "" if say.language == "zh" else "_en")
    titles = say.join([s.title(say.language) for s in c.scenarios])
    subtitle = say("subtitle", scenarios=titles, baseline=c.baseline.title(say.language))
    return {"language": say.language, "say": say, "sections": sections(c, say, charts), "title": say("title"), "subtitle": subtitle}


def data_uri(file: Path) -> str:
    """An SVG file as the address of an image."""
    return "data:image/svg+xml;base64," + b64encode(file.read_bytes()).decode("ascii")


@cache
def _templates() -> Environment:
    made = Environment(loader=PackageLoader("sim.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["data_uri"] = data_uri
    return made
