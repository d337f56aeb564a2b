"""The tables inside docs/ are those of the code."""

from pathlib import Path

import pytest

from sim.report.docs import TABLES, renewed

DOCS = sorted((Path(__file__).resolve().parents[2] / "docs").glob("*.md"))


@pytest.mark.parametrize("file", DOCS, ids=lambda f: f.name)
def test_tables_are_up_to_date(file):
    text = file.read_text(encoding="utf-8")
    assert renewed(text) == text, f"{file.name} is out of date: python3 tasks.py docs"


def test_every_table_stands_somewhere():
    text = "".join(f.read_text(encoding="utf-8") for f in DOCS)
    assert [name for name in TABLES if f"<!-- table: {name} -->" not in text] == []


def test_an_unknown_table_is_refused():
    with pytest.raises(KeyError):
        renewed("<!-- table: nothing -->\n<!-- end -->")
