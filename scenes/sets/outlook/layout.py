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
    plates, plate
        Middles of the plates with their names, and the size of these.
    plants, signs, sign
        Where the seedlings leave the soil, middles of their signs, and radius of these.
    mound, leaf
        Widths of a seedling's heap of soil, length of its leaf.
    bare
        Heaps of which nothing comes, and their widths.
    tag
        How far below its seedling's foot a tag's middle stands.
    words, left
        Baselines of a name and of what is said below it, and how far to the left these may reach.
    under_tree, over_others
        Middles of the last baselines of the tree's own words, and of those on the other trees.
    asked
        Middles of the baselines of the two questions at the end.
    room
        Px before words wrap.
    """

    hills: tuple[tuple[Place, ...], ...]
    bed: tuple[Place, ...]
    tree: Place
    unit: float
    medal: float
    others: tuple[Place, ...]
    other: float
    plates: tuple[Place, ...]
    plate: float
    plants: tuple[Place, ...]
    signs: tuple[Place, ...]
    sign: float
    mound: float
    leaf: float
    bare: tuple[tuple[Place, float], ...]
    tag: float
    words: tuple[float, float]
    left: float
    under_tree: Place
    over_others: Place
    asked: tuple[Place, Place]
    room: float

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
        bed=((2000, 700), (1500, 706), (1080, 702), (820, 712), (660, 780), (560, 880), (380, 970), (120, 1140)),
        tree=(366, 800), unit=49, medal=128,
        others=((786, 606), (1100, 604), (1388, 612), (1674, 610)), other=37,
        plates=((786, 646), (1096, 646), (1380, 646), (1666, 646)), plate=40,
        plants=((852, 728), (1146, 734), (1438, 728), (1716, 734)),
        signs=((858, 492), (1132, 412), (1444, 470), (1706, 396)), sign=92, mound=220, leaf=104,
        bare=(((1000, 742), 96), ((1296, 724), 112)),
        tag=24, words=(830, 874), left=650, under_tree=(330, 862), over_others=(1245, 222),
        asked=((340, 860), (1260, 860)), room=900,
    )


def _upright() -> Composition:
    return Composition(
        hills=(
            ((-60, 640), (300, 600), (700, 616), (1140, 590)),
            ((-60, 960), (320, 930), (700, 920), (1140, 940)),
            ((-60, 1080), (340, 1050), (1140, 1062)),
        ),
        bed=((1180, 1216), (800, 1206), (420, 1220), (120, 1208), (-60, 1230), (-80, 1980)),
        tree=(300, 1034), unit=50, medal=132,
        others=((676, 680), (924, 730), (676, 1052), (916, 1100)), other=30,
        plates=((760, 716), (858, 790), (700, 1092), (852, 1166)), plate=46,
        plants=((160, 1268), (410, 1274), (668, 1268), (916, 1274)),
        signs=((164, 1064), (404, 1112), (674, 1078), (910, 1010)), sign=106, mound=224, leaf=112,
        bare=(((790, 1248), 92), ((544, 1244), 96)),
        tag=30, words=(1412, 1474), left=0, under_tree=(300, 1120), over_others=(720, 374),
        asked=((540, 1412), (540, 1484)), room=930,
    )


def _square() -> Composition:
    return Composition(
        hills=(
            ((-60, 366), (300, 344), (700, 352), (1140, 340)),
            ((-60, 520), (320, 500), (700, 494), (1140, 504)),
            ((-60, 580), (340, 566), (1140, 572)),
        ),
        bed=((1140, 618), (800, 616), (420, 624), (120, 618), (-60, 626), (-80, 1140)),
        tree=(258, 560), unit=30.5, medal=84,
        others=((586, 384), (884, 388), (586, 578), (884, 582)), other=20.5,
        plates=((586, 372), (884, 372), (586, 566), (884, 566)), plate=38,
        plants=((148, 640), (402, 644), (656, 640), (908, 644)),
        signs=((148, 488), (400, 522), (658, 496), (904, 448)), sign=76, mound=176, leaf=80,
        bare=(((752, 630), 74), ((530, 628), 78)),
        tag=22, words=(752, 802), left=0, under_tree=(258, 606), over_others=(740, 186),
        asked=((540, 752), (540, 808)), room=930,
    )
