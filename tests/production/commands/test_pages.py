"""README and CONTRIBUTING: what they say can be done, can be done."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import VGroup

from production.commands.main import main
from production.draw.walk import stage_for
from production.stills import cast_sheet
from scenes.running_order import RUNNING_ORDER
from scenes.script.facts import load_ledger
from scenes.script.request import AUDIENCES, QUALITIES, SHAPES, Request
from scenes.script.script import load_clip_script
from scenes.script.toml_file import ROOT
from scenes.stage.actor import Actor
from scenes.stage.clip import Clip
from scenes.stage.labels import Label
from scenes.stage.style import RED_CELL, rgb
from scenes.stage.view import View
from tests.conftest import cache_without_pieces
from tests.helpers.scripted import beat, play
from tests.test_house import files_of_the_project

PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}

every_page = pytest.mark.parametrize("page", PAGES)


def blocks(page: str, language: str) -> list[str]:
    """Code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGES[page], re.MULTILINE | re.DOTALL)


@every_page
def test_every_command_on_a_page_is_one_that_render_py_knows(page: str) -> None:
    found = [
        line for block in blocks(page, "sh") + blocks(page, "bat") for line in block.splitlines()
        if "render.py" in line
    ]
    assert found
    for line in found:
        words = shlex.split(line.replace("\\", "/"), comments=True)
        name, *rest = words[words.index("render.py") + 1 :]
        command = main.commands[name]
        context = command.make_context(name, rest, resilient_parsing=False)  # refuses unknown options
        values = context.params
        names = values.get("names") or ([values["name"]] if values.get("name") else [])
        if isinstance(names, str):
            names = names.split(",")
        assert set(names) <= {entry.name for entry in RUNNING_ORDER}, line
        for option, known in (("audience", AUDIENCES), ("shape", SHAPES), ("quality", QUALITIES)):
            for value in chosen(values, option):
                assert value in known, line
        for named in chosen(values, "beat"):
            assert named in load_clip_script(names[0]).beat_names, line


def chosen(values: dict[str, object], option: str) -> list[str]:
    """What was given for an option that may have plural and single form."""
    out: list[str] = []
    for key in (option, f"{option}s", f"{option[:-1]}ies"):
        value = values.get(key)
        out += [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else []
    return out


@every_page
def test_every_make_target_on_a_page_exists(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    shell = "\n".join(blocks(page, "sh")) + "\n".join(re.findall(r"`(make [^`]+)`", PAGES[page]))
    named = set(re.findall(r"\bmake ([a-z-]+)", shell)) - {"a"}
    assert named <= targets


@every_page
def test_every_link_and_every_file_on_a_page_exists(page: str) -> None:
    prose = re.sub(r"^```.*?^```", "", PAGES[page], flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)\)", prose):
        assert target.startswith("http") or (ROOT / target).exists(), target
    for name in re.findall(r"`((?:scenes|assets|tests|production)/[\w./-]+)`", PAGES[page]):
        written = "pass_by" in name or "red_cell" in name or name.startswith("tests/golden")
        if not written:
            assert (ROOT / name).exists(), name


def test_every_picture_has_a_description_and_all_are_small() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", "".join(PAGES.values()))
    assert pictures
    for words, _ in pictures:
        assert len(words.split()) >= 6, "described for who cannot see it"
    folder = ROOT / "assets" / "readme"
    assert {ROOT / path for _, path in pictures} == set(folder.iterdir())
    assert sum(path.stat().st_size for path in folder.iterdir()) < 2e6


def test_the_readme_says_what_it_is_not() -> None:
    text = " ".join(PAGES["README.md"].split())
    for words in ("not medical advice", "does not advertise", "MIT", "CC BY 4.0", "Open Font License",
                  "macOS (not tried)", "Windows (not tried)", "sudo apt install git make"):
        assert words in text, words


def test_every_dependency_earns_its_place_in_a_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *(need for name in extras if name != "build" for need in extras[name])]
    needs = {re.split(r"[<>=~!;\[ ]", need)[0] for need in asked}
    engine = (ROOT / "production" / "install" / "voice.in").read_text(encoding="utf-8")
    needs |= {*re.findall(r"^[\w-]+", engine, re.MULTILINE)}
    table = PAGES["CONTRIBUTING.md"].partition("## Dependencies")[2]
    named = {name for row in re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE)
             for name in re.findall(r"`([^`]+)`", row)}
    assert named == needs


# --- what a contributor is told to write ------------------------------------------------------------


def lines_in_heading(thing: str) -> int:
    """How many lines a heading says that something has."""
    found = re.search(rf"^## {thing} in (\d+) lines$", PAGES["CONTRIBUTING.md"], re.MULTILINE)
    assert found
    return int(found[1])


def code_with(text: str) -> str:
    """The one block of Python on the page that holds a text."""
    (found,) = (block for block in blocks("CONTRIBUTING.md", "python") if text in block)
    return found


def test_a_clip_and_an_actor_have_as_many_lines_as_the_page_says() -> None:
    assert lines_in_heading("A clip") == len(code_with("class PassBy").splitlines())
    assert lines_in_heading("An actor") == len(code_with("class RedCell").splitlines())


