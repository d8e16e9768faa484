"""A film of the tests' clips."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from production.crew.local import Alone
from production.make.film import Film, make_films
from production.make.outcome import Outcome, Watcher
from production.plan.jobs import Job
from scenes.running_order import CLOSING, OPENING, Cut
from scenes.script.request import Request
from tests.clips.tiny import FOLLOWING, TINY

CUT = Cut("both", "two tiny clips", ("tiny", "following"))


class TinyFilm(Film):
    """A film of the tests' clips; its opening and close are those of a clip that the script knows."""

    @cached_property
    def jobs(self) -> tuple[Job, ...]:
        told = replace(self.request, film=("outlook",))
        clips = (Job(entry, self.request, alone=False) for entry in self.clips)
        return (Job(OPENING, told, alone=False), *clips, Job(CLOSING, told, alone=False))


def make_film(out: Path, request: Request) -> Outcome:
    """Make it."""
    with Alone() as crew:
        (outcome,) = make_films([TinyFilm(CUT, (TINY, FOLLOWING), request)], out, crew, Watcher())
    assert outcome.error is None, outcome.error
    return outcome
