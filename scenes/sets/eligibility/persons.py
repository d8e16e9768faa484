"""Who is in the bays, and what they do: rest, look, walk in, draw blood, talk. Places in px about a bay's floor."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from manim import VGroup
from shapely.geometry import box

from scenes.cast.kit.scenery import Plane
from scenes.cast.people.figure import Figure
from scenes.cast.people.looks import (
    CALLER,
    CHILD,
    DOCTOR,
    EXPECTING,
    GRANDFATHER,
    LAB,
    MOTHER,
    NURSE,
    PATIENT,
)
from scenes.cast.people.stance import SHOW, SIT, STAND, TELL, Arm, Leg, idle, walking
from scenes.sets.eligibility.rooms import BENCH, armchair, bench, microscope, painted, plant, rack, stool
from scenes.stage.motion import ease
from scenes.stage.style import ANTIBODY_CH2, PAPER_CARD, RED_CELL
from scenes.stage.view import View

#: Height of a seat over the floor for who sits with the feet on it, units.
SEAT: Final = 160.0
_RESTING: Final = replace(SIT, near=Arm(20, 66, -8), lean=15, head=4, near_leg=Leg(88, 78, 10), far_leg=Leg(85, 70, 15))
_LOOKING: Final = replace(SIT, near=Arm.reaching(112, -60, hand="pinch"), far=Arm.reaching(120, -90), lean=-11, head=-8)
_LOWERED: Final = replace(SHOW, near=Arm(6, 42, 4, "pinch"), far=Arm(8, 30))
_RAISED: Final = replace(SHOW, near=Arm.reaching(98, -34, hand="pinch"), far=Arm(8, 30))
#: A hand that holds a child's, and the child's.
_LEADING: Final = Arm(-2, 8, hand="grip")
_LED: Final = Arm.reaching(-196, -66, hand="grip").pointing(-62)
#: How far behind the child the mother walks, units.
_APART: Final = 150.0
#: A hand on the belly; and one that talks, near the body.
_HOLDING: Final = replace(STAND, near=Arm.reaching(34, -104).pointing(80), far=Arm(4, 14))
_SAYING: Final = replace(TELL, near=Arm(-12, 104, 6, "open"))
_SAYING_ON: Final = replace(TELL, near=Arm(-4, 124, 14, "open"))
#: A foot at work is drawn so many times a second.
_STEPS: Final = 10.0


def _on_floor(view: View, x: float, head: float, seated: bool = False) -> View:
    """Where a person's origin is."""
    return view.at(view.point(x, 0.01 * SEAT * head * seated))


class Resting(VGroup):
    """Somebody in an armchair, and a plant beside it where there is room."""

    def __init__(self, view: View, x: float, head: float, beside: float) -> None:
        super().__init__()
        if beside - x > 3.0 * head:
            self.add(plant(view.at(view.point(beside, 0)).scaled(head / 100)))
        at = _on_floor(view, x, head, seated=True)
        self.who = Figure(at, PATIENT, head, _RESTING)
        back, side = armchair(at.scaled(head / 100))
        self.add(back, self.who.body, side, self.who.near_arm)

    def breathe(self, time: float) -> None:
        """Breathe, and look about a little."""
        self.who.take(_RESTING, **idle(3, time))


class AtTheMicroscope(VGroup):
    """Somebody who looks through a microscope, on a stool at a bench that goes on to the right."""

    def __init__(self, view: View, x: float, head: float, right: float) -> None:
        super().__init__()
        at, unit = _on_floor(view, x, head, seated=True), head / 100
        self.who = Figure(at, LAB, head, _LOOKING)
        eye = self.who.place("eye")
        foot = view.at(view.point(x, 0)).scaled(unit)
        tip = at.at(at.point(eye[0] + 25 * unit, unit * (BENCH - SEAT + 180)))
        parts = [stool(at.scaled(unit)), self.who.body, bench(foot, eye[0] / unit + 4, (right - x) / unit),
                 microscope(tip.scaled(unit)), self.who.near_arm]
        if right - x > 420 * unit:
            parts.insert(3, rack(view.at(view.point(right - 90 * unit, BENCH * unit)).scaled(unit)))
        self.add(*parts)

    def breathe(self, time: float) -> None:
        """Breathe over the eyepiece: the head stays where it is."""
        self.who.take(_LOOKING, breath=idle(5, time)["breath"])


