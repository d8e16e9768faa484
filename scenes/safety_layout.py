"""Where things stand in the clip on harms: the person, the numbers, the lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scenes.cast.count_card import CardForm, Column
from scenes.cast.list_card import ListForm
from scenes.stage.layout import Box


@dataclass(frozen=True)
class Layout:
    """One shape; px from the stage's upper left corner, y down.

    Attributes
    ----------
    crown, px_per_cm
        The person's crown, and the scale.
    form
        The two arrays of people, one for each number.
    head, note
        Left ends of the baselines of the numbers' heading and of the line below it, if there
        is room for one.
    room
        Width for the heading.
    numbers_stay
        Whether the numbers stand beside the lists, or make room for them.
    rows
        The lists.
    """

    crown: tuple[float, float]
    px_per_cm: float
    form: CardForm
    head: tuple[float, float]
    note: tuple[float, float] | None
    room: float
    numbers_stay: bool
    rows: ListForm


LAYOUTS: Final[dict[str, Layout]] = {
    "landscape": Layout(
        crown=(840, 178), px_per_cm=7.8,
        form=CardForm(20.5, (
            Column((96, 574), (324, 470), (96, 350), (324, 524)),
            Column((96, 862), (324, 758), (96, 638), (324, 812)),
        ), number=96, of=46, caption=42, align=0.0),
        head=(96, 226), note=(96, 280), room=560, numbers_stay=True,
        rows=ListForm(Box(1176, 160, 1856, 868), 100, 121.6, 52, 54, 50, 42),
    ),
    "portrait": Layout(
        crown=(780, 262), px_per_cm=6.5,
        form=CardForm(18.0, (
            Column((54, 590), (250, 494), (54, 396), (250, 550)),
            Column((54, 832), (250, 736), (54, 638), (250, 792)),
        ), number=104, of=52, caption=46, align=0.0),
        head=(54, 278), note=(54, 334), room=486, numbers_stay=True,
        rows=ListForm(Box(40, 864, 1040, 1492), 98, 106, 46, 66, 56, 44),
    ),
    "square": Layout(
        crown=(822, 186), px_per_cm=6.1,
        form=CardForm(22.5, (
            Column((54, 512), (300, 402), (54, 268), (300, 458)),
            Column((54, 808), (300, 698), (54, 564), (300, 754)),
        ), number=100, of=50, caption=44, align=0.0),
        head=(54, 188), note=None, room=470, numbers_stay=False,
        rows=ListForm(Box(36, 156, 606, 812), 92, 112.8, 46, 50, 48, 40),
    ),
}
