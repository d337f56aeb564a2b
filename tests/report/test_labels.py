"""The table of texts: complete in both languages, with the same placeholders, in the punctuation of each."""

import re
from string import Formatter

import pytest

from sim.report.labels import Say, keys, table


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", keys())
def test_both_languages(key):
    row = table()[key]
    assert row["zh"].strip() and row["en"].strip()
    assert fields(row["zh"]) == fields(row["en"])
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", row["en"])
    assert not re.search(r"[,;:()?]", re.sub(r"\{[^}]*\}", "", row["zh"]))


def test_language_and_keys_are_checked():
    with pytest.raises(ValueError, match="not one of zh, en"):
        Say("de")
    with pytest.raises(KeyError):
        Say("zh")("no such key")
    assert Say("en").name("account", "nowhere") == "nowhere"
    assert Say("zh").factor("cost") == 1e-4 and Say("zh").factor("out") == 1.0
