"""Applying: who knows of the mechanism, and who of those wants to ask for it, when a county opens its yearly round.

Kin of leaders, near villages and schooled households know more of it. A household weighs its need and what listed neighbours got against shame, the
papers and the way to the office.
"""

import numpy as np

from sim.core.compiled import kernel
from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.core.special import exp_array, logistic_array
from sim.mechanism import rollout
from sim.mechanism.evidence import favour
from sim.mechanism.steps import listing, procedure
from sim.mechanism.evidence.look import Look
from sim.mechanism.standards import chosen
from sim.state.reasons import Reason

OWNS = ()
DRAW_APPLY = 310
PARAMETERS = (
    Parameter("recognition.aware", 0.65, "share", 0, 1, uniform(0.45, 0.85), "households that know of the mechanism", "政策知晓率", "S134", "assumption", "recognition"),
    Parameter("recognition.apply_zero", 1.0, "utility", -10, 10, uniform(0, 2), "inclination to apply of a household exactly at the line", "处于线上的申请倾向", "assumption", "assumption", "recognition"),
    Parameter("recognition.apply_slope", 4.0, "utility", 0, 20, uniform(2, 8), "how much more likely a poorer household applies", "越贫越申请的斜率", "assumption", "assumption", "recognition"),
    Parameter("applying.publicity", 0.0, "utility", -5, 10, uniform(0, 1), "log odds of knowing added by further publicity", "加强宣传带来的知晓几率增量", "assumption", "assumption", "recognition"),
    Parameter("applying.meeting", 0.6, "utility", 0, 10, uniform(0, 1.2), "log odds of knowing between the nearest and the most remote village", "最近村与最偏远村知晓几率差", "assumption", "assumption", "recognition"),
    Parameter("applying.literate", 0.05, "utility", 0, 2, uniform(0, 0.15), "log odds of knowing for a year of schooling of the best-schooled adult", "成人最高受教育年限对知晓几率的影响", "assumption", "assumption", "recognition"),
    Parameter("applying.stigma", 0.3, "utility", 0, 10, uniform(0, 1.0), "inclination lost to shame where nobody in the village is listed", "村内无人在册时的羞耻成本", "assumption", "assumption", "recognition"),
    Parameter("applying.effort", 0.3, "utility", 0, 10, uniform(0, 1.0), "inclination lost to the way to the office in the most remote village", "最偏远村办事路途成本", "assumption", "assumption", "recognition"),
    Parameter("applying.papers", 0.3, "utility", 0, 10, uniform(0, 1.0), "inclination lost to papers where no adult has junior schooling", "无初中学历成人户办理材料成本", "assumption", "assumption", "recognition"),
    Parameter("applying.gain", 0.5, "utility", 0, 10, uniform(0, 1.0), "inclination lost where none of the listed in the village got any support", "村内在册户均未获帮扶时的倾向损失", "assumption", "assumption", "recognition"),
)  # fmt: skip
MEAN_SCHOOL, MEAN_REMOTE = (
    10.8,
    0.5,
)  # of the synthetic households, where `recognition.aware` is read: years of the best-schooled adult, place of the village
JUNIOR, ADULT = 9, 16 * 12  # years of schooling; months of age
COMMON = 0.10  # share of listed households in a village at which being listed is no shame any more; assumption


@kernel("void(int64[::1], int64[::1], int32[::1], int8[::1], int64, int8[::1])")
def _best_school(rows, first, birth, school, born_by, out):
    for i in range(rows.size):
        out[i] = 0
        for j in range(first[rows[i]], first[rows[i] + 1]):
            if birth[j] <= born_by:
                out[i] = max(out[i], school[j])


def best_school(world, rows: np.ndarray) -> np.ndarray:
    """int8[n]: years of schooling of the best-schooled adult member."""
    out, q = np.empty(len(rows), np.int8), world.persons
    _best_school(np.ascontiguousarray(rows, np.int64), world.person_first(), q.birth, q.school, world.month - ADULT, out)
    return out


def knows(world, rows: np.ndarray, school: np.ndarray) -> np.ndarray:
    """float64[n]: chance that a household knows of the mechanism. Certain knowledge and none stay what they are."""
    p, far = world.parameters, world.villages.remoteness[world.households.village[rows]]
    shift = p["applying.publicity"] + p["applying.literate"] * (school - MEAN_SCHOOL) - p["applying.meeting"] * (far - MEAN_REMOTE)
    odds = p["recognition.aware"] * exp_array(shift + p["favour.aware"] * favour.kin(world, rows))
    return odds / (odds + (1.0 - p["recognition.aware"]))


def cost(world, rows: np.ndarray, school: np.ndarray) -> np.ndarray:
    """float64[n]: inclination lost to shame, way, papers, and to what became of the listed in the village."""
    h, v, p = world.households, world.villages, world.parameters
    at, listed = h.village[rows], np.flatnonzero(h.on_list)
    there = np.bincount(h.village[listed], minlength=len(v))
    helped = np.bincount(h.village[listed], h.plan[listed] != 0, len(v))
    shame = 1.0 - np.minimum(there / (COMMON * np.maximum(np.diff(world.village_first), 1)), 1.0)
    in_vain = np.where(there > 0, 1.0 - helped / np.maximum(there, 1), 0.0)
    by_village = p["applying.stigma"] * shame + p["applying.gain"] * in_vain + p["applying.effort"] * v.remoteness
    return by_village[at] + p["applying.papers"] * (school < JUNIOR)


def informed(world, rows: np.ndarray, school: np.ndarray) -> np.ndarray:
    """bool[n]: knows of the mechanism; a trait."""
    return uniforms(world.seed, DRAW_APPLY, world.households.id[rows], 0)[0] < knows(world, rows, school)


def inclined(world, rows: np.ndarray, school: np.ndarray, need: np.ndarray) -> np.ndarray:
    """bool[n]: would ask for it this year, at its true `need` by the standard."""
    p = world.parameters
    chance = logistic_array(p["recognition.apply_zero"] + p["recognition.apply_slope"] * (1.0 - need) - cost(world, rows, school))
    return uniforms(world.seed, DRAW_APPLY, world.households.id[rows], world.year * 12)[1] < chance


def wishes(world, rows: np.ndarray, need: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """bool[n] who knows of the mechanism, bool[n] who would ask for it. Nothing is written: `paper` asks the same."""
    school = best_school(world, rows)
    return informed(world, rows, school), inclined(world, rows, school, need)


def step(world) -> None:
    """Households of the counties that are due apply or not; the others keep the reason. Who is on the list or has an open case does not apply."""
    counties = rollout.due(world)
    if not counties.any():
        return
    h = world.households
    rows = np.flatnonzero(counties[h.county] & (h.size > 0) & (h.on_list == 0) & (h.stage == 0))
    school = best_school(world, rows)
    aware = informed(world, rows, school)
    listing.refuse(world, rows, np.where(aware, Reason.DID_NOT_APPLY, Reason.NOT_AWARE))
    rows, school = rows[aware], school[aware]
    own = getattr(chosen(world), "own_need", chosen(world).need)
    applicants = rows[inclined(world, rows, school, own(world, Look(world, rows, true=True)))]
    listing.refuse(world, applicants, Reason.PENDING)
    procedure.open_cases(world, applicants)
