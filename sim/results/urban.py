"""Families of the towns in the tables: a universe of their own, `urban`, that no total, headline or pair of the rural households holds."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.results.cells import AREAS

UNIVERSE, ACCOUNT = "urban", "urban_family"
LINE, MULTIPLE = "dibao1.5", 1.5
BEFORE = "before_help"
UNITS = {
    "households": ("household", "households"), "listed_households": ("household", "households"), "supported_households": ("household", "households"),
    "exit_list": ("household", "households"),
    "exclusion_error": ("household", "share"), "inclusion_error": ("household", "share"), "income_mean": ("person", "yuan_per_year"), "poverty_h": ("person", "share"),
}  # fmt: skip


def of_towns(ledger: pd.DataFrame) -> pd.Series:
    """Rows of a ledger in which a family of the towns pays or receives."""
    return (ledger["payer"].astype(str) == ACCOUNT) | (ledger["payee"].astype(str) == ACCOUNT)


def rural(ledger: pd.DataFrame) -> pd.DataFrame:
    """The ledger without the families of the towns."""
    return ledger[~of_towns(ledger)]


def urban(ledger: pd.DataFrame) -> pd.DataFrame:
    """The ledger of the families of the towns alone."""
    return ledger[of_towns(ledger)]


def town_families(world) -> dict[tuple[str, str, str], np.ndarray]:
    """Group, line and measure -> float64[counties + 1], the city last; nothing where the run has no such families.

    Income is that of the year with and without the help received in it; supported are those who received any, listed those whom the centre
    would help in December. Errors set the listed beside those below the line before help: the needy who are not listed over the needy, the listed
    who are not needy over the listed. Dibao of the towns is not in the model, so that poverty before and after help is before dibao.
    """
    u = world.urban
    if not len(u):
        return {}
    before, after = u.income / u.size, (u.income + u.relief_year / 100.0) / u.size
    line = MULTIPLE * world.drivers.at("dibao_standard", world.month)
    needy, listed, persons = before < line, u.supported == 1, u.size * u.weight
    exits = world.tally.get("urban_exits", np.zeros(AREAS - 1))
    return {
        ("all", "", "households"): _by_area(u, u.weight),
        ("all", "", "listed_households"): _by_area(u, listed * u.weight),
        ("all", "", "supported_households"): _by_area(u, (u.relief_year > 0) * u.weight),
        ("all", "", "exit_list"): np.append(exits, exits.sum()),
        ("all", "", "income_mean"): _over(u, after * persons, persons),
        (BEFORE, "", "income_mean"): _over(u, before * persons, persons),
        ("all", LINE, "poverty_h"): _over(u, (after < line) * persons, persons),
        (BEFORE, LINE, "poverty_h"): _over(u, needy * persons, persons),
        ("all", LINE, "exclusion_error"): _over(u, (needy & ~listed) * u.weight, needy * u.weight),
        ("all", LINE, "inclusion_error"): _over(u, (listed & ~needy) * u.weight, listed * u.weight),
    }


def _by_area(families, amount: np.ndarray) -> np.ndarray:
    sums = np.bincount(families.county, amount, AREAS - 1)
    return np.append(sums, sums.sum())


def _over(families, part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Sums over sums by area; NaN where there is nothing to divide by."""
    top, below = _by_area(families, part), _by_area(families, whole)
    return np.divide(top, below, out=np.full(AREAS, np.nan), where=below > 0)


def urban_rows(found: dict[tuple[str, str, str], np.ndarray]) -> Iterator[tuple]:
    """Rows of the yearly table."""
    for (group, line, measure), values in found.items():
        count, unit = UNITS[measure]
        yield UNIVERSE, group, line, measure, count, values, unit
