"""Money is counted in whole fen (1 yuan = 100 fen), kept in float64 that hold integers, so that sums do not depend on order.

Sums stay exact up to 2**53 fen (90 million million yuan), far above any account of the city.
"""

import numpy as np

FEN = 100.0


def to_fen(yuan):
    """Yuan (scalar or array) to whole fen, halves to the even number."""
    return np.rint(np.asarray(yuan, dtype=np.float64) * FEN)


def to_yuan(fen):
    """Fen (scalar or array) to yuan."""
    return np.asarray(fen, dtype=np.float64) / FEN
