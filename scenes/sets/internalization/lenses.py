"""Closer looks: the pair close up, a lens on its antibody, a capsule with the linker's formula.

:class:`PairCloseUp` is how clip 1 leaves the pair.
:class:`AntibodyLens` is the film's round lens on a bound pair; payloads part from it in time
with the picture. :class:`CapsuleLens` is the same lens drawn out, for things that are long, and
:class:`LinkerLens` shows in it the hydrazone taking up water and splitting.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry import LineString, Polygon, box

from scenes.cast.cells.membrane import Bilayer
from scenes.cast.kit.curved import THICKNESS, Oval
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.formula import Formula
from scenes.cast.molecules.lens import Lens
from scenes.cast.molecules.payload import Payload
from scenes.cast.molecules.skeleton import skeleton
from scenes.sets.internalization.cargo import BoundPair, Foot
from scenes.sets.internalization.loose_payload import LoosePayload
from scenes.sets.internalization.world import World
from scenes.stage.drawing import discs, fill, outlines_now
from scenes.stage.layout import PX_PER_UNIT, Point, u
from scenes.stage.motion import stepped
from scenes.stage.style import INK, LENS_RING, PAPER_CARD, SHADOW_PLASMA, WHITE
from scenes.stage.view import View

_UNITS: Final = View(PX_PER_UNIT)  # one "nm" is one unit
#: What the lens on an antibody shows, nm from its middle to the ring.
_SEEN: Final = 13.5
_HALO: Final = 8.0  # px
_SOURCE_RING: Final = 3.0  # px
_TANGENT: Final = 2.6  # px
_BEAM: Final = 0.80
_SHADOW: Final = 0.24


class PairCloseUp(VGroup):
    """A bound pair on flat membrane, close up: as clip 1 leaves it, before the view widens."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.bilayer = Bilayer(view, -130.0, 130.0, sag_nm=0.0, bob_nm=0.12)
        self.pair = BoundPair(view, seed=1, detail="close")
        for one in (*self.pair.rods, self.pair.antibody):
            one.cast_shadow(SHADOW_PLASMA, _SHADOW)
        self.add(self.bilayer, self.pair)

    def follow(self, feet: Sequence[Foot], time: float, view: View) -> PairCloseUp:
        """Stand on these feet (mid-membrane), seen in a view, at a time (s)."""
        x, y = view.origin
        self.bilayer.view = View(view.px_per_nm, (x, y + THICKNESS / 2 * view.unit))
        self.bilayer.at_time(stepped(time))
        self.pair.hang(feet, np.pi / 2, time, view)
        return self


class CapsuleLens(VGroup):
    """A capsule-shaped lens; show its ``beam`` below, the capsule itself above.

    Parameters
    ----------
    source, source_radius_px
        What is magnified: middle (Manim units) and radius (stage px) of the small ring.
    center, width_px, height_px
        The glass.
    """

    def __init__(
        self,
        source: Point,
        source_radius_px: float,
        center: Point,
        width_px: float,
        height_px: float,
    ) -> None:
        super().__init__()
        self.center_point = np.asarray(center, dtype=float)
        self.width_px, self.height_px = width_px, height_px
        plain = _UNITS
        radius, reach = u(height_px / 2), u((width_px - height_px) / 2)
        axis = LineString([(center[0] - reach, center[1]), (center[0] + reach, center[1])])
        small = u(source_radius_px)
        ring = shapely.Point(*source[:2]).buffer(small, quad_segs=24)
        glass = axis.buffer(radius, quad_segs=24)
        hull = shapely.convex_hull(shapely.union(ring, glass))
        wedge = shapely.difference(hull, shapely.union(ring, glass))
        sides = shapely.difference(
            shapely.boundary(hull), shapely.buffer(shapely.union(ring, glass), 1e-4)
        )
        tangents = shapely.buffer(sides, u(_TANGENT / 2), cap_style="flat")
        self.beam = VGroup(
            fill(wedge, PAPER_CARD, plain, opacity=_BEAM, smooth=False),
            fill(tangents, INK, plain, smooth=False),
        )
        thick = u(_SOURCE_RING / 2)
        circle = discs(source[None, :2], small + thick, INK, plain)
        hole = discs(source[None, :2], small - thick, INK, plain)
        circle.set_points(np.vstack([circle.points, hole.points[::-1]]))
        self.add(circle)
        for grow, color in ((LENS_RING + _HALO, WHITE), (LENS_RING, INK), (0.0, PAPER_CARD)):
            self.add(fill(axis.buffer(radius + u(grow), quad_segs=24), color, plain,
                          tolerance_px=0.1))


