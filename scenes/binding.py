"""Clip 1, Bind: an antibody meets CD22 by chance, and holds on.

The outer surface of a leukemia cell at 13-17 px a nanometer: blood plasma above, the
membrane, the cell below. CD22 stands 28 nm out of it, six times as high as the membrane is
thick. Antibodies (15 nm) drift and tumble; one bumps into a rod in vain, wanders on, and is
caught by the outermost domain of another; then its second arm holds a neighbor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import box

from scenes.cast.antibody import Antibody
from scenes.cast.cd22 import Cd22
from scenes.cast.crowd import Crowd
from scenes.cast.encounter import Drift, Encounter, Pin, Stance, Times, stand, take
from scenes.cast.lens import Lens
from scenes.cast.membrane import Bilayer
from scenes.cast.ornament import Ornament
from scenes.stage.clip import Beat, Clip
from scenes.stage.layout import Zones
from scenes.stage.motion import ease, stepped
from scenes.stage.style import CYTOSOL, PLASMA
from scenes.stage.view import View


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; nm, x from the middle, y from the membrane's surface.

    Attributes
    ----------
    px_per_nm, surface_px
        Scale, and height of the membrane's surface in stage px.
    feet
        Feet of the rods: the missed one, the two that are bridged, then the others.
    start
        Where the antibody that will be caught arrives.
    near, far
        Where other antibodies wander, in front and further away: (x, y) each.
    lens_px, lens_radius_px, lens_nm
        Middle and radius of the lens, and how much of the picture it magnifies.
    path
        Number of the path: each shape has one on which no molecule crosses another.
    """

    px_per_nm: float
    surface_px: float
    feet: tuple[float, ...]
    start: tuple[float, float]
    near: tuple[tuple[float, float], ...]
    far: tuple[tuple[float, float], ...]
    lens_px: tuple[float, float]
    lens_radius_px: float
    lens_nm: float
    path: int

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(14.0, 716, (-26.0, -7.3, 13.3, -65.5, 63.5), (-18.0, 46.0),
                ((47.0, 42.0),), ((-46.0, 20.0), (37.0, 19.0)),
                (1566, 462), 212, 5.0, 24),
            cls(17.2, 1318, (-25.5, -14.2, 5.8), (-2.0, 50.0),
                ((17.0, 56.0),), ((-20.0, 58.0), (30.0, 38.0)),
                (858, 1076), 168, 3.9, 12),
            cls(11.5, 708, (-31.0, -12.0, 8.6, 43.5, -44.5), (-6.0, 46.0),
                ((30.0, 49.0),), ((-36.0, 15.0), (27.0, 20.0)),
                (872, 440), 150, 4.6, 29),
        )


