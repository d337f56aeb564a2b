"""The margins of each county in January 2016: published figures moved by the adjustments."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from sim.core.errors import Fault, InputError, suggestion
from sim.data import figure, figure_list
from sim.data.numbers import plain_number
from sim.data.rows import rows
from sim.population import adjust
from sim.population.adjustment import ADJUSTMENTS

Ends = tuple[tuple[str, str], ...]  # (adjustment, low or high)


@dataclass(frozen=True)
class Margins:
    """One entry a county, float64[12] in the order of the codes; shares between 0 and 1."""

    households: np.ndarray  # rural households by hukou
    hukou_size: np.ndarray  # registered members a household
    residents: np.ndarray  # persons who live in the villages
    size: np.ndarray  # residents a household with residents
    one_person: np.ndarray  # of households with residents
    one_generation: np.ndarray
    three_generations: np.ndarray
    elder_households: np.ndarray
    children: np.ndarray  # 0-14, of residents
    sixties: np.ndarray  # 60-64
    old: np.ndarray  # 65+
    schooling: np.ndarray  # years, residents of 15 and over
    illiteracy: np.ndarray
    cars: np.ndarray  # of all households
    land: np.ndarray  # mu a household
    forest: np.ndarray
    registered_poor: np.ndarray  # households
    by_remoteness: np.ndarray  # float64[3]: residents of near, middle and far villages against each other

    def county(self, row: int) -> dict[str, float]:
        """The margins of one county, without `by_remoteness`."""
        return {name: float(values[row]) for name, values in vars(self).items() if name != "by_remoteness"}


def county_rows() -> list[dict[str, str]]:
    """The rows of counties.csv in the order of the codes, as text."""
    return sorted(rows("counties"), key=lambda row: row["adcode"])


def county_column(name: str) -> np.ndarray:
    """float64[12]: a column of counties.csv in the unit of the file, NaN where it is blank."""
    values = [plain_number(row[name]) for row in county_rows()]
    return np.array([np.nan if value is None else value for value in values])


def share(name: str) -> np.ndarray:
    """float64[12]: a percentage column of counties.csv as a share."""
    return county_column(name) / 100


def urban_share() -> np.ndarray:
    """float64[12]: urban residents of all residents, census of 2020."""
    return 1.0 - county_column("rural_2020") / county_column("residents_2020")


def check_ends(ends: Ends) -> None:
    """InputError for every unknown adjustment or end."""
    faults = [Fault("no such adjustment", "ends", name, next_step=suggestion(name, ADJUSTMENTS)) for name, _ in ends if name not in ADJUSTMENTS]
    faults += [Fault("not an end of a range", f"ends, {name}", end, next_step="low or high") for name, end in ends if end not in ("low", "high")]
    if faults:
        raise InputError(faults)


@cache
def margins(ends: Ends = ()) -> Margins:
    """The margins with the adjustments `ends` at an end of their range, all others central."""
    check_ends(ends)

    def move(name, *given):
        return getattr(adjust, name)(*given, at=dict(ends).get(name, "value"))

    households = _households(move)
    size = move("household_size", county_column("household_size_2010"), county_column("household_size_2020"))
    ages = _ages(move)
    return Margins(
        households=households,
        hukou_size=move("hukou_size", county_column("household_size_2010"), households),
        residents=move("residents", county_column("rural_2010"), county_column("rural_2020")),
        size=size,
        by_remoteness=move("by_remoteness", np.arange(3.0)),
        **ages, **_structure(move, size, ages["old"]), **_abilities(move), **_endowments(move, households),
    )  # fmt: skip


def _households(move) -> np.ndarray:
    known, rural_2010, rural_2020 = (county_column(n) for n in ("rural_households_table", "rural_2010", "rural_2020"))
    prior = move("district_households", rural_2010, rural_2020, (known[-1], rural_2010[-1], rural_2020[-1]))
    return np.where(np.isnan(known), prior, known)


def _ages(move) -> dict[str, np.ndarray]:
    _, _, _, young_2015, _, old_2015 = figure_list("HH-SM-15")
    urban = urban_share()
    children = move("age_back", share("age_0_14_pct"), young_2015, figure("CEN20-A014-SM").value)
    old = move("age_back", share("age_65plus_pct"), old_2015, figure("CEN20-A65-SM").value)
    sixties = move("sixties_back", share("age_60plus_pct") - share("age_65plus_pct"))
    return {
        "children": move("rural_children", children, urban),
        "sixties": move("rural_sixties", sixties, urban),
        "old": move("rural_old", old, urban),
    }


def _structure(move, size: np.ndarray, old: np.ndarray) -> dict[str, np.ndarray]:
    size_2020 = county_column("household_size_2020")
    one = move("one_generation", share("one_generation_hh_pct"), size - size_2020)
    three = move("three_generations", share("three_plus_generation_hh_pct"), size - size_2020)
    one, three = move("rural_generations", one, three, urban_share())
    single = move("one_person", share("one_person_hh_pct"), size - size_2020)
    return {
        "one_person": move("rural_one_person", single),
        "one_generation": one,
        "three_generations": three,
        "elder_households": move("elder_households", share("hh_with_65plus_pct"), share("age_65plus_pct"), old, size_2020, size),
    }


def _abilities(move) -> dict[str, np.ndarray]:
    return {
        "schooling": move("schooling", county_column("schooling_years"), urban_share()),
        "illiteracy": move("illiteracy", share("illiterate_15plus_pct"), urban_share()),
    }


def _endowments(move, households: np.ndarray) -> dict[str, np.ndarray]:
    youxi = np.array([row["name_en"] == "Youxi County" for row in county_rows()])
    key = county_column("is_provincial_key_county") == 1
    return {
        "land": move("farmland", county_column("farmland_ha_table"), households),
        "forest": move("forest", county_column("forest_land_ha"), county_column("area_km2"), households),
        "cars": move("cars", share("car_pct")),
        "registered_poor": move("registered_poor", figure("POV-SM-HH").value, households, key, youxi),
    }
