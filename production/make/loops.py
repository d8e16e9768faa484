"""Loops for silent screens: clips with captions in their pictures, whose last picture is their first.

A loop leaves out the beats that the script marks as leavable, and gives way softly where one is missing and where it
begins again. Of several clips there is one more loop, of all of them in turn. All of it is what was drawn for these
clips with captions in the picture; only what lies between is drawn for the loops.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from production.crew.crew import Crew, each
from production.draw.joins import DrawJoin
from production.finish.account import Account, account
from production.finish.mp4 import Chapter
from production.finish.reel import Reel, beat_reel, note, poster_of, whole_pieces, write_files
from production.finish.transcript import Passage
from production.make.batch import make_all
from production.make.outcome import Outcome, Watcher
from production.plan import piece_names
from production.plan.beats import PlannedBeat
from production.plan.form import VideoForm
from production.plan.jobs import Job
from production.plan.score import key_of
from production.plan.task import Drew, Failed, Made, Told
from production.store import manifest
from production.store.files import check_writable, claimed, delivered, folder_for
from production.store.packets import Packets, unpacked
from production.store.pieces import Pieces
from scenes.running_order import LOOP_AGAIN, LOOP_WITHIN, OPENING, longest_loop
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.joins import Dissolve, frames_of
from scenes.script.request import Request
from scenes.script.sources import digest, files_of, hash_of
from scenes.script.story import BeatRecord

#: What the loop of all clips is called.
ALL: Final = "all"


@dataclass(frozen=True)
class Stretch:
    """A beat of a loop, and the join that follows it, if one does."""

    job: Job
    beat: PlannedBeat
    following: PlannedBeat
    join: Dissolve | None

    def groups(self, code: str) -> list[str]:
        """Names of the join's groups of pictures."""
        if self.join is None:
            return []
        form = VideoForm.of(self.job.request)
        name = digest("join", code, self.join, self.beat.picture, self.following.picture)
        return [piece_names.group(name, n) for n in range(form.groups(frames_of(self.join, form.fps)))]


