"""Parts for drawings of very many curves: what is not seen takes little memory, and far away fewer curves do."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VMobject, config

from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import blank, catmull_rom
from scenes.stage.members import family
from scenes.stage.view import View

#: What lies so far (u) beside the picture, or further, is not drawn.
_BESIDE: Final = 0.1


def spared(points: np.ndarray) -> np.ndarray:
    """Manim points without their depth, in short numbers: a third of the memory; shape (n, 3) to (n, 2)."""
    return np.asarray(points[:, :2], dtype=np.float32)


class Spare(Part):
    """A part whose rest form (:func:`spared`) is not its own, and that can be put away; rings beside it are left out.

    Rings that lie beside the picture would cost as much as those in it, and leave no pixel.
    """

    def __init__(self, color: str, rest: np.ndarray) -> None:
        super().__init__(blank(color))
        self._whole = self.rest = rest
        begins = np.flatnonzero(np.append(True, (rest[3:-1:4] != rest[4::4]).any(axis=1)))
        self._sizes = 4 * np.diff(np.append(begins, len(rest) // 4))
        low, high = (bound.reduceat(rest, 4 * begins, axis=0) for bound in (np.minimum, np.maximum))
        self._middles, self._halves = (low + high) / 2, (high - low) / 2
        self._seen, self._how = np.ones(len(begins), dtype=bool), (b"", b"")

    def pose(self, matrix: np.ndarray, offset: np.ndarray) -> None:
        """As :meth:`Part.pose`, of what then lies in the picture."""
        how = matrix.tobytes(), offset.tobytes()
        if how != self._how:
            self._how, frame = how, np.array([config.frame_x_radius, config.frame_y_radius])
            near = np.abs(self._middles @ matrix.T + offset) - self._halves @ np.abs(matrix).T < frame + _BESIDE
            seen = near.all(axis=1)
            if (seen != self._seen).any():
                self._seen, self.rest = seen, self._whole[seen.repeat(self._sizes)]
        super().pose(matrix, offset)

    def put_away(self) -> None:
        """Have no form until the next pose."""
        self.points, self._posed = np.zeros((0, 3)), None


class Distant(Actor):
    """Shapes as they stand, with as few curves as serve from further away; it is placed by its view.

    Parameters
    ----------
    view
        In which they stand.
    tolerance_px
        How far (px of that view) an outline may leave the one that it stands for.
    """

    background = True

    def __init__(self, view: View, drawing: VMobject, tolerance_px: float = 0.7) -> None:
        super().__init__(view)
        self.built = view.px_per_nm
        for member in family(drawing):
            if isinstance(member, VMobject) and len(member.points) and member.fill_rgbas[0, 3] > 0:
                color = str(member.get_fill_color().to_hex())
                points = thinned(member.points - (*view.origin, 0.0), view.nm(tolerance_px) * view.unit)
                if len(points):
                    self.add(Spare(color, spared(points)))

    def see_from(self, view: View) -> Distant:
        """As it is seen from a view."""
        self.view = view
        for part in self.parts():
            part.pose(rotation(0.0) * view.px_per_nm / self.built, self.offset())
        return self


def thinned(points: np.ndarray, tolerance: float) -> np.ndarray:
    """Rings of curves (Manim points) with fewer of them, none further off than ``tolerance`` (u)."""
    starts, ends = points[::4], points[3::4]
    breaks = np.flatnonzero(~np.isclose(ends[:-1], starts[1:]).all(axis=1)) + 1
    made = [np.zeros((0, 3))]
    for ring in np.split(starts, breaks):
        if len(ring) > 2:
            slim = shapely.get_coordinates(shapely.simplify(shapely.linearrings(ring[:, :2]), tolerance))[:-1]
            if len(slim) > 2:
                made.append(catmull_rom(np.column_stack([slim, np.zeros(len(slim))])))
    return np.vstack(made)
