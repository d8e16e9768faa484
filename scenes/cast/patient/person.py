"""People who stand or walk: an adult, a child and a toddler, in gowns and without faces.

A sign for a person, not a portrait: one color each, the head a little lighter. Lengths are shares of the
person's height; what changes with age is the head (0.136 of an adult's height, 0.176 of a child's, 0.252 of a
toddler's) and the height itself (330 : 246 : 140).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import contour, fill
from scenes.stage.style import INK, inked, lighter
from scenes.stage.view import View

Age = Literal["adult", "child", "toddler"]
BodyPart = Literal["left_arm", "right_arm", "left_leg", "right_leg", "gown", "head"]

#: Height as drawn beside the others, and the head's share of it.
HEIGHT: Final[dict[Age, float]] = {"adult": 330.0, "child": 246.0, "toddler": 140.0}
HEAD: Final[dict[Age, float]] = {"adult": 0.136, "child": 0.176, "toddler": 0.252}

_BACK_TO_FRONT: Final[tuple[BodyPart, ...]] = (
    "left_arm", "right_arm", "left_leg", "right_leg", "head", "gown",
)
#: px of a contour on a person 330 px high: round the whole, and between its pieces.
_OUTER: Final = 6.0
_BETWEEN: Final = 2.4
#: A step, as a share of the height, and how far legs and arms swing in it, degrees.
_STRIDE: Final = 0.40
_SWING: Final = {"leg": 13.0, "arm": 9.0}
_LEAN: Final = 2.0  # degrees, while walking


@dataclass(frozen=True)
class Body:
    """Measures of a body; shares of its height, y up from the feet.

    Attributes
    ----------
    head, shoulder, hem, hip
        Heights of the head (its own length), the shoulders, the gown's hem and the hips.
    wide
        Half width at the shoulders.
    hand
        Length of an arm.
    """

    head: float
    shoulder: float
    hem: float
    hip: float
    wide: float
    hand: float

    @classmethod
    def of(cls, age: Age) -> Body:
        """The measures at an age: a large head leaves less for the rest, and makes it broader."""
        head = HEAD[age]
        shoulder = 1 - 1.14 * head
        return cls(head, shoulder, 0.40 * shoulder, 0.53 * shoulder, 0.074 + 0.20 * head, 0.455 * shoulder)


def _limb(start: tuple[float, float], end: tuple[float, float], wide: float, thin: float) -> BaseGeometry:
    """A limb that becomes thinner, round at both ends."""
    t = np.linspace(0, 1, 9)
    xy = np.asarray(start) + (np.asarray(end) - np.asarray(start)) * t[:, None]
    beads = shapely.buffer(shapely.points(xy), wide / 2 + (thin - wide) / 2 * t, quad_segs=8)
    return shapely.convex_hull(shapely.union_all(beads))


def body_parts(age: Age) -> dict[BodyPart, BaseGeometry]:
    """The pieces of a body, shares of its height, the feet's middle at the origin."""
    b = Body.of(age)
    head = affinity.scale(shapely.Point(0, 1 - b.head / 2).buffer(0.5, quad_segs=16), 0.80 * b.head, b.head)
    neck = LineString([(0, b.shoulder - 0.02), (0, 1 - 0.8 * b.head)]).buffer(0.17 * b.head)
    w, top = b.wide, b.shoulder
    side = np.array([
        (0.24 * w, top + 0.006), (0.50 * w, top - 0.004), (0.78 * w, top - 0.026), (0.92 * w, top - 0.06),
        (0.92 * w, top - 0.14), (0.86 * w, 0.68 * top), (0.92 * w, b.hip), (1.16 * w, b.hem),
    ])
    gown = Polygon(np.vstack([side, side[::-1] * [-1, 1]]))
    gown = shapely.buffer(shapely.buffer(gown, -0.012), 0.022, quad_segs=6)
    found: dict[BodyPart, BaseGeometry] = {"gown": gown, "head": shapely.union(head, neck)}
    names: tuple[tuple[BodyPart, BodyPart, int], ...] = (("left_arm", "left_leg", -1), ("right_arm", "right_leg", 1))
    for arm, leg, sign in names:
        shoulder = sign * 0.74 * w, top - 0.045
        hand = sign * 1.30 * w, top - b.hand
        found[arm] = _limb(shoulder, hand, 0.52 * w, 0.40 * w)
        x = sign * 0.46 * w
        foot = affinity.scale(shapely.Point(x + sign * 0.05 * w, 0.26 * w).buffer(0.34 * w), 1.12, 0.74)
        found[leg] = shapely.union(_limb((x, b.hip), (x, 0.30 * w), 0.60 * w, 0.46 * w), foot)
    return found


