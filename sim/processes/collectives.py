"""Account of the village collective: the county's grant for running costs, what the village needs, upkeep, interest, debt, and operating income of the year.

Nothing is paid that is not there: running costs are cut where money is short, unpaid interest is added to the debt.
"""

import numpy as np

from sim.core.parameters import Parameter, uniform
from sim.processes import collective_contracts

OWNS = tuple(
    f"villages.{c}"
    for c in ("income_now", "income_year", "surplus", "monitoring", "leakage", "village_grant", "village_repay", "village_interest",
              "village_arrears", "village_admin", "village_upkeep", "village_leak", "village_works")
)  # fmt: skip
GRANT_MONTH = 1
PARAMETERS = (
    Parameter("collectives.need", 70000.0, "yuan_per_year", 0, 1e7, uniform(40000, 120000), "running costs of a village a year, prices of 2019", "村级组织年运转支出(2019年价)", "assumption", "assumption", "collectives"),
    Parameter("collectives.need_household", 80.0, "yuan_per_year", 0, 1e4, uniform(40, 150), "running costs for each household a year, prices of 2019", "每户对应年运转支出(2019年价)", "assumption", "assumption", "collectives"),
    Parameter("collectives.granted", 0.9, "share", 0, 1, uniform(0.7, 1.0), "share of running costs that the county's grant covers", "县级运转经费补助比例", "assumption", "assumption", "collectives"),
    Parameter("collectives.upkeep", 0.02, "per_year", 0, 1, uniform(0.01, 0.04), "upkeep of what is built against its value", "房产设施维护费率", "assumption", "assumption", "collectives"),
    Parameter("collectives.interest", 0.05, "per_year", 0, 0.5, uniform(0.04, 0.08), "interest on debt of collectives", "村集体负债年利率", "base_rate", "assumption", "collectives"),
    Parameter("collectives.repays", 0.3, "share", 0, 1, uniform(0.1, 0.5), "share of the surplus that goes to repaying debt", "结余用于还债比例", "assumption", "assumption", "collectives"),
    Parameter("collectives.works", 0.5, "share", 0, 1, uniform(0.3, 0.7), "share of the surplus spent on public works and welfare", "结余用于公益事业比例", "assumption", "assumption", "collectives"),
    Parameter("collectives.leakage", 0.0, "share", 0, 1, uniform(0, 0.1), "share of operating income that leaks where nobody watches", "无监管时集体收入流失比例", "assumption", "assumption", "collectives"),
)  # fmt: skip


def step(world) -> None:
    """The month of every account; the year is closed in December."""
    v, p = world.villages, world.parameters
    if world.month == world.start:
        v.leakage[:] = p["collectives.leakage"]
    need = running_costs(world)
    if world.month_of_year == GRANT_MONTH:
        pay(world, "village_grant", np.floor(need * p["collectives.granted"]))
    v.income_now[:] += collective_contracts.received(world) + world.paid("village_project")
    spend(world, "village_admin", np.floor(need / 12.0))
    if world.month_of_year == 12:
        close_year(world, need)


def running_costs(world) -> np.ndarray:
    """float64[villages]: whole fen a year that running the village costs at current prices."""
    p, households = world.parameters, np.diff(world.village_first)
    return np.rint((p["collectives.need"] + p["collectives.need_household"] * households) * world.drivers.price(world.month) * 100.0)


def close_year(world, need: np.ndarray) -> None:
    """Interest, upkeep, leakage, repayment and works; income and surplus of the year. The surplus is what the members may share."""
    v, p = world.villages, world.parameters
    leak = spend(world, "village_leak", np.floor(v.income_now * v.leakage * (1.0 - v.monitoring)))
    interest = pay_interest(world)
    kept = spend(world, "village_upkeep", np.rint(built_value(world) * p["collectives.upkeep"] * 100.0))
    own = need - np.floor(need * p["collectives.granted"])
    left = v.income_now - leak - interest - kept - own - world.paid("village_loss")
    v.surplus[:] = np.maximum(left, 0.0)
    spend(world, "village_repay", np.minimum(np.floor(v.surplus * p["collectives.repays"]), v.debt))
    spend(world, "village_works", np.floor(v.surplus * p["collectives.works"]))
    v.income_year[:], v.income_now[:] = v.income_now / 100.0, 0.0


def built_value(world) -> np.ndarray:
    """float64[villages]: yuan of what is built and of the project."""
    v = world.villages
    return sum(v.columns[name] for name in collective_contracts.BUILT) + v.project_value


def pay_interest(world) -> np.ndarray:
    """Interest of the year in fen; what the account cannot pay is added to the debt. Returns the interest due."""
    due = np.rint(world.villages.debt * world.parameters["collectives.interest"])
    short = due - spend(world, "village_interest", due)
    pay(world, "village_arrears", short)
    return due


def spend(world, name: str, fen: np.ndarray) -> np.ndarray:
    """Pay `fen` float64[villages] of an outgoing payment as far as the account lasts; returns what was paid."""
    paid = np.minimum(fen, np.maximum(world.free("villages"), 0.0))
    pay(world, name, paid)
    return paid


def pay(world, name: str, fen: np.ndarray) -> None:
    """A payment of the villages with something to pay."""
    rows = np.flatnonzero(fen > 0.0)
    world.pay(name, rows, fen[rows])
