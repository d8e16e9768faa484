"""Where things stand in ``internalization``, in each shape: its shots, and its world.

Each shape is composed anew: landscape reads from left to right, portrait from top to bottom,
square packs both. Every shot is one true scale; a zoom leads from one to the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon, box

from scenes.cast.kit.curved import Oval
from scenes.sets.internalization.world_map import WorldMap
from scenes.stage.layout import Box, Zones
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
    lens, formula
        Middle and radius of the lens; middle of the formula's capsule and length of a bond,
        px, with the capsule's height in bonds.
    bars
        What the scale bar says in the shots after the first, nm.
    nucleus
        Where the nucleus's name stands in its shot, px.
    world
        The world, nm.
    """

    zones: Zones
    close: Shot
    pit: Shot
    journey: Shot
    edge: Shot
    gauge: Box
    lens: tuple[float, float, float]
    formula: tuple[float, float, float, float]
    bars: tuple[float, float, float]
    nucleus: tuple[float, float]
    world: WorldMap

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(_landscape, _portrait, _square)(zones)

    def view(self, shot: Shot) -> View:
        """A shot as a view."""
        scale, x, y = shot
        at = self.zones.point(x, y)
        return View(scale, (float(at[0]), float(at[1])))

    def kept_clear(self) -> list[Polygon]:
        """Where words stand in the wide shots, nm of the world: no crowd behind words."""
        z = self.zones
        title = Box(0, 0, z.pick(1060, 760, 980), z.title.bottom)
        clear = []
        for shot, place in ((self.pit, title), (self.journey, z.title),
                            (self.journey, self.gauge.inset(-40)), (self.edge, z.title)):
            view = self.view(shot)
            low = view.place(z.point(place.left, place.bottom))
            high = view.place(z.point(place.right, place.top))
            clear.append(box(*low, *high))
        return clear


def _landscape(zones: Zones) -> Composition:
    """From left to right: some goes back at the left, the drug goes on at the right."""
    return Composition(
        zones,
        close=(14.5, 1190, 761),
        pit=(4.6, 1130, 375),
        journey=(4.2, 620, 300),
        edge=(7.4, -1334, -294),
        gauge=Box(1110, 58, 1824, 170),
        lens=(690, 640, 200),
        formula=(540, 640, 58, 5.6),
        bars=(100, 50, 20),
        nucleus=(1060, 800),
        world=WorldMap(
            extent=(-280.0, -160.0, 460.0, 120.0),
            way=(10.0, -66.0),
            endosome=Oval((131.0, -71.0), (60.0, 47.0), np.radians(8)),
            end=((160.0, -66.0), np.radians(-5)),
            name_at=215.0,
            recycler=(-100.0, -83.5),
            port=-14.0,
            nucleus=(328.6, -295.2),
            nucleus_radius=214.0,
            pores=(1.74, 1.3),
            pairs=(85.0,),
            rods=(-120.0, 124.0, 190.0, 262.0),
            track=((-300.0, -38.0), (480.0, -128.0)),
            reticulum=((-300.0, -112.0), (-190.0, -168.0), (-110.0, -118.0), (-20.0, -158.0), (60.0, -128.0),
                       (110.0, -178.0), (170.0, -250.0)),
            mitochondrion=Oval((-20.0, -372.0), (330.0, 195.0), np.radians(3)),
        ),
    )


def _portrait(zones: Zones) -> Composition:
    """From top to bottom: the surface above, the nucleus below."""
    return Composition(
        zones,
        close=(17.2, 468, 1392),
        pit=(5.6, 540, 700),
        journey=(3.9, 390, 540),
        edge=(7.0, 14, -935),
        gauge=Box(54, 240, 1026, 380),
        lens=(272, 780, 190),
        formula=(540, 780, 58, 5.6),
        bars=(50, 50, 20),
        nucleus=(560, 1250),
        world=WorldMap(
            extent=(-130.0, -300.0, 240.0, 175.0),
            way=(16.0, -70.0),
            endosome=Oval((96.0, -128.0), (56.0, 46.0), np.radians(-55)),
            end=((98.0, -140.0), np.radians(-74)),
            name_at=155.0,
            recycler=(-58.0, -176.0),
            port=-54.0,
            nucleus=(195.0, -424.0),
            nucleus_radius=218.0,
            pores=(2.2, 1.2),
            pairs=(),
            rods=(78.0, 118.0, 160.0),
            track=((-140.0, -90.4), (260.0, -186.4)),
            reticulum=((-150.0, -232.0), (-96.0, -276.0), (-30.0, -244.0), (10.0, -300.0), (-50.0, -372.0)),
            mitochondrion=Oval((-120.0, -452.0), (190.0, 128.0), np.radians(-14)),
        ),
    )


def _square(zones: Zones) -> Composition:
    """As landscape, closer together; the gauge beside the title."""
    return Composition(
        zones,
        close=(13.0, 520, 785),
        pit=(3.9, 600, 385),
        journey=(3.2, 420, 340),
        edge=(5.6, -164, -369),
        gauge=Box(470, 62, 1026, 180),
        lens=(436, 655, 138),
        formula=(520, 672, 54, 4.6),
        bars=(50, 50, 20),
        nucleus=(470, 780),
        world=WorldMap(
            extent=(-200.0, -190.0, 240.0, 115.0),
            way=(12.0, -64.0),
            endosome=Oval((116.0, -64.0), (53.0, 45.0), np.radians(-4)),
            end=((127.0, -66.0), np.radians(-12)),
            name_at=140.0,
            recycler=(-84.0, -112.0),
            port=-10.0,
            nucleus=(184.4, -323.4),
            nucleus_radius=200.0,
            pores=(1.972, 1.3),
            pairs=(150.0,),
            rods=(-110.0, 82.0, 112.0),
            track=((-220.0, -138.0), (260.0, -34.0)),
            reticulum=((-220.0, -150.0), (-130.0, -186.0), (-60.0, -152.0), (-10.0, -190.0), (20.0, -260.0)),
            mitochondrion=Oval((-120.0, -372.0), (260.0, 150.0), np.radians(-6)),
        ),
    )
