"""Bad input of every kind at once, given to the whole program: one message with every fault, exit 2, nothing written."""

import csv

import pytest

from sim.core.errors import InputError
from sim.data import read_table
from sim.data.rows import table_file

BAD = """schema: 1
title: {zh: 坏, en: Bad}
levers:
  public_job: {from: 2016-01}
  public_jobs: {from: 2036-01}
rollout:
  清留县: 2019-01
set:
  public_jobs.wages: 700
  public_jobs.wage: {value: 8400, unit: yuan_per_year}
  recognition.line_share: 50
"""
OF_BAD = (
    "bad.yaml line 4: unknown lever; value public_job; likely cause: not a lever of the work plan; next: did you mean public_jobs",
    "bad.yaml line 5: outside the run; value 2036-01",
    "bad.yaml line 7: unknown county; value 清留县",
    "350423 清流县 Qingliu County",
    "bad.yaml line 9: unknown parameter; value public_jobs.wages",
    "did you mean public_jobs.wage",
    "bad.yaml line 10: public_jobs.wage: wrong unit",
    "write 700, unit yuan_per_month",
    "bad.yaml line 11: recognition.line_share: out of bounds; value 50 share; likely cause: percent where a share is meant",
    "write 0.5 for 50 %",
)


@pytest.fixture
def given(tmp_path):
    """A scenario with a fault of each kind, one that is no YAML, and a folder that holds something."""
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("schema: 1\nlevers: [1\nset: 2\n", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    return tmp_path


def missing(wanted, text: str) -> list[str]:
    return [words for words in wanted if words not in text]


def test_a_comparison_tells_all_faults_of_files_and_options(program, given):
    before = sorted(given.rglob("*"))
    options = ("--baseline", "curent_policy", "--seeds", "0", "--sample", "10", "--end", "2050")
    done = program("compare", "./bad.yaml", "./broken.yaml", *options, "--out", given / "new" / "out")
    of_options = (
        "--seeds: too small; value 0",
        "write 0.1 for 10 %",
        "--end: outside the years of the model; value 2050",
        "did you mean current_policy",
    )
    assert done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr
    assert done.stderr.startswith("11 faults in the input, nothing was written:")
    assert missing([*OF_BAD, *of_options, "broken.yaml line 3: broken YAML"], done.stderr) == []
    assert sorted(given.rglob("*")) == before


def test_a_run_tells_faults_of_file_options_and_folder(program, given):
    before = sorted(given.rglob("*"))
    wrong = ("--set", "public_jobs.wage=-5", "--set", "labour.thetta=1", "--start", "2020", "--end", "2019", "--seed", "-1")
    done = program("run", "./bad.yaml", *wrong, "--out", given / "full")
    of_options = (
        "--set public_jobs.wage=-5: out of bounds",
        "did you mean labour.theta",
        "2020 to 2019",
        "--seed: too small",
        "files that are no results",
    )
    assert done.returncode == 2 and done.stdout == ""
    assert missing([*OF_BAD, *of_options], done.stderr) == []
    assert sorted(given.rglob("*")) == before


def test_a_table_tells_all_its_faults(tmp_path):
    with table_file("villages").open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    whole = [i for i, name in enumerate(header) if name != "town_name"]
    rows[4] = list(rows[3])  # the same code twice, on lines 5 and 6
    rows[6][header.index("code")] = "many"
    file = tmp_path / "villages.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[row[i] for i in whole] for row in (header, *rows)])
    with pytest.raises(InputError) as found:
        read_table(file, "villages")
    text = str(found.value)
    assert missing(["villages.csv line 1: column is missing; value town_name", "lines 5, 6", "line 8", "many"], text) == []
