"""The set-up, in a small checkout of which all packages are there already: nothing is fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from scenes.script.toml_file import ROOT
from tests.helpers.mounts import NO_PROGRAMS, READ_ONLY, run_with

HASH = "sha256:" + 64 * "0"
#: As pip writes them: by the Python's path, or through a shell where that is long or holds a space.
NAMED = {"plain": "#!{python}\n", "long": "#!/bin/sh\n'''exec' \"{python}\" \"$0\" \"$@\"\n' '''\n"}
#: A package of one module and one script.
LITTLE = {
    "little.py": "import sys\ndef main(): print(sys.prefix)\n",
    "little-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: little\nVersion: 1\n",
    "little-1.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "little-1.dist-info/entry_points.txt": "[console_scripts]\nlittle = little:main\n",
    "little-1.dist-info/RECORD": "",
}
#: A package that is built where it is unpacked.
BUILT = {
    "PKG-INFO": "Metadata-Version: 2.1\nName: built\nVersion: 1\n",
    "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'backend'\nbackend-path = ['.']\n",
    "backend.py": '''"""Builds a wheel."""
import os, subprocess, zipfile
def build_wheel(folder, config_settings=None, metadata_directory=None):
    __doc__.upper()
    with open("trial", "w") as file:
        file.write("#!/bin/sh\\n")
    os.chmod("trial", 0o755)
    subprocess.run(["./trial"], check=True)
    with zipfile.ZipFile(os.path.join(folder, "built-1-py3-none-any.whl"), "w") as wheel:
        for name in ("METADATA", "WHEEL", "RECORD"):
            wheel.writestr("built-1.dist-info/" + name, FILES[name])
    return "built-1-py3-none-any.whl"
FILES = {
    "METADATA": "Metadata-Version: 2.1\\nName: built\\nVersion: 1\\n",
    "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "RECORD": "",
}
''',
}
SCRIPT = "# -*- coding: utf-8 -*-\nimport sys\nprint(sys.prefix, *sys.argv[1:])\n"


class Checkout:
    """A folder with a set-up, a lock, and an environment that borrows the packages of this one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "production").mkdir(parents=True)
        shutil.copytree(ROOT / "production" / "install", folder / "production" / "install")
        wheel = folder / "wheels/little-1-py3-none-any.whl"
        wheel.parent.mkdir()
        with ZipFile(wheel, "w") as package:
            for name, text in LITTLE.items():
                package.writestr(name, text)
        little = sha256(wheel.read_bytes()).hexdigest()
        self.lock = "".join(f"{name}=={version(name)} \\\n    --hash={HASH}\n" for name in ("click", "packaging"))
        self.lock += f"little==1 \\\n    --hash=sha256:{little}\n"
        (folder / "requirements.lock").write_text(self.lock, encoding="utf-8")
        stubs = folder / "stubs"  # what a machine has; none of it may be fetched by a test
        stubs.mkdir()
        for name, code in {"pkg-config": 0, "c++": 0, "cc": 0, "apt-get": 1, "sudo": 1}.items():
            (stubs / name).write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
            (stubs / name).chmod(0o755)
        venv.create(folder / ".venv", symlinks=True)
        packages = next((folder / ".venv").glob("lib/python*/site-packages"))
        borrowed = [path for path in sys.path if path.endswith("site-packages")]
        (packages / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")

    def installed(self) -> None:
        """All is there, as an earlier set-up has left it."""
        (self.folder / ".venv/installed.lock").write_text(self.lock, encoding="utf-8")

    def script(self, kind: str = "plain", python: str = "") -> Path:
        """A script as pip installs it."""
        script = self.folder / ".venv/bin/dask"
        python = python or str(self.folder / ".venv/bin/python")
        script.write_text(NAMED[kind].format(python=python) + SCRIPT, encoding="utf-8")
        script.chmod(0o755)
        return script

    def is_whole(self) -> bool:
        """Whether the package is in the environment, and nothing is beside it."""
        before = {".venv", "broken", "config", "production", "requirements.lock", "stubs", "wheels"}
        assert {path.name for path in self.folder.iterdir()} <= before
        return prints(self.folder / ".venv/bin/little") == str(self.folder / ".venv")

    def renamed(self, name: str) -> Checkout:
        """The checkout after its folder got another name."""
        self.folder = self.folder.rename(self.folder.with_name(name))
        return self

    def set_up(self, mount: str = "", place: Path = ROOT, /, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the set-up; perhaps with something mounted at a place."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "MAKE"))}
        path = f"stubs{os.pathsep}{os.environ['PATH']}"
        added = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "wheels", "PYTHON": sys.executable, "CC": "cc", "PATH": path}
        command, env = ["production/install/setup.sh"], kept | added | environment
        if mount:
            return run_with(mount, place, command, self.folder, env)
        return subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, encoding="utf-8", check=False
        )

    def needs_to_build(self) -> None:
        """Let the lock name a package that comes as source, and tries out what it builds as Meson does."""
        source = self.folder / "wheels/built-1.tar.gz"
        with tarfile.open(source, "w:gz") as package:
            for name, text in BUILT.items():
                entry = tarfile.TarInfo(f"built-1/{name}")
                entry.size = len(text.encode())
                package.addfile(entry, BytesIO(text.encode()))
        built = sha256(source.read_bytes()).hexdigest()
        self.lock += f"built==1 \\\n    --hash=sha256:{built}\n"
        (self.folder / "requirements.lock").write_text(self.lock, encoding="utf-8")


