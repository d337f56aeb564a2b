"""The sections of the page: the answer, errors by truth, cost, why the poor are missed, counties, method."""

from pathlib import Path

from sim.analysis.targeting_table import MISSED
from sim.report.comparison import Estimate
from sim.report.headlines import cell
from sim.report.labels import Say, keys
from sim.report.names import county_title
from sim.report.parts import Cell, Code, Grid, Heading, Picture, Points, Section, Text
from sim.report.targeting.reading import EQUAL, WAYS, Reading, reason_title, standard_title
from sim.report.targeting.words import answers
from sim.results.truths import TRUTHS

OTHERS = ("inclusion_error", "leakage", "poverty_reduction_efficiency", "concentration_index", "cgh40", "cgh20", "cgh10")
COSTS = ("coverage", "listed_persons", "applications", "screening_cost", "total_cost")


def sections(read: Reading, say: Say, charts: dict[str, Path]) -> list[Section]:
    """All sections; `charts` gives the file of each chart that could be drawn."""
    return [answer(read, say, charts), errors(read, say), costs(read, say), missed(read, say), counties(read, say), method(read, say)]


def answer(read: Reading, say: Say, charts: dict[str, Path]) -> Section:
    """Which standard is better, and by how many truths."""
    told = answers(read, say)
    parts: list = [Text(told[0], lead=True), *([Points(tuple(told[1:]))] if told[1:] else [])]
    parts += [Text(say("targeting.rule"))]
    if len(read.standards) > 1 and read.seeds > 1:
        parts += [_verdict_grid(read, say, by) for by in EQUAL]
    if "errors" in charts:
        parts.append(Picture(charts["errors"], say("targeting.alt"), say("targeting.picture")))
    return Section("answer", say("targeting.answer"), parts)


def _verdict_grid(read: Reading, say: Say, by: str) -> Grid:
    """Each standard against the reference, now and later."""
    others = [s for s in read.standards if s != read.reference]
    head = (say("targeting.standard"), *(say(f"targeting.when.{h}") for h in read.horizons))
    rows = tuple((Cell(standard_title(s, say)), *(_verdict(read, say, s, h, by) for h in read.horizons)) for s in others)
    caption = say("targeting.verdicts", way=say(f"targeting.way.{by}"), reference=standard_title(read.reference, say))
    return Grid(caption, head, rows)


def _verdict(read: Reading, say: Say, standard: str, horizon: int, by: str) -> Cell:
    row = read.verdict(standard, read.reference, horizon, by)
    if row is None:
        return Cell(say("absent"), mark="none")
    counts = say("targeting.counts", leads=int(row["leads"]), trails=int(row["trails"]))
    return Cell(say(f"targeting.verdict.{row['verdict']}"), counts)


def errors(read: Reading, say: Say) -> Section:
    """Exclusion errors by truth, and the other measures at equal coverage."""
    parts: list = [Text(say("targeting.errors.note", best=_bound(read, say)))]
    parts += [_error_grid(read, say, by, horizon) for by in WAYS for horizon in read.horizons]
    parts += [Heading(say("targeting.others"))]
    parts += [_other_grid(read, say, truth) for truth in TRUTHS]
    return Section("errors", say("targeting.errors"), parts)


def _bound(read: Reading, say: Say) -> str:
    """The least exclusion error that a list of that size can have, in per cent."""
    poor, held = (read.mean(m, read.reference, t) for m, t in (("poor_share", TRUTHS[0]), ("coverage", "")))
    return f"{100 * max(0.0, 1 - held.value / poor.value):.0f}" if poor and held and poor.value > 0 else "0"


def _error_grid(read: Reading, say: Say, by: str, horizon: int) -> Grid:
    """Exclusion error in per cent with the paired difference from the reference below."""
    head = (say("targeting.standard"), *(say(f"targeting.truth.{t}") for t in TRUTHS))
    rows = tuple((Cell(standard_title(s, say)), *(_error(read, say, s, t, horizon, by) for t in TRUTHS)) for s in read.standards)
    way, when = say(f"targeting.way.{by}"), say(f"targeting.when.{horizon}")
    return Grid(say("targeting.exclusion", way=way, when=when, reference=standard_title(read.reference, say)), head, rows)


