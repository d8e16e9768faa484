"""Whole cells: a round body with granules and a nucleus, and as one of them a blood stem cell without CD22.

Diameters: stem cell 8.4 µm; the others have modules of their own. Drawn at 32 px/µm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.forms import UM, chromatin, granules, inset, round_outline
from scenes.cast.kit.redrawn import RedrawnFill
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import fill, polygons
from scenes.stage.members import family
from scenes.stage.style import ANTIBODY_VH, ANTIBODY_VL, CELL, INK, inked, lighter, mix
from scenes.stage.view import View

STEM_RADIUS: Final = 4.2 * UM


@dataclass(frozen=True)
class CellKind:
    """How a kind of cell looks: size (nm), colors, and how big its nucleus is."""

    radius: float
    cytoplasm: str
    granules: str
    nucleus: str
    nucleus_share: float


STEM_KIND: Final = CellKind(STEM_RADIUS, lighter(ANTIBODY_VL, 0.34), mix(ANTIBODY_VL, ANTIBODY_VH, 0.3),
                        inked(ANTIBODY_VH, 0.05), 0.66)


class Cell(Actor):
    """A round cell; its origin is its middle.

    Parameters
    ----------
    view
        Scale (0.032 px/nm is 32 px/µm).
    kind
        Size, colors and nucleus.
    seed
        Its waves, granules and chromatin.

    Attributes
    ----------
    shrunken
        Groups that have shrunk about the middle, by their ``id``: to which share of their size.
    """

    def __init__(self, view: View, kind: CellKind, seed: int) -> None:
        super().__init__(view)
        self.kind, self.seed = kind, seed
        self.built = View(view.px_per_nm)
        self.shrunken: dict[int, float] = {}
        self.skin, self.inside, self.core = VGroup(), VGroup(), VGroup()
        self.add(self.skin, self.inside, self.core)
        self._make_skin()
        self._make_granules()
        self._make_nucleus()

    # --- building ------------------------------

    def _make_skin(self) -> None:
        """Contour, rim, body and two lighter layers."""
        base = self.kind.cytoplasm
        tones = (INK, mix(base, inked(self.kind.nucleus, 0.3), 0.30), base,
                 lighter(base, 0.12), lighter(base, 0.24))
        self.skin.add(*(RedrawnFill(tone) for tone in tones))
        self.draw_skin(round_outline(self.kind.radius, 0.010, self.seed))

    def draw_skin(self, outline: BaseGeometry) -> None:
        """Dress an outline (nm): line, rim, body, and layers moved toward the light."""
        r, line = self.kind.radius, self.built.nm(CELL.outer)
        deep = shapely.union_all([self._shrunk(p, 0.055) for p in polygons(outline)])
        lit = [
            shapely.intersection(
                affinity.translate(
                    shapely.union_all([self._shrunk(p, depth) for p in polygons(outline)]),
                    -shift * r, shift * r,
                ),
                deep,
            )
            for depth, shift in ((0.085, 0.05), (0.19, 0.12))
        ]
        shapes = (shapely.buffer(outline, line, quad_segs=4), outline, deep, *lit)
        for part, shape in zip(self.skin, shapes, strict=True):
            part.draw(shape, self.built)
        self.outline = outline

    def _shrunk(self, polygon: Polygon, share: float) -> BaseGeometry:
        """A body made smaller by a share of the cell's radius, less so if it is small."""
        size = min(1.0, (polygon.area / np.pi) ** 0.5 / self.kind.radius)
        depth = share * self.kind.radius * size**0.75
        whole = inset(Polygon(polygon.exterior), depth)
        holes = [shapely.buffer(Polygon(h), 0.3 * depth, quad_segs=4) for h in polygon.interiors]
        return shapely.difference(whole, shapely.union_all(holes)) if holes else whole

    def _add_fill(self, group: VGroup, color: str, geometry: BaseGeometry, grow_px: float = 0.0
               ) -> None:
        if grow_px:
            geometry = shapely.buffer(geometry, self.built.nm(grow_px), quad_segs=4)
        group.add(Part(fill(geometry, color, self.built)))

    def _make_granules(self) -> None:
        r, share = self.kind.radius, self.kind.nucleus_share
        room = (share + 0.035) * r + 150, 0.93 * r - 150
        beans = 9 if share > 0.7 else 13
        shapes = shapely.union_all(granules(r, *room, beans, 30, self.seed))
        self._add_fill(self.inside, mix(self.kind.granules, self.kind.nucleus, 0.45), shapes, 1.2)
        self._add_fill(self.inside, self.kind.granules, shapes)

    def _make_nucleus(self) -> None:
        """Envelope, pale ring, body with light layers, chromatin like lace, one nucleolus."""
        r, base = self.kind.radius * self.kind.nucleus_share, self.kind.nucleus
        shape = round_outline(r, 0.010, self.seed + 1)
        self.envelope, self.chromatin = VGroup(), VGroup()
        self.core.add(self.envelope, self.chromatin)
        body = inset(shape, 0.035 * r)
        self._add_fill(self.envelope, INK, shape, CELL.between)
        self._add_fill(self.envelope, lighter(base, 0.38), shape)
        self._add_fill(self.envelope, base, body)
        for depth, shift, light in ((0.10, 0.05, 0.07), (0.24, 0.11, 0.14), (0.42, 0.17, 0.20)):
            layer = affinity.translate(inset(shape, depth * r), -shift * r, shift * r)
            self._add_fill(self.envelope, lighter(base, light), shapely.intersection(layer, body))
        tones = inked(base, 0.16), inked(base, 0.10), lighter(base, 0.26)
        for tone, threads in zip(tones, chromatin(0.965 * r, self.seed + 2), strict=True):
            self._add_fill(self.chromatin, tone, threads)
        spot = round_outline(0.125 * r, 0.05, self.seed + 3)
        nucleolus = affinity.translate(spot, 0.34 * r, 0.60 * r)
        self._add_fill(self.chromatin, inked(base, 0.42), nucleolus, CELL.inner)
        self._add_fill(self.chromatin, inked(base, 0.30), nucleolus)

    # --- posing ------------------------------

    @property
    def zoom(self) -> float:
        """Size in the picture over the size it was built at: a view may be assigned anew."""
        return self.view.px_per_nm / self.built.px_per_nm

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Cell:
        """Middle to ``position`` (nm of the view), turned, at the scale of the view."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        turn, offset = rotation(self.angle) * self.zoom, self.offset()
        for group in self.submobjects:
            matrix = turn * self.shrunken.get(id(group), 1.0)
            for part in family(group):
                if isinstance(part, Part):
                    part.pose(matrix, offset)
        return self


class StemCell(Cell):
    """A blood stem cell: no CD22 on it."""

    def __init__(self, view: View, *, seed: int = 11) -> None:
        super().__init__(view, STEM_KIND, seed)
        self.pose((0.0, 0.0))
