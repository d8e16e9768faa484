"""What is heard: takes of today's words, at an even level and a calm pace, with breaths, in step with the picture."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from production.check.finding import Problem
from production.check.limits import (
    FILM_LOUDNESS,
    FILM_PEAK,
    VOICE_EVEN,
    VOICE_PACE,
    VOICE_PAUSE,
    VOICE_STEP,
)
from production.check.reading.told_clip import ToldClip
from production.check.rule import story_rule
from production.finish.sound import RATE as FILM_RATE
from production.finish.sound import track
from production.voice.level import LOUDNESS
from production.voice.lexicon import lexicon_of
from production.voice.making import sentences
from production.voice.meter import measured, silences
from production.voice.sound_files import READ_RATE, Samples, read_recording, read_take
from scenes.script.errors import FilmError
from scenes.script.story import BeatRecord
from scenes.script.takes import Take
from scenes.script.voice import fastest

#: Samples in a row at full scale that are heard as a crackle.
_FLAT: Final = 4
#: Where the end of a sentence is looked for about its words' times, s: soft consonants end early by the clock.
_NEAR: Final = 0.35
#: Samples by which a film's sound is compared with what it should be, and how far they may be found apart.
_COMPARED, _REACH = 1 << 19, 4096


def _read(told: ToldClip) -> Iterator[tuple[BeatRecord, Take]]:
    """The beats that are read from a take."""
    return ((beat, beat.speech.take) for beat in told.story.beats if beat.speech.take is not None)


def _samples(take: Take) -> Samples | None:
    try:
        return read_take(take)
    except FilmError:  # another rule says so
        return None


@story_rule("voice-current", "Voice", "our choice: never a silent passage by accident, never an old sentence")
def every_beat_is_read(told: ToldClip) -> Iterator[Problem]:
    """Where a narrator reads, every beat has a take of today's words, pronounced as the lexicon says."""
    if not told.narrated:
        return
    lexicon = lexicon_of(told.language)
    for beat in told.story.beats:
        take = beat.speech.take
        if take is None:
            yield Problem("no take says what the script says now", "`make voice`, or bring a recording.", beat.name)
        elif take.said and take.said != lexicon.said(take.text):
            what = "the lexicon has a word of its take said in another way now"
            yield Problem(what, "`make voice`.", beat.name, warning=True)
        else:
            try:
                read_take(take)
            except FilmError as error:
                yield Problem(str(error), "`make voice`.", beat.name)


@story_rule("voice-pace", "Voice", VOICE_PACE.source)
def voice_does_not_hurry(told: ToldClip) -> Iterator[Problem]:
    """Between its first and its last word a take is little faster than its audience's pace."""
    most = VOICE_PACE.value * fastest(told.language, told.audience)
    for beat, take in _read(told):
        count, spoken = len(take.times), take.times[-1][1] - take.times[0][0] if take.times else 0.0
        pace = 60 * count / max(spoken, 0.1)
        if count > 3 and pace > most:
            what = f"{pace:.0f} words a minute while it speaks, at most {most:.0f}"
            yield Problem(what, "Read more slowly.", beat.name)


@story_rule("voice-level", "Voice", VOICE_EVEN.source)
def voice_is_even(told: ToldClip) -> Iterator[Problem]:
    """With its voice's gain every take is as loud as the film."""
    for beat, take in _read(told):
        off = take.loudness + take.speaker.gain - LOUDNESS
        if abs(off) > VOICE_EVEN.value:
            what = f"{abs(off):.1f} LU too {'loud' if off > 0 else 'quiet'}, at most {VOICE_EVEN.value}"
            yield Problem(what, "Read it again, from the same place.", beat.name)


@story_rule("voice-clipped", "Voice", "samples in a row at full scale were louder once, and are a crackle now")
def voice_is_whole(told: ToldClip) -> Iterator[Problem]:
    """No take is clipped."""
    for beat, take in _read(told):
        samples = _samples(take) if take.peak > -0.1 else None
        if samples is not None and _flat(samples):
            yield Problem("it is clipped", "Record it with less gain.", beat.name)


