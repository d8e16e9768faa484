"""From what was asked for to a list of jobs, one for each clip in each way, and what is there of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from production.draw.encoder import VideoForm
from production.finish.reel import Pieces, pieces_of, played
from production.plan.keys import BeatKeys, Keys, keys_for
from production.plan.names import unknown
from production.plan.task import Part
from production.store import manifest
from production.store.files import folder_for
from scenes.running_order import Entry, in_a_film
from scenes.script.request import Quality, Request


@dataclass(frozen=True)
class Job:
    """One clip to be made in one way.

    Attributes
    ----------
    alone
        Whether it stands alone, in files of its own; else only what a film shows of it is drawn.
    beat
        The one beat that is wanted, as a film of its own to look at; all of the clip if empty.
    """

    entry: Entry
    request: Request
    alone: bool = True
    beat: str = ""

    @property
    def name(self) -> str:
        """What its files are called, without their endings."""
        return f"{self.entry.name}.{self.beat}" if self.beat else self.entry.name

    @property
    def title(self) -> str:
        """The job as a line: ``binding  en patient landscape``."""
        r = self.request
        return f"{self.name}  {r.language} {r.audience} {r.shape}"


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes
    ----------
    path, length, size
        The film's file, its length in s and its size in bytes; a failed job has none.
    took
        Seconds from its beginning to its end.
    error
        Why it failed, or None.
    kept
        Whether all was up to date, so that nothing was done.
    """

    job: Job
    took: float
    path: Path | None = None
    length: float = 0.0
    size: int = 0
    error: Exception | None = None
    kept: bool = False


class Watcher:
    """Is told how the work goes; this one keeps silent."""

    def waits(self, folder: Path) -> None:
        """Another run is writing into the folder; this one waits for it."""

    def begin(self, job: Job) -> None:
        """A job begins."""

    def frames(self, job: Job, done: int, total: int) -> None:
        """So many frames of the job are drawn; in the end there will be about ``total``."""

    def end(self, outcome: Outcome) -> None:
        """A job is done, or has failed, or had nothing to be done."""


def plan(
    entries: Iterable[Entry],
    languages: Iterable[str],
    audiences: Iterable[str],
    shapes: Iterable[str],
    quality: Quality,
    beat: str = "",
) -> tuple[Job, ...]:
    """All combinations, clip by clip; of one beat alone, if one is named.

    Raises
    ------
    UnknownNameError
        A clip has no such beat for an audience.
    """
    jobs = tuple(
        Job(entry, Request(language, audience, shape, quality), beat=beat)
        for entry, language, audience, shape in product(entries, languages, audiences, shapes)
    )
    for job in jobs if beat else ():
        names = [known.name for known in keys_for(job.entry, job.request).beats]
        if beat not in names:
            raise unknown(f"beat of {job.entry.name} for a {job.request.audience}", beat, names)
    return jobs


@dataclass
class Beat:
    """A beat of a job, and what is there of it.

    Attributes
    ----------
    frames
        How many it has: exact once it was played, a forecast before.
    groups
        How many groups of pictures these are.
    missing
        How many of them are still to be drawn.
    """

    number: int
    keys: BeatKeys
    frames: int
    missing: int
    groups: int = 1

    def part(self) -> Part:
        """The beat as something to be asked for."""
        return Part(self.number, self.keys.picture)

    def shares(self, count: int) -> list[Part]:
        """The beat in so many shares, or fewer if it is short.

        A run of groups costs less than groups here and there; two for each share, for what is slow to draw may all
        be in one half.
        """
        firsts = sorted({self.groups * k // (2 * count) for k in range(2 * count)})
        # Perhaps it is longer than was forecast: the last goes to its end.
        runs = [*pairwise([*firsts, None])]
        shares = [tuple((first or 0, stop) for first, stop in runs[k::count]) for k in range(count)]
        return [Part(self.number, self.keys.picture, share) for share in shares if share]


@dataclass
class State:
    """How it stands with a job before anything is done.

    Attributes
    ----------
    keys
        Names of all that belongs to it.
    entry
        Its entry in the manifest, if its files are those that would be made now.
    beats
        What is there of each beat.
    """

    job: Job
    folder: Path
    keys: Keys
    entry: dict[str, Any] | None = None
    beats: list[Beat] = field(default_factory=list)

    @property
    def missing(self) -> list[Beat]:
        """The beats of which something is to be drawn."""
        return [beat for beat in self.beats if beat.missing]

    @property
    def frames(self) -> int:
        """How many frames the job has in all, as far as is known."""
        return sum(beat.frames for beat in self.beats)


def state_of(job: Job, out: Path, pieces: Pieces, fresh: bool = False) -> State:
    """How it stands with a job; ``fresh`` takes nothing for done."""
    keys = keys_for(job.entry, job.request)
    if not job.alone:
        keys = replace(keys, beats=tuple(in_a_film(job.entry, keys.beats)))
    state = State(job, folder_for(out, job.request), keys)
    if not fresh and job.alone and not job.beat:
        state.entry = manifest.up_to_date(state.folder, job.entry.name, keys.whole)
    if state.entry is None:
        state.beats = beats_of(job, keys, pieces, fresh)
    return state


def beats_of(job: Job, keys: Keys, pieces: Pieces, fresh: bool = False) -> list[Beat]:
    """What is there of each beat that a job asks for."""
    form = VideoForm.of(job.request)
    told = [played(pieces, beat) for beat in keys.beats]
    beats = []
    end: float | None = 0.0
    for number, (beat, one) in enumerate(zip(keys.beats, told, strict=True)):
        frames = round(beat.seconds * form.fps)
        missing = frames
        if one is not None and end is not None:
            frames = round(one.end * form.fps) - round(end * form.fps)
            (names,) = pieces_of([beat], [one], form, end)
            there = all(pieces.has(name) for name in names)
            missing = 0 if there and not fresh else frames
        end = one.end if one is not None else None
        if job.beat in ("", beat.name):
            beats.append(Beat(number, beat, frames, missing, -(-frames // form.frames_a_group)))
    return beats
