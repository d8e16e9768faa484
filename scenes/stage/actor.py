"""The base of everything in the cast: rigid parts that are posed, never redrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

import numpy as np
from manim import VGroup, VMobject

from scenes.script.mistakes import one_of
from scenes.stage.drawing import blank, take_over
from scenes.stage.layout import Point, u
from scenes.stage.members import family
from scenes.stage.view import View

#: Light comes from the upper left: for each px that a shadow falls below its thing it falls so far to the right, px.
_ASIDE: Final = 0.7


def rotation(angle: float) -> np.ndarray:
    """2 by 2 rotation matrix for an angle in radians, counterclockwise."""
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s], [s, c]])


class Part(VMobject):
    """One filled shape with a rest form, posed by a plane transform.

    The rest form is in Manim units about the actor's own origin; :meth:`pose` is one matrix
    product, so an actor costs little to move.
    """

    def __init__(self, shape: VMobject) -> None:
        take_over(self, shape)
        self.rest: np.ndarray = shape.points.copy()
        self._posed: tuple[bytes, bytes, np.ndarray, np.ndarray] | None = None

    def pose(self, matrix: np.ndarray, offset: np.ndarray) -> None:
        """Put the rest form through ``matrix`` (2, 2), then move by ``offset`` (2,), in u."""
        how = matrix.tobytes(), offset.tobytes()
        # Ambient motion steps, and much stands still: often it lies already as it is to lie.
        if self._posed and self._posed[:2] == how and self._posed[2] is self.rest and self._posed[3] is self.points:
            return
        points = np.zeros((len(self.rest), 3))
        points[:, :2] = self.rest[:, :2] @ matrix.T + offset
        self.points = points
        self._posed = (*how, self.rest, points)


class Shadow(Part):
    """What a thing keeps the light from: its outline again, one path, ``drop_px`` below it and to its right."""

    def __init__(self, color: str, strength: float, drop_px: float = 13.0) -> None:
        super().__init__(blank(color, strength))
        self._shift = np.array([u(_ASIDE * drop_px), -u(drop_px), 0.0])

    def pose(self, matrix: np.ndarray, offset: np.ndarray) -> None:
        """Nothing: it falls where the actor's parts lie, once they do."""

    def fall(self, casters: Sequence[VMobject]) -> None:
        """Lie beside these shapes as they lie now."""
        self.points = np.concatenate([part.points for part in casters]) + self._shift


@dataclass(frozen=True)
class LifeSize:
    """How large a thing is in life, and how far a drawing of it may be from that.

    Attributes
    ----------
    ref
        The length in the ledger, such as ``cd22_length.nm``.
    low, high
        Between which shares of that length a side of the drawing lies. It is measured round all
        that is drawn, so each actor has a range of its own; why stands beside it.
    side
        Which one: the ``long`` or the ``short`` side of the smallest rectangle round it.
    unit_nm
        How many nm the unit of the ledger's length has: 1000 for µm.
    enlarged
        Whether it is drawn larger than life: a fact of the beat must then say so.
    """

    ref: str
    low: float
    high: float
    side: Literal["long", "short"] = "long"
    unit_nm: float = 1.0
    enlarged: bool = False


class _Plain(Part):
    """A plain shape of an actor, posed like a part.

    ``home`` (2,) is where the actor's (0, 0) nm lay, in u, when the shape was drawn.
    """

    def __init__(self, shape: VMobject, home: np.ndarray) -> None:
        super().__init__(shape)
        self.rest[:, :2] -= home
        self.shape = shape

    def pose(self, matrix: np.ndarray, offset: np.ndarray) -> None:
        super().pose(matrix, offset)
        self.shape.points = self.points


class Actor(VGroup):
    """Something the story shows: parts in draw order, with named places for leaders.

    Shapes are added as they lie in the actor's view while it stands at (0, 0) nm, unturned: that is their rest form.

    Attributes
    ----------
    view
        Scale the actor was built at, and where its (0, 0) nm stands in the picture.
    position, angle
        Pose: place of the actor's origin in nm of the view, and radians.
    life_size
        How large it is in life; None for what has no size of its own: a crowd, a sign.
    free
        Whether it is a molecule that wanders unless something holds it. Its way is followed, or, if
        it is caught in the end, told by the clip (`Clip.paths`).
    background
        Whether others stand on it: no leader points at it.
    """

    life_size: ClassVar[LifeSize | None] = None
    free: ClassVar[bool] = False
    background: ClassVar[bool] = False

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self.position = np.zeros(2)
        self.angle = 0.0
        self._plain: dict[VMobject, _Plain] = {}
        self._home = np.asarray(view.origin)
        self.thrown: Shadow | None = None

    def cast_shadow(self, color: str, strength: float) -> None:
        """Let a shadow of this color and opacity fall on whatever lies behind, from now on."""
        self.thrown = Shadow(color, strength)
        self.add_to_back(self.thrown)
        self.let_shadow_fall()

    def let_shadow_fall(self) -> None:
        """Take the shadow along, if there is one: an actor that can cast one says so when all its parts are posed."""
        if self.thrown is not None:
            self.thrown.fall(self.casters())

    def casters(self) -> Sequence[Part]:
        """The parts whose outlines make its shadow: none, unless an actor says so."""
        return ()

    def parts(self) -> Iterator[Part]:
        """All parts, back to front; a plain shape is a part as well."""
        for member in family(self):
            if isinstance(member, Part):
                yield member
            elif isinstance(member, VMobject) and len(member.points):
                if member not in self._plain:
                    self._plain[member] = _Plain(member, self._home)
                yield self._plain[member]

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Actor:
        """Move the whole actor rigidly: origin to ``position`` (nm of the view), turned."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        matrix, offset = rotation(self.angle), self.offset()
        for part in self.parts():
            part.pose(matrix, offset)
        return self

    def offset(self) -> np.ndarray:
        """The actor's origin in Manim units, shape (2,)."""
        return np.asarray(self.view.point(*self.position)[:2])

    def spot(self, x: float, y: float) -> Point:
        """A place of the actor's own frame (nm) as a point in the picture, as posed now."""
        xy = rotation(self.angle) @ np.array([x, y]) * self.view.unit + self.offset()
        return np.array([xy[0], xy[1], 0.0])

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """Where leaders may end, by name, each asked anew in each frame; actors say their own."""
        return {"middle": lambda: self.spot(0.0, 0.0)}

    def anchor(self, name: str) -> Callable[[], Point]:
        """Where a leader to ``name`` ends: one of :meth:`anchors`."""
        anchors = self.anchors()
        return anchors[one_of(f"anchor of {type(self).__name__}", name, anchors)]
