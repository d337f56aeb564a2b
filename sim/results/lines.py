"""Poverty lines of a run: county medians times a share, floating with the year or anchored at 2019; and multiples of dibao."""

import numpy as np

ANCHOR = 2019
SHARES = {"county40": 0.4, "county50": 0.5, "county60": 0.6}
UNIVERSES = ("resident", "hukou")


def anchored(medians: np.ndarray, years: np.ndarray, price: np.ndarray) -> np.ndarray | None:
    """float64[years, counties]: median of 2019 at the prices of each year; None when 2019 is not in the run."""
    place = np.flatnonzero(years == ANCHOR)
    if len(place) == 0:
        return None
    base = medians[place[0]] / price[place[0]]
    return base[None, :] * price[:, None]


def anchored_medians(lines: dict[tuple[str, str], np.ndarray], price: np.ndarray) -> dict[str, np.ndarray]:
    """By universe float64[counties]: the medians behind the anchored lines of a run, at prices of 2019; empty where 2019 is not in the run."""
    name = f"county50_anchored{ANCHOR}"
    return {u: lines[name, u][0] / price[0] / SHARES["county50"] for u in UNIVERSES if (name, u) in lines}


def make_lines(sheets, price: np.ndarray, dibao: np.ndarray, fixed: dict | None = None) -> dict[tuple[str, str], np.ndarray]:
    """(name, universe) -> float64[years, counties] in current yuan a head and year. `fixed` gives anchored medians (2019 prices) by universe."""
    years, out = np.array([s.year for s in sheets]), {}
    for universe in UNIVERSES:
        medians = np.array([s.median[universe] for s in sheets])
        given = (fixed or {}).get(universe)
        base = anchored(medians, years, price) if given is None else given[None, :] * price[:, None]
        for name, share in SHARES.items():
            out[f"{name}_floating", universe] = share * medians
            if base is not None:
                out[f"{name}_anchored{ANCHOR}", universe] = share * base
        out["dibao1.5", universe] = np.repeat(1.5 * dibao[:, None], medians.shape[1], axis=1)
    return out