def _flat(samples: Samples) -> bool:
    full = np.concatenate([[False], np.abs(samples) >= 0.999, [False]]).astype(np.int8)
    starts, ends = (np.flatnonzero(np.diff(full) == way) for way in (1, -1))
    return bool(len(starts) and (ends - starts).max() >= _FLAT)


@story_rule("voice-pauses", "Voice", VOICE_PAUSE.source)
def voice_breathes_between_sentences(told: ToldClip) -> Iterator[Problem]:
    """Between two sentences there is silence for a breath, and not for more."""
    for beat, take in _read(told):
        parts, samples = [*sentences(take.text)], None
        if len(parts) > 1:
            samples = _samples(take)
        if samples is None:
            continue
        least, most = (VOICE_PAUSE.aim, VOICE_PAUSE.ceiling) if take.speaker.synthetic else (0.15, 1.5)
        found, last = [*silences(samples, READ_RATE)], -1
        for one, following in pairwise(parts):
            last += len(one)
            end, start = take.times[last][1], take.times[last + 1][0]
            near = [b - a for a, b in found if a < start + _NEAR and b > end - _NEAR]
            pause = max(near, default=0.0)
            if not least <= pause <= most:
                what = f"{pause:.2f} s between “{one[-1]}” and “{following[0]}”, {least} to {most} are asked"
                yield Problem(what, "`make voice`, or read it again.", beat.name)


@story_rule("voice-in-film", "Voice", FILM_LOUDNESS.source)
def film_is_as_loud_as_others(told: ToldClip) -> Iterator[Problem]:
    """A finished clip is as loud as the web asks for, never too loud for a moment, and its voice is in step."""
    if told.folder is None or not any(_read(told)):
        return
    movie = told.folder / f"{told.name}.mp4"
    try:
        samples, rate = read_recording(movie)
        planned = track(told.story, told.story.duration)
    except FilmError as error:
        yield Problem(str(error), "Render the clip again.")
        return
    loudness, peak = measured(samples, rate)
    if abs(loudness - LOUDNESS) > FILM_LOUDNESS.value:
        what = f"{loudness:.1f} LUFS, {LOUDNESS:.0f} ± {FILM_LOUDNESS.value:.0f} are asked"
        yield Problem(what, "`render.py voice` finds the gain of each voice anew.")
    if peak > FILM_PEAK.value:
        yield Problem(f"a true peak of {peak:.1f} dBTP, at most {FILM_PEAK.value}", "Lower the limiter's ceiling.")
    late = lag(planned, samples) if rate == FILM_RATE else None
    if late is None or abs(late) > VOICE_STEP.value:
        what = "its sound is not what the takes say" if late is None else f"its sound is {late} samples off"
        yield Problem(what, "Render the clip again.")


def lag(planned: Samples, heard: Samples) -> int | None:
    """By how many samples a sound comes late; None where it is another one."""
    start = max(int(np.argmax(np.abs(planned))) - _COMPARED // 2, 0)
    ours = planned[start : start + _COMPARED].astype(np.float64)
    theirs = heard[start : start + _COMPARED].astype(np.float64)
    size = 2 * _COMPARED
    spectrum = np.fft.rfft(theirs, size) * np.conj(np.fft.rfft(ours, size))
    match = np.roll(np.fft.irfft(spectrum, size), _REACH)[: 2 * _REACH + 1]
    best = int(np.argmax(match))
    alike = match[best] / max(float(np.sqrt((ours**2).sum() * (theirs**2).sum())), 1e-12)
    return best - _REACH if alike > 0.9 else None


RULES = (
    every_beat_is_read,
    voice_does_not_hurry,
    voice_is_even,
    voice_is_whole,
    voice_breathes_between_sentences,
    film_is_as_loud_as_others,
)
