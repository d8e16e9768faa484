"""Captions: read in time, broken where one breathes, and saying what is said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import webvtt

from production.check.finding import Problem
from production.check.limits import (
    CAPTION_BREAK,
    CAPTION_GAP,
    CAPTION_LINE,
    CAPTION_LINES,
    CAPTION_LONGEST,
    CAPTION_RATE,
    CAPTION_SHORTEST,
    CAPTION_SYNC,
    FRAME,
    caption_line,
    caption_rate,
)
from production.check.reading.told_clip import ToldClip
from production.check.rule import story_rule
from production.finish.captions import vtt
from scenes.script.cue import Cue, in_picture
from scenes.script.language.line_breaks import NEVER, break_cost
from scenes.script.language.typography import bare, length
from scenes.script.language.words import joined, words_of

#: Seconds and characters a second below this are a float's dust.
_DUST = 1e-3


def beat_of(told: ToldClip, cue: Cue) -> str:
    """Name of the beat in which a caption comes up."""
    middle = (cue.start + cue.end) / 2
    found = [beat.name for beat in told.story.beats if beat.start <= middle < beat.end]
    return found[0] if found else ""


def _quoted(text: str, most: int = 60) -> str:
    return f"“{text if len(text) <= most else text[: most - 1] + '…'}”"


@story_rule("caption-line", "Captions", CAPTION_LINE["landscape"].source)
def lines_fit(told: ToldClip) -> Iterator[Problem]:
    """A line of a caption has 42 characters at the most, 28 in an upright picture; of Chinese 16, and 12.

    A Chinese character counts as two, for it is as wide as two Latin letters.
    """
    most = caption_line(told.shape, told.language).value
    for cue in told.cues:
        for line in cue.lines:
            if length(line) > most:
                yield Problem(
                    f"{length(line)} characters in a line, at most {most:.0f}: {_quoted(line)}",
                    "Shorten the sentence, or let the caption break earlier.",
                    beat_of(told, cue),
                )


@story_rule("caption-lines", "Captions", CAPTION_LINES.source)
def lines_are_two(told: ToldClip) -> Iterator[Problem]:
    """A caption has two lines at the most."""
    for cue in told.cues:
        if len(cue.lines) > CAPTION_LINES.value:
            yield Problem(
                f"{len(cue.lines)} lines in one caption: {_quoted(cue.text)}",
                "Split the caption.",
                beat_of(told, cue),
            )


@story_rule("caption-speed", "Captions", CAPTION_RATE["patient"].source)
def captions_can_be_read_in_time(told: ToldClip) -> Iterator[Problem]:
    """A caption shows no more characters a second than its audience reads."""
    most = caption_rate(told.audience, told.language).value
    for cue in in_picture(told.cues) if told.request.in_picture else told.cues:
        if cue.end > cue.start and cue.rate > most + _DUST:
            yield Problem(
                f"{cue.rate:.1f} characters a second, at most {most:.0f}: {_quoted(cue.text)}",
                "Say it in fewer letters, or give the beat more time.",
                beat_of(told, cue),
            )


@story_rule("caption-duration", "Captions", CAPTION_SHORTEST.source)
def captions_stand_long_enough(told: ToldClip) -> Iterator[Problem]:
    """A caption stands one second at the least and six at the most."""
    for cue in told.cues:
        seconds = cue.end - cue.start
        if seconds < CAPTION_SHORTEST.value - _DUST:
            advice = "Join it with its neighbor, or give the beat more time."
        elif seconds > CAPTION_LONGEST.value + _DUST:
            advice = "Split the caption, or end it when its words have been said."
        else:
            continue
        yield Problem(
            f"stands {seconds:.2f} s, 1 to 6 s are asked: {_quoted(cue.text)}",
            advice,
            beat_of(told, cue),
        )


@story_rule("caption-gap", "Captions", CAPTION_GAP.source)
def captions_are_apart(told: ToldClip) -> Iterator[Problem]:
    """Between two captions there are two frames or more without one."""
    for cue, following in pairwise(told.cues):
        frames = (following.start - cue.end) / FRAME
        if frames < CAPTION_GAP.value - 0.01:
            yield Problem(
                f"{frames:.1f} frames after {_quoted(cue.text)}",
                "End it two frames before the next one begins.",
                beat_of(told, cue),
            )


@story_rule("caption-sync", "Captions", CAPTION_SYNC.source)
def captions_are_in_time_with_the_voice(told: ToldClip) -> Iterator[Problem]:
    """A caption comes up within a fifth of a second of its first word."""
    times = [
        beat.narration_start + word.start for beat in told.story.beats for word in beat.speech.words
    ]
    place = 0
    for cue in told.cues:
        if place >= len(times):
            return
        frames = (cue.start - times[place]) / FRAME
        if abs(frames) > CAPTION_SYNC.value + 0.01:
            yield Problem(
                f"{abs(frames):.1f} frames {'after' if frames > 0 else 'before'} its first word: "
                f"{_quoted(cue.text)}",
                "Let it come up with its first word.",
                beat_of(told, cue),
            )
        place += len(words_of(cue.text))


@story_rule("caption-in-film", "Captions", "a caption outside the film is never seen")
def captions_lie_in_the_film(told: ToldClip) -> Iterator[Problem]:
    """Captions stand between the film's first and last frame, in order."""
    for cue in told.cues:
        if cue.start < -_DUST or cue.end > told.story.duration + _DUST or cue.end <= cue.start:
            yield Problem(
                f"{cue.start:.2f} to {cue.end:.2f} s in a film of {told.story.duration:.2f} s: "
                f"{_quoted(cue.text)}",
                "Keep captions inside the film.",
                beat_of(told, cue),
            )


