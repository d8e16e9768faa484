"""Hair and head covers in profile, in the head's frame (see `heads`): what lies on the head or over the clothes."""

from __future__ import annotations

from dataclasses import dataclass, field

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.people.heads import about_pivot, curve, ring
from scenes.cast.people.looks import Hair

#: A form, and the lines in it.
Cover = tuple[BaseGeometry, list[LineString]]


@dataclass
class HairForms:
    """What covers a head.

    Attributes
    ----------
    back
        Behind the head.
    on
        On the head, each with the lines in it, back to front.
    over
        What lies over the clothes as well.
    ear
        Whether the ear is seen.
    """

    on: list[Cover] = field(default_factory=list)
    back: list[Cover] = field(default_factory=list)
    over: list[Cover] = field(default_factory=list)
    ear: bool = True


def hair_forms(kind: Hair) -> HairForms:
    """What covers a head of this kind, about the neck's foot."""
    forms = _KINDS[kind]()
    for layer in (forms.on, forms.back, forms.over):
        layer[:] = [(about_pivot(form), [about_pivot(line) for line in lines]) for form, lines in layer]
    return forms


def _cap() -> HairForms:
    dome = ring((49, 84), (47, 97), (37, 111), (18, 120), (-8, 120), (-33, 109), (-50, 88), (-57, 62), (-55, 38),
                (-46, 30),
                (-20, 50), (10, 72))
    band = ring((50.5, 78), (52.5, 84), (50, 90.5), (30, 88), (8, 79), (-14, 62), (-34, 46), (-52, 39), (-56.5, 33),
                (-53, 25),
                (-45, 23), (-30, 30), (-12, 44), (8, 62), (26, 73), (42, 77))
    return HairForms([(dome, [curve((-30, 100), (-14, 88), (0, 80)), curve((24, 112), (24, 100), (20, 92))]),
                      (band, [])])


def _scarf() -> HairForms:
    dome = ring((48.5, 82), (48.5, 95), (38, 110), (18, 119), (-8, 119), (-33, 108), (-51, 86), (-57, 60), (-56, 34),
                (-48, 20),
                (-34, 16), (-20, 24), (-8, 38), (2, 54), (14, 69), (30, 79), (42, 82))
    folds = [curve((44, 88), (26, 94), (4, 84), (-18, 62), (-42, 32)), curve((40, 100), (18, 108), (-8, 98),
                                                                             (-30, 72), (-48, 36)),
             curve((6, 116), (-20, 104), (-40, 76))]
    tail = ring((-56, 24), (-48, 18), (-46, -6), (-50, -32), (-60, -58), (-68, -62), (-73, -56), (-71, -28), (-66, 2),
                (-62, 20))
    tail2 = ring((-60, 22), (-52, 14), (-62, -10), (-76, -30), (-85, -32), (-87, -25), (-78, -4))
    knot = ring((-62, 33), (-53, 35), (-45, 29), (-44, 19), (-50, 12), (-60, 13), (-66, 22))
    return HairForms([(dome, folds)], over=[
        (tail2, []), (tail, [curve((-56, 12), (-59, -16), (-64, -42))]), (knot, [curve((-60, 27), (-54, 25),
                                                                                       (-50, 20))]),
    ], ear=False)


def _hijab() -> HairForms:
    veil = ring((48, 84), (44, 97), (32, 112), (10, 120), (-16, 117), (-40, 102), (-54, 78), (-58, 48), (-58, 14),
                (-62, -18),
                (-68, -46), (-58, -62), (-32, -72), (0, -74), (28, -66), (42, -50), (36, -28), (36, -12), (38, -5),
                (33, -2.5),
                (28, 0), (20, 8), (14, 24), (12, 42), (14, 60), (22, 75), (34, 83))
    folds = [curve((30, 100), (8, 96), (-2, 70), (0, 34), (10, 4), (24, -14)),
             curve((8, 112), (-16, 98), (-26, 62), (-22, 20), (-6, -20), (14, -44)),
             curve((-22, 106), (-42, 74), (-44, 30), (-36, -16), (-20, -50))]
    return HairForms(over=[(veil, folds)], ear=False)


_SIDE = ((12.5, 58), (12, 47), (7.5, 46), (3, 54), (-4, 56), (-9, 50), (-12, 38))
"""Before the ear, and round it."""


