"""Paths of the outside drivers: published wages, prices and pension while they last, then a growth variant; farm prices as a prior."""

from sim.core.parameters import Parameter, ParameterSet, uniform
from sim.data import path
from sim.state.drivers import Drivers, Path, make_path

PARAMETERS = (
    Parameter("outside.farm_growth", 0.055, "per_year", -0.2, 0.3, uniform(0.02, 0.08), "yearly growth of farm margins (price and yield), current prices", "农业收益年增长(现价)", "assumption", "assumption", "outside"),
    Parameter("outside.pension_city_share", 1.0, "ratio", 0, 3, uniform(0.9, 1.3), "Sanming basic pension against the provincial one", "三明基础养老金相对全省", "pension_notices", "assumption", "outside"),
    Parameter("outside.local_wage_ratio", 1.0, "ratio", 0.2, 2, uniform(0.8, 1.1), "local off-farm wage in Sanming against the national wage of local migrants", "三明本地务工工资相对全国", "nbs_migrant", "assumption", "outside"),
)  # fmt: skip


def price_index(changes: dict[int, float]) -> dict[int, float]:
    """Price level by year from yearly changes in %, with 2019 = 1."""
    level, index = 1.0, {}
    for year in sorted(changes):
        level *= 1.0 + changes[year] / 100.0
        index[year] = level
    return {year: value / index[2019] for year, value in index.items()}


def drivers(parameters: ParameterSet, growth: str) -> Drivers:
    """All paths of a run. `growth` is low, central or high and acts only on years beyond the published paths."""
    pension = {y: v * parameters["outside.pension_city_share"] for y, v in path("basic_pension_residents_fujian").items()}
    local = {y: v * parameters["outside.local_wage_ratio"] for y, v in path("migrant_wage_local").items()}
    return Drivers(
        {
            "wage_local": make_path(local, growth),
            "wage_away": make_path(path("migrant_wage_outside"), growth),
            "price": make_path(price_index(path("cpi_rural")), growth),
            "pension": make_path(pension, growth),
            "dibao_standard": make_path(path("dibao_standard_sanming"), growth),
            "lending_rate": Path(path("base_lending_rate_1y"), 0.0),
            "farm_price": Path({2016: 1.0}, parameters["outside.farm_growth"]),
        }
    )
