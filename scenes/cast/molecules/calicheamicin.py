"""Calicheamicin, the payload set free, as a body: warhead and sugars in six bead groups.

About 2.6 nm long as it lies stretched along the minor groove (2.2 to 3.0 nm in computed
shapes); the warhead, 0.96 x 0.86 nm, is the fat end. It is drawn at 125 px/nm and hardly
bends: the groove does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenes.cast.molecules.domain import Detail, Domain, bead_domain
from scenes.cast.molecules.helix import Helix
from scenes.cast.molecules.protein import Protein
from scenes.stage.actor import LifeSize
from scenes.stage.layout import Point
from scenes.stage.style import DNA_LINES, PAYLOAD
from scenes.stage.view import View

#: Bead domains are built four times life size: their beads suit proteins (r 0.42 nm).
_SHRINK: Final = 0.25


@dataclass(frozen=True)
class BeadGroup:
    """A bead group: where it lies along the groove and what it is.

    Attributes
    ----------
    degrees
        Place along the groove, 0 at its top, 180 at its bottom.
    aside
        Distance (nm) from the groove's middle line, to the right.
    size
        Length and width, nm.
    """

    name: str
    degrees: float
    aside: float
    size: tuple[float, float]


#: From the far end to the warhead, back to front.
GROUPS: Final = (
    BeadGroup("rhamnose", 160, 0.02, (0.52, 0.46)),
    BeadGroup("iodinated ring", 138, 0.02, (0.60, 0.54)),
    BeadGroup("thiosugar", 112, 0.04, (0.60, 0.56)),
    BeadGroup("second sugar", 78, 0.17, (0.56, 0.54)),
    BeadGroup("side sugar", 88, -0.17, (0.50, 0.48)),
    BeadGroup("warhead", 44, 0.0, (0.96, 0.86)),
)


class Calicheamicin(Protein):
    """Calicheamicin; its origin is the middle of the groove that it fits.

    At angle 0 it lies as in a groove of a DNA whose axis is horizontal: warhead at the upper
    left, the iodinated ring and the last sugar at the lower right.

    Parameters
    ----------
    view
        Scale it is built at.
    seed
        Which of its possible surfaces.
    ground
        If given, a molecule further away.
    """

    life_size = LifeSize("calich_size.nm", 0.9, 1.4)  # up to 3.0 nm stretched
    free = True

    def __init__(self, view: View, *, seed: int = 4, ground: str | None = None) -> None:
        super().__init__(view, joints=1, detail="close", ground=ground)
        self.look = Detail(64, 0.42 * _SHRINK, 2, DNA_LINES)
        helix = Helix(11)
        across = np.array([0.857, 0.515])
        self.centers = {
            g.name: helix.in_groove(g.degrees, 0.74) + g.aside * across for g in GROUPS
        }
        domains = [_group(g, self.centers[g.name], seed + i) for i, g in enumerate(GROUPS)]
        gap = self.drafting.nm(self.look.lines.between)
        placed = []
        cover: BaseGeometry = shapely.Polygon()
        for domain in reversed(domains):
            placed.append((domain.behind(cover, gap), 0))
            cover = shapely.union(cover, domain.outline)
        self.outer_contour([(cover, 0)])
        self.domains(placed, PAYLOAD)
        self.length = float(shapely.minimum_rotated_rectangle(cover).length / 2)
        self.pose((0.0, 0.0))

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``warhead`` or any other group."""
        return {name: partial(self.spot, *spot) for name, spot in self.centers.items()}


def _group(group: BeadGroup, center: np.ndarray, seed: int) -> Domain:
    """A bead group in its place."""
    long, wide = (side / _SHRINK for side in group.size)
    built = bead_domain((long, wide, wide), seed=seed, beads=int(30 + 28 * group.size[0]))
    return built.scaled(_SHRINK).at(float(center[0]), float(center[1]))
