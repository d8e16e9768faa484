"""What took long to make, kept in one folder from one run to the next: bytes by the hash of all they depend on.

An entry never changes: the same name means the same bytes. Whatever is missing, half written or spoilt is simply
made again, so that the folder may be emptied, lost or cut off at any moment, and any number of processes share it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT

#: Names the folder, in place of ``.cache`` in the checkout.
FOLDER_VARIABLE: Final = "FILM_CACHE"
#: Says how large it may become, MB.
LIMIT_VARIABLE: Final = "FILM_CACHE_MB"
_LIMIT: Final = 4000
#: A thousand terabytes, MB.
_MOST: Final = 10**9
_SUM: Final = 16
#: Pruning makes room for some more at once: down to this share of the limit.
_AFTER: Final = 0.8


def cache_folder() -> Path:
    """The folder for everything that can be made again."""
    return Path(os.environ.get(FOLDER_VARIABLE) or ROOT / ".cache")


def limit_in_bytes() -> int:
    """How large the folder may become."""
    text = os.environ.get(LIMIT_VARIABLE, str(_LIMIT))
    if not text.isdecimal() or len(text) > len(str(_MOST)) or int(text) > _MOST:
        raise FilmError(f"{LIMIT_VARIABLE} must be a whole number of megabytes from 0 to {_MOST}, not {text!r}")
    return int(text) * 1_000_000


class Keep:
    """Entries in a folder.

    One that cannot be written or read is no error: nothing is found, and nothing kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, name: str) -> bool:
        """Whether an entry is there; whether it is whole, only reading tells."""
        return os.path.isfile(self._path(name))

    def get(self, name: str) -> bytes | None:
        """An entry, or None where it is missing or spoilt."""
        path = self._path(name)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        entry = content[_SUM:]
        if content[:_SUM] != _sum(entry):
            _remove(path)
            return None
        with suppress(OSError):
            os.utime(path)  # it was used: it stays longest when room is made
        return entry

    def put(self, name: str, entry: bytes) -> bool:
        """Keep an entry, all or nothing; whether that could be done."""
        path = self._path(name)
        half = path.with_name(f"{path.name}.{os.getpid()}~")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(_sum(entry) + entry)
            half.replace(path)
        except OSError:
            _remove(half)
            return False
        return True

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name


def prune(folder: Path, limit: int) -> int:
    """Remove what was used longest ago once the folder is larger than ``limit`` bytes; how much that was."""
    files = sorted(files_in(folder))
    total = whole = sum(size for _, size, _ in files)
    if whole <= limit:
        return 0
    for _, size, path in files:
        if total <= _AFTER * limit:
            break
        if _remove(Path(path)):
            total -= size
    return whole - total


def files_in(folder: Path) -> list[tuple[float, int, str]]:
    """Times of last use (s), sizes (bytes) and paths of all files in a folder and those below it."""
    found = []
    waiting: list[str | Path] = [folder]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                with suppress(OSError):  # another run has removed it meanwhile
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        state = entry.stat(follow_symlinks=False)
                        found.append((state.st_mtime, state.st_size, entry.path))
    return found


def _sum(entry: bytes) -> bytes:
    return blake2b(entry, digest_size=_SUM).digest()


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
