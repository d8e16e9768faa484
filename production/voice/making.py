"""From a text to a take: sentence by sentence, a breath between two, and stillness at the end where it is too fast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from production.voice.engine import Engine
from production.voice.meter import SILENT, sounding
from production.voice.sound_files import RATE, Samples
from scenes.script.language.words import words_of
from scenes.script.story import PAUSE
from scenes.script.voice import fastest

#: From the last sound of a sentence to the first of the next, s.
BREATH: Final = 0.42
#: Kept of the silence before and after the sound, s: soft consonants begin and end below what is measured.
_BEFORE, _AFTER = 0.02, 0.04
#: Over which sound comes and goes where it is cut, s: a cut within silence is no click.
_FADE: Final = 0.005


#: A sentence ends with one of them.
_ENDS: Final = frozenset(".?!…。？！؟")


@dataclass(frozen=True)
class Reading:
    """A text as it was read.

    Attributes
    ----------
    samples
        At `RATE`.
    times
        When each word of the text begins and ends, s.
    guessed
        Words whose pronunciation nobody knew.
    """

    samples: Samples
    times: tuple[tuple[float, float], ...]
    guessed: tuple[str, ...] = ()

    def seconds(self, language: str, audience: str) -> float:
        """How long it takes, s: with stillness at its end where with the pause after it, it would be too fast."""
        least = 60 / fastest(language, audience) * len(self.times)
        return round(max(len(self.samples) / RATE, least - PAUSE), 3)


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence."""
    words, so_far = words_of(text), []
    for word, following in zip(words, [*words[1:], ""], strict=False):
        so_far.append(word)
        if word.rstrip("\"'”’»)]）」』》】")[-1:] in _ENDS and not following[:1].islower():
            yield so_far
            so_far = []
    if so_far:
        yield so_far


def read_aloud(engine: Engine, text: str, audience: str) -> Reading:
    """Have a text read by an engine."""
    parts: list[Samples] = []
    times: list[tuple[float, float]] = []
    guessed: list[str] = []
    at = 0
    for words in sentences(text):
        said = engine.say(words, audience)
        cut, skipped = trimmed(said.samples)
        if parts:
            gap = np.zeros(round((BREATH - _BEFORE - _AFTER) * RATE), np.float32)
            parts.append(gap)
            at += len(gap)
        by, end = (at - skipped) / RATE, (at + len(cut)) / RATE
        times += [tuple(min(max(t + by, at / RATE), end) for t in span) for span in said.times]  # type: ignore[misc]
        guessed += said.guessed
        parts.append(cut)
        at += len(cut)
    samples = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    return Reading(samples, rounded(times), tuple(guessed))


def trimmed(samples: Samples, quiet_below: float = SILENT, *, before: float = _BEFORE,
            after: float = _AFTER) -> tuple[Samples, int]:
    """Sound without the silence about it, and how many samples were left out before it."""
    first, stop = sounding(samples, RATE, quiet_below)
    first, stop = max(first - round(before * RATE), 0), min(stop + round(after * RATE), len(samples))
    cut = samples[first:stop].copy()
    size = min(round(_FADE * RATE), len(cut) // 2)
    slope = np.linspace(0, 1, size, endpoint=False, dtype=np.float32)
    cut[:size] *= slope
    cut[len(cut) - size :] *= slope[::-1]
    return cut, first


def rounded(times: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Times of words as the index keeps them: hundredths of a second, in order."""
    return tuple((round(start, 2), round(max(end, start), 2)) for start, end in times)
