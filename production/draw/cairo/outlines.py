"""Outlines of shapes in the form in which Cairo takes a whole path at once.

Manim hands Cairo one curve at a time. Here the curves of all shapes that changed since the
last frame are laid out by NumPy in one buffer of Cairo's own path format, and each shape costs
a single call. Which curves belong together and which rings are closed follows Manim's rules to
the letter, so that the pixels are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from production.draw.cairo.library import CAIRO

#: Manim's rule for two anchors being one: ``abs(a - b) <= _APART + _SHARE * abs(b)``.
#: The first is the default of ``VMobject.tolerance_for_point_equality``, the second NumPy's.
_APART: Final = 1e-6
_SHARE: Final = 1e-5
_BYTES_A_CURVE: Final = 4 * 3 * 8

#: What a curve takes in the buffer, in elements of Cairo's path format: a head and a point to
#: start at, a head and three points of the curve, and a head that closes the ring.
_SLOTS: Final = 7


class Window(NamedTuple):
    """What of the plane is in the picture, in Manim units.

    Attributes
    ----------
    far
        Coordinates beyond this may not fit Cairo's fixed-point numbers. A shape that goes so
        far is drawn, whatever comes of it in Manim.
    """

    left: float
    bottom: float
    right: float
    top: float
    far: float

    def beside(self, low: np.ndarray, high: np.ndarray, reach: np.ndarray) -> np.ndarray:
        """Which boxes leave no ink in the picture.

        Parameters
        ----------
        low, high
            Lower left and upper right corners, shape (n, 2).
        reach
            How far ink may lie from each box, shape (n,).
        """
        out = (
            (high[:, 0] + reach < self.left)
            | (low[:, 0] - reach > self.right)
            | (high[:, 1] + reach < self.bottom)
            | (low[:, 1] - reach > self.top)
        )
        near = (low > -self.far).all(axis=1) & (high < self.far).all(axis=1)
        return np.asarray(out & near)


class Outline(NamedTuple):
    """One shape's path.

    Attributes
    ----------
    path
        ``cairo_path_t *``.
    batch
        Holds the memory that ``path`` points into.
    bounds
        Low x and y, high x and y of all its ink, in Manim units, shape (4,).
    curves
        How many it has.
    rings
        Whether they make nothing but closed rings.
    """

    path: Any
    batch: OutlineBatch
    bounds: np.ndarray
    curves: int
    rings: bool


class OutlineBatch:
    """The paths of several shapes, laid out together.

    Parameters
    ----------
    points
        For each shape the bytes of its points: float64, shape (4 n, 3) with n > 0.
    reaches
        For each shape how far its ink may lie from its outline, in Manim units.
    window
        What is in the picture.
    """

    def __init__(
        self, points: Sequence[bytes], reaches: Sequence[float], window: Window
    ) -> None:
        curves = np.frombuffer(b"".join(points)).reshape(-1, 4, 3)
        counts = np.fromiter(map(len, points), np.intp, len(points)) // _BYTES_A_CURVE
        firsts = np.cumsum(counts) - counts
        self._buffer, rings = _laid_out(curves[:, :, :2], firsts)
        self._list = self._paths(firsts, counts)
        rows = curves.reshape(-1, 12)
        low = np.minimum.reduceat(rows, firsts).reshape(-1, 4, 3).min(axis=1)
        high = np.maximum.reduceat(rows, firsts).reshape(-1, 4, 3).max(axis=1)
        # Manim draws nothing at all of a shape with a coordinate that is no number, and such
        # a one shows as a bound that is none.
        sound = np.isfinite(low).all(axis=1) & np.isfinite(high).all(axis=1)
        beside = window.beside(low[:, :2], high[:, :2], np.array(reaches))
        self._shows = (sound & ~beside).tolist()
        reach = np.array(reaches)[:, None]
        self._bounds = np.concatenate([low[:, :2] - reach, high[:, :2] + reach], axis=1)
        self._counts, self._rings = counts.tolist(), rings.tolist()

    def outlines(self) -> list[Outline | None]:
        """One for each shape, in order; None for a shape that leaves no ink in the picture."""
        return [
            Outline(self._list + i, self, self._bounds[i], self._counts[i], self._rings[i]) if shows else None
            for i, shows in enumerate(self._shows)
        ]

    def _paths(self, firsts: np.ndarray, counts: np.ndarray) -> Any:
        """An array of ``cairo_path_t``, filled in one go."""
        ffi = CAIRO.ffi
        paths = ffi.new("cairo_path_t[]", len(firsts))
        form = np.dtype(
            {
                "names": ["status", "data", "num_data"],
                "formats": [np.int32, np.uintp, np.int32],
                "offsets": [ffi.offsetof("cairo_path_t", n) for n in ("status", "data", "num_data")],
                "itemsize": ffi.sizeof("cairo_path_t"),
            }
        )
        rows = np.frombuffer(ffi.buffer(paths), dtype=form)
        rows["data"] = self._buffer.ctypes.data + firsts * (_SLOTS * 16)
        rows["num_data"] = counts * _SLOTS
        return paths


def _laid_out(curves: np.ndarray, firsts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cairo's path elements for curves, shape (n, 4, 2), and which shapes are rings; one starts at each of ``firsts``.

    Every curve takes the same number of elements. What it does not need is skipped: an
    element's head says how far it is to the next head, and Cairo allows that to be more than
    the element itself needs.
    """
    start, end = curves[:, 0], curves[:, 3]
    opens = np.empty(len(curves), dtype=bool)
    opens[firsts] = True
    with np.errstate(invalid="ignore"):
        np.logical_not(_same(end[:-1], start[1:]), out=opens[1:])
        opens[firsts] = True
        first = np.flatnonzero(opens)
        last = np.append(first[1:], len(curves)) - 1
        closed = _same(start[first], end[last])
    step = np.full(len(curves), 4 + 3, dtype=np.int32)  # over the close and the next start
    step[last] = np.where(closed, 4, 4 + 1)

    buffer = np.empty((len(curves), _SLOTS, 2))
    buffer[:, 1] = start
    buffer[:, 3:6] = curves[:, 1:]
    heads = buffer.view(np.int32)
    heads[:, 0, :2] = (CAIRO.PATH_MOVE_TO, 2)
    heads[:, 2, 0] = CAIRO.PATH_CURVE_TO
    heads[:, 2, 1] = step
    heads[:, 6, :2] = (CAIRO.PATH_CLOSE_PATH, 1)
    return buffer, np.logical_and.reduceat(closed, np.searchsorted(first, firsts))


def _same(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Which points of ``a`` Manim takes for those of ``b``; shapes (n, 2) to (n,)."""
    close = np.abs(a - b) <= _APART + _SHARE * np.abs(b)
    return np.asarray(close[:, 0] & close[:, 1])
