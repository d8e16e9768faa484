"""Where things stand in clip 4: shots, places of words in each shape, and the example's days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from scenes.script.facts import Ledger
from scenes.sets.transplant_bridge.calendar import Calendar, Cycle

#: Days after the transplant drawn one by one before the dotted stretch; the square has room for all.
DRAWN: Final = 60.0


@dataclass(frozen=True)
class Shot:
    """What the camera shows of the bridge from the side: scale, and a place (d) at a point (px)."""

    scale: float
    place: tuple[float, float]
    at: tuple[float, float]


WHOLE: Final = Shot(0.57, (68.4, 0.0), (960.0, 672.0))
TREATMENT: Final = Shot(0.8, (0.0, 0.0), (690.0, 590.0))
TRANSPLANT: Final = Shot(0.8, (66.0, 0.0), (600.0, 590.0))

Size = Literal["label", "minor", "strong"]
"""Label size; minor size; minor size, but bold."""


@dataclass(frozen=True)
class Spot:
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
    size: Size = "label"
    room: float = 590.0
    leader: tuple[float, float] | None = None


def _minor(x: float, y: float, align: float = 0.0, leader: tuple[float, float] | None = None) -> Spot:
    return Spot(x, y, align, "minor", leader=leader)


def _strong(x: float, y: float, align: float = 0.0, leader: tuple[float, float] | None = None) -> Spot:
    return Spot(x, y, align, "strong", leader=leader)


#: Where words stand: landscape, portrait, square.
SPOTS: Final[dict[str, tuple[Spot, Spot, Spot]]] = {
    "start": (Spot(96, 306), Spot(586, 440), Spot(54, 490)),
    "start_note": (_minor(96, 354), _minor(586, 504), _minor(54, 542)),
    "cycle_1": (Spot(986, 790), Spot(586, 664), Spot(54, 562)),
    "cycle_2": (Spot(1324, 790), Spot(586, 800), Spot(54, 562)),
    "unit": (_minor(986, 852), _minor(586, 734), _minor(54, 614)),
    "unit_2": (_minor(1324, 852), _minor(586, 870), _minor(54, 614)),
    "day": (_minor(678, 639, 1), _minor(586, 734), _minor(54, 614)),
    "check": (Spot(1220, 300), Spot(586, 740), Spot(54, 562)),
    "check_note": (_minor(1220, 354), _minor(586, 804), _minor(54, 614)),
    "ready": (Spot(1554, 770, 0.5), Spot(586, 930), Spot(1026, 176, 1)),
    "tests": (_minor(1554, 828, 0.5), _minor(586, 996), _minor(1026, 222, 1)),
    "day_0": (Spot(810, 290), Spot(586, 1020), Spot(290, 640)),
    "day_0_note": (_minor(810, 344), _minor(586, 1084), _minor(290, 690)),
    "takes_note": (_minor(960, 617), _minor(586, 1168), _minor(290, 690)),
    "takes_all": (_minor(960, 617), _minor(586, 1168), _minor(1026, 212, 1, (985, 230))),
    "onset_note": (_minor(840, 858, 0.5), _minor(576, 1154), _minor(1026, 222, 1)),
    "after": (Spot(694, 122), Spot(54, 296), Spot(54, 212)),
    "vod": (Spot(158, 240), _strong(560, 440), _strong(58, 314)),
    "died": (Spot(788, 240), _strong(96, 916), _strong(414, 314)),
    "day_100": (Spot(1824, 340, 1), Spot(586, 1466, room=440), Spot(54, 530, room=330)),
    "example": (
        Spot(96, 200, room=1100), Spot(54, 272), Spot(54, 196, size="strong", room=800),
    ),
    "conditioning": (
        _minor(544, 806, 0.5, (544, 768)), _minor(606, 950, 0, (594, 933)),
        _minor(1026, 222, 1, (930, 240)),
    ),
    "watch": (
        Spot(840, 806, 0.5, leader=(840, 760)), Spot(576, 1084, leader=(568, 1062)),
        Spot(1026, 176, 1, leader=(985, 240)),
    ),
    "liver": (
        Spot(1104, 850, 0.5, leader=(1104, 806)), Spot(606, 1084, leader=(594, 1062)),
        _strong(1026, 196, 1, (985, 216)),
    ),
}


def calendar_of(ledger: Ledger, drawn_to: float) -> Calendar:
    """The example's days and doses, all from the ledger."""
    number = ledger.number

    def cycle(fact: str) -> Cycle:
        return Cycle(
            days=number(f"{fact}.days"),
            dose_days=tuple(number(f"{fact}.day_{i}") for i in (1, 2, 3)),
            doses=tuple(number(f"{fact}.{place}") for place in ("first", "second", "third")),
        )

    followed = number("day100.day")
    return Calendar(
        cycle_1=cycle("dose_c1"),
        cycle_2=cycle("dose_later_cr"),
        followed=followed,
        drawn_to=min(drawn_to, followed),
        vod_low=number("vod_onset_hsct.low"),
        vod_median=number("vod_onset_hsct.median"),
        vod_high=number("vod_onset_hsct.high"),
        takes_low=number("engraft_time.low"),
        takes_high=number("engraft_time.high"),
    )
