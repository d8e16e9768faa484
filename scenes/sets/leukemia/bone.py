"""Bone round the windows: its layers (lamellae) and its cells, quiet, behind everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from scenes.cast.cells.forms import UM, um_to_nm
from scenes.sets.leukemia.tissue_cells import MarrowField, bone_window
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import fill, polygons
from scenes.stage.style import BONE, BONE_CELL, BONE_LAMELLA, INK, inked, lighter, mix
from scenes.stage.view import View

_DEPTHS: Final = (6.5, 9.6, 12.9, 16.4, 20.2, 24.5)  # µm of the layers from the marrow


class Bone(Actor):
    """Layers and cells of bone over a plain ground.

    Parameters
    ----------
    view
        Scale; its origin is the picture's middle.
    fields
        The windows in it.
    frame, calm
        The picture, and areas (µm: left, bottom, right, top) in which bone cells do not lie.
    """

    def __init__(
        self, view: View, fields: Sequence[MarrowField], frame: tuple[float, float, float, float],
        calm: Sequence[tuple[float, float, float, float]], seed: int = 4,
    ) -> None:
        super().__init__(view)
        holes = shapely.union_all([bone_window(f) for f in fields])
        px = view.nm(1.0) / UM
        area = box(*frame)
        words = shapely.union_all([box(*c) for c in calm])
        deep, faint = self._layers(holes, area, px, seed)
        quiet = shapely.buffer(words, 0.6)
        pale = deep.intersection(quiet).union(faint.intersection(quiet))
        for shape, share in ((deep.difference(quiet), 1.0), (faint.difference(quiet), 0.62), (pale, 0.22)):
            self.add(Part(fill(um_to_nm(shape), mix(BONE, BONE_LAMELLA, share), view, tolerance_px=0.6)))
        self._cells(holes, area, words, px, seed)

    @staticmethod
    def _layers(holes: BaseGeometry, area: BaseGeometry, px: float, seed: int
                ) -> tuple[BaseGeometry, BaseGeometry]:
        """Broken lines that run along the marrow; nearer ones deeper in color."""
        near: list[BaseGeometry] = []
        far: list[BaseGeometry] = []
        for n, depth in enumerate(_DEPTHS):
            rng = np.random.default_rng(seed + n)
            for ring in _rings(shapely.buffer(holes, depth, quad_segs=8)):
                s = rng.uniform(0, 8)
                while s < ring.length:
                    run = rng.uniform(9, 40)
                    piece = substring(ring, s, min(s + run, ring.length)).intersection(area)
                    (near if n < 3 else far).append(piece.buffer(1.5 * px, quad_segs=2))
                    s += run + rng.uniform(3, 14)
        return shapely.union_all(near), shapely.union_all(far)

    def _cells(self, holes: BaseGeometry, area: BaseGeometry, words: BaseGeometry, px: float, seed: int
               ) -> None:
        """Bone cells: small spindles in their hollows, with short canals."""
        rng = np.random.default_rng(seed + 50)
        room = shapely.buffer(area, -3).difference(shapely.buffer(holes, 8)).difference(
            shapely.buffer(words, 3)
        )
        left, low, right, high = area.bounds
        canals: list[BaseGeometry] = []
        bodies: list[BaseGeometry] = []
        for _ in range(900):
            at = shapely.Point(rng.uniform(left, right), rng.uniform(low, high))
            if len(bodies) < 16 and room.contains(at) and all(b.distance(at) > 19 for b in bodies):
                near = holes.boundary.interpolate(holes.boundary.project(at))
                turn = float(np.degrees(np.arctan2(near.y - at.y, near.x - at.x))) + 90
                body = affinity.rotate(affinity.scale(at.buffer(1.0), 2.0, 0.8), turn)
                bodies.append(body)
                for k in range(9):
                    angle = np.radians(turn + 180 * (k // 5) + 90 + 22 * (k % 5 - 2))
                    out = np.array([np.cos(angle), np.sin(angle)])
                    base = np.array([at.x, at.y]) + np.array(
                        [np.cos(np.radians(turn)), np.sin(np.radians(turn))]) * 0.55 * (k % 5 - 2)
                    canals.append(LineString([base, base + out * rng.uniform(1.6, 2.5)]).buffer(0.7 * px))
        spread = shapely.union_all(bodies)
        for shape, color in (
            (shapely.union_all(canals), mix(BONE, BONE_CELL, 0.75)),
            (shapely.buffer(spread, 2.0 * px), mix(BONE_CELL, INK, 0.15)), (spread, lighter(BONE, 0.4)),
            (shapely.union_all([affinity.scale(b, 0.5, 0.55) for b in bodies]), inked(BONE_CELL, 0.1)),
        ):
            self.add(Part(fill(um_to_nm(shape), color, self.view)))


def _rings(geometry: BaseGeometry) -> list[LineString]:
    parts = geometry.geoms if hasattr(geometry, "geoms") else [geometry]
    return [LineString(p.exterior.coords) for p in parts]


_RIM: Final = 5.5  # px of ink round a window
_COVER: Final = 5.2  # µm of bone that lies over cells at the edge


class BoneEdge(Actor):
    """The edge of the bone round a field: it lies over the cells, and cuts them off.

    Bone, an ink rim, and the flat cells that line it.
    """

    def __init__(self, view: View, field: MarrowField) -> None:
        super().__init__(view)
        hole, px = bone_window(field), view.nm(1.0) / UM
        rows: list[tuple[BaseGeometry, str]] = [
            (shapely.buffer(hole, _COVER + 2 * px).difference(hole), BONE),
            (shapely.buffer(hole, 21 * px).difference(hole), mix(BONE, BONE_LAMELLA, 0.55)),
            (shapely.buffer(hole, 13.5 * px).difference(hole), lighter(BONE, 0.55)),
            (shapely.buffer(hole, _RIM * px).difference(hole), INK),
        ]
        lining = self._lining(field, hole)
        rows += [(shapely.buffer(lining, 2.2 * px), inked(BONE_CELL, 0.45)),
                 (lining, lighter(BONE_CELL, 0.55))]
        for shape, color in rows:
            self.add(Part(fill(um_to_nm(shape), color, view)))
        nuclei = [affinity.scale(c, 0.36, 0.36) for c in polygons(lining)]
        self.add(Part(fill(um_to_nm(shapely.union_all(nuclei)), BONE_CELL, view)))

    @staticmethod
    def _lining(field: MarrowField, hole: BaseGeometry) -> BaseGeometry:
        rng = np.random.default_rng(field.seed + 40)
        inner = shapely.buffer(hole, -0.9)
        edge = inner.exterior
        cells = []
        for start in rng.uniform(0, edge.length, 5):
            for k in range(int(rng.integers(3, 6))):
                s = (start + 5.9 * k) % edge.length
                a, b = edge.interpolate(s), edge.interpolate((s + 1.0) % edge.length)
                turn = float(np.degrees(np.arctan2(b.y - a.y, b.x - a.x)))
                cells.append(affinity.rotate(affinity.scale(a.buffer(1.0), 2.5, 1.05), turn))
        kept: list[BaseGeometry] = []
        for cell in cells:
            if all(cell.distance(other) > 0.3 for other in kept):
                kept.append(cell)
        return shapely.union_all(kept)
