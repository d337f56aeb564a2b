"""Paired comparison of runs: the same persons and households under two policies, with what the seeds say about chance."""

from .combine import COLUMNS, combine
from .contrasts import SeedContrast, placebo_contrast, seed_contrast
from .costs import Prices
from .headline import headline
from .lines import Lines, lines_of
from .missing import missing

__all__ = ["COLUMNS", "Lines", "Prices", "SeedContrast", "combine", "headline", "lines_of", "missing", "placebo_contrast", "seed_contrast"]
