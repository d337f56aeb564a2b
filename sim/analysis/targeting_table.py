"""Rows of the table `targeting`: how a list on paper meets each truth, by area, and what it covers and costs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sim.measures import (
    concentration_curve, concentration_index, exclusion_error, inclusion_error, leakage, poverty_reduction_efficiency, spillover,
)  # fmt: skip
from sim.measures.checked import UndefinedMeasure
from sim.mechanism.steps.paper import Listing
from sim.results.cells import CITY
from sim.results.truths import Truth
from sim.state.reasons import Reason

COLUMNS = ["standard", "truth", "horizon", "equalised_by", "area", "measure", "value", "unit"]
POOREST = (40, 20, 10)  # per cent of persons in `cgh40` and so on
MISSED = "missed:"  # beginning of the measures that say why a poor person is not on the list


@dataclass(frozen=True)
class Universe:
    """The households of the round: county row of each, codes of the counties, which are shown; yuan a listed person and year, a working day, and the price level."""

    county: np.ndarray
    adcodes: np.ndarray
    shown: np.ndarray
    benefit: float
    day: float
    price: float

    def areas(self) -> list[tuple[str, np.ndarray]]:
        """Code and bool[households] of the shown counties, then of the city."""
        codes = [(str(code), self.county == row) for row, code in enumerate(self.adcodes) if self.shown[row]]
        return [*codes, (CITY, np.ones(len(self.county), bool))]


def rows_of(universe: Universe, by: str, made: Listing, found: list[tuple[int, np.ndarray, dict[str, Truth]]]) -> Iterator[tuple]:
    """Rows COLUMNS of one list. `found`: horizon, bool[households] who can be judged then, and the truths of those."""
    name = made.paper.standard.NAME
    for area, inside in universe.areas():
        for measure, value, unit in size_and_cost(universe, made, inside):
            yield name, "", 0, by, area, measure, value, unit
        for horizon, there, truths in found:
            for truth in truths.values():
                for measure, value, unit in against(universe, made, truth, there, inside):
                    yield name, truth.name, horizon, by, area, measure, value, unit


def size_and_cost(universe: Universe, made: Listing, inside: np.ndarray) -> Iterator[tuple[str, float, str]]:
    """Listed persons and their share, households that asked, and what screening and a year of support cost; in current yuan."""
    persons, weight, listed = made.paper.persons, made.paper.weight, made.listed & inside
    covered, screening = float(persons[listed].sum()), universe.day * float(made.days[inside] @ weight[inside])
    yield "listed_persons", covered, "persons"
    yield "coverage", covered / max(float(persons[inside].sum()), 1e-9), "share"
    yield "applications", float(weight[(made.days > 0) & inside].sum()), "households"
    yield "screening_cost", screening, "yuan"
    yield "total_cost", screening + universe.benefit * covered, "yuan"


def against(universe: Universe, made: Listing, truth: Truth, there: np.ndarray, inside: np.ndarray) -> Iterator[tuple[str, float, str]]:
    """How the list meets a truth in an area; measures that have no value there are left out."""
    within = inside[there]
    listed, persons, poor = made.listed[there][within], made.paper.persons[there][within], truth.poor[within]
    yield "poor_share", float(persons @ poor) / max(float(persons.sum()), 1e-9), "share"
    yield "poor_share_own_line", float(persons @ truth.own[within]) / max(float(persons.sum()), 1e-9), "share"
    for measure, value in measures(universe, truth, listed, persons, within):
        yield measure, value, "ratio" if measure.startswith(("cgh", "concentration")) else "share"
    total = float(persons @ poor)
    for reason in Reason:
        missed = float(persons @ (poor & (made.reason[there][within] == reason)))
        if reason != Reason.NONE and missed > 0:
            yield f"{MISSED}{reason.name.lower()}", missed / total, "share"


def measures(universe: Universe, truth: Truth, listed: np.ndarray, persons: np.ndarray, within: np.ndarray) -> Iterator[tuple[str, float]]:
    """Measures of `sim.measures`; everybody on the list has the same benefit a person, at prices of 2019 where it is set against a line."""
    welfare, poor, own = truth.welfare[within], truth.poor[within], truth.own[within]
    paid = listed * (universe.benefit / universe.price)
    asked: list[tuple[str, Callable[[], float]]] = [
        ("exclusion_error", lambda: exclusion_error(poor, listed, persons)), ("inclusion_error", lambda: inclusion_error(poor, listed, persons)),
        ("exclusion_error_own_line", lambda: exclusion_error(own, listed, persons)),
        ("inclusion_error_own_line", lambda: inclusion_error(own, listed, persons)),
        ("leakage", lambda: leakage(paid, poor, persons)), ("concentration_index", lambda: concentration_index(paid, welfare, persons)),
    ]  # fmt: skip
    if truth.line is not None:
        line = truth.line[within]
        asked += [("spillover", lambda: spillover(paid, welfare, line, persons)),
                  ("poverty_reduction_efficiency", lambda: poverty_reduction_efficiency(paid, welfare, line, persons))]  # fmt: skip
    for name, value in asked:
        try:
            yield name, value()
        except UndefinedMeasure:
            continue
    if listed.any():
        people, money = concentration_curve(paid, welfare, persons)
        yield from ((f"cgh{share}", float(np.interp(share / 100.0, people, money)) * 100.0 / share) for share in POOREST)
