"""The molecules on the way in: the hero pair, others on the surface and in the endosomes, loose payloads."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import VGroup

from scenes.cast.kit.curved import VESICLE_RADIUS, nearest_wall
from scenes.cast.molecules.cd22 import Cd22
from scenes.sets.internalization.cargo import FEET, BoundPair, Foot, feet, spread, sway
from scenes.sets.internalization.loose_payload import LoosePayload
from scenes.sets.internalization.membranes import LOBE, Membranes
from scenes.sets.internalization.merged_molecules import MergedMolecules
from scenes.sets.internalization.positions import Positions
from scenes.stage.motion import JITTER_RATE
from scenes.stage.view import View


class Molecules(VGroup):
    """CD22, antibodies and payloads, as they hang on the membranes now.

    Attributes
    ----------
    hero, feet
        The pair that clip 1 left on the surface, and where it stands now.
    resident, returning
        A pair in the endosome, and one that goes back.
    standing
        All pairs and free CD22 on the surface: for labels, they are drawn by the merged groups.
    outside, inside, alone
        What is drawn: molecules on the surface, molecules in the endosomes, the hero.
    loose, freed
        Payloads that have come off, as a group and as a list.
    """

    def __init__(self, view: View, positions: Positions, membranes: Membranes, seed: int) -> None:
        super().__init__()
        self.positions, self.membranes = positions, membranes
        places = positions.places
        self.hero = BoundPair(view, seed=1)
        self.resident = BoundPair(view, seed=seed % 50 + 3, payloads=5)
        self.returning = BoundPair(view, seed=seed % 50 + 7)
        self.crew = [_free_rod(view, seed + k) for k in range(3)]
        self.pairs = [BoundPair(view, seed=seed % 50 + 11 + k, payloads=(7, 4, 6)[k % 3])
                      for k in range(len(places.pairs))]
        self.rods = [_free_rod(view, seed + 40 + k) for k in range(len(places.rods))]
        self.standing = VGroup(*self.rods, *self.pairs)
        self.outside = _merged(self.rods, self.pairs)
        self.inside = _merged(self.crew, (self.resident, self.returning))
        self.alone = _merged((), (self.hero,))
        self.loose, self.freed = VGroup(), list[LoosePayload]()
        self.feet: list[Foot] = []
        self.add(self.outside, self.inside, self.alone, self.loose)

    # --- posing ---------------------------------------------------------------------------------

    def hang(self, time: float, view: View) -> None:
        """Hang pairs and rods on the membranes as they are drawn now; they sway with time (s)."""
        self._hang_hero(time, view)
        self._stand_outside(time, view)
        if not self.positions.endosomes_hidden():
            self._hang_inside(time, view)

    def _hang_hero(self, time: float, view: View) -> None:
        where, skin = self.positions, self.membranes
        walls = [*skin.surface.runs, *skin.vesicle.runs, *skin.endosome.runs]
        self.feet = feet(
            where.vesicle(), VESICLE_RADIUS, spread(where.progress.budding), where.hero_up(), walls
        )
        self.hero.hang(self.feet, where.hero_up(), min(time, where.progress.rest), view)

    def _stand_outside(self, time: float, view: View) -> None:
        """Others on the surface sway where they stand."""
        places, surface = self.positions.places, self.membranes.surface
        for rod, x in zip(self.rods, places.rods, strict=True):
            sway(rod, surface.foot(x), time, view)
        for pair, x in zip(self.pairs, places.pairs, strict=True):
            pair.hang([surface.foot(x - 10), surface.foot(x + 10)], np.pi / 2, time, view)

    def _hang_inside(self, time: float, view: View) -> None:
        """Those in the endosomes, and those that the carrier takes back."""
        where, skin, home = self.positions, self.membranes, self.positions.endosome()
        far = home.at(home.half[0] - VESICLE_RADIUS - 1.0, 0.0)
        up = home.angle + np.pi
        self.resident.hang(feet(far, VESICLE_RADIUS, FEET[1], up, skin.endosome.runs), up, time, view)
        walls = [*skin.surface.runs, *skin.recycler.runs, *skin.carrier.runs]
        up = where.returning_up()
        stands = feet(where.carrier(), VESICLE_RADIUS, spread(where.carrier_budding()), up, walls)
        self.returning.hang(stands, up, time, view)
        low = np.asarray(where.places.recycler)
        spots = (home.at(6.0, -home.half[1]), home.at(12.0, home.half[1]), low + np.array([-15.0, -LOBE]))
        for rod, spot in zip(self.crew, spots, strict=True):
            body = skin.recycler if rod is self.crew[2] else skin.endosome
            sway(rod, nearest_wall(body.runs, spot), time, view)

    def gather(self) -> None:
        """Draw what is there as it hangs now."""
        progress = self.positions.progress
        for merged, share in ((self.outside, 1.0), (self.inside, progress.endosomes), (self.alone, progress.hero)):
            if share > 0:
                merged.gather()

    # --- loose payloads -----------------------------------------------------------------------

    def let_go(self, pair: BoundPair, number: int, time: float, seed: int) -> LoosePayload:
        """Cut a payload off a pair's antibody: a loose one starts where it hung."""
        loose = LoosePayload(pair.antibody.view, pair.antibody.drop_payload(number), time, seed)
        self.loose.add(loose)
        self.freed.append(loose)
        return loose

    def let_some_out(self, start: float, end: float) -> None:
        """Let the loose payloads nearest a pore stray from the endosome between two times (s).

        Three are known to be in the pore a little before the end, two near it; between, all
        of them wander as they will. Then they stay about there.
        """
        nucleus = self.membranes.nucleus
        pore = nucleus.pore(0)
        near = sorted(self.freed, key=lambda one: float(np.hypot(*(self._inside(one, start) - pore))))
        for k, one in enumerate(near[:5]):
            goal = pore if k < 3 else pore + np.array([(-26.0, 20.0), (14.0, 30.0)][k - 3])
            pins = ((start, self._inside(one, start)), (end - 2.0 + 0.35 * k, goal))
            rest = nucleus.within(0, (44.0, 27.0, 13.0)[k]) if k < 3 else goal
            one.stray(pins, rest, (nucleus.middle, nucleus.radius + 15.0))

    def drift(self, time: float, view: View) -> None:
        """Let the loose payloads be where they have wandered by a time (s)."""
        for loose in self.freed:
            inside = loose.way is None or time < loose.way.pins[0][0]
            place = self._inside(loose, time) if inside else loose.strayed_to(time)
            loose.drift(place, time, view)

    def paths(self) -> dict[str, np.ndarray]:
        """Where loose payloads strayed, nm, 15 a second, until they came to the pore or near."""
        return {
            f"payload {k}": np.array([loose.strayed_to(t) for t in np.arange(
                loose.way.pins[0][0], loose.way.pins[1][0], 1 / JITTER_RATE)])
            for k, loose in enumerate(self.freed) if loose.way is not None
        }

    def _inside(self, loose: LoosePayload, time: float) -> np.ndarray:
        return self.positions.endosome().confine(loose.start[0] + loose.strayed(time), 6.0)


def _free_rod(view: View, seed: int) -> Cd22:
    return Cd22(view, foot_nm=(0.0, 0.0), seed=seed % 1000, detail="organelle", tail=False)


def _merged(rods: Iterable[Cd22], pairs: Iterable[BoundPair]) -> MergedMolecules:
    """Free rods and pairs as one group."""
    pairs = list(pairs)
    return MergedMolecules(
        [*rods, *(rod for pair in pairs for rod in pair.rods)], [pair.antibody for pair in pairs]
    )
