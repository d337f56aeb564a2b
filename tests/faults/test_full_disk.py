"""A disk that is full, or files that may not grow: the run ends with 1, says what is needed and free, and leaves nothing."""

import os
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from sim import Results
from sim.core.errors import InputError
from sim.results.storage import NotSaved
from tests.faults.conftest import SMALL_RUN

pytestmark = pytest.mark.usefixtures("warm")


def refused(out: Path) -> bool:
    """Nothing at `out` reads as results."""
    with pytest.raises(InputError, match="no record.json"):
        Results.load(out)
    return True


def test_a_full_disk(program, disk):
    place = disk("size=32k")
    out = place / "new" / "out"
    done = program(*SMALL_RUN, "--out", out)
    told = done.stderr.splitlines()[-1]
    assert done.returncode == 1 and "Traceback" not in done.stderr and str(out) in told
    assert "the disk is full; needed: about" in told and "free: 3" in told and told.endswith("name --out on another disk")
    assert list(place.iterdir()) == [] and refused(out)


def test_a_full_disk_keeps_the_results_that_were_there(disk):
    out = disk("size=100k") / "out"
    old = Results({"kind": "old"}, {"annual": pd.DataFrame({"value": [1.0]})})
    old.save(out)
    new = Results({"kind": "new"}, old.tables, lambda folder, _: (folder / "page.html").write_bytes(bytes(200_000)))
    with pytest.raises(NotSaved, match=r"needed: about 2\.\d MB"):
        new.save(out, force=True)
    assert Results.load(out).record == old.record and [place.name for place in out.parent.iterdir()] == ["out"]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not limit the size of files")
def test_files_that_may_not_grow(program, tmp_path):
    import resource

    out = tmp_path / "out"
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (10_000, 10_000))
    done = program(*SMALL_RUN, "--out", out, preexec_fn=limit)
    told = done.stderr.splitlines()[-1]
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "the system limits the size of a file" in told and "needed: about" in told and "ulimit -f" in told
    assert list(tmp_path.iterdir()) == [] and refused(out)
