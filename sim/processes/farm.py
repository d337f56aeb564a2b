"""Harvests of the month: areas of the year by product, season, price, weather, luck, illness and the time given to posts.

Inputs of fields, gardens and ponds are bought in March as far as money reaches; the rest is bought on account and goes off at the harvest with the dealer's
surcharge. Buyers under contract advance theirs; feed and transport of side production and forest go off at the sale. Luck, weather and prices move the
margin with inputs already spent: sales = inputs paid before + luck * (yield * price - inputs), not below zero.

Contracts: `households.contract_share` (owner contracts; 0 none) is the share of the main crop that is delivered under contract. It is left out of `farm_net`
and its market value this month stands in `households.contract_value` (fen), for the contract to price. `main_crop(world, rows)` gives the whole of it.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform
from sim.processes import epidemic
from sim.processes.crop_table import FISH, FOREST, GRAIN, SIDE, crop_table
from sim.processes.crops import advanced, reach
from sim.processes.labour_choice import farm_kept

SICK_FARM = 0.5  # of the work of a sick member on the farm is lost, neighbours and the rest of the family do the other half; assumption
INPUT_MONTH = 3  # seed, fertiliser, pesticide and feed are bought before the season; assumption
OWNS = tuple(f"households.{c}" for c in ("farm_net", "farm_inputs", "farm_rate", "inputs_paid", "contract_value"))
PARAMETERS = (
    Parameter("farm.keep", 1.0, "months", 0, 24, uniform(0.5, 2.0), "months of income kept when inputs are bought", "购买农资时保留的月收入", "assumption", "assumption", "farm"),
    Parameter("farm.on_account", 0.06, "share", 0, 1, uniform(0.0, 0.12), "surcharge on inputs bought on account until the harvest", "农资赊购加价", "assumption", "assumption", "farm"),
)  # fmt: skip


@kernel("void(float64[::1], float64[::1], float64[::1], float32[::1], float64, float64[::1])")
def _rate(value, full, labour, scale, side, rate):
    for i in range(value.size):
        rate[i] = scale[i] * max(value[i] - side * labour[i], 0.0) / full[i] if full[i] > 0.0 else 0.0


def plan(world) -> None:
    """Once a year after the plan of work: value of a mu on this farm against the table, with the work that is done there this year."""
    h, t = world.households, crop_table()
    side = (t.sales[SIDE] - t.inputs[SIDE]) * world.drivers.at("farm_price", world.month)
    _rate(h.farm_value, h.farm_full, h.farm_labour, h.farm_scale, side, h.farm_rate)


@kernel(
    "void(int64[::1], int8[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int8[::1], float32[::1], float32[::1], int8[::1], "
    "float32[::1], int8[::1], float64[::1], float32[::1], float64[:,::1], float64[::1], float64[::1], float64[::1], float64, float64, int64[::1], float64[::1])"
)
def _harvest(first, county, rate, luck, labour_farm, post_farm, need, labour, absent, crop, main, grain, tree, orchard, pond, forest, before, sales, inputs, own, yields,
             theta, surcharge, codes, net):  # fmt: skip
    """Village by village, so that margins of a mu are worked out once for each. `own`: inputs that no buyer advances."""
    fish, woods, side = codes[0], codes[1], codes[2]
    m = np.empty(inputs.size)
    for v in range(first.size - 1):
        for p in range(inputs.size):
            m[p] = sales[county[v], p] * yields[v] - inputs[p]
        grain_margin, fish_margin, wood_margin, side_margin, grain_own, fish_own = m[0], m[fish], m[woods], m[side], own[0], own[fish]
        for i in range(first[v], first[v + 1]):
            p, k = crop[i], max(tree[i], 0)
            margin = main[i] * m[p] + grain[i] * grain_margin + orchard[i] * m[k] + pond[i] * fish_margin + forest[i] * wood_margin
            spent = main[i] * own[p] + grain[i] * grain_own + orchard[i] * own[k] + pond[i] * fish_own
            back = rate[i] * spent * (before[i] * (1.0 + surcharge) - surcharge)
            work = 1.0 - SICK_FARM * min(absent[i] / max(labour[i], 1.0), 1.0)
            if post_farm[i] > 0.0:
                work *= farm_kept(labour_farm[i], post_farm[i], need[i], theta)
            net[i] = np.rint(100.0 * work * max(back + luck[i] * (rate[i] * margin + labour_farm[i] * side_margin), 0.0))


def month_terms(world) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sales float64[counties, products] and inputs float64[products] of a mu that fall in this month, yuan, and yields float64[villages] after transport."""
    t, g, v, level = crop_table(), world.products, world.villages, world.drivers.at("farm_price", world.month)
    season = t.season[:, world.month_of_year - 1] * level
    sold = 1.0 - np.array(epidemic.loss(world).unsold)
    factor = (g.price * g.weather * g.slump).reshape(len(world.counties), -1)
    inputs = t.inputs * (season * world.parameters["crops.input_ratio"])
    return np.ascontiguousarray(t.sales * season * sold * factor), inputs, v.weather * world.counties.weather[v.county] * reach(world)


