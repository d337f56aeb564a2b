"""The page of the targeting report: whole on its own, both languages, says what cannot be said."""

import pytest

from sim.analysis.targeting_verdicts import gaps, verdicts
from sim.mechanism.standards import STANDARDS
from sim.report.targeting import page, words
from sim.results.truths import TRUTHS

import pandas as pd

COLUMNS = ["scenario", "seed", "draw", "structure", "standard", "truth", "horizon", "equalised_by", "area", "measure", "value", "unit"]
WAYS = ("coverage", "total_cost", "none")


def tables(standards, seeds, gain=0.0):
    """Made-up tables: the first standard misses `gain` more than the others."""
    rows = []
    for seed in range(seeds):
        for place, standard in enumerate(standards):
            for by in WAYS:
                one = ("no_pilots", seed, 0, "central", standard)
                sizes = {"coverage": 0.08, "listed_persons": 1e5, "applications": 6e4, "screening_cost": 1e7, "total_cost": 3e8}
                rows += [(*one, "", 0, by, "350400", measure, value, "") for measure, value in sizes.items()]
                for truth in TRUTHS:
                    for horizon in (0, 2):
                        error = 0.6 + gain * (place == 0) + 0.001 * ((7 * seed + place) % 3)
                        got = {"exclusion_error": error, "inclusion_error": 0.2, "poor_share": 0.15, "missed:not_aware": error, "cgh40": 2.1}
                        rows += [(*one, truth, horizon, by, "350400", measure, value, "share") for measure, value in got.items()]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    differences = gaps(frame)
    return {"targeting": frame, "gaps": differences, "verdicts": verdicts(differences)}


def record(standards):
    title = {"zh": "无试点", "en": "No pilots"}
    return {"scenario": {"title": title}, "year": 2020, "sample": 0.05, "coverage": 0.08, "standards": list(standards), "reference": standards[0],
            "benefit": 3000.0, "day": 300.0, "command": "sanming targeting --out DIR"}  # fmt: skip


@pytest.fixture
def two():
    """Two standards: the shipped reference and another name."""
    return ("median", "another")


def test_the_page_is_whole_and_in_both_languages(two, tmp_path):
    text = page.write(tmp_path, tables(two, 5, 0.1), record(two)).read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in text and 'lang="en"' in text
    assert "漏评率" in text and "Exclusion error" in text and "不知晓政策" in text and "not aware" in text
    assert "src=\"http" not in text and text.count("<img") == 2
    assert (tmp_path / "figures" / "targeting.svg").is_file() and (tmp_path / "figures" / "targeting_en.svg").is_file()


def test_a_standard_that_misses_fewer_by_all_truths_is_named(two):
    chinese, english = words.summary(tables(two, 5, 0.1), record(two)).split("\n\n")
    assert "“another”优于其余各标准" in chinese
    assert english.count("“another” is better than every other standard") == 4


def test_without_a_difference_none_is_better(two):
    told = words.summary(tables(two, 5), record(two))
    assert "is better than every other" not in told and "no standard is better than all others" in told


def test_one_seed_or_one_standard_says_so(two, tmp_path):
    assert "no standard can be called better" in words.summary(tables(two, 1, 0.3), record(two))
    alone = tuple(STANDARDS)[:1]
    assert "nothing to compare" in words.summary(tables(alone, 5), record(alone))
    assert page.write(tmp_path, tables(alone, 1), record(alone)).is_file()
