"""Where things stand in ``safety``, in each shape: the person, the numbers, the lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scenes.cast.charts.count_card import CardForm, Column
from scenes.sets.safety.list_card import ListForm
from scenes.stage.layout import Box, Place, Zones


@dataclass(frozen=True)
class CountPlace:
    """Where two hundreds of people stand, with what is said of them.

    Attributes
    ----------
    form
        The arrays, their numbers and names.
    head, note
        Left ends of the baselines of the heading and of the line below it, if there is room for one.
    room
        Width for the heading.
    """

    form: CardForm
    head: Place
    note: Place | None
    room: float


_LEFT: Final = CountPlace(
    CardForm(20.5, (
        Column((96, 574), (324, 470), (96, 350), (324, 524)),
        Column((96, 862), (324, 758), (96, 638), (324, 812)),
    ), number=96, of=46, caption=42, align=0.0),
    head=(96, 226), note=(96, 280), room=560,
)
_RIGHT: Final = CountPlace(_LEFT.form.at(1180, 0), head=(1276, 226), note=(1276, 280), room=540)
_BELOW: Final = CountPlace(
    CardForm(31.0, (
        Column((54, 1458), (376, 1246), (54, 1118), (376, 1310)),
        Column((562, 1458), (884, 1246), (562, 1118), (884, 1310)),
    ), number=112, of=52, caption=56, align=0.0),
    head=(54, 966), note=(54, 1032), room=900,
)
_ABOVE: Final = CountPlace(
    CardForm(18.0, (
        Column((54, 590), (250, 494), (54, 396), (250, 550)),
        Column((54, 832), (250, 736), (54, 638), (250, 792)),
    ), number=104, of=52, caption=46, align=0.0),
    head=(54, 278), note=(54, 334), room=486,
)
_BESIDE: Final = CountPlace(
    CardForm(22.5, (
        Column((54, 512), (300, 402), (54, 268), (300, 458)),
        Column((54, 808), (300, 698), (54, 564), (300, 754)),
    ), number=100, of=50, caption=44, align=0.0),
    head=(54, 188), note=None, room=470,
)


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px from the stage's upper left corner, y down.

    Attributes
    ----------
    crown, px_per_cm
        The person's crown, and the scale.
    vod, deaths
        Where each is counted; one place means that deaths are counted in the place of VOD.
    stays
        Where VOD stands while the lists come, if there is room for it.
    rows
        The lists.
    desk
        Where the desk begins that they stand on.
    """

    crown: Place
    px_per_cm: float
    vod: CountPlace
    deaths: CountPlace
    stays: CountPlace | None
    rows: ListForm
    desk: float

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(
                (840, 178), 7.8, vod=_LEFT, deaths=_RIGHT, stays=_LEFT,
                rows=ListForm(Box(1176, 160, 1856, 868), 100, 52, 54, 50, 42), desk=858,
            ),
            cls(
                (780, 262), 6.5, vod=_BELOW, deaths=_BELOW, stays=_ABOVE,
                rows=ListForm(Box(40, 864, 1040, 1492), 98, 47, 66, 58, 48, aside=True), desk=1470,
            ),
            cls(
                (822, 186), 6.1, vod=_BESIDE, deaths=_BESIDE, stays=None,
                rows=ListForm(Box(36, 156, 606, 812), 92, 46, 50, 48, 40), desk=792,
            ),
        )
