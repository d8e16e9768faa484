"""Where things stand in ``outlook``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.stage.layout import Place, Zones


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px, y down.

    Attributes
    ----------
    hills
        Edges of two hills and of the meadow, the furthest first.
    bed
        Edge of the bed, ending outside the picture.
    tree, unit
        Foot of the grown tree, and px of its unit.
    medal
        Radius of the sign in its crown.
    others, other
        Feet of the other treatments' trees, and px of their unit.
    plates
        Middles of the plates with their names.
    plants, signs, sign
        Where the seedlings leave the soil, middles of their signs, and radius of these.
    mound, leaf
        Widths of a seedling's heap of soil, length of its leaf.
    bare
        Heaps of which nothing comes, and their widths.
    tag
        How far below its seedling's foot a tag's middle stands.
    words
        Baselines of a name and of what is said below it.
    under_tree
        Middle of the baseline of the tree's own words.
    """

    hills: tuple[tuple[Place, ...], ...]
    bed: tuple[Place, ...]
    tree: Place
    unit: float
    medal: float
    others: tuple[Place, ...]
    other: float
    plates: tuple[Place, ...]
    plants: tuple[Place, ...]
    signs: tuple[Place, ...]
    sign: float
    mound: float
    leaf: float
    bare: tuple[tuple[Place, float], ...]
    tag: float
    words: tuple[float, float]
    under_tree: Place

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(_wide(), _upright(), _square())


def _wide() -> Composition:
    return Composition(
        hills=(
            ((-60, 540), (320, 510), (760, 528), (1240, 508), (1980, 536)),
            ((-60, 640), (420, 612), (960, 616), (1480, 600), (1980, 622)),
            ((-60, 700), (380, 676), (900, 690), (1980, 664)),
        ),
        bed=((2000, 700), (1500, 706), (1080, 702), (760, 722), (590, 800), (520, 960), (500, 1140)),
        tree=(392, 802), unit=49, medal=128,
        others=((800, 606), (1090, 612), (1400, 604), (1690, 612)), other=37,
        plates=((800, 654), (1090, 654), (1400, 654), (1690, 654)),
        plants=((846, 722), (1146, 728), (1438, 722), (1716, 728)),
        signs=((852, 492), (1132, 412), (1444, 470), (1706, 396)), sign=90, mound=220, leaf=104,
        bare=(((1000, 716), 120), ((1296, 714), 116)),
        tag=34, words=(826, 876), under_tree=(392, 862),
    )


def _upright() -> Composition:
    return Composition(
        hills=(
            ((-60, 800), (300, 760), (700, 776), (1140, 744)),
            ((-60, 940), (320, 916), (700, 900), (1140, 920)),
            ((-60, 1060), (340, 1030), (1140, 1046)),
        ),
        bed=((1180, 1236), (800, 1226), (420, 1240), (120, 1228), (-60, 1250), (-80, 1980)),
        tree=(318, 1010), unit=50, medal=132,
        others=((640, 690), (920, 742), (660, 1000), (930, 1010)), other=36,
        plates=((650, 738), (838, 800), (660, 1052), (838, 1110)),
        plants=((160, 1290), (410, 1296), (668, 1290), (916, 1296)),
        signs=((160, 1082), (404, 1130), (674, 1096), (910, 1030)), sign=104, mound=224, leaf=112,
        bare=(((286, 1270), 100), ((544, 1268), 96)),
        tag=40, words=(1430, 1492), under_tree=(318, 1090),
    )


def _square() -> Composition:
    return Composition(
        hills=(
            ((-60, 470), (300, 440), (700, 452), (1140, 430)),
            ((-60, 560), (320, 536), (700, 530), (1140, 540)),
            ((-60, 606), (340, 590), (1140, 596)),
        ),
        bed=((1140, 640), (800, 636), (420, 642), (120, 640), (-60, 650), (-80, 1140)),
        tree=(232, 606), unit=34, medal=90,
        others=((560, 396), (860, 420), (580, 560), (880, 570)), other=24,
        plates=((560, 430), (860, 456), (560, 590), (880, 604)),
        plants=((170, 672), (420, 676), (668, 672), (916, 676)),
        signs=((170, 520), (414, 560), (674, 530), (910, 480)), sign=76, mound=190, leaf=84,
        bare=(((296, 660), 84), ((546, 658), 80)),
        tag=30, words=(780, 830), under_tree=(232, 650),
    )
