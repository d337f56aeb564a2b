"""What a farm brings of one product: mu of it as this farm tends them, what that is worth in a normal year, and what of its inputs is bought beforehand."""

from functools import cache

import numpy as np

from sim.core.compiled import kernel, scalar
from sim.processes.crop_table import CONTRACT, FISH, FOREST, GRAIN, SIDE, crop_table
from sim.processes.crops import expected, reach

CODES = np.array([GRAIN, FISH, FOREST, SIDE])
AREAS = (
    "crop",
    "crop_area",
    "grain_area",
    "tree",
    "orchard",
    "pond",
    "forest",
    "farm_labour",
    "farm_rate",
)  # columns of households in the order of `grown`
TYPES = "int8[::1], float32[::1], float32[::1], int8[::1], float32[::1], int8[::1], float64[::1], float64[::1], float64[::1]"  # and their types


@scalar("float64(int64, int64, float64, float64, int64, float64, float64, float64, float64, float64, int64[::1])")
def grown(product, crop, main, grain, tree, orchard, pond, forest, labour, rate, codes):
    """Mu of `product` on a farm times the value of a mu there against the table of products; of side production the workers that do it."""
    if product == codes[3]:
        return labour
    if product == codes[2]:
        return forest * rate
    if product == codes[1]:
        return pond * rate
    if product == codes[0]:
        return grain * rate
    return (main if product == crop else orchard if product == tree else 0.0) * rate


@scalar(f"void(int64, int64, {TYPES}, int64[::1], float64[::1])")
def grown_by(product, start, crop, main, grain, tree, orchard, pond, forest, labour, rate, codes, out):
    """Fill `out` with `grown` of the households from row `start` on: one short loop without a choice for each kind of product."""
    n = out.size
    if product == codes[3]:
        for k in range(n):
            out[k] = labour[start + k]
    elif product == codes[2]:
        for k in range(n):
            out[k] = forest[start + k] * rate[start + k]
    elif product == codes[1]:
        for k in range(n):
            out[k] = pond[start + k] * rate[start + k]
    elif product == codes[0]:
        for k in range(n):
            out[k] = grain[start + k] * rate[start + k]
    else:
        for k in range(n):
            i = start + k
            out[k] = ((main[i] if product == crop[i] else 0.0) + (orchard[i] if product == tree[i] else 0.0)) * rate[i]


@kernel(f"void(int64[::1], int64[::1], {TYPES}, int64[::1], float64[::1])")
def _fill(rows, product, crop, main, grain, tree, orchard, pond, forest, labour, rate, codes, out):
    for k in range(rows.size):
        i = rows[k]
        out[k] = grown(product[k], crop[i], main[i], grain[i], tree[i], orchard[i], pond[i], forest[i], labour[i], rate[i], codes)


def units(world, rows: np.ndarray, product: np.ndarray) -> np.ndarray:
    """float64[n]: `grown` for households `rows` and products int[n]."""
    out = np.empty(len(rows))
    columns = (world.households.columns[name] for name in AREAS)
    _fill(np.ascontiguousarray(rows, np.int64), np.ascontiguousarray(product, np.int64), *columns, CODES, out)
    return out


@cache
def bought_before() -> np.ndarray:
    """bool[products]: inputs are bought in spring and not on sale or by the buyer."""
    before = np.ones(len(crop_table().names), bool)
    before[[FOREST, SIDE, *CONTRACT]] = False
    return before


def usual(world, rows: np.ndarray, product: np.ndarray) -> np.ndarray:
    """float64[n]: yuan a year that `product` of households `rows` brings at the sale in a normal year, prices of the county as last known."""
    h, (sales, inputs) = world.households, expected(world)
    c, v, product = h.county[rows], h.village[rows], np.asarray(product, np.int64)
    open_ = 1.0 - h.inputs_paid[rows] * bought_before()[product]
    return units(world, rows, product) * np.maximum(sales[c, product] * reach(world)[v] - inputs[c, product] * open_, 0.0)


@kernel(f"void(int64[::1], int8[::1], {TYPES}, float32[::1], int64[::1], float64[:,::1], float64[::1], float64[::1], float64, float64[:,::1])")
def _sum(first, marked, crop, main, grain, tree, orchard, pond, forest, labour, rate, paid, codes, sales, inputs, bought, least, out):
    for v in range(marked.size):
        if marked[v] == 0:
            continue
        for i in range(first[v], first[v + 1]):
            for p in range(inputs.size):
                mu = grown(p, crop[i], main[i], grain[i], tree[i], orchard[i], pond[i], forest[i], labour[i], rate[i], codes)
                value = mu * max(sales[v, p] - inputs[p] + bought[p] * paid[i], 0.0)
                if value > least:
                    out[v, p] += value


def terms(world) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sales float64[villages, products] after transport, inputs float64[products] of a mu, and those of them that are bought beforehand, yuan a year."""
    sales, inputs = expected(world)
    return sales[world.villages.county] * reach(world)[:, None], inputs[0], inputs[0] * bought_before()


def by_village(world, villages: np.ndarray, least: float) -> np.ndarray:
    """float64[villages, products]: yuan a year that households of the marked `villages` int8[villages] sell of each product in a normal year.

    Only those are counted that sell more than `least` yuan of it.
    """
    h, out = world.households, np.zeros((len(villages), len(crop_table().names)))
    _sum(world.village_first, villages, *(h.columns[name] for name in AREAS), h.inputs_paid, CODES, *terms(world), least, out)
    return out
