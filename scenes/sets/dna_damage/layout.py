"""Where things stand in ``dna_damage``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from scenes.sets.dna_damage.cell_death import CellPlaces
from scenes.sets.dna_damage.drug_path import StrikePlaces
from scenes.sets.dna_damage.room import RoomPlan
from scenes.stage.layout import Place, Zones

#: Where in the cell the view pulls back from, µm from its middle.
MARK_UM: Final = (-1.21, -2.14)
#: Radius of the discs that words keep free of cells, px.
_WORDS: Final = 58.0


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
    names
        Where the leukemia cell, the stem cell and the B cell are named, each with its align and how wide it may be.
    floor, free, fat
        Height of the sinus along the floor; discs free of near cells; fat cells (x, y, radius).
    words
        Lines of words (left end, baseline, width) behind which no near cell lies.
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
    names: dict[str, tuple[float, float, float, float]]
    floor: float
    free: tuple[tuple[float, float, float], ...]
    fat: tuple[tuple[float, float, float], ...]
    words: tuple[tuple[float, float, float], ...]

    def reach(self, zones: Zones) -> tuple[float, float, float, float]:
        """How far (px) the picture reaches left, right, down and up from where the cut is seen, first or last."""
        frame = zones.frame
        cut, mark = self.dna, (self.cell[0] + self.cell_scale * MARK_UM[0], self.cell[1] - self.cell_scale * MARK_UM[1])
        xs, ys = (cut[0], mark[0]), (cut[1], mark[1])
        return max(xs) + 120, frame.width - min(xs) + 120, frame.height - min(ys), max(ys)

    def room(self, zones: Zones) -> RoomPlan:
        """The room that the cells stand in, µm from the dying one's middle."""
        (x, y), scale, frame = self.cell, self.cell_scale, zones.frame

        def discs(places: tuple[tuple[float, float, float], ...]) -> tuple[tuple[float, float, float], ...]:
            return tuple(((px - x) / scale, (y - py) / scale, radius / scale) for px, py, radius in places)

        words = tuple((float(at), baseline - 18, _WORDS) for left, baseline, width in self.words
                      for at in np.linspace(left + 30, left + width - 30, max(round(width / 90), 2)))
        return RoomPlan(-x / scale, (frame.width - x) / scale, (y - frame.height) / scale, y / scale,
                        (y - self.floor) / scale, discs(self.free), discs(words), discs(self.fat))

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
                cell=(770, 545), cell_scale=32.0,
                cells=CellPlaces(
                    stem=(-16250, 4100), clearing=(16180, -27500), b_cell=(30200, 5150), second=(9300, 14000),
                    meals=((7, (16180, 240), (-0.52, 0.16)), (0, (14580, 970), (-0.30, 0.50))),
                ),
                names={"cell": (690, 236, 0.5, 500), "stem": (96, 612, 0.0, 400), "b_cell": (1824, 226, 1.0, 620)},
                floor=884,
                free=((770, 545, 275), (250, 412, 165), (1288, 537, 305), (1735, 380, 155), (1080, 120, 170)),
                fat=((-230, 690, 290), (2040, -110, 350)),
                words=((96, 126, 300), (535, 236, 320), (96, 612, 390), (96, 672, 230), (1264, 226, 560),
                       (96, 852, 720), (1640, 840, 190)),
            ),
            cls(
                dna=(540, 1050),
                strike=StrikePlaces(46, -1.2, np.radians(28), (1.2, 3.3), (2.2, 1.5), (0.6, 2.9), (0.1, 0.8)),
                another=(870, 560),
                far=((760, 560, 50), (200, 1640, 50)),
                lens=(345, 668), lens_radius=284, bond=59,
                cell=(370, 800), cell_scale=33.0,
                cells=CellPlaces(
                    stem=(13600, 5600), clearing=(33500, -9500), b_cell=(-5200, -12600), second=(-10300, 13300),
                    meals=((7, (12880, -8460), (-0.40, 0.42)), (6, (11300, -9600), (-0.58, -0.05))),
                ),
                names={"cell": (370, 494, 0.5, 600), "stem": (1026, 360, 1.0, 520), "b_cell": (54, 1410, 0.0, 500)},
                floor=1584,
                free=((370, 800, 280), (820, 615, 165), (795, 1079, 310), (198, 1216, 150), (30, 360, 165)),
                fat=((1270, 20, 330), (-230, 720, 330)),
                words=((54, 180, 400), (160, 494, 420), (580, 360, 446), (780, 440, 246), (54, 1410, 440),
                       (54, 1488, 240), (54, 1545, 800), (860, 1530, 170)),
            ),
            cls(
                dna=(540, 612),
                strike=StrikePlaces(38, -1.35, np.radians(-5), (3.6, 1.75), (2.0, 1.45), (0.9, 2.3), (0.1, 0.75)),
                another=None,
                far=((900, 150, -40), (180, 980, -30)),
                lens=(772, 292), lens_radius=238, bond=50,
                cell=(390, 600), cell_scale=25.0,
                cells=CellPlaces(
                    stem=(21600, 17000), clearing=(39500, 1500), b_cell=(-9200, 12000), second=(-14000, 0),
                    meals=((7, (16180, 900), (-0.52, 0.20)), (0, (14580, 970), (-0.28, 0.52))),
                ),
                names={"cell": (440, 346, 0.5, 500), "stem": (802, 112, 1.0, 420), "b_cell": (270, 256, 0.0, 600)},
                floor=880,
                free=((390, 600, 215), (930, 175, 125), (160, 300, 115), (794, 577, 235), (40, 600, 125)),
                fat=((-260, 820, 290), (1230, 600, 290)),
                words=((54, 122, 310), (270, 256, 560), (290, 346, 300), (420, 112, 385), (600, 172, 200),
                       (54, 852, 680), (890, 840, 140)),
            ),
        )
