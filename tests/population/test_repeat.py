"""The same seed gives the same bits, in one process and in another, and a village does not depend on the others."""

import dataclasses
import hashlib
import subprocess
import sys

import numpy as np
import pytest

from sim.population import build
from sim.population.households import make_households
from sim.population.margins import margins
from sim.population.population import TABLES
from sim.population.template_weights import stratum_weights
from sim.population.templates import library
from sim.population.villages import make_villages

_SCRIPT = """
import hashlib
from sim.population import build
from sim.population.population import TABLES
p = build(1, cache=False)
print(hashlib.sha256(b"".join(c.tobytes() for t in TABLES for c in getattr(p, t).values())).hexdigest())
"""


def _digest(population) -> str:
    return hashlib.sha256(b"".join(c.tobytes() for t in TABLES for c in getattr(population, t).values())).hexdigest()


def test_two_builds_give_the_same_bits(city):
    assert _digest(build(1, cache=False)) == _digest(city)


def test_another_process_gives_the_same_bits(city):
    result = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, encoding="utf-8", check=True)
    assert result.stdout.strip() == _digest(city)


def test_another_seed_gives_other_rows_and_the_same_counts(city):
    other = build(2, cache=False)
    assert other.content != city.content
    assert other.homes() == city.homes()
    assert not np.array_equal(other.households["ability"], city.households["ability"])


@pytest.fixture(scope="module")
def made():
    m = margins()
    villages = make_villages(1, m)
    return villages, stratum_weights(library(), m, villages.households_by_third())


def test_a_village_does_not_depend_on_the_size_of_another(made):
    villages, weights = made
    changed = villages.households.copy()
    changed[3] += 40
    before = make_households(1, villages, weights)
    after = make_households(1, dataclasses.replace(villages, households=changed), weights)
    for name in ("id", "template"):
        same = before["village"] != 3
        assert np.array_equal(before[name][same], after[name][after["village"] != 3])


def test_an_end_of_a_range_moves_the_population(city):
    older = build(1, cache=False, ends={"rural_old": "high"})
    assert older.content != city.content
    cut = 2016 * 12 - 65 * 12
    share = [((p.persons["birth"] <= cut) & (p.persons["resident"] == 1)).sum() / p.persons["resident"].sum() for p in (city, older)]
    assert share[1] > share[0] + 0.01
