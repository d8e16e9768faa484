"""From pieces to finished files: beats, one after the other, become a film with all that stands beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from production.draw.encoder import VideoForm
from production.finish import sound
from production.finish.account import Account, account
from production.finish.captions import Cue, Form, chapter_name, cues, subrip, vtt
from production.finish.mp4 import Chapter, Tags, check_movie, write_movie
from production.finish.transcript import Passage, transcript
from production.plan.keys import BeatKeys, Words, words_for
from production.plan.task import group_name, poster_name, record_name
from production.store.packets import Packets, unpacked
from scenes.running_order import Entry
from scenes.script.errors import FilmError
from scenes.script.request import Request
from scenes.script.story import BeatRecord, Story


class Pieces(Protocol):
    """Where pieces are found by their names."""

    def has(self, name: str) -> bool:
        """Whether a piece is there."""

    def get(self, name: str) -> bytes | None:
        """A piece, or None where it is missing or spoilt."""


class MissingError(Exception):
    """Pieces that are needed are missing or spoilt."""


@dataclass(frozen=True)
class Played:
    """What the playing of a beat has shown: times in s from the clip's first frame.

    Attributes
    ----------
    poster
        Whether its end is the clip's poster.
    """

    name: str
    start: float
    end: float
    narration_start: float
    narration_end: float
    labels: tuple[str, ...]
    poster: bool


def played(pieces: Pieces, beat: BeatKeys) -> Played | None:
    """The record of a beat, or None if nobody has played it."""
    piece = pieces.get(record_name(beat.record))
    if piece is None:
        return None
    told: dict[str, Any] = json.loads(piece)
    return Played(**{**told, "labels": tuple(told["labels"])})


def story_of(entry: Entry, words: Words, beats: Sequence[Played]) -> Story:
    """The story that these beats tell: all of a clip's, or the first ones."""
    script, ledger = words.script, words.ledger
    sources = script.sources(ledger)
    records = []
    for beat, written, speech in zip(beats, script.beats, words.speeches, strict=False):
        named = {source for fact in written.facts for source in ledger[fact].sources}
        records.append(
            BeatRecord(
                name=beat.name,
                start=beat.start,
                end=beat.end,
                narration_start=beat.narration_start,
                narration_end=beat.narration_end,
                speech=speech,
                seen=written.seen,
                facts=tuple(written.facts),
                sources=tuple(source for source in sources if source in named),
                labels=beat.labels,
            )
        )
    return Story(entry.name, entry.number, script.title, script.summary, sources, records)


@dataclass(frozen=True)
class Reel:
    """A stretch of film, drawn and encoded.

    Attributes
    ----------
    groups
        Its pictures in order, as many in all as ``account`` lasts.
    poster
        The poster (PNG).
    """

    account: Account
    groups: tuple[Packets, ...]
    poster: bytes


