"""What happens on a treatment day? Tests, three medicines, a drip; the weeks after it, at home, and when to call.

One room, then nearer to the same man; a wall with a calendar; a sofa; a kitchen, where day turns to night; a table at
which one talk comes before all of it. Wood in the foreground goes through all rooms, and carries the captions.
"""

from __future__ import annotations

from scenes.cast.charts.count_card import GATHER_AND_FILL, CountCard
from scenes.cast.clinic.calendar import Page
from scenes.cast.patient.pictograms import in_line
from scenes.sets.treatment.home_rooms import Kitchen, LivingRoom
from scenes.sets.treatment.layout import Composition
from scenes.sets.treatment.rooms_clip import RoomsClip
from scenes.sets.treatment.talk import Talk
from scenes.sets.treatment.wall import Wall, below_the_title
from scenes.sets.treatment.ward import Ward
from scenes.stage.clip import Beat
from scenes.stage.courses import Course
from scenes.stage.labels import boxes_of, label_size
from scenes.stage.motion import ease
from scenes.stage.style import HEALTHY_B, WALL, WOOD, lighter

#: Signs of what is called in at once, and of what is asked first, each also its label's key; and when it comes.
CALL_FOR = {"fever": "fever", "bruise": "bleeding", "eye": "yellow|jaundice", "belly": "a swollen",
            "scale": "fast|rapid"}
ASK_ABOUT = {"pregnancy": "about pregnancy|the unborn", "contraception": "birth control|contraception",
             "breast": "breast-feeding|after the last", "fertility": "a baby|in women"}
#: What the clock's hours mean.
HOURS = ("drip", "watched")
#: What adults felt: the labels of its name and its number, and what the ledger calls it.
FELT = (("tired", "tired_count", "fatigue"), ("fever", "fever_count", "fever"), ("sick", "sick_count", "nausea"))


