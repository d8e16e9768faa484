"""The payload: a calicheamicin derivative, three beads in a row, the warhead the fattest.

Life size: 2.2 nm long (a fold of the molecule typical of 30 computed shapes: 2.2 x 1.7 x
1.3 nm; 3 nm when stretched). On antibodies it is drawn 1.5 times life, free in a view of
organelles twice: scripts mark it as enlarged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.protein import DetailName, Jointed, Protein
from scenes.stage.draw import discs
from scenes.stage.layout import Point
from scenes.stage.style import INK, PAYLOAD, lighter
from scenes.stage.view import View

#: Length in life, nm.
LENGTH: Final = 2.2
#: How much larger than life it is drawn on an antibody.
ON_ANTIBODY: Final = 1.5

#: Beads along the long axis in units of the whole length: (place, radius). The warhead first.
_BEADS: Final = ((0.268, 0.268), (0.588, 0.203), (0.837, 0.163))
#: Linker from the warhead to its lysine, in the same units, with one kink.
_LINKER: Final = ((0.10, 0.0), (-0.10, 0.07), (-0.30, -0.02))


@dataclass(frozen=True)
class PayloadShape:
    """Geometry of one payload about its middle, long axis along +x, nm.

    Attributes
    ----------
    beads
        Union of the three beads.
    linker
        The kinked thread that leaves the warhead toward -x.
    glints
        Centers (3, 2) and radii (3,) of the highlights.
    foot
        Where the linker ends, on its lysine.
    """

    beads: BaseGeometry
    linker: BaseGeometry
    glints: tuple[np.ndarray, np.ndarray]
    foot: np.ndarray


def payload_shape(scale: float) -> PayloadShape:
    """The payload at ``scale`` times life."""
    length = LENGTH * scale
    x = np.array([place - 0.5 for place, _ in _BEADS]) * length
    radius = np.array([r for _, r in _BEADS]) * length
    centers = np.stack([x, np.zeros(3)], axis=1)
    beads = shapely.union_all(shapely.buffer(shapely.points(centers), radius, quad_segs=8))
    thread = (np.array(_LINKER) - np.array([0.5, 0.0])) * length
    linker = LineString(thread).buffer(0.028 * length, quad_segs=3)
    glint = centers + np.stack([-0.22 * radius, 0.26 * radius], axis=1)
    return PayloadShape(beads, linker, (glint, 0.46 * radius), thread[-1])


def add_payload(
    protein: Protein, shape: PayloadShape, joint: int, place: np.ndarray, angle: float,
    linked: bool,
) -> list[Jointed]:
    """Add a payload to a protein's joint; ``place`` is its middle in the joint's rest frame.

    Returns
    -------
    list of Jointed
        Its parts, back to front: contour, linker (if ``linked``), body, highlights.
    """
    look = protein.look.lines
    turn, shift = _affine(angle, place)

    def put(geometry: BaseGeometry) -> BaseGeometry:
        return shapely.transform(geometry, lambda xy: xy @ turn.T + shift)

    outline = [(put(shape.beads), joint)]
    thread = [(put(shape.linker), joint)]
    parts = [protein.sheet(outline, INK, look.outer * 0.93)]
    if linked:
        parts.append(protein.sheet(thread, INK, look.between * 0.6))
        if look.inner:
            parts.append(protein.sheet(thread, lighter(PAYLOAD, 0.45)))
    parts.append(protein.sheet(outline, PAYLOAD))
    if look.inner:
        centers, radii = shape.glints
        # Highlights stay toward the upper left of the picture, however the payload lies.
        beads = np.array([[p - 0.5, 0.0] for p, _ in _BEADS]) * (radii[0] / 0.46 / _BEADS[0][1])
        lit = beads @ turn.T + shift + (centers - beads)
        dots = discs(lit, radii, lighter(PAYLOAD, 0.26), protein.drafting)
        part = Jointed(protein.tone(lighter(PAYLOAD, 0.26)), [(dots.points, joint)])
        protein.add(part)
        parts.append(part)
    return parts


def _affine(angle: float, place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s], [s, c]]), np.asarray(place, dtype=float)


class Payload(Protein):
    """A free payload; its origin is its middle, its small end points along +x.

    Parameters
    ----------
    view
        Scale it is built at.
    scale
        How much larger than life (2.2 nm) it is drawn.
    detail
        ``close`` has highlights, ``organelle`` none.
    linked
        Whether the thread of the linker hangs on it.
    """

    def __init__(
        self,
        view: View,
        *,
        scale: float = ON_ANTIBODY,
        detail: DetailName = "close",
        linked: bool = False,
        ground: str | None = None,
    ) -> None:
        super().__init__(view, joints=1, detail=detail, ground=ground)
        self.length = LENGTH * scale
        add_payload(self, payload_shape(scale), 0, np.zeros(2), 0.0, linked)
        self.pose((0.0, 0.0))

    def warhead(self) -> Point:
        """The fat bead, as a point in the picture."""
        return self.spot(-0.23 * self.length, 0.0)
