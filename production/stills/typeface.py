"""The film's typeface for pictures that are not part of the film."""

from __future__ import annotations

from functools import cache

from fontTools.ttLib import TTFont
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


@cache
def bearing(letter: str, face: str) -> float:
    """What lies between the start of a letter's pen and its ink, em; nothing where the face lacks it."""
    with TTFont(font_file(face)) as font:
        name = font.getBestCmap().get(ord(letter))
        return float(font["hmtx"][name][1] / font["head"].unitsPerEm) if name else 0.0