class Treatment(RoomsClip):
    """Beats: before, drip, rhythm, home, call, first."""

    name = "treatment"
    poster_beat = "drip"
    lasts = (50, 82)
    ground = WALL
    scaled = False  # persons and rooms

    def setup(self) -> None:
        """The wide picture has room for sources beside its title."""
        vars(self)["marks_corner"] = self.zones.pick("top_right", "bottom_left", "bottom_left")
        super().setup()

    def construct(self) -> None:
        """Six beats and the end card."""
        self.plan = Composition.of(self.zones)
        self.lay_the_ledge(self.plan.ward.ledge)
        self.ward = Ward(self.zones, self.plan.ward, self.seed_for("people") % 1000)
        with self.beat("before") as beat:
            self.come_in()
            self.take_blood(beat)
            self.lay_medicines_ready(beat)
        with self.beat("drip") as beat:
            self.go_nearer()
            self.let_it_drip(beat)
        with self.beat("rhythm") as beat:
            self.turn_to_the_wall(beat)
            self.lay_out_rounds(beat)
        with self.beat("home") as beat:
            self.go_home()
            self.count_people(beat)
        with self.beat("call") as beat:
            self.go_to_the_kitchen(beat)
            self.call_the_team(beat)
        with self.beat("first") as beat:
            self.sit_down_to_talk(beat)
        self.end_card(in_line(("tube", "drip", "clock", "fever", "bruise", "eye"), self.zones.pick(220, 56, 60)))

    # --- the drip --------------------------------------------------------------------------------

    def come_in(self) -> None:
        """The room as the day begins."""
        ward = self.ward
        self.closer, self.lift = Course(0.0), Course(0.0)
        for group in (ward.back, ward.blood, ward.chair):
            self.show(group, 0.0, behind=self.ledge)
        self.show(ward.plant, 0.0)
        self.on_wood.append(ward.plant)
        self.ambient(ward.chair, lambda _, t: ward.live(t, self.closer.at(t), self.lift.at(t)))

    def take_blood(self, beat: Beat) -> None:
        """The nurse lifts the tube."""
        self.act_until(beat.when("takes blood|blood counts", 0.08))
        self.act_until(self.lift.to(1.0, self.now, 1.2) - 0.2)
        self.solid(self.ward.chair, self.ward.blood)
        if self.plan.ward.test:
            self.caption_label("tests", self.plan.ward.test)
        else:
            self.label("tests", self.ward.tube.anchor("blood"), prefer="above")
        self.act_until(beat.when("then", 0.5))

    def lay_medicines_ready(self, beat: Beat) -> None:
        """One by one."""
        x, y, room = self.plan.ward.words
        self.caption_label("medicines", (x, y), room=room)
        for i, thing in enumerate(self.ward.medicines):
            self.stand_on_the_wood(thing, delay=0.3 + 0.7 * i)
        self.act_until(max(beat.narration_end, self.now + 3.0))

    def go_nearer(self) -> None:
        """To the same man; the nurse and what lay ready leave."""
        ward = self.ward
        self.closer.to(1.0, self.now, 2.0)
        self.lay_the_edge(self.plan.ward.drip_ledge, over=2.0)
        self.leave(ward.back, ward.blood, *ward.medicines, ward.plant)
        self.act(1.2)
        self.emerge(ward.drip, 0.6, 0.4, behind=ward.chair)
        self.act(0.9)

    def let_it_drip(self, beat: Beat) -> None:
        """An hour of drip, an hour of watch, and the end open."""
        ward, start = self.ward, self.now
        self.ambient(ward.drip, lambda _, t: ward.run(t, ease(t, start + 1.0, 3.4)))
        self.show(ward.line, 0.6, behind=self.ledge)
        self.act(0.5)
        size, self.kept_free = ward.fit_hours([beat.script.labels[key] for key in HOURS], self.zones.type.label)
        self.solid(ward.chair, ward.drip, ward.line, ward.clock)
        self.label("vein", ward.dressing.anchor("middle"), prefer="above")
        self.kept_free = ()
        self.arrive(ward.clock)
        hours = Course(0.0)
        self.ambient(ward.clock, lambda clock, t: clock.tell(hours.at(t)))
        hours.to(1.0, self.now + 0.6, 2.8)
        for i, (key, swatch) in enumerate(zip(HOURS, ward.swatches(), strict=True)):
            self.arrive(swatch)
            with self.no_larger(size):
                self.caption_label(key, ward.beside(i), align=self.zones.begin, room=self.plan.ward.hour_room)
            if i == 0:
                self.act_until(max(beat.when("nurses|staff", 0.5), self.now + 3.6))
                if ward.second:
                    self.haze(ward.second, 0.22)
                    self.show(ward.second, 0.6, behind=ward.chair)
        hours.to(2.0, self.now + 0.2, 2.0)
        hours.to(3.0, self.now + 2.3, 0.8)
        self.act_until(max(beat.narration_end, self.now + 3.4))

    # --- weeks -----------------------------------------------------------------------------------

    def turn_to_the_wall(self, beat: Beat) -> None:
        """The calendar, its first pages, and the man before it."""
        self.clear_the_room()
        self.lay_the_edge(self.plan.wall.ledge)
        form = below_the_title(self.plan.wall, self.zones, boxes_of(self.zones, self._titles()), beat.script.labels)
        self.wall = wall = Wall(self.zones, form, beat.script.labels, self.seed_for("people") % 1000)
        self.arrive(wall.rail, *wall.pages, wall.man, delay=0.35)
        self.reach = Course(0.0)
        self.ambient(wall.man, lambda _, t: wall.live(t, self.reach.at(t)))
        self.act(1.2)

    def lay_out_rounds(self, beat: Beat) -> None:
        """A drop a week; two rounds; what may follow."""
        wall, plan = self.wall, self.wall.form
        for page, over in zip(wall.pages, (1.6, 2.4), strict=True):
            self.let_drops_fall(page)
            self.act(over)
        self.act_until(beat.when("before a transplant", 0.42))
        self.show(wall.before, 0.5, behind=self.ledge)
        self.caption_label("before", plan.words[0], room=self.zones.safe.width)
        self.act_until(max(beat.when("without one", 0.62), self.now + 1.4))
        for i, planned in enumerate(wall.plans):
            self.emerge(planned, 0.5, 0.18 * i, behind=wall.man)
        self.show(wall.without, 0.5, 0.6, behind=self.ledge)
        size, place = wall.fit_without(beat.script.labels, self.zones.type.label)
        with self.no_larger(size):
            self.caption_label("without", place, delay=0.6, room=self.zones.safe.width)
        self.reach.to(1.0, self.now, 1.4)
        self.act_until(max(beat.narration_end, self.now + 3.0))

    def let_drops_fall(self, page: Page) -> None:
        """One after the other, each into its place."""
        start = self.now + 0.2
        self.ambient(page, lambda page, t: page.fall(float((t - start) / 2.2)))

    def go_home(self) -> None:
        """The man on his sofa, keys on the hook."""
        self.clear_the_room()
        self.room = room = LivingRoom(self.zones, self.plan.home, self.seed_for("people") % 1000)
        self.arrive(room.light, room.sofa, room.keys, delay=0.35)
        self.stand_on_the_wood(room.mug, delay=0.6)
        self.ambient(room.sofa, lambda _, t: room.live(t))
        self.act(1.2)

    def count_people(self, beat: Beat) -> None:
        """A hundred people for each of three things that many felt."""
        labels, plan = beat.script.labels, self.plan.home
        counts = [round(self.ledger.number(f"td_feel.{fact}_in_100")) for *_, fact in FELT]
        names = [labels[name] for name, *_ in FELT]
        card = CountCard(self.zones, plan.people, counts, names, HEALTHY_B)
        card.count(0.0)
        figures = card.figures([labels[number] for _, number, _ in FELT], labels["of_hundred"], "ink")
        self.caption_label("head", plan.head)
        for part in (card, figures):
            self.show(part, 0.6, behind=self.ledge)
        start = self.now + 0.3
        self.ambient(card, lambda people, t: people.count((t - start) / GATHER_AND_FILL))
        self.act_until(max(beat.when("if", 0.74), start + GATHER_AND_FILL + 0.2))
        self.still(card)
        x, y, room = plan.words
        with self.no_larger(label_size(labels["keys"], self.zones.type.label, room, "bold", lines=2)):
            self.caption_label("keys", (x, y), room=room, up=self.zones.shape == "landscape")
        self.act_until(max(beat.narration_end, self.now + 2.4))

    # --- when to call, and what to ask first -----------------------------------------------------

    def go_to_the_kitchen(self, beat: Beat) -> None:
        """A note on the refrigerator."""
        self.clear_the_room()
        self.kitchen = room = Kitchen(self.zones, self.plan.kitchen, beat.script.labels, [*CALL_FOR],
                                      self.seed_for("caller") % 1000)
        self.arrive(room.furniture, room.woman, delay=0.55)
        self.phone = Course(0.0)
        self.ambient(room.woman, lambda _, t: room.live(t, self.phone.at(t)))
        self.act(1.2)

    def call_the_team(self, beat: Beat) -> None:
        """Row by row; the telephone goes up, and day turns to night."""
        room, start = self.kitchen, self.now
        dark = Course(0.0)
        dark.to(1.0, start + 0.6, max(beat.at(0.94) - start - 0.6, 6.0))
        self.ambient(room.window, lambda window, t: window.turn_to_night(dark.at(t)))
        said = [*CALL_FOR.values(), "call|patients"]
        for i, row in enumerate(room.rows):
            self.act_until(max(beat.when(said[i], 0.72 * i / len(said)), self.now + (0.5 if i else 0.0)))
            self.show(row, 0.5, behind=room.woman)
            if i == len(CALL_FOR) - 1:
                self.phone.to(1.0, self.now, 1.3)
        self.act_until(max(beat.narration_end, self.now + 1.5))

    def sit_down_to_talk(self, beat: Beat) -> None:
        """One talk comes before all of it."""
        self.clear_the_room()
        plan = self.plan.talk
        self.lay_the_edge(plan.table, plan.table + plan.deep)
        self.talk = talk = Talk(self.zones, plan, beat.script.labels, [*ASK_ABOUT], self.seed_for("talk") % 1000)
        self.arrive(talk.window, talk.people, delay=0.6)
        talking = Course(0.0)
        talking.to(1.0, self.now + 1.4, 0.8)
        self.ambient(talk.people, lambda _, t: talk.live(t, talking.at(t)))
        self.act(1.3)
        self.emerge(talk.sheet, 0.6, ground=lighter(WOOD, 0.22))
        for i, (sign, said) in enumerate(zip(talk.signs, ASK_ABOUT.values(), strict=True)):
            self.act_until(max(beat.when(said, 0.42 + 0.12 * i), self.now + 0.8))
            self.show(sign, 0.5)
        self.act_until(max(beat.narration_end, self.now + 1.6))
