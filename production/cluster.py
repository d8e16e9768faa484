"""Drawing on several machines: the same tasks, sent to a Dask cluster.

Each machine has the film checked out and set up; a worker there starts a process that draws, as the caller would
do at home. Results travel back and are kept here. When a worker is lost, Dask gives its task to another one.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory, gettempdir
from typing import Any, Final, Self

from production.code import digest
from production.store import Store
from production.task import Done, Failed, Made, Task, Told
from production.workers import Hand, Hear
from scenes.stage.errors import FilmError
from scenes.stage.toml_file import ROOT

_LOOK: Final = 0.2
#: How long to wait for an answer when the cluster is called, s.
_PATIENCE: Final = 10
_TOPIC: Final = "film"
#: A task is sent at most so often when worker after worker is lost with it.
_RETRIES: Final = 3


class Cluster:
    """A Dask cluster.

    Parameters
    ----------
    address
        Of its scheduler, such as ``tcp://192.168.1.5:8786``.

    Raises
    ------
    FilmError
        The package ``distributed`` is not installed.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise FilmError("--scheduler needs the package distributed: see README.md, several machines") from error
        self._distributed: Any = distributed
        self.address = address
        self._client: Any = None
        self._news: SimpleQueue[Told | tuple[int, Any]] = SimpleQueue()
        self._futures: dict[int, Any] = {}

    @property
    def size(self) -> int:
        """How many tasks the workers take at once; 1 where none has come yet."""
        if self._client is None:
            return 1
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        return max(1, sum(int(worker["nthreads"]) for worker in workers))

    @property
    def idle(self) -> int:
        """How many tasks more they would take."""
        return self.size - len(self._futures)

    @property
    def known(self) -> Collection[str]:
        """Dask chooses by itself who does what."""
        return ()

    def begin(self, task: Task) -> None:
        """Send a task to the cluster."""
        future = self._client.submit(
            draw_here, task, key=f"film-{id(self)}-{task.number}", pure=False, retries=_RETRIES
        )
        self._futures[task.number] = future
        future.add_done_callback(lambda done, number=task.number: self._news.put((number, done)))

    def attend(self, hear: Hear) -> None:
        """Wait a moment for news, and hand on what there is."""
        try:
            news = self._news.get(timeout=_LOOK)
            while True:
                self._take_in(news, hear)
                news = self._news.get_nowait()
        except Empty:
            return

    def stop(self, task: int) -> None:
        """Take a task back; if it has begun, it goes on for nothing."""
        if task in self._futures:
            self._futures.pop(task).cancel()

    def _take_in(self, news: Told | tuple[int, Any], hear: Hear) -> None:
        if isinstance(news, Told):
            if news.task in self._futures:
                hear(news)
            return
        number, future = news
        if self._futures.pop(number, None) is None:
            return
        try:
            pieces, seconds = future.result()
        except Exception as error:
            hear(Failed(number, _explained(error)))
            return
        for name, piece in pieces:
            hear(Made(number, name, piece))
        hear(Done(number, seconds))

    def __enter__(self) -> Self:
        try:
            self._client = self._distributed.Client(self.address, timeout=_PATIENCE, name="film")
            self._client.subscribe_topic(_TOPIC, lambda event: self._news.put(event[1]))
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            self._leave()
            raise FilmError(f"no Dask cluster with workers answers at {self.address}") from error
        return self

    def __exit__(self, *_: object) -> None:
        for future in self._futures.values():
            future.cancel()
        self._leave()

    def _leave(self) -> None:
        if self._client is not None:
            self._client.close(timeout=_PATIENCE)
            self._client = None


def _explained(error: Exception) -> Exception:
    """An error of Dask's in the words of the film; any other as it is."""
    name = type(error).__name__
    if name == "KilledWorker":
        return FilmError("every worker that drew it was lost: is there too little memory?")
    if name in ("FutureCancelledError", "CancelledError"):
        return FilmError("the connection to the cluster was lost")
    return error


# --- on the cluster -------------------------------------------------------------------------------

class _Bench:
    """The processes that draw for a worker: kept between tasks as long as nothing changes in the checkout."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: list[tuple[str, Hand, SimpleQueue[tuple[Hand, Told | None]]]] = []

    def take(self) -> tuple[str, Hand, SimpleQueue[tuple[Hand, Told | None]]]:
        """One that is free, or a new one."""
        state = checkout_state()
        with self._lock:
            while self._free:
                known, hand, news = self._free.pop()
                if known == state:
                    return known, hand, news
                hand.end()
        news = SimpleQueue()
        scratch = TemporaryDirectory(prefix="film-", ignore_cleanup_errors=True)
        hand = Hand(news, Path(scratch.name))
        hand.scratch = scratch
        return state, hand, news

    def give_back(self, state: str, hand: Hand, news: SimpleQueue[tuple[Hand, Told | None]]) -> None:
        """Have it wait for the next task."""
        with self._lock:
            self._free.append((state, hand, news))


_bench = _Bench()


def draw_here(task: Task) -> tuple[list[tuple[str, bytes]], float]:
    """Do a task on the machine where this is called; the pieces, and how long it took (s)."""
    from distributed import get_worker

    worker = get_worker()
    store, pieces = Store(), list[tuple[str, bytes]]()
    state, hand, news = _bench.take()
    hand.begin(task)
    while True:
        _, told = news.get()
        if told is None:
            raise FilmError(f"on {worker.address}: {hand.obituary()}")
        if isinstance(told, Made):
            piece = told.piece or store.get(told.name)
            if piece is None:
                raise FilmError(f"on {worker.address}: the cache loses what is put into it")
            pieces.append((told.name, piece))
        elif isinstance(told, Failed):
            _bench.give_back(state, hand, news)
            raise told.error
        elif isinstance(told, Done):
            _bench.give_back(state, hand, news)
            return pieces, told.seconds
        else:
            worker.log_event(_TOPIC, told)


def checkout_state() -> str:
    """Hash of names, sizes and times of all files that drawing may use."""
    files = [
        file
        for part, pattern in (("scenes", "*.py"), ("production", "*.py"), ("tests", "*.py"), ("assets", "*.toml"))
        for file in sorted((ROOT / part).rglob(pattern))
    ]
    return digest([(str(file), (state := file.stat()).st_size, state.st_mtime_ns) for file in files])
