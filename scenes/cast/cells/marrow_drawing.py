"""How each kind of cell of the marrow is drawn: its fills from back to front, µm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.marrow_cells import MarrowCell
from scenes.stage.drawing import closed_by, opened_by, union_of_discs
from scenes.stage.kept import kept
from scenes.stage.style import (
    ANTIBODY_VH,
    ANTIBODY_VL,
    BLAST,
    FAT,
    FAT_LINE,
    HEALTHY,
    HEALTHY_B,
    INK,
    inked,
    lighter,
    mix,
)

_CONTOUR: Final = 2.8  # px round a cell, in a window of radius 170 px
_NUCLEUS_LINE: Final = 1.5
_FAT_CONTOUR: Final = 2.2
#: Layers of the picture from back to front, with their colors.
LAYERS: Final[tuple[tuple[str, str], ...]] = (
    ("ink", INK),
    ("fat_line", FAT_LINE),
    ("fat", FAT),
    ("fat_shade", mix(FAT, FAT_LINE, 0.20)),
    ("fat_light", lighter(FAT, 0.55)),
    ("blast_edge", lighter(BLAST, 0.46)),
    ("blast", lighter(BLAST, 0.62)),
    ("myeloid_edge", lighter(HEALTHY, 0.55)),
    ("myeloid", lighter(HEALTHY, 0.72)),
    ("young_edge", lighter(ANTIBODY_VL, 0.18)),
    ("young", lighter(ANTIBODY_VL, 0.40)),
    ("nucleus_ink", INK),
    ("blast_nucleus", inked(BLAST, 0.06)),
    ("blast_light", lighter(BLAST, 0.13)),
    ("blast_lighter", lighter(BLAST, 0.25)),
    ("blast_dark", inked(BLAST, 0.32)),
    ("myeloid_nucleus", inked(HEALTHY, 0.10)),
    ("myeloid_light", lighter(HEALTHY, 0.18)),
    ("b_nucleus", inked(HEALTHY_B, 0.04)),
    ("b_light", lighter(HEALTHY_B, 0.20)),
    ("stem_nucleus", inked(ANTIBODY_VH, 0.05)),
    ("stem_light", lighter(ANTIBODY_VH, 0.18)),
    ("stem_dark", inked(ANTIBODY_VH, 0.34)),
)
Drawing = list[tuple[str, BaseGeometry]]


def _shrunk(outline: BaseGeometry, share: float, toward: tuple[float, float]) -> BaseGeometry:
    return affinity.scale(outline, share, share, origin=toward)


def lit_side(nucleus: BaseGeometry, rng: np.random.Generator, threshold: float) -> BaseGeometry:
    """The lit side of a nucleus: bead tops above a quantile of height, as in a protein's layers.

    Beads of a Fibonacci sphere, stretched to the nucleus's size; light from the upper left.
    """
    n = 46
    k = np.arange(n) + 0.5
    z = 1 - 2 * k / n
    turn = np.pi * (1 + 5**0.5) * k
    flat = np.sqrt(1 - z**2)
    ball = np.column_stack([flat * np.cos(turn), flat * np.sin(turn), z])
    ball += rng.normal(0, 0.10, ball.shape)
    ball = ball[ball[:, 2] > -0.2]
    left, low, right, high = nucleus.bounds
    half = np.array([(right - left) / 2, (high - low) / 2])
    middle = np.array([(right + left) / 2, (high + low) / 2])
    height = ball[:, 2] - 0.42 * ball[:, 0] + 0.50 * ball[:, 1]
    top = ball[height > np.quantile(height, threshold)]
    bead = 0.20 * float(half.mean())
    lit = union_of_discs(middle + top[:, :2] * half * 0.80, bead, quad_segs=3)
    lit = opened_by(closed_by(lit, 0.6 * bead), 0.5 * bead)
    return lit.intersection(shapely.buffer(nucleus, -0.07 * half.mean()))


def own_nucleus(cell: MarrowCell, share: float, rng: np.random.Generator) -> BaseGeometry:
    """A nucleus: the cell's own form made smaller, a little off its middle."""
    angle = rng.uniform(0, 2 * np.pi)
    off = 0.055 * cell.radius * np.array([np.cos(angle), np.sin(angle)])
    full = Point(cell.x + off[0], cell.y + off[1]).buffer(share * cell.radius, quad_segs=8)
    pressed = _shrunk(cell.outline, share + 0.06, (cell.x + off[0], cell.y + off[1]))
    return full.union(pressed).buffer(-0.02 * cell.radius).intersection(
        shapely.buffer(cell.outline, -0.10 * cell.radius)
    )


def nucleus_dots(
    nucleus: BaseGeometry, count: int, share: float, rng: np.random.Generator
) -> BaseGeometry:
    """A few dark spots (nucleoli) in a nucleus, each a share of its half width."""
    left, low, right, high = nucleus.bounds
    size = (right - left) / 2
    spots = [
        Point(
            (left + right) / 2 + size * rng.uniform(-0.5, 0.5),
            (low + high) / 2 + size * rng.uniform(-0.5, 0.5),
        ).buffer(share * size * rng.uniform(0.8, 1.2), quad_segs=4)
        for _ in range(count)
    ]
    return shapely.union_all(spots).intersection(nucleus)


