"""Clip 4, Bridge: the drug as a way to a transplant, with a real risk to the liver on it.

A bridge whose deck is the day axis: one plank a day, drops as large as the doses, windows onto the marrow
beside it, a lane that fills where the liver is at risk. In landscape it is seen from the side and shown large
in parts; in portrait and square it is a boardwalk seen from above. What the trial counted after transplant
takes the whole picture, as people, before the bridge goes on to its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from manim import Mobject, VGroup

from scenes.cast.boardwalk import GROUNDS
from scenes.cast.bridge import Course, Cycle
from scenes.cast.bridge_above import BridgeAbove
from scenes.cast.bridge_parts import Bridge
from scenes.cast.bridge_side import SideBridge
from scenes.cast.marrow_cells import marrow_in_time
from scenes.cast.risk_panel import RiskPanel
from scenes.stage.clip import Beat, Clip
from scenes.stage.facts import Ledger
from scenes.stage.furniture import backdrop
from scenes.stage.labels import Label
from scenes.stage.motion import ease, stepped
from scenes.stage.presence import note_presence, set_presence
from scenes.stage.style import BANK_ILLNESS, PAPER, lighter

#: Days after the transplant drawn one by one before the dotted stretch; the square has room for all.
_DRAWN: Final = 60.0


@dataclass(frozen=True)
class Shot:
    """What the camera shows of the bridge from the side: scale, and a place (d) at a point (px)."""

    scale: float
    place: tuple[float, float]
    at: tuple[float, float]


_WHOLE: Final = Shot(0.57, (68.4, 0.0), (960.0, 672.0))
_TREATMENT: Final = Shot(0.8, (0.0, 0.0), (690.0, 590.0))
_TRANSPLANT: Final = Shot(0.8, (66.0, 0.0), (600.0, 590.0))

Spot = tuple[float, float, float]
"""Baseline of a word in px, and its alignment: 0 starts there, 0.5 centers, 1 ends there."""

#: Where words without a leader stand: landscape, portrait, square.
_SPOTS: Final[dict[str, tuple[Spot, Spot, Spot]]] = {
    "start": ((96, 306, 0), (586, 440, 0), (54, 490, 0)),
    "start_note": ((96, 354, 0), (586, 504, 0), (54, 542, 0)),
    "cycle_1": ((986, 790, 0), (586, 664, 0), (54, 562, 0)),
    "cycle_2": ((1324, 790, 0), (586, 800, 0), (54, 562, 0)),
    "unit": ((986, 852, 0), (586, 734, 0), (54, 614, 0)),
    "unit_2": ((1324, 852, 0), (586, 870, 0), (54, 614, 0)),
    "day": ((678, 639, 1), (586, 0, 0), (54, 0, 0)),
    "check": ((1220, 300, 0), (586, 740, 0), (54, 562, 0)),
    "check_note": ((1220, 354, 0), (586, 804, 0), (54, 614, 0)),
    "ready": ((1554, 770, 0.5), (586, 930, 0), (1026, 176, 1)),
    "tests": ((1554, 828, 0.5), (586, 996, 0), (1026, 224, 1)),
    "day_0": ((810, 290, 0), (586, 1030, 0), (54, 562, 0)),
    "day_0_note": ((810, 344, 0), (586, 1094, 0), (54, 614, 0)),
    "takes_note": ((960, 617, 0), (586, 1170, 0), (620, 684, 1)),
    "onset_note": ((900, 828, 0), (586, 1270, 0), (54, 614, 0)),
    "after": ((694, 122, 0), (54, 296, 0), (54, 212, 0)),
    "vod": ((158, 240, 0), (560, 452, 0), (58, 318, 0)),
    "died": ((788, 240, 0), (96, 926, 0), (414, 318, 0)),
    "day_100": ((1824, 340, 1), (586, 1440, 0), (54, 562, 0)),
    "example": ((1110, 330, 0), (586, 700, 0), (300, 640, 0)),
}


def course_of(ledger: Ledger, drawn_to: float) -> Course:
    """The example's days and doses, all from the ledger."""

    def number(ref: str) -> float:
        return ledger.number(ref)

    def cycle(fact: str) -> Cycle:
        return Cycle(
            days=number(f"{fact}.days"),
            dose_days=tuple(number(f"{fact}.day_{i}") for i in (1, 2, 3)),
            doses=tuple(number(f"{fact}.{place}") for place in ("first", "second", "third")),
        )

    followed = number("day100.day")
    return Course(
        cycle_1=cycle("dose_c1"), cycle_2=cycle("dose_later_cr"), followed=followed,
        drawn_to=min(drawn_to, followed), vod_low=number("vod_onset_hsct.low"),
        vod_median=number("vod_onset_hsct.median"), vod_high=number("vod_onset_hsct.high"),
        takes_low=number("engraft_time.low"), takes_high=number("engraft_time.high"),
    )


