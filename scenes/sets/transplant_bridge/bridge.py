"""What stands on both bridges: drops, the mark that travels, written numbers, and the deck that is laid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import shapely
from manim import VMobject
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.marrow import Marrow
from scenes.cast.kit.many_shapes import ManyShapes, many_shapes, smooth
from scenes.cast.kit.marks import drop_form, lettered
from scenes.cast.kit.scenery import Plane, Scenery
from scenes.sets.transplant_bridge.calendar import Calendar
from scenes.sets.transplant_bridge.plan_sheet import PlanSheet
from scenes.sets.transplant_bridge.traveler import Traveler
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import merged
from scenes.stage.motion import wobble
from scenes.stage.style import (
    INK,
    LIVER,
    PAYLOAD,
    WATER,
    WATER_LINE,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View

#: Planks that are on their way while the traveler walks: the deck is laid this far ahead, d.
_AHEAD: Final = 2.5


class DoseDrops(Actor):
    """The drops of a calendar, each as large in area as its dose.

    Parameters
    ----------
    view
        Scale; lengths in d.
    places
        Where each drop's middle comes to rest, shape (n, 2), d.
    doses
        mg/m², n of them.
    area
        Area (d²) of a drop of 1 mg/m².
    """

    def __init__(
        self, view: View, places: np.ndarray, doses: tuple[float, ...], area: float,
        contour_px: float = 4.0,
    ) -> None:
        super().__init__(view)
        self.places = np.asarray(places, dtype=float)
        self.forms = [drop_form(area * dose) for dose in doses]
        at = [
            affinity.translate(form, *place)
            for form, place in zip(self.forms, self.places, strict=True)
        ]
        line = view.nm(contour_px)
        shade = [f.difference(affinity.translate(f, -0.16 * w, 0.12 * w)) for f, w in self._wide(at)]
        gloss = [
            affinity.translate(shapely.Point(*place).buffer(0.16 * w), -0.30 * w, 0.14 * w)
            for place, (_, w) in zip(self.places, self._wide(at), strict=True)
        ]
        layers = (
            ([shapely.buffer(f, line) for f in at], INK),
            (at, PAYLOAD),
            (shade, inked(PAYLOAD, 0.16)),
            (gloss, lighter(PAYLOAD, 0.52)),
        )
        self.layers: list[ManyShapes] = [
            many_shapes(forms, color, view, centers=self.places) for forms, color in layers
        ]
        self.add(*self.layers)

    @staticmethod
    def _wide(forms: list[BaseGeometry]) -> list[tuple[BaseGeometry, float]]:
        """Each form with half its width."""
        return [(f, (f.bounds[2] - f.bounds[0]) / 2) for f in forms]

    def fall(self, shares: np.ndarray, height: np.ndarray | tuple[float, float]) -> None:
        """Drops on their way: share 0 to 1 each; they start ``height`` (d) off their place."""
        s = np.clip(np.asarray(shares, dtype=float), 0, 1)
        away = np.asarray(height, dtype=float)[None, :] * (1 - smooth(s))[:, None] * self.view.unit
        for layer in self.layers:
            layer.grow(np.clip(s * 2.2, 0, 1), away)

    def land(self, shares: np.ndarray, larger: float = 0.7) -> None:
        """Drops that come down on a deck seen from above: larger first, then at rest."""
        s = np.clip(np.asarray(shares, dtype=float), 0, 1)
        settle = 1 + larger * (1 - s) ** 2
        for layer in self.layers:
            layer.grow(np.where(s > 0, settle * np.clip(4 * s, 0, 1), 0.0))


def lettered_part(
    text: str, size_px: float, place: tuple[float, float], view: View, color: str = INK,
    align: float = 0.5,
) -> Part:
    """As :func:`lettered`, as a part of an actor that a camera moves."""
    return Part(lettered(text, size_px, place, view, color, align))


class Bridge(Scenery):
    """A bridge that is laid plank by plank as the days go by; its two views fill in the planes.

    Attributes
    ----------
    deck
        Layers of planks; thing ``i`` of each is plank ``i`` of the calendar.
    cables
        Layers of what each week adds, in the order of ``calendar.weeks()``.
    discs
        Marrow windows: ``start``, ``check``, ``day_0``, ``day_100``.
    drops, figures
        Doses, and the numbers written beside them, by cycle.
    tick
        The mark on "Ready?".
    trough, lane
        The liver lane with its outline; its fill, a shape a color: width and color follow the risk.
    sheet, planned
        Paper with the plan of what is still to come; windows of that plan, by name.
    towers
        What carries each window, by the window's name.
    takes, onset
        The days in which donor cells take hold; the days in which VOD began.
    """

    drops: dict[int, DoseDrops]
    figures: dict[int, list[Plane]]
    tick: Plane
    takes: Plane
    onset: Plane
    traveler: Traveler
    land: Plane
    waves: Plane
    ripples: tuple[ManyShapes, np.ndarray]
    way: Plane
    trough: Plane
    lane: list[VMobject]
    sheet: PlanSheet
    planned: Mapping[str, Plane]
    towers: Mapping[str, Plane]

    def __init__(self, calendar: Calendar, view: View) -> None:
        super().__init__(view)
        self.calendar = calendar
        self.deck: list[ManyShapes] = []
        self.cables: list[ManyShapes] = []
        self.discs: dict[str, Marrow] = {}
        self._ends = np.array([end for _, _, end in calendar.planks()])
        self._weeks = np.array(calendar.weeks())
        self._now = (0.0, 0.0)

    def lay(self, place: float, stop: float = np.inf) -> None:
        """Lay the deck up to a place (d); planks just ahead, but for those beyond ``stop``, are on their way."""
        shares = smooth((place - self._ends + _AHEAD) / _AHEAD) * (self._ends < stop + 1e-6)
        for layer in self.deck:
            layer.grow(shares)
        hung = smooth((place - self._weeks) / 1.6)
        for layer in self.cables:
            layer.grow(hung)
        self.sheet.tear(self.edge(place))
        self.traveler.face(self.facing(place))
        self._now = self.standing(max(place, 0.0))
        self.traveler.stand(self, self._now)

    def begin(self) -> None:
        """The first day has not come: nothing is laid, given or watched."""
        self.lay(0.0, 0.0)
        for cycle in self.drops:
            self.let_fall(cycle, np.zeros(len(self.calendar.doses(cycle))))

    def look(self, scale: float, place: Sequence[float] | np.ndarray, at: np.ndarray) -> None:
        """As :meth:`Scenery.look`; the traveler stays where the time is."""
        super().look(scale, place, at)
        self.traveler.stand(self, self._now)

    def standing(self, place: float) -> tuple[float, float]:
        """Where the traveler stands when the time is at a place (d), in the view's unit."""
        raise NotImplementedError

    def edge(self, place: float) -> float:
        """How far along its way the torn edge is when the time is at a place (d), in the view's unit."""
        raise NotImplementedError

    def facing(self, place: float) -> float:
        """Where the way leads at a place (d): 1 to the right, -1 to the left."""
        del place
        return 1.0

    def deck_middle(self, place: float) -> tuple[float, float]:
        """Middle of the deck at a place (d): where a leader ends."""
        raise NotImplementedError

    def lane_point(self, place: float) -> tuple[float, float]:
        """A point in the liver lane's fill at a place (d)."""
        raise NotImplementedError

    def drift(self, time: float) -> None:
        """Let the waves rock, each by itself; the rest of the picture stands."""
        layer, seeds = self.ripples
        sway = np.array([wobble(int(seed), time * 0.5, dims=2) for seed in seeds])
        layer.grow(np.ones(len(sway)), sway * np.array([0.05, 0.018]))

    def let_fall(self, cycle: int, shares: np.ndarray) -> None:
        """Show the doses of a cycle on their way, share 0 to 1 each."""
        raise NotImplementedError


