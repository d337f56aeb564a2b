"""SIGKILL at many points of replacing results over and over: what stands there is whole, old or new, and nothing is lost."""

import os
import subprocess
import sys
import time

import pytest

from sim import Results
from sim.core.errors import InputError
from sim.results.place import put_right
from tests.results.conftest import ROOT

WRITER = """
import sys, pandas as pd
from sim import Results
for number in range(1, 10**6):
    pages = lambda folder, _: [(folder / f"{n}.html").write_bytes(bytes(200_000)) for n in range(5)]
    results = Results({"number": number}, {"annual": pd.DataFrame({"value": [number]})}, pages)
    results.save(sys.argv[1], force=True)
    print(number, flush=True)
"""
POINTS = [".out.part-*", ".out.part-*/annual.parquet", ".out.part-*/4.html", ".out.part-*/record.json", ".out.old-*"]


def whole(folder) -> bool:
    return (folder / "record.json").exists() and len(list(folder.glob("*.html"))) == 5 and len(Results.load(folder).annual) == 1


def refused(folder) -> bool:
    with pytest.raises(InputError, match="no record.json"):
        Results.load(folder)
    return True


@pytest.mark.parametrize("point", POINTS)
def test_killed_at(point, tmp_path):
    out = tmp_path / "out"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", WRITER, str(out)], stdout=subprocess.PIPE, env=env) as writer:
        last = int(writer.stdout.readline())
        latest = time.monotonic() + 20
        while not any(tmp_path.glob(point)) and time.monotonic() < latest:
            pass
        writer.kill()
        last = max([last, *map(int, writer.stdout.read().split())])
    for part in tmp_path.glob(".out.part-*"):
        assert whole(part) or refused(part)
    put_right(out)
    found = Results.load(out)
    assert found.record["number"] in (last, last + 1) and found.annual["value"].tolist() == [found.record["number"]]
    assert whole(out) and list(tmp_path.iterdir()) == [out]
