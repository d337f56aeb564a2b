"""Finds a font file with Chinese glyphs and gives it to matplotlib, so that charts look the same on a machine without Chinese fonts."""

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from sim.core.errors import Fault, InputError

# Noto Sans SC Regular, SIL Open Font License 1.1. Importing the package would change matplotlib's settings, so only its folder is read.
PACKAGE, FILE = "zhplot", "NotoSansSC-Regular.ttf"
SYSTEM = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimHei", "WenQuanYi Micro Hei")


@cache
def font_file() -> Path:
    """The font of the package, or a Chinese font of the system. InputError if there is neither."""
    spec = find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (file := Path(folder, "fonts", FILE)).is_file():
            return file
    found = {font.name: Path(font.fname) for font in font_manager.fontManager.ttflist}
    for name in SYSTEM:
        if name in found:
            return found[name]
    raise InputError([Fault("no font with Chinese glyphs", "charts", cause=f"package {PACKAGE} is missing", next_step=f"pip install {PACKAGE}")])


@cache
def family() -> str:
    """Name under which matplotlib now knows the font."""
    font_manager.fontManager.addfont(font_file())
    return font_manager.get_font(font_file()).family_name


@cache
def _known() -> frozenset[int]:
    return frozenset(FT2Font(str(font_file())).get_charmap())


def subset(text: str) -> bytes:
    """The font with the characters of `text` alone, as WOFF: a page that carries it shows Chinese where no Chinese font is installed."""
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(flavor="woff", layout_features=[], notdef_outline=True)
    font, out = load_font(str(font_file()), options), BytesIO()
    cutter = Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    save_font(font, out, options)
    return out.getvalue()


def missing_glyphs(texts: Iterable[str]) -> set[str]:
    """The characters of `texts` that the font cannot draw."""
    return {letter for text in texts for letter in text if letter not in "\n\t" and ord(letter) not in _known()}
