"""What has changed between two frames, shape by shape, and what it takes to draw only that anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from production.draw.cairo.damage import PixelBox, moved_curves
from production.draw.cairo.outlines import Outline
from production.draw.cairo.pen import Look, Looks, Nothing, Pen, Special

#: What drawing a shape costs besides its curves, in curves.
CURVES_A_SHAPE: Final = 8
#: What a shape costs in a rectangle that it only touches, as a share of what it costs as a whole.
_TOUCHED: Final = 0.25
#: Of forms with more curves than this, it is found out which curves have moved.
_MANY: Final = 40


class Patch(NamedTuple):
    """A rectangle to draw anew.

    Attributes
    ----------
    shapes
        Places in the draw order of all shapes that reach into it.
    cost
        What drawing it takes, in curves.
    """

    box: PixelBox
    shapes: list[int]
    cost: float


def bounds_of_change(
    before: Looks, old: Sequence[Outline | None], looks: Looks, new: Sequence[Outline | None]
) -> list[np.ndarray] | None:
    """Bounds (low x and y, high x and y) of all that may differ between two frames; None where that is not known.

    Parameters
    ----------
    before, old
        Looks and outlines of the frame before.
    looks, new
        Those of this one.
    """
    first = 0
    last_before, last = len(before), len(looks)
    if last != last_before:  # something came or went: what is above and below may be as it was
        shorter = min(last, last_before)
        while first < shorter and before[first] == looks[first]:
            first += 1
        while min(last, last_before) > first and before[last_before - 1] == looks[last - 1]:
            last, last_before = last - 1, last_before - 1
        if any(isinstance(look, Special) for look in before[first:last_before]):
            return None
        return [o.bounds for o in (*old[first:last_before], *new[first:last]) if o is not None]
    bounds = []
    for was, now, here, there in zip(before, looks, old, new, strict=True):
        if was is now or was == now:
            continue
        if isinstance(was, Special):
            return None
        bounds += _bounds_of_shape(was, now, here, there)
    return bounds


def _bounds_of_shape(
    was: Look | Nothing, now: Look | Nothing | Special, here: Outline | None, there: Outline | None
) -> list[np.ndarray]:
    """Bounds of what may differ of one shape: all of it, or the rows of those curves that have moved."""
    if isinstance(was, Look) and isinstance(now, Look) and here and there and here.curves == there.curves > _MANY:
        # Edges that are only implied, where a filled path is not closed, move without a curve.
        closed = now.fill is None or (here.rings and there.rings)
        if closed and was[1:] == now[1:]:
            return [moved_curves(was.points, now.points, np.stack([here.bounds, there.bounds]), now.reach)]
    return [outline.bounds for outline in (here, there) if outline is not None]


def patches_for(boxes: Sequence[PixelBox], outlines: Sequence[Outline | None], pen: Pen) -> list[Patch]:
    """What is to be drawn in each rectangle."""
    there = [i for i, outline in enumerate(outlines) if outline is not None]
    shown = [outline for outline in outlines if outline is not None]
    if not shown:
        return [Patch(box, [], 0.0) for box in boxes]
    corners = np.array([outline.bounds for outline in shown]).reshape(-1, 2, 2) * pen.scale + pen.shift
    low, high = corners.min(axis=1) - 1, corners.max(axis=1) + 1
    curves = np.array([outline.curves for outline in shown])
    height = high[:, 1] - low[:, 1]
    found = []
    for box in boxes:
        start, end = np.maximum(low, (box.left, box.top)), np.minimum(high, (box.right, box.bottom))
        which = np.flatnonzero((end > start).all(axis=1))
        share = (end - start)[which, 1] / height[which]
        cost = (curves[which] * (_TOUCHED + (1 - _TOUCHED) * share) + CURVES_A_SHAPE).sum()
        found.append(Patch(box, [there[i] for i in which], float(cost)))
    return found
