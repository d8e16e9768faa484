"""The film's typeface for pages: as many letters as the pages need, as WOFF2, under a name of its own.

Source Sans is Adobe's, under the SIL Open Font License 1.1, which reserves the name "Source" for the unchanged fonts:
what is cut down is called Film Sans, and carries Adobe's copyright line and license. What is cut out of the faces of
other scripts is called so, too.
"""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final
from unicodedata import category

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from scenes.script.font import FONTS, font_file
from scenes.script.language.typography import Script, script_of

FAMILY: Final = "Film Sans"
WEIGHTS: Final = {400: "Regular", 600: "Semibold", 700: "Bold", 900: "Black"}
#: Letters that every page may come to need, whatever its words: printable ASCII, and some signs.
_ALWAYS: Final = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0–—‘’“”…·×±≥≤→←°µ′"
#: How a letter stands in a page's data (JSON).
_ESCAPED: Final = re.compile(r"\\u([0-9a-f]{4})")
_NAMES: Final = {1: FAMILY, 4: FAMILY, 16: FAMILY, 6: "FilmSans"}
_LICENSE_NAMES: Final = (0, 7, 13, 14)


#: Letters of other scripts (CSS ``unicode-range``): a browser fetches their faces only where there are any.
_RANGES: Final[dict[Script, str]] = {
    "arabic": "U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFF", "han": "U+2E80-9FFF, U+F900-FAFF, U+FF00-FFEF",
}


def _letter(code: str) -> str:
    letter = chr(int(code, 16))
    return "" if category(letter) == "Cs" else letter


def faces(script: Script) -> dict[Path, tuple[int, ...]]:
    """The files of a script's faces, each with the weights that it is for."""
    weights: dict[Path, tuple[int, ...]] = {}
    for weight, face in WEIGHTS.items():
        file = font_file(face, script)
        weights[file] = (*weights.get(file, ()), weight)
    return weights


def pdf_faces(letters: Iterable[str]) -> list[tuple[str, int, str]]:
    """Faces for a PDF with these letters: family (``Film <script>``), weight and address of each.

    PDF knows no variable fonts: what is one in the film's folder is drawn anew for each weight.
    """
    wanted, found = "".join(sorted({*letters})), []
    needed = {script_of(letter) for letter in wanted}
    for script in FONTS:
        for file, weights in faces(script).items() if script in needed else ():
            found += [(f"Film {script}", weight, _of_one_weight(file, weight, wanted)) for weight in weights]
    return found


@cache
def _of_one_weight(file: Path, weight: int, letters: str) -> str:
    with TTFont(file, recalcTimestamp=False) as font:
        if "fvar" not in font:
            return file.as_uri()
        points = font.getBestCmap()
        called = {ord(letter): points[ord(letter)] for letter in letters if ord(letter) in points}
        drawn, names = font.getGlyphSet(location={"wght": weight}), [".notdef", *dict.fromkeys(called.values())]
        made = FontBuilder(font["head"].unitsPerEm, isTTF=True)
        made.setupGlyphOrder(names)
        made.setupCharacterMap(called)
        glyphs = {}
        for name in names:
            pen = TTGlyphPen(None)
            drawn[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
            glyphs[name] = pen.glyph()
        made.setupGlyf(glyphs)
        made.setupHorizontalMetrics({name: (round(drawn[name].width), glyphs[name].xMin) for name in names})
        made.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
        made.setupNameTable({"familyName": FAMILY, "styleName": str(weight)})
        made.setupOS2(usWeightClass=weight, sTypoAscender=font["hhea"].ascent, sTypoDescender=font["hhea"].descent)
        made.setupPost()
        out = BytesIO()
        made.save(out)
    return "data:font/ttf;base64," + b64encode(out.getvalue()).decode()


def write_fonts(folder: Path, texts: Iterable[str]) -> str:
    """Write ``film-sans-<weight>.woff2`` with the letters of these texts, and ``LICENSE.txt``.

    Returns
    -------
    str
        Style rules for faces of other scripts, if the texts need any.
    """
    folder.mkdir(parents=True)
    texts, rules = [*texts], []
    letters = {*_ALWAYS}.union(*texts, *(map(_letter, _ESCAPED.findall(text)) for text in texts))
    lines = {f"{FAMILY} is a part of {FONTS['latin'].family} by Adobe, with fewer letters and another name.": None}
    for file, (weight,) in faces("latin").items():
        lines |= _written(folder / f"film-sans-{weight}.woff2", file, letters)
    for script, span in _RANGES.items():
        if theirs := {letter for letter in letters if script_of(letter) == script}:
            lines[f"Its letters for other scripts are a part of {FONTS[script].family}, likewise."] = None
            for file, weights in faces(script).items():
                name = f"film-sans-{script}-{weights[0]}.woff2"
                lines |= _written(folder / name, file, theirs)
                rules += [  # one a weight: a face for several would hide the Latin face of each
                    f'@font-face {{ font-family: "{FAMILY}"; src: url("fonts/{name}") format("woff2"); '
                    f"font-weight: {weight}; font-display: swap; unicode-range: {span}; }}\n" for weight in weights
                ]
    (folder / "LICENSE.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return "".join(rules)


def _written(place: Path, file: Path, letters: Iterable[str]) -> dict[str, None]:
    font, lines = _cut(file, "".join(sorted(letters)))
    place.write_bytes(font)
    return dict.fromkeys(lines)


#: It tells of each table what it does, to whoever listens; Manim's log does.
logging.getLogger("fontTools").setLevel(logging.ERROR)


@cache
def _cut(file: Path, letters: str) -> tuple[bytes, tuple[str, ...]]:
    """A face with these letters as WOFF2, and what it says of its license."""
    out = BytesIO()
    with TTFont(file, recalcTimestamp=False) as font:
        names = font["name"]
        lines = tuple(filter(None, map(names.getDebugName, _LICENSE_NAMES)))
        options = Options()
        options.layout_features, options.name_IDs, options.notdef_outline = ["*"], ["*"], True
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        for number, name in _NAMES.items():
            names.setName(name, number, 3, 1, 0x409)
        names.names = [one for one in names.names if one.platformID == 3]
        font.flavor = "woff2"
        font.save(out)
    return out.getvalue(), lines
