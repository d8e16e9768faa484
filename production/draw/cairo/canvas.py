"""A camera that draws the pixels of Manim's Cairo camera, bit for bit, with far less work.

Where stock Manim hands every curve of every shape to Cairo anew in each frame, this camera

- draws nothing when the frame looks as the last one did (ambient motion steps 15 times a
  second, so that in a film of 30 frames a second most come in pairs);
- draws, where little has changed, only the rectangles in which something did, with all that reaches
  into them (:mod:`production.draw.cairo.damage`);
- else keeps the picture of what stands still below the first thing that changes, and goes on from
  there, also from one ``play`` to the next;
- lays out the curves of all changed shapes at once with NumPy (:mod:`production.draw.cairo.outlines`) and
  gives Cairo each shape in one call;
- leaves out what leaves no pixel changed: transparent, without width, beside the frame;
- copies a background only where it is about to be drawn on.

What it cannot draw itself (gradients, images, point clouds, shapes of classes that change how
they are drawn) stock Manim draws, in its place in the draw order. Without cairocffi, or where
that finds another Cairo than pycairo has, stock Manim draws everything; the rest still holds.

Use it as ``CairoRenderer(camera_class=Canvas)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, NamedTuple

import numpy as np
from manim import Mobject
from manim.camera.camera import Camera

from production.draw.cairo.damage import boxes_of_change
from production.draw.cairo.library import CAIRO
from production.draw.cairo.outlines import Outline, OutlineBatch, Window
from production.draw.cairo.patches import CURVES_A_SHAPE, Patch, bounds_of_change, patches_for
from production.draw.cairo.pen import NOTHING, Look, Looks, Pen, Special, look_of

#: So many unfinished pictures are kept to go on from: one below what moves in each frame, one
#: below what moves only in every second.
_KEEPS: Final = 2
#: A picture is kept once drawing up to it costs this many curves or more.
_WORTH_KEEPING: Final = 600
_BYTES_A_CURVE: Final = 96
#: From how many layouts outlines may come before all are laid out anew: each is kept in memory
#: as a whole for as long as one of its outlines is in use.
_BATCHES: Final = 12
#: What copying a whole picture of 1080p costs, in curves.
_COPY: Final = 300
#: A rectangle is drawn with so many more rows, px, which are left out: Cairo may round the first and last otherwise.
_MARGIN: Final = 4
#: Rectangles are drawn where that costs less than this share of drawing the frame.
_CHEAP: Final = 0.6
#: Where what has moved makes up this share of all there is to draw, it is not worth to find out where it was.
_MOSTLY: Final = 0.35


@dataclass
class _Keep:
    """An unfinished picture: a ground with the first looks of a frame drawn on it."""

    ground: np.ndarray
    looks: Looks
    pixels: np.ndarray

    def starts(self, ground: np.ndarray, looks: Looks) -> bool:
        """Whether a picture with these looks may go on from here."""
        return self.ground is ground and self.looks == looks[: len(self.looks)]


class Changed(NamedTuple):
    """A change of a picture: its number, and the rows that may have changed, from ``top`` to before ``bottom``."""

    version: int
    top: int
    bottom: int


class Canvas(Camera):  # type: ignore[misc, unused-ignore]
    """Manim's :class:`~manim.Camera`, faster and with equal pixels.

    Backgrounds and static images handed to it must not be written to afterwards: it remembers
    them by identity. Its :attr:`pixel_array` is read-only for the same reason.

    Attributes
    ----------
    version
        Goes up whenever the pixels may have changed; equal versions are equal pictures.
    shapes_drawn
        How many shapes have been drawn in all, for measuring.
    keeps_below
        Ids of shapes: what lies below the first of them is kept, for whoever looks behind them next.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.version = 0
        self.shapes_drawn = 0
        self._pixels: np.ndarray | None = None
        self._ground: np.ndarray | None = None
        self._waiting = False
        self._shown: Looks | None = None
        self._shown_outlines: list[Outline | None] = []
        self._rows = (0, 0)
        self._keeps: list[_Keep] = []
        self._last_common = 0
        self.keeps_below: frozenset[int] = frozenset()
        self._asked: Looks | None = None
        self._outlines: dict[int, tuple[Look, Outline | None]] = {}
        self._pen: Pen | None = None
        self._patch_pen: Pen | None = None
        self._own_hand = CAIRO is not None
        super().__init__(*args, **kwargs)

    # --- the pixels -------------------------------------------------------------------------

    @property
    def pixel_array(self) -> np.ndarray:
        """The picture as it stands: RGBA, shape (height, width, 4), ``uint8``, read-only."""
        if self._waiting:
            self._begin_with(self._make_room())
            self._asked = self._shown = []
        view = self._picture().view()
        view.flags.writeable = False
        return view

    @pixel_array.setter
    def pixel_array(self, picture: np.ndarray) -> None:
        self.set_pixel_array(picture)

    def reset(self) -> Canvas:
        """Go back to the background; it is laid when it is drawn on or asked for."""
        assert self.background is not None
        self._begin_on(self.background)
        return self

    def set_frame_to_background(self, background: np.ndarray) -> None:
        """Go back to a picture; it is laid when it is drawn on or asked for."""
        self._begin_on(background)

    def set_pixel_array(self, pixel_array: Any, convert_from_floats: bool = False) -> None:
        """As :meth:`manim.Camera.set_pixel_array`; the array stays the caller's."""
        converted = (
            self.convert_pixel_array(pixel_array)
            if convert_from_floats
            else np.array(pixel_array)
        )
        self._begin_on(converted)

    def _begin_on(self, ground: np.ndarray) -> None:
        if self._ground is not ground:
            self._ground = ground
            self._shown = None
        self._waiting = True

    def _make_room(self) -> np.ndarray:
        """The ground to begin on; where no picture of its size is yet, make one."""
        ground = self._ground
        assert ground is not None
        if self._pixels is None or self._pixels.shape != ground.shape:
            self._pixels = np.array(ground, order="C")
            self._shown = None
            self._pen, self._patch_pen, self._keeps, self._outlines = None, None, [], {}
            # Manim finds contexts by the address of their array, which may be given out again.
            self.pixel_array_to_cairo_context.clear()
        return ground

    def _picture(self) -> np.ndarray:
        assert self._pixels is not None, "Manim's camera lays its background before all else"
        return self._pixels

    def _begin_with(self, picture: np.ndarray) -> None:
        """Put the ground, or a picture begun on it, where the frame will be."""
        np.copyto(self._picture(), picture, casting="unsafe")
        self._waiting = False
        self._note_change(0, len(self._picture()))

    def _note_change(self, top: int, bottom: int) -> None:
        """Some rows of the picture are about to change."""
        self.version += 1
        self._rows = (top, bottom)

    @property
    def changed(self) -> Changed:
        """The latest change of the picture."""
        return Changed(self.version, *self._rows)

    # --- what is to be drawn ------------------------------------------------------------------

    def get_mobjects_to_display(
        self,
        mobjects: Iterable[Mobject],
        include_submobjects: bool = True,
        excluded_mobjects: list[Mobject] | None = None,
    ) -> list[Mobject]:
        """As :meth:`manim.Camera.get_mobjects_to_display`, in one walk through all families."""
        if not include_submobjects or excluded_mobjects:
            found: list[Mobject] = super().get_mobjects_to_display(
                mobjects, include_submobjects, excluded_mobjects
            )
            return found
        members: list[Mobject] = []
        for mobject in mobjects:
            _gather(mobject, members, set())
        # Of a thing that is there twice the last place counts.
        once = list(dict.fromkeys(reversed(members)))
        once.reverse()
        if self.use_z_index:
            once.sort(key=attrgetter("z_index"))
        return once

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Draw mobjects on the picture, or only what has changed of them."""
        shapes = self.get_mobjects_to_display(mobjects, **kwargs)
        looks: Looks = [look_of(shape, self.cairo_line_width_multiple) for shape in shapes]
        if self._waiting:
            self._redraw(shapes, looks)
            return
        # On top of whatever there is, as in Manim; what it shows then, nobody remembers.
        self._shown = None
        self._note_change(0, len(self._picture()))
        self._draw(shapes, looks, self._find_outlines(shapes, looks), range(len(shapes)))

    # --- drawing ------------------------------------------------------------------------------

    def _redraw(self, shapes: Sequence[Mobject], looks: Looks) -> None:
        """Draw a frame from its ground up, or from as far up as it is known."""
        ground = self._make_room()
        if self._asked is not None and len(self._asked) == len(looks):
            # The very same object where it is equal: all that compares looks below is done with it at once.
            looks = [was if was == now else now for was, now in zip(self._asked, looks, strict=True)]
        if self._shown is not None and self._asked == looks:
            self._waiting = False
            return
        self._asked = [*looks]
        outlines = self._find_outlines(shapes, looks)
        if self._shown == looks:
            self._waiting = False
            return
        common = _common(self._shown, looks) if self._shown is not None else 0
        self._keeps = [keep for keep in self._keeps if keep.starts(ground, looks)]
        best = max(self._keeps, key=lambda keep: len(keep.looks), default=None)
        start = len(best.looks) if best else 0
        # Drawing from the first change up is kept below, and will cost no more from then on.
        patches = self._patches(looks, outlines, min(_effort(looks[start:]), _effort(looks[common:]) + _COPY) + _COPY)
        self._shown = None  # until all is drawn: an error on the way leaves it unknown
        if patches is not None:
            self._patch(ground, looks, outlines, patches)
        else:
            self._begin_with(best.pixels if best else ground)
            below = next((i for i, shape in enumerate(shapes) if id(shape) in self.keeps_below), 0)
            for stop in sorted({common, self._last_common, below}):
                if start < stop < len(looks) and _effort(looks[start:stop]) >= _WORTH_KEEPING:
                    self._draw(shapes, looks, outlines, range(start, stop))
                    self._keep(_Keep(ground, looks[:stop], self._picture().copy()))
                    start = stop
            self._draw(shapes, looks, outlines, range(start, len(looks)))
            self._last_common = common
        self._shown, self._shown_outlines = looks, outlines

    def _patches(self, looks: Looks, outlines: list[Outline | None], cost: float) -> list[Patch] | None:
        """The rectangles to draw anew, or None where that costs as much as drawing the frame."""
        before = self._shown
        if before is None or not self._own_hand or any(isinstance(look, Special) for look in looks):
            return None
        if len(before) == len(looks):
            moved = [now for was, now in zip(before, looks, strict=True) if was is not now and was != now]
            if _effort(moved) > _MOSTLY * cost:
                return None
        bounds = bounds_of_change(before, self._shown_outlines, looks, outlines)
        if bounds is None:
            return None
        pen, (height, width) = self._ready_pen(), self._picture().shape[:2]
        found = patches_for(boxes_of_change(bounds, pen.scale, pen.shift, (width, height)), outlines, pen)
        # A frame that is drawn as a whole is worth more: what it keeps helps the next ones.
        return found if sum(patch.cost for patch in found) < _CHEAP * cost else None

    def _patch(self, ground: np.ndarray, looks: Looks, outlines: list[Outline | None], patches: list[Patch]) -> None:
        """Draw some rectangles anew, each beside the picture, and then its middle into it."""
        picture = self._picture()
        if self._patch_pen is None:
            self._patch_pen = Pen(np.empty_like(picture), self.get_cairo_context(picture).get_matrix())
        pen = self._patch_pen
        self._waiting = False
        self._note_change(min((p.box.top for p in patches), default=0), max((p.box.bottom for p in patches), default=0))
        for patch in patches:
            pen.pixels[patch.box.rows] = ground[patch.box.rows]
            with pen.between_rows(max(patch.box.top - _MARGIN, 0), min(patch.box.bottom + _MARGIN, len(picture))):
                for i in patch.shapes:
                    look, outline = looks[i], outlines[i]
                    assert outline is not None
                    assert isinstance(look, Look)
                    pen.draw(look, outline)
                    self.shapes_drawn += 1
            picture[patch.box.rows] = pen.pixels[patch.box.rows]
        pen.check()

    def _keep(self, keep: _Keep) -> None:
        self._keeps = [*self._keeps[-(_KEEPS - 1) :], keep]

    def _find_outlines(self, shapes: Sequence[Mobject], looks: Looks) -> list[Outline | None]:
        """Outlines to draw; looks of shapes that turn out to lie beside the frame are cleared."""
        if not self._own_hand:
            return [None] * len(looks)
        window = self._ready_pen().window
        known, self._outlines = self._outlines, {}
        plain = [(i, look) for i, look in enumerate(looks) if isinstance(look, Look)]
        changed: list[tuple[int, Look]] = []
        for i, look in plain:
            before = known.get(id(shapes[i]))
            if before is not None and _same_outline(before[0], look):
                self._outlines[id(shapes[i])] = before
            else:
                changed.append((i, look))
        self._lay_out(shapes, changed, window)
        if len({id(o.batch) for _, o in self._outlines.values() if o}) > _BATCHES:
            self._lay_out(shapes, plain, window)

        found: list[Outline | None] = [None] * len(looks)
        for i, _ in plain:
            found[i] = self._outlines[id(shapes[i])][1]
            if found[i] is None:
                looks[i] = NOTHING
        return found

    def _lay_out(
        self, shapes: Sequence[Mobject], which: Sequence[tuple[int, Look]], window: Window
    ) -> None:
        """Make the outlines of some shapes, given by their places in the draw order."""
        if not which:
            return
        batch = OutlineBatch([x.points for _, x in which], [x.reach for _, x in which], window)
        for (i, look), outline in zip(which, batch.outlines(), strict=True):
            self._outlines[id(shapes[i])] = (look, outline)

    def _draw(
        self, shapes: Sequence[Mobject], looks: Looks, outlines: Sequence[Outline | None], which: range
    ) -> None:
        """Draw some shapes of a frame in order, by our own hand or by Manim's."""
        pen = self._ready_pen() if self._own_hand else None
        for special, run in groupby(which, key=lambda i: isinstance(looks[i], Special)):
            if special or pen is None:
                self._draw_as_manim([shapes[i] for i in run])
                continue
            for i in run:
                look, outline = looks[i], outlines[i]
                if outline is not None and isinstance(look, Look):
                    pen.draw(look, outline)
                    self.shapes_drawn += 1
        if pen is not None:
            pen.check()

    def _draw_as_manim(self, shapes: Sequence[Mobject]) -> None:
        for kind, group in groupby(shapes, self.type_or_raise):
            members = list(group)
            self.display_funcs[kind](members, self._picture())
            self.shapes_drawn += len(members)

    def _ready_pen(self) -> Pen:
        if self._pen is None:
            # Manim's own context knows the matrix, and keeps it even if the frame moves later.
            pixels = self._picture()
            self._pen = Pen(pixels, self.get_cairo_context(pixels).get_matrix())
        return self._pen


def _gather(mobject: Mobject, members: list[Mobject], above: set[int]) -> None:
    """Append a mobject and its family, those with points, in Manim's order."""
    if len(mobject.points) > 0:
        members.append(mobject)
    if mobject.submobjects:
        above.add(id(mobject))
        for part in mobject.submobjects:
            if not part.submobjects:  # most are such: without a call of its own
                if len(part.points) > 0:
                    members.append(part)
            elif id(part) not in above:
                _gather(part, members, above)
        above.remove(id(mobject))


def _same_outline(a: Look, b: Look) -> bool:
    """Whether what was found out of one look's outline holds for the other's."""
    return a.points == b.points and a.reach == b.reach


def _common(before: Looks, now: Looks) -> int:
    """How many looks at the start are the same."""
    for i, (old, new) in enumerate(zip(before, now, strict=False)):
        if old != new:
            return i
    return min(len(before), len(now))


def _effort(looks: Looks) -> int:
    """What drawing these looks costs, in curves."""
    plain = [look for look in looks if isinstance(look, Look)]
    return sum(len(look.points) for look in plain) // _BYTES_A_CURVE + CURVES_A_SHAPE * len(plain)
