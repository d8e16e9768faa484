"""The marrow that the cells of the last beat stand in: other cells near and far, a sinus along the floor, fat cells.

All of it stands still, the further the paler (ledger: ``marrow_picture``; that cells lie close is what is drawn).
True sizes: blasts 12 µm, fat cells 25 to 30 µm. Lengths µm from the dying cell's middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.blast import STUDS
from scenes.cast.cells.forms import inset, on_skin, round_outline, um_to_nm
from scenes.cast.cells.marrow_cells import MarrowCell, MarrowKind
from scenes.cast.cells.marrow_drawing import drawing_of
from scenes.cast.kit.packing import outline, relax, waves
from scenes.cast.kit.spare import Spare, spared
from scenes.stage.actor import Actor, rotation
from scenes.stage.drawing import outlines_now, union_of_discs
from scenes.stage.kept import kept
from scenes.stage.style import CD22_TIP, FAT, FAT_LINE, INK, MARROW, RED_CELL, SINUS, VESSEL, lighter, mix
from scenes.stage.view import View

#: Kinds of cells that lie about, in the shares of a marrow full of blasts, with radii.
_KINDS: Final[tuple[tuple[MarrowKind, float], ...]] = (
    ("blast", 6.1), ("blast", 5.8), ("myeloid", 6.2), ("blast", 6.4), ("blast", 5.6), ("stem", 4.4), ("blast", 6.0),
)
_FAR_HAZE, _NEAR_HAZE = 0.885, 0.56
_STUD: Final = 0.17  # µm


@dataclass(frozen=True)
class RoomPlan:
    """A room in one shape of the picture.

    Attributes
    ----------
    left, right, bottom, top
        Edges of the picture.
    floor
        Height of the sinus's upper wall.
    free, words
        Discs that are kept free of near cells, for actors and for words: (x, y, radius). Far ones are so pale that
        words are read on them.
    fat
        Fat cells: (x, y, radius).
    """

    left: float
    right: float
    bottom: float
    top: float
    floor: float
    free: tuple[tuple[float, float, float], ...]
    words: tuple[tuple[float, float, float], ...]
    fat: tuple[tuple[float, float, float], ...]


Tones = list[tuple[str, BaseGeometry]]


def _packed(
    plan: RoomPlan, taken: Sequence[tuple[float, float, float]], apart: float, rng: np.random.Generator
) -> list[MarrowCell]:
    """Cells that fill the picture round what is taken."""
    width, height = plan.right - plan.left + 8, plan.top - plan.bottom + 8
    count = int(width * height / (np.pi * (6.0 * apart) ** 2))
    kinds = [_KINDS[i] for i in rng.integers(len(_KINDS), size=count)]
    own = np.array([radius for _, radius in kinds]) * rng.uniform(0.94, 1.06, count)
    fixed = np.array(taken).reshape(-1, 3)
    radii = np.append(fixed[:, 2], own * apart)
    places = np.column_stack([rng.uniform(plan.left - 4, plan.right + 4, count),
                              rng.uniform(plan.bottom - 4, plan.top + 4, count)])
    low, high = np.array([plan.left - 4, plan.bottom - 4]), np.array([plan.right + 4, plan.top + 4])
    xy = relax(np.vstack([fixed[:, :2], places]), radii, len(fixed), rng, 500, lambda p: np.clip(p, low, high))
    wave, seeds = waves(len(xy), rng), rng.integers(2**31, size=len(xy))
    made, size = list[MarrowCell](), np.append(fixed[:, 2], own)
    for i, (kind, _) in enumerate(kinds, len(fixed)):
        gaps = np.linalg.norm(fixed[:, :2] - xy[i], axis=1) - fixed[:, 2]
        form = outline(i, xy, size, wave[i], 0.7)
        if form.area > 60 and gaps.min(initial=np.inf) > 0.55 * size[i]:
            made.append(MarrowCell(kind, float(xy[i, 0]), float(xy[i, 1]), float(size[i]), form, int(seeds[i])))
    return made


def _cells(cells: Sequence[MarrowCell], haze: float, line: float) -> Tones:
    """Cells, one tone after the other; CD22 on every blast."""
    tones: dict[str, list[BaseGeometry]] = {}
    for cell in cells:
        for color, form, weight in drawing_of(cell):
            grown = shapely.buffer(form, weight * line, quad_segs=4) if weight else form
            tones.setdefault(color, []).append(grown)
    made = [(mix(color, MARROW, haze), shapely.union_all(forms)) for color, forms in tones.items()]
    spots = [(cell.x + x, cell.y + y) for cell in cells if cell.kind == "blast" for x, y in _studs(cell)]
    if spots and haze < _FAR_HAZE:
        for radius, color in ((_STUD + 0.05, INK), (_STUD, CD22_TIP)):
            made.append((mix(color, MARROW, haze), union_of_discs(np.array(spots), radius, quad_segs=4)))
    return made


def _studs(cell: MarrowCell) -> list[tuple[float, float]]:
    own = affinity.translate(cell.outline, -cell.x, -cell.y)
    return [on_skin(own, np.radians(angle + cell.seed % 360), cell.radius) for angle in STUDS[::2]]


def _fat(cells: Sequence[tuple[float, float, float]]) -> Tones:
    made: Tones = []
    for i, (x, y, radius) in enumerate(cells):
        rim = affinity.translate(round_outline(radius, 0.012, 40 + i), x, y)
        inner = inset(rim, 0.9)
        light = shapely.difference(inset(rim, 2.2), affinity.translate(inset(rim, 2.2), 0.7, -0.9))
        made += [(mix(FAT_LINE, MARROW, 0.55), shapely.buffer(rim, 0.09)), (mix(FAT, FAT_LINE, 0.16), rim),
                 (FAT, inner), (lighter(FAT, 0.5), light)]
    return made


def _floor(plan: RoomPlan, rng: np.random.Generator) -> Tones:
    """A sinus along the floor: its wall with flat cells, red cells in it, all of it quiet."""
    x = np.linspace(plan.left - 2, plan.right + 2, 90)
    phase = rng.uniform(0, 7, 2)
    y = plan.floor + 0.55 * np.sin(x / 8.0 + phase[0]) + 0.25 * np.sin(x / 3.6 + phase[1])

    def below(depth: float) -> Polygon:
        return Polygon([*zip(x, y - depth, strict=True), (x[-1], plan.bottom - 3), (x[0], plan.bottom - 3)])

    flat, red = list[BaseGeometry](), list[BaseGeometry]()
    for place in np.arange(plan.left + 2.5, plan.right, 7.6):
        place += rng.uniform(-1, 1)
        at = int(np.argmin(np.abs(x - place)))
        turn = float(np.degrees(np.arctan2(y[at + 1] - y[at - 1], x[at + 1] - x[at - 1])))
        body = affinity.scale(shapely.Point(0, 0).buffer(1.0), 2.4, 0.46)
        flat.append(affinity.translate(affinity.rotate(body, turn), x[at], y[at] - 0.1))
        disc = affinity.scale(shapely.Point(0, 0).buffer(3.8), 1.0, rng.uniform(0.55, 1.0))
        deep = plan.floor - rng.uniform(3.4, max(plan.floor - plan.bottom, 4.0))
        red.append(affinity.translate(affinity.rotate(disc, rng.uniform(-50, 50)), place + rng.uniform(-2, 2), deep))
    lining, cells = shapely.union_all(flat), shapely.intersection(shapely.union_all(red), below(0.9))
    nuclei = shapely.intersection(shapely.union_all([affinity.scale(f, 0.5, 0.5) for f in flat]), lining)
    calm = mix(SINUS, MARROW, 0.25)
    return [
        (mix(VESSEL, calm, 0.45), below(0.0)), (mix(SINUS, calm, 0.5), below(0.28)), (calm, below(1.3)),
        (mix(RED_CELL, calm, 0.93), cells), (mix(VESSEL, INK, 0.1), shapely.buffer(lining, 0.05)),
        (mix(VESSEL, MARROW, 0.42), lining), (mix(VESSEL, MARROW, 0.2), nuclei),
    ]


@kept
def room_fills(plan: RoomPlan, px_per_um: float, seed: int) -> tuple[tuple[str, np.ndarray], ...]:
    """All fills of the room, back to front: color, and Manim points (:func:`spared`) at this scale."""
    rng = np.random.default_rng(seed)
    tones = _cells(_packed(plan, plan.fat, 1.02, rng), _FAR_HAZE, 0.03)
    tones += _cells(_packed(plan, (*plan.free, *plan.words, *plan.fat), 1.1, rng), _NEAR_HAZE, 0.035)
    tones += [*_fat(plan.fat), *_floor(plan, rng)]
    frame = shapely.box(plan.left - 1, plan.bottom - 1, plan.right + 1, plan.top + 1)
    shown = [um_to_nm(shapely.intersection(form, frame)) for _, form in tones]
    points = outlines_now(shown, View(px_per_um / 1000), tolerance_px=0.4)
    return tuple((color, spared(some)) for (color, _), some in zip(tones, points, strict=True) if len(some))


class MarrowRoom(Actor):
    """The room as one actor; its origin is the dying cell's middle."""

    background = True

    def __init__(self, view: View, plan: RoomPlan, *, seed: int = 12) -> None:
        super().__init__(view)
        self.built = View(view.px_per_nm)
        for color, points in room_fills(plan, round(1000 * view.px_per_nm, 6), seed):
            self.add(Spare(color, points))
        self.pose((0.0, 0.0))

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> MarrowRoom:
        """At the scale of the view."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        zoom = self.view.px_per_nm / self.built.px_per_nm
        for part in self.parts():
            part.pose(rotation(self.angle) * zoom, self.offset())
        return self
