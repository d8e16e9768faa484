"""Recordings that people bring: taken only where nothing is wrong with them, else refused with what is to be done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from production.voice.aligning import aligned
from production.voice.making import Reading, rounded, trimmed
from production.voice.meter import ROOM, loud
from production.voice.shelf import Wanted
from production.voice.sound_files import RATE, Samples, read_recording
from scenes.script.errors import FilmError
from scenes.script.language.words import words_of
from scenes.script.toml_file import no_such
from scenes.script.voice import fastest

KINDS: Final = (".wav", ".flac")
#: So many samples in a row at full scale are clipped.
_FLAT: Final = 3
_FULL: Final = 0.999
#: The quietest twentieth of a recording is at least so far below its loudest tenth, dB: a quiet room.
NOISE: Final = 35.0
#: Within so many seconds of its beginning and end it is as quiet as in pauses.
_EDGE: Final = 0.03
#: A reader may be so much faster, while speaking, than the audience's rate: stillness at the end makes up for it.
FASTER: Final = 1.25


@dataclass(frozen=True)
class Recording:
    """A recording of one narration."""

    wanted: Wanted
    path: Path

    def reading(self, language: str) -> Reading:
        """What is in it, with the time of each word.

        Raises
        ------
        FilmError
            It does not do; one line says why.
        """
        text = self.path.with_suffix(".txt")
        if not text.is_file():
            raise FilmError(f"{self.path.name}: {text.name} is missing beside it: it says what was read")
        if _one_line(text) != self.wanted.text:
            raise FilmError(f"{text.name}: is not what the script says now: “{self.wanted.text}”")
        most = FASTER * fastest(language, self.wanted.audience)
        for fault in faults(*read_recording(self.path), words=len(words_of(self.wanted.text)), most=most):
            raise FilmError(f"{self.path.name}: {fault}")
        samples, _ = read_recording(self.path, RATE)
        cut, skipped = trimmed(samples, ROOM, before=0.08, after=0.15)  # breath belongs to a person
        times = self._times(skipped / RATE, len(cut) / RATE)
        return Reading(cut, times or aligned(cut, self.wanted.text, language, self.wanted.audience))

    def _times(self, skipped: float, seconds: float) -> tuple[tuple[float, float], ...]:
        """Times from a JSON beside it: a start and an end for each word, s; none where there is no such file."""
        path = self.path.with_suffix(".json")
        if not path.is_file():
            return ()
        try:
            told: Any = json.loads(path.read_text(encoding="utf-8"))
            spans = [(float(word["start"]), float(word["end"])) for word in told]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise FilmError(f"{path.name}: must be a list of {{\"start\": seconds, \"end\": seconds}}") from error
        words = words_of(self.wanted.text)
        if len(spans) != len(words):
            raise FilmError(f"{path.name}: has {len(spans)} times for {len(words)} words")
        flat = [t - skipped for span in spans for t in span]
        if not all(np.isfinite(flat)) or sorted(flat) != flat or flat[0] < -0.1 or flat[-1] > seconds + 0.1:
            raise FilmError(f"{path.name}: its times are not in order, or outside the recording")
        flat = [min(max(t, 0.0), seconds) for t in flat]
        return rounded([*zip(flat[::2], flat[1::2], strict=True)])


def recordings_in(folder: Path, wanted: Mapping[str, Wanted]) -> Iterator[Recording]:
    """The recordings in a folder, by the names of beats.

    Raises
    ------
    FilmError
        There is none, or one is of a beat that the film does not have.
    """
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in KINDS)
    if not found:
        raise FilmError(f"{folder}: there is no recording in it, such as {next(iter(wanted), 'clip.beat')}.wav")
    for path in found:
        if path.stem not in wanted:
            raise FilmError(f"{path.name}: {no_such('beat', path.stem, wanted)}")
        yield Recording(wanted[path.stem], path)


def faults(samples: Samples, rate: int, *, words: int, most: float) -> Iterator[str]:
    """What is wrong with a recording of so many words, at most so many a minute, each with what to do."""
    levels = loud(samples, rate)
    if rate < RATE:
        yield f"it has {rate} samples a second, {RATE} are asked"
    if len(levels) < 20 or np.percentile(levels, 90) < 1e-3:
        yield "there is no voice in it: record it again"
        return
    full = np.abs(samples) >= _FULL * max(1.0, float(np.abs(samples).max()))
    runs = full[: -_FLAT + 1] & full[1 : -_FLAT + 2] & full[2:]
    if runs.any():
        yield f"it is clipped at {float(np.argmax(runs)) / rate:.2f} s: record it with less gain"
    quiet, voice = np.percentile(levels, 5), np.percentile(levels, 90)
    below = 20 * np.log10(voice / max(quiet, 1e-7))
    edge = max(int(_EDGE / 0.01), 1)
    for side, part in (("beginning", levels[:edge]), ("end", levels[-edge:])):
        if part.max() > 0.1 * voice:
            yield f"it is cut off at its {side}: leave half a second of silence there"
    if below < NOISE:
        yield f"noise in pauses is only {below:.0f} dB below the voice, {NOISE:.0f} are asked: find a quieter room"
    heard = np.flatnonzero(levels > 0.03 * voice)
    pace = words * 60 / max((heard[-1] - heard[0] + 1) * 0.01, 0.01)
    if pace > most:
        yield f"{pace:.0f} words a minute, at most {most:.0f}: read more slowly"


def _one_line(path: Path) -> str:
    try:
        return " ".join(path.read_text(encoding="utf-8-sig").split())
    except (OSError, UnicodeDecodeError) as error:
        raise FilmError(f"{path.name}: cannot be read as text") from error
