"""Two standards together: income line and lacks both, either of them, or a proxy screen after which the village appraises who passed it."""

import numpy as np

from sim.core.parameters import FIXED, Parameter, uniform
from sim.mechanism.evidence.look import Look
from sim.mechanism.standards import appraisal, median, multidimensional, proxy_means

NAME, ZH, EN = "hybrid", "复合标准", "hybrid"
WAYS = ("income_and_lacks", "income_or_lacks", "proxy_then_appraisal")
PARAMETERS = (
    Parameter("recognition.hybrid", "income_and_lacks", "text", 0, 0, FIXED, "how two standards are joined", "复合标准的组合方式", "assumption", "assumption", "standard", choices=WAYS),
    Parameter("recognition.hybrid_cutoff", 2.0 / 7.0, "share", 0.05, 1.0, uniform(0.14, 0.45), "weighted share of lacks from which they count in a hybrid", "复合标准中的多维临界值", "assumption", "assumption", "standard"),
    Parameter("recognition.hybrid_screen", 1.3, "ratio", 0.2, 10, uniform(1.0, 2.0), "need by the proxy, as a multiple of its cut-off, up to which the village may appraise a household", "代理筛查放宽倍数", "assumption", "assumption", "standard"),
)  # fmt: skip


def need(world, look) -> np.ndarray:
    """float64[n]: the greater of the two needs where both must be met, the smaller where either will do."""
    way = world.parameters["recognition.hybrid"]
    if way == "proxy_then_appraisal":
        return appraisal.meeting(world, look, way, passes)  # places among those that the proxy lets through
    one, other = median.need(world, look), multidimensional.need_at(world, look, world.parameters["recognition.hybrid_cutoff"])
    return np.maximum(one, other) if way == "income_and_lacks" else np.minimum(one, other)


def passes(world) -> np.ndarray:
    """int64: rows whose predicted income lies below the widened cut-off."""
    rows = appraisal.living(world)
    return rows[proxy_means.need(world, Look(world, rows)) < world.parameters["recognition.hybrid_screen"]]


def own_need(world, look) -> np.ndarray:
    """float64[n]: what a household knows of its case: lacks where they are asked for, income alone where proxies and neighbours decide."""
    return median.need(world, look) if world.parameters["recognition.hybrid"] == "proxy_then_appraisal" else need(world, look)
