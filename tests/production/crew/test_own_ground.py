"""Settings that are meant for others change nothing: not whether the film runs, and not what it draws."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from production.crew.crew import results
from production.crew.local import Together
from production.plan.task import Keeper, Told
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.toml_file import ROOT
from tests.conftest import cache_without_pieces

#: Settings of Manim's that would change what is drawn, or end every drawing.
SETTINGS = {
    "opengl": "[CLI]\nrenderer = opengl\n",
    "byte order mark": "\ufeff[CLI]\nframe_rate = 60\n",
    "no number": "[CLI]\nzero_pad = x\n",
    "no section": "renderer = opengl\n",
    "colors": "[CLI]\nbackground_color = RED\nlog_to_file = True\nplugins = nobody\n",
}
#: Imports Manim as the film does, and tells what it was told.
TOLD = """
import json, os
from production.crew.own_ground import stand_on_own_ground
stand_on_own_ground()
place = os.getcwd(), os.environ.get("HOME")
from manim import VMobject, config
assert place == (os.getcwd(), os.environ.get("HOME"))
print(json.dumps([VMobject.__mro__[1].__module__, *(str(config[key]) for key in sorted(config))]))
"""


def manim_is_told(cwd: Path, before: str = "", **environment: str) -> list[str]:
    """All settings that Manim has where a command is given in a folder."""
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-c", before + TOLD], cwd=cwd, env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told: list[str] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("empty")
    return manim_is_told(folder, HOME=str(folder))


@pytest.mark.parametrize("settings", SETTINGS)
def test_neither_a_users_nor_a_folders_settings_reach_manim(
    tmp_path: Path, untouched: list[str], settings: str
) -> None:
    for name in (".config/manim/manim.cfg", "AppData/Roaming/Manim/manim.cfg", "manim.cfg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(SETTINGS[settings], encoding="utf-8")
    assert manim_is_told(tmp_path, HOME=str(tmp_path)) == untouched


def test_an_account_without_a_name_and_a_home_will_do(tmp_path: Path, untouched: list[str]) -> None:
    pytest.importorskip("pwd")
    nobody = "import os, pwd\ndel os.environ['HOME']\ndef nobody(uid): raise KeyError(uid)\npwd.getpwuid = nobody\n"
    assert manim_is_told(tmp_path, nobody) == untouched
    assert manim_is_told(tmp_path, HOME=str(tmp_path / "nowhere")) == untouched


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A folder with packages of the names of ours, none of which can be imported."""
    folder = tmp_path / "foreign"
    for name in ("scenes", "production", "numpy", "click", "manim", "tests"):
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text(f"raise RuntimeError('a foreign {name}')")
    (folder / "only_theirs.py").write_text("")
    return folder


def variables(foreign: Path) -> Mapping[str, Mapping[str, str]]:
    return {
        "path": {"PYTHONPATH": str(foreign)},
        "two paths": {"PYTHONPATH": os.pathsep.join([str(foreign), str(ROOT)])},
        "warnings": {"PYTHONWARNINGS": "error"},
        "safe path": {"PYTHONSAFEPATH": "1"},
    }


@pytest.mark.parametrize("kind", ["path", "two paths", "warnings", "safe path"])
def test_a_command_runs_whatever_python_is_told(tmp_path: Path, foreign: Path, kind: str) -> None:
    given = {**os.environ, **variables(foreign)[kind], FOLDER_VARIABLE: str(cache_without_pieces(tmp_path / "kept"))}
    command = ["still", "safety", "--beat", "liver", "--quality", "draft", "--out", "a.png"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "render.py"), *command],
        cwd=tmp_path, env=given, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (tmp_path / "a.png").is_file()


@pytest.mark.parametrize(
    ("words", "said"), [("check binding --quick", "nothing found"), ("check --help", "Hold clips")]
)
def test_what_a_rule_asks_and_what_help_says_is_there_where_docstrings_are_left_out(words: str, said: str) -> None:
    given = {**os.environ, "PYTHONOPTIMIZE": "2"}
    command = [sys.executable, str(ROOT / "render.py"), *words.split()]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert said in done.stdout


#: What a machine may do before any program begins.
SITE = """
import codecs, sys
sys.path.insert(0, {foreign!r})
import only_theirs, production, scenes, tests
sys.stdin = codecs.getreader("utf-8")(sys.stdin.buffer)
print("welcome to this machine", end="", flush=True)
"""


