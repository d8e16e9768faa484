"""A person in profile, who stands, walks, sits or lies back; drawn once, and anew only where a joint bends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final, Literal

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.people.clothes import NECK, SHOULDER, trunk_forms
from scenes.cast.people.limbs import ArmForms, LegForms, arm_forms, leg_forms
from scenes.cast.people.looks import Look
from scenes.cast.people.paint import Brush, Painted
from scenes.cast.people.portrait import Portrait
from scenes.cast.people.stance import ANKLE, SHANK, STAND, THIGH, Arm, Leg, Stance
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.layout import Point
from scenes.stage.style import DEVICE, WHITE, inked, mix
from scenes.stage.view import View

#: From the seat up to the hip of an adult.
SEAT: Final = 40.0
#: What breath does to a trunk: it grows by these shares, across and along.
_BREATH: Final = (0.012, 0.005)
#: How much darker the limbs beyond the trunk are.
_FAR: Final = 0.12


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
        self.look, self.head_px, self.holds = look, head, holds
        self._mirror = np.array([1.0 if faces == "right" else -1.0, 1.0])
        self.brush = Brush(View(view.px_per_nm * head / 100))
        self._stance: Stance | None = None
        self._still = {"tilt": 0.0, "blink": 0.0, "breath": 0.0}
        self._build()
        self.take(stance)

    def _build(self) -> None:
        look, brush = self.look, self.brush
        far = {"skin": inked(look.skin, _FAR), "top": inked(look.top_color, _FAR), "legs": inked(look.legs, _FAR)}
        self._far_arm = _PaintedArm(far["skin"], far["top"], brush)
        self._near_arm = _PaintedArm(look.skin, look.top_color, brush, self.holds == "phone")
        self._far_leg = _PaintedLeg(far["legs"], look.shoes, brush)
        self._near_leg = _PaintedLeg(look.legs, look.shoes, brush)
        self._trunk = _PaintedTrunk(look, brush)
        self.portrait = Portrait(look, brush, self._mirror)
        #: All of the person but the near arm: what is held, or a blanket, may lie between.
        self.body = VGroup(
            self._far_arm, self._far_leg, self._near_leg, self.portrait.behind, self._trunk, self.portrait.over,
        )
        #: The arm on our side.
        self.near_arm = VGroup(self._near_arm)
        self.add(self.body, self.near_arm)

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
        before, self._stance = self._stance, stance
        self._still = {"tilt": tilt, "blink": blink, "breath": breath}
        m = self._mirror[0]
        if before is None or before.near != stance.near:
            self.near_forms = arm_forms(stance.near, self._long_sleeve)
            self._near_arm.draw(self.near_forms, m)
        if before is None or before.far != stance.far:
            self._far_arm.draw(arm_forms(stance.far, self._long_sleeve), m)
        if before is None or before.near_leg != stance.near_leg:
            self.near_leg_forms = leg_forms(stance.near_leg)
            self._near_leg.draw(self.near_leg_forms, m)
        if before is None or before.far_leg != stance.far_leg:
            self.far_leg_forms = leg_forms(stance.far_leg)
            self._far_leg.draw(self.far_leg_forms, m)
        if before is None or (before.lean, before.seated) != (stance.lean, stance.seated):
            self._trunk.draw(stance.lean, stance.seated, m)
        self.pose(self.position, self.angle)
        return self

    @property
    def stance(self) -> Stance:
        """How the joints are held."""
        assert self._stance is not None
        return self._stance

    @property
    def _long_sleeve(self) -> bool:
        return self.look.top in ("coat", "dress")

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Figure:
        """Put its origin at a place of the view, px."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        shoulder = self._at_trunk(SHOULDER)
        shoulder_far = self._at_trunk((SHOULDER[0] + 10, SHOULDER[1] + 3))
        hip = self._hip
        body = self.look.body
        for limb, at in (
            (self._far_arm, shoulder_far), (self._near_arm, shoulder), (self._far_leg, hip), (self._near_leg, hip),
        ):
            self._put(limb, np.eye(2) * body, at)
        x, y = _BREATH
        lean = rotation(np.radians(self.stance.lean))
        wider = lean @ np.diag([1 + x * self._still["breath"], 1 + y * self._still["breath"]]) @ lean.T
        self._put(self._trunk, wider * body, hip)
        face = rotation(np.radians(self.stance.head - self._still["tilt"])) * self.look.head
        neck = self._at_trunk(NECK)
        self._put(self.portrait.behind, face, neck)
        self._put(self.portrait.over, face, neck)
        self.portrait.blink(self._still["blink"])
        return self

    def _put(self, group: Iterable[object], matrix: np.ndarray, at: np.ndarray) -> None:
        """Pose all parts of a group: a matrix of the unmirrored figure, and where its joint is, units."""
        flip = np.diag(self._mirror)
        turn = rotation(self.angle)
        whole = turn @ flip @ matrix @ flip
        offset = self.offset() + turn @ (at * self._mirror) * self.brush.view.unit
        for part in _parts(group):
            part.pose(whole, offset)

    @property
    def _hip(self) -> np.ndarray:
        """The hip above the origin, units."""
        body = self.look.body
        if self.stance.seated:
            return np.array([0.0, SEAT * body])
        legs = (self.stance.near_leg, self.stance.far_leg)
        return np.array([0.0, body * max(_reach(leg) for leg in legs)])

    def _at_trunk(self, place: tuple[float, float]) -> np.ndarray:
        """A place of the trunk, as it leans, units about the origin."""
        x, y = _BREATH
        xy = np.array(place) * self.look.body * [1.0, 1 + y * self._still["breath"]]
        return self._hip + rotation(np.radians(self.stance.lean)) @ xy

    # --- where things are ------------------------------

    def place(self, name: str) -> np.ndarray:
        """A named place (see `anchors`), px of the view."""
        return self.view.place(self.anchor(name)())

    @property
    def forearm_angle(self) -> float:
        """Where the near forearm points in the picture, radians."""
        way = (self.near_forms.wrist - self.near_forms.elbow) * self._mirror
        return float(np.arctan2(way[1], way[0]) + self.angle)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """Of the head ``head``, ``eye``, ``mouth``; of the near arm ``hand``, ``forearm``; ``chest``, ``knee``, ``feet``."""
        return {name: lambda name=name: self._spot(self._units()[name]) for name in self._units()}  # type: ignore[misc]

    def _units(self) -> dict[str, np.ndarray]:
        """The named places, units about the origin, unmirrored."""
        look, neck = self.look, self._at_trunk(NECK)
        face = rotation(np.radians(self.stance.head - self._still["tilt"])) * look.head
        shoulder, arm, leg = self._at_trunk(SHOULDER), self.near_forms, self.near_leg_forms
        upper = 0.5 * (arm.elbow + arm.wrist)
        return {
            "head": neck + face @ np.array(self.portrait.crown),
            "eye": neck + face @ np.array(self.portrait.forms.eye),
            "mouth": neck + face @ np.array(self.portrait.forms.lips),
            "hand": shoulder + look.body * arm.hand,
            "forearm": shoulder + look.body * upper,
            "chest": self._at_trunk((20.0, 150.0)),
            "knee": self._hip + look.body * leg.knee,
            "feet": self._hip + look.body * (leg.ankle + [0, -ANKLE]),
        }

    def _spot(self, units: np.ndarray) -> Point:
        xy = rotation(self.angle) @ (units * self._mirror) * self.brush.view.unit + self.offset()
        return np.array([xy[0], xy[1], 0.0])

    def legs_outline(self) -> BaseGeometry:
        """Both legs, px of the view about the origin: a blanket is laid round them."""
        size = self.look.body * self.head_px / 100
        legs = shapely.union_all([f.cloth for f in (self.near_leg_forms, self.far_leg_forms)]
                                 + [f.shoe for f in (self.near_leg_forms, self.far_leg_forms)])
        legs = affinity.scale(legs, size * self._mirror[0], size, origin=(0, 0))
        return affinity.translate(legs, *(self._hip * self._mirror * self.head_px / 100))


