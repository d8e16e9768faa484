"""The bodies that membranes make on the way in: surface, pit and vesicle, endosomes, nucleus.

A dent of the surface sinks in, pinches off as a coated vesicle and joins an endosome; from another endosome a
carrier goes back to the surface. All of it follows from the positions alone: it keeps no history.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VMobject
from shapely.geometry import box

from scenes.cast.cells.clathrin import Coat
from scenes.cast.cells.nucleus import NucleusEdge
from scenes.cast.cells.vesicle import Compartment, Surface
from scenes.cast.kit.curved import VESICLE_RADIUS, Oval, disc, joined, specks
from scenes.sets.internalization.cargo import toward
from scenes.sets.internalization.positions import FILLET, Positions
from scenes.sets.internalization.world_map import profile
from scenes.stage.drawing import fill
from scenes.stage.motion import ease
from scenes.stage.style import INK
from scenes.stage.view import View

#: Width of the open pit's neck, nm (art direction).
OPEN_NECK: Final = 35.0
#: Radius of the lower lobe of the endosome that sends some back, nm.
LOBE: Final = 34.0
_COAT_CLEAR: Final = 0.32  # radians between the last piece of coat and the mouth's rounding


class Membranes:
    """Surface, vesicle with its coat, endosomes, carrier, nucleus.

    Attributes
    ----------
    surface, nucleus
        The cell's surface, and the edge of its nucleus.
    coat, vesicle, endosome
        The hero's way: clathrin round the pit and the vesicle, and the endosome that it joins.
    recycler, carrier
        The endosome that sends some back, and what it sends.
    """

    def __init__(self, view: View, positions: Positions, seed: int) -> None:
        self.view, self.positions = view, positions
        places = positions.places
        left, _, right, top = places.extent
        self.nucleus = NucleusEdge(
            view, places.nucleus, places.nucleus_radius, places.pores,
            (places.pores[0] - 1.1, places.pores[0] + 1.1), seed=seed % 97,
        )
        self.coat = Coat(view)
        self.recycler, self.carrier = Compartment(view, ph=6.5), Compartment(view, ph=6.5)
        self.endosome, self.vesicle = Compartment(view, ph=6.5), Compartment(view)
        self.surface = Surface(view, profile, left=left, right=right, top=top)
        half = places.endosome.half
        room = Oval((0.0, 0.0), (half[0] - 6, half[1] - 6)).body()
        self.endosome.strew(specks(room, seed + 2, 26))
        self.recycler.strew(specks(disc((0.0, 0.0), LOBE - 6), seed + 3, 8))

    def draw(self, view: View) -> None:
        """Draw all of it for the positions; of what has no presence, only where the hero may hang."""
        self.view = view
        if self.positions.progress.nucleus > 0:
            self.nucleus.look(view)
        self._draw_recycler()
        self._draw_vesicle()
        self._draw_coat()

    def _draw_vesicle(self) -> None:
        """The hero's membrane: dent, pit, vesicle, or a lobe of the endosome."""
        where, p, view = self.positions, self.positions.progress, self.view
        place = where.vesicle()
        body = disc(place, VESICLE_RADIUS)
        near = p.ride < 0.12
        dent = body if near else where.returning_dent()
        at = 0.0 if near else where.places.port
        rounding = where.pit.rounding(p.budding if near else where.carrier_budding())
        came_off = self.surface.take_in(dent, rounding, at, view)
        home = where.endosome()
        # The endosome swells a little by what it takes in.
        swollen = home.body(2.0 * ease(p.ride, 0.75, 0.25))
        lumen = [swollen, *came_off] if near else joined([swollen, body], FILLET)
        whole = [r for r in lumen if r.contains(shapely.Point(home.center))]
        apart = [r for r in lumen if r not in whole]
        still = home.at(home.half[0], 0.0)
        self.endosome.shape(whole, home.center, still, view).set_ph(p.endosome_ph)
        self.vesicle.shape(
            apart, place, place + toward(where.hero_up() + np.pi) * VESICLE_RADIUS, view
        ).set_ph(p.vesicle_ph).let_shadow(ease(p.ride, 0.0, 0.05))
        if not near and came_off:
            self.carrier.shape(came_off, where.carrier(), None, view).set_ph(p.carrier_ph).let_shadow(0.0)

    def _draw_coat(self) -> None:
        where, p = self.positions, self.positions.progress
        wall = where.pit.wall(p.budding) if p.budding < 1 else np.pi
        covered = wall - _COAT_CLEAR * (1 - ease(p.budding, 0.97, 0.03))
        if p.budding >= 1:
            covered += 1.2 * ease(p.ride, 0.0, 0.06)
        self.coat.view = self.view
        self.coat.assemble(covered * ease(p.budding, 0.02, 0.1)).shed(p.shed)
        self.coat.pose(where.vesicle(), where.hero_up() - np.pi / 2)

    def _draw_recycler(self) -> None:
        """The endosome that sends some back: two lobes, the upper one leaves."""
        where, p = self.positions, self.positions.progress
        if where.endosomes_hidden():
            self.carrier.shape(())
            return
        lower, upper = np.asarray(where.places.recycler), where.carrier()
        bodies = [disc(lower, LOBE)]
        if p.back < 1 and where.returning_dent() is None:
            bodies.append(disc(upper, VESICLE_RADIUS))
        regions = joined(bodies, FILLET)
        mine = [r for r in regions if r.contains(shapely.Point(lower))]
        other = [r for r in regions if r not in mine]
        still = lower + np.array([0.0, -LOBE])
        self.recycler.shape(mine, lower, still, self.view).set_ph(6.5)
        self.carrier.shape(other, upper, None, self.view).set_ph(p.carrier_ph)
        self.carrier.let_shadow(where.carrier_clear())

    # --- for labels -----------------------------------------------------------------------------

    def wall_spot(self, name: str) -> np.ndarray:
        """Where a name points, nm: ``vesicle`` (low left on its wall) or ``endosome``."""
        if name == "vesicle":
            return self.positions.vesicle() + VESICLE_RADIUS * toward(np.radians(212))
        home = self.positions.endosome()
        outside = np.asarray(home.center) + 60.0 * toward(np.radians(self.positions.places.name_at))
        return self.endosome.wall_near(outside)[0] if self.endosome.runs else outside

    def room(self, name: str) -> VMobject:
        """What labels keep clear of, not shown: the ``coat`` when whole, the ``surface``."""
        if name == "coat":
            x, y = self.positions.vesicle()
            pit = self.positions.pit
            deep = -pit.depth(pit.budding_at_neck(OPEN_NECK))
            return fill(disc((x, min(y, deep)), 53.0), INK, self.view)
        return fill(box(self.surface.left, -9.0, self.surface.right, 9.0), INK, self.view)
