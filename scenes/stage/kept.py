"""Results of slow pure functions, kept on disk from one run to the next.

``@kept`` may stand on a function whose result follows from its arguments alone. An entry is
found by everything that decides it: the arguments, the source of the function's module and of
all modules of the film that it imports, and the versions of the libraries that compute. There
is thus nothing to invalidate; what is no longer asked for is dropped in time. Where nothing can
be written, all works as before, slower.
"""

from __future__ import annotations

import pickle
import platform
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from hashlib import blake2b
from typing import Any, Final, ParamSpec, Protocol, TypeVar

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenes.script.errors import FilmError
from scenes.script.keep import Keep, cache_folder, limit_in_bytes, prune
from scenes.script.sources import digest, files_of, hash_of

P = ParamSpec("P")
T = TypeVar("T")

#: Room is made about once while this share of the limit is written.
_SHARE: Final = 0.02

_at_work = False
_known: dict[str, Any] = {}


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Compute once for given arguments, in this process and those to come.

    Arguments may be numbers, texts, None, arrays, geometries, and tuples, lists and dataclasses
    of them; whoever gets a result must not change it. A function from outside this checkout is
    left as it is: nobody would notice that its code has changed.
    """
    # Read now, while the sources are those that run.
    files = files_of([function.__module__])
    if not files:
        return function
    code = digest(hash_of(files), function.__qualname__, _versions())

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


def forget() -> None:
    """Let go of all results that this process holds; they are read again where they are asked for."""
    _known.clear()


def _from_disk(key: str, compute: Callable[[], T]) -> T:
    keep = Keep(cache_folder() / "shapes")
    found = keep.get(key)
    if found is not None:
        with suppress(Exception):  # whatever it is: it can be made again
            result: T = pickle.loads(found)
            return result
    result = compute()
    data = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
    if keep.put(key, data):
        with suppress(FilmError):  # no limit that could be understood
            limit = limit_in_bytes()
            # Keys are as good as dice: the more is written, by whatever processes, the more often one of them looks.
            if int(key, 16) % max(round(_SHARE * limit), 1) < len(data):
                prune(keep.folder, limit)
    return result


# --- what decides a result ----------------------------------------------------------------------


def _key(code: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    key = blake2b(code.encode(), digest_size=16)
    _feed(key, args)
    _feed(key, [item for pair in sorted(kwargs.items()) for item in pair])
    return key.hexdigest()


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


@cache
def _versions() -> tuple[str, ...]:
    return (
        platform.python_version(), platform.machine(), np.__version__, shapely.__version__,
        shapely.geos_version_string,
    )
