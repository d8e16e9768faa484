"""The house rules: who may know whom, how long a file may be, and what no file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from scenes.running_order import RUNNING_ORDER

ROOT = Path(__file__).parent.parent
CLIPS = {entry.target.partition(":")[0] for entry in RUNNING_ORDER}
MODULES = [
    ROOT / "render.py",
    *sorted(
        path for top in ("scenes", "production", "tests", "assets")
        for path in (ROOT / top).rglob("*.py")
    ),
]
FILM = [path for path in MODULES if path.parts[len(ROOT.parts)] != "tests"]
SCENES = [path for path in MODULES if path.parts[len(ROOT.parts)] == "scenes"]

#: From the ground up: a module may import its own floor and those below, never above.
FLOORS = ("scenes.script", "scenes.stage", "scenes.cast", "scenes.sets", "scenes.clip", "production", "render")


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor(module: str) -> int | None:
    """Number of the floor that a module of the film lives on."""
    for i, name in enumerate(FLOORS):
        if module == name or module.startswith(name + "."):
            return i
    # Beside the clips stand modules that one clip alone has need of.
    clip = module.startswith("scenes.") and module != "scenes.running_order"
    return FLOORS.index("scenes.clip") if clip else None


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Names of all modules that a file imports, wherever it does so, with the line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{dotted(path)}:{node.lineno}: a relative import"
            assert node.module
            yield node.module, node.lineno
            for alias in node.names:
                if alias.name == "*":
                    yield f"{node.module}.*", node.lineno
                if (ROOT / node.module.replace(".", "/") / f"{alias.name}.py").is_file():
                    yield f"{node.module}.{alias.name}", node.lineno


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def length(function: ast.FunctionDef) -> int:
    """Lines of a function's body, its docstring aside."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def told(faults: Iterator[tuple[Path, int, str]]) -> None:
    """Fail with all faults at once, each with its file and line."""
    found = [f"{path.relative_to(ROOT)}:{line}: {fault}" for path, line, fault in faults]
    assert not found, "\n".join(found)


def from_manim(path: Path) -> Iterator[tuple[str, int]]:
    """Names that a file takes from Manim, with the line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "manim":
            yield from ((alias.name, node.lineno) for alias in node.names)


# --- who may know whom --------------------------------------------------------------------------


def test_imports_go_downward_only() -> None:
    def faults() -> Iterator[tuple[Path, int, str]]:
        for path in FILM:
            own = floor(dotted(path))
            for name, line in imports(path):
                theirs = floor(name)
                # What has no floor (assets, the running order) knows nothing of the house.
                upward = theirs is not None and (own is None or theirs > own)
                if upward or name.startswith("tests"):
                    yield path, line, f"imports {name}"

    told(faults())


def test_only_production_reads_the_running_order() -> None:
    told(
        (path, line, name)
        for path in SCENES for name, line in imports(path) if name == "scenes.running_order"
    )


def test_a_clip_does_not_know_another_clip() -> None:
    told(
        (path, line, name)
        for path in SCENES if dotted(path) in CLIPS
        for name, line in imports(path) if name in CLIPS
    )


def test_scenes_know_nothing_of_files_and_command_lines() -> None:
    foreign = {"click", "rich", "av", "PIL", "argparse", "multiprocessing", "srt", "webvtt", "jinja2"}
    told(
        (path, line, name)
        for path in SCENES for name, line in imports(path) if name.partition(".")[0] in foreign
    )


def test_the_command_line_is_thin() -> None:
    assert lines(ROOT / "render.py") <= 60


def test_every_clip_of_the_running_order_is_a_file_named_after_what_happens() -> None:
    for entry in RUNNING_ORDER:
        module, _, name = entry.target.partition(":")
        assert module == f"scenes.{entry.name}"
        classes = {node.name for node in tree(ROOT / "scenes" / f"{entry.name}.py").body
                   if isinstance(node, ast.ClassDef)}
        assert name in classes
    steps = [entry.number for entry in RUNNING_ORDER if entry.number]
    assert steps == sorted(steps)


# --- how long a thing may be ----------------------------------------------------------------------


def most_lines(path: Path) -> int:
    """Lines that a file may have: a module of tests is a list, and may be longer."""
    if dotted(path) in CLIPS:
        return 250
    return 700 if path.name.startswith("test_") else 399


def test_a_module_has_less_than_400_lines_and_a_clip_at_most_250() -> None:
    told(
        (path, lines(path), f"more than {most_lines(path)} lines")
        for path in MODULES if lines(path) > most_lines(path)
    )


@pytest.mark.parametrize("clip", sorted(CLIPS))
def test_a_clip_reads_as_a_shot_list_of_at_most_40_lines(clip: str) -> None:
    path = ROOT / f"{clip.replace('.', '/')}.py"
    constructs = [
        node for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name == "construct"
    ]
    assert constructs
    for construct in constructs:
        assert length(construct) <= 40
        beats, everywhere = (
            [node for node in ast.walk(whole)
             if isinstance(node, ast.With) and "self.beat(" in ast.unparse(node.items[0])]
            for whole in (construct, tree(path))
        )
        assert beats == everywhere, "beats stand in construct, not in its helpers"


def test_methods_are_small() -> None:
    told(
        (path, node.lineno, f"{node.name} has {length(node)} lines")
        for path in FILM for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and length(node) > 60
    )


# --- what no file may hold --------------------------------------------------------------------------


def test_colors_live_in_style_and_nowhere_else() -> None:
    color = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")
    told(
        (path, node.lineno, node.value)
        for path in FILM if path.name != "style.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and color.search(node.value)
    )


def test_scenes_take_no_colors_texts_or_formulas_from_manim() -> None:
    manims = re.compile(
        "(WHITE|BLACK|RED|GREEN|BLUE|YELLOW|ORANGE|PURPLE|GR[AE]Y|TEAL|PINK|GOLD|MAROON)(_[A-E])?"
        "|(Tex|MathTex|SingleStringMathTex|DecimalNumber|Integer|Matrix)"  # need a TeX installation
        "|(Text|MarkupText|Paragraph)"  # would use whatever font there is
    )
    told(
        (path, line, name)
        for path in SCENES for name, line in from_manim(path)
        if manims.fullmatch(name) and (path.name, name) != ("words.py", "Text")
    )


def test_chance_comes_from_a_seed_and_never_from_a_global() -> None:
    random = re.compile(r"(np|numpy)\.random\.(?!default_rng\b|Generator\b)")

    def faults() -> Iterator[tuple[Path, int, str]]:
        for path in SCENES:
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Attribute) and random.match(ast.unparse(node)):
                    yield path, node.lineno, ast.unparse(node)
                if not isinstance(node, ast.Call) or node.args:
                    continue
                if ast.unparse(node.func).endswith("default_rng"):
                    yield path, node.lineno, "a generator without a seed"
            for name, line in imports(path):
                if name in ("random", "secrets", "time", "uuid"):
                    yield path, line, f"imports {name}"

    told(faults())


def test_motion_adds_up_no_time_steps() -> None:
    def faults() -> Iterator[tuple[Path, int, str]]:
        for path in SCENES:
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Name) and node.id == "dt" and isinstance(node.ctx, ast.Load):
                    yield path, node.lineno, "uses a time step"

    told(faults())


def test_imports_are_explicit() -> None:
    told(
        (path, line, "imports everything")
        for path in MODULES for name, line in imports(path) if name.endswith(".*")
    )


def test_no_prints_or_breakpoints_are_left_over() -> None:
    told(
        (path, node.lineno, node.func.id)
        for path in MODULES if not dotted(path).startswith("assets")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "breakpoint")
    )


def files_of_the_project() -> list[Path]:
    """Files that are or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    if listed.returncode:  # an exported folder without its history
        return [path for path in ROOT.rglob("*") if path.is_file()
                and not {".venv", "out", ".git"} & set(path.relative_to(ROOT).parts)]
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts_of_the_project() -> Iterator[tuple[str, str]]:
    for path in files_of_the_project():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_machine_or_a_package_index() -> None:
    # Written in pieces, so that this file passes as well.
    words = ["/wo" + "rk/", "/ro" + "ot/", "/tm" + "p/", "../sha" + "red", "--index" + "-url",
             "--extra-index" + "-url", "local" + "host", "127.0" + ".0.1"]
    homes = re.compile("/(ho" + "me|Us" + r"ers)/\w+")
    for name, text in texts_of_the_project():
        for word in words:
            assert word not in text, f"{name} holds {word}"
        assert not homes.search(text), f"{name} holds somebody's folder"


