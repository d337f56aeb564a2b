"""What needs minutes: the whole city for ten years, twenty seeds with losers and placebo, growth of time with size."""

import json
import subprocess
import sys

import pytest

from sim.api import compare

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


def bench(sample: float, months: int) -> dict:
    done = subprocess.run([sys.executable, "-m", "benchmarks.model", "--sample", str(sample), "--months", str(months)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_whole_city_for_ten_years_fits_in_memory():
    found = bench(1.0, 120)
    assert found["households"] > 545_000
    assert found["peak_mib"] < 1536
    assert found["ns"] < 450  # the aim is 300 on a quiet machine; this one is shared


def test_time_grows_in_proportion_to_households():
    small, large = bench(0.1, 60), bench(1.0, 60)
    assert 0.7 < large["ns"] / small["ns"] < 1.4


def test_twenty_seeds_give_losers_and_a_placebo():
    results = compare(["city_rollout"], seeds=20, sample=0.01, end=2023)
    rows = results.contrasts[(results.contrasts["area"] == "350400") & (results.contrasts["group"] == "all")].set_index("measure")
    share, placebo = rows.loc["losers_share", "difference"], rows.loc["losers_share_placebo", "difference"]
    assert 0.0 <= placebo <= share < 0.2
    assert "losers_share" not in set(results.missing["measure"])
