"""A head in profile: face, ear, eye, brow and mouth. Units: hundredths of a head; facing right, y up.

The chin's lower side is at y = 0, the crown at 112: a head of its true size looks mean on such a body. Points are
moved so that the neck's foot, about which a head turns, is the origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.patient.liver import smooth_line, smooth_ring
from scenes.cast.people.looks import Face

#: The neck's foot.
PIVOT: Final = (-6.0, -20.0)
CROWN: Final = 112.0

#: From the crown down the face: x, y, and what of the face moves the point ("" nothing).
_FRONT: Final = (
    (22.0, 109.0, ""), (35.0, 101.0, ""), (42.5, 89.5, ""), (45.2, 79.0, ""), (46.0, 71.5, "brow"), (43.6, 64.0, ""),
    (45.8, 57.0, "nose"), (49.4, 50.0, "nose"), (53.2, 44.6, "nose"), (53.6, 40.8, "nose"), (50.4, 38.0, "nose"),
    (46.0, 36.6, "nose"), (45.4, 33.2, ""), (47.4, 29.4, "lips"), (47.4, 26.6, "lips"), (45.4, 24.7, ""),
    (47.0, 22.2, "lips"), (46.2, 18.4, "lips"), (43.6, 15.0, ""), (44.9, 9.6, "chin"), (43.2, 3.6, "chin"),
    (36.5, -0.6, ""),
)
_BACK: Final = (
    (24.0, 2.0), (17.0, -3.0), (13.5, -12.0), (12.0, -24.0), (6.0, -36.0), (-20.0, -36.0), (-29.5, -20.0),
    (-31.0, -4.0), (-36.0, 14.0), (-47.0, 34.0), (-52.0, 58.0), (-48.0, 84.0), (-34.0, 103.0), (-8.0, 112.0),
)
_EAR: Final = ((-7, 56), (-4, 63), (2.5, 65.5), (8, 62), (8.5, 55), (5, 48.5), (2.5, 43), (-1.5, 41), (-5, 45))
_SHADOW: Final = ((52, 0), (36.5, -0.6), (24, 2), (11, 7), (-2, 15), (-5, 13), (-1, 3), (7, -8), (18, -16), (50, -22))
_LIP: Final = ((45.8, 24.7), (40.5, 25.2), (43.5, 20.5), (46.5, 19.0), (50, 20), (50, 24))
_ALMOND: Final = (
    (30.0, 57.6), (33.5, 60.8), (38.0, 62.0), (41.6, 60.6), (41.4, 57.0), (39.6, 54.2), (34.5, 54.4),
)
_LID: Final = ((29.6, 58.0), (33.0, 61.0), (37.6, 62.4), (42.4, 61.0))
_LASHES: Final = ((29.2, 57.4), (33.0, 61.0), (37.6, 62.4), (42.0, 61.6), (45.0, 63.0))
_AXIS: Final = 43.0  # what stands out of the face stands out from here


@dataclass(frozen=True)
class HeadForms:
    """A head's outlines about the neck's foot.

    Attributes
    ----------
    head
        Head and neck in one.
    ear, shell
        The ear, and the line in it.
    cheek, shadow, lip
        On the head; the shadow is the chin's on the neck.
    white, pupil, lid, lashes
        Of the eye; the lid covers it when it is closed, the lashes are its line.
    brow, mouth, years
        Lines; the years draw theirs at eye and mouth.
    eye, lips
        Where they are, (2,).
    """

    head: BaseGeometry
    ear: BaseGeometry
    shell: BaseGeometry
    cheek: BaseGeometry
    shadow: BaseGeometry
    lip: BaseGeometry
    white: BaseGeometry
    pupil: BaseGeometry
    lid: BaseGeometry
    lashes: BaseGeometry
    brow: BaseGeometry
    mouth: BaseGeometry
    years: tuple[BaseGeometry, ...]
    eye: np.ndarray
    lips: np.ndarray


def about_pivot(form: BaseGeometry) -> BaseGeometry:
    """A form of the head's frame with the neck's foot as the origin."""
    return affinity.translate(form, -PIVOT[0], -PIVOT[1])


def curve(*points: tuple[float, float]) -> LineString:
    """A smooth line through places."""
    return LineString(smooth_line(np.array(points, dtype=float)))


def ring(*points: tuple[float, float]) -> Polygon:
    """A smooth outline through places."""
    return smooth_ring(np.array(points, dtype=float))


def _profile(face: Face) -> Polygon:
    front = [(_AXIS + (x - _AXIS) * (getattr(face, what) if what else 1.0), y) for x, y, what in _FRONT]
    whole = ring(*front, *_BACK)
    return shapely.buffer(shapely.buffer(whole, -1.6, quad_segs=6), 1.6, quad_segs=6)


def head_forms(face: Face) -> HeadForms:
    """A head with this face."""
    head = _profile(face)
    eye, lips = np.array([37.2, 58.0 - face.eye]), np.array([46.0, 25.0])

    def lowered(form: BaseGeometry) -> BaseGeometry:
        return affinity.translate(form, 0, -face.eye)

    almond = lowered(ring(*_ALMOND)).intersection(head.buffer(-1.2))
    at = about_pivot
    return HeadForms(
        head=at(head),
        ear=at(ring(*_EAR)),
        shell=at(curve((-2.8, 58.5), (1.6, 61.2), (4.6, 58), (2.6, 52.4), (0.2, 49.2))),
        cheek=at(_oval(26.0, 38.0, 10.0, 8.0)),
        shadow=at(ring(*_SHADOW).intersection(head)),
        lip=at(ring(*_LIP).intersection(head.buffer(-0.2))),
        white=at(almond),
        pupil=at(_oval(eye[0] + 0.9, eye[1], 3.0, 4.3).intersection(almond.buffer(0.8))),
        lid=at(almond.buffer(1.0)),
        lashes=at(lowered(curve(*(_LASHES if face.lashes else _LID)))),
        brow=at(lowered(curve((29.0, 69.8), (33.5, 73.0), (38.5, 73.6), (43.4, 71.6)))),
        mouth=at(curve((46.0, 24.8), (42.6, 24.4), (39.0, 25.4), (36.4, 27.6))),
        years=(at(curve((22.5, 58.5), (25.0, 57.4), (26.4, 55.0))),
               at(curve((34.6, 34.2), (32.0, 28.0), (32.6, 22.8)))),
        eye=eye - PIVOT,
        lips=lips - PIVOT,
    )


def _oval(x: float, y: float, wide: float, high: float) -> BaseGeometry:
    return affinity.translate(affinity.scale(shapely.Point(0, 0).buffer(1, quad_segs=10), wide, high), x, y)
