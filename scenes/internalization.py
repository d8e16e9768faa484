"""Clip 2, Enter: the cell swallows CD22 with the drug on it, and its acid cuts the drug loose.

It opens on the last picture of clip 1, a bound pair close up, and pulls back (10 nm bar to
100 nm bar). A pit forms below the pair, pinches off as a coated vesicle about 100 nm across,
loses its coat and joins an endosome, which turns acid on its way to the nucleus. There the
payloads come off and drift; a second endosome sends some CD22 back with its antibody. One
true scale a shot, but for the endosomes, which are drawn smaller than life.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup
from shapely.geometry import Polygon, box

from scenes.cast.cargo import BoundPair, LoosePayload
from scenes.cast.courses import Camera, Course
from scenes.cast.curved import THICKNESS, Oval
from scenes.cast.membrane import Bilayer
from scenes.cast.ornament import Ornament
from scenes.cast.ph_gauge import PhGauge
from scenes.cast.uptake import Layout, Moment, Uptake
from scenes.stage.clip import Beat, Clip
from scenes.stage.draw import fill
from scenes.stage.layout import PX_PER_UNIT, Box, Zones
from scenes.stage.motion import Wander, stepped
from scenes.stage.presence import set_presence
from scenes.stage.style import CYTOSOL, INK, PAPER_CARD
from scenes.stage.view import View

Shot = tuple[float, float, float]
"""px per nm, and where in the picture (px) the world's origin stands."""


@dataclass(frozen=True)
class Composition:
    """One shape's shots and where things stand in its world.

    Attributes
    ----------
    close, pit, journey, edge
        The four shots: clip 1's last picture, the pit, the way in, the edge of the nucleus.
    gauge
        Place of the pH gauge, px.
    layout
        The world, nm.
    """

    close: Shot
    pit: Shot
    journey: Shot
    edge: Shot
    gauge: Box
    layout: Layout

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls((14.5, 960, 761), (5.0, 1040, 335), (3.7, 640, 292), (6.6, 100, -400),
                Box(1130, 58, 1824, 160),
                Layout((-250, -175, 360, 120), (22.0, -74.0),
                       Oval((150.0, -88.0), (66.0, 50.0), np.radians(12)),
                       ((190.0, -69.0), np.radians(-4)), (-110.0, -108.0), -96.0,
                       (300.0, -292.0), 195.0, (2.02, 1.45), (176.0, 262.0),
                       (-158.0, 88.0, 124.0, 226.0, 316.0))),
            cls((17.2, 468, 1392), (5.6, 540, 720), (3.4, 400, 600), (6.6, 200, 0),
                Box(330, 270, 1026, 400),
                Layout((-170, -320, 230, 260), (26.0, -78.0),
                       Oval((92.0, -124.0), (60.0, 50.0), np.radians(-52)),
                       ((66.0, -172.0), np.radians(-60)), (-66.0, -190.0), -64.0,
                       (190.0, -372.0), 165.0, (2.3, 1.8), (118.0,),
                       (-92.0, 78.0, 160.0))),
            cls((13.0, 494, 764), (4.4, 700, 385), (3.0, 420, 325), (5.0, 200, 0),
                Box(500, 62, 1026, 160),
                Layout((-210, -200, 260, 140), (20.0, -72.0),
                       Oval((112.0, -92.0), (54.0, 46.0), np.radians(-14)),
                       ((132.0, -78.0), np.radians(-20)), (-92.0, -112.0), -84.0,
                       (226.0, -290.0), 160.0, (2.2, 1.75), (150.0,),
                       (-124.0, 82.0, 112.0, 190.0))),
        )


class Internalization(Clip):
    """Beats: pit, swallow, acid, release, not_all, onward."""

    name = "internalization"
    number = "2"
    poster_beat = "release"
    ground = CYTOSOL

    def construct(self) -> None:
        """The shot list."""
        self.build_the_world()
        with self.beat("pit") as beat:
            self.pull_back(beat)
            self.let_the_pit_form(beat)
            self.label("clathrin", self.world.coat.anchor("left"), "clathrin", prefer="left")
        with self.beat("swallow") as beat:
            self.pinch_off(beat)
            self.label("vesicle", self.vesicle_spot, "clathrin", prefer="right")
            self.let_the_coat_fall(beat)
        with self.beat("acid") as beat:
            self.carry_to_the_endosome(beat)
            self.turn_acid(beat)
        with self.beat("release") as beat:
            self.cut_the_payloads_loose(beat)
        with self.beat("not_all") as beat:
            self.send_some_back(beat)
        with self.beat("onward") as beat:
            self.wander_to_the_nucleus(beat)
        self.end_card(Ornament(self.zones.shape))
