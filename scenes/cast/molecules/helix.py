"""The shape of B-DNA: two right-handed backbones, base pairs, two grooves; plane geometry.

Sizes, nm: 2.0-2.2 across, 0.34 rise a base pair, about 10.5 base pairs a turn (pitch 3.57;
Dickerson 1992, Saenger 1984), grooves in the ratio 0.39 : 0.61 of the pitch. The axis lies
along x. With phase p = 2 pi x / pitch (the direction in which the minor groove opens), the
backbones stand at p + 70 and p - 70 degrees: y = R cos, z = R sin, z toward the viewer, so
that the strands in front fall to the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.stage.drawing import closed_by, union_of_discs

RISE: Final = 0.34
BASE_PAIRS_A_TURN: Final = 10.5
PITCH: Final = RISE * BASE_PAIRS_A_TURN
#: From the axis to the middle of a backbone.
RADIUS: Final = 0.84
#: Backbone, thinnest and at a phosphate: half widths.
STRAND: Final = 0.178, 0.252
#: Backbones stand this far to either side of the minor groove's direction.
HALF_MINOR: Final = np.radians(70.0)
PLANK: Final = 0.25
BREAK_GAP: Final = 0.4

#: A base pair's plate seen down the axis: half length along the pair; its edges toward the
#: minor and the major groove.
_PLATE: Final = 0.66, 0.24, -0.34
#: How far a purine is longer than a pyrimidine: the pair's break lies this far off its middle.
_OFF_MIDDLE: Final = 0.11


@dataclass(frozen=True)
class BackboneStretch:
    """A stretch of one backbone, from where it turns over the edge to where it turns back.

    Attributes
    ----------
    strand
        0 (dark, left of a minor groove in front) or 1 (light).
    front
        Whether it runs on the viewer's side.
    spots, radii
        Middle line (n, 3) and half width (n,), nm.
    """

    strand: int
    front: bool
    spots: np.ndarray
    radii: np.ndarray

    @property
    def outline(self) -> BaseGeometry:
        """Its silhouette: discs along the middle line, a bump at each phosphate."""
        return closed_by(union_of_discs(self.spots[:, :2], self.radii, quad_segs=8), 0.03)

    def layer(self, above: float, share: float, shift: np.ndarray) -> BaseGeometry:
        """The part nearer than ``above`` (share of the radius), thinner, moved to the light."""
        height = np.abs(self.spots[:, 2]) / RADIUS
        lit = height > above
        if lit.sum() < 3:
            return MultiPolygon()
        taper = np.clip((height[lit] - above) / 0.12, 0.35, 1.0) ** 0.5
        return union_of_discs(
            self.spots[lit, :2] + shift, self.radii[lit] * share * taper, quad_segs=8
        )


class Helix:
    """A straight piece of B-DNA about its own middle.

    Parameters
    ----------
    base_pairs
        Its length.
    groove_at
        Where along the axis (nm) a minor groove looks straight at the viewer.
    thick
        Factor on the backbones' thickness (small drawings need more).
    """

    def __init__(self, base_pairs: int, groove_at: float = 0.0, thick: float = 1.0) -> None:
        self.length = base_pairs * RISE
        self.groove_at, self.thick = groove_at, thick

    def phase(self, x: np.ndarray | float) -> np.ndarray:
        """Direction of the minor groove at x, radians: 0 up, pi/2 toward the viewer."""
        return 2 * np.pi * (np.asarray(x, dtype=float) - self.groove_at) / PITCH + np.pi / 2

    def strand_phase(self, strand: int, x: np.ndarray | float) -> np.ndarray:
        """Direction in which a backbone stands at x, radians."""
        return np.asarray(self.phase(x) + (HALF_MINOR if strand == 0 else -HALF_MINOR))

    def backbone(self, strand: int, x: np.ndarray | float) -> np.ndarray:
        """Middle of a backbone at x: (..., 3) nm."""
        p = self.strand_phase(strand, x)
        return np.stack([np.asarray(x, dtype=float), RADIUS * np.cos(p), RADIUS * np.sin(p)], -1)

    def in_groove(self, degrees: float, depth: float = RADIUS) -> np.ndarray:
        """A place (2,) in the minor groove in front; 0 degrees at its top, 180 at its bottom."""
        p = np.radians(degrees)
        x = self.groove_at + (p - np.pi / 2) * PITCH / (2 * np.pi)
        return np.array([x, depth * np.cos(p)])

    def runs(self) -> Iterator[BackboneStretch]:
        """All stretches of both backbones, left to right."""
        x = np.arange(-self.length / 2, self.length / 2, RISE / 8)
        bump = np.cos(np.pi * (x / RISE - 0.5)) ** 2
        radii = self.thick * (STRAND[0] + (STRAND[1] - STRAND[0]) * bump)
        for strand in (0, 1):
            spots = self.backbone(strand, x)
            front = spots[:, 2] >= 0
            edges = np.flatnonzero(np.diff(front.astype(int))) + 1
            for piece in np.split(np.arange(len(x)), edges):
                if len(piece) > 1:
                    yield BackboneStretch(strand, bool(front[piece[0]]), spots[piece], radii[piece])

    def bases(self, seed: int, gap: float = 0.0) -> Iterator[tuple[int, Polygon]]:
        """Bases edge-on: (strand it hangs on, plank), one or two for each base pair.

        Of a pair, the base nearer to the viewer hides part of the other.
        """
        rng = np.random.default_rng(seed)
        for x in np.arange(-self.length / 2 + RISE / 2, self.length / 2, RISE):
            p, off = float(self.phase(x)), _OFF_MIDDLE * float(rng.choice((-1, 1)))
            lean = np.radians(4 + rng.normal(0, 1.0))
            spans = [self._span(p, strand, off) for strand in (0, 1)]
            near = 0 if np.sin(p + HALF_MINOR) > np.sin(p - HALF_MINOR) else 1
            for strand in (near, 1 - near):
                low, high = spans[strand]
                if strand != near:
                    low, high = _left_over((low, high), spans[near])
                if high - low > 0.10:
                    yield strand, _plank(float(x), low + gap, high - gap, lean)

    def _span(self, p: float, strand: int, off: float) -> tuple[float, float]:
        """Lowest and highest y of one base of the pair at phase p."""
        half, minor, major = _PLATE
        ends = (off, half) if strand == 0 else (-half, off)
        corners = [m * np.cos(p) - c * np.sin(p) for m in (minor, major) for c in ends]
        return float(min(corners)), float(max(corners))

    def groove_widths(self) -> tuple[float, float]:
        """Minor and major groove along the axis (nm), between the backbones' middles."""
        minor = 2 * HALF_MINOR / (2 * np.pi) * PITCH
        return float(minor), float(PITCH - minor)


