"""B-DNA: two strands over and under each other, base pairs, grooves; it can bend and break.

Sizes in :mod:`scenes.cast.molecules.helix`: 2.1 nm across, 10.5 base pairs a turn, 0.34 nm rise, minor
and major groove 0.39 : 0.61. Drawn at 125 px/nm; ``small`` serves from about 8 px/nm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, Literal

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry.base import BaseGeometry

from scenes.cast.molecules.helix import BREAK_GAP, PITCH, Helix
from scenes.cast.molecules.strands import (
    BACK,
    BASES,
    FRONT,
    LOOKS,
    OWNERS,
    STRAND_A,
    STRAND_B,
    Form,
    Shape,
    bodies_of,
    cut_of,
    edges,
    rims,
    shape_of,
)
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import blank, grown, outlines, polyline
from scenes.stage.layout import Point
from scenes.stage.motion import wobble
from scenes.stage.style import DNA_A, DNA_A_LIGHT, DNA_B, INK, NUCLEUS, WHITE, lighter, mix
from scenes.stage.view import View

DetailName = Literal["close", "far", "small"]

Piece = tuple[BaseGeometry, int]
Draw = Callable[[Sequence[Form]], Sequence[BaseGeometry]]
"""What is drawn of stretches of backbone: a geometry for each."""

#: Haze of a backbone behind, of its contour, and of the bases' contour.
_HAZE: Final = 0.26, 0.30, 0.08
#: How far a lighter layer moves toward the light, nm.
_LIGHT: Final = np.array([-0.022, 0.028])
_STRAND_COLORS: Final = ((DNA_A, DNA_A_LIGHT), (DNA_B, WHITE))
#: By strand and owner: on which side of the strand's cut it lies; nan if on both, 0 if it is not of this strand.
_SIDES: Final = np.zeros((2, len(OWNERS[0] + OWNERS[1]) + 1))
for _strand, _mine in enumerate(OWNERS):
    _SIDES[_strand, _mine] = np.nan, -1.0, 1.0
_BASE_COLORS: Final = (mix(lighter(DNA_A, 0.58), NUCLEUS, 0.15), lighter(DNA_B, 0.55))


def _points(pieces: Sequence[Piece], view: View) -> tuple[np.ndarray, np.ndarray]:
    """Outline points (n, 2) of pieces in nm, and the owner (n,) of each."""
    made = outlines([geometry for geometry, _ in pieces], view, tolerance_px=0.4)
    if not made:
        return np.zeros((0, 2)), np.zeros(0, dtype=int)
    owners = np.repeat([owner for _, owner in pieces], [len(points) for points in made])
    return np.vstack(made)[:, :2] / view.unit, owners


class Sheet(Part):
    """One fill of the drawing; it knows which strand each of its points belongs to.

    Parameters
    ----------
    color
        Fill.
    whole, cut
        Pieces (geometry in nm, owner) as long as the backbones are whole, and once they are
        cut; ``cut`` None if that makes no difference.
    """

    def __init__(
        self, color: str, view: View, whole: Sequence[Piece], cut: Sequence[Piece] | None = None
    ) -> None:
        super().__init__(blank(color))
        self.states = [_points(whole, view)]
        self.states.append(self.states[0] if cut is None else _points(cut, view))

    def lie(self, bent: np.ndarray, matrix: np.ndarray, offset: np.ndarray) -> None:
        """Put its points, bent (n, 2) nm, through the pose in Manim units."""
        points = np.zeros((len(bent), 3))
        points[:, :2] = bent @ matrix.T + offset
        self.points = points


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

    def __init__(
        self,
        view: View,
        base_pairs: int = 53,
        *,
        groove_at: float = 0.0,
        angle: float = 0.0,
        detail: DetailName = "close",
        seed: int = 5,
        ground: str = NUCLEUS,
        haze: float = 0.0,
    ) -> None:
        super().__init__(view)
        self.built = View(view.px_per_nm)
        self.ground, self.haze, self.look = ground, haze, LOOKS[detail]
        self.helix = Helix(base_pairs, groove_at, self.look.thick)
        self.seed, self.angle = seed, angle
        self.sway_nm = self.opening = 0.0
        self.parting, self._swing = np.zeros(2), np.zeros(2)
        self._cuts = [cut_of(self.helix, strand) for strand in (0, 1)]
        self._shown: tuple[object, ...] = ()
        self.back, self.slot, self.front = VGroup(), VGroup(), VGroup()
        self.add(self.back, self.slot, self.front)
        light = (rotation(-angle) @ _LIGHT).round(4).tolist()
        shape = shape_of(base_pairs, groove_at, detail, seed, (light[0], light[1]))
        self._draw_back(shape)
        self._draw_front(shape)
        self._sheets = [s for group in (self.back, self.front) for s in group if isinstance(s, Sheet)]
        # All sheets bend at once: whole (0), and cut (1).
        self._cloth = [
            tuple(np.concatenate([sheet.states[cut][k] for sheet in self._sheets]) for k in (0, 1)) for cut in (0, 1)
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
        self._shown, bent, begin = state, self.warp(*self._cloth[cut]), 0
        for sheet in self._sheets:
            end = begin + len(sheet.states[cut][0])
            sheet.lie(bent[begin:end], matrix, offset)
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

    # --- drawing ------------------------------

    def _tone(self, color: str, haze: float = 0.0) -> str:
        return mix(color, self.ground, 1 - (1 - haze) * (1 - self.haze))

    def _grown(self, geometries: Sequence[BaseGeometry], px: float) -> list[BaseGeometry]:
        return grown(geometries, self.built.nm(px), quad_segs=3)

    def _draw_back(self, shape: Shape) -> None:
        """Strands behind, the further the paler, then the bases."""
        look, view = self.look, self.built

        def sheet(color: str, haze: float, pieces: Sequence[Piece]) -> None:
            self.back.add(Sheet(self._tone(color, haze), view, pieces))

        forms = [form for group in shape.back for form in group]
        rims = self._grown([form.outline for form in forms], look.outer * 0.75)
        sheet(INK, _HAZE[1], [(rim, f.owner) for rim, f in zip(rims, forms, strict=True)])
        for group, (color, _) in zip(shape.back, _STRAND_COLORS, strict=True):
            sheet(color, _HAZE[0], [(f.outline, f.owner) for f in group])
            for level in range(look.back_layers):
                pieces = [(f.layers[level], f.owner) for f in group]
                sheet(color, _HAZE[0] + BACK[level][2], pieces)
        line = mix(mix(DNA_A, DNA_B, 0.45), INK, 0.1)
        every = [plank for planks in shape.bases for plank in planks]
        sheet(line, _HAZE[2], [(plank, BASES) for plank in self._grown(every, look.bases)])
        for planks, color in zip(shape.bases, _BASE_COLORS, strict=True):
            sheet(color, 0.0, [(plank, BASES) for plank in planks])

    def _draw_front(self, shape: Shape) -> None:
        """Strands in front, whole and cut: contour, body, lighter layers with fine lines."""
        look = self.look
        behind = self._grown(
            [shapely.union_all([f.outline for f in group]) for group in shape.back], 1.0
        )

        def sheet(color: str, part: Draw, strands: Sequence[int]) -> None:
            states = []
            for forms in (shape.front, shape.cut):
                some = [form for strand in strands for form in forms[strand]]
                states.append([(g, f.owner) for g, f in zip(part(some), some, strict=True)])
            self.front.add(Sheet(self._tone(color), self.built, *states))

        def contours(forms: Sequence[Form]) -> list[BaseGeometry]:
            """Contours; none where a strand turns over its edge into its own stretch behind."""
            widths = [look.outer * (1.4 if f.owner > STRAND_B else 1.0) for f in forms]
            strands = [int(f.owner in OWNERS[1]) for f in forms]
            return rims(bodies_of(forms), [self.built.nm(px) for px in widths], strands, behind)

        sheet(INK, contours, (0, 1))
        for strand, (body, light) in enumerate(_STRAND_COLORS):
            sheet(body, bodies_of, (strand,))
            for level, (_, _, share) in enumerate(FRONT[: look.layers]):
                tone = mix(body, light, share * (1.0, 0.62)[strand])
                if look.inner:
                    edge = partial(self._edges, level, look.inner)
                    sheet(mix(tone, INK, (0.20, 0.24)[strand]), edge, (strand,))
                sheet(tone, partial(_layer, level), (strand,))

    def _edges(self, level: int, px: float, forms: Sequence[Form]) -> list[BaseGeometry]:
        return edges(_layer(level, forms), self.built.nm(px), bodies_of(forms))


def _layer(level: int, forms: Sequence[Form]) -> list[BaseGeometry]:
    return [form.layers[level] for form in forms]
