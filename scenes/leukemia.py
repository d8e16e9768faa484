"""What is B-ALL? Marrow makes blood; in B-ALL its blasts multiply and crowd the other cells out.

Two windows in bone at 6-7 px/µm. The first stays healthy; in the second one blast becomes many while the
viewer watches. Then the people: who gets it, who dies of it; what relapsed and refractory mean; and the
view comes close to one blast (12 µm), on whose surface the story goes on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from shapely.geometry import box

from scenes.cast.cells.forms import UM, um_to_nm
from scenes.cast.kit.scenery import Plane
from scenes.cast.molecules.ornament import Ornament
from scenes.sets.leukemia.bone import Bone, BoneEdge
from scenes.sets.leukemia.dive import Dive
from scenes.sets.leukemia.layout import Composition, fields, zones_of
from scenes.sets.leukemia.ten_people import TenPeople
from scenes.sets.leukemia.tissue import Tissue
from scenes.sets.leukemia.tissue_cells import bone_window
from scenes.stage.actor import Actor
from scenes.stage.clip import Beat, Clip
from scenes.stage.drawing import fill
from scenes.stage.furniture import backdrop
from scenes.stage.layout import Box
from scenes.stage.style import BONE, MARROW, PAPER_CARD
from scenes.stage.view import View

TURNING, RETURNING = 7.5, 4.5  # s: crowding, coming back
#: How far words stay from the rim of a window, px.
_RIM: Final = 44.0
#: Cells that are named, and with which words of the narration.
_NAMED: Final = {
    "red": ("erythroblasts|Marrow makes", 0.4), "white": ("granulocytes|many kinds", 0.56),
    "platelets": ("megakaryocytes|cells share", 0.72),
}
STEPPING_BACK, DIVING = 2.0, 3.6  # s: all but one blast, and coming close to it


class Leukemia(Clip):
    """Beats: marrow, crowded, people, again, blast."""

    name = "leukemia"
    poster_beat = "crowded"
    lasts = (25, 72)
    ground = BONE

    def construct(self) -> None:
        """The shot list."""
        self.build_the_bone()
        with self.beat("marrow") as beat:
            self.bar = self.scale_bar(self.view, 10 * UM)
            self.name_the_cells(beat)
        with self.beat("crowded") as beat:
            self.open_the_second_window()
            self.head("healthy", 0, "healthy")
            self.let_the_blasts_multiply(beat)
        with self.beat("people") as beat:
            self.put_up_the_people()
            self.tell_who_gets_it_and_who_dies(beat)
        with self.beat("again") as beat:
            self.let_it_come_back(beat)
        with self.beat("blast"):
            self.come_close()
            self.name_the_blast()
        self.end_card(Ornament(self.zones.shape))

    # --- bone and marrow ------------------------------------------------------------------
    def build_the_bone(self) -> None:
        """Bone across the picture; behind its first window, healthy marrow."""
        self.zones = zones_of(self.zones)
        z, plan = self.zones, Composition.of(self.zones)
        self.plan, self.view = plan, View(plan.px_per_um / UM)
        Leukemia.marks_corner = plan.marks_corner
        self.fields = fields(plan, z)
        over = [Box(0, b.top - 110, z.frame.width, b.top) for b in plan.windows]
        words = [replace(z.frame, bottom=over[0].bottom), over[1], z.footer, z.scale_bar]
        self.bone = Bone(self.view, self.fields, self.to_um(z.frame), [self.to_um(b) for b in words])
        self.marrow = Tissue(self.view, self.fields[0])
        self.second = Tissue(self.view, self.fields[1], plan.founder)
        self.edges = [BoneEdge(self.view, field) for field in self.fields]
        self.add(self.bone, self.marrow, self.edges[0])
        self.ambient(self.marrow, lambda tissue, t: tissue.at(t))

    def to_um(self, area: Box) -> tuple[float, float, float, float]:
        """A box of the stage as left, bottom, right, top in µm about the picture's middle."""
        low = self.view.place(self.zones.point(area.left, area.bottom)) / UM
        high = self.view.place(self.zones.point(area.right, area.top)) / UM
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def name_the_cells(self, beat: Beat) -> None:
        """Three of the many kinds, one after the other."""
        above = Box(0, 0, self.zones.frame.width, self.plan.windows[0].top)
        above_it = fill(um_to_nm(box(*self.to_um(above))), BONE, self.view)
        self.solid(self.edges[0], above_it)
        prefer = self.zones.pick("right", "below", "right")
        below = prefer == "below"
        places = {"white": (0.13, -0.25), "red": (0.75, -0.3)} if below else {}
        said = {key: beat.when(words, share) for key, (words, share) in _NAMED.items()}
        for key in ("platelets", "red", "white") if below else ("platelets", "white", "red"):  # so they find room
            near = places.get(key, (0.5, -0.4))
            self.label(key, self.marrow.anchor(key, near), "ink", prefer, delay=said[key] - self.now)
        self.act_until(max(said.values()) + 2.4)

    def open_the_second_window(self) -> None:
        """Beside it a second piece of marrow, healthy as well, but for one cell."""
        for thing in (self.second, self.edges[1]):
            self.show(thing, 0.8)
        self.ambient(self.second, lambda tissue, t: tissue.at(t))

    def head(self, key: str, window: int, role: str) -> None:
        """A heading over a window."""
        size = self.zones.pick("label", "minor", "label")
        self.caption_label(key, self.plan.heads[window], role, size=size)

    def let_the_blasts_multiply(self, beat: Beat) -> None:
        """From one blast to a marrow full of them, while one looks on."""
        self.second.turns_at, self.second.over = self.now + 1.0, TURNING
        self.act(2.6)
        self.head("ball", 1, "blast")
        self.act_until(max(self.second.turns_at + TURNING, beat.narration_end))

    # --- people ---------------------------------------------------------------------------
    def put_up_the_people(self) -> None:
        """A card in the first window; the marrow beside it steps back."""
        self.still(self.marrow)
        self.still(self.second)
        self.card = Plane(self.view, fill(um_to_nm(bone_window(self.fields[0])), PAPER_CARD, self.view))
        self.show(self.card, 0.6, behind=self.edges[0])
        for thing in (self.second, self.edges[1]):
            self.haze(thing, 0.55, over=0.8)
        self.act(0.6)

    def tell_who_gets_it_and_who_dies(self, beat: Beat) -> None:
        """Ten people with the disease, and the same ten if it were those who die of it."""
        self.people = []
        told = (("under_20", "age_under20", "young_in_ten", ""), ("deaths", "adult_deaths_share",
                                                                  "young_in_ten", "but"))
        size, (edge, _) = self.zones.pick("label", "minor", "minor"), self.zones.px(self.card.get_right())
        for (key, fact, value, turn), (x, y) in zip(told, self.plan.rows, strict=True):
            self.act_until(beat.when(turn, 0.55) if turn else self.now)
            words = self.caption_label(key, (x, y), size=size, room=edge - _RIM - x)
            row = TenPeople(View(1.0), self.plan.step, int(self.ledger[fact].values[value]))
            row.view = View(1.0).at(self.zones.point(x, words.box.bottom + 22 + row.tall))
            row.pose((0.0, 0.0))
            row.comes = self.now + 0.3
            self.show(row, 0.3)
            self.ambient(row, lambda people, t: people.at(t))
            self.people.append(row)
        self.act(3.0)

    # --- again ----------------------------------------------------------------------------
    def let_it_come_back(self, beat: Beat) -> None:
        """In the first window the blasts come back; in the second they never went."""
        for thing in (self.card, *self.people):
            self.hide(thing, 0.6)
        for tissue in (self.marrow, self.second):
            self.ambient(tissue, lambda shown, t: shown.at(t))
        self.head("relapsed", 0, "blast")
        self.marrow.turns_at, self.marrow.over = self.now + 1.0, RETURNING
        self.act_until(beat.when("if it did|it is refractory", 0.5))
        for thing in (self.second, self.edges[1]):
            self.haze(thing, 0.0, over=0.8)
        self.head("refractory", 1, "blast")
        self.act_until(max(self.marrow.turns_at + RETURNING, beat.narration_end))

    # --- one blast ------------------------------------------------------------------------
    def come_close(self) -> None:
        """From the marrow to one of its blasts, by a visible change of scale; the scale bar tells."""
        plan = self.plan
        for tissue in (self.marrow, self.second):
            self.still(tissue)
        planes: list[Actor] = [self.bone, self.marrow, self.second, *self.edges]
        self.dive = dive = Dive(
            self.view, planes, self.second.blast_near(*plan.chosen),
            self.zones.point(*plan.close_at), plan.close, self.now + STEPPING_BACK, DIVING,
        )
        self.show(backdrop(self.zones, MARROW), STEPPING_BACK, behind=self.bone)
        self.show(dive.blast, 0.6 * STEPPING_BACK)
        for plane in planes:
            self.haze(plane, 0.92, MARROW, over=STEPPING_BACK)
        self.act(STEPPING_BACK)
        self.ambient(self.bone, lambda _, t: dive.at(t))
        self.ambient(self.bar, lambda bar, t: bar.set_view(dive.view(t)))
        self.act(0.55 * DIVING)
        self.still(self.bar)
        self.bar = self.scale_bar(dive.view(self.now), 5 * UM, 0.3)
        self.ambient(self.bar, lambda bar, t: bar.set_view(dive.view(t)))
        self.act(0.45 * DIVING + 0.4)

    def name_the_blast(self) -> None:
        """The blast, and the marker on its surface."""
        self.solid(self.dive.blast)
        self.label("cd22", self.dive.blast.anchor("cd22"), "cd22", prefer="left")
        self.label("blast", self.dive.blast.anchor("middle"), "blast", prefer="right", delay=0.4)
        self.act(2.4)