def group_names(beat: BeatKeys, start: float, end: float, form: VideoForm) -> list[str]:
    """Names of the groups of pictures of a beat that fills the time from ``start`` to ``end`` (s)."""
    frames = round(end * form.fps) - round(start * form.fps)
    return [group_name(beat.picture, number) for number in range(-(-frames // form.frames_a_group))]


def pieces_of(
    beats: Sequence[BeatKeys], told: Sequence[Played], form: VideoForm, start: float = 0.0
) -> list[list[str]]:
    """Names of all pieces that each beat consists of, its record aside; ``start`` is the first one's, s."""
    # What a clip plays between two beats belongs to the later one.
    ends = [start, *(beat.end for beat in told)]
    names = []
    for beat, one, (start, end) in zip(beats, told, pairwise(ends), strict=True):
        posters = [poster_name(beat.picture)] if one.poster else []
        names.append([*group_names(beat, start, end, form), *posters])
    return names


def reel(entry: Entry, request: Request, beats: Sequence[BeatKeys], pieces: Pieces) -> Reel:
    """A clip from its pieces: all of its beats, or the first ones.

    Raises
    ------
    MissingError
        Not all of them are there.
    FilmError
        The clip has no poster.
    """
    words, form = words_for(entry, request), VideoForm.of(request)
    told = [played(pieces, beat) for beat in beats]
    known = [one for one in told if one is not None]
    if len(known) < len(told):
        raise MissingError
    # All are looked at before any is missed: a spoilt one shows itself only by being read.
    found = {name: pieces.get(name) for names in pieces_of(beats, known, form) for name in names}
    if None in found.values():
        raise MissingError
    whole = {name: piece for name, piece in found.items() if piece is not None}
    posters = [piece for name, piece in whole.items() if name.endswith(".poster")]
    groups = [unpacked(piece) for name, piece in whole.items() if not name.endswith(".poster")]
    poster_beat = next((one.name for one in known if one.poster), "")
    if not poster_beat:
        raise FilmError(f"{entry.name}: its poster beat was not played")
    story = story_of(entry, words, known)
    _check_length(entry.name, sum(map(len, groups)), story.duration, form)
    return Reel(account(story, words.script, words.ledger, poster_beat), tuple(groups), posters[0])


def beat_reel(entry: Entry, request: Request, beats: Sequence[BeatKeys], name: str, pieces: Pieces) -> Reel:
    """One beat of a clip from its pieces, without a poster; its times count from its own first frame.

    Raises
    ------
    MissingError
        Not all of them are there.
    """
    words, form = words_for(entry, request), VideoForm.of(request)
    number = next(i for i, beat in enumerate(beats) if beat.name == name)
    told = [played(pieces, beat) for beat in beats[: number + 1]]
    known = [one for one in told if one is not None]
    if len(known) < len(told):
        raise MissingError
    start = known[number - 1].end if number else 0.0
    found = [pieces.get(name) for name in group_names(beats[number], start, known[number].end, form)]
    groups = tuple(unpacked(piece) for piece in found if piece is not None)
    if len(groups) < len(found):
        raise MissingError
    story = story_of(entry, words, known)
    story.beats = [story.beats[number].later(-start)]
    _check_length(f"{entry.name}.{name}", sum(map(len, groups)), story.duration, form)
    return Reel(account(story, words.script, words.ledger, name), groups, b"")


def _check_length(name: str, frames: int, seconds: float, form: VideoForm) -> None:
    if frames != round(seconds * form.fps):
        raise FilmError(f"{name}: {frames} frames were drawn, but the film lasts {seconds:.2f} s")


def write_files(
    folder: Path, name: str, reel: Reel, request: Request, chapters: Sequence[Chapter] = (),
    passages: Sequence[Passage] = (),
) -> None:
    """Write a film and its companions, and check the film.

    Parameters
    ----------
    chapters, passages
        Of a film of several clips; the chapters of a single one are its beats.
    """
    account = reel.account
    story = account.story
    chapters = chapters or _beats_as_chapters(story)
    captions = write_film(folder / f"{name}.mp4", reel, request, chapters)
    texts: dict[str, Callable[[], str]] = {
        "vtt": lambda: vtt(captions),
        "srt": lambda: subrip(captions),
        "chapters.vtt": lambda: vtt([Cue((c.title,), c.start, c.end) for c in chapters]),
        "transcript.html": lambda: transcript(account, request, passages),
    }
    for suffix, text in texts.items():
        (folder / f"{name}.{suffix}").write_text(text(), encoding="utf-8", newline="\n")
    (folder / f"{name}.poster.png").write_bytes(reel.poster)


def write_film(
    movie: Path, reel: Reel, request: Request, chapters: Sequence[Chapter] = ()
) -> tuple[Cue, ...]:
    """Write the film itself, and check it; its chapters are its beats unless others are given.

    Returns
    -------
    tuple
        The captions in it.
    """
    form, story = VideoForm.of(request), reel.account.story
    captions = cues(story, Form.of(request))
    write_movie(
        movie,
        form,
        reel.groups,
        sound.track(story, story.duration),
        captions,
        chapters or _beats_as_chapters(story),
        tags_for(reel.account, request),
    )
    check_movie(movie, reel.groups, form)
    return captions


def _beats_as_chapters(story: Story) -> list[Chapter]:
    return [Chapter(chapter_name(beat.name), beat.start, beat.end) for beat in story.beats]


def tags_for(account: Account, request: Request) -> Tags:
    """What the film's file says of itself."""
    story = account.story
    return Tags(
        title=f"{story.number} {story.title}: {account.subtitle}".strip(),
        comment=f"{account.words['notice']} {account.dated}",
        language=request.language,
        dated=account.checked,
    )
