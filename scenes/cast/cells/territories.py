"""The inside of a nucleus: chromosomes keep to territories of their own, and chromatin lies in them in lumps.

A nucleus is as wide as :mod:`scenes.cast.cells.blast` has it. That a chromosome keeps to one territory, that dense
chromatin lies at the envelope and round the nucleoli, and that the fiber makes irregular lumps, is what is drawn;
how many territories are cut by one picture, and their sizes, is illustration. Lengths nm, about the middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.forms import inset, round_outline
from scenes.cast.kit.spare import Spare, spared
from scenes.stage.actor import Actor, LifeSize, rotation
from scenes.stage.drawing import closed_by, opened_by, outlines_now, union_of_discs, without_holes
from scenes.stage.kept import kept
from scenes.stage.motion import told_apart
from scenes.stage.presence import set_presence
from scenes.stage.style import BLAST_CHROMATIN, HISTONE, NUCLEUS, TERRITORIES, inked, lighter, mix
from scenes.stage.view import View

#: How many territories a picture of a nucleus cuts.
_COUNT: Final = 34
#: Scales (px/nm) from which on the fiber's lumps are told apart: single nucleosomes, and strings of them.
BEADS, STRINGS = (0.30, 0.55), (0.18, 0.45)
#: Radius of a nucleosome as a bead, and from one to the next along its fiber, nm.
_BEAD, _STEP = 5.2, 9.6
#: Round the place that is looked at: how far single nucleosomes are drawn, strings of them, and the ground alone, nm.
_NEAR, _MIDDLE, _AROUND = 600.0, 1700.0, 2000.0
#: What begins so far (px) from that place is beside every picture.
_BESIDE: Final = 1400.0
#: Strings are so much fainter at first, between these scales: as large as they are then, they must not flicker.
_COMING, _FAST = 0.6, (0.42, 1.0)
_BUILT: Final = {"around": 0.5, "ground": 0.12, "walks": 0.22, "rim": 0.22, "strings": 0.6, "beads": 1.2}
#: How far (px) the outlines of each layer may leave the exact ones, at the scale that it is built at.
_TOLERANCE: Final = {"around": 2.4, "ground": 1.1, "walks": 4.8, "rim": 4.8, "strings": 2.8, "beads": 1.8}


@dataclass(frozen=True)
class Fill:
    """One fill: the layer that it belongs to, its color, and its Manim points (:func:`spared`) at the layer's scale."""

    layer: str
    color: str
    points: np.ndarray


def territories(radius: float, rng: np.random.Generator) -> tuple[list[BaseGeometry], np.ndarray]:
    """Territories of a nucleus, their edges interlocked, and a tone for each that its neighbors do not have."""
    sites = _even(_COUNT, radius, rng)
    cells = shapely.voronoi_polygons(MultiPoint(sites), extend_to=Point(0, 0).buffer(1.3 * radius)).geoms
    order = shapely.STRtree(list(cells)).query(shapely.points(sites), predicate="within")[1]
    ordered = [list(cells)[i] for i in order]
    bent = shapely.transform(shapely.segmentize(ordered, 45.0), _Bend(rng, radius))
    room = Point(0, 0).buffer(radius * 0.972, quad_segs=32)
    made = [shapely.intersection(opened_by(inset(cell, 15.0), 30.0), room) for cell in bent]
    tones = np.full(_COUNT, -1)
    for i, cell in enumerate(ordered):
        beside = {int(tones[j]) for j in range(_COUNT) if j != i and cell.touches(ordered[j])}
        free = [tone for tone in range(len(TERRITORIES)) if tone not in beside]
        tones[i] = free[int(rng.integers(len(free)))] if free else int(rng.integers(len(TERRITORIES)))
    return made, tones


class _Bend:
    """Bends the plane by soft waves, the same for all that lies in it."""

    def __init__(self, rng: np.random.Generator, radius: float) -> None:
        self.waves = [
            (size / 5 * rng.normal(1, 0.2, 5), rng.normal(0, 2 * np.pi / long, (5, 2)), rng.uniform(0, 7, (2, 5)))
            for size, long in ((0.085 * radius, 0.55 * radius), (0.05 * radius, 0.2 * radius),
                               (0.026 * radius, 0.07 * radius))
        ]

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        moved = xy.copy()
        for size, ways, phases in self.waves:
            for axis in (0, 1):
                moved[:, axis] += (size * np.sin(xy @ ways.T + phases[axis])).sum(axis=1)
        return moved


def _even(count: int, radius: float, rng: np.random.Generator) -> np.ndarray:
    """Places spread evenly over a disc, shape (count, 2): each in the middle of what is nearest to it."""
    angle, far = rng.uniform(0, 2 * np.pi, 4000), radius * np.sqrt(rng.uniform(0, 1, 4000))
    ground = np.column_stack([far * np.cos(angle), far * np.sin(angle)])
    sites = ground[:count].copy()
    for _ in range(12):
        nearest = np.linalg.norm(ground[:, None] - sites, axis=2).argmin(axis=1)
        sites = np.array([ground[nearest == i].mean(axis=0) for i in range(count)])
    return sites