def _left_over(span: tuple[float, float], cover: tuple[float, float]) -> tuple[float, float]:
    """The larger piece of an interval that another does not hide."""
    below = (span[0], min(span[1], cover[0]))
    above = (max(span[0], cover[1]), span[1])
    return max(below, above, key=lambda s: s[1] - s[0])


def _plank(x: float, low: float, high: float, lean: float) -> Polygon:
    """A plank of a base: 0.25 nm thick, leaning, with rounded corners."""
    corner = 0.035
    shape = box(x - PLANK / 2 + corner, low + corner, x + PLANK / 2 - corner, high - corner)
    sheared = shapely.transform(
        shape, lambda xy: np.stack([xy[:, 0] + xy[:, 1] * np.tan(lean), xy[:, 1]], axis=1)
    )
    return shapely.buffer(sheared, corner, quad_segs=2)


def zigzag(at: np.ndarray, along: np.ndarray) -> tuple[BaseGeometry, BaseGeometry]:
    """The two sides of a ragged cut across a backbone that runs ``along`` through ``at``.

    Returns
    -------
    tuple
        The half planes (cut large) before and after the cut; together they fill it exactly.
    """
    across = np.array([-along[1], along[0]])
    teeth = np.array([[-2, 0.05], [-0.20, 0.05], [-0.06, -0.075], [0.06, 0.075], [0.20, -0.05],
                      [2, -0.05]])
    edge = at + teeth[:, :1] * across + teeth[:, 1:] * along
    before = Polygon(np.vstack([edge, edge[-1] - 3 * along, edge[0] - 3 * along]))
    after = Polygon(np.vstack([edge, edge[-1] + 3 * along, edge[0] + 3 * along]))
    return before, after
