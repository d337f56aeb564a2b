"""The fingerprint of a short run of the artificial households, for comparison between processes, interpreters and machines.

`python -m tests.laws.expected` writes expected_hash.txt anew: do so after every change of the model that is meant to change results, and say in
the change that it is meant. `python -m tests.laws.expected --print` prints the fingerprint of this interpreter and writes nothing.
"""

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from sim.api import load_scenario
from sim.core.clock import month_index
from sim.ensemble.request import Request, values_of
from sim.ensemble.simulate import simulate
from sim.levers import LEVERS
from sim.model import SanmingModel
from sim.start import BURN_IN_START
from sim.population import tiny_world
from sim.scenario import OPEN

FILE = Path(__file__).with_name("expected_hash.txt")
TABLES = ("counties", "villages", "households", "persons")
END = 2016  # January 2015 to December 2016: 24 months
DIGITS = 9  # of the yearly table: sums over households may differ in the last bits between versions of NumPy


def request() -> Request:
    """All levers on, the mechanism in every county from June 2015, and stand-ins for two households each, so that who is reached is drawn."""
    current = load_scenario("current_policy")
    levers = dict.fromkeys(LEVERS, (BURN_IN_START, OPEN))
    few = tuple(replace(item, households=2) for item in current.stand_ins)
    return Request(replace(current, levers=levers, stand_ins=few, rollout=dict.fromkeys(current.rollout, month_index(2015, 6))), end=END)


def stepped() -> SanmingModel:
    """The model after its last month."""
    asked = request()
    model = SanmingModel(tiny_world(), values_of(asked.scenario), asked.scenario, asked.seed)
    while model.world.month <= asked.last_month:
        model.step()
    return model


def fingerprint() -> dict[str, str]:
    """sha256 of the state with the ledger (every bit), and of the yearly table (every row, its values to DIGITS digits)."""
    model, output = stepped(), simulate(request(), population=tiny_world())
    state, table = hashlib.sha256(), hashlib.sha256()
    for name in TABLES:
        for column, array in sorted(getattr(model.world, name).columns.items()):
            state.update(f"{name}.{column} {array.dtype.str} {array.shape}".encode() + array.tobytes())
    state.update(np.array(model.world.ledger.fen).tobytes() + np.array(model.world.ledger.yuan).tobytes())
    for row in output.annual.itertuples(index=False):
        table.update("|".join(f"{cell:.{DIGITS}g}" if isinstance(cell, float) else str(cell) for cell in row).encode() + b"\n")
    for row in output.ledger.itertuples(index=False):
        table.update("|".join(map(str, row)).encode() + b"\n")
    return {"state": state.hexdigest(), "tables": table.hexdigest()}


def text() -> str:
    """The fingerprint as lines `name sha256`."""
    return "".join(f"{name} {value}\n" for name, value in fingerprint().items())


if __name__ == "__main__":
    if "--print" in sys.argv[1:]:
        sys.stdout.write(text())
    else:
        FILE.write_text(text(), encoding="utf-8", newline="\n")
        print(f"written: {FILE}")
