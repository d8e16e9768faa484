"""``render.py cache``: what is kept so that it need not be made again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scenes.script.errors import FilmError
from scenes.script.keep import FOLDER_VARIABLE, LIMIT_VARIABLE, cache_folder, files_in, limit_in_bytes


@dataclass(frozen=True)
class Contents:
    """What a part of the cache holds: files, and bytes."""

    files: int
    size: int


def contents(folder: Path) -> dict[str, Contents]:
    """What each part of the cache holds."""
    sizes: dict[str, list[int]] = {}
    for _, size, path in files_in(folder):
        sizes.setdefault(Path(path).relative_to(folder).parts[0], []).append(size)
    return {part: Contents(len(sizes[part]), sum(sizes[part])) for part in sorted(sizes)}


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


def describe_cache() -> Iterator[str]:
    """Where the cache is, what each part holds, and how large it may become."""
    folder = cache_folder()
    parts = contents(folder)
    yield str(folder)
    for name, part in parts.items():
        yield f"  {name:<12} {part.files:>7} files {part.size / 1e6:>9.1f} MB"
    total = sum(part.size for part in parts.values())
    limit = limit_in_bytes() / 1e6
    yield f"  {total / 1e6:.1f} of {limit:.0f} MB ({LIMIT_VARIABLE} changes the limit, {FOLDER_VARIABLE} the folder)"


def clear_cache() -> Iterator[str]:
    """Empty the cache, and say how much that was."""
    folder = cache_folder()
    size = sum(part.size for part in contents(folder).values())
    clear(folder)
    yield f"{folder}: {size / 1e6:.1f} MB removed"
