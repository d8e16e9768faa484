"""What several tests share: one tiny film, made once."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from click.testing import CliRunner, Result
from hypothesis import settings

from production import command_line
from production.batch import make_all
from production.files import folder_for
from production.jobs import Job, Outcome, Watcher
from production.store import FOLDER_VARIABLE, Store
from production.workers import Alone, Crew
from scenes.running_order import Entry
from scenes.stage.request import Quality, Request
from tests.clips.tiny import ORDER, TINY

# The same examples on every machine, however busy it is; `HYPOTHESIS_PROFILE=default` seeks new ones.
settings.register_profile("film", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "film"))

# Scenes make many small things and little rubbish: looking for it as often as usual takes a twentieth of the time.
gc.set_threshold(20_000, *gc.get_threshold()[1:])


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden frames be renewed on purpose (tests/test_golden.py)."""
    parser.addoption("--renew-golden", action="store_true", help="write the golden frames anew")


#: Tests that compare films which were encoded separately. x264 gives, about once in a thousand groups of pictures,
#: other bytes for the very same pictures (the last block of a key picture; the cause is not known). Such a test may
#: be tried a second time; a fault of ours fails it twice.
COMPARES_ENCODINGS = frozenset(
    {
        "test_processes_that_share_a_clip_give_the_bytes_of_one_that_draws_alone",
        "test_pieces_drawn_on_different_days_give_the_bytes_of_one_run",
        "test_fresh_draws_everything_anew",
        "test_one_beat_alone_is_its_part_of_the_whole_clip_and_only_that_is_drawn",
        "test_pieces_that_are_spoilt_are_drawn_again",
        "test_a_cache_that_keeps_nothing_is_done_without",
        "test_runs_and_processes_that_are_killed_at_any_moment_complete_later_with_equal_bytes",
        "test_a_lost_workers_jobs_are_done_elsewhere_with_the_bytes_of_one_machine",
        "test_two_runs_give_equal_bytes",
    }
)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Give a test that compares encodings a second try."""
    if not isinstance(item, pytest.Function) or item.originalname not in COMPARES_ENCODINGS:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    if any(report.failed for report in reports):
        item._initrequest()
        # The film that was made once may be the odd one: it is made anew, or all that are held against it fail.
        for definition in item._fixtureinfo.name2fixturedefs.get("film", ()):
            definition.finish(item._request)  # type: ignore[arg-type, unused-ignore]
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


#: As small as stays legible: 160 by 90, at the rate of drafts.
SMALL = Quality("small", 90, 15)


class Film:
    """A finished clip with all that stands beside it."""

    def __init__(self, out: Path, request: Request) -> None:
        self.out, self.request = out, request
        self.kept = Store(out.with_name(f"{out.name}.kept"))
        (outcome,) = made([TINY], out, request=request, store=self.kept)
        assert outcome.error is None

    @property
    def folder(self) -> Path:
        return folder_for(self.out, self.request)

    @property
    def movie(self) -> Path:
        return self.file("mp4")

    def file(self, suffix: str) -> Path:
        return self.folder / f"tiny.{suffix}"

    def text(self, suffix: str) -> str:
        return self.file(suffix).read_text(encoding="utf-8")

    def contents(self) -> dict[str, bytes]:
        return contents(self.folder)


def contents(folder: Path) -> dict[str, bytes]:
    """All that anybody would look for in a folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name[0] != "."}


def made(
    entries: Sequence[Entry], out: Path, crew: Crew | None = None, *, request: Request | None = None,
    store: Store | None = None, watcher: Watcher | None = None, fresh: bool = False,
) -> tuple[Outcome, ...]:
    """Make clips, small, with nothing kept from before, in this process if nobody else is named."""
    store = store or Store(out.with_name(f"{out.name}.kept"))
    jobs = [Job(entry, request or Request(quality=SMALL)) for entry in entries]
    with crew or Alone(store) as workers:
        return make_all(jobs, out, workers, watcher or Watcher(), store=store, fresh=fresh)


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """The tests' tiny clip, finished; made once for each worker, and only looked at."""
    return Film(tmp_path_factory.mktemp("film"), Request(quality=SMALL))


RenderPy = Callable[..., Result]


@pytest.fixture
def render_py(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> RenderPy:
    """Run a ``render.py`` command that knows the tests' clips, from an empty folder."""
    monkeypatch.setattr(command_line, "RUNNING_ORDER", ORDER)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        return CliRunner().invoke(command_line.main, words)

    return run
