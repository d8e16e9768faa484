"""Signs of treatments, tags with the date of a report, plates with a name.

A whole ring says approved, a broken one says being studied. Lengths in stage px.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VMobject
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from scenes.cast.cells.small_cell import SmallCell, receptor
from scenes.cast.kit.marks import drop_form, lettered
from scenes.cast.kit.scenery import Plane
from scenes.cast.molecules.antibody import Antibody
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import contour, discs, fill, merged
from scenes.stage.members import family
from scenes.stage.style import (
    ANTIBODY_HINGE,
    ANTIBODY_VL,
    BARK,
    CONDITIONING,
    HEALTHY,
    HEALTHY_B,
    INK,
    LINKER,
    LIPID_HEAD,
    PAPER_CARD,
    PAYLOAD,
    REMISSION_GROUND,
    SKY,
    SOIL,
    WHITE,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View
from scenes.stage.words import width_px

#: Px of a sign's radius that its pictures are drawn for.
_DRAWN_FOR: Final = 81.0
#: Pictures of what is approved, and of what is being studied.
APPROVED: Final = ("today", "blina", "cd19", "chemo", "transplant")
STUDIED: Final = ("doses", "partners", "first", "car_t")
_TAG_HEIGHT: Final = 1.22  # of the em


class Sign(Actor):
    """A white disc with a picture: in a whole ring if it is approved, in a broken one while it is being studied.

    Parameters
    ----------
    view
        1 px per unit; the origin is its middle.
    radius
        Px.
    picture
        `APPROVED`: ``today``, ``blina``, ``cd19``, ``chemo``, ``transplant``; `STUDIED`: ``doses``, ``partners``,
        ``first``, ``car_t``.
    """

    def __init__(self, view: View, radius: float, picture: str) -> None:
        super().__init__(view)
        self.radius, own = radius, View(view.px_per_nm)
        whole = picture in APPROVED
        shapes: list[VMobject] = [discs([(0, 0)], radius + 8, mix(PAPER_CARD, SKY, 0.35), own)]
        if whole:
            shapes.append(discs([(0, 0)], radius + 5 * min(radius / 90, 1), INK, own))
        shapes.append(discs([(0, 0)], radius, PAPER_CARD, own))
        if not whole:
            ring = LineString(np.asarray(Point(0, 0).buffer(radius, quad_segs=32).exterior.coords))
            count = round(ring.length / 32)
            dashes = [
                substring(ring, (k - 0.29) / count, (k + 0.29) / count, normalized=True).buffer(2.6)
                for k in np.arange(count) + 0.5
            ]
            shapes.append(merged([fill(dash, INK, own) for dash in dashes], INK))
        shapes += getattr(self, f"_{picture}")(own, radius / _DRAWN_FOR)
        # One rigid thing: all of it opens together.
        self.add(*(Part(m) for shape in shapes for m in family(shape) if isinstance(m, VMobject) and len(m.points)))
        self.open(1.0)

    def open(self, share: float) -> None:
        """Draw it at a share of its size: it opens from its lowest point, as a flower from its stem."""
        share = max(share, 1e-3)
        foot = np.array([0.0, (share - 1) * self.radius * self.view.unit])
        for part in self.parts():
            part.pose(share * np.eye(2), self.offset() + foot)

    # --- pictures ------------------------------

    @staticmethod
    def _drop(view: View, area: float, at: tuple[float, float], scale: float) -> list[VMobject]:
        form = affinity.translate(drop_form(area * scale**2), at[0] * scale, at[1] * scale)
        wide = (form.bounds[2] - form.bounds[0]) / 2
        gloss = Point(at[0] * scale - 0.30 * wide, at[1] * scale + 0.02 * wide).buffer(0.17 * wide)
        return [Plane(
            view, contour(form, 3.4 * scale, INK, view), fill(form, PAYLOAD, view),
            fill(gloss, lighter(PAYLOAD, 0.52), view),
        )]

    def _today(self, view: View, scale: float) -> list[VMobject]:
        del scale
        grown = view.scaled(1.44 * self.radius / 18.5)
        return [Antibody(grown, seed=1, payloads=6).pose((0.0, -0.9))]

    def _doses(self, view: View, s: float) -> list[VMobject]:
        """One large dose turns into three small ones."""
        whole = affinity.translate(drop_form(2150 * s**2), -38 * s, -3 * s)
        edge = LineString(np.asarray(whole.exterior.coords))
        count = round(edge.length / (13 * s))
        dashes = [
            substring(edge, k / count, (k + 0.58) / count, normalized=True).buffer(1.6 * s) for k in range(count)
        ]
        arrow = shapely.union(
            LineString([(-7 * s, 0), (4 * s, 0)]).buffer(2.6 * s, cap_style="flat"),
            Polygon([(3 * s, 9 * s), (3 * s, -9 * s), (15 * s, 0)]),
        )
        edge_line = merged([fill(dash, INK, view) for dash in dashes], inked(PAYLOAD, 0.6))
        planes: list[VMobject] = [
            fill(whole, lighter(PAYLOAD, 0.86), view), edge_line, fill(arrow, INK, view, smooth=False),
        ]
        for spot in ((37, 19), (24, -24), (50, -24)):
            planes += self._drop(view, 560, spot, s)
        return planes

    def _partners(self, view: View, s: float) -> list[VMobject]:
        """The antibody, a plus, a capsule."""
        small = view.at(view.point(-23 * s, 0)).scaled(4.25 * s)
        plus = shapely.union(box(-9 * s, -2.6 * s, 9 * s, 2.6 * s), box(-2.6 * s, -9 * s, 2.6 * s, 9 * s))
        plus = affinity.translate(plus, 20 * s, -25 * s)
        pill = affinity.rotate(LineString([(0, -15 * s), (0, 15 * s)]).buffer(13 * s, quad_segs=8), 20, origin=(0, 0))
        half = affinity.rotate(box(-30 * s, -40 * s, 30 * s, -1 * s), 20, origin=(0, 0)).intersection(pill)
        shine = affinity.rotate(LineString([(-5 * s, 4 * s), (-5 * s, 16 * s)]).buffer(2.2 * s), 20, origin=(0, 0))
        moved = [affinity.translate(form, 44 * s, 5 * s) for form in (pill, half, shine)]
        capsule = Plane(
            view, contour(moved[0], 3.4 * s, INK, view), fill(moved[0], PAPER_CARD, view),
            fill(moved[1], CONDITIONING, view), fill(moved[2], mix(WHITE, LIPID_HEAD, 0.2), view),
            fill(plus, INK, view, smooth=False),
        )
        return [Antibody(small, seed=1, payloads=6, detail="organelle").pose((0.0, -0.6)), capsule]

    def _first(self, view: View, s: float) -> list[VMobject]:
        """A row of treatments: the drug over the first of them."""
        y, xs = -27 * s, np.array([-39, -11, 15, 41]) * s
        rail = LineString([(-58 * s, y), (60 * s, y)]).buffer(1.6 * s)
        spots = np.column_stack([xs, np.full(4, y)])
        rings = Plane(
            view, fill(rail, mix(INK, PAPER_CARD, 0.45), view), discs(spots, 12.5 * s, INK, view),
            discs(spots[1:], 9.2 * s, PAPER_CARD, view), discs(spots[:1], 9.2 * s, HEALTHY_B, view),
        )
        return [rings, *self._drop(view, 1150, (-39, 19), s)]

    def _car_t(self, view: View, s: float) -> list[VMobject]:
        """A CAR-T cell; one of its receptors holds on to CD22 on a blast."""
        right = view.at(view.point(42 * s, -6 * s))
        return self._holding(view, s, SmallCell(right, "blast", 21 * s, rods=(168.0, 140.0, 196.0)))

    def _cd19(self, view: View, s: float) -> list[VMobject]:
        """A CAR-T cell; one of its receptors holds on to another marker on a blast."""
        right = view.at(view.point(42 * s, -6 * s))
        return self._holding(view, s, *self._studded(right, s, (168.0, 128.0, 208.0)))

    @staticmethod
    def _studded(view: View, s: float, directions: tuple[float, ...]) -> list[VMobject]:
        """A blast with CD19 on it: short and square, so that nobody takes it for CD22."""
        studs = [affinity.rotate(box(19 * s, -5 * s, 34 * s, 5 * s), angle, origin=(0, 0)) for angle in directions]
        form = shapely.union_all(studs)
        return [Plane(view, contour(form, 2.4 * s, INK, view), fill(form, LINKER, view, smooth=False)),
                SmallCell(view, "blast", 21 * s)]

    @staticmethod
    def _holding(view: View, s: float, *blast: VMobject) -> list[VMobject]:
        """A T cell with receptors all round; one of them reaches to the blast."""
        left = view.at(view.point(-22 * s, 4 * s))
        forms: list[BaseGeometry] = []
        for degrees in np.arange(20, 340, 40) + 10:
            one = affinity.translate(receptor(15 * s), 25 * s, 0)
            forms.append(affinity.rotate(one, float(degrees), origin=(0, 0)))
        around = shapely.union_all(forms)
        receptors = Plane(left, contour(around, 2.4 * s, INK, left), fill(around, CONDITIONING, left))
        hold = affinity.translate(affinity.rotate(receptor(14 * s), -9, origin=(0, 0)), 23 * s, -3.5 * s)
        arm = Plane(left, contour(hold, 2.4 * s, INK, left), fill(hold, CONDITIONING, left))
        return [receptors, *blast, arm, SmallCell(left, "b_cell", 26 * s)]

    def _blina(self, view: View, s: float) -> list[VMobject]:
        """Two binders on one string: one holds on to a T cell, the other to a blast."""
        left, right = view.at(view.point(-40 * s, -12 * s)), view.at(view.point(46 * s, -16 * s))
        string = LineString([(-14 * s, 18 * s), (3 * s, 28 * s), (20 * s, 16 * s)]).buffer(2.6 * s)
        ends = shapely.union(Point(-13 * s, 15 * s).buffer(9 * s), Point(19 * s, 12 * s).buffer(9 * s))
        return [
            *self._studded(right, s, (140.0, 182.0, 100.0)), SmallCell(left, "b_cell", 25 * s),
            Plane(view, contour(string, 2.4 * s, INK, view), fill(string, ANTIBODY_HINGE, view),
                  contour(ends, 2.8 * s, INK, view), fill(ends, ANTIBODY_VL, view)),
        ]

    def _chemo(self, view: View, s: float) -> list[VMobject]:
        """A bag on a drip, and a capsule."""
        bag = affinity.translate(box(-20 * s, -24 * s, 20 * s, 34 * s).buffer(7 * s), -14 * s, 6 * s)
        tube = LineString([(-14 * s, -24 * s), (-14 * s, -44 * s), (-4 * s, -54 * s)]).buffer(3 * s)
        water = bag.buffer(-5 * s).intersection(box(-99 * s, -99 * s, 99 * s, 18 * s))
        pill = affinity.translate(
            affinity.rotate(LineString([(0, -13 * s), (0, 13 * s)]).buffer(11 * s), 24, origin=(0, 0)), 38 * s, -18 * s
        )
        half = pill.intersection(box(-99 * s, -99 * s, 99 * s, -19 * s))
        return [Plane(
            view, contour(shapely.union(bag, tube), 3.4 * s, INK, view), fill(shapely.union(bag, tube), WHITE, view),
            fill(water, REMISSION_GROUND, view), contour(pill, 3.4 * s, INK, view), fill(pill, PAPER_CARD, view),
            fill(half, CONDITIONING, view),
        )]

    def _transplant(self, view: View, s: float) -> list[VMobject]:
        """Stem cells of a donor, in a cup of two hands' form: three cells over an open curve."""
        cup = LineString([(-52 * s, -4 * s), (-38 * s, -36 * s), (0, -48 * s), (38 * s, -36 * s), (52 * s, -4 * s)])
        form = cup.buffer(5 * s)
        cells = [SmallCell(view.at(view.point(x * s, y * s)), "stem", 20 * s, seed=seed)
                 for seed, (x, y) in enumerate(((-21, -12), (23, -14), (2, 23)))]
        return [Plane(view, contour(form, 2.6 * s, INK, view), fill(form, HEALTHY, view)), *cells]


