"""What the processes of a preview say to each other: a few words as JSON, and a picture behind them."""

from __future__ import annotations

import asyncio
import ctypes
import json
import os
import select
import signal
import socket
import struct
import sys
from typing import Any, Final

Said = dict[str, Any]
"""What is said; ``is`` or ``do`` names what it is."""

_HEAD: Final = struct.Struct(">II")
#: ``prctl`` (Linux): be told when the parent ends; be the parent of those who have lost theirs.
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_CHILD_SUBREAPER: Final = 36

_ground = 0


class Line:
    """One end of a line, as whoever draws holds it; at its end the process ends."""

    def __init__(self, address: str, hello: Said) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(address)
        self.say(hello)

    def say(self, said: Said, behind: bytes = b"") -> None:
        """Say something; nobody listens any more: this process is over."""
        words = json.dumps(said, ensure_ascii=False).encode()
        try:
            self._socket.sendall(_HEAD.pack(len(words), len(behind)) + words + behind)
        except OSError:
            os._exit(0)

    def hear(self) -> Said:
        """Wait for what is said."""
        words, behind = _HEAD.unpack(self._read(_HEAD.size))
        heard: Said = json.loads(self._read(words))
        self._read(behind)
        return heard

    def is_spoken_to(self) -> bool:
        """Whether something was said that is not heard yet."""
        return bool(select.select([self._socket], [], [], 0)[0])

    def close(self) -> None:
        """Hang up here: another process keeps its end."""
        self._socket.close()

    def _read(self, count: int) -> bytes:
        found = bytearray()
        while len(found) < count:
            part = self._socket.recv(count - len(found))
            if not part:
                os._exit(0)
            found += part
        return bytes(found)


async def heard(reader: asyncio.StreamReader) -> tuple[Said, bytes]:
    """What the next process says; `asyncio.IncompleteReadError` once it is gone."""
    words, behind = _HEAD.unpack(await reader.readexactly(_HEAD.size))
    return json.loads(await reader.readexactly(words)), await reader.readexactly(behind)


def tell(writer: asyncio.StreamWriter, said: Said) -> None:
    """Say something to a process; one that is gone hears nothing."""
    words = json.dumps(said).encode()
    writer.write(_HEAD.pack(len(words), 0) + words)


def be_the_ground() -> None:
    """Be the one with whom all processes end: those whose own parent is gone become its children."""
    global _ground
    _ground = os.getpid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    end_with_parent()


def stand_on_the_ground() -> None:
    """Know the ground, whose child this process is: its code was read anew since."""
    global _ground
    _ground = os.getppid()


def end_with_parent() -> None:
    """Be ended when the ground is, or whoever started that; leave Ctrl-C to them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that are forked
    if sys.platform == "linux":
        signal.signal(signal.SIGUSR2, _look_for_the_ground)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGUSR2)


def _look_for_the_ground(*_: object) -> None:
    """A parent is gone: if the ground has taken its place, all is well."""
    if os.getppid() != _ground:
        os._exit(0)


def fork() -> bool:
    """Begin another process that goes on from here; whether this is it."""
    parent = os.getpid()
    if os.fork():
        return False
    end_with_parent()
    if os.getppid() not in (parent, _ground):  # they were over before this one could ask to end with them
        os._exit(0)
    return True
