"""Where things stand in ``transplant_bridge``, in each shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from scenes.cast.charts.count_card import CardForm, Column
from scenes.sets.transplant_bridge.boardwalk import SILL, Boardwalk
from scenes.sets.transplant_bridge.risk_panel import PanelForm
from scenes.stage.layout import Box, Place, Zones

#: Days after the transplant drawn one by one before the dotted stretch; the square has room for all.
DRAWN: Final = 60.0


@dataclass(frozen=True)
class BridgeShot:
    """What the camera shows of the bridge from the side: scale, and a place (d) at a point (px)."""

    scale: float
    place: Place
    at: Place


WHOLE: Final = BridgeShot(0.57, (68.4, 0.0), (960.0, 672.0))
TREATMENT: Final = BridgeShot(0.8, (0.0, 0.0), (690.0, 590.0))
TRANSPLANT: Final = BridgeShot(0.8, (66.0, 0.0), (600.0, 590.0))

WordSize = Literal["label", "minor", "strong"]
"""Label size; minor size; minor size, but bold."""


@dataclass(frozen=True)
class WordPlace:
    """Baseline of a word in px.

    Attributes
    ----------
    align
        0 starts there, 0.5 centers, 1 ends there.
    room
        Px before the word wraps.
    leader
        Where its leader starts, if it has one.
    """

    x: float
    y: float
    align: float = 0.0
    size: WordSize = "label"
    room: float = 590.0
    leader: Place | None = None


def _minor(x: float, y: float, align: float = 0.0, leader: Place | None = None) -> WordPlace:
    return WordPlace(x, y, align, "minor", leader=leader)


def _strong(x: float, y: float, align: float = 0.0, leader: Place | None = None) -> WordPlace:
    return WordPlace(x, y, align, "strong", leader=leader)


#: Where words stand: landscape, portrait, square.
_WORDS: Final[dict[str, tuple[WordPlace, WordPlace, WordPlace]]] = {
    "start": (WordPlace(96, 306), WordPlace(586, 440), WordPlace(54, 490)),
    "start_note": (_minor(96, 354), _minor(586, 504), _minor(54, 542)),
    "cycle_1": (WordPlace(986, 790), WordPlace(586, 664), WordPlace(54, 562)),
    "cycle_2": (WordPlace(1324, 790), WordPlace(586, 800), WordPlace(54, 562)),
    "unit": (_minor(986, 852), _minor(586, 734), _minor(54, 614)),
    "unit_2": (_minor(1324, 852), _minor(586, 870), _minor(54, 614)),
    "day": (_minor(678, 639, 1), _minor(586, 734), _minor(54, 614)),
    "check": (WordPlace(1220, 300), WordPlace(586, 740), WordPlace(54, 562)),
    "check_note": (_minor(1220, 354), _minor(586, 804), _minor(54, 614)),
    "ready": (WordPlace(1554, 770, 0.5), WordPlace(586, 930), WordPlace(1026, 176, 1)),
    "tests": (_minor(1554, 828, 0.5), _minor(586, 996), _minor(1026, 222, 1)),
    "day_0": (WordPlace(810, 290), WordPlace(586, 1020), WordPlace(290, 640)),
    "day_0_note": (_minor(810, 344), _minor(586, 1084), _minor(290, 690)),
    "takes_note": (_minor(960, 617), _minor(586, 1168), _minor(290, 690)),
    "takes_all": (_minor(960, 617), _minor(586, 1168), _minor(1026, 212, 1, (985, 230))),
    "onset_note": (_minor(840, 858, 0.5), _minor(576, 1154), _minor(1026, 222, 1)),
    "after": (WordPlace(694, 122), WordPlace(54, 296), WordPlace(54, 212)),
    "vod": (WordPlace(158, 240), _strong(560, 440), _strong(58, 314)),
    "died": (WordPlace(788, 240), _strong(96, 916), _strong(414, 314)),
    "day_100": (WordPlace(1824, 340, 1), WordPlace(586, 1466, room=440), WordPlace(54, 530, room=330)),
    "example": (
        WordPlace(96, 200, room=1100), WordPlace(54, 272), WordPlace(54, 196, size="strong", room=800),
    ),
    "conditioning": (
        _minor(544, 806, 0.5, (544, 768)), _minor(606, 950, 0, (594, 933)),
        _minor(1026, 222, 1, (930, 240)),
    ),
    "watch": (
        WordPlace(840, 806, 0.5, leader=(840, 760)), WordPlace(576, 1084, leader=(568, 1062)),
        WordPlace(1026, 176, 1, leader=(985, 240)),
    ),
    "liver": (
        WordPlace(1104, 850, 0.5, leader=(1104, 806)), WordPlace(606, 1084, leader=(594, 1062)),
        _strong(1026, 196, 1, (985, 216)),
    ),
}

#: The way through a tall picture goes down it; through a square one out over the water and back.
_TALL: Final = Boardwalk(
    line=((174, 492), (424, 492), (424, 1446), (174, 1446)), bends=(88, 88), first=300 + SILL,
    px_per_day=6.1, width=136, lane=46, window=96,
    windows=((174, 492), (174, 738), (174, 988), (174, 1446)), shores=(548, 1392),
    beside=((0, -30), (0, 24)), figure=44, drop_area=880, inner_feet=True,
    quiet=((566, 604, 1080, 1196), (566, 1236, 1080, 1296)),
)
_SQUARE: Final = Boardwalk(
    line=((150, 322), (962, 322), (962, 752), (150, 752)), bends=(214.9, 214.9), first=112 + SILL,
    px_per_day=9.8, width=100, lane=38, window=84,
    windows=((150, 322), (494, 494), (742, 552), (150, 752)), shores=(250, 868),
    beside=((0, 22), (0, -24)), figure=42, drop_area=900, inner_feet=False,
    quiet=((30, 430, 392, 650), (260, 596, 740, 704)),
)
#: The numbers as people: the two cards beside each other, or one below the other.
_PANELS: Final = (
    PanelForm(
        cards=(Box(64, 164, 664, 872), Box(694, 164, 1856, 872)), liver=(452, 322, 150),
        arrays=CardForm(41.5, (
            Column((158, 794), (158, 342), (362, 850)),
            Column((788, 794), (788, 342), (992, 850)),
            Column((1354, 794), (1354, 342), (1558, 850)),
        ), number=96, of=48, caption=46),
    ),
    PanelForm(
        cards=(Box(40, 330, 1040, 800), Box(40, 826, 1040, 1560)), liver=(818, 470, 176),
        arrays=CardForm(39.0, (
            Column((96, 764), (560, 640), (708, 740)),
            Column((96, 1474), (96, 1046), (288, 1540)),
            Column((602, 1474), (602, 1046), (794, 1540)),
        ), number=128, of=66, caption=56),
    ),
    PanelForm(
        cards=(Box(40, 232, 372, 872), Box(388, 232, 1040, 872)), liver=(256, 330, 98),
        arrays=CardForm(28.0, (
            Column((66, 766), (66, 430), (204, 826)),
            Column((422, 766), (422, 430), (560, 826)),
            Column((736, 766), (736, 430), (874, 826)),
        ), number=92, of=44, caption=42),
    ),
)


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px of the stage.

    Attributes
    ----------
    words
        Where each word stands.
    boardwalk
        How the bridge lies that is seen from above; None where it is seen from the side.
    drawn_to
        Days after the transplant that are drawn one by one.
    panel
        The people of whom the trial counted some.
    """

    words: Mapping[str, WordPlace]
    boardwalk: Boardwalk | None
    drawn_to: float
    panel: PanelForm

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        number = zones.pick(0, 1, 2)
        return cls(
            {key: places[number] for key, places in _WORDS.items()},
            zones.pick(None, _TALL, _SQUARE), zones.pick(DRAWN, DRAWN, np.inf), _PANELS[number],
        )