class Tag(Actor):
    """A tag on a stake, with a date; the origin is its middle.

    Attributes
    ----------
    text, wide
        What it says, and how wide it is, px.
    """

    def __init__(self, view: View, text: str, size: float) -> None:
        super().__init__(view)
        self.text = text
        high, room = _TAG_HEIGHT * size, width_px(text, size, "semibold")
        self.wide = room + 1.5 * high
        slope, left = 0.42 * high, -self.wide / 2
        form = Polygon([(left, 0), (left + slope, high / 2), (-left, high / 2), (-left, -high / 2),
                        (left + slope, -high / 2)])
        form = shapely.buffer(shapely.buffer(form, -3), 3, quad_segs=4)
        stake = box(-0.15 * high, -0.74 * high, 0.15 * high, 0).buffer(0.05 * high)
        hole = [(left + 0.52 * high, 0.0)]
        self.add(
            contour(stake, 3.0, INK, view), fill(stake, BARK, view),
            fill(box(-0.12 * high, -0.7 * high, -0.02 * high, 0), lighter(BARK, 0.2), view),
            fill(shapely.buffer(form, 3.4, quad_segs=4), INK, view, smooth=False),
            fill(form, PAPER_CARD, view, smooth=False),
            discs(hole, 0.115 * high, INK, view), discs(hole, 0.06 * high, SOIL, view),
            lettered(text, size, (left + 0.98 * high + room / 2, 0.0), view),
        )


class Plate(Actor):
    """The name of a tree on a plate at its foot, as in a botanical garden; the origin is its middle."""

    def __init__(self, view: View, text: str, size: float) -> None:
        super().__init__(view)
        self.text, self.wide = text, self.wide_for(text, size)
        high = 1.36 * size
        form = box(-self.wide / 2, -high / 2, self.wide / 2, high / 2)
        form = shapely.buffer(shapely.buffer(form, -8), 8, quad_segs=4)
        self.add(
            fill(shapely.buffer(form, 2.8, quad_segs=4), INK, view, smooth=False),
            fill(form, PAPER_CARD, view, smooth=False), lettered(text, size, (0.0, 0.0), view),
        )

    @staticmethod
    def wide_for(text: str, size: float) -> float:
        """How wide the plate of a text is, px."""
        return width_px(text, size, "semibold") + 0.9 * size
