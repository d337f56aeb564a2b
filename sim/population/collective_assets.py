"""What the collective of each village owns and owes at the start: land, forest, ponds, shops, workshop, greenhouse, small hydropower, contracts, a project.

No table gives assets by village: all are drawn by village code, so that the income they bring meets the published facts (VC-POOR, VC-5, VC-JOIN, VC-RENT).
"""

import numpy as np

from sim.core.special import exp_array, normal_quantile_array
from sim.population.drawing import pairs

DRAW_COLLECTIVE = 370  # one block a purpose: the number k of the draw is its place in _K
_K = ("land", "ponds", "contracts", "manager", "account", "project", "shops", "workshop", "greenhouse", "hydropower")

_RESERVE = 0.05  # at most 5 % of the farmland stays with the collective (law on rural land contracting of 2002, article 63)
# Forest run by the collective for each mu held by families, mean: 3 of the 16.8 million mu of collective forest in FOR-AREA; assumption, range 0.2-0.6
_FOREST_RATIO, _FOREST_SIGMA = 0.40, 0.9
_POND_CHANCE, _POND_MEDIAN, _POND_SIGMA = 0.7, 8.0, 0.8  # mu; assumptions
# Built assets: chance in the nearest and in the farthest village, median value (yuan of 2016); values follow VC-RENT, chances are assumptions
BUILT = {
    "shops": (0.75, 0.10, 350_000.0),
    "workshop": (0.30, 0.12, 300_000.0),
    "greenhouse": (0.20, 0.20, 200_000.0),
    "hydropower": (0.03, 0.17, 700_000.0),
}
_BUILT_SIGMA, _POOR_CHANCE = 0.8, 0.85  # log points; chance in a registered poor village against others; assumptions
_LONGEST_BUILT, _LONGEST_LAND = 4, 15  # years that contracts still run, at most; assumptions
_MANAGER_FAR = 0.8  # standard deviations that the manager of the farthest village lies below the nearest in the mean; assumption
_DEBTOR, _DEBT_MEDIAN, _DEBT_SIGMA = 0.3, 80_000.0, 0.8  # share of collectives in debt and yuan they owe; assumptions
_CASH_MEDIAN, _CASH_SIGMA = 40_000.0, 0.8  # yuan in the account; assumptions
_PROJECT_CHANCE, _PROJECT_MEDIAN, _PROJECT_SIGMA = 0.3, 200_000.0, 0.7  # collectives that run a project, and yuan in it; assumptions
PROJECTS = ("none", "planting", "tourism", "property", "energy")  # codes of villages.project
_KINDS = (0.5, 0.65, 0.9, 1.0)  # cumulated shares of the kinds among running projects; assumption


def endow(seed: int, villages: dict[str, np.ndarray], land: np.ndarray, forest: np.ndarray) -> dict[str, np.ndarray]:
    """Columns of the collectives by village. `land`, `forest` float64[villages]: mu held by the families of the village.

    Land in mu, assets in yuan of 2016, contracts in years left, manager in standard deviations, cash and debt in fen.
    """
    code, remote = np.asarray(villages["code"]), np.asarray(villages["remoteness"], float)
    u_land, u_forest = _draw(seed, "land", code)
    u_pond, u_size = _draw(seed, "ponds", code)
    u_built, u_fields = _draw(seed, "contracts", code)
    u_manager, _ = _draw(seed, "manager", code)
    out = {
        "commons_land": np.round(land * _RESERVE * u_land, 1),
        "commons_forest": np.round(forest * _FOREST_RATIO * mean_one(_FOREST_SIGMA, u_forest), 1),
        "commons_ponds": np.round(np.where(u_pond < _POND_CHANCE, _POND_MEDIAN * spread(_POND_SIGMA, u_size), 0.0), 1),
        "years_built": 1 + np.floor(u_built * _LONGEST_BUILT),
        "years_land": 1 + np.floor(u_fields * _LONGEST_LAND),
        "manager": normal_quantile_array(u_manager) - _MANAGER_FAR * (remote - 0.5),
    }
    return out | _built(seed, code, remote, np.asarray(villages["poor_village"])) | _project(seed, code) | _account(seed, code)


def _draw(seed: int, purpose: str, code: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return pairs(seed, DRAW_COLLECTIVE, code, _K.index(purpose))


def _built(seed: int, code: np.ndarray, remote: np.ndarray, poor: np.ndarray) -> dict[str, np.ndarray]:
    out = {}
    for name, (near, far, median) in BUILT.items():
        u_has, u_value = _draw(seed, name, code)
        chance = (near + (far - near) * remote) * np.where(poor == 1, _POOR_CHANCE, 1.0)
        out[name] = np.where(u_has < chance, np.round(median * spread(_BUILT_SIGMA, u_value), -3), 0.0)
    return out


def _project(seed: int, code: np.ndarray) -> dict[str, np.ndarray]:
    u_runs, u_value = _draw(seed, "project", code)
    runs = u_runs < _PROJECT_CHANCE
    kind = 1 + np.searchsorted(_KINDS, np.clip(u_runs / _PROJECT_CHANCE, 0.0, 1.0))
    return {"project": np.where(runs, kind, 0), "project_value": np.where(runs, np.round(_PROJECT_MEDIAN * spread(_PROJECT_SIGMA, u_value), -3), 0.0)}


def _account(seed: int, code: np.ndarray) -> dict[str, np.ndarray]:
    """cash and debt in whole fen."""
    u_cash, u_owed = _draw(seed, "account", code)
    owes = np.clip(u_owed / _DEBTOR, 1e-9, 1.0 - 1e-9)
    debt = np.where(u_owed < _DEBTOR, _DEBT_MEDIAN * spread(_DEBT_SIGMA, owes), 0.0)
    return {"cash": np.rint(100.0 * _CASH_MEDIAN * spread(_CASH_SIGMA, u_cash)), "debt": np.rint(100.0 * debt)}


def spread(sigma: float, u: np.ndarray) -> np.ndarray:
    """Log-normal factor with median 1 from uniforms."""
    return exp_array(sigma * normal_quantile_array(u))


def mean_one(sigma: float, u: np.ndarray) -> np.ndarray:
    """Log-normal factor with mean 1 from uniforms."""
    return exp_array(sigma * normal_quantile_array(u) - 0.5 * sigma * sigma)
