"""Where things stand in ``dna_damage``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.sets.dna_damage.cell_death import CellPlaces
from scenes.sets.dna_damage.drug_path import StrikePlaces
from scenes.stage.layout import Place, Zones


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px of the stage unless noted.

    Attributes
    ----------
    dna, strike
        Middle of the DNA in the picture; where the drug is met on it (nm).
    another, far
        A second free drug, if there is room; faint DNA behind: middle and angle (degrees).
    lens, lens_radius, bond
        Lens of the student cut, and the length of a bond in it.
    cell, cell_scale, cells
        The dying cell's middle, px per µm, and where the other cells stand (nm).
    steps, stem_label
        Where the steps are named (dying cell, clearing cell), and the stem cell (with align).
    """

    dna: Place
    strike: StrikePlaces
    another: Place | None
    far: tuple[tuple[float, float, float], ...]
    lens: Place
    lens_radius: float
    bond: float
    cell: Place
    cell_scale: float
    cells: CellPlaces
    steps: tuple[Place, Place]
    stem_label: tuple[float, float, float]

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(
                dna=(960, 588),
                strike=StrikePlaces(56, -2.1, np.radians(-3), (3.6, 2.2), (2.0, 1.45), (0.9, 2.5), (0.15, 0.75)),
                another=(1560, 330),
                far=((1120, 170, -36), (330, 985, -24)),
                lens=(1504, 306), lens_radius=254, bond=54,
                cell=(800, 520), cell_scale=32.0,
                cells=CellPlaces(
                    stem=(-15500, 1200), clearing=(31000, 1500),
                    meals=((7, (16180, 240), (-0.52, 0.16)), (0, (14580, 970), (-0.30, 0.50))),
                    faint=((-4500, 16800, 5200), (-24500, -9000, 5600), (21500, 17000, 5000)),
                    fat=((-38000, -20500), (34500, 23000)),
                ),
                steps=((800, 856), (1266, 856)), stem_label=(314, 690, 0.5),
            ),
            cls(
                dna=(540, 1050),
                strike=StrikePlaces(46, -1.2, np.radians(28), (1.2, 3.3), (2.2, 1.5), (0.6, 2.9), (0.1, 0.8)),
                another=(870, 560),
                far=((760, 560, 50), (200, 1640, 50)),
                lens=(345, 668), lens_radius=284, bond=59,
                cell=(360, 780), cell_scale=33.0,
                cells=CellPlaces(
                    stem=(14000, 5600), clearing=(33500, -9500),
                    meals=((7, (12880, -8460), (-0.40, 0.42)), (6, (11300, -9600), (-0.58, -0.05))),
                    faint=((-7500, 10500, 5000), (-9500, -17500, 5600), (19500, 15000, 5400)),
                    fat=((-28500, -27000), (33000, 26500)),
                ),
                steps=((360, 1150), (690, 1456)), stem_label=(1026, 432, 1.0),
            ),
            cls(
                dna=(540, 612),
                strike=StrikePlaces(38, -1.35, np.radians(-5), (3.6, 1.75), (2.0, 1.45), (0.9, 2.3), (0.1, 0.75)),
                another=None,
                far=((900, 150, -40), (180, 980, -30)),
                lens=(772, 292), lens_radius=238, bond=50,
                cell=(390, 560), cell_scale=25.0,
                cells=CellPlaces(
                    stem=(21200, 14400), clearing=(39500, 1500),
                    meals=((7, (16180, 900), (-0.52, 0.20)), (0, (14580, 970), (-0.28, 0.52))),
                    faint=((-12500, 5000, 5000), (2500, 20500, 5200)),
                    fat=((-32000, -23000), (36500, 31000)),
                ),
                steps=((570, 842), (680, 842)), stem_label=(788, 212, 1.0),
            ),
        )
