"""A process of the film stands on its own ground: settings that are meant for others change nothing that it does.

``PYTHONPATH`` tells Python where to look first, ``PYTHONWARNINGS`` what is an error, ``PYTHONOPTIMIZE`` what to
leave out; a ``sitecustomize`` runs before all else, and Manim reads a ``manim.cfg`` of the user's and one of the folder
where a command is given. None of them is touched, and none is heard. Nor is what Python compiled before, unless it was
compiled from just this code.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import source_hash
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[2]
_ROOMS: Final = ("production", "scenes")
#: Of compiled code: says that it belongs to a source with this hash, which is to be looked at.
_BY_HASH: Final = (0b11).to_bytes(4, "little")
_HEAD: Final = 16


def stand_on_own_ground() -> None:
    """Look for modules in this checkout first and where ``PYTHONPATH`` says last; run what their files say now."""
    own = str(ROOT)
    theirs = [path for path in map(os.path.abspath, os.environ.get("PYTHONPATH", "").split(os.pathsep)) if path != own]
    sys.path[:] = [own, *(path for path in sys.path if path not in (own, *theirs)), *theirs]
    # NumPy would start a thread a core, twice, in each of as many processes: more than a large machine lets one user
    # have. All matrices here are small.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    warnings.filters[:] = [rule for rule in warnings.filters if rule[0] != "error"]  # type: ignore[index]
    sys.meta_path.insert(0, _OnOwnGround())


def keep_docstrings() -> None:
    """Begin again if Python was told to leave docstrings out (``-OO``): what a rule asks stands in its docstring."""
    if sys.flags.optimize > 1:
        given = {name: value for name, value in os.environ.items() if name != "PYTHONOPTIMIZE"}
        os.execve(sys.executable, [sys.executable, *sys.argv], given)


class _OnOwnGround(MetaPathFinder):
    """Finds Manim, to be imported where it finds no configuration but its own, and the film as it is."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        ours = fullname.partition(".")[0] in _ROOMS
        spec = PathFinder.find_spec(fullname, path, target) if ours or fullname == "manim" else None
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = (_AsItIs if ours else _Manim)(spec.loader.name, spec.loader.path)
        return spec


class _AsItIs(SourceFileLoader):
    """Imports a module as its file says, and keeps what was compiled with a hash of that.

    Python would know the file again by its size and the second of its last change: two changes within a second, or a
    checkout whose files all bear one time, and what is drawn under the name of the new code is drawn by the old one.
    """

    _source = b""

    def path_stats(self, path: str) -> Mapping[str, Any]:
        """Time and size of no file: what was kept by them is not taken."""
        del path
        return {"mtime": 0, "size": -1}

    def source_to_code(self, data: Any, path: Any, **more: Any) -> CodeType:  # type: ignore[override]
        """Compile, and remember what."""
        self._source = data
        return super().source_to_code(data, path, **more)

    def set_data(self, path: str, data: Any, **more: Any) -> None:
        """Keep compiled code, by the hash of its source."""
        super().set_data(path, data[:4] + _BY_HASH + source_hash(self._source) + data[_HEAD:], **more)


class _Manim(SourceFileLoader):
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
