"""The surface of a cell in depth: a cut membrane in front, two folds behind it, CD22 on all three.

One rule makes the space: the eye is 33 nm above the surface, so what is seen at s px/nm stands 33 s px below the
horizon. All rods are 28 nm, so that their tips line up a little below it. What is further away is hazed.
Sizes in nm; x from the middle of the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from manim import Mobject
from shapely.geometry import box

from scenes.cast.cells.membrane import THICKNESS, Bilayer
from scenes.cast.cells.ridge import Ridge
from scenes.cast.kit.light import Shadows, daylight
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import Cd22
from scenes.cast.molecules.crowd import Crowd
from scenes.cast.molecules.domain import DetailName
from scenes.cast.molecules.igg4_turned import Form
from scenes.stage.actor import Actor
from scenes.stage.layout import Box, Place, Zones
from scenes.stage.motion import Wander, stepped, wobble
from scenes.stage.presence import set_haze
from scenes.stage.style import CYTOSOL, PLASMA
from scenes.stage.view import View

#: Height of the eye over the surface.
EYE_HEIGHT: Final = 33.0
#: Scale of the crowd in the plasma, as a share of the nearest row's.
_CROWD: Final = 0.8
#: Of the rows from far to near: how far rods are hazed, what the ground shows of the lipids, rows of heads, shadows.
_HAZE: Final = (0.56, 0.29, 0.10)
_LIPID, _HEADS = (0.26, 0.46), (6, 11)
_SHADE: Final = (0.06, 0.08, 0.12)
#: How far the crowd of the cell is mixed into its ground: captions stand on it.
_QUIET: Final = 0.35
#: How far the feet of held rods are from the middle between them; arms of the antibody, degrees.
_FOOT: Final = 7.8
_HOLDS: Final = (52.0, 52.0)


def detail_at(scale: float) -> DetailName:
    """How finely a molecule is drawn at a scale (px/nm)."""
    return "organelle" if scale < 6.5 else "far" if scale < 10 else "close"


@dataclass(frozen=True)
class Depth:
    """Where the surface lies in a picture.

    Attributes
    ----------
    horizon
        In stage px from the top.
    scales
        Of the far fold, the near fold and the cut membrane, px/nm.
    feet
        Of the free rods in each of these rows, nm.
    held
        Row in which an antibody holds two rods, and where (nm).
    """

    horizon: float
    scales: tuple[float, float, float]
    feet: tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]
    held: tuple[int, float]

    def view(self, zones: Zones, scale: float, aside: float = 0.0) -> View:
        """The view of what is seen at a scale; ``aside`` is how far (nm) the eye has moved to the left."""
        return View(scale).at(zones.point(zones.frame.width / 2 + scale * aside, self.horizon + EYE_HEIGHT * scale))


@dataclass(frozen=True)
class Drifting:
    """An antibody that drifts further back, and meets nothing.

    Attributes
    ----------
    place, scale
        Where it is (stage px), and how large: px/nm.
    form, angle
        How it lies, and how it is turned in the picture, radians.
    payloads, haze
        How many it carries, and how far it is mixed into the plasma.
    """

    place: Place
    scale: float
    form: Form
    angle: float
    payloads: int
    haze: float


class DeepSurface:
    """All of it, with the antibodies further back.

    Parameters
    ----------
    seed, density
        Which crowds, and how full they are.
    keep_out
        Where words stand (stage px): the crowd of the plasma leaves these places free.
    aside
        How far (nm) the eye has moved to the left at a time: what is near moves more than what is far.
    """

    def __init__(
        self, zones: Zones, depth: Depth, drifting: Sequence[Drifting], seed: int, *, keep_out: Sequence[Box] = (),
        density: float = 0.5, aside: Callable[[float], float] = lambda time: 0.0,
    ) -> None:
        self.zones, self.depth, self.aside = zones, depth, aside
        self._motions: list[tuple[Actor, Callable[[Actor, float], object]]] = []
        self._behind: list[Mobject] = [daylight(zones, PLASMA)]
        self.folds = [self._lay_fold(row) for row in (0, 1)]
        self._fill_the_plasma(seed, density, keep_out)
        self._cut = self._cut_the_membrane(seed + 1)
        self._rods = [self._stand_rods(row) for row in (0, 1, 2)]
        self._held = self._hold_two()
        self._drifting = [(one.scale, self._let_drift(one, seed + 2 + i)) for i, one in enumerate(drifting)]

    def view(self, scale: float, time: float) -> View:
        """The view of what is seen at a scale at a time."""
        return self.depth.view(self.zones, scale, self.aside(time))

    def move(self, actor: Actor, scale: float, pose: Callable[[float], object]) -> None:
        """Let an actor stand or move at the distance at which it is seen at a scale."""

        def at(shown: Actor, time: float) -> None:
            shown.view = self.view(scale, time)
            pose(time)

        self._motions.append((actor, at))

    def motions(self) -> Iterator[tuple[Actor, Callable[[Actor, float], object]]]:
        """What moves, and how, as functions of time."""
        yield from self._motions

    # --- the ground -----------------------------------------------------------------------
    def _half(self, scale: float) -> float:
        """Half of what is seen of the world at a scale, and a little more; nm."""
        return self.zones.frame.width / 2 / scale + 9.0

    def _feet(self, row: int) -> tuple[float, ...]:
        """Where the free rods of a row stand, then those that are held."""
        held, x = self.depth.held
        return (*self.depth.feet[row], *((x - _FOOT, x + _FOOT) if held == row else ()))

    def _lay_fold(self, row: int) -> Ridge:
        scale, nearer = self.depth.scales[row : row + 2]
        view, down = self.view(scale, 0.0), EYE_HEIGHT * (nearer - scale) / scale + 6.0
        fold = Ridge(view, self._half(scale), down, share=_LIPID[row], rows=_HEADS[row], phase=2.1 + 1.9 * row)
        self._lay(fold, scale)
        self._lay(Shadows(view, [(x, float(fold.crest(x))) for x in self._feet(row)], _SHADE[row]), scale)
        return fold

    def _lay(self, actor: Actor, scale: float) -> None:
        """Lay something that does not move by itself behind all rods."""
        self._behind.append(actor)
        self.move(actor, scale, lambda time: actor.pose((0.0, 0.0)))

    def _fill_the_plasma(self, seed: int, density: float, keep_out: Sequence[Box]) -> None:
        scale = _CROWD * self.depth.scales[2]
        view = self.view(scale, 0.0)
        # It ends above the far fold: what does not move can then be drawn below what does.
        floor = EYE_HEIGHT * (1 - self.depth.scales[0] / scale) + 3.0
        top = float(view.place(self.zones.point(0, 0))[1]) + 3.0
        half, point = self._half(scale), self.zones.point
        words = [box(*view.place(point(b.left, b.bottom)), *view.place(point(b.right, b.top))) for b in keep_out]
        crowd = Crowd(
            view, (-half, floor, half, top), seed, "plasma", density=density, keep_out=words, walls=(floor, np.inf)
        )
        self._behind.append(crowd)
        self.move(crowd, scale, crowd.drift)

    def _cut_the_membrane(self, seed: int) -> list[Mobject]:
        scale = self.depth.scales[2]
        view, half = self.view(scale, 0.0), self._half(scale)
        self.membrane = membrane = Bilayer(view, -half, half, bob_nm=0.5, head_contour_px=0.14 * scale)
        down = float(view.place(self.zones.point(0, self.zones.frame.height))[1]) - 3.0
        cell = Crowd(
            view, (-half, down, half, -THICKNESS - 1.5), seed, "cytosol", density=7.0, gap_nm=0.5,
            walls=(-np.inf, -THICKNESS - 0.9), speed=0.45, without=("ribosome",),
        )
        set_haze(cell, CYTOSOL, _QUIET)
        feet = [(x, float(membrane.surface(x)) + 1.0) for x in self._feet(2)]
        self._lay(Shadows(view, feet, _SHADE[2]), scale)
        self.move(cell, scale, cell.drift)
        self.move(membrane, scale, lambda time: membrane.at_time(stepped(time)))
        return [membrane.inside(-down), cell, membrane]

    # --- what stands on it ----------------------------------------------------------------
    def ground_at(self, row: int, x: float, time: float) -> float:
        """Height of the surface of a row, nm."""
        return float(self.membrane.surface(x, time) if row == 2 else self.folds[row].crest(x) - 0.3)

    def _rod(self, row: int, x: float, seed: int, *, tip: np.ndarray | None = None) -> Cd22:
        rod = Cd22(
            self.view(self.depth.scales[row], 0.0), foot_nm=(x, self.ground_at(row, x, 0.0)), tip_nm=tip, seed=seed,
            detail=detail_at(self.depth.scales[row]), rooted=row == 2,
        )
        set_haze(rod, PLASMA, _HAZE[row])
        return rod

    def _stand_rods(self, row: int) -> list[Cd22]:
        rods = [self._rod(row, x, 10 * row + i) for i, x in enumerate(self.depth.feet[row])]
        for rod in rods:
            self.move(rod, self.depth.scales[row], self._swaying(rod, row))
        return rods

    def _swaying(self, rod: Cd22, row: int) -> Callable[[float], object]:
        x, rest = float(rod.foot_at[0]), float(rod.foot_at[1])

        def sway(time: float) -> None:
            now = stepped(time)
            ground = self.ground_at(row, x, now)
            rod.foot((x, ground), np.pi / 2)
            rod.reach(rod.sway(now) + np.array([0.0, ground - rest]))

        return sway

    def _hold_two(self) -> list[Actor]:
        """An antibody with both arms on rods: they bend toward it, and it rides on them."""
        row, x = self.depth.held
        scale = self.depth.scales[row]
        antibody = Antibody(self.view(scale, 0.0), seed=1, detail=detail_at(scale), payloads=5)
        set_haze(antibody, PLASMA, 0.0 if row == 2 else _HAZE[row] - 0.04)
        antibody.flex(*_HOLDS)
        low = float(np.mean([antibody.own_tip(side)[1] for side in (0, 1)]))
        rods = [self._rod(row, x + aside, 5 + i, tip=np.array([x + 0.8 * aside, 27.0]))
                for i, aside in enumerate((-_FOOT, _FOOT))]

        def ride(time: float) -> None:
            now = stepped(time)
            swing = wobble(77, now, dims=4) * np.array([0.5, 0.22, 0.02, 1.6])
            antibody.flex(_HOLDS[0] + swing[3], _HOLDS[1] - swing[3])
            ground = self.ground_at(row, x, now)
            antibody.pose((x + swing[0], ground + 27.1 - low + swing[1]), float(swing[2]))

        def reach(rod: Cd22, side: int) -> Callable[[float], object]:
            def pose(time: float) -> None:
                at = float(rod.foot_at[0])
                rod.foot((at, self.ground_at(row, at, stepped(time))), np.pi / 2)
                rod.reach(antibody.arm_tip(side))

            return pose

        self.move(antibody, scale, ride)
        for side, rod in enumerate(rods):
            self.move(rod, scale, reach(rod, side))
        return [*rods, antibody]

    def _let_drift(self, one: Drifting, seed: int) -> Antibody:
        view = self.depth.view(self.zones, one.scale)
        antibody = Antibody(view, seed=seed, payloads=one.payloads, detail="far", form=one.form)
        set_haze(antibody, PLASMA, one.haze)
        x, y = view.place(self.zones.point(*one.place))
        path = Wander(seed, 1.6, tuple((8.0 * i, (float(x), float(y))) for i in range(1, 9)))

        def drift(time: float) -> None:
            now = stepped(time)
            antibody.pose(path.at(now), one.angle + path.turn(now, 0.14))

        self.move(antibody, one.scale, drift)
        return antibody

    # --- together -------------------------------------------------------------------------
    def back_to_front(self) -> list[Mobject]:
        """All in draw order: what is seen at a smaller scale is further away."""
        order, waiting = self._behind, sorted(self._drifting, key=lambda item: item[0])
        for row, scale in enumerate(self.depth.scales):
            order = [*order, *(actor for size, actor in waiting if size < scale), *(self._cut if row == 2 else ())]
            waiting = [item for item in waiting if item[0] >= scale]
            order += [*self._rods[row], *(self._held if self.depth.held[0] == row else ())]
        return [*order, *(actor for _, actor in waiting)]
