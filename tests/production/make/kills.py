"""Runs, or processes of one, that are ended without warning: ``python -m tests.production.make.kills 200``.

After each blow the same run is begun again; in the end its files must be those of a run that nobody disturbed.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scenes.script.keep import FOLDER_VARIABLE
from tests.clips import film

#: A small clip: a run takes some three seconds, of which one is spent on drawing.
_WORDS: Final = ("clips", "tiny", "--quality", "draft")


#: Runs are forked from a process that has imported everything: most of a short run would be imports.
_STARTER: Final = multiprocessing.get_context("forkserver")
_STARTER.set_forkserver_preload(["tests.clips.film", "production.draw.work"])


def _render(words: list[str], kept: str) -> None:
    """What a run does in its process."""
    os.environ[FOLDER_VARIABLE] = kept
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    film.run(words)


def begin(out: Path, hands: int) -> BaseProcess:
    """A run with so many processes that draw; its cache stands beside its output."""
    run = _STARTER.Process(target=_render, args=([*_WORDS, f"-j{hands}", "--out", str(out)], f"{out}.kept"))
    run.start()
    return run


def finished(run: BaseProcess, seconds: float | None = None) -> bool:
    """Whether a run has come through; waits for its end, or so long."""
    run.join(seconds)
    return run.exitcode == 0


def children_of(pid: int) -> list[int]:
    """Ids of the processes that a process has started."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def strike(run: BaseProcess, chance: random.Random) -> str:
    """End the run, or one of the processes that draw for it; which of them."""
    assert run.pid is not None
    children = children_of(run.pid)
    if children and chance.random() < 0.5:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(children), signal.SIGKILL)
        run.join()
        return "hand"
    run.kill()
    run.join()
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
    assert finished(begin(sound, hands))
    whole = time.monotonic() - begun
    expected = files_in(sound)
    assert len([name for name in expected if name.endswith(".mp4")]) == 1
    hit = {"run": 0, "hand": 0, "completed": 0}
    while hit["run"] + hit["hand"] < blows:
        run = begin(out, hands)
        moment = chance.uniform(0.15, 1.05) * whole
        finished(run, moment)
        if run.exitcode is None:
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
    assert finished(begin(out, hands))
    assert files_in(out) == expected
    shutil.rmtree(out)
    shutil.rmtree(f"{out}.kept")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        sys.stdout.write(f"{kill_and_complete(Path(place), int(sys.argv[1]), seed=1, hands=2)}\n")