def _reach(leg: Leg) -> float:
    """How far below the hip a foot stands."""
    thigh, shank = np.radians(leg.hip), np.radians(leg.hip - leg.knee)
    return float(THIGH * np.cos(thigh) + SHANK * np.cos(shank) + ANKLE)


def _parts(group: Iterable[object]) -> Iterable[Part]:
    for member in group:
        if isinstance(member, Part):
            yield member
        elif isinstance(member, VGroup):
            yield from _parts(member.submobjects)


def _mirrored(form: BaseGeometry, sign: float) -> BaseGeometry:
    return form if sign > 0 else affinity.scale(form, -1, 1, origin=(0, 0))


class _PaintedArm(VGroup):
    """Forearm and hand, a thumb over them, a sleeve over all; with a telephone behind the fingers, if there is one."""

    def __init__(self, skin: str, sleeve: str, brush: Brush, phone: bool = False) -> None:
        super().__init__()
        self.skin = Painted(skin, brush)
        self.thumb = Painted(skin, brush, ink=0.62, glow=1.6)
        self.sleeve = Painted(sleeve, brush)
        self.phone = Painted(DEVICE, brush, glow=2.5) if phone else None
        self.add(*([self.phone] if self.phone else []), self.skin, self.thumb, self.sleeve)

    def draw(self, forms: ArmForms, sign: float) -> None:
        """Bend it."""
        fine = self.skin.brush.detailed
        self.skin.draw(_mirrored(forms.skin, sign), [_mirrored(f, sign) for f in forms.fingers] if fine else ())
        self.thumb.draw(_mirrored(forms.thumb, sign))
        self.sleeve.draw(_mirrored(forms.sleeve, sign), [_mirrored(f, sign) for f in forms.crease] if fine else ())
        if self.phone:
            self.phone.draw(_mirrored(forms.phone, sign))


