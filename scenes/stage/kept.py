"""Results of slow pure functions, kept on disk from one run to the next.

``@kept`` may stand on a function whose result follows from its arguments alone. An entry is
found by everything that decides it: the arguments, the source of the function's module and of
all modules of the film that it imports, and the versions of the libraries that compute. There
is thus nothing to invalidate; what is no longer asked for is dropped in time.

Any number of processes may share the folder: an entry appears by renaming, and one that cannot
be read, whole, is computed anew. Where nothing can be written, all works as before, slower.
"""

from __future__ import annotations

import os
import pickle
import platform
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final, ParamSpec, Protocol, TypeVar

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenes.script.toml_file import ROOT

P = ParamSpec("P")
T = TypeVar("T")

#: Names a folder in place of ``.cache`` in the checkout; results are kept in its ``shapes``.
VARIABLE: Final = "FILM_CACHE"
#: What the folder may hold, bytes, and how much of it stays once it holds more.
LIMIT: Final = 400_000_000
_STAYS: Final = 0.7
_DIGEST: Final = 16
_IMPORTS: Final = re.compile(r"^(?:from (scenes[\w.]*) import|import (scenes[\w.]+))", re.MULTILINE)

_written = 0  # bytes, by this process
_at_work = False
_known: dict[bytes, Any] = {}


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def folder() -> Path:
    """Where results are kept."""
    return Path(os.environ.get(VARIABLE) or ROOT / ".cache") / "shapes"


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Compute once for given arguments, in this process and those to come.

    Arguments may be numbers, texts, None, arrays, geometries, and tuples, lists and dataclasses
    of them; whoever gets a result must not change it.
    """
    # Read now, while the sources are those that run.
    code = _code_of(function.__module__) + function.__qualname__.encode()

    @wraps(function)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        global _at_work
        if _at_work:  # only whole results are kept, not what they are made of
            return function(*args, **kwargs)
        key = _key(code, args, kwargs)
        if key not in _known:
            _at_work = True
            try:
                _known[key] = _from_disk(key, lambda: function(*args, **kwargs))
            finally:
                _at_work = False
        found: T = _known[key]
        return found

    return ask


def _from_disk(key: bytes, compute: Callable[[], T]) -> T:
    home = folder()
    name = key.hex()
    file = home / name[:2] / name[2:]
    try:
        found = file.read_bytes()
        if found[:_DIGEST] == _digest(found[_DIGEST:]):
            with suppress(OSError):
                os.utime(file)  # it was used: it stays longest when room is made
            result: T = pickle.loads(found[_DIGEST:])
            return result
    except (OSError, ValueError, TypeError, ImportError, AttributeError, LookupError, EOFError,
            pickle.UnpicklingError):
        pass
    result = compute()
    with suppress(OSError):
        _put(home, file, pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))
    return result


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()


def _put(home: Path, file: Path, data: bytes) -> None:
    """Write an entry; it appears whole. Now and then, make room."""
    global _written
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=".new-", delete=False) as handle:
        try:
            handle.write(_digest(data) + data)
            handle.close()
            os.replace(handle.name, file)
        except OSError:
            Path(handle.name).unlink(missing_ok=True)
            raise
    # A process looks at the whole folder with its first entry, and again after each 16 MB.
    if _written % 16_000_000 + len(data) >= 16_000_000 or not _written:
        prune(home)
    _written += len(data)


def prune(home: Path, limit: int = LIMIT) -> None:
    """Drop the entries used longest ago until the folder is well below its limit."""
    entries = []
    for file in home.glob("*/*"):
        with suppress(OSError):
            state = file.stat()
            entries.append((state.st_mtime, state.st_size, file))
    total = sum(size for _, size, _ in entries)
    if total <= limit:
        return
    for _, size, file in sorted(entries):
        with suppress(OSError):
            file.unlink()
        total -= size
        if total <= limit * _STAYS:
            return


# --- what decides a result ----------------------------------------------------------------------


def _key(code: bytes, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    key = blake2b(code, digest_size=_DIGEST)
    _feed(key, args)
    _feed(key, [item for pair in sorted(kwargs.items()) for item in pair])
    return key.digest()


def _feed(key: _Hash, value: Any) -> None:
    """Tell a hash a value, so that no two values tell the same."""
    if isinstance(value, (tuple, list)):
        key.update(b"(%d" % len(value))
        for item in value:
            _feed(key, item)
    elif isinstance(value, np.ndarray) and value.dtype != object:
        key.update(f"a{value.dtype.str}{value.shape}".encode())
        key.update(np.ascontiguousarray(value).tobytes())
    elif isinstance(value, BaseGeometry):
        data = shapely.to_wkb(value)
        key.update(b"g%d:" % len(data) + data)
    elif is_dataclass(value) and not isinstance(value, type):
        key.update(type(value).__qualname__.encode())
        _feed(key, [getattr(value, field.name) for field in fields(value)])
    elif value is None or isinstance(value, (bool, int, float, str, np.number)):
        text = repr(value).encode()
        key.update(b"v%d:" % len(text) + text)
    else:
        raise TypeError(f"cannot tell results for a {type(value).__name__} apart")


def _code_of(module: str) -> bytes:
    """A digest of all that computes: a module, those of the film it imports, and libraries."""
    sources: dict[str, bytes] = {}
    waiting = [module, __name__]
    while waiting:
        name = waiting.pop()
        if name not in sources:
            sources[name] = _source(name)
            waiting += [a or b for a, b in _IMPORTS.findall(sources[name].decode())]
    code = blake2b(repr(_versions()).encode(), digest_size=_DIGEST)
    for name in sorted(sources):
        code.update(name.encode() + b"\0" + sources[name] + b"\0")
    return code.digest()


@cache
def _source(module: str) -> bytes:
    spec = find_spec(module)
    return Path(spec.origin).read_bytes() if spec is not None and spec.origin else b""


@cache
def _versions() -> tuple[str, ...]:
    return (
        platform.python_version(), platform.machine(), np.__version__, shapely.__version__,
        shapely.geos_version_string,
    )
