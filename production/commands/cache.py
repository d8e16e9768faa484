"""``render.py cache``: what is kept so that it need not be made again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from production.store.store import FOLDER_VARIABLE, LIMIT_VARIABLE, cache_folder, clear, contents, limit_in_bytes


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
    folder: Path = cache_folder()
    size = sum(part.size for part in contents(folder).values())
    clear(folder)
    yield f"{folder}: {size / 1e6:.1f} MB removed"
