"""The Makefile: each target says what it was told to say, whatever folder it stands in."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from production.commands.main import main
from scenes.script.toml_file import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="there is no make")


def told(folder: Path, *words: str) -> list[str]:
    """The lines that make would run, or runs."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", *words], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    "words",
    [
        "", "--cut mechanism", "--clips drug,binding", "--shape portrait --shape square -j1", "--fresh",
        "--out 'a [b] 50%'",
    ],
)
def test_make_film_says_to_render_py_what_it_knows(words: str) -> None:
    (line,) = [line for line in told(ROOT, "-n", "film", f"ARGS={words}") if "render.py" in line]
    _, _, name, *rest = shlex.split(line)
    context = main.commands[name].make_context(name, [*rest])  # refuses unknown options
    assert rest[1:] == shlex.split(words)
    assert context.params["with_clips"]


def test_make_runs_the_film_with_its_own_python_and_packages_alone(tmp_path: Path) -> None:
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    for file in (tmp_path / ".venv/bin/python", tmp_path / "production/install/setup.sh"):
        file.parent.mkdir(parents=True)
        words = "$1 ${PYTHONHOME-}${PYTHONPATH-}${PYTHONUSERBASE-}${PYTHONOPTIMIZE-}"
        file.write_text(f'#!/bin/sh\necho "{words}"\n', encoding="utf-8")
        file.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "PYTHONOPTIMIZE"):
            patch.setenv(name, "elsewhere")
        assert told(tmp_path, "-s", "film") == [" ", "render.py "]


@pytest.mark.parametrize(
    ("there", "said", "asked"),
    [
        (("chromium", "soffice", "pdftotext", "tesseract", "cvlc", "npm"), "", False),
        (("tesseract",), "there is no apt; some tests will be skipped; by hand: apt-get install chromium lib", False),
        (("cvlc", "apt-get", "id"), "apt could not install them; some tests will be skipped; by hand:", True),
    ],
)
def test_programs_for_the_tests_are_installed_or_their_lack_is_told(
    tmp_path: Path, there: tuple[str, ...], said: str, asked: bool
) -> None:
    codes = dict.fromkeys(("chromium", "soffice", "pdftotext", "tesseract", "cvlc", "npm"), "exit 0")
    codes |= {"id": "echo 0", "apt-get": f'echo "$@" >>{tmp_path}/asked; exit 1'}
    (tmp_path / "env").symlink_to(shutil.which("env") or "")
    (tmp_path / "sh").symlink_to(shutil.which("sh") or "")
    for name in there:
        (tmp_path / name).write_text(f"#!/bin/sh\n{codes[name]}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    script = ROOT / "production" / "install" / "for_tests.sh"
    done = subprocess.run(
        [tmp_path / "sh", script], env={"PATH": str(tmp_path)}, capture_output=True, encoding="utf-8", check=True
    )
    assert said in done.stdout
    assert bool(done.stdout) == bool(said)
    assert ("poppler-utils" in (tmp_path / "asked").read_text(encoding="utf-8") if asked else True)
    assert (tmp_path / "asked").exists() == asked
