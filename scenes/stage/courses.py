"""Courses: values and views that change at times the story sets, readable at any time.

A course knows only what has been laid out so far, as a list of changes; it keeps no state that
depends on which frames were drawn.
"""

from __future__ import annotations

import numpy as np

from scenes.stage.motion import ease
from scenes.stage.view import View


class Course:
    """A number that eases from value to value.

    Parameters
    ----------
    value
        What it is before the first change.
    """

    def __init__(self, value: float) -> None:
        self.changes: list[tuple[float, float, float]] = [(-np.inf, 0.0, value)]

    def to(self, value: float, start: float, over: float) -> float:
        """Change to a value from a time on (s), over so many seconds; returns when it is there."""
        self.changes.append((start, over, value))
        return start + over

    def at(self, time: float) -> float:
        """The value at a time (s). A change that begins before another ends takes over from it."""
        value = self.changes[0][2]
        for i, (start, over, target) in enumerate(self.changes[1:], start=1):
            if time < start:
                break
            stop = self.changes[i + 1][0] if i + 1 < len(self.changes) else np.inf
            share = ease(min(time, stop), start, over) if over > 0 else 1.0
            value += (target - value) * share
        return value


class Camera:
    """Views the story looks from: a visible zoom leads from one to the next."""

    def __init__(self, view: View) -> None:
        self.changes: list[tuple[float, float, View]] = [(-np.inf, 0.0, view)]

    def to(self, view: View, start: float, over: float) -> float:
        """Go to another view from a time on (s), over so many seconds; returns the end."""
        self.changes.append((start, over, view))
        return start + over

    def at(self, time: float) -> View:
        """The view at a time (s)."""
        view = self.changes[0][2]
        for start, over, target in self.changes[1:]:
            if time < start:
                break
            view = between(view, target, ease(time, start, over))
        return view


def between(a: View, b: View, share: float) -> View:
    """A view on the way from one to another (share 0-1).

    The scale changes by equal factors in equal times, and one place of the picture stays put:
    it is a zoom, not a zoom and a slide.
    """
    if share <= 0 or a == b:
        return a
    if share >= 1:
        return b
    scale = a.px_per_nm * (b.px_per_nm / a.px_per_nm) ** share
    change = b.px_per_nm - a.px_per_nm
    moved = share if abs(change) < 1e-6 else (scale - a.px_per_nm) / change
    x, y = (p + (q - p) * moved for p, q in zip(a.origin, b.origin, strict=True))
    return View(scale, (x, y))


__all__ = ["Camera", "Course", "between"]
