"""What a shape looks like, as a value, and a pen that draws it as Manim would.

A look holds everything that the pixels of a shape depend on, by value: a frame in which no look
has changed is the same picture, however the shapes came to look so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final, NamedTuple

import cairo
import numpy as np
from manim import VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

from production.draw.cairo.library import CAIRO
from production.draw.cairo.outlines import Outline, Window

#: Methods through which Manim's camera asks a shape how to draw it.
_ASKED: Final = (
    "get_fill_rgbas",
    "get_stroke_rgbas",
    "get_stroke_width",
    "get_background_image",
    "get_subpath_split_indices_from_points",
    "consider_points_equals_2d",
)

#: Pixels that fit Cairo's fixed-point numbers (24 bits before the point), with room to spare.
_FAR: Final = 4e6
#: Cairo ends a miter at this many times half the stroke's width.
_MITER: Final = 10


class Stroke(NamedTuple):
    """One stroke of a shape: color as Cairo wants it, width in Manim units, join and cap."""

    color: tuple[float, ...]
    width: float
    join: int
    cap: int


class Look(NamedTuple):
    """Everything that the pixels of a plain shape depend on.

    Attributes
    ----------
    points
        Bytes of the points: float64, shape (4 n, 3).
    fill
        Color as Cairo wants it, or None where there is nothing to fill.
    under, over
        Strokes below and above the fill.
    reach
        How far ink may lie from the outline, in Manim units.
    """

    points: bytes
    fill: tuple[float, ...] | None
    under: Stroke | None
    over: Stroke | None
    reach: float


class Nothing:
    """The look of a shape that leaves no pixel changed."""


class Special:
    """The look of a shape that only Manim knows how to draw; never equal to another."""


NOTHING: Final = Nothing()

Looks = list[Look | Nothing | Special]
"""How the shapes of a frame look, in draw order."""


@cache
def _asks_as_usual(kind: type[Any]) -> bool:
    """Whether a class leaves alone all the methods that we read past."""
    return issubclass(kind, VMobject) and all(
        getattr(kind, name) is getattr(VMobject, name) for name in _ASKED
    )


def look_of(shape: Any, width_multiple: float) -> Look | Nothing | Special:
    """How a shape of any kind looks now.

    Parameters
    ----------
    width_multiple
        Manim units that a stroke width of 1 takes.
    """
    if (
        not _asks_as_usual(shape.__class__)
        or shape.background_image
        or shape.n_points_per_cubic_curve != 4
        or shape.tolerance_for_point_equality != 1e-6
    ):
        return Special()
    points, fills = shape.points, shape.get_fill_rgbas()
    if len(points) == 0:
        return NOTHING
    if len(fills) != 1 or len(points) % 4 or points.dtype != np.float64:
        return Special()
    under = over = None
    reach = 0.0
    if shape.background_stroke_width or shape.stroke_width:
        if len(shape.get_stroke_rgbas(True)) != 1 or len(shape.get_stroke_rgbas()) != 1:
            return Special()
        under = _stroke(shape, True, width_multiple)
        over = _stroke(shape, False, width_multiple)
        reach = max(_MITER * stroke.width / 2 if stroke else 0.0 for stroke in (under, over))
    red, green, blue, alpha = fills[0].tolist()
    # Manim's pixels are RGBA where Cairo's are BGRA, so red and blue change places.
    fill = None if alpha <= 0 else (blue, green, red, alpha)
    if fill is None and under is None and over is None:
        return NOTHING
    return Look(points.tobytes(), fill, under, over, reach)


def _stroke(shape: VMobject, background: bool, width_multiple: float) -> Stroke | None:
    width = float(shape.get_stroke_width(background))
    red, green, blue, alpha = shape.get_stroke_rgbas(background)[0].tolist()
    if width == 0 or alpha <= 0:
        return None
    join, cap = LINE_JOIN_MAP[shape.joint_type], CAP_STYLE_MAP[shape.cap_style]
    return Stroke((blue, green, red, alpha), width * width_multiple, int(join), int(cap))


class Pen:
    """Draws looks on a pixel array.

    Parameters
    ----------
    pixels
        Shape (height, width, 4), ``uint8``; drawn on in place.
    matrix
        From Manim units to pixels, as Manim's camera has it.
    """

    def __init__(self, pixels: np.ndarray, matrix: cairo.Matrix) -> None:
        self.pixels = pixels
        height, width = pixels.shape[:2]
        surface = CAIRO.ImageSurface.create_for_data(
            pixels.reshape(-1).data, CAIRO.FORMAT_ARGB32, width, height
        )
        self._context = CAIRO.Context(surface)
        self._context.set_matrix(
            CAIRO.Matrix(matrix.xx, matrix.yx, matrix.xy, matrix.yy, matrix.x0, matrix.y0)
        )
        self._pointer = self._context._pointer
        self._matrix = self._context.get_matrix()
        #: From Manim units to pixels: factors and offsets of x and y.
        self.scale, self.shift = np.array([matrix.xx, matrix.yy]), np.array([matrix.x0, matrix.y0])
        # A pixel of margin, for Cairo rounds to 1/256 of one; rows count downward.
        self.window = Window(
            left=(-1 - matrix.x0) / matrix.xx,
            bottom=(height + 1 - matrix.y0) / matrix.yy,
            right=(width + 1 - matrix.x0) / matrix.xx,
            top=(-1 - matrix.y0) / matrix.yy,
            far=_FAR / max(abs(matrix.xx), abs(matrix.yy)),
        )

    def draw(self, look: Look, outline: Outline) -> None:
        """Draw one shape: stroke below, fill, stroke above."""
        library, context = CAIRO.cairo, self._pointer
        library.cairo_append_path(context, outline.path)
        if look.under is not None:
            self._stroke(look.under)
        if look.fill is not None:
            library.cairo_set_source_rgba(context, *look.fill)
            library.cairo_fill_preserve(context)
        if look.over is not None:
            self._stroke(look.over)
        library.cairo_new_path(context)

    @contextmanager
    def between_rows(self, top: int, bottom: int) -> Iterator[None]:
        """Draw nothing but these rows of pixels.

        Cairo would round otherwise here and there if columns were left out as well: how it finds the coverage of
        a row depends on all edges in that row.
        """
        context = self._context
        context.save()
        context.identity_matrix()
        context.rectangle(0, top, self.pixels.shape[1], bottom - top)
        context.clip()
        context.set_matrix(self._matrix)
        try:
            yield
        finally:
            context.restore()

    def check(self) -> None:
        """Raise what Cairo found wrong since the last check, if anything.

        Raises
        ------
        CairoError
            Cairo is in an error state, in which it draws no more.
        """
        self._context._check_status()

    def _stroke(self, stroke: Stroke) -> None:
        library, context = CAIRO.cairo, self._pointer
        library.cairo_set_source_rgba(context, *stroke.color)
        library.cairo_set_line_width(context, stroke.width)
        library.cairo_set_line_join(context, stroke.join)
        library.cairo_set_line_cap(context, stroke.cap)
        library.cairo_stroke_preserve(context)
