"""Captions from word times: cues that can be read in time, broken where a reader breathes.

The numbers are those of the caption guides of broadcasters: 42 characters a line, 2 lines, 15
characters a second for patients and 17 for students (other scripts have their own), 1 to 6 s a cue,
two frames between two that follow each other closely.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from html import escape
from itertools import accumulate
from math import ceil, floor, inf
from typing import Final

import srt
import webvtt

from scenes.script.cue import Cue
from scenes.script.language.line_breaks import CLAUSE, SENTENCE, break_cost
from scenes.script.language.typography import captions, directed, length
from scenes.script.language.words import joined
from scenes.script.request import Request
from scenes.script.script import END_CARD
from scenes.script.story import Story
from scenes.script.voice import Speech, Word

LINES: Final = 2
SHORTEST, LONGEST = 1.0, 6.0
#: Time that cues keep to: 30 frames a second, whatever the film's own rate.
FRAME: Final = 1 / 30
GAP: Final = 2 * FRAME
#: Cues closer than this are chained: the first stays until two frames before the second.
_CHAIN: Final = 0.5
#: Time a cue stays after its last word where nothing follows at once.
_LINGER: Final = 0.4
#: A cue may begin this long before or after its first word, where it could not be read in time otherwise.
SHIFT: Final = 6 * FRAME
#: What one more cue costs, against the costs of breaks.
_ONE_MORE: Final = 4.0


@dataclass(frozen=True)
class Form:
    """Limits of a caption: characters a line, characters a second, and its language."""

    line: int
    rate: float
    language: str

    @classmethod
    def of(cls, request: Request) -> Form:
        """The limits for a request's shape and audience."""
        form = captions(request.language)
        lines = form.in_picture if request.in_picture else form.beside
        return cls(lines[request.shape], form.rates[request.audience], request.language)


def cues(story: Story, form: Form) -> tuple[Cue, ...]:
    """All captions of a clip, in order; each goes with its beat."""
    made = []
    for beat in story.beats:
        for cue in spoken_cues(beat.speech, form):
            there = cue.later(max(beat.narration_start, beat.start - cue.start))
            made.append(replace(there, end=min(there.end, beat.end)))
    return tuple(made)


def spoken_cues(speech: Speech, form: Form) -> tuple[Cue, ...]:
    """The captions of one speech, by itself: the same in a clip, in a film and where beats before it are left out.

    Their times count from its first word; the last one stands as long as its words need, or until its beat is over.
    """
    words, made = speech.words, []
    if not words:
        return ()
    for first, last in _cuts(words, form):
        texts = [w.text for w in words[first:last]]
        lines = split(tuple(texts), form).lines or (joined(texts),)
        made.append(Cue(lines, words[first].start, words[last - 1].end))
    made = _with_shared_time(made, form)
    latest = [*(cue.start - GAP for cue in made[1:]), inf]
    return tuple(_timed(cue, end, form) for cue, end in zip(made, latest, strict=True))


def picture_cues(beat: str, speech: Speech, request: Request) -> tuple[Cue, ...]:
    """The captions that a request wants in the picture of a beat; times from its first word, s.

    There are none on the end card: what is said there, the card says itself, in larger letters.
    """
    return spoken_cues(speech, Form.of(request)) if request.in_picture and beat != END_CARD else ()


def _with_shared_time(made: list[Cue], form: Form) -> list[Cue]:
    """Let cues that are hard to read in time take some of their neighbors'.

    A voice is quicker in one phrase and slower in the next. Such a cue begins a little before its first word, if the
    one before it can spare that, and stays a little into the first word of the next.
    """
    need = [max(length(cue.text) / form.rate, SHORTEST) + GAP + FRAME for cue in made]
    starts = [cue.start for cue in made]
    for i, cue in enumerate(made):
        last = i + 1 == len(made)
        lacking = starts[i] + need[i] - (cue.end + _LINGER if last else starts[i + 1])
        spare = starts[i] - starts[i - 1] - need[i - 1] if i else SHIFT
        earlier = min(max(lacking, 0.0), max(spare, 0.0), max(starts[i] - cue.start + SHIFT - FRAME, 0.0))
        starts[i] -= earlier
        if not last:
            starts[i + 1] += min(max(lacking - earlier, 0.0), SHIFT)
    return [replace(cue, start=start) for cue, start in zip(made, starts, strict=True)]


def _timed(cue: Cue, latest: float, form: Form) -> Cue:
    """Let a cue stay as long as reading needs, or until the next is due, and put it on the frame grid."""
    end = max(cue.end + _LINGER, cue.start + SHORTEST, cue.start + length(cue.text) / form.rate)
    if latest - end < _CHAIN:
        end = latest
    start = floor(cue.start / FRAME + 1e-6) * FRAME
    last = floor(min(latest, start + LONGEST) / FRAME + 1e-6) * FRAME
    return replace(cue, start=start, end=min(ceil(end / FRAME - 1e-6) * FRAME, last))


