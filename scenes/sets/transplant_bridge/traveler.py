"""The person who goes over the bridge: the patient of the cast, small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
from manim import VMobject

from scenes.cast.kit.scenery import Scenery
from scenes.cast.people.figure import Figure
from scenes.cast.people.looks import PATIENT
from scenes.cast.people.stance import STAND, walking
from scenes.stage.actor import Actor, Part
from scenes.stage.members import family
from scenes.stage.view import View

Side = Literal["right", "left"]

#: Steps of a stride that are drawn, and of standing turning into walking.
_PHASES: Final = 16
_SHARES: Final = 3
#: Strides a second: a map's person walks at a person's pace, however fast the days go by.
_STRIDES: Final = 0.95
#: Units (hundredths of a head) of a stride, as `walking` has it, and of a person's height.
_STRIDE: Final = 352.0
_TALL: Final = 715.0


class Traveler(Actor):
    """A small person who stands where the time is; each stance is drawn once and kept.

    Parameters
    ----------
    view
        Its unit is that of the scenery; ``height`` in it.
    """

    def __init__(self, view: View, height: float) -> None:
        super().__init__(view)
        self._figures = {side: self._figure(side, height) for side in ("right", "left")}
        self._forms: dict[tuple[str, int, int], list[np.ndarray]] = {}
        self._parts = [Part(member) for member in self._members("right")]
        self.add(*self._parts)
        self._way, self._moving, self._turned = 0.0, 0.0, 1.0

    def _figure(self, side: Side, height: float) -> Figure:
        head = height * self.view.px_per_nm / _TALL * 100
        return Figure(View(1.0), PATIENT, head=head, faces=side)

    def _members(self, side: str) -> Sequence[VMobject]:
        return [m for m in family(self._figures[side]) if isinstance(m, Part)]

    def walk(self, time: float, moving: float) -> None:
        """How the legs are held at a time (s) by one who stands (0) or walks (1)."""
        self._way, self._moving = time * _STRIDES * _STRIDE, moving

    def face(self, turned: float) -> None:
        """Look to the right (1) or to the left (-1); in between the person turns."""
        self._turned = turned

    def stand(self, scenery: Scenery, place: tuple[float, float]) -> None:
        """Stand at a place of the scenery as its camera shows it now."""
        at, scale = scenery.spot(*place)[:2], scenery.scale_now
        slim = max(abs(self._turned), 0.3)
        matrix = scale * np.diag([slim, 1.0])
        for part, form in zip(self._parts, self._form("right" if self._turned > 0 else "left"), strict=True):
            part.rest = form
            part.pose(matrix, at)

    def _form(self, side: str) -> list[np.ndarray]:
        share = round(self._moving * _SHARES)
        phase = round(self._way / _STRIDE * _PHASES) % _PHASES if share else 0
        key = (side, phase, share)
        if key not in self._forms:
            figure = self._figures[side]
            figure.take(walking(phase / _PHASES * _STRIDE, share / _SHARES) if share else STAND)
            figure.pose((0.0, 0.0))
            self._forms[key] = [member.points.copy() for member in self._members(side)]
        return self._forms[key]
