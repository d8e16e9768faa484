"""What several tests share: one tiny film, made once."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from production.commands.main import main
from production.crew.crew import Crew
from production.crew.local import Alone
from production.make.batch import make_all
from production.make.outcome import Outcome, Watcher
from production.plan.jobs import Job
from production.store.files import folder_for
from production.store.pieces import Pieces
from scenes import running_order
from scenes.script import takes
from scenes.script.entry import Entry
from scenes.script.keep import FOLDER_VARIABLE, cache_folder
from scenes.script.request import Quality, Request
from tests.clips.looping import LOOPING
from tests.clips.tiny import ORDER, SCRIPTS, TINY
from tests.helpers.looped import WALL, Looped
from tests.helpers.tiny_film import make_film

# The same examples on every machine, however busy it is; `HYPOTHESIS_PROFILE=default` seeks new ones.
settings.register_profile("film", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "film"))

# Under `nohup` all children would ignore what some tests end them with, run on, and fill the cache for the others.
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# Tests make their own takes: what they say of clips does not change with what somebody has read aloud.
os.environ[takes.FOLDER_VARIABLE] = str(SCRIPTS.with_name("voice"))

# Scenes make many small things and little rubbish: looking for it as often as usual takes a twentieth of the time.
gc.set_threshold(20_000, *gc.get_threshold()[1:])


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden frames be renewed on purpose (tests/scenes/test_golden.py)."""
    parser.addoption("--renew-golden", action="store_true", help="write the golden frames anew")


def pytest_collection_finish() -> None:
    """Look for rubbish no more in what is imported by now: each clip and each task of the tests looks once or twice."""
    gc.collect()
    gc.freeze()


#: Outlines that take long to make: the same wherever they are kept, for their names are hashes of all they depend on.
SHAPES = cache_folder() / "shapes"


def cache_without_pieces(folder: Path) -> Path:
    """A cache of its own for a test that draws the film's clips: it finds no piece there, and all outlines."""
    folder.mkdir(parents=True)
    SHAPES.mkdir(parents=True, exist_ok=True)
    (folder / "shapes").symlink_to(SHAPES.resolve())
    return folder


#: As small as stays legible: 160 by 90, at the rate of drafts.
SMALL = Quality("small", 90, 15)


class Film:
    """A finished clip with all that stands beside it."""

    def __init__(self, out: Path, request: Request) -> None:
        self.out, self.request = out, request
        self.kept = Pieces(out.with_name(f"{out.name}.kept"))
        (outcome,) = made([TINY], out, request=request, pieces=self.kept)
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
    pieces: Pieces | None = None, watcher: Watcher | None = None, fresh: bool = False,
) -> tuple[Outcome, ...]:
    """Make clips, small, with nothing kept from before, in this process if nobody else is named."""
    pieces = pieces or Pieces(out.with_name(f"{out.name}.kept"))
    jobs = [Job(entry, request or Request(quality=SMALL)) for entry in entries]
    with crew or Alone(pieces) as workers:
        return make_all(jobs, out, workers, watcher or Watcher(), pieces=pieces, fresh=fresh)


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """The tests' tiny clip, finished; made once for each worker, and only looked at."""
    return Film(tmp_path_factory.mktemp("film"), Request(quality=SMALL))


@pytest.fixture(scope="session")
def looped(tmp_path_factory: pytest.TempPathFactory) -> Looped:
    """Loops of two of the tests' clips; made once for each worker, and only looked at."""
    request = Request(quality=WALL, captions="picture")
    made = Looped(tmp_path_factory.mktemp("looped") / "out", request, (LOOPING, TINY))
    assert [outcome.error for outcome in made.make()] == [None, None, None]
    return made


@pytest.fixture(scope="session")
def film_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole film of the tests' clips, ``both``; who asks for it is in the group "film", so that it is made once."""
    folder = tmp_path_factory.mktemp("film")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(cache_without_pieces(folder / "kept")))
        make_film(folder / "out", Request(quality=SMALL))
    return folder / "out"


RenderPy = Callable[..., Result]


@pytest.fixture
def render_py(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> RenderPy:
    """Run a ``render.py`` command that knows the tests' clips, from an empty folder."""
    monkeypatch.setattr(running_order, "RUNNING_ORDER", ORDER)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, words)

    return run
