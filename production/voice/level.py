"""How loud the film is: one gain for a voice, and a limiter that looks ahead."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from production.voice.sound_files import Samples

#: What a film and each of its clips come to: LUFS, as EBU R 128 measures it. The web and most players ask for it.
LOUDNESS: Final = -16.0
#: No true peak is above this before the sound is encoded, dBTP: AAC then keeps below -1.5.
CEILING: Final = -2.5
#: So long before a peak the limiter begins to turn down, and after it to come back, s.
_AHEAD: Final = 0.02
#: A peak between two samples is looked for at so many places.
_PLACES: Final = 4
_TAPS: Final = 16
#: It is looked for in blocks in which a sample comes to this share of the ceiling: none between them is twice as high.
_NEAR: Final = 0.5
_BLOCK: Final = 2048


def gain_for(loudness: float) -> float:
    """By how much to make a voice of this loudness louder, dB."""
    return round(LOUDNESS - loudness, 1)


def leveled(samples: Samples, gain: float, rate: int) -> Samples:
    """Sound with a gain (dB), held below the ceiling by turning it down about each peak, softly and in time."""
    louder = samples.astype(np.float64) * 10 ** (gain / 20)
    wanted = np.minimum(1.0, 10 ** (CEILING / 20) / np.maximum(_peaks(louder), 1e-9))
    if wanted.min(initial=1.0) == 1.0:
        return louder.astype(np.float32)
    reach = int(_AHEAD * rate)
    # Its least value within reach, then the mean over reach: never above what is wanted, and without a corner.
    held = _smooth(_least(wanted, reach), reach)
    return (louder * held).astype(np.float32)


def _peaks(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """The highest level at and about each sample, between samples as well wherever it may come near the ceiling."""
    found = np.abs(sound)
    near = found > _NEAR * 10 ** (CEILING / 20)
    for start in range(0, len(sound), _BLOCK):
        if near[start : start + _BLOCK].any():
            first, stop = max(start - _TAPS, 0), min(start + _BLOCK + _TAPS, len(sound))
            found[first:stop] = np.maximum(found[first:stop], _between(sound[first:stop]))
    return found


def _between(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """The highest level between each sample and its neighbors (a windowed sinc)."""
    taps = np.arange(-_TAPS + 1, _TAPS + 1)
    found = np.zeros(len(sound))
    for part in range(1, _PLACES):
        at = taps - part / _PLACES
        kernel = np.sinc(at) * (0.5 + 0.5 * np.cos(np.pi * at / _TAPS))
        after = np.abs(np.convolve(sound, kernel[::-1])[_TAPS:][: len(sound)])
        found = np.maximum(found, after)
        found[1:] = np.maximum(found[1:], after[:-1])
    return found


def _least(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The least of all values within reach of each, on both sides."""
    width = 2 * reach + 1
    padded = np.pad(values, reach, constant_values=1.0)
    size = 1
    while 2 * size <= width:  # windows of 2, 4, 8 … values
        padded = np.minimum(padded[:-size], padded[size:])
        size *= 2
    over = width - size
    return np.minimum(padded[: len(padded) - over], padded[over:])


def _smooth(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The mean over half of reach, twice."""
    width = reach | 1
    for _ in range(2):
        padded = np.pad(values, width // 2, mode="edge")
        sums = np.cumsum(np.concatenate([[0.0], padded]))
        values = (sums[width:] - sums[:-width]) / width
    return values
