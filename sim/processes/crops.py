"""The year's crops: a main field crop, grain on the rest, gardens of tea and fruit, fish ponds, forest; what they need in work and give in a normal year.

Buyers of tobacco and hybrid seed rice contract an area in some villages: last year's growers come first, then a drawn order. Gardens change slowly.
"""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.core.special import gumbel_array, log_array
from sim.processes.crop_rules import choose, lay_out, reconsider, gardens_first
from sim.processes.crop_sites import CLOSED, GARDEN_SHARE, field_constants, has_buyer, open_share, suitability, tree_constants
from sim.processes.crop_table import CONTRACT, FIELD, FISH, FOREST, GRAIN, TREES, crop_table, mix

OWNS = tuple(
    f"households.{c}"
    for c in ("farm_need", "farm_full", "crop", "crop_area", "grain_area", "tree", "orchard", "pond", "equipment", "farm_scale")
)  # fmt: skip
DRAW_TREE, DRAW_POND, DRAW_QUOTA = 323, 324, 327
LARGEST_POND = 3  # mu; ponds of 1, 2 and 3 mu are equally frequent; assumption
PARAMETERS = (
    Parameter("crops.haul", 0.10, "share", 0, 1, uniform(0.03, 0.18), "share of sales that transport costs where there is no road", "无道路村农产品运销成本占售价比例", "assumption", "assumption", "farm"),
    Parameter("crops.input_ratio", 1.0, "ratio", 0, 3, uniform(0.85, 1.15), "purchased inputs against the table of products", "农资投入相对产品表", "assumption", "assumption", "farm"),
    Parameter("crops.weight", 2.0, "utility", 0, 20, uniform(1.0, 3.0), "weight of the log margin of the field in the choice of a crop", "作物选择中收益对数的权重", "assumption", "assumption", "choice"),
    Parameter("crops.habit", 1.0, "utility", 0, 20, uniform(0.3, 2.0), "utility of growing what was grown last year", "沿种上年作物的效用", "assumption", "assumption", "choice"),
    Parameter("crops.risk", 2.0, "utility", 0, 50, uniform(0.5, 4.0), "aversion to the relative spread of sales by price", "作物选择的风险厌恶", "assumption", "assumption", "choice"),
    Parameter("crops.spread", 1.0, "utility", 0, 10, uniform(0.5, 1.5), "spread of suitability of villages for a crop, standard deviation", "村间作物适宜性差异(标准差)", "assumption", "assumption", "farm"),
    Parameter("crops.cluster", 2.5, "ratio", 1, 20, uniform(1.5, 5.0), "villages where a buyer contracts a crop, as a multiple of the share of growers", "订单作物村占比相对种植户占比", "assumption", "assumption", "farm"),
    Parameter("crops.quota", 1.5, "ratio", 0, 20, uniform(1.2, 2.0), "area that a buyer contracts in a village against the mean of such villages at the start", "村订单面积相对起始均值", "assumption", "assumption", "farm"),
    Parameter("crops.reconsider", 0.2, "per_year", 0, 1, uniform(0.1, 0.5), "households a year that think again about their main crop", "每年重新考虑主要作物的农户比例", "assumption", "assumption", "choice"),
    Parameter("crops.replant", 0.04, "per_year", 0, 1, uniform(0.01, 0.08), "households a year that reconsider planting or clearing a garden", "果茶园年更新考虑比例", "assumption", "assumption", "farm"),
    Parameter("crops.ponds", 0.03, "share", 0, 1, uniform(0.01, 0.06), "households with a fish pond", "有鱼塘农户比例", "assumption", "assumption", "farm"),
)  # fmt: skip


def reach(world) -> np.ndarray:
    """float64[villages]: share of sales left after transport, by the road to the market."""
    return 1.0 - world.parameters["crops.haul"] * (1.0 - world.villages.road)


