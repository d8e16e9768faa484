"""Signs of what is asked about children before a treatment, in the manner of the other pictograms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from scenes.cast.patient.liver import smooth_line, smooth_ring
from scenes.cast.patient.pictograms import LINE, ColoredForm, Pictogram
from scenes.stage.style import (
    BODY_GROUND,
    CLOTH_GREEN,
    CLOTH_WATER,
    DNA_B,
    HAIR_BROWN,
    INK,
    PAPER_CARD,
    REMISSION,
    SKIN_BROWN,
    SKIN_TAN,
    STONE,
    lighter,
)


def _ring(*spots: tuple[float, float]) -> BaseGeometry:
    return smooth_ring(np.array(spots, dtype=float)).buffer(0)


def _pregnancy() -> list[ColoredForm]:
    """A woman from the side, her hand on a round belly."""
    dress = _ring((-12, 18), (0, 20), (8, 10), (12, 0), (25, -8), (29, -22), (21, -36), (14, -78), (-22, -78),
                  (-20, -30), (-16, -8), (-17, 8))
    hair = _ring((-20, 34), (-14, 46), (0, 49), (8, 44), (2, 40), (-4, 32), (-6, 20), (-18, 16))
    face = _ring((-7, 40), (4, 43), (10, 36), (12, 29), (8, 21), (0, 18), (-8, 22))
    arm = LineString(smooth_line(np.array([(-6, 10), (-9, -6), (0, -16), (15, -17)], dtype=float))).buffer(4.2)
    return [
        (face, SKIN_TAN, 3.6), (hair, HAIR_BROWN, 3.6), (dress, CLOTH_WATER, LINE),
        (arm, lighter(CLOTH_WATER, 0.2), 3),
    ]


def _contraception() -> list[ColoredForm]:
    """A pack of pills; one is missing."""
    def turned(form: BaseGeometry) -> BaseGeometry:
        return affinity.rotate(form, -14, origin=(0, 0))

    card = box(-34, -20, 34, 20).buffer(5, quad_segs=5)
    spots = [(-27 + 13.5 * i, y) for y in (9.5, -9.5) for i in range(5)]
    pills = [Point(spot).buffer(4.9) for spot in spots]
    return [
        (turned(card), lighter(DNA_B, 0.25), LINE), (turned(shapely.union_all(pills[:-1]).buffer(1.6)), INK, 0),
        (turned(shapely.union_all(pills[:-1])), PAPER_CARD, 0), (turned(pills[-1].buffer(1.0)), REMISSION, 0),
    ]


def _breast() -> list[ColoredForm]:
    """A child in somebody's arm."""
    trunk = _ring((-30, -78), (-34, -20), (-26, 6), (-10, 14), (10, 14), (26, 6), (34, -20), (30, -78))
    head = _ring((-10, 44), (0, 48), (10, 44), (13, 33), (8, 20), (0, 15), (-8, 20), (-13, 33))
    hair = _ring((-14, 26), (-17, 40), (-8, 50), (4, 51), (14, 44), (16, 30), (11, 38), (-2, 43), (-10, 38))
    child = _ring((-20, -14), (-6, -8), (16, -14), (30, -26), (24, -36), (-4, -36), (-20, -30))
    face = Point(-14, -10).buffer(11)
    arm = LineString(smooth_line(np.array([(30, -14), (22, -38), (-2, -43), (-24, -36)], dtype=float))).buffer(5.4)
    return [
        (trunk, CLOTH_GREEN, LINE), (head, SKIN_BROWN, 3.6), (hair, INK, 0), (child, PAPER_CARD, 3.6),
        (face, lighter(SKIN_BROWN, 0.12), 3.6), (arm, lighter(CLOTH_GREEN, 0.14), 3.6),
    ]


def _fertility() -> list[ColoredForm]:
    """A grown-up, and a child that is not there yet."""
    def person(x: float, high: float) -> BaseGeometry:
        head = Point(x, -38 + 0.83 * high).buffer(0.17 * high)
        body = box(x - 0.17 * high, -38, x + 0.17 * high, -38 + 0.5 * high).buffer(0.09 * high, quad_segs=6)
        return shapely.union(head, body.intersection(box(-60, -39, 60, 60)))

    tall, small = person(-15, 78), person(22, 52)
    edge = [LineString(part.exterior.coords) for part in shapely.get_parts(small)]
    broken = [
        substring(way, i / n, (i + 0.56) / n, normalized=True).buffer(1.9)
        for way in edge for n in (max(round(way.length / 8.5), 3),) for i in range(n)
    ]
    return [
        (tall, CLOTH_WATER, LINE), (small.buffer(-1), lighter(CLOTH_WATER, 0.72), 0),
        (shapely.union_all(broken), INK, 0),
    ]


def _smaller(forms: list[ColoredForm], up: float) -> list[ColoredForm]:
    """All forms a little smaller, so that nothing touches the ring, and moved by ``up``."""
    return [
        (affinity.translate(affinity.scale(form, 0.86, 0.86, origin=(0, -20)), 0, up), color, line)
        for form, color, line in forms
    ]


class FamilySign(Pictogram):
    """One of these signs."""

    drawn: ClassVar[Mapping[str, tuple[str, Callable[[], list[ColoredForm]]]]] = {
        "pregnancy": (STONE, lambda: _smaller(_pregnancy(), -2)),
        "contraception": (PAPER_CARD, lambda: _smaller(_contraception(), 0)),
        "breast": (BODY_GROUND, lambda: _smaller(_breast(), -4)),
        "fertility": (PAPER_CARD, lambda: _smaller(_fertility(), 0)),
    }


FAMILY_SIGNS: Final = tuple(FamilySign.drawn)
