"""How many processes are at work, and what becomes of their tasks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from production.crew.crew import Crew, results
from production.crew.local import Alone, Together, cores, cpu_share
from production.plan.task import Keeper, Told
from scenes.script.toml_file import ROOT


@dataclass(frozen=True)
class Square:
    """A task that draws nothing: the square of a number, but not of a negative one."""

    number: int
    clip: str = "none"

    def do(self, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> int:
        if self.number < 0:
            raise ValueError(f"{self.number} is negative")
        return self.number**2


@pytest.mark.parametrize("crew", [Alone, lambda: Together(2)], ids=["here", "processes"])
def test_any_task_can_be_done_and_one_failure_stays_alone(crew: Callable[[], Crew]) -> None:
    done: list[str] = []
    with crew() as workers:
        found = results(workers, {"two": Square(2), "bad": Square(-1), "three": Square(3)}, done.append)
    assert (found["two"], found["three"]) == (4, 9)
    assert str(found["bad"]) == "-1 is negative"
    assert sorted(done) == ["bad", "three", "two"]


#: What a shell says, and what Python then does: twelve processes are asked for, and a square.
LIMITED = """
from production.crew.crew import results
from production.crew.local import crew
from tests.production.crew.test_local import Square
with crew(12) as workers:
    workers.expect()
    print(workers.size, results(workers, {"three": Square(3)})["three"])
"""


@pytest.mark.skipif(os.name != "posix", reason="asks a shell for the limit")
def test_a_low_limit_of_open_files_makes_processes_fewer_and_is_named_where_it_allows_none() -> None:
    def at_most(files: int, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", sys.executable, *words]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)

    assert at_most(23, "-c", LIMITED).stdout == "1 9\n"
    refused = at_most(21, "render.py", "clips", "binding", "-j12", "--voice", "silent", "--quality", "draft")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "only 21 files may be open at once, which is too few: allow more (ulimit -n 256)" in refused.stderr


HELD: list[bytes] = []


@dataclass(frozen=True)
class Holding:
    """A task that leaves some memory behind, and tells which process did it."""

    megabytes: int
    clip: str = "none"

    def do(self, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> int:
        HELD.append(b"x" * (self.megabytes * 1_000_000))
        return os.getpid()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads how large a process is from /proc")
def test_a_process_that_has_grown_too_large_makes_room_for_another() -> None:
    with Together(1) as crew:
        found = results(crew, {number: Holding(size) for number, size in enumerate((1, 300, 1, 1))})
    assert found[0] == found[1] != found[2] == found[3]


@pytest.mark.parametrize(
    ("files", "share"),
    [
        ({"cpu.max": "150000 100000\n"}, 1.5),
        ({"cpu.max": "max 100000\n"}, None),
        ({"cpu/cpu.cfs_quota_us": "50000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 0.5),
        ({"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, None),
        ({}, None),
    ],
)
def test_a_containers_share_of_the_processors_is_read(tmp_path: Path, files: dict[str, str], share: float) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert cpu_share(tmp_path) == share


@pytest.mark.parametrize(("quota", "count"), [("30000 100000", 1), ("100000 100000", 1), ("9900000 100000", None)])
def test_no_more_processes_are_started_than_a_container_may_keep_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: str, count: int | None
) -> None:
    unlimited = cores()
    (tmp_path / "cpu.max").write_text(quota)
    monkeypatch.setattr("production.crew.local._CGROUP", tmp_path)
    assert cores() == (count or unlimited)
