"""What did the trial find? Benefit and harm as people, in one form and at one size.

INO-VATE compared inotuzumab ozogamicin with chemotherapy. A crowd of as many people as took part is parted
by chance. Then two cards: on blue what helped, on peach what harmed, each with a hundred people for either
group, filled from the bottom left in the same time. The harm stays in the picture while benefits change.
"""

from __future__ import annotations

from dataclasses import dataclass

from manim import VGroup

from scenes.cast.charts.count_card import GATHER_AND_FILL, CountCard, rounded, stage_view
from scenes.sets.evidence.cohort import Block, Cohort
from scenes.sets.evidence.layout import Composition
from scenes.sets.evidence.round_icons import liver_icon, marrow_icon
from scenes.stage.clip import Beat, Clip
from scenes.stage.motion import ease
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
from scenes.stage.words import Words, block, width_px, wrap

BENEFIT, HARM = 0, 1
ROLES = ("remission", "liver")
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
    """Beats: who, remission, liver, full, mrd, transplant, after, survival."""

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
        """Eight beats and the end card."""
        self.plan = Composition.of(self.zones)
        self.pages: dict[int, Page] = {}
        with self.beat("who") as beat:
            self.part_the_crowd(beat)
        with self.beat("remission") as beat:
            self.clear_the_crowd()
            self.lay_a_card(BENEFIT)
            self.count(BENEFIT, beat, "crcri_218", kept="cr_only")
        with self.beat("liver") as beat:
            self.lay_a_card(HARM)
            self.count(HARM, beat, "vod_all")
        with self.beat("full") as beat:
            self.keep_those_with_full_counts(beat)
        with self.beat("mrd") as beat:
            self.count(BENEFIT, beat, "mrd_218")
        with self.beat("transplant") as beat:
            self.count(BENEFIT, beat, "hsct_all")
        with self.beat("after") as beat:
            self.count(HARM, beat, "nrm_hsct")
        with self.beat("survival") as beat:
            self.count(BENEFIT, beat, "os_2y")
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
        start = max(beat.at(0.5), self.now + 2.9)
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

    def page(self, side: int, fact: str, kept: str = "") -> Page:
        """A page for the beat that is being played, its people counted by a fact."""
        area = self.plan.cards[side]
        groups = self.script.beat("who").labels
        keys = ("in_100", "chemo_in_100")
        card = CountCard(
            self.zones, self.plan.form.at(area.left, area.top),
            [round(self.ledger.number(f"{fact}.{key}")) for key in keys],
            [groups["drug"].split(":")[0], groups["chemo"].split(":")[0]],
            (REMISSION, LIVER)[side],
            [round(self.ledger.number(f"{kept}.{key}")) for key in keys] if kept else None,
        )
        card.count(0.0)
        return Page(self.heading(side), card, self.figures(side, card))

    def figures(self, side: int, card: CountCard) -> VGroup:
        """The numbers that this beat gives for a card's people; students see the real counts, too."""
        labels = self._beat.script.labels
        of = self.script.beat("remission").labels["of_hundred"]
        counts = [labels["count"], labels["chemo_count"]]
        cases = [labels[key] for key in ("cases", "chemo_cases") if key in labels]
        return card.figures(counts, of, ROLES[side], cases)

    def heading(self, side: int) -> VGroup:
        """A card's heading and note, beside a round picture where there is one."""
        plan, area, size = self.plan, self.plan.cards[side], self.zones.type
        labels, name = self._beat.script.labels, self._beat.script.name
        icon = ICONS.get(name)
        left = area.left + (plan.beside if icon else plan.head[0])
        under = left if plan.note_beside else area.left + plan.note[0]
        group = VGroup()
        if icon:
            x, y, radius = plan.icon
            group.add(icon(self.zones.point(area.left + x, area.top + y), radius))
        room = area.right - plan.head[0] - left
        px = min(size.label, size.label * room / width_px(labels["head"], size.label, "black"))
        title = Words(labels["head"], px, LABEL[ROLES[side]], "black")
        group.add(title.at_baseline(self.zones.point(left, area.top + plan.head[1])))
        weight: Weight = "bold" if name == "survival" else "regular"
        lines = wrap(labels["note"], size.minor, area.right - plan.note[0] - under, weight)
        start = self.zones.point(under, area.top + plan.note[1])
        return group.add(block(lines, size.minor, start, 1.1 * size.minor, color=INK, weight=weight))

    def count(self, side: int, beat: Beat, fact: str, kept: str = "") -> None:
        """Let a hundred people come for each group and those who are counted take color."""
        for part in self.pages[side].parts() if side in self.pages else ():
            self.hide(part, 0.4)
        page = self.pages[side] = self.page(side, fact, kept)
        for part in page.parts():
            self.show(part, 0.6, delay=0.4)
        start = self.now + 0.6
        self.ambient(page.card, lambda card, t: card.count((t - start) / GATHER_AND_FILL))
        self.act_until(max(beat.narration_end, start + GATHER_AND_FILL + 0.3))
        self.still(page.card)

    def keep_those_with_full_counts(self, beat: Beat) -> None:
        """Of the people in remission, those without full counts turn pale; the numbers follow."""
        page = self.pages[BENEFIT]
        for part in (page.heading, page.figures):
            self.hide(part, 0.4)
        page.heading = self.heading(BENEFIT)
        page.figures = self.figures(BENEFIT, page.card)
        for part in (page.heading, page.figures):
            self.show(part, 0.4, delay=0.4)
        start = self.now + 0.8
        self.ambient(page.card, lambda card, t: card.thin_out(ease(t, start, 2.4)))
        self.act_until(max(beat.narration_end, start + 2.8))
        self.still(page.card)

    def ornament(self) -> VGroup:
        """People in one line, nobody counted."""
        count = self.zones.pick(60, 34, 36)
        row, half = Block(count, count, (0.0, 0.0)), Block(count // 2, count // 2, (0.0, 0.0))
        return VGroup(Cohort(View(1.0), 30, row, (half, half), 0))
