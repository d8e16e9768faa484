"""What should I watch for? The boxed warning first, then the rest, then what to report.

A calm person from the front; only the liver has a color. Beside it the numbers, as people, a hundred for
each: liver VOD in the trial and after transplant, and deaths after transplant. Then three lists with
pictograms: other harms, what the team checks, what to tell the team at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manim import VGroup

from scenes.cast.charts.count_card import GATHER_AND_FILL, CountCard
from scenes.cast.kit.ground import wall_and_desk
from scenes.cast.patient.pictograms import in_line
from scenes.cast.patient.torso import Torso
from scenes.sets.safety.layout import Composition, CountPlace
from scenes.sets.safety.list_card import ListCard, ListRow
from scenes.stage.clip import Beat, Clip
from scenes.stage.labels import clear_below
from scenes.stage.layout import u
from scenes.stage.style import ANTIBODY_CH3, INK, LABEL, LIVER, PAPER
from scenes.stage.view import View
from scenes.stage.words import Words, apart, extent, width_px


@dataclass(frozen=True)
class Counted:
    """Two groups of people: the beat and labels that name them, and the facts that count them."""

    beat: str
    groups: tuple[str, str]
    figures: tuple[str, str]
    facts: tuple[str, str]


VOD = Counted(
    "count", ("trial", "transplant"), ("trial_count", "transplant_count"),
    ("vod_all.in_100", "vod_hsct.in_100"),
)
DEATHS = Counted(
    "after", ("drug", "chemo"), ("drug_count", "chemo_count"),
    ("nrm_hsct.in_100", "nrm_hsct.chemo_in_100"),
)
#: Rows of the lists: the pictogram, which is also the label's key, the label of a second line, and its words.
OTHER_HARMS = (
    ("counts", "counts_figure", "low counts|blood counts"), ("germ", "germ_figure", "infection"),
    ("blood", "blood_figure", "bleeding"), ("drip", "", "infusion|the drip"), ("rhythm", "", "QT|rhythm"),
)
CHECKS = (
    ("tube", "tube_note", "blood counts|your blood"), ("liver", "liver_note", "liver tests|and liver"),
    ("trace", "", "ECG|checks your"), ("clock", "clock_note", "after each"),
)
#: Bars of the lists: the one that asks for something stands out.
CALM, STRONG = LABEL["cell"], ANTIBODY_CH3
REPORT = (
    ("eye", "", "jaundice|yellow"), ("belly", "", "a swollen"), ("scale", "", "rapid|sudden"), ("fever", "", "fever"),
    ("bruise", "", "bleeding"),
)


class Safety(Clip):
    """Beats: liver, count, after, also, checks, tell."""

    name = "safety"
    number = ""
    poster_beat = "tell"
    lasts = (35, 72)
    ground = PAPER
    scaled = False  # a body, people and pictograms as signs

    def setup(self) -> None:
        """The wide picture has room for sources beside its title; the person's head stands beside the subtitle."""
        vars(self)["subtitle_reach"] = self.zones.pick(620, 570, 640)
        vars(self)["marks_corner"] = self.zones.pick("top_right", "bottom_left", "bottom_left")
        super().setup()

    def construct(self) -> None:
        """Six beats and the end card."""
        self.plan = Composition.of(self.zones)
        self.standing: dict[CountPlace, tuple[VGroup, ...]] = {}
        self.list: ListCard | None = None
        self.add(wall_and_desk(self.zones, self.plan.desk))
        with self.beat("liver") as beat:
            self.show_the_person()
            self.color_the_liver(beat)
        with self.beat("count") as beat:
            self.count_people(beat, VOD, self.plan.vod)
        with self.beat("after") as beat:
            self.count_people(beat, DEATHS, self.plan.deaths)
        with self.beat("also") as beat:
            self.leave_vod_standing()
            self.list_one_by_one(beat, OTHER_HARMS, CALM)
        with self.beat("checks") as beat:
            self.list_one_by_one(beat, CHECKS, CALM)
        with self.beat("tell") as beat:
            self.list_one_by_one(beat, REPORT, STRONG)
        self.end_card(in_line(("liver", "eye", "belly", "scale", "fever", "bruise"), self.zones.pick(220, 56, 60)))

    # --- the person ------------------------------------------------------------------------------

    def show_the_person(self) -> None:
        """A calm figure, the liver at rest."""
        view = View(self.plan.px_per_cm).at(self.zones.point(*self.plan.crown))
        self.torso = Torso(view)
        self.at_rest, self.at_risk = self.torso.liver(), self.torso.liver(LIVER)
        self.show(self.torso, 0.0)
        self.show(self.at_rest, 0.0)
        self.act(1.4)

    def color_the_liver(self, beat: Beat) -> None:
        """The liver takes the color of harm; its name comes."""
        self.show(self.at_risk, 1.2, delay=0.6)
        self.act_until(max(beat.when("veno-occlusive|called", 0.4), self.now + 0.4))
        self.solid(self.torso)
        self.label("vod", self.at_risk.anchor("liver"), "liver", prefer="left")
        self.act_until(max(beat.narration_end, self.now + 2.8))

    # --- numbers ---------------------------------------------------------------------------------

    def count_people(self, beat: Beat, counted: Counted, place: CountPlace) -> None:
        """Two hundreds of people: those who are counted take color, as many as the ledger says."""
        card = self.put_up(counted, place)
        start = self.now + 0.6
        self.ambient(card, lambda people, t: people.count((t - start) / GATHER_AND_FILL))
        self.act_until(max(beat.narration_end, start + GATHER_AND_FILL + 0.3))
        self.still(card)

    def put_up(self, counted: Counted, place: CountPlace) -> CountCard:
        """Two groups with their heading and numbers; what stood in their place leaves."""
        labels = self.script.beat(counted.beat).labels
        of = self.script.beat("count").labels["of_hundred"]
        counts = [round(self.ledger.number(fact)) for fact in counted.facts]
        card = CountCard(self.zones, place.form, counts, [labels[group] for group in counted.groups])
        card.count(0.0)
        figures = card.figures([labels[figure] for figure in counted.figures], of)
        self.empty(place)
        self.standing[place] = self.heading(place, labels["head"], labels["note"]), card, figures
        for part in self.standing[place]:
            self.show(part, 0.6, delay=0.4)
        return card

    def heading(self, place: CountPlace, head: str, note: str) -> VGroup:
        """What is counted."""
        size = self.zones.type
        px = min(size.label, size.label * place.room / width_px(head, size.label, "black"))
        z = self.zones
        title = Words(head, px, LABEL["liver"], "black")
        assert self._title is not None
        x, y = place.head
        if z.rtl:  # such letters stand clear of what is below alone where they are: they go no lower than they must
            above = [part for part in self._title.family_members_with_points()
                     if z.px(part.get_left())[0] < x + title.advance / u(1)]
            y = max([y, *(z.px(part.get_bottom())[1] + px * extent(head, "black")[0] + 6 for part in above)])
        else:
            y = clear_below(self._title, z, y, head, px)
        lines = [(title, (x, y))]
        if place.note:
            below, (left, low) = Words(note, size.minor, INK), place.note
            y = min(y, low - apart(title.as_set, below.as_set))  # higher where letters reach far up and down
            lines = [(title, (x, y)), (below, (left, low))]
        wide = max(words.advance for words, _ in lines) / u(1) if z.rtl else 0.0
        return VGroup(*(words.at_baseline(z.point(x + wide, y), z.begin) for words, (x, y) in lines))

    def empty(self, place: CountPlace) -> None:
        """What stands in a place leaves."""
        for part in self.standing.pop(place, ()):
            self.hide(part, 0.4)

    def leave_vod_standing(self) -> None:
        """Lists take the room; VOD stays in the picture where there is a place for it."""
        stays = self.plan.stays
        for place in [*self.standing]:
            if place != stays:
                self.empty(place)
        if stays and stays not in self.standing:
            self.put_up(VOD, stays).count(1.0)

    # --- lists -----------------------------------------------------------------------------------

    def list_one_by_one(self, beat: Beat, keys: Sequence[tuple[str, str, str]], color: str) -> None:
        """A list whose rows come as they are said."""
        labels = beat.script.labels
        rows = [ListRow(key, labels[key], labels[note] if note else "") for key, note, _ in keys]
        if self.list is not None:
            for part in (self.list.ground, *self.list.rows):
                self.hide(part, 0.4)
        self.list = ListCard(self.zones, self.plan.rows, labels["head"], rows, color)
        self.show(self.list.ground, 0.6, delay=0.4)
        self.act(0.8)
        for i, (row, (*_, said)) in enumerate(zip(self.list.rows, keys, strict=True)):
            self.act_until(max(beat.when(said, 0.92 * i / len(rows)), self.now + (0.5 if i else 0.0)))
            self.show(row, 0.5)
        self.act_until(max(beat.narration_end, self.now + 0.9))
