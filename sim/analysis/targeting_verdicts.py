"""Which standard finds the poor better: paired differences over seeds, and a verdict that needs three of the four truths."""

from itertools import permutations

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sim.results.cells import CITY
from sim.results.truths import TRUTHS

MEASURE = "exclusion_error"  # lists of equal size or cost and sets of poor of equal size: fewer missed are also fewer wrongly listed
ENOUGH = 3  # truths on which a standard must lead to be called better
CELL = ["scenario", "structure", "equalised_by", "horizon"]
GAPS = [*CELL, "standard", "against", "truth", "difference", "se", "low", "high", "seeds", "leads"]
VERDICTS = [*CELL, "standard", "against", "leads", "trails", "truths", "seeds", "verdict"]


def gaps(table: pd.DataFrame) -> pd.DataFrame:
    """Rows GAPS of the city for every ordered pair of standards and each truth: exclusion error of one minus that of the other, mean over seeds with its 95 % interval by t.

    `leads` is 1 where the interval lies below zero, -1 where it lies above, 0 where it holds zero or there is one seed.
    """
    chosen = table[(table["measure"] == MEASURE) & (table["area"] == CITY) & (table["truth"].isin(TRUTHS))].astype({"standard": str, "truth": str})
    rows = []
    for cell, frame in chosen.groupby([*CELL, "truth"], observed=True, sort=True):
        wide = frame.pivot(index="seed", columns="standard", values="value")
        for one, other in permutations(wide.columns, 2):
            rows.append((*cell[:-1], one, other, cell[-1], *_interval((wide[one] - wide[other]).dropna().to_numpy(float))))
    return pd.DataFrame(rows, columns=GAPS)


def _interval(differences: np.ndarray) -> tuple:
    """Mean, standard error, limits, number, and which side of zero they lie on."""
    n = len(differences)
    if n < 2:
        return (float(differences.mean()) if n else np.nan, np.nan, np.nan, np.nan, n, 0)
    mean, error = float(differences.mean()), float(differences.std(ddof=1)) / np.sqrt(n)
    half = float(stdtrit(n - 1, 0.975)) * error
    low, high = mean - half, mean + half
    return mean, error, low, high, n, int(high < 0) - int(low > 0)


def verdicts(found: pd.DataFrame) -> pd.DataFrame:
    """Rows VERDICTS from `gaps`: `better` where a standard leads on three truths or more, `worse` where it trails on as many, else `undecided`."""
    rows = []
    for key, frame in found.groupby([*CELL, "standard", "against"], observed=True, sort=True):
        leads, trails = int((frame["leads"] > 0).sum()), int((frame["leads"] < 0).sum())
        verdict = "better" if leads >= ENOUGH else "worse" if trails >= ENOUGH else "undecided"
        rows.append((*key, leads, trails, len(frame), int(frame["seeds"].min()), verdict))
    return pd.DataFrame(rows, columns=VERDICTS)
