"""Where the parts of films are found while they are made."""

from __future__ import annotations

from production.plan.task import Made
from production.store.store import Store


class Pieces:
    """The store, and in memory those pieces that it could not keep."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._here: dict[str, bytes] = {}

    def has(self, name: str) -> bool:
        """Whether a piece is there."""
        return name in self._here or self._store.has(name)

    def get(self, name: str) -> bytes | None:
        """A piece, or None where it is missing or spoilt."""
        return self._here.get(name) or self._store.get(name)

    def take(self, made: Made) -> None:
        """Keep a piece that comes from elsewhere."""
        if made.piece is not None and not self._store.put(made.name, made.piece):
            self._here[made.name] = made.piece

    def forget(self) -> None:
        """Let go what is held in memory."""
        self._here.clear()
