"""What is it made of? One antibody, and on it linkers and payloads: taken apart, then put together.

At 41 px/nm (wide picture) the antibody fills the screen. Its linkers and payloads (3 nm) move outward, each
along its own ray; students look at their true formula in a lens. Then the parts join, the view moves back,
and several antibodies with two to eight payloads drift in plasma, as the next clip finds them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from shapely.geometry import box

from scenes.cast.kit.ground import lit_ground
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.crowd import Crowd
from scenes.cast.molecules.lens import Lens
from scenes.cast.molecules.ornament import Ornament
from scenes.cast.molecules.payload_formula import PayloadFormula
from scenes.script.story import HOLD
from scenes.sets.drug.drifting import Pose, drifting, standing_at
from scenes.sets.drug.exploded import ExplodedDrug
from scenes.sets.drug.layout import Composition
from scenes.stage.clip import Beat, Clip
from scenes.stage.layout import Box, Point
from scenes.stage.motion import Wander, ease
from scenes.stage.style import PLASMA, PLASMA_DIM, SHADOW_PLASMA
from scenes.stage.view import View

BACK: Final = 2.6  # s to move back
ASIDE: Final = 2.0  # s to slide aside


class Drug(Clip):
    """Beats: whole, antibody, apart, formula (student), origin, number.

    Patients look at one linker and its payload through a lens; students see their formula there.
    """

    name = "drug"
    poster_beat = "apart"
    lasts = (25, 60)
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
        z = self.zones
        self.plan = plan = Composition.of(z)
        Drug.marks_corner = z.pick("top_right", "bottom_left", "bottom_left")
        self.view = View(plan.px_per_nm).at(z.point(z.frame.width / 2, plan.hinge[1]))
        self.crowd_view = View(plan.far).at(z.point(*plan.home))
        marks = replace(z.footer, right=z.footer.left + 0.5 * z.frame.width)
        words = [box(*self.to_nm(area)) for area in (z.title, z.scale_bar, marks)]
        self.plasma = Crowd(
            self.crowd_view, self.to_nm(z.frame.inset(-60)), self.seed_for("crowd"), "plasma",
            density=0.6 if self.student else 0.4, keep_out=words,
        )
        self.drug = ExplodedDrug(self.view)
        self.plasma.cast_shadow(SHADOW_PLASMA, 0.08)
        light = lit_ground(self.crowd_view, self.to_nm(z.frame), PLASMA, PLASMA_DIM, 0.45, 0.14)
        self.add(light, self.plasma, self.drug)
        self.ambient(self.plasma, lambda crowd, t: crowd.drift(t))
        self.ambient(self.drug, lambda drug, t: drug.at(t))

    def to_nm(self, area: Box) -> tuple[float, float, float, float]:
        """A box of the stage as left, bottom, right, top in nm of the view from further back."""
        low = self.crowd_view.place(self.zones.point(area.left, area.bottom))
        high = self.crowd_view.place(self.zones.point(area.right, area.top))
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def let_the_antibody_stand_out(self) -> None:
        """Payloads step back; the antibody gets its name."""
        for linker_payload in self.drug.linker_payloads:
            self.haze(linker_payload, 0.6, over=0.8)
        self.solid(*self.drug.obstacles())
        self.label("antibody", self.drug.anchor("antibody"), "antibody", "right")
        self.act(2.0)

    # --- the parts ------------------------------------------------------------------------
    def take_it_apart(self, beat: Beat) -> None:
        """Linkers and payloads move outward, each along its own ray, while all moves aside; then they are named."""
        for linker_payload in self.drug.linker_payloads:
            self.haze(linker_payload, 0.0, over=0.6)
        self.drug.parts_at = self.now + 0.4
        self.move_aside()
        self.act(2.4)
        if self.student:
            self.solid(*self.drug.obstacles())
            self.label("linker", self.drug.anchor("linker 0"), "linker", "below")
            self.act_until(beat.when("the payload N-acetyl-gamma-calicheamicin", 0.62))
            self.label("payload", self.drug.anchor("payload 0"), "payload", self.zones.pick("right", "above", "above"))
        else:
            lens = self.lens_on_a_linker(2.5, 3.2)
            lens.magnify(self.drug.seen_close(lens.view), self.drug.linker_payload_seen_close(0, lens.view))
            lens.glass.add(*self.drug.gap_seen_close(0, lens.view))
            self.open_the_lens(lens)
            self.caption_label("linker", self.plan.in_lens(-0.14, -0.40), "linker", 0.5)
            self.act_until(beat.when("a linker", 0.62))
            self.caption_label("payload", self.plan.in_lens(0.22, 0.60), "payload", 0.5)
        self.act(1.8)

    def move_aside(self) -> None:
        """The view slides, to make room for a lens."""
        start, end = (np.asarray(v) for v in (self.view.point(0, 0), self.zones.point(*self.plan.hinge)))
        begin = self.now

        def pose(drug: ExplodedDrug, time: float) -> None:
            drug.view = self.view.at(start + (end - start) * ease(time, begin, ASIDE))
            drug.at(time)

        self.ambient(self.drug, pose)
        self.view = self.view.at(end)

    def lens_on_a_linker(self, out: float, radius: float) -> Lens:
        """A lens, still empty, on the first linker-payload: how far out (nm) along it, how much (nm) it shows."""
        foot, angle = self.drug.foot(0)
        source = foot + out * np.array([np.cos(angle), np.sin(angle)])
        return Lens(self.view, source, radius, self.zones.point(*self.plan.lens), self.plan.lens_radius)

    def open_the_lens(self, lens: Lens) -> None:
        """It grows out of its ring."""
        self.lens = lens
        lens.opens = self.now
        self.show(lens.beam, 0.2, behind=self.drug)
        self.show(lens, 0.2)
        self.ambient(lens, Lens.at_time)
        self.act(1.2)

    def close_the_lens(self) -> None:
        """It sinks back into its ring."""
        self.lens.closes = self.now
        for part in (self.lens.beam, self.lens):
            self.hide(part, 0.2, delay=0.6)
        self.act(0.8)

    def look_at_the_formula(self, beat: Beat) -> None:
        """A lens on one linker and payload, and in it their formula."""
        plan = self.plan
        lens = self.lens_on_a_linker(2.1, 2.75)
        lens.magnify(self.drug.seen_close(lens.view))
        for part in PayloadFormula(View(plan.bond).at(self.zones.point(*plan.lens)), turn=180).parts():
            lens.glass.add(part)
        self.open_the_lens(lens)
        size = self.zones.pick("label", "minor", "label")
        self.caption_label("linker", plan.names[0], "linker", 0.5, size)
        self.act_until(beat.when("and payload", 0.3))
        self.caption_label("payload", plan.names[1], "payload", 0.5, size)
        self.act(3.0)

    def let_a_payload_stand_out(self, beat: Beat) -> None:
        """One payload stays in full color; the students' lens closes, the patients' one still shows it."""
        if self.student:
            self.close_the_lens()
        self.faded = [self.drug.molecule, self.drug.sockets, *self.drug.linker_payloads[1:]]
        for part in self.faded:
            self.haze(part, 0.62, over=0.8)
        self.solid(*self.drug.obstacles())
        self.act_until(beat.when("calicheamicin", 0.15))
        if self.student:
            self.label("payload", self.drug.anchor("payload 0"), "payload",
                       self.zones.pick("right", "below", "below"))
        else:
            self.caption_label("payload", self.plan.in_lens(0.02, 0.56), "payload", 0.5)
        self.act(2.0)

    # --- together -------------------------------------------------------------------------
    def put_it_together(self) -> None:
        """The parts join again; the patients' lens closes first."""
        if not self.student:
            self.close_the_lens()
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

        def pose(drug: ExplodedDrug, time: float) -> None:
            drug.view = self.view_at(time)
            drug.at(time)

        self.ambient(self.drug, pose)
        self.ambient(self.bar, lambda bar, t: bar.set_view(self.view_at(t)))
        self.others: list[Antibody] = []
        self.poses: list[Pose] = []
        seen = self.now, self.now + 2.0  # from the first on, and once they have come into view
        for i, (x, y, payloads) in enumerate(self.plan.others):
            antibody = Antibody(self.crowd_view, seed=2 + i, payloads=payloads)
            place = self.crowd_view.place(self.zones.point(x, y))
            pin = (self.now + BACK, (place[0], place[1]))
            path = Wander.astray(self.seed_for(f"other {i}"), 0.55, (pin,), seen, beat.narration_end + 0.8)
            self.poses.append(drifting(path, np.pi + (-1) ** i * (0.4 + 0.2 * i)))
            self.ambient(antibody, self.poses[-1])
            antibody.cast_shadow(SHADOW_PLASMA, 0.14)
            self.show(antibody, 1.0, delay=0.55 * BACK + 0.15 * i, behind=self.drug)
            self.others.append(antibody)
        self.act(BACK + 0.6)

    def count_the_payloads(self, beat: Beat) -> None:
        """The fewest, the most, and the average; numbers stand where nothing drifts over them while they are read."""
        self.caption_label("mean", self.plan.words, "payload", 0.5)
        until = max(beat.narration_end, self.now + 2.4) + HOLD
        later = [at for t in np.linspace(self.now, until, 5)[1:] for at in standing_at(self.others, self.poses, t)]
        self.solid(*self.drug.obstacles(), *self.others, later=later)
        numbers = [payloads for *_, payloads in self.plan.others]
        for key, count in (("low", min(numbers)), ("high", max(numbers))):
            antibody = self.others[numbers.index(count)]
            self.label(key, antibody.anchor("payload0"), "payload", "above")
        self.act(2.4)
