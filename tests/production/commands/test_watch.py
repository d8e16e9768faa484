"""Making films again after each change of a file."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from production.commands import watch as watching
from production.commands.watch import States, changed, next_change, runs_on, states, watch
from production.crew.crew import Crew
from production.crew.local import Alone
from scenes.script.errors import FilmError
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.toml_file import ROOT
from tests.conftest import RenderPy, cache_without_pieces

CLIP = ROOT / "scenes" / "binding.py"
STAGE = ROOT / "scenes" / "stage" / "clip.py"


def test_files_that_a_film_rests_on_are_seen_and_an_editors_own_are_not(tmp_path: Path) -> None:
    for name in ("scenes/one.py", "assets/script/en.toml", "production/x.py", "assets/gone.svg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was")
    before = states(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in before} == {
        "scenes/one.py", "assets/script/en.toml", "production/x.py", "assets/gone.svg",
    }
    for name in ("scenes/.one.py.swp", "scenes/one.py~", "scenes/#one.py#", "tests.py"):
        (tmp_path / name).write_text("of no account")
    (tmp_path / "scenes" / "__pycache__").mkdir()
    (tmp_path / "scenes" / "__pycache__" / "one.pyc").write_text("of no account")
    assert states(tmp_path) == before
    (tmp_path / "scenes" / "one.py").write_text("as it is now")
    (tmp_path / "assets" / "new.toml").write_text("")
    (tmp_path / "assets" / "gone.svg").unlink()
    assert {path.name for path in changed(before, states(tmp_path))} == {"one.py", "new.toml", "gone.svg"}


def test_a_change_is_told_once_no_more_changes_follow() -> None:
    one, two = Path("one"), Path("two")
    looks: Iterator[States] = iter([{}, {one: (1, 0)}, {one: (1, 3)}, {one: (1, 3), two: (2, 2)}] + 4 * [
        {one: (1, 3), two: (2, 2)}
    ])
    assert next_change({}, lambda: next(looks)) == {one, two}


def test_code_that_waits_to_draw_is_told_from_clips_that_are_imported_later() -> None:
    assert runs_on([STAGE])
    assert runs_on([ROOT / "production" / "draw" / "cairo" / "pen.py"])
    assert runs_on([CLIP, ROOT / "production" / "commands" / "watch.py"])
    assert not runs_on([ROOT / "scenes" / "no_clip_yet.py", ROOT / "assets" / "script" / "en.toml"])


class _AgainError(Exception):
    """The command is run anew."""


def test_it_goes_on_after_an_error_begins_anew_with_other_code_and_ends_with_ctrl_c(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def start_again() -> None:
        raise _AgainError

    monkeypatch.setattr(watching, "start_again", start_again)
    now: States = {}
    said: list[str] = []
    crews: list[Crew] = []

    def make(crew: Crew) -> None:
        crews.append(crew)
        match len(crews):
            case 1:
                now[ROOT / "assets" / "words.toml"] = (1, 1)
            case 2:
                now[STAGE] = (2, 2)
                raise FilmError("there is a word too many")
            case 3:
                raise KeyboardInterrupt

    with pytest.raises(_AgainError):
        watch(make, Alone, said.append, lambda: {**now})
    assert len(crews) == len(set(map(id, crews))) == 2
    wait = "Waiting for a change; Ctrl-C ends this."
    assert said == [wait, "there is a word too many", wait]
    watch(make, Alone, said.append, lambda: {**now})
    assert len(crews) == 3


def test_what_is_wrong_from_the_start_is_not_waited_for(render_py: RenderPy) -> None:
    result = render_py("clips", "tiny", "--watch", "--beat", "dsic", "-j0")
    assert result.exit_code == 2
    assert "'disc'" in result.output
    assert "Waiting" not in result.output


@pytest.mark.parametrize("other", ["--dry-run", "--fresh"])
def test_what_cannot_be_watched_is_said(render_py: RenderPy, other: str) -> None:
    result = render_py("clips", "tiny", "--watch", other)
    assert result.exit_code == 2
    assert "--watch goes neither with --dry-run nor with --fresh" in result.output


def test_a_changed_script_changed_code_and_a_slip_are_seen_at_once_and_nothing_is_left_running(tmp_path: Path) -> None:
    for part in ("scenes", "production", "assets"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "render.py", tmp_path)
    words, code = tmp_path / "assets" / "script" / "en.toml", tmp_path / "scenes" / "safety.py"
    stage = tmp_path / "scenes" / "stage" / "style.py"
    command = ("clips", "safety", "--beat", "liver", "--quality", "draft", "--watch")
    environment = {**os.environ, FOLDER_VARIABLE: str(cache_without_pieces(tmp_path / "kept"))}
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(
        [sys.executable, "render.py", *command], cwd=tmp_path, env=environment, stdout=log, stderr=log,
        start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as run:
        try:
            film = tmp_path / "out" / "en" / "patient" / "landscape" / "safety.liver.mp4"
            _await(run, lambda: film.exists())
            for file, old, new in (
                (words, 'patient = "', 'patient = "First of all. '),
                (code, "from __future__", "from __future__ import annotations; oops(\nfrom __future__"),
                (code, "from __future__ import annotations; oops(\n", "# mended\n"),
                (stage, "from __future__", "# read by a process that runs already\nfrom __future__"),
            ):
                _await(run, lambda: (tmp_path / "log").read_text().endswith("ends this.\n"))
                said, before = len((tmp_path / "log").read_text()), film.stat().st_ino
                file.write_text(file.read_text().replace(old, new))
                if "oops" in new:
                    _await(run, lambda said=said: "1 of 1 failed." in (tmp_path / "log").read_text()[said:])
                    told = (tmp_path / "log").read_text()[said:]
                    assert re.search(r"FAILED: scenes/safety\.py:\d+: SyntaxError: ", told)
                else:
                    _await(run, lambda before=before: film.stat().st_ino != before)
            _await(run, lambda: (tmp_path / "log").read_text().endswith("ends this.\n"))
            run.send_signal(signal.SIGINT)
            assert run.wait(20) == 0
            with pytest.raises(ProcessLookupError):
                os.killpg(run.pid, 0)
        finally:
            run.kill()


def _await(run: subprocess.Popen[bytes], there: Callable[..., bool], seconds: float = 120) -> None:
    """Wait until something is there; the run is to last as long."""
    end = time.monotonic() + seconds
    while not there():
        assert run.poll() is None, "it has ended"
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)
