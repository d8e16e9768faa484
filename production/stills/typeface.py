"""The film's typeface for pictures that are not part of the film."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

from scenes.script.errors import FilmError


@cache
def typeface(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Source Sans Pro in a face (``Regular``, ``Semibold``, ``Bold``), ``size`` px high.

    Raises
    ------
    FilmError
        The package that carries the font is not installed.
    """
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise FilmError("The font is missing: run `make setup` (package font-source-sans-pro).")
    file = Path(spec.origin).parent / "files" / f"SourceSansPro-{face}.ttf"
    if not file.is_file():
        raise FilmError(f"The font file {file.name} is missing: run `make setup`.")
    return ImageFont.truetype(str(file), size)
