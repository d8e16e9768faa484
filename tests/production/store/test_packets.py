"""Packets in one piece of bytes."""

from __future__ import annotations

from production.store.packets import packed, unpacked


def test_packets_survive_being_packed() -> None:
    for packets in ((), (b"",), (b"a", b"", b"bc" * 40_000)):
        assert unpacked(packed(packets)) == packets
