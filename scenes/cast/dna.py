"""B-DNA: two strands over and under each other, base pairs, grooves; it can bend and break.

Sizes in :mod:`scenes.cast.helix`: 2.1 nm across, 10.5 base pairs a turn, 0.34 nm rise, minor
and major groove 0.39 : 0.61. Drawn at 125 px/nm; ``small`` serves from about 8 px/nm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Final, Literal

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry.base import BaseGeometry

from scenes.cast.helix import BREAK_GAP, PITCH, Helix, zigzag
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.draw import blank, outline_points, polyline
from scenes.stage.layout import Point
from scenes.stage.motion import wobble
from scenes.stage.style import DNA_A, DNA_A_LIGHT, DNA_B, INK, NUCLEUS, WHITE, lighter, mix
from scenes.stage.view import View

DetailName = Literal["close", "far", "small"]

#: What a piece of the drawing belongs to: bases, or strand A or B, whole or cut.
BASES, STRAND_A, STRAND_B, A_BEFORE, A_AFTER, B_BEFORE, B_AFTER = range(7)
_OWNERS: Final = ((STRAND_A, A_BEFORE, A_AFTER), (STRAND_B, B_BEFORE, B_AFTER))
Piece = tuple[BaseGeometry, int]
Warp = Callable[[np.ndarray, np.ndarray], np.ndarray]

#: Where the backbones are cut, by phase in the strand's own turn (0 top, 180 bottom): the two
#: places that face each other straight across the groove at the warhead.
_CUT_AT: Final = (np.radians(70.0), np.radians(28.0))
#: Lighter layers of a backbone in front: nearer than (share of the radius), width, lightness.
_FRONT: Final = ((0.22, 0.84, 0.20), (0.52, 0.64, 0.45), (0.80, 0.40, 0.72))
#: Layers of a backbone behind: further than, width, more haze.
_BACK: Final = ((0.35, 0.96, 0.14), (0.72, 0.90, 0.27))
#: Haze of a backbone behind, of its contour, and of the bases' contour.
_HAZE: Final = 0.26, 0.30, 0.08
#: How far a lighter layer moves toward the light, nm.
_LIGHT: Final = np.array([-0.022, 0.028])
_STRAND_COLORS: Final = ((DNA_A, DNA_A_LIGHT), (DNA_B, WHITE))
_BASE_COLORS: Final = (mix(lighter(DNA_A, 0.58), NUCLEUS, 0.15), lighter(DNA_B, 0.55))


@dataclass(frozen=True)
class Look:
    """How finely DNA is drawn: line weights (px), layers, and thickness of its strands."""

    outer: float
    bases: float
    inner: float
    layers: int
    back_layers: int
    thick: float = 1.0


_LOOKS: Final = {
    "close": Look(outer=3.2, bases=1.5, inner=1.3, layers=3, back_layers=2),
    "far": Look(outer=2.2, bases=1.0, inner=0.0, layers=1, back_layers=1),
    "small": Look(outer=1.2, bases=0.5, inner=0.0, layers=1, back_layers=0, thick=1.2),
}


@dataclass(frozen=True)
class Form:
    """A stretch of backbone, or a piece of one: silhouette, layers inside it, its owner."""

    outline: BaseGeometry
    layers: tuple[BaseGeometry, ...]
    owner: int

    def only(self, area: BaseGeometry, owner: int) -> Form:
        """The part of it inside an area."""
        inside = tuple(shapely.intersection(layer, area) for layer in self.layers)
        return Form(shapely.intersection(self.outline, area), inside, owner)


@dataclass(frozen=True)
class Shape:
    """All plane geometry of a piece of DNA, by strand: behind, bases, in front, in front cut."""

    back: tuple[tuple[Form, ...], ...]
    bases: tuple[tuple[BaseGeometry, ...], ...]
    front: tuple[tuple[Form, ...], ...]
    cut: tuple[tuple[Form, ...], ...]


def cut_of(helix: Helix, strand: int) -> tuple[np.ndarray, np.ndarray]:
    """Where a backbone is cut (nm), and the direction (unit) in which it runs there."""
    lead = float(helix.strand_phase(strand, helix.groove_at))
    x = helix.groove_at + (_CUT_AT[strand] - lead) * PITCH / (2 * np.pi)
    near = helix.backbone(strand, np.array([x - 0.05, x, x + 0.05]))[:, :2]
    along = near[2] - near[0]
    return near[1], along / np.linalg.norm(along)


@cache
def _shape(
    base_pairs: int, groove_at: float, detail: str, seed: int, light: tuple[float, float]
) -> Shape:
    """Build the geometry; ``light`` is how far (nm) a layer moves toward the light."""
    look, shift = _LOOKS[detail], np.array(light)
    helix = Helix(base_pairs, groove_at, look.thick)
    back: list[list[Form]] = [[], []]
    front: list[list[Form]] = [[], []]
    cut: list[list[Form]] = [[], []]
    for run in helix.runs():
        steps = _FRONT[: look.layers] if run.front else _BACK[: look.back_layers]
        layers = tuple(
            shapely.intersection(run.layer(above, wide, shift * (i + 1) * run.front), run.outline)
            for i, (above, wide, _) in enumerate(steps)
        )
        form = Form(run.outline, layers, _OWNERS[run.strand][0])
        (front if run.front else back)[run.strand].append(form)
        if run.front:
            at, along = cut_of(helix, run.strand)
            if run.spots[0, 0] < at[0] < run.spots[-1, 0]:
                for area, owner in zip(zigzag(at, along), _OWNERS[run.strand][1:], strict=True):
                    cut[run.strand].append(form.only(area, owner))
            else:
                cut[run.strand].append(form)
    planks = list(helix.planks(seed))
    bases = tuple(tuple(g for s, g in planks if s == strand) for strand in (0, 1))
    return Shape(_frozen(back), bases, _frozen(front), _frozen(cut))


def _frozen(forms: list[list[Form]]) -> tuple[tuple[Form, ...], ...]:
    return tuple(tuple(group) for group in forms)


def _points(pieces: Sequence[Piece], view: View) -> tuple[np.ndarray, np.ndarray]:
    """Outline points (n, 2) of pieces in nm, and the owner (n,) of each."""
    made = [(outline_points(g, view, tolerance_px=0.4), owner) for g, owner in pieces]
    made = [(points, owner) for points, owner in made if len(points)]
    if not made:
        return np.zeros((0, 2)), np.zeros(0, dtype=int)
    owners = np.concatenate([np.full(len(points), owner) for points, owner in made])
    return np.vstack([points for points, _ in made])[:, :2] / view.unit, owners


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

    def bend(
        self, warp: Warp, cut: bool, matrix: np.ndarray, offset: np.ndarray
    ) -> None:
        """Put every point (nm) through ``warp``, then through the pose in Manim units."""
        xy, owner = self.states[int(cut)]
        points = np.zeros((len(xy), 3))
        points[:, :2] = warp(xy, owner) @ matrix.T + offset
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
        self.ground, self.haze, self.look = ground, haze, _LOOKS[detail]
        self.helix = Helix(base_pairs, groove_at, self.look.thick)
        self.seed, self.angle = seed, angle
        self.sway_nm = self.opening = 0.0
        self.parting = np.zeros(2)
        self.back, self.slot, self.front = VGroup(), VGroup(), VGroup()
        self.add(self.back, self.slot, self.front)
        light = (rotation(-angle) @ _LIGHT).round(4).tolist()
        shape = _shape(base_pairs, groove_at, detail, seed, (light[0], light[1]))
        self._draw_back(shape)
        self._draw_front(shape)
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
        matrix = rotation(self.angle) * self.view.unit
        for group in (self.back, self.front):
            for sheet in group:
                sheet.bend(self.warp, bool(self.parting.any()), matrix, self.offset())
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
        return cut_of(self.helix, strand)

    def cut_spot(self, strand: int) -> Point:
        """The middle of a cut as a point in the picture."""
        return self.spot_on(cut_of(self.helix, strand)[0], (STRAND_A, STRAND_B)[strand])

    def anchor(self, name: str) -> Callable[[], Point]:
        """``dna`` (a strand in front), or a cut: ``cut_a``, ``cut_b``."""
        if name in ("cut_a", "cut_b"):
            return lambda: self.cut_spot(int(name == "cut_b"))
        spot = self.helix.backbone(1, self.helix.groove_at + PITCH + 0.2)[:2]
        return lambda: self.spot_on(spot, STRAND_B)

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
            across = cut_of(self.helix, 0)[1] @ np.array([[0.0, 1.0], [-1.0, 0.0]])
            for strand, side in ((0, -1.0), (1, 1.0)):
                there = np.isin(owner, _OWNERS[strand])
                away = np.exp(-(((xy[:, 0] - x0 - side * 0.45) / 0.9) ** 2)) * there
                out += np.outer(away * self.opening / 2, side * across)
        if self.sway_nm:
            t = (xy[:, 0] - x0) / 7.0
            out[:, 1] += self.sway_nm * (self._swing[0] * t * np.abs(t) + self._swing[1] * t**2)
        return out

    def _parted(self, xy: np.ndarray, owner: np.ndarray, strand: int) -> np.ndarray:
        """How far points of a cut strand have moved away from the cut, nm."""
        at, along = cut_of(self.helix, strand)
        whole, before, after = _OWNERS[strand]
        side = np.where(owner == before, -1.0, np.where(owner == after, 1.0, 0.0))
        side = np.where(owner == whole, np.sign(xy[:, 0] - at[0]), side)
        fade = np.exp(-((np.linalg.norm(xy - at, axis=1) / 1.1) ** 2))
        return np.outer(side * fade * self.parting[strand] * BREAK_GAP / 2, along)

    # --- drawing ------------------------------

    def _tone(self, color: str, haze: float = 0.0) -> str:
        return mix(color, self.ground, 1 - (1 - haze) * (1 - self.haze))

    def _grown(self, geometry: BaseGeometry, px: float) -> BaseGeometry:
        return shapely.buffer(geometry, self.built.nm(px), quad_segs=3)

    def _draw_back(self, shape: Shape) -> None:
        """Strands behind, the further the paler, then the bases."""
        look, view = self.look, self.built

        def sheet(color: str, haze: float, pieces: Sequence[Piece]) -> None:
            self.back.add(Sheet(self._tone(color, haze), view, pieces))

        forms = [form for group in shape.back for form in group]
        sheet(INK, _HAZE[1], [(self._grown(f.outline, look.outer * 0.75), f.owner) for f in forms])
        for group, (color, _) in zip(shape.back, _STRAND_COLORS, strict=True):
            sheet(color, _HAZE[0], [(f.outline, f.owner) for f in group])
            for level in range(look.back_layers):
                pieces = [(f.layers[level], f.owner) for f in group]
                sheet(color, _HAZE[0] + _BACK[level][2], pieces)
        line = mix(mix(DNA_A, DNA_B, 0.45), INK, 0.1)
        every = [plank for planks in shape.bases for plank in planks]
        sheet(line, _HAZE[2], [(self._grown(plank, look.bases), BASES) for plank in every])
        for planks, color in zip(shape.bases, _BASE_COLORS, strict=True):
            sheet(color, 0.0, [(plank, BASES) for plank in planks])

    def _draw_front(self, shape: Shape) -> None:
        """Strands in front, whole and cut: contour, body, lighter layers with fine lines."""
        look = self.look
        behind = [shapely.union_all([f.outline for f in group]) for group in shape.back]
        joints = [self._grown(geometry, 1.0) for geometry in behind]

        def sheet(color: str, part: Callable[[Form], BaseGeometry], strands: Sequence[int]) -> None:
            states = [
                [(part(f), f.owner) for s in strands for f in forms[s]]
                for forms in (shape.front, shape.cut)
            ]
            self.front.add(Sheet(self._tone(color), self.built, *states))

        def rim(form: Form) -> BaseGeometry:
            """A contour; none where a strand turns over its edge into its own stretch behind."""
            ragged = 1.4 if form.owner > STRAND_B else 1.0
            grown = self._grown(form.outline, look.outer * ragged)
            return shapely.difference(grown, joints[form.owner in _OWNERS[1]])

        sheet(INK, rim, (0, 1))
        for strand, (body, light) in enumerate(_STRAND_COLORS):
            sheet(body, lambda f: f.outline, (strand,))
            for level, (_, _, share) in enumerate(_FRONT[: look.layers]):
                tone = mix(body, light, share * (1.0, 0.62)[strand])
                if look.inner:
                    edge = partial(self._edge, level, look.inner)
                    sheet(mix(tone, INK, (0.20, 0.24)[strand]), edge, (strand,))
                sheet(tone, partial(_layer, level), (strand,))

    def _edge(self, level: int, px: float, form: Form) -> BaseGeometry:
        return shapely.intersection(self._grown(form.layers[level], px), form.outline)


def _layer(level: int, form: Form) -> BaseGeometry:
    return form.layers[level]