def cytoplasm(cell: MarrowCell, name: str) -> Drawing:
    """Cytoplasm: a darker edge and a lighter field shifted toward the light."""
    field = shapely.buffer(cell.outline, -0.07 * cell.radius)
    field = affinity.translate(field, -0.05 * cell.radius, 0.06 * cell.radius)
    return [
        ("ink", cell.outline), (f"{name}_edge", cell.outline),
        (name, field.intersection(cell.outline)),
    ]


def _blast(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    nucleus = own_nucleus(cell, 0.74, rng)
    if rng.random() < 0.16:  # some are notched
        angle = rng.uniform(0, 2 * np.pi)
        bite = Point(
            cell.x + 0.86 * cell.radius * np.cos(angle), cell.y + 0.86 * cell.radius * np.sin(angle)
        ).buffer(0.26 * cell.radius)
        nucleus = opened_by(nucleus.difference(bite), 0.1 * cell.radius)
    dots = nucleus_dots(nucleus, int(rng.integers(1, 3)), 0.15, rng)
    return [
        *cytoplasm(cell, "blast"), ("nucleus_ink", nucleus), ("blast_nucleus", nucleus),
        ("blast_light", lit_side(nucleus, rng, 0.42)), ("blast_lighter", lit_side(nucleus, rng, 0.74)),
        ("blast_dark", dots),
    ]


def _myeloid(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    """A nucleus of two to four unequal lobes joined by threads, bent into an open ring."""
    count = int(rng.choice([2, 3, 3, 4]))
    start, sweep = rng.uniform(0, 2 * np.pi), np.radians(78)
    angles = start + sweep * np.arange(count)
    r = cell.radius
    middle = np.array([cell.x, cell.y])
    places = middle + 0.36 * r * np.column_stack([np.cos(angles), np.sin(angles)])
    lobes = union_of_discs(places, rng.uniform(0.21, 0.31, count) * r, quad_segs=6)
    thread = shapely.LineString(places).buffer(0.10 * r)
    nucleus = closed_by(lobes.union(thread), 0.06 * r)
    nucleus = nucleus.intersection(shapely.buffer(cell.outline, -0.12 * r))
    light = affinity.translate(shapely.buffer(nucleus, -0.09 * r), -0.03 * r, 0.04 * r)
    return [
        *cytoplasm(cell, "myeloid"), ("nucleus_ink", nucleus), ("myeloid_nucleus", nucleus),
        ("myeloid_light", light.intersection(nucleus)),
    ]


def _b_cell(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    nucleus = own_nucleus(cell, 0.76, rng)
    return [
        *cytoplasm(cell, "young"), ("nucleus_ink", nucleus), ("b_nucleus", nucleus),
        ("b_light", lit_side(nucleus, rng, 0.5)),
    ]


def _stem(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    nucleus = own_nucleus(cell, 0.66, rng)
    return [
        *cytoplasm(cell, "young"), ("nucleus_ink", nucleus), ("stem_nucleus", nucleus),
        ("stem_light", lit_side(nucleus, rng, 0.5)), ("stem_dark", nucleus_dots(nucleus, 1, 0.24, rng)),
    ]


def _fat(cell: MarrowCell, rng: np.random.Generator) -> Drawing:
    """Nearly all of it one drop of fat: an ochre line, two thin crescents, no ink."""
    del rng
    r = cell.radius
    inner = shapely.buffer(cell.outline, -0.07 * r)
    shade = inner.difference(affinity.translate(inner, -0.07 * r, 0.08 * r))
    light = inner.difference(affinity.translate(inner, 0.06 * r, -0.07 * r))
    return [
        ("fat_line", cell.outline), ("fat", cell.outline),
        ("fat_shade", opened_by(shade, 0.012 * r)), ("fat_light", opened_by(light, 0.012 * r)),
    ]


@kept
def fills_of(cell: MarrowCell) -> Drawing:
    """A cell with all that is in it, from back to front."""
    return DRAW[cell.kind](cell, np.random.default_rng(cell.seed))


DRAW: Final[dict[str, Callable[[MarrowCell, np.random.Generator], Drawing]]] = {
    "blast": _blast, "myeloid": _myeloid, "b_cell": _b_cell, "stem": _stem, "fat": _fat,
}
GROWN: Final = {"ink": _CONTOUR, "nucleus_ink": _NUCLEUS_LINE, "fat_line": _FAT_CONTOUR}


def drawing_of(cell: MarrowCell) -> list[tuple[str, BaseGeometry, float]]:
    """One cell as the marrow shows it, back to front: color, form (µm), and px that a contour adds."""
    forms = fills_of(cell)
    return [
        (color, form, GROWN.get(name, 0.0))
        for name, color in LAYERS for own, form in forms if own == name
    ]
