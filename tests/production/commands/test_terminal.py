"""What is said arrives: on a terminal, in a log, in a pipe that closes early, and on any code page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from production.check.finding import Finding
from production.check.report import print_report
from production.check.run import Report
from production.commands.progress import Bars, closing, forecast, watcher_for
from production.commands.terminal import standard_output
from production.make.outcome import Outcome
from production.plan.jobs import Job, state_of
from production.plan.pace import Pace
from production.store.pieces import Pieces
from scenes.script.errors import FilmError
from scenes.script.request import Request
from scenes.script.toml_file import ROOT
from tests.clips.tiny import TINY

#: Markup that closes what was never open, a style, a link, and the name of a picture.
NASTY = r"a[/b] [clinic] [red]c[/] [link=x]d \[e] :bomb:"


def failed() -> Outcome:
    return Outcome(Job(TINY, Request()), 1.0, error=FilmError(f"cannot write into {NASTY}"))


def with_bars(console: Console, _: Path) -> None:
    with Bars(console, 1) as bars:
        bars.end(failed())


def with_bars_that_wait(console: Console, _: Path) -> None:
    with Bars(console, 1) as bars:
        bars.waits(Path(NASTY))


def with_a_closing_table(console: Console, _: Path) -> None:
    closing([failed(), Outcome(Job(TINY, Request()), 12.0, Path(NASTY), 65.0, 2_500_000)], console)


def with_a_forecast(console: Console, folder: Path) -> None:
    pieces = Pieces(folder)
    forecast([state_of(Job(TINY, Request()), Path(NASTY), pieces)], Pace(folder), 1, console)


def with_a_report(console: Console, _: Path) -> None:
    found = Finding("pace", "tiny", "", "", "", "", NASTY, NASTY)
    print_report(Report((found,), (), 1, ("tiny",)), console, strict=False)


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "log"])
@pytest.mark.parametrize(
    "show", [with_bars, with_bars_that_wait, with_a_closing_table, with_a_forecast, with_a_report]
)
def test_brackets_and_colons_of_a_path_are_shown_as_they_are(
    show: Callable[[Console, Path], None], terminal: bool, tmp_path: Path
) -> None:
    console = Console(file=StringIO(), force_terminal=terminal, width=400, record=True)
    show(console, tmp_path)
    assert NASTY in console.export_text()


def test_bars_are_for_a_terminal_however_colors_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setattr(sys, "stdout", StringIO())
    assert not isinstance(watcher_for(standard_output(), 1), Bars)


COMMANDS = [
    ["list"], ["check", "--list"], ["check", "--quick", "drug"], ["clips", "drug", "--dry-run"], ["cache"],
    ["list", "--help"],
]


def run_py(*words: str, out: int, buffered: bool = True, **settings: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **settings, "PYTHONUNBUFFERED": "" if buffered else "1"}
    return subprocess.Popen(
        [sys.executable, "render.py", *words], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.PIPE
    )


@pytest.mark.parametrize("buffered", [True, False], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_that_nobody_reads_to_the_end_ends_without_a_word(words: list[str], buffered: bool) -> None:
    read, write = os.pipe()
    os.close(read)
    process = run_py(*words, out=write, buffered=buffered)
    os.close(write)
    _, errors = process.communicate(timeout=60)
    assert errors == b""
    assert process.returncode == 128 + signal.SIGPIPE


@pytest.mark.parametrize("page", ["ascii", "cp1252", "cp437", "shift_jis"])
def test_a_sign_that_the_code_page_lacks_stops_no_line(page: str, tmp_path: Path) -> None:
    words = ["clips", "drug", "--dry-run", "--out", str(tmp_path / "ü · 例 … ×")]
    process = run_py(*words, out=subprocess.PIPE, PYTHONIOENCODING=page)
    said, errors = process.communicate(timeout=60)
    assert errors == b""
    assert process.returncode == 0
    assert b"drug.mp4" in said


def test_a_path_that_is_no_text_is_shown_all_the_same() -> None:
    words = ["clips", "drug", "--dry-run", "--out", os.fsdecode(b"caf\xe9")]
    process = run_py(*words, out=subprocess.PIPE)
    said, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")
    assert b"caf?" in said
