"""Arms, hands, legs and shoes as outlines, bent at their joints. Units: hundredths of a head; facing right, y up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.patient.liver import smooth_line, smooth_ring
from scenes.cast.people.stance import FOREARM, SHANK, THIGH, UPPER_ARM, Arm, HandKind, Leg

#: Of each hand, wrist at the origin, fingers along x, the thumb's side up or toward us: the outline of palm and
#: fingers, then of the thumb, then the lines between the fingers.
_HANDS: Final[dict[HandKind, tuple[tuple[tuple[float, float], ...], ...]]] = {
    "rest": (
        ((-8, 10), (4, 10.5), (17, 12.5), (29, 11), (43, 6), (56, -2), (63, -9), (61.5, -13.5), (56, -13.5), (46, -9.5),
         (36, -10), (24, -13), (12, -12), (0, -10), (-8, -10)),
        ((8, 2), (17, -2), (27, -8), (36, -15.5), (37, -21), (31.5, -22), (22, -17), (12, -11), (6, -6)),
        ((34, 3), (45, -2), (56, -9)), ((32, -3), (41, -4.5), (49, -8)),
    ),
    "open": (
        ((-8, 10), (4, 10), (16, 11.5), (29, 11.5), (44, 11), (58, 9.5), (65, 6.5), (64.5, 2), (58, 0), (60, -4),
         (55.5, -7.5), (45, -8), (34, -11), (22, -13), (10, -11.5), (0, -10), (-8, -10)),
        ((6, 6), (14, 11), (23, 18), (30, 27), (35, 31), (39, 28.5), (37, 21), (31, 12), (24, 4), (14, 0)),
        ((38, 4), (48, 3), (58, 1)), ((36, -3.5), (46, -4), (55, -4)),
    ),
    "pinch": (
        ((-8, 10), (4, 10.5), (16, 14), (28, 17), (38, 17.5), (48, 14), (56, 7.5), (57.5, 2.5), (53.5, 1), (46, 4.5),
         (40, 6), (37, 0), (42, -4), (43, -9), (37, -12), (26, -14), (12, -12.5), (0, -10), (-8, -10)),
        ((8, 3), (18, 3), (28, 2), (40, 1), (50, 0.5), (54.5, -3), (52.5, -7.5), (44, -9), (32, -10), (20, -11), (10, -8)),
        ((38, 17), (33, 11), (34, 5)), ((29, -11.5), (34, -10.5), (39, -8.5)),
    ),
    "grip": (
        ((-8, 10), (2, 12), (10, 17), (20, 20), (31, 19.5), (39, 15.5), (43, 8), (43.5, 0), (41.5, -8), (36, -14),
         (26, -16), (12, -14), (0, -10), (-8, -10)),
        ((4, -4), (12, -11), (22, -17), (33, -23), (40, -24.5), (43, -20.5), (38.5, -14), (28, -7), (16, -1), (8, 0)),
        ((27, 18.5), (30, 12), (29, 6)), ((34, 14.5), (36, 8), (34.5, 2)), ((38, 6), (38.5, 0), (36.5, -5)),
    ),
}
_WRIST: Final = 10.0
#: A telephone (72 by 23 units) in a gripping hand; its corners are rounded by 4.
_PHONE: Final = ((12.0, 9.0), (76.0, 9.0), (76.0, 24.0), (12.0, 24.0))


@dataclass(frozen=True)
class ArmForms:
    """An arm's outlines about its shoulder; the hand's middle and the wrist, (2,) each.

    Attributes
    ----------
    skin
        Forearm and hand: one outline.
    thumb
        Over it.
    fingers
        Lines between them.
    sleeve
        Over all of it.
    crease
        Lines in the sleeve.
    """

    skin: BaseGeometry
    thumb: BaseGeometry
    fingers: list[LineString]
    sleeve: BaseGeometry
    crease: list[LineString]
    elbow: np.ndarray
    wrist: np.ndarray
    hand: np.ndarray
    phone: BaseGeometry


def _way(angle: float) -> np.ndarray:
    """Where a limb points: 0 degrees down, 90 forward."""
    return np.array([np.sin(np.radians(angle)), -np.cos(np.radians(angle))])


def bent(points: np.ndarray, radius: float) -> np.ndarray:
    """A way from joint to joint, rounded at the middle ones, sampled."""
    out = [points[:1]]
    for before, joint, after in zip(points, points[1:], points[2:], strict=False):
        a, b = (joint + (p - joint) * min(1.0, radius / np.linalg.norm(p - joint)) for p in (before, after))
        t = np.linspace(0, 1, 9)[:, None]
        out.append((1 - t) ** 2 * a + 2 * t * (1 - t) * joint + t**2 * b)
    return np.vstack([*out, points[-1:]])


def tube(way: np.ndarray, shares: tuple[float, ...], radii: tuple[float, ...]) -> BaseGeometry:
    """A limb round a way: its radius at shares of the length, round at both ends."""
    course = LineString(way)
    s = np.linspace(0, 1, 26)
    at = shapely.line_interpolate_point(course, s, normalized=True)
    beads = shapely.buffer(at, np.interp(s, shares, radii), quad_segs=8)
    pairs = shapely.convex_hull(shapely.union(beads[:-1], beads[1:]))
    return soft(shapely.union_all(pairs), 3.0)


def soft(form: BaseGeometry, radius: float) -> BaseGeometry:
    """A form with its inward corners rounded."""
    return shapely.buffer(shapely.buffer(form, radius, quad_segs=6), -radius, quad_segs=6)


def arm_forms(arm: Arm, long_sleeve: bool, stout: float = 1.0) -> ArmForms:
    """An arm bent as it is told."""
    along = arm.shoulder + arm.elbow
    elbow = UPPER_ARM * _way(arm.shoulder)
    wrist = elbow + FOREARM * _way(along)
    turned = along + arm.wrist
    palm, thumb, *lines = (_placed(np.array(p, dtype=float), wrist, turned) for p in _HANDS[arm.hand])
    forearm = tube(np.array([elbow, wrist]), (0, 0.3, 1), (19.5 * stout, 17.5 * stout, _WRIST))
    skin = soft(shapely.union(forearm, smooth_ring(palm).buffer(0.01)), 6.0)
    reach = elbow + (0.80 if long_sleeve else 0.20) * FOREARM * _way(along)
    way = bent(np.array([(0.0, 0.0), elbow, reach]), 26.0)
    cuff = 17.5 if long_sleeve else 23.5
    sleeve = tube(way, (0, 0.45, 0.62, 1), (29 * stout, 25.5 * stout, 24 * stout, cuff * stout))
    blunt = reach + _way(along) * 4
    sleeve = sleeve.difference(_beyond(blunt, along))
    sleeve = shapely.buffer(shapely.buffer(sleeve, -4), 4, quad_segs=6)
    inside = elbow + 9 * _side(arm)
    crease = [LineString(smooth_line(np.array([
        inside + 15 * _side(arm) - 7 * _way(arm.shoulder), inside, inside - 10 * _side(arm) + 6 * _way(arm.shoulder),
    ])))] if arm.elbow > 30 else []
    hand = wrist + 30 * _way(turned)
    return ArmForms(
        skin, smooth_ring(thumb), [LineString(smooth_line(p)) for p in lines], sleeve, crease, elbow, wrist, hand,
        Polygon(_placed(np.array(_PHONE, dtype=float), wrist, turned)).buffer(4, quad_segs=6),
    )


def _side(arm: Arm) -> np.ndarray:
    """From the elbow into its bend."""
    middle = _way(arm.shoulder + arm.elbow) - _way(arm.shoulder)
    return np.asarray(middle / max(float(np.linalg.norm(middle)), 1e-9))


def _beyond(at: np.ndarray, angle: float) -> Polygon:
    """What lies beyond a straight cut through a limb."""
    along, across = _way(angle), _way(angle + 90)
    return Polygon([at + 60 * across, at + 60 * across + 40 * along, at - 60 * across + 40 * along, at - 60 * across])


def _placed(points: np.ndarray, wrist: np.ndarray, angle: float) -> np.ndarray:
    """Places of a hand's own frame where the wrist is, the fingers along the angle."""
    along = _way(angle)
    across = np.array([-along[1], along[0]])
    return np.asarray(wrist + points[:, :1] * along + points[:, 1:] * across)


