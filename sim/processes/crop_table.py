"""The products as arrays in the order of products.csv: sales and inputs of a mu, work, months of harvest, market, equipment; and the mix of each county."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from sim.data.rows import rows


@dataclass(frozen=True)
class CropTable:
    """Arrays by product code. Yuan a mu at prices of 2016 (side: a farm worker and year); labour in months a mu; `season` float64[products, 12] sums to 1.

    Sources product by product in products.csv. The margin has a range there; the other numbers of a product are assumptions, and the ratios
    crops.input_ratio, product_prices.response, capital.equipment_ratio and shocks.price_sd vary them together.
    """

    names: tuple[str, ...]
    sales: np.ndarray
    inputs: np.ndarray
    labour: np.ndarray
    volatility: np.ndarray
    local: np.ndarray
    equipment: np.ndarray
    most: np.ndarray
    season: np.ndarray

    def code(self, name: str) -> int:
        """Product code of a name."""
        return self.names.index(name)


def harvest(text: str) -> np.ndarray:
    """float64[12]: share of a product's sales that comes in each month, from "month:share;..."; sums to 1."""
    months = np.zeros(12)
    for part in text.split(";"):
        month, share = part.split(":")
        months[int(month) - 1] = float(share)
    return months / months.sum()


@cache
def crop_table() -> CropTable:
    """The table of products as arrays. Inputs are a share of sales; margin is sales less inputs."""
    table = rows("products")
    column = {
        name: np.array([float(row[name]) for row in table])
        for name in ("margin", "input_share", "labour", "volatility", "local", "equipment", "most")
    }
    sales = column["margin"] / (1.0 - column["input_share"])
    season = np.array([harvest(row["harvest"]) for row in table])
    return CropTable(tuple(row["product"] for row in table), sales, sales * column["input_share"], column["labour"], column["volatility"],
                     column["local"], column["equipment"], column["most"], season)  # fmt: skip


GRAIN = 0
_MIXED = tuple(rows("product_mix")[0].keys() - {"adcode", "status", "source"})  # products that farmland is shared among


def _codes(perennial: str, contract: str) -> tuple[int, ...]:
    table = enumerate(rows("products"))
    return tuple(i for i, row in table if i != GRAIN and row["product"] in _MIXED and row["perennial"] == perennial and row["contract"] in contract)


FIELD = _codes("0", "01")  # main field crops beside grain
CONTRACT = _codes("0", "1")  # of those, what is grown on the order of a buyer only
TREES = _codes("1", "01")
FOREST, FISH, SIDE = (crop_table().code(name) for name in ("forest", "fishery", "side"))


@cache
def mix() -> np.ndarray:
    """float64[counties, products]: share of each product in the farmland of the county, counties in code order."""
    table = sorted(rows("product_mix"), key=lambda row: row["adcode"])
    return np.array([[float(row.get(name, 0.0)) for name in crop_table().names] for row in table])