@story_rule("caption-break", "Captions", CAPTION_BREAK)
def captions_break_where_one_breathes(told: ToldClip) -> Iterator[Problem]:
    """No line and no caption ends between a number and its unit or an article and its noun."""
    words = [word.text for beat in told.story.beats for word in beat.speech.words]
    ends = {sum(len(b.speech.words) for b in told.story.beats[: i + 1]) - 1
            for i in range(len(told.story.beats))}
    place = -1
    for cue in told.cues:
        for line in cue.lines:
            place += len(words_of(line))
            if place in ends or place + 1 >= len(words):
                continue
            if break_cost(words, place, told.language) >= NEVER:
                yield Problem(
                    f"breaks between “{words[place]}” and “{words[place + 1]}”",
                    "Break elsewhere, or word the sentence so that it can.",
                    beat_of(told, cue),
                )


@story_rule("caption-words", "Captions", "WCAG 2.2 SC 1.2.2: captions give all that is said")
def captions_say_what_is_said(told: ToldClip) -> Iterator[Problem]:
    """Captions match the narration word for word, in the plan and in the finished files."""
    said = [word for beat in told.story.beats for word in words_of(beat.speech.text)]
    shown = [word for cue in told.cues for word in words_of(cue.text)]
    if said != shown:
        yield _differs(said, shown, "the captions")
    if told.folder is None:
        return
    file = told.folder / f"{told.name}.vtt"
    if not file.exists():
        yield Problem(f"{file.name} is missing beside the film", "Render the clip again.")
    elif file.read_text(encoding="utf-8") != vtt(told.cues):
        captions = webvtt.read(str(file)).captions
        read = [word for caption in captions for word in words_of(joined(map(bare, caption.text.split("\n"))))]
        if read != said:
            yield _differs(said, read, file.name)
        else:
            yield Problem(f"{file.name} has other times than the clip", "Render the clip again.")


def _differs(said: list[str], shown: list[str], where: str) -> Problem:
    """Where two texts part."""
    at = next(
        (i for i, pair in enumerate(zip(said, shown, strict=False)) if pair[0] != pair[1]),
        min(len(said), len(shown)),
    )
    ours, theirs = " ".join(said[at : at + 4]), " ".join(shown[at : at + 4])
    return Problem(
        f"the voice says “{ours}” where {where} say “{theirs}”",
        "Make the captions from the narration again.",
    )


RULES = (
    lines_fit,
    lines_are_two,
    captions_can_be_read_in_time,
    captions_stand_long_enough,
    captions_are_apart,
    captions_are_in_time_with_the_voice,
    captions_lie_in_the_film,
    captions_break_where_one_breathes,
    captions_say_what_is_said,
)
