"""Whole films: clips one after the other, from what was drawn of them, with joins between.

Nothing of a clip is drawn or encoded again for a film. What a film adds, its opening, its close and
its joins, is kept in the same place as everything else that was drawn.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from production.crew.crew import Crew, each
from production.draw.joins import DrawJoin
from production.finish.reel import Reel, note, reel, whole_pieces, write_files
from production.make.batch import make_all
from production.make.film_story import chapters_of, film_account, parts_of, passages_of
from production.make.outcome import Outcome, Watcher
from production.plan import piece_names
from production.plan.form import VideoForm
from production.plan.jobs import Job
from production.plan.played import edges_of
from production.plan.score import key_of
from production.plan.task import Drew, Failed, Made, Told
from production.store import manifest
from production.store.files import check_writable, claimed, delivered, folder_for
from production.store.packets import Packets, unpacked
from production.store.pieces import Pieces
from scenes.running_order import CLOSING, OPENING, Cut, join_between
from scenes.script.entry import Entry
from scenes.script.joins import Join, frames_of
from scenes.script.request import Request
from scenes.script.sources import digest, files_of, hash_of


@dataclass(frozen=True)
class Film:
    """A film to be made in one way.

    Attributes
    ----------
    clips
        Its clips in story order, without opening and close.
    """

    cut: Cut
    clips: tuple[Entry, ...]
    request: Request

    @cached_property
    def jobs(self) -> tuple[Job, ...]:
        """Its parts: opening, clips, close."""
        told = replace(self.request, film=tuple(entry.name for entry in self.clips))
        return (
            Job(OPENING, told, alone=False),
            *(Job(entry, self.request, alone=False) for entry in self.clips),
            Job(CLOSING, told, alone=False),
        )

    @cached_property
    def job(self) -> Job:
        """The film as one job, for whoever watches."""
        return Job(Entry(self.cut.name, "", ""), self.request)

    @property
    def inputs(self) -> dict[str, str]:
        """Hashes of what its files depend on, by kind."""
        return {
            "clips": digest([(job.entry.name, job.score.key) for job in self.jobs]),
            "cut": digest(self.cut.name, [entry.name for entry in self.clips]),
            "joining": hash_of(files_of(["production.make.film"])),
        }

    @property
    def joins(self) -> tuple[JoinOfTwo, ...]:
        """What stands between its parts, in order; one that needs no pictures is among them."""
        code = hash_of(files_of(["production.draw.joins"]))
        return tuple(JoinOfTwo(before, after, code) for before, after in pairwise(self.jobs))


@dataclass(frozen=True)
class JoinOfTwo:
    """The pictures between two parts of a film.

    Attributes
    ----------
    code
        Hash of the code that draws joins.
    """

    before: Job
    after: Job
    code: str

    @property
    def groups(self) -> list[str]:
        """Names of its groups of pictures: they depend on the pictures that it begins and ends with."""
        leaves, enters = self.before.score.shown[-1].picture, self.after.score.beats[0].picture
        name = digest("join", self.code, self.kind, leaves, enters)
        form = VideoForm.of(self.before.request)
        return [piece_names.group(name, number) for number in range(form.groups(self.frames))]

    @property
    def kind(self) -> Join:
        """How the one gives way to the other."""
        return join_between(self.before.entry.name, self.after.entry.name)

    @property
    def frames(self) -> int:
        """How many pictures it takes."""
        return frames_of(self.kind, self.before.request.quality.fps)

    def task(self, pieces: Pieces) -> DrawJoin:
        """It as a task, with the pictures that it begins and ends with."""
        leaves, enters = edges_of(self.before.score), edges_of(self.after.score)
        last, bare, first = whole_pieces([leaves["last"], leaves["bare"], enters["first"]], pieces)
        return DrawJoin(self.after.entry.name, self.kind, self.before.request, last, bare, first, self.groups)


def make_films(
    films: Sequence[Film], out: Path, crew: Crew, watcher: Watcher, *, fresh: bool = False
) -> tuple[Outcome, ...]:
    """Make films: what is missing of their clips is drawn first; one that fails does not stop the others."""
    pieces = Pieces()
    outcomes = []
    for film in films:
        begun = time.monotonic()
        try:
            outcome = _make(film, out, crew, watcher, pieces, fresh)
        except Exception as error:
            outcome = Outcome(film.job, 0.0, error=error)
        outcome = replace(outcome, took=time.monotonic() - begun)
        watcher.end(outcome)
        outcomes.append(outcome)
    return tuple(outcomes)


def _make(film: Film, out: Path, crew: Crew, watcher: Watcher, pieces: Pieces, fresh: bool) -> Outcome:
    folder = folder_for(out, film.request)
    path = folder / f"{film.job.name}.mp4"
    known = None if fresh else manifest.up_to_date(folder, film.job.name, key_of(film.inputs))
    if known is not None:
        return Outcome(film.job, 0.0, path, float(known["seconds"]), path.stat().st_size, kept=True)
    check_writable(folder)
    for outcome in make_all(film.jobs, out, crew, watcher, pieces=pieces, fresh=fresh):
        if outcome.error is not None:
            raise outcome.error
    _draw_joins(film, crew, watcher, pieces, fresh)
    length = _write(film, folder, out, watcher, pieces)
    return Outcome(film.job, 0.0, path, length, path.stat().st_size)


def _draw_joins(film: Film, crew: Crew, watcher: Watcher, pieces: Pieces, fresh: bool) -> None:
    """Draw the joins that are not there yet.

    Raises
    ------
    Exception
        What went wrong with the first that failed, once the others are drawn.
    """
    missing = [join for join in film.joins if fresh or not all(map(pieces.has, join.groups))]
    drawn, total = 0, sum(join.frames for join in missing)
    errors: list[Exception] = []

    def hear(join: JoinOfTwo, told: Told) -> None:
        nonlocal drawn
        match told:
            case Drew(frames=frames):
                drawn += frames
                watcher.frames(film.job, drawn, total)
            case Made(name=name, piece=piece) if piece is not None:
                pieces.take(name, piece)
            case Failed(error=error):
                errors.append(error)

    if missing:
        watcher.begin(film.job)
        each(crew, {join: join.task(pieces) for join in missing}, hear)
    if errors:
        raise errors[0]


def _write(film: Film, folder: Path, out: Path, watcher: Watcher, pieces: Pieces) -> float:
    """Write the film with all that stands beside it; its length, s."""
    reels = [reel(job.score, job.beats, pieces) for job in film.jobs]
    clips = [(job.entry, part.account) for job, part in zip(film.jobs, reels, strict=True)]
    parts = parts_of(clips, film.request.quality.fps)
    groups: list[Packets] = []
    for shown, join in zip(reels, [*film.joins, None], strict=True):
        groups += shown.groups
        groups += map(unpacked, whole_pieces(join.groups if join else [], pieces))
    whole = Reel(film_account(parts), tuple(groups), reels[0].poster)
    with claimed(out, lambda: watcher.waits(out)):
        with delivered(folder) as making:
            write_files(making, film.job.name, whole, film.request, chapters_of(parts), passages_of(parts))
            hashes = manifest.hashes_of(making)
        note(folder, film.job.name, whole, hashes, film.inputs, {}, film.request)
    return whole.account.story.duration
