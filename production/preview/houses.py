"""The processes that others are forked from: the ground, and for each state of the code the one that has read it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, Final

from production.preview.line import Said, tell
from scenes.script.keep import FOLDER_VARIABLE, cache_folder

#: What is forked has the thread alone that forks: none of these may have others.
_ONE_THREAD: Final = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}


class NoPictureError(Exception):
    """There is no picture of a moment; says why."""


class Houses:
    """One for each side: ``now`` and ``commit``.

    Attributes
    ----------
    fault
        Why the code cannot be read as it is now; empty if it can.
    files
        The film's own files that were read as code.
    roots
        The checkout of each side.
    """

    def __init__(self, root: Path, tell_pages: Callable[[Said, None], None]) -> None:
        self.fault, self.files = "", frozenset[str]()
        self.clips: list[dict[str, str]] = []
        self.roots = {"now": root}
        self._tell_pages = tell_pages
        self._numbers, self._side_of = count(1), dict[int, str]()
        self._houses: dict[str, asyncio.Future[asyncio.StreamWriter]] = {}
        self._process: asyncio.subprocess.Process | None = None
        self.ground: asyncio.Future[asyncio.StreamWriter] = asyncio.get_running_loop().create_future()

    async def open(self, address: str) -> None:
        """Start the ground."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "production.preview.ground", address, cwd=self.roots["now"],
            env={**os.environ, **_ONE_THREAD, FOLDER_VARIABLE: str(cache_folder())},  # of all sides
        )

    async def close(self) -> None:
        """End the ground, and all others with it; whoever waits for a house waits no longer."""
        for waiting in self._houses.values():
            if not waiting.done():
                waiting.set_exception(NoPictureError("the preview has ended"))
                waiting.exception()
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    def renew(self, side: str) -> Coroutine[Any, Any, None]:
        """Have the code read anew: whoever asks for a house from now on gets that. What is returned is to be run."""
        before = self._houses.get(side)
        if before is not None and before.done() and not before.exception():
            before.result().close()
        self._houses[side] = asyncio.get_running_loop().create_future()
        return self._ask_for(side)

    async def _ask_for(self, side: str) -> None:
        number = next(self._numbers)
        self._side_of[number] = side
        tell(await self.ground, {"number": number, "root": str(self.roots[side])})

    def hear(self, hello: Said, writer: asyncio.StreamWriter) -> None:
        """A house is there, or says why it cannot be."""
        side = self._side_of[hello["number"]]
        waiting = self._houses[side]
        if waiting.done():
            waiting = self._houses[side] = asyncio.get_running_loop().create_future()
        if side == "now":
            self.fault = hello.get("fault", "")
            self.files = frozenset(hello.get("files", ())) or self.files
            self.clips = hello.get("clips", self.clips)
        if "fault" in hello:
            waiting.set_exception(NoPictureError(hello["fault"]))
            waiting.exception()
            self._tell_pages({"is": "fault", "fault": hello["fault"]}, None)
        else:
            waiting.set_result(writer)

    async def of(self, side: str) -> asyncio.StreamWriter:
        """Whoever has read the code of a side; waits for it.

        Raises
        ------
        NoPictureError
            The code cannot be read.
        """
        if side not in self._houses:
            raise NoPictureError("nothing was read to compare with")
        return await asyncio.shield(self._houses[side])
