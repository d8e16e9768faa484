"""The finished files: the same request gives the same bytes, whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from production.check.looking.movie_file import first_and_last, read_movie
from production.draw.walk import staged
from production.finish import reel as assembly
from production.plan.jobs import plan
from production.store.files import delivered, folder_for
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.request import QUALITIES, SHAPES, Request
from scenes.script.toml_file import ROOT
from tests.clips.tiny import BROKEN, FOLLOWING, LONG, TINY
from tests.conftest import SMALL, Film, RenderPy, made

EIGHT = {
    "manifest.json",
    *(f"tiny.{s}" for s in ("mp4", "vtt", "srt", "chapters.vtt", "transcript.html", "poster.png")),
    *(f"tiny.{s}" for s in ("words.json", "story.json")),
}


# --- the same request gives the same bytes ------------------------------------------------


def test_a_film_comes_with_captions_chapters_transcript_poster_and_manifest(film: Film) -> None:
    assert set(film.contents()) == EIGHT
    assert all(film.contents().values())


def test_two_runs_give_equal_bytes(film: Film, tmp_path: Path) -> None:
    assert Film(tmp_path, film.request).contents() == film.contents()


class Windows:
    """Wants a few frames every ten seconds, and before them a run of so many others."""

    def __init__(self, before: int) -> None:
        self.before = before
        self.taken: dict[int, np.ndarray] = {}

    def wants(self, index: int) -> bool:
        return (index - 100) % 150 < 3 or 150 - (index - 100) % 150 <= self.before

    def take(self, index: int, picture: np.ndarray) -> None:
        if (index - 100) % 150 < 3:
            self.taken[index] = picture


@pytest.mark.parametrize("entry", [
    pytest.param(e, id=e.name, marks=pytest.mark.xdist_group(e.name)) for e in (FOLLOWING, *RUNNING_ORDER)
])
def test_a_frame_of_the_film_does_not_depend_on_what_was_drawn_before(entry: Entry) -> None:
    alone, in_a_row = Windows(before=0), Windows(before=5)
    for taker in (alone, in_a_row):
        with staged(entry, Request(quality=SMALL), taker) as walk:
            walk.go()
    assert len(alone.taken) >= 3
    assert alone.taken.keys() == in_a_row.taken.keys()
    different = [i for i, p in alone.taken.items() if not np.array_equal(p, in_a_row.taken[i])]
    assert not different


# --- all or nothing -----------------------------------------------------------------------------


def files_below(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.rglob("*") if p.is_file() and p.name[0] != ".")


def test_files_made_earlier_survive_a_failure(tmp_path: Path) -> None:
    folder = tmp_path / "en/patient/landscape"
    folder.mkdir(parents=True)
    (folder / "broken.mp4").write_bytes(b"an earlier film")
    (outcome,) = made([BROKEN], tmp_path)
    assert outcome.error is not None
    assert (folder / "broken.mp4").read_bytes() == b"an earlier film"
    assert files_below(tmp_path) == ["broken.mp4"]


@pytest.fixture
def stopped(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that is in the middle of drawing, with an earlier film in its folder."""
    folder = tmp_path / "en/patient/landscape"
    folder.mkdir(parents=True)
    (folder / "long.mp4").write_bytes(b"an earlier film")
    command = [sys.executable, "-m", "tests.clips.film", "clips", "long", "-j1"]
    run = subprocess.Popen(
        [*command, "--quality", "draft", "--out", str(tmp_path)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    assert run.stdout is not None
    assert "frames" in run.stdout.readline()
    time.sleep(0.3)
    yield run
    if run.poll() is None:
        run.kill()
    run.communicate()


def test_killed_run_leaves_no_half_file(stopped: subprocess.Popen[str], tmp_path: Path) -> None:
    stopped.kill()
    stopped.wait()
    assert files_below(tmp_path) == ["long.mp4"]
    assert (tmp_path / "en/patient/landscape/long.mp4").read_bytes() == b"an earlier film"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=lambda s: s.name)
def test_stopped_run_cleans_up_and_says_so(
    stopped: subprocess.Popen[str], tmp_path: Path, how: signal.Signals
) -> None:
    stopped.send_signal(how)
    output, _ = stopped.communicate(timeout=30)
    assert stopped.returncode not in (0, None)
    assert "Traceback" not in output
    assert [p.name for p in (tmp_path / "en/patient/landscape").iterdir()] == ["long.mp4"]


def test_no_drawing_process_outlives_a_killed_run(tmp_path: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.clips.film", "clips", "long", "-j2", "--quality", "draft",
         "--out", str(tmp_path)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    time.sleep(1.0)
    children = children_of(run.pid)
    assert children
    run.kill()
    run.wait()
    run.stdout.close()
    deadline = time.monotonic() + 20
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = [pid for pid in children if alive(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def children_of(pid: int) -> list[int]:
    """Ids of the processes that a process has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.exists():
        pytest.skip("this system does not list the children of a process")
    return [int(child) for child in listed.read_text().split()]


def test_a_delivery_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    with delivered(tmp_path) as making:
        (making / "a.txt").write_text("a")
        assert not (tmp_path / "a.txt").exists()
        (making / "b.txt").write_text("b")
    assert files_below(tmp_path) == ["a.txt", "b.txt"]
    assert os.stat(tmp_path / "a.txt").st_mode & 0o777 == 0o644


def test_what_a_killed_run_left_is_swept_away_a_day_later(tmp_path: Path) -> None:
    old, new = tmp_path / ".making-old", tmp_path / ".making-new"
    for left in (old, new):
        left.mkdir()
        (left / "half.mp4").write_bytes(b"half")
    yesterday = time.time() - 100_000
    os.utime(old, (yesterday, yesterday))
    with delivered(tmp_path):
        pass
    assert not old.exists()
    assert new.exists()


# --- when the disk does not play along ------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 kB; skipped where this user may not mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_said_in_one_line_and_leaves_nothing(small_disk: Path) -> None:
    (outcome,) = made([TINY], small_disk, request=Request(quality=QUALITIES["draft"]))
    assert isinstance(outcome.error, FilmError)
    assert "full" in str(outcome.error)
    assert files_below(small_disk) == []


def test_a_disk_that_fills_up_while_writing_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "somewhere")

    monkeypatch.setattr(assembly, "write_movie", no_room)
    (outcome,) = made([TINY], tmp_path)
    assert str(outcome.error) == f"cannot write into {tmp_path / 'en/patient/landscape'}: the disk is full"
    assert files_below(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_found_before_anything_is_drawn(tmp_path: Path) -> None:
    blocked = tmp_path / "out"
    blocked.write_text("a file where the folder should be")
    (outcome,) = made([TINY], blocked)
    assert isinstance(outcome.error, FilmError)
    assert str(outcome.error).startswith(f"cannot write into {blocked / 'en/patient/landscape'}: ")
    assert outcome.took < 0.5


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_said_in_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FilmError, match="permission denied"), delivered(tmp_path / "en"):
        pass


# --- other people's disks -------------------------------------------------------------------------


def refusing(number: int) -> Callable[..., None]:
    """What the system does where a drive does not know a request."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def deliver(folder: Path, text: str) -> None:
    with delivered(folder) as making:
        (making / "a.txt").write_text(text)


@pytest.mark.parametrize(
    ("call", "number"),
    [("chmod", errno.EPERM), ("chmod", errno.ENOTSUP), ("chmod", errno.ENOSYS), ("fsync", errno.EINVAL),
     ("fsync", errno.ENOTSUP), ("fsync", errno.ENOSYS)],
)
def test_a_drive_without_permissions_or_without_fsync_takes_files_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    monkeypatch.setattr(os, call, refusing(number))
    deliver(tmp_path, "a")
    assert (tmp_path / "a.txt").read_text() == "a"


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_has_lost_what_was_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    deliver(tmp_path, "before")
    monkeypatch.setattr(os, "fsync", refusing(number))
    with pytest.raises(FilmError, match="cannot write into"):
        deliver(tmp_path, "after")
    assert (tmp_path / "a.txt").read_text() == "before"


@pytest.mark.parametrize("number", [errno.EEXIST, errno.EPERM, errno.EACCES])
def test_a_drive_that_renames_onto_no_other_file_gets_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    deliver(tmp_path, "before")
    monkeypatch.setattr(os, "replace", refusing(number))
    deliver(tmp_path, "after")
    assert (tmp_path / "a.txt").read_text() == "after"
    assert files_below(tmp_path) == ["a.txt"]


def test_a_file_that_cannot_get_its_name_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, "before")
    rename = os.rename

    def only_aside(old: Path, new: Path) -> None:
        if old.parent != tmp_path and not old.name.endswith("~before"):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        rename(old, new)

    monkeypatch.setattr(os, "replace", refusing(errno.EBUSY))
    monkeypatch.setattr(os, "rename", only_aside)
    with pytest.raises(FilmError, match=r"cannot write into .*busy"):
        deliver(tmp_path, "after")
    assert (tmp_path / "a.txt").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


#: A colon is a protocol's to FFmpeg, a bracket a style's to rich, a percent sign a number's place to many.
NAMES = ["2026-11:week", "a [b] %03d", "[/b]", "-dash", "concat:a|b", "Größe 例", "file:x", "a{b}'c\\d"]


@pytest.mark.parametrize("name", NAMES)
def test_a_film_is_made_whatever_its_folder_and_the_caches_are_called(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch, name: str, film: Film
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, f"{name} kept")
    for words in (["clips", "tiny", "-j0", "--quality", "draft"], ["still", "tiny", "--quality", "draft"]):
        result = render_py(*words, "--out", name)
        assert result.exit_code == 0, result.output
    assert {path.name for path in folder_for(Path(name), film.request).iterdir()} > EIGHT
    movie = folder_for(Path(name), film.request) / "tiny.mp4"
    assert read_movie(movie).width == 854
    first, _ = first_and_last(movie)
    assert first.shape == (480, 854, 3)


def test_every_combination_of_what_was_asked_becomes_a_job() -> None:
    planned = plan([TINY, LONG], ["en"], ["patient", "student"], SHAPES, SMALL)
    assert len(planned) == 12
    assert len({job.title for job in planned}) == 12
    assert [job.entry for job in planned[:6]] == [TINY] * 6
