"""Where things stand in ``treatment``, in each shape; px from the stage's upper left corner, y down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from scenes.cast.charts.count_card import CardForm, Column
from scenes.cast.clinic.calendar import PageForm
from scenes.stage.layout import Box, Place, Zones

Scaled = tuple[float, float, float]
"""A place, and px of a hundred units there: of a head."""


@dataclass(frozen=True)
class WardForm:
    """The room of the drip, first from afar, then nearer.

    Attributes
    ----------
    ledge
        Far edge of the wood in front.
    man, near
        The seat under the man from afar, and from nearer.
    nurse, second
        Floor under the nurse who takes blood, and under the one at the pump, if there is room for her.
    second_reach
        How far before and above her shoulder her hand is, units.
    drip_ledge
        Far edge of the wood, from nearer.
    window, light, plant
        Lower left corners of window and light, foot of the plant.
    pane
        Size of the window, units.
    cup, bottle, syringe, medicine
        Feet of the medicines, and px of a hundred of their units.
    test
        Baseline of what the tube is for, where no leader has room.
    words
        Baseline of what the medicines are for, and how wide it may be.
    pole, pump, clock
        Top of the pole, middles of pump and clock.
    line
        From the pump toward the dressing.
    hours, hour_room, swatch
        Baselines of what the clock's hours mean, their width, and the side of the color beside them.
    """

    ledge: float
    drip_ledge: float
    man: Scaled
    near: Scaled
    nurse: Scaled
    second: Scaled | None
    second_reach: tuple[float, float]
    window: Scaled
    pane: tuple[float, float]
    light: Scaled
    plant: Scaled
    cup: Place
    bottle: Place
    syringe: Place
    medicine: float
    test: Place | None
    words: tuple[float, float, float]
    pole: Scaled
    pump: Scaled
    clock: Scaled
    line: tuple[Place, ...]
    hours: tuple[Place, Place]
    hour_room: float
    swatch: float


@dataclass(frozen=True)
class WallForm:
    """The wall with the calendar.

    Attributes
    ----------
    ledge
        Far edge of the wood in front.
    rails
        Left end and length of each rail.
    page, pages
        Form and upper left corners of the two rounds.
    planned, plans, plan_wide
        Form and upper left corners of the rounds that may follow, and the width of each.
    hook
        From a page up to its rail.
    before, without
        Braces: left, right, y.
    words
        Baselines of what they mean.
    man, reach
        Floor under the man, if there is room for him, and how far before and above his shoulder his hand is, units.
    """

    ledge: float
    rails: tuple[tuple[float, float, float], ...]
    page: PageForm
    pages: tuple[Place, Place]
    planned: PageForm
    plans: tuple[Place, ...]
    plan_wide: float
    hook: float
    before: tuple[float, float, float]
    without: tuple[float, float, float]
    words: tuple[Place, Place]
    man: Scaled | None
    reach: tuple[float, float]

    def lower(self, px: float) -> WallForm:
        """The same calendar, hung so much lower."""

        def down(place: Place) -> Place:
            return place[0], place[1] + px

        return replace(
            self, rails=tuple((x, y + px, long) for x, y, long in self.rails),
            pages=(down(self.pages[0]), down(self.pages[1])), plans=tuple(map(down, self.plans)),
            before=(*self.before[:2], self.before[2] + px), without=(*self.without[:2], self.without[2] + px),
            words=((self.words[0][0], self.words[0][1] + 0.75 * px), down(self.words[1])),  # clear of the wood
        )


@dataclass(frozen=True)
class HomeForm:
    """The sofa at home, and how people felt.

    Attributes
    ----------
    man
        The seat under him.
    mug, hooks, light
        Foot of the mug, middle of the board with hooks, lower left corner of the light.
    head
        Baseline of the heading over the people.
    people
        The people who are counted.
    words
        Baseline of what the keys mean, and how wide it may be.
    """

    man: Scaled
    mug: Scaled
    hooks: Scaled
    light: Scaled
    head: Place
    people: CardForm
    words: tuple[float, float, float]


@dataclass(frozen=True)
class KitchenForm:
    """The kitchen.

    Attributes
    ----------
    fridge, seam
        The refrigerator, and where its doors meet.
    note, row, sign, text
        The note on it, the height of a row, radius of a sign and type size.
    drawing
        Middle of a child's picture; none if there is no room.
    woman, window, pane
        Floor under her; lower left corner of the window and its size, units.
    """

    fridge: Box
    seam: float
    note: Box
    row: float
    sign: float
    text: float
    drawing: Scaled | None
    woman: Scaled
    window: Scaled
    pane: tuple[float, float]


@dataclass(frozen=True)
class TalkForm:
    """The talk at a table.

    Attributes
    ----------
    table, deep
        Its far edge, and how deep it is.
    woman, partner, doctor
        The seats under them.
    window, pane
        Lower left corner of the window and its size, units.
    sheet, spots
        The list on the table, and middles of its signs.
    sign, text, head
        Radius of a sign, type sizes of the names and of the heading.
    beside
        Whether a name stands beside its sign, or below it.
    """

    table: float
    deep: float
    woman: Scaled
    partner: Scaled
    doctor: Scaled
    window: Scaled
    pane: tuple[float, float]
    sheet: Box
    spots: tuple[Place, ...]
    sign: float
    text: float
    head: float
    beside: bool

    @property
    def in_two_lines(self) -> bool:
        """Whether a name beside its sign has room for two lines."""
        return self.beside and self.spots[2][1] - self.spots[0][1] > 3 * self.text

    def in_rows(self) -> TalkForm:
        """The same sheet with two signs in a row, each with its name beside it: for names that are long."""
        left, middle, sign = self.sheet.left + 92, self.sheet.center[0] + 82, 36.0
        spots = tuple((x, self.sheet.top + share * self.sheet.height) for share in (0.42, 0.77) for x in (left, middle))
        return replace(self, spots=spots, sign=sign, beside=True)

    def sharing(self, wide: Sequence[float]) -> TalkForm:
        """The same rows, the second column further right as the longest words (px) need it, if it can be spared."""
        (first, _), (second, _), *_ = self.spots
        lacks = max(wide[::2]) + 2 * self.sign + 44 - (second - first)
        spare = self.sheet.right - second - self.sign - 44 - max(wide[1::2])
        by = max(0.0, min(lacks, spare))
        return replace(self, spots=tuple((x + by * (x == second), y) for x, y in self.spots))


@dataclass(frozen=True)
class Composition:
    """All rooms in one shape."""

    ward: WardForm
    wall: WallForm
    home: HomeForm
    kitchen: KitchenForm
    talk: TalkForm

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(_LANDSCAPE, _PORTRAIT, _SQUARE)


_LANDSCAPE: Final = Composition(
    WardForm(
        ledge=836, drip_ledge=836, man=(600, 780, 134), near=(420, 884, 172), nurse=(1300, 1252, 142),
        second=(1216, 1290, 128), second_reach=(106, -22), window=(94, 690, 142), pane=(240, 270),
        light=(760, 840, 142), plant=(168, 872, 142), cup=(1478, 868), bottle=(1600, 868), syringe=(1748, 868),
        medicine=175, test=None, words=(1424, 600, 420), pole=(968, 190, 185), pump=(978, 604, 230),
        clock=(1556, 372, 200),
        line=((962, 680), (954, 724), (900, 744), (800, 716), (690, 640), (610, 620)),
        hours=((1440, 664), (1440, 744)), hour_room=384, swatch=46,
    ),
    WallForm(
        ledge=836, rails=((60, 212, 1570),), page=PageForm(488, 84, 76, 50, 44), pages=((78, 254), (594, 254)),
        planned=PageForm(488, 84, 76, 50, 44), plans=tuple((1112 + 112 * i, 254) for i in range(4)), plan_wide=112,
        hook=42, before=(80, 1080, 708), without=(80, 1558, 800), words=((96, 768), (1112, 768)),
        man=(1706, 1300, 142), reach=(128, -40),
    ),
    HomeForm(
        man=(420, 740, 122), mug=(1010, 868, 150), hooks=(590, 316, 130), light=(520, 840, 126), head=(968, 262),
        people=CardForm(27.0, tuple(
            Column((968 + 296 * i, 700), (968 + 296 * i, 384), (968 + 296 * i, 770)) for i in range(3)
        ), number=92, of=46, caption=50, align=0.0), words=(420, 252, 520),
    ),
    KitchenForm(
        fridge=Box(60, 186, 770, 1100), seam=900, note=Box(118, 226, 690, 812), row=82, sign=33, text=48, drawing=None,
        woman=(1110, 1306, 150), window=(1400, 640, 150), pane=(250, 240),
    ),
    TalkForm(
        table=604, deep=312, woman=(470, 780, 138), partner=(226, 766, 138), doctor=(1520, 770, 138),
        window=(830, 530, 130), pane=(200, 220), sheet=Box(350, 618, 1570, 862),
        spots=tuple((512 + 299 * i, 738) for i in range(4)), sign=46, text=46, head=48, beside=False,
    ),
)
_PORTRAIT: Final = Composition(
    WardForm(
        ledge=1176, drip_ledge=1486, man=(300, 1140, 168), near=(300, 1436, 198), nurse=(842, 1662, 168),
        second=(946, 1890, 150), second_reach=(92, -92), window=(-130, 890, 168), pane=(240, 250),
        light=(420, 1180, 168), plant=(1002, 1276, 150), cup=(190, 1462), bottle=(450, 1462), syringe=(786, 1462),
        medicine=204, test=None, words=(54, 1262, 972), pole=(726, 786, 196), pump=(742, 1206, 220),
        clock=(846, 482, 164),
        line=((726, 1280), (716, 1330), (640, 1320), (560, 1250), (490, 1220)),
        hours=((136, 436), (136, 528)), hour_room=470, swatch=56,
    ),
    WallForm(
        ledge=1486, rails=((24, 316, 1032), (24, 984, 680)), page=PageForm(470, 96, 86, 58, 52),
        pages=((54, 360), (556, 360)), planned=PageForm(150, 74, 64, 56, 52),
        plans=tuple((54 + 152 * i, 1026) for i in range(4)), plan_wide=150, hook=42, before=(54, 1026, 860),
        without=(54, 660, 1396), words=((54, 930), (54, 1464)), man=(886, 2050, 152), reach=(110, -30),
    ),
    HomeForm(
        man=(410, 1362, 130), mug=(980, 1512, 170), hooks=(850, 990, 150), light=(430, 1490, 150), head=(54, 352),
        people=CardForm(30.0, tuple(
            Column((54 + 338 * i, 796), (54 + 338 * i, 466), (54 + 338 * i, 864)) for i in range(3)
        ), number=104, of=52, caption=58, align=0.0), words=(390, 968, 330),
    ),
    KitchenForm(
        fridge=Box(-40, 340, 752, 1800), seam=1430, note=Box(30, 404, 704, 1272), row=118, sign=48, text=58,
        drawing=(360, 1352, 130), woman=(930, 2000, 172), window=(800, 640, 120), pane=(196, 226),
    ),
    TalkForm(
        table=1010, deep=608, woman=(392, 1214, 184), partner=(154, 1196, 184), doctor=(922, 1204, 184),
        window=(562, 850, 150), pane=(124, 286), sheet=Box(54, 1044, 1026, 1486),
        spots=((142, 1238), (644, 1238), (142, 1398), (644, 1398)), sign=60, text=50, head=66, beside=True,
    ),
)
_SQUARE: Final = Composition(
    WardForm(
        ledge=806, drip_ledge=806, man=(166, 700, 116), near=(204, 790, 142), nurse=(592, 1052, 116), second=None,
        second_reach=(0, 0), window=(-176, 610, 116), pane=(220, 240), light=(300, 810, 116), plant=(716, 838, 66),
        cup=(790, 838), bottle=(868, 838), syringe=(976, 838), medicine=116, test=(176, 396), words=(716, 500, 310),
        pole=(610, 190, 142), pump=(618, 480, 160), clock=(892, 336, 128),
        line=((606, 536), (602, 580), (520, 600), (430, 570), (330, 580)),
        hours=((696, 600), (696, 680)), hour_room=330, swatch=42,
    ),
    WallForm(
        ledge=806, rails=((30, 252, 1020),), page=PageForm(352, 70, 66, 44, 38), pages=((54, 288), (426, 288)),
        planned=PageForm(58, 70, 66, 44, 38), plans=tuple((798 + 58 * i, 288) for i in range(4)), plan_wide=56,
        hook=34, before=(54, 776, 678), without=(54, 1028, 222), words=((54, 742), (568, 202)),
        man=None, reach=(0, 0),
    ),
    HomeForm(
        man=(206, 716, 90), mug=(566, 838, 100), hooks=(446, 286, 96), light=(300, 810, 90), head=(600, 216),
        people=CardForm(16.0, tuple(
            Column((600, 414 + 186 * i), (784, 336 + 186 * i), (784, 396 + 186 * i)) for i in range(3)
        ), number=84, of=44, caption=46, align=0.0), words=(54, 248, 290),
    ),
    KitchenForm(
        fridge=Box(-40, 172, 616, 1100), seam=900, note=Box(22, 204, 584, 792), row=82, sign=33, text=48, drawing=None,
        woman=(786, 1090, 122), window=(870, 520, 100), pane=(170, 220),
    ),
    TalkForm(
        table=520, deep=390, woman=(300, 660, 110), partner=(120, 650, 110), doctor=(930, 654, 110),
        window=(500, 470, 100), pane=(140, 180), sheet=Box(54, 546, 1026, 806),
        spots=((128, 672), (596, 672), (128, 760), (596, 760)), sign=40, text=48, head=50, beside=True,
    ),
)
