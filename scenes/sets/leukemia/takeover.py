"""How blasts take over a field of marrow: when each new cell comes, and when each healthy one goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely

from scenes.cast.cells.marrow_cells import MarrowCell

#: Share of the change that one cell takes to go or to come.
TURN: Final = 0.09


def births(fresh: Sequence[MarrowCell], founder: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """When each new cell comes (share of the change), and from where (µm, shape (n, 2)).

    The first stands at ``founder``; each other one comes from the nearest that is there already: slowly
    at first, then more and more at a time.
    """
    rng = np.random.default_rng(seed + 31)
    xy = np.array([(c.x, c.y) for c in fresh])
    far = np.linalg.norm(xy - founder, axis=1)
    order = np.argsort(far / far.max() + 0.25 * rng.uniform(0, 1, len(fresh)) * (far > far.min()))
    rank = np.arange(len(fresh))
    steady = rank / max(len(fresh) - 1, 1)
    doubling = np.log2(1 + rank) / np.log2(max(len(fresh), 2))
    when = 0.55 * steady + 0.45 * doubling
    arrive, come = np.empty(len(fresh)), np.zeros((len(fresh), 2))
    arrive[order] = TURN + (1 - 2 * TURN) * when
    for n, i in enumerate(order[1:], start=1):
        there = order[:n]
        parent = there[np.argmin(np.linalg.norm(xy[there] - xy[i], axis=1))]
        step = xy[parent] - xy[i]
        length = float(np.linalg.norm(step))
        come[i] = step * min(1.0, 9.0 / length) * 0.7
    return arrive, come


def departures(going: Sequence[MarrowCell | None], fresh: Sequence[MarrowCell], arrive: np.ndarray) -> np.ndarray:
    """When each healthy cell begins to go: before the first blast that needs its room (inf: it stays)."""
    leave = np.full(len(going), np.inf)
    forms = np.array([shapely.buffer(c.outline, 0.5) for c in fresh])
    for j, cell in enumerate(going):
        if cell is not None:
            touched = shapely.intersects(forms, cell.outline)
            first = float(arrive[touched].min()) if touched.any() else 0.5
            leave[j] = max(first - 0.5 * TURN, 0.0)
    return leave
