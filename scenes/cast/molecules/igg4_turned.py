"""The spread IgG4 turned in space: its twelve domains have depth, and perspective makes what is near larger.

Sizes in nm; x to the right, y up, z toward the viewer. Spread flat, the light chains lie behind the heavy ones:
CL and VL 1.1 behind the plane of the hinge, CH1 1.0 and VH 1.2 before it; the halves of the stem 0.35 either side.
Each domain is turned with all its beads, so that light falls on it as on everything else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np

from scenes.cast.molecules.igg4 import (
    Conformation,
    ConformationName,
    PlacedDomain,
    conformation_of,
    find_domain,
    spread_conformation,
)

#: How far the eye is from the hinge.
EYE: Final = 34.0
_DEPTH: Final = {"CL": -1.1, "VL": -1.1, "CH1": 1.0, "VH": 1.2}
_TWIN: Final = 0.35
#: Where payloads sit, whichever way it turns: domain, its side (-1 left), the direction outward in the plane of the
#: hinge, how far that leans toward the viewer, and how far the payload leans off it; degrees.
_SITES: Final = (
    ("CH3", -1, 128.0, 0.0, -10.0),
    ("VL", -1, 178.0, 10.0, 10.0),
    ("CH3", 1, 66.0, 10.0, -8.0),
    ("CL", -1, 136.0, 20.0, 12.0),
    ("CH2", 1, 28.0, 20.0, 12.0),
    ("VL", 1, 22.0, -10.0, -22.0),
)


@dataclass(frozen=True)
class Turn:
    """How it is turned, degrees: about the upright axis (right side away), then over, then in the picture."""

    yaw: float
    pitch: float = 0.0
    roll: float = 0.0

    def matrix(self) -> np.ndarray:
        """Rotation matrix, shape (3, 3)."""
        (cy, sy), (cp, sp), (cr, sr) = (
            (float(np.cos(a)), float(np.sin(a))) for a in np.radians((self.yaw, self.pitch, self.roll))
        )
        yaw = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
        pitch = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
        roll = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
        return np.asarray(roll @ pitch @ yaw)


Form = ConformationName | Turn
"""How an antibody lies: a layout by name, or the spread one turned in space."""


def form_of(form: Form) -> Conformation:
    """The layout of a form."""
    return turned_conformation(form) if isinstance(form, Turn) else conformation_of(form)


@cache
def turned_conformation(turn: Turn) -> Conformation:
    """The spread layout as it looks from in front when it is turned."""
    flat, matrix = spread_conformation(), turn.matrix()

    def seen(x: float, y: float, z: float = 0.0) -> tuple[np.ndarray, float]:
        """A place of the flat layout as it is seen: x, y and depth; and how much larger it looks."""
        place = matrix @ np.array([x, y, z])
        near = EYE / (EYE - float(place[2]))
        return np.array([*(near * place[:2]), place[2]]), near

    domains: dict[int, PlacedDomain] = {}
    for i, p in enumerate(flat.domains):
        (x, y, depth), near = seen(*p.center, _DEPTH.get(p.name, _TWIN * float(np.sign(p.center[0]))))
        frame = tuple((float(a), float(b), float(c)) for a, b, c in np.array(p.frame) @ matrix.T)
        domains[i] = replace(p, center=(float(x), float(y)), frame=frame, depth=float(depth), near=near, surface=i)
    order = sorted(domains, key=lambda i: domains[i].depth)

    def flattened(x: float, y: float) -> tuple[float, float]:
        place, _ = seen(x, y)
        return float(place[0]), float(place[1])

    left, right = (flattened(*elbow) for elbow in flat.elbows)
    return Conformation(
        domains=tuple(domains[i] for i in order),
        hinge=tuple(tuple(flattened(*place) for place in strand) for strand in flat.hinge),
        arms=(_from_down(-left[0], left[1]), _from_down(*right)),
        elbows=(left, right),
        sites=tuple(_site(order.index(find_domain(flat.domains, name, side)), matrix, *angles)
                    for name, side, *angles in _SITES),
        hinge_depth=float(seen(0.0, 1.0)[0][2]),
        flat=False,
    )


def _from_down(x: float, y: float) -> float:
    """Angle of a direction from straight down, degrees, toward +x."""
    return float(np.degrees(np.arctan2(x, -y)))


def _site(
    index: int, matrix: np.ndarray, outward: float, toward: float, lean: float
) -> tuple[int, float, float]:
    """A place for a payload as it is seen: the domain, the direction outward and the lean (degrees)."""
    a, b = np.radians((outward, toward))
    way = matrix @ np.array([np.cos(a) * np.cos(b), np.sin(a) * np.cos(b), np.sin(b)])
    return index, float(np.degrees(np.arctan2(way[1], way[0]))), lean
