"""Complaints (公示期举报): at each publication neighbours may report who lives better than the list says, and the case is looked at a second time."""

import numpy as np

from sim.core.draws import uniform as draw
from sim.core.parameters import Parameter, uniform
from sim.mechanism.evidence import assets
from sim.mechanism.offices import capacity
from sim.mechanism.evidence.look import Look
from sim.mechanism.standards import chosen

DRAW_COMPLAIN = 311
PARAMETERS = (
    Parameter("complaints.chance", 0.10, "share", 0, 1, uniform(0.0, 0.3), "chance at each publication that somebody reports a listed household with a car in full view", "每次公示中有车在册户被举报概率", "assumption", "assumption", "evidence"),
    Parameter("complaints.known", 0.5, "ratio", 0, 1, uniform(0.1, 1.0), "how visible an income of twice the standard is to neighbours, against a car", "邻里对超标一倍收入的可见度(相对车辆)", "assumption", "assumption", "evidence"),
    Parameter("complaints.hotline", 1.0, "ratio", 0, 20, uniform(0.8, 1.5), "complaints and appeals with the hotline as it is, as a multiple", "举报热线作用倍数", "assumption", "assumption", "evidence"),
    Parameter("complaints.error", 0.4, "ratio", 0, 1, uniform(0.1, 0.8), "errors of the second look against the first", "复查误差相对首次核查", "assumption", "assumption", "evidence"),
    Parameter("complaints.days", 0.5, "days", 0, 20, uniform(0.2, 1.5), "office days for the second look after a complaint", "每件举报复查人天", "assumption", "assumption", "capacity"),
)  # fmt: skip
VISIBLE = np.array([1.0, 0.5, 0.7, 0.8, 0.1, 1.0])  # of assets.SCREENS to neighbours, against a car; assumption
SECOND_LOOK = 1  # number of the look in its month


def heard(world, rows: np.ndarray, publication: int) -> np.ndarray:
    """float64[n]: how visible (0 to 1) `rows` must live above the list for somebody to report them at the first, second or third publication (1 to 3)."""
    p = world.parameters
    chance = p["complaints.chance"] * p["complaints.hotline"]
    return draw(world.seed, DRAW_COMPLAIN, world.households.id[rows], world.month, publication) / max(chance, 1e-300)


def visible(world, rows: np.ndarray, need: np.ndarray) -> np.ndarray:
    """float64[n], 0 to 1: how visibly `rows` of true `need` have more than the standard: what stands before the house, or an income that neighbours know."""
    things = (assets.own(world, rows) * (VISIBLE * assets.screens(world))).max(axis=1)
    return np.maximum(things, world.parameters["complaints.known"] * np.clip(need - 1.0, 0.0, 1.0))


def raised(world, rows: np.ndarray, publication: int, need: np.ndarray) -> np.ndarray:
    """bool[n]: somebody reports the household, of true `need`."""
    return heard(world, rows, publication) < visible(world, rows, need)


def second_look(world, rows: np.ndarray) -> Look:
    """The look at `rows` after a complaint: closer than the first."""
    return Look(world, rows, error=world.parameters["complaints.error"], again=SECOND_LOOK)


def upheld(world, rows: np.ndarray, need: np.ndarray) -> np.ndarray:
    """bool[n]: the second look, which finds `need`, shows that the household does not meet the standard."""
    return (need >= 1.0) | assets.visit(world, rows, world.parameters["complaints.error"])


def publish(world, rows: np.ndarray, publication: int) -> np.ndarray:
    """bool[n]: refused after a complaint that was looked into. Where the office has no days left, a complaint comes to nothing."""
    out, standard = np.zeros(len(rows), bool), chosen(world)
    if world.parameters["complaints.chance"] <= 0.0 or not len(rows):
        return out
    needed = heard(world, rows, publication)
    reported = np.flatnonzero(needed < 1.0)  # the others nobody would report whatever they have
    if not len(reported):
        return out
    some = rows[reported]
    reported = reported[needed[reported] < visible(world, some, standard.need(world, Look(world, some, true=True)))]
    if len(reported):
        reported = reported[capacity.serve(world, capacity.OFFICE, rows[reported], world.parameters["complaints.days"])]
        again = rows[reported]
        out[reported] = upheld(world, again, standard.need(world, second_look(world, again)))
        world.count("complaints", world.households.county[again], world.households.weight[again])
    return out
