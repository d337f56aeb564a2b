"""`sanming check` and `sanming levers`: what they print, how they end, and that they write nothing."""

import pytest

BAD = "schema: 1\ntitle: {zh: 坏, en: Bad}\nlevers:\n  public_job: {from: 2016-13}\nrollout:\n  清留县: 2019-01\nset:\n  public_jobs.wages: 1\n"


@pytest.fixture
def bad(tmp_path) -> str:
    file = tmp_path / "bad.yaml"
    file.write_text(BAD, encoding="utf-8")
    return str(file)


def test_a_good_scenario_is_described(sanming):
    done = sanming("check", "city_rollout", "--set", "public_jobs.wage=800")
    assert done.exit_code == 0
    wanted = ("全市推广 / City-wide roll-out", "350423 清流县 Qingliu County  2019-01", "public_jobs  2016-01 ->", "= 800.0  (command line)")
    assert [w for w in wanted if w not in done.stdout] == []


def test_what_is_set_in_vain_is_told(sanming):
    assert "recognition.aware is set, but recognition never begins" in sanming("check", "no_pilots", "--set", "recognition.aware=0.5").stdout


def test_bad_input_ends_with_2_in_one_message_and_writes_nothing(program, bad, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    done = program("check", bad, "--set", "labour.thetta=1")
    told = done.stderr.decode("utf-8")
    assert done.returncode == 2 and done.stdout == b""
    assert told.startswith("4 faults in the input, nothing was written:") and "Traceback" not in told
    wanted = ("line 4: unknown lever", "350423 清流县", "did you mean public_jobs.wage", "did you mean labour.theta")
    assert [w for w in wanted if w not in told] == []
    assert sorted(tmp_path.rglob("*")) == before


def test_chinese_survives_a_console_of_another_code_page(program):
    done = program("check", "current_policy", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 0 and "现行政策" in done.stdout.decode("utf-8")


def test_the_catalogue_lists_every_lever_of_the_plan(sanming):
    from sim.scenario.known import plan_levers

    text = sanming("levers").stdout
    assert [name for name in plan_levers() if name not in text] == []
    assert "* public_jobs" in text


def test_a_lever_shows_its_clauses_and_parameters(sanming):
    text = sanming("levers", "public_jobs").stdout
    assert "2.2 " in text and "public_jobs.wage = " in text
    assert "not modelled yet" in sanming("levers", "housing").stdout


def test_an_unknown_lever_ends_with_2_and_the_nearest(sanming):
    done = sanming("levers", "public_job")
    assert done.exit_code == 2 and "did you mean public_jobs" in done.stderr
