"""A sinus of the marrow: its wall with flat cells, and the red cells and platelets that drift along it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.forms import UM, um_to_nm
from scenes.cast.kit.many_shapes import ManyShapes, many_shapes, smooth
from scenes.sets.leukemia.tissue_cells import SINUS_WIDTH, MarrowField, bone_window
from scenes.stage.actor import Part
from scenes.stage.drawing import fill
from scenes.stage.style import INK, PLATELET, RED_CELL, SINUS, VESSEL, inked, lighter
from scenes.stage.view import View

_FLOW: Final = 3.0  # µm a second, in the vessel: far slower than life


def layer_of(forms: Sequence[tuple[int, BaseGeometry]], color: str, ends: np.ndarray, view: View) -> ManyShapes:
    """Forms (µm) of one color, each with the number of its cell, which shrinks to its end (nm)."""
    kin = [i for i, _ in forms]
    shapes = [um_to_nm(form) for _, form in forms]
    return many_shapes(shapes, color, view, kin=kin, centers=ends[kin], tolerance_px=0.3)


class Sinus:
    """The vessel of a field.

    Parameters
    ----------
    line
        Its middle, µm.

    Attributes
    ----------
    parts
        What is drawn, back to front.
    """

    def __init__(self, field: MarrowField, line: LineString, view: View) -> None:
        self.field, self.line, self.view = field, line, view
        self._hall = bone_window(field)
        nm = view.nm(1.0) / UM
        self._stream = self._draw_stream(nm)
        self.parts: list[Part] = [*self._draw_wall(nm), *self._stream]

    def _draw_wall(self, nm: float) -> list[Part]:
        """Its wall, and the flat cells that line it."""
        line, inside, half = self.line, self._hall, SINUS_WIDTH / 2
        band = line.buffer(half, cap_style="flat").intersection(inside)
        wall = band.difference(line.buffer(half - 1.1, cap_style="flat"))
        fills = [(shapely.buffer(wall, 3.0 * nm), INK), (band, SINUS), (wall, VESSEL)]
        bodies: list[BaseGeometry] = []
        for i, s in enumerate(np.arange(7.0, line.length - 5, 17.0)):
            side = 1 if i % 2 else -1
            lip = line.parallel_offset(half - 1.0, "left" if side > 0 else "right")
            place = lip.interpolate(float(s))
            ahead = lip.interpolate(float(s) + 1)
            turn = float(np.degrees(np.arctan2(ahead.y - place.y, ahead.x - place.x)))
            body = affinity.rotate(affinity.scale(place.buffer(1.0), 3.4, 1.05), turn)
            bodies.append(body.intersection(inside))
        lining = shapely.union_all(bodies)
        fills += [(shapely.buffer(lining, 2.4 * nm), INK), (lining, inked(VESSEL, 0.08))]
        return [Part(fill(um_to_nm(shape.intersection(inside)), color, self.view)) for shape, color in fills]

    def _draw_stream(self, nm: float) -> list[ManyShapes]:
        """Red cells, and platelets between them."""
        rng = np.random.default_rng(self.field.seed + 9)
        start = np.arange(3.0, self.line.length, 8.6)
        start = start + rng.uniform(-1.5, 1.5, len(start))
        self._lanes = np.column_stack([start, rng.uniform(-2.0, 2.0, len(start))])
        self._first = self._along(0.0)
        discs: list[tuple[int, BaseGeometry]] = []
        pale: list[tuple[int, BaseGeometry]] = []
        plates: list[tuple[int, BaseGeometry]] = []
        for i, (x, y) in enumerate(self._first):
            small = i % 4 == 2
            thin = 1.0 if small else float(rng.choice([0.5, 0.7, 0.95]))
            body = affinity.rotate(
                affinity.scale(shapely.Point(x, y).buffer(1.2 if small else 3.7), 1.0, thin),
                float(rng.uniform(0, 180)),
            )
            (plates if small else discs).append((i, body))
            if not small:
                pale.append((i, affinity.scale(body, 0.5, 0.5)))
        grown = [(i, shapely.buffer(g, 3.0 * nm)) for i, g in (*discs, *plates)]
        rows = ((grown, INK), (discs, lighter(RED_CELL, 0.06)), (pale, lighter(RED_CELL, 0.4)),
                (plates, lighter(PLATELET, 0.25)))
        return [layer_of(forms, color, self._first * UM, self.view) for forms, color in rows]

    def _along(self, time: float) -> np.ndarray:
        """Where the vessel's cells are, µm; they come in again where they left."""
        line = self.line
        s = (self._lanes[:, 0] + _FLOW * time) % line.length
        here = shapely.get_coordinates(shapely.line_interpolate_point(line, s))
        ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, np.minimum(s + 0.5, line.length)))
        along = ahead - here
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        return np.asarray(here + self._lanes[:, 1:] * np.column_stack([-along[:, 1], along[:, 0]]))

    def at(self, time: float) -> None:
        """Let the cells be where they have drifted by a time (s)."""
        here = self._along(time)
        # A red cell shrinks away where the vessel leaves the picture.
        spots = shapely.points(here)
        beyond = shapely.distance(self._hall, spots) - shapely.distance(self._hall.boundary, spots) * (
            shapely.contains_xy(self._hall, here[:, 0], here[:, 1]))
        seen = smooth((1.0 - beyond) / 3.0)
        for layer in self._stream:
            layer.grow(seen, (here - self._first) * (UM * self.view.unit))