def ripples(
    places: Sequence[Sequence[float] | np.ndarray], length: tuple[float, float], height: float,
    view: View, rng: np.random.Generator,
) -> tuple[ManyShapes, np.ndarray]:
    """Short wave marks at these places, and a seed for the rocking of each."""
    t = np.linspace(0, 1, 16)
    marks = []
    for x, y in places:
        wide = rng.uniform(*length)
        line = np.column_stack([x + wide * (t - 0.5), y + height * np.sin(t * 4 * np.pi)])
        marks.append(shapely.LineString(line).buffer(0.47 * height, quad_segs=3))
    layer = many_shapes(marks, mix(WATER_LINE, WATER, 0.12), view)
    return layer, rng.integers(2**31, size=len(marks))


def risk_color(risk: float) -> str:
    """Color of the liver lane: pale where the risk is low, vermilion where it is highest."""
    return mix(lighter(LIVER, 0.72), LIVER, float(np.clip((risk - 0.1) / 0.8, 0, 1)) ** 0.8)


def merged_by_color(shapes: Sequence[VMobject]) -> list[VMobject]:
    """Shapes of one color each as one path a color."""
    colors = dict.fromkeys(str(shape.fill_color) for shape in shapes)
    return [merged([s for s in shapes if str(s.fill_color) == color], color) for color in colors]


def by_color(
    forms: list[BaseGeometry], colors: list[str], view: View, centers: np.ndarray
) -> list[ManyShapes]:
    """Forms as one layer a color; thing ``i`` of the layers together is form ``i``."""
    layers = []
    for color in dict.fromkeys(colors):
        kin = [i for i, c in enumerate(colors) if c == color]
        layers.append(
            many_shapes(
                [forms[i] for i in kin], color, view, kin=kin, centers=centers[kin], smooth=False,
                tolerance_px=0.1,
            )
        )
    return layers
