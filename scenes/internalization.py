"""Clip 2, Enter: the cell swallows CD22 with the drug on it, and its acid cuts the drug loose.

It opens on the last picture of clip 1, a bound pair close up, and pulls back (10 nm bar to 100 nm bar). A pit forms
below the pair, pinches off as a coated vesicle about 100 nm across, loses its coat and joins an endosome, which turns
acid on its way to the nucleus. There the payloads come off and drift; a second endosome sends some CD22 back with its
antibody. One true scale a shot, but for the endosomes, which are drawn smaller than life.
"""

from __future__ import annotations

from scenes.cast.kit.ground import lit_picture
from scenes.cast.molecules.ornament import Ornament
from scenes.sets.internalization.cargo import BoundPair
from scenes.sets.internalization.layout import Composition
from scenes.sets.internalization.lenses import AntibodyLens, LinkerLens, PairCloseUp
from scenes.sets.internalization.membranes import OPEN_NECK
from scenes.sets.internalization.ph_gauge import PhGauge
from scenes.sets.internalization.progress import Progress
from scenes.sets.internalization.world import World
from scenes.stage.clip import Beat, Clip
from scenes.stage.courses import Camera, Course
from scenes.stage.furniture import caption_veil
from scenes.stage.style import CROWD_CYTOSOL, CYTOSOL, lighter, ph_color


