"""Measures of poverty, inequality, targeting, mobility, cost and vulnerability: pure functions on arrays.

Incomes are never silently changed. `MeasureError` (a ValueError) says what is wrong with the input, its kind `UndefinedMeasure`
that the input is sound but the measure has no value for it.
"""

from .checked import MeasureError, UndefinedMeasure
from .cost import CostPerExit, RatioInterval, cost_per_exit, fieller, present_value, ratio_interval
from .decompose import GiniSources, TheilParts, gini_sources, theil_parts
from .distribution import concentration_curve, fractional_rank, lorenz_curve, weighted_median, weighted_quantile
from .inequality import atkinson, gini, mld, palma, quantile_ratio, theil
from .mobility import Hazard, Persistence, chronic_transient, exit_hazard, reentry
from .multidimensional import AlkireFoster, alkire_foster
from .poverty import fgt, headcount, income_gap_ratio, minimum_cost, poverty_gap, relative_line, sen, sst, watts
from .targeting import (
    cgh,
    concentration_index,
    exclusion_error,
    inclusion_error,
    leakage,
    poverty_reduction_efficiency,
    spillover,
    targeting_differential,
)
from .vulnerability import Vulnerability, catastrophic_health, catastrophic_overshoot, health_impoverishment, vep

__all__ = [
    "AlkireFoster",
    "CostPerExit",
    "GiniSources",
    "Hazard",
    "MeasureError",
    "Persistence",
    "RatioInterval",
    "TheilParts",
    "UndefinedMeasure",
    "Vulnerability",
    "alkire_foster",
    "atkinson",
    "catastrophic_health",
    "catastrophic_overshoot",
    "cgh",
    "chronic_transient",
    "concentration_curve",
    "concentration_index",
    "cost_per_exit",
    "exclusion_error",
    "exit_hazard",
    "fgt",
    "fieller",
    "fractional_rank",
    "gini",
    "gini_sources",
    "headcount",
    "health_impoverishment",
    "inclusion_error",
    "income_gap_ratio",
    "leakage",
    "lorenz_curve",
    "minimum_cost",
    "mld",
    "palma",
    "poverty_gap",
    "poverty_reduction_efficiency",
    "present_value",
    "quantile_ratio",
    "ratio_interval",
    "reentry",
    "relative_line",
    "sen",
    "spillover",
    "sst",
    "targeting_differential",
    "theil",
    "theil_parts",
    "vep",
    "watts",
    "weighted_median",
    "weighted_quantile",
]
