"""The clathrin coat: one bent row of hexagons round a pit or vesicle, set in piece by piece.

Seen side-on, a coat is a row of cells 13.6 nm wide at the membrane; their corners stand 4.4,
6.8, 10.6 and 12.9 nm from the membrane's middle (art direction), so that a vesicle 75 nm in
diameter at mid-membrane is about 101 nm across with its coat (ledger: ``ccv``). Between coat
and membrane sit the adaptors that hold both CD22's tail and the clathrin (ledger:
``internal_motif``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import shapely
from manim import VMobject
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.curved import THICKNESS, VESICLE_RADIUS
from scenes.stage.actor import Actor, LifeSize, Part, rotation
from scenes.stage.drawing import fill
from scenes.stage.layout import Point
from scenes.stage.style import CLATHRIN, CYTOSOL, INK, ORGANELLE, inked, lighter, rgb
from scenes.stage.view import View

#: Cells round a whole vesicle: 2 pi 37.5 nm / 13.6 nm, to the nearest odd number, so that
#: one sits at the very bottom.
CELLS: Final = 17
#: Distances of a cell's corners from mid-membrane, nm: inner tip, inner and outer shoulders,
#: outer tip.
CORNERS: Final = (4.4, 6.8, 10.6, 12.9)
_STRUT: Final = 0.66  # nm, half the width of a leg bundle
_KNOT: Final = 0.52  # nm, radius of the light dot on a corner
_AWAY: Final = 11.0  # nm that a piece comes from


class Coat(Actor):
    """A clathrin coat about a vesicle whose center is the actor's origin.

    Pieces are numbered from the bottom outward, turn by turn to the left and the right: 0 is
    the bottom cell, ``CELLS - 1`` closes the top.
    """

    life_size = LifeSize("ccv.nm", 0.6, 1.15)  # it grows

    def __init__(self, view: View, radius: float = VESICLE_RADIUS) -> None:
        super().__init__(view)
        self.radius = radius
        self.built_px_per_nm = view.px_per_nm
        self.turns = np.array([(k + 1) // 2 * (1 if k % 2 else -1) for k in range(CELLS)])
        self.angles = -np.pi / 2 + self.turns * 2 * np.pi / CELLS
        self.in_place = np.zeros(CELLS)
        self.gone = np.zeros(CELLS)
        self._strays = self._stray_paths()
        self._ground = np.array(rgb(CYTOSOL))
        self._made: dict[int, np.ndarray] = {}
        plan = View(view.px_per_nm)
        self._pieces: list[list[Part]] = [[] for _ in range(CELLS)]

        def rim(shape: BaseGeometry) -> VMobject:
            grown = shapely.buffer(shape, plan.nm(ORGANELLE.outer), quad_segs=3)
            return fill(grown, INK, plan, smooth=False)

        draw: tuple[Callable[[int], Part], ...] = (
            lambda k: Part(rim(self._adaptor(k))),
            lambda k: Part(fill(self._adaptor(k), inked(CLATHRIN, 0.35), plan, smooth=False)),
            lambda k: Part(rim(self._cell(k))),
            lambda k: Part(fill(self._cell(k), lighter(CLATHRIN, 0.10), plan, smooth=False)),
            lambda k: Part(fill(self._knots(k), lighter(CLATHRIN, 0.34), plan)),
        )
        # Layer by layer over all pieces: no piece's contour may cut its neighbor's struts.
        for make in draw:
            for k in range(CELLS):
                part = make(k)
                self._pieces[k].append(part)
                self._made[id(part)] = part.fill_rgbas[:, :3].copy()
                self.add(part)

    # --- posing -------------------------------------------------------------------------------

    def assemble(self, covered: float, margin: float = 0.0) -> Coat:
        """Let the lattice reach up to an angle (radians) from the bottom; shown when posed.

        Each piece drifts in and settles while the reach passes its own place, the left ones
        a little before the right ones.
        """
        pitch = 2 * np.pi / CELLS
        lag = np.where(self.turns > 0, 0.35, 0.0)
        reach = (covered - margin) / pitch - np.abs(self.turns) - lag
        self.in_place = np.clip(reach / 0.6, 0.0, 1.0)
        return self

    def shed(self, share: float) -> Coat:
        """Let the coat fall away (0 whole, 1 gone), piece after piece; shown when posed."""
        order = np.random.default_rng(5).permutation(CELLS) / CELLS
        self.gone = np.clip((share * 1.6 - 0.6 * order) / 1.0, 0.0, 1.0)
        return self

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Coat:
        """Put the vesicle's center at ``position`` (nm), turned by ``angle`` (radians)."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        zoom = self.view.px_per_nm / self.built_px_per_nm
        for k, parts in enumerate(self._pieces):
            here, presence = self._place(k)
            if presence <= 0:
                for part in parts:
                    part.points = np.zeros((0, 3))
                continue
            matrix = rotation(here[2] + self.angle) * zoom
            pivot = self._middle(k)
            center = rotation(self.angle) @ (pivot + here[:2])
            offset = center * self.view.unit + self.offset() - matrix @ pivot * (
                self.view.unit / zoom
            )
            for part in parts:
                part.pose(matrix, offset)
                part.fill_rgbas[:, 3] = min(1.8 * presence, 1.0)
                made = self._made[id(part)]
                part.fill_rgbas[:, :3] = made + (self._ground - made) * (1 - presence)
        return self

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``left`` or ``right`` (low on the coat's side): the tip of a cell that is in place."""
        return {
            "left": lambda: self._strut(float(np.radians(-142))),
            "right": lambda: self._strut(float(np.radians(-38))),
        }

    # --- how pieces come and go ----------------------------------------------------------------

    def _place(self, k: int) -> tuple[np.ndarray, float]:
        """How far piece ``k`` is from its seat (nm, nm, radians), and its presence."""
        come, left = float(self.in_place[k]), float(self.gone[k])
        out = self._middle(k) / np.linalg.norm(self._middle(k))
        away = (1 - come) ** 2 * _AWAY
        stray = self._strays[k] * left
        shift = out * (away + 20.0 * left**1.3) + stray[:2] * left
        turn = (1 - come) ** 2 * 0.5 * (1 if self.turns[k] >= 0 else -1) + stray[2]
        presence = min(come / 0.45, 1.0) * (1 - max(left - 0.35, 0.0) / 0.65)
        return np.array([*shift, turn]), presence

    @staticmethod
    def _stray_paths() -> np.ndarray:
        rng = np.random.default_rng(11)
        stray = rng.normal(0, 9.0, (CELLS, 3))
        stray[:, 2] = rng.uniform(-1.1, 1.1, CELLS)
        return stray

    # --- geometry --------------------------------------------------------------------------------

    def _at(self, angle: float, beyond: float) -> np.ndarray:
        """A place at an angle, ``beyond`` nm outside mid-membrane."""
        return (self.radius + beyond) * np.array([np.cos(angle), np.sin(angle)])

    def _middle(self, k: int) -> np.ndarray:
        return self._at(float(self.angles[k]), (CORNERS[0] + CORNERS[3]) / 2)

    def _strut(self, angle: float) -> Point:
        pitch = 2 * np.pi / CELLS
        cell = round((angle + np.pi / 2) / pitch)
        return self.spot(*self._at(-np.pi / 2 + cell * pitch, CORNERS[3]))

    def _corners(self, k: int) -> tuple[np.ndarray, ...]:
        """Inner tip, inner and outer shoulders (left, right), outer tip of a cell."""
        a, half = float(self.angles[k]), np.pi / CELLS
        inner, low, high, outer = CORNERS
        return (
            self._at(a, inner), self._at(a - half, low), self._at(a + half, low),
            self._at(a - half, high), self._at(a + half, high), self._at(a, outer),
        )

    def _sides(self, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """The shared edges that belong to a cell: the one away from the bottom; both at 0."""
        _, low_a, low_b, high_a, high_b, _ = self._corners(k)
        before, after = (low_a, high_a), (low_b, high_b)
        turn = int(self.turns[k])
        return [before, after] if turn == 0 else [after] if turn > 0 else [before]

    def _cell(self, k: int) -> BaseGeometry:
        inner, low_a, low_b, high_a, high_b, outer = self._corners(k)
        edges = [LineString([low_a, inner, low_b]), LineString([high_a, outer, high_b])]
        edges += [LineString(side) for side in self._sides(k)]
        return shapely.union_all([shapely.buffer(e, _STRUT, quad_segs=3) for e in edges])

    def _knots(self, k: int) -> BaseGeometry:
        inner, *_, outer = self._corners(k)
        spots = [inner, outer, *(end for side in self._sides(k) for end in side)]
        return shapely.union_all(
            [shapely.buffer(shapely.Point(*s), _KNOT, quad_segs=3) for s in spots]
        )

    def _adaptor(self, k: int) -> BaseGeometry:
        a = float(self.angles[k])
        stem = LineString([self._at(a, THICKNESS / 2 + 0.4), self._at(a, CORNERS[0] - 0.2)])
        return shapely.buffer(stem, 1.9, cap_style="flat")