def hands(world) -> np.ndarray:
    """float64[households]: farm workers of the last plan; who divided in January has none yet and counts with half its labour (assumption)."""
    h = world.households
    return np.where(h.founded == world.month - 1, 0.5 * h.labour, h.farm_labour)


def expected(world) -> tuple[np.ndarray, np.ndarray]:
    """float64[counties, products] twice: sales before transport and inputs of a mu this year at last known prices, yuan."""
    level = world.drivers.at("farm_price", world.month)
    t, price = crop_table(), world.products.price.reshape(len(world.counties), -1)
    inputs = np.broadcast_to(t.inputs * (world.parameters["crops.input_ratio"] * level), price.shape)
    return t.sales * level * price, np.ascontiguousarray(inputs)


def set_up(world) -> None:
    """Gardens and ponds at the start: by the suitability of the village and a taste of the household."""
    h = world.households
    h.tree[:] = pick_trees(world, np.arange(len(h)), np.zeros((len(world.counties), len(TREES))))
    h.orchard[:] = np.where(h.tree >= 0, GARDEN_SHARE * h.land, 0.0)
    has, size = draw(world.seed, DRAW_POND, h.id, 0), draw(world.seed, DRAW_POND, h.id, 0, 1)
    h.pond[:] = np.where((has < world.parameters["crops.ponds"]) & (h.land > 0.0), 1 + np.minimum(LARGEST_POND * size, LARGEST_POND - 1), 0)


def inherit(world) -> None:
    """Who divides takes over what the parents grow and a part of their garden with the land; the pond stays with the parents. In January, after the division."""
    h = world.households
    for old, new, _ in world.moves.split:
        h.crop[new], h.tree[new] = h.crop[old], h.tree[old]
        for rows in (old, new):
            h.orchard[rows] = np.where(h.tree[rows] >= 0, GARDEN_SHARE * h.land[rows], 0.0)


def pick_trees(world, rows: np.ndarray, gain: np.ndarray) -> np.ndarray:
    """int8[n]: garden that each of `rows` wants (-1 none); `gain` float64[counties, TREES] utility of the margins against those of the start."""
    h, spread = world.households, world.parameters["crops.spread"]
    site = tree_constants(spread)[world.villages.county] + spread * suitability(world.seed, world.villages.code, TREES)
    u = np.zeros((len(rows), 1 + len(TREES)))
    u[:, 1:] = site[h.village[rows]] + gain[h.county[rows]]
    for option in range(u.shape[1]):
        u[:, option] += gumbel_array(draw(world.seed, DRAW_TREE, h.id[rows], 0, option))
    wants = np.argmax(u, axis=1)
    return np.where((wants == 0) | (h.land[rows] <= 0.0), -1, np.array([-1, *TREES])[wants])


def replant(world, rows: np.ndarray, sales: np.ndarray, inputs: np.ndarray) -> None:
    """Who thinks again plants a garden, clears it or changes what grows there, as its margin against grain has moved since the start."""
    p, t = world.parameters, crop_table()
    now = np.maximum(sales - inputs, 1.0)
    then = np.maximum(t.sales - t.inputs * p["crops.input_ratio"], 1.0)
    gain = log_array(now / now[:, [GRAIN]]) - log_array(then / then[GRAIN])
    world.households.tree[rows] = pick_trees(world, rows, p["crops.weight"] * gain[:, TREES])


def sites(world) -> np.ndarray:
    """float64[villages, FIELD]: utility of the main crops in each village, CLOSED without a buyer."""
    p, v = world.parameters, world.villages
    names = ("crops.weight", "labour.theta", "crops.risk", "crops.haul", "crops.input_ratio", "crops.spread", "crops.cluster")
    constants = field_constants(*(p[name] for name in names))
    buyer = has_buyer(world.seed, v.code, v.county, p["crops.cluster"])
    return np.where(buyer, constants[v.county] + p["crops.spread"] * suitability(world.seed, v.code, FIELD), CLOSED)


