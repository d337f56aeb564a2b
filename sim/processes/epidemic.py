"""The epidemic year as lost working months and unsold produce: dated events, not a change of any rule."""

from dataclasses import dataclass

from sim.core.clock import month_index
from sim.core.parameters import Parameter, uniform

PARAMETERS = (
    Parameter("epidemic.on", True, "switch", 0, 1, uniform(1, 1), "the epidemic of 2020 happens", "2020年疫情发生", "plan_2020", "found", "epidemic"),
    Parameter("epidemic.migrant_lost", 0.85, "share", 0, 1, uniform(0.65, 0.95), "share of migrant work lost in February 2020; halves each month", "2020年2月外出务工损失比例(逐月减半)", "E035", "assumption", "epidemic"),
    Parameter("epidemic.local_lost", 0.60, "share", 0, 1, uniform(0.35, 0.80), "share of local work lost in February 2020; halves each month", "2020年2月本地务工损失比例(逐月减半)", "E034", "assumption", "epidemic"),
    Parameter("epidemic.unsold", 0.15, "share", 0, 1, uniform(0.05, 0.30), "share of produce unsold from February to May 2020", "2020年2-5月农产品滞销比例", "plan_2020", "assumption", "epidemic"),
)  # fmt: skip
FIRST = month_index(2020, 2)


@dataclass(frozen=True)
class Loss:
    """Shares lost in a month: migrant work, local work and business, sale of produce."""

    migrant: float = 0.0
    local: float = 0.0
    unsold: float = 0.0


def loss(world) -> Loss:
    """Loss of the current month; nothing outside February to August 2020."""
    p, since = world.parameters, world.month - FIRST
    if not p["epidemic.on"] or not 0 <= since <= 6:
        return Loss()
    fade = 0.5**since
    unsold = p["epidemic.unsold"] if since <= 3 else 0.0
    return Loss(p["epidemic.migrant_lost"] * fade, p["epidemic.local_lost"] * fade, unsold)
