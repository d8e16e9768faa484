"""Where things stand in ``treatment``, in each shape; px from the stage's upper left corner, y down."""

from __future__ import annotations

from dataclasses import dataclass
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
        Floor under the nurse who takes blood, and under the one at the pump.
    window, light, plant
        Lower left corners of window and light, foot of the plant.
    pane
        Size of the window, units.
    cup, bottle, syringe, medicine
        Feet of the medicines, and px of a hundred of their units.
    words
        Baseline of what they are for, and how wide it may be.
    pole, pump, clock
        Top of the pole, middles of pump and clock.
    line
        From the pump toward the dressing.
    hours, hour_room, swatch
        Baselines of what the clock's hours mean, their width, and the side of the color beside them.
    """

    ledge: float
    man: Scaled
    near: Scaled
    nurse: Scaled
    second: Scaled
    window: Scaled
    pane: tuple[float, float]
    light: Scaled
    plant: Scaled
    cup: Place
    bottle: Place
    syringe: Place
    medicine: float
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
        Floor under the man, and how far before and above his shoulder his hand is, units.
    """

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
    man: Scaled
    reach: tuple[float, float]


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
    """

    man: Scaled
    mug: Scaled
    hooks: Scaled
    light: Scaled
    head: Place
    people: CardForm


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
        ledge=836, man=(600, 780, 134), near=(420, 884, 172), nurse=(1300, 1252, 142), second=(1216, 1290, 128),
        window=(94, 690, 142), pane=(240, 270), light=(760, 840, 142), plant=(168, 872, 142),
        cup=(1478, 868), bottle=(1600, 868), syringe=(1748, 868), medicine=175, words=(1424, 600, 420),
        pole=(968, 190, 185), pump=(978, 604, 230), clock=(1556, 372, 200),
        line=((962, 680), (954, 724), (900, 744), (800, 716), (690, 640), (610, 620)),
        hours=((1440, 664), (1440, 744)), hour_room=384, swatch=46,
    ),
    WallForm(
        rails=((60, 212, 1570),), page=PageForm(488, 84, 76, 50, 44), pages=((78, 254), (594, 254)),
        planned=PageForm(488, 84, 76, 50, 44), plans=tuple((1112 + 112 * i, 254) for i in range(4)), plan_wide=112,
        hook=42, before=(80, 1080, 708), without=(80, 1558, 800), words=((80, 768), (1112, 768)),
        man=(1706, 1300, 142), reach=(128, -40),
    ),
    HomeForm(
        man=(420, 716, 126), mug=(800, 868, 150), hooks=(210, 262, 130), light=(520, 840, 126), head=(968, 250),
        people=CardForm(27.0, tuple(
            Column((968 + 296 * i, 676), (968 + 296 * i, 366), (968 + 296 * i, 744)) for i in range(3)
        ), number=92, of=46, caption=50, align=0.0),
    ),
    KitchenForm(
        fridge=Box(60, 186, 770, 1100), seam=900, note=Box(118, 226, 690, 816), row=84, sign=34, text=48, drawing=None,
        woman=(1110, 1306, 150), window=(1400, 640, 150), pane=(250, 240),
    ),
    TalkForm(
        table=640, deep=256, woman=(470, 800, 140), partner=(226, 786, 140), doctor=(1490, 790, 140),
        window=(820, 560, 140), pane=(200, 220), sheet=Box(370, 662, 1550, 878),
        spots=tuple((526 + 290 * i, 770) for i in range(4)), sign=36, text=44, head=44, beside=False,
    ),
)
_PORTRAIT: Final = _LANDSCAPE
_SQUARE: Final = _LANDSCAPE
