"""Which part of a picture a change of shapes can have changed, as few rectangles of pixels.

A frame is mostly the frame before: drawing only these rectangles, with all that reaches into them, gives
the same pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

#: Side of a tile, px: change is noted by tiles.
_TILE: Final = 16
#: At most so many rectangles.
_MOST: Final = 6
#: A rectangle is split only if that saves so many tiles.
_WORTH: Final = 80
#: Ink may lie a pixel beside its outline, for edges are soft, and Cairo rounds.
_SOFT: Final = 2.0


class PixelBox(NamedTuple):
    """A rectangle of pixels, rows counted downward; ``right`` and ``bottom`` are outside of it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def rows(self) -> tuple[slice, slice]:
        """The same as an index of pixels."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    @property
    def area(self) -> int:
        """Pixels in it."""
        return (self.right - self.left) * (self.bottom - self.top)


def moved_curves(before: bytes, now: bytes, bounds: np.ndarray, reach: float) -> np.ndarray:
    """Rows of a shape in which curves differ between two forms with as many curves.

    A curve that goes from its old to its new place stays within the rows of both. In these rows all pixels of
    the shape may be others: how Cairo rounds their coverage depends on every edge in a row.

    Parameters
    ----------
    before, now
        Bytes of the points: float64, shape (4 n, 3).
    bounds
        Low x and y, high x and y of both forms, shape (2, 4).
    reach
        How far ink may lie from the outline.

    Returns
    -------
    np.ndarray
        Low x and y, high x and y, shape (m, 4), in the units of the points.
    """
    old, new = (np.frombuffer(points).reshape(-1, 4, 3)[:, :, :2] for points in (before, now))
    which = (old != new).any(axis=(1, 2))
    heights = np.concatenate([old[which, :, 1], new[which, :, 1]], axis=1)
    rows = np.empty((len(heights), 4))
    rows[:, 0], rows[:, 2] = bounds[:, 0].min(), bounds[:, 2].max()
    rows[:, 1], rows[:, 3] = heights.min(axis=1) - reach, heights.max(axis=1) + reach
    return rows


def boxes_of_change(bounds: Sequence[np.ndarray], scale: np.ndarray, shift: np.ndarray, size: tuple[int, int]
                    ) -> list[PixelBox]:
    """Rectangles that hold all of these bounds.

    Parameters
    ----------
    bounds
        Low x and y, high x and y, each of shape (m, 4), in Manim units.
    scale, shift
        From Manim units to pixels: factors and offsets of x and y.
    size
        Width and height of the picture, px.
    """
    width, height = size
    corners = np.concatenate([np.zeros((0, 2, 2)), *(b.reshape(-1, 2, 2) for b in bounds)]) * scale + shift
    if not np.isfinite(corners).all():
        return [PixelBox(0, 0, width, height)]
    low = np.floor((corners.min(axis=1) - _SOFT) / _TILE)
    high = np.floor((corners.max(axis=1) + _SOFT) / _TILE)
    across, down = -(-width // _TILE), -(-height // _TILE)
    seen = (high >= 0).all(axis=1) & (low[:, 0] < across) & (low[:, 1] < down)
    first = np.clip(low[seen], 0, (across - 1, down - 1)).astype(int)
    last = np.clip(high[seen], 0, (across - 1, down - 1)).astype(int) + 1
    # Each box adds one at its first tile and takes it away behind its last: sums are 0 where no box is.
    count = np.zeros((down + 1) * (across + 1))
    for rows, columns, one in ((first, first, 1.0), (last, last, 1.0), (first, last, -1.0), (last, first, -1.0)):
        count += one * np.bincount(rows[:, 1] * (across + 1) + columns[:, 0], minlength=len(count))
    dirty = count.reshape(down + 1, across + 1).cumsum(axis=0).cumsum(axis=1)[:-1, :-1] > 0
    return [
        PixelBox(left * _TILE, top * _TILE, min(right * _TILE, width), min(bottom * _TILE, height))
        for left, top, right, bottom in _cover(dirty)
    ]


def _cover(dirty: np.ndarray) -> list[PixelBox]:
    """Few rectangles of tiles that hold all dirty ones, without much else."""
    if not dirty.any():
        return []
    whole = _trimmed(dirty, PixelBox(0, 0, dirty.shape[1], dirty.shape[0]))
    splits = {whole: _split(dirty, whole)}
    while len(splits) < _MOST:
        rect, (gain, parts) = max(splits.items(), key=lambda item: item[1][0])
        if gain < _WORTH:
            break
        del splits[rect]
        splits |= {part: _split(dirty, part) for part in parts}
    return list(splits)


def _trimmed(dirty: np.ndarray, rect: PixelBox) -> PixelBox:
    """The smallest rectangle within another that has the same dirty tiles."""
    inside = dirty[rect.top : rect.bottom, rect.left : rect.right]
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    return PixelBox(rect.left + int(columns[0]), rect.top + int(rows[0]),
               rect.left + int(columns[-1]) + 1, rect.top + int(rows[-1]) + 1)


def _split(dirty: np.ndarray, rect: PixelBox) -> tuple[int, tuple[PixelBox, ...]]:
    """The cut in two that saves most tiles: how many, and the two parts."""
    inside = dirty[rect.top : rect.bottom, rect.left : rect.right]
    if min(inside.shape) == 0 or rect.area <= _WORTH:
        return 0, ()
    (down, row), (across, column) = _best_cut(inside), _best_cut(inside.T)
    if max(down, across) <= 0:
        return 0, ()
    if down >= across:
        parts = (rect._replace(bottom=rect.top + row), rect._replace(top=rect.top + row))
    else:
        parts = (rect._replace(right=rect.left + column), rect._replace(left=rect.left + column))
    return max(down, across), tuple(_trimmed(dirty, part) for part in parts)


def _best_cut(inside: np.ndarray) -> tuple[int, int]:
    """Before which row a cut saves most tiles, and how many."""
    height, width = inside.shape
    if height < 2:
        return 0, 0
    has = np.asarray(inside.any(axis=1))
    first = np.where(has, inside.argmax(axis=1), width)
    last = np.where(has, width - inside[:, ::-1].argmax(axis=1), 0)
    above = _areas(has, first, last)
    below = _areas(has[::-1], first[::-1], last[::-1])[::-1]
    kept = above[:-1] + below[1:]
    at = int(kept.argmin())
    return height * width - int(kept[at]), at + 1


def _areas(has: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tiles in the smallest rectangle round the dirty ones of the rows up to each one."""
    number = np.arange(len(has))
    begin = int(has.argmax())
    end = np.maximum.accumulate(np.where(has, number + 1, 0))
    across = np.maximum.accumulate(last) - np.minimum.accumulate(first)
    return np.asarray(np.maximum(end - begin, 0) * np.maximum(across, 0))
