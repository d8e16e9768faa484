"""What a drug runs through: a bag kept from light, a chamber in which drops fall, a pump, a thin line.

The drug itself is clear: it is the bag that is amber. The pump shows no figure, only how far it is: five dots.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from shapely import affinity

from scenes.cast.clinic.thing import Thing, quiet, ribbon, ring, rounded_box
from scenes.cast.kit.many_shapes import many_shapes
from scenes.cast.kit.marks import drop_form
from scenes.stage.layout import Point
from scenes.stage.style import AMBER, DNA_B, HEALTHY_B, INK, LEAF, PAPER_CARD, STEEL, WHITE, inked, lighter, mix
from scenes.stage.view import View

DOTS: Final = 5
_LIQUID: Final = lighter(DNA_B, 0.45)
_GLASS: Final = lighter(DNA_B, 0.78)
#: Where drops leave the chamber's spike and where they meet what stands in it.
_FROM, _TO = -130.0, -151.0


class DripStand(Thing):
    """A pole with hooks; on it a bag shielded from light, and its chamber. The origin is the pole's top.

    One drop falls in the chamber at a time: `fall` places it.
    """

    def __init__(self, view: View, high: float) -> None:
        super().__init__(view)
        self.solid(rounded_box(-5, -high, 5, 4, 2), STEEL, light=0.3)
        hook = ribbon([(-34, -4), (-26, 4), (-14, 4), (0, -6), (14, 4), (26, 4), (34, -4)], 1.4 * self.line)
        self.flat(hook, INK)
        self.flat(ribbon([(-36, -4), (-36, -16)], 1.1 * self.line), INK)
        bag = ring((-62, -16), (-40, -12), (-18, -14), (-10, -20), (-9, -60), (-11, -96), (-20, -106), (-36, -108),
                   (-52, -106), (-60, -98), (-64, -60), (-64, -24))
        self.solid(bag, AMBER, light=0.12)
        full = bag.buffer(-1.2 * self.line).intersection(rounded_box(-80, -120, 0, -38, 9))
        self.flat(full, inked(AMBER, 0.14))
        self.solid(rounded_box(-49, -74, -24, -50, 2), PAPER_CARD, line=0.5, light=0, shade=0)
        self.lines([(-44, -58), (-29, -58)], [(-44, -65), (-34, -65)], color=quiet(PAPER_CARD, 0.4), smooth=False)
        self.solid(rounded_box(-40, -116, -31, -105, 2), _GLASS, line=0.7)
        self.solid(rounded_box(-44, -154, -27, -116, 6), _GLASS, line=0.8, light=0.3)
        self.flat(rounded_box(-42, -152.5, -29, -143, 4), _LIQUID)
        form = affinity.translate(drop_form(17), -35.5, 0)
        self.drop = many_shapes([form], mix(HEALTHY_B, WHITE, 0.35), view, smooth=False)
        self.add(self.drop)
        self.fall(0.0)

    def fall(self, time: float) -> None:
        """The drop at a time (s): one a second grows at the spike and falls."""
        part = float(time % 1.0)
        grown, fallen = min(part / 0.55, 1.0), max(part - 0.55, 0.0) / 0.45
        y = _FROM + (_TO - _FROM) * fallen**2
        self.drop.grow(np.array([grown * (0.0 if fallen > 0.96 else 1.0)]), np.array([[0.0, y * self.view.unit]]))

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``bag``: its middle; ``outlet``: where the line begins."""
        return {"bag": lambda: self.spot(-50, -88), "outlet": lambda: self.spot(-35.5, -154)}


class Pump(Thing):
    """A pump on the pole; its origin is its middle. Dots fill as the hour goes by."""

    HALF: Final = (32.0, 36.0)

    def __init__(self, view: View) -> None:
        super().__init__(view)
        x, y = self.HALF
        self.solid(rounded_box(-x, -y, x, y, 7), mix(PAPER_CARD, STEEL, 0.28), light=0.35)
        self.solid(rounded_box(-x + 7, 0, x - 7, y - 8, 4), _GLASS, line=0.6, light=0.2, shade=0.05)
        for i, color in enumerate((STEEL, STEEL, LEAF)):
            self.solid(rounded_box(-20.5 + 15 * i, -22, -9.5 + 15 * i, -11, 5.4), color, line=0.6)
        spots = [(-16 + 8 * i, 14.0) for i in range(DOTS)]
        dots = [rounded_box(sx - 2.7, sy - 2.7, sx + 2.7, sy + 2.7, 2.7) for sx, sy in spots]
        self.add(many_shapes(dots, mix(HEALTHY_B, WHITE, 0.72), view), lit := many_shapes(dots, HEALTHY_B, view))
        self._lit = lit
        self.run(0.0)

    def run(self, share: float) -> None:
        """Fill the dots up to a share (0-1) of the time that the drip takes."""
        self._lit.grow(np.clip(share * DOTS - np.arange(DOTS), 0, 1))


class Line(Thing):
    """A thin clear line along places, each in the units of its view."""

    def __init__(self, view: View, spots: Sequence[tuple[float, float]]) -> None:
        super().__init__(view)
        self.flat(ribbon(spots, 2.6 + 1.5 * self.line), INK)
        self.flat(ribbon(spots, 2.6), mix(_GLASS, WHITE, 0.4))


class Dressing(Thing):
    """A dressing with the end of a line below it; its origin is its middle."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.solid(rounded_box(-14, -9.5, 14, 9.5, 4), PAPER_CARD, line=0.8, light=0)
        self.solid(rounded_box(-8.5, -4, 8.5, 4, 3), lighter(DNA_B, 0.5), line=0.5, light=0)
