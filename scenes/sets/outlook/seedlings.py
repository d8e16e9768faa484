"""Seedlings: what is being studied. A stem grows by the length of its stroke, and two leaves unfold on it.

Lengths in stage px; the origin of a seedling is where it leaves the soil, y up.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VMobject
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box

from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import blank, catmull_rom, contour, fill
from scenes.stage.motion import ease, wobble
from scenes.stage.presence import take_forms
from scenes.stage.style import INK, LEAF, LEAF_BRIGHT, LEAF_OLIVE, SOIL, inked, lighter, mix
from scenes.stage.view import View

_LINE: Final = 3.6
_STEM: Final = (9.5, 6.5)  # half its width at the foot and at the tip
#: A leaf's place on its stem (share of the length), its angle when open (degrees from the right), its size.
_LEAVES: Final = ((0.34, 158.0, 0.94), (0.52, 28.0, 1.08))


def blade(long: float) -> Polygon:
    """A leaf along +x from the origin, a little fuller below its middle line."""
    s = np.linspace(0.0, 1.0, 15)
    wide = 0.26 * long * np.sin(np.pi * s**0.82) ** 0.9
    xy = np.vstack([np.column_stack([s * long, 0.92 * wide]), np.column_stack([s * long, -1.08 * wide])[::-1]])
    return Polygon(xy).buffer(0.012 * long)


class Seedling(Actor):
    """A stem with two leaves, drawn as far as it has grown.

    Parameters
    ----------
    view
        1 px a unit; its origin is the foot.
    height
        Of the grown stem.
    lean
        How far its tip stands beside its foot.
    leaf
        Length of a leaf.
    """

    def __init__(self, view: View, height: float, lean: float, leaf: float, seed: int) -> None:
        super().__init__(view)
        self.seed, self._now = seed, (-1.0, 0.0)
        own = View(view.px_per_nm)
        t = np.linspace(0.0, 1.0, 40)
        bow = 0.07 * height * np.sin(2 * np.pi * t)  # an S that ends upright
        self._way = np.column_stack([lean * (3 * t**2 - 2 * t**3) - bow * np.sign(lean or 1.0), height * t])
        self._stem = [Part(blank(INK)), Part(blank(LEAF)), Part(blank(lighter(LEAF_BRIGHT, 0.22)))]
        form = blade(leaf)
        lit = form.intersection(box(0, 0, 9 * leaf, leaf)).buffer(-2.4)
        rib = LineString([(0.06 * leaf, 0), (0.86 * leaf, 0)]).buffer(1.5)
        self._leaves = [
            [Part(shape) for shape in (
                contour(form, _LINE, INK, own), fill(form, LEAF_BRIGHT, own),
                fill(affinity.scale(lit, 1, up, origin=(0, 0)), lighter(LEAF_BRIGHT, 0.16), own),
                fill(rib, inked(LEAF, 0.42), own),
            )] for up in (-1, 1)
        ]
        self.add(*(part for leaf_parts in self._leaves for part in leaf_parts), *self._stem)
        self.grow(0.0, 0.0)

    @property
    def tip(self) -> tuple[float, float]:
        """Where the grown stem ends."""
        return float(self._way[-1, 0]), float(self._way[-1, 1])

    def grow(self, share: float, time: float) -> None:
        """Grown by a share 0 to 1 of its stroke; what has unfolded moves a little in the air."""
        air = 1.6 * float(wobble(self.seed, 0.4 * time)[0])
        if (share, air) == self._now:
            return
        if share != self._now[0]:
            self._draw_stem(share)
        self._now = (share, air)
        for (place, angle, size), parts in zip(_LEAVES, self._leaves, strict=True):
            open_ = ease(share, place + 0.12, 0.36)
            up = 90.0 + (angle - 90.0) * (0.25 + 0.75 * open_) + air
            if not open_:
                take_forms(*parts)
                continue
            at = np.array(self._way[round(place * (len(self._way) - 1))]) * self.view.unit
            for part in parts:
                part.pose(rotation(np.radians(up)) * size * open_, self.offset() + at)

    def _draw_stem(self, share: float) -> None:
        """The stem up to a share of its length; below a trace of it there is nothing."""
        for part, grow in zip(self._stem, (_LINE, 0.0, None), strict=True):
            part.rest = self._ribbon(share, grow) if share > 0.02 else np.zeros((0, 3))
            part.pose(np.eye(2), self.offset())

    def _ribbon(self, share: float, grow: float | None) -> np.ndarray:
        """Outline of the stem, grown by some px; None is the light along its left side."""
        last = share * (len(self._way) - 1)
        t = np.unique([*np.arange(0, last, 3), *np.linspace(max(last - 4, 0), last, 5)])
        xy = np.column_stack([np.interp(t, np.arange(len(self._way)), self._way[:, i]) for i in (0, 1)])
        along = np.gradient(xy, axis=0)
        off = np.column_stack([-along[:, 1], along[:, 0]]) / np.linalg.norm(along, axis=1, keepdims=True)
        half = np.interp(t, (0, len(self._way) - 1), _STEM)[:, None] * min(1.0, 0.55 + 0.45 * share)
        before = np.linalg.norm(xy[-1] - xy, axis=1)[:, None]  # px to its tip, which is a bud
        half = half * np.sqrt(np.clip((before + 2) / 16, 0.1, 1))
        if grow is None:
            left, right = xy + 0.62 * half * off, xy + 0.12 * half * off
        else:
            left, right = xy + (half + grow) * off, xy - (half + grow) * off
        ring = np.vstack([left, right[::-1]])
        return catmull_rom(np.column_stack([ring, np.zeros(len(ring))]) * self.view.unit)


def mound(view: View, wide: float) -> list[VMobject]:
    """A heap of soil with its top at the origin, lit from the left."""
    x = np.linspace(-1.0, 1.0, 33)
    dome, foot = np.exp(-3.2 * np.abs(x) ** 2.4), -0.16 * np.sqrt(np.maximum(1 - x**2, 0))
    high = 0.15 * wide
    top = np.column_stack([x * wide / 2, high * (dome - 1.0)])
    low = np.column_stack([x * wide / 2, high * (foot - 1.0 + np.exp(-3.2))])[::-1]
    body = Polygon(np.vstack([top, low])).buffer(0)
    lit = body.intersection(affinity.translate(body, -0.06 * wide, -0.02 * wide)).buffer(-3.0)
    lit = lit.intersection(affinity.translate(body, -0.20 * wide, 0.03 * wide))
    flat = affinity.scale(Point(0, 0).buffer(1.0), 0.5 * wide, 0.05 * wide)
    shadow = affinity.translate(flat, 0.05 * wide, -1.08 * high)
    spots = ((-0.16, 0.52), (0.10, 0.62), (0.24, 0.9), (-0.3, 0.88))
    clods = [Point(across * wide, -down * high).buffer(0.014 * wide) for across, down in spots]
    return [
        fill(shadow, inked(SOIL, 0.15), view), contour(body, 2.4, inked(SOIL, 0.44), view),
        fill(body, inked(SOIL, 0.16), view), fill(lit, inked(SOIL, 0.06), view),
        *(fill(clod, inked(SOIL, 0.28), view) for clod in clods),
    ]


def withered(view: View, size: float) -> list[VMobject]:
    """A sprout that has dried: bent over, its one leaf hanging."""
    dry = mix(LEAF_OLIVE, SOIL, 0.35)
    way = np.array([(0, 0), (-4, 22), (2, 46), (18, 60), (34, 54), (42, 36)]) * size / 60
    stem = LineString(way).buffer(3.4 * size / 60)
    leaf = affinity.translate(affinity.rotate(blade(0.62 * size), -104, origin=(0, 0)), *way[-1])
    low = affinity.translate(affinity.rotate(blade(0.5 * size), 196, origin=(0, 0)), *way[1])
    both = shapely.union_all([stem, leaf, low])
    return [contour(both, 3.0, inked(dry, 0.62), view), fill(both, dry, view), fill(stem, inked(dry, 0.2), view)]
