"""More than one machine: here a real Dask scheduler with two workers, each of which could stand elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from production.crew.cluster import Cluster
from production.make.outcome import Watcher
from production.plan.jobs import Job
from production.store.files import folder_for
from production.store.pieces import Pieces
from scenes.script.errors import FilmError
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.request import Request
from scenes.script.toml_file import ROOT
from tests.clips.tiny import BROKEN, TINY
from tests.conftest import SMALL, Film, RenderPy, contents, made

#: The address at which every machine finds itself.
LOOPBACK = str(IPv4Address(0x7F000001))


class Lab:
    """A scheduler and workers, as a teacher's lab would start them."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.file = folder / "scheduler.json"
        place = ("--host", LOOPBACK, "--port", "0", "--scheduler-file", str(self.file))
        self.scheduler = self.start("scheduler", *place)
        deadline = time.monotonic() + 60
        while not self.file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.address: str = json.loads(self.file.read_text())["address"]
        self.workers = [self.start("worker", self.address, "--nthreads", "1", "--no-nanny", cache=f"at {n}")
                        for n in range(2)]

    def start(self, kind: str, *words: str, cache: str = "none") -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", kind, *words, "--no-dashboard"], cwd=ROOT,
            env={**os.environ, FOLDER_VARIABLE: str(self.folder / cache)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with ExitStack() as stack:
        yield Lab(tmp_path, stack)


class Killing(Watcher):
    """Ends a worker as soon as something is drawn."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self.worker, self.seen = worker, 0

    def frames(self, job: Job, done: int, total: int) -> None:
        self.seen += 1
        self.worker.kill()


def test_a_lost_workers_jobs_are_done_elsewhere_with_the_bytes_of_one_machine(
    lab: Lab, film: Film, tmp_path: Path
) -> None:
    watcher = Killing(lab.workers[0])
    pieces = Pieces(tmp_path / "here")
    tiny, broken = made([TINY, BROKEN], tmp_path / "out", Cluster(lab.address), pieces=pieces, watcher=watcher)
    assert lab.workers[0].wait(timeout=10) != 0
    assert watcher.seen
    assert str(broken.error) == "the square will not come"
    assert tiny.error is None
    assert contents(folder_for(tmp_path / "out", Request(quality=SMALL))) == film.contents()


def test_a_cluster_that_does_not_answer_is_said_in_one_line(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("production.crew.cluster._PATIENCE", 0.5)
    result = render_py("clips", "tiny", "--quality", "draft", "--scheduler", f"tcp://{LOOPBACK}:9")
    assert result.exit_code == 1
    assert f"render.py: no Dask cluster with workers answers at tcp://{LOOPBACK}:9" in result.output


def test_without_dask_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FilmError, match="needs the package distributed"):
        Cluster(f"tcp://{LOOPBACK}:8786")
