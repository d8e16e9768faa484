"""A checkout on a medium that is read only, or somebody else's: all that goes elsewhere is done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.toml_file import ROOT
from tests.helpers.mounts import READ_ONLY, run_with

OUT = "--out OUT"
ONE = "safety --beat liver --quality draft"


def render_py(words: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a checkout that is read only, without a cache of another place."""
    given = {name: value for name, value in os.environ.items() if name != FOLDER_VARIABLE}
    command = [sys.executable, "render.py", *words.replace("OUT", str(out)).split()]
    return run_with(READ_ONLY, ROOT, command, ROOT, {**given, "HOME": "/nowhere"})


@pytest.mark.parametrize(
    "words",
    ["list", "check binding --quick", f"still {ONE} {OUT}", f"clips {ONE} {OUT}", f"clips {ONE} -j0 {OUT}"],
)
def test_a_checkout_that_is_read_only_does_all_that_goes_elsewhere(tmp_path: Path, words: str) -> None:
    done = render_py(words, tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert ("--out" in words) == bool([*tmp_path.glob("out/en/patient/landscape/safety.liver.*")])


@pytest.mark.parametrize("words", [f"still {ONE}", f"clips {ONE}", "evidence binding"])
def test_what_would_go_into_a_checkout_that_is_read_only_is_refused_with_the_way_out(
    tmp_path: Path, words: str
) -> None:
    done = render_py(words, tmp_path)
    assert done.returncode == 1
    assert "cannot write into out/en/patient/landscape: read-only file system; --out names another folder" in (
        " ".join((done.stdout + done.stderr).split())
    )