class Internalization(Clip):
    """Beats: pit, swallow, acid, release, not_all, onward."""

    name, number = "internalization", "2"
    poster_beat = "release"
    lasts, free_molecules = (30, 65), 2
    ground = CYTOSOL

    def construct(self) -> None:
        """The shot list."""
        self.build_the_world()
        with self.beat("pit") as beat:
            self.pull_back(beat)
            self.let_the_pit_form(beat)
        with self.beat("swallow") as beat:
            self.pinch_off(beat)
            self.let_the_coat_fall(beat)
        with self.beat("acid") as beat:
            self.carry_to_the_endosome(beat)
            self.turn_acid(beat)
        with self.beat("release") as beat:
            self.cut_the_payloads_loose(beat)
        with self.beat("not_all") as beat:
            self.send_some_back(beat)
        with self.beat("onward") as beat:
            self.wander_to_the_nucleus(beat)
        self.end_card(Ornament(self.zones.shape))

    # --- the world ------------------------------------------------------------------------
    def build_the_world(self) -> None:
        """Surface, compartments, nucleus and cargo, seen as clip 1 left them: close up."""
        plan = self.plan = Composition.of(self.zones)
        known = self.ledger["ph_drop_principle"].values
        self.ph = {key: float(known[key]) for key in ("fresh", "early", "late", "end_high")}
        self.shots = Camera(plan.view(plan.close))
        self.courses = {key: Course(value) for key, value in vars(Progress()).items()}
        for later in ("endosomes", "nucleus", "hero"):
            self.courses[later] = Course(0.0)
        self.lens: AntibodyLens | LinkerLens
        self.world = World(
            plan.view(plan.journey), plan.world, seed=self.seed_for("world"),
            density=1.0 if self.student else 0.6, keep_out=plan.kept_clear(),
        )
        self.membranes, self.molecules = self.world.membranes, self.world.molecules
        self.paths = self.molecules.paths
        self.close_up = PairCloseUp(self.shots.at(0.0))
        self.bar = self.scale_bar(self.shots.at(0.0), 10, over=0.0)
        self.add(lit_picture(self.zones, CYTOSOL, CROWD_CYTOSOL, 0.30, 0.16))
        self.add(self.world, self.molecules, self.close_up)
        self.ambient(self.world, self.see)
        self.ambient(self.close_up, lambda near, t: near.follow(self.molecules.feet, t, self.shots.at(t)))

    def see(self, world: World, time: float) -> None:
        """Draw the world as the story has it at a time, in the view of that time."""
        view = self.shots.at(time)
        world.draw(Progress(**{key: c.at(time) for key, c in self.courses.items()}), time, view)
        self.bar.set_view(view)

    def measure(self, shot: int) -> None:
        """The scale bar of a shot; it goes with the zoom."""
        if self.bar.nm != self.plan.bars[shot]:
            self.bar = self.scale_bar(self.shots.at(self.now), self.plan.bars[shot])

    # --- pit and vesicle ------------------------------------------------------------------
    def pull_back(self, beat: Beat) -> None:
        """From clip 1's close-up to the pit's shot: the scale bar goes from 10 to 100 nm."""
        start = beat.start + 0.7
        end = self.shots.to(self.plan.view(self.plan.pit), start, 2.2)
        self.keep_subtitle_back(self.zones.pick(self.now, self.now, start + 1.5))
        self.show(caption_veil(self.zones, CYTOSOL, 0.72), over=1.0, delay=0.7)
        self.courses["hero"].to(1.0, start + 0.35, 0.25)
        self.hide(self.close_up, over=0.5, delay=start + 0.6 - self.now)
        self.act_until(start + 1.5)
        self.measure(0)
        self.act_until(end)

    def let_the_pit_form(self, beat: Beat) -> None:
        """The membrane dents; the lattice grows round the dent, piece by piece."""
        over = max(beat.narration_end - self.now, 4.5)
        end = self.courses["budding"].to(self.world.positions.pit.budding_at_neck(OPEN_NECK), self.now, over)
        self.act_until(end - 0.4 * over)
        self.solid(self.molecules.hero, self.membranes.room("coat"))
        self.label("clathrin", self.membranes.coat.anchor("left"), "clathrin", prefer="left")
        self.act_until(end)

    def pinch_off(self, beat: Beat) -> None:
        """The neck closes; the vesicle comes off and the coat closes over it."""
        off = self.courses["budding"].to(1.0, beat.start + 0.2, 1.8)
        self.act_until(self.courses["ride"].to(0.05, off, 0.9))
        self.solid(self.membranes.room("coat"))
        self.label("vesicle", self.world.anchor("vesicle"), "membrane", prefer=self.zones.pick("left", "below", "left"))

    def let_the_coat_fall(self, beat: Beat) -> None:
        """The coat falls away in pieces that drift and fade."""
        self.act_until(self.courses["shed"].to(1.0, max(self.now + 1.0, beat.at(0.5)), 2.8))

    # --- acid ----------------------------------------------------------------------------
    def carry_to_the_endosome(self, beat: Beat) -> None:
        """The vesicle is carried to an endosome and joins it; the view widens."""
        start = beat.start + 0.2
        for thing in ("endosomes", "nucleus"):
            self.courses[thing].to(1.0, start, 0.9)
        self.step_aside(self.shots.to(self.plan.view(self.plan.journey), start, 1.8) + 0.4)
        self.hide(self.bar, 0.4)  # the endosome passes behind it
        self.show_the_gauge()
        end = self.courses["ride"].to(1.0, start + 0.3, 3.2)
        for course in (self.courses["vesicle_ph"], self.gauge_ph):
            course.to(self.ph["early"], start + 0.4, 1.1)
        self.act_until(start + 1.3)
        self.bar = self.scale_bar(self.shots.at(self.now), self.plan.bars[1])
        self.act_until(end)
        self.solid(*self.world.obstacles())
        self.label("endosome", self.world.anchor("endosome"), "endosome",
                   prefer=self.zones.pick("below", "left", "left"))

    def show_the_gauge(self) -> None:
        """The pH gauge, at the value outside."""
        label = self._beat.script.labels
        stops = [(ph, label[f"ph_{key}"]) for key, ph in self.ph.items()]
        self.gauge = PhGauge(self.zones, self.plan.gauge, label["ph"], stops, self.zones.pick(48, 58, 48))
        self.gauge_ph = Course(stops[0][0])
        self.ambient(self.gauge, lambda gauge, t: gauge.set_ph(self.gauge_ph.at(t)))
        self.show(self.gauge)

    def turn_acid(self, beat: Beat) -> None:
        """Carried toward the nucleus, it turns acid step by step."""
        start = self.now + 0.4
        for step, share in (("late", 0.5), ("end_high", 1.0)):
            self.courses["journey"].to(share, start, 1.3)
            self.courses["endosome_ph"].to(self.ph[step], start, 1.0)
            start = self.gauge_ph.to(self.ph[step], start, 0.9) + 0.7
        self.act_until(start - 0.3)

    # --- release --------------------------------------------------------------------------
    def cut_the_payloads_loose(self, beat: Beat) -> None:
        """In acid the linkers part one after another; payloads drift free."""
        self.courses["rest"].to(self.now, self.now, 0.0)  # the lens shows it as it hangs now
        self.act(0.1)
        cut = self.look_at_the_linker(beat) if self.student else self.look_closer(beat)
        for pair, first in ((self.molecules.hero, cut), (self.molecules.resident, cut + 1.2)):
            for k, number in enumerate(sorted(pair.antibody.payloads)):
                self.act_until(first + 0.35 * k)
                self.let_go(pair, number)
        self.name_the_free_one()
        self.act(1.6)

    def name_the_free_one(self) -> None:
        """In the lens, where it is large enough to see."""
        if isinstance(self.lens, LinkerLens):
            x, y, bond, height = self.plan.formula
            self.caption_label("free", (x + 4.2 * bond, y - (height / 2 - 0.95) * bond), "payload",
                               align=0.5, size=self.zones.pick("label", "minor", "label"))
            return
        self.solid(*self.world.obstacles(), self.lens, self.lens.beam, self.gauge)
        highest = max(self.lens.loose, key=lambda loose: float(loose.position[1]))
        self.label("free", highest.anchor("payload"), "payload", prefer=self.zones.pick("above", "right", "above"))

    def look_closer(self, beat: Beat) -> float:
        """A lens on the hero's antibody; returns when (s) its first payload comes off."""
        x, y, radius = self.plan.lens
        self.lens = AntibodyLens(self.world, self.zones.point(x, y), radius,
                                 lighter(ph_color(self.ph["end_high"]), 0.3))
        self.lens.opens = self.now
        self.ambient(self.lens, lambda lens, t: lens.at_time(t))
        self.open_lens(0.1)
        return beat.start + 1.8

    def look_at_the_linker(self, beat: Beat) -> float:
        """The hydrazone as a formula takes up water and splits; returns when (s)."""
        x, y, bond, height = self.plan.formula
        source = self.molecules.hero.anchor("payload0")()
        inset = self.lens = LinkerLens(source, 30.0, self.zones.point(x, y), bond, height)
        self.open_lens()
        self.act(0.8)
        self.solid(self.membranes.endosome.lumen, inset.room())
        hydrazone = self.label("hydrazone", inset.cut(), "ink", prefer="above",
                               size=self.zones.pick("label", "minor", "label"))
        self.act_until(beat.start + 3.2)
        self.hide(hydrazone)
        inset.make_ready()
        splitting = Course(0.0)
        end = splitting.to(1.0, self.now, 1.8)
        self.ambient(inset, lambda shown, t: shown.cleave(splitting.at(t)))
        self.act_until(end)
        return end

    def open_lens(self, over: float = 0.6) -> None:
        """The lens above all else, its beam behind the molecules."""
        self.show(self.lens.beam, over=over, behind=self.molecules)
        self.show(self.lens, over=over)

    def let_go(self, pair: BoundPair, number: int) -> None:
        """One payload comes loose, in the picture and in the lens."""
        seed = self.seed_for(f"loose {len(self.molecules.freed)}")
        self.molecules.let_go(pair, number, self.now, seed)
        if pair is self.molecules.hero and isinstance(self.lens, AntibodyLens):
            self.lens.let_go(number, self.now, seed)

    # --- some goes back, some goes on --------------------------------------------------------
    def send_some_back(self, beat: Beat) -> None:
        """A carrier takes CD22, antibody and all, back to the surface."""
        if isinstance(self.lens, AntibodyLens):
            self.lens.closes = self.now
        for thing in (self.lens, self.lens.beam, self.gauge):
            self.hide(thing, delay=0.3)
        end = self.courses["back"].to(1.0, beat.start + 0.4, 4.4)
        self.courses["carrier_ph"].to(7.2, beat.start + 1.6, 2.0)
        self.act_until(end)
        self.solid(*self.world.obstacles(), self.molecules.returning)
        self.label("back", self.world.anchor("returning"), "antibody", prefer="right")
        self.molecules.let_some_out(self.now, self.now + 8.2)  # seen from the next beat on
        self.act(1.4)

    def wander_to_the_nucleus(self, beat: Beat) -> None:
        """Free payloads wander; some come to the nucleus's edge and through a pore."""
        start = beat.start + 0.3
        end = self.shots.to(self.plan.view(self.plan.edge), start + 0.6, 2.6)
        self.step_aside(end)
        for key in ("endosomes", "hero"):
            self.courses[key].to(0.0, start + 0.5, 1.2)
        self.act_until(end - 0.6)
        self.measure(2)
        self.act_until(end)
        self.caption_label("nucleus", self.plan.nucleus, "nucleus")
        self.act_until(start + 6.0)
