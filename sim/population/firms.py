"""Leading enterprises and cooperatives at the start: how many, what they buy, how large they are, and in which villages they have their base.

The number and sales of the enterprises at city level or above are published; which county and product they belong to is not, so that places follow
households and products follow the county's mix. All draws are keyed by the enterprise or by the code of the village and run over the whole list of
villages: an enterprise has the same base villages whatever part of them is sampled.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, gumbel_array, normal_quantile_array
from sim.data import load, village_frame
from sim.population.drawing import apportion
from sim.population.population import START, Population

SEED = 1  # enterprises are the same in every run: they belong to the population, not to the life of a run
PLACE, TRAITS, BASE, COOPS, COOP_TRAITS = 340, 341, 342, 343, 344  # process numbers
PARAMETERS = (
    Parameter("firms.count", 289, "count", 0, 2000, uniform(280, 300), "leading enterprises at city level or above", "市级以上龙头企业数", "ENT-N18", "found", "firms"),
    Parameter("firms.sales", 85.2e6, "yuan_per_year", 0, 1e9, uniform(80e6, 90e6), "mean yearly sales of a leading enterprise, 2018 (24.622 bn over 289)", "龙头企业平均年销售额", "ENT-N18", "derived", "firms"),
    Parameter("firms.spread", 1.1, "log", 0, 3, uniform(0.8, 1.4), "standard deviation of log sales between enterprises", "企业规模离散度", "assumption", "assumption", "firms"),
    Parameter("firms.advantage", 0.22, "share", 0, 2, uniform(0.10, 0.35), "worth of assured supply to an enterprise above the market price, mean", "订单原料对企业的溢价价值", "assumption", "assumption", "firms"),
    Parameter("firms.work_gain", 0.12, "share", 0, 2, uniform(0.03, 0.25), "worth of a local worker to an enterprise above the local wage, mean", "本地用工对企业的溢价价值", "assumption", "assumption", "firms"),
    Parameter("firms.bases", 16.0, "count", 1, 200, uniform(8, 30), "base villages of an enterprise of mean size", "企业平均基地村数", "assumption", "assumption", "firms"),
    Parameter("firms.cooperatives", 6000, "count", 0, 20000, uniform(4500, 8000), "registered farmer cooperatives", "登记合作社数", "COOP-N", "recalled", "firms"),
    Parameter("firms.active", 0.58, "share", 0, 1, uniform(0.50, 0.67), "share of registered cooperatives that trade", "合作社正常运营比例", "COOP-N", "recalled", "firms"),
    Parameter("firms.service", 0.25, "share", 0, 1, uniform(0.10, 0.40), "share of cooperatives that do farm work as a service", "提供托管服务的合作社比例", "assumption", "assumption", "firms"),
)  # fmt: skip
# Chance weights, assumptions: tobacco is bought by the state; timber, bamboo and poultry are processed more than their share of farm income.
BUYS = {"grain": 0.7, "tobacco": 0.0, "seed_rice": 1.0, "lotus": 1.5, "tea": 1.5, "fruit": 1.0, "vegetables": 1.2}
BEYOND_FIELDS = {"forest": 0.22, "side": 0.14}
BY_TOWN = (1.0, 0.4, 0.3, 0.8, 1.5)  # pull on works, by type of town: town, township, ethnic township, subdistrict, functional zone; assumption
SAME_TOWN = 1.5  # log weight of a village in the town of the works; assumption
TRAIT_SPREAD = 0.5  # log spread of advantages between enterprises; assumption


def frame(population: Population) -> dict[str, np.ndarray]:
    """The villages among which bases are drawn (code, county, town, town_type): all of the city, or those of a population with other codes."""
    table, own = village_frame(), population.villages
    if not np.isin(own["code"], table["code"].to_numpy(np.int64)).all():
        return {name: own[name] for name in ("code", "county", "town", "town_type")}
    town, kind = table["town_code"].to_numpy(np.int64), table["town_type_code"].to_numpy(np.int64)
    return {"code": table["code"].to_numpy(np.int64), "county": table["county"].to_numpy(), "town": town, "town_type": kind}


def product_weights() -> np.ndarray:
    """float64[12 counties, products]: chance that an enterprise of the county deals in each product of products.csv."""
    table, mix = load("products").set_index("product"), load("product_mix").sort_values("adcode")
    out = np.zeros((len(mix), len(table)))
    for name, pull in BUYS.items():
        out[:, table.index.get_loc(name)] = mix[name].to_numpy() * table.loc[name, "margin"] * pull
    out *= (1.0 - sum(BEYOND_FIELDS.values())) / out.sum(axis=1, keepdims=True)
    for name, share in BEYOND_FIELDS.items():
        out[:, table.index.get_loc(name)] = share
    return out


def pick(weights: np.ndarray, u: np.ndarray) -> np.ndarray:
    """int64[n]: the column of `weights` float64[n, k] that the uniform of each row falls on."""
    edge = np.cumsum(weights, axis=1)
    return (u[:, None] * edge[:, -1:] > edge).sum(axis=1)


def enterprises(population: Population, p) -> dict[str, np.ndarray]:
    """Columns of the enterprises at the start, and under `bases` int64[n] how many base villages each has. Monetary size for the whole firm."""
    there = frame(population)
    rural = load("counties").sort_values("adcode")["rural_2020"].to_numpy(float) * np.isin(np.arange(12), there["county"])
    county = np.repeat(np.arange(12), apportion(int(p["firms.count"]), rural))
    ids = np.arange(1, len(county) + 1)
    where, what = uniforms(SEED, PLACE, ids, START)
    size, gain = uniforms(SEED, TRAITS, ids, START)
    work, honest = uniforms(SEED, TRAITS, ids, START, 1)
    relative = exp_array(p["firms.spread"] * normal_quantile_array(size))
    relative /= max(relative.mean(), 1e-12) if len(ids) else 1.0
    bases = np.clip(np.rint(p["firms.bases"] * np.sqrt(relative)), 2, 60).astype(np.int64)
    spread = {
        name: exp_array(TRAIT_SPREAD * normal_quantile_array(u) - 0.5 * TRAIT_SPREAD * TRAIT_SPREAD)
        for name, u in (("advantage", gain), ("work_gain", work))
    }
    return {
        "id": ids, "county": county, "town": _town(there, county, where), "product": pick(product_weights()[county], what), "bases": bases,
        "size": relative * p["firms.sales"], "reliability": 0.6 + 0.4 * honest, **{name: p[f"firms.{name}"] * value for name, value in spread.items()},
    }  # fmt: skip


def _town(there: dict[str, np.ndarray], county: np.ndarray, u: np.ndarray) -> np.ndarray:
    """int64[n]: town of the works, drawn among the villages of the county by type of town."""
    pull = np.array(BY_TOWN)[there["town_type"]]
    weights = np.where(there["county"] == np.arange(12)[:, None], pull, 0.0)[county]
    return there["town"][np.minimum(pick(weights, u), len(pull) - 1)] if len(county) else np.zeros(0, np.int64)


def links(population: Population, firms: dict[str, np.ndarray]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Columns of the links to sampled villages, in the order of villages, and the sampled part float64[enterprises] of each enterprise's bases.

    The bases of an enterprise are the villages of its county with the highest log pull of place plus a Gumbel draw keyed by enterprise and village.
    """
    there, own = frame(population), population.villages["code"]
    village, firm, share = [], [], []
    for row, key in enumerate(firms["id"]):
        near = np.flatnonzero(there["county"] == firms["county"][row])
        pull = SAME_TOWN * (there["town"][near] == firms["town"][row]) + np.array(BY_TOWN)[there["town_type"][near]]
        score = pull + gumbel_array(uniforms(SEED, BASE, there["code"][near], START, int(key))[0])
        chosen = near[np.argsort(-score, kind="stable")[: firms["bases"][row]]]
        at = np.flatnonzero(np.isin(own, there["code"][chosen]))
        village.append(at)
        firm.append(np.full(len(at), row))
        share.append(np.full(len(at), 1.0 / max(len(chosen), 1)))
    empty = np.zeros(0, np.int64)
    v, f, s = (np.concatenate([empty, *part]) for part in (village, firm, share))
    order = np.lexsort((f, v))
    return {"village": v[order], "enterprise": f[order], "share": s[order]}, np.bincount(f, s, len(firms["id"]))


def cooperatives(population: Population, p) -> dict[str, np.ndarray]:
    """Columns of the cooperatives at the start, in the order of villages. Near villages have more of them; how many is drawn by code of the village."""
    own = population.villages
    mean = p["firms.cooperatives"] / len(village_frame()) * (1.3 - 0.6 * own["remoteness"])  # as many in the mean; the slope is an assumption
    number = np.minimum(np.floor(mean + uniforms(SEED, COOPS, own["code"], START)[0]), 15).astype(np.int64)
    village = np.repeat(np.arange(len(number)), number)
    ids = own["code"][village] * 16 + np.arange(len(village)) - np.repeat(np.cumsum(number) - number, number)
    manager = uniforms(SEED, COOP_TRAITS, ids, START)[1]
    active, service = uniforms(SEED, COOP_TRAITS, ids, START, 1)
    county = own["county"][village]
    return {
        "id": ids, "village": village, "county": county, "weight": population.weights[village],
        "manager": normal_quantile_array(manager), "service": service < p["firms.service"], "active": active < p["firms.active"],
    }  # fmt: skip
