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
PIVOT: Final = (-6.0, -36.0)
CROWN: Final = 112.0

#: From the crown down the face: x, y, and what of the face moves the point ("" nothing).
_FRONT: Final = (
    (22.0, 109.0, ""), (35.0, 101.0, ""), (42.5, 89.5, ""), (45.2, 79.0, ""), (46.0, 71.5, "brow"), (43.6, 64.0, ""),
    (46.6, 56.5, "nose"), (51.6, 48.5, "nose"), (54.6, 43.2, "nose"), (53.6, 39.6, "nose"), (48.6, 37.2, "nose"),
    (45.6, 35.6, ""), (45.9, 31.6, ""), (48.6, 28.4, "lips"), (47.6, 25.9, "lips"), (45.8, 24.7, ""),
    (47.6, 22.4, "lips"), (46.4, 18.6, "lips"), (43.8, 15.2, ""), (44.9, 9.4, "chin"), (42.6, 2.8, "chin"), (35.0, -0.8, ""),
)
_BACK: Final = (
    (22.0, 1.5), (17.0, -2.0), (14.5, -14.0), (14.0, -30.0), (15.0, -48.0), (-30.0, -48.0), (-34.0, -30.0), (-34.0, -8.0),
    (-37.0, 14.0), (-47.0, 34.0), (-52.0, 58.0), (-48.0, 84.0), (-34.0, 103.0), (-8.0, 112.0),
)
_AXIS: Final = 43.0  # what stands out of the face stands out from here


@dataclass(frozen=True)
class HeadForms:
    """A head's outlines about the neck's foot.

    Attributes
    ----------
    head
        Head and neck in one.
    ear, cheek, shadow
        On it; the shadow is the chin's on the neck.
    white, pupil, lid
        Of the eye; the lid covers it when it is closed.
    lid_line, brow, mouth, marks
        Lines: the upper lid, the brow, the mouth, and what is inside the ear or the years have drawn.
    eye, lips
        Where they are.
    """

    head: BaseGeometry
    ear: BaseGeometry
    cheek: BaseGeometry
    shadow: BaseGeometry
    white: BaseGeometry
    pupil: BaseGeometry
    lid: BaseGeometry
    lid_line: LineString
    brow: LineString
    mouth: LineString
    marks: list[LineString]
    lip: BaseGeometry
    eye: tuple[float, float]
    lips: tuple[float, float]


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
    return ring(*front, *_BACK)


def head_forms(face: Face) -> HeadForms:
    """A head with this face."""
    head, down = _profile(face), -face.eye
    eye_at = (37.2, 58.0 + down)
    almond = ring((30.0, 57.6), (33.5, 60.8), (38.0, 62.0), (41.6, 60.6), (41.4, 57.0), (39.6, 54.2), (34.5, 54.4))
    almond = affinity.translate(almond, 0, down).intersection(head.buffer(-1.2))
    pupil = affinity.translate(affinity.scale(shapely.Point(0, 0).buffer(1, quad_segs=8), 3.0, 4.3), eye_at[0] + 0.9, eye_at[1])
    lid_line = curve((29.6, 58.0), (33.0, 61.0), (37.6, 62.4), (42.4, 61.0))
    if face.lashes:
        lid_line = curve((29.2, 57.4), (33.0, 61.0), (37.6, 62.4), (42.0, 61.6), (45.0, 63.0))
    brow = curve((29.0, 69.8), (33.5, 73.0), (38.5, 73.6), (43.4, 71.6))
    mouth = curve((46.0, 24.8), (42.6, 24.4), (39.0, 25.4), (36.4, 27.6))
    ear = ring((-7, 56), (-4, 63), (2.5, 65.5), (8, 62), (8.5, 55), (5, 48.5), (2.5, 43), (-1.5, 41), (-5, 45))
    inner = curve((-2.8, 58.5), (1.6, 61.2), (4.6, 58), (2.6, 52.4), (0.2, 49.2))
    marks = [inner]
    if face.lines:
        marks += [curve((22.5, 58.5), (25.0, 57.4), (26.4, 55.0)), curve((34.6, 34.2), (32.0, 28.0), (32.6, 22.8))]
    cheek = affinity.translate(affinity.scale(shapely.Point(0, 0).buffer(1, quad_segs=10), 9.0, 7.2), 26.5, 38.0)
    under = Polygon([(50, -1.0), (36, -3.4), (22, -1.5), (6, 6), (-7, 17), (-10, 15), (2, -6), (13, -17), (60, -30)])
    shadow = soft_inside(under, head)
    lip = ring((45.8, 24.7), (40.5, 25.2), (43.5, 20.5), (46.5, 19.0), (50, 20), (50, 24)).intersection(head.buffer(-0.2))
    forms = (head, ear, cheek, shadow, almond, pupil.intersection(almond.buffer(0.8)), almond.buffer(1.0))
    placed = [about_pivot(form) for form in forms]
    lines = [about_pivot(line) for line in (affinity.translate(lid_line, 0, down), affinity.translate(brow, 0, down), mouth)]
    return HeadForms(
        *placed, *lines, [about_pivot(mark) for mark in marks], about_pivot(lip),
        (eye_at[0] - PIVOT[0], eye_at[1] - PIVOT[1]), (46.0 - PIVOT[0], 25.0 - PIVOT[1]),
    )


def soft_inside(form: BaseGeometry, whole: BaseGeometry) -> BaseGeometry:
    """A form with round corners, cut to what it lies on."""
    return shapely.buffer(shapely.buffer(form, -2), 2).intersection(whole)
