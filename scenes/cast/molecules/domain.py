"""Domains of proteins, built of beads and layered in close tones.

A domain is a cloud of beads on an ellipsoid. Seen from the front, the union of the beads is
its silhouette; the beads that stand highest toward the light make lighter layers inside it.
That gives every protein of the film the fine, knobbly edge of a molecular surface without
one traced line. Sizes are nanometers; y is up; light comes from the upper left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.stage.drawing import closed_by, opened_by, polygons, union_of_discs, without_holes
from scenes.stage.kept import kept
from scenes.stage.style import CLOSE_UP, FAR, LENS, ORGANELLE, Contours

DetailName = Literal["close", "organelle", "far", "lens"]
Axes = tuple[tuple[float, float, float], ...]
"""Rows: where a domain's long, middle and short axis point in the picture (x, y, z)."""


@dataclass(frozen=True)
class Detail:
    """How finely a protein is drawn at a size on the screen.

    Attributes
    ----------
    beads, bead_nm
        Beads a domain, and their radius.
    layers
        Lighter layers on top of the body, 0-3.
    lines
        Line weights in px.
    tolerance_px
        How far the drawn outline may leave the exact one.
    """

    beads: int
    bead_nm: float
    layers: int
    lines: Contours
    tolerance_px: float = 0.45


DETAILS: Final[dict[str, Detail]] = {
    "close": Detail(64, 0.42, 3, CLOSE_UP, 0.4),
    "far": Detail(46, 0.46, 2, FAR, 0.5),
    "organelle": Detail(30, 0.56, 1, ORGANELLE, 0.4),
    "lens": Detail(200, 0.25, 3, LENS, 0.4),
}
#: Share of the beads that lie below each lighter layer, by number of layers.
_QUANTILES: Final = {0: (), 1: (0.55,), 2: (0.42, 0.74), 3: (0.40, 0.66, 0.86)}
#: A bead's height toward the viewer and the light: z - 0.42 x + 0.50 y.
_LIGHT: Final = np.array([-0.42, 0.50, 1.0])
#: Smallest island of a layer, hole in it and scrap left beside it that are drawn, nm².
_ISLAND, _HOLE, _SCRAP = 0.22, 0.90, 0.45


@dataclass(frozen=True)
class Domain:
    """The plane drawing of one globular domain.

    Attributes
    ----------
    outline
        Its silhouette.
    layers
        Lighter layers, each inside the one before.
    lines
        Edges of the layers, where they run clear of the outline and of each other.
    """

    outline: BaseGeometry
    layers: tuple[BaseGeometry, ...]
    lines: BaseGeometry

    def at(self, x: float, y: float) -> Domain:
        """The domain moved by (x, y) nm."""
        return Domain(
            affinity.translate(self.outline, x, y),
            tuple(affinity.translate(layer, x, y) for layer in self.layers),
            affinity.translate(self.lines, x, y),
        )

    def scaled(self, factor: float) -> Domain:
        """The domain ``factor`` times as large, about the origin: how small molecules get beads of their size."""

        def other(geometry: BaseGeometry) -> BaseGeometry:
            return affinity.scale(geometry, factor, factor, origin=(0, 0))

        return Domain(other(self.outline), tuple(map(other, self.layers)), other(self.lines))

    def behind(self, front: BaseGeometry, gap: float) -> Domain:
        """The domain cut back so that ``front`` stands before it with a line between."""
        cover = shapely.buffer(front, gap)
        return Domain(
            shapely.difference(self.outline, cover),
            tuple(shapely.difference(layer, cover) for layer in self.layers),
            shapely.difference(self.lines, cover),
        )


def lying(angle: float) -> Axes:
    """Axes of a domain whose long axis lies in the picture at ``angle`` (radians)."""
    c, s = float(np.cos(angle)), float(np.sin(angle))
    return ((c, s, 0.0), (-s, c, 0.0), (0.0, 0.0, 1.0))


UPRIGHT: Final = lying(np.pi / 2)