class _PaintedLeg(VGroup):
    """A shoe, and the leg over it."""

    def __init__(self, cloth: str, shoe: str, brush: Brush) -> None:
        super().__init__()
        self.shoe, self.cloth = Painted(shoe, brush, glow=3.0), Painted(cloth, brush)
        self.add(self.shoe, self.cloth)

    def draw(self, forms: LegForms, sign: float) -> None:
        """Bend it."""
        fine = self.cloth.brush.detailed
        self.shoe.draw(_mirrored(forms.shoe, sign), [_mirrored(f, sign) for f in forms.sole] if fine else ())
        self.cloth.draw(_mirrored(forms.cloth, sign), [_mirrored(f, sign) for f in forms.fold] if fine else ())


class _PaintedTrunk(VGroup):
    """The clothes of the trunk, and what lies on them."""

    def __init__(self, look: Look, brush: Brush) -> None:
        super().__init__()
        self.look = look
        self.cloth = Painted(look.top_color, brush, glow=5.0)
        colors = {"skin": look.skin, "under": look.under, "top": look.top_color}
        most = {seated: trunk_forms(look, seated) for seated in (False, True)}
        self._forms = most
        names = [name for _, name in most[False].patches]
        self.patches = [Painted(colors[name], brush, ink=0.55, glow=2.0) for name in names]
        self.add(self.cloth, *self.patches)

    def draw(self, lean: float, seated: bool, sign: float) -> None:
        """Lean it back."""
        forms = self._forms[seated]

        def placed(form: BaseGeometry) -> BaseGeometry:
            return _mirrored(affinity.rotate(form, lean, (0, 0)), sign)

        trunk = placed(forms.trunk)
        self.cloth.draw(trunk, [placed(f) for f in forms.lines] if self.cloth.brush.detailed else ())
        for patch, (form, _) in zip(self.patches, forms.patches, strict=False):
            patch.draw(placed(form), within=trunk)
        for patch in self.patches[len(forms.patches):]:
            patch.draw(shapely.Polygon())
