"""Plane geometry of a piece of B-DNA: stretches of backbone, whole and cut, their layers, bases.

Everything here is nm, of the straight molecule; :mod:`scenes.cast.molecules.dna` draws, bends and poses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenes.cast.molecules.helix import PITCH, Helix, zigzag
from scenes.stage.kept import kept

#: What a piece of the drawing belongs to: bases, or strand A or B, whole or cut.
BASES, STRAND_A, STRAND_B, A_BEFORE, A_AFTER, B_BEFORE, B_AFTER = range(7)
OWNERS: Final = ((STRAND_A, A_BEFORE, A_AFTER), (STRAND_B, B_BEFORE, B_AFTER))
#: Where the backbones are cut, by phase in the strand's own turn (0 top, 180 bottom): the two
#: places that face each other straight across the groove at the warhead.
_CUT_AT: Final = (np.radians(70.0), np.radians(28.0))
#: Lighter layers of a backbone in front: nearer than (share of the radius), width, lightness.
FRONT: Final = ((0.22, 0.84, 0.20), (0.52, 0.64, 0.45), (0.80, 0.40, 0.72))
#: Layers of a backbone behind: further than, width, more haze.
BACK: Final = ((0.35, 0.96, 0.14), (0.72, 0.90, 0.27))


@dataclass(frozen=True)
class DnaDetail:
    """How finely DNA is drawn: line weights (px), layers, and thickness of its strands."""

    outer: float
    bases: float
    inner: float
    layers: int
    back_layers: int
    thick: float = 1.0


DETAILS: Final = {
    "close": DnaDetail(outer=3.2, bases=1.5, inner=1.3, layers=3, back_layers=2),
    "far": DnaDetail(outer=2.2, bases=1.0, inner=0.0, layers=1, back_layers=1),
    "small": DnaDetail(outer=1.2, bases=0.5, inner=0.0, layers=1, back_layers=0, thick=1.2),
}


@dataclass(frozen=True)
class StrandShape:
    """A stretch of backbone, or a piece of one: silhouette, layers inside it, its owner."""

    outline: BaseGeometry
    layers: tuple[BaseGeometry, ...]
    owner: int

    def only(self, area: BaseGeometry, owner: int) -> StrandShape:
        """The part of it inside an area."""
        inside = tuple(shapely.intersection(layer, area) for layer in self.layers)
        return StrandShape(shapely.intersection(self.outline, area), inside, owner)


@dataclass(frozen=True)
class DnaGeometry:
    """All plane geometry of a piece of DNA, by strand: behind, bases, in front, in front cut."""

    back: tuple[tuple[StrandShape, ...], ...]
    bases: tuple[tuple[BaseGeometry, ...], ...]
    front: tuple[tuple[StrandShape, ...], ...]
    cut: tuple[tuple[StrandShape, ...], ...]


def cut_of(helix: Helix, strand: int) -> tuple[np.ndarray, np.ndarray]:
    """Where a backbone is cut (nm), and the direction (unit) in which it runs there."""
    lead = float(helix.strand_phase(strand, helix.groove_at))
    x = helix.groove_at + (_CUT_AT[strand] - lead) * PITCH / (2 * np.pi)
    near = helix.backbone(strand, np.array([x - 0.05, x, x + 0.05]))[:, :2]
    along = near[2] - near[0]
    return near[1], along / np.linalg.norm(along)


@kept
def geometry_of(
    base_pairs: int, groove_at: float, detail: str, seed: int, light: tuple[float, float]
) -> DnaGeometry:
    """Build the geometry; ``light`` is how far (nm) a layer moves toward the light."""
    look, shift = DETAILS[detail], np.array(light)
    helix = Helix(base_pairs, groove_at, look.thick)
    back: list[list[StrandShape]] = [[], []]
    front: list[list[StrandShape]] = [[], []]
    cut: list[list[StrandShape]] = [[], []]
    for run in helix.runs():
        steps = FRONT[: look.layers] if run.front else BACK[: look.back_layers]
        layers = tuple(
            shapely.intersection(run.layer(above, wide, shift * (i + 1) * run.front), run.outline)
            for i, (above, wide, _) in enumerate(steps)
        )
        form = StrandShape(run.outline, layers, OWNERS[run.strand][0])
        (front if run.front else back)[run.strand].append(form)
        if run.front:
            at, along = cut_of(helix, run.strand)
            if run.spots[0, 0] < at[0] < run.spots[-1, 0]:
                for area, owner in zip(zigzag(at, along), OWNERS[run.strand][1:], strict=True):
                    cut[run.strand].append(form.only(area, owner))
            else:
                cut[run.strand].append(form)
    planks = list(helix.bases(seed))
    bases = tuple(tuple(g for s, g in planks if s == strand) for strand in (0, 1))
    return DnaGeometry(_frozen(back), bases, _frozen(front), _frozen(cut))


def _frozen(forms: list[list[StrandShape]]) -> tuple[tuple[StrandShape, ...], ...]:
    return tuple(tuple(group) for group in forms)


def bodies_of(forms: Sequence[StrandShape]) -> list[BaseGeometry]:
    """Silhouettes of stretches of backbone."""
    return [form.outline for form in forms]


@kept
def rims(
    bodies: Sequence[BaseGeometry], widths: Sequence[float], strands: Sequence[int],
    behind: Sequence[BaseGeometry],
) -> list[BaseGeometry]:
    """Bodies grown by their widths (nm), without what lies over their strand's stretches behind."""
    own = [behind[strand] for strand in strands]
    return list(shapely.difference(shapely.buffer(bodies, widths, quad_segs=3), own))


@kept
def edges(
    layers: Sequence[BaseGeometry], width: float, bodies: Sequence[BaseGeometry]
) -> list[BaseGeometry]:
    """Layers grown by a width (nm), inside their bodies."""
    return list(shapely.intersection(shapely.buffer(layers, width, quad_segs=3), bodies))
