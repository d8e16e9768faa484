"""The leukemic blast: CD22 on its surface, and marks where its DNA is broken.

Diameter 12 µm (10-15 drawn from 1-3 times a resting lymphocyte), nucleus 78 % of it. Drawn at 32 px/µm.
The studs of CD22 and the marks of broken DNA are far larger than life.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.cell import Cell, CellKind
from scenes.cast.cells.forms import UM, inset, on_skin, round_outline
from scenes.cast.kit.marks import star
from scenes.cast.kit.redrawn import RedrawnFill
from scenes.stage.actor import LifeSize
from scenes.stage.drawing import discs
from scenes.stage.layout import Point
from scenes.stage.style import BLAST, CD22_TIP, DNA_A, DNA_B, INK, PAYLOAD, SPARK_CORE, SPARK_GLOW, lighter
from scenes.stage.view import View

BLAST_RADIUS: Final = 6.0 * UM
NUCLEUS_SHARE: Final = 0.775
BLAST_KIND: Final = CellKind(BLAST_RADIUS, lighter(BLAST, 0.56), lighter(BLAST, 0.34),
                         lighter(BLAST, 0.10), NUCLEUS_SHARE)
#: Where CD22 stands on a blast, degrees.
STUDS: Final = (10, 34, 56, 80, 103, 128, 150, 171, 196, 220, 246, 262, 289, 312, 337)
#: Marks of broken DNA in a blast's nucleus: place in shares of its radius, turn in degrees.
BREAK_MARKS: Final = ((-0.28, 0.44, -28.0), (0.46, 0.02, 63.0), (-0.26, -0.46, 0.0))


class Blast(Cell):
    """A leukemic blast: CD22 on it, and marks where its DNA is broken.

    Parameters
    ----------
    view, seed
        As for :class:`Cell`.
    broken
        Whether its nucleus carries the marks of broken DNA.
    """

    life_size = LifeSize("lymphoblast.um", 0.8, 1.4, unit_nm=1000)

    def __init__(self, view: View, *, seed: int = 7, broken: bool = True) -> None:
        super().__init__(view, BLAST_KIND, seed)
        self.marks, self.studs = VGroup(), VGroup()
        self._stud_parts = RedrawnFill(INK), RedrawnFill(CD22_TIP)
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
        return on_skin(self.outline, angle, self.kind.radius)

    def _make_marks(self) -> None:
        """Symbols of broken DNA: two short helix ends, a cream star between, sparks beside."""
        r = self.kind.radius * self.kind.nucleus_share
        nucleus = inset(round_outline(r, 0.010, self.seed + 1), 0.06 * r)
        placed = [
            tuple(
                affinity.translate(affinity.rotate(g, turn, origin=(0, 0)), x * r, y * r)
                for g in broken_dna_mark()
            )
            for x, y, turn in BREAK_MARKS
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
            self._add_fill(self.marks, tone, shape)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``cd22`` (a stud), ``break`` (a mark of broken DNA) or the cell's ``middle``."""
        r = self.kind.radius * self.kind.nucleus_share
        return {
            **super().anchors(),
            "cd22": lambda: self.spot(*self._on_skin(np.radians(STUDS[5]))),
            "break": lambda: self.spot(BREAK_MARKS[1][0] * r, BREAK_MARKS[1][1] * r),
        }


@cache
def broken_dna_mark() -> tuple[BaseGeometry, ...]:
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