def pointing(axis: Sequence[float]) -> Axes:
    """Axes of a domain whose long axis is ``axis`` in space; the middle one lies in the plane."""
    long = np.asarray(axis, dtype=float)
    long = long / np.linalg.norm(long)
    middle = np.array([-long[1], long[0], 0.0])
    middle = middle / np.linalg.norm(middle) if np.linalg.norm(middle) > 1e-6 else np.eye(3)[0]
    short = np.cross(long, middle)
    return tuple((float(x), float(y), float(z)) for x, y, z in (long, middle, short))


def _beads(size: tuple[float, float, float], frame: Axes, count: int, radius: float, seed: int
           ) -> np.ndarray:
    """Bead centers, shape (count, 3): a jittered Fibonacci sphere stretched to the domain."""
    rng = np.random.default_rng(seed)
    k = np.arange(count) + 0.5
    up = 1 - 2 * k / count
    turn = np.pi * (1 + 5**0.5) * k
    ring = np.sqrt(1 - up**2)
    unit = np.stack([ring * np.cos(turn), ring * np.sin(turn), up], axis=1)
    unit += rng.normal(0, 0.10, unit.shape)
    half = np.asarray(size) / 2 - 0.85 * radius
    return np.asarray((unit * half) @ np.asarray(frame))


def _settled(layer: BaseGeometry, below: BaseGeometry) -> BaseGeometry:
    """A layer that takes in the slivers between its edge and the edge of the layer below.

    Without this the layers run beside the outline like height lines on a map.
    """
    outside = shapely.difference(shapely.buffer(below, 1.0, quad_segs=4), below)
    joined = closed_by(shapely.union(layer, outside), 0.17)
    kept = shapely.intersection(joined, below)
    islands = [p for p in polygons(kept) if p.area > _ISLAND]
    layer = shapely.union_all(islands)
    scraps = [p for p in polygons(shapely.difference(below, layer)) if p.area < _SCRAP]
    return without_holes(shapely.union_all([layer, *scraps]), _HOLE)


def _clear_lines(outline: BaseGeometry, parts: Iterable[BaseGeometry]) -> BaseGeometry:
    """Edges of layers where they leave the outline and the edge below; scraps dropped."""
    drawn: list[BaseGeometry] = []
    hidden = shapely.buffer(shapely.boundary(outline), 0.05)
    for layer in parts:
        edge = shapely.difference(shapely.boundary(layer), hidden)
        runs = shapely.line_merge(edge) if edge.geom_type == "MultiLineString" else edge
        drawn += [run for run in shapely.get_parts(runs) if run.length > 0.35]
        hidden = shapely.union(hidden, shapely.buffer(shapely.boundary(layer), 0.07))
    return shapely.union_all(drawn)


@kept
def bead_domain(
    size: tuple[float, float, float],
    *,
    seed: int,
    frame: Axes = UPRIGHT,
    detail: DetailName = "close",
    beads: int | None = None,
) -> Domain:
    """Build a domain about its own center.

    Parameters
    ----------
    size
        Full extents along its long, middle and short axis, nm.
    seed
        Which of its possible surfaces.
    frame
        Where the axes point; upright if not given. See :func:`lying`, :func:`pointing`.
    detail
        Which entry of ``DETAILS``.
    beads
        Number of beads, if not the detail's own.

    Returns
    -------
    Domain
        Silhouette, lighter layers and inner lines, nm.
    """
    look = DETAILS[detail]
    count, radius = beads or look.beads, look.bead_nm
    scale = radius / 0.42
    centers = _beads(size, frame, count, radius, seed)
    outline = union_of_discs(centers[:, :2], radius)
    outline = without_holes(opened_by(closed_by(outline, 0.16 * scale), 0.16 * scale))
    height = centers @ _LIGHT
    found: list[BaseGeometry] = []
    below = outline
    for quantile in _QUANTILES[look.layers]:
        lit = centers[height > np.quantile(height, quantile), :2]
        layer = union_of_discs(lit, radius * 0.96)
        layer = opened_by(closed_by(layer, 0.24 * scale), min(0.28 * scale, 0.30))
        below = _settled(shapely.intersection(layer, below), below)
        found.append(below)
    lines = _clear_lines(outline, found) if look.lines.inner else shapely.MultiLineString()
    return Domain(outline, tuple(found), lines)
