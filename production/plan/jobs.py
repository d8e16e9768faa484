"""From what was asked for to a list of jobs, one for each clip in each way, and what is there of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, product
from pathlib import Path
from typing import Any

from production.plan.beats import PlannedBeat
from production.plan.form import VideoForm
from production.plan.names import unknown
from production.plan.piece_names import poster
from production.plan.played import edges_of, groups_of, loop_edges, records_of
from production.plan.score import Score, score_of
from production.plan.task import Share
from production.store import manifest
from production.store.files import folder_for
from production.store.pieces import Pieces
from scenes.script.entry import Entry
from scenes.script.request import CAPTIONS, Quality, Request
from scenes.script.voice import SilentVoice, Voice


@dataclass(frozen=True)
class Job:
    """One clip to be made in one way.

    Attributes
    ----------
    alone
        Whether it stands alone, in files of its own; else only what a film shows of it is drawn.
    beat
        The one beat that is wanted, as a film of its own to look at; all of the clip if empty.
    loop
        Names of the beats that a loop shows of it, if it is drawn for one.
    """

    entry: Entry
    request: Request
    alone: bool = True
    beat: str = ""
    loop: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its files are called, without their endings."""
        if self.loop:  # its captions always stand in the picture
            return ".".join(filter(None, (self.entry.name, "loop", replace(self.request, captions=CAPTIONS[0]).suffix)))
        return ".".join(filter(None, (self.entry.name, self.beat, self.request.suffix)))

    @property
    def title(self) -> str:
        """The job as a line: ``binding  en patient landscape``."""
        r = self.request
        return f"{self.name}  {r.language} {r.audience} {r.shape}"

    @cached_property
    def score(self) -> Score:
        """What it plays; made once.

        Raises
        ------
        FilmError
            Script or ledger do not resolve.
        """
        return score_of(self.entry, self.request)

    @property
    def beats(self) -> tuple[PlannedBeat, ...]:
        """The beats that it goes through, from the clip's first one on."""
        return self.score.beats if self.alone or self.loop else self.score.shown

    @property
    def edges(self) -> frozenset[str]:
        """Names of the pictures of it at which something joins on."""
        if self.alone:
            return frozenset()
        return loop_edges(self.loop_beats) if self.loop else frozenset(edges_of(self.score).values())

    @property
    def loop_beats(self) -> tuple[PlannedBeat, ...]:
        """The beats that a loop shows of it."""
        return tuple(beat for beat in self.score.beats if beat.name in self.loop)

    def draws(self, beat: PlannedBeat) -> bool:
        """Whether a beat is wanted."""
        return beat.name in self.loop if self.loop else self.beat in ("", beat.name)


def plan(
    entries: Iterable[Entry],
    languages: Iterable[str],
    audiences: Iterable[str],
    shapes: Iterable[str],
    quality: Quality,
    beat: str = "",
    voice: Callable[[str], Voice] = lambda language: SilentVoice(),
    captions: Callable[[str], str] = lambda language: CAPTIONS[0],
) -> tuple[Job, ...]:
    """All jobs, clip by clip; of one beat alone, if one is named.

    Parameters
    ----------
    voice
        Who reads in a language.
    captions
        Where they stand in a language, one of `CAPTIONS`.

    Raises
    ------
    UnknownNameError
        A clip has no such beat for an audience.
    """
    jobs = tuple(
        Job(entry, Request(language, audience, shape, quality, voice(language), captions=captions(language)), beat=beat)
        for entry, language, audience, shape in product(entries, languages, audiences, shapes)
    )
    for job in jobs if beat else ():
        if beat not in job.score.script.beat_names:
            raise unknown(f"beat of {job.entry.name} for a {job.request.audience}", beat, job.score.script.beat_names)
    return jobs


@dataclass
class BeatState:
    """How it stands with a beat of a job.

    Attributes
    ----------
    frames
        How many it has: exact once it was played, a forecast before.
    missing
        How many of them are still to be drawn.
    groups
        How many groups of pictures these are.
    """

    planned: PlannedBeat
    frames: int
    missing: int
    groups: int = 1

    def share(self) -> Share:
        """The whole beat as something to be asked for."""
        return Share(self.planned.number)

    def shares(self, count: int) -> list[Share]:
        """The beat in so many shares, or fewer if it is short.

        A run of groups costs less than groups here and there; two for each share, for what is slow to draw may all
        be in one half.
        """
        firsts = sorted({self.groups * k // (2 * count) for k in range(2 * count)})
        # Perhaps it is longer than was forecast: the last goes to its end.
        runs = [*pairwise([*firsts, None])]
        shares = [tuple((first or 0, stop) for first, stop in runs[k::count]) for k in range(count)]
        return [Share(self.planned.number, share) for share in shares if share]


@dataclass
class State:
    """How it stands with a job before anything is done.

    Attributes
    ----------
    entry
        Its entry in the manifest, if its files are those that would be made now.
    beats
        What is there of each beat.
    """

    job: Job
    folder: Path
    entry: dict[str, Any] | None = None
    beats: list[BeatState] = field(default_factory=list)

    @property
    def missing(self) -> list[BeatState]:
        """The beats of which something is to be drawn."""
        return [beat for beat in self.beats if beat.missing]

    @property
    def frames(self) -> int:
        """How many frames the job has in all, as far as is known."""
        return sum(beat.frames for beat in self.beats)


def state_of(job: Job, out: Path, pieces: Pieces, fresh: bool = False) -> State:
    """How it stands with a job; ``fresh`` takes nothing for done."""
    state = State(job, folder_for(out, job.request, loops=bool(job.loop)))
    if not fresh and job.alone and not job.beat:
        state.entry = manifest.up_to_date(state.folder, job.name, job.score.key)
    if state.entry is None:
        state.beats = beats_of(job, pieces, fresh)
    return state


def beats_of(job: Job, pieces: Pieces, fresh: bool = False) -> list[BeatState]:
    """What is there of each beat that a job asks for."""
    form, score = VideoForm.of(job.request), job.score
    edges = job.edges
    beats = []
    end: float | None = 0.0
    for planned, record in zip(job.beats, records_of(score, pieces), strict=False):
        frames = round(planned.seconds * form.fps)
        missing = frames
        if record is not None and end is not None:
            # What a clip plays between two beats belongs to the later one.
            frames = round(record.end * form.fps) - round(end * form.fps)
            names = groups_of(planned, end, record.end, form)
            names += [poster(planned.picture)] if record.poster else []
            names += [edge for edge in edges if edge.startswith(planned.picture)]
            there = all(pieces.has(name) for name in names)
            missing = 0 if there and not fresh else frames
        end = record.end if record is not None else None
        if job.draws(planned):
            beats.append(BeatState(planned, frames, missing, form.groups(frames)))
    return beats
