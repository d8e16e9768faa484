"""A chance encounter: an antibody wanders, bumps and drifts off, is caught, and bridges.

Everything is a function of (seed, time). Nothing aims: before it is caught the antibody
walks a Brownian path that merely happens to touch a rod once in vain and a second time with
success; captures are short snaps (0.35 s). Sizes nm, times s, angles radians unless named
degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from scenes.cast.cells.membrane import Bilayer
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import Cd22
from scenes.cast.molecules.lens import Lens
from scenes.sets.binding.antibody_path import AntibodyPath, Stance, Waypoint, take_stance
from scenes.sets.binding.surface import stand_rod
from scenes.stage.actor import rotation
from scenes.stage.motion import Wander, snap, stepped, wobble

#: How long a capture takes, s.
SNAP: Final = 0.35


@dataclass(frozen=True)
class EncounterTimes:
    """When things happen, clip time in s."""

    arrives: float
    bumps: float
    caught: float
    bridges: float

    @classmethod
    def within(cls, start: float, told: float) -> EncounterTimes:
        """A search that lasts as long as it is told (until ``told``), then the capture.

        The bump leaves 2.6 s for drifting off; the search's last 0.8 s are a quiet hold.
        """
        bumps = start + 3.8
        over = max(told, bumps + 2.6) + 0.8
        return cls(arrives=start, bumps=bumps, caught=over + 1.6, bridges=over + 4.2)


class Encounter:
    """One antibody and three rods: one it touches in vain, two it holds in the end.

    Parameters
    ----------
    antibody
        The one that will be caught, in its spread form.
    missed, first, second
        The rods, ``first`` left of ``second``.
    membrane
        What the rods stand on.
    times
        When it arrives, bumps, is caught, bridges.
    start
        Where its hinge is when it arrives.
    seed
        Which paths.
    """

    #: Stance with both arms bound: arms and elbows, degrees; drop of the hinge over the tips.
    ARMS: Final = (51.0, 51.0)
    ELBOWS: Final = (6.0, 6.0)
    #: Turn of the antibody when one arm holds, at first and before it bridges.
    HANGING: Final = (0.66, 0.16)

    def __init__(
        self, antibody: Antibody, missed: Cd22, first: Cd22, second: Cd22, membrane: Bilayer,
        times: EncounterTimes, start: tuple[float, float], seed: int,
    ) -> None:
        self.antibody, self.membrane, self.times = antibody, membrane, times
        self.missed, self.first, self.second = missed, first, second
        self.seed = seed
        self._half_way = 0.5 * (first.foot_at[0] + second.foot_at[0])
        self._swing = Wander(
            seed + 11, 0.22, ((times.caught, (self.HANGING[0], 0.0)),
                              (times.bridges, (self.HANGING[1], 0.0))),
        )
        self.path = self._free_path(start)

    # --- the free path --------------------------------------------------------------------
    def _free_path(self, start: tuple[float, float]) -> AntibodyPath:
        """A Brownian path that touches the missed rod, drifts off, and comes near the first."""
        t = self.times
        loose = AntibodyPath(self.seed, ((t.arrives, start, 0.0),))
        bump = self._touching(loose, self.missed, t.bumps, 0, 0.30)
        near = self._touching(loose, self.first, t.caught, 0, 0.36)
        gone = t.bumps + 0.45 * min(t.caught - t.bumps, 5.0)
        away = (bump + near) / 2 + np.array([0.5, 3.0])
        pins: list[Waypoint] = [
            (t.arrives, start, -0.35),
            (t.bumps, _pair(bump), 0.30),
            (t.bumps + 0.40, _pair(bump + np.array([0.35, 0.35])), 0.36),
            (gone, _pair(away), -0.10),
            (t.caught, _pair(near + np.array([1.2, 1.9])), 0.36),
        ]
        return AntibodyPath(self.seed, pins)

    def _touching(self, loose: AntibodyPath, rod: Cd22, time: float, side: int, angle: float
                  ) -> np.ndarray:
        """Where the hinge is when an arm's tip touches a rod's free tip at a time."""
        flexed = loose.stance(stepped(time)).own_tip(self.antibody, side)
        tip = stand_rod(rod, self.membrane, stepped(time))
        return np.asarray(tip - rotation(angle) @ flexed)

    # --- stances ----------------------------------------------------------------------------
    def stance(self, time: float) -> Stance:
        """How the antibody stands at a time: free, held by one arm, or by both."""
        t = self.times
        if time < t.caught:
            return self.path.stance(stepped(time))
        one = self.one_arm(time)
        if time < t.caught + SNAP:
            one = self.path.stance(stepped(time)).toward(one, snap(time, t.caught, SNAP))
        if time < t.bridges:
            return one
        return one.toward(self.both_arms(time), snap(time, t.bridges, SNAP))

    def one_arm(self, time: float) -> Stance:
        """Held by the left arm: it swings about the tip of the first rod, which gives way."""
        held = min(time, self.times.bridges)
        angle = float(self._swing.at(stepped(held))[0])
        swing = wobble(self.seed + 5, stepped(time), dims=3)
        loose = Stance(np.zeros(2), angle, (51.0 + 3 * float(swing[0]), 56 + 8 * float(swing[1])),
                       (4.0, 3 * float(swing[2])))
        share = (held - self.times.caught) / max(self.times.bridges - self.times.caught, 1e-6)
        tip = stand_rod(self.first, self.membrane, stepped(time))
        give = np.array([2.1 * np.clip(share, 0, 1), -0.05])
        hinge = tip + give - rotation(angle) @ loose.own_tip(self.antibody, 0)
        return Stance(hinge, angle, loose.arms, loose.elbows)

    def both_arms(self, time: float) -> Stance:
        """Held by both arms between the two rods; a little jitter stays."""
        swing = wobble(self.seed + 6, stepped(time), dims=4)
        arms = (self.ARMS[0] + 0.8 * float(swing[0]), self.ARMS[1] + 0.8 * float(swing[1]))
        rest = Stance(np.zeros(2), 0.02 * float(swing[2]), arms, self.ELBOWS)
        drop = rest.own_tip(self.antibody, 0)[1]
        ground = float(self.membrane.surface(self._half_way, stepped(time)))
        hinge = np.array([self._half_way + 0.25 * float(swing[3]), ground + 27.55 - drop])
        return Stance(hinge, rest.angle, rest.arms, rest.elbows)

    # --- posing -----------------------------------------------------------------------------
    def pose(self, time: float) -> None:
        """Pose the antibody and its three rods for a time."""
        take_stance(self.antibody, self.stance(time))
        self._pose_missed(time)
        for side, rod, start in ((0, self.first, self.times.caught),
                                 (1, self.second, self.times.bridges)):
            self._pose_held(rod, side, snap(time, start, SNAP), time)

    def _pose_missed(self, time: float) -> None:
        tip = stand_rod(self.missed, self.membrane, stepped(time))
        since = stepped(time) - self.times.bumps
        if since >= 0:  # pushed aside by the bump, it swings back
            tip = tip + np.array([-1.1, -0.05]) * np.sin(np.pi * min(since / 0.35, 1) / 2) * np.exp(
                -max(since - 0.35, 0) / 0.7
            )
        self.missed.reach(tip)

    def _pose_held(self, rod: Cd22, side: int, share: float, time: float) -> None:
        free = stand_rod(rod, self.membrane, stepped(time))
        if share <= 0:
            rod.reach(free)
            return
        tip = free + (self.antibody.arm_tip(side) - free) * share
        span = tip - rod.foot_at
        straight = span / np.linalg.norm(span)
        held = np.array([0.0, 0.55]) - 0.55 * self.antibody.arm_direction(side)
        along = straight + (held / np.linalg.norm(held) - straight) * share
        rod.reach(tip, along / np.linalg.norm(along))

    def magnify(self, lens: Lens, time: float) -> None:
        """Draw the antibody and the second rod anew inside a lens, with finer beads."""
        rod = self.second
        closer = Antibody(lens.view, seed=self.antibody.seed, detail="lens")
        larger = Cd22(lens.view, foot_nm=rod.foot_at, seed=rod.seed, detail="lens")
        take_stance(closer, self.stance(time))
        lens.magnify(larger.reach(rod.tip_at, rod.along), closer)


def _pair(xy: np.ndarray) -> tuple[float, float]:
    return float(xy[0]), float(xy[1])
