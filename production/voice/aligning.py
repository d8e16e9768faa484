"""When each word of a recording is said, found from its pauses: for recordings that come without times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from production.voice.meter import ROOM, silences, sounding
from production.voice.sound_files import RATE, Samples
from scenes.script.voice import SilentVoice, Word

#: A pause that is to be heard and is not, or is heard and not expected, costs as much as one so far off its place, s.
_AMISS = 0.6


def aligned(samples: Samples, text: str, language: str, audience: str) -> tuple[tuple[float, float], ...]:
    """Times of words (s): estimated from their syllables, and held to the pauses that are heard at punctuation."""
    words = SilentVoice().speak(text, language=language, audience=audience).words
    first, stop = (edge / RATE for edge in sounding(samples, RATE, ROOM))
    if not words or stop <= first:
        return tuple((0.0, 0.0) for _ in words)
    begin, end = words[0].start, words[-1].end
    scale = (stop - first) / max(end - begin, 1e-6)
    guess = [Word(w.text, first + (w.start - begin) * scale, first + (w.end - begin) * scale) for w in words]
    gaps = [i for i in range(len(words) - 1) if words[i + 1].start > words[i].end]
    heard = [pause for pause in silences(samples, RATE, quiet_below=ROOM) if first < pause[0] and pause[1] < stop]
    knots, places = [guess[0].start], [first]
    for gap, pause in _matched([(guess[i].end, guess[i + 1].start) for i in gaps], heard):
        knots += [guess[gaps[gap]].end, guess[gaps[gap] + 1].start]
        places += heard[pause]
    knots.append(guess[-1].end)
    places.append(stop)
    found = np.interp([t for w in guess for t in (w.start, w.end)], knots, places).reshape(-1, 2)
    return tuple((round(float(a), 2), round(float(b), 2)) for a, b in found)


def _matched(
    expected: Sequence[tuple[float, float]], heard: Sequence[tuple[float, float]]
) -> list[tuple[int, int]]:
    """Which pause that is heard is which of those expected, in order, so that they are least off in all.

    A longer pause is the more likely to be one of punctuation.
    """
    cost = np.zeros((len(expected) + 1, len(heard) + 1))
    cost[1:, 0] = _AMISS * np.arange(1, len(expected) + 1)
    weights = [min(end - start, 0.5) for start, end in heard]
    cost[0, 1:] = np.cumsum(weights)
    for i, (its_start, its_end) in enumerate(expected, start=1):
        for j, (start, end) in enumerate(heard, start=1):
            off = abs(its_start + its_end - start - end) / 2
            cost[i, j] = min(cost[i - 1, j - 1] + off, cost[i - 1, j] + _AMISS, cost[i, j - 1] + weights[j - 1])
    pairs, i, j = [], len(expected), len(heard)
    while i and j:
        if cost[i, j] == cost[i - 1, j] + _AMISS:
            i -= 1
        elif cost[i, j] == cost[i, j - 1] + weights[j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
