"""Free antibodies: they wander, tumble and flex, and nothing aims.

Everything is a function of (seed, time). Sizes nm, times s, angles radians unless named degrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.cast.molecules.antibody import Antibody
from scenes.stage.motion import Wander, stepped, wobble
from scenes.stage.view import View

#: A free antibody wanders this far in a second (nm, root mean square a dimension) and turns
#: this much (rad): slowed down about a million times against life.
SPEED, TURN = 2.6, 0.34
Waypoint = tuple[float, tuple[float, float], float]
"""When a path is somewhere: time, place of the hinge, angle."""


@dataclass(frozen=True)
class Stance:
    """How an antibody stands: hinge, turn, arms and elbows (degrees)."""

    position: np.ndarray
    angle: float
    arms: tuple[float, float]
    elbows: tuple[float, float] = (0.0, 0.0)

    def toward(self, other: Stance, share: float) -> Stance:
        """The stance that lies ``share`` (0-1) of the way to another."""

        def mix(a: float, b: float) -> float:
            return a + (b - a) * share

        return Stance(
            self.position + (other.position - self.position) * share,
            mix(self.angle, other.angle),
            (mix(self.arms[0], other.arms[0]), mix(self.arms[1], other.arms[1])),
            (mix(self.elbows[0], other.elbows[0]), mix(self.elbows[1], other.elbows[1])),
        )

    def own_tip(self, antibody: Antibody, side: int) -> np.ndarray:
        """An arm's tip in the antibody's own frame in this stance."""
        antibody.flex(*self.arms, *self.elbows)
        return antibody.own_tip(side)


def take_stance(antibody: Antibody, stance: Stance) -> Antibody:
    """Let an antibody take a stance."""
    antibody.flex(*stance.arms, *stance.elbows)
    antibody.pose(stance.position, stance.angle)
    return antibody


class AntibodyPath:
    """A free antibody: it wanders, tumbles and flexes; it is known to be at its pins.

    Parameters
    ----------
    seed
        Which path.
    pins
        When and where it is known to be.
    arms
        Arms at rest, degrees from straight down.
    lively
        Factor on how far it wanders.
    """

    def __init__(
        self, seed: int, pins: Sequence[Waypoint], arms: tuple[float, float] = (52.0, 52.0),
        lively: float = 1.0,
    ) -> None:
        self.seed, self.arms = seed, arms
        self._way = Wander(seed, SPEED * lively, tuple((t, at) for t, at, _ in pins))
        self._turns = Wander(seed + 1, TURN * lively, tuple((t, (a, 0.0)) for t, _, a in pins))

    def stance(self, time: float) -> Stance:
        """Where and how it is at a time."""
        swing = wobble(self.seed + 2, time, dims=4)
        return Stance(
            self._way.at(time),
            float(self._turns.at(time)[0]),
            (self.arms[0] + 9 * float(swing[0]), self.arms[1] + 9 * float(swing[1])),
            (4 * float(swing[2]), 4 * float(swing[3])),
        )

    def pose(self, antibody: Antibody, time: float) -> None:
        """Put an antibody where it is at a time; ambient motion goes in steps."""
        take_stance(antibody, self.stance(stepped(time)))

    def stand_in(self, antibody: Antibody, time: float) -> Antibody:
        """A copy of an antibody as it stands at a time."""
        copy = antibody.copy()
        self.pose(copy, time)
        return copy

    def places(self, start: float, end: float, rate: float = 15.0) -> np.ndarray:
        """Places of the hinge from ``start`` to ``end``, shape (t, 2)."""
        times = np.arange(start, end, 1 / rate)
        return np.array([self.stance(float(t)).position for t in times])


def roaming(
    seed: int, start: float, home: tuple[float, float], arms: tuple[float, float]
) -> AntibodyPath:
    """A free antibody that is somewhere about its home every eight seconds, for 72 s."""
    rng = np.random.default_rng(seed)
    turn = float(rng.uniform(-2.6, 2.6))
    pins: list[Waypoint] = [
        (start + 8.0 * i,
         (home[0] + float(rng.normal(0, 1.6)), home[1] + float(rng.normal(0, 1.2))),
         turn + float(rng.normal(0, 0.5)))
        for i in range(10)
    ]
    return AntibodyPath(seed, pins, arms)


def bystanders(
    view: View, near: tuple[float, float], far: Sequence[tuple[float, float]], ground: str,
    start: float, seeds: Sequence[int],
) -> list[tuple[Antibody, AntibodyPath]]:
    """Antibodies that meet nothing: two further away (hazed, 0.85 as large), one near.

    They carry four, seven and five payloads: the number varies from two to eight.
    """
    depth = 0.85
    found: list[tuple[Antibody, AntibodyPath]] = []
    for i, (x, y) in enumerate(far):
        antibody = Antibody(
            view.scaled(depth), seed=i + 2, payloads=(4, 7)[i % 2], detail="far", ground=ground,
            form=("spread", "lambda")[i % 2],
        )
        home = (x / depth, y / depth)
        found.append((antibody, roaming(seeds[i], start, home, antibody.conformation.arms)))
    antibody = Antibody(view, seed=4, payloads=5)
    found.append((antibody, roaming(seeds[len(far)], start, near, antibody.conformation.arms)))
    return found
