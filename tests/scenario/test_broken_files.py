"""Files that are no scenario at all: broken YAML, other encodings, parents that are not there."""

import pytest

from sim.core.errors import InputError


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("schema: 1\nlevers: [1\nset: 2\n", "line 3", ["broken YAML", "column 4"]),
        ("schema: 1\ntitle\uff1a 中文\nset: 2\n", "line 3", ["broken YAML", "full-width colon"]),
        ("schema: 1\nlevers:\n\tpublic_jobs: off\n", "line 3", ["broken YAML", "column 1", "a tab where spaces are needed"]),
        ("schema: 1\nset: {a: b: c}\n", "line 2", ["broken YAML"]),
        ("schema: 1\nset: \x07\n", "line 2", ["broken YAML", "special characters"]),
        ("schema: 1\n---\nschema: 1\n", "line 2", ["broken YAML", "another document"]),
        ("schema: 1\nclaims: &x [*x]\n", "line 2", ["holds itself"]),
    ],
)
def test_broken_yaml_is_told_with_line_and_column(write, faults, text, where, words):
    found = " ".join(faults(write(text)))
    assert f"trial.yaml {where}:" in found
    assert [w for w in words if w not in found] == []


@pytest.mark.parametrize("text", ["", "# only a remark\n", "- a\n- b\n", "title\n"])
def test_a_file_without_names_is_refused(tmp_path, faults, text):
    file = tmp_path / "empty.yaml"
    file.write_text(text, encoding="utf-8")
    assert "no names with values" in faults(str(file))[0]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_a_file_in_gbk_is_named_and_its_other_faults_are_told_too(tmp_path, faults, encoding):
    file = tmp_path / "gbk.yaml"
    file.write_bytes("schema: 1\ntitle: {zh: 现行政策, en: Current}\nlevers: {public_job: off}\n".encode(encoding))
    first, second = faults(str(file))
    assert "gbk.yaml line 2: not UTF-8 text" in first and "GBK" in first
    assert "line 3: unknown lever" in second


def test_a_mark_at_the_beginning_of_utf8_is_read(tmp_path, load):
    file = tmp_path / "mark.yaml"
    file.write_bytes("schema: 1\ntitle: {zh: 试, en: Trial}\n".encode("utf-8-sig"))
    assert load(str(file)).title["zh"] == "试"


def test_an_unknown_name_gives_the_nearest(faults):
    assert "did you mean current_policy" in faults("curent_policy")[0]


def test_a_file_beside_the_working_folder_is_proposed(write, faults, tmp_path, monkeypatch):
    write("", "mine")
    monkeypatch.chdir(tmp_path)
    assert "write mine.yaml to use that file" in faults("mine")[0]


def test_an_unknown_path_gives_the_nearest_file(write, faults, tmp_path):
    write("", "my_plan")
    assert "did you mean my_plan.yaml" in faults(str(tmp_path / "my_plam.yaml"))[0]


def test_an_unknown_parent_is_told_at_its_line(write, faults):
    (found,) = faults(write("extends: curent_policy\n"))
    assert "trial.yaml line 3: no such scenario" in found and "did you mean current_policy" in found


def test_parents_in_a_circle_are_told(write, faults):
    write("extends: ./trial.yaml\n", "other")
    (found,) = faults(write("extends: ./other.yaml\n"))
    assert "other.yaml line 3: circular parents" in found and "trial -> other -> trial" in found


LINES = """levers:
  public_jobs: {from: 2016-01, to: 2020-12}
rollout:
  "350423": 2019-01
structure: {growth: low}
set:
  public_jobs.wage: {value: 700, unit: yuan_per_month}
stand_ins:
  - name: a
    months: [6]
claims:
  - {zh: 一, en: One, parameters: [public_jobs.wage]}
""".splitlines()


@pytest.mark.parametrize(
    "put", ["", "?", "[", "- 1", "x: [1, {a: 2}]", "  : ~", "extends: 3", "set: [1]", "levers: 7", "stand_ins: {a: 1}", "title: 5"]
)
def test_no_damage_ends_in_anything_but_a_clear_message(write, load, put):
    for i in range(len(LINES)):
        file = write("\n".join([*LINES[:i], put, *LINES[i + 1 :]]))
        with pytest.raises(InputError) as caught:
            load(file)
        assert all(fault.where.startswith(file) for fault in caught.value.faults)
