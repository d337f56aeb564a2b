"""What is known of households when they are judged: by the office, with its errors, or in truth. One way to ask, so that a standard judges both alike."""

from functools import cached_property

import numpy as np

from sim.mechanism.evidence import counting, deprivation, income_seen


class Look:
    """`rows` int64[n] seen by the office (`true` False) or as they are. What a standard asks for is found once, when first asked for.

    `error` (one number or float64[n]) scales the errors of the office, and `again` numbers looks at a household in one month.
    """

    def __init__(self, world, rows: np.ndarray, true: bool = False, error: np.ndarray | float = 1.0, again: int = 0):
        self.world, self.rows, self.true, self.error, self.again = world, rows, true, error, again

    @cached_property
    def income(self) -> np.ndarray:
        """float64[n]: income a head by the counting rules, yuan a year at current prices."""
        own = income_seen.true(self.world, self.rows) if self.true else income_seen.seen(self.world, self.rows, self.error, self.again)
        return counting.counted(self.world, self.rows, own)

    @cached_property
    def deprived(self) -> np.ndarray:
        """bool[n, dimensions]: deprivations by `deprivation.DIMENSIONS`, income left out."""
        return deprivation.true(self.world, self.rows) if self.true else deprivation.seen(self.world, self.rows, self.error, self.again)


class EldersAlone(Look):
    """The elders of `rows` as they hope to be judged if they were registered apart: their pensions and part of what the farm and business earn."""

    @cached_property
    def income(self) -> np.ndarray:
        """float64[n]: income a head of the elders, yuan a year."""
        h, elders = self.world.households, np.maximum(self.world.households.elders[self.rows], 1)
        earned = np.maximum(income_seen.by_source(self.world, self.rows)[1], 0.0) / np.maximum(h.size[self.rows], 1)
        return 12.0 * h.pension_due[self.rows] / 100.0 / elders + self.world.parameters["splitting.farm"] * earned
