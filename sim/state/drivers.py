"""Outside drivers by month: wages away and near, prices, pension, dibao standard, farm prices; paths while they last, then a growth variant."""

from dataclasses import dataclass

from sim.core.special import power

GROWTH = {"low": 0.5, "central": 1.0, "high": 1.5}  # factor on the mean growth of the last five years of each path; assumption


@dataclass(frozen=True)
class Path:
    """A yearly path with its growth afterwards. `at(year)` holds the first value before the path begins."""

    values: dict[int, float]
    growth: float

    def at(self, year: int) -> float:
        """Value of a year; beyond the last year it grows by `growth` a year."""
        first, last = min(self.values), max(self.values)
        if year <= last:
            return self.values[max(year, first)]
        return self.values[last] * power(1.0 + self.growth, float(year - last))


def make_path(values: dict[int, float], variant: str) -> Path:
    """Path whose later growth is the mean of its last five years times the factor of the growth variant. A path of one year is a ValueError."""
    years = sorted(values)[-6:]
    if len(years) < 2:
        raise ValueError("a path needs two years for its mean growth")
    mean = power(values[years[-1]] / values[years[0]], 1.0 / (years[-1] - years[0])) - 1.0
    return Path(values, mean * GROWTH[variant])


@dataclass(frozen=True)
class Drivers:
    """All paths of a run. Prices are an index with the mean of 2019 = 1."""

    paths: dict[str, Path]

    def at(self, name: str, month: int) -> float:
        """Value of a path in the year of a running month."""
        return self.paths[name].at(month // 12)

    def price(self, month: int) -> float:
        """Rural consumer price index of the month's year, 2019 = 1."""
        return self.at("price", month)
