"""Takes made in a test: voices of tones, and shelves of what they have read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from production.voice.engine import Said
from production.voice.making import read_aloud
from production.voice.shelf import Shelf, wanted_of
from production.voice.sound_files import RATE, Samples
from scenes.script.request import AUDIENCES
from tests.clips.tiny import TINY

#: Seconds that a word takes, and that are between two.
WORD, BETWEEN = 0.3, 0.1


def tone(seconds: float, level: float = 0.2, pitch: float = 440.0, rate: int = RATE) -> Samples:
    """A tone that comes and goes within a hundredth of a second."""
    t = np.arange(round(seconds * rate)) / rate
    slope = np.clip(np.minimum(t, seconds - t) / 0.01, 0, 1)
    return (level * slope * np.sin(2 * np.pi * pitch * t)).astype(np.float32)


def still(seconds: float, rate: int = RATE) -> Samples:
    """Silence."""
    return np.zeros(round(seconds * rate), np.float32)


@dataclass(frozen=True)
class Tones:
    """Says every word as a tone, all as loud and as long."""

    speaker: str = "Tones"
    made_by: str = "a test"
    level: float = 0.2
    guesses: tuple[str, ...] = ()

    def say(self, words: Sequence[str], audience: str) -> Said:
        parts, times, now = [still(0.2)], [], 0.2
        for number, _ in enumerate(words):
            parts += [tone(WORD, self.level, 300 + 40 * (number % 5)), still(BETWEEN)]
            times.append((now, now + WORD))
            now += WORD + BETWEEN
        return Said(np.concatenate([*parts, still(0.3)]), tuple(times), self.guesses)


def shelf_of_tones(folder: Path, audiences: Sequence[str] = AUDIENCES, level: float = 0.2) -> Shelf:
    """Takes of all that the tests' tiny clip says."""
    shelf, engine = Shelf("en", folder), Tones(level=level)
    for wanted in wanted_of([TINY], "en", audiences, ""):
        shelf.put(wanted, read_aloud(engine, wanted.text, wanted.audience), engine.speaker,
                  made_by=engine.made_by, synthetic=True)
    shelf.settle()
    return shelf


def write_wav(path: Path, samples: Samples, rate: int = RATE) -> None:
    """A recording as a WAV file of 16 bits."""
    with av.open(str(path), "w", format="wav") as container:
        stream = container.add_stream("pcm_s16le", rate=rate, layout="mono")
        whole = np.clip(np.round(samples * 32767), -32768, 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(whole.reshape(1, -1), "s16", "mono")
        frame.sample_rate, frame.pts = rate, 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