def _walks(starts: np.ndarray, steps: int, step: float, loose: float, rng: np.random.Generator) -> np.ndarray:
    """Walks that stay about where they start, shape (n, steps, 2)."""
    places = np.empty((len(starts), steps, 2))
    heading = rng.uniform(0, 2 * np.pi, len(starts))
    place = starts + rng.normal(0, 0.4 * loose, starts.shape)
    for i in range(steps):
        back = starts - place
        heading = heading + rng.normal(0, 1.15, len(starts))
        way = np.column_stack([np.cos(heading), np.sin(heading)]) + 0.8 * back / loose
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        heading = np.arctan2(way[:, 1], way[:, 0])
        place = place + step * way
        places[:, i] = place
    return places


def _starts(middle: np.ndarray, reach: tuple[float, float], apart: float, rng: np.random.Generator) -> np.ndarray:
    """Where lumps of chromatin lie in a ring about a place, with gaps between groups of them, shape (n, 2)."""
    low, high = reach
    grid = np.arange(-high, high, apart)
    xy = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
    xy = xy + rng.uniform(-0.5, 0.5, xy.shape) * apart
    far = np.linalg.norm(xy, axis=1)
    gaps = np.sin(xy @ rng.normal(0, 1.6 / apart, (2, 4)) + rng.uniform(0, 7, 4)).sum(axis=1)
    return np.asarray(xy[(far >= low) & (far < high) & (gaps > -1.1)] + middle)


@kept
def inside_of_nucleus(radius: float, at: tuple[float, float], seed: int) -> tuple[Fill, ...]:
    """All fills of a nucleus's inside, back to front, with most detail near a place ``at``."""
    rng = np.random.default_rng(seed)
    areas, tones = territories(radius, rng)
    nucleoli = [affinity.translate(round_outline(size * radius, 0.05, seed + i), x * radius, y * radius)
                for i, (x, y, size) in enumerate(((0.34, 0.36, 0.17), (-0.40, 0.10, 0.11)))]
    free = shapely.union_all([shapely.buffer(n, 0.03 * radius) for n in nucleoli])
    areas = [shapely.difference(area, free) for area in areas]
    by_tone = [shapely.union_all([a for a, t in zip(areas, tones, strict=True) if t == tone])
               for tone in range(len(TERRITORIES))]
    ground = [(NUCLEUS, Point(0, 0).buffer(radius, quad_segs=48))]
    for tone, area in zip(TERRITORIES, by_tone, strict=True):
        lit = shapely.intersection(affinity.translate(inset(area, 55.0), -40.0, 50.0), area)
        ground += [(inked(tone, 0.12), shapely.buffer(area, 8.0)), (tone, area), (lighter(tone, 0.16), lit)]
    around = Point(at).buffer(_AROUND, quad_segs=8)
    made = _fills("ground", ground)
    made += _fills("around", [(color, shapely.intersection(area, around)) for color, area in ground])
    middle = np.array(at)
    walks = _starts(np.zeros(2), (0.0, 0.955 * radius), 235.0, rng)
    near = np.linalg.norm(walks - middle, axis=1) < _MIDDLE
    coarse = 15, 46.0, 130.0, 23.0
    for layer, starts, walk in (
        ("walks", walks[near], coarse), ("rim", walks[~near], coarse),
        ("strings", _starts(middle, (0.9 * _NEAR, _MIDDLE), 130.0, rng), (34, 15.0, 80.0, 8.5)),
        ("beads", _starts(middle, (0.0, _NEAR), 92.0, rng), (50, _STEP, 54.0, _BEAD)),
    ):
        made += _lumps(layer, by_tone, starts, walk, rng)
    return (*made, *_fills("ground", _dense(radius, nucleoli, rng)))


def _lumps(
    layer: str, areas: Sequence[BaseGeometry], starts: np.ndarray, walk: tuple[int, float, float, float],
    rng: np.random.Generator,
) -> list[Fill]:
    """Chromatin at two depths, in its territory's tone; single beads where they can be told apart.

    ``walk`` says how each lump lies: its beads, from one to the next, how loose it is, a bead's radius.
    """
    steps, step, loose, bead = walk
    walks = _walks(starts, steps, step, loose, rng)
    front = rng.random(len(starts)) < 0.5
    made = list[Fill]()
    for tone, area in zip(TERRITORIES, areas, strict=True):
        round_them = shapely.buffer(shapely.points(walks[:, ::4].reshape(-1, 2)), 5.2 * bead, quad_segs=2)
        quiet = closed_by(shapely.union_all(round_them), 3.0 * bead)
        made += _fills(layer, [(inked(tone, 0.05), shapely.intersection(quiet, area))])
    for depth in (False, True):
        for tone, area in zip(TERRITORIES, areas, strict=True):
            inside = shapely.contains_xy(area, *starts.T) & (front == depth)
            if not inside.any():
                continue
            beads = walks[inside].reshape(-1, 2)
            body = without_holes(union_of_discs(beads, bead, quad_segs=2), 4 * bead**2)
            dark = inked(tone, 0.27 if depth else 0.14)  # more, and it flickers as it passes
            made += _fills(layer, [(dark, body)])
            if depth and layer == "beads":
                made.append(Fill(layer, mix(tone, HISTONE, 0.5), _beads(beads, 0.74 * bead)))
    return made