class Binding(Clip):
    """Beats: place, marker, search, dock, hold."""

    name = "binding"
    number = "1"
    poster_beat = "dock"
    ground = PLASMA

    def construct(self) -> None:
        """The shot list."""
        self.build_the_surface()
        with self.beat("place"):
            self.scale_bar(self.view, 10)
            self.name_the_regions()
        with self.beat("marker"):
            self.let_the_rods_stand_out()
            self.label("cd22", self.rods[1].anchor("cd22"), "cd22", prefer="right")
        with self.beat("search") as beat:
            self.bring_the_crowd_back()
            self.let_antibodies_drift_in(beat)
        with self.beat("dock") as beat:
            self.others_step_back()
            self.act_until(self.times.bridges + 0.8)
            self.name_the_bound_pair()
            self.act(1.2)
            self.look_closer()
            self.act(2.6)
        with self.beat("hold") as beat:
            self.say_what_is_not_known(beat)
            self.rest()
        self.end_card(None)

    # --- the surface ----------------------------------------------------------------------
    def build_the_surface(self) -> None:
        """Plasma, membrane and cytosol with their crowds; CD22 in a loose group."""
        plan = self.plan = Composition.of(self.zones)
        middle = self.zones.frame.width / 2
        at = self.zones.point(middle, plan.surface_px)
        self.view = View(plan.px_per_nm, (float(at[0]), float(at[1])))
        half = self.view.nm(middle)
        self.membrane = Bilayer(self.view, -half - 4, half + 4)
        density = 1.0 if self.student else 0.6
        title = self.zones.title
        words = box(*self.to_nm(title.left, title.bottom), *self.to_nm(title.right, title.top))
        top = self.to_nm(0, 0)[1]
        self.plasma = Crowd(
            self.view, (-half - 6, 3.5, half + 6, top + 4), self.seed_for("plasma"), "plasma",
            density=density, keep_out=(words,), walls=(2.0, np.inf),
        )
        deep = self.to_nm(0, self.zones.caption.top)[1]
        self.cytosol = Crowd(
            self.view, (-half - 6, deep - 0.6, half + 6, -6.0), self.seed_for("cytosol"),
            "cytosol", density=1.5 * density, without=("ribosome",), walls=(-np.inf, -5.4),
            gap_nm=1.0, speed=0.5,
        )
        self.rods = [self.plant(i, x) for i, x in enumerate(plan.feet)]
        inside = self.membrane.inside(-self.to_nm(0, self.zones.frame.height)[1] + 4)
        self.add(self.plasma, inside, self.cytosol, self.membrane, *self.rods)
        self.ambient(self.plasma, lambda crowd, t: crowd.drift(t))
        self.ambient(self.cytosol, lambda crowd, t: crowd.drift(t))
        self.ambient(self.membrane, lambda skin, t: skin.at_time(stepped(t)))
        for rod in self.rods:
            self.ambient(rod, self.sway)
            self.haze(rod, 0.5, over=0.0)

    def to_nm(self, x: float, y: float) -> tuple[float, float]:
        """Stage px to nm of the view."""
        place = self.view.place(self.zones.point(x, y))
        return float(place[0]), float(place[1])

    def plant(self, number: int, x: float) -> Cd22:
        """A CD22 on the membrane at x."""
        return Cd22(self.view, foot_nm=(x, float(self.membrane.surface(x))), seed=number)

    def sway(self, rod: Cd22, time: float) -> None:
        """A free rod sways and rides on the membrane."""
        rod.reach(stand(rod, self.membrane, stepped(time)))

    def name_the_regions(self) -> None:
        """Blood plasma above, the membrane, the leukemia cell below."""
        spots = self.zones.pick(
            ((1400, 330), (1400, 850)), ((540, 640), (520, 1544)), ((540, 300), (495, 866))
        )
        self.solid(*(rod.obstacles() for rod in self.rods))
        self.caption_label("plasma", spots[0], "ink", align=0.5)
        self.label("membrane", self.on_the_membrane(), "membrane", prefer="above", delay=0.5)
        self.caption_label("inside", spots[1], "cell", align=0.5, delay=1.0)
        self.act(2.4)

    def on_the_membrane(self) -> np.ndarray:
        """A place on the membrane clear of rods, Manim units."""
        x = self.zones.pick(31.4, 18.0, 22.0)
        return self.view.point(x, float(self.membrane.surface(x)) - 0.6)

    def let_the_rods_stand_out(self) -> None:
        """CD22 comes forward; everything else steps back."""
        for rod in self.rods:
            self.haze(rod, 0.0, over=0.8)
        self.haze(self.plasma, 0.6, over=0.8)
        self.haze(self.cytosol, 0.6, CYTOSOL, over=0.8)
        self.haze(self.membrane, 0.35, over=0.8)
        self.solid(*(rod.obstacles() for rod in self.rods))
        self.act(0.8)

    # --- antibodies -----------------------------------------------------------------------
    def bring_the_crowd_back(self) -> None:
        """Plasma, cell and membrane as they were."""
        for thing, ground in ((self.plasma, PLASMA), (self.cytosol, CYTOSOL),
                              (self.membrane, PLASMA)):
            self.haze(thing, 0.0, ground, over=0.8)

    def let_antibodies_drift_in(self, beat: Beat) -> None:
        """Several antibodies wander; one bumps into CD22 and drifts off again."""
        self.times = self.plan_the_encounter(beat)
        self.hero = Antibody(self.view, seed=1, payloads=6)
        self.encounter = Encounter(
            self.hero, self.rods[0], self.rods[1], self.rods[2], self.membrane, self.times,
            self.plan.start, self.seed_for(f"path {self.plan.path}"),
        )
        self.add_others(beat.start)
        for rod in self.rods[:3]:
            self.still(rod)
        self.ambient(self.hero, lambda _, t: self.encounter.pose(t))
        self.show(self.hero, over=1.0)
        self.act_until(max(beat.narration_end, self.times.bumps + 2.6))

    def plan_the_encounter(self, beat: Beat) -> Times:
        """The search lasts as long as it is told; the capture falls into the next beat."""
        bumps = beat.start + 3.8
        over = max(beat.narration_end, bumps + 2.6) + 0.8
        return Times(arrives=beat.start, bumps=bumps, caught=over + 1.6, bridges=over + 4.2)

    def add_others(self, start: float) -> None:
        """Antibodies that meet nothing: some near, some further away; payloads vary."""
        self.others: list[tuple[Antibody, Drift]] = []
        far = [(place, "far") for place in self.plan.far]
        for i, (place, depth) in enumerate([*far, *((p, "close") for p in self.plan.near)]):
            seed = self.seed_for(f"other {i}")
            rng = np.random.default_rng(seed)
            view = self.view.scaled(0.85) if depth == "far" else self.view
            antibody = Antibody(
                view, seed=i + 2, payloads=int(rng.integers(4, 9)),
                detail="far" if depth == "far" else "close",
                ground=self.ground if depth == "far" else None,
                form="lambda" if i % 2 else "spread",
            )
            scale = self.view.px_per_nm / view.px_per_nm
            drift = Drift(seed, self.roam(start, place, rng, scale), antibody.layout.arms)
            self.others.append((antibody, drift))
            self.ambient(antibody, self.wander(drift))
            self.show(antibody, over=1.2, delay=0.3 * i,
                      behind=self.membrane if depth == "far" else None)

    def roam(self, start: float, home: tuple[float, float], rng: np.random.Generator,
             scale: float) -> list[Pin]:
        """A free antibody is somewhere about its home every eight seconds."""
        turn = float(rng.uniform(-2.6, 2.6))
        return [
            (start + 8.0 * i, (scale * (home[0] + float(rng.normal(0, 2.0))),
                               scale * (home[1] + float(rng.normal(0, 1.5)))),
             turn + float(rng.normal(0, 0.5)))
            for i in range(9)
        ]

    @staticmethod
    def wander(drift: Drift) -> object:
        """Pose a free antibody on its path."""
        return lambda antibody, time: take(antibody, drift.stance(stepped(time)))

    def paths(self) -> dict[str, np.ndarray]:
        """Places (nm, 15 a second) of the free antibodies, the first until it is caught."""
        t = self.times
        free = {"caught": self.encounter.drift.path(t.arrives, t.caught)}
        for i, (_, drift) in enumerate(self.others):
            free[f"other {i}"] = drift.path(t.arrives, t.arrives + 12.0)
        return free

    # --- the bond -------------------------------------------------------------------------
    def others_step_back(self) -> None:
        """One thing at a time: what does not bind is dimmed."""
        for antibody, _ in self.others:
            self.haze(antibody, 0.45 if antibody.ground is None else 0.6)
        for rod in (self.rods[0], *self.rods[3:]):
            self.haze(rod, 0.3)

    def name_the_bound_pair(self) -> None:
        """Antibody, drug, CD22."""
        self.lens = self.build_the_lens()
        self.solid(self.hero, *(rod.obstacles() for rod in self.rods), self.lens)
        self.label("antibody", self.hero.anchor("antibody"), "antibody", prefer="right")
        self.label("payload", self.hero.anchor("payload0"), "payload", prefer="left", delay=0.3)
        self.label("cd22", self.rods[1].anchor("cd22"), "cd22", prefer="left", delay=0.6)

    def build_the_lens(self) -> Lens:
        """The contact, three times as large, drawn anew with finer beads."""
        plan, contact = self.plan, self.hero.arm_tip(1)
        source = contact + np.array([0.1, 1.3])
        lens = Lens(self.view, source, plan.lens_nm, self.zones.point(*plan.lens_px),
                    plan.lens_radius_px)
        closer = Antibody(lens.view, seed=self.hero.seed, detail="lens")
        stance: Stance = self.encounter.stance(self.now)
        take(closer, stance)
        rod = self.rods[2]
        larger = Cd22(lens.view, foot_nm=rod.foot_at, seed=rod.seed, detail="lens")
        larger.reach(rod.tip_at, rod.along)
        return lens.magnify(larger, closer)

    def look_closer(self) -> None:
        """The glass grows out of the contact."""
        self.opened, self.closed = self.now, np.inf
        for part in (self.lens.beam, self.lens):
            self.show(part, over=0.2, behind=self.rods[0] if part is self.lens.beam else None)
        self.ambient(self.lens, self.grow)

    def grow(self, lens: Lens, time: float) -> None:
        """Open the lens, later close it."""
        lens.open(ease(time, self.opened, 0.9) - ease(time, self.closed, 0.7))

    def say_what_is_not_known(self, beat: Beat) -> None:
        """Students: nobody has published how the two touch."""
        if self.student:
            x, y = self.plan.lens_px
            place = (x, y + self.plan.lens_radius_px + 74)
            self.caption_label("contact", place, "ink", align=0.5, size="minor", weight="semibold")
            self.act_until(beat.at(1.0) - 1.0)

    def rest(self) -> None:
        """The lens closes; the bound pair rests while others go on."""
        self.closed = self.now
        for part in (self.lens.beam, self.lens):
            self.hide(part, over=0.2, delay=0.6)
        for thing in (*(antibody for antibody, _ in self.others), self.rods[0], *self.rods[3:]):
            self.haze(thing, 0.0, over=0.8)
        self.act(2.5)
