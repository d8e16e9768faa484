"""README and CONTRIBUTING: what they say can be done, can be done."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import click
import numpy as np
import pytest

from production.commands.main import main
from production.draw.renderer import FilmRenderer
from production.draw.walk import stage_for
from scenes.running_order import RUNNING_ORDER
from scenes.script.request import AUDIENCES, QUALITIES, SHAPES, Request
from scenes.script.script import SCRIPT_DIR, ClipScript, load_clip_script
from scenes.script.toml_file import ROOT
from scenes.stage.clip import Clip

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
        for beat in chosen(values, "beat"):
            assert beat in load_clip_script(names[0]).beat_names, line


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
        if "pass_by" not in name and not name.startswith("tests/golden"):
            assert (ROOT / name).exists(), name


def test_every_picture_has_a_description_and_all_are_small() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", PAGES["README.md"])
    assert len(pictures) == len(RUNNING_ORDER) + 1
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
    needs = {re.split(r"[<>=~!;\[ ]", need)[0]
             for need in (*project["dependencies"], *extras["dev"], *extras["cluster"], *extras["assets"])}
    table = PAGES["CONTRIBUTING.md"].partition("## Dependencies")[2]
    named = {name for row in re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE)
             for name in re.findall(r"`([^`]+)`", row)}
    assert named == needs


# --- the clip in 30 lines ------------------------------------------------------------------------------


@pytest.fixture(name="example")
def _example(tmp_path: Path) -> type[Clip]:
    """The clip on the page, with its words in a copy of the script."""
    shutil.copytree(SCRIPT_DIR, tmp_path / "script")
    script = tmp_path / "script" / "en.toml"
    script.write_text(script.read_text(encoding="utf-8") + "\n" + blocks("CONTRIBUTING.md", "toml")[0],
                      encoding="utf-8")
    file = tmp_path / "pass_by.py"
    file.write_text(blocks("CONTRIBUTING.md", "python")[0], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("pass_by", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    words = tmp_path / "script"

    class Example(module.PassBy):  # type: ignore[misc, name-defined]
        def load_script(self) -> ClipScript:
            return load_clip_script(self.name, audience=self.request.audience, root=words)

    return Example


def test_the_clip_on_the_page_has_about_30_lines_of_code() -> None:
    code = blocks("CONTRIBUTING.md", "python")[0].partition("class ")[2].splitlines()
    lines = [line for line in code if line.strip() and not line.strip().startswith('"""')]
    assert len(lines) <= 30


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_clip_on_the_page_plays(example: type[Clip], shape: str, audience: str) -> None:
    request = Request(audience=audience, shape=shape, quality=QUALITIES["draft"])
    pictures: dict[str, np.ndarray] = {}
    with stage_for(request):
        renderer = FilmRenderer()
        clip = example(request, renderer=renderer)
        clip.on_beat_end = lambda record: pictures.update({record.name: renderer.picture(clip)})
        clip.render()
    assert list(pictures) == ["marker", "pass", "end_card"]
    assert clip.story.beats[0].labels == ("CD22",)
    # The antibody is there in the second picture, and was not in the first.
    changed = np.abs(pictures["pass"].astype(int) - pictures["marker"]).max(axis=2) > 60
    assert changed.mean() > 0.01


def test_the_running_order_names_a_clip_as_the_page_says(example: type[Clip]) -> None:
    assert example.name == "pass_by"
    assert 'Entry("pass_by", "9", "scenes.pass_by:PassBy")' in PAGES["CONTRIBUTING.md"]
    assert isinstance(main, click.Group)
