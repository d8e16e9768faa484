"""Drawing a clip with all of the machine's cores, or with this process alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing.connection import wait as wait_for_any
from types import TracebackType
from typing import Any, Final, Protocol, Self

from production.shares import Drawn, Share, draw_share
from scenes.running_order import Entry
from scenes.stage.request import Request

#: How often the frames drawn elsewhere are counted, s.
_LOOK = 0.2


class GaveUpError(Exception):
    """The film is no longer wanted."""


OnFrames = Callable[[int, int], None]
"""Is told how many frames are drawn, and of how many."""


class Crew(Protocol):
    """Whoever draws a clip."""

    def draw(self, entry: Entry, request: Request, on_frames: OnFrames) -> Drawn:
        """Draw a whole clip; ``on_frames`` is told how far it is."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


@dataclass
class _Count:
    """Progress that is handed on at once."""

    on_frames: OnFrames
    done: int = 0
    total: int = 0

    def drawn(self) -> None:
        self.done += 1
        self.on_frames(self.done, self.total)

    def expected(self, frames: int) -> None:
        self.total = frames


class Alone:
    """Draws everything in this process."""

    def draw(self, entry: Entry, request: Request, on_frames: OnFrames) -> Drawn:
        """Draw a whole clip."""
        return draw_share(entry, request, Share(), _Count(on_frames))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Together:
    """Several processes, each with a share of every clip.

    The film does not depend on how many they are: a segment is the same bytes whoever makes it.
    """

    def __init__(self, count: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.count = count
        self._done: Any = context.Value("q", 0)
        self._total: Any = context.Value("q", 0)
        self._stop: Any = context.Event()
        self._pool = ProcessPoolExecutor(
            count,
            mp_context=context,
            initializer=_begin,
            initargs=(self._done, self._total, self._stop),
        )

    def draw(self, entry: Entry, request: Request, on_frames: OnFrames) -> Drawn:
        """Draw a whole clip; the first error ends the work on it everywhere."""
        self._done.value = self._total.value = 0
        self._stop.clear()
        shares = [Share(number, self.count) for number in range(self.count)]
        futures = [self._pool.submit(_draw, entry, request, share) for share in shares]
        try:
            self._attend(futures, on_frames)
        except BaseException:
            self._stop.set()
            wait(futures)
            raise
        drawn = [future.result() for future in futures]
        segments = sorted((s for d in drawn for s in d.segments), key=lambda s: s.index)
        return replace(drawn[0], segments=tuple(segments))

    def _attend(self, futures: list[Future[Drawn]], on_frames: OnFrames) -> None:
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, timeout=_LOOK)
            if self._done.value:
                on_frames(self._done.value, self._total.value)
            for future in done:
                future.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def crew(count: int | None = None) -> Crew:
    """Draw with ``count`` processes, or with as many as there are cores to use."""
    count = cores() if count is None else count
    return Alone() if count < 2 else Together(count)


# --- in the other processes ---------------------------------------------------------------

class _Shared:
    """Progress that the parent process can see."""

    done: Any
    total: Any
    stop: Any

    def drawn(self) -> None:
        if self.stop.is_set():
            raise GaveUpError
        with self.done.get_lock():
            self.done.value += 1

    def expected(self, frames: int) -> None:
        self.total.value = frames


_shared: Final = _Shared()


def _begin(done: Any, total: Any, stop: Any) -> None:
    """Set up a drawing process: Ctrl-C is the parent's affair, and its death is ours."""
    _shared.done, _shared.total, _shared.stop = done, total, stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_any([parent.sentinel])
        os._exit(1)


def _draw(entry: Entry, request: Request, share: Share) -> Drawn:
    return draw_share(entry, request, share, _shared)
