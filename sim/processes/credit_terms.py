"""Terms of formal credit by county: what each product costs, how much it lends, who bears a loss. A lever writes these columns after this step.

Three products. The ordinary rural loan: any household, rate above the base rate. The forest loan (福林贷): a household with forest, vouched for by
the guarantee fund of its village, with the forest right as counter-guarantee. Poverty microcredit: without collateral at the base rate, for
households with the right to it; closed unless opened. The columns are filled anew each January, so that terms without a lever are those of the time.
"""

import numpy as np

from sim.core.clock import month_index
from sim.core.parameters import FIXED, Parameter, uniform

OWNS = tuple(
    f"counties.{c}"
    for c in ("loan_rate", "loan_limit", "forest_rate", "forest_limit", "forest_cover", "micro_rate", "micro_limit", "micro_cover", "income_mean")
)
PARAMETERS = (
    Parameter("credit.margin", 0.040, "per_year", 0, 0.2, uniform(0.025, 0.055), "rate of an ordinary rural loan above the base rate", "普通农户贷款利率加点", "assumption", "assumption", "credit"),
    Parameter("credit.limit", 200000.0, "yuan", 0, 1e7, uniform(100000, 300000), "most that an ordinary rural loan can be", "普通农户贷款额度上限", "assumption", "assumption", "credit"),
    Parameter("credit.forest_rate", 0.0708, "per_year", 0, 0.3, uniform(0.065, 0.077), "rate of the forest loan: 5.9 per mille a month", "福林贷年利率(月息5.9厘)", "FL-LIMIT", "found", "credit"),
    Parameter("credit.forest_limit", 200000.0, "yuan", 0, 1e7, uniform(120000, 200000), "most that a forest loan can be", "福林贷额度上限", "FL-LIMIT", "found", "credit"),
    Parameter("credit.forest_cover", 0.70, "share", 0, 1, uniform(0.50, 0.90), "share of a lost forest loan borne by the guarantee of the village", "福林贷村级担保分担比例", "assumption", "assumption", "credit"),
    Parameter("credit.microcredit_open", False, "switch", 0, 1, FIXED, "poverty microcredit is lent", "开办扶贫小额信贷", "assumption", "assumption", "credit"),
    Parameter("credit.microcredit_limit", 50000.0, "yuan", 0, 1e6, uniform(30000, 50000), "most that a poverty microcredit can be", "扶贫小额信贷额度上限", "MC-QG", "found", "credit"),
    Parameter("credit.microcredit_cover", 0.70, "share", 0, 1, uniform(0.50, 0.90), "share of a lost microcredit borne by the risk fund", "风险补偿金分担比例", "assumption", "assumption", "credit"),
)  # fmt: skip
FOREST_START = month_index(2016, 9)  # FL-START


def step(world) -> None:
    """Terms of the year at the base rate of the time."""
    p, c = world.parameters, world.counties
    base = world.drivers.at("lending_rate", world.month) / 100.0
    c.loan_rate[:], c.loan_limit[:] = base + p["credit.margin"], p["credit.limit"]
    c.forest_rate[:], c.forest_cover[:] = p["credit.forest_rate"], p["credit.forest_cover"]
    c.forest_limit[:] = p["credit.forest_limit"] if world.month >= FOREST_START else 0.0
    c.micro_rate[:], c.micro_cover[:] = base, p["credit.microcredit_cover"]
    c.micro_limit[:] = p["credit.microcredit_limit"] if p["credit.microcredit_open"] else 0.0
    h, known = world.households, world.month - world.start >= 12
    weight = np.bincount(h.county, h.weight, len(c)) if known else np.zeros(len(c))  # in the first year of a run no lender knows an income
    c.income_mean[:] = np.divide(np.bincount(h.county, h.weight * world.year_income(), len(c)), weight, out=np.zeros(len(c)), where=weight > 0.0)
