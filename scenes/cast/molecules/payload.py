"""The payload: a calicheamicin derivative, three beads in a row, the warhead the fattest.

Life size: 2.2 nm long (a fold of the molecule typical of 30 computed shapes: 2.2 x 1.7 x
1.3 nm; 3 nm when stretched). On antibodies it is drawn 1.5 times life, free in a view of
organelles twice: scripts mark it as enlarged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.jointed import Jointed
from scenes.cast.molecules.domain import DetailName
from scenes.cast.molecules.protein import Protein
from scenes.stage.actor import LifeSize
from scenes.stage.layout import Point
from scenes.stage.style import INK, PAYLOAD, lighter
from scenes.stage.view import View

#: Length in life, nm.
LENGTH: Final = 2.2
#: How much larger than life it is drawn on an antibody.
ON_ANTIBODY: Final = 1.5

#: Beads in units of the whole length: (x, y, radius), in a slight bend. The warhead first.
_BEADS: Final = ((-0.232, 0.0, 0.268), (0.092, 0.035, 0.200), (0.332, -0.020, 0.168))
#: Linker from the warhead to its lysine, in the same units, with one kink.
_LINKER: Final = ((-0.40, 0.0), (-0.56, 0.045), (-0.68, 0.0), (-0.80, -0.01))


@dataclass(frozen=True)
class PayloadShape:
    """Geometry of one payload about its middle, long axis along +x, nm.

    Attributes
    ----------
    beads
        Union of the three beads.
    linker
        The kinked thread that leaves the warhead toward -x.
    centers, radii
        The beads, shapes (3, 2) and (3,).
    foot
        Where the linker ends, on its lysine.
    """

    beads: BaseGeometry
    linker: BaseGeometry
    centers: np.ndarray
    radii: np.ndarray
    foot: np.ndarray


def payload_shape(scale: float) -> PayloadShape:
    """The payload at ``scale`` times life."""
    length = LENGTH * scale
    centers, radius = np.array(_BEADS)[:, :2] * length, np.array(_BEADS)[:, 2] * length
    beads = shapely.union_all(shapely.buffer(shapely.points(centers), radius, quad_segs=8))
    thread = np.array(_LINKER) * length
    linker = LineString(thread).buffer(0.026 * length, quad_segs=3)
    return PayloadShape(beads, linker, centers, radius, thread[-1])


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
    parts = [protein.add_fill(outline, INK, look.outer * 0.93)]
    if linked:
        parts.append(protein.add_fill(thread, INK, look.between * 0.6))
        parts.append(protein.add_fill(thread, lighter(PAYLOAD, 0.45)))
    parts.append(protein.add_fill(outline, PAYLOAD))
    if look.inner:
        # Highlights stay toward the upper left of the picture, however the payload lies.
        lit = shape.centers @ turn.T + shift
        lit = lit + shape.radii[:, None] * np.array([-0.14, 0.18])
        parts.append(protein.dots(lit, 0.50 * shape.radii, joint, lighter(PAYLOAD, 0.24)))
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

    # At most scales life size would be a speck: three times life at the most.
    life_size = LifeSize("calich_size.nm", 0.9, 3.0, enlarged=True)

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

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``payload``: its middle."""
        return {"payload": lambda: self.spot(0.0, 0.0)}

    def warhead(self) -> Point:
        """The fat bead, as a point in the picture."""
        return self.spot(-0.23 * self.length, 0.0)
