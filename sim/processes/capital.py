"""Productive equipment of farms: bought from own money above a reserve and with loans, worn year by year; best practice must be known before equipment pays.

Two variants of the same technology (switch capital.trap): with a fixed cost, below which equipment gives nothing (S105, S106 found such thresholds), and
divisible with falling returns (S103, S104 found none). Both are run; docs/decisions/0012-farm.md.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, normal_quantile_array
from sim.processes.capital_rules import plan_investment

OWNS = ("households.invest", "households.wear", "households.advised", "households.invest_gap", "villages.extension")
DRAW_START, DRAW_KNOWN, DRAW_LEARN = 329, 330, 331
START_SPREAD = 0.8  # of the log of equipment at the start; assumption
LEAST_FEN = 20_000.0  # 200 yuan: smaller tools are spending of the household; assumption
TERM = 36  # months of a loan for equipment: rural loans run for up to three years; assumption
PARAMETERS = (
    Parameter("capital.trap", False, "switch", 0, 1, uniform(0, 1), "equipment pays from a fixed cost on (poverty trap) instead of in proportion", "生产性资产有固定门槛(贫困陷阱)", "S105", "assumption", "structure"),
    Parameter("capital.fixed_cost", 10000.0, "yuan", 0, 1e6, uniform(5000, 20000), "least equipment of best practice with the trap, prices of 2019", "先进技术最低设备门槛(2019年价)", "S106", "assumption", "capital"),
    Parameter("capital.gain", 0.30, "ratio", 0, 5, uniform(0.15, 0.50), "value that best practice fully equipped adds to a farm", "先进技术足额装备的增值", "assumption", "assumption", "capital"),
    Parameter("capital.reference", 0.35, "share", 0, 1, uniform(0.2, 0.5), "reach of best practice that the margins of products.csv stand for", "产品收益表对应的技术普及度", "assumption", "assumption", "capital"),
    Parameter("capital.equipment_ratio", 1.0, "ratio", 0, 10, uniform(0.6, 1.5), "equipment that best practice needs against the table of products", "设备需求相对产品表", "assumption", "assumption", "capital"),
    Parameter("capital.start", 0.35, "ratio", 0, 10, uniform(0.2, 0.6), "equipment at the start against the need of the county's mix, mean", "起始设备占需求比例", "assumption", "assumption", "capital"),
    Parameter("capital.wear", 0.10, "per_year", 0, 1, uniform(0.06, 0.15), "equipment worn out in a year", "设备年折旧率", "assumption", "assumption", "capital"),
    Parameter("capital.return", 0.10, "per_year", 0, 1, uniform(0.05, 0.20), "return that a household asks for own money in equipment", "自有资金投资要求回报率", "assumption", "assumption", "capital"),
    Parameter("capital.reserve", 6.0, "months", 0, 60, uniform(3, 12), "months of income that are kept before equipment is bought", "投资前保留的储备(月收入)", "assumption", "assumption", "capital"),
    Parameter("capital.known", 0.55, "share", 0, 1, uniform(0.4, 0.7), "households that know best practice at the start", "起始掌握先进技术比例", "assumption", "assumption", "capital"),
    Parameter("capital.extension", 0.30, "share", 0, 1, uniform(0.1, 0.5), "households that advisers reach in a village near town; none in the most remote", "近村农技推广覆盖率", "assumption", "assumption", "capital"),
    Parameter("capital.learn", 0.02, "per_year", 0, 1, uniform(0.0, 0.05), "chance a year of learning best practice without an adviser", "自学先进技术年概率", "assumption", "assumption", "capital"),
    Parameter("capital.learn_advised", 0.10, "per_year", 0, 1, uniform(0.03, 0.25), "chance a year of learning it where advisers reach everybody, beyond the former", "推广全覆盖时习得先进技术年概率", "assumption", "assumption", "capital"),
)  # fmt: skip


def set_up(world, mean_equipment: np.ndarray) -> None:
    """Advisers, knowledge and equipment at the start. `mean_equipment` float64[counties]: yuan a mu that best practice needs for the county's mix."""
    p, h, v = world.parameters, world.households, world.villages
    v.extension[:] = p["capital.extension"] * (1.0 - v.remoteness)
    h.advised[:] = (draw(world.seed, DRAW_KNOWN, h.id, 0) < p["capital.known"]) & (h.founded >= 0)
    spread = exp_array(START_SPREAD * normal_quantile_array(draw(world.seed, DRAW_START, h.id, 0)) - 0.5 * START_SPREAD * START_SPREAD)
    need = mean_equipment[h.county] * p["capital.equipment_ratio"] * world.drivers.price(world.month)
    h.capital[:] = np.rint(100.0 * p["capital.start"] * h.land * need * spread)


def step(world) -> None:
    """Wear and purchases of the year, before the plan of crops. Money that is not there is not spent; a loan of what lacks is asked for."""
    p, h, price = world.parameters, world.households, world.drivers.price(world.month)
    if world.month == world.start:
        return
    value = np.where(np.diff(world.person_first()) > 0, h.farm_value, 0.0)  # a household that died out still has the value of its last plan
    wear, buys = np.empty((2, len(h)))
    plan_investment(h.capital, beyond_reserve(world, slice(None)), value, h.equipment, h.advised, price, float(p["capital.trap"]), p["capital.fixed_cost"], p["capital.gain"],
                    p["capital.wear"], p["capital.return"], LEAST_FEN, wear, buys, h.invest_gap)  # fmt: skip
    for name, fen in (("wear", wear), ("invest", buys)):
        rows = np.flatnonzero(fen)
        world.pay(name, rows, fen[rows])
    lacks = np.flatnonzero(h.invest_gap)
    world.offers.add("loan", lacks, gap(world, lacks), np.full(len(lacks), TERM), "invest")


def gap(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: whole fen of wanted equipment that own money did not reach."""
    return np.rint(100.0 * world.households.invest_gap[rows].astype(np.float64))


def beyond_reserve(world, rows: np.ndarray | slice) -> np.ndarray:
    """float64[n]: fen at hand beyond the reserve of months of income."""
    months = world.parameters["capital.reserve"] * world.drivers.price(world.month)
    return np.maximum(world.at_hand(rows) - np.maximum(world.households.welfare[rows], 0.0) * (100.0 * months / 12.0), 0.0)


def equip(world) -> None:
    """Who got a loan for equipment buys it, no more than is at hand; with the trap only if loan and own money above the reserve reach the whole."""
    for rows, given, _, purpose in world.offers.of("loan_given"):
        if purpose == "invest":
            wanted, own = gap(world, rows), np.maximum(beyond_reserve(world, rows), given)
            buys = np.floor(np.minimum(np.minimum(wanted, own), np.maximum(world.at_hand(rows), 0.0)))
            if world.parameters["capital.trap"]:
                buys[buys < wanted] = 0.0
            world.pay("invest", rows[buys > 0.0], buys[buys > 0.0])


def learn(world) -> None:
    """Who does not know best practice may learn it: a chance of its own, and one from advisers, by their reach in the village; who divides knows what the parents know."""
    if world.month == world.start:
        return
    p, h = world.parameters, world.households
    for old, new, _ in world.moves.split:
        h.advised[new] = h.advised[old]
    alone, advised = uniforms(world.seed, DRAW_LEARN, h.id, world.month)
    reached = world.villages.extension[h.village]
    h.advised[((alone < p["capital.learn"]) | (advised < p["capital.learn_advised"] * reached)) & (h.founded >= 0)] = 1
