"""Where things stand in ``opening``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scenes.cast.cells.deep_surface import Depth, Drifting
from scenes.cast.molecules.igg4_turned import Turn
from scenes.stage.layout import Place, Zones

_SIDEWAYS: Final = Turn(-52.0, 14.0)


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape, stage px.

    Attributes
    ----------
    depth
        The surface of the cell.
    start, home
        Where the hinge of the antibody that comes nearer is at first and in the end, each with its scale (px/nm).
    drifting
        Antibodies further back.
    top, room
        Baseline of the title, and how wide it may be.
    """

    depth: Depth
    start: tuple[Place, float]
    home: tuple[Place, float]
    drifting: tuple[Drifting, ...]
    top: float
    room: float

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(_landscape(), _portrait(), _square())


def _landscape() -> Composition:
    return Composition(
        Depth(
            430.0, (4.8, 7.6, 11.0),
            ((-188.0, -157.0, -118.0, -82.0, -56.0, -28.0, 183.0),
             (-108.0, -92.0, -26.0, -16.5),
             (-84.0, -48.5, -35.5, 17.5, 81.0)),
            (1, 9.5),
        ),
        ((1512.0, 372.0), 22.0), ((1474.0, 420.0), 32.0),
        (
            Drifting((1090.0, 158.0), 4.8, "spread", 2.9, 5, 0.48),
            Drifting((1800.0, 205.0), 9.4, _SIDEWAYS, 0.35, 6, 0.30),
            Drifting((1796.0, 426.0), 5.4, "lambda", -0.5, 4, 0.46),
        ),
        170.0, 1000.0,
    )


def _portrait() -> Composition:
    return Composition(
        Depth(
            1057.0, (5.6, 8.9, 12.4),
            ((-88.0, -60.0, -4.0, 46.0, 76.0), (20.5, 32.0, 56.5), (-42.8, -14.0, 36.8)), (1, -46.0),
        ),
        ((580.0, 915.0), 20.0), ((540.0, 962.0), 30.0),
        (
            Drifting((104.0, 716.0), 5.6, "spread", 2.9, 5, 0.48),
            Drifting((966.0, 850.0), 9.8, _SIDEWAYS, 0.35, 6, 0.30),
            Drifting((972.0, 1036.0), 5.8, "lambda", -0.5, 4, 0.46),
        ),
        206.0, 972.0,
    )


def _square() -> Composition:
    return Composition(
        Depth(
            492.0, (4.2, 6.6, 9.5),
            ((-118.0, -83.0, -24.0, 41.0, 107.0), (-72.0, -16.5, 74.0), (-50.0, -23.0, -6.6, 51.0)), (1, -50.0),
        ),
        ((800.0, 618.0), 15.0), ((790.0, 648.0), 21.0),
        (
            Drifting((592.0, 462.0), 4.4, "spread", 2.9, 5, 0.48),
            Drifting((985.0, 262.0), 6.4, _SIDEWAYS, 0.35, 6, 0.30),
        ),
        136.0, 972.0,
    )