def test_the_lock_pins_every_package_with_hashes_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==\S+(.*(?:\n    --hash=\S+.*)*)", lock, re.MULTILINE)
    assert len(pins) > 20
    for package, rest in pins:
        assert "--hash=sha256:" in rest, package
    assert "http" not in lock
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {package.lower().replace("_", "-") for package, _ in pins}
    for need in [*needs["dependencies"], *needs["optional-dependencies"]["dev"],
                 *needs["optional-dependencies"]["cluster"]]:
        assert re.split(r"[<>=~! ]", need)[0].lower() in locked, need


BRITISH = (
    "col" + "our", "leuk" + "aem", "haem" + "ato", "an" + "aem", "tum" + "our", "gr" + "ey", "cent" + "re",
    "licen" + "ce", "neigh" + "bour", "label" + "led ", "nanomet" + "re", "oed" + "ema", "behav" + "iour",
)


def test_spelling_is_american() -> None:
    for name, text in texts_of_the_project():
        if name == "assets/facts.toml" or name.startswith("tests/") or name.endswith(".lock"):
            continue  # quotations from European sources, and tests of spelling
        for line, words in enumerate(text.lower().splitlines(), start=1):
            for british in BRITISH:
                assert not re.search(rf"\b{british}", words), f"{name}:{line}: {british}"


def test_only_agreed_things_stand_at_the_top() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in files_of_the_project()}
    assert top <= {
        ".ci", ".gitattributes", ".gitignore", "CONTRIBUTING.md", "LICENSE", "LICENSE-CONTENT", "Makefile",
        "README.md", "assets", "manim.cfg", "production", "pyproject.toml", "render.py", "requirements.lock",
        "scenes", "tests",
    }


def test_generated_files_are_not_committed() -> None:
    for path in files_of_the_project():
        assert not {"out", "media", "__pycache__", ".hypothesis"} & set(path.relative_to(ROOT).parts), path
        assert path.stat().st_size < 1_200_000, f"{path.name} is large for a repository"


def test_python_is_the_one_that_the_project_names() -> None:
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = tuple(int(n) for n in re.findall(r"\d+", needs["requires-python"]))
    assert sys.version_info[:2] >= least