@pytest.fixture(name="checkout")
def _checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "my film [x] 50%")


def is_ready(done: subprocess.CompletedProcess[str]) -> bool:
    assert done.stderr == ""
    assert done.stdout.endswith("setup: ready\n")
    return done.stdout == "setup: ready\n"


def prints(script: Path, *words: str) -> str:
    return subprocess.run([script, *words], capture_output=True, encoding="utf-8", check=True).stdout.strip()


# --- what a machine says to pip and Python ------------------------------------------------------------


#: What leads pip astray, and Python.
ASTRAY = {
    "pip": {
        **{f"PIP_{name}": "elsewhere" for name in ("TARGET", "PREFIX", "ROOT")},
        **{f"PIP_{name}": "nowhere" for name in ("PYTHON", "CONSTRAINT", "REQUIREMENT")},
        **{"PIP_USER": "1", "PIP_ONLY_BINARY": ":all:", "PIP_REQUIRE_VIRTUALENV": "1", "PIP_DRY_RUN": "1"},
    },
    "user": {"PIP_USER": "1"},
    "Python": {"PYTHONHOME": "nowhere", "PYTHONPATH": "broken", "PYTHONUSERBASE": "elsewhere", "CDPATH": "broken"},
}


@pytest.mark.parametrize("kind", ASTRAY)
def test_what_is_set_for_other_pythons_does_not_lead_the_set_up_astray(checkout: Checkout, kind: str) -> None:
    broken = checkout.folder / "broken"
    (broken / "production/install").mkdir(parents=True)
    (broken / "sysconfig.py").write_text("raise ImportError('this is not the module that was meant')", encoding="utf-8")
    assert not is_ready(checkout.set_up(**ASTRAY[kind]))
    assert checkout.is_whole()
    assert is_ready(checkout.set_up(**ASTRAY[kind])), "a second time nothing is to be done"


@pytest.mark.parametrize("lines", ["user = true", "target = elsewhere\nprefix = elsewhere\nroot = elsewhere"])
def test_what_pip_conf_says_of_other_places_is_set_aside(checkout: Checkout, lines: str) -> None:
    file = checkout.folder / "config/pip/pip.conf"
    file.parent.mkdir(parents=True)
    file.write_text(f"[install]\nno-binary = :all:\n{lines}\n", encoding="utf-8")
    assert not is_ready(checkout.set_up(XDG_CONFIG_HOME=str(file.parents[1])))
    assert checkout.is_whole()


def test_where_packages_come_from_stays_as_the_machine_is_set_up(checkout: Checkout) -> None:
    (checkout.folder / "requirements.lock").write_text(checkout.lock + f"nowhere-at-all==1 --hash={HASH}\n", "utf-8")
    done = checkout.set_up(PIP_FIND_LINKS="wheels-nearby")
    assert done.returncode == 1
    assert "wheels-nearby" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("setup: the Python packages could not be installed")


def test_a_lock_of_which_only_the_line_ends_differ_is_installed(checkout: Checkout) -> None:
    checkout.installed()
    lock = checkout.folder / "requirements.lock"
    lock.write_text(checkout.lock, encoding="utf-8", newline="\r\n")
    assert is_ready(checkout.set_up())
    lock.write_text(checkout.lock + "# more\n", encoding="utf-8", newline="\r\n")
    assert not is_ready(checkout.set_up())


def test_a_folder_that_no_environment_can_stand_in_is_said_in_one_line(tmp_path: Path) -> None:
    done = Checkout(tmp_path / "film").renamed("film: the second").set_up()
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("setup: Python cannot work below a folder whose name holds a colon")
    assert done.stderr.count("\n") == 1


