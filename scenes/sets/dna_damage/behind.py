"""What lies further back in the nucleus: faint DNA, and another free drug that goes its own way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.molecules.calicheamicin import Calicheamicin
from scenes.cast.molecules.dna import Dna
from scenes.sets.dna_damage.drug_path import SPEED
from scenes.stage.layout import Zones
from scenes.stage.motion import Wander, stepped
from scenes.stage.style import NUCLEUS
from scenes.stage.view import View

#: Faint DNA is drawn at this share of the picture's scale, and hazed this far.
_FAR: Final = 0.62
_HAZE: Final = 0.91
_FAR_BASE_PAIRS: Final = 58
#: How often (s) the other drug comes back near its place, and up to when that is planned.
_RETURN, _PLANNED = 9.0, 90.0


def faint_dna(
    view: View, zones: Zones, places: Sequence[tuple[float, float, float]]
) -> VGroup:
    """Pieces of faint DNA; for each its middle (px of the stage) and angle (degrees)."""
    pieces = VGroup()
    for x, y, degrees in places:
        at = zones.point(x, y)
        far = View(_FAR * view.px_per_nm, (float(at[0]), float(at[1])))
        pieces.add(Dna(far, _FAR_BASE_PAIRS, angle=np.radians(degrees), detail="far",
                       haze=_HAZE, seed=int(x)))
    return pieces


class AnotherDrug(VGroup):
    """Another free drug, paler, that wanders untouched by the story; or none.

    Parameters
    ----------
    home
        About where it wanders, px of the stage; None leaves the place empty.
    view_at
        The view at a time, as long as its scale changes.
    """

    def __init__(
        self, view: View, zones: Zones, home: tuple[float, float] | None, seed: int,
        view_at: Callable[[float], View],
    ) -> None:
        super().__init__()
        self.view_at = view_at
        self.drugs: list[Calicheamicin] = []
        self.paths: list[Wander] = []
        if home is not None:
            x, y = view.place(zones.point(*home))
            pins = tuple((float(t), (float(x), float(y))) for t in np.arange(0, _PLANNED, _RETURN))
            self.paths.append(Wander(seed, 0.6 * SPEED, pins))
            self.drugs.append(Calicheamicin(view, ground=NUCLEUS, seed=8))
        self.add(*self.drugs)

    def at(self, time: float) -> AnotherDrug:
        """Where it has come to at a time (s)."""
        for drug, path in zip(self.drugs, self.paths, strict=True):
            now = stepped(time)
            drug.view = self.view_at(time)
            drug.pose(path.at(now), path.turn(now, 0.4))
        return self