@lru_cache(maxsize=4096)
def _cuts(words: tuple[Word, ...], form: Form) -> tuple[tuple[int, int], ...]:
    """Cut a narration into cues at the least cost (shortest path over all cuts)."""
    count, texts = len(words), [word.text for word in words]
    breaks = [break_cost(texts, i, form.language) for i in range(count - 1)]
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            if length(joined(texts[start:end])) > LINES * form.line + 1:
                break
            cost = best[start][0] + _cue_cost(words, start, end, breaks, form)
            if cost < best[end][0]:
                best[end] = (cost, start)
        if best[end][0] == float("inf"):
            best[end] = (best[end - 1][0] + 1e6, end - 1)
    cuts, end = [], count
    while end > 0:
        cuts.append((best[end][1], end))
        end = best[end][1]
    return tuple(reversed(cuts))


def _cue_cost(words: Sequence[Word], start: int, end: int, breaks: Sequence[float], form: Form) -> float:
    """How bad it is to make these words one cue, in a narration with these costs of a break after each word."""
    texts = tuple(w.text for w in words[start:end])
    layout = split(texts, form)
    if not layout.lines:
        return float("inf")
    last = end == len(words)
    shown_until = words[end - 1].end + _LINGER if last else words[end].start - GAP
    seconds = shown_until - words[start].start
    ending = 0.0 if last else breaks[end - 1]
    cost = _ONE_MORE + ending + layout.cost
    # A break that was not taken: two sentences in one cue are read with a jump, and half a
    # sentence after a whole one is worse.
    cost += (8.0 if ending > CLAUSE else 2.0) * breaks[start : end - 1].count(SENTENCE)
    cost += 60.0 * max(0.0, seconds - LONGEST)
    seconds += SHIFT  # as much a neighbor can spare
    rate = length(joined(texts)) / seconds
    return cost + 40.0 * max(0.0, SHORTEST - seconds) + 25.0 * max(0.0, rate - form.rate) ** 2


@dataclass(frozen=True)
class Layout:
    """Lines of a caption (none where the words do not fit), and how bad their break is."""

    lines: tuple[str, ...]
    cost: float = 0.0


@lru_cache(maxsize=4096)
def split(texts: tuple[str, ...], form: Form) -> Layout:
    """Lay words out in at most two lines, as even as good breaks allow."""
    whole = joined(texts)
    if length(whole) <= form.line:
        return Layout((whole,))
    best, words = Layout((), float("inf")), list(texts)
    before = [*accumulate(map(length, texts))]
    for i in range(len(texts) - 1):
        if max(before[i], before[-1] - before[i]) > form.line:  # without its spaces already too long
            continue
        lines = (joined(texts[: i + 1]), joined(texts[i + 1 :]))
        if max(map(length, lines)) <= form.line:
            uneven = abs(length(lines[0]) - length(lines[1])) / form.line
            cost = break_cost(words, i, form.language) / 2 + 3.0 * uneven
            best = min(best, Layout(lines, cost), key=lambda layout: layout.cost)
    return best


# --- files ------------------------------------------------------------------------------


def vtt(made: Iterable[Cue]) -> str:
    """The cues as WebVTT."""
    captions = [
        webvtt.Caption(_stamp(c.start), _stamp(c.end), [escape(t, quote=False) for t in directed(c.lines)])
        for c in made
    ]
    return str(webvtt.WebVTT(captions=captions).content).rstrip("\n") + "\n"


def subrip(made: Iterable[Cue]) -> str:
    """The cues as SubRip (SRT)."""
    items = [
        srt.Subtitle(i, _delta(c.start), _delta(c.end), "\n".join(directed(c.lines)))
        for i, c in enumerate(made, start=1)
    ]
    return str(srt.compose(items, reindex=False))


def spoken_words(story: Story) -> str:
    """When each word is said, as JSON: for captions that light up word by word, and for search."""
    said = [
        {
            "beat": beat.name,
            "word": word.text,
            "start": round(beat.narration_start + word.start, 3),
            "end": round(beat.narration_start + word.end, 3),
        }
        for beat in story.beats for word in beat.speech.words
    ]
    lines = ",\n".join(json.dumps(word, ensure_ascii=False) for word in said)
    return f"[\n{lines}\n]\n"


def _delta(seconds: float) -> timedelta:
    return timedelta(milliseconds=round(seconds * 1000))


def _stamp(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
