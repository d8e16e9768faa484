"""Captions that cannot be read in time, break badly or say something else."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from production.check.reading.told_clip import ToldClip
from scenes.script.cue import Cue
from tests.mutations.mutation import Mutation, OfTold


def _with(told: ToldClip, place: int, *cues: Cue) -> ToldClip:
    return replace(told, cues=(*told.cues[:place], *cues, *told.cues[place + 1 :]))


def _any(told: ToldClip, rng: Random) -> tuple[int, Cue]:
    place = rng.randrange(len(told.cues) - 1)
    return place, told.cues[place]


def speed_up(told: ToldClip, rng: Random) -> ToldClip:
    """Show a long caption for half its time."""
    place = max(range(len(told.cues)), key=lambda i: (told.cues[i].rate, rng.random()))
    cue = told.cues[place]
    return _with(told, place, replace(cue, end=(cue.start + cue.end) / 2))


def shift(told: ToldClip, rng: Random) -> ToldClip:
    """Let a caption come up a quarter of a second late."""
    place, cue = _any(told, rng)
    return _with(told, place, replace(cue, start=cue.start + 0.25))


def close_a_gap(told: ToldClip, rng: Random) -> ToldClip:
    """Let a caption stand until the next one comes."""
    place, cue = _any(told, rng)
    return _with(told, place, replace(cue, end=told.cues[place + 1].start))


def linger(told: ToldClip, rng: Random) -> ToldClip:
    """Let a caption stand for seven seconds."""
    place, cue = _any(told, rng)
    return _with(told, place, replace(cue, end=cue.start + 7))


def flash_up(told: ToldClip, rng: Random) -> ToldClip:
    """Show a caption for half a second."""
    place, cue = _any(told, rng)
    return _with(told, place, replace(cue, end=cue.start + 0.5))


def drop_a_word(told: ToldClip, rng: Random) -> ToldClip:
    """Leave the last word of a caption out."""
    place, cue = _any(told, rng)
    return _with(told, place, replace(cue, lines=(cue.text.rpartition(" ")[0],)))


def third_line(told: ToldClip, rng: Random) -> ToldClip:
    """Set each word of a caption on a line of its own."""
    long = [i for i, cue in enumerate(told.cues) if len(cue.text.split()) > 3]
    place = rng.choice(long)
    return _with(told, place, replace(told.cues[place], lines=tuple(told.cues[place].text.split())))


def one_long_line(told: ToldClip, rng: Random) -> ToldClip:
    """Set a caption of two lines on one."""
    long = [i for i, cue in enumerate(told.cues) if len(cue.text) > 45]
    place = rng.choice(long)
    return _with(told, place, replace(told.cues[place], lines=(told.cues[place].text,)))


def outlast(told: ToldClip, rng: Random) -> ToldClip:
    """Let the last caption stand beyond the film's end."""
    del rng
    cue = told.cues[-1]
    return _with(told, len(told.cues) - 1, replace(cue, end=told.story.duration + 0.4))


def break_after_an_article(told: ToldClip, rng: Random) -> ToldClip:
    """End a line with "a" or "the"."""
    places = [
        (i, j)
        for i, cue in enumerate(told.cues)
        for j, word in enumerate(cue.text.split()[:-1])
        if word.lower() in ("a", "an", "the")
    ]
    place, at = rng.choice(places)
    words = told.cues[place].text.split()
    lines = (" ".join(words[: at + 1]), " ".join(words[at + 1 :]))
    return _with(told, place, replace(told.cues[place], lines=lines))


MUTATIONS: Final[tuple[Mutation, ...]] = (
    OfTold("speed up a caption", ("caption-speed",), speed_up),
    OfTold("shift a caption", ("caption-sync",), shift),
    OfTold("close the gap between two captions", ("caption-gap",), close_a_gap),
    OfTold("let a caption linger", ("caption-duration", "caption-gap"), linger),
    OfTold("let a caption flash up", ("caption-duration", "caption-speed"), flash_up),
    OfTold("drop a word from a caption", ("caption-words",), drop_a_word),
    OfTold("give a caption many lines", ("caption-lines",), third_line),
    OfTold("put a caption on one long line", ("caption-line",), one_long_line),
    OfTold("let a caption outlast the film", ("caption-in-film",), outlast),
    OfTold("break a caption after an article", ("caption-break",), break_after_an_article),
)