@pytest.fixture(name="copy", scope="module")
def _copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with the clip on the page added as the page says."""
    copy = tmp_path_factory.mktemp("copy")
    for path in files_of_the_project():
        place = copy / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    cache_without_pieces(copy / ".cache")
    if (copy / "scenes/pass_by.py").exists():  # somebody has added it already
        return copy
    script, order = copy / "assets/script/en.toml", copy / "scenes/running_order.py"
    with script.open("a", encoding="utf-8") as file:
        file.write("\n" + blocks("CONTRIBUTING.md", "toml")[0])
    (copy / "scenes/pass_by.py").write_text(code_with("class PassBy"), encoding="utf-8")
    text, line = order.read_text(encoding="utf-8"), code_with('Entry("pass_by"')
    order.write_text(re.sub(r"(RUNNING_ORDER.*\(\n(?: .*\n)*)", rf"\1{line}", text, count=1), encoding="utf-8")
    return copy


def ran(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What came of a Python command in the copy."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHONPATH"))}
    return subprocess.run(
        [sys.executable, *words], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


COPY = pytest.mark.xdist_group("copy")


@COPY
def test_the_clip_on_the_page_is_known_to_the_command_that_checks_it(copy: Path) -> None:
    # One cut: all six are held against the same rules below, on the walks of the other tests.
    done = ran(copy, "render.py", "check", "pass_by", "-j1", "--audience", "patient", "--shape", "square")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "on 1 cuts of 1 clips: nothing found" in done.stdout


@COPY
def test_the_clip_on_the_page_passes_the_tests_of_all_clips_with_its_golden_frames(copy: Path) -> None:
    rules = "tests/production/check/test_the_film.py"
    tests = ["tests/scenes", rules, "tests/test_house.py", "-k", "pass_by", "--renew-golden"]
    done = ran(copy, "-m", "pytest", "-v", "-n0", "-p", "no:cacheprovider", *tests)
    assert done.returncode == 0, done.stdout + done.stderr
    cuts = len(SHAPES) * len(AUDIENCES)
    assert len(re.findall(rf"{rules}::test_a_clip_as_it_is_shown.* PASSED", done.stdout)) == cuts
    assert len(list((copy / "tests/golden").glob("pass_by.*"))) == cuts


@COPY
def test_a_mistake_in_the_clip_is_told_as_the_page_says(copy: Path) -> None:
    clip = copy / "scenes/pass_by.py"
    right = clip.read_text(encoding="utf-8")
    assert 'label("cd22"' in right
    clip.write_text(right.replace('label("cd22"', 'label("cd2"'), encoding="utf-8")
    done = ran(copy, "render.py", "still", "pass_by", "--quality", "draft")
    clip.write_text(right, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr.strip() in PAGES["CONTRIBUTING.md"].splitlines()


@pytest.fixture(name="red_cell")
def _red_cell(tmp_path: Path) -> type[Actor]:
    """The actor on the page."""
    file = tmp_path / "red_cell.py"
    file.write_text(code_with("class RedCell"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("red_cell", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[Actor] = module.RedCell
    return found


def test_the_actor_on_the_page_moves_in_a_clip_and_its_anchor_follows(red_cell: type[Actor]) -> None:
    actors: list[Actor] = []

    def shots(clip: Clip) -> None:
        view = View(0.05).at(clip.zones.point(300, 500))
        cell = red_cell(view)
        actors.append(cell)
        clip.ambient(cell, lambda cell, time: cell.pose((8000.0 * time, 0.0), time))
        with clip.beat("one"):
            clip.show(cell)
            clip.solid(cell)
            clip.label("red", cell.anchor("red"), prefer="above")
            clip.act(2.0)

    played = play(shots, beat("one", labels={"red": "red cell"}), draw="all")

    def middle(number: int) -> np.ndarray:
        """Where the cell is drawn, stage px."""
        picture = played.pictures[number][:, :, :3] / 255
        red = np.abs(picture - np.array(rgb(RED_CELL))).max(axis=2) < 0.02
        assert red.any()
        return np.asarray(12 * np.argwhere(red).mean(axis=0)[::-1])

    # 8,000 nm a second at 0.05 px a nanometer.
    assert middle(30) - middle(15) == pytest.approx((400.0, 0.0), abs=12)
    label = next(member for member in played.clip.foreground_mobjects if isinstance(member, Label))
    end = label.dot.get_center()
    assert end == pytest.approx(actors[0].spot(1900.0, 0.0), abs=1e-6)
    assert np.linalg.norm(end - actors[0].spot(0.0, 0.0)) == pytest.approx(1900 * actors[0].view.unit, abs=1e-6)


def test_the_actor_on_the_page_passes_the_test_on_the_page(red_cell: type[Actor]) -> None:
    names: dict[str, Any] = {"RedCell": red_cell, "View": View, "load_ledger": load_ledger, "np": np}
    exec(code_with("def test_a_red_cell"), names)
    names["test_a_red_cell_is_as_wide_as_the_ledger_says"]()


def test_the_actor_on_the_page_finds_its_place_on_the_cast_sheet(red_cell: type[Actor]) -> None:
    line = code_with("Exhibit(").strip().removesuffix(",")
    exhibit = eval(line, {"Exhibit": cast_sheet.Exhibit, "RedCell": red_cell})
    with stage_for(Request()):
        boxes = []
        for one in (*cast_sheet.CELLS.exhibits, exhibit):
            shapes = cast_sheet._row(replace(cast_sheet.CELLS, title="", bar=0.0, exhibits=(one,)))
            boxes.append(VGroup(*shapes))
        *others, new = boxes
        for other in others:
            apart = abs(other.get_center() - new.get_center())
            assert apart[0] > (other.width + new.width) / 2, "it stands clear of its neighbors"
