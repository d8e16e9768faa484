"""How the other antibodies drift about the drug, and where they will be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from manim import Mobject

from scenes.cast.molecules.antibody import Antibody
from scenes.stage.motion import Wander, stepped

Pose = Callable[[Antibody, float], Mobject]


def drifting(path: Wander, turn: float) -> Pose:
    """A pose along a path, ``turn`` (radians) from upright and on."""
    return lambda antibody, t: antibody.pose(path.at(stepped(t)), turn + path.turn(stepped(t), 0.12))


def standing_at(antibodies: Sequence[Antibody], poses: Sequence[Pose], time: float) -> list[Mobject]:
    """Copies of antibodies as they stand at a time, s."""
    return [pose(antibody.copy(), time) for antibody, pose in zip(antibodies, poses, strict=True)]
