"""The way in, as one stage set: surface, pit and vesicle, endosomes, nucleus, and their cargo.

Everything stands in one world: x to the right, y up, nm, the origin on the surface where the
pit forms. A :class:`~scenes.sets.internalization.plan.Moment` says how far each thing has come;
:class:`Uptake` draws it in any view. It keeps no history: any moment can be drawn by itself.

Nothing here knows when things happen: that is the clip's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import shapely
from manim import Mobject, VGroup, VMobject
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.clathrin import Coat
from scenes.cast.cells.nucleus import NucleusEdge
from scenes.cast.cells.vesicle import Compartment, Surface
from scenes.cast.kit.curved import (
    VESICLE_RADIUS,
    Oval,
    Pit,
    disc,
    joined,
    nearest_wall,
    specks,
)
from scenes.cast.molecules.cd22 import Cd22
from scenes.cast.molecules.crowd import Crowd
from scenes.sets.internalization.cargo import BoundPair, Chorus, Foot, LoosePayload, sway
from scenes.sets.internalization.plan import (
    FEET,
    Layout,
    Moment,
    along,
    feet,
    profile,
    spread,
    toward,
)
from scenes.stage.drawing import fill
from scenes.stage.layout import Point
from scenes.stage.motion import JITTER_RATE, blend, ease, stepped
from scenes.stage.presence import set_haze, set_presence, take_forms
from scenes.stage.style import CYTOSOL, INK
from scenes.stage.view import View

_FILLET: Final = 9.0
#: Width of the open pit's neck, nm (art direction).
OPEN_NECK: Final = 35.0
_COAT_CLEAR: Final = 0.32  # radians between the last piece of coat and the mouth's rounding
_LOBE: Final = 34.0  # nm, radius of the lower lobe of the recycling endosome


class Uptake(VGroup):
    """All of it; parts are in draw order, back to front. ``people`` goes on top of it."""

    def __init__(
        self, view: View, layout: Layout, *, seed: int, density: float, keep_out: Sequence[Polygon]
    ) -> None:
        super().__init__()
        self.layout, self.view, self.moment = layout, view, Moment()
        self.pit = Pit(fillet=_FILLET)
        left, bottom, right, top = layout.extent
        self.cytosol = Crowd(
            view, box(left, bottom, right, -8.0), seed, "cytosol", density=0.62 * density,
            gap_nm=4.0, keep_out=keep_out, without=("albumin", "ribosome"), speed=0.7,
        )
        self.nucleus = NucleusEdge(
            view, layout.nucleus, layout.nucleus_radius, layout.pores,
            (layout.pores[0] - 1.1, layout.pores[0] + 1.1), seed=seed % 97,
        )
        self.coat = Coat(view)
        self.recycler, self.carrier = Compartment(view, ph=6.5), Compartment(view, ph=6.5)
        self.endosome, self.vesicle = Compartment(view, ph=6.5), Compartment(view)
        self.surface = Surface(view, profile, left=left, right=right, top=top)
        self.plasma = Crowd(
            view, box(left, 12.0, right, top), seed + 1, "plasma", density=0.7 * density,
            gap_nm=4.0, keep_out=keep_out, walls=(8.0, np.inf), speed=0.8,
        )
        self._strew(seed)
        self._people(view, seed)
        self.loose, self.freed = VGroup(), list[LoosePayload]()
        self.add(
            self.cytosol, self.nucleus, self.coat, self.recycler, self.carrier, self.endosome,
            self.vesicle, self.surface.plasma, self.plasma, self.surface.membrane,
        )
        #: Molecules: shown above all this, so that a lens's beam can pass between.
        pairs = (self.resident, self.returning)
        self._outside = Chorus(
            [*self.rods, *(rod for pair in self.pairs for rod in pair.rods)],
            [pair.antibody for pair in self.pairs],
        )
        self._inside_too = Chorus(
            [*self.crew, *(rod for pair in pairs for rod in pair.rods)],
            [pair.antibody for pair in pairs],
        )
        self._alone = Chorus(self.hero.rods, [self.hero.antibody])
        self.people = VGroup(self._outside, self._inside_too, self._alone, self.loose)
        self._company: tuple[Mobject, ...] = (self.recycler, self.endosome, self._inside_too)
        self._shown = (1.0, 1.0, 1.0)
        self._set: tuple[Moment, View] | None = None
        self._drawn: tuple[View, float] | None = None
        self.feet: list[Foot] = []

    # --- building ------------------------------------------------------------------------------

    def _strew(self, seed: int) -> None:
        half = self.layout.endosome.half
        room = Oval((0.0, 0.0), (half[0] - 6, half[1] - 6)).body()
        self.endosome.strew(specks(room, seed + 2, 26))
        self.recycler.strew(specks(disc((0.0, 0.0), _LOBE - 6), seed + 3, 8))

    def _people(self, view: View, seed: int) -> None:
        """The hero pair; one in the endosome; one that will return; others on the surface."""
        lay = self.layout
        self.hero = BoundPair(view, seed=1)  # the one that clip 1 left on the surface
        self.resident = BoundPair(view, seed=seed % 50 + 3, payloads=5)
        self.returning = BoundPair(view, seed=seed % 50 + 7)
        self.crew = [self._free_rod(view, seed + k) for k in range(3)]
        self.pairs = [BoundPair(view, seed=seed % 50 + 11 + k, payloads=(7, 4, 6)[k % 3])
                      for k in range(len(lay.pairs))]
        self.rods = [self._free_rod(view, seed + 40 + k) for k in range(len(lay.rods))]
        self.standing = VGroup(*self.rods, *self.pairs)  # for labels; drawn by the chorus

    @staticmethod
    def _free_rod(view: View, seed: int) -> Cd22:
        return Cd22(view, foot_nm=(0.0, 0.0), seed=seed % 1000, detail="organelle", tail=False)

    # --- drawing -------------------------------------------------------------------------------

    def draw(self, moment: Moment, time: float, view: View) -> Uptake:
        """Show a moment in a view, at a time (s) for what sways and drifts."""
        self.moment, self.view = moment, view
        still = (moment, view) == self._set
        if not still:
            self._set = replace(moment), view
            self._draw_membranes()
        if not still or (view, stepped(time)) != self._drawn:
            self._drawn = view, stepped(time)
            for crowd in (self.cytosol, self.plasma):
                crowd.view = view
                crowd.drift(time)
            self._hang_pairs(time)
            self._stand(time)
        self._float(time)
        for chorus, share in ((self._outside, 1.0), (self._inside_too, moment.company), (self._alone, moment.hero)):
            if share > 0:
                chorus.gather()
        self._appear()
        return self

    def _draw_membranes(self) -> None:
        """All that follows from the moment alone; of what has no presence, only where the hero may hang."""
        if self.moment.nucleus > 0:
            self.nucleus.look(self.view)
        self._draw_recycler()
        self._draw_vesicle()
        self._draw_coat()

    def _draw_vesicle(self) -> None:
        """The hero's membrane: dent, pit, vesicle, or a lobe of the endosome."""
        m, view, place = self.moment, self.view, self.vesicle_center()
        body = disc(place, VESICLE_RADIUS)
        near = m.ride < 0.12
        dent = body if near else self._returning_dent()
        at = 0.0 if near else self.layout.port
        rounding = self.pit.rounding(m.budding if near else self._carrier_budding())
        came_off = self.surface.take_in(dent, rounding, at, view)
        home = self.endosome_now()
        # The endosome swells a little by what it takes in.
        swollen = home.body(2.0 * ease(m.ride, 0.75, 0.25))
        lumen = [swollen, *came_off] if near else joined([swollen, body], _FILLET)
        whole = [r for r in lumen if r.contains(shapely.Point(home.center))]
        apart = [r for r in lumen if r not in whole]
        still = home.at(home.half[0], 0.0)
        self.endosome.shape(whole, home.center, still, view).set_ph(m.endosome_ph)
        self.vesicle.shape(apart, place, place + toward(self.hero_up() + np.pi) * VESICLE_RADIUS,
                           view).set_ph(m.vesicle_ph)
        if not near and came_off:
            self.carrier.shape(came_off, self.carrier_center(), None, view).set_ph(m.carrier_ph)

    def _draw_coat(self) -> None:
        m = self.moment
        wall = self.pit.wall(m.budding) if m.budding < 1 else np.pi
        covered = wall - _COAT_CLEAR * (1 - ease(m.budding, 0.97, 0.03))
        if m.budding >= 1:
            covered += 1.2 * ease(m.ride, 0.0, 0.06)
        self.coat.view = self.view
        self.coat.assemble(covered * ease(m.budding, 0.02, 0.1)).shed(m.shed)
        self.coat.pose(self.vesicle_center(), self.hero_up() - np.pi / 2)

    def _draw_recycler(self) -> None:
        """The endosome that sends some back: two lobes, the upper one leaves."""
        m = self.moment
        if self._hidden():
            self.carrier.shape(())
            return
        lower, upper = np.asarray(self.layout.recycler), self.carrier_center()
        bodies = [disc(lower, _LOBE)]
        if m.back < 1 and self._returning_dent() is None:
            bodies.append(disc(upper, VESICLE_RADIUS))
        regions = joined(bodies, _FILLET)
        mine = [r for r in regions if r.contains(shapely.Point(lower))]
        other = [r for r in regions if r not in mine]
        still = lower + np.array([0.0, -_LOBE])
        self.recycler.shape(mine, lower, still, self.view).set_ph(6.5)
        self.carrier.shape(other, upper, None, self.view).set_ph(m.carrier_ph)

    def _hidden(self) -> bool:
        """Whether the endosomes are not there yet, nor the carrier that leaves one of them."""
        return self.moment.company <= 0 and self.moment.back <= 0

    def _returning_dent(self) -> BaseGeometry | None:
        """The carrier as a dent of the surface, once it is about to join it."""
        if self.moment.back <= 0 or self._carrier_depth() > self.pit.depth(1.0) + 1.5:
            return None
        return disc(self.carrier_center(), VESICLE_RADIUS)

    # --- where things are ------------------------------------------------------------------------

    def vesicle_center(self) -> np.ndarray:
        """Center of the hero's dent, vesicle or lobe."""
        m = self.moment
        if m.ride <= 0:
            return np.array([0.0, -self.pit.depth(m.budding)])
        start = np.array([0.0, -self.pit.depth(1.0)])
        return along((start, np.asarray(self.layout.way), self._nest()), m.ride)

    def hero_up(self) -> float:
        """Where the hero's stem points: up in the pit, into the endosome at last."""
        turn = ease(self.moment.ride, 0.06, 0.40)  # done before the two membranes meet
        return float(np.pi / 2 + (self.endosome_now().angle - np.pi / 2) * turn)

    def endosome_now(self) -> Oval:
        """The endosome where it is carried now."""
        start, (center, angle) = self.layout.endosome, self.layout.end
        s = self.moment.journey
        return start.moved(blend(start.center, center, s), start.angle + (angle - start.angle) * s)

    def carrier_center(self) -> np.ndarray:
        """Center of the lobe that leaves and returns to the surface."""
        x, y = self.layout.recycler
        port = self.layout.port
        height = float(profile(np.array([port]))[0])
        stops = ((x, y + 24.0), (port, height - self.pit.depth(1.0) - 8),
                 (port, height + VESICLE_RADIUS))
        return along(stops, self.moment.back)

    def _returning_up(self) -> float:
        """Where the returning stem points: off its endosome while it hangs on it, then up."""
        away = self.carrier_center() - np.asarray(self.layout.recycler)
        held = 1 - ease(self.moment.back, 0.35, 0.3)
        return float(np.pi / 2 + (np.arctan2(away[1], away[0]) - np.pi / 2) * held)

    def _carrier_depth(self) -> float:
        height = float(profile(np.array([self.layout.port]))[0])
        return height - float(self.carrier_center()[1])

    def _carrier_budding(self) -> float:
        """The carrier's budding read backward: 1 while it is free, 0 when it has merged."""
        deep = self.pit.depth(1.0)
        return float(np.clip((self._carrier_depth() + VESICLE_RADIUS) / (deep + VESICLE_RADIUS),
                             0, 1))

    def _nest(self) -> np.ndarray:
        home = self.endosome_now()
        return home.at(-(home.half[0] - VESICLE_RADIUS - 2.0), 0.0)

    # --- cargo --------------------------------------------------------------------------------

    def _hang_pairs(self, time: float) -> None:
        m, view = self.moment, self.view
        surface, home = self.surface.runs, self.endosome_now()
        walls = [*surface, *self.vesicle.runs, *self.endosome.runs]
        self.feet = feet(
            self.vesicle_center(), VESICLE_RADIUS, spread(m.budding), self.hero_up(), walls
        )
        self.hero.hang(self.feet, self.hero_up(), min(time, m.rest), view)
        if self._hidden():
            return
        far = home.at(home.half[0] - VESICLE_RADIUS - 1.0, 0.0)
        up = home.angle + np.pi
        self.resident.hang(
            feet(far, VESICLE_RADIUS, FEET[1], up, self.endosome.runs), up, time, view
        )
        walls = [*surface, *self.recycler.runs, *self.carrier.runs]
        up = self._returning_up()
        stands = feet(
            self.carrier_center(), VESICLE_RADIUS, spread(self._carrier_budding()), up, walls
        )
        self.returning.hang(stands, up, time, view)

    def _stand(self, time: float) -> None:
        """Others on the surface and single CD22 in the compartments sway where they stand."""
        lay, home = self.layout, self.endosome_now()
        for rod, x in zip(self.rods, lay.rods, strict=True):
            sway(rod, self.surface.foot(x), time, self.view)
        for pair, x in zip(self.pairs, lay.pairs, strict=True):
            feet = [self.surface.foot(x - 10), self.surface.foot(x + 10)]
            pair.hang(feet, np.pi / 2, time, self.view)
        if self._hidden():
            return
        low = np.asarray(lay.recycler)
        places = (home.at(6.0, -home.half[1]), home.at(12.0, home.half[1]), low + np.array([-15.0, -_LOBE]))
        for rod, place in zip(self.crew, places, strict=True):
            walls = self.recycler.runs if rod is self.crew[2] else self.endosome.runs
            sway(rod, nearest_wall(walls, place), time, self.view)

    def _appear(self) -> None:
        """Fade what comes and goes; draw nothing of what is not there."""
        m = self.moment
        inside = [one for one in self.freed if one.way is None]
        groups = ((m.company, (*self._company, *inside)), (m.nucleus, (self.nucleus,)),
                  (m.hero, (self._alone,)))
        shown = (m.company, m.nucleus, m.hero)
        for (share, things), before in zip(groups, self._shown, strict=True):
            if share != before or 0 < share < 1:
                for thing in things:
                    # Out of the ground color rather than out of glass: no line shines through.
                    set_haze(thing, CYTOSOL, 1 - share)
                    set_presence(thing, min(3 * share, 1.0))
            if share <= 0:
                take_forms(*things)  # it saves time, and labels do not shun what is not seen
        self._shown = shown

    # --- for labels -----------------------------------------------------------------------------

    def anchor(self, name: str) -> Callable[[], Point]:
        """``vesicle`` (low left on its wall), ``endosome``, ``returning`` antibody."""
        if name == "returning":
            return self.returning.antibody.anchor("antibody")
        return lambda: self.view.point(*self._wall_spot(name))

    def _wall_spot(self, name: str) -> np.ndarray:
        if name == "vesicle":
            return self.vesicle_center() + VESICLE_RADIUS * toward(np.radians(212))
        home = self.endosome_now()
        outside = np.asarray(home.center) + 60.0 * toward(np.radians(self.layout.name_at))
        return self.endosome.wall_near(outside)[0] if self.endosome.runs else outside

    def room(self, name: str) -> VMobject:
        """What labels keep clear of, not shown: the ``coat`` when whole, the ``surface``."""
        if name == "coat":
            x, y = self.vesicle_center()
            deep = -self.pit.depth(self.pit.budding_at_neck(OPEN_NECK))
            return fill(disc((x, min(y, deep)), 53.0), INK, self.view)
        return fill(box(self.surface.left, -9.0, self.surface.right, 9.0), INK, self.view)

    def obstacles(self) -> tuple[Mobject, ...]:
        """What no label may cover: compartments, nucleus, the surface and all on it."""
        return (self.endosome.lumen, self.recycler.lumen, self.nucleus.inside, self.standing,
                self.room("surface"))

    def paths(self) -> dict[str, np.ndarray]:
        """Where loose payloads strayed, nm, 15 a second, until they came to the pore or near."""
        return {
            f"payload {k}": np.array([loose.strayed_to(t) for t in np.arange(
                loose.way.pins[0][0], loose.way.pins[1][0], 1 / JITTER_RATE)])
            for k, loose in enumerate(self.freed) if loose.way is not None
        }

    # --- loose payloads -----------------------------------------------------------------------

    def let_go(self, pair: BoundPair, number: int, time: float, seed: int) -> LoosePayload:
        """Cut a payload off a pair's antibody: a loose one starts where it hung."""
        loose = LoosePayload(self.view, pair.antibody.drop_payload(number), time, seed)
        self.loose.add(loose)
        self.freed.append(loose)
        return loose

    def let_some_out(self, start: float, end: float) -> None:
        """Let the loose payloads nearest a pore stray from the endosome between two times (s).

        Three are known to be in the pore a little before the end, two near it; between, all
        of them wander as they will. Then they stay about there.
        """
        pore, loose = self.nucleus.pore(0), self.freed
        near = sorted(loose, key=lambda one: float(np.hypot(*(self._inside(one, start) - pore))))
        for k, one in enumerate(near[:5]):
            goal = pore if k < 3 else pore + np.array([(-26.0, 20.0), (14.0, 30.0)][k - 3])
            pins = ((start, self._inside(one, start)), (end - 2.0 + 0.35 * k, goal))
            rest = self.nucleus.within(0, (44.0, 27.0, 13.0)[k]) if k < 3 else goal
            one.stray(pins, rest, (self.nucleus.middle, self.nucleus.radius + 15.0))

    def _inside(self, loose: LoosePayload, time: float) -> np.ndarray:
        return self.endosome_now().confine(loose.start[0] + loose.strayed(time), 6.0)

    def _float(self, time: float) -> None:
        for loose in self.freed:
            inside = loose.way is None or time < loose.way.pins[0][0]
            place = self._inside(loose, time) if inside else loose.strayed_to(time)
            loose.drift(place, time, self.view)
