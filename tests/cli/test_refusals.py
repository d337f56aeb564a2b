"""What `run` and `compare` refuse before they begin: all faults at once, exit 2, nothing written."""

import pytest


@pytest.fixture
def full(tmp_path):
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "record.json").write_text("{}", encoding="utf-8")
    return folder


def test_faults_of_options_and_scenario_come_together(sanming, full):
    done = sanming(
        "run",
        "curent_policy",
        "--sample",
        "10",
        "--start",
        "2020",
        "--end",
        "2019",
        "--seed",
        "-1",
        "--set",
        "public_jobs.wage=-5",
        "--out",
        str(full),
    )
    wanted = ("6 faults", "did you mean current_policy", "write 0.1 for 10 %", "2020 to 2019", "--seed: too small", "out of bounds", "not empty")
    assert done.exit_code == 2
    assert [w for w in wanted if w not in done.stderr] == []


def test_results_of_an_earlier_run_are_kept(program, full):
    done = program("run", "current_policy", "--sample", "0.01", "--out", str(full))
    assert done.returncode == 2 and b"add --force" in done.stderr
    assert [file.name for file in full.iterdir()] == ["record.json"]


def test_a_file_in_place_of_the_folder_is_refused(sanming, full):
    done = sanming("run", "current_policy", "--out", str(full / "record.json"), "--force")
    assert done.exit_code == 2 and "a file, not a folder" in done.stderr


@pytest.mark.parametrize(
    ("option", "available"),
    [
        (("--half-width", "0.2pp"), "a fixed number of --seeds"),
        (("--measure", "poverty_h"), "contrasts.parquet"),
        (("--uncertainty", "prior"), "available: none"),
        (("--branch-at", "2019-12"), "whole runs"),
    ],
)
def test_an_option_without_machinery_is_refused_and_never_ignored(sanming, tmp_path, option, available):
    done = sanming("compare", "city_rollout", *option, "--out", str(tmp_path / "new"))
    assert done.exit_code == 2 and option[0] in done.stderr and available in done.stderr
    assert not (tmp_path / "new").exists()


def test_scenarios_of_one_name_and_all_their_faults(sanming, tmp_path):
    done = sanming(
        "compare", "city_rollout", "city_rollout", "no_pilot", "--baseline", "curent_policy", "--seeds", "0", "--out", str(tmp_path / "new")
    )
    wanted = ("two scenarios of one name", "did you mean no_pilots", "did you mean current_policy", "--seeds: too small")
    assert done.exit_code == 2
    assert [w for w in wanted if w not in done.stderr] == []


@pytest.mark.parametrize(
    "words", [("run", "current_policy"), ("compare", "--out", "x"), ("run", "current_policy", "--out", "x", "--sampel", "1"), ("runn",)]
)
def test_a_wrong_command_line_ends_with_2(sanming, words):
    assert sanming(*words).exit_code == 2


def test_faults_of_a_targeting_report_come_together(sanming, full):
    words = ("targeting", "--standards", "medan", "--reference", "nobody", "--year", "2015", "--coverage", "8", "--seeds", "0", "--sample", "10")
    done = sanming(*words, "--scenario", "no_pilot", "--out", str(full))
    wanted = ("8 faults", "medan", "nobody", "from 2018 to 2028", "such as 0.08", "did you mean no_pilots", "write 0.1 for 10 %", "not empty")
    assert done.exit_code == 2
    assert [w for w in wanted if w not in done.stderr] == []
