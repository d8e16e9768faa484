"""A scene as SVG: the shapes that the film's own pen draws, one path each, words as text that can be translated.

The units are stage pixels (1920 by 1080 where the picture is wide). What the pen leaves to Manim (gradients, pictures)
has no like here: such a frame is not written at all, rather than with a loss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from production.draw.cairo.pen import Look, Special, Stroke, look_of
from production.stills.typeface import bearing
from scenes.script.font import FONTS
from scenes.script.language.typography import directed, script_of
from scenes.stage.layout import PX_PER_UNIT, Zones
from scenes.stage.words import Words

_JOINS: Final = ("miter", "round", "bevel")
_CAPS: Final = ("butt", "round", "square")
_WEIGHTS: Final = {"regular": 400, "semibold": 600, "bold": 700, "black": 900}
#: A name with a digit is none to CSS without quotes; and faces have had other names.
_FACES: Final = dict.fromkeys((
    FONTS["latin"].family, "Source Sans 3", "Source Sans Pro", FONTS["arabic"].family, FONTS["han"].family,
    "Noto Sans SC",
))
_FAMILY: Final = "".join(f"'{name}', " for name in _FACES) + "sans-serif"
#: The film's letters are sized by capitals of 0.66 em [`scenes.stage.words`]; those of the face are 0.656 em high.
_EM: Final = 0.66 / 0.656
#: Letters as they are drawn, wherever they come to stand, and as in the film each by itself.
_LETTERS: Final = 'text-rendering="geometricPrecision" style="font-variant-ligatures:none"'
#: Cairo and SVG end miters elsewhere if not told.
_MITER: Final = 10
#: Points of one curve's end and the next one's start that are one for Manim.
_NEAR: Final = 1e-5


@dataclass(frozen=True)
class Drawing:
    """A scene as SVG; ``text`` is empty where it cannot be without loss, and ``lost`` says what would be."""

    text: str
    lost: str


def svg_of(shapes: Sequence[Any], zones: Zones, line_width: float, ground: str, title: str, seen: str) -> Drawing:
    """Shapes in draw order as SVG.

    Parameters
    ----------
    line_width
        Manim units that a stroke width of 1 takes.
    ground
        Color of the ground, as hex.
    title, seen
        Its name, and its alternative text.
    """
    lines: list[str] = []
    width, height = zones.frame.width, zones.frame.height
    for shape in shapes:
        look = look_of(shape, line_width)
        if isinstance(look, Special):
            return Drawing("", f"{type(shape).__name__} is no plain shape")
        if isinstance(look, Look):
            lines.extend(_drawn(shape, look, width, height))
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
            f"font-family={quoteattr(_FAMILY)} {_LETTERS}>")
    told = f"<title>{escape(title)}</title>\n<desc>{escape(seen)}</desc>"
    back = f'<rect width="{width:g}" height="{height:g}" fill="{ground}"/>'
    return Drawing("\n".join((head, told, back, *lines, "</svg>", "")), "")


def _drawn(shape: Any, look: Look, width: float, height: float) -> Iterator[str]:
    points = np.frombuffer(look.points).reshape(-1, 3)[:, :2] * (PX_PER_UNIT, -PX_PER_UNIT) + (width / 2, height / 2)
    reach = look.reach * PX_PER_UNIT
    low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
    if high[0] < 0 or high[1] < 0 or low[0] > width or low[1] > height:
        return  # beside the frame
    if isinstance(shape, Words) and look.fill and (line := _as_text(shape, look.fill, width, height)):
        yield line
        return
    path = _path(points.reshape(-1, 4, 2))
    if look.under:
        yield f'<path d="{path}" fill="none"{_stroke(look.under)}/>'
    if look.fill or look.over:
        fill = _paint("fill", look.fill) if look.fill else ' fill="none"'
        yield f'<path d="{path}"{fill}{_stroke(look.over) if look.over else ""}/>'


def _as_text(words: Words, fill: tuple[float, ...], width: float, height: float) -> str:
    """A line of words as text, where it stands as it was set: moved, but neither turned nor scaled."""
    moved = words.points - words._rest
    if not words.text or np.ptp(moved, axis=0).max() > _NEAR:
        return ""
    x, y = moved[0, 0] * PX_PER_UNIT + width / 2, height / 2 - moved[0, 1] * PX_PER_UNIT
    size, script = words.size * _EM, script_of(words.text)
    if script == "latin":  # the film puts the ink of the first letter there, a text where its pen begins
        x -= bearing(words.text[0], words.weight.capitalize()) * size
    (text,) = directed([words.text])
    way = ' direction="rtl" text-anchor="end"' if script == "arabic" else ""
    return (f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:.5g}" font-weight="{_WEIGHTS[words.weight]}"'
            f"{way}{_paint('fill', fill)}>{escape(text)}</text>")


def _path(curves: np.ndarray) -> str:
    """Cubic curves, shape (n, 4, 2), as path data; a part that ends where it begins is closed."""
    breaks = np.flatnonzero(np.abs(curves[1:, 0] - curves[:-1, 3]).max(axis=1) > _NEAR * PX_PER_UNIT) + 1
    parts = []
    for part in np.split(curves, breaks):
        steps = "".join(f"C{_numbers(curve[1:])}" for curve in part)
        closed = np.abs(part[-1, 3] - part[0, 0]).max() <= _NEAR * PX_PER_UNIT
        parts.append(f"M{_numbers(part[0, :1])}{steps}{'Z' if closed else ''}")
    return "".join(parts)


def _numbers(points: np.ndarray) -> str:
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in points.ravel())


def _paint(what: str, color: tuple[float, ...]) -> str:
    """A color as Cairo has it here (blue, green, red, alpha) as attributes."""
    blue, green, red, alpha = color
    clear = "" if alpha >= 1 else f' {what}-opacity="{alpha:.3g}"'
    return f' {what}="#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"{clear}'


def _stroke(stroke: Stroke) -> str:
    join = f' stroke-linejoin="{_JOINS[stroke.join]}"' + (f' stroke-miterlimit="{_MITER}"' if not stroke.join else "")
    cap = f' stroke-linecap="{_CAPS[stroke.cap]}"' if stroke.cap else ""
    return f'{_paint("stroke", stroke.color)} stroke-width="{stroke.width * PX_PER_UNIT:.3g}"{join}{cap}'
