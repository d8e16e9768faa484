"""Marrow inside bone, seen through a window in it: cells that jostle, and blasts that crowd it.

Lengths in nm of the view (fields are laid out in µm about the picture's middle), so that one camera can
look at all of it. At 6.2 px/µm a blast is 75 px across.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.marrow import UM, smooth
from scenes.cast.cells.marrow_cells import MarrowCell
from scenes.cast.kit.many_shapes import ManyShapes, many_shapes
from scenes.sets.leukemia.blood_cells import DRAW, LAYERS, LINES
from scenes.sets.leukemia.tissue_cells import (
    SINUS_WIDTH,
    Field,
    states,
    vessel_line,
    window,
)
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import fill, polygons
from scenes.stage.kept import kept
from scenes.stage.layout import Point
from scenes.stage.motion import JITTER_RATE
from scenes.stage.style import (
    BONE,
    BONE_CELL,
    BONE_LAMELLA,
    INK,
    MARROW,
    PLATELET,
    RED_CELL,
    SINUS,
    VESSEL,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View

#: Share of the change that one cell takes to go or to come.
TURN: Final = 0.09
_JOSTLE: Final = 0.20  # µm, about
_FLOW: Final = 3.0  # µm a second, in the vessel: far slower than life
_RIM: Final = 5.5  # px of ink round a window
_COVER: Final = 5.2  # µm of bone that lies over cells at the edge


def scaled(geometry: BaseGeometry) -> BaseGeometry:
    """Micrometers to nanometers."""
    return affinity.scale(geometry, UM, UM, origin=(0, 0))


class Tissue(Actor):
    """The marrow of one field.

    Parameters
    ----------
    view
        Scale; its origin is the picture's middle.
    field
        Where the window stands and what is in it.
    founder
        Where the first blast is (shares of half width and height).

    Attributes
    ----------
    turns_at, over
        When the change from healthy to crowded begins, and how long it takes; clip time in s.
    """

    def __init__(self, view: View, field: Field, founder: tuple[float, float] = (0.0, 0.0)) -> None:
        super().__init__(view)
        self.field, self._unit = field, UM * view.unit
        self._hall = window(field)
        self.turns_at, self.over = np.inf, 1.0
        before, after = states(field)
        stayed = {id(cell) for cell in before}
        fresh = [cell for cell in after if id(cell) not in stayed]
        self.cells: tuple[MarrowCell, ...] = (*before, *fresh)
        self._first = len(before)
        left = {id(cell) for cell in after}
        self._arrive, self._parents = births(fresh, field.place(*founder), field.seed)
        self._leave = departures(
            [None if id(cell) in left else cell for cell in before], fresh, self._arrive
        )
        self._swing = _swings(len(self.cells), field.seed)
        self.ground = Part(fill(scaled(window(field)), MARROW, view))
        self.add(self.ground)
        self._add_vessel()
        self.layers = self._draw()
        self.add(*self.layers)
        self.at(0.0)

    # --- building -------------------------------------------------------------------------
    def _draw(self) -> list[ManyShapes]:
        drawn: dict[str, list[tuple[int, BaseGeometry]]] = {name: [] for name, _ in LAYERS}
        for i, cell in enumerate(self.cells):
            for name, form in drawn_cell(cell, self.view.nm(1.0) / UM):
                drawn[name].append((i, form))
        ends = np.array([(cell.x, cell.y) for cell in self.cells]) * UM
        return [self._layer(drawn[name], color, ends) for name, color in LAYERS if drawn[name]]

    def _layer(self, forms: Sequence[tuple[int, BaseGeometry]], color: str, ends: np.ndarray
               ) -> ManyShapes:
        kin = [i for i, _ in forms]
        shapes = [scaled(form) for _, form in forms]
        return many_shapes(shapes, color, self.view, kin=kin, centers=ends[kin], tolerance_px=0.3)

    def _add_vessel(self) -> None:
        """A sinus with its wall, red cells and platelets that drift along it."""
        self._stream: tuple[list[ManyShapes], np.ndarray] | None = None
        line = vessel_line(self.field)
        if line is None:
            return
        inside, half = window(self.field), SINUS_WIDTH / 2
        band = line.buffer(half, cap_style="flat").intersection(inside)
        nm = self.view.nm(1.0) / UM
        wall = band.difference(line.buffer(half - 1.1, cap_style="flat"))
        sheets = [(shapely.buffer(wall, 3.0 * nm), INK), (band, SINUS), (wall, VESSEL)]
        self._lining: list[BaseGeometry] = []
        for i, s in enumerate(np.arange(7.0, line.length - 5, 17.0)):
            side = 1 if i % 2 else -1
            lip = line.parallel_offset(half - 1.0, "left" if side > 0 else "right")
            place = lip.interpolate(float(s))
            ahead = lip.interpolate(float(s) + 1)
            turn = float(np.degrees(np.arctan2(ahead.y - place.y, ahead.x - place.x)))
            body = affinity.rotate(affinity.scale(place.buffer(1.0), 3.4, 1.05), turn)
            self._lining.append(body.intersection(inside))
        lining = shapely.union_all(self._lining)
        sheets += [(shapely.buffer(lining, 2.4 * nm), INK), (lining, inked(VESSEL, 0.08))]
        for shape, color in sheets:
            self.add(Part(fill(scaled(shape.intersection(inside)), color, self.view)))
        self._add_stream(nm)

    def _add_stream(self, nm: float) -> None:
        line = vessel_line(self.field)
        assert line is not None
        rng = np.random.default_rng(self.field.seed + 9)
        start = np.arange(3.0, line.length, 8.6) + rng.uniform(-1.5, 1.5, len(np.arange(3.0, line.length, 8.6)))
        self._lanes = np.column_stack([start, rng.uniform(-2.0, 2.0, len(start))])
        discs: list[tuple[int, BaseGeometry]] = []
        pale: list[tuple[int, BaseGeometry]] = []
        plates: list[tuple[int, BaseGeometry]] = []
        for i in range(len(start)):
            x, y = self._along(0.0)[i]
            small = i % 4 == 2
            thin = 1.0 if small else float(rng.choice([0.5, 0.7, 0.95]))
            body = affinity.rotate(
                affinity.scale(shapely.Point(x, y).buffer(1.2 if small else 3.7), 1.0, thin),
                float(rng.uniform(0, 180)),
            )
            (plates if small else discs).append((i, body))
            if not small:
                pale.append((i, affinity.scale(body, 0.5, 0.5)))
        ends = self._along(0.0) * UM
        grown = [(i, shapely.buffer(g, 3.0 * nm)) for i, g in (*discs, *plates)]
        rows = ((grown, INK), (discs, lighter(RED_CELL, 0.06)), (pale, lighter(RED_CELL, 0.4)),
                (plates, lighter(PLATELET, 0.25)))
        layers = [self._layer(forms, color, ends) for forms, color in rows]
        self.add(*layers)
        self._stream = (layers, self._along(0.0))

    def _along(self, time: float) -> np.ndarray:
        """Where the vessel's cells are, µm; they come in again where they left."""
        line = vessel_line(self.field)
        assert line is not None
        s = (self._lanes[:, 0] + _FLOW * time) % line.length
        here = shapely.get_coordinates(shapely.line_interpolate_point(line, s))
        ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, np.minimum(s + 0.5, line.length)))
        along = ahead - here
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        return np.asarray(here + self._lanes[:, 1:] * np.column_stack([-along[:, 1], along[:, 0]]))

    # --- moving ---------------------------------------------------------------------------
    def share(self, time: float) -> float:
        """How far (0-1) the change has come at a time (s)."""
        return float(np.clip((time - self.turns_at) / self.over, 0, 1)) if time > self.turns_at else 0.0

    def at(self, time: float) -> Tissue:
        """Cells as they are at a time (s): they jostle; while it turns, blasts come and others go."""
        now = float(np.floor(time * JITTER_RATE + 1e-6) / JITTER_RATE)
        share = self.share(time)
        going = 1 - smooth((share - self._leave) / TURN)
        coming = smooth((share - self._arrive) / TURN)
        shares = np.concatenate([going, coming])
        freq, phase = self._swing
        shifts = _JOSTLE * np.sin(2 * np.pi * freq * now + phase).sum(axis=-1)
        shifts[self._first:] += self._parents * (1 - coming[:, None])
        moved = shifts * self._unit
        for layer in self.layers:
            layer.grow(shares, moved)
        if self._stream is not None:
            layers, first = self._stream
            here = self._along(now)
            # A red cell shrinks away where the vessel leaves the picture.
            spots = shapely.points(here)
            beyond = shapely.distance(self._hall, spots) - shapely.distance(self._hall.boundary, spots) * (
                shapely.contains_xy(self._hall, here[:, 0], here[:, 1]))
            seen = smooth((1.0 - beyond) / 3.0)
            for layer in layers:
                layer.grow(seen, (here - first) * self._unit)
        return self

    def blast_near(self, x: float, y: float) -> MarrowCell:
        """The blast of about 12 µm that lies nearest to a place in the window (shares)."""
        at = self.field.place(x, y)
        blasts = [c for c in self.cells[self._first:] if c.kind == "blast" and abs(c.radius - 6) < 0.4]
        return min(blasts, key=lambda c: float(np.hypot(c.x - at[0], c.y - at[1])))

    def anchor(self, name: str, near: tuple[float, float] = (0.5, -0.4)) -> Callable[[], Point]:
        """A healthy cell: ``red``, ``white`` or ``platelets``, the nearest to a place (shares)."""
        kinds = {"red": ("late", "middle"), "white": ("band", "myeloid"), "platelets": ("megakaryocyte",)}
        at = self.field.place(*near)
        cell = min(
            (c for c in self.cells[: self._first] if c.kind in kinds[name]),
            key=lambda c: float(np.hypot(c.x - at[0], c.y - at[1])),
        )
        # The largest of them is met where it is nearest to a word on its right.
        aside = 0.5 * cell.radius if name == "platelets" else 0.0
        return lambda: self.view.point((cell.x + aside) * UM, cell.y * UM)


