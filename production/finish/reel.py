"""From pieces to finished files: beats, one after the other, become a film with all that stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from production.finish import sound
from production.finish.account import Account, account
from production.finish.captions import Form, cues, spoken_words, subrip, vtt
from production.finish.mp4 import Chapter, Tags, check_movie, write_movie
from production.finish.story_file import story_file
from production.finish.transcript import Passage, transcript
from production.plan.beats import PlannedBeat
from production.plan.form import VideoForm
from production.plan.piece_names import poster
from production.plan.played import MissingError, groups_of, records_of
from production.plan.score import Score, key_of, versions
from production.store import manifest
from production.store.packets import Packets, unpacked
from production.store.pieces import Pieces
from scenes.script.cue import Cue
from scenes.script.errors import FilmError
from scenes.script.request import Request
from scenes.script.story import BeatRecord, Story


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


def reel(score: Score, beats: Sequence[PlannedBeat], pieces: Pieces) -> Reel:
    """A clip from its pieces: its first beats, or all of them.

    Raises
    ------
    MissingError
        Not all of them are there.
    FilmError
        The clip has no poster.
    """
    form = VideoForm.of(score.request)
    records = _played(score, beats, pieces)
    starts = [0.0, *(record.end for record in records)]  # what a clip plays between two beats belongs to the later one
    groups = [
        name for beat, record, start in zip(beats, records, starts, strict=False)
        for name in groups_of(beat, start, record.end, form)
    ]
    posters = [poster(beat.picture) for beat, record in zip(beats, records, strict=True) if record.poster]
    if not posters:
        raise FilmError(f"{score.entry.name}: its poster beat was not played")
    *encoded, drawn = whole_pieces([*groups, posters[0]], pieces)
    story = score.story(records)
    packets = tuple(unpacked(piece) for piece in encoded)
    _check_length(score.entry.name, sum(map(len, packets)), story.duration, form)
    return Reel(account(story, score.script, score.ledger), packets, drawn)


def poster_of(score: Score, pieces: Pieces) -> bytes:
    """The poster of a clip whose beats were drawn (PNG)."""
    posters = [poster(beat.picture) for beat in score.beats if pieces.has(poster(beat.picture))]
    return whole_pieces(posters[:1], pieces)[0] if posters else b""


def beat_reel(score: Score, name: str, pieces: Pieces) -> Reel:
    """One beat of a clip from its pieces, without a poster; its times count from its own first frame.

    Raises
    ------
    MissingError
        Not all of them are there.
    """
    form = VideoForm.of(score.request)
    beat = next(beat for beat in score.beats if beat.name == name)
    records = _played(score, score.beats[: beat.number + 1], pieces)
    start = records[-2].end if beat.number else 0.0
    groups = whole_pieces(groups_of(beat, start, records[-1].end, form), pieces)
    packets = tuple(unpacked(piece) for piece in groups)
    story = score.story([records[-1].later(-start)])
    _check_length(f"{score.entry.name}.{name}", sum(map(len, packets)), story.duration, form)
    return Reel(account(story, score.script, score.ledger), packets, b"")


def _played(score: Score, beats: Sequence[PlannedBeat], pieces: Pieces) -> list[BeatRecord]:
    records = [record for record in records_of(score, pieces)[: len(beats)] if record is not None]
    if len(records) < len(beats):
        raise MissingError
    return records


def whole_pieces(names: Sequence[str], pieces: Pieces) -> list[bytes]:
    """The pieces of these names.

    Raises
    ------
    MissingError
        Not all of them are there. All are looked at before any is missed: a spoilt one shows itself only by being read.
    """
    found = [pieces.get(name) for name in names]
    whole = [piece for piece in found if piece is not None]
    if len(whole) < len(found):
        raise MissingError
    return whole


def _check_length(name: str, frames: int, seconds: float, form: VideoForm) -> None:
    if frames != round(seconds * form.fps):
        raise FilmError(f"{name}: {frames} frames were drawn, but the film lasts {seconds:.2f} s")


def write_files(
    folder: Path, name: str, reel: Reel, request: Request, chapters: Sequence[Chapter] = (),
    passages: Sequence[Passage] = (), silent: bool = False,
) -> None:
    """Write a film and its companions, and check the film.

    Parameters
    ----------
    chapters, passages
        Of a film of several clips; the chapters of a single one are its beats.
    silent
        Without any track but the picture.
    """
    account = reel.account
    story = account.story
    chapters = chapters or _beats_as_chapters(story)
    captions = write_film(folder / f"{name}.mp4", reel, request, chapters, silent)
    texts: dict[str, Callable[[], str]] = {
        "vtt": lambda: vtt(captions),
        "srt": lambda: subrip(captions),
        "chapters.vtt": lambda: vtt([Cue((c.title,), c.start, c.end) for c in chapters]),
        "words.json": lambda: spoken_words(story),
        "transcript.html": lambda: transcript(account, request, passages),
        "story.json": lambda: story_file(account, request, captions, chapters, passages),
    }
    for suffix, text in texts.items():
        (folder / f"{name}.{suffix}").write_text(text(), encoding="utf-8", newline="\n")
    (folder / f"{name}.poster.png").write_bytes(reel.poster)


def write_film(
    movie: Path, reel: Reel, request: Request, chapters: Sequence[Chapter] = (), silent: bool = False
) -> tuple[Cue, ...]:
    """Write the film itself, and check it; its chapters are its beats unless others are given, or it is silent.

    Returns
    -------
    tuple
        Its captions: in it, off until switched on, unless they stand in the picture already.
    """
    form, story = VideoForm.of(request), reel.account.story
    captions = cues(story, Form.of(request))
    write_movie(
        movie,
        form,
        reel.groups,
        None if silent else sound.track(story, story.duration),
        None if silent or request.in_picture else captions,
        () if silent else chapters or _beats_as_chapters(story),
        tags_for(reel.account, request),
    )
    tracks = ("video",) if silent else ("video", "audio") if request.in_picture else ("video", "audio", "subtitle")
    check_movie(movie, reel.groups, form, tracks)
    return captions


def _beats_as_chapters(story: Story) -> list[Chapter]:
    return [Chapter(beat.title, beat.start, beat.end) for beat in story.beats]


def tags_for(account: Account, request: Request) -> Tags:
    """What the film's file says of itself."""
    story = account.story
    return Tags(
        title=f"{story.number} {story.title}: {account.subtitle}".strip(),
        comment=" · ".join(filter(None, (f"{account.notice} {account.dated}", account.credit))),
        language=request.language,
        sound=f"Narration ({account.credit})" if account.credit else "Sound",
        dated=account.checked,
    )


def note(
    folder: Path, name: str, reel: Reel, hashes: Mapping[str, str], inputs: Mapping[str, str],
    beats: Mapping[str, str], request: Request,
) -> None:
    """Remember in the manifest of a folder what was made: the files by their hashes, and what they depend on."""
    entry = manifest.entry_for(
        hashes,
        key=key_of(inputs),
        inputs=inputs,
        beats=beats,
        versions=versions(),
        seconds=reel.account.story.duration,
        frames=sum(map(len, reel.groups)),
        checked=reel.account.checked.isoformat(),
        review_by=reel.account.review_by.isoformat(),
        quality=request.quality.name,
        voice=reel.account.credit,
        machine=reel.account.machine,
        captions=request.captions,
        turned=request.turned,
    )
    manifest.note(folder, name, entry)
