"""``--reviewed-only``: whoever delivers refuses what a machine translated and nobody has reviewed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from production.commands.main import main
from production.store.files import folder_for
from scenes.script.request import Request
from scenes.script.translation import languages
from tests.conftest import SMALL, RenderPy
from tests.production.deliver.conftest import rewrite

pytestmark = pytest.mark.xdist_group("film")  # they share one film

#: A language that nobody has reviewed; once all are, these tests need one of their own.
MACHINE = languages()[-1]
SAYS = "translated by a machine and not reviewed; --reviewed-only refuses it"
DELIVERERS = ("deck", "handout", "stills", "scorm", "site", "kiosk", "kit")


@pytest.fixture(name="translated")
def _translated(finished: Path, tmp_path: Path) -> Path:
    """Finished films, of one of which the story says that a machine translated it."""
    folder = folder_for(tmp_path / "films", Request(quality=SMALL))
    shutil.copytree(folder_for(finished, Request(quality=SMALL)), folder)
    rewrite(folder, "tiny", lambda told: told.update(machine=True))
    return tmp_path / "films"


@pytest.mark.parametrize("command", DELIVERERS)
def test_finished_films_that_a_machine_translated_are_refused(
    command: str, translated: Path, render_py: RenderPy
) -> None:
    result = render_py(command, "--films", str(translated), "--out", "made", "--reviewed-only")
    assert result.exit_code == 1
    assert result.output.splitlines() == [f"render.py: tiny in en, for patients: {SAYS}"]
    assert not Path("made").exists()


def test_every_command_that_takes_finished_films_can_refuse_them() -> None:
    takes = {name for name, command in main.commands.items() for option in command.params if "--films" in option.opts}
    assert takes == {*DELIVERERS}


@pytest.mark.parametrize("words", ["clips safety", "film", "loops safety", "questions safety", "lesson"])
def test_words_that_a_machine_translated_are_refused_before_anything_is_made(words: str, tmp_path: Path) -> None:
    out = tmp_path / "made"
    asked = [*words.split(), "--language", MACHINE, "--reviewed-only", "--out", str(out)]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 1
    (line,) = result.output.splitlines()
    assert line.startswith("render.py: ")
    assert f"{MACHINE}.po" in line
    assert line.endswith(SAYS)
    assert not out.exists()