class WalkingIn(VGroup):
    """A grandfather, and a mother with a child by the hand, who walk in from the right."""

    def __init__(self, view: View, places: tuple[float, float], head: float, far: float) -> None:
        super().__init__()
        self._head, self._far = head, far
        old_x, child_x = places
        self.who = [Figure(_on_floor(view, x, head), look, head, faces="left")
                    for x, look in (
                        (old_x, GRANDFATHER), (child_x, CHILD), (child_x + 0.01 * _APART * head, MOTHER))]
        old, child, mother = self.who
        self.add(old, mother, child)
        self.walk(0.0)

    def walk(self, share: float) -> None:
        """Have come a share (0-1) of the way."""
        left = self._far * (1 - share)
        moving = min(1.0, 9 * share, 9 * (1 - share))
        for i, figure in enumerate(self.who):
            way = 100 * self._far * share / self._head / figure.look.body + 60 * i
            stance = walking(way, moving)
            figure.take(replace(stance, near=(STAND.near, _LED, _LEADING)[i], far=STAND.far))
            figure.pose((left, 0.0))

    def come(self, time: float, start: float, over: float) -> None:
        """Walk in from a time on."""
        held = np.floor((time - start) * _STEPS + 1e-6) / _STEPS + start
        self.walk(ease(float(held), start, over))

    def breathe(self, time: float) -> None:
        """Stand and breathe."""
        for i, figure in enumerate(self.who):
            figure.take(figure.stance, **idle(11 + i, time))


class DrawnBlood(VGroup):
    """A nurse with a tube of blood, and somebody on a stool."""

    def __init__(self, view: View, places: tuple[float, float], head: float) -> None:
        super().__init__()
        self.who = Figure(_on_floor(view, places[0], head), NURSE, head, _LOWERED)
        seat = _on_floor(view, places[1], head, seated=True)
        self.sitter = Figure(seat, CALLER, head, SIT, faces="left")
        self.tube = _tube(self.who.view.scaled(head / 100))
        self._unit = head / 100
        self.add(self.who.body, stool(seat.scaled(self._unit)), self.sitter, self.tube, self.who.near_arm)
        self.lift(0.0)

    def lift(self, share: float) -> None:
        """Lift the tube by a share (0-1) up to where all can see it."""
        self.who.take(_LOWERED.toward(_RAISED, share))
        self.tube.pose(self.who.place("tips") / self._unit, np.radians(-14 * share))

    def breathe(self, time: float) -> None:
        """The sitter breathes."""
        self.sitter.take(SIT, **idle(8, time))


def _tube(view: View) -> Plane:
    """A tube, more than half full of blood, held at its cap; units."""
    glass = box(-10, -86, 10, -6).buffer(6, quad_segs=6)
    return painted(view, (glass, PAPER_CARD, 1.8), (glass.buffer(-1).intersection(box(-30, -99, 30, -36)), RED_CELL, 0),
                   (box(-15, -12, 15, 22).buffer(3), ANTIBODY_CH2, 1.8))


class Talking(VGroup):
    """A pregnant woman and a doctor who talk."""

    def __init__(self, view: View, places: tuple[float, float], head: float) -> None:
        super().__init__()
        self.woman = Figure(_on_floor(view, places[0], head), EXPECTING, head, _HOLDING)
        self.who = Figure(_on_floor(view, places[1], head), DOCTOR, head, _SAYING, faces="left")
        self.add(self.woman, self.who)

    def talk(self, time: float, start: float, over: float) -> None:
        """The doctor's hand talks from a time on; both breathe."""
        held = np.floor((time - start) * _STEPS + 1e-6)
        word = float(held % round(3.8 * _STEPS)) / _STEPS  # a gesture, then a pause
        share = 0.5 - 0.5 * np.cos(2 * np.pi * word / 2.2) if 0 < held / _STEPS < over and word < 2.2 else 0.0
        self.who.take(_SAYING.toward(_SAYING_ON, float(share)), **idle(21, time))
        self.woman.take(_HOLDING, **idle(22, time))

    def breathe(self, time: float) -> None:
        """Listen to each other."""
        self.talk(time, time, 0.0)
