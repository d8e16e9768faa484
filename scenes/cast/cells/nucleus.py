"""The edge of the nucleus: two membranes a narrow space apart, with pores through both.

Each membrane is a bilayer as elsewhere (4.5 nm, ledger: ``membrane``); their middles stand
15 nm apart. At a pore the two run into each other round a rim, and a ring of protein lines
the passage; small molecules wander through. A blast's nucleus is thousands of nanometers
across (ledger: ``lymphoblast``, ``blast_nucleus``): what is drawn is a piece of its edge,
bent more than in life so that it reads as an edge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, product
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.vesicle import Membrane
from scenes.cast.kit.curved import around, disc
from scenes.cast.kit.standing import Standing
from scenes.cast.molecules.fiber import free_end, grow, joined
from scenes.cast.molecules.fiber_paint import FiberLook, sheets_of
from scenes.stage.drawing import discs, fill, polygons
from scenes.stage.kept import kept
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
#: Chromatin: how far back it lies (nm), how far it is hazed; from one bundle to the next, nm.
_DEPTHS: Final = ((-84.0, 0.94), (-40.0, 0.88))
_APART: Final = 62.0


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
        self.chromatin = VGroup(*(fill(form, color, view, tolerance_px=0.8) for form, color in _fibers(
            self._room(), seed)))
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

    def _room(self) -> BaseGeometry:
        """Where chromatin lies: clear of the envelope and of the pores, in the piece that is seen."""
        room = disc(self.middle, self.radius - SPACE / 2 - 9.0)
        clear = [shapely.buffer(shapely.Point(*self._at(a, -16.0)), 26.0) for a in self.pores]
        shown = [self._at(t, 60.0) for t in np.linspace(*self.span, 24)]
        sector = Polygon([tuple(self.middle), *(tuple(p) for p in shown)])
        return shapely.intersection(shapely.difference(room, shapely.union_all(clear)), sector)


@kept
def _fibers(room: BaseGeometry, seed: int) -> list[tuple[BaseGeometry, str]]:
    """Fibers of nucleosomes at two depths, in bundles with room between them, hazed: the DNA that clip 3 comes to."""
    rng, taken, drawn = np.random.default_rng(seed), np.zeros((0, 3)), list[tuple[BaseGeometry, str]]()
    left, bottom, right, top = room.bounds
    for deep, haze in _DEPTHS:
        fibers = []
        for x, y in product(np.arange(left, right, _APART), np.arange(bottom, top, _APART)):
            middle = np.array([x, y]) + rng.uniform(0, _APART, 2)
            turn = np.linspace(0, 1.6 * np.pi, int(rng.integers(6, 13)))[:, None]
            wave = rng.normal(0, 1, (2, 2))
            way = middle + 0.36 * _APART * (wave[0] * np.sin(turn) + wave[1] * np.cos(turn))
            guides = np.column_stack([way, np.full(len(way), deep)])
            if room.contains(shapely.Point(*middle)):
                fibers.append(grow(free_end(guides[0], rng), guides, np.array([13.0, 13.0, 7.0]), taken, rng))
                taken = np.vstack([taken, fibers[-1].middles])
        if fibers:  # whole nucleosomes only: pieces of them would look like letters
            fiber = joined(fibers)
            whole = fiber.only(shapely.contains_xy(shapely.buffer(room, -7.0), *fiber.middles[:, :2].T))
            drawn += [(shapely.intersection(sheet.geometry, room), mix(sheet.color, NUCLEUS, haze))
                      for sheet in sheets_of(whole, FiberLook(0.0, "shadow"))]
    return drawn


__all__ = ["PORE", "SPACE", "NucleusEdge"]
