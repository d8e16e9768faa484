"""Clip 2, Enter: the cell swallows CD22 with the drug on it, and its acid cuts the drug loose.

It opens on the last picture of clip 1, a bound pair close up, and pulls back (10 nm bar to
100 nm bar). A pit forms below the pair, pinches off as a coated vesicle about 100 nm across,
loses its coat and joins an endosome, which turns acid on its way to the nucleus. There the
payloads come off and drift; a second endosome sends some CD22 back with its antibody. One
true scale a shot, but for the endosomes, which are drawn smaller than life.
"""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject
from shapely.geometry import Polygon, box

from scenes.cast.cargo import BoundPair, LoosePayload
from scenes.cast.courses import Camera, Course
from scenes.cast.curved import THICKNESS, VESICLE_RADIUS, Oval, disc
from scenes.cast.lens import Lens
from scenes.cast.membrane import Bilayer
from scenes.cast.ornament import Ornament
from scenes.cast.ph_gauge import PhGauge
from scenes.cast.uptake import Moment, Uptake
from scenes.cast.uptake_views import Composition, Shot, view_of
from scenes.stage.clip import Beat, Clip
from scenes.stage.draw import fill
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.motion import Wander, stepped
from scenes.stage.presence import set_presence
from scenes.stage.style import CYTOSOL, INK, PAPER_CARD, lighter, ph_color
from scenes.stage.view import View

