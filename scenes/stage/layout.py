"""Where things go: zones of the picture for each shape, and the two units.

The stage has two units. *Stage px*: the picture's short side is 1080 px, origin at the
upper left corner, y down (as in a layout program). *Manim units* (u): origin in the
middle, y up; 135 px are 1 u in every shape and quality, so a drawing never depends on
the size of the file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar

import numpy as np

from scenes.script.errors import FilmError
from scenes.script.language.typography import is_rtl
from scenes.script.mistakes import mistake
from scenes.script.toml_file import no_such
from scenes.stage.style import TYPE, TypeSizes

PX_PER_UNIT: Final = 135.0

T = TypeVar("T")

Point = np.ndarray
"""A point in Manim units, shape (3,)."""

Place = tuple[float, float]
"""A place in a plan: stage px, y down, unless its owner says otherwise."""

_SIZE: Final = {"landscape": (1920, 1080), "portrait": (1080, 1920), "square": (1080, 1080)}


def u(px: float) -> float:
    """Stage px to Manim units."""
    return px / PX_PER_UNIT


@dataclass(frozen=True)
class Box:
    """An upright rectangle in stage px: x to the right, y down."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in px."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in px."""
        return self.bottom - self.top

    @property
    def center(self) -> tuple[float, float]:
        """Middle of the box, (x, y) in px."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def inset(self, px: float) -> Box:
        """The box made smaller (or, negative, larger) by ``px`` on each side."""
        return Box(self.left + px, self.top + px, self.right - px, self.bottom - px)

    def at_corner(self, left: float, top: float) -> Box:
        """A box of the same size elsewhere."""
        return Box(left, top, left + self.width, top + self.height)

    def contains(self, other: Box, slack: float = 0.5) -> bool:
        """Whether ``other`` lies inside, give or take ``slack`` px."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two boxes share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Point at a share of the box: (0, 0) upper left, (1, 1) lower right; px."""
        return self.left + x * self.width, self.top + y * self.height


class NoSuchZoneError(FilmError, AttributeError):
    """A zone that does not exist."""


@dataclass(frozen=True)
class Zones:
    """The zones of one shape, all in stage px.

    Attributes
    ----------
    frame, safe
        The whole picture, and the picture less 5 % on every side.
    title
        Where number, name and subtitle stand; molecules stay out.
    picture
        Where meaning may be drawn: below the title, above the caption band. Art may
        bleed past its sides, text may not.
    full_picture
        From the top safe edge to the caption band: for pictures that share their upper
        part with the title.
    caption
        The lowest 18 %, kept free of meaning for captions.
    gutter_left, gutter_right
        Columns beside the picture's middle that labels use first.
    scale_bar, footer
        Lower right and lower left corner of the picture, above the captions.
    type
        Type sizes of this shape.
    rtl
        Whether what is written in it is read from right to left. What is drawn has no such direction.
    """

    shape: str
    frame: Box
    safe: Box
    title: Box
    picture: Box
    full_picture: Box
    caption: Box
    gutter_left: Box
    gutter_right: Box
    scale_bar: Box
    footer: Box
    title_baseline: float
    subtitle_baseline: float
    type: TypeSizes
    rtl: bool = False

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> NoReturn:
            raise NoSuchZoneError(mistake(no_such("zone", name, [field.name for field in fields(self)])))

    @property
    def frame_units(self) -> tuple[float, float]:
        """Width and height of the picture in Manim units."""
        return u(self.frame.width), u(self.frame.height)

    @property
    def begin(self) -> float:
        """Which end of a line stands where it begins: its left one, 0, or its right one, 1."""
        return 1.0 if self.rtl else 0.0

    def along(self, box: Box, px: float = 0.0) -> float:
        """X (px) of what stands ``px`` from the beginning of lines in a box."""
        return box.right - px if self.rtl else box.left + px

    def point(self, x: float, y: float) -> Point:
        """Stage px (y down, origin upper left) to a point in Manim units."""
        return np.array([u(x - self.frame.width / 2), u(self.frame.height / 2 - y), 0.0])

    def farthest(self, point: Point) -> float:
        """How far (px) the picture reaches from a point in Manim units, to its farthest corner."""
        across, along = abs(float(point[0])) * PX_PER_UNIT, abs(float(point[1])) * PX_PER_UNIT
        return math.hypot(across + self.frame.width / 2, along + self.frame.height / 2)

    def px(self, point: Point) -> tuple[float, float]:
        """A point in Manim units to stage px."""
        return (
            float(point[0]) * PX_PER_UNIT + self.frame.width / 2,
            self.frame.height / 2 - float(point[1]) * PX_PER_UNIT,
        )

    def pick(self, landscape: T, portrait: T, square: T) -> T:
        """The one of three values that belongs to this shape."""
        return {"landscape": landscape, "portrait": portrait, "square": square}[self.shape]


def zones(shape: str, language: str = "en") -> Zones:
    """Compute the zones of a shape (``landscape``, ``portrait`` or ``square``) for words in a language."""
    width, height = _SIZE[shape]
    frame = Box(0, 0, width, height)
    safe = Box(0.05 * width, 0.05 * height, 0.95 * width, 0.95 * height)
    caption = Box(0, 0.82 * height, width, height)
    type_ = TYPE[shape]
    baseline = {"landscape": 122.0, "portrait": 186.0, "square": 122.0}[shape]
    step = {"landscape": 68.0, "portrait": 84.0, "square": 68.0}[shape]
    title_bottom = baseline + step + {"landscape": 24, "portrait": 108, "square": 24}[shape]
    # Only the wide picture has room for anything beside its title.
    title_right = safe.left + 0.62 * width if shape == "landscape" else safe.right
    picture = Box(safe.left, title_bottom, safe.right, caption.top)
    gutter = 0.22 * width
    return Zones(
        shape=shape,
        frame=frame,
        safe=safe,
        title=Box(safe.left, safe.top, title_right, title_bottom),
        picture=picture,
        full_picture=Box(safe.left, safe.top, safe.right, caption.top),
        caption=caption,
        gutter_left=Box(safe.left, title_bottom, safe.left + gutter, caption.top),
        gutter_right=Box(safe.right - gutter, title_bottom, safe.right, caption.top),
        scale_bar=Box(safe.right - 0.24 * width, caption.top - 96, safe.right, caption.top - 20),
        footer=Box(safe.left, caption.top - 76, safe.left + 0.4 * width, caption.top - 20),
        title_baseline=baseline,
        subtitle_baseline=baseline + step,
        type=type_,
        rtl=is_rtl(language),
    )
