"""From what was asked for to finished files: one job a clip, one failure at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from production import sound
from production.captions import Form, chapter_cues, chapter_name, cues, subrip, vtt
from production.files import delivered, folder_for
from production.movie import Chapter, Tags, check_movie, write_movie
from production.shares import Drawn
from production.transcript import transcript
from production.video import VideoForm
from production.walk import Account
from production.workers import Crew
from scenes.running_order import Entry
from scenes.stage.errors import FilmError
from scenes.stage.request import Quality, Request


@dataclass(frozen=True)
class Job:
    """One clip to be made in one way."""

    entry: Entry
    request: Request

    @property
    def title(self) -> str:
        """The job as a line: ``binding  en patient landscape``."""
        r = self.request
        return f"{self.entry.name}  {r.language} {r.audience} {r.shape}"


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes
    ----------
    path, length, size
        The film's file, its length in s and its size in bytes; a failed job has none.
    took
        Seconds of work.
    error
        Why it failed, or None.
    """

    job: Job
    took: float
    path: Path | None = None
    length: float = 0.0
    size: int = 0
    error: Exception | None = None


class Watcher:
    """Is told how the work goes; this one keeps silent."""

    def begin(self, job: Job) -> None:
        """A job begins."""

    def frames(self, done: int, total: int) -> None:
        """So many frames of the job are drawn; in the end there will be about ``total``."""

    def end(self, outcome: Outcome) -> None:
        """A job is done, or has failed."""


def plan(
    entries: Iterable[Entry],
    languages: Iterable[str],
    audiences: Iterable[str],
    shapes: Iterable[str],
    quality: Quality,
) -> tuple[Job, ...]:
    """All combinations, clip by clip."""
    return tuple(
        Job(entry, Request(language, audience, shape, quality))
        for entry, language, audience, shape in product(entries, languages, audiences, shapes)
    )


def make_all(jobs: Sequence[Job], out: Path, crew: Crew, watcher: Watcher) -> tuple[Outcome, ...]:
    """Make every job; one that fails does not stop the others."""
    outcomes = []
    for job in jobs:
        begun = time.monotonic()
        try:
            path, length = make(job, out, crew, watcher)
            took = time.monotonic() - begun
            outcome = Outcome(job, took, path, length, path.stat().st_size)
        except Exception as error:
            outcome = Outcome(job, time.monotonic() - begun, error=error)
        watcher.end(outcome)
        outcomes.append(outcome)
    return tuple(outcomes)


def make(job: Job, out: Path, crew: Crew, watcher: Watcher) -> tuple[Path, float]:
    """Make one clip with all that stands beside it; the film's path, and its length in s."""
    entry, request = job.entry, job.request
    folder = folder_for(out, request)
    with delivered(folder) as making:
        watcher.begin(job)
        drawn = crew.draw(entry, request, watcher.frames)
        _write(making, entry.name, drawn, request)
    return folder / f"{entry.name}.mp4", drawn.account.story.duration


def _write(folder: Path, name: str, drawn: Drawn, request: Request) -> None:
    """Write the film and its companions."""
    account, form = drawn.account, VideoForm.of(request)
    story = account.story
    captions = cues(story, Form.of(request))
    frames = sum(len(segment.packets) for segment in drawn.segments)
    if frames != round(story.duration * form.fps):
        problem = f"{frames} frames were drawn, but the film lasts {story.duration:.2f} s"
        raise FilmError(f"{name}: {problem}: was its code changed meanwhile?")
    if drawn.poster is None:
        raise FilmError(f"{name}: its poster beat {account.poster_beat!r} was not played")
    movie = folder / f"{name}.mp4"
    write_movie(
        movie,
        form,
        drawn.segments,
        sound.track(story, story.duration),
        captions,
        [Chapter(chapter_name(b.name), b.start, b.end) for b in story.beats],
        tags_for(account, request),
    )
    check_movie(movie, frames)
    texts: dict[str, Callable[[], str]] = {
        "vtt": lambda: vtt(captions),
        "srt": lambda: subrip(captions),
        "chapters.vtt": lambda: vtt(chapter_cues(story)),
        "transcript.html": lambda: transcript(account, request),
    }
    for suffix, text in texts.items():
        (folder / f"{name}.{suffix}").write_text(text(), encoding="utf-8", newline="\n")
    (folder / f"{name}.poster.png").write_bytes(drawn.poster)


def tags_for(account: Account, request: Request) -> Tags:
    """What the film's file says of itself."""
    story = account.story
    return Tags(
        title=f"{story.number} {story.title}: {account.subtitle}".strip(),
        comment=f"{account.words['notice']} {account.dated}",
        language=request.language,
        dated=account.checked,
    )