def step(world) -> None:
    """Sales of the month in fen, inputs of the year in March."""
    h = world.households
    sales, inputs, yields = month_terms(world)
    p, own = world.parameters, inputs * (advanced() == 0)
    _harvest(world.village_first, world.villages.county, h.farm_rate, h.luck_farm, h.farm_labour, h.post_farm, h.farm_need, h.labour, h.absent, h.crop, h.crop_area,
             h.grain_area, h.tree, h.orchard, h.pond, h.forest, h.inputs_paid, sales, inputs, own, yields, p["labour.theta"], p["farm.on_account"],
             np.array([FISH, FOREST, SIDE]), h.farm_net)  # fmt: skip
    if "contract_share" in h.columns:
        deliver(world)
    if world.month_of_year == INPUT_MONTH:
        buy_inputs(world)


def buy_inputs(world) -> None:
    """Seed, fertiliser, pesticide and feed of the year for fields, gardens and ponds, as far as money above a reserve reaches."""
    h, p = world.households, world.parameters
    price = crop_table().inputs * (p["crops.input_ratio"] * world.drivers.at("farm_price", world.month) * 100.0)
    main = h.crop_area * (price * (advanced() == 0))[h.crop]
    due = h.farm_rate * (main + h.grain_area * price[GRAIN] + h.orchard * price[np.maximum(h.tree, 0)] + h.pond * price[FISH])
    keep = h.welfare * (world.drivers.price(world.month) * 100.0 * p["farm.keep"] / 12.0)
    fen = np.floor(np.minimum(due, np.maximum(h.cash - keep, 0.0)))
    h.inputs_paid[:] = np.divide(fen, due, out=np.zeros(len(h)), where=due > 0.0)
    rows = np.flatnonzero(fen)
    world.pay("farm_inputs", rows, fen[rows])


def main_crop(world, rows: np.ndarray) -> np.ndarray:
    """float64[n]: market value in fen of this month's output of the main crop of `rows`, with what was paid for its inputs before."""
    h, p = world.households, world.households.crop[rows]
    sales, inputs, yields = month_terms(world)
    back = inputs[p] * h.inputs_paid[rows] * (advanced()[p] == 0)
    value = back + h.luck_farm[rows] * (sales[h.county[rows], p] * yields[h.village[rows]] - inputs[p])
    return np.rint(100.0 * np.maximum(value, 0.0) * h.crop_area[rows] * h.farm_rate[rows])


def deliver(world) -> None:
    """Take what goes to a contract out of the sales on the market."""
    h = world.households
    rows = np.flatnonzero(h.contract_share > 0.0)
    value = np.minimum(np.rint(h.contract_share[rows] * main_crop(world, rows)), h.farm_net[rows])
    h.contract_value[:] = 0.0
    h.contract_value[rows] = value
    h.farm_net[rows] -= value
