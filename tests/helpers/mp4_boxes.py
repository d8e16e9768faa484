"""A small reader of MP4 boxes: what the file itself says, without a library's opinion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HOLDERS = {"moov", "trak", "mdia", "minf", "stbl", "udta", "edts", "dinf", "tref"}


@dataclass(frozen=True)
class Box:
    """A box: its type, its content, and the boxes inside it."""

    kind: str
    data: bytes
    children: tuple[Box, ...] = ()

    def all(self, path: str) -> list[Box]:
        """Boxes at a path such as ``trak/mdia/mdhd``."""
        head, _, rest = path.partition("/")
        found = [child for child in self.children if child.kind == head]
        return [b for child in found for b in child.all(rest)] if rest else found

    def one(self, path: str) -> Box:
        (found,) = self.all(path)
        return found

    def has(self, kind: str) -> bool:
        """Whether a box of this type lies anywhere inside."""
        return any(c.kind == kind or c.has(kind) for c in self.children)

    def number(self, start: int, size: int = 4) -> int:
        return int.from_bytes(self.data[start : start + size], "big")


def read(path: Path) -> Box:
    """The whole file as one box without a type."""
    data = path.read_bytes()
    return Box("", data, tuple(_boxes(data)))


def _boxes(data: bytes) -> Iterator[Box]:
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8].decode("latin1")
        body = data[at + 8 : at + size]
        assert size >= 8, f"box {kind!r} of size {size}"
        yield Box(kind, body, tuple(_boxes(body)) if kind in _HOLDERS else ())
        at += size


def sample_times(trak: Box) -> list[int]:
    """Lengths of a track's samples, in its own ticks, from its ``stts`` box."""
    stts = trak.one("mdia/minf/stbl/stts")
    rows = stts.number(4)
    return [
        stts.number(12 + 8 * i) for i in range(rows) for _ in range(stts.number(8 + 8 * i))
    ]
