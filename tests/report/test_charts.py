"""The charts: every glyph can be drawn, titles fold, the same tables give the same bytes, the caller's settings stay."""

import matplotlib
import pytest
from matplotlib.text import Text

from sim.report.charts import CHARTS, draw_all
from sim.report.charts.style import COLOURS, folded, looks, settings
from sim.report.fonts import family, font_file, missing_glyphs
from sim.report.labels import Say, table


@pytest.fixture(scope="module")
def c(full):
    return full.shaped()


def texts(figure) -> set[str]:
    """Every text of a drawn figure."""
    figure.canvas.draw()
    return {found.get_text() for found in figure.findobj(Text) if found.get_text()}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_no_glyph_is_missing(c, name, language):
    with settings():
        figure = CHARTS[name](c, Say(language))
        found = texts(figure)
        drawn = {text.get_fontfamily()[0] for text in figure.findobj(Text)}
    assert missing_glyphs(found) == set() and drawn == {family()}
    assert any(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in found) == (language == "zh")


def test_the_font_has_every_letter_of_the_texts():
    assert missing_glyphs(text for row in table().values() for text in row.values()) == set()
    assert missing_glyphs("𪚥") == {"𪚥"}


def test_the_font_comes_from_the_package():
    assert font_file().name == "NotoSansSC-Regular.ttf" and family() == "Noto Sans SC"


def test_same_tables_same_files(c, tmp_path):
    first, second = (draw_all(c, Say("zh"), tmp_path / name) for name in ("a", "b"))
    assert list(first) == list(CHARTS)
    for name, file in first.items():
        assert file.read_bytes() == second[name].read_bytes()
        assert file.with_suffix(".png").stat().st_size > 5_000


def test_settings_of_the_caller_come_back():
    before = dict(matplotlib.rcParams)
    with settings():
        assert matplotlib.rcParams["font.family"][0] == "Noto Sans SC"
    assert dict(matplotlib.rcParams) == before


def test_series_differ_without_colour():
    shown = looks(len(COLOURS))
    assert len({(look["marker"], str(look["linestyle"])) for look in shown}) == len(COLOURS)
    assert len(looks(30)) == 30


def test_titles_fold():
    assert folded("Roll-out to the whole city from 2021", 26) == "Roll-out to the whole city\nfrom 2021"
    assert folded("全市推广并提高岗位工资", 12) == "全市推广并提\n高岗位工资"
    assert folded("短", 1) == "短"
