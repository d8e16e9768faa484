"""What was drawn before, kept in one folder: pieces of films by the hash of all they depend on.

A piece never changes: the same name means the same bytes. Whatever is missing, half written or spoilt is
simply drawn again, so that the folder may be emptied, lost or cut off at any moment.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT
from scenes.stage.kept import VARIABLE

#: Names the folder, in place of ``.cache`` in the checkout.
FOLDER_VARIABLE: Final = VARIABLE
#: Says how large it may become, MB.
LIMIT_VARIABLE: Final = "FILM_CACHE_MB"
_LIMIT: Final = 4000
_SUM: Final = 16
#: Pruning makes room for some more at once: down to this share of the limit.
_AFTER: Final = 0.8


def cache_folder() -> Path:
    """The folder for everything that can be made again."""
    return Path(os.environ.get(FOLDER_VARIABLE) or ROOT / ".cache")


def limit_in_bytes() -> int:
    """How large the folder may become."""
    text = os.environ.get(LIMIT_VARIABLE, str(_LIMIT))
    if not text.isdecimal():
        raise FilmError(f"{LIMIT_VARIABLE} must be a whole number of megabytes, not {text!r}")
    return int(text) * 1_000_000


class Store:
    """Pieces on disk.

    A folder that cannot be written or read is no error: nothing is found, and nothing kept.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_folder()
        self._pieces = self.folder / "pieces"

    def has(self, name: str) -> bool:
        """Whether a piece is there; whether it is whole, only reading tells."""
        return self._path(name).is_file()

    def get(self, name: str) -> bytes | None:
        """A piece, or None where it is missing or spoilt."""
        path = self._path(name)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        if content[:_SUM] != _sum(content[_SUM:]):
            path.unlink(missing_ok=True)
            return None
        _touch(path)
        return content[_SUM:]

    def put(self, name: str, piece: bytes) -> bool:
        """Keep a piece, all or nothing; whether that could be done."""
        path = self._path(name)
        half = path.with_name(f"{path.name}.{os.getpid()}~")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(_sum(piece) + piece)
            half.replace(path)
        except OSError:
            _remove(half)
            return False
        return True

    def _path(self, name: str) -> Path:
        return self._pieces / name[:2] / name


@dataclass(frozen=True)
class Contents:
    """What a cache folder holds: files, and bytes."""

    files: int
    size: int


def contents(folder: Path) -> dict[str, Contents]:
    """What each part of the cache holds."""
    parts: dict[str, Contents] = {}
    for part in sorted(folder.iterdir()) if folder.is_dir() else ():
        sizes = [size for _, size, _ in _files(part)]
        parts[part.name] = Contents(len(sizes), sum(sizes))
    return parts


def clear(folder: Path) -> None:
    """Remove all that the cache holds.

    Raises
    ------
    FilmError
        Something in it cannot be removed.
    """
    for part in folder.iterdir() if folder.is_dir() else ():
        try:
            shutil.rmtree(part) if part.is_dir() else part.unlink()
        except OSError as error:
            raise FilmError(f"cannot remove {part}: {(error.strerror or str(error)).lower()}") from error


def prune(folder: Path, limit: int) -> int:
    """Remove what was used longest ago once the folder is larger than ``limit`` bytes; how much that was."""
    files = sorted(_files(folder))
    total = whole = sum(size for _, size, _ in files)
    if whole <= limit:
        return 0
    for _, size, path in files:
        if total <= _AFTER * limit:
            break
        if _remove(Path(path)):
            total -= size
    return whole - total


def _files(part: Path) -> list[tuple[float, int, str]]:
    """Times of last use, sizes and paths of all files in a folder, or of a file."""
    if part.is_file():
        state = part.stat()
        return [(state.st_mtime, state.st_size, str(part))]
    found = []
    waiting: list[str | Path] = [part]
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


def _sum(piece: bytes) -> bytes:
    return blake2b(piece, digest_size=_SUM).digest()


def _touch(path: Path) -> None:
    try:
        os.utime(path)
    except OSError:
        return


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
