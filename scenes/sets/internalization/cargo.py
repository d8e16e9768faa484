"""What is carried: an antibody held by two CD22, and payloads that have come loose.

The pair hangs between two feet on any membrane, flat or curved: rods keep their length (28 nm,
ledger: ``cd22_length``), so where the feet go tells where the antibody is. Loose payloads
wander, and bounce off the wall of what holds them. Sizes nm, angles radians.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import is_
from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.kit.curved import THICKNESS
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import Cd22
from scenes.cast.molecules.igg4 import SPREAD
from scenes.cast.molecules.payload import ON_ANTIBODY, Payload
from scenes.cast.molecules.protein import DetailName
from scenes.stage.actor import Part
from scenes.stage.layout import Point
from scenes.stage.motion import Wander, brownian, ease, stepped, wobble
from scenes.stage.view import View

#: From a rod's foot to its tip when it stands almost straight, nm.
_ROD: Final = 27.3
#: Root-mean-square nm over one second of a payload in the open, and of one that has arrived.
_OPEN, _CALM = 12.0, 3.5
#: How much larger than life a free payload is drawn in the view of organelles.
FREE: Final = 2.0

Foot = tuple[np.ndarray, float]
"""A place at mid-membrane (nm) and the angle of the normal that points into the lumen."""


class BoundPair(VGroup):
    """One antibody on two CD22.

    Attributes
    ----------
    rods, antibody
        The left and right CD22 as seen with the antibody's stem up, and the antibody.
    """

    def __init__(
        self, view: View, *, seed: int, payloads: int = 6, detail: DetailName = "organelle"
    ) -> None:
        super().__init__()
        self.seed = seed
        self.antibody = Antibody(view, seed=seed, payloads=payloads, detail=detail)
        self.rods = [
            Cd22(view, foot_nm=(0.0, 0.0), seed=seed + side, detail=detail)
            for side in (0, 1)
        ]
        self.add(*self.rods, self.antibody)
        self._asked: tuple[object, ...] = ()
        self._hinge: np.ndarray | None = None

    def hang(self, feet: Sequence[Foot], up: float, time: float, view: View) -> BoundPair:
        """Hang between two feet, the stem toward ``up``; it sways a little with time (s).

        Parameters
        ----------
        feet
            Left and right foot, seen with ``up`` upward.
        view
            Scale now: the pair zooms with the picture.
        """
        now = stepped(time)
        asked = (*(value for spot, normal in feet for value in (*spot, normal)), up, now, view)
        # Ambient motion steps; but if the antibody was posed otherwise meanwhile, it is brought back.
        if asked == self._asked and self.antibody.position is self._hinge:
            return self
        self._asked = asked
        for actor in (self.antibody, *self.rods):
            actor.view = view
        places = [spot + 0.5 * THICKNESS * _toward(normal) for spot, normal in feet]
        rise, right = _toward(up), _toward(up - np.pi / 2)
        apart = float((places[1] - places[0]) @ right) / 2
        sway = wobble(self.seed, now, dims=4)
        open_ = SPREAD + 10.0 * float(np.clip((apart - 10) / 22, 0, 1))
        self.antibody.flex(open_ + 2.5 * sway[0], open_ + 2.5 * sway[1])
        tip = self.antibody.own_tip(1)
        across = apart - float(tip[0])
        lift = float(np.sqrt(max(_ROD**2 - across**2, 0.0)))
        hinge = (places[0] + places[1]) / 2 + rise * (lift - float(tip[1]))
        self._hinge = hinge = np.asarray(hinge + 0.5 * sway[2] * right)
        self.antibody.pose(hinge, up - np.pi / 2 + 0.03 * float(sway[3]))
        for side, rod in enumerate(self.rods):
            rod.foot(places[side], feet[side][1])
            inward = self.antibody.arm_direction(side)
            rod.reach(self.antibody.arm_tip(side) - 0.3 * inward)
        return self

    def anchor(self, name: str) -> Callable[[], Point]:
        """``antibody``, ``payload`` or ``cd22``."""
        return self.rods[1].anchor("cd22") if name == "cd22" else self.antibody.anchor(name)


def sway(rod: Cd22, foot: Foot, time: float, view: View) -> None:
    """Let a free rod sway on its foot, seen in a view, at a time (s)."""
    spot, normal = foot
    rod.view = view
    base = spot + 0.5 * THICKNESS * _toward(normal)
    swing = 0.10 * float(wobble(rod.seed, stepped(time))[0])
    rod.foot(base, normal)
    rod.reach(base + 27.6 * _toward(normal + swing))


class Chorus(VGroup):
    """Rods and antibodies of one build drawn as few paths: all rods first, antibodies above.

    The actors stay off the picture; pose them, then :meth:`gather`. Fifteen rods and five
    antibodies are some 50 paths this way instead of 400.
    """

    def __init__(self, rods: Sequence[Cd22], antibodies: Sequence[Antibody]) -> None:
        super().__init__()
        self.rods, self.antibodies = list(rods), list(antibodies)
        self._sheets: list[Part] = []
        self._stacks: list[list[Part]] = []
        self._payloads: list[list[int]] = []
        self._taken: list[tuple[list[np.ndarray], np.ndarray]] = []
        self.gather()

    def gather(self) -> Chorus:
        """Take over the actors' parts as they are posed now."""
        if (payloads := [list(a.payloads) for a in self.antibodies]) != self._payloads or not self._stacks:
            self._payloads, self._stacks = payloads, self._stack()
        stacks = self._stacks
        while len(self._sheets) < len(stacks):
            sheet = Part(stacks[len(self._sheets)][0])
            self._sheets.append(sheet)
            self._taken.append(([], sheet.points))
            self.add(sheet)
        for i, sheet in enumerate(self._sheets):
            self._take(i, sheet, [part.points for part in stacks[i]] if i < len(stacks) else [])
        return self

    def _take(self, i: int, sheet: Part, forms: list[np.ndarray]) -> None:
        """Give a sheet these forms, unless they are the very ones that it has: posing makes new ones."""
        had, points = self._taken[i]
        if sheet.points is points and len(had) == len(forms) and all(map(is_, had, forms)):
            return
        sheet.points = np.concatenate(forms) if forms else np.zeros((0, 3))
        self._taken[i] = forms, sheet.points

    def _stack(self) -> list[list[Part]]:
        """The parts that go into each sheet; they change when a payload comes off."""
        stacks = [*_alike([list(rod.parts()) for rod in self.rods])]
        held = [[part for parts in a.payloads.values() for part in parts] for a in self.antibodies]
        stacks += _alike(
            [[p for p in a.parts() if p not in mine]
             for a, mine in zip(self.antibodies, held, strict=True)]
        )
        return stacks + _alike([list(parts) for a in self.antibodies for parts in a.payloads.values()])


