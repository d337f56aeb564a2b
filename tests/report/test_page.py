"""The page as a document: whole on its own, readable by machine and by ear, Chinese first, English complete."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sim.report import brief
from sim.report.labels import Say
from sim.report.sections import ANNEXES, ORDER

VOID = {"meta", "img", "link", "br", "hr", "input"}
CSS = (Path(brief.__file__).parent / "templates" / "page.css").read_text(encoding="utf-8")
HAN = re.compile(r"[\u4e00-\u9fff]")


class Reader(HTMLParser):
    """Collects tags, checks that each closes the one it should, and keeps the text."""

    def __init__(self, page: str):
        super().__init__()
        self.open, self.tags, self.text = [], [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.text += data

    def all(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]


@pytest.fixture(scope="module")
def read(page):
    return Reader(page)


def test_tags_close_in_order_and_the_page_says_its_language(read):
    assert read.open == []
    assert read.all("html")[0]["lang"] == "zh-CN"
    assert read.all("meta")[0]["charset"] == "utf-8"


def test_nothing_is_fetched(read, page):
    assert not read.all("script", "link", "iframe", "object")
    images = [attrs["src"] for attrs in read.all("img")]
    assert len(images) == 10 and all(src.startswith("data:image/svg+xml;base64,") for src in images)
    assert all(attrs["href"].startswith("#") for attrs in read.all("a"))
    assert not re.search(r"""(?:src|href)=["']https?:|url\((?!data:)|@import""", page)


def test_mostly_chinese(page):
    visible = Reader(page.partition("<details")[0]).text
    assert len(HAN.findall(visible)) > 800


def test_headings_never_skip_a_level_and_there_is_one_title(read):
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_anchors_are_unique_and_lead_somewhere(read):
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids)) == 2 * len((*ORDER, *ANNEXES))
    assert {attrs["href"][1:] for attrs in read.all("a")} <= set(ids)


def test_pictures_are_told_in_words_and_tables_have_headers(read):
    assert all(len(attrs["alt"]) > 30 for attrs in read.all("img"))
    assert len(read.all("caption")) == len(read.all("table")) > 10
    assert {attrs.get("scope") for attrs in read.all("th")} == {"col", "row"}


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("front", "back"), [("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("ink", "warn")])
def test_contrast_of_colours(front, back):
    colour = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", CSS))
    light, dark = sorted((_luminance(colour[front]), _luminance(colour[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_fonts_and_paper():
    assert {'"Noto Sans SC"', '"Microsoft YaHei"', '"PingFang SC"'} <= set(re.findall(r'"[^"]+"', CSS))
    assert "size: A4" in CSS and "@media print" in CSS


def test_english_page_has_no_chinese(english):
    read = Reader(english)
    assert read.all("html")[0]["lang"] == "en"
    assert HAN.findall(english.replace(CSS, "")) == []
    assert "percentage points" in read.text and not read.all("details")


def test_chinese_page_holds_the_whole_english_one(page, english):
    below = Reader(page.partition("<details")[2].partition(">")[2].partition("</details>")[0]).text
    lines = [line for line in Reader(english).text.partition("1. The answer")[2].split("\n") if line.strip()]
    contents = lines.index("1. The answer: what changes")
    assert len(lines) > 200 and all(line in below for line in lines[:contents])
    assert lines[-2] in below and "9. Method and record" in below


def test_every_section_stands_on_the_page_in_order(page):
    titles = [
        Say("zh")(f"{key}.title") for key in ("answer", "counties", "groups", "losers", "certainty", "recognition", "money", "limits", "method")
    ]
    places = [page.index(f">{title}</h2>") for title in titles]
    assert places == sorted(places)


def test_record_and_command_are_there(page, full):
    assert full.record["command"] in page and full.record["code_hash"] in page
    assert "digest-4" in page and "mesa: 3.3" in page and "2016-2025" in page


def test_what_changes_is_told_from_the_record(page):
    assert "机制启动月：2021-01（基准：无）" in page
    assert "机制运行县每村新增岗位数：4（基准：3）" in page


def test_titles_are_escaped(full, tmp_path):
    titles = [{"name": "city_rollout", "title_zh": "<b>&试</b>", "title_en": "x"}]
    page = full.but(scenarios=titles).write(tmp_path)
    assert "&lt;b&gt;&amp;试&lt;/b&gt;" in page and "<b>&试" not in page


def test_other_language_is_refused(full, tmp_path):
    with pytest.raises(ValueError, match="language 'fr'"):
        full.write(tmp_path, "fr")
