"""Clip 1, Bind: an antibody meets CD22 by chance, and holds on.

The surface of a leukemia cell at 11.5-17 px/nm: blood plasma above, membrane, cell below.
CD22 stands 28 nm out of it. Antibodies (16 nm) drift and tumble; one bumps into a rod in vain,
wanders on, is caught by the outermost domain of another; then its second arm holds a neighbor.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from shapely.geometry import box

from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import LENGTH, Cd22
from scenes.cast.molecules.lens import Lens
from scenes.cast.molecules.ornament import Ornament
from scenes.script.language.typography import measures
from scenes.sets.binding.antibody_path import bystanders
from scenes.sets.binding.encounter import Encounter, EncounterTimes
from scenes.sets.binding.height_bar import HeightBar
from scenes.sets.binding.layout import Composition
from scenes.sets.binding.surface import HERO_SHADOW, CellSurface
from scenes.stage.clip import Beat, Clip
from scenes.stage.labels import boxes_of
from scenes.stage.layout import Box
from scenes.stage.style import PLASMA, SHADOW_PLASMA
from scenes.stage.view import View

#: Of so many ways the first that keeps clear of the title is taken.
_WAYS = 12
#: How far about its hinge an antibody must not stand behind letters, nm; its arms may come near.
_BODY = 4.0
#: How far its stem may reach up from there, nm.
_STEM = 8.0
#: How far beside a title it begins, nm: it strays at once.
_AWAY = 13.0


class Binding(Clip):
    """Beats: place, marker, search, dock, hold."""

    name, number = "binding", "1"
    poster_beat = "dock"
    lasts, free_molecules = (25, 60), 3
    ground = PLASMA

    def construct(self) -> None:
        """The shot list."""
        self.build_the_surface()
        with self.beat("place"):
            self.scale_bar(self.view, 10)
            self.name_the_regions()
        with self.beat("marker") as beat:
            self.let_the_rods_stand_out()
            self.label("cd22", self.rods[1].anchor("cd22"), "cd22", prefer="right")
            self.measure_a_rod(beat)
        with self.beat("search") as beat:
            self.bring_the_crowd_back()
            self.let_antibodies_drift_in(beat)
        with self.beat("dock"):
            self.others_step_back()
            self.act_until(self.times.bridges + 0.8)
            self.name_the_bound_pair()
            self.act(1.2)
            self.look_closer()
            self.act(1.8)
        with self.beat("hold") as beat:
            self.say_what_is_not_known(beat)
            self.rest()
        self.end_card(Ornament(self.zones.shape))

    # --- the surface ----------------------------------------------------------------------
    def build_the_surface(self) -> None:
        """Plasma, membrane and cytosol with their crowds; CD22 in a loose group, still pale."""
        z, plan = self.zones, Composition.of(self.zones)
        self.plan, origin = plan, z.point(z.frame.width / 2, plan.surface_px)
        self.view = View(plan.px_per_nm).at(origin)
        marks = replace(z.footer, right=z.footer.left + z.pick(0.28, 0.5, 0.48) * z.frame.width)
        words = [box(*self.to_nm(area)) for area in (z.title, z.scale_bar, marks)]
        surface = CellSurface(
            self.view, self.to_nm(z.frame), self.to_nm(z.caption)[3], plan.feet,
            seed=self.seed_for("crowd"), density=1.0 if self.student else 0.6, keep_out=words,
        )
        self.surface, self.rods = surface, surface.rods
        self.add(*surface.back_to_front())
        for thing, pose in surface.motions():
            self.ambient(thing, pose)
            if thing in self.rods:
                self.haze(thing, 0.5, over=0.0)

    def to_nm(self, area: Box) -> tuple[float, float, float, float]:
        """A box of the stage as left, bottom, right, top in nm of the view."""
        low = self.view.place(self.zones.point(area.left, area.bottom))
        high = self.view.place(self.zones.point(area.right, area.top))
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def name_the_regions(self) -> None:
        """Blood plasma above, the membrane, the leukemia cell below."""
        self.solid(*self.surface.obstacles())
        (plasma, cell), x = self.plan.words_px, self.plan.skin
        skin = self.view.point(x, float(self.surface.membrane.surface(x)) - 0.6)
        size = self.zones.pick("label", "minor", "label")
        self.caption_label("plasma", plasma, "ink", align=0.5, size=size)
        self.label("membrane", skin, "membrane", prefer="above", size=size, delay=0.5)
        tall = measures(self._beat.word("inside")).above - measures("").above  # of letters that reach up into the shade
        cell = cell[0], cell[1] + tall * self._type_size(size)
        self.caption_label("inside", cell, "cell", align=0.5, size=size, delay=1.0)
        self.act(2.4)

    def let_the_rods_stand_out(self) -> None:
        """CD22 comes forward; everything else steps back."""
        for rod in self.rods:
            self.haze(rod, 0.0, over=0.8)
        for thing, ground, share in self.surface.crowds():
            self.haze(thing, share, ground, over=0.8)
        self.solid(*self.surface.obstacles())
        self.act(0.8)

    def measure_a_rod(self, beat: Beat) -> None:
        """Students: how high a rod stands."""
        if self.student:
            self.act_until(beat.when("seven immunoglobulin", 0.22))
            x, low = self.rods[2].foot_at
            self.height = HeightBar(self.view, x + 4.0, low, low + LENGTH)
            self.show(self.height)
            self.label("height", self.height.anchor(), "ink", prefer="right", size="minor")

    # --- antibodies -----------------------------------------------------------------------
    def bring_the_crowd_back(self) -> None:
        """Plasma, cell and membrane as they were."""
        for thing, ground, _ in self.surface.crowds():
            self.haze(thing, 0.0, ground, over=0.8)
        if self.student:
            self.hide(self.height)

    def way(self, path: int) -> Encounter:
        """The encounter on one of its paths."""
        return Encounter(
            self.hero, self.rods[0], self.rods[1], self.rods[2], self.surface.membrane,
            self.times, self.beside_the_title(self.plan.start), self.seed_for(f"path {path}"),
        )

    def beside_the_title(self, place: tuple[float, float]) -> tuple[float, float]:
        """A place (nm), or as far to its right as it takes to be clear of a title that is at its height."""
        nm, (x, y) = self.view.px_per_nm, self.zones.px(self.view.point(*place))
        titles = [Box(*row) for row in boxes_of(self.zones, self._titles())]
        reach = max((title.right + _AWAY * nm - x for title in titles if title.bottom > y - _STEM * nm), default=0.0)
        return place[0] + max(reach, 0.0) / nm, place[1]

    def is_clear_of_the_title(self, way: Encounter) -> bool:
        """Whether the antibody never drifts behind the title, which is longer in some languages, as the search is."""
        titles = [Box(*row) for row in boxes_of(self.zones, self._titles())]
        nm = self.view.px_per_nm
        for place in way.path.places(self.times.arrives, self.times.caught, 4.0):
            x, y = self.zones.px(self.view.point(*place))
            body = Box(x - _BODY * nm, y - _STEM * nm, x + _BODY * nm, y + _BODY * nm)
            if any(title.overlaps(body) for title in titles):
                return False
        return True

    def let_antibodies_drift_in(self, beat: Beat) -> None:
        """Several antibodies wander; one bumps into CD22 and drifts off again."""
        self.times = EncounterTimes.within(beat.start, beat.narration_end)
        self.hero = Antibody(self.view, seed=1, payloads=6)
        self.hero.cast_shadow(SHADOW_PLASMA, HERO_SHADOW)
        first = self.plan.path
        ways = map(self.way, range(first, first + _WAYS))
        self.encounter = next(filter(self.is_clear_of_the_title, ways), None) or self.way(first)
        self.others = bystanders(
            self.view, self.plan.near, self.plan.far, self.ground, beat.start,
            [self.seed_for(f"other {i}") for i in range(3)],
        )
        for i, (antibody, way) in enumerate(self.others):
            antibody.cast_shadow(SHADOW_PLASMA, HERO_SHADOW / 2)
            self.ambient(antibody, way.pose)
            self.show(antibody, over=1.2, delay=0.3 * i,
                      behind=self.surface.membrane if antibody.ground else None)
        for rod in self.rods[:3]:
            self.still(rod)
        self.ambient(self.hero, lambda _, time: self.encounter.pose(time))
        self.show(self.hero, over=1.0)
        self.act_until(max(beat.narration_end, self.times.bumps + 2.6))

    def paths(self) -> dict[str, np.ndarray]:
        """Places (nm, 15 a second) of the free antibodies, the first until it is caught."""
        start = self.times.arrives
        free = {"caught": self.encounter.path.places(start, self.times.caught)}
        for i, (_, path) in enumerate(self.others):
            free[f"other {i}"] = path.places(start, start + 12.0)
        return free

    # --- the bond -------------------------------------------------------------------------
    def unbound(self) -> list[Antibody | Cd22]:
        """What does not bind."""
        return [*(antibody for antibody, _ in self.others), self.rods[0], *self.rods[3:]]

    def others_step_back(self) -> None:
        """One thing at a time: what does not bind is dimmed."""
        for thing in self.unbound():
            self.haze(thing, 0.3 if isinstance(thing, Cd22) else 0.74)

    def name_the_bound_pair(self) -> None:
        """Antibody, drug, CD22."""
        plan, contact = self.plan, self.hero.arm_tip(1) + np.array([0.6, 1.2])
        lens_at = self.zones.point(*plan.lens_px)
        self.lens = Lens(self.view, contact, plan.lens_nm, lens_at, plan.lens_radius_px)
        self.encounter.magnify(self.lens, self.now)
        free, until = (antibody for antibody, _ in self.others), max(self._beat.narration_end, self.now + 1)
        times = 0.5 * (self.now + until), until
        later = [path.stand_in(antibody, time) for antibody, path in self.others for time in times]
        actors = self.hero, *self.surface.obstacles(), *free, self.lens
        self.solid(*actors)
        self.label("payload", self.hero.anchor("payload0"), "payload", prefer="left", delay=0.3)
        self.solid(*actors, later=later)
        beside = self.zones.pick("right", "left", "right")
        self.label("antibody", self.hero.anchor("antibody"), "antibody", prefer=beside)
        self.label("cd22", self.rods[1].anchor("cd22"), "cd22", prefer="left", delay=0.6)

    def look_closer(self) -> None:
        """The glass grows out of the contact."""
        self.lens.opens = self.now
        self.show(self.lens.beam, over=0.2, behind=self.rods[0])
        self.show(self.lens, over=0.2)
        self.ambient(self.lens, Lens.at_time)

    def say_what_is_not_known(self, beat: Beat) -> None:
        """Students: nobody has published how the two touch."""
        if self.student:
            (x, y), size = self.plan.lens_px, self.zones.type.minor
            place = (x, y + self.plan.lens_radius_px + 22 + 0.7 * size)
            label = self.caption_label("contact", place, align=0.5, size="minor", weight="semibold")
            self.act_until(beat.at(1.0) - 0.5)
            self.hide(label, over=0.5)

    def rest(self) -> None:
        """The lens closes; the bound pair rests while others go on."""
        self.lens.closes = self.now
        for part in (self.lens.beam, self.lens):
            self.hide(part, over=0.2, delay=0.6)
        for thing in self.unbound():
            self.haze(thing, 0.0, over=0.8)
        self.act(2.5)
