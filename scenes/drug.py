"""What is it made of? One antibody, and on it linkers and payloads: taken apart, then put together.

At 41 px/nm (wide picture) the antibody fills the screen. Its linkers and payloads (3 nm) move outward, each
along its own ray; students look at their true formula in a lens. Then the parts join, the view moves back,
and several antibodies with two to eight payloads drift in plasma, as the next clip finds them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from shapely.geometry import box

from scenes.cast.antibody import Antibody
from scenes.cast.crowd import Crowd
from scenes.cast.exploded import Exploded
from scenes.cast.lens import Lens
from scenes.cast.ornament import Ornament
from scenes.cast.structure import Structure
from scenes.stage.clip import Beat, Clip
from scenes.stage.layout import Box, Point, Zones
from scenes.stage.motion import Wander, ease, stepped
from scenes.stage.style import PLASMA
from scenes.stage.view import View

Place = tuple[float, float]
BACK = 2.6  # s to move back


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px of the stage unless noted.

    Attributes
    ----------
    px_per_nm, hinge
        Scale, and where the antibody's hinge stands.
    lens, lens_radius, bond
        The student's lens, and the length of a bond in it.
    names
        Where "linker" and "payload" are written in the lens.
    far, others
        Px per nm after moving back; where the first antibody then stands, and the others, each with the
        number of its payloads.
    words
        Where the average is written.
    """

    px_per_nm: float
    hinge: Place
    lens: Place
    lens_radius: float
    bond: float
    names: tuple[Place, Place]
    far: float
    home: Place
    others: tuple[tuple[float, float, int], ...]
    words: Place

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(36.0, (560, 556), (1474, 468), 318, 30.0, ((1470, 248), (1590, 704)), 12.5, (960, 500),
                ((330, 420, 2), (560, 670, 7), (1330, 640, 6), (1610, 430, 8), (1290, 300, 5)), (960, 850)),
            cls(30.0, (480, 650), (560, 1200), 288, 26.4, ((556, 1002), (650, 1412)), 15.0, (540, 900),
                ((250, 620, 2), (850, 580, 8), (230, 1190, 7), (830, 1180, 5)), (540, 1430)),
            cls(20.0, (290, 400), (744, 556), 262, 24.0, ((734, 366), (806, 750)), 12.0, (540, 450),
                ((220, 330, 2), (850, 300, 8), (220, 640, 7), (850, 620, 5)), (540, 790)),
        )

    def without_lens(self, zones: Zones) -> Composition:
        """The same, for those who see no lens: larger, in the middle."""
        scale, y = zones.pick((36.0, 556), (37.0, 760), (28.0, 500))
        return replace(self, px_per_nm=scale, hinge=(zones.frame.width / 2, y))


