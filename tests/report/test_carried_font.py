"""The page carries the Chinese characters it needs: a machine without a Chinese font shows it all the same."""

import re
from base64 import b64decode
from io import BytesIO

from fontTools.ttLib import TTFont

from sim.report.fonts import subset


def test_subset_holds_the_characters_asked_for_and_few_others():
    found = TTFont(BytesIO(subset("三明市农村相对贫困"))).getBestCmap()
    assert {ord(letter) for letter in "三明市农村相对贫困"} <= set(found)
    assert len(found) < 40


def test_page_carries_every_chinese_character_it_shows(page):
    (font,) = re.findall(r"data:font/woff;base64,([A-Za-z0-9+/=]+)", page)
    known = set(TTFont(BytesIO(b64decode(font))).getBestCmap())
    shown = {letter for letter in re.sub(r"data:[^\"')]+", "", page) if "\u4e00" <= letter <= "\u9fff"}
    assert len(shown) > 100
    assert {letter for letter in shown if ord(letter) not in known} == set()
