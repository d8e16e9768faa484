"""A head as it is drawn: face, ear and eye, hair or cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import VGroup
from shapely import affinity
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.redrawn import RedrawnFill
from scenes.cast.people.hair import hair_forms
from scenes.cast.people.heads import CROWN, PIVOT, head_forms
from scenes.cast.people.looks import Look
from scenes.cast.people.paint import Brush, Painted, Strokes
from scenes.stage.actor import Part
from scenes.stage.style import CLOTH_COAT, INK, RED_CELL, inked, mix
from scenes.stage.view import View

_LID: Final = 8.0  # units from the upper lid to the lower one


class Portrait:
    """A head; `behind` lies under the clothes, `over` over them."""

    def __init__(self, look: Look, brush: Brush, mirror: np.ndarray) -> None:
        self.forms = head_forms(look.face)
        self.crown = (-2.0 - PIVOT[0], CROWN - PIVOT[1])
        self._brush, self._sign = brush, float(mirror[0])
        self.behind, self.over = VGroup(), VGroup()
        hair = hair_forms(look.hair)
        self._cover(self.behind, look, hair.back)
        self._face(look)
        self._cover(self.behind, look, hair.on)
        if hair.ear:
            ear = Painted(look.skin, brush, ink=0.7, glow=1.6)
            ear.draw(self._m(self.forms.ear), [self._m(self.forms.marks[0])] if brush.detailed else ())
            self.behind.add(ear)
        self._cover(self.over, look, hair.over)

    def _m(self, form: BaseGeometry) -> BaseGeometry:
        return form if self._sign > 0 else affinity.scale(form, -1, 1, origin=(0, 0))

    def _flat(self, form: BaseGeometry, color: str) -> RedrawnFill:
        shape = RedrawnFill(color)
        shape.draw(self._m(form), View(self._brush.view.px_per_nm), tolerance_px=0.3)
        self.behind.add(shape)
        return shape

    def _stroke(self, lines: Sequence[LineString], color: str, width: float) -> Strokes:
        shape = Strokes(color, self._brush, width)
        shape.trace([self._m(line) for line in lines])
        self.behind.add(shape)
        return shape

    def _face(self, look: Look) -> None:
        forms, fine = self.forms, self._brush.detailed
        head = Painted(look.skin, self._brush)
        head.draw(self._m(forms.head), ())
        self.behind.add(head)
        self._flat(forms.shadow, inked(look.skin, 0.20))
        if fine:
            self._flat(forms.cheek, mix(look.skin, RED_CELL, 0.22))
            self._flat(forms.lip, mix(look.skin, RED_CELL, 0.26))
            self._flat(forms.white, mix(look.skin, CLOTH_COAT, 0.86))
        self._flat(forms.pupil, INK)
        self._lid = self._flat(forms.lid, inked(look.skin, 0.10))
        self._lid_line = self._stroke([forms.lid_line], INK, 1.9)
        self._stroke([forms.brow], inked(look.hair_color if look.hair not in ("cap", "scarf", "hijab") else INK, 0.55), 2.4)
        self._stroke([forms.mouth], INK, 1.9)
        if fine and len(forms.marks) > 1:
            self._stroke(forms.marks[1:], inked(look.skin, 0.36), 1.2)

    def _cover(self, group: VGroup, look: Look, pieces: list[tuple[BaseGeometry, list[LineString]]]) -> None:
        for form, lines in pieces:
            cover = Painted(look.hair_color, self._brush)
            cover.draw(self._m(form), [self._m(line) for line in lines] if self._brush.detailed else ())
            group.add(cover)

    def blink(self, share: float) -> None:
        """Draw the lid over the pupil; 0 is open. Posed from where the head has put both."""
        top = np.array([self._sign * self.forms.eye[0], self.forms.eye[1] + 4.4]) * self._brush.view.unit
        for part, squeeze, fall in ((self._lid, share, 0.0), (self._lid_line, 1 - 1.7 * share, 0.72 * share * _LID)):
            _squeezed(part, squeeze, top, fall * self._brush.view.unit)


def _squeezed(part: Part, share: float, about: np.ndarray, fall: float) -> None:
    """Squeeze a part along its own height about a place, and let it fall; on top of how it has been posed."""
    assert part._posed is not None
    matrix, offset = (np.frombuffer(part._posed[0]).reshape(2, 2), np.frombuffer(part._posed[1]))
    flat = np.diag([1.0, share])
    part.pose(matrix @ flat, offset + matrix @ (about - flat @ about - [0.0, fall]))
