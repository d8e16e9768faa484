"""The quiet death of a blast: it shrinks, blebs, falls into bodies; another cell takes them up.

Sizes: blast 12 µm, shrunken cell 8.3 µm, bodies 1.6 to 4 µm, clearing cell 17 µm; the order of
the steps is what pathology describes (ledger: ``apoptosis_steps``), their duration the film's.
The dying cell is a handful of discs under one skin: as they drift apart, the skin between them
narrows, closes and lets go.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.blast import BLAST_RADIUS, Blast
from scenes.cast.cells.forms import inset, round_outline
from scenes.cast.kit.redrawn import RedrawnFill
from scenes.stage.actor import LifeSize
from scenes.stage.drawing import closed_by, opened_by, without_holes
from scenes.stage.motion import ease, stepped, wobble
from scenes.stage.presence import set_presence
from scenes.stage.style import BLAST, BLAST_CHROMATIN, CELL, inked, lighter
from scenes.stage.view import View

_R: Final = BLAST_RADIUS
#: The shrunken cell's middle part, share of the blast's radius.
_SHRUNK: Final = 0.66
#: Blebs: direction (degrees) and radius (share of the shrunken radius); very unequal.
_BLEBS: Final = ((34, 0.24), (72, 0.44), (127, 0.17), (158, 0.30), (212, 0.38), (240, 0.13),
                 (288, 0.42), (346, 0.26))
#: What the cell falls into: where a body comes from (bleb number, or -1 for the middle), how
#: far and whereto it drifts (shares of the blast's radius), its radius there, and the radius
#: of the dense chromatin in it (share of its own; 0 for none).
_BODIES: Final = (
    (0, (0.98, 0.62), 0.200, 0.0), (1, (0.34, 1.06), 0.275, 0.46), (2, (-0.62, 0.98), 0.150, 0.0),
    (3, (-1.16, 0.42), 0.235, 0.42), (4, (-0.98, -0.60), 0.265, 0.0), (5, (-0.42, -1.14), 0.140, 0.0),
    (6, (0.56, -1.00), 0.290, 0.44), (7, (1.20, -0.22), 0.200, 0.0),
    (-1, (-0.34, 0.20), 0.340, 0.50), (-1, (0.42, 0.12), 0.260, 0.40), (-1, (-0.02, -0.54), 0.220, 0.0),
)  # fmt: skip
_DENSE: Final = lighter(BLAST_CHROMATIN, 0.14)


class DyingBlast(Blast):
    """A blast that dies: :meth:`die` sets how far; at zero it is a living blast.

    Parameters
    ----------
    view, seed
        As for :class:`~scenes.cast.cells.cell.Blast`.

    Attributes
    ----------
    drift
        How far (nm) each body has been carried from its own path, shape (n, 2).
    marked
        Presence of its marks of broken DNA, 0-1.
    taken
        Share 0-1 by which each body has been taken up by another cell: no longer drawn at 1.
    """

    life_size = LifeSize("lymphoblast.um", 0.7, 1.9, unit_nm=1000)  # it shrinks, its bodies drift apart

    def __init__(self, view: View, *, seed: int = 7) -> None:
        super().__init__(view, seed=seed)
        self.shrunk = self.apart = 0.0
        self.marked = 1.0
        self._drawn: object = None
        self.drift: np.ndarray = np.zeros((len(_BODIES), 2))
        self.taken = np.zeros(len(_BODIES))
        self._living = round_outline(_R, 0.010, seed)
        self.dense = VGroup(*map(RedrawnFill, (inked(BLAST_CHROMATIN, 0.55), BLAST_CHROMATIN, _DENSE)))
        self.add(self.dense)
        self._make_crescent()
        self.die(0.0, 0.0, 0.0)

    # --- the story ------------------------------

    def die(self, shrunk: float, apart: float, time: float) -> DyingBlast:
        """Shrink and bleb by ``shrunk`` (0-1), then fall ``apart`` (0-1) into bodies.

        ``time`` (s) keeps blebs and bodies in slow motion.
        """
        self.shrunk, self.apart, self.time = shrunk, apart, stepped(time)
        self._draw_if_changed()
        core = 1 - 0.46 * ease(shrunk, 0.05, 0.95)
        self.shrunken = {id(self.core): core, id(self.marks): core, id(self.inside): 1 - 0.40 * shrunk}
        going = _late(apart)
        for group, share in (
            (self.skin, 1.0), (self.studs, 1.0), (self.dense, 1.0),
            (self.inside, (1 - 0.45 * shrunk) * (1 - ease(apart, 0.0, 0.15))),
            (self.envelope, 1 - going),
            (self.chromatin, float(np.clip(1.35 - 2.0 * shrunk, 0, 1))),
            (self.crescent, float(np.clip(2.2 * shrunk - 0.9, 0, 1)) * (1 - going)),
            (self.marks, max(0.0, 1 - 2.6 * shrunk) * self.marked),
        ):
            set_presence(group, share)
        self.pose(self.position, self.angle)
        return self

    def _draw_if_changed(self) -> None:
        """Draw skin, studs and dense beads anew, unless they look as they last did."""
        moving = self.time if self.shrunk > 0 else 0.0
        state = (self.shrunk, self.apart, moving, self.drift.tobytes(), self.taken.tobytes())
        if state == self._drawn:
            return
        self._drawn = state
        self.draw_skin(self._outline())
        self.draw_studs(1 - ease(self.apart, 0.0, 0.5), 1 - ease(self.shrunk, 0.3, 0.5))
        self._draw_dense()

    # --- its discs ------------------------------

    def body(self, index: int) -> tuple[np.ndarray, float]:
        """Middle (nm, own frame) and radius of a body now."""
        bleb, goal, size, _ = _BODIES[index]
        start, begin = self._bleb(bleb) if bleb >= 0 else self._heart(index)
        s = ease(self.apart, 0.0, 1.0)
        wave = 0.03 * _R * (0.4 + s) * wobble(self.seed + 31 * index, self.time, dims=2)
        place = start + (np.array(goal) * _R - start) * s + wave * s + self.drift[index]
        return place, begin + (size * _R - begin) * s

    def _bleb(self, index: int) -> tuple[np.ndarray, float]:
        """A bleb of the shrunken cell: middle and radius; it swells and yields by itself."""
        degrees, size = _BLEBS[index]
        grown = ease(self.shrunk, 0.30 + 0.05 * ((index * 5) % 8), 0.42)
        breath = 1 + 0.10 * float(wobble(self.seed + 7 * index, self.time)[0])
        radius = size * _SHRUNK * _R * grown * breath
        reach = self._heart_radius() + radius * 0.30 - (1 - grown) * 0.2 * _R
        angle = np.radians(degrees)
        return reach * np.array([np.cos(angle), np.sin(angle)]), max(radius, 1.0)

    def _heart_radius(self) -> float:
        return _R * (1 - (1 - _SHRUNK) * ease(self.shrunk, 0.0, 0.85))

    def _heart(self, index: int) -> tuple[np.ndarray, float]:
        """The middle parts lie inside the cell before it falls apart."""
        goal = np.array(_BODIES[index][1])
        return goal * 0.45 * _R * _SHRUNK, 0.55 * _SHRUNK * _R

    def _outline(self) -> BaseGeometry:
        """One skin round all discs; more than one polygon once bodies have come free."""
        if self.shrunk <= 0:
            return self._living
        whole = affinity.scale(self._living, *[self._heart_radius() / _R] * 2, origin=(0, 0))
        shapes: list[BaseGeometry] = []
        if self.apart < 0.5:
            left = 1 - ease(self.apart, 0.0, 0.5)
            shapes.append(affinity.scale(whole, left, left, origin=(0, 0)))
        for index in range(len(_BODIES)):
            if self.taken[index] < 1:
                shapes.append(self._skin_of(index))
        if not shapes:
            return shapely.Polygon()
        bridge = 0.085 * _R * (1 - 0.75 * ease(self.apart, 0.2, 0.8))
        return without_holes(closed_by(shapely.union_all(shapes), bridge))

    def _skin_of(self, index: int) -> BaseGeometry:
        place, radius = self.body(index)
        radius *= 1 - self.taken[index]
        shape = round_outline(max(radius, 1.0), 0.03 * self.apart, self.seed + index, (2, 3), 64)
        return affinity.translate(shape, *place)

    # --- dense chromatin ------------------------------

    def _make_crescent(self) -> None:
        """One crescent of dense chromatin against the envelope, three unequal beads apart."""
        r = _R * self.kind.nucleus_share
        shape = inset(round_outline(r, 0.010, self.seed + 1), 0.075 * r)
        wedge = shapely.Polygon(
            [(0, 0)] + [(2 * r * np.cos(a), 2 * r * np.sin(a)) for a in np.radians(
                np.linspace(102, 258, 12))]
        )
        bite = shapely.Point(0.52 * r, 0.02 * r).buffer(0.98 * r, quad_segs=24)
        crescent = opened_by(shapely.difference(shapely.intersection(shape, wedge), bite), 0.05 * r)
        beads = [shapely.Point(x * r, y * r).buffer(s * r, quad_segs=16)
                 for x, y, s in ((0.44, -0.12, 0.20), (0.62, 0.24, 0.10), (0.22, -0.40, 0.13))]
        dense = shapely.union_all([crescent, *beads])
        self.crescent = VGroup()
        self.core.add(self.crescent)
        pale = lighter(BLAST, 0.30)
        self._add_fill(self.crescent, pale, shape)
        self._add_fill(self.crescent, inked(BLAST_CHROMATIN, 0.5), dense, CELL.between)
        self._add_fill(self.crescent, BLAST_CHROMATIN, dense)
        lit = affinity.translate(inset(dense, 0.045 * r), -0.01 * r, 0.015 * r)
        self._add_fill(self.crescent, lighter(BLAST_CHROMATIN, 0.16), lit)

    def _draw_dense(self) -> None:
        """A dense bead, off center, in about half of the bodies."""
        shapes = []
        for index, (_, _, _, dense) in enumerate(_BODIES):
            share = dense * ease(self.apart, 0.02, 0.30) * (1 - self.taken[index])
            if share > 0.02:
                place, radius = self.body(index)
                off = radius * 0.26 * np.array([np.cos(index * 2.1), np.sin(index * 2.1)])
                shapes.append(shapely.Point(*(place + off)).buffer(share * radius, quad_segs=12))
        beads = shapely.union_all(shapes) if shapes else shapely.Polygon()
        lit = affinity.translate(inset(beads, 0.035 * _R), -0.012 * _R, 0.018 * _R)
        line = shapely.buffer(beads, self.built.nm(CELL.between * 0.7), quad_segs=4)
        for part, shape in zip(self.dense, (line, beads, lit), strict=True):
            part.draw(shape, self.built)


def _late(apart: float) -> float:
    """How far the nucleus has gone while the cell falls apart."""
    return ease(apart, 0.0, 0.24)
