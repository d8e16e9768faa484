"""A field of marrow inside bone: which cells lie where, healthy and crowded by blasts.

Both pictures of one field share their room, and what is left of the healthy cells at the end keeps its
place, so that the change can be shown cell by cell. Counts and the mix of cells are drawn, not counted
(ledger: ``marrow_picture``). Lengths in µm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.marrow_cells import MarrowCell, MarrowKind, MarrowState
from scenes.cast.kit.packing import outline, relax, waves
from scenes.sets.leukemia.blood_cells import SIZES
from scenes.stage.drawing import catmull_rom, polygons
from scenes.stage.kept import kept

_GAP: Final = 1.0  # µm between two cells, their contours included
_STEPS: Final = 500
#: Share of the free room that the cells' discs take up.
_HEALTHY_FILL, _CROWDED_FILL = 0.86, 0.90
#: The mix of the smaller healthy cells.
_MIX: Final[tuple[tuple[MarrowKind, float], ...]] = (
    ("myelocyte", 0.20), ("band", 0.17), ("myeloid", 0.24), ("eosinophil", 0.06), ("red", 0.12),
    ("b_cell", 0.08), ("t_cell", 0.05), ("late", 0.08),
)
_ISLAND: Final[tuple[MarrowKind, ...]] = (
    "early", "middle", "middle", "late", "early", "middle", "late", "late", "middle", "late",
)
SINUS_WIDTH: Final = 14.0


@dataclass(frozen=True)
class MarrowField:
    """A window in the bone onto the marrow.

    Attributes
    ----------
    center, width, height
        Where it stands and how large it is.
    seed
        Of its edge and its cells.
    fat
        Fat cells: place in shares of half width and half height, radius.
    mega, island
        Places of the megakaryocyte and of the island of cells that become red cells.
    sinus
        Points that the vessel runs through, in the same shares; none if it has no vessel.
    """

    center: tuple[float, float]
    width: float
    height: float
    seed: int
    fat: tuple[tuple[float, float, float], ...]
    mega: tuple[float, float]
    island: tuple[float, float]
    sinus: tuple[tuple[float, float], ...] = ()

    def place(self, x: float, y: float) -> np.ndarray:
        """A place given in shares of half the width and half the height."""
        return np.array(self.center) + np.array([x * self.width, y * self.height]) / 2


@cache
def bone_window(field: MarrowField) -> Polygon:
    """The edge of the bone: a rounded frame with bays."""
    rng = np.random.default_rng(field.seed)
    t = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    c, s = np.cos(t), np.sin(t)
    x = np.sign(c) * np.abs(c) ** 0.36
    y = np.sign(s) * np.abs(s) ** 0.36
    deep = sum(rng.uniform(0.5, 1) * rng.choice((-1, 1)) * np.sin(k * t + rng.uniform(0, 6.3)) for k in (3, 4, 6))
    ring = np.column_stack([x * (field.width / 2 - 2.4) + 1.2 * deep * c,
                            y * (field.height / 2 - 2.4) + 1.2 * deep * s])
    return Polygon(_smooth(ring + np.array(field.center), closed=True))


@cache
def vessel_line(field: MarrowField) -> LineString | None:
    """Middle of the vessel (sinus)."""
    if not field.sinus:
        return None
    return LineString(_smooth(np.array([field.place(*p) for p in field.sinus]), closed=False))


def _smooth(points: np.ndarray, closed: bool) -> np.ndarray:
    """A curve through points, sampled eight times between two of them."""
    padded = np.column_stack([points, np.zeros(len(points))])
    curves = catmull_rom(padded, closed).reshape(-1, 4, 3)
    t = np.linspace(0, 1, 8, endpoint=False)[:, None]
    parts = [
        (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
        for a, b, c, d in curves
    ]
    return np.asarray(np.vstack(parts)[:, :2])


def room(field: MarrowField) -> BaseGeometry:
    """Where cells may lie: the window less the vessel."""
    line = vessel_line(field)
    inside = bone_window(field)
    if line is None:
        return inside
    return inside.difference(line.buffer(SINUS_WIDTH / 2 + 1.2, cap_style="flat"))


def pack_round(free: BaseGeometry, standing: MarrowState, wanted: list[tuple[MarrowKind, float, np.ndarray]], seed: int
         ) -> MarrowState:
    """Keep some cells where they are, and pack others (kind, radius, first place) round them."""
    rng = np.random.default_rng(seed)
    r = np.array([c.radius for c in standing] + [w[1] for w in wanted])
    xy = np.array([(c.x, c.y) for c in standing] + [tuple(w[2]) for w in wanted])
    edge = free.boundary
    shapely.prepare(free)

    def wall(places: np.ndarray) -> np.ndarray:
        near = shapely.get_coordinates(shapely.shortest_line(shapely.points(places), edge))[1::2]
        gap = near - places
        far = np.maximum(np.linalg.norm(gap, axis=1), 1e-6)
        inside = shapely.contains_xy(free, places[:, 0], places[:, 1])
        out = gap / far[:, None] * np.where(inside, -1.0, 1.0)[:, None]
        short = np.clip(0.96 * r - np.where(inside, far, -far), 0, None)
        return np.asarray(places + out * short[:, None] * 0.5)

    xy = relax(xy, r, len(standing), rng, _STEPS, wall)
    wave, seeds = waves(len(r), rng), rng.integers(2**31, size=len(r))
    inner = shapely.buffer(free, -_GAP / 2)
    made = list(standing)
    for i in range(len(standing), len(r)):
        form = outline(i, xy, r, wave[i], _GAP).intersection(inner)
        parts = polygons(form)
        if parts and max(p.area for p in parts) > 0.70 * np.pi * r[i] ** 2:
            body = max(parts, key=lambda p: p.area)
            kind = wanted[i - len(standing)][0]
            made.append(MarrowCell(kind, xy[i, 0], xy[i, 1], float(r[i]), body, int(seeds[i])))
    return tuple(made)


def _scattered(free: BaseGeometry, count: int, rng: np.random.Generator) -> np.ndarray:
    """Random places in the room, shape (count, 2)."""
    left, low, right, high = free.bounds
    xy = np.column_stack([rng.uniform(left, right, 40 * count), rng.uniform(low, high, 40 * count)])
    return np.asarray(xy[shapely.contains_xy(free, xy[:, 0], xy[:, 1])][:count])


def _radius(kind: MarrowKind, rng: np.random.Generator) -> float:
    middle, spread = SIZES[kind]
    return float(middle + spread * np.clip(rng.normal(), -1.5, 1.8))


def _cell(kind: MarrowKind, at: np.ndarray, radius: float, free: BaseGeometry, seed: int) -> MarrowCell:
    body = Point(*at).buffer(radius, quad_segs=16).intersection(free)
    return MarrowCell(kind, float(at[0]), float(at[1]), radius, body, seed)


def _healthy(field: MarrowField) -> MarrowState:
    """Many kinds of cells: fat, a megakaryocyte, an island of young red cells, white cells."""
    rng, free = np.random.default_rng(field.seed + 1), room(field)
    standing = [
        _cell("fat", field.place(x, y), radius, free, field.seed + i)
        for i, (x, y, radius) in enumerate(field.fat)
    ]
    island = field.place(*field.island)
    standing.append(_cell("megakaryocyte", field.place(*field.mega), SIZES["megakaryocyte"][0], free, 5))
    standing.append(_cell("macrophage", island, SIZES["macrophage"][0], free, 6))
    turn = np.linspace(0, 2 * np.pi, len(_ISLAND), endpoint=False)
    ring = island + 11.0 * np.column_stack([np.cos(turn), np.sin(turn)])
    wanted: list[tuple[MarrowKind, float, np.ndarray]] = [
        (kind, _radius(kind, rng), at) for kind, at in zip(_ISLAND, ring, strict=True)
    ]
    taken = sum(c.outline.area for c in standing) + sum(np.pi * w[1] ** 2 for w in wanted)
    kinds: list[MarrowKind] = [kind for kind, _ in _MIX]
    shares = np.array([share for _, share in _MIX])
    while taken < _HEALTHY_FILL * free.area:
        kind = kinds[int(rng.choice(len(kinds), p=shares / shares.sum()))]
        radius = _radius(kind, rng)
        wanted.append((kind, radius, _scattered(free, 1, rng)[0]))
        taken += np.pi * radius**2
    return pack_round(free, tuple(standing), wanted, field.seed + 2)


def _crowded(field: MarrowField, before: MarrowState) -> MarrowState:
    """The same room full of blasts; a few of the healthy cells are left."""
    rng, free = np.random.default_rng(field.seed + 3), room(field)
    fat = sorted((c for c in before if c.kind == "fat"), key=lambda c: c.outline.area)
    left = [fat[0]]
    for stays in ("late", "middle", "myeloid", "red"):
        left += [c for c in before if c.kind == stays][:1]
    wanted: list[tuple[MarrowKind, float, np.ndarray]] = []
    taken = sum(c.outline.area for c in left)
    while taken < _CROWDED_FILL * free.area:
        kind: MarrowKind = "dividing" if len(wanted) % 31 == 7 else "blast"
        radius = _radius(kind, rng)
        wanted.append((kind, radius, _scattered(free, 1, rng)[0]))
        taken += np.pi * radius**2
    return pack_round(free, tuple(left), wanted, field.seed + 4)


@kept
def healthy_and_crowded(field: MarrowField) -> tuple[MarrowState, MarrowState]:
    """The field's healthy cells, and the cells in it once blasts have crowded it."""
    before = _healthy(field)
    return before, _crowded(field, before)
