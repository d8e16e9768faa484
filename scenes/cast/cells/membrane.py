"""The cell membrane close up: a lipid bilayer 4.5 nm thick, seen from the side.

Heads of 0.9 nm stand every 0.93 nm in two rows 3.66 nm apart (4.5 nm over all; measured
bilayers are 4-5 nm), each with two wavy tails toward the middle. It bobs gently.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import VMobject
from shapely.geometry import Polygon

from scenes.stage.actor import Actor, LifeSize, Part
from scenes.stage.drawing import catmull_rom, discs, fill, outline_points, stroke
from scenes.stage.style import CYTOSOL, INK, LIPID_HEAD, LIPID_TAIL, lighter, mix
from scenes.stage.view import View

#: Over all; between head rows; head radius; head pitch; the pale band; all nm.
THICKNESS: Final = 4.5
_ROW, _HEAD, _PITCH, _BAND = 1.83, 0.42, 0.93, 3.7


class Bilayer(Actor):
    """A flat membrane from left to right; its outer surface lies about y = 0.

    Parameters
    ----------
    view
        Scale it is built at (close up, about 15 px/nm).
    left_nm, right_nm
        Where it begins and ends, nm of the view.
    sag_nm
        How far its middle lies below its ends: a large cell is almost flat.
    bob_nm
        Height of the slow wave that runs along it.
    head_contour_px
        Width of the dark line round a head.
    """

    life_size = LifeSize("membrane.nm", 0.9, 1.5, side="short")  # it bobs

    def __init__(
        self,
        view: View,
        left_nm: float,
        right_nm: float,
        *,
        sag_nm: float = 0.9,
        bob_nm: float = 0.28,
        head_contour_px: float = 1.7,
        seed: int = 0,
    ) -> None:
        super().__init__(view)
        self.left_nm, self.right_nm = left_nm, right_nm
        self.sag_nm, self.bob_nm = sag_nm, bob_nm
        self._flat = View(view.px_per_nm)
        rng = np.random.default_rng(seed)
        self._add_band()
        self._add_tails(rng)
        self._add_heads(rng, head_contour_px)
        self._shown: tuple[float, View] | None = None
        self.at_time(0.0)

    # --- building -------------------------------------------------------------------------
    def _add(self, shape: VMobject) -> None:
        self.add(Part(shape))

    def _add_band(self) -> None:
        x = np.arange(self.left_nm, self.right_nm + 2, 2.0)
        half, middle = _BAND / 2, -THICKNESS / 2
        ring = np.concatenate([np.stack([x, np.full_like(x, middle + half)], axis=1),
                               np.stack([x, np.full_like(x, middle - half)], axis=1)[::-1]])
        shape = fill(Polygon(ring), LIPID_TAIL, self._flat)
        # Simplifying would take the points that the wave bends.
        shape.set_points(catmull_rom(self._flat.points(ring)))
        self._add(shape)

    def _heads(self) -> np.ndarray:
        return np.arange(self.left_nm, self.right_nm + _PITCH, _PITCH)

    def _add_tails(self, rng: np.random.Generator) -> None:
        """Two wavy tails under each head, as one stroked path."""
        runs = []
        s = np.linspace(0, 1, 4)
        for row in (1, -1):
            for x in self._heads():
                for side in (-0.21, 0.21):
                    swing = 0.08 * np.sin(2 * np.pi * (0.9 * s + rng.uniform()))
                    depth = 1.38 + rng.uniform(-0.12, 0.16)
                    y = -THICKNESS / 2 + row * (_ROW - 0.35 - depth * s)
                    runs.append(np.stack([x + side + swing, y, np.zeros(4)], axis=1))
        shape = VMobject(stroke_color=mix(LIPID_TAIL, LIPID_HEAD, 0.62), fill_opacity=0)
        shape.set_stroke(width=stroke(1.9))
        shape.set_points(np.vstack([catmull_rom(self._placed(run), closed=False) for run in runs]))
        self._add(shape)

    def _placed(self, run: np.ndarray) -> np.ndarray:
        return self._flat.points(run[:, :2])

    def _add_heads(self, rng: np.random.Generator, contour_px: float) -> None:
        x = self._heads()
        upper = np.stack([x, np.full_like(x, -THICKNESS / 2 + _ROW)], axis=1)
        lower = np.stack([x + _PITCH / 2, np.full_like(x, -THICKNESS / 2 - _ROW)], axis=1)
        centers = np.vstack([upper, lower])
        line = self.view.nm(contour_px)
        self._add(discs(centers, _HEAD + line, mix(INK, LIPID_HEAD, 0.18), self._flat))
        self._add(discs(centers, _HEAD, LIPID_HEAD, self._flat))
        pale = centers[rng.uniform(size=len(centers)) < 0.45]
        self._add(discs(pale, _HEAD, lighter(LIPID_HEAD, 0.16), self._flat))

    # --- moving -----------------------------------------------------------------------------
    def surface(self, x: np.ndarray | float, time: float = 0.0) -> np.ndarray:
        """Height of the outer surface at x (nm of the view) and a time, nm."""
        x = np.asarray(x, dtype=float)
        span = (self.right_nm - self.left_nm) / 2
        rest = self.sag_nm * (((x - self.left_nm - span) / span) ** 2 - 1)
        wave = 0.6 * np.sin(2 * np.pi * (x / 61.0 - time / 9.0)) + 0.4 * np.sin(
            2 * np.pi * (x / 37.0 + time / 7.0) + 1.3
        )
        return np.asarray(rest + self.bob_nm * wave)

    def slope(self, x: float, time: float = 0.0) -> float:
        """Angle of the surface's outward normal at x, radians."""
        rise = float(self.surface(x + 1.0, time) - self.surface(x - 1.0, time))
        return float(np.pi / 2 + np.arctan2(rise, 2.0))

    def at_time(self, time: float) -> Bilayer:
        """Bend it to the wave of this time; each lipid keeps its form."""
        if (time, self.view) == self._shown:
            return self
        self._shown = (time, self.view)
        unit, origin = self.view.unit, np.array(self.view.origin)
        zoom = unit / self._flat.unit
        for part in self.parts():
            points = np.zeros_like(part.rest)
            x_nm = part.rest[:, 0] / self._flat.unit
            lift = self.surface(x_nm, time) * unit
            points[:, 0] = part.rest[:, 0] * zoom + origin[0]
            points[:, 1] = part.rest[:, 1] * zoom + lift + origin[1]
            part.points = points
        return self

    def inside(self, depth_nm: float, color: str = CYTOSOL) -> Part:
        """The cell below the membrane as a flat ground, to be drawn under everything of it."""
        x = np.linspace(self.left_nm - 2, self.right_nm + 2, 40)
        top = self.surface(x) - THICKNESS / 2
        ring = np.vstack([np.stack([x, top], axis=1),
                          [[x[-1], -depth_nm], [x[0], -depth_nm]]])
        shape = fill(Polygon(ring), color, self.view)
        shape.set_points(outline_points(Polygon(ring), self.view, smooth=False))
        return Part(shape)
