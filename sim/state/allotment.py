"""Ranked allotment: who gets the few slots of each village. One kernel for all levers."""

import numpy as np


def allot(village: np.ndarray, rank_by: np.ndarray, tie: np.ndarray, slots: np.ndarray) -> np.ndarray:
    """Positions of the candidates who get a slot.

    village int[n] row of each candidate's village; rank_by float64[n], lowest first; tie int64[n] stable ids; slots int[villages].
    Returns int64[k] positions into the candidates, grouped by village, best first. Result does not depend on the order of candidates.
    """
    order = np.lexsort((tie, rank_by, village))
    sorted_village = village[order]
    first = np.searchsorted(sorted_village, sorted_village, side="left")
    place = np.arange(len(order)) - first
    return order[place < slots[sorted_village]]
