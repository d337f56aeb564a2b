"""Counts the margins of a population by county from its rows, at any month and with any weights."""

from collections.abc import Mapping

import numpy as np

Rows = Mapping[str, np.ndarray]


def measure(households: Rows, persons: Rows, month: int, weights: np.ndarray, counties: int = 12) -> dict[str, np.ndarray]:
    """float64[counties] by margin name as in `Margins`; NaN where a county has no row. `weights` float64[households].

    Needs county, car, land, forest, jiandang of households; household, birth, school, resident of persons.
    """
    home = _homes(persons, month, len(weights))
    county = np.asarray(households["county"], np.int64)

    def total(values) -> np.ndarray:
        return np.bincount(county, weights * values, minlength=counties)

    with np.errstate(divide="ignore", invalid="ignore"):
        every, lived_in, residents = total(home["members"] > 0), total(home["residents"] > 0), total(home["residents"])
        adults = total(home["adults"])
        return {
            "households": every,
            "hukou_size": total(home["members"]) / every,
            "residents": residents,
            "size": residents / lived_in,
            "one_person": total(home["residents"] == 1) / lived_in,
            "elder_households": total(home["old"] > 0) / lived_in,
            "children": total(home["children"]) / residents,
            "sixties": total(home["sixties"]) / residents,
            "old": total(home["old"]) / residents,
            "schooling": total(home["schooling"]) / adults,
            "illiteracy": total(home["illiterate"]) / adults,
            "cars": total(households["car"]) / every,
            "land": total(households["land"]) / every,
            "forest": total(households["forest"]) / every,
            "registered_poor": total(households["jiandang"]),
        }


def generations(households: Rows, origin: Rows, weights: np.ndarray, counties: int = 12) -> dict[str, np.ndarray]:
    """Shares of one and of three and more generations among households with residents, at the start only."""
    county, g = np.asarray(households["county"], np.int64), np.asarray(origin["generations"])

    def total(mask) -> np.ndarray:
        return np.bincount(county, weights * mask, minlength=counties)

    with np.errstate(divide="ignore", invalid="ignore"):
        return {"one_generation": total(g == 1) / total(g > 0), "three_generations": total(g >= 3) / total(g > 0)}


def _homes(persons: Rows, month: int, n: int) -> dict[str, np.ndarray]:
    """Counts (and sums of years) of each household: members, and residents by age group."""
    household, age = persons["household"], (month - np.asarray(persons["birth"])) // 12
    resident = np.asarray(persons["resident"]) == 1
    adult = resident & (age >= 15)
    school = np.asarray(persons["school"])
    masks = {
        "residents": resident, "adults": adult, "children": resident & (age < 15), "sixties": resident & (age >= 60) & (age < 65),
        "old": resident & (age >= 65), "illiterate": adult & (school == 0),
    }  # fmt: skip
    counts = {name: np.bincount(household, mask, minlength=n) for name, mask in masks.items()}
    counts["members"] = np.bincount(household, minlength=n).astype(float)
    counts["schooling"] = np.bincount(household, school * adult, minlength=n)
    return counts
