"""What lies in the marrow: cells packed as in a smear of it, and four pictures of one marrow in time.

Packing is by relaxation: discs push each other apart, then each cell takes its share of the room (a cell of
the power diagram), rounded. Everything is a function of the seed. The counts are drawn, not counted from a
patient (ledger: ``marrow_picture``).

Diameters, µm: blast 12 (10 to 15; ledger: ``lymphoblast``), myeloid cell 12, B cell and stem cell 8.4, fat
cell 19 to 26 (true fat cells reach 45; smaller here, so that they read as a crowd). Only the blast's and the
lymphocyte's sizes come from the ledger's sources; the others are general knowledge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.packing import outline, relax, waves
from scenes.stage.kept import kept

MarrowKind = Literal[
    "blast", "myeloid", "b_cell", "stem", "fat",
    "dividing", "red", "early", "middle", "late", "macrophage", "megakaryocyte", "myelocyte",
    "band", "eosinophil", "t_cell",
]

#: Radius of the round window onto the marrow, µm.
WINDOW: Final = 44.0
#: Radius of a cell, µm: middle and spread.
RADIUS: Final[dict[MarrowKind, tuple[float, float]]] = {
    "blast": (6.1, 0.55),
    "myeloid": (6.0, 0.4),
    "b_cell": (4.5, 0.25),
    "stem": (5.0, 0.2),
    "fat": (10.6, 1.3),
}
_GAP: Final = 1.5  # µm between two cells, their contours included


@dataclass(frozen=True)
class MarrowCell:
    """One cell of the marrow; lengths in µm from the window's middle.

    Attributes
    ----------
    outline
        Its form; the window's rim may cut it.
    seed
        Seed of what is inside it.
    """

    kind: MarrowKind
    x: float
    y: float
    radius: float
    outline: BaseGeometry
    seed: int

    @property
    def vanishing_point(self) -> tuple[float, float]:
        """Where it shrinks to: its middle, or for a cell cut by the rim the nearest place on it."""
        reach = float(np.hypot(self.x, self.y))
        if reach + self.radius * 0.7 < WINDOW:
            return self.x, self.y
        return self.x / reach * WINDOW, self.y / reach * WINDOW


MarrowState = tuple[MarrowCell, ...]


def counts(state: MarrowState) -> Counter[str]:
    """How many cells of each kind a picture of the marrow holds."""
    return Counter(cell.kind for cell in state)


def _fill(
    kept: Sequence[MarrowCell], wanted: Sequence[tuple[MarrowKind, int]], seed: int, tight: float = 1.0
) -> MarrowState:
    """Keep some cells where they are and pack others round them.

    Parameters
    ----------
    wanted
        Kinds and counts of the new cells.
    tight
        Radius that a cell claims while packing, over its own: above 1 leaves ground free.
    """
    rng = np.random.default_rng(seed)
    kinds: list[MarrowKind] = [cell.kind for cell in kept]
    radii = [cell.radius for cell in kept]
    for kind, count in wanted:
        middle, spread = RADIUS[kind]
        kinds += [kind] * count
        radii += list(middle + spread * np.clip(rng.normal(0, 1, count), -1.5, 1.8))
    r = np.array(radii)
    angle = rng.uniform(0, 2 * np.pi, len(r))
    reach = WINDOW * np.sqrt(rng.uniform(0, 1, len(r)))
    xy = np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])
    if kept:
        xy[: len(kept)] = [(cell.x, cell.y) for cell in kept]
    limit = WINDOW + 0.15 * r * tight

    def wall(places: np.ndarray) -> np.ndarray:
        reach = np.linalg.norm(places, axis=1)
        return np.asarray(places * np.minimum(1.0, limit / np.maximum(reach, 1e-9))[:, None])

    xy = relax(xy, r * tight, len(kept), rng, 900, wall)
    wave = waves(len(r), rng)
    seeds = rng.integers(2**31, size=len(r))
    window = Point(0, 0).buffer(WINDOW, quad_segs=32)
    state = list(kept)
    for i in range(len(kept), len(r)):
        form = outline(i, xy, r, wave[i], _GAP)
        if form.intersection(window).area > 0.12 * np.pi * r[i] ** 2:
            state.append(MarrowCell(kinds[i], xy[i, 0], xy[i, 1], float(r[i]), form, int(seeds[i])))
    return tuple(state)


def _nearest(state: MarrowState, kind: MarrowKind, count: int, place: tuple[float, float]) -> list[MarrowCell]:
    """The ``count`` cells of a kind that lie nearest to a place (µm)."""
    cells = [cell for cell in state if cell.kind == kind]
    return sorted(cells, key=lambda c: np.hypot(c.x - place[0], c.y - place[1]))[:count]


@kept
def marrow_in_time(seed: int) -> tuple[MarrowState, MarrowState, MarrowState, MarrowState]:
    """One marrow four times: full of blasts, few blasts, nearly empty with donor cells, new.

    What stays from one picture to the next keeps its place, so that a change can be shown cell by cell.
    """
    full = _fill((), (("blast", 53), ("myeloid", 2)), seed)
    few = _fill(
        _nearest(full, "blast", 3, (3.0, -5.0)),
        (("fat", 9), ("myeloid", 7), ("b_cell", 5)), seed + 1, 1.12,
    )
    fat = [cell for cell in few if cell.kind == "fat"]
    empty = _fill(fat, (("fat", 1), ("stem", 7)), seed + 2, 1.1)
    fat = _nearest(empty, "fat", 9, (0.0, 0.0))
    stay = [*fat[1::3], *(cell for cell in empty if cell.kind == "stem")]
    new = _fill(stay, (("myeloid", 29), ("b_cell", 12)), seed + 3, 1.0)
    return full, few, empty, new


def schedule(before: MarrowState, after: MarrowState, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """When each cell leaves and arrives while one picture turns into the next.

    Returns
    -------
    tuple
        Shares 0 to 1 of the change at which the cells of ``before`` begin to go (infinite for those
        that stay), and at which those of ``after`` begin to come (minus infinite for those that
        stayed). A cell comes only when all cells in its room have gone.
    """
    rng = np.random.default_rng(seed)
    staying = {id(cell) for cell in after} & {id(cell) for cell in before}
    going = [i for i, cell in enumerate(before) if id(cell) not in staying]
    leave = np.full(len(before), np.inf)
    leave[going] = rng.permutation(np.linspace(0.0, 0.56, len(going))) if going else 0.0
    arrive = np.full(len(after), -np.inf)
    coming = [i for i, cell in enumerate(after) if id(cell) not in staying]
    own = rng.permutation(np.linspace(0.26, 1 - TURN, len(coming))) if coming else np.zeros(0)
    for i, first in zip(coming, own, strict=True):
        room = [leave[j] + TURN for j in going if before[j].outline.intersects(after[i].outline)]
        arrive[i] = min(max([first, *room]), 1 - TURN)
    return leave, arrive


#: Share of a change that one cell takes to go or to come.
TURN: Final = 0.16
