"""Hands from the side: wrist at the origin, fingers along x, y toward the thumb's side. Units: hundredths of a head."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString

from scenes.cast.patient.liver import smooth_line, smooth_ring
from scenes.cast.people.stance import Hand, HandKind

#: Of each: the outline of palm and fingers, then of the thumb, then the lines between the fingers.
_HANDS: Final[dict[HandKind, tuple[tuple[tuple[float, float], ...], ...]]] = {
    "rest": (
        ((-14, 8.5), (3, 10.5), (17, 12.5), (29, 11), (43, 6), (56, -2), (63, -9), (61.5, -13.5), (56, -13.5),
         (46, -9.5),
         (36, -10), (24, -13), (12, -12), (0, -9.8), (-14, -8.5)),
        ((8, 2), (17, -2), (27, -8), (36, -15.5), (37, -21), (31.5, -22), (22, -17), (12, -11), (6, -6)),
        ((34, 3), (45, -2), (56, -9)), ((32, -3), (41, -4.5), (49, -8)),
    ),
    "open": (
        ((-14, 8.5), (3, 10), (16, 11.5), (30, 11.5), (46, 10.5), (60, 8), (68, 4.5), (68.5, 1), (63, -1), (60, -4.5),
         (52, -6.5), (43, -8), (34, -11), (22, -12.5), (10, -11.5), (0, -9.8), (-14, -8.5)),
        ((4, 3), (13, 9), (22, 16), (30, 25), (35.5, 29.5), (39.5, 27.5), (38, 20.5), (31, 11), (23, 3), (13, -1)),
        ((38, 4), (48, 3.2), (60, 1.5)), ((36, -3), (45, -3.6), (55, -3.4)),
    ),
    "pinch": (
        ((-14, 8.5), (3, 10.5), (16, 13.5), (28, 16), (40, 15.8), (51, 11.5), (60, 4), (62, -0.5), (58, -1.8),
         (50, 3.4),
         (42, 6), (36, 4), (33.5, -2), (33, -9), (26, -13), (12, -12.5), (0, -9.8), (-14, -8.5)),
        ((3, 0), (15, -1.5), (28, -4), (40, -4.5), (51, -3), (59, -2.4), (62, -5.6), (57, -9.2), (45, -11.6),
         (30, -13.4),
         (16, -13), (5, -10)),
        ((29, 12), (36, 11.5), (44, 9)), ((27, 6), (31, 5), (33, 2)),
    ),
    "grip": (
        ((-14, 8.5), (0, 9.8), (12, 12), (24, 13), (34, 12), (41.5, 8), (43.5, 0), (43, -8), (39, -15.5), (31, -19),
         (20, -19.5), (10, -16), (2, -11), (-14, -8.5)),
        ((2, 3), (10, 10), (20, 15), (32, 18.5), (42, 19.5), (47, 16), (45.5, 11), (36, 9), (26, 5), (16, 0), (8, -1)),
        ((24, -19), (29, -12), (28, -5)), ((32, -17.5), (36, -10), (34.5, -3)), ((39, -13), (41, -6), (39, 0)),
    ),
}
#: A telephone (72 by 23 units) in a gripping hand; its corners are rounded by 4.
PHONE: Final = np.array(((20.0, -6.0), (84.0, -6.0), (84.0, 9.0), (20.0, 9.0)))
#: Points of an outline and of a line: as many in each kind of hand, so that one becomes another.
_OUTLINE, _LINE = 72, 8
_LINES: Final = 3


def hand_outlines(hand: Hand) -> list[np.ndarray]:
    """Palm and fingers, thumb, and lines between fingers, (n, 2) each; of a hand that changes, what lies between."""
    if isinstance(hand, str):
        return _outlines(hand)
    before, after, share = hand
    return [a + (b - a) * share for a, b in zip(_outlines(before), _outlines(after), strict=True)]


@cache
def _outlines(kind: HandKind) -> list[np.ndarray]:
    palm, thumb, *lines = (np.array(points, dtype=float) for points in _HANDS[kind])
    lines += [lines[-1]] * (_LINES - len(lines))
    rings = [LineString(smooth_ring(ring).exterior) for ring in (palm, thumb)]
    courses = [LineString(smooth_line(points)) for points in lines]
    return [_spread(ring, _OUTLINE) for ring in rings] + [_spread(course, _LINE) for course in courses]


def _spread(course: LineString, count: int) -> np.ndarray:
    """So many points, evenly along a course."""
    at = np.linspace(0, 1, count)
    return np.asarray(shapely.get_coordinates(shapely.line_interpolate_point(course, at, normalized=True)))
