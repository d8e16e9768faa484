"""Ending a run, or one of its processes, without warning at random moments: ``python -m tests.kills 200``.

After each blow the same run is begun again; in the end its files must be those of a run that nobody disturbed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from production.store import FOLDER_VARIABLE

ROOT: Final = Path(__file__).resolve().parents[1]
#: A small clip: a run takes some four seconds, of which one is spent on drawing.
_WORDS: Final = ("clips", "tiny", "--quality", "draft")


def begin(out: Path, hands: int) -> subprocess.Popen[bytes]:
    """A run with so many processes that draw; its cache stands beside its output."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.clips.film", *_WORDS, f"-j{hands}", "--out", str(out)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, FOLDER_VARIABLE: f"{out}.kept"},
    )


def children_of(pid: int) -> list[int]:
    """Ids of the processes that a process has started."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def strike(run: subprocess.Popen[bytes], chance: random.Random) -> str:
    """End the run, or one of the processes that draw for it; which of them."""
    children = children_of(run.pid)
    if children and chance.random() < 0.5:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(children), signal.SIGKILL)
        run.wait()
        return "hand"
    run.kill()
    run.wait()
    return "run"


def files_in(out: Path) -> dict[str, bytes]:
    """All files below a folder that anybody would look for."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(out).parts)
    }


def kill_and_complete(folder: Path, blows: int, seed: int, hands: int) -> dict[str, int]:
    """Deal blows at random moments, over and over; what was hit, how often.

    Whenever a run comes through, its files are looked at, and all is thrown away to begin anew.

    Raises
    ------
    AssertionError
        The files are others than those of an undisturbed run, or half ones were seen.
    """
    chance = random.Random(seed)
    sound, out = folder / "sound", folder / "out"
    begun = time.monotonic()
    assert begin(sound, hands).wait() == 0
    whole = time.monotonic() - begun
    expected = files_in(sound)
    assert len([name for name in expected if name.endswith(".mp4")]) == 1
    hit = {"run": 0, "hand": 0, "completed": 0}
    while hit["run"] + hit["hand"] < blows:
        run = begin(out, hands)
        moment = chance.uniform(0.15, 1.05) * whole
        try:
            run.wait(timeout=moment)
        except subprocess.TimeoutExpired:
            hit[strike(run, chance)] += 1
        for name, content in files_in(out).items():
            assert name.endswith("manifest.json") or content == expected[name], f"{name} is half or other"
        if chance.random() < 0.1:
            complete(out, expected, hands)
            hit["completed"] += 1
    complete(out, expected, hands)
    hit["completed"] += 1
    return hit


def complete(out: Path, expected: dict[str, bytes], hands: int) -> None:
    """Run undisturbed: the files are the expected ones. Then throw all away."""
    assert begin(out, hands).wait() == 0
    assert files_in(out) == expected
    shutil.rmtree(out)
    shutil.rmtree(f"{out}.kept")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        sys.stdout.write(f"{kill_and_complete(Path(place), int(sys.argv[1]), seed=1, hands=2)}\n")
