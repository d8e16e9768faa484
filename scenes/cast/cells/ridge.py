"""A fold of a cell's membrane further back: its crest, and rows of lipid heads that fade toward the viewer.

Heads stand every 0.93 nm, as in the membrane close up. It does not move. Sizes in nm.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import VMobject
from shapely.geometry import Polygon

from scenes.stage.actor import Actor
from scenes.stage.drawing import blank, fill, line
from scenes.stage.style import INK, LIPID_HEAD, PLASMA, mix
from scenes.stage.view import View

_PITCH: Final = 0.93
#: Half axes of a head, seen aslant.
_HEAD: Final = (0.36, 0.27)
#: Its waves: height and length of each.
_WAVES: Final = ((1.5, 118.0), (0.9, 67.0))
#: Width of the line along the crest.
_EDGE: Final = 0.13


class Ridge(Actor):
    """A fold from left to right; its crest rises and falls about y = 0.

    Parameters
    ----------
    view
        Scale it is built at.
    half_nm, below_nm
        How far it reaches to either side, and down.
    share
        How much of the heads' color it shows (0-1): less, further away.
    rows
        Rows of heads.
    phase
        Which part of its waves is in the middle, radians.
    """

    background = True

    def __init__(
        self, view: View, half_nm: float, below_nm: float, *, share: float, rows: int, phase: float = 0.0
    ) -> None:
        super().__init__(view)
        self.phase = phase
        body = mix(PLASMA, LIPID_HEAD, share)
        x = np.arange(-half_nm, half_nm + 2.0, 2.0)
        edge = np.column_stack([x, self.crest(x)])
        self.add(fill(Polygon([*edge, (x[-1], -below_nm), (x[0], -below_nm)]), body, view, smooth=False))
        heads = np.arange(-half_nm, half_nm, _PITCH)
        dark = mix(body, LIPID_HEAD, 0.42 + 0.5 * share)
        for row in range(rows):
            down = 0.30 + _PITCH * (0.62 * row + 0.012 * row**2)  # seen less and less aslant
            places = np.column_stack([heads + _PITCH / 2 * (row % 2), self.crest(heads) - down])
            self.add(_heads(places, mix(dark, body, ((row + 1) / (rows + 1)) ** 0.7), view))
        dark = mix(mix(PLASMA, LIPID_HEAD, 0.5 + share), INK, 0.15 + 0.38 * share)
        self.add(line(edge, dark, view.px_per_nm * _EDGE, view, smooth=True))

    def crest(self, x: np.ndarray | float) -> np.ndarray:
        """How high its crest is at x, nm."""
        turns = 2 * np.pi * np.asarray(x, dtype=float)
        return np.asarray(
            sum(high * np.sin(turns / long + self.phase * (i + 1)) for i, (high, long) in enumerate(_WAVES))
        )


def _heads(places: np.ndarray, color: str, view: View) -> VMobject:
    """Heads of two curves each: so small, nobody sees that they are no true ovals."""
    a, b = _HEAD[0], 4 / 3 * _HEAD[1]
    oval = np.array([(-a, 0), (-a, b), (a, b), (a, 0), (a, 0), (a, -b), (-a, -b), (-a, 0)])
    shape = blank(color)
    shape.set_points(view.points((places[:, None, :] + oval).reshape(-1, 2)))
    return shape
