"""Golden frames: pictures of beats kept small, and how two pictures are compared.

Cairo's versions differ by a few levels along edges, and so do processors in the last digit
of a coordinate. Such differences are thin and of either sign; a label that is missing or a
color that has changed is neither. So two numbers are compared: the mean difference, and the
largest difference that is left after averaging over a small square.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

from production.draw.renderer import Picture
from scenes.script.toml_file import ROOT

FOLDER: Final = ROOT / "tests" / "golden"
#: Pixels of the walk's picture, each way, that make one of the golden frame.
_SHRINK: Final = 2
#: Levels that a channel is rounded to: the files are a third of the size.
_LEVEL: Final = 8
_SQUARE: Final = 5

#: What may differ: mean over the frame, and most in any square, of 255.
MEAN: Final = 2.0
MOST: Final = 12.0


@dataclass(frozen=True)
class Difference:
    """How far two pictures differ, in levels of 255."""

    mean: float
    most: float
    where: tuple[float, float]
    """Middle of the square that differs most, as shares of width and height."""

    @property
    def small(self) -> bool:
        """Whether it may come from another version of Cairo."""
        return self.mean <= MEAN and self.most <= MOST

    def __str__(self) -> str:
        x, y = self.where
        return (
            f"mean {self.mean:.2f} (at most {MEAN}), in one place {self.most:.1f} (at most {MOST}), "
            f"at {x:.0%} from the left and {y:.0%} from the top"
        )


def golden_of(picture: Picture) -> Picture:
    """The small form of a picture that is kept as a golden frame."""
    high, wide = (side // _SHRINK * _SHRINK for side in picture.shape[:2])
    tiles = picture[:high, :wide, :3].astype(float)
    tiles = tiles.reshape(high // _SHRINK, _SHRINK, wide // _SHRINK, _SHRINK, 3)
    rounded = np.round(tiles.mean(axis=(1, 3)) / _LEVEL) * _LEVEL
    return np.asarray(rounded.clip(0, 255), dtype=np.uint8)


def difference(one: Picture, other: Picture) -> Difference:
    """Compare two golden frames of one size."""
    signed = one.astype(float) - other.astype(float)
    squares = sliding_window_view(signed, (_SQUARE, _SQUARE), axis=(0, 1))
    averaged = np.abs(squares.mean(axis=(-1, -2))).max(axis=2)
    row, column = np.unravel_index(int(averaged.argmax()), averaged.shape)
    high, wide = signed.shape[:2]
    middle = _SQUARE / 2
    return Difference(
        float(np.abs(signed).mean()), float(averaged.max()),
        ((float(column) + middle) / wide, (float(row) + middle) / high),
    )


def golden_path(clip: str, audience: str, shape: str, language: str = "en") -> Path:
    """The file with a walk's golden frames, beat under beat."""
    names = [clip, audience, shape] if language == "en" else [clip, language, audience, shape]
    return FOLDER / f"{'.'.join(names)}.webp"


def write_golden(path: Path, frames: list[Picture]) -> None:
    """Keep golden frames as one picture, beat under beat."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.vstack(frames)).save(path, lossless=True, method=6, quality=100)


def read_golden(path: Path, count: int) -> list[Picture]:
    """The golden frames of a walk of so many beats."""
    with Image.open(path) as strip:
        pixels = np.asarray(strip.convert("RGB"))
    assert pixels.shape[0] % count == 0, f"{path.name} holds another number of beats than the clip"
    return np.split(pixels, count)


def side_by_side(path: Path, golden: Picture, now: Picture) -> None:
    """Write golden frame, frame as it is now and their difference, for a look."""
    apart = np.abs(golden.astype(int) - now.astype(int)).clip(0, 85) * 3
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.hstack([golden, now, apart.astype(np.uint8)])).save(path)