@dataclass(frozen=True)
class Loop:
    """A loop to be made in one way: of one clip, or of several in turn."""

    clips: tuple[Entry, ...]
    request: Request

    @cached_property
    def jobs(self) -> tuple[Job, ...]:
        """What is to be drawn for it."""
        asked = self.request
        return tuple(
            Job(entry, asked, alone=False, loop=entry.script(asked.language, asked.audience).kept)
            for entry in self.clips
        )

    @property
    def job(self) -> Job:
        """It as one job, for whoever watches."""
        return self.jobs[0] if len(self.jobs) == 1 else Job(Entry(ALL, "", ""), self.request, loop=(ALL,))

    @property
    def name(self) -> str:
        """What its files are called."""
        return self.job.name

    @cached_property
    def code(self) -> str:
        """Hash of the code that draws joins."""
        return hash_of(files_of(["production.draw.joins"]))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Its beats, one after the other."""
        beats = [(job, beat) for job in self.jobs for beat in job.loop_beats]
        made = []
        for (job, beat), (other, following) in zip(beats, [*beats[1:], beats[0]], strict=True):
            goes_on = job is other and following.number == beat.number + 1
            again = (job, beat) == beats[-1]
            made.append(Stretch(job, beat, following, LOOP_AGAIN if again else None if goes_on else LOOP_WITHIN))
        return tuple(made)

    @property
    def seconds(self) -> float:
        """About how long it is."""
        joins = [stretch.join for stretch in self.stretches if stretch.join is not None]
        return sum(s.beat.seconds for s in self.stretches) + sum(join.seconds + join.holds for join in joins)

    @property
    def inputs(self) -> dict[str, str]:
        """Hashes of what its files depend on, by kind."""
        return {
            "clips": digest([(job.entry.name, job.score.key, job.loop) for job in self.jobs]),
            "looping": hash_of(files_of(["production.make.loops"])),
        }


def make_loops(
    clips: Sequence[Entry], request: Request, out: Path, crew: Crew, watcher: Watcher, *, fresh: bool = False,
    pieces: Pieces | None = None,
) -> tuple[Outcome, ...]:
    """Make the loop of each clip, and one of all; what fails does not stop the others."""
    loops = [Loop((entry,), request) for entry in clips]
    pieces, failed = pieces or Pieces(), dict[tuple[Entry, ...], Exception]()
    wanted = [loop for loop in loops if fresh or not _known(loop, out)]
    for loop in wanted:
        if (long := too_long(loop.name, loop.seconds, loop.request.language)) is not None:
            failed[loop.clips] = long
    jobs = [job for loop in wanted if loop.clips not in failed for job in loop.jobs]
    for outcome in make_all(jobs, out, crew, watcher, pieces=pieces, fresh=fresh):
        if outcome.error is not None:
            failed[(outcome.job.entry,)] = outcome.error
    if len(clips) > 1 and not failed:
        loops.append(Loop(tuple(clips), request))
    outcomes = []
    for loop in loops:
        begun = time.monotonic()
        try:
            if loop.clips in failed:
                raise failed[loop.clips]
            outcome = _make(loop, out, crew, watcher, pieces, fresh)
        except Exception as error:
            outcome = Outcome(loop.job, 0.0, error=error)
        outcomes.append(replace(outcome, took=time.monotonic() - begun))
        watcher.end(outcomes[-1])
    return tuple(outcomes)


def too_long(name: str, seconds: float, language: str) -> FilmError | None:
    """Why a loop of one clip cannot be shown, if it is too long."""
    if seconds <= (longest := longest_loop(language)):
        return None
    return FilmError(f"{name} lasts {seconds:.0f} s, at most {longest:.0f}: mark a beat as leavable in the script")


def _known(loop: Loop, out: Path) -> bool:
    return manifest.up_to_date(folder_for(out, loop.request, loops=True), loop.name, key_of(loop.inputs)) is not None


def _make(loop: Loop, out: Path, crew: Crew, watcher: Watcher, pieces: Pieces, fresh: bool) -> Outcome:
    folder = folder_for(out, loop.request, loops=True)
    path = folder / f"{loop.name}.mp4"
    kept = not fresh and _known(loop, out)
    if not kept:
        check_writable(folder)
        _draw_joins(loop, crew, watcher, pieces, fresh)
        with claimed(out, lambda: watcher.waits(out)):
            _write(loop, folder, pieces)
    length = float(manifest.read(folder)[loop.name]["seconds"])
    return Outcome(loop.job, 0.0, path, length, path.stat().st_size, kept=kept)


def _draw_joins(loop: Loop, crew: Crew, watcher: Watcher, pieces: Pieces, fresh: bool) -> None:
    """Draw the joins that are not there yet."""
    tasks: dict[Stretch, DrawJoin] = {}
    for stretch in loop.stretches:
        groups = stretch.groups(loop.code)
        if stretch.join is not None and (fresh or not all(map(pieces.has, groups))):
            names = piece_names.last(stretch.beat.picture), piece_names.first(stretch.following.picture)
            last, first = whole_pieces(names, pieces)
            clip, request = stretch.job.entry.name, stretch.job.request
            tasks[stretch] = DrawJoin(clip, stretch.join, request, last, last, first, groups)
    errors: list[Exception] = []

    def hear(stretch: Stretch, told: Told) -> None:
        del stretch
        match told:
            case Made(name=name, piece=piece) if piece is not None:
                pieces.take(name, piece)
            case Failed(error=error):
                errors.append(error)
            case Drew():
                pass

    if tasks:
        each(crew, tasks, hear)
    if errors:
        raise errors[0]


def _write(loop: Loop, folder: Path, pieces: Pieces) -> None:
    """Write a loop with all that stands beside it."""
    whole = _reel(loop, pieces)
    seconds = whole.account.story.duration
    if len(loop.clips) == 1 and (error := too_long(loop.name, seconds, loop.request.language)) is not None:
        raise error
    with delivered(folder) as making:
        passages = _passages(loop, whole.account)
        chapters = [Chapter(part.heading, part.start, part.beats[-1].end) for part in passages]
        write_files(making, loop.name, whole, loop.request, chapters, passages, silent=True)
        hashes = manifest.hashes_of(making)
    beats = {f"{s.job.entry.name}.{s.beat.name}": s.beat.picture for s in loop.stretches}
    note(folder, loop.name, whole, hashes, loop.inputs, beats, loop.request)


def _reel(loop: Loop, pieces: Pieces) -> Reel:
    fps = loop.request.quality.fps
    groups: list[Packets] = []
    beats: list[BeatRecord] = []
    for stretch in loop.stretches:
        part = beat_reel(stretch.job.score, stretch.beat.name, pieces)
        beats += [beat.later(sum(map(len, groups)) / fps) for beat in part.account.story.beats]
        groups += part.groups
        groups += map(unpacked, whole_pieces(stretch.groups(loop.code), pieces))
    # The last beat lasts until all begins again.
    beats[-1] = replace(beats[-1], end=sum(map(len, groups)) / fps)
    return Reel(_account(loop, beats), tuple(groups), poster_of(loop.jobs[0].score, pieces))


def _account(loop: Loop, beats: list[BeatRecord]) -> Account:
    """What is to be said of a loop: of all clips, under the film's own title."""
    asked = loop.request
    scores = [job.score for job in loop.jobs]
    accounts = [account(score.story([]), score.script, score.ledger) for score in scores]
    sources = sorted({s for one in accounts for s in one.story.sources}, key=lambda source: source.number)
    story, subtitle = accounts[0].story, accounts[0].subtitle
    if len(scores) > 1:
        film = OPENING.script(asked.language, asked.audience)
        story, subtitle = replace(story, number="", title=film.title, summary=film.summary), film.subtitle
    return replace(
        accounts[0],
        story=replace(story, sources=tuple(sources), beats=beats),
        subtitle=subtitle,
        checked=max(one.checked for one in accounts),
        review_by=min(one.review_by for one in accounts),
        machine=any(one.machine for one in accounts),
    )


def _passages(loop: Loop, account: Account) -> tuple[Passage, ...]:
    """One passage of the transcript a clip, where there are several."""
    if len(loop.clips) == 1:
        return ()
    beats, made = iter(account.story.beats), []
    for job in loop.jobs:
        ours = tuple(islice(beats, len(job.loop_beats)))
        heading = f"{job.entry.number} {job.score.script.title}".strip()
        made.append(Passage(job.entry.name.replace("_", "-"), heading, ours[0].start, ours))
    return tuple(made)
