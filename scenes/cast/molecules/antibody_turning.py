"""An antibody that turns in space: one layout after another, each with its own beads and its own light.

A layout costs about a second to build, once, and as much to draw as any antibody: only one is seen at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.domain import DetailName
from scenes.cast.molecules.igg4_turned import Turn
from scenes.stage.actor import Actor
from scenes.stage.view import View


def turns_between(start: Turn, end: Turn, count: int) -> tuple[Turn, ...]:
    """``count`` turns from one to another, evenly apart."""
    steps = np.linspace([start.yaw, start.pitch, start.roll], [end.yaw, end.pitch, end.roll], count)
    return tuple(Turn(*(round(float(angle), 3) for angle in step)) for step in steps)


class TurningAntibody(Actor):
    """One antibody in the layouts of a turn.

    Parameters
    ----------
    view
        Scale it is built at. A view of another scale may be assigned later, as to any protein.
    turns
        How it is turned, one layout for each.
    seed, payloads, detail
        As for `Antibody`.
    halo
        Color of the pale rim that lifts it off what is behind it, and its width (px).
    """

    life_size, free = Antibody.life_size, Antibody.free

    def __init__(
        self, view: View, turns: Sequence[Turn], *, seed: int, payloads: int = 6, detail: DetailName = "close",
        halo: tuple[str, float] | None = None,
    ) -> None:
        super().__init__(view)
        self.layouts = [
            Antibody(view, seed=seed, payloads=payloads, detail=detail, form=turn) for turn in turns
        ]
        if halo is not None:
            for layout in self.layouts:
                layout.lift_off(*halo)
        self.turn_to(0.0)

    def turn_to(self, share: float) -> TurningAntibody:
        """Show the layout that lies at a share (0-1) of the turn; it is posed at the next :meth:`pose`."""
        self.seen = self.layouts[round(float(np.clip(share, 0, 1)) * (len(self.layouts) - 1))]
        self.submobjects = [self.seen]
        return self

    def flex(self, left: float, right: float, left_elbow: float = 0.0, right_elbow: float = 0.0) -> TurningAntibody:
        """Swing the arms by so many degrees outward from rest; elbows bend inward."""
        at_rest = self.seen.conformation.arms
        self.seen.flex(at_rest[0] + left, at_rest[1] + right, left_elbow, right_elbow)
        return self

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> TurningAntibody:
        """Put the hinge at ``position`` (nm of the view), turned in the picture as well."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        self.seen.view = self.view
        self.seen.pose(position, angle)
        return self
