"""How loud sound is: loudness by EBU R 128 (ITU-R BS.1770), true peak, and where there is silence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import av
import numpy as np
from numpy.typing import NDArray

from production.voice.sound_files import Samples

#: Below this a moment is silent, as a share of the loudest one (-50 dB) …
SILENT: Final = 0.00316
#: … and where a room is heard as well (-36 dB).
ROOM: Final = 0.016
#: Moments in which silence is looked for, s.
_MOMENT: Final = 0.01
#: What is said of sound in which there is none, LUFS and dBTP.
_NOTHING: Final = -70.0


class Measured(NamedTuple):
    """Integrated loudness where both ears hear it (LUFS), and true peak (dBTP)."""

    loudness: float
    peak: float


def measured(samples: Samples, rate: int) -> Measured:
    """Loudness and true peak of mono sound as the film plays it, from both sides."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="flt", layout="stereo")
    finer, meter = graph.add("aresample", "48000"), graph.add("ebur128", "peak=true:metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(finer)
    finer.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    # The meter tells of whole tenths of a second, and needs four of them to tell anything.
    lasts = max(len(samples), int(0.4 * rate)) + int(0.1 * rate)
    both = np.zeros((1, 2 * lasts), np.float32)
    both[0, : 2 * len(samples)] = np.repeat(samples, 2)
    frame = av.AudioFrame.from_ndarray(both, "flt", "stereo")
    frame.sample_rate, frame.pts = rate, 0
    graph.push(frame)
    graph.push(None)
    told: dict[str, Any] = {}
    while True:
        try:
            told = dict(graph.pull().metadata) or told  # a last part of a tenth has none
        except (av.error.EOFError, av.error.BlockingIOError):
            break
    peak = float(told.get("lavfi.r128.true_peak", 0))
    return Measured(
        max(float(told.get("lavfi.r128.I", _NOTHING)), _NOTHING),
        round(20 * float(np.log10(peak)), 2) if peak > 1e-4 else _NOTHING,
    )


def loud(samples: Samples, rate: int, moment: float = _MOMENT) -> NDArray[np.float64]:
    """Effective level of each moment of sound, as a share of full scale."""
    size = max(int(moment * rate), 1)
    count = len(samples) // size
    parts = samples[: count * size].reshape(count, size).astype(np.float64)
    return np.sqrt((parts**2).mean(axis=1)) if count else np.zeros(0)


def silences(
    samples: Samples, rate: int, least: float = 0.12, quiet_below: float = SILENT
) -> Iterator[tuple[float, float]]:
    """Silences of at least so many seconds: when each begins and ends, s."""
    levels = loud(samples, rate)
    quiet = levels < quiet_below * max(levels.max(initial=0.0), 1e-4)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    for start, end in edges.reshape(-1, 2):
        if (end - start) * _MOMENT >= least - 1e-9:
            yield round(start * _MOMENT, 3), round(end * _MOMENT, 3)


def sounding(samples: Samples, rate: int, quiet_below: float = SILENT) -> tuple[int, int]:
    """The samples between which there is sound: first, and one after the last; equal where there is none."""
    levels = loud(samples, rate)
    heard = np.flatnonzero(levels >= quiet_below * max(levels.max(initial=0.0), 1e-4))
    size = max(int(_MOMENT * rate), 1)
    return (int(heard[0]) * size, int(heard[-1] + 1) * size) if len(heard) else (0, 0)