def _alike(actors: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """Parts that lie at the same depth in actors of one build."""
    return [list(parts) for parts in zip(*actors, strict=True)]


class LoosePayload(Payload):
    """A payload after its linker was cut: it starts where it hung, and wanders.

    It grows from the size drawn on antibodies to that of free ones in this view.

    Parameters
    ----------
    start
        Where it came off, nm, and its angle.
    since
        When (s).
    seed, speed
        Which path; root-mean-square nm over one second.

    Attributes
    ----------
    way
        Where it goes once it has left the endosome.
    """

    free = True

    def __init__(
        self, view: View, start: tuple[np.ndarray, float], since: float, seed: int,
        speed: float = 9.0, detail: DetailName = "organelle",
    ) -> None:
        super().__init__(view, scale=FREE, detail=detail, linked=detail != "organelle")
        self.start, self.since, self.seed, self.speed = start, since, seed, speed
        self.way: Wander | None = None
        self.rest, self.wall = np.zeros(2), (np.zeros(2), 0.0)
        self._began = brownian(seed, since), brownian(seed + 5, since, dims=1)
        self._full_px = self.built_px_per_nm

    def strayed(self, time: float) -> np.ndarray:
        """How far it would have wandered in the open since it came off, nm."""
        now = stepped(time)
        walk = brownian(self.seed, now) - self._began[0]
        # The first moments are quiet, so that one sees it part before it drifts.
        parted = 1.6 * ease(now, self.since, 0.7) * _toward(self.start[1])
        return np.asarray(parted + self.speed * walk * ease(now, self.since, 1.6))

    def stray(
        self, pins: Sequence[tuple[float, np.ndarray]], toward_rest: np.ndarray,
        wall: tuple[np.ndarray, float],
    ) -> LoosePayload:
        """Let it wander in the open, known to be at two places at two times (s, nm).

        Until the second it bounces off a round ``wall`` (center and radius, nm); then it stays
        about there and comes, in its own time, to a last place.
        """
        (start, here), (end, there) = pins
        known = tuple((t, (float(p[0]), float(p[1]))) for t, p in ((start, here), (end, there)))
        self.way = Wander(self.seed + 1, _OPEN, known)
        self.rest, self.wall = np.asarray(toward_rest, dtype=float), wall
        return self

    def strayed_to(self, time: float) -> np.ndarray:
        """Where it is at a time (s) once it is out."""
        assert self.way is not None
        now, (end, there) = stepped(time), self.way.pins[-1]
        if now <= end:
            middle, radius = self.wall
            away = self.way.at(now) - middle
            # The wall gives way at the last: there, the pore is.
            keeps = radius + (float(np.linalg.norm(there - middle)) - radius) * ease(
                now, end - 0.7, 0.7)
            far = float(np.linalg.norm(away))
            return np.asarray(middle + away * (max(far, 2 * keeps - far) / far))
        quiet = _CALM * (brownian(self.seed + 2, now) - brownian(self.seed + 2, end))
        return np.asarray(there + (self.rest - there) * ease(now, end, 1.6) + quiet)

    def drift(self, place: np.ndarray, time: float, view: View) -> LoosePayload:
        """Stand at a place (nm) at a time (s), tumbling."""
        grown = ease(time, self.since, 0.8)
        share = ON_ANTIBODY / FREE + (1 - ON_ANTIBODY / FREE) * grown
        self.view = view
        self.built_px_per_nm = self._full_px / share
        now = stepped(time)
        spin = brownian(self.seed + 5, now, dims=1) - self._began[1]
        self.pose(place, self.start[1] + 1.1 * grown * float(spin[0]))
        return self


def _toward(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle)])
