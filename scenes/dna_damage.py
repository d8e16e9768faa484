"""Clip 3, Break: calicheamicin cuts both strands of DNA, and the cell dies.

Inside the nucleus at 125 px/nm: DNA 2 nm wide lies across the picture. The free drug wanders,
bumps into the DNA in vain, and settles in the minor groove; both backbones part. Then the view
pulls back by a factor of four thousand to the cell (12 µm), which shrinks, falls into bodies
and is cleared by another cell.
"""

from __future__ import annotations

from scenes.cast.ornament import Ornament
from scenes.staging.outcome import Outcome
