"""Shapes whose pieces ride on the joints of what they belong to: posed, never redrawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes.stage.actor import Part
from scenes.stage.drawing import blank


class Jointed(Part):
    """One filled shape whose pieces ride on different joints of their protein.

    One path for many pieces costs Cairo less than a path each. Pieces may overlap: fills
    use the nonzero rule, so together they look like their union.
    """

    def __init__(self, color: str, pieces: Sequence[tuple[np.ndarray, int]]) -> None:
        shape = blank(color)
        kept = [(points, joint) for points, joint in pieces if len(points)]
        shape.set_points(np.vstack([p for p, _ in kept]) if kept else np.zeros((0, 3)))
        super().__init__(shape)
        self.joints = np.array([joint for _, joint in kept], dtype=int)
        self.sizes = np.array([len(points) for points, _ in kept], dtype=int)
        self._jointed_points = JointedPoints((self,))

    def pose_joints(self, matrices: np.ndarray, offsets: np.ndarray) -> None:
        """Put each piece through its joint's matrix (j, 2, 2) and offset (j, 2), in u."""
        self.points = self._jointed_points.posed(matrices, offsets)


class JointedPoints:
    """The points of jointed shapes in one row, and the joints that they ride on."""

    def __init__(self, parts: Sequence[Jointed]) -> None:
        rest = np.concatenate([*(part.rest for part in parts), np.zeros((0, 3))])
        self._x, self._y = rest[:, 0].copy(), rest[:, 1].copy()
        self._joints = np.concatenate([*(part.joints for part in parts), np.zeros(0, dtype=int)])
        self._sizes = np.concatenate([*(part.sizes for part in parts), np.zeros(0, dtype=int)])

    def posed(self, matrices: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        """Points (n, 3), each put through its own joint's matrix (j, 2, 2) and offset (j, 2)."""
        table = np.vstack([matrices.reshape(-1, 4).T, offsets.T]).take(self._joints, axis=1)
        # Row by row: repeating what a piece's points share is quicker than looking it up for each point.
        a, b, c, d, shift_x, shift_y = (row.repeat(self._sizes) for row in table)
        points = np.zeros((len(self._x), 3))
        for axis, (to_x, to_y, shift) in enumerate(((a, b, shift_x), (c, d, shift_y))):
            to_x *= self._x
            to_y *= self._y
            to_x += to_y
            np.add(to_x, shift, out=points[:, axis])
        return points


class Bundle:
    """Jointed shapes that are posed in one go: a molecule has some twenty small ones."""

    def __init__(self, parts: Sequence[Jointed]) -> None:
        self.parts = list(parts)
        self._jointed_points = JointedPoints(parts)

    def pose(self, matrices: np.ndarray, offsets: np.ndarray) -> None:
        """Put all pieces through their joints' matrices (j, 2, 2) and offsets (j, 2), in u."""
        points, begin = self._jointed_points.posed(matrices, offsets), 0
        for part in self.parts:
            end = begin + len(part.rest)
            part.points, begin = points[begin:end], end
