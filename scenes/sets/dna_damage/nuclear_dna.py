"""The DNA of the nucleus round the place that is cut: one fiber that is followed, and its neighbors behind it.

The fiber goes on from both ends of the piece that is seen close up (a linker of 80 base pairs, as long as linkers
are); behind it lie four depths of others, each paler. What is drawn is sorted by how far it lies from the cut: what
is seen only from far away is drawn only for that scale. Lengths nm, about the middle of the cut piece, along +x.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from scenes.cast.kit.spare import Spare, spared
from scenes.cast.molecules.dna import Dna
from scenes.cast.molecules.fiber import LINKER, End, Fiber, free_end, grow, joined
from scenes.cast.molecules.fiber_paint import FiberLook, sheets_of
from scenes.cast.molecules.helix import RISE, Helix
from scenes.stage.actor import Actor, rotation
from scenes.stage.drawing import outlines_now
from scenes.stage.kept import kept
from scenes.stage.layout import Zones
from scenes.stage.motion import ease, told_apart
from scenes.stage.presence import set_haze, set_presence
from scenes.stage.style import INK, NUCLEUS, mix
from scenes.stage.view import View

#: Where rings about the cut begin, nm, and the largest scale (px/nm) at which a ring is drawn.
RINGS: Final = ((0.0, 28.0), (30.0, 20.0), (60.0, 14.0), (110.0, 7.0), (230.0, 3.0))
#: The scale (px/nm) at which all of it has its place in the picture.
FARTHEST: Final = 2.6
#: Between which scales strands are told apart; the tube's turns; nothing but the piece close up is seen; others, and
#: the fiber itself.
_STRANDS, _TURNS, _CLOSE_UP, _OTHERS, _ITSELF = (16.0, 23.0), (4.4, 5.8), (70.0, 124.0), (1.8, 3.7), (0.20, 0.36)
#: So far (nm) from the cut others keep, seen from the viewer: their nucleosomes, and all that is drawn of them.
_ROOM, _FREE = 52.0, 26.0
#: Nucleosomes of the fiber to each side, and how far it gets with each, nm.
_OWN, _ONWARD = 46, 5.8
#: The fiber itself is paler than the piece close up, its cores less so: a nucleosome passes as one tone.
_OWN_HAZE: Final = {"close": 0.50, "far": 0.42, "tube": 0.42, "small": 0.42}
_CORE_HAZE: Final = 0.20
#: What comes in from the edges, where it is fastest, comes out of the ground's color: so much paler, between these
#: distances from the cut (px); all of it while nucleosomes are larger than what a flash is counted by (px/nm).
_EDGE, _PALER, _LARGE = 0.78, (200.0, 600.0), (4.5, 11.0)
#: Where rings of the fiber itself begin, nm: each takes on its color as it comes nearer.
_OWN_RINGS: Final = (0.0, 20.0, 30.0, 42.0, 60.0, 80.0, 110.0, 160.0, 230.0)
#: How far (px) a ring's outlines may leave the exact ones, at its own scale: further out there is more, and smaller.
_OUTLINE_PX: Final = (1.8, 1.9, 1.7, 2.0, 2.2)
#: What is so far behind (haze) has outlines that leave the exact ones by so much more.
_FAINT, _COARSER = 0.8, 1.5


@dataclass(frozen=True)
class Depth:
    """Fibers at one distance behind the one that is cut.

    Attributes
    ----------
    z, haze
        Middle of their depth, nm, and how far their colors are mixed to the nucleus's.
    apart, count
        From one bundle to the next, nm, and nucleosomes in one, from and to.
    looks
        How they are drawn, ring by ring.
    """

    z: float
    haze: float
    apart: float
    count: tuple[int, int]
    looks: Mapping[str, Sequence[FiberLook | None]]


_SHADOW: Final = FiberLook(0.0, "shadow")
_SLIT: Final = FiberLook(0.0, "slit")
_QUIET: Final = FiberLook(0.0, "plain")
_LINED: Final = FiberLook(0.42, "plain")
_DEPTHS: Final = (
    Depth(-118.0, 0.90, 66.0, (8, 18), {"both": [_SLIT, _SLIT, _SLIT, _SHADOW, _SHADOW]}),
    Depth(-84.0, 0.82, 70.0, (9, 20), {"both": [_SLIT] * 5}),
    Depth(-52.0, 0.72, 78.0, (9, 20), {"both": [_QUIET, _QUIET, _SLIT, _SLIT, _SLIT]}),
    Depth(-26.0, 0.56, 86.0, (10, 24), {
        "both": [FiberLook(0.2), FiberLook(0.2), _LINED, _LINED, FiberLook(0.42, "slit")],
    }),
)
_OWN_LOOKS: Final = {
    "close": (FiberLook(0.11, "strands"), FiberLook(0.14, "bare"), None, None, None),
    "far": (FiberLook(0.2), FiberLook(0.2), None, None, None),
    "tube": (None, None, FiberLook(0.2), FiberLook(0.36), _LINED),
    "small": (_LINED,) * 5,
}


@dataclass(frozen=True)
class Piece:
    """One fill of the drawing.

    Attributes
    ----------
    own
        Whether it is of the fiber that is cut.
    shown
        ``close``: while strands are told apart; ``far``: later; ``tube``: both; ``small``: at last; ``both``: always.
    near, middle, built
        How far it lies from the cut, where it is nearest and on average (nm), and the scale (px/nm) of its points.
    line
        Whether it is a contour, which lies under another fill.
    points
        Manim points about the middle of the cut piece (:func:`spared`).
    """

    own: bool
    shown: str
    near: float
    middle: float
    built: float
    color: str
    line: bool
    points: np.ndarray


@kept
def followed_fiber(base_pairs: int, groove_at: float, seed: int) -> tuple[Piece, ...]:
    """The fiber that the cut piece is of, back to front; arguments as for :func:`fibers_behind`."""
    own = _own_fiber(Helix(base_pairs, groove_at), np.random.default_rng(seed))
    layers = [own.only(layer) for layer in (own.middles[:, 2] < 0, own.middles[:, 2] >= 0)]
    return tuple(piece for layer in layers for piece in _pieces(layer, _OWN_LOOKS, _OWN_HAZE, own=True))


@kept
def fibers_behind(
    base_pairs: int, groove_at: float, angle: float, room: tuple[float, float, float, float], seed: int
) -> tuple[Piece, ...]:
    """All other fibers, back to front.

    Parameters
    ----------
    base_pairs, groove_at, angle
        Of the piece that is seen close up; how it lies in the picture.
    room
        How far (px) the picture reaches from the cut: left, right, down, up.
    """
    rng = np.random.default_rng(seed)
    taken, made = _own_fiber(Helix(base_pairs, groove_at), rng).middles, list[Piece]()
    for depth in _DEPTHS[::-1]:
        fiber = _bundles(depth, angle, room, taken, rng)
        taken = np.vstack([taken, fiber.middles])
        made = [*_pieces(fiber, depth.looks, {"both": depth.haze}), *made]
    return tuple(made)


def _own_fiber(helix: Helix, rng: np.random.Generator) -> Fiber:
    """The fiber to both sides of the piece close up; strands and grooves run on from it."""
    fibers = list[Fiber]()
    for side in (1.0, -1.0):
        x = side * helix.length / 2
        phase = float(helix.phase(x))
        groove = np.array([0.0, np.cos(phase), np.sin(phase)])
        end = End(np.array([x, 0.0, 0.0]), np.array([side, 0.0, 0.0]), groove, side)
        out = LINKER[1] / 2 + 5.0 + _ONWARD * np.arange(_OWN)
        sway = 34 * np.sin(out / 74 + 0.8 * side) * np.clip(out / 120, 0, 1)
        guides = np.column_stack([side * out, sway, -3.0 - 0.0005 * out**2])
        taken = fibers[0].middles if fibers else np.zeros((0, 3))
        fibers.append(grow(end, guides, np.array([11.0, 12.0, 9.0]), taken, rng, first=LINKER[1] / 2 - abs(x)))
    return joined(fibers)


def _bundles(
    depth: Depth, angle: float, room: tuple[float, float, float, float], taken: np.ndarray, rng: np.random.Generator
) -> Fiber:
    """Fibers at one depth, in bundles with room between them, all over the picture at its farthest scale."""
    left, right, down, up = (px / FARTHEST + 20 for px in room)
    nx, ny = (int(np.ceil(size / depth.apart)) for size in (left + right, down + up))
    fibers = list[Fiber]()
    near = [taken]
    for i, j in np.ndindex(nx, ny):
        place = (np.array([i, j]) + 0.5 + rng.uniform(-0.42, 0.42, 2)) * depth.apart - (left, down)
        count, wave = int(rng.integers(*depth.count)), rng.normal(0, 1, (3, 2))
        if np.linalg.norm(place) < _ROOM:
            continue
        middle = rotation(-angle) @ place
        turn = np.linspace(0, 1.6 * np.pi, count)[:, None]
        ways = middle + 0.36 * depth.apart * (wave[0] * np.sin(turn) + wave[1] * np.cos(turn) + 0.4 * wave[2])
        guides = np.column_stack([ways, np.full(count, depth.z)])
        here = np.vstack(near)
        fibers.append(grow(free_end(guides[0], rng), guides, np.array([13.0, 13.0, 7.0]), here, rng))
        near.append(fibers[-1].middles)
    made = joined(fibers)
    return made.only(np.linalg.norm(made.middles[:, :2], axis=1) > _ROOM)


def _pieces(
    fiber: Fiber, looks: Mapping[str, Sequence[FiberLook | None]], hazes: Mapping[str, float], own: bool = False
) -> list[Piece]:
    """The fills of a fiber, ring by ring, as it is drawn close and from afar (or at both scales)."""
    far = np.linalg.norm(fiber.middles[:, :2], axis=1)
    outer = [begin for begin, _ in RINGS]
    begins = _OWN_RINGS if own else outer
    ring = np.digitize(far, begins) - 1
    made = []
    for shown, rings in looks.items():
        for fine, begin in enumerate(begins):
            number, there = int(np.digitize(begin, outer)) - 1, ring == fine
            look = rings[number]
            scale = FARTHEST if shown == "small" else RINGS[number][1]
            if look is None or not there.any():
                continue
            for sheet in sheets_of(fiber.only(there), look):
                coarse = _OUTLINE_PX[number] * (_COARSER if hazes[shown] > _FAINT else 1.0)
                (points,) = outlines_now([sheet.geometry], View(scale), tolerance_px=coarse)
                near = np.linalg.norm(points, axis=1).min(initial=np.inf) / View(scale).unit
                color = mix(sheet.color, NUCLEUS, _CORE_HAZE if own and sheet.core else hazes[shown])
                made.append(Piece(own, shown, float(near), float(far[there].mean()), scale, color,
                                  sheet.color == INK, spared(points)))
    return made


class NuclearDna(Actor):
    """The fiber that is cut, as it goes on to both sides, and the others behind it; drawn as far as it is seen.

    Parameters
    ----------
    view
        Scale; :meth:`see_from` gives it another.
    dna
        The piece that is seen close up.
    zones
        Of the picture: what lies beside it is not drawn.
    room
        How far (px) the picture reaches from the cut: left, right, down, up.
    """

    background = True

    def __init__(
        self, view: View, dna: Dna, zones: Zones, room: tuple[float, float, float, float], *, seed: int = 7
    ) -> None:
        super().__init__(view)
        self.zones, self.angle, self._room, self._seed = zones, dna.angle, room, seed
        self._helix = round(dna.helix.length / RISE), dna.helix.groove_at
        self._own = _parts(followed_fiber(*self._helix, seed))

    @cached_property
    def _others(self) -> list[tuple[Piece, Spare]]:
        """The fibers behind: made when they come into the picture, which takes a few seconds the first time."""
        return _parts(fibers_behind(*self._helix, float(self.angle), self._room, self._seed))

    def see_from(self, view: View) -> NuclearDna:
        """Show what is seen from a scale."""
        self.view = view
        scale = view.px_per_nm
        # One drawing comes over another, which then is gone: so nothing shines through on the way.
        tube, small = 1 - told_apart(scale, *_STRANDS), 1 - told_apart(scale, *_TURNS)
        shares = {"close": float(tube < 1), "far": tube * (small < 1), "tube": float(small < 1), "small": small,
                  "both": 1.0}
        others = (1 - told_apart(scale, *_CLOSE_UP)) * told_apart(scale, *_OTHERS)
        # Close up the fiber lies beside the picture, and comes in from its edges.
        there = told_apart(scale, *_ITSELF) * (scale < _CLOSE_UP[1])
        self.submobjects = []
        matrix, offset = rotation(self.angle) * scale, self.offset()
        edge = _EDGE * told_apart(scale, *_LARGE)
        reach = self.zones.farthest(self.spot(0.0, 0.0)) / scale
        behind = self._others if reach > _FREE else []
        for piece, part in [*behind, *self._own]:
            share = shares[piece.shown] * (there if piece.own else others)
            if share > 0 and piece.near < reach:
                self.submobjects.append(part)
                out = (piece.middle * scale - _PALER[0]) / (_PALER[1] - _PALER[0])
                set_haze(part, NUCLEUS, edge * ease(out, 0.0, 1.0))
                # Contours come last and leave first: they must not darken what is half there.
                set_presence(part, max(2 * share - 1, 0.0) if piece.line else share)
                part.pose(matrix / piece.built, offset)
            else:
                part.put_away()
        return self


def _parts(pieces: Sequence[Piece]) -> list[tuple[Piece, Spare]]:
    return [(piece, Spare(piece.color, piece.points)) for piece in pieces]