def _error(read: Reading, say: Say, standard: str, truth: str, horizon: int, by: str) -> Cell:
    level = read.mean("exclusion_error", standard, truth, horizon, by)
    gap = read.gap(standard, read.reference, truth, horizon, by)
    if level is None:
        return Cell(say("absent"), mark="none")
    shown = cell(gap.times(100), say) if gap else None
    small = say("targeting.gap", gap=shown.main, interval=shown.small) if shown else ""
    return Cell(f"{100 * level.value:.1f}", small, shown.mark if shown and shown.mark in ("up", "down") else "")


def _other_grid(read: Reading, say: Say, truth: str) -> Grid:
    head = (say("targeting.standard"), *(say(f"targeting.measure.{m}") for m in OTHERS))
    rows = tuple((Cell(standard_title(s, say)), *(_plain(read.mean(m, s, truth), say) for m in OTHERS)) for s in read.standards)
    return Grid(say("targeting.others.caption", truth=say(f"targeting.truth.{truth}")), head, rows)


def _plain(estimate: Estimate | None, say: Say, factor: float = 1.0) -> Cell:
    return cell(estimate.times(factor), say, signed=False) if estimate else Cell(say("absent"), mark="none")


def costs(read: Reading, say: Say) -> Section:
    """What the lists hold and cost."""
    head = (say("targeting.standard"), *(say(f"targeting.cost.{m}") for m in COSTS))
    grids = []
    for by in WAYS:
        rows = tuple((Cell(standard_title(s, say)), *(_plain(read.mean(m, s, by=by), say, say.factor(f"targeting.{m}")) for m in COSTS))
                     for s in read.standards)  # fmt: skip
        grids.append(Grid(say(f"targeting.costs.{by}"), head, rows))
    note = say("targeting.costs.note", benefit=f"{read.record['benefit']:,.0f}", day=f"{read.record['day']:,.0f}")
    return Section("costs", say("targeting.costs"), [Text(note), *grids])


def missed(read: Reading, say: Say) -> Section:
    """Why the poor are not on the list."""
    parts: list = [Text(say("targeting.missed.note"))]
    for truth in TRUTHS:
        head = (say("targeting.standard"), *(reason_title(r, say) for r in read.reasons()))
        rows = tuple((Cell(standard_title(s, say)), *(_share(read.mean(f"{MISSED}{r}", s, truth)) for r in read.reasons())) for s in read.standards)
        parts.append(Grid(say("targeting.missed.caption", truth=say(f"targeting.truth.{truth}")), head, rows))
    return Section("missed", say("targeting.missed"), parts)


def _share(estimate: Estimate | None) -> Cell:
    return Cell(f"{100 * estimate.value:.1f}" if estimate else "0")


def counties(read: Reading, say: Say) -> Section:
    """Exclusion errors by county at equal coverage of the whole city."""
    shown = read.counties()
    if not shown:
        return Section("counties", say("targeting.counties"), [Text(say("targeting.counties.absent"))])
    head = (say("county"), *(standard_title(s, say) for s in read.standards))
    rows = tuple((Cell(county_title(c, say)), *(_plain(read.mean("exclusion_error", s, TRUTHS[0], area=c.code), say, 100.0) for s in read.standards))
                 for c in shown)  # fmt: skip
    return Section("counties", say("targeting.counties"), [Grid(say("targeting.counties.caption"), head, rows)])


def method(read: Reading, say: Say) -> Section:
    """How it was made, and the command that repeats it."""
    points = Points(tuple(say(key) for key in keys() if key.startswith("targeting.point.")))
    again = [Text(say("targeting.repeat")), Code(read.record["command"])] if read.record.get("command") else []
    return Section("method", say("targeting.method"), [points, *again])
