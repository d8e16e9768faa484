"""Pictures get other names where something changes that draws them, and nowhere else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.running_order import CLOSING, OPENING, RUNNING_ORDER
from scenes.script.font import font_file
from scenes.script.toml_file import ROOT

#: Prints the name of each clip's pictures, by clip and beat.
NAMES = """
import json
from production.plan.score import score_of
from scenes.running_order import CLOSING, OPENING, RUNNING_ORDER
from scenes.script.request import Request
entries = (OPENING, *RUNNING_ORDER, CLOSING)
print(json.dumps({e.name: [b.picture for b in score_of(e, Request()).beats] for e in entries}))
"""
ALL = {"opening", "closing", *(entry.name for entry in RUNNING_ORDER)}

pytestmark = pytest.mark.xdist_group("score")  # they share one copy of the checkout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film's code and words as in another checkout."""
    folder = tmp_path_factory.mktemp("checkout")
    for part in ("scenes", "production", "assets"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def names_in(checkout: Path) -> dict[str, list[str]]:
    """The names of all pictures, as a process finds them that has just begun."""
    run = subprocess.run([sys.executable, "-c", NAMES], cwd=checkout, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def before(checkout: Path) -> dict[str, list[str]]:
    return names_in(checkout)


def test_another_file_of_the_font_gives_all_pictures_other_names(checkout: Path, before: dict[str, list[str]]) -> None:
    package = checkout / "font_source_sans_pro"  # found before the installed one
    shutil.copytree(font_file("Bold").parent.parent, package)
    try:
        assert names_in(checkout) == before
        with (package / "files" / "SourceSansPro-Bold.ttf").open("ab") as file:
            file.write(b"another version")
        after = names_in(checkout)
    finally:
        shutil.rmtree(package)
    assert all(set(after[clip]).isdisjoint(names) for clip, names in before.items())


def renamed(checkout: Path, before: dict[str, list[str]], file: str, old: str, new: str) -> set[str]:
    """Clips of which pictures have other names once a file has changed; it is put back afterwards."""
    path = checkout / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    try:
        after = names_in(checkout)
    finally:
        path.write_text(text, encoding="utf-8")
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize(
    "file",
    [
        "scenes/running_order.py",
        "production/stills/stills.py",
        "production/finish/captions.py",
        "production/check/rules/legible.py",
        "production/store/pieces.py",
        "production/plan/score.py",
        "production/crew/local.py",
    ],
)
def test_a_comment_in_what_draws_no_picture_renames_none(
    checkout: Path, before: dict[str, list[str]], file: str
) -> None:
    assert not renamed(checkout, before, file, "", "# Nothing of this draws.\n")


@pytest.mark.parametrize(
    ("file", "clips"),
    [
        ("scenes/evidence.py", {"evidence"}),
        ("scenes/sets/transplant_bridge/calendar.py", {"transplant_bridge"}),
        ("scenes/cast/patient/torso.py", {"safety"}),
        ("scenes/stage/labels.py", ALL),
        ("production/draw/cairo/pen.py", ALL),
    ],
)
def test_a_comment_in_what_draws_renames_the_clips_that_use_it(
    checkout: Path, before: dict[str, list[str]], file: str, clips: set[str]
) -> None:
    assert renamed(checkout, before, file, "", "# This draws.\n") == clips


def test_line_ends_and_byte_order_marks_alone_rename_no_picture(
    checkout: Path, before: dict[str, list[str]], tmp_path: Path
) -> None:
    # A checkout as Git for Windows makes it by default, and files as editors there may begin them.
    copy = shutil.copytree(checkout, tmp_path / "copy", ignore=shutil.ignore_patterns("__pycache__"))
    for path in [path for path in copy.rglob("*") if path.suffix in (".py", ".toml", ".html")]:
        path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    assert names_in(copy) == before


def test_a_figure_of_the_ledger_renames_the_clips_that_rest_on_it(
    checkout: Path, before: dict[str, list[str]]
) -> None:
    facts = (checkout / "assets" / "facts.toml").read_text(encoding="utf-8")
    figure = next(line for line in facts.partition("[fact.cd22_length]")[2].splitlines() if line.startswith("values"))
    rest_on_it = {
        entry.name for entry in (OPENING, *RUNNING_ORDER, CLOSING) for beat in entry.script("en", "patient").beats
        if "cd22_length" in (*beat.facts, *beat.drawn)
    }
    assert rest_on_it
    changed = renamed(checkout, before, "assets/facts.toml", figure, figure.replace("}", ", more = 1 }"))
    assert changed == rest_on_it
