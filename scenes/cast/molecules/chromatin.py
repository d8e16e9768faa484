"""What lies between a DNA molecule and its cell when the picture zooms out.

A thread of chromatin, 11 nm thick, winds over 6 µm: far more loosely than in life, so that it
reads as a thread. In it the DNA that was seen close up is lost from sight.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from shapely.geometry import LineString

from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import fill
from scenes.stage.motion import brownian
from scenes.stage.style import CROWD_NUCLEUS, DNA_B, NUCLEUS, mix
from scenes.stage.view import View

_THICK: Final = 11.0  # nm
_BUILT: Final = 1.0  # px/nm at which the outline is simplified


class ChromatinThread(Actor):
    """A winding thread through the origin, there along +x turned by ``angle``."""

    def __init__(self, view: View, *, seed: int = 3) -> None:
        super().__init__(view)
        self.built = View(_BUILT)
        s = np.linspace(-9.0, 9.0, 900)
        heading = 2.6 * brownian(seed, s + 20.0, dims=1)[:, 0]
        heading = (heading - np.interp(0.0, s, heading)) * (1 - np.exp(-((s / 0.35) ** 2)))
        step = (s[1] - s[0]) * 420.0
        path = np.cumsum(np.column_stack([np.cos(heading), np.sin(heading)]) * step, axis=0)
        path -= path[len(path) // 2]
        line = LineString(path)
        for width, color in ((_THICK * 1.5, mix(NUCLEUS, CROWD_NUCLEUS, 0.55)),
                             (_THICK, mix(mix(NUCLEUS, CROWD_NUCLEUS, 0.2), DNA_B, 0.16))):
            self.add(Part(fill(line.buffer(width / 2, quad_segs=3), color, self.built)))
        self.pose((0.0, 0.0))

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0
             ) -> ChromatinThread:
        """The thread's middle to ``position`` (nm of the view), turned, at the view's scale."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        zoom = self.view.px_per_nm / self.built.px_per_nm
        for part in self.parts():
            part.pose(rotation(self.angle) * zoom, self.offset())
        return self