class Person(Actor):
    """One person; the origin is the middle between the feet, the view's unit a px of the stage.

    Parameters
    ----------
    view
        Scale and place.
    age, color
        How old, and the color of all of it.
    height
        Px from feet to crown; the age's own if left out.
    arms
        Degrees that the left and the right arm are raised outward.
    """

    def __init__(
        self, view: View, age: Age, color: str, height: float | None = None,
        arms: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        super().__init__(view)
        self.age, self.height_px = age, HEIGHT[age] if height is None else height
        self._body, self._arms = Body.of(age), arms
        built = View(view.px_per_nm)
        weight = (self.height_px * view.px_per_nm / HEIGHT["adult"]) ** 0.6
        forms = {
            name: affinity.scale(form, self.height_px, self.height_px, origin=(0, 0))
            for name, form in body_parts(age).items()
        }
        self._of: dict[Part, BodyPart] = {}
        tones = {"head": lighter(color, 0.30)}
        for name in _BACK_TO_FRONT:
            self._keep(name, Part(contour(forms[name], _OUTER * weight, INK, built)))
        for name in _BACK_TO_FRONT:
            form, tone = forms[name], tones.get(name, color)
            self._keep(name, Part(contour(form, _BETWEEN * weight, inked(tone, 0.55), built)))
            self._keep(name, Part(fill(form, tone, built)))
            light = affinity.translate(shapely.buffer(form, -0.016 * self.height_px), -0.012 * self.height_px, 0)
            light = shapely.intersection(light, shapely.buffer(form, -0.006 * self.height_px))
            self._keep(name, Part(fill(light, lighter(tone, 0.13), built)))
        self.stride(0.0)

    def _keep(self, name: BodyPart, part: Part) -> None:
        self._of[part] = name
        self.add(part)

    # --- moving ------------------------------

    def stride(self, way: float, moving: float = 1.0) -> Person:
        """Stand where the pose says, legs and arms as after a way.

        Parameters
        ----------
        way
            Px walked so far.
        moving
            0 stands still, 1 walks.
        """
        # Seen from the front, legs that open and close read as steps; legs that cross do not.
        beat = abs(float(np.sin(np.pi * way / (0.5 * _STRIDE * self.height_px)))) * moving
        lean = rotation(np.radians(-_LEAN * moving))
        rise = np.array([0.0, 0.010 * self.height_px * (moving - beat) * self.view.unit])
        for part, name in self._of.items():
            angle, pivot = self._swing(name, beat)
            matrix = lean @ rotation(angle)
            at = pivot * self.height_px * self.view.unit
            part.pose(matrix, self.offset() + lean @ at - matrix @ at + rise)
        return self

    def _swing(self, name: BodyPart, beat: float) -> tuple[float, np.ndarray]:
        """Angle (radians) and pivot (shares of the height) of a piece."""
        b, sign = self._body, -1.0 if name.startswith("left") else 1.0
        if name.endswith("leg"):
            return np.radians(sign * _SWING["leg"] * beat), np.array([sign * 0.30 * b.wide, b.hip])
        if name.endswith("arm"):
            raised = self._arms[0 if sign < 0 else 1]
            angle = sign * (raised + _SWING["arm"] * (beat - 0.4 * bool(beat)))
            return np.radians(angle), np.array([sign * 0.74 * b.wide, b.shoulder - 0.045])
        return 0.0, np.zeros(2)

    def stand(self, x: float, y: float) -> Person:
        """Stand still at a place of the view."""
        self.position = np.array([x, y])
        return self.stride(0.0, 0.0)

    def walk(self, x: float, y: float, way: float, moving: float) -> Person:
        """Be at a place of the view after a way (px), walking (1) or about to stand (0)."""
        self.position = np.array([x, y])
        return self.stride(way, moving)

    def hand(self, side: int) -> np.ndarray:
        """Where a hand is (0 left, 1 right), px of the view, standing."""
        b, sign = self._body, (-1, 1)[side]
        pivot = np.array([sign * 0.74 * b.wide, b.shoulder - 0.045])
        rest = np.array([sign * 1.30 * b.wide, b.shoulder - b.hand]) - pivot
        turned = rotation(np.radians(sign * self._arms[side])) @ rest
        return np.asarray(self.position + (pivot + turned) * self.height_px)
