"""Signs at the ends of the river's arms: what is being studied, each in a broken ring, with the date of a report.

Lengths in stage px; the origin of a sign is its middle, of a tag the middle of its left side.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from scenes.cast.cells.small_cell import SmallCell, receptor
from scenes.cast.kit.many_shapes import many_shapes
from scenes.cast.kit.marks import drop_form, lettered
from scenes.cast.kit.scenery import Plane
from scenes.cast.molecules.antibody import Antibody
from scenes.stage.drawing import contour, discs, fill
from scenes.stage.style import (
    CONDITIONING,
    HEALTHY_B,
    INK,
    LAND,
    LIPID_HEAD,
    PAPER_CARD,
    PAYLOAD,
    WHITE,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View
from scenes.stage.words import width_px

#: Px of a sign's radius that its pictures are drawn for.
_DRAWN_FOR: Final = 81.0
_TAG_HEIGHT: Final = 1.22  # of the em


class Sign(VGroup):
    """A white disc with a picture; its ring is broken while the thing is being studied.

    Parameters
    ----------
    view
        1 px per unit; the origin is its middle.
    radius
        Px.
    picture
        ``today``, ``doses``, ``partners``, ``first`` or ``car_t``.
    """

    def __init__(self, view: View, radius: float, picture: str) -> None:
        super().__init__()
        self.radius = radius
        halo = radius + 8
        plate = Plane(view, discs([(0, 0)], halo, mix(PAPER_CARD, LAND, 0.35), view))
        if picture == "today":
            plate.add(*Plane(view, discs([(0, 0)], radius + 5, INK, view)))
        plate.add(*Plane(view, discs([(0, 0)], radius, PAPER_CARD, view)))
        self.add(plate)
        if picture != "today":
            ring = LineString(np.asarray(Point(0, 0).buffer(radius, quad_segs=32).exterior.coords))
            count = round(ring.length / 32)
            dashes = [
                substring(ring, (k - 0.29) / count, (k + 0.29) / count, normalized=True).buffer(2.5)
                for k in np.arange(count) + 0.5
            ]
            self.add(Plane(view, many_shapes(dashes, INK, view)))
        self.add(*getattr(self, f"_{picture}")(view, radius / _DRAWN_FOR))

    # --- pictures ------------------------------

    @staticmethod
    def _drop(view: View, area: float, at: tuple[float, float], scale: float) -> list[Plane]:
        form = affinity.translate(drop_form(area * scale**2), at[0] * scale, at[1] * scale)
        wide = (form.bounds[2] - form.bounds[0]) / 2
        gloss = Point(at[0] * scale - 0.30 * wide, at[1] * scale + 0.02 * wide).buffer(0.17 * wide)
        return [Plane(
            view, contour(form, 3.4 * scale, INK, view), fill(form, PAYLOAD, view),
            fill(gloss, lighter(PAYLOAD, 0.52), view),
        )]

    def _today(self, view: View, scale: float) -> list[VGroup]:
        del scale
        grown = view.scaled(1.44 * self.radius / 18.5)
        return [Antibody(grown, seed=1, payloads=6).pose((0.0, -0.9))]

    def _doses(self, view: View, s: float) -> list[Plane]:
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
        planes = [Plane(view, fill(whole, lighter(PAYLOAD, 0.86), view), many_shapes(dashes, inked(PAYLOAD, 0.6), view),
                        fill(arrow, INK, view, smooth=False))]
        for spot in ((37, 19), (24, -24), (50, -24)):
            planes += self._drop(view, 560, spot, s)
        return planes

    def _partners(self, view: View, s: float) -> list[VGroup]:
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

    def _first(self, view: View, s: float) -> list[Plane]:
        """A row of treatments: the drug over the first of them."""
        y, xs = -27 * s, np.array([-39, -11, 15, 41]) * s
        rail = LineString([(-58 * s, y), (60 * s, y)]).buffer(1.6 * s)
        spots = np.column_stack([xs, np.full(4, y)])
        rings = Plane(
            view, fill(rail, mix(INK, PAPER_CARD, 0.45), view), discs(spots, 12.5 * s, INK, view),
            discs(spots[1:], 9.2 * s, PAPER_CARD, view), discs(spots[:1], 9.2 * s, HEALTHY_B, view),
        )
        return [rings, *self._drop(view, 1150, (-39, 19), s)]

    def _car_t(self, view: View, s: float) -> list[VGroup]:
        """A T cell with receptors all round; one of them holds on to CD22 on a blast."""
        left, right = view.at(view.point(-22 * s, 4 * s)), view.at(view.point(42 * s, -6 * s))
        forms: list[BaseGeometry] = []
        for degrees in np.arange(20, 340, 40) + 10:
            one = affinity.translate(receptor(15 * s), 25 * s, 0)
            forms.append(affinity.rotate(one, float(degrees), origin=(0, 0)))
        around = shapely.union_all(forms)
        receptors = Plane(left, contour(around, 2.4 * s, INK, left), fill(around, CONDITIONING, left))
        hold = affinity.translate(affinity.rotate(receptor(14 * s), -9, origin=(0, 0)), 23 * s, -3.5 * s)
        arm = Plane(left, contour(hold, 2.4 * s, INK, left), fill(hold, CONDITIONING, left))
        return [
            receptors, SmallCell(right, "blast", 21 * s, rods=(168.0, 140.0, 196.0)), arm,
            SmallCell(left, "b_cell", 26 * s),
        ]


class Tag(VGroup):
    """A luggage tag with a date; the origin is the tip of its left side.

    Attributes
    ----------
    text, wide
        What it says, and how wide it is, px.
    """

    def __init__(self, view: View, text: str, size: float) -> None:
        super().__init__()
        self.text = text
        high, room = _TAG_HEIGHT * size, width_px(text, size, "semibold")
        self.wide = room + 1.5 * high
        slope = 0.42 * high
        form = Polygon([(0, 0), (slope, high / 2), (self.wide, high / 2), (self.wide, -high / 2), (slope, -high / 2)])
        form = shapely.buffer(shapely.buffer(form, -3), 3, quad_segs=4)
        hole = [(0.52 * high, 0.0)]
        self.add(Plane(
            view, fill(shapely.buffer(form, 3.4, quad_segs=4), INK, view, smooth=False),
            fill(form, PAPER_CARD, view, smooth=False),
            discs(hole, 0.115 * high, INK, view), discs(hole, 0.06 * high, LAND, view),
        ))
        self.add(lettered(text, size, (0.98 * high + room / 2, 0.0), view))
