"""A head as it is drawn: face, ear and eye, hair or cover."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.people.hair import Cover, hair_forms
from scenes.cast.people.heads import CROWN, PIVOT, head_forms
from scenes.cast.people.looks import Look
from scenes.cast.people.paint import Brush, Flat, Painted, lit
from scenes.stage.style import CLOTH_COAT, INK, RED_CELL, inked, mix

#: From the eye's middle up to its upper lid, and from there down to the lower one, units.
_LID: Final = 4.4
_OPEN: Final = 8.0
#: Colors of what covers hair say nothing about brows.
_COVERED: Final = ("cap", "scarf", "hijab")


class Portrait:
    """A head about the neck's foot; `behind` lies under the clothes, `over` over them."""

    def __init__(self, look: Look, brush: Brush) -> None:
        self.forms, self._look, self._brush = head_forms(look.face), look, brush
        self.crown = np.array([-2.0 - PIVOT[0], CROWN - PIVOT[1]])
        hair = hair_forms(look.hair)
        self.behind = VGroup(*self._covers(hair.back), *self._face(), *self._eye(), *self._covers(hair.on))
        self.over = VGroup(*self._covers(hair.over))
        if hair.ear:
            ear = Painted(look.skin, brush, ink=0.7, glow=1.6)
            ear.draw(self.forms.ear, [self.forms.shell])
            self.behind.add(ear)

    def _face(self) -> Iterable[VGroup | Flat]:
        forms, brush = self.forms, self._brush
        head = Painted(self._look.skin, brush, glow=3.0)
        head.draw(forms.head)
        yield head
        yield Flat(inked(self._look.skin, 0.20), brush, forms.shadow)
        skin = lit(self._look.skin)
        if brush.detailed:
            yield Flat(mix(skin, RED_CELL, 0.22), brush, forms.cheek)
            yield Flat(mix(skin, RED_CELL, 0.30), brush, forms.lip)
            if self._look.face.lines:
                yield Flat(inked(skin, 0.36), brush, *forms.years, width=1.2)
        yield Flat(INK, brush, forms.mouth, width=1.9)

    def _eye(self) -> Iterable[Flat]:
        forms, look, brush = self.forms, self._look, self._brush
        if brush.detailed:
            yield Flat(mix(lit(look.skin), CLOTH_COAT, 0.86), brush, forms.white)
        self.pupil = Flat(INK, brush, forms.pupil)
        self.lid = Flat(inked(lit(look.skin), 0.10), brush, forms.lid)
        self._lashes = Flat(INK, brush, forms.lashes, width=1.9)
        yield from (self.pupil, self.lid, self._lashes)
        yield Flat(inked(INK if look.hair in _COVERED else look.hair_color, 0.6), brush, forms.brow, width=3.0)

    def _covers(self, pieces: Iterable[Cover]) -> Iterable[Painted]:
        for form, lines in pieces:
            cover = Painted(self._look.hair_color, self._brush)
            cover.draw(form, lines)
            yield cover

    def blink(self, share: float, matrix: np.ndarray, offset: np.ndarray) -> None:
        """Draw the lid over the pupil (0 open, 1 closed), on a head that is posed by a matrix and an offset, in u."""
        unit = self._brush.view.unit
        top = self._brush.turned_place(self.forms.eye + np.array([0, _LID])) * unit
        for part, high, fall in ((self.lid, share, 0.0), (self._lashes, 1 - 1.7 * share, 0.72 * share * _OPEN * unit)):
            flat = np.diag([1.0, high])
            part.pose(matrix @ flat, offset + matrix @ (top - flat @ top - [0.0, fall]))
