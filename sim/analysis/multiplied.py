"""Multiplied pilots: what the pilots did to a household of each kind, times the households of that kind elsewhere."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def by_cells(effect: Numbers, pilots: Numbers, others: Numbers) -> Numbers:
    """[...]: sum over cells of effect per household of the pilots times households of the others.

    effect [..., cells] is the total change in the pilots, pilots and others [cells] are households. A cell that no pilot has takes the mean effect
    of all households of the pilots. ValueError where the pilots have no household.
    """
    per_head = np.divide(effect, pilots, out=np.broadcast_to(_mean(effect, pilots)[..., None], effect.shape).copy(), where=pilots > 0)
    return (per_head * others).sum(axis=-1)


def crude(effect: Numbers, pilots: Numbers, others: Numbers) -> Numbers:
    """[...]: the mean effect on a household of the pilots times all households of the others, whatever they are like."""
    return _mean(effect, pilots) * others.sum()


def _mean(effect: Numbers, pilots: Numbers) -> Numbers:
    if not pilots.sum() > 0:
        raise ValueError("the pilot counties have no household: nothing can be multiplied")
    return effect.sum(axis=-1) / pilots.sum()