def _beads(places: np.ndarray, radius: float) -> np.ndarray:
    """Discs of four curves each, as points at the scale of single beads."""
    discs = list(shapely.buffer(shapely.points(places), radius, quad_segs=1))
    return spared(np.vstack(outlines_now(discs, View(_BUILT["beads"]), tolerance_px=0.01)))


def _dense(radius: float, nucleoli: Sequence[BaseGeometry], rng: np.random.Generator) -> list[tuple[str, BaseGeometry]]:
    """Dense chromatin at the envelope and round the nucleoli, these, and the envelope with its pores."""
    places = list[np.ndarray]()
    for begin in rng.uniform(0, 2 * np.pi, 26):
        turn = begin + np.arange(0, rng.uniform(0.03, 0.22), 0.021)
        deep = radius * rng.uniform(0.945, 0.965, (len(turn), 1))
        places.append(deep * np.column_stack([np.cos(turn), np.sin(turn)]))
    for nucleolus in nucleoli:
        rim = shapely.get_coordinates(nucleolus)[::4]
        wave = np.sin(0.37 * np.arange(len(rim)) + rng.uniform(0, 7)) + rng.normal(0, 0.5, len(rim))
        places.append(rim[wave > 0.5])
    spots = np.vstack(places)
    lumps = closed_by(union_of_discs(spots, radius * rng.uniform(0.010, 0.021, len(spots))), 0.004 * radius)
    lumps = shapely.intersection(lumps, Point(0, 0).buffer(0.978 * radius, quad_segs=32))
    whole = shapely.union_all(list(nucleoli))
    lit = [shapely.intersection(affinity.translate(inset(n, d), -0.5 * d, 0.6 * d), n)
           for n in nucleoli for d in (0.022 * radius,)]
    rims = [shapely.difference(Point(0, 0).buffer(r + 13.0, quad_segs=48), Point(0, 0).buffer(r - 13.0, quad_segs=48))
            for r in (0.988 * radius, 1.012 * radius)]
    pores = shapely.union_all([
        Point(radius * np.cos(a), radius * np.sin(a)).buffer(70.0, quad_segs=4)
        for a in np.arange(58) * 2 * np.pi / 58 + rng.uniform(-0.02, 0.02, 58)
    ])
    dense = BLAST_CHROMATIN
    return [
        (inked(dense, 0.35), shapely.buffer(lumps, 14.0)), (lighter(dense, 0.12), lumps),
        (inked(dense, 0.5), shapely.buffer(whole, 18.0)), (lighter(dense, 0.24), whole),
        (lighter(dense, 0.34), shapely.union_all(lit)),
        (inked(dense, 0.6), shapely.difference(shapely.union_all(rims), pores)),
    ]


def _fills(layer: str, tones: Sequence[tuple[str, BaseGeometry]]) -> list[Fill]:
    forms = [geometry for _, geometry in tones]
    points = outlines_now(forms, View(_BUILT[layer]), tolerance_px=_TOLERANCE[layer])
    return [Fill(layer, color, spared(some)) for (color, _), some in zip(tones, points, strict=True) if len(some)]


class Territories(Actor):
    """The inside of a nucleus; its origin is the nucleus's middle.

    Parameters
    ----------
    view
        Scale; another may be assigned, and :meth:`pose` then shows what can be told apart at it.
    radius
        Of the nucleus, nm.
    at
        The place that a view comes from: near it single nucleosomes are drawn.
    """

    life_size = LifeSize("lymphoblast.um", 0.72, 0.84, unit_nm=1000)  # it fills most of its cell
    background = True

    def __init__(self, view: View, radius: float, at: tuple[float, float] = (0.0, 0.0), *, seed: int = 4) -> None:
        super().__init__(view)
        self.shown = 1.0
        self._all = [(one.layer, Spare(one.color, one.points)) for one in inside_of_nucleus(radius, at, seed)]
        self.pose((0.0, 0.0))

    def appear(self, share: float) -> Territories:
        """How present all of it is, 0-1; shown at the next pose."""
        self.shown = share
        return self

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Territories:
        """Middle to ``position`` (nm of the view), with what can be told apart at the view's scale."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        scale = self.view.px_per_nm
        strings = told_apart(scale, *STRINGS)
        coming = strings * (1 - _COMING * told_apart(scale, *_FAST))
        around = _AROUND * scale > _BESIDE
        shares = {"around": float(around), "ground": float(not around), "walks": 1 - strings,
                  "rim": float(_MIDDLE * scale < _BESIDE), "strings": coming * (_NEAR * scale < _BESIDE),
                  "beads": told_apart(scale, *BEADS)}
        self.submobjects = []
        for layer, part in self._all:
            share = self.shown * shares[layer]
            if share > 0:
                self.submobjects.append(part)
                set_presence(part, share)
                part.pose(rotation(self.angle) * scale / _BUILT[layer], self.offset())
            else:
                part.put_away()
        return self
