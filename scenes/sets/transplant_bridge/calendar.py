"""The way to the transplant as a bridge whose deck is a calendar: what both its views share.

The unit of length is the *deck day* (d): one plank, one day. Where the plan fixes days (both cycles, the
days after Day 0) the deck is true to them; "Ready?" and conditioning have no fixed length: they have no day
marks and their drawn length is staging.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import numpy as np

from scenes.script.facts import Ledger
from scenes.stage.style import ANTIBODY_CH1, ANTIBODY_CH2, CONDITIONING, ENGRAFTMENT, STONE, WHITE, mix

Stretch = Literal["cycle_1", "cycle_2", "ready", "conditioning", "after", "later", "last"]

#: Drawn lengths (d) of the stretches that have no fixed length. Illustration.
READY: Final = 10.0
PREPARING: Final = 7.0
#: Drawn length (d) of the dotted stretch that leaves days out, and the days drawn behind it.
LATER: Final = 8.0
LAST: Final = 6.0
TIMELESS: Final = ("ready", "conditioning", "later")

DECK_COLOR: Final[dict[Stretch, str]] = {
    "cycle_1": ANTIBODY_CH1,
    "cycle_2": ANTIBODY_CH2,
    "ready": STONE,
    "conditioning": CONDITIONING,
    "after": ENGRAFTMENT,
    "later": mix(ENGRAFTMENT, WHITE, 0.45),
    "last": ENGRAFTMENT,
}


@dataclass(frozen=True)
class Cycle:
    """One cycle of treatment.

    Attributes
    ----------
    days
        Its length, days.
    dose_days, doses
        Days on which a dose is given (day 1 is the cycle's first), and the doses, mg/m².
    """

    days: float
    dose_days: tuple[float, ...]
    doses: tuple[float, ...]


@dataclass(frozen=True)
class Calendar:
    """One example of a treatment calendar; every number comes from the ledger.

    Attributes
    ----------
    cycle_1, cycle_2
        The two cycles before a transplant.
    followed
        Days of close watch after the transplant (Day 0).
    drawn_to
        Days after the transplant that are drawn one by one; the dotted stretch stands for the others.
    vod_low, vod_median, vod_high
        Days after the transplant on which VOD began: range and median.
    takes_low, takes_high
        Days after the transplant in which donor cells usually take hold.
    """

    cycle_1: Cycle
    cycle_2: Cycle
    followed: float
    drawn_to: float
    vod_low: float
    vod_median: float
    vod_high: float
    takes_low: float
    takes_high: float

    @property
    def check(self) -> float:
        """Where the check after cycle 1 stands, d."""
        return self.cycle_1.days

    @property
    def ready(self) -> float:
        """Where cycle 2 ends and "Ready?" begins, d."""
        return self.cycle_1.days + self.cycle_2.days

    @property
    def conditioning(self) -> float:
        """Where conditioning begins, d."""
        return self.ready + READY

    @property
    def day_0(self) -> float:
        """Where the transplant stands, d."""
        return self.conditioning + PREPARING

    @property
    def end(self) -> float:
        """Where the close watch ends, d."""
        return self.stretches()[-1][2]

    def after(self, day: float) -> float:
        """Place (d) of a day counted from the transplant, as far as days are drawn one by one."""
        if day > self.drawn_to:
            raise ValueError(f"day {day:g} lies beyond the days that are drawn")
        return self.day_0 + day

    def dose_places(self, cycle: int) -> list[float]:
        """Places (d) of a cycle's doses: each in the middle of its day's plank."""
        given, start = (self.cycle_1, 0.0) if cycle == 1 else (self.cycle_2, self.check)
        return [start + day - 0.5 for day in given.dose_days]

    def doses(self, cycle: int) -> tuple[float, ...]:
        """Doses of a cycle, mg/m²."""
        return (self.cycle_1 if cycle == 1 else self.cycle_2).doses

    def stretches(self) -> list[tuple[Stretch, float, float]]:
        """Stretches of the deck, each with its start and end (d)."""
        drawn = self.day_0 + self.drawn_to
        way: list[tuple[Stretch, float, float]] = [
            ("cycle_1", 0.0, self.check),
            ("cycle_2", self.check, self.ready),
            ("ready", self.ready, self.conditioning),
            ("conditioning", self.conditioning, self.day_0),
            ("after", self.day_0, drawn),
        ]
        if self.drawn_to < self.followed:
            way += [("later", drawn, drawn + LATER), ("last", drawn + LATER, drawn + LATER + LAST)]
        return way

    def planks(self) -> list[tuple[Stretch, float, float]]:
        """Every plank with its start and end (d): one a day, in timeless stretches merely strips."""
        out: list[tuple[Stretch, float, float]] = []
        for name, start, end in self.stretches():
            count = round(end - start)
            edges = np.linspace(start, end, count + 1)
            out += [(name, float(a), float(b)) for a, b in pairwise(edges)]
        return out

    def weeks(self) -> list[float]:
        """Places (d) where a full week of a counted stretch ends."""
        out: list[float] = []
        for name, start, end in self.stretches():
            if name not in TIMELESS:
                out += [start + 7.0 * k for k in range(1, int((end - start) // 7) + 1)]
        return out

    def risk(self, place: float) -> float:
        """How wide and deep the liver lane is filled at a place, 0 to 1. Illustration.

        Low while the drug is given, highest on the median day of onset, small again outside the
        range of days in which VOD began (a bell on the logarithm of the day).
        """
        day = place - self.day_0
        base = 0.14 + 0.08 * float(np.clip((place - 0.0) / self.day_0, 0, 1))
        if day <= 0:
            return base
        spread = np.log(self.vod_high / self.vod_median) / 2.1
        bell = float(np.exp(-0.5 * (np.log(day / self.vod_median) / spread) ** 2))
        fade = float(np.clip(1.4 - day / self.followed, 0.5, 1))
        return base * fade + (1 - base) * bell


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
