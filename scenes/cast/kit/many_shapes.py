"""Many small things of one color as one path, each of which can grow, shrink or shift by itself.

A marrow full of cells, a deck of planks and a hundred icon people are each a handful of paths this
way: cheap to draw, and still every cell, plank and person arrives in its own time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from shapely.geometry.base import BaseGeometry

from scenes.stage.actor import Part
from scenes.stage.drawing import blank, outlines
from scenes.stage.view import View

_NOTHING: Final = 1e-3  # a piece smaller than this share is not drawn at all


class ManyShapes(Part):
    """Things of one color in one path; piece ``i`` shrinks toward ``centers[i]``.

    Parameters
    ----------
    outlines
        Manim points of each piece, shapes (4 m, 3), in the actor's own frame.
    centers
        Where each piece shrinks to, shape (n, 2), in the same frame.
    color, opacity
        The fill.

    Attributes
    ----------
    kin
        Index of the thing that each piece belongs to, shape (n,): a share given to a thing reaches
        all its pieces. Piece number ``i`` is of thing ``i`` unless told otherwise.
    """

    def __init__(
        self,
        outlines: Sequence[np.ndarray],
        centers: np.ndarray,
        color: str,
        *,
        kin: Sequence[int] | None = None,
        opacity: float = 1.0,
    ) -> None:
        shape = blank(color, opacity)
        shape.set_points(np.vstack(outlines) if len(outlines) else np.zeros((0, 3)))
        super().__init__(shape)
        self.kin = np.arange(len(outlines)) if kin is None else np.asarray(kin, dtype=int)
        self._sizes = np.array([len(points) for points in outlines], dtype=int)
        middles = np.asarray(centers, dtype=float).reshape(-1, 2)[: len(outlines)].repeat(self._sizes, axis=0)
        #: Of each point: where its piece shrinks to, the way from there (x and y each), and its z.
        self._rows = np.array([*middles.T, *(self.rest[:, :2] - middles).T, self.rest[:, 2]])
        self._matrix, self._offset = np.eye(2), np.zeros(2)
        self._grown: tuple[bytes, bytes] | None = None

    def pose(self, matrix: np.ndarray, offset: np.ndarray) -> None:
        """As :meth:`Part.pose`; remembered, so that growing pieces stay where they are."""
        self._matrix, self._offset = matrix, offset
        super().pose(matrix, offset)

    def grow(self, shares: np.ndarray, shifts: np.ndarray | None = None) -> None:
        """Draw each thing at a share of its size, shape (things,), shifted by (things, 2) u."""
        if not self._rows.size:
            return
        share = np.asarray(shares, dtype=float)
        asked = share.tobytes(), b"" if shifts is None else np.asarray(shifts).tobytes()
        if asked != self._grown:  # most planks, cells and people have come, and stay
            self._grown = asked
            self.rest = self._at(share[self.kin], None if shifts is None else np.asarray(shifts)[self.kin])
        self.pose(self._matrix, self._offset)

    def _at(self, shares: np.ndarray, shifts: np.ndarray | None) -> np.ndarray:
        """The rest form with each piece at its share and shift; those that are nothing are left out."""
        rows, sizes, seen = self._rows, self._sizes, shares > _NOTHING
        if not seen.all():
            rows, sizes = rows.compress(seen.repeat(sizes), axis=1), sizes[seen]
            shares, shifts = shares[seen], None if shifts is None else shifts[seen]
        share, rest = shares.repeat(sizes), np.empty((rows.shape[1], 3))
        for axis in (0, 1):
            rest[:, axis] = rows[2 + axis] * share + rows[axis]
            if shifts is not None:
                rest[:, axis] += shifts[:, axis].repeat(sizes)
        rest[:, 2] = rows[4]
        return rest


def many_shapes(
    geometries: Sequence[BaseGeometry],
    color: str,
    view: View,
    *,
    kin: Sequence[int] | None = None,
    centers: np.ndarray | None = None,
    smooth: bool = True,
    tolerance_px: float = 0.45,
) -> ManyShapes:
    """Geometries (nm of the view) as pieces; each shrinks to its own middle unless told where."""
    kept = [i for i, g in enumerate(geometries) if not g.is_empty]
    made = outlines([geometries[i] for i in kept], view, smooth, tolerance_px)
    if centers is None:
        middle = np.array([np.asarray(geometries[i].centroid.coords)[0] for i in kept])
    else:
        middle = np.asarray(centers, dtype=float)[kept] if kept else np.zeros((0, 2))
    placed = view.points(middle.reshape(-1, 2))[:, :2]
    family = kept if kin is None else [kin[i] for i in kept]
    return ManyShapes(made, placed, color, kin=family)


def smooth(share: np.ndarray) -> np.ndarray:
    """Shares 0-1, clipped, slow at both ends."""
    s = np.clip(share, 0.0, 1.0)
    return np.asarray(s * s * (3 - 2 * s))
