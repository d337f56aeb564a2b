"""The ledger: one sum in whole fen a flow, county and month. It is written by the settlement only and read by results."""

import numpy as np
import pandas as pd

from sim.state.columns import money


class Ledger:
    """Months are appended in order; `fen[m]` is int64[money(), counties] of the sample, `yuan[m]` its weighted estimate for the whole."""

    def __init__(self) -> None:
        self.months: list[int] = []
        self.fen: list[np.ndarray] = []
        self.yuan: list[np.ndarray] = []

    def post(self, month: int, fen: np.ndarray, weighted_fen: np.ndarray) -> None:
        """Append the sums of a month: float64[flows, counties] that hold whole fen, and weighted fen."""
        exact = fen.astype(np.int64)
        if not np.array_equal(exact, fen):
            raise ArithmeticError("a flow of money is not in whole fen")
        self.months.append(month)
        self.fen.append(exact)
        self.yuan.append(weighted_fen / 100.0)

    def frame(self, adcodes: np.ndarray) -> pd.DataFrame:
        """Rows year, month, payer, payee, purpose, lever, county, amount_fen (int64), amount_yuan; zero flows are left out."""
        shape = (len(self.months), len(money()), len(adcodes))
        fen, yuan = np.array(self.fen, np.int64).reshape(shape), np.array(self.yuan, np.float64).reshape(shape)
        m, f, c = np.nonzero(fen)
        months, columns = np.array(self.months, np.int64)[m], money()
        names = {key: np.array([getattr(x, key) for x in columns], dtype=object)[f] for key in ("payer", "payee", "purpose", "lever")}
        frame = pd.DataFrame({"year": months // 12, "month": months % 12 + 1, **names, "county": adcodes[c].astype(str)})
        frame["amount_fen"], frame["amount_yuan"] = fen[m, f, c], yuan[m, f, c]
        return frame

    def spent(self, lever: str, county: int, first: int, last: int) -> int:
        """Fen paid out under a lever in a county row from month `first` to `last` (both included)."""
        rows = [i for i, c in enumerate(money()) if c.lever == lever and c.payee == "household"]
        return int(sum(fen[rows, county].sum() for month, fen in zip(self.months, self.fen, strict=True) if first <= month <= last))
