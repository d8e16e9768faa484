"""The film's typeface for pictures that are not part of the film."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

from scenes.script.font import font_file


@cache
def typeface(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Source Sans Pro in a face (``Regular``, ``Semibold``, ``Bold``), ``size`` px high.

    Raises
    ------
    FilmError
        The package that carries the font is not installed.
    """
    return ImageFont.truetype(str(font_file(face)), size)