class Drug(Clip):
    """Beats: whole, antibody, apart, formula (student), origin, number."""

    name = "drug"
    poster_beat = "apart"
    ground = PLASMA

    def construct(self) -> None:
        """The shot list."""
        self.build_the_plasma()
        with self.beat("whole"):
            self.bar = self.scale_bar(self.view, 5)
            self.act(2.0)
        with self.beat("antibody"):
            self.let_the_antibody_stand_out()
        with self.beat("apart") as beat:
            self.take_it_apart(beat)
        if self.has_beat("formula"):
            with self.beat("formula") as beat:
                self.look_at_the_formula(beat)
        with self.beat("origin") as beat:
            self.let_a_payload_stand_out(beat)
        with self.beat("number") as beat:
            self.put_it_together()
            self.move_back(beat)
            self.count_the_payloads(beat)
        self.end_card(Ornament(self.zones.shape))

    # --- the whole ------------------------------------------------------------------------
    def build_the_plasma(self) -> None:
        """A quiet crowd, and before it the antibody with its payloads on."""
        z, plan = self.zones, Composition.of(self.zones)
        self.plan = plan = plan if self.student else plan.without_lens(z)
        Drug.marks_corner = z.pick("top_right", "bottom_left", "bottom_left")
        self.view = View(plan.px_per_nm).at(z.point(*plan.hinge))
        self.crowd_view = View(plan.far).at(z.point(*plan.home))
        marks = replace(z.footer, right=z.footer.left + 0.5 * z.frame.width)
        words = [box(*self.to_nm(area)) for area in (z.title, z.scale_bar, marks, z.caption)]
        self.plasma = Crowd(
            self.crowd_view, self.to_nm(z.frame.inset(-60)), self.seed_for("crowd"), "plasma",
            density=0.6 if self.student else 0.4, keep_out=words,
        )
        self.drug = Exploded(self.view)
        self.add(self.plasma, self.drug)
        self.ambient(self.plasma, lambda crowd, t: crowd.drift(t))
        self.ambient(self.drug, lambda drug, t: drug.at(t))

    def to_nm(self, area: Box) -> tuple[float, float, float, float]:
        """A box of the stage as left, bottom, right, top in nm of the view from further back."""
        low = self.crowd_view.place(self.zones.point(area.left, area.bottom))
        high = self.crowd_view.place(self.zones.point(area.right, area.top))
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def let_the_antibody_stand_out(self) -> None:
        """Payloads step back; the antibody gets its name."""
        for limb in self.drug.limbs:
            self.haze(limb, 0.6, over=0.8)
        self.solid(*self.drug.obstacles())
        self.label("antibody", self.drug.anchor("antibody"), "antibody", "right")
        self.act(2.0)

    # --- the parts ------------------------------------------------------------------------
    def take_it_apart(self, beat: Beat) -> None:
        """Linkers and payloads move outward, each along its own ray; then they are named."""
        for limb in self.drug.limbs:
            self.haze(limb, 0.0, over=0.6)
        self.drug.parts_at = self.now + 0.4
        self.act(2.2)
        self.solid(*self.drug.obstacles())
        self.label("linker", self.drug.anchor("linker 0"), "linker", "below")
        self.act_until(beat.at(0.62))
        self.label("payload", self.drug.anchor("payload 0"), "payload", self.zones.pick("right", "above", "above"))
        self.act(1.8)

    def look_at_the_formula(self, beat: Beat) -> None:
        """A lens on one linker and payload, and in it their formula."""
        plan, drug = self.plan, self.drug
        foot, angle = drug.foot(0)
        source = foot + 2.1 * np.array([np.cos(angle), np.sin(angle)])
        center = self.zones.point(*plan.lens)
        self.lens = Lens(self.view, source, 2.75, center, plan.lens_radius)
        self.lens.magnify(drug.seen_close(self.lens.view))
        for part in Structure(View(plan.bond).at(center), turn=180).parts():
            self.lens.glass.add(part)
        self.lens.opens = self.now
        self.show(self.lens.beam, 0.2, behind=self.drug)
        self.show(self.lens, 0.2)
        self.ambient(self.lens, Lens.at_time)
        self.act(1.2)
        size = self.zones.pick("label", "minor", "label")
        self.caption_label("linker", plan.names[0], "linker", 0.5, size)
        self.act_until(beat.at(0.3))
        self.caption_label("payload", plan.names[1], "payload", 0.5, size)
        self.act(3.0)

    def let_a_payload_stand_out(self, beat: Beat) -> None:
        """The lens closes; one payload stays in full color."""
        if self.student:
            self.lens.closes = self.now
            for part in (self.lens.beam, self.lens):
                self.hide(part, 0.2, delay=0.6)
            self.act(0.8)
        self.faded = [self.drug.molecule, self.drug.sockets, *self.drug.limbs[1:]]
        for part in self.faded:
            self.haze(part, 0.62, over=0.8)
        self.solid(*self.drug.obstacles())
        self.act_until(beat.at(0.15))
        self.label("payload", self.drug.anchor("payload 0"), "payload",
                   self.zones.pick("right", "below", "below"))
        self.act(2.0)

    # --- together -------------------------------------------------------------------------
    def put_it_together(self) -> None:
        """The parts join again."""
        for part in self.faded:
            self.haze(part, 0.0, over=0.8)
        self.drug.joins_at = self.now + 0.3
        self.act(1.9)

    def view_at(self, time: float) -> View:
        """The view while it moves back; the scale falls evenly on a logarithm."""
        share = ease(time, self.back_at, BACK)
        scale = self.plan.px_per_nm * (self.plan.far / self.plan.px_per_nm) ** share
        start, end = (self.zones.point(*place) for place in (self.plan.hinge, self.plan.home))
        at: Point = start + (end - start) * share
        return View(scale).at(at)

    def move_back(self, beat: Beat) -> None:
        """By a visible change of scale, until others come into view."""
        self.back_at = self.now

        def pose(drug: Exploded, time: float) -> None:
            drug.view = self.view_at(time)
            drug.at(time)

        self.ambient(self.drug, pose)
        self.ambient(self.bar, lambda bar, t: bar.set_view(self.view_at(t)))
        self.others = []
        for i, (x, y, payloads) in enumerate(self.plan.others):
            antibody = Antibody(self.crowd_view, seed=2 + i, payloads=payloads)
            place = self.crowd_view.place(self.zones.point(x, y))
            path = Wander(self.seed_for(f"other {i}"), 0.55, ((self.now + BACK, (place[0], place[1])),))
            self.ambient(antibody, self._drifting(path, np.pi + (-1) ** i * (0.4 + 0.2 * i)))
            self.show(antibody, 1.0, delay=0.55 * BACK + 0.15 * i, behind=self.drug)
            self.others.append(antibody)
        self.act(BACK + 0.6)

    @staticmethod
    def _drifting(path: Wander, turn: float) -> Callable[[Antibody, float], object]:
        return lambda a, t: a.pose(path.at(stepped(t)), turn + path.turn(stepped(t), 0.12))

    def count_the_payloads(self, beat: Beat) -> None:
        """The fewest, the most, and the average."""
        self.caption_label("mean", self.plan.words, "payload", 0.5)
        self.solid(*self.drug.obstacles(), *self.others)
        numbers = [payloads for *_, payloads in self.plan.others]
        for key, count in (("low", min(numbers)), ("high", max(numbers))):
            antibody = self.others[numbers.index(count)]
            self.label(key, antibody.anchor("payload0"), "payload", "above")
        self.act(2.4)
