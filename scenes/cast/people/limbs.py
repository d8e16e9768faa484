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
from scenes.cast.people.hands import PHONE, hand_outlines
from scenes.cast.people.stance import FOREARM, SHANK, THIGH, UPPER_ARM, Arm, Leg

_WRIST: Final = 10.0
#: A limb is the hull of so many discs, each drawn with so many corners.
_BEADS: Final = 24
_CIRCLE: Final = np.array([(np.cos(a), np.sin(a)) for a in np.linspace(0, 2 * np.pi, 32, endpoint=False)])
#: Outlines may leave the exact ones by so much, units.
_SLACK: Final = 0.08


@dataclass(frozen=True)
class ArmForms:
    """An arm's outlines about its shoulder; the hand's middle and the wrist, (2,) each.

    Attributes
    ----------
    skin
        Forearm and hand: one outline.
    thumb, base
        Over it, and where it grows out of the hand.
    fingers
        Lines between them.
    sleeve
        Over all of it.
    crease
        Lines in the sleeve.
    """

    skin: BaseGeometry
    thumb: BaseGeometry
    base: BaseGeometry
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
    s = np.linspace(0, 1, _BEADS)
    at = shapely.get_coordinates(shapely.line_interpolate_point(LineString(way), s, normalized=True))
    beads = at[:, None] + np.interp(s, shares, radii)[:, None, None] * _CIRCLE
    pairs = shapely.convex_hull(shapely.multipoints(np.concatenate([beads[:-1], beads[1:]], axis=1)))
    return soft(shapely.union_all(pairs), 3.0)


def soft(form: BaseGeometry, radius: float) -> BaseGeometry:
    """A form with its inward corners rounded."""
    whole = shapely.buffer(shapely.buffer(form, radius, quad_segs=4), -radius, quad_segs=4)
    return shapely.simplify(whole, _SLACK)


def arm_forms(arm: Arm, long_sleeve: bool, stout: float = 1.0) -> ArmForms:
    """An arm bent as it is told."""
    along = arm.shoulder + arm.elbow
    elbow = UPPER_ARM * _way(arm.shoulder)
    wrist = elbow + FOREARM * _way(along)
    turned = along + arm.wrist
    palm, thumb, *lines = (_placed(points, wrist, turned) for points in hand_outlines(arm.hand))
    forearm = tube(np.array([elbow + 10 * _way(along), wrist]), (0, 0.3, 1), (18 * stout, 17 * stout, _WRIST))
    skin = soft(shapely.union(forearm, Polygon(palm).buffer(0.01)), 9.0)
    skin = shapely.buffer(shapely.buffer(skin, -2.0, quad_segs=6), 2.0, quad_segs=6)
    reach = elbow + (0.80 if long_sleeve else 0.20) * FOREARM * _way(along)
    way = bent(np.array([(0.0, 0.0), elbow, reach]), 18.0)
    cuff = 17.5 if long_sleeve else 23.5
    sleeve = tube(way, (0, 0.45, 0.62, 1), (29 * stout, 25.5 * stout, 24 * stout, cuff * stout))
    blunt = reach + _way(along) * 4
    sleeve = sleeve.difference(_beyond(blunt, along).intersection(shapely.Point(blunt).buffer(1.6 * cuff)))
    upper = tube(np.array([(0.0, 0.0), elbow - 12 * _way(arm.shoulder)]), (0, 1), (29 * stout, 24 * stout))
    sleeve = soft(shapely.union(shapely.buffer(shapely.buffer(sleeve, -4), 4, quad_segs=6), upper), 2.0)
    side = _side(arm)
    across = np.array([-side[1], side[0]])
    corner = elbow + side * 23 * stout / np.cos(np.radians(arm.elbow) / 2)
    fold = np.array([corner, corner - 16 * side + 2 * across, corner - 32 * side + 8 * across])
    crease = [LineString(smooth_line(fold))] if arm.elbow > 30 else []
    hand = wrist + 30 * _way(turned)
    base = shapely.Point(thumb[0]).buffer(9.0)
    return ArmForms(
        skin, Polygon(thumb), base, [LineString(p) for p in lines], sleeve, crease, elbow, wrist, hand,
        Polygon(_placed(PHONE, wrist, turned)).buffer(4, quad_segs=6),
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
    sole: LineString
    fold: LineString
    knee: np.ndarray
    ankle: np.ndarray


def lap(leg: Leg, reach: float, stout: float = 1.0) -> BaseGeometry:
    """What a coat or a dress lays over the thigh of somebody who sits; a ``reach`` over 1 hangs from the knee."""
    knee = THIGH * _way(leg.hip)
    shank = leg.hip - leg.knee
    points = [np.zeros(2), knee * min(reach, 1.0)]
    if reach > 1:
        points.append(knee + (reach - 1) * SHANK * _way(shank))
    end = shank if reach > 1 else leg.hip
    cloth = tube(bent(np.array(points), 40.0), (0, 0.4, 1), (43 * stout, 40 * stout, 37 * stout))
    cloth = cloth.difference(_beyond(points[-1], end))
    return shapely.buffer(shapely.buffer(cloth, -5), 5, quad_segs=6)


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
    fold = np.array([(6, -70), (7, -160), (5, -260)], dtype=float)  # pressed into it
    if leg.knee > 30:
        back = knee - 8 * _way((leg.hip + shank) / 2 + 90)
        fold = np.array([back + 14 * _way(leg.hip - 160), back, back + 12 * _way(shank - 30)])
    crease = LineString(smooth_line(fold))
    if leg.knee <= 30:
        crease = affinity.rotate(crease, shank, (0, 0))
    return LegForms(cloth, placed[0], placed[1], crease, knee, ankle)
