"""B-DNA: two strands over and under each other, base pairs, grooves; it can bend and break.

Sizes in :mod:`scenes.cast.molecules.helix`: 2.1 nm across, 10.5 base pairs a turn, 0.34 nm rise, minor
and major groove 0.39 : 0.61. Drawn at 125 px/nm; ``small`` serves from about 8 px/nm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

import numpy as np
from manim import VGroup

from scenes.cast.molecules.dna_geometry import BASES, DETAILS, OWNERS, STRAND_A, STRAND_B, cut_of, geometry_of
from scenes.cast.molecules.dna_paint import DnaPaint
from scenes.cast.molecules.helix import BREAK_GAP, PITCH, Helix
from scenes.stage.actor import Actor, LifeSize, rotation
from scenes.stage.drawing import blank, polyline
from scenes.stage.layout import Point
from scenes.stage.motion import wobble
from scenes.stage.style import INK, NUCLEUS
from scenes.stage.view import View

DnaDetailName = Literal["close", "far", "small"]

#: How far a lighter layer moves toward the light, nm.
_LIGHT: Final = np.array([-0.022, 0.028])
#: By strand and owner: on which side of the strand's cut it lies; nan if on both, 0 if it is not of this strand.
_SIDES: Final = np.zeros((2, len(OWNERS[0] + OWNERS[1]) + 1))
for _strand, _mine in enumerate(OWNERS):
    _SIDES[_strand, _mine] = np.nan, -1.0, 1.0


class Dna(Actor):
    """A piece of B-DNA; its axis runs along x, its middle is its origin.

    Parameters
    ----------
    view
        Scale it is built at.
    base_pairs
        Its length.
    groove_at
        Where along the axis (nm) a minor groove looks straight at the viewer: there the drug
        lies, the groove opens and the backbones break.
    angle
        How it will lie in the picture (radians): the light comes from the upper left of the
        picture, not of the molecule.
    detail
        ``close`` (125 px/nm), ``far`` (the same, paler and without lines) or ``small``.
    ground, haze
        What it is hazed toward, behind its own axis and, by ``haze``, as a whole.

    Attributes
    ----------
    back, slot, front
        Draw order: strands behind and bases; what lies in the groove; strands in front.
    """

    life_size = LifeSize("dna_diam.nm", 0.95, 1.35, side="short")  # it sways, and parts where it is cut

    def __init__(
        self,
        view: View,
        base_pairs: int = 53,
        *,
        groove_at: float = 0.0,
        angle: float = 0.0,
        detail: DnaDetailName = "close",
        seed: int = 5,
        ground: str = NUCLEUS,
        haze: float = 0.0,
    ) -> None:
        super().__init__(view)
        self.built = View(view.px_per_nm)
        self.look = DETAILS[detail]
        self.helix = Helix(base_pairs, groove_at, self.look.thick)
        self.seed, self.angle = seed, angle
        self.sway_nm = self.opening = 0.0
        self.parting, self._swing = np.zeros(2), np.zeros(2)
        self._cuts = [cut_of(self.helix, strand) for strand in (0, 1)]
        self._shown: tuple[object, ...] = ()
        self.back, self.slot, self.front = VGroup(), VGroup(), VGroup()
        self.add(self.back, self.slot, self.front)
        light = (rotation(-angle) @ _LIGHT).round(4).tolist()
        shape = geometry_of(base_pairs, groove_at, detail, seed, (light[0], light[1]))
        paint = DnaPaint(self.look, self.built, ground, haze)
        behind, before = paint.behind(shape), paint.in_front(shape)
        self.back.add(*behind)
        self.front.add(*before)
        self._fills = [*behind, *before]
        # All fills bend at once: whole (0), and cut (1).
        self._points = [
            tuple(np.concatenate([fill.states[cut][k] for fill in self._fills]) for k in (0, 1)) for cut in (0, 1)
        ]
        self.pose((0.0, 0.0), angle)

    # --- state ------------------------------

    def sway(self, time: float, nm: float = 0.06) -> Dna:
        """Bend gently with time: ends swing by about ``nm``, the drug's groove hardly moves."""
        self.sway_nm = nm
        self._swing = wobble(self.seed, time, dims=2)
        return self.pose(self.position, self.angle)

    def open_groove(self, nm: float) -> Dna:
        """Let the minor groove at ``groove_at`` be wider by ``nm``."""
        self.opening = nm
        return self.pose(self.position, self.angle)

    def cut(self, share: float, strands: Sequence[int] = (0, 1)) -> Dna:
        """Part backbones: just cracked above 0, 0.4 nm apart at 1."""
        self.parting[list(strands)] = share
        return self.pose(self.position, self.angle)

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Dna:
        """Move the middle to ``position`` (nm of the view), turned, bent as it is now."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        matrix, offset, cut = rotation(self.angle) * self.view.unit, self.offset(), int(self.parting.any())
        state = (matrix.tobytes(), offset.tobytes(), self.opening, self.sway_nm, *self._swing, *self.parting)
        if state == self._shown:  # ambient motion steps: every second frame asks the same
            return self
        self._shown, bent, begin = state, self.warp(*self._points[cut]), 0
        for fill in self._fills:
            end = begin + len(fill.states[cut][0])
            fill.lie(bent[begin:end], matrix, offset)
            begin = end
        return self

    # --- places ------------------------------

    def place(self, spot: np.ndarray | Sequence[float], owner: int = BASES) -> np.ndarray:
        """A place of the straight molecule (nm) in nm of the view, as bent and posed now."""
        bent = self.warp(np.atleast_2d(np.asarray(spot, dtype=float)), np.array([owner]))[0]
        return np.asarray(rotation(self.angle) @ bent + self.position)

    def spot_on(self, spot: np.ndarray | Sequence[float], owner: int = BASES) -> Point:
        """The same as a point in the picture."""
        return self.view.point(*self.place(spot, owner))

    def cut_place(self, strand: int) -> tuple[np.ndarray, np.ndarray]:
        """Where a backbone parts (nm, own frame), and the direction in which it runs there."""
        return self._cuts[strand]

    def cut_spot(self, strand: int) -> Point:
        """The middle of a cut as a point in the picture."""
        return self.spot_on(self._cuts[strand][0], (STRAND_A, STRAND_B)[strand])

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``dna`` (a strand in front), or a cut: ``cut_a``, ``cut_b``."""
        spot = self.helix.backbone(1, self.helix.groove_at + PITCH + 0.2)[:2]
        return {
            "dna": lambda: self.spot_on(spot, STRAND_B),
            "cut_a": lambda: self.cut_spot(0),
            "cut_b": lambda: self.cut_spot(1),
        }

    def groove(self, turns: float) -> Callable[[], Point]:
        """Anchor of the groove this many turns on: whole turns minor, half turns major."""
        return lambda: self.spot_on((self.helix.groove_at + turns * PITCH, 0.0))

    def obstacles(self) -> VGroup:
        """Boxes along the molecule, for labels to keep clear of; not for show."""
        boxes = VGroup()
        half = np.array([[-0.2, -0.36], [0.2, -0.36], [0.2, 0.36], [-0.2, 0.36]])
        for x in np.arange(-self.helix.length / 2, self.helix.length / 2, 0.4):
            for y in (-0.72, 0.0, 0.72):
                corners = np.array([self.spot_on(corner + np.array([x, y])) for corner in half])
                boxes.add(blank(INK, 0.0).set_points(polyline(corners)))
        return boxes

    # --- how it bends ------------------------------

    def warp(self, xy: np.ndarray, owner: np.ndarray) -> np.ndarray:
        """Where points (n, 2) of the straight molecule are now; nm."""
        out = xy.copy()
        x0 = self.helix.groove_at
        for strand in (0, 1):
            if self.parting[strand] > 0:
                out += self._parted(xy, owner, strand)
        if self.opening:
            across = self._cuts[0][1] @ np.array([[0.0, 1.0], [-1.0, 0.0]])
            for strand, side in ((0, -1.0), (1, 1.0)):
                there = (_SIDES[strand] != 0)[owner]
                away = np.exp(-(((xy[:, 0] - x0 - side * 0.45) / 0.9) ** 2)) * there
                out += np.outer(away * self.opening / 2, side * across)
        if self.sway_nm:
            t = (xy[:, 0] - x0) / 7.0
            out[:, 1] += self.sway_nm * (self._swing[0] * t * np.abs(t) + self._swing[1] * t**2)
        return out

    def _parted(self, xy: np.ndarray, owner: np.ndarray, strand: int) -> np.ndarray:
        """How far points of a cut strand have moved away from the cut, nm."""
        at, along = self._cuts[strand]
        side = np.where(owner == OWNERS[strand][0], np.sign(xy[:, 0] - at[0]), _SIDES[strand][owner])
        fade = np.exp(-((np.linalg.norm(xy - at, axis=1) / 1.1) ** 2))
        return np.outer(side * fade * self.parting[strand] * BREAK_GAP / 2, along)
