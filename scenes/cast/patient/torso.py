"""A calm person from the front, from the crown to the hips, with the liver in its place.

Centimeters: x to the viewer's right, y up, the crown at (0, 0). An adult's proportions: head 15.4 by 23,
shoulders 39 wide at 34.6 below the crown, hips 36; the liver is 23.5 wide, its upper edge 48.2 below the crown,
mostly on the person's right (the viewer's left). A sign, not an anatomy: organs are tone on tone, so that the
liver is the only color. The trunk fades into a pale disc without a line; the head stands out of it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.patient.liver import Liver, smooth_line, smooth_ring
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import fill
from scenes.stage.style import BODY, BODY_GROUND, INK, LIVER_AT_REST, inked, lighter
from scenes.stage.view import View

DISC: Final = (0.0, -50.0, 36.0)
"""Middle and radius of the pale disc behind the trunk."""
LIVER_WIDTH: Final = 23.5
LIVER_CORNER: Final = (-13.1, -64.2)
"""Lower left corner of the liver's box; it is 0.68 as high as wide."""

#: Right half of the outline of head, neck and trunk; then of an arm.
_TRUNK: Final = np.array([
    (0, 0), (2.6, -0.4), (5.0, -1.8), (6.8, -4.4), (7.6, -7.8), (7.7, -11.2), (8.5, -11.7), (8.8, -13.4),
    (8.0, -15.6), (7.1, -16.6), (6.3, -19.6), (5.2, -22.2), (5.0, -25.0), (6.2, -28.0), (10.0, -30.6),
    (14.4, -32.3), (17.4, -36.4), (17.4, -44.0), (16.9, -50.0), (15.4, -58.0), (14.7, -64.5), (15.8, -74.0),
    (17.7, -82.0), (18.2, -90.0), (17.6, -98.0),
], dtype=float)
_ARM: Final = np.array([
    (12.6, -34.4), (16.6, -33.5), (19.3, -35.6), (21.2, -39.6), (22.0, -48.0), (22.8, -58.0), (24.6, -70.0),
    (26.4, -82.0), (28.2, -97.0), (22.9, -97.0), (21.2, -84.0), (19.4, -72.0), (17.9, -60.0), (16.7, -49.0),
    (15.0, -42.0),
], dtype=float)
#: Organs that are only hinted at: outlines of lungs and stomach, courses of the bowel.
_LUNG: Final = np.array([
    (2.6, -38.0), (5.4, -35.6), (8.6, -37.0), (11.2, -42.0), (12.4, -49.0), (12.2, -55.0), (7.6, -53.8),
    (3.6, -53.2), (2.4, -46.0),
], dtype=float)
_STOMACH: Final = np.array([
    (2.4, -54.0), (6.6, -52.6), (11.2, -54.6), (12.6, -59.6), (10.4, -65.0), (5.2, -68.4), (0.8, -67.6),
    (1.8, -65.2), (5.2, -63.8), (6.2, -60.4), (3.6, -58.4),
], dtype=float)
_COLON: Final = ((-11.2, -86), (-11.4, -78), (-11.0, -70.4), (-4, -71.6), (4, -71.6), (11.0, -70.0), (11.4, -78),
                 (11.0, -86))
_BOWEL: Final = ((-6.8, -76.6), (0, -75.4), (6.6, -76.8), (6.2, -79.4), (-5.6, -80.2), (-6.2, -82.8), (6.0, -84.0))


def _mirrored(form: BaseGeometry) -> BaseGeometry:
    return affinity.scale(form, -1, 1, origin=(0, 0))


def silhouette() -> BaseGeometry:
    """Head, trunk and arms, uncut."""
    trunk = smooth_ring(np.vstack([_TRUNK, _TRUNK[:0:-1] * [-1, 1]]))
    arm = smooth_ring(_ARM)
    body = shapely.union_all([trunk.buffer(0.02), arm.buffer(0.02), _mirrored(arm).buffer(0.02)])
    soft = body.buffer(5, quad_segs=32).buffer(-5, quad_segs=32)
    shoulders = box(-24, -37, 24, -31).difference(box(-9, -37, 9, -31))
    return shapely.union_all([body, soft.intersection(shoulders)])


def _disc() -> BaseGeometry:
    x, y, radius = DISC
    return shapely.Point(x, y).buffer(radius, quad_segs=40)


#: The head stands out of the disc.
_HEADROOM: Final = box(-24, -34, 24, 2)


def cut() -> BaseGeometry:
    """Where the person is seen: in the disc, and the head above it."""
    return _disc().union(_HEADROOM)


class Torso(Actor):
    """The person, without the liver; two of them stand on it, one at rest and one at risk.

    Parameters
    ----------
    view
        Px per centimeter, and where the crown is.
    line_px
        Width of the contour.
    """

    def __init__(self, view: View, line_px: float = 5.5) -> None:
        super().__init__(view)
        seen, body = cut(), silhouette()
        self._layer(_disc(), BODY_GROUND)
        self._layer(body.buffer(view.nm(line_px), quad_segs=6).intersection(seen), INK)
        self._layer(body.intersection(seen), inked(BODY, 0.05))
        light = affinity.translate(body.buffer(-0.75, quad_segs=4), -0.45, 0.2)
        self._layer(light.intersection(body).intersection(seen), lighter(BODY, 0.32))
        arms = shapely.union_all([smooth_ring(_ARM), _mirrored(smooth_ring(_ARM))]).buffer(0)
        fold = arms.boundary.intersection(box(-17.6, -58, 17.6, -36)).buffer(view.nm(1.6), quad_segs=3)
        self._layer(fold.intersection(body.buffer(-0.3)).intersection(seen), inked(BODY, 0.42))
        collar = [LineString(smooth_line(np.array([(1.6, -32.6), (6.0, -31.9), (12.0, -33.2)], dtype=float)))]
        collar.append(_mirrored(collar[0]))
        self._layer(shapely.union_all([c.buffer(0.22) for c in collar]), inked(BODY, 0.14))
        self._organs(seen)

    def _organs(self, seen: BaseGeometry) -> None:
        """Lungs, stomach and bowel, tone on tone."""
        lung = smooth_ring(_LUNG)
        soft = shapely.union_all([lung, _mirrored(lung), smooth_ring(_STOMACH)])
        paths = shapely.union_all([
            LineString(smooth_line(np.array(course, dtype=float))).buffer(wide)
            for course, wide in ((_COLON, 1.55), (_BOWEL, 1.3))
        ])
        for form in (soft, paths):
            form = form.intersection(seen)
            self._layer(form.buffer(0.22, quad_segs=3).intersection(seen), inked(BODY, 0.10))
            self._layer(form, inked(lighter(BODY, 0.12), 0.03))

    def _layer(self, form: BaseGeometry, color: str) -> None:
        """One flat layer; the cut's corners stay sharp."""
        self.add(Part(fill(form, color, self.view, smooth=False, tolerance_px=0.2)))

    def liver(self, color: str = LIVER_AT_REST) -> Liver:
        """The liver in its place: at rest, or in the color of harm."""
        corner = self.view.point(*LIVER_CORNER)
        return Liver(self.view.at(corner).scaled(LIVER_WIDTH / 100), color, line_px=4.5)
