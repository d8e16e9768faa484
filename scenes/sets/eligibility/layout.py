"""Where things stand in ``eligibility``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.sets.eligibility.arcade import Bay
from scenes.stage.layout import Place, Zones


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px, y down.

    Attributes
    ----------
    bays
        The five of them, in the order of the beats; in portrait on two storeys.
    top
        Upper edge of the cornice.
    head
        Px of a hundred units of all persons (see `Figure`).
    words, below
        Baselines of a bay's words, and of what is added to them; one and the same where both stand in a row.
    questions, ages
        Middles of the three questions' baselines, and of those of the two ages.
    window, window_at
        Of the marrow's window: radius, and its middle over the middle of the bay's floor.
    plot
        Middle, width and height of the plot's room, and how high that is over the floor.
    signs, board
        Radius of a test's sign, distance of the two, height; of the board its middle, width and height, and how high
        that is over the floor.
    """

    bays: tuple[Bay, ...]
    top: float
    head: float
    words: float
    below: float
    questions: tuple[Place, Place, Place]
    ages: tuple[Place, Place]
    window: float
    window_at: Place
    plot: tuple[float, float, float, float]
    signs: tuple[float, float, float]
    board: tuple[float, float, float, float]

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(tuple(Bay(x, -776, 304, 478, 100) for x in (230, 595, 960, 1325, 1690)),
                222, 48, 846, 846, ((330, 846), (862, 846), (1490, 846)),
                ((530, 846), (1390, 846)), 71, (8, 361), (8, 250, 222, 260), (42, 114, 402), (4, 222, 76, 395)),
            cls((*(Bay(x, -812, 452, 438, 128) for x in (270, 812)),
                 *(Bay(x, -1344, 300, 440, 98) for x in (180, 540, 900))),
                296, 45, 1418, 1476, ((290, 1418), (770, 1418), (540, 1476)),
                ((540, 1418), (540, 1476)), 94, (80, 262), (76, 300, 226, 226), (40, 110, 374), (4, 212, 70, 360)),
            cls(tuple(Bay(x, -706, 178, 430, 66) for x in (108, 324, 540, 756, 972)),
                214, 40, 766, 812, ((276, 766), (800, 766), (540, 812)),
                ((540, 766), (540, 812)), 52, (5, 336), (6, 164, 235, 218), (31, 74, 346), (4, 142, 58, 340)),
        )
