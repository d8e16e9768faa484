"""Rooms that follow each other behind the same wood: what all of them do on the stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import Final

import numpy as np
from manim import Mobject

from scenes.cast.clinic.home import Ledge
from scenes.sets.treatment.places import px_view
from scenes.stage.clip import Clip
from scenes.stage.courses import Course
from scenes.stage.layout import Box
from scenes.stage.style import WALL, WOOD, mix

#: Between the wall and the upper side of the wood.
_EDGE: Final = mix(WALL, WOOD, 0.4)
#: The wood's near edge lies so many px above the captions: it is a table's, and not the edge of a strip for them.
_NEARER: Final = 34


class RoomsClip(Clip):
    """A clip whose rooms come out of the color of one wall and go back into it; wood in the foreground stays.

    Attributes
    ----------
    kept_free
        Boxes (px) where words will come, and no other word goes.
    """

    kept_free: Sequence[Box] = ()
    _at_most = inf

    def lay_the_ledge(self, far: float) -> None:
        """The wood in front, which stays; its far edge is so many px from above."""
        frame = self.zones.frame
        self.ledge = Ledge(px_view(self.zones, (frame.width / 2, 0)), frame.width, frame.height)
        self.far, self.near = Course(-far), Course(-self.zones.caption.top + _NEARER)
        self.ambient(self.ledge, lambda ledge, t: ledge.lie(self.far.at(t), self.near.at(t)))
        self.show(self.ledge, 0.0)
        self.on_wood: list[Mobject] = []

    @contextmanager
    def no_larger(self, px: float) -> Iterator[None]:
        """Words that are put up meanwhile are so high (px) at the most."""
        self._at_most = px
        yield
        self._at_most = inf

    def _type_size(self, name: str) -> float:
        return min(super()._type_size(name), self._at_most)

    def _taken(self) -> np.ndarray:
        """As the stage has it, and the boxes that are kept free."""
        kept = [(box.left, box.top, box.right, box.bottom) for box in self.kept_free]
        return np.vstack([super()._taken(), np.reshape(kept, (-1, 4))])

    def lay_the_edge(self, far: float, near: float = 0.0, over: float = 1.2) -> None:
        """Move the wood's far and near edge (px from above); the near one, if not told, a little above captions."""
        self.far.to(-far, self.now, over)
        self.near.to(-(near or self.zones.caption.top - _NEARER), self.now, over)

    def arrive(self, *things: Mobject, delay: float = 0.0, over: float = 0.6) -> None:
        """Things come out of the wall's color, behind the wood."""
        for thing in things:
            self.emerge(thing, over, delay, behind=self.ledge)

    def stand_on_the_wood(self, thing: Mobject, delay: float = 0.0) -> None:
        """A thing comes out of the color behind it: the wall's, and the wood's."""
        self.on_wood.append(thing)
        self.emerge(thing, 0.5, delay, ground=_EDGE)

    def leave(self, *things: Mobject, over: float = 0.6) -> None:
        """Things go back into the color behind them."""
        for thing in things:
            self.haze(thing, 1.0, _EDGE if thing in self.on_wood else None, over)
            self.hide(thing, 0.1, delay=over)

    def clear_the_room(self) -> None:
        """All things of a room go; the wood stays."""
        here = [thing for thing in self.mobjects if thing is not self.ledge and thing not in self.foreground_mobjects]
        for thing in here:
            self.still(thing)
        self.leave(*here, over=0.5)
