"""Splitting in answer to the standard (拆户, 老人单独立户): a refused household whose elders alone would be within the standard may ask to register them apart.

The register of residents checks and may refuse. A division that passes is carried out next January with the other divisions; the elders then apply anew.
"""

import numpy as np

from sim.core.draws import uniforms
from sim.core.parameters import Parameter, uniform
from sim.mechanism.evidence import assets
from sim.mechanism.steps import listing
from sim.mechanism.evidence.look import EldersAlone
from sim.mechanism.standards import chosen
from sim.state.reasons import Reason

OWNS = ("households.split_wish",)
DRAW_SPLIT = 313
PARAMETERS = (
    Parameter("splitting.wish", 0.05, "share", 0, 1, uniform(0.0, 0.2), "refused households with elders within the standard that ask to register them apart (0 none)", "被拒户申请老人单独立户比例(0为无)", "assumption", "assumption", "recognition"),
    Parameter("splitting.refused", 0.5, "share", 0, 1, uniform(0.2, 0.9), "such requests that the register of residents refuses", "拆户申请被户籍核查拒绝比例", "assumption", "assumption", "recognition"),
    Parameter("splitting.farm", 0.5, "ratio", 0, 1, uniform(0.2, 0.8), "what elders keep of the farm and business income a head of the household", "老人单独计算时保留的人均经营收入比例", "assumption", "assumption", "evidence"),
)  # fmt: skip


def respond(world, rows: np.ndarray) -> None:
    """Which of `rows`, refused on the evidence, ask to register their elders apart, and who of these may."""
    h, p = world.households, world.parameters
    rows = rows[(h.reason_list[rows] == Reason.EVIDENCE) & (h.elders[rows] > 0) & (h.elders[rows] < h.size[rows])]
    ask, check = uniforms(world.seed, DRAW_SPLIT, h.id[rows], world.month)
    asks = ask < p["splitting.wish"]
    rows, check = rows[asks], check[asks]
    if not len(rows):
        return
    would = (chosen(world).need(world, EldersAlone(world, rows, true=True)) < 1.0) & ~assets.barred(world, rows)
    passes = check >= p["splitting.refused"]
    h.split_wish[rows[would & passes]] = world.month
    world.count("splits_asked", h.county[rows[would]], h.weight[rows[would]])
    listing.refuse(world, rows[would & ~passes], Reason.SPLIT_REFUSED)
