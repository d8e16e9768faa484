"""Folders for what is needed only while somebody works go with whoever made them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from production.crew.local import Together
from production.crew.scratch import Scratch
from scenes.script.toml_file import ROOT
from tests.conftest import RenderPy

pytest.importorskip("fcntl")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_by_a_killed_process(temporary: Path) -> Path:
    code = "from production.crew.scratch import Scratch; s = Scratch(); print(s.path, flush=True); input()"
    run = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    assert run.stdout is not None
    folder = Path(run.stdout.readline().strip())
    run.kill()
    run.communicate()
    return folder


def grown_old(folder: Path) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(folder / ".claim", (an_hour_ago, an_hour_ago))


def test_what_a_killed_run_left_goes_with_the_next_one(temporary: Path) -> None:
    folder = left_by_a_killed_process(temporary)
    Scratch().cleanup()
    assert folder.is_dir()  # as young as one that its maker is just about to claim
    grown_old(folder)
    Scratch().cleanup()
    assert [*temporary.iterdir()] == []


def test_a_folder_of_one_who_still_works_and_one_that_is_not_ours_stay(temporary: Path) -> None:
    foreign = temporary / "film-noir"
    foreign.mkdir()
    with Together(1):
        (mine,) = temporary.glob("film-*/.claim")
        grown_old(mine.parent)
        Scratch().cleanup()
        assert mine.exists()
    assert [*temporary.iterdir()] == [foreign]


def test_a_folder_goes_when_its_process_ends_by_itself(temporary: Path) -> None:
    code = "from production.crew.scratch import Scratch; s = Scratch(); assert s.path.is_dir()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)}, check=True)
    assert [*temporary.iterdir()] == []


@pytest.mark.parametrize(
    "words", [["clips", "long", "-j0"], ["sheet", "long", "--every", "0"], ["still", "long"]], ids=" ".join
)
def test_what_a_command_left_that_draws_by_itself_and_was_killed_goes_with_the_next_one(
    temporary: Path, words: list[str]
) -> None:
    given, out = {**os.environ, "TMPDIR": str(temporary)}, temporary / "out"
    command = [sys.executable, "-m", "tests.clips.film"]
    run = subprocess.Popen(
        [*command, *words, "--out", str(out)], cwd=ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    deadline = time.monotonic() + 60
    while not [*temporary.glob("film-*/film-*")] and time.monotonic() < deadline:
        time.sleep(0.01)
    run.kill()
    run.communicate()
    left = [*temporary.glob("film-*")]
    assert left != []
    for folder in left:
        grown_old(folder)
    subprocess.run([*command, "list"], cwd=ROOT, env=given, stdout=subprocess.DEVNULL, check=True)
    assert [*temporary.glob("film-*")] == []


def test_a_command_that_needs_no_folder_runs_where_none_can_be_made(
    render_py: RenderPy, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "nowhere"))
    assert render_py("list").exit_code == 0
    assert tempfile.tempdir == str(temporary / "nowhere")


# How a signal ends a command is settled before any command begins, and what a command clears up does not know why.
@pytest.mark.parametrize(
    ("words", "how"),
    [
        *((["clips", "long", "-j1"], how) for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)),
        (["clips", "long", "-j0"], signal.SIGINT),
        (["sheet", "long", "--every", "0"], signal.SIGTERM),
    ],
    ids=lambda value: value.name if isinstance(value, signal.Signals) else " ".join(value),
)
def test_a_command_that_is_told_to_end_leaves_no_folder_behind(
    temporary: Path, words: list[str], how: signal.Signals
) -> None:
    out = temporary / "out"
    options = ["--out", str(out), *(["--quality", "draft"] if words[0] == "clips" else [])]
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.clips.film", *words, *options], cwd=ROOT, text=True,
        env={**os.environ, "TMPDIR": str(temporary)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    deadline = time.monotonic() + 60
    while not [*temporary.glob("film-*/film-*")] and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.5)
    run.send_signal(how)
    output, _ = run.communicate(timeout=60)
    assert run.returncode != 0
    assert "Traceback" not in output
    assert [path.name for path in temporary.iterdir() if path != out] == []
