"""Marrow inside bone, seen through a window in it: cells that jostle, and blasts that crowd it.

Lengths in nm of the view (fields are laid out in µm about the picture's middle), so that one camera can
look at all of it. At 6.2 px/µm a blast is 75 px across.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.forms import UM, um_to_nm
from scenes.cast.cells.marrow_cells import MarrowCell
from scenes.cast.kit.many_shapes import ManyShapes, smooth
from scenes.sets.leukemia.blood_cells import DRAW, LAYERS, LINES
from scenes.sets.leukemia.sinus import Sinus, layer_of
from scenes.sets.leukemia.takeover import TURN, births, departures
from scenes.sets.leukemia.tissue_cells import MarrowField, bone_window, healthy_and_crowded, vessel_line
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import fill
from scenes.stage.kept import kept
from scenes.stage.layout import Point
from scenes.stage.motion import JITTER_RATE
from scenes.stage.style import MARROW
from scenes.stage.view import View

_JOSTLE: Final = 0.20  # µm, about


class Tissue(Actor):
    """The marrow of one field.

    Parameters
    ----------
    view
        Scale; its origin is the picture's middle.
    field
        Where the window stands and what is in it.
    founder
        Where the first blast is (shares of half width and height).

    Attributes
    ----------
    turns_at, over
        When the change from healthy to crowded begins, and how long it takes; clip time in s.
    """

    def __init__(self, view: View, field: MarrowField, founder: tuple[float, float] = (0.0, 0.0)) -> None:
        super().__init__(view)
        self.field, self._unit = field, UM * view.unit
        self.turns_at, self.over = np.inf, 1.0
        before, after = healthy_and_crowded(field)
        stayed = {id(cell) for cell in before}
        fresh = [cell for cell in after if id(cell) not in stayed]
        self.cells: tuple[MarrowCell, ...] = (*before, *fresh)
        self._first = len(before)
        left = {id(cell) for cell in after}
        self._arrive, self._parents = births(fresh, field.place(*founder), field.seed)
        self._leave = departures(
            [None if id(cell) in left else cell for cell in before], fresh, self._arrive
        )
        self._swing = _swings(len(self.cells), field.seed)
        self.ground = Part(fill(um_to_nm(bone_window(field)), MARROW, view))
        self.add(self.ground)
        line = vessel_line(field)
        self.sinus = None if line is None else Sinus(field, line, view)
        self.add(*(self.sinus.parts if self.sinus else ()))
        self.layers = self._draw()
        self.add(*self.layers)
        self.at(0.0)

    # --- building -------------------------------------------------------------------------
    def _draw(self) -> list[ManyShapes]:
        drawn: dict[str, list[tuple[int, BaseGeometry]]] = {name: [] for name, _ in LAYERS}
        for i, cell in enumerate(self.cells):
            for name, form in drawn_cell(cell, self.view.nm(1.0) / UM):
                drawn[name].append((i, form))
        ends = np.array([(cell.x, cell.y) for cell in self.cells]) * UM
        return [layer_of(drawn[name], color, ends, self.view) for name, color in LAYERS if drawn[name]]

    # --- moving ---------------------------------------------------------------------------
    def share(self, time: float) -> float:
        """How far (0-1) the change has come at a time (s)."""
        return float(np.clip((time - self.turns_at) / self.over, 0, 1)) if time > self.turns_at else 0.0

    def at(self, time: float) -> Tissue:
        """Cells as they are at a time (s): they jostle; while it turns, blasts come and others go."""
        now = float(np.floor(time * JITTER_RATE + 1e-6) / JITTER_RATE)
        share = self.share(time)
        going = 1 - smooth((share - self._leave) / TURN)
        coming = smooth((share - self._arrive) / TURN)
        shares = np.concatenate([going, coming])
        freq, phase = self._swing
        shifts = _JOSTLE * np.sin(2 * np.pi * freq * now + phase).sum(axis=-1)
        shifts[self._first:] += self._parents * (1 - coming[:, None])
        moved = shifts * self._unit
        for layer in self.layers:
            layer.grow(shares, moved)
        if self.sinus is not None:
            self.sinus.at(now)
        return self

    def blast_near(self, x: float, y: float) -> MarrowCell:
        """The blast of about 12 µm that lies nearest to a place in the window (shares)."""
        at = self.field.place(x, y)
        blasts = [c for c in self.cells[self._first:] if c.kind == "blast" and abs(c.radius - 6) < 0.4]
        return min(blasts, key=lambda c: float(np.hypot(c.x - at[0], c.y - at[1])))

    def anchor(self, name: str, near: tuple[float, float] = (0.5, -0.4)) -> Callable[[], Point]:
        """A healthy cell: ``red``, ``white`` or ``platelets``, the nearest to a place (shares)."""
        kinds = {"red": ("late", "middle"), "white": ("band", "myeloid"), "platelets": ("megakaryocyte",)}
        at = self.field.place(*near)
        cell = min(
            (c for c in self.cells[: self._first] if c.kind in kinds[name]),
            key=lambda c: float(np.hypot(c.x - at[0], c.y - at[1])),
        )
        # The largest of them is met where it is nearest to a word on its right.
        aside = 0.5 * cell.radius if name == "platelets" else 0.0
        return lambda: self.view.point((cell.x + aside) * UM, cell.y * UM)


@kept
def drawn_cell(cell: MarrowCell, px: float) -> list[tuple[str, BaseGeometry]]:
    """All fills of a cell, dark ones grown by their line's width; ``px`` is the µm of a stage px."""
    return [
        (name, shapely.buffer(form, LINES[name] * px, quad_segs=4) if name in LINES else form)
        for name, form in DRAW[cell.kind](cell, np.random.default_rng(cell.seed))
    ]


def _swings(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Frequencies and phases of each cell's jostling, shapes (n, 2, 3)."""
    rng = np.random.default_rng(seed + 17)
    return rng.uniform(0.10, 0.62, (count, 2, 3)), rng.uniform(0, 2 * np.pi, (count, 2, 3))
