"""Encoded pictures as they are kept: the packets of a group in one piece of bytes."""

from __future__ import annotations

Packets = tuple[bytes, ...]
"""Encoded pictures of one group, in order; the first is a key picture."""


def packed(packets: Packets) -> bytes:
    """The packets as one piece of bytes: how many, how long each, and then all of them."""
    lengths = [len(packets), *map(len, packets)]
    return b"".join([*(n.to_bytes(4, "big") for n in lengths), *packets])


def unpacked(piece: bytes) -> Packets:
    """The packets that were `packed`."""
    count = int.from_bytes(piece[:4], "big")
    lengths = [int.from_bytes(piece[i : i + 4], "big") for i in range(4, 4 * count + 4, 4)]
    at = 4 * (count + 1)
    packets = []
    for length in lengths:
        packets.append(piece[at : at + length])
        at += length
    return tuple(packets)
