"""Where the parts of films are found while they are made: pieces by the hash of all they depend on."""

from __future__ import annotations

from pathlib import Path

from scenes.script.keep import Keep, cache_folder


class Pieces:
    """Pieces on disk, and in memory those that the disk would not take.

    Parameters
    ----------
    folder
        The cache; the one of this machine if left out.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_folder()
        self._keep = Keep(self.folder / "pieces")
        self._here: dict[str, bytes] = {}

    def has(self, name: str) -> bool:
        """Whether a piece is there; whether it is whole, only reading tells."""
        return name in self._here or self._keep.has(name)

    def get(self, name: str) -> bytes | None:
        """A piece, or None where it is missing or spoilt."""
        return self._here.get(name) or self._keep.get(name)

    def put(self, name: str, piece: bytes) -> bool:
        """Keep a piece on disk, all or nothing; whether that could be done."""
        return self._keep.put(name, piece)

    def take(self, name: str, piece: bytes) -> None:
        """Keep a piece, in memory if not on disk."""
        if not self.put(name, piece):
            self._here[name] = piece
