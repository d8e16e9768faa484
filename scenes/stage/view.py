"""A view: how many px a nanometer is, and where its origin stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scenes.stage.layout import PX_PER_UNIT, Point


@dataclass(frozen=True)
class View:
    """The one true scale of a shot.

    Attributes
    ----------
    px_per_nm
        Stage px that one nanometer takes (15 for a molecule close up, 4.2 for
        organelles, 125 for DNA, 0.032 for cells).
    origin
        Where the point (0, 0) nm stands, in Manim units.
    """

    px_per_nm: float
    origin: tuple[float, float] = (0.0, 0.0)

    @property
    def unit(self) -> float:
        """Manim units that one nanometer takes."""
        return self.px_per_nm / PX_PER_UNIT

    def point(self, x: float, y: float) -> Point:
        """A place in nm (y up) to a point in Manim units."""
        return np.array([self.origin[0] + x * self.unit, self.origin[1] + y * self.unit, 0.0])

    def points(self, xy: np.ndarray) -> np.ndarray:
        """Places in nm, shape (n, 2), to points in Manim units, shape (n, 3)."""
        out = np.zeros((len(xy), 3))
        out[:, :2] = np.asarray(xy) * self.unit + np.array(self.origin)
        return out

    def nm(self, px: float) -> float:
        """Stage px to nanometers."""
        return px / self.px_per_nm

    def place(self, point: Point) -> np.ndarray:
        """A point in Manim units back to nm, shape (2,)."""
        return np.asarray((np.asarray(point)[:2] - np.array(self.origin)) / self.unit)

    def at(self, point: Point) -> View:
        """The same scale with its origin at a point in Manim units."""
        return replace(self, origin=(float(point[0]), float(point[1])))

    def scaled(self, factor: float) -> View:
        """The same origin at ``factor`` times the scale."""
        return replace(self, px_per_nm=self.px_per_nm * factor)