# --- folders where not all can be done -----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["as usual", "no programs", "nowhere"])
def test_packages_are_built_where_programs_can_be_run(checkout: Checkout, tmp_path: Path, kind: str) -> None:
    checkout.needs_to_build()
    temporary = tmp_path / "temporary"
    if kind != "nowhere":
        temporary.mkdir()
    mount = NO_PROGRAMS if kind == "no programs" else ""
    done = checkout.set_up(mount, temporary, TMPDIR=str(temporary), PIP_NO_CACHE_DIR="1", PYTHONOPTIMIZE="2")
    assert not is_ready(done)
    assert [*(checkout.folder / ".venv").glob("lib/python*/site-packages/built-1.dist-info")] != []
    assert not (checkout.folder / ".venv/tmp").exists()
    assert not temporary.exists() or [*temporary.iterdir()] == []


def test_a_checkout_that_is_read_only_is_ready_if_it_is_set_up_wherever_it_stands(checkout: Checkout) -> None:
    checkout.installed()
    assert is_ready(checkout.set_up(READ_ONLY, checkout.folder))
    checkout.script()
    checkout.renamed("on a stick")
    done = checkout.set_up(READ_ONLY, checkout.folder)
    assert done.returncode == 0
    moved, ready = done.stdout.splitlines()
    assert moved.startswith("setup: .venv was moved")
    assert moved.endswith("cannot be written (read-only file system): the film runs, but scripts such as "
                          ".venv/bin/dask may not")
    assert ready == "setup: ready"


def test_a_checkout_that_is_not_set_up_and_cannot_be_is_said_in_one_line(checkout: Checkout) -> None:
    before = sorted(checkout.folder.rglob("*"))
    done = checkout.set_up(READ_ONLY, checkout.folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("setup: you may not write here, and there is no .venv that works for you")
    assert done.stderr.count("\n") == 1
    done = checkout.set_up(READ_ONLY, checkout.folder / ".venv")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("setup: .venv does not do, and belongs to somebody else")
    assert done.stderr.count("\n") == 1
    assert sorted(checkout.folder.rglob("*")) == before


# --- a folder that was moved or copied ------------------------------------------------------------------


@pytest.mark.parametrize("kind", NAMED)
def test_after_a_move_scripts_use_the_python_beside_them(checkout: Checkout, kind: str) -> None:
    checkout.installed()
    checkout.script(kind)
    checkout.renamed("it is [here] now")
    assert is_ready(checkout.set_up())
    script = checkout.folder / ".venv/bin/dask"
    assert prints(script, "a b", "c") == f"{checkout.folder / '.venv'} a b c"
    assert str(checkout.folder) in (checkout.folder / ".venv/bin/activate").read_text(encoding="utf-8")
    before = script.stat().st_ino
    checkout.renamed("and here")
    script = checkout.folder / ".venv/bin/dask"
    assert prints(script) == str(checkout.folder / ".venv")
    assert is_ready(checkout.set_up())
    assert script.stat().st_ino == before, "there was nothing left to mend"


def test_a_copy_never_runs_the_other_checkout(checkout: Checkout, tmp_path: Path) -> None:
    checkout.installed()
    script = checkout.script()
    shutil.copytree(checkout.folder, copy := tmp_path / "copy", symlinks=True)
    before, checkout.folder = script.read_bytes(), copy
    assert is_ready(checkout.set_up())
    assert prints(copy / ".venv/bin/dask") == str(copy / ".venv")
    assert script.read_bytes() == before, "the other one is left alone"


def test_an_environment_may_be_a_link_to_one_that_is_shared(checkout: Checkout, tmp_path: Path) -> None:
    checkout.installed()
    checkout.script()
    shared = (checkout.folder / ".venv").rename(tmp_path / "shared")
    (checkout.folder / ".venv").symlink_to(shared)
    assert is_ready(checkout.set_up())
    assert prints(checkout.folder / ".venv/bin/dask") == str(checkout.folder / ".venv")
    assert (checkout.folder / ".venv").is_symlink()


def test_a_script_that_names_a_python_outside_of_environments_keeps_it(checkout: Checkout) -> None:
    checkout.installed()
    outside = Path(sys.base_prefix) / "bin/python3"
    before = checkout.script(python=str(outside)).read_bytes()
    assert is_ready(checkout.set_up())
    assert (checkout.folder / ".venv/bin/dask").read_bytes() == before


def test_an_environment_of_another_python_is_made_anew(checkout: Checkout) -> None:
    checkout.installed()
    (packages,) = (checkout.folder / ".venv/lib").iterdir()
    packages.rename(packages.with_name("python3.0"))
    python = checkout.folder / "stubs/python"  # takes less time than making one
    python.write_text(f'#!/bin/sh\n[ "$2" != venv ] || exit 7\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    done = checkout.set_up(PYTHON="stubs/python")
    assert done.stdout.startswith("setup: making .venv with Python")
    assert done.returncode == 7
