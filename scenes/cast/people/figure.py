"""A person in profile, who stands, walks, sits or lies back; drawn once, and anew only where a joint bends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, Literal

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.people.body import PaintedArm, PaintedLeg, PaintedTrunk
from scenes.cast.people.clothes import NECK, SHOULDER
from scenes.cast.people.looks import Look
from scenes.cast.people.paint import Brush
from scenes.cast.people.portrait import Portrait
from scenes.cast.people.stance import ANKLE, SHANK, STAND, THIGH, Leg, Stance
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.layout import Point
from scenes.stage.members import family
from scenes.stage.view import View

#: From the seat up to the hip of an adult.
SEAT: Final = 40.0
#: What breath does to a trunk: it grows by these shares, across and along.
_BREATH: Final = (0.012, 0.005)
#: From the near shoulder to the far one, as we see them, units.
_FAR_SHOULDER: Final = np.array([10.0, 3.0])


class Figure(Actor):
    """A person.

    Parameters
    ----------
    view
        1 px of the stage per unit. The origin of a person is the floor between the feet, or the seat under the hips.
    look
        Who it is: one of `looks`.
    head
        Px of a hundred units; an adult's head is 112 units high, an adult 718.
    stance
        How the joints are held.
    faces
        Where the person looks.
    holds
        What the near hand holds.
    """

    def __init__(
        self, view: View, look: Look, head: float, stance: Stance = STAND, faces: Literal["right", "left"] = "right",
        holds: Literal["phone"] | None = None,
    ) -> None:
        super().__init__(view)
        self.look, self.head_px = look, head
        self.brush = Brush(View(view.px_per_nm * head / 100), 1 if faces == "right" else -1)
        self._stance = stance
        self._tilt = self._blink = self._breath = 0.0
        self._far_arm = PaintedArm(look, self.brush, far=True)
        self._near_arm = PaintedArm(look, self.brush, phone=bool(holds))
        self._far_leg, self._near_leg = PaintedLeg(look, self.brush, far=True), PaintedLeg(look, self.brush)
        self._trunk, self._portrait = PaintedTrunk(look, self.brush), Portrait(look, self.brush)
        #: All of the person but the near arm: what is held, or a blanket, may lie between.
        self.body = VGroup(
            self._far_arm, self._far_leg, self._near_leg, self._portrait.behind, self._trunk, self._portrait.over,
        )
        #: The arm on our side.
        self.near_arm = VGroup(self._near_arm)
        self.add(self.body, self.near_arm)
        self._bend(stance, None)
        self.pose((0.0, 0.0))

    # --- moving ------------------------------

    def take(self, stance: Stance, tilt: float = 0.0, blink: float = 0.0, breath: float = 0.0) -> Figure:
        """Hold the joints like this; what has not changed is not drawn anew.

        Parameters
        ----------
        tilt
            Degrees that the face is turned down.
        blink
            0 open, 1 closed.
        breath
            0 out, 1 in.
        """
        held = (stance, tilt, blink, breath)
        if held != (self._stance, self._tilt, self._blink, self._breath):
            before = self._stance
            self._stance, self._tilt, self._blink, self._breath = held
            self._bend(stance, before)
            self.pose(self.position, self.angle)
        return self

    @property
    def stance(self) -> Stance:
        """How the joints are held."""
        return self._stance

    def _bend(self, stance: Stance, before: Stance | None) -> None:
        """Draw anew what is held in another way than before."""
        seated = stance.seated
        if before is None or before.near != stance.near:
            self._arm = self._near_arm.bend(stance.near)
        if before is None or before.far != stance.far:
            self._far_arm.bend(stance.far)
        if before is None or (before.near_leg, before.seated) != (stance.near_leg, seated):
            self._leg = self._near_leg.bend(stance.near_leg, seated)
        if before is None or (before.far_leg, before.seated) != (stance.far_leg, seated):
            self._other_leg = self._far_leg.bend(stance.far_leg, seated)
        if before is None or (before.lean, before.seated) != (stance.lean, seated):
            self._trunk.lean(stance.lean, seated)

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Figure:
        """Put its origin at a place of the view, px."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        body, shoulder = self.look.body * np.eye(2), self._at_trunk(SHOULDER)
        self._put(self._near_arm, body, shoulder)
        self._put(self._far_arm, body, shoulder + self.look.body * _FAR_SHOULDER)
        self._put(self._near_leg, body, self._hip)
        self._put(self._far_leg, body, self._hip)
        lean = rotation(np.radians(self._stance.lean))
        self._put(self._trunk, lean @ self._breathing @ lean.T @ body, self._hip)
        for group in (self._portrait.over, self._portrait.behind):
            matrix, offset = self._put(group, self._face, self._at_trunk(NECK))
        self._portrait.blink(self._blink, matrix, offset)
        return self

    def _put(self, group: VGroup, matrix: np.ndarray, joint: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pose a group about its joint (units): by a matrix as if the person looked to the right."""
        flip, turn = np.diag([self.brush.faces, 1.0]), rotation(self.angle)
        whole = turn @ flip @ matrix @ flip
        offset = self.offset() + turn @ self.brush.turned_place(joint) * self.brush.view.unit
        for part in family(group):
            if isinstance(part, Part):
                part.pose(whole, offset)
        return whole, offset

    @property
    def _hip(self) -> np.ndarray:
        """The hip above the origin, units: above the seat, or above the foot that stands."""
        legs = (self._stance.near_leg, self._stance.far_leg)
        high = SEAT if self._stance.seated else max(_reach(leg) for leg in legs)
        return np.array([0.0, high * self.look.body])

    @property
    def _breathing(self) -> np.ndarray:
        """What breath does to the upright trunk."""
        return np.diag([1 + share * self._breath for share in _BREATH])

    @property
    def _face(self) -> np.ndarray:
        """How the head is turned."""
        return rotation(np.radians(self._stance.head - self._tilt)) * self.look.head

    def _at_trunk(self, place: tuple[float, float]) -> np.ndarray:
        """A place of the trunk, as it leans and breathes, units about the origin."""
        lean = rotation(np.radians(self._stance.lean))
        return np.asarray(self._hip + lean @ self._breathing @ np.array(place) * self.look.body)

    # --- where things are ------------------------------

    def place(self, name: str) -> np.ndarray:
        """A named place (see `anchors`), px of the view."""
        return self.view.place(self.anchor(name)())

    @property
    def forearm_angle(self) -> float:
        """Where the near forearm points in the picture, radians."""
        x, y = self.brush.turned_place(self._arm.wrist - self._arm.elbow)
        return float(np.arctan2(y, x) + self.angle)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``head``, ``eye``, ``mouth``, ``chest``, ``knee``, ``feet``; of an arm ``hand``, ``tips``, ``forearm``."""
        return {name: partial(self._named, name) for name in self._places()}

    def _places(self) -> dict[str, np.ndarray]:
        """The named places, units about the origin of one who looks to the right."""
        neck, shoulder, body = self._at_trunk(NECK), self._at_trunk(SHOULDER), self.look.body
        face, arm, leg = self._portrait.forms, self._arm, self._leg
        return {
            "head": neck + self._face @ self._portrait.crown,
            "eye": neck + self._face @ face.eye,
            "mouth": neck + self._face @ face.lips,
            "hand": shoulder + body * arm.hand,
            "tips": shoulder + body * (2 * arm.hand - arm.wrist),
            "forearm": shoulder + body * 0.5 * (arm.elbow + arm.wrist),
            "chest": self._at_trunk((20.0, 150.0)),
            "knee": self._hip + body * leg.knee,
            "feet": self._hip + body * (leg.ankle - np.array([0, ANKLE])),
        }

    def _named(self, name: str) -> Point:
        place = self.brush.turned_place(self._places()[name])
        return self.spot(*(place * self.head_px / 100))

    def legs_outline(self) -> BaseGeometry:
        """Both legs, px of the view about the origin: a blanket is laid round them."""
        legs = [form for leg in (self._leg, self._other_leg) for form in (leg.cloth, leg.shoe)]
        px = self.head_px / 100
        size, hip = self.look.body * px, self.brush.turned_place(self._hip) * px
        whole = self.brush.turned(shapely.union_all(legs))
        return affinity.translate(affinity.scale(whole, size, size, origin=(0, 0)), *hip)


def _reach(leg: Leg) -> float:
    """How far below the hip a foot stands."""
    thigh, shank = np.radians(leg.hip), np.radians(leg.hip - leg.knee)
    return float(THIGH * np.cos(thigh) + SHANK * np.cos(shank) + ANKLE)
