"""A copy of the checkout that may be written into, and the real command running on it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from production.preview.access import HERE
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.takes import FOLDER_VARIABLE as VOICE
from scenes.script.toml_file import ROOT
from tests.conftest import SHAPES

#: The clip that is quickest to go through.
CLIP = "safety"


class Running:
    """``render.py preview`` at work.

    Attributes
    ----------
    address
        What it has printed, without the clip.
    """

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        around = {name: value for name, value in os.environ.items() if name != VOICE}
        around[FOLDER_VARIABLE] = str(SHAPES.parent)
        self.process = subprocess.Popen(
            [sys.executable, "render.py", "preview", CLIP, "--no-browser"], cwd=tree, env=around,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip().partition("#")[0]
        assert self.address.startswith(f"http://{HERE}:"), self.process.stderr and self.process.stderr.read()

    @property
    def origin(self) -> str:
        return self.address.partition("/?")[0]

    @property
    def token(self) -> str:
        return self.address.partition("token=")[2]

    def children(self) -> list[int]:
        """All processes that have begun with it and are still there."""
        parents: dict[int, int] = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal():
                try:
                    rest = (folder / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                if rest[0] != "Z":
                    parents[int(folder.name)] = int(rest[1])
        found, waiting = [], [self.process.pid]
        while waiting:
            parent = waiting.pop()
            below = [pid for pid, of in parents.items() if of == parent]
            found += below
            waiting += below
        return found

    def end(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End it; its exit code and what it complained of."""
        self.process.send_signal(by)
        _, complaints = self.process.communicate(timeout=15)
        return self.process.returncode, complaints


def copied(tree: Path) -> Path:
    """A checkout of its own, with what a preview reads."""
    passing = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("scenes", "production", "assets", "tests/golden"):
        shutil.copytree(ROOT / name, tree / name, ignore=passing)
    shutil.copy(ROOT / "render.py", tree)
    me = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    for words in (["init", "-q"], ["add", "."], [*me, "commit", "-qm", "all"]):
        subprocess.run(["git", *words], cwd=tree, check=True)
    return tree


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The command, at work for all tests of a module."""
    found = Running(copied(tmp_path_factory.mktemp("checkout")))
    yield found
    if found.process.poll() is None:
        found.end()