class Internalization(Clip):
    """Beats: pit, swallow, acid, release, not_all, onward."""

    name = "internalization"
    number = "2"
    poster_beat = "release"
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
        self.plan = Composition.of(self.zones)
        shot = self.plan
        self.shots = Camera(self.shot(shot.close))
        values = Moment()
        self.courses = {key: Course(getattr(values, key)) for key in vars(values)}
        self.courses["company"] = Course(0.0)
        self.courses["hero"] = Course(0.0)
        self.drifting: list[tuple[LoosePayload, Wander | None]] = []
        self.world = Uptake(
            self.shot(shot.journey), shot.layout, seed=self.seed_for("world"),
            density=1.0 if self.student else 0.6, keep_out=self.kept_clear(),
        )
        close = self.shots.at(0.0)
        self.close_pair = BoundPair(close, seed=1, detail="close")
        self.bilayer = Bilayer(close, -130.0, 130.0, sag_nm=0.0, bob_nm=0.12)
        self.bar = self.scale_bar(close, 10, over=0.0)
        self.panel = self.caption_panel()
        self.add(self.world, self.world.people, self.bilayer, self.close_pair)
        self.ambient(self.world, self.see)
        self.ambient(self.bilayer, lambda skin, t: self.lay_bilayer(skin, t))
        self.ambient(self.close_pair, lambda pair, t: pair.hang(
            self.world.feet, np.pi / 2, t, self.shots.at(t)))

    def shot(self, shot: Shot) -> View:
        """A shot as a view."""
        return view_of(self.zones, shot)

    def kept_clear(self) -> list[Polygon]:
        """Where words stand in the wide shots, nm of the world."""
        clear = []
        for shot, place in self.plan.kept_clear(self.zones):
            view = self.shot(shot)
            low = view.place(self.zones.point(place.left, place.bottom))
            high = view.place(self.zones.point(place.right, place.top))
            clear.append(box(*low, *high))
        return clear

    def caption_panel(self) -> VGroup:
        """The quiet ground of the captions: paper under a line of ink."""
        frame, top = self.zones.frame, self.zones.caption.top
        plain = View(PX_PER_UNIT)
        a, b = self.zones.point(frame.left - 9, frame.bottom + 9), self.zones.point(frame.right + 9, top)
        edge = box(a[0], b[1] - 4 / PX_PER_UNIT, b[0], b[1])
        return VGroup(fill(box(*a[:2], *b[:2]), PAPER_CARD, plain, smooth=False),
                      fill(edge, INK, plain, smooth=False))

    def see(self, world: Uptake, time: float) -> None:
        """Draw the world as the story has it at a time, in the view of that time."""
        view = self.shots.at(time)
        moment = Moment(**{key: course.at(time) for key, course in self.courses.items()})
        world.draw(moment, time, view)
        home = world.endosome_now()
        for loose, way in self.drifting:
            inside = home.confine(loose.start[0] + loose.strayed(time), 6.0)
            out = way is not None and time >= way.pins[0][0]
            loose.drift(way.at(stepped(time)) if out else inside, time, view)
        self.bar.set_view(view)

    def lay_bilayer(self, skin: Bilayer, time: float) -> None:
        """The membrane close up, as long as one is near enough to see its lipids."""
        view = self.shots.at(time)
        x, y = view.origin
        skin.view = View(view.px_per_nm, (x, y + THICKNESS / 2 * view.unit))
        skin.at_time(stepped(time))

    # --- pit and vesicle ------------------------------------------------------------------
    def pull_back(self, beat: Beat) -> None:
        """From clip 1's close-up to the pit's shot: the scale bar goes from 10 to 100 nm."""
        start = beat.start + 0.7
        end = self.shots.to(self.shot(self.plan.pit), start, 2.2)
        self.show(self.panel, over=1.0, delay=0.7)
        self.courses["hero"].to(1.0, start + 0.35, 0.25)
        for thing in (self.bilayer, self.close_pair):
            self.hide(thing, over=0.5, delay=start + 0.6 - self.now)
        self.act_until(start + 1.5)
        self.bar = self.scale_bar(self.shots.at(self.now), 100)
        self.act_until(end)

    def let_the_pit_form(self, beat: Beat) -> None:
        """The membrane dents; the lattice grows round the dent, piece by piece."""
        open_neck = self.world.pit.budding_at_neck(35.0)
        start = self.now
        end = self.courses["budding"].to(open_neck, start, max(beat.narration_end - start, 4.5))
        self.act_until(start + 0.62 * (end - start))
        self.solid(self.world.hero, self.coat_room())
        self.label("clathrin", self.world.coat.anchor("left"), "clathrin", prefer="left")
        self.act_until(end)

    def coat_room(self) -> VMobject:
        """The space that the whole coat will take: labels keep clear of it."""
        return fill(disc(self.world.vesicle_center(), 58.0), INK, self.world.view)

    def pinch_off(self, beat: Beat) -> None:
        """The neck closes; the vesicle comes off and the coat closes over it."""
        end = self.courses["budding"].to(1.0, beat.start + 0.2, 1.8)
        end = self.courses["ride"].to(0.05, end, 0.9)
        self.act_until(end)
        self.solid(self.coat_room())
        self.label("vesicle", self.on_the_vesicle, "clathrin", prefer="left")

    def on_the_vesicle(self) -> np.ndarray:
        """A place on the vesicle's lower left wall."""
        turn = np.radians(212)
        spot = self.world.vesicle_center() + VESICLE_RADIUS * np.array([np.cos(turn), np.sin(turn)])
        return self.world.view.point(*spot)

    def let_the_coat_fall(self, beat: Beat) -> None:
        """The coat falls away in pieces that drift and fade."""
        start = max(self.now + 1.0, beat.at(0.5))
        end = self.courses["shed"].to(1.0, start, 2.8)
        self.act_until(end)

    # --- acid ----------------------------------------------------------------------------
    def carry_to_the_endosome(self, beat: Beat) -> None:
        """The vesicle is carried to an endosome and joins it; the view widens."""
        start = beat.start + 0.2
        self.courses["company"].to(1.0, start, 0.9)
        self.shots.to(self.shot(self.plan.journey), start, 1.8)
        self.show_the_gauge()
        end = self.courses["ride"].to(1.0, start + 0.3, 3.6)
        for course in (self.courses["vesicle_ph"], self.gauge_ph):
            course.to(6.5, start + 1.0, 1.2)
        self.act_until(start + 2.2)
        self.bar = self.scale_bar(self.shots.at(self.now), 50)
        self.solid(self.world.endosome.lumen, self.world.recycler.lumen, self.world.nucleus.inside)
        self.label("endosome", self.on_the_endosome, "endosome",
                   prefer=self.zones.pick("below", "left", "below"))
        self.act_until(end)

    def on_the_endosome(self) -> np.ndarray:
        """A place on the endosome's wall, low at its left."""
        home = self.world.endosome_now()
        return self.world.view.point(*home.at(-0.62 * home.half[0], -0.785 * home.half[1]))

    def show_the_gauge(self) -> None:
        """The pH gauge, at the value outside."""
        texts = [self._beat.script.labels[f"ph_{k}"] for k in ("outside", "early", "late", "end")]
        values = (7.4, 6.5, 5.5, 5.0)
        self.gauge = PhGauge(self.zones, self.plan.gauge, self._beat.script.labels["ph"],
                             tuple(zip(values, texts, strict=True)), self.zones.pick(48, 58, 48))
        self.gauge_ph = Course(values[0])
        self.ambient(self.gauge, lambda gauge, t: gauge.set_ph(self.gauge_ph.at(t)))
        self.show(self.gauge)

    def turn_acid(self, beat: Beat) -> None:
        """Carried toward the nucleus, it turns acid step by step."""
        start = self.now + 0.4
        for ph, share in ((5.5, 0.5), (5.0, 1.0)):
            self.courses["journey"].to(share, start, 1.3)
            self.courses["endosome_ph"].to(ph, start, 1.0)
            start = self.gauge_ph.to(ph, start, 0.9) + 0.8
        self.act_until(start - 0.4)

    # --- release --------------------------------------------------------------------------
    def cut_the_payloads_loose(self, beat: Beat) -> None:
        """In acid the linkers part one after another; payloads drift free."""
        self.courses["rest"].to(self.now, self.now, 0.0)
        self.look_closer()
        self.act_until(beat.start + 1.2)
        for pair, first in ((self.world.hero, 1.4), (self.world.resident, 2.6)):
            for k, number in enumerate(sorted(pair.antibody.payloads)):
                self.act_until(beat.start + first + 0.4 * k)
                self.let_go(pair, number, self.seed_for(f"loose {first} {k}"))
        self.solid(self.world.endosome.lumen, self.lens, self.world.nucleus.inside)
        self.label("free", self.drifting[0][0].anchor("payload"), "payload", prefer="above")
        self.act(1.5)

    def look_closer(self) -> None:
        """A lens on the hero's antibody."""
        x, y, radius = self.plan.lens
        antibody = self.world.hero.antibody
        self.lens = Lens(self.world.view, antibody.in_view((0.0, 0.6)), 12.5,
                         self.zones.point(x, y), radius, inside=lighter(ph_color(5.0), 0.3))
        pair = BoundPair(self.lens.view, seed=1, detail="close")
        pair.hang(self.world.feet, self.world.hero_up(), self.courses["rest"].at(self.now),
                  self.lens.view)
        self.lens.magnify(*pair.rods)
        self.lens.add(pair.antibody)
        self.closer = pair.antibody
        self.show(self.lens.beam, over=0.6, behind=self.world.people)
        self.show(self.lens, over=0.6)

    def let_go(self, pair: BoundPair, number: int, seed: int) -> None:
        """One payload comes loose, in the picture and in the lens."""
        self.drifting.append((self.world.let_go(pair, number, self.now, seed), None))
        if pair is self.world.hero:
            start = self.closer.drop_payload(number)
            loose = LoosePayload(self.lens.view, start, self.now, seed, 1.6, "close")
            self.lens.add(loose)
            glass = Oval((float(self.lens.source_nm[0]), float(self.lens.source_nm[1])),
                         (self.lens.source_radius_nm,) * 2)
            self.ambient(loose, lambda one, t: one.drift(
                glass.confine(one.start[0] + one.strayed(t), 2.8), t, self.lens.view))

    # --- some goes back, some goes on --------------------------------------------------------
    def send_some_back(self, beat: Beat) -> None:
        """A carrier takes CD22, antibody and all, back to the surface."""
        for thing in (self.lens, self.lens.beam, self.gauge):
            self.hide(thing)
        end = self.courses["back"].to(1.0, beat.start + 0.4, 5.2)
        self.courses["carrier_ph"].to(7.2, beat.start + 1.8, 2.0)
        self.act_until(beat.start + 4.4)
        self.solid(self.world.recycler.lumen, self.world.endosome.lumen, self.world.standing)
        self.label("back", self.on_the_carrier, "cd22", prefer="right")
        self.act_until(end)

    def on_the_carrier(self) -> np.ndarray:
        """The returning antibody."""
        return self.world.returning.antibody.anchor("antibody")()

    def wander_to_the_nucleus(self, beat: Beat) -> None:
        """Free payloads wander; some come to the nucleus's edge and through a pore."""
        start = beat.start + 0.3
        self.let_some_stray(start, max(beat.narration_end, start + 5.5))
        end = self.shots.to(self.shot(self.plan.edge), start + 0.6, 2.6)
        self.courses["company"].to(0.0, start + 1.2, 1.4)
        self.act_until(end - 0.6)
        self.bar = self.scale_bar(self.shots.at(self.now), 20)
        self.act_until(end)
        self.caption_label("nucleus", self.plan.nucleus, "nucleus")
        self.act_until(start + 5.5)

    def let_some_stray(self, start: float, end: float) -> None:
        """Known to be here now and near the nucleus later; between, they stray as they will."""
        nucleus = self.world.nucleus
        for k, goal in enumerate((nucleus.within(0, 34.0), nucleus.within(0, 14.0),
                                  nucleus.pore(0) + (-24.0, 22.0), nucleus.pore(0) + (22.0, 27.0))):
            loose, _ = self.drifting[2 * k + 1]
            here = self.world.endosome_now().confine(loose.start[0] + loose.strayed(start), 6.0)
            pins = [(start, here)]
            if k < 2:
                pins.append((end - 1.6, nucleus.pore(0)))
            pins.append((end + 0.4, goal))
            way = Wander(loose.seed + 1, 9.0, tuple((t, (float(p[0]), float(p[1]))) for t, p in pins))
            self.drifting[2 * k + 1] = (loose, way)
