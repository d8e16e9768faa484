"""The end card's ornament: the whole story as one line.

An antibody lies with one arm along the line, on the tip of a lying CD22; one payload has
come free in the gap; then DNA runs as a rule to the margin. All at one scale: 10.4 px/nm in
landscape, 11.5 in portrait (the card may scale it to its width).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import LENGTH, Cd22
from scenes.cast.molecules.dna import Dna
from scenes.cast.molecules.helix import RISE
from scenes.cast.molecules.payload import Payload
from scenes.stage.style import PAPER
from scenes.stage.view import View

#: Scale and length of the line for each shape: px/nm, nm.
_LINE: Final = {"landscape": (10.4, 166.0), "portrait": (11.5, 84.5), "square": (10.4, 93.5)}


class Ornament(VGroup):
    """The line ornament, from x = 0 to its length.

    Parameters
    ----------
    shape
        ``landscape``, ``portrait`` or ``square``.
    """

    def __init__(self, shape: str) -> None:
        super().__init__()
        scale, length = _LINE[shape]
        view = View(scale)
        antibody = Antibody(view, seed=1, payloads=6)
        antibody.flex(52.0, 60.0)
        # The right arm lies along the line: it points to the right, stem to the lower left.
        turn = np.radians(90.0 - 60.0)
        antibody.place_tip(1, np.array([14.5, 0.0]), float(turn))
        rod = Cd22(view, foot_nm=(14.5 + LENGTH, 0.0), seed=2, rooted=False)
        rod.foot((14.5 + LENGTH, 0.0), np.pi).reach((14.5, 0.0))
        payload = Payload(view).pose((46.8, 0.0), 0.15)
        pairs = int((length - 51.5) / RISE)
        dna = Dna(view, pairs, detail="small", ground=PAPER)
        dna.pose((51.5 + pairs * RISE / 2, 0.0))
        self.add(rod, antibody, payload, dna)
