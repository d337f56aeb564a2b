"""Recognition, review and exit: households apply or not, the office compares evidence with the line, reviews each year, lets go after good reviews."""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import logistic_array
from sim.mechanism import evidence, rollout
from sim.mechanism.standards import income_line
from sim.state.reasons import Reason

OWNS = tuple(f"households.{c}" for c in ("on_list", "listed_month", "good_reviews", "reason_list"))
DRAW_APPLY = 310
PARAMETERS = (
    Parameter("recognition.aware", 0.65, "share", 0, 1, uniform(0.45, 0.85), "households that know of the mechanism", "政策知晓率", "S134", "assumption", "recognition"),
    Parameter("recognition.apply_zero", 1.0, "utility", -10, 10, uniform(0, 2), "inclination to apply of a household exactly at the line", "处于线上的申请倾向", "assumption", "assumption", "recognition"),
    Parameter("recognition.apply_slope", 4.0, "utility", 0, 20, uniform(2, 8), "how much more likely a poorer household applies", "越贫越申请的斜率", "assumption", "assumption", "recognition"),
    Parameter("recognition.car_screen", True, "switch", 0, 1, uniform(0, 1), "households with a car are screened out", "有车一票否决", "assumption", "assumption", "standard"),
    Parameter("recognition.good_reviews", 2, "count", 1, 10, uniform(1, 3), "good yearly reviews in a row before exit", "退出所需连续达标次数", "assumption", "assumption", "standard"),
    Parameter("recognition.days_application", 0.5, "days", 0, 20, uniform(0.2, 1.5), "cadre days for each application checked", "每份申请核查人天", "assumption", "assumption", "capacity"),
    Parameter("recognition.days_review", 0.3, "days", 0, 20, uniform(0.1, 1.0), "cadre days for each yearly review", "每户复核人天", "assumption", "assumption", "capacity"),
)  # fmt: skip


def step(world) -> None:
    """Identify and review in the counties that are due. A household that died out is on no list."""
    h = world.households
    h.on_list[h.size == 0] = 0
    if world.month_of_year == 3:  # the register of poor households is renewed each year, everywhere
        evidence.step(world, np.flatnonzero((h.jiandang == 1) & (h.size > 0) & ~rollout.due(world)[h.county]))
    counties = rollout.due(world)
    if not counties.any():
        return
    rows = np.flatnonzero(counties[h.county] & (h.size > 0))
    evidence.step(world, rows)
    line = income_line.line(world)[h.county[rows]]
    listed = h.on_list[rows] == 1
    review(world, rows[listed], line[listed])
    identify(world, rows[~listed], line[~listed])


def identify(world, rows: np.ndarray, line: np.ndarray) -> None:
    """Who knows, applies, passes the screen and is seen below the line comes on the list; others keep the reason."""
    h, p = world.households, world.parameters
    known, _ = uniforms(world.seed, DRAW_APPLY, h.id[rows], 0)  # awareness is a trait, the wish belongs to the year
    _, wish = uniforms(world.seed, DRAW_APPLY, h.id[rows], world.year * 12)
    own = world.year_income(rows) / np.maximum(h.size[rows], 1)
    chance = logistic_array(p["recognition.apply_zero"] + p["recognition.apply_slope"] * (1.0 - own / np.maximum(line, 1.0)))
    aware, applies = known < p["recognition.aware"], wish < chance
    screened = (h.car[rows] == 1) & bool(p["recognition.car_screen"])
    below = h.declared[rows] < line
    h.reason_list[rows] = np.select(
        [~aware, ~applies, screened, ~below], [Reason.NOT_AWARE, Reason.DID_NOT_APPLY, Reason.SCREEN, Reason.EVIDENCE], Reason.NONE
    )
    applicant = rows[aware & applies]
    world.count("cadre_days", h.county[applicant], p["recognition.days_application"] * h.weight[applicant])
    enter = rows[aware & applies & ~screened & below]
    h.on_list[enter], h.listed_month[enter], h.good_reviews[enter] = 1, world.month, 0


def review(world, rows: np.ndarray, line: np.ndarray) -> None:
    """A review above the line counts; enough of them in a row end the recognition."""
    h, p = world.households, world.parameters
    good = h.declared[rows] >= line
    h.good_reviews[rows] = np.where(good, h.good_reviews[rows] + 1, 0)
    world.count("cadre_days", h.county[rows], p["recognition.days_review"] * h.weight[rows])
    leave = rows[h.good_reviews[rows] >= p["recognition.good_reviews"]]
    h.on_list[leave], h.good_reviews[leave] = 0, 0
    h.reason_list[leave] = Reason.GRADUATED
    world.count("exit_list", h.county[leave], h.weight[leave])