@kept
def drawn_cell(cell: MarrowCell, px: float) -> list[tuple[str, BaseGeometry]]:
    """All fills of a cell, dark ones grown by their line's width; ``px`` is the µm of a stage px."""
    return [
        (name, shapely.buffer(form, LINES[name] * px, quad_segs=4) if name in LINES else form)
        for name, form in DRAW[cell.kind](cell, np.random.default_rng(cell.seed))
    ]


def births(fresh: Sequence[MarrowCell], founder: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """When each new cell comes (share of the change), and from where (µm, shape (n, 2)).

    The first stands at ``founder``; each other one comes from the nearest that is there already: slowly
    at first, then more and more at a time.
    """
    rng = np.random.default_rng(seed + 31)
    xy = np.array([(c.x, c.y) for c in fresh])
    far = np.linalg.norm(xy - founder, axis=1)
    order = np.argsort(far / far.max() + 0.25 * rng.uniform(0, 1, len(fresh)) * (far > far.min()))
    rank = np.arange(len(fresh))
    steady = rank / max(len(fresh) - 1, 1)
    doubling = np.log2(1 + rank) / np.log2(max(len(fresh), 2))
    when = 0.55 * steady + 0.45 * doubling
    arrive, come = np.empty(len(fresh)), np.zeros((len(fresh), 2))
    arrive[order] = TURN + (1 - 2 * TURN) * when
    for n, i in enumerate(order[1:], start=1):
        there = order[:n]
        parent = there[np.argmin(np.linalg.norm(xy[there] - xy[i], axis=1))]
        step = xy[parent] - xy[i]
        length = float(np.linalg.norm(step))
        come[i] = step * min(1.0, 9.0 / length) * 0.7
    return arrive, come


def departures(going: Sequence[MarrowCell | None], fresh: Sequence[MarrowCell], arrive: np.ndarray) -> np.ndarray:
    """When each healthy cell begins to go: before the first blast that needs its room (inf: it stays)."""
    leave = np.full(len(going), np.inf)
    forms = np.array([shapely.buffer(c.outline, 0.5) for c in fresh])
    for j, cell in enumerate(going):
        if cell is not None:
            touched = shapely.intersects(forms, cell.outline)
            first = float(arrive[touched].min()) if touched.any() else 0.5
            leave[j] = max(first - 0.5 * TURN, 0.0)
    return leave


def _swings(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Frequencies and phases of each cell's jostling, shapes (n, 2, 3)."""
    rng = np.random.default_rng(seed + 17)
    return rng.uniform(0.10, 0.62, (count, 2, 3)), rng.uniform(0, 2 * np.pi, (count, 2, 3))


class BoneEdge(Actor):
    """The edge of the bone round a field: it lies over the cells, and cuts them off.

    Bone, an ink rim, and the flat cells that line it.
    """

    def __init__(self, view: View, field: Field) -> None:
        super().__init__(view)
        hole, px = window(field), view.nm(1.0) / UM
        rows: list[tuple[BaseGeometry, str]] = [
            (shapely.buffer(hole, _COVER + 2 * px).difference(hole), BONE),
            (shapely.buffer(hole, 21 * px).difference(hole), mix(BONE, BONE_LAMELLA, 0.55)),
            (shapely.buffer(hole, 13.5 * px).difference(hole), lighter(BONE, 0.55)),
            (shapely.buffer(hole, _RIM * px).difference(hole), INK),
        ]
        lining = self._lining(field, hole)
        rows += [(shapely.buffer(lining, 2.2 * px), inked(BONE_CELL, 0.45)),
                 (lining, lighter(BONE_CELL, 0.55))]
        for shape, color in rows:
            self.add(Part(fill(scaled(shape), color, view)))
        nuclei = [affinity.scale(c, 0.36, 0.36) for c in polygons(lining)]
        self.add(Part(fill(scaled(shapely.union_all(nuclei)), BONE_CELL, view)))

    @staticmethod
    def _lining(field: Field, hole: BaseGeometry) -> BaseGeometry:
        rng = np.random.default_rng(field.seed + 40)
        inner = shapely.buffer(hole, -0.9)
        edge = inner.exterior
        cells = []
        for start in rng.uniform(0, edge.length, 5):
            for k in range(int(rng.integers(3, 6))):
                s = (start + 5.9 * k) % edge.length
                a, b = edge.interpolate(s), edge.interpolate((s + 1.0) % edge.length)
                turn = float(np.degrees(np.arctan2(b.y - a.y, b.x - a.x)))
                cells.append(affinity.rotate(affinity.scale(a.buffer(1.0), 2.5, 1.05), turn))
        kept: list[BaseGeometry] = []
        for cell in cells:
            if all(cell.distance(other) > 0.3 for other in kept):
                kept.append(cell)
        return shapely.union_all(kept)