@pytest.fixture
def customized(tmp_path: Path) -> Path:
    """The Python of an environment with the packages of this one, and a site that has ideas of its own."""
    theirs = tmp_path / "theirs"
    for name in ("scenes", "production", "tests"):
        (theirs / name).mkdir(parents=True)
        (theirs / name / "__init__.py").write_text("")
    (theirs / "only_theirs.py").write_text("")
    venv.create(tmp_path / "env", symlinks=os.name == "posix")
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(tmp_path / "env")}))
    borrowed = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "borrowed.pth").write_text("\n".join(borrowed))
    (packages / "sitecustomize.py").write_text(SITE.format(foreign=str(theirs)))
    return Path(sysconfig.get_path("scripts", vars={"base": str(tmp_path / "env")})) / "python"


def test_what_a_machine_does_before_any_program_changes_nothing(customized: Path, tmp_path: Path) -> None:
    command = [str(customized), str(ROOT / "render.py"), "clips", "safety", "--beat", "liver", "--quality", "draft"]
    given = {**os.environ, FOLDER_VARIABLE: str(cache_without_pieces(tmp_path / "kept"))}
    done = subprocess.run(
        [*command, "-j1", "--out", "out"],
        cwd=tmp_path, env=given, capture_output=True, text=True, check=False, timeout=120,
    )
    assert done.returncode == 0, done.stdout
    assert done.stderr == ""
    assert [*tmp_path.glob("out/**/safety.liver.mp4")] != []


@dataclass(frozen=True)
class Count:
    """A task that tells how many threads its process has, and what NumPy has been told of threads."""

    clip: str = "none"

    def do(self, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> tuple[str, int]:
        import numpy as np

        assert (np.eye(500) @ np.eye(500)).trace() == 500
        return os.environ["OPENBLAS_NUM_THREADS"], len(os.listdir("/proc/self/task"))


def test_a_process_has_the_same_few_threads_however_many_cores_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/proc/self/task").is_dir():
        pytest.skip("this system does not tell")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "64")
    with Together(1) as workers:
        assert results(workers, {"count": Count()})["count"] == ("1", 2)  # one works, one listens


@dataclass(frozen=True)
class LookRound:
    """A task that tells what the process runs on that does it."""

    clip: str = "none"

    def do(self, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> list[Any]:
        import warnings
        from importlib.util import find_spec

        import manim
        import numpy

        import scenes.script.toml_file as ours

        errors = [rule for rule in warnings.filters if rule[0] == "error"]
        theirs = find_spec("only_theirs")
        return [ours.__file__, numpy.__file__, str(manim.config.renderer), errors, theirs is not None]


def test_another_process_runs_whatever_python_and_manim_are_told(
    tmp_path: Path, foreign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import numpy

    (tmp_path / "manim.cfg").write_text(SETTINGS["opengl"])
    monkeypatch.chdir(tmp_path)
    for given in variables(foreign).values():
        for name, value in given.items():
            monkeypatch.setenv(name, value)
    with Together(1) as workers:
        found = results(workers, {"look": LookRound()})["look"]
    own = str(ROOT / "scenes" / "script" / "toml_file.py")
    assert found == [own, numpy.__file__, "RendererType.CAIRO", [], True]


def test_changed_code_is_run_though_size_and_time_of_its_file_are_as_before(tmp_path: Path) -> None:
    for room in ("production", "scenes"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    style = tmp_path / "scenes" / "stage" / "style.py"
    time = style.stat().st_mtime_ns
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def ink(before: str = "") -> str:
        command = [sys.executable, "-c", f"{before}from scenes.stage.style import INK; print(INK)"]
        done = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    stand = "from production.crew.own_ground import stand_on_own_ground; stand_on_own_ground(); "
    before = ink()  # Python by itself keeps what it compiles under the second of the file's last change
    for color in ("#123456", "#654321", before):
        style.write_text(re.sub(r'(?m)^INK: Final = ".*"$', f'INK: Final = "{color}"', style.read_text()))
        os.utime(style, ns=(time, time))
        assert ink(stand) == color
        (kept,) = (style.parent / "__pycache__").glob("style.*.pyc")
        compiled = kept.stat().st_mtime_ns
        assert ink(stand) == ink() == color
        assert kept.stat().st_mtime_ns == compiled, "it was compiled again"