def _bun() -> HairForms:
    bun = ring((-48, 66), (-52, 78), (-64, 84), (-77, 79), (-83, 66), (-78, 53), (-66, 47), (-54, 52))
    hair = ring((43.5, 93), (38, 89), (29, 81), (21, 73), (13, 67), *_SIDE, (-18, 28), (-30, 20), (-39, 22),
                (-50, 36), (-57, 60),
                (-53, 88), (-36, 109), (-8, 119), (20, 115.5), (36, 106))
    strands = [curve((34, 97), (14, 92), (-12, 82), (-46, 68)), curve((16, 78), (-6, 74), (-46, 62)),
               curve((14, 109), (-14, 104), (-46, 78)), curve((-26, 30), (-38, 42), (-50, 56))]
    return HairForms([(hair, strands)], back=[(bun, [curve((-56, 74), (-66, 75), (-74, 68)), curve((-58, 58),
                                                                                                   (-66, 56),
                                                                                                   (-74, 60))])])


def _short() -> HairForms:
    hair = ring((45, 93), (39, 90), (31, 83), (24, 75), (15, 70), *_SIDE, (-18, 28), (-32, 20), (-40, 24), (-50, 38),
                (-57, 62),
                (-53, 90), (-36, 111), (-8, 120), (20, 116.5), (37, 107), (45, 97.5))
    return HairForms([(hair, [curve((38, 99), (20, 104), (2, 100)), curve((10, 88), (-10, 92), (-30, 84)),
                              curve((-24, 62), (-36, 58), (-44, 46))])])


def _thin() -> HairForms:
    hair = ring((12, 104), (9, 92), (13, 80), (14, 68), *_SIDE, (-18, 28), (-32, 20), (-40, 24), (-50, 38), (-57, 62),
                (-53, 89),
                (-36, 108), (-14, 115.5), (4, 114))
    return HairForms([(hair, [curve((-2, 96), (-18, 94), (-34, 84)), curve((-22, 62), (-34, 58), (-44, 46))])])


def _afro() -> HairForms:
    middles = [(34, 112), (16, 126), (-10, 130), (-36, 124), (-56, 108), (-66, 84), (-64, 60), (-50, 42), (-30, 36)]
    lobes = shapely.union_all([shapely.Point(p).buffer(19) for p in middles])
    core = ring((44, 95), (38, 90), (29, 83), (22, 75), (13, 69), *_SIDE, (-18, 28), (-36, 26), (-56, 44), (-66, 80),
                (-50, 112),
                (-10, 134), (30, 120), (45, 106))
    crown = shapely.union(lobes, core).buffer(4).buffer(-4)
    face = ring((60, 94), (44, 94), (38, 90), (29, 83), (22, 75), (13, 69), *_SIDE, (-18, 28), (-30, 10), (40, 0),
                (70, 40))
    return HairForms([(crown.difference(face), [curve((10, 116), (-6, 120), (-22, 116)), curve((-44, 96), (-50, 82),
                                                                                               (-48, 68)),
                                                curve((14, 94), (0, 98), (-12, 94)), curve((-24, 72), (-30, 60),
                                                                                           (-28, 48))])])


def _long() -> HairForms:
    fall = ring((43.5, 93), (38, 89), (29, 81), (21, 72), (14, 62), (10, 46), (7, 28), (4, 10), (2, -12), (-6, -30),
                (-20, -40),
                (-38, -50), (-56, -54), (-66, -46), (-61, -22), (-54, 6), (-57, 36), (-58, 60), (-54, 88), (-36, 110),
                (-8, 119), (20, 115.5), (36, 106))
    strands = [curve((34, 97), (12, 88), (-4, 60), (-8, 20), (-16, -24)), curve((10, 108), (-18, 92), (-30, 56),
                                                                                (-28, 6), (-40, -38)),
               curve((-22, 106), (-42, 80), (-46, 40), (-44, 4), (-54, -38))]
    return HairForms(over=[(fall, strands)], ear=False)


def _child() -> HairForms:
    hair = ring((47, 90), (42, 80), (37, 86), (31, 77), (25, 79), (18, 69), *_SIDE, (-20, 26), (-34, 20), (-46, 28),
                (-56, 46),
                (-60, 70), (-54, 96), (-36, 114), (-10, 122), (20, 118), (38, 108), (47.5, 97))
    return HairForms([(hair, [curve((32, 98), (14, 104), (-4, 100)), curve((4, 84), (-14, 88), (-32, 80))])])


_KINDS = {
    "cap": _cap, "scarf": _scarf, "hijab": _hijab, "bun": _bun, "short": _short, "thin": _thin, "afro": _afro,
    "long": _long, "child": _child,
}
