"""The banks that the bridge joins, from the side and from above."""

from __future__ import annotations

from typing import Final

import numpy as np
from shapely.geometry import Polygon

#: Further than any picture reaches, d.
FAR: Final = 400.0


def headland(side: int, edge: float, depth: float, rng: np.random.Generator) -> Polygon:
    """A bank from the side: road level on top, a ragged cliff, and a slope that goes down out of the picture.

    ``side`` is -1 for a bank on the left of ``edge``, 1 for one on its right; lengths in d.
    """
    share = np.linspace(0, 1, 44)
    rough = np.cumsum(rng.normal(0, 0.24, len(share)))
    rough -= share * rough[-1]
    x = edge + side * (0.9 * share + 40 * share**1.8) + rough * np.minimum(1, 8 * share)
    cliff = np.column_stack([x, -depth * share])
    far = edge + side * FAR
    return Polygon(np.vstack([[(far, 0)], cliff, [(far, -depth)]]))


def shoreline(y: float, width: float, rng: np.random.Generator) -> np.ndarray:
    """A shore from above, at a height ``y`` (px from the top) over the whole picture; shape (n, 2), y up."""
    x = np.linspace(-60, width + 60, 44)
    wave = sum(
        a * np.sin(x / length + rng.uniform(0, 6.3)) for a, length in ((7, 95), (4, 41), (2.4, 19))
    )
    return np.column_stack([x, -y + wave])
