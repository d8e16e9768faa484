"""The edge of the nucleus: two membranes a narrow space apart, with pores through both.

Each membrane is a bilayer as elsewhere (4.5 nm, ledger: ``membrane``); their middles stand
15 nm apart. At a pore the two run into each other round a rim, and a ring of protein lines
the passage; small molecules wander through. A blast's nucleus is thousands of nanometers
across (ledger: ``lymphoblast``, ``blast_nucleus``): what is drawn is a piece of its edge,
bent more than in life so that it reads as an edge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.vesicle import Membrane
from scenes.cast.kit.curved import around, disc
from scenes.cast.kit.standing import Standing
from scenes.stage.drawing import discs, fill, polygons
from scenes.stage.layout import Point
from scenes.stage.style import (
    CROWD_NUCLEUS,
    CYTOSOL,
    INK,
    NUCLEUS,
    ORGANELLE,
    lighter,
    mix,
)
from scenes.stage.view import View

#: Between the middles of the two membranes, nm.
SPACE: Final = 15.0
#: Free width of a pore between the rims, nm.
PORE: Final = 20.0
_FIBER: Final = 1.5  # nm, half the width of a chromatin fiber


class NucleusEdge(Standing):
    """A piece of a nucleus: envelope, pores, quiet chromatin.

    Parameters
    ----------
    view
        Scale.
    center, radius
        Of the envelope's middle line, nm.
    pores
        Angles (radians) of the pores, as seen from the center.
    span
        Angles between which the envelope is drawn: the rest is never in the picture.
    seed
        How the chromatin lies.
    """

    def __init__(
        self,
        view: View,
        center: tuple[float, float],
        radius: float,
        pores: Sequence[float] = (),
        span: tuple[float, float] = (0.0, 2 * np.pi),
        seed: int = 1,
    ) -> None:
        super().__init__(view)
        self.middle, self.radius = np.asarray(center, dtype=float), radius
        self.pores, self.span = tuple(pores), span
        self.inside = fill(disc(center, radius), NUCLEUS, view)
        space = self._space()
        self.space = fill(space, mix(CYTOSOL, NUCLEUS, 0.45), view)
        self.chromatin = fill(self._fibers(seed), mix(NUCLEUS, CROWD_NUCLEUS, 0.22), view)
        self.envelope = Membrane(view, ground=NUCLEUS)
        self.envelope.follow([around(part) for part in polygons(space)])
        self.stand(self.inside, self.chromatin, self.space, self.envelope, *self._rings())

    def pore(self, index: int) -> np.ndarray:
        """The middle of a pore, nm."""
        return self._at(self.pores[index], 0.0)

    def within(self, index: int, depth: float) -> np.ndarray:
        """A place ``depth`` nm behind a pore, inside the nucleus."""
        return self._at(self.pores[index], -depth)

    def anchor(self, name: str, angle: float = 2.2) -> Callable[[], Point]:
        """A place on the outer membrane at an angle (radians)."""
        del name
        return lambda: self.view.point(*self._at(angle, SPACE / 2))

    # --- geometry -----------------------------------------------------------------------------

    def _at(self, angle: float, out: float) -> np.ndarray:
        return np.asarray(
            self.middle + (self.radius + out) * np.array([np.cos(angle), np.sin(angle)])
        )

    def _space(self) -> BaseGeometry:
        """The space between the two membranes: arcs from pore to pore with round ends."""
        gap = (PORE + SPACE) / 2 / self.radius
        ends = [self.span[0], *sorted(self.pores), self.span[1]]
        arcs = []
        for a, b in pairwise(ends):
            start = a + gap * (a in self.pores)
            turn = np.linspace(start, b - gap * (b in self.pores), 60)
            arcs.append(LineString([tuple(self._at(float(t), 0.0)) for t in turn]))
        return shapely.buffer(shapely.union_all(arcs), SPACE / 2, quad_segs=12)

    def _rings(self) -> list[VGroup]:
        """Two knobbly halves of protein in each pore: rings on both faces, spokes between."""
        made = []
        for angle in self.pores:
            out = np.array([np.cos(angle), np.sin(angle)])
            along = np.array([-out[1], out[0]])
            middle = self._at(angle, 0.0)
            spots, radii = [], []
            for side in (-1, 1):
                for beyond, in_, r in ((8.4, 7.4, 2.9), (3.0, 6.6, 2.8), (-3.0, 6.8, 2.7),
                                       (-8.6, 7.6, 3.0), (10.6, 11.2, 2.4), (-10.8, 11.6, 2.5)):
                    spots.append(middle + side * in_ * along + beyond * out)
                    radii.append(r)
            color = mix(CROWD_NUCLEUS, NUCLEUS, 0.18)
            rim = np.array(radii) + self.view.nm(ORGANELLE.outer)
            glint = np.array(spots) + np.array([-0.7, 0.8])
            made.append(VGroup(
                discs(np.array(spots), rim, mix(INK, CROWD_NUCLEUS, 0.35), self.view),
                discs(np.array(spots), np.array(radii), color, self.view),
                discs(glint, np.array(radii) * 0.52, lighter(color, 0.26), self.view),
            ))
        return made

    def _fibers(self, seed: int) -> BaseGeometry:
        """Chromatin as loosely wound threads, clear of the envelope and of the pores."""
        room = disc(self.middle, self.radius - SPACE / 2 - 9.0)
        clear = [shapely.buffer(shapely.Point(*self._at(a, -16.0)), 26.0) for a in self.pores]
        shown = [self._at(t, 60.0) for t in np.linspace(*self.span, 24)]
        sector = Polygon([tuple(self.middle), *(tuple(p) for p in shown)])
        room = shapely.intersection(shapely.difference(room, shapely.union_all(clear)), sector)
        rng = np.random.default_rng(seed)
        threads = []
        for _ in range(max(int(self.radius / 1.6), 6)):
            angle, deep = rng.uniform(0, 2 * np.pi), self.radius * np.sqrt(rng.uniform(0.05, 0.95))
            heading = rng.uniform(0, 2 * np.pi)
            bends = np.cumsum(rng.normal(0, 0.75, 9))
            steps = 13.0 * np.stack([np.cos(heading + bends), np.sin(heading + bends)], axis=1)
            start = self.middle + deep * np.array([np.cos(angle), np.sin(angle)])
            knots = np.vstack([start, start + np.cumsum(steps, axis=0)])
            threads.append(shapely.buffer(LineString(_rounded(knots)), _FIBER, quad_segs=6))
        drawn = shapely.intersection(shapely.union_all(threads), room)
        return shapely.buffer(shapely.buffer(drawn, -1.1, quad_segs=6), 1.1, quad_segs=6)


def _rounded(knots: np.ndarray, per: int = 6) -> np.ndarray:
    """A smooth line through knots, shape (n, 2): a uniform cubic B-spline."""
    t = np.linspace(0, 1, per, endpoint=False)[:, None]
    weights = ((1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, -3 * t**3 + 3 * t**2 + 3 * t + 1, t**3)
    runs = [
        sum(w * knots[i + k] for k, w in enumerate(weights)) / 6 for i in range(len(knots) - 3)
    ]
    return np.vstack(runs)


__all__ = ["PORE", "SPACE", "NucleusEdge"]