def step(world) -> None:
    """Crops, need of work and expected value of the year, current prices."""
    p, h, t, begun = world.parameters, world.households, crop_table(), world.month > world.start
    sales, inputs = expected(world)
    thinks, months = np.zeros(len(h), np.int8), np.empty(len(h))
    if begun:
        reconsider(world.seed, h.id, world.month, p["crops.reconsider"], p["crops.replant"], thinks)
        replant(world, np.flatnonzero(thinks >= 2), sales, inputs)
    gardens_first(h.land, hands(world), h.tree, h.pond, t.labour, GARDEN_SHARE, FISH, h.orchard, months)
    money = h.cash / 100.0 if begun else np.full(len(h), np.inf)  # what was saved before the start is not known
    h.crop[:] = main_crop(world, (h.operated, months, money), thinks, sales, inputs)
    numbers = np.array([float(p["capital.trap"]), p["capital.fixed_cost"], p["capital.gain"], p["capital.reference"]])
    worth = h.ability + log_array(world.counties.productivity)[h.county]
    lay_out(h.county, h.village, h.operated, h.forest, months, money, worth, h.persistent, sales, inputs, t.labour, t.equipment * p["capital.equipment_ratio"],
            t.most, advanced(), reach(world), h.capital, h.advised, numbers, h.crop, h.tree, h.orchard, h.pond, world.drivers.price(world.month), FISH, FOREST,
            h.crop_area, h.grain_area, h.farm_need, h.farm_full, h.equipment, h.farm_scale)  # fmt: skip
    h.farm_need *= 1.0 - h.tended  # a service provider does that part


def advanced() -> np.ndarray:
    """int8[products]: the buyer advances the inputs."""
    return np.isin(np.arange(len(crop_table().names)), CONTRACT).astype(np.int8)


def main_crop(world, means: tuple, thinks: np.ndarray, sales: np.ndarray, inputs: np.ndarray) -> np.ndarray:
    """int8[households]: main field crop after the buyers have allotted what they contract. `means`: field (mu), hands (months), money (yuan)."""
    p, h, t, n = world.parameters, world.households, crop_table(), len(world.households)
    best, free, area = np.zeros(n, np.int8), np.zeros(n, np.int8), np.zeros(n, np.float32)
    before = h.crop.copy() if world.month > world.start else np.full(n, -1, np.int8)
    choose(world.seed, h.id, h.county, h.village, *means, before, thinks, sales, inputs, t.labour, t.volatility, t.most, np.array(FIELD), advanced(), sites(world),
           reach(world), np.array([p["crops.weight"], p["crops.habit"], p["labour.theta"], p["crops.risk"]]), best, free, area)  # fmt: skip
    owned = np.bincount(h.village, h.land, len(world.villages))
    for crop in CONTRACT:
        refused = over_quota(world, np.flatnonzero(best == crop), area, before, crop, owned)
        best[refused] = free[refused]
    return best


def over_quota(world, rows: np.ndarray, area: np.ndarray, before: np.ndarray, crop: int, owned: np.ndarray) -> np.ndarray:
    """int64[k]: of the households `rows` that want a contract, those who get none: the area of their village is taken by others."""
    h, p = world.households, world.parameters
    share = mix()[:, crop] / np.maximum(open_share(p["crops.cluster"])[:, FIELD.index(crop)], 1e-9)
    quota = p["crops.quota"] * share[world.villages.county] * owned
    full = np.bincount(h.village[rows], area[rows], len(quota)) > quota
    rows = rows[full[h.village[rows]]]
    order = rows[np.lexsort((draw(world.seed, DRAW_QUOTA, h.id[rows], world.month), before[rows] != crop, h.village[rows]))]
    village, taken = h.village[order], np.cumsum(area[order], dtype=np.float64)
    first = np.searchsorted(village, village, side="left")
    inside = taken - np.concatenate([[0.0], taken])[first]
    return order[inside > quota[village]]
