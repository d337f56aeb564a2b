"""What is known of households when they are judged: by the office, with its errors, or in truth. One way to ask, so that a standard judges both alike."""

from functools import cached_property

import numpy as np

from sim.mechanism import counting, deprivation, income_seen


class Look:
    """`rows` int64[n] seen by the office (`true` False) or as they are. What a standard asks for is found once, when first asked for."""

    def __init__(self, world, rows: np.ndarray, true: bool = False):
        self.world, self.rows, self.true = world, rows, true

    @cached_property
    def income(self) -> np.ndarray:
        """float64[n]: income a head by the counting rules, yuan a year at current prices."""
        own = income_seen.true(self.world, self.rows) if self.true else income_seen.seen(self.world, self.rows)
        return counting.counted(self.world, self.rows, own)

    @cached_property
    def deprived(self) -> np.ndarray:
        """bool[n, dimensions]: deprivations by `deprivation.DIMENSIONS`, income left out."""
        return deprivation.true(self.world, self.rows) if self.true else deprivation.seen(self.world, self.rows)
