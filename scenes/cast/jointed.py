"""Shapes whose pieces ride on the joints of what they belong to: posed, never redrawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes.stage.actor import Part
from scenes.stage.draw import blank


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
        self.joints = np.concatenate(
            [np.full(len(p), joint, dtype=int) for p, joint in kept] or [np.zeros(0, dtype=int)]
        )

    def pose_joints(self, matrices: np.ndarray, offsets: np.ndarray) -> None:
        """Put each piece through its joint's matrix (j, 2, 2) and offset (j, 2), in u."""
        self.points = posed(self.rest, self.joints, matrices, offsets)


def posed(rest: np.ndarray, joints: np.ndarray, matrices: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """Points (n, 3), each put through its own joint's matrix and offset."""
    (a, b), (c, d) = (matrices[:, row].T.take(joints, axis=1) for row in (0, 1))
    x, y = rest[:, 0], rest[:, 1]
    shift_x, shift_y = offsets.T.take(joints, axis=1)
    points = np.zeros(rest.shape)
    points[:, 0] = a * x + b * y + shift_x
    points[:, 1] = c * x + d * y + shift_y
    return points


class Bundle:
    """Jointed shapes that are posed in one go: a molecule has some twenty small ones."""

    def __init__(self, parts: Sequence[Jointed]) -> None:
        self.parts = list(parts)
        self._rest = np.vstack([*(part.rest for part in parts), np.zeros((0, 3))])
        self._joints = np.concatenate([*(part.joints for part in parts), np.zeros(0, dtype=int)])

    def pose(self, matrices: np.ndarray, offsets: np.ndarray) -> None:
        """Put all pieces through their joints' matrices (j, 2, 2) and offsets (j, 2), in u."""
        points, begin = posed(self._rest, self._joints, matrices, offsets), 0
        for part in self.parts:
            end = begin + len(part.rest)
            part.points, begin = points[begin:end], end
