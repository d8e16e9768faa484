"""The strike: a free drug meets DNA, settles in its minor groove, and both backbones part.

DNA, drug and breaks as one picture that is a function of time. The free drug walks a Brownian
path: it bumps into the DNA in vain, strays, and comes within reach of the groove by chance;
only then does it snap in (0.4 s). Each cut takes a hydrogen first. Sizes nm, times s.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.molecules.calicheamicin import Calicheamicin
from scenes.cast.molecules.dna import Dna
from scenes.cast.molecules.dna_geometry import STRAND_A, STRAND_B
from scenes.sets.dna_damage.breaks import BreakStar, Hydrogen, Sparks
from scenes.sets.dna_damage.drug_path import DrugPath, StrikePlaces
from scenes.stage.layout import Point
from scenes.stage.motion import ease, snap, stepped
from scenes.stage.presence import set_presence
from scenes.stage.view import View

SNAP: Final = 0.45
#: Scale (px/nm) from which the view comes closer: the first nucleosomes still stand beside it.
FROM_AFAR: Final = 46.0
#: The groove opens this far for the drug (nm), a little more while it settles.
OPENING: Final = 0.15
#: The second backbone parts this long after the first, s.
_SECOND: Final = 0.5
#: How long a hydrogen takes, and a backbone to part, s.
_LEAP, _PART = 0.5, 0.45


class Strike(VGroup):
    """DNA and the drug that breaks it, at one time after another (:meth:`at`).

    Parameters
    ----------
    view
        Scale; its origin is where the middle of the DNA stands.
    places
        Where things are met.
    seed
        Of the drug's path and the DNA's swing.
    opening
        How long the view takes to come closer when the picture opens, s; 0 opens close up.
    """

    def __init__(self, view: View, places: StrikePlaces, seed: int, opening: float = 0.0) -> None:
        super().__init__()
        self.view = self.full = view
        self.places, self.opening, self._opened = places, opening, opening <= 0
        self.path = DrugPath(places, seed)
        self.cut_at = self.calm_at = np.inf
        self.dna = Dna(view, places.base_pairs, groove_at=places.groove_at,
                       angle=places.angle, seed=5)
        self.free, self.bound = Calicheamicin(view), Calicheamicin(view)
        self.hydrogens = [Hydrogen(view) for _ in (0, 1)]
        self.stars = [BreakStar(view, seed=i) for i in (1, 2)]
        self.sparks = [Sparks(view) for _ in (0, 1)]
        self.add(self.dna, self.free)

    # --- the story ------------------------------

    def meet(self, start: float) -> float:
        """From ``start`` on: bump, stray, come within reach, be caught. Returns when the drug has settled."""
        return self.path.meet(start) + SNAP

    def strike(self, start: float) -> float:
        """From ``start`` on: take hydrogens, part both backbones. Returns when it is done."""
        self.cut_at = start
        return start + _LEAP + _SECOND + _PART

    def calm_down(self, start: float) -> None:
        """From ``start`` on: the sparks fade; they have appeared once."""
        self.calm_at = start

    # --- at a time ------------------------------

    def at(self, time: float) -> Strike:
        """Pose everything as it is at a time (s); at first the view comes closer."""
        if not self._opened:
            self.see_from(self.view_at(time))
            self._opened = time >= self.opening
        self._pose_dna(time)
        self._pose_drug(time)
        if time >= self.cut_at:
            self._pose_breaks(time)
        return self

    def view_at(self, time: float) -> View:
        """The view that comes closer when the picture opens, and then stays."""
        if time >= self.opening:
            return self.full
        share = ease(time, 0.0, self.opening)
        return self.full.scaled(float((FROM_AFAR / self.full.px_per_nm) ** (1 - share)))

    def see_from(self, view: View) -> Strike:
        """Look at everything from another scale; shown at the next time."""
        self.view = view
        for actor in (self.dna, self.free, self.bound, *self.hydrogens, *self.stars, *self.sparks):
            actor.view = view
        return self

    def _pose_dna(self, time: float) -> None:
        dna = self.dna
        wide = ease(time, self.path.caught_at, 0.55) * 1.35 - 0.35 * ease(time, self.path.caught_at + 0.8, 0.7)
        dna.opening = OPENING * wide
        dna.parting = np.array([self._parted(time, s) for s in (0, 1)])
        dna.sway(stepped(time))

    def _pose_drug(self, time: float) -> None:
        """The free drug wanders; from the capture on it snaps in, between the two strands.

        It slips behind the strands in the first tick of the snap, while it moves fastest.
        """
        held = stepped(min(time, self.path.caught_at))
        start, begun = self.path.at(held), self.path.turn_at(held)
        s = snap(time, self.path.caught_at, SNAP)
        place = start + (self.home() - start) * s
        turn = begun + (self._level(begun) - begun) * s
        if time <= self.path.caught_at:
            self.free.pose(place, turn)
            return
        if self.bound not in self.dna.slot.submobjects:
            # Labels keep clear of where it was caught, whichever frame it was posed for last.
            self.free.pose(start, begun)
            self.remove(self.free)
            self.dna.slot.add(self.bound)
        self.bound.pose(place, turn)

    def _pose_breaks(self, time: float) -> None:
        """Hydrogens leave, stars appear in the gaps, sparks fly once and fade."""
        warhead = self.warhead_place()
        for strand in (0, 1):
            start = self.cut_at + strand * _SECOND
            site = self._cut_place(strand)
            hydrogen, star, sparks = (
                self.hydrogens[strand], self.stars[strand], self.sparks[strand]
            )
            if start <= time < start + _LEAP + 0.4:
                self._once(self, hydrogen)
                hydrogen.size = ease(time, start, 0.15) - 0.99 * ease(time, start + _LEAP, 0.3)
                hydrogen.leap(site, warhead + 0.55 * (site - warhead), time, start + 0.1)
            elif hydrogen in self.submobjects:
                self.remove(hydrogen)
            if time >= start + _LEAP:
                self._once(self.dna.slot, star)
                star.grow(snap(time, start + _LEAP, 0.3)).pose(site, 0.0)
            fade = 1 - ease(time, self.calm_at, 0.4)
            if time >= start + _LEAP and fade > 0:
                self._once(self, sparks)
                out = site - warhead
                sparks.size = snap(time, start + _LEAP, 0.25)
                sparks.pose(site, float(np.arctan2(out[1], out[0])))
                set_presence(sparks, fade)
            elif sparks in self.submobjects:
                self.remove(sparks)

    @staticmethod
    def _once(group: VGroup, member: VGroup) -> None:
        if member not in group.submobjects:
            group.add(member)

    def _parted(self, time: float, strand: int) -> float:
        if time < self.cut_at + _LEAP:
            return 0.0
        return max(snap(time, self.cut_at + strand * _SECOND + _LEAP, _PART), 1e-6)

    # --- places ------------------------------

    def home(self) -> np.ndarray:
        """Where the drug lies in the groove now, nm of the view."""
        return self.dna.place((self.places.groove_at, 0.0))

    def _level(self, turn: float) -> float:
        """The angle of the groove nearest to an angle."""
        off = (turn - self.dna.angle + np.pi) % (2 * np.pi) - np.pi
        return turn - off

    def warhead_place(self) -> np.ndarray:
        """Where the warhead lies in the groove, nm of the view."""
        own = self.bound.centers["warhead"] + np.array([self.places.groove_at, 0.0])
        return self.dna.place(own)

    def _cut_place(self, strand: int) -> np.ndarray:
        return self.dna.place(self.dna.cut_place(strand)[0], (STRAND_A, STRAND_B)[strand])

    def anchor(self, name: str) -> Callable[[], Point]:
        """``drug`` (wherever it is), or what :meth:`Dna.anchor` knows."""
        if name != "drug":
            return self.dna.anchor(name)

        def drug() -> Point:
            body = self.bound if self.bound in self.dna.slot.submobjects else self.free
            return body.spot(*body.centers["thiosugar"])

        return drug

    def break_middle(self) -> np.ndarray:
        """Between the two cuts, nm of the view."""
        return np.asarray(self._cut_place(0) + self._cut_place(1)) / 2
