"""Making all jobs: what is there is kept, what is missing drawn, and each clip put together when it is complete."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import Final

from production.crew.crew import Crew
from production.crew.schedule import Backlog, next_shares
from production.draw.task import DrawBeats
from production.finish.reel import beat_reel, note, reel, whole_pieces, write_files, write_film
from production.make.outcome import Outcome, Watcher
from production.plan.jobs import Job, State, beats_of, state_of
from production.plan.pace import Pace
from production.plan.played import MissingError
from production.plan.task import Done, Drew, Failed, Made, Told
from production.store import manifest
from production.store.files import check_writable, claimed, delivered
from production.store.pieces import Pieces
from scenes.script.errors import FilmError
from scenes.script.keep import limit_in_bytes, prune

#: So often a clip is drawn again where pieces vanish from the cache before it is put together.
_TRIES: Final = 3


class _Making:
    """A job while it is made."""

    def __init__(self, state: State) -> None:
        self.state, self.job = state, state.job
        self.backlog = Backlog(state, state.missing)
        self.tasks: set[int] = set()
        self.begun: float | None = None
        self.drawn = 0
        self.tries = 0
        self.writing: Future[Outcome] | None = None
        self.ended = False

    @property
    def drawn_up(self) -> bool:
        """Whether all was handed out and has come back."""
        return not self.ended and not self.tasks and not self.backlog.beats and not self.backlog.shares


class Batch:
    """All jobs of one run."""

    def __init__(self, states: Sequence[State], crew: Crew, watcher: Watcher, pieces: Pieces, *,
                 fresh: bool = False, fail_fast: bool = False) -> None:
        self.crew, self.watcher, self.pieces = crew, watcher, pieces
        self.fresh, self.fail_fast = fresh, fail_fast
        self.pace = Pace(pieces.folder)
        self.makings = [_Making(state) for state in states]
        self.tasks: dict[int, tuple[_Making, int]] = {}
        self.outcomes: dict[int, Outcome] = {}
        self.count = 0

    def run(self) -> tuple[Outcome, ...]:
        """Make everything; the outcomes are in the order of the jobs."""
        with ThreadPoolExecutor(1) as writer:
            try:
                while not all(making.ended for making in self.makings):
                    self._write_what_is_complete(writer)
                    self._hand_out()
                    self._await_news()
            except BaseException:
                writer.shutdown(wait=False, cancel_futures=True)
                raise
        self.pace.keep()
        return tuple(self.outcomes[id(making)] for making in self.makings)

    # --- handing out --------------------------------------------------------------------------

    def _hand_out(self) -> None:
        while self.crew.idle > 0:
            left = {id(m.backlog): m for m in self.makings if not m.ended}
            found = next_shares([m.backlog for m in left.values()], self.crew.size, self.crew.known)
            if found is None:
                return
            backlog, shares = found
            making = left[id(backlog)]
            self._begin(making)
            self.count += 1
            job, score = making.job, making.job.score
            self.tasks[self.count] = (making, 0)
            making.tasks.add(self.count)
            task = DrawBeats(
                job.entry, job.request, score.beats, shares, self.fresh and not making.tries,
                job.edges,
            )
            self.crew.begin(self.count, task)

    def _begin(self, making: _Making) -> None:
        if making.begun is None:
            making.begun = time.monotonic()
            self.watcher.begin(making.job)

    # --- hearing ------------------------------------------------------------------------------

    def _hear(self, task: int, told: Told) -> None:
        making, drawn = self.tasks.get(task, (None, 0))
        if making is None:
            return
        match told:
            case Made(name=name, piece=piece):
                if piece is not None:
                    self.pieces.take(name, piece)
            case Drew(frames=frames):
                self.tasks[task] = (making, drawn + frames)
                making.drawn += frames
                done = making.state.frames - sum(beat.missing for beat in making.state.missing) + making.drawn
                self.watcher.frames(making.job, done, making.state.frames)
            case Done(seconds=seconds):
                self.pace.note(making.job.request, drawn, seconds)
                self._forget(task, making)
            case Failed(error=error):
                self._forget(task, making)
                if not making.ended:
                    self._fail(making, error)

    def _forget(self, task: int, making: _Making) -> None:
        self.tasks.pop(task)
        making.tasks.discard(task)

    def _await_news(self) -> None:
        """Wait a moment for whoever draws, or, where nobody does, for what is being put together."""
        writings = [making.writing for making in self.makings if making.writing is not None]
        if self.tasks or not writings:
            self.crew.attend(self._hear)
        else:
            wait(writings, return_when=FIRST_COMPLETED)

    # --- ending -------------------------------------------------------------------------------

    def _write_what_is_complete(self, writer: ThreadPoolExecutor) -> None:
        for making in self.makings:
            if making.writing is not None:
                if making.writing.done():
                    self._take_outcome(making, making.writing)
            elif making.drawn_up:
                self._begin(making)
                making.writing = writer.submit(self._write, making)

    def _take_outcome(self, making: _Making, writing: Future[Outcome]) -> None:
        making.writing = None
        try:
            self._end(making, writing.result())
        except MissingError:
            self._draw_again(making)
        except Exception as error:
            self._fail(making, error)

    def _draw_again(self, making: _Making) -> None:
        """Draw what has vanished since it was drawn, or turned out to be spoilt when it was read."""
        making.tries += 1
        state = making.state
        if making.tries >= _TRIES:
            self._fail(making, FilmError(f"the cache in {self.pieces.folder} loses what is put into it"))
            return
        state.beats = beats_of(making.job, self.pieces)
        making.drawn = 0
        making.backlog = Backlog(state, state.missing)

    def _write(self, making: _Making) -> Outcome:
        """Put a clip together; done by a thread, while others draw the next."""
        job, state = making.job, making.state
        if job.beat:
            return self._write_beat(making)
        if not job.alone:  # the film puts it together; here it is only seen that nothing is missing
            whole_pieces([*job.edges], self.pieces)
        if job.loop:
            parts = [beat_reel(job.score, name, self.pieces) for name in job.loop]
            return Outcome(job, _since(making), length=sum(part.account.story.duration for part in parts))
        whole = reel(job.score, job.beats, self.pieces)
        if not job.alone:
            return Outcome(job, _since(making), length=whole.account.story.duration)
        with delivered(state.folder) as folder:
            write_files(folder, job.name, whole, job.request)
            hashes = manifest.hashes_of(folder)
        beats = {beat.name: beat.picture for beat in job.score.beats}
        note(state.folder, job.name, whole, hashes, job.score.inputs, beats, job.request)
        return _outcome(making, whole.account.story.duration)

    def _write_beat(self, making: _Making) -> Outcome:
        """Put one beat together: a film to look at, and no more."""
        job, state = making.job, making.state
        part = beat_reel(job.score, job.beat, self.pieces)
        with delivered(state.folder) as folder:
            write_film(folder / f"{job.name}.mp4", part, job.request)
        return _outcome(making, part.account.story.duration)

    def _fail(self, making: _Making, error: Exception) -> None:
        making.backlog.beats, making.backlog.shares = [], []
        for task in making.tasks:
            self.crew.stop(task)
        self._end(making, Outcome(making.job, _since(making), error=error))
        if self.fail_fast:
            for other in self.makings:
                if not other.ended and other.writing is None:
                    self._fail(other, FilmError("not made: another clip failed before"))

    def _end(self, making: _Making, outcome: Outcome) -> None:
        making.ended = True
        self.outcomes[id(making)] = outcome
        self.watcher.end(outcome)


def make_all(
    jobs: Sequence[Job], out: Path, crew: Crew, watcher: Watcher, *,
    pieces: Pieces | None = None, fresh: bool = False, fail_fast: bool = False,
) -> tuple[Outcome, ...]:
    """Make every job; one that fails does not stop the others.

    Parameters
    ----------
    crew
        Whoever draws, ready to begin.
    fresh
        Draw everything, also what is there already.
    fail_fast
        Stop all at the first failure.
    """
    pieces = pieces or Pieces()
    with claimed(out, lambda: watcher.waits(out)):
        outcomes: dict[Job, Outcome] = {}
        states = []
        for job in jobs:
            begun = time.monotonic()
            try:
                state = state_of(job, out, pieces, fresh)
                if state.entry is None:
                    check_writable(state.folder)
            except Exception as error:
                outcomes[job] = Outcome(job, time.monotonic() - begun, error=error)
            else:
                if state.entry is not None:
                    outcomes[job] = _kept(state, begun)
                else:
                    states.append(state)
                    continue
            watcher.end(outcomes[job])
        if states:
            hurried = any(job.beat for job in jobs)  # somebody waits for it: room is made while processes start
            if hurried:
                _make_room(pieces)
            batch = Batch(states, crew, watcher, pieces, fresh=fresh, fail_fast=fail_fast)
            for outcome in batch.run():
                outcomes[outcome.job] = outcome
            if not hurried:
                _make_room(pieces)
        return tuple(outcomes[job] for job in jobs)


def _make_room(pieces: Pieces) -> None:
    """Keep the cache within its limit."""
    with suppress(OSError):
        prune(pieces.folder, limit_in_bytes())


def _kept(state: State, begun: float) -> Outcome:
    assert state.entry is not None
    path = state.folder / f"{state.job.name}.mp4"
    seconds = float(state.entry["seconds"])
    return Outcome(state.job, time.monotonic() - begun, path, seconds, path.stat().st_size, kept=True)


def _outcome(making: _Making, length: float) -> Outcome:
    path = making.state.folder / f"{making.job.name}.mp4"
    return Outcome(making.job, _since(making), path, length, path.stat().st_size)


def _since(making: _Making) -> float:
    return 0.0 if making.begun is None else time.monotonic() - making.begun
