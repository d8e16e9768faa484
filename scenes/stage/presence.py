"""Arriving, leaving and standing back, as functions of the clip's time.

Nothing pops: a mobject's presence runs 0 to 1 over a soft fade while the story goes on,
and a thing that should not be looked at is hazed toward its ground color instead of made
transparent, so that contours never shine through.
"""

from __future__ import annotations

import numpy as np
from manim import Mobject, VMobject
from manim.utils.color import ManimColor

from scenes.stage.members import family
from scenes.stage.motion import ease


def _members(mobject: Mobject) -> list[VMobject]:
    """All shapes, also those that have no form yet: they may get one later in the same frame."""
    return [m for m in family(mobject) if isinstance(m, VMobject) and (len(m.points) or not m.submobjects)]


def _remember(member: VMobject) -> tuple[np.ndarray, np.ndarray]:
    """The fill and stroke RGBA a shape was made with, shapes (k, 4)."""
    made: tuple[np.ndarray, np.ndarray] | None = vars(member).get("made_rgbas")
    if made is None:
        made = (member.fill_rgbas.copy(), member.stroke_rgbas.copy())
        vars(member)["made_rgbas"] = made
    return made


def repaint(member: VMobject, fill: np.ndarray) -> None:
    """Give a shape a new fill (RGBA rows) that later fades and hazes start from."""
    strokes = _remember(member)[1]
    vars(member)["made_rgbas"] = (np.atleast_2d(fill), strokes)
    member.fill_rgbas = np.atleast_2d(fill).copy()


def presence_of(mobject: Mobject, otherwise: float) -> float:
    """How present a mobject is or is about to be (0-1); ``otherwise`` if it never faded."""
    return float(vars(mobject).get("presence", otherwise))


def note_presence(mobject: Mobject, share: float) -> None:
    """Remember how present a mobject is about to be."""
    vars(mobject)["presence"] = share


def haze_of(mobject: Mobject) -> float:
    """How far a mobject stands back or is about to (0 not at all)."""
    return float(vars(mobject).get("haze", 0.0))


def note_haze(mobject: Mobject, share: float) -> None:
    """Remember how far a mobject is about to stand back."""
    vars(mobject)["haze"] = share


def set_presence(mobject: Mobject, share: float) -> None:
    """Show a mobject at ``share`` (0-1) of the opacity that it was made with."""
    for member in _members(mobject):
        fill, strokes = _remember(member)
        member.fill_rgbas = _present(member.fill_rgbas, fill, share)
        member.stroke_rgbas = _present(member.stroke_rgbas, strokes, share)


def _present(now: np.ndarray, made: np.ndarray, share: float) -> np.ndarray:
    """Colors of now (RGBA rows) at a share of the opacity they were made with; the same ones if they are so."""
    if len(now) == 1 and now.item(3) == made.item(3) * share:
        return now
    rgba = now.copy()
    rgba[:, 3] = made[: len(rgba), 3] * share
    return rgba


def set_haze(mobject: Mobject, ground: str, share: float) -> None:
    """Mix every color of a mobject toward its ground by ``share`` (0 as made, 1 gone)."""
    target = ManimColor(ground).to_rgb()
    toward: list[float] = (target * share).tolist()
    for member in _members(mobject):
        fill, strokes = _remember(member)
        member.fill_rgbas = _hazed(member.fill_rgbas, fill, toward, share)
        member.stroke_rgbas = _hazed(member.stroke_rgbas, strokes, toward, share)


def _hazed(now: np.ndarray, made: np.ndarray, toward: list[float], share: float) -> np.ndarray:
    """Colors of now (RGBA rows), mixed anew; the same ones if they are so."""
    if len(now) == 1:
        # Almost all shapes have one color: plain numbers are quicker than arrays of three.
        red, green, blue = (made.item(i) * (1 - share) + part for i, part in enumerate(toward))
        if (now.item(0), now.item(1), now.item(2)) == (red, green, blue):
            return now
        return np.array([[red, green, blue, now.item(3)]])
    rgba = now.copy()
    rgba[:, :3] = made[: len(rgba), :3] * (1 - share) + np.array(toward)
    return rgba


def take_forms(*mobjects: Mobject) -> None:
    """Take the forms of mobjects away until they get new ones."""
    for mobject in mobjects:
        for member in family(mobject):
            if len(member.points):
                member.points = np.zeros((0, 3))


class Fade:
    """Presence from one share to another between two times (s).

    Attributes
    ----------
    settled
        Whether it is over, and has left all colors as they were made: there is nothing more to set.
    """

    plain = 1.0

    def __init__(self, mobject: Mobject, start: float, over: float, begin: float, end: float):
        self.mobject, self.start, self.over = mobject, start, over
        self.begin, self.end = begin, end
        self._before: Fade | None = None
        self.settled = False

    def follow(self, before: Fade) -> None:
        """Take over from a fade that may still be going on, from wherever that one stands."""
        self._before, self.begin = before, before.share(self.start)

    def share(self, now: float) -> float:
        """The share at a time."""
        if self._before is not None and now < self.start:
            return self._before.share(now)
        s = ease(now, self.start, self.over) if self.over > 0 else float(now >= self.start)
        return self.begin + (self.end - self.begin) * s

    def apply(self, now: float) -> None:
        """Set the presence for a time."""
        set_presence(self.mobject, self.share(now))
        self._note(now)

    def _note(self, now: float) -> None:
        self.settled = self.end == self.plain and now >= self.start + self.over


class Haze(Fade):
    """Haze from one share to another between two times (s)."""

    plain = 0.0

    def __init__(
        self, mobject: Mobject, start: float, over: float, begin: float, end: float, ground: str
    ):
        super().__init__(mobject, start, over, begin, end)
        self.ground = ground

    def apply(self, now: float) -> None:
        """Set the haze for a time."""
        set_haze(self.mobject, self.ground, self.share(now))
        self._note(now)
