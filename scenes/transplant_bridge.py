"""Clip 4, Bridge: the drug as a way to a transplant, with a real risk to the liver on it.

A bridge whose deck is the day axis: one plank a day, drops as large as the doses, windows onto the marrow
beside it, a lane that fills where the liver is at risk. In landscape it is seen from the side and shown large
in parts; in portrait and square it is a boardwalk seen from above. What the trial counted after transplant
takes the whole picture, as people, before the bridge goes on to its end.
"""

from __future__ import annotations

import numpy as np
from manim import VGroup

from scenes.sets.transplant_bridge.bridge_clip import BridgeClip
from scenes.sets.transplant_bridge.layout import ONWARD, TRANSPLANT, TREATMENT
from scenes.sets.transplant_bridge.risk_panel import RiskPanel
from scenes.stage.clip import Beat
from scenes.stage.furniture import backdrop
from scenes.stage.style import PAPER


class TransplantBridge(BridgeClip):
    """The drug is a bridge to a transplant, with a real risk to the liver on the way."""

    name = "transplant_bridge"
    number = "4"
    poster_beat = "day_100"
    lasts = (35, 80)
    scaled = False  # a bridge whose planks are days

    def construct(self) -> None:
        """Eight beats along the days, and the end card."""
        self.build_the_bridge()
        with self.beat("why"):
            self.show_the_start()
        with self.beat("cycle_1") as beat:
            self.look_at(TREATMENT, 2.4)
            self.give_doses(1, beat)
        with self.beat("check") as beat:
            self.check_the_marrow(beat)
        with self.beat("cycle_2") as beat:
            self.give_doses(2, beat)
        with self.beat("ready") as beat:
            self.get_ready(beat)
        with self.beat("transplant") as beat:
            self.put_numbers_away()
            self.look_at(TRANSPLANT)
            self.prepare(beat)
            self.give_donor_cells(beat)
            self.let_them_take_hold(beat)
        with self.beat("watch") as beat:
            self.watch_the_liver(beat)
            self.count_people(beat)
        with self.beat("day_100") as beat:
            self.return_to_the_bridge()
            self.reach_the_far_bank(beat)
        self.end_card(self.ornament())

    # --- treatment ---------------------------------------------------------------------------

    def show_the_start(self) -> None:
        """Marrow full of blasts at the near bank; all that is still to come is a plan, and one example."""
        self.word("start", "blast")
        self.word("start_note")
        self.word("example", delay=1.2)

    def give_doses(self, cycle: int, beat: Beat) -> None:
        """Lay a cycle's days; a dose falls on each of its days."""
        self.settle()
        b, places = self.bridge, np.array(self.calendar.dose_places(cycle))
        self.walk_to(self.calendar.check if cycle == 1 else self.calendar.ready, beat.narration_end)
        self.move(b.drops[cycle], lambda _, t: b.let_fall(cycle, (self.place_at(t) - places) / 4.0))
        for figure, place in zip(b.figures[cycle], places, strict=True):
            self.bring(figure, 0.4, delay=self.time_at(place + 2.5) - self.now)
        name = self.word(f"cycle_{cycle}", "antibody" if cycle == 1 else "dna", delay=0.3)
        self.word("unit", spot="unit" if cycle == 1 else "unit_2", delay=0.6, beside=name)
        if cycle == 1 and self.zones.shape == "landscape":
            self.word("day", delay=0.6)
        self.act_until(max(beat.narration_end, self.now + 1.3))

    def check_the_marrow(self, beat: Beat) -> None:
        """Marrow full of blasts turns into marrow with few, before cycle 2."""
        self.settle()
        end = max(beat.narration_end, beat.start + 3.2)
        self.arrive("check", beat.start + 1.2, end)
        self.word("check", delay=0.4)
        self.word("check_note", delay=1.7)
        self.act_until(end)

    def get_ready(self, beat: Beat) -> None:
        """A stretch of no fixed length: tests decide."""
        self.settle()
        gate = self.calendar.conditioning
        self.walk_to(gate, beat.at(0.7))
        self.bring(self.bridge.tick, 0.6, delay=max(beat.when("help", 0.5) - self.now, 0.5))
        passed = beat.at(0.4) - self.now  # the paper's edge, over which no word may stand
        self.word("ready", delay=max(passed, 0.2))
        self.word("tests", delay=max(passed + 0.5, 1.0))
        self.act_until(max(beat.narration_end, self.now + 3.0))

    # --- transplant ------------------------------------------------------------------------------

    def put_numbers_away(self) -> None:
        """Doses stay as drops; their numbers would be cut or too small in the shots that come now."""
        self.settle()
        if self.zones.shape == "landscape":
            for figure in (*self.bridge.figures[1], *self.bridge.figures[2]):
                self.hide(figure, 0.5)

    def prepare(self, beat: Beat) -> None:
        """Conditioning, up to the gate of Day 0."""
        end = max(beat.when("donor|on day", 0.4), self.now + 1.3)
        self.walk_to(self.calendar.day_0, end)
        middle = (self.calendar.conditioning + self.calendar.day_0) / 2
        self.word("conditioning", delay=0.5 * (end - self.now), to=self.bridge.deck_middle(middle))
        self.act_until(end)

    def give_donor_cells(self, beat: Beat) -> None:
        """The old marrow has gone, donor cells come."""
        self.arrive("day_0", self.now + 1.0, self.now + 4.6)
        self.word("day_0", delay=0.3)
        self.word("day_0_note", delay=1.6)
        self.act_until(max(beat.when("usually", 0.66), self.now + 2.6))

    def let_them_take_hold(self, beat: Beat) -> None:
        """The days in which donor cells usually take hold."""
        end = max(beat.narration_end, self.now + 2.5)
        self.walk_to(self.calendar.after(self.calendar.takes_high), end - 0.2)
        self.hide(self._labels.pop(0), 0.4)
        self.bring(self.bridge.takes, 0.6, delay=0.8)
        low, high = self.calendar.takes_low, self.calendar.takes_high
        self.word(
            self.zones.pick("takes_note", "takes_note", "takes_all"), delay=0.7,
            to=self.bridge.deck_middle(self.calendar.after((low + high) / 2)),
        )
        self.act_until(end)

    # --- risk ------------------------------------------------------------------------------------------

    def watch_the_liver(self, beat: Beat) -> None:
        """The lane fills where the liver is at risk; the days in which VOD began."""
        self.settle()
        b, calendar = self.bridge, self.calendar
        self.hide(b.takes, 0.5)
        start, over = self.now, 3.4
        self.walk_to(calendar.after(min(calendar.vod_high + 3, calendar.drawn_to)), start + over)
        self.bring(b.onset, 0.6, delay=2.9)
        self.point_at_the_lane("watch", delay=1.9)  # once the lane is filled there
        self.word("onset_note", delay=3.1)
        self.act_until(max(beat.when("sometimes", 0.5) if self.student else 0.0, start + 5.2))

    def point_at_the_lane(self, key: str, delay: float = 0.0) -> None:
        """A word whose leader ends where the liver lane is widest."""
        peak = self.bridge.lane_point(self.calendar.after(self.calendar.vod_median))
        self.word(key, "liver", delay=delay, to=peak)

    def count_people(self, beat: Beat) -> None:
        """The risk in people: VOD, then deaths without relapse, of a hundred, on the whole picture."""
        self.settle()
        of, drug, chemo = self.texts("watch", "of_hundred", "drug", "chemo")
        refs = ("vod_hsct.in_100", "nrm_hsct.in_100", "nrm_hsct.chemo_in_100")
        counts = [round(self.ledger.number(ref)) for ref in refs]
        figures = self.texts("watch", "vod_count", "died_count", "chemo_count")
        self.panel = RiskPanel(self.zones, self.plan.panel, counts, figures, of, (drug, drug, chemo))
        self.cover = backdrop(self.zones, PAPER)
        self.clear_words()
        self.show(self.cover, 0.7)
        self.word("after", delay=0.5)
        self.count(0, "vod", beat.when("and", 0.5))
        self.count(1, "died", beat.narration_end)

    def count(self, card: int, heading: str, until: float) -> None:
        """Let a card's people arrive and those who are counted take color."""
        panel = self.panel
        mob = (panel.first, panel.second)[card]
        self.show(mob, 0.6, delay=0.3)
        self.word(heading, "liver", delay=0.5)
        start, end = self.now + 0.7, max(until, self.now + 4.0)
        self.move(mob, lambda _, t: panel.count(card, (t - start) / (end - start - 0.4)))
        self.act_until(end)

    def return_to_the_bridge(self) -> None:
        """The people leave, the bridge is there again."""
        self.settle()
        if self.zones.shape == "landscape":
            self.hide(self.bridge.onset, 0.01)
        for part in (self.panel.first, self.panel.second):
            self.haze(part, 1.0, PAPER, 0.5)
            self.hide(part, 0.1, delay=0.5)
        self.hide(self.cover, 1.2, delay=0.4)

    def reach_the_far_bank(self, beat: Beat) -> None:
        """On to Day 100: the deck reaches the bank, new marrow grows; behind it the road goes on as a plan."""
        self.walk_to(self.calendar.end + self.plan.beyond, max(beat.at(0.5), self.now + 2.8))
        self.look_at(ONWARD)
        self.act_until(self._walk[1] - 0.5)
        end = max(beat.narration_end, self.now + 4.4)
        self.arrive("day_100", self.now + 1.4, end)
        self.word("day_100", "healthy", delay=0.3)
        self.point_at_the_lane("liver", delay=0.9)
        self.word("goes_on", delay=1.5)
        self.act_until(end)

    def ornament(self) -> VGroup:
        """The finished bridge from the side as the end card's line."""
        return self.bridge_from_side().as_line()