class AntibodyLens(Lens):
    """A lens on the antibody of the hero pair, as it hangs now.

    Parameters
    ----------
    world
        The picture.
    center, radius_px, inside
        The glass: middle (Manim units), radius (stage px) and color of its ground.
    """

    def __init__(self, world: World, center: Point, radius_px: float, inside: str) -> None:
        self.loose: list[LoosePayload] = []
        self.antibody: Antibody | None = None
        hero = world.molecules.hero
        source = hero.antibody.in_view((0.0, 0.6))
        super().__init__(world.view, source, _SEEN, center, radius_px, inside)
        closer = BoundPair(self.view, seed=hero.seed, detail="close")
        where = world.positions
        closer.hang(world.molecules.feet, where.hero_up(), where.progress.rest, self.view)
        self.magnify(*closer.rods)
        self.antibody = closer.antibody
        self.add(self.antibody)
        x, y = (float(v) for v in self.source_nm)
        self._bounds = Oval((x, y), (_SEEN, _SEEN))
        self._open_view = self.view

    def let_go(self, number: int, time: float, seed: int) -> LoosePayload:
        """Let payload ``number`` part from the antibody, its half of the linker with it."""
        assert self.antibody is not None
        start = self.antibody.drop_payload(number)
        loose = LoosePayload(self._open_view, start, time, seed, speed=0.9, detail="close")
        self.loose.append(loose)
        self.add(loose)
        return loose

    def at_time(self, time: float) -> AntibodyLens:
        """Open or closed as its times say, and the loose payloads where they wander."""
        super().at_time(time)
        if self.antibody is not None:
            for loose in self.loose:
                place = self._bounds.confine(loose.start[0] + loose.strayed(time), 2.6)
                loose.drift(place, time, self._view_now)
        return self

    def open(self, share: float) -> AntibodyLens:
        """Let the glass grow out of the ring, and what is in it with it."""
        super().open(share)
        if self.antibody is not None:
            scale = self._small / self._large
            scale += (1 - scale) * share
            middle = self._from + (self._to - self._from) * share
            x, y = scale * np.array(self._open_view.origin) + middle - scale * self._to
            self._view_now = View(self._open_view.px_per_nm * scale, (float(x), float(y)))
            self.antibody.view = self._view_now
            self.antibody.pose(self.antibody.position, self.antibody.angle)
        return self

    def _point_beam(self, middle: np.ndarray, radius: float) -> None:
        """As the film's lens, but the wedge leaves the ring's inside clear: it lies on orange."""
        super()._point_beam(middle, radius)
        wedge = self.beam[0]
        if len(wedge.points):
            ring = shapely.Point(*self._from).buffer(self._small, quad_segs=24)
            clear = shapely.difference(Polygon(wedge.points[::4, :2]), ring)
            wedge.points = outlines_now([clear], _UNITS, smooth=False)[0]


class LinkerLens(CapsuleLens):
    """The linker as a true skeletal formula between its antibody and its payload.

    Parameters
    ----------
    source, source_radius_px
        What is magnified.
    center, bond_px, height
        Middle of the capsule (Manim units), length of a bond (stage px), and the capsule's
        height in bond lengths.
    """

    def __init__(
        self, source: Point, source_radius_px: float, center: Point, bond_px: float,
        height: float = 5.4,
    ) -> None:
        super().__init__(source, source_radius_px, center, 16.4 * bond_px, height * bond_px)
        low = np.asarray(center) - np.array([0.0, u(0.17 * (height - 2.7) * bond_px), 0.0])
        self.formula = Formula("hydrazone_before", bond_px, 0.08 * bond_px, center=low)
        plan = View(bond_px / 1.5)
        self.payload = Payload(plan.scaled(1.10), scale=1.0)
        self.antibody = Antibody(plan.scaled(0.15), seed=1, payloads=0)
        self.add(self.formula, self.antibody, self.payload)
        self.cleave(0.0)

    def make_ready(self) -> LinkerLens:
        """Make the formula ready to split; call it when the inset has fully arrived."""
        self.formula.becomes("hydrazone_after")
        return self

    def cleave(self, share: float) -> LinkerLens:
        """Take up water and split (0 whole, 1 apart); what is held goes with its half."""
        if self.formula.before is not self.formula.after:
            self.formula.turn(share)
        for actor, atom, off in ((self.payload, "R_payload", (0.86, 0.0)),
                                 (self.antibody, "R_antibody", (-0.78, 0.22))):
            place = self.formula.spot(atom) + u(self.formula.bond_px) * np.array([*off, 0.0])
            actor.view = actor.view.at(place)
            actor.pose((0.0, 0.0))
        return self

    def cut(self) -> Point:
        """The bond that parts: between carbon and nitrogen."""
        return self.formula.bond_spot("C_ketone", "N_imine")

    def room(self) -> VGroup:
        """Where the formula's atoms and the upper rim are; not shown, for labels to shun."""
        plain = _UNITS
        around = u(0.55 * self.formula.bond_px)
        atoms = [discs(self.formula.spot(name)[None, :2], around, INK, plain)
                 for name in skeleton("hydrazone_before").atoms]
        x, y = self.center_point[:2]
        half, rim = u(self.width_px / 2), y + u(self.height_px / 2)
        strip = fill(box(x - half, rim - u(20), x + half, rim + u(90)), INK, plain)
        return VGroup(strip, *atoms)