@dataclass(frozen=True)
class LegForms:
    """A leg's outlines about its hip, and where knee and ankle are."""

    cloth: BaseGeometry
    shoe: BaseGeometry
    sole: list[LineString]
    fold: list[LineString]
    knee: np.ndarray
    ankle: np.ndarray


_SHOE: Final = (
    (-17, -4), (-18, -18), (-17, -29), (0, -30), (24, -30), (46, -30), (50, -25), (46, -17), (34, -11), (20, -3),
    (14, 6), (0, 10), (-13, 8),
)


def leg_forms(leg: Leg, stout: float = 1.0) -> LegForms:
    """A leg bent as it is told."""
    shank = leg.hip - leg.knee
    knee = THIGH * _way(leg.hip)
    ankle = knee + SHANK * _way(shank)
    end = knee + (SHANK + 6) * _way(shank)
    way = bent(np.array([(0.0, 0.0), knee, end]), 40.0)
    cloth = tube(way, (0, 0.25, 0.5, 0.72, 1), (41 * stout, 37 * stout, 29.5 * stout, 26 * stout, 22.5 * stout))
    cloth = shapely.buffer(shapely.buffer(cloth.difference(_beyond(end, shank)), -3), 3, quad_segs=6)
    shoe = smooth_ring(np.array(_SHOE, dtype=float))
    sole = LineString([(-17, -24), (10, -24), (48, -24)])
    turn = shank - leg.toes
    placed = [affinity.translate(affinity.rotate(g, turn, (0, 0)), *ankle) for g in (shoe, sole)]
    fold: list[LineString] = []
    if leg.knee > 30:
        back = knee - 8 * _way((leg.hip + shank) / 2 + 90)
        fold = [LineString(smooth_line(np.array([back + 14 * _way(leg.hip - 160), back, back + 12 * _way(shank - 30)])))]
    else:
        press = [(6, -70), (7, -160), (5, -260)]
        fold = [affinity.rotate(LineString(smooth_line(np.array(press, dtype=float))), shank, (0, 0))]
    return LegForms(cloth, placed[0], [placed[1]], fold, knee, ankle)
