"""How a person holds the joints: angles in degrees, as data, and what lies between two such.

An arm that hangs and a leg that stands have 0; forward is positive. Lengths are units, hundredths of an adult's head.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final, Literal, TypedDict, TypeVar

import numpy as np

HandKind = Literal["rest", "pinch", "grip", "open"]
#: A hand, or one that becomes another and how far it has come.
Hand = HandKind | tuple[HandKind, HandKind, float]

UPPER_ARM: Final = 122.0
FOREARM: Final = 108.0
THIGH: Final = 165.0
SHANK: Final = 152.0
#: From the ankle to the floor.
ANKLE: Final = 30.0


@dataclass(frozen=True)
class Arm:
    """An arm.

    Attributes
    ----------
    shoulder
        Degrees that the upper arm is lifted forward.
    elbow
        Degrees that the forearm is bent forward against it.
    wrist
        Degrees that the hand is bent up against the forearm.
    hand
        What the hand does.
    """

    shoulder: float = 0.0
    elbow: float = 12.0
    wrist: float = 0.0
    hand: Hand = "rest"

    @classmethod
    def reaching(cls, forward: float, up: float, wrist: float = 0.0, hand: Hand = "rest") -> Arm:
        """The arm whose wrist is so many units before and above its shoulder, as far as it can reach."""
        far = float(np.clip(np.hypot(forward, up), abs(UPPER_ARM - FOREARM) + 1, UPPER_ARM + FOREARM - 1))
        inner = (UPPER_ARM**2 + far**2 - FOREARM**2) / (2 * UPPER_ARM * far)
        bend = (UPPER_ARM**2 + FOREARM**2 - far**2) / (2 * UPPER_ARM * FOREARM)
        towards = np.degrees(np.arctan2(forward, -up))
        return cls(float(towards - np.degrees(np.arccos(inner))), float(180 - np.degrees(np.arccos(bend))), wrist, hand)


    def pointing(self, angle: float) -> Arm:
        """The same arm with its hand bent so that the fingers point there: 0 degrees down, 90 forward, 180 up."""
        return replace(self, wrist=angle - self.shoulder - self.elbow)


@dataclass(frozen=True)
class Leg:
    """A leg: degrees that the thigh is lifted, and that the shank is bent back against it.

    A foot lies level if ``toes`` is ``hip - knee``; the larger that is, the more the toes point down.
    """

    hip: float = 0.0
    knee: float = 0.0
    toes: float = 0.0


@dataclass(frozen=True)
class Stance:
    """All joints of a person.

    Attributes
    ----------
    near, far, near_leg, far_leg
        Limbs on our side and on the other one.
    lean
        Degrees that the trunk leans back.
    head
        Degrees that the face is turned up.
    seated
        Whether the person sits: then the origin is the seat under the hips, else the floor between the feet.
    """

    near: Arm = Arm(shoulder=-4.0, elbow=16.0)
    far: Arm = Arm(shoulder=3.0, elbow=10.0)
    near_leg: Leg = Leg(hip=-3.0, knee=2.0, toes=-5.0)
    far_leg: Leg = Leg(hip=5.0, knee=3.0, toes=2.0)
    lean: float = 0.0
    head: float = 0.0
    seated: bool = False

    def toward(self, other: Stance, share: float) -> Stance:
        """The stance at a share (0-1) of the way to another; hands become each other as well."""
        return _between(self, other, share)


_Joints = TypeVar("_Joints", Stance, Arm, Leg)


def _between(a: _Joints, b: _Joints, share: float) -> _Joints:
    found: dict[str, object] = {}
    for field in fields(a):
        one, two = getattr(a, field.name), getattr(b, field.name)
        if isinstance(one, (Arm, Leg)):
            found[field.name] = _between(one, two, share)
        elif isinstance(one, bool):
            found[field.name] = two
        elif isinstance(one, (int, float)):
            found[field.name] = one + (two - one) * share
        else:
            found[field.name] = _hand(one, two, share)
    return type(a)(**found)  # type: ignore[arg-type]


def _hand(a: Hand, b: Hand, share: float) -> Hand:
    if a == b or not 0 < share < 1:
        return a if share < 1 else b
    return _kind(a), _kind(b), share


def _kind(hand: Hand) -> HandKind:
    """The kind of a hand, or the one that it is about to be."""
    return hand if isinstance(hand, str) else hand[1]


STAND: Final = Stance()
#: On a chair or stool, hands in the lap.
SIT: Final = Stance(
    near=Arm(16, 58, -16), far=Arm(16, 50, -10), near_leg=Leg(87, 87), far_leg=Leg(84, 79, 5), lean=2, seated=True,
)
#: In a treatment chair: leaning back, the near forearm level on an armrest, legs on the leg rest.
RECLINE: Final = Stance(
    near=Arm(26, 62, -6), far=Arm(30, 60), near_leg=Leg(98, 44, 10), far_leg=Leg(94, 42, 10), lean=24, seated=True,
)
#: Half upright on a sofa.
REST: Final = Stance(
    near=Arm(8, 80, -8), far=Arm(24, 74), near_leg=Leg(92, 6, 24), far_leg=Leg(122, 76, 6), lean=36, head=6,
    seated=True,
)
#: Holding something up between finger and thumb.
SHOW: Final = Stance(near=Arm(18, 96, 4, "pinch"), far=Arm(4, 30))
#: Telling something, a hand half open; between it and `TELL_ON` a hand talks.
TELL: Final = Stance(near=Arm(12, 74, 6, "open"), far=Arm(8, 20))
TELL_ON: Final = Stance(near=Arm(20, 92, 16, "open"), far=Arm(8, 20))


def calling(share: float) -> Stance:
    """Who holds a telephone looks at it (0), and lifts it to the ear (1): along the jaw, not over the eyes."""
    forward, up = np.array([114.0, -78.0]) + share * (np.array([45.0, 42.0]) - [114.0, -78.0])
    arm = Arm.reaching(float(forward), float(up), hand="grip")
    return Stance(near=arm.pointing(150 + 62 * min(1.0, share / 0.7)), head=-9 + 6 * share)


_STEP: Final = 88.0  # units from the middle of a step to its end
_LENGTH: Final = THIGH + SHANK


def walking(way: float, moving: float = 1.0) -> Stance:
    """Somebody who has walked a way (units of an adult; more for short legs); ``moving`` 0 stands, 1 walks.

    A foot on the floor stays where it is while ``moving`` is 1.
    """
    phase = way / (4 * _STEP) % 1.0
    swing = float(15 * np.cos(2 * np.pi * phase))
    walk = Stance(
        Arm(-4 - swing, 22.0), Arm(3 + swing, 22.0), _step(phase), _step((phase + 0.5) % 1.0), lean=-1.5,
    )
    return STAND.toward(walk, moving)


def _step(phase: float) -> Leg:
    """One leg: half of the time its foot is on the floor and falls back, half of the time it is carried forward."""
    if phase < 0.5:
        straight = float(np.degrees(np.arcsin(_STEP * (1 - 4 * phase) / _LENGTH)))
        return Leg(straight, 0.0, straight)
    swing = 2 * np.pi * (phase - 0.5)
    bend = float(46 * np.sin(swing))
    hip = float(np.degrees(np.arcsin(-_STEP * np.cos(swing) / _LENGTH)))
    shank = hip - 0.55 * bend
    return Leg(hip + 0.45 * bend, bend, shank * (1 - 0.5 * float(np.sin(swing))))


class Idle(TypedDict):
    """What a body does by itself: see `Figure.take`."""

    tilt: float
    blink: float
    breath: float


def idle(seed: int, time: float) -> Idle:
    """Breath, a slow turn of the head and a seldom blink, as a function of (seed, time in seconds)."""
    rng = np.random.default_rng(seed)
    start, slow, period = rng.uniform(0, 1, 3)
    breath = 0.5 - 0.5 * np.cos(2 * np.pi * (time / 4.4 + start))
    tilt = 1.3 * np.sin(2 * np.pi * (time / 9.1 + slow)) + 0.7 * np.sin(2 * np.pi * (time / 5.3 + start))
    since = (time + 5 * start) % (4.6 + 1.6 * period)
    blink = max(0.0, 1 - abs(since - 0.13) / 0.13)
    return {"tilt": float(tilt), "blink": float(blink), "breath": float(breath)}
