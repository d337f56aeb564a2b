"""Harvests of the month: areas of the year by product, season, price, weather, luck, illness and the time given to posts.

Inputs of fields, gardens and ponds are bought in March as far as money reaches; the rest is bought on account and goes off at the harvest with the dealer's
surcharge. Buyers under contract advance theirs; feed and transport of side production and forest go off at the sale. Luck, weather and prices move the
margin with inputs already spent: sales = inputs paid before + luck * (yield * price - inputs), not below zero.

Contracts (owner contracts): `households.contract_share` is the share of the output of `contract_product` that is delivered under contract. It is left out of
`farm_net` and its market value this month stands in `households.contract_value` (fen), for the contract to price.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.parameters import Parameter, uniform
from sim.processes import epidemic
from sim.processes.crop_table import FISH, FOREST, GRAIN, SIDE, TREES, crop_table
from sim.processes.crops import advanced, reach
from sim.processes.labour_choice import farm_kept
from sim.processes.product_output import AREAS, CODES, TYPES, bought_before, grown
from sim.state.rows import nonzero

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


@kernel("void(float64[::1], float32[::1], float64[::1], float64[::1], float64, float64, float64[::1], float64[::1])")
def _won(rate, before, luck, labour_farm, side_margin, surcharge, spent, margin):
    """Turn the margins of fields, gardens, ponds and forest into what the month brings with a full month of work, yuan: with luck, side production, and inputs
    `spent` that were paid before (share `before`) or are paid now with the surcharge."""
    for j in range(margin.size):
        spent[j] = rate[j] * spent[j] * (before[j] * (1.0 + surcharge) - surcharge)
    for j in range(margin.size):
        margin[j] = max(spent[j] + luck[j] * (rate[j] * margin[j] + labour_farm[j] * side_margin), 0.0)


@kernel("void(float64[::1], float64[::1], float64[::1])")
def _worked(absent, labour, work):
    """Share of the work that is done while members are ill or care."""
    for j in range(work.size):
        work[j] = 1.0 - SICK_FARM * min(absent[j] / max(labour[j], 1.0), 1.0)


@kernel(
    "void(int64[::1], int8[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], float64[::1], int8[::1], float32[::1], float32[::1], int8[::1], "
    "float32[::1], int8[::1], float64[::1], float32[::1], float64[:,::1], float64[::1], float64[::1], float64[::1], float64, float64, int64[::1], int64[::1], float64[::1])"
)
def _harvest(first, county, rate, luck, labour_farm, post_farm, need, labour, absent, crop, main, grain, tree, orchard, pond, forest, before, sales, inputs, own, yields,
             theta, surcharge, codes, holders, net):  # fmt: skip
    """Village by village, so that margins of a mu are worked out once for each. `own`: inputs that no buyer advances; `holders`: rows with farm work given up, rising.

    One short loop for each product that sells this month (few do): it compiles to vector code and leaves the columns of the others unread.
    """
    fish, woods, side, tea, fruit = codes
    most = (first[1:] - first[:-1]).max() if first.size > 1 else 0
    m, sells, margins, costs, works, k = np.empty(inputs.size), np.empty(inputs.size, np.bool_), np.empty(most), np.empty(most), np.empty(most), 0
    for v in range(first.size - 1):
        a, b = first[v], first[v + 1]
        margin, spent, work, product, area = margins[: b - a], costs[: b - a], works[: b - a], crop[a:b], main[a:b]
        for p in range(inputs.size):
            m[p] = sales[county[v], p] * yields[v] - inputs[p]
            sells[p] = m[p] != 0.0 or own[p] != 0.0
        for j in range(b - a):
            margin[j], spent[j] = 0.0 + area[j] * m[product[j]], 0.0 + area[j] * own[product[j]]
        if sells[GRAIN]:
            area = grain[a:b]
            for j in range(b - a):
                margin[j], spent[j] = margin[j] + area[j] * m[GRAIN], spent[j] + area[j] * own[GRAIN]
        if sells[tea] or sells[fruit]:
            product, area = tree[a:b], orchard[a:b]
            for j in range(b - a):
                margin[j], spent[j] = margin[j] + area[j] * m[max(product[j], 0)], spent[j] + area[j] * own[max(product[j], 0)]
        if sells[fish]:
            ponds = pond[a:b]
            for j in range(b - a):
                margin[j], spent[j] = margin[j] + ponds[j] * m[fish], spent[j] + ponds[j] * own[fish]
        if sells[woods]:
            wood = forest[a:b]
            for j in range(b - a):
                margin[j] += wood[j] * m[woods]
        _won(rate[a:b], before[a:b], luck[a:b], labour_farm[a:b], m[side], surcharge, spent, margin)
        _worked(absent[a:b], labour[a:b], work)
        while k < holders.size and holders[k] < b:
            i, k = holders[k], k + 1
            work[i - a] *= farm_kept(labour_farm[i], post_farm[i], need[i], theta)
        out = net[a:b]
        for j in range(b - a):
            out[j] = np.rint(100.0 * work[j] * margin[j])


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
    terms = sales, inputs, yields = month_terms(world)
    p, own = world.parameters, inputs * (advanced() == 0)
    _harvest(world.village_first, world.villages.county, h.farm_rate, h.luck_farm, h.farm_labour, h.post_farm, h.farm_need, h.labour, h.absent, h.crop, h.crop_area,
             h.grain_area, h.tree, h.orchard, h.pond, h.forest, h.inputs_paid, sales, inputs, own, yields, p["labour.theta"], p["farm.on_account"],
             np.array([FISH, FOREST, SIDE, *TREES]), nonzero(h.post_farm), h.farm_net)  # fmt: skip
    deliver(world, terms)
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


@kernel(
    f"void(int64[::1], int8[::1], int8[::1], float64[::1], {TYPES}, float32[::1], float64[::1], int8[::1], int32[::1], float64[:,::1], float64[::1], int8[::1], float64[::1], int64[::1], "
    "float64[::1], float64[::1])"
)
def _deliver(rows, contract, product, share, crop, main, grain, tree, orchard, pond, forest, labour, rate, paid, luck, county, village, sales, inputs, bought, yields, codes,
             net, value):  # fmt: skip
    """Move what is delivered under contract from `net` to `value`: sales of the product, with what was paid for its inputs before."""
    for i in rows:
        p = product[i]
        gross = sales[county[i], p] * yields[village[i]] if contract[i] != 0 else 0.0
        value[i] = 0.0
        if gross > 0.0:
            mu = grown(p, crop[i], main[i], grain[i], tree[i], orchard[i], pond[i], forest[i], labour[i], rate[i], codes)
            worth = mu * max(bought[p] * inputs[p] * paid[i] + luck[i] * (gross - inputs[p]), 0.0)
            value[i] = min(np.rint(100.0 * share[i] * worth), net[i])
            net[i] -= value[i]


def deliver(world, terms: tuple) -> None:
    """Take what goes to a contract out of the sales on the market; `terms` as of `month_terms`."""
    h, (sales, inputs, yields) = world.households, terms
    _deliver(world.linked["contract"], h.contract, h.contract_product, h.contract_share, *(h.columns[name] for name in AREAS), h.inputs_paid, h.luck_farm, h.county, h.village, sales, inputs,
             bought_before().astype(np.int8), yields, CODES, h.farm_net, h.contract_value)  # fmt: skip
