"""The shots of :mod:`scenes.cast.uptake`, and where things stand in them, for each shape.

Each shape is composed anew: landscape reads from left to right, portrait from top to bottom,
square packs both. Every shot is one true scale; a zoom leads from one to the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.cast.curved import Oval
from scenes.cast.uptake import Layout
from scenes.stage.layout import Box, Zones
from scenes.stage.view import View

Shot = tuple[float, float, float]
"""px per nm, and where in the picture (px) the world's origin stands."""


def view_of(zones: Zones, shot: Shot) -> View:
    """A shot as a view."""
    scale, x, y = shot
    at = zones.point(x, y)
    return View(scale, (float(at[0]), float(at[1])))


@dataclass(frozen=True)
class Composition:
    """One shape's shots and where things stand in its world.

    Attributes
    ----------
    close, pit, journey, edge
        The four shots: clip 1's last picture, the pit, the way in, the edge of the nucleus.
    gauge
        Place of the pH gauge, px.
    lens, formula
        Middle and radius of the lens; middle of the formula's capsule and length of a bond; px.
    nucleus
        Where the nucleus's name stands in its shot, px.
    layout
        The world, nm.
    """

    close: Shot
    pit: Shot
    journey: Shot
    edge: Shot
    gauge: Box
    lens: Shot
    formula: Shot
    nucleus: tuple[float, float]
    layout: Layout

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls((14.5, 1190, 761), (4.6, 1130, 375), (4.2, 620, 300), (6.6, -719, -330),
                Box(1110, 58, 1824, 170), (690, 622, 205), (540, 640, 58), (1000, 800),
                Layout((-280, -150, 330, 120), (10.0, -66.0),
                       Oval((131.0, -71.0), (60.0, 47.0), np.radians(8)),
                       ((160.0, -66.0), np.radians(-5)), (-100.0, -86.0), -14.0,
                       (328.6, -309.5), 214.0, (1.91, 1.47), (85.0,),
                       (-120.0, 124.0, 190.0, 262.0))),
            cls((17.2, 468, 1392), (5.4, 540, 770), (3.5, 400, 560), (6.0, -114, -416),
                Box(54, 280, 1026, 420), (270, 800, 160), (540, 780, 60), (560, 1420),
                Layout((-120, -300, 190, 170), (20.0, -72.0),
                       Oval((104.0, -128.0), (58.0, 47.0), np.radians(-50)),
                       ((84.0, -158.0), np.radians(-70)), (-61.0, -177.0), -56.0,
                       (131.0, -463.0), 229.0, (1.71, 1.40), (130.0,),
                       (-92.0, 74.0, 166.0))),
            cls((13.0, 800, 764), (4.2, 800, 400), (3.2, 420, 330), (5.2, -274, -146),
                Box(470, 62, 1026, 180), (420, 640, 135), (540, 710, 56), (560, 790),
                Layout((-200, -180, 215, 110), (12.0, -66.0),
                       Oval((106.0, -81.0), (54.0, 45.0), np.radians(-8)),
                       ((130.0, -72.0), np.radians(-14)), (-84.0, -112.0), -10.0,
                       (169.0, -334.0), 200.0, (1.69, 1.40), (150.0,),
                       (-110.0, 82.0, 112.0))),
        )

    def kept_clear(self, zones: Zones) -> list[tuple[Shot, Box]]:
        """Shots and the boxes (px) in them where words stand: no crowd behind words."""
        title = Box(0, 0, zones.pick(1060, 760, 720), zones.title.bottom)
        return [(self.pit, title), (self.journey, zones.title),
                (self.journey, self.gauge.inset(-40))]
