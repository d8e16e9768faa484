"""Where things stand in ``closing``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scenes.cast.cells.deep_surface import Depth, Drifting
from scenes.cast.molecules.igg4_turned import Turn
from scenes.stage.layout import Zones

_SIDEWAYS: Final = Turn(-52.0, 14.0)


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape, stage px.

    Attributes
    ----------
    depth
        The surface of the cell, as in the film's opening; here an antibody holds two rods in front.
    drifting
        Antibodies further back.
    size, bottom, room
        Of what is to be remembered: the largest type, the last baseline that it may have, and how wide it may be.
    """

    depth: Depth
    drifting: tuple[Drifting, ...]
    size: float
    bottom: float
    room: float

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(
                Depth(
                    430.0, (4.8, 7.6, 11.0),
                    ((-6.0, 9.0, 36.0, 95.0, 167.0, 186.0), (15.0, 24.0, 38.5, 104.0, 119.0), (21.0, 79.0)),
                    (2, 50.0),
                ),
                (
                    Drifting((1350.0, 300.0), 5.4, "lambda", -0.5, 4, 0.48),
                    Drifting((1740.0, 300.0), 7.6, _SIDEWAYS, 0.35, 6, 0.32),
                ),
                66.0, 440.0, 1120.0,
            ),
            cls(
                Depth(
                    1160.0, (4.6, 7.2, 10.0),
                    ((-96.0, -70.0, 12.0, 30.0, 90.0), (-62.0, -34.0, -26.0, 6.0), (-42.0, -10.0, 44.0)), (2, 22.0),
                ),
                (
                    Drifting((470.0, 1130.0), 4.8, "lambda", -0.5, 4, 0.48),
                    Drifting((960.0, 1090.0), 6.6, _SIDEWAYS, 0.35, 6, 0.32),
                ),
                88.0, 846.0, 972.0,
            ),
            cls(
                Depth(
                    600.0, (3.3, 5.1, 7.0),
                    ((-150.0, -120.0, -40.0, 8.0, 20.0), (-92.0, -60.0, -52.0, -8.0, 94.0), (-62.0, -25.0, 66.0)),
                    (2, 38.0),
                ),
                (
                    Drifting((672.0, 652.0), 3.6, "lambda", -0.5, 4, 0.48),
                    Drifting((992.0, 536.0), 4.8, _SIDEWAYS, 0.35, 6, 0.32),
                ),
                62.0, 436.0, 972.0,
            ),
        )