class TransplantBridge(Clip):
    """The drug is a bridge to a transplant, with a real risk to the liver on the way."""

    name = "transplant_bridge"
    number = "4"
    poster_beat = "day_100"
    ground = PAPER
    marks_corner = "top_right"

    def setup(self) -> None:
        """The first bank is the ground of a picture seen from above; titles may run across it."""
        if self.zones.shape != "landscape":
            vars(self)["ground"] = lighter(BANK_ILLNESS, 0.22)
            wide = replace(self.zones.title, right=self.zones.safe.right)
            self.zones = replace(self.zones, title=wide)
        super().setup()

    def construct(self) -> None:
        """Eight beats along the days, and the end card."""
        self.build_the_bridge()
        with self.beat("why"):
            self.word("start", "blast")
            self.word("start_note", size="minor")
        with self.beat("cycle_1") as beat:
            self.look_at(_TREATMENT)
            self.give_doses(1, beat)
        with self.beat("check") as beat:
            self.check_the_marrow(beat)
        with self.beat("cycle_2") as beat:
            self.give_doses(2, beat)
        with self.beat("ready") as beat:
            self.get_ready(beat)
        with self.beat("transplant") as beat:
            self.put_numbers_away()
            self.look_at(_TRANSPLANT)
            self.prepare(beat)
            self.give_donor_cells(beat)
        with self.beat("watch") as beat:
            self.watch_the_liver(beat)
            self.count_people(beat)
        with self.beat("day_100") as beat:
            self.return_to_the_bridge()
            self.reach_the_far_bank(beat)
        self.end_card(self.ornament())

    # --- building ----------------------------------------------------------------------------

    def texts(self, beat: str, *keys: str) -> list[str]:
        """Texts that belong to the drawing, from a beat's labels."""
        labels = self.script.beat(beat).labels
        return [labels[key] for key in keys]

    def make_bridge(self, shape: str) -> Bridge:
        """The bridge from the side (landscape) or from above."""
        states = marrow_in_time(self.seed_for("marrow"))
        doses = [self.texts(b, "dose_1", "dose_2", "dose_3") for b in ("cycle_1", "cycle_2")]
        takes = self.texts("transplant", "takes")[0]
        onset = self.texts("watch", "onset_low", "onset_median", "onset_high")
        seed = self.seed_for("water")
        if shape == "landscape":
            days = self.texts("cycle_1", "day_1", "day_2", "day_3")
            course = course_of(self.ledger, _DRAWN)
            return SideBridge(course, states, *doses, days, takes, onset, seed)
        course = course_of(self.ledger, _DRAWN if shape == "portrait" else np.inf)
        return BridgeAbove(self.zones, GROUNDS[shape], course, states, *doses, takes, onset, seed)

    def build_the_bridge(self) -> None:
        """The whole way, still only sketched, and the marrow full of blasts at its start."""
        self.bridge = self.make_bridge(self.zones.shape)
        self.course = self.bridge.course
        self._walk: tuple[float, float, float, float] = (0.0, 1.0, -10.0, -10.0)
        self._moving: list[Mobject] = []
        if self.zones.shape == "landscape":
            self.show_shot(_WHOLE)
        hidden = {id(m) for n, m in (*self.bridge.discs.items(), *self.bridge.towers.items()) if n != "start"}
        b = self.bridge
        hidden |= {id(m) for m in (*b.figures[1], *b.figures[2], b.trough, b.tick, b.takes, b.onset)}
        for plane in (*b.planes, b.traveler):
            if id(plane) in hidden or plane is b.traveler:
                set_presence(plane, 0.0)
                note_presence(plane, 0.0)
            self.add(plane)
        self.ambient(b.waves, lambda _, t: b.drift(stepped(t, 10)))

    # --- moving ----------------------------------------------------------------------------------

    def show_shot(self, shot: Shot) -> None:
        """Stand the camera."""
        self.bridge.look(shot.scale, shot.place, self.zones.point(*shot.at))
        self._shot = shot

    def look_at(self, shot: Shot, over: float = 2.0) -> None:
        """Let the camera go to another part of the bridge; from above all of it is seen anyway."""
        self.settle()
        if self.zones.shape != "landscape":
            return
        old, start = self._shot, self.now
        a, z = (np.array([*s.place, *s.at, np.log(s.scale)]) for s in (old, shot))

        def pose(_: Any, t: float) -> None:
            px, py, x, y, scale = a + (z - a) * ease(t, start, over)
            self.bridge.look(float(np.exp(scale)), (px, py), self.zones.point(x, y))

        whole = shot is _WHOLE
        if whole:
            self.show(self.bridge.waves, 1.0, delay=1.0, behind=self.bridge.planes[2])
        elif old is _WHOLE:
            self.hide(self.bridge.waves, 1.0)
        self.ambient(self.bridge.land, pose)
        self.act(over)
        self.still(self.bridge.land)
        self.show_shot(shot)

    def move(self, mobject: Mobject, pose: Callable[[Any, float], object]) -> None:
        """Ambient motion that ends with its beat."""
        self._moving.append(mobject)
        self.ambient(mobject, pose)

    def settle(self) -> None:
        """End all movements of the beat before."""
        for mobject in self._moving:
            self.still(mobject)
        self._moving = []

    def place_at(self, time: float) -> float:
        """Where on the deck (d) the time stands."""
        t0, t1, here, there = self._walk
        share = float(np.clip((time - t0) / max(t1 - t0, 1e-6), 0, 1))
        return here + (there - here) * (share - 0.11 * np.sin(2 * np.pi * share) / (2 * np.pi) * 2)

    def time_at(self, place: float) -> float:
        """When the walk of now comes by a place (d)."""
        t0, t1, _, _ = self._walk
        t = np.linspace(t0, t1, 400)
        return float(np.interp(place, [self.place_at(x) for x in t], t))

    def walk_to(self, place: float, until: float) -> None:
        """Let days go by: the deck is laid up to a place (d) by a time."""
        here = max(self.place_at(self.now), 0.0)
        self._walk = (self.now, max(until, self.now + 1.0), here, place)
        self.move(self.bridge.way, lambda _, t: self.bridge.lay(self.place_at(t), place))

    def arrive(self, name: str, start: float, end: float) -> None:
        """Raise a marrow window as it was at the one before, then let it change cell by cell."""
        disc, now = self.bridge.discs[name], self.now
        disc.turn(0.0, 0.0)
        for group in (self.bridge.towers, self.bridge.discs):
            if name in group:
                self.show(group[name], 0.5)
        self.move(disc, lambda _, t: disc.turn(
            float(np.clip((t - start) / (end - start), 0, 1)), float(np.clip((t - now - 0.3) / 1.2, 0, 1))
        ))

    def word(self, key: str, role: str = "ink", size: str = "label", spot: str = "", delay: float = 0.0) -> Label:
        """A word without a leader, at its place in this shape."""
        x, y, align = self.zones.pick(*_SPOTS[spot or key])
        weight = "bold" if size == "label" else "regular"
        return self.caption_label(key, (x, y), role, align, size, weight, delay)  # type: ignore[arg-type]

    # --- the beats -----------------------------------------------------------------------------------

    def give_doses(self, cycle: int, beat: Beat) -> None:
        """Lay a cycle's days; a dose falls on each of its days."""
        self.settle()
        b, places = self.bridge, np.array(self.course.dose_places(cycle))
        self.show(b.traveler, 0.5)
        self.walk_to(self.course.check if cycle == 1 else self.course.ready, beat.narration_end)
        self.move(b.drops[cycle], lambda _, t: b.let_fall(cycle, (self.place_at(t) - places) / 4.0))
        for figure, place in zip(b.figures[cycle], places, strict=True):
            self.show(figure, 0.4, delay=self.time_at(place + 2.5) - self.now)
        self.word(f"cycle_{cycle}", "antibody" if cycle == 1 else "dna", delay=0.3)
        self.word("unit", size="minor", spot="unit" if cycle == 1 else "unit_2", delay=0.6)
        if cycle == 1 and self.zones.shape == "landscape":
            self.word("day", size="minor", delay=0.6)
        self.act_until(beat.narration_end)

    def check_the_marrow(self, beat: Beat) -> None:
        """Marrow full of blasts turns into marrow with few, before cycle 2."""
        self.settle()
        self.arrive("check", beat.start + 2.0, max(beat.narration_end, beat.start + 6.6))
        self.word("check", delay=0.4)
        self.word("check_note", size="minor", delay=2.4)
        self.act_until(max(beat.narration_end, beat.start + 6.6))

    def get_ready(self, beat: Beat) -> None:
        """A stretch of no fixed length; tests and the liver lane decide."""
        self.settle()
        b = self.bridge
        self.walk_to(self.course.conditioning, beat.at(0.7))
        self.show(b.trough, 0.8)
        start, gate = self.now + 0.4, self.course.conditioning
        self.move(b.trough, lambda _, t: b.watch(gate * ease(t, start, 2.6), gate))
        self.show(b.tick, 0.6, delay=max(beat.at(0.5) - self.now, 0.5))
        self.word("ready", delay=0.2)
        self.word("tests", size="minor", delay=1.0)
        self.act_until(max(beat.narration_end, self.now + 3.2))

    def put_numbers_away(self) -> None:
        """Doses stay as drops; their numbers would be too small or cut in the parts that come now."""
        if self.zones.shape == "landscape":
            for figure in (*self.bridge.figures[1], *self.bridge.figures[2]):
                self.hide(figure, 0.5)

    def prepare(self, beat: Beat) -> None:
        """Conditioning, up to the gate of Day 0."""
        self.walk_to(self.course.day_0, beat.at(0.42))
        middle = (self.course.conditioning + self.course.day_0) / 2
        self._conditioning = self.label(
            "conditioning", self.bridge.spot(*self.bridge.deck_middle(middle)), prefer=self.zones.pick("below", "right", "left"),
            size="minor",
        )
        self.act_until(beat.at(0.42))

    def give_donor_cells(self, beat: Beat) -> None:
        """The old marrow has gone, donor cells come; their first weeks."""
        self.arrive("day_0", self.now + 1.6, self.now + 5.8)
        self.word("day_0", delay=0.3)
        self.word("day_0_note", size="minor", delay=1.6)
        self.act_until(max(beat.at(0.72), self.now + 3.4))
        self.walk_to(self.course.after(self.course.takes_high), max(beat.narration_end, self.now + 2.4))
        self.hide(self._conditioning, 0.4)
        self.show(self.bridge.takes, 0.6, delay=1.2)
        self.word("takes_note", size="minor", delay=1.4)
        self.act_until(max(beat.narration_end, self.now + 2.6))

    def watch_the_liver(self, beat: Beat) -> None:
        """The lane fills where the liver is at risk; the days in which VOD began."""
        self.settle()
        b, course = self.bridge, self.course
        self.hide(b.takes, 0.5)
        start, over = self.now, 3.4
        last = course.after(min(course.vod_high + 3, course.drawn_to))
        self.walk_to(last, start + over)
        self.move(b.trough, lambda _, t: b.watch(
            course.conditioning + (course.end + 3 - course.conditioning) * ease(t, start, over)
        ))
        self.show(b.onset, 0.6, delay=1.8)
        peak = b.spot(*b.lane_point(course.after(course.vod_median)))
        self.label("watch", peak, "liver", prefer=self.zones.pick("below", "right", "left"))
        self.word("onset_note", size="minor", delay=2.0)
        self.act_until(max(beat.at(0.5 if self.student else 0.0), start + 4.6))

    def count_people(self, beat: Beat) -> None:
        """Risk in people: VOD, then deaths without relapse, each of a hundred, on the whole picture."""
        self.settle()
        texts = self.texts("watch", "of_hundred", "drug", "chemo")
        counts = [round(self.ledger.number(ref)) for ref in (
            "vod_hsct.in_100", "nrm_hsct.in_100", "nrm_hsct.chemo_in_100")]
        panel = RiskPanel(
            self.zones, counts, self.texts("watch", "vod_count", "died_count", "chemo_count"),
            dict(zip(("of", "drug", "chemo"), texts, strict=True)),
        )
        self.cover, self.panel = backdrop(self.zones, PAPER), panel
        self.clear_words()
        self.show(self.cover, 0.7)
        for card, (key, mob, share) in enumerate((
            ("vod", panel.first, 0.56 if self.student else 0.4), ("died", panel.second, 1.0),
        )):
            self.show(mob, 0.6, delay=0.3)
            if card == 0:
                self.word("after", size="label", delay=0.4)
            self.word(key, "liver", delay=0.4)
            start, end = self.now + 0.7, max(beat.at(share), self.now + 4.0)
            self.move(mob, lambda _, t, c=card, s=start, e=end: panel.count(c, (t - s) / (e - s - 0.4)))
            self.act_until(end)

    def clear_words(self) -> None:
        """Let the words of the beat's first part leave before its second."""
        for label in self._labels:
            self.hide(label, 0.4)
        self._labels = []

    def return_to_the_bridge(self) -> None:
        """The people leave, the bridge is there again, whole."""
        self.settle()
        b = self.bridge
        if self.zones.shape == "landscape":
            self.hide(b.onset, 0.01)
        self.hide(self.panel.first, 0.6)
        self.hide(self.panel.second, 0.6)
        self.hide(self.cover, 0.8, delay=0.2)

    def reach_the_far_bank(self, beat: Beat) -> None:
        """On to Day 100: the deck reaches the bank, new marrow grows."""
        self.look_at(_WHOLE, 2.2)
        self.walk_to(self.course.end, max(beat.at(0.5), self.now + 2.2))
        self.act_until(self._walk[1] - 0.4)
        self.arrive("day_100", self.now + 1.6, max(beat.narration_end, self.now + 6.2))
        self.word("day_100", "healthy", delay=0.3)
        self.word("example", delay=max(beat.at(0.6) - self.now, 1.0))
        self.label(
            "liver", self.bridge.spot(*self.bridge.lane_point(self.course.after(self.course.vod_median))),
            "liver", prefer=self.zones.pick("below", "right", "left"), delay=1.0,
        )
        self.act_until(max(beat.narration_end, self.now + 6.4))

    def ornament(self) -> VGroup:
        """The finished bridge from the side as the end card's line."""
        bridge = self.make_bridge("landscape")
        assert isinstance(bridge, SideBridge)
        return bridge.as_line()
