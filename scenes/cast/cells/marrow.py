"""A round window onto the marrow whose cells go and come one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.forms import UM, um_to_nm
from scenes.cast.cells.marrow_cells import TURN, WINDOW, MarrowCell, MarrowState, schedule
from scenes.cast.cells.marrow_drawing import GROWN, LAYERS, fills_of
from scenes.cast.kit.many_shapes import ManyShapes, many_shapes, smooth
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import discs
from scenes.stage.style import INK, MARROW, STONE, lighter
from scenes.stage.view import View

_RING: Final = 6.5
_RIM: Final = 19.0


def outer_radius(window: float) -> float:
    """Radius, stone rim and its line included, of a window of this radius (any unit)."""
    return window * (1 + (1.8 * _RING + _RIM) / 170)


class Marrow(Actor):
    """A round window onto the marrow, 88 µm across, that turns from one picture into the next.

    Parameters
    ----------
    view
        Scale and place of its middle; at 0.0019 px/nm the window is 170 px in radius. Line weights
        go with the window's size.
    before, after
        The marrow's cells at the start and at the end of its change (see
        :func:`scenes.cast.cells.marrow_cells.marrow_in_time`).
    rim
        ``halo`` (a pale ring outside the ink), ``stone`` (a stone ring with ink on both sides) or
        ``none``.
    """

    def __init__(
        self, view: View, before: MarrowState, after: MarrowState | None = None, *, seed: int = 1,
        rim: str = "halo",
    ) -> None:
        super().__init__(view)
        after = before if after is None else after
        self.before, self.after = before, after
        self.leave, self.arrive = schedule(before, after, seed)
        stayed = {id(cell) for cell in before}
        fresh = [i for i, cell in enumerate(after) if id(cell) not in stayed]
        self._cells: tuple[MarrowCell, ...] = (*before, *(after[i] for i in fresh))
        self._arrive = self.arrive[fresh]
        self.radius_px = WINDOW * UM * view.px_per_nm
        weight = self.radius_px / 170
        self._ground(weight, rim)
        self.layers = self._draw(weight)
        self.add(*self.layers)
        self._ring(weight)
        self.turn(0.0)

    def turn(self, share: float) -> None:
        """Show the change at a share 0 to 1: cells shrink away and come one after the other."""
        going = 1 - smooth((share - self.leave) / TURN)
        coming = smooth((share - self._arrive) / TURN)
        shares = np.concatenate([going, coming])
        for layer in self.layers:
            layer.grow(shares)

    def _ground(self, weight: float, rim: str) -> None:
        """The window's own ground and its rings, none under another: it can fade without going gray."""
        ring = WINDOW * UM + self.view.nm(_RING * weight)
        self.add(Part(discs([(0, 0)], WINDOW * UM, MARROW, self.view)))
        if rim == "halo":
            self._add_ring(ring, self.view.nm(6 * weight), lighter(STONE, 0.82))
        if rim == "stone":
            stone = self.view.nm(_RIM * weight)
            self._add_ring(ring, stone, STONE)
            self._add_ring(ring + stone, self.view.nm(0.8 * _RING * weight), INK)

    def _ring(self, weight: float) -> None:
        """The ink ring, on top of cells whose contours touch it."""
        thin = self.view.nm(0.4 * weight)
        self._add_ring(WINDOW * UM - thin, self.view.nm(_RING * weight) + thin, INK)

    def _add_ring(self, inner: float, width: float, color: str) -> None:
        middle = Point(0, 0)
        band = middle.buffer(inner + width, quad_segs=32).difference(
            middle.buffer(inner, quad_segs=32)
        )
        self.add(many_shapes([band], color, self.view, tolerance_px=0.2))

    def _draw(self, weight: float) -> list[ManyShapes]:
        drawn: dict[str, list[tuple[int, BaseGeometry]]] = {name: [] for name, _ in LAYERS}
        window = Point(0, 0).buffer(WINDOW, quad_segs=32)
        for i, cell in enumerate(self._cells):
            for name, form in fills_of(cell):
                grow = self.view.nm(GROWN.get(name, 0.0) * weight) / UM
                shape = shapely.buffer(form, grow, quad_segs=4) if grow else form
                drawn[name].append((i, shape.intersection(window)))
        ends = np.array([cell.vanishing_point for cell in self._cells]) * UM
        return [
            self._layer(drawn[name], color, ends) for name, color in LAYERS if drawn[name]
        ]

    def _layer(
        self, forms: Sequence[tuple[int, BaseGeometry]], color: str, ends: np.ndarray
    ) -> ManyShapes:
        kin = [i for i, _ in forms]
        shapes = [um_to_nm(form) for _, form in forms]
        return many_shapes(
            shapes, color, self.view, kin=kin, centers=ends[kin], tolerance_px=0.25
        )
