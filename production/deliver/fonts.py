"""The film's typeface for pages: as many letters as the pages need, as WOFF2, under a name of its own.

Source Sans is Adobe's, under the SIL Open Font License 1.1, which reserves the name "Source" for the unchanged fonts:
what is cut down is called Film Sans, and carries Adobe's copyright line and license.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from scenes.script.font import font_file

FAMILY: Final = "Film Sans"
WEIGHTS: Final = {400: "Regular", 600: "Semibold", 700: "Bold", 900: "Black"}
#: Letters that every page may come to need, whatever its words: printable ASCII, and some signs.
_ALWAYS: Final = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0–—‘’“”…·×±≥≤→←°µ′"
_NAMES: Final = {1: FAMILY, 4: FAMILY, 16: FAMILY, 6: "FilmSans"}
_LICENSE_NAMES: Final = (0, 7, 13, 14)


def write_fonts(folder: Path, texts: Iterable[str]) -> None:
    """Write ``film-sans-<weight>.woff2`` with the letters of these texts, and ``LICENSE.txt``."""
    folder.mkdir(parents=True)
    letters = "".join(sorted({*_ALWAYS}.union(*texts)))
    lines: dict[str, None] = {}
    for weight, face in WEIGHTS.items():
        font, license_lines = _cut(face, letters)
        (folder / f"film-sans-{weight}.woff2").write_bytes(font)
        lines |= dict.fromkeys(license_lines)
    told = f"{FAMILY} is a part of Source Sans Pro by Adobe, with fewer letters and another name.\n\n"
    (folder / "LICENSE.txt").write_text(told + "\n\n".join(lines) + "\n", encoding="utf-8", newline="\n")


#: It tells of each table what it does, to whoever listens; Manim's log does.
logging.getLogger("fontTools").setLevel(logging.WARNING)


@cache
def _cut(face: str, letters: str) -> tuple[bytes, tuple[str, ...]]:
    """A face with these letters as WOFF2, and what it says of its license."""
    out = BytesIO()
    with TTFont(font_file(face), recalcTimestamp=False) as font:
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
