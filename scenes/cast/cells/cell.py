"""Whole cells: the leukemic blast with its broken DNA, and a blood stem cell without CD22.

Diameters: blast 12 µm (10-15 drawn from 1-3 times a resting lymphocyte), nucleus 78 % of it;
stem cell 8.4 µm. Drawn at 32 px/µm. The studs of CD22 and the marks of broken DNA are far
larger than life.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import (
    blank,
    closed_by,
    discs,
    fill,
    opened_by,
    outlines_now,
    polygons,
    union_of_discs,
)
from scenes.stage.layout import Point
from scenes.stage.style import (
    ANTIBODY_VH,
    ANTIBODY_VL,
    BLAST,
    CD22_TIP,
    CELL,
    DNA_A,
    DNA_B,
    INK,
    PAYLOAD,
    SPARK_CORE,
    SPARK_GLOW,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View

UM: Final = 1000.0
BLAST_RADIUS: Final = 6.0 * UM
STEM_RADIUS: Final = 4.2 * UM
NUCLEUS_SHARE: Final = 0.775


def organic(
    radius: float, amp: float, seed: int, modes: Sequence[int] = (2, 3, 5, 7), count: int = 220
) -> Polygon:
    """An almost round outline about the origin: a circle with a few soft waves."""
    rng = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    r = np.ones_like(angle)
    for mode in modes:
        phase = rng.uniform(0, 2 * np.pi)
        r += amp * (2 / mode) ** 0.9 * np.sin(mode * angle + phase)
    return Polygon(radius * np.column_stack([r * np.cos(angle), r * np.sin(angle)]))


def inset(geometry: BaseGeometry, nm: float) -> BaseGeometry:
    """A geometry made smaller on all sides."""
    return shapely.buffer(geometry, -nm, quad_segs=4)


@dataclass(frozen=True)
class Kind:
    """How a kind of cell looks: size (nm), colors, and how big its nucleus is."""

    radius: float
    cytoplasm: str
    granules: str
    nucleus: str
    nucleus_share: float


BLAST_KIND: Final = Kind(BLAST_RADIUS, lighter(BLAST, 0.56), lighter(BLAST, 0.34),
                         lighter(BLAST, 0.10), NUCLEUS_SHARE)
STEM_KIND: Final = Kind(STEM_RADIUS, lighter(ANTIBODY_VL, 0.34), mix(ANTIBODY_VL, ANTIBODY_VH, 0.3),
                        inked(ANTIBODY_VH, 0.05), 0.66)


@cache
def lace(radius: float, seed: int) -> tuple[BaseGeometry, BaseGeometry, BaseGeometry]:
    """Chromatin of a nucleus: dark at the rim, dark inside, light; about the origin."""
    rng = np.random.default_rng(seed)
    nucleus = organic(radius, 0.010, seed)

    def threads(count: int, low: float, high: float, size: float) -> BaseGeometry:
        angle = rng.uniform(0, 2 * np.pi, count)
        r = radius * np.sqrt(rng.uniform(low**2, high**2, count))
        centers = np.column_stack([r * np.cos(angle), r * np.sin(angle)])
        radii = radius * size * rng.uniform(0.55, 1.25, count)
        blob = union_of_discs(centers, radii)
        blob = opened_by(closed_by(blob, radius * size * 0.5), radius * size * 0.35)
        return shapely.intersection(blob, nucleus)

    rim = threads(64, 0.80, 1.02, 0.085)
    inner = shapely.difference(threads(46, 0.0, 0.78, 0.07), rim)
    light = shapely.difference(threads(34, 0.0, 0.85, 0.06), shapely.union(rim, inner))
    return rim, inner, light


@cache
def granules(radius: float, low: float, high: float, beans: int, dots: int, seed: int
             ) -> tuple[BaseGeometry, ...]:
    """Mitochondria (beans) and vesicles (dots) in a ring of cytoplasm, clear of each other."""
    rng = np.random.default_rng(seed)
    found: list[BaseGeometry] = []
    for i in range(beans + dots):
        for _ in range(60):
            angle, r = rng.uniform(0, 2 * np.pi), rng.uniform(low, high)
            if i < beans:
                t = np.linspace(-1, 1, 9)
                arc = np.column_stack([330 * t, rng.choice((-1, 1)) * 120 * t**2])
                shape: BaseGeometry = LineString(arc).buffer(150, quad_segs=4)
                lie = np.degrees(angle) + 90 + rng.normal(0, 25)
            else:
                shape, lie = shapely.Point(0, 0).buffer(rng.uniform(80, 165), quad_segs=6), 0.0
            place = r * np.cos(angle), r * np.sin(angle)
            shape = affinity.translate(affinity.rotate(shape, lie, origin=(0, 0)), *place)
            if all(shapely.distance(shape, other) > 90 for other in found):
                found.append(shape)
                break
    return tuple(found)


class Live(Part):
    """A fill whose geometry is drawn anew as its cell changes; few points, so it is cheap."""

    def __init__(self, color: str) -> None:
        super().__init__(blank(color))

    def draw(self, geometry: BaseGeometry, view: View, tolerance_px: float = 0.5) -> None:
        """Give it a new rest form (nm about the actor's origin)."""
        slim = shapely.simplify(geometry, view.nm(0.5 * tolerance_px), preserve_topology=False)
        self.rest = outlines_now([slim], view, tolerance_px=0.5 * tolerance_px)[0]


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
    """

    def __init__(self, view: View, kind: Kind, seed: int) -> None:
        super().__init__(view)
        self.kind, self.seed = kind, seed
        self.built = View(view.px_per_nm)
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
        self.skin.add(*(Live(tone) for tone in tones))
        self.draw_skin(organic(self.kind.radius, 0.010, self.seed))

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

    def _sheet(self, group: VGroup, color: str, geometry: BaseGeometry, grow_px: float = 0.0
               ) -> None:
        if grow_px:
            geometry = shapely.buffer(geometry, self.built.nm(grow_px), quad_segs=4)
        group.add(Part(fill(geometry, color, self.built)))

    def _make_granules(self) -> None:
        r, share = self.kind.radius, self.kind.nucleus_share
        room = (share + 0.035) * r + 150, 0.93 * r - 150
        beans = 9 if share > 0.7 else 13
        shapes = shapely.union_all(granules(r, *room, beans, 30, self.seed))
        self._sheet(self.inside, mix(self.kind.granules, self.kind.nucleus, 0.45), shapes, 1.2)
        self._sheet(self.inside, self.kind.granules, shapes)

    def _make_nucleus(self) -> None:
        """Envelope, pale ring, body with light layers, chromatin like lace, one nucleolus."""
        r, base = self.kind.radius * self.kind.nucleus_share, self.kind.nucleus
        shape = organic(r, 0.010, self.seed + 1)
        self.envelope, self.lace = VGroup(), VGroup()
        self.core.add(self.envelope, self.lace)
        body = inset(shape, 0.035 * r)
        self._sheet(self.envelope, INK, shape, CELL.between)
        self._sheet(self.envelope, lighter(base, 0.38), shape)
        self._sheet(self.envelope, base, body)
        for depth, shift, light in ((0.10, 0.05, 0.07), (0.24, 0.11, 0.14), (0.42, 0.17, 0.20)):
            layer = affinity.translate(inset(shape, depth * r), -shift * r, shift * r)
            self._sheet(self.envelope, lighter(base, light), shapely.intersection(layer, body))
        tones = inked(base, 0.16), inked(base, 0.10), lighter(base, 0.26)
        for tone, threads in zip(tones, lace(0.965 * r, self.seed + 2), strict=True):
            self._sheet(self.lace, tone, threads)
        spot = organic(0.125 * r, 0.05, self.seed + 3)
        nucleolus = affinity.translate(spot, 0.34 * r, 0.60 * r)
        self._sheet(self.lace, inked(base, 0.42), nucleolus, CELL.inner)
        self._sheet(self.lace, inked(base, 0.30), nucleolus)

    # --- posing ------------------------------

    @property
    def zoom(self) -> float:
        """Size in the picture over the size it was built at: a view may be assigned anew."""
        return self.view.px_per_nm / self.built.px_per_nm

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Cell:
        """Middle to ``position`` (nm of the view), turned, at the scale of the view."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        matrix, offset = rotation(self.angle) * self.zoom, self.offset()
        for part in self.parts():
            part.pose(matrix, offset)
        return self


class StemCell(Cell):
    """A blood stem cell: no CD22 on it."""

    def __init__(self, view: View, *, seed: int = 11) -> None:
        super().__init__(view, STEM_KIND, seed)
        self.pose((0.0, 0.0))


#: Where CD22 stands on a blast, degrees.
STUDS: Final = (10, 34, 56, 80, 103, 128, 150, 171, 196, 220, 246, 262, 289, 312, 337)
#: Marks of broken DNA in a blast's nucleus: place in shares of its radius, turn in degrees.
MARKS: Final = ((-0.28, 0.44, -28.0), (0.46, 0.02, 63.0), (-0.26, -0.46, 0.0))


class Blast(Cell):
    """A leukemic blast: CD22 on it, and marks where its DNA is broken.

    Parameters
    ----------
    view, seed
        As for :class:`Cell`.
    broken
        Whether its nucleus carries the marks of broken DNA.
    """

    def __init__(self, view: View, *, seed: int = 7, broken: bool = True) -> None:
        super().__init__(view, BLAST_KIND, seed)
        self.marks, self.studs = VGroup(), VGroup()
        self._stud_parts = Live(INK), Live(CD22_TIP)
        self.studs.add(*self._stud_parts)
        if broken:
            self._make_marks()
        self.add(self.marks, self.studs)
        self.draw_studs(1.0)
        self.pose((0.0, 0.0))

    def draw_studs(self, share: float, crowded: float = 1.0) -> None:
        """Set CD22 into the contour where it runs now.

        Parameters
        ----------
        share
            Size of every stud, share of full size.
        crowded
            Size of those that a smaller cell has no room for.
        """
        spots, radii = [], []
        for i, degrees in enumerate(STUDS):
            size = share * (1.0 if i % 5 in (0, 3) else crowded)
            if size > 0.03:
                spots.append(self._on_skin(np.radians(degrees)))
                radii.append(self.built.nm(6.4) * size)
        xy, r = np.array(spots).reshape(-1, 2), np.array(radii)
        line = self.built.nm(2.6)
        for part, radius in zip(self._stud_parts, (r + np.minimum(line, r), r), strict=True):
            part.rest = discs(xy, radius, INK, self.built).points

    def _on_skin(self, angle: float) -> tuple[float, float]:
        """The outermost point of the contour in a direction."""
        far = 3 * self.kind.radius * np.array([np.cos(angle), np.sin(angle)])
        ray = shapely.intersection(self.outline, LineString([(0, 0), far]))
        ends = shapely.get_coordinates(ray)
        best = ends[np.argmax(np.linalg.norm(ends, axis=1))] if len(ends) else far
        return float(best[0]), float(best[1])

    def _make_marks(self) -> None:
        """Symbols of broken DNA: two short helix ends, a cream star between, sparks beside."""
        r = self.kind.radius * self.kind.nucleus_share
        nucleus = inset(organic(r, 0.010, self.seed + 1), 0.06 * r)
        placed = [
            tuple(
                affinity.translate(affinity.rotate(g, turn, origin=(0, 0)), x * r, y * r)
                for g in mark()
            )
            for x, y, turn in MARKS
        ]
        halo, line, rungs, dark, light, glow, star, spark_line, sparks = (
            shapely.union_all([m[i] for m in placed]) for i in range(9)
        )
        tones = (
            (lighter(BLAST, 0.30), shapely.intersection(halo, nucleus)), (lighter(DNA_B, 0.2), rungs),
            (INK, line), (DNA_A, dark), (DNA_B, light), (SPARK_GLOW, glow), (SPARK_CORE, star),
            (INK, spark_line), (PAYLOAD, sparks),
        )
        for tone, shape in tones:
            self._sheet(self.marks, tone, shape)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``cd22`` (a stud), ``break`` (a mark of broken DNA) or the cell's ``middle``."""
        r = self.kind.radius * self.kind.nucleus_share
        return {
            **super().anchors(),
            "cd22": lambda: self.spot(*self._on_skin(np.radians(STUDS[5]))),
            "break": lambda: self.spot(MARKS[1][0] * r, MARKS[1][1] * r),
        }


@cache
def mark() -> tuple[BaseGeometry, ...]:
    """One symbol of broken DNA about the origin, nm (drawn for 32 px/µm): its nine fills.

    Halo, contour, rungs, dark strand, light strand, glow, star, sparks' contour, sparks.
    """
    px = 1 / 0.032
    strands: list[list[BaseGeometry]] = [[], []]
    rungs = []
    for side in (-1, 1):
        x = np.linspace(11, 56, 40)
        for strand, phase in enumerate((0.6, 0.6 + np.pi)):
            y = 15 * np.cos(2 * np.pi * x / 62 + phase) + side * 3
            strands[strand].append(LineString(np.column_stack([side * x, y]) * px))
        for step in np.linspace(18, 50, 5):
            pair = [15 * np.cos(2 * np.pi * step / 62 + p) + side * 3 for p in (0.6, 0.6 + np.pi)]
            rungs.append(LineString(np.array([[side * step, y] for y in pair]) * px))
    dark, light = (shapely.union_all(s) for s in strands)

    def thick(lines: BaseGeometry, width: float) -> BaseGeometry:
        return shapely.buffer(lines, width / 2 * px, quad_segs=4)

    angles = np.radians([58, 90, 122, 238, 270, 302])
    rays = shapely.union_all([
        LineString([(np.cos(a) * 26 * px, np.sin(a) * 26 * px), (np.cos(a) * s * px, np.sin(a) * s * px)])
        for a, s in zip(angles, (38, 43, 38, 38, 43, 38), strict=True)
    ])
    both = shapely.union(dark, light)
    return (
        thick(shapely.union(both, shapely.union_all(rungs)), 34), thick(both, 9.4),
        thick(shapely.union_all(rungs), 3.0), thick(dark, 5.2), thick(light, 5.2),
        star(27 * px, 0.62, 9, 0.2), star(20 * px, 0.60, 9, 0.55), thick(rays, 8.4), thick(rays, 4.8),
    )


def star(radius: float, waist: float, points: int, turn: float) -> Polygon:
    """A star about the origin: ``waist`` is the inner radius as a share of the outer."""
    angle = turn + np.pi * np.arange(2 * points) / points
    r = radius * np.where(np.arange(2 * points) % 2 == 0, 1.0, waist)
    return Polygon(np.column_stack([r * np.cos(angle), r * np.sin(angle)]))
