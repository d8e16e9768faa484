"""The cells of healthy marrow, and a blast that divides: how each is drawn, in its own outline.

Diameters, µm: red cell 7.6, cells that become red cells 9 to 13, white cells and their precursors 12 to
15, B and T cells 8, a megakaryocyte 36, macrophage 15, fat cells 24 to 36 (seen cut by the bone's edge).
Red cell, lymphocyte and blast are the ledger's; the others are general knowledge.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells import marrow_drawing
from scenes.cast.cells.marrow_cells import MarrowCell, MarrowKind
from scenes.cast.cells.marrow_drawing import Drawing, cytoplasm, lit_side, own_nucleus
from scenes.stage.drawing import closed_by, opened_by, union_of_discs
from scenes.stage.style import (
    BLAST,
    ERYTHROBLAST_EARLY,
    ERYTHROBLAST_LATE,
    ERYTHROBLAST_MIDDLE,
    ERYTHROBLAST_NUCLEUS,
    FAT_LINE,
    HEALTHY,
    HEALTHY_B,
    LIPID_HEAD,
    MACROPHAGE,
    MACROPHAGE_NUCLEUS,
    MEGAKARYOCYTE,
    PLATELET,
    RED_CELL,
    inked,
    lighter,
    mix,
)

#: Radius of a cell, µm: middle and spread.
SIZES: Final[dict[MarrowKind, tuple[float, float]]] = {
    "blast": (6.0, 0.55), "dividing": (6.6, 0.2), "red": (3.75, 0.1), "early": (6.4, 0.3),
    "middle": (5.6, 0.3), "late": (4.6, 0.25), "macrophage": (7.6, 0.1),
    "megakaryocyte": (18.0, 0.1), "myelocyte": (7.2, 0.5), "band": (6.4, 0.3),
    "myeloid": (6.2, 0.3), "eosinophil": (6.4, 0.2), "b_cell": (4.1, 0.2), "t_cell": (4.1, 0.2),
}

#: A macrophage lies behind the cells that it reaches between.
_BEHIND: Final = (("mac_line", mix(MACROPHAGE, FAT_LINE, 0.7)), ("mac", MACROPHAGE))
_EXTRA: Final[tuple[tuple[str, str], ...]] = (
    ("red_edge", inked(RED_CELL, 0.10)), ("red", lighter(RED_CELL, 0.12)),
    ("red_pale", lighter(RED_CELL, 0.42)),
    ("early_edge", inked(ERYTHROBLAST_EARLY, 0.10)), ("early", ERYTHROBLAST_EARLY),
    ("middle_edge", inked(ERYTHROBLAST_MIDDLE, 0.10)), ("middle", ERYTHROBLAST_MIDDLE),
    ("late_edge", inked(ERYTHROBLAST_LATE, 0.10)), ("late", lighter(ERYTHROBLAST_LATE, 0.1)),
    ("mega_edge", inked(MEGAKARYOCYTE, 0.08)), ("mega", MEGAKARYOCYTE),
    ("mega_grain", mix(MEGAKARYOCYTE, PLATELET, 0.45)),
    ("pale_edge", lighter(BLAST, 0.56)), ("pale", lighter(BLAST, 0.74)),
    ("eos_grain", LIPID_HEAD), ("my_grain", lighter(HEALTHY, 0.34)),
)
_NUCLEI: Final[tuple[tuple[str, str], ...]] = (
    ("ery_nucleus", ERYTHROBLAST_NUCLEUS), ("ery_light", lighter(ERYTHROBLAST_NUCLEUS, 0.22)),
    ("mac_nucleus", MACROPHAGE_NUCLEUS), ("mac_light", lighter(MACROPHAGE_NUCLEUS, 0.22)),
    ("mega_nucleus", PLATELET), ("mega_light", lighter(PLATELET, 0.20)),
    ("mega_lighter", lighter(PLATELET, 0.36)), ("bars", inked(BLAST, 0.36)),
    ("t_nucleus", inked(HEALTHY_B, 0.18)), ("t_light", lighter(HEALTHY_B, 0.08)),
)
_SPLIT: Final = next(i for i, (name, _) in enumerate(marrow_drawing.LAYERS) if name == "nucleus_ink")
#: All layers of a piece of marrow from back to front, with their colors.
LAYERS: Final = (
    *_BEHIND, *marrow_drawing.LAYERS[:_SPLIT], *_EXTRA, *marrow_drawing.LAYERS[_SPLIT:], *_NUCLEI,
)


def _red(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    """A disc, paler in its middle; some are seen from the side."""
    thin = 0.55 if rng.random() < 0.35 else 0.92
    turn = float(rng.uniform(0, 180))
    disc = affinity.rotate(affinity.scale(cell.outline, 1.0, thin), turn)
    pale = affinity.scale(disc, 0.52, 0.52)
    lit = affinity.translate(shapely.buffer(disc, -0.10 * cell.radius), -0.3, 0.3)
    return [("ink", disc), ("red_edge", disc), ("red", lit.intersection(disc)), ("red_pale", pale)]


def _erythroblast(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    """On its way to a red cell: the nucleus shrinks and darkens, the cell turns red."""
    share = {"early": 0.74, "middle": 0.60, "late": 0.44}[cell.kind]
    nucleus = own_nucleus(cell, share, rng)
    return [
        *cytoplasm(cell, cell.kind), ("nucleus_ink", nucleus), ("ery_nucleus", nucleus),
        ("ery_light", lit_side(nucleus, rng, 0.5)),
    ]


def _macrophage(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    """In the middle of an island; it reaches between the cells round it."""
    angle = np.linspace(0, 2 * np.pi, 9)[:-1] + rng.uniform(0, 1)
    reach = cell.radius * rng.uniform(0.8, 1.35, 8)
    arms = [
        LineString([(cell.x, cell.y), (cell.x + r * np.cos(a), cell.y + r * np.sin(a))]).buffer(1.5)
        for a, r in zip(angle, reach, strict=True)
    ]
    body = closed_by(shapely.union_all([Point(cell.x, cell.y).buffer(0.72 * cell.radius), *arms]), 1.6)
    nucleus = affinity.scale(Point(cell.x - 0.8, cell.y + 0.5).buffer(0.40 * cell.radius), 1.1, 0.85)
    return [
        ("mac_line", shapely.buffer(body, 0.35)), ("mac", body),
        ("mac_nucleus", nucleus), ("mac_light", lit_side(nucleus, rng, 0.5)),
    ]


def _megakaryocyte(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    """The largest cell here, full of grains, its nucleus a bunch of seven lobes."""
    r = cell.radius
    turn = np.linspace(0, 2 * np.pi, 7)[:-1] + rng.uniform(0, 1)
    places = np.vstack([[0, 0], 0.33 * r * np.column_stack([np.cos(turn), np.sin(turn)])])
    places = places + np.array([cell.x + 0.06 * r, cell.y - 0.02 * r])
    lobes = union_of_discs(places, rng.uniform(0.20, 0.27, 7) * r, quad_segs=8)
    nucleus = opened_by(closed_by(lobes, 0.05 * r), 0.04 * r)
    room = shapely.buffer(cell.outline, -0.1 * r).difference(shapely.buffer(nucleus, 0.05 * r))
    grains = [
        Point(*p).buffer(float(rng.uniform(0.20, 0.34)), quad_segs=2)
        for p in np.column_stack([
            rng.uniform(cell.x - r, cell.x + r, 130), rng.uniform(cell.y - r, cell.y + r, 130)
        ])
        if room.contains(Point(*p))
    ]
    return [
        *cytoplasm(cell, "mega"), ("mega_grain", shapely.union_all(grains)),
        ("nucleus_ink", nucleus), ("mega_nucleus", nucleus),
        ("mega_light", lit_side(nucleus, rng, 0.42)), ("mega_lighter", lit_side(nucleus, rng, 0.74)),
    ]


def _grains(cell: MarrowCell, nucleus: BaseGeometry, count: int, size: float, rng: np.random.Generator
            ) -> BaseGeometry:
    room = shapely.buffer(cell.outline, -0.10 * cell.radius).difference(shapely.buffer(nucleus, 0.3))
    angle, reach = rng.uniform(0, 6.3, count), cell.radius * np.sqrt(rng.uniform(0.1, 1, count))
    spots = np.column_stack([cell.x + reach * np.cos(angle), cell.y + reach * np.sin(angle)])
    inside = [Point(*s).buffer(size, quad_segs=2) for s in spots if room.contains(Point(*s))]
    return shapely.union_all(inside)


def _myelocyte(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    nucleus = own_nucleus(cell, 0.60, rng)
    return [
        *cytoplasm(cell, "myeloid"), ("my_grain", _grains(cell, nucleus, 60, 0.30, rng)),
        ("nucleus_ink", nucleus), ("myeloid_nucleus", nucleus),
        ("myeloid_light", lit_side(nucleus, rng, 0.5)),
    ]


def _band(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    """A nucleus bent like a horseshoe."""
    start = rng.uniform(0, 2 * np.pi)
    t = np.linspace(start, start + np.radians(215), 14)
    arc = np.column_stack([cell.x + 0.42 * cell.radius * np.cos(t), cell.y + 0.42 * cell.radius * np.sin(t)])
    nucleus = LineString(arc).buffer(0.20 * cell.radius)
    light = affinity.translate(shapely.buffer(nucleus, -0.07 * cell.radius), -0.18, 0.2)
    return [
        *cytoplasm(cell, "myeloid"), ("nucleus_ink", nucleus), ("myeloid_nucleus", nucleus),
        ("myeloid_light", light.intersection(nucleus)),
    ]


def _eosinophil(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    """A nucleus of two lobes among large ochre grains."""
    turn, r = rng.uniform(0, 2 * np.pi), cell.radius
    side = 0.34 * r * np.array([np.cos(turn), np.sin(turn)])
    middle = np.array([cell.x, cell.y])
    ends = np.array([middle + side, middle - side])
    lobes = union_of_discs(ends, 0.30 * r, 6).union(LineString(ends).buffer(0.11 * r))
    light = affinity.translate(shapely.buffer(lobes, -0.10 * r), -0.2, 0.22)
    return [
        *cytoplasm(cell, "myeloid"), ("eos_grain", _grains(cell, lobes, 50, 0.46, rng)),
        ("nucleus_ink", lobes), ("myeloid_nucleus", lobes), ("myeloid_light", light.intersection(lobes)),
    ]


def _t_cell(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    nucleus = own_nucleus(cell, 0.80, rng)
    return [
        *cytoplasm(cell, "young"), ("nucleus_ink", nucleus), ("t_nucleus", nucleus),
        ("t_light", lit_side(nucleus, rng, 0.5)),
    ]


def _dividing(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    """A blast whose chromosomes stand in one bar, or already in two."""
    turn, r = float(rng.uniform(0, 180)), cell.radius
    bars = []
    for off in ((-0.26, 0.26) if rng.random() < 0.5 else (0.0,)):
        y = np.linspace(-0.46, 0.46, 6) * r
        x = off * r + rng.uniform(-0.05, 0.05, 6) * r
        bars.append(union_of_discs(np.column_stack([x, y]), rng.uniform(0.12, 0.17, 6) * r, 4))
    shape = affinity.translate(
        affinity.rotate(closed_by(shapely.union_all(bars), 0.08 * r), turn, origin=(0, 0)),
        cell.x, cell.y,
    )
    return [*cytoplasm(cell, "pale"), ("nucleus_ink", shape), ("bars", shape)]


DRAW: Final[dict[str, Callable[[MarrowCell, np.random.Generator], Drawing]]] = {
    **marrow_drawing.DRAW, "red": _red, "early": _erythroblast, "middle": _erythroblast,
    "late": _erythroblast, "macrophage": _macrophage, "megakaryocyte": _megakaryocyte,
    "myelocyte": _myelocyte, "band": _band, "eosinophil": _eosinophil, "t_cell": _t_cell,
    "dividing": _dividing,
}
#: Px by which the dark layers are grown: their visible lines.
LINES: Final = {**marrow_drawing.GROWN, "ink": 3.4, "nucleus_ink": 1.9, "fat_line": 3.0}
