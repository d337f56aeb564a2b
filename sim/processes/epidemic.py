"""The epidemic year as lost working months, unsold produce, unpaid rents and avoided hospitals: dated events, not a change of any rule.

Losses begin in February 2020 at the shares that reports of that month give, and fade from month to month; how fast is a parameter, not a result.
"""

from dataclasses import dataclass

from sim.core.clock import month_index
from sim.core.parameters import Parameter, uniform
from sim.processes.crop_table import crop_table

PARAMETERS = (
    Parameter("epidemic.on", True, "switch", 0, 1, uniform(1, 1), "the epidemic of 2020 happens", "2020年疫情发生", "plan_2020", "found", "epidemic"),
    Parameter("epidemic.migrant_lost", 0.85, "share", 0, 1, uniform(0.65, 0.95), "share of work away lost in February 2020", "2020年2月外出务工损失比例", "E035", "assumption", "epidemic"),
    Parameter("epidemic.seasonal_lost", 0.95, "share", 0, 1, uniform(0.75, 1.0), "share of seasonal work away lost in February 2020: who was home for Spring Festival stayed", "2020年2月季节性外出务工损失比例", "E034", "assumption", "epidemic"),
    Parameter("epidemic.local_lost", 0.60, "share", 0, 1, uniform(0.35, 0.80), "share of local day work lost in February 2020", "2020年2月本地务工损失比例", "E034", "assumption", "epidemic"),
    Parameter("epidemic.business_lost", 0.60, "share", 0, 1, uniform(0.35, 0.85), "share of own business lost in February 2020", "2020年2月自营损失比例", "assumption", "assumption", "epidemic"),
    Parameter("epidemic.job_lost", 0.50, "share", 0, 1, uniform(0.25, 0.75), "share of the pay of enterprise jobs lost in February 2020", "2020年2月企业就业工资损失比例", "E034", "assumption", "epidemic"),
    Parameter("epidemic.recovery", 0.5, "share", 0, 1, uniform(0.35, 0.70), "share of a month's loss of work that is still lost the month after", "务工损失逐月保留比例", "assumption", "assumption", "epidemic"),
    Parameter("epidemic.unsold", 0.30, "share", 0, 1, uniform(0.10, 0.55), "share of perishable produce unsold from February to May 2020", "2020年2-5月鲜活农产品滞销比例", "plan_2020", "assumption", "epidemic"),
    Parameter("epidemic.rents", 0.50, "share", 0, 1, uniform(0.20, 0.80), "share of the rents of village assets and leased land unpaid while relief lasts", "2020年减免或拖欠租金比例", "SEED-RENT", "assumption", "epidemic"),
    Parameter("epidemic.rent_months", 3, "months", 0, 12, uniform(2, 3), "months of unpaid rents from February 2020", "2020年减免或拖欠租金月数", "SEED-RENT", "found", "epidemic"),
    Parameter("epidemic.hospital", 0.40, "share", 0, 1, uniform(0.15, 0.60), "share of the lighter hospital cases that stayed at home in February 2020", "2020年2月轻症患者未就医比例", "assumption", "assumption", "epidemic"),
)  # fmt: skip
FIRST = month_index(2020, 2)
LAST = 10  # months after the first in which anything is still lost, to December 2020; assumption
SALES = 3  # months after the first in which produce is unsold: until the harvest of May, plan_2020; assumption
# Share of a product's sale that needs transport and open markets within days; what keeps is sold later. Assumption.
PERISHABLE = {
    "grain": 0.05, "tobacco": 0.0, "seed_rice": 0.0, "lotus": 0.2, "tea": 0.5, "fruit": 1.0, "vegetables": 1.0, "forest": 0.2, "fishery": 0.6, "side": 0.6,
}  # fmt: skip


@dataclass(frozen=True)
class Loss:
    """Shares lost in a month by kind of work, unsold share by product (order of products.csv), unpaid share of rents, avoided share of lighter hospital cases."""

    migrant: float = 0.0
    seasonal: float = 0.0
    local: float = 0.0
    business: float = 0.0
    job: float = 0.0
    unsold: tuple[float, ...] = (0.0,) * len(crop_table().names)
    rents: float = 0.0
    hospital: float = 0.0


NONE = Loss()


def fade(share: float, since: int) -> float:
    """What is left of one after `since` months, `share` of it staying each month."""
    left = 1.0
    for _ in range(since):
        left *= share
    return left


def loss(world) -> Loss:
    """Loss of the current month; nothing outside February to December 2020."""
    p, since = world.parameters, world.month - FIRST
    if not 0 <= since <= LAST or not p["epidemic.on"]:
        return NONE
    left = fade(p["epidemic.recovery"], since)
    unsold = p["epidemic.unsold"] if since <= SALES else 0.0
    migrant, seasonal, local, business, job = (p[f"epidemic.{kind}_lost"] * left for kind in ("migrant", "seasonal", "local", "business", "job"))
    rents = p["epidemic.rents"] if since < p["epidemic.rent_months"] else 0.0
    by_product = tuple(unsold * PERISHABLE[name] for name in crop_table().names)
    return Loss(migrant, seasonal, local, business, job, by_product, rents, p["epidemic.hospital"] * left)


def outlook(world) -> tuple[float, float]:
    """Shares of the work away and of the local work of the coming twelve months that who plans in the midst of it must expect to lose."""
    now, p = loss(world), world.parameters
    year = sum(fade(p["epidemic.recovery"], month) for month in range(12)) / 12.0
    return now.migrant * year, now.local * year
