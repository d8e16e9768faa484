"""What did the trial find? Benefit and harm as people, in one form and at one size.

INO-VATE compared inotuzumab ozogamicin with chemotherapy. A crowd of as many people as took part is parted
by chance. Then two cards: on blue what helped, on peach what harmed, each with a hundred people for either
group, filled from the bottom left in the same time. The harm stays in the picture while benefits change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from scenes.cast.charts.count_card import GATHER_AND_FILL, GATHERED, CountCard, rounded, stage_view
from scenes.cast.kit.ground import wall_and_desk
from scenes.script.language.typography import measures
from scenes.sets.evidence.cohort import Block, Cohort
from scenes.sets.evidence.layout import Composition
from scenes.sets.evidence.round_icons import liver_icon, marrow_icon
from scenes.stage.clip import Beat, Clip
from scenes.stage.style import (
    HARM_GROUND,
    INK,
    LABEL,
    LIVER,
    PAPER,
    REMISSION,
    REMISSION_GROUND,
    Weight,
)
from scenes.stage.view import View
from scenes.stage.words import Set, apart, block, extent, fitted, wrap

BENEFIT, HARM = 0, 1
ROLES = ("remission", "liver")
A_MONTH = 0.3
"""Seconds in which a month passes."""
ICONS = {"remission": marrow_icon, "full": marrow_icon, "liver": liver_icon}


@dataclass
class Page:
    """What a card says now: heading and note, and the people who are counted with their numbers."""

    heading: VGroup
    card: CountCard
    figures: VGroup

    def parts(self) -> tuple[VGroup, ...]:
        """What arrives and leaves by itself."""
        return self.heading, self.card, self.figures


class Evidence(Clip):
    """Beats: who, remission, liver, lasted, full and mrd (student), transplant, after, survival."""

    name = "evidence"
    number = ""
    poster_beat = "liver"
    lasts = (30, 75)
    ground = PAPER
    scaled = False  # people and organs as signs

    def setup(self) -> None:
        """The wide picture has room for sources beside its title."""
        vars(self)["marks_corner"] = self.zones.pick("top_right", "bottom_left", "bottom_left")
        super().setup()

    def construct(self) -> None:
        """Seven beats for patients, nine for students, and the end card."""
        self.plan = Composition.of(self.zones)
        self.pages: dict[int, Page] = {}
        self.add(wall_and_desk(self.zones, self.plan.cards[1].bottom - 22))
        with self.beat("who") as beat:
            self.part_the_crowd(beat)
        with self.beat("remission") as beat:
            self.clear_the_crowd()
            self.lay_a_card(BENEFIT)
            self.count(BENEFIT, beat, "tr_remission_326", beat.when("with the drug|came in", 0.4))
        with self.beat("liver") as beat:
            self.lay_a_card(HARM)
            self.count(HARM, beat, "vod_all", beat.when("a liver|of those", 0.3))
        with self.beat("lasted") as beat:
            self.count_the_months(beat)
        if self.has_beat("full"):
            with self.beat("full") as beat:
                self.count(BENEFIT, beat, "crcri_218", beat.start, kept="cr_only")
            with self.beat("mrd") as beat:
                self.count(BENEFIT, beat, "mrd_218", beat.when("of the responders", 0.0))
        with self.beat("transplant") as beat:
            self.count(BENEFIT, beat, "hsct_all", beat.when("so|in all", 0.2))
        with self.beat("after") as beat:
            self.count(HARM, beat, "nrm_hsct", beat.when("but of", 0.0))
        with self.beat("survival") as beat:
            self.count(BENEFIT, beat, "os_2y", beat.when("at two|after", 0.3))
        self.end_card(self.ornament())

    # --- who was in it ---------------------------------------------------------------------------

    def part_the_crowd(self, beat: Beat) -> None:
        """Everybody in the trial, and the two groups that chance makes of them."""
        form = self.plan.crowd
        adults, drug, chemo = (
            round(self.ledger.number(f"trial_pop.{key}")) for key in ("adults", "drug", "chemo")
        )
        crowd, groups = form.blocks(adults, (drug, chemo))
        view, seed = stage_view(self.zones), self.seed_for("chance")
        self.cohort = Cohort(view, form.step, crowd, groups, seed, self.zones.shape == "portrait")
        self.show(self.cohort, 0.0)
        head = self.caption_label("adults", form.head, align=0.5, delay=0.4)
        start = max(beat.when("by chance|open-label", 0.5), self.now + 2.9)
        self.hide(head, 0.4, delay=start - self.now - 0.4)
        self.ambient(self.cohort, lambda crowd, t: crowd.part((t - start) / 3.4))
        self.act_until(start + 2.4)
        for key, place in zip(("drug", "chemo"), form.names, strict=True):
            self.caption_label(key, place, align=0.5)
        self.act_until(max(beat.narration_end, start + 3.8))

    def clear_the_crowd(self) -> None:
        """The crowd leaves; from now on a hundred people stand for each group."""
        self.still(self.cohort)
        self.hide(self.cohort, 0.6)
        self.act(0.6)

    # --- cards -----------------------------------------------------------------------------------

    def lay_a_card(self, side: int) -> None:
        """The ground of a card: blue for what helped, peach for what harmed."""
        color = (REMISSION_GROUND, HARM_GROUND)[side]
        self.show(rounded(self.zones, self.plan.cards[side], color), 0.6)

    def page(self, side: int, counts: Sequence[int], kept: Sequence[int] | None = None) -> Page:
        """A page for the beat that is being played, and the people whom it counts in either group."""
        area = self.plan.cards[side]
        groups = self.script.beat("who").labels
        card = CountCard(
            self.zones, self.plan.form.at(area.left, area.top), counts,
            [re.split("[:：]", groups[group])[0].strip() for group in ("drug", "chemo")],
            (REMISSION, LIVER)[side], kept,
        )
        card.count(0.0)
        figures = self.figures(side, card)
        return Page(self.heading(side, card.top(figures)), card, figures)

    def figures(self, side: int, card: CountCard) -> VGroup:
        """The numbers that this beat gives for a card's people; students see the real counts, too."""
        labels = self._beat.script.labels
        of = labels.get("of", self.script.beat("remission").labels["of_hundred"])
        counts = [labels["count"], labels["chemo_count"]]
        cases = [labels[key] for key in ("cases", "chemo_cases") if key in labels]
        return card.figures(counts, of, ROLES[side], cases)

    def heading(self, side: int, foot: float) -> VGroup:
        """A card's heading and note above y ``foot`` (px), beside a round picture where there is one."""
        plan, area, size = self.plan, self.plan.cards[side], self.zones.type
        labels, name = self._beat.script.labels, self._beat.script.name
        icon = ICONS.get(name)
        z, done = self.zones, plan.beside if icon else plan.head[0]
        under = done if plan.note_beside else plan.note[0]
        x, y, radius = plan.icon
        group = VGroup(icon(z.point(z.along(area, x), area.top + y), radius)) if icon else VGroup()
        heads, px = fitted(labels["head"], size.label, area.width - plan.head[0] - done, "black")
        px = min(px, size.label * (0.75 if len(heads) > 1 else 1.0))
        weight: Weight = "bold" if name == "survival" else "regular"
        wide, small = area.width - plan.note[0] - under, size.minor
        lines = wrap(labels["note"], small, wide, weight)
        tall = px * measures(heads[0]).leading * (len(heads) - 1)
        high, low = area.top + plan.head[1] + tall / 2, area.top + plan.note[1]

        def left() -> float:
            """How far (px) the note ends above what stands below it."""
            down = 1.1 * measures(lines[0]).leading * (len(lines) - 1) + extent(lines[-1], weight)[1]
            return foot - low - small * down - 6

        if left() < 0:
            lines, small = fitted(labels["note"], small, wide, weight)
        low += min(left(), 0.0)
        # Where letters reach far up and down, both give way.
        by = max(apart(Set(heads[-1], px, "black"), Set(lines[0], small, weight)) - low + high, 0.0)
        down = min(by / 2, max(left(), 0.0))
        head, note = (z.point(z.along(area, x), y + down) for x, y in ((done, high - tall - by), (under, low)))
        return group.add(
            block(heads, px, head, px, color=LABEL[ROLES[side]], weight="black", align=z.begin),
            block(lines, small, note, 1.1 * small, color=INK, weight=weight, align=z.begin),
        )

    def of_either_group(self, fact: str, key: str = "{}in_100") -> list[float]:
        """What a fact says of the drug's group, and of the one with chemotherapy."""
        return [self.ledger.number(f"{fact}.{key.format(group)}") for group in ("", "chemo_")]

    def count(self, side: int, beat: Beat, fact: str, said: float, kept: str = "") -> None:
        """Let a hundred people come for each group, and those who are counted take color once that is ``said``, s.

        Where ``kept`` is given, those of them whom that fact does not count turn pale again.
        """
        numbers = [round(number) for number in self.of_either_group(fact)]
        stay = [round(number) for number in self.of_either_group(kept)] if kept else None
        page = self.page(side, numbers, stay)
        if kept:
            self.turn_the_page(side, page, beat, said, 2.4, (1.0, 1.0))
        else:
            self.turn_the_page(side, page, beat, said)

    def count_the_months(self, beat: Beat) -> None:
        """A hundred people in remission in each group; as months pass, half of the remissions end.

        Time runs alike for both groups, so the shorter one is over first.
        """
        everybody = round(self.ledger.number("tr_remission_326.hundred"))
        months = self.of_either_group("tr_dor", "{}months")
        page = self.page(BENEFIT, (everybody, everybody), (everybody // 2, everybody // 2))
        longest = max(months)
        said = beat.when("with the drug|a median", 0.3)
        self.turn_the_page(BENEFIT, page, beat, said, A_MONTH * longest, [longest / each for each in months])

    def turn_the_page(
        self, side: int, page: Page, beat: Beat, said: float, thinning: float = 0.0, paces: Sequence[float] = ()
    ) -> None:
        """A card's old page leaves, a new one comes and counts; then those who do not stay turn pale.

        ``thinning`` is how long that takes, in s; each group has its own pace in it, 1 to be done at its end.
        """
        for part in self.pages[side].parts() if side in self.pages else ():
            self.hide(part, 0.4)
        self.pages[side] = page
        start = self.now + 0.6
        fills = max(start + GATHERED, said)
        for part in page.parts():
            self.show(part, 0.6, delay=fills - self.now if part is page.figures else 0.4)
        counted = fills + GATHER_AND_FILL - GATHERED + 0.3

        def pose(card: CountCard, t: float) -> None:
            card.count((min(t - start, GATHERED) + max(t - fills, 0)) / GATHER_AND_FILL)
            if paces:
                gone = np.clip((t - counted) / thinning, 0, 1)
                card.thin_out([float(min(gone * pace, 1)) for pace in paces])

        self.ambient(page.card, pose)
        self.act_until(max(beat.narration_end, counted + thinning))
        self.still(page.card)

    def ornament(self) -> VGroup:
        """People in one line, nobody counted."""
        count = self.zones.pick(60, 34, 36)
        row, half = Block(count, count, (0.0, 0.0)), Block(count // 2, count // 2, (0.0, 0.0))
        return VGroup(Cohort(View(1.0), 30, row, (half, half), 0))
