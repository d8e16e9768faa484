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
ONWARD: Final = BridgeShot(0.45, (0.0, 0.0), (128.0, 640.0))
TREATMENT: Final = BridgeShot(0.8, (0.0, 0.0), (690.0, 606.0))
TRANSPLANT: Final = BridgeShot(0.8, (66.0, 0.0), (600.0, 606.0))

WordSize = Literal["label", "minor", "strong", "head"]
"""Label size; minor size; minor size, but bold; a tall picture's larger heads."""
#: Of a head, px.
HEAD_SIZE: Final = 72.0


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
    lines
        How many lines it may take before it is set smaller; as many as it needs, if left out.
    up
        Share of what it is higher than one line by which it stands higher.
    """

    x: float
    y: float
    align: float = 0.0
    size: WordSize = "label"
    room: float = 590.0
    leader: Place | None = None
    lines: int = 0
    up: float = 0.0


def _minor(x: float, y: float, align: float = 0.0, leader: Place | None = None) -> WordPlace:
    return WordPlace(x, y, align, "minor", leader=leader)


def _strong(
    x: float, y: float, align: float = 0.0, leader: Place | None = None, room: float = 590.0, up: float = 0.0
) -> WordPlace:
    return WordPlace(x, y, align, "strong", room, leader, up=up)


def _head(y: float, leader: Place | None = None, lines: int = 0) -> WordPlace:
    """A head of a tall picture, to the right of its way."""
    return WordPlace(622, y, 0.0, "head", 404, leader, lines)


def _note(y: float, leader: Place | None = None) -> WordPlace:
    """A note of a tall picture, below its head."""
    return WordPlace(622, y, 0.0, "minor", 404, leader)


#: Where words stand: landscape, portrait, square.
_WORDS: Final[dict[str, tuple[WordPlace, WordPlace, WordPlace]]] = {
    "start": (WordPlace(96, 284), _head(444), WordPlace(54, 474)),
    "start_note": (_minor(96, 332), _note(508), _minor(54, 524)),
    "cycle_1": (WordPlace(1100, 862), _head(694), WordPlace(54, 562)),
    "cycle_2": (WordPlace(1560, 800), _head(830), WordPlace(54, 562)),
    "unit": (_minor(1300, 862), _note(760), _minor(54, 614)),
    "unit_2": (_minor(1560, 856), _note(896), _minor(54, 614)),
    "day": (_minor(678, 655, 1), _note(760), _minor(54, 614)),
    "check": (WordPlace(1220, 300), _head(738), WordPlace(54, 562)),
    "check_note": (_minor(1220, 354), _note(806), _minor(54, 614)),
    "ready": (WordPlace(1464, 786, 0.5), _head(912), WordPlace(1026, 170, 1)),
    "tests": (_minor(1464, 844, 0.5), _note(980), _minor(1026, 212, 1)),
    "day_0": (WordPlace(810, 290), _head(1012), WordPlace(380, 634)),
    "day_0_note": (_minor(810, 344), _note(1080), _minor(380, 686)),
    "takes_note": (_minor(960, 633), _note(1200), _minor(380, 686)),
    "takes_all": (_minor(960, 633), _note(1200), _minor(1026, 212, 1, (985, 230))),
    "onset_note": (_minor(840, 866, 0.5), _note(1230), _minor(1026, 222, 1)),
    "after": (WordPlace(694, 122), WordPlace(54, 296, room=972, lines=1), WordPlace(54, 212, room=972, lines=1)),
    "vod": (
        WordPlace(158, 240, room=282, lines=1), _strong(560, 440, room=234, up=0.5), _strong(58, 314, room=182, up=0.5),
    ),
    "died": (
        WordPlace(788, 240, room=1030, lines=1), _strong(96, 916, room=904, up=0.5),
        _strong(414, 314, room=596, up=0.5),
    ),
    "day_100": (
        WordPlace(1330, 350, 0.5, room=360, lines=1, up=1.0), _head(1206, lines=1),
        WordPlace(378, 684, room=380, lines=1),
    ),
    "example": (
        WordPlace(1720, 850, 1, room=1100), WordPlace(622, 860, room=404), WordPlace(54, 588, size="strong", room=540),
    ),
    "goes_on": (
        WordPlace(1824, 350, 1, room=300), WordPlace(622, 1312, room=404), WordPlace(54, 586, room=300),
    ),
    "conditioning": (
        _minor(460, 812, 0.5, (520, 780)), WordPlace(640, 942, 0, "minor", 386, (628, 928)),
        _minor(1026, 222, 1, (930, 240)),
    ),
    "watch": (
        WordPlace(840, 810, 0.5, leader=(840, 772)), _head(1078, (606, 1054)),
        WordPlace(1026, 176, 1, leader=(985, 240)),
    ),
    "liver": (
        WordPlace(857, 812, 0.5, leader=(857, 766)), _head(1078, (606, 1054), lines=1),
        _strong(1026, 196, 1, (985, 216)),
    ),
}

#: The way through a tall picture goes down it; through a square one out over the water and back.
_TALL: Final = Boardwalk(
    line=((180, 492), (448, 492), (448, 1522), (1300, 1522)), bends=(96, 88), first=323 + SILL,
    px_per_day=5.6, width=164, lane=52, window=106,
    windows=((180, 492), (180, 748), (180, 1010), (180, 1385)), shores=(556, 1240), close=1120,
    beside=((0, -34), (0, 26)), figure=46, drop_area=820, person=104, inner_feet=True,
    quiet=((590, 580, 1080, 1290),),
)
_SQUARE: Final = Boardwalk(
    line=((150, 342), (962, 342), (962, 752), (-200, 752)), bends=(204.9, 204.9), first=112 + SILL,
    px_per_day=9.2, width=100, lane=38, window=84,
    windows=((150, 342), (478, 508), (742, 556), (262, 752)), shores=(232, 868), close=1667,
    beside=((0, 22), (0, -24)), figure=42, drop_area=880, person=96, inner_feet=False,
    quiet=((30, 430, 392, 650), (260, 596, 740, 704)),
)
#: The numbers as people: the two cards beside each other, or one below the other.
_PANELS: Final = (
    PanelForm(
        cards=(Box(64, 164, 664, 1120), Box(694, 164, 1856, 1120)), liver=(452, 322, 150),
        arrays=CardForm(41.5, (
            Column((158, 794), (158, 342), (362, 850)),
            Column((788, 794), (788, 342), (992, 850)),
            Column((1354, 794), (1354, 342), (1558, 850)),
        ), number=96, of=48, caption=46),
    ),
    PanelForm(
        cards=(Box(40, 330, 1040, 800), Box(40, 826, 1040, 1960)), liver=(818, 470, 176),
        arrays=CardForm(39.0, (
            Column((96, 764), (560, 640), (708, 740)),
            Column((96, 1474), (96, 1046), (288, 1540)),
            Column((602, 1474), (602, 1046), (794, 1540)),
        ), number=128, of=66, caption=56),
    ),
    PanelForm(
        cards=(Box(40, 232, 372, 1120), Box(388, 232, 1040, 1120)), liver=(256, 330, 98),
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
    beyond
        How far behind Day 100 the way is walked, d: it is no end.
    panel
        The people of whom the trial counted some.
    """

    words: Mapping[str, WordPlace]
    boardwalk: Boardwalk | None
    drawn_to: float
    beyond: float
    panel: PanelForm

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        number = zones.pick(0, 1, 2)
        return cls(
            {key: places[number] for key, places in _WORDS.items()},
            zones.pick(None, _TALL, _SQUARE), zones.pick(DRAWN, DRAWN, np.inf), zones.pick(12.0, 7.0, 25.5),
            _PANELS[number],
        )
