"""What lies ready before a drip: pills in a cup, a bottle, a syringe, and a tube of blood."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shapely import affinity
from shapely.geometry import Polygon

from scenes.cast.clinic.thing import Thing, quiet, ribbon, ring, rounded_box
from scenes.stage.layout import Point
from scenes.stage.style import (
    AMBER,
    CONDITIONING,
    DNA_B,
    INK,
    PAPER_CARD,
    PLATELET,
    RED_CELL,
    STEEL,
    WHITE,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View


class PillCup(Thing):
    """A paper cup with pills; the origin is the middle of its foot."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        for x, y, turn, color in ((-9, 50, -14, CONDITIONING), (10, 53, 10, DNA_B)):
            pill = affinity.rotate(ring((-14, 0), (-9, 7), (0, 9), (9, 7), (14, 0), (9, -7), (0, -9), (-9, -7)), turn)
            self.solid(affinity.translate(pill, x, y), lighter(color, 0.5), line=0.8, light=0.4)
        cup = Polygon([(-28, 47), (28, 47), (21, 4), (15, 0), (-15, 0), (-21, 4)]).buffer(-2).buffer(2, quad_segs=5)
        self.solid(cup, mix(PAPER_CARD, AMBER, 0.08), light=0.5)
        self.lines([(-26, 41), (-12, 38), (12, 38), (26, 41)], color=quiet(PAPER_CARD, 0.35))

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``cup``: its middle."""
        return {"cup": lambda: self.spot(0, 24)}


class Bottle(Thing):
    """A brown bottle with a label that says nothing; the origin is the middle of its foot."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        body = rounded_box(-26, 0, 26, 60, 9)
        self.solid(rounded_box(-17, 52, 17, 64, 3), inked(AMBER, 0.1), line=0.9)
        self.solid(body, AMBER, light=0.14)
        self.flat(rounded_box(-26, 14, 26, 44).intersection(body), INK)
        paper = rounded_box(-26, 15.2, 26, 42.8).intersection(body.buffer(-0.5 * self.line))
        self.flat(paper, PAPER_CARD)
        self.lines([(-15, 34), (14, 34)], [(-15, 25), (4, 25)], color=quiet(PAPER_CARD, 0.4), smooth=False)
        self.solid(rounded_box(-20, 61, 20, 82, 5), mix(PAPER_CARD, AMBER, 0.1), light=0.4)
        self.lines(*([(x, 66), (x, 77)] for x in (-12, -6, 0, 6, 12)), color=quiet(PAPER_CARD, 0.3), wide=0.4,
                   smooth=False)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``bottle``: its label's middle."""
        return {"bottle": lambda: self.spot(0, 29)}


class Syringe(Thing):
    """A syringe that lies; the origin is the middle of its lower side."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.solid(rounded_box(-60, 2, -53, 26, 3), STEEL, line=0.8)
        self.solid(rounded_box(-54, 11, -34, 17, 1), STEEL, line=0.7)
        self.solid(rounded_box(44, 12.6, 78, 15.4, 1), STEEL, line=0.45, light=0, shade=0)
        self.solid(rounded_box(34, 9, 47, 19, 3), STEEL, line=0.8)
        barrel = rounded_box(-36, 1.6, 37, 26, 6)
        self.solid(barrel, lighter(DNA_B, 0.72), light=0.3, shade=0.06)
        self.flat(rounded_box(-16, 4, 34, 23.6, 4), lighter(DNA_B, 0.42))
        self.lines(*([(x, 5), (x, 12)] for x in (-8, 2, 12, 22)), wide=0.5, smooth=False)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``syringe``: its barrel."""
        return {"syringe": lambda: self.spot(0, 14)}


class BloodTube(Thing):
    """A tube with blood, upright; its origin is where fingers hold it, near its lower end."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        glass = rounded_box(-10, -26, 10, 40, 10)
        self.solid(glass, lighter(DNA_B, 0.84), light=0.5, shade=0.04)
        self.flat(rounded_box(-7.4, -23, 7.4, 20, 7.4).union(rounded_box(-7.4, 0, 7.4, 20)), RED_CELL)
        self.flat(ribbon([(-3.6, -6), (-3.6, 14)], 2.2, smooth=False), lighter(RED_CELL, 0.35))
        self.solid(rounded_box(-12.6, 37, 12.6, 54, 4), PLATELET, light=0.18)
        self.flat(ribbon([(-8, 45), (-8, 49)], 2.0, smooth=False), mix(PLATELET, WHITE, 0.5))

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``blood``: in the tube's upper half."""
        return {"blood": lambda: self.spot(2, 14)}
