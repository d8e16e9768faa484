"""A process of the film stands on its own ground: settings that are meant for others change nothing that it does.

``PYTHONPATH`` tells Python where to look first, ``PYTHONWARNINGS`` what is an error, ``PYTHONOPTIMIZE`` what to
leave out; a ``sitecustomize`` runs before all else, and Manim reads a ``manim.cfg`` of the user's and one of the folder
where a command is given. None of them is touched, and none is heard.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def stand_on_own_ground() -> None:
    """Look for modules in this checkout first and where ``PYTHONPATH`` says last, and keep Manim to itself."""
    own = str(ROOT)
    theirs = [path for path in map(os.path.abspath, os.environ.get("PYTHONPATH", "").split(os.pathsep)) if path != own]
    sys.path[:] = [own, *(path for path in sys.path if path not in (own, *theirs)), *theirs]
    # NumPy would start a thread a core, twice, in each of as many processes: more than a large machine lets one user
    # have. All matrices here are small.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    warnings.filters[:] = [rule for rule in warnings.filters if rule[0] != "error"]  # type: ignore[index]
    sys.meta_path.insert(0, _ManimAlone())


def keep_docstrings() -> None:
    """Begin again if Python was told to leave docstrings out (``-OO``): what a rule asks stands in its docstring."""
    if sys.flags.optimize > 1:
        given = {name: value for name, value in os.environ.items() if name != "PYTHONOPTIMIZE"}
        os.execve(sys.executable, [sys.executable, *sys.argv], given)


class _ManimAlone(MetaPathFinder):
    """Finds Manim, to be imported where it finds no configuration but its own."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname == "manim" else None
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    """Imports a module in a folder, and with a home, that holds no settings."""

    def exec_module(self, module: ModuleType) -> None:
        with _nobodys_home(Path(__file__).parent):
            super().exec_module(module)


@contextmanager
def _nobodys_home(folder: Path) -> Iterator[None]:
    """Be in a folder that is the home as well."""
    homes = ("HOME", "USERPROFILE")
    before = {name: os.environ.get(name) for name in homes}
    try:
        with chdir(folder):
            os.environ.update(dict.fromkeys(homes, str(folder)))
            yield
    finally:
        for name, home in before.items():
            if home is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = home
