"""Working on several machines: the same tasks, sent to a Dask cluster.

Each machine has the film checked out and set up; a worker there starts a process, as the caller would
do at home. Results travel back and are kept here. When a worker is lost, Dask gives its task to another one.
"""

from __future__ import annotations

import atexit
import logging
import pickle
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from queue import Empty, SimpleQueue
from typing import Any, Final, Self
from uuid import uuid4

from production.crew.alike import Alike, state_here
from production.crew.crew import Hear
from production.crew.local import Process
from production.crew.scratch import Scratch
from production.plan.task import Done, Drew, Failed, Made, Task, Told
from production.store.files import reason
from production.store.pieces import Pieces
from scenes.script.errors import FilmError
from scenes.script.sources import digest
from scenes.script.toml_file import ROOT

_LOOK: Final = 0.2
_NEEDED: Final = "--tls-ca-file, --tls-cert and --tls-key name its files, or Dask's own settings (comm.tls) do"
#: Modules that workers import to read what they are asked.
_SENT: Final = ("production", __name__, Alike.__module__)
#: How long to wait for an answer when the cluster is called, s.
_PATIENCE: Final = 10


class _Asked:
    """What is asked of a worker: done as it is unpickled, which only there the film is imported for.

    Dask so has nothing to read that a Python without the film cannot: a worker that fails to read its task ends
    without a word, and the task waits for another one for ever.
    """

    def __init__(self, *asked: object) -> None:
        self._asked = asked

    def __reduce__(self) -> tuple[Any, ...]:
        return do_here, self._asked


class Cluster:
    """A Dask cluster.

    Parameters
    ----------
    address
        Of its scheduler, such as ``tcp://192.168.1.5:8786``.
    tls
        For ``tls://``: files with certificates and a key, by the names that Dask's ``Security`` has for them; what is
        left out Dask's own settings say.

    Raises
    ------
    FilmError
        The package ``distributed`` is not installed, or there is no certificate that could be used.
    """

    def __init__(self, address: str, tls: Mapping[str, str] | None = None) -> None:
        try:
            import distributed
        except ImportError as error:
            raise FilmError("--scheduler needs the package distributed: see README.md, several machines") from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told in the film's words
        self._distributed: Any = distributed
        self.address = address
        self._security = self._secured(tls or {})
        # Of this run alone: a scheduler remembers what was told before.
        self._topic = f"film-{uuid4().hex}"
        self._client: Any = None
        self._news: SimpleQueue[tuple[int, Told | Any]] = SimpleQueue()
        self._futures: dict[int, Any] = {}
        self._state: Mapping[str, str] = {}

    def _secured(self, tls: Mapping[str, str]) -> Any:
        """How to prove to the cluster who is there, and have it prove that."""
        try:
            security = self._distributed.Security(**tls)
            connection = security.get_connection_args("client")
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            raise FilmError(f"cannot use the certificates for {self.address}: {why}: {_NEEDED}") from error
        if self.address.startswith("tls://") and connection["ssl_context"] is None:
            raise FilmError(f"there is no certificate for {self.address}: {_NEEDED}")
        if not self.address.startswith("tls://") and connection["require_encryption"]:
            raise FilmError(f"Dask's settings require encryption, and {self.address} has none: use tls://")
        return security

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

    def expect(self) -> None:
        """The workers run already."""

    def begin(self, number: int, task: Task) -> None:
        """Send a task to the cluster."""
        asked = pickle.dumps(_Asked(number, Alike.of(task, self._state), self._topic))
        future = self._client.submit(pickle.loads, asked, key=f"{self._topic}-{number}", pure=False)
        self._futures[number] = future
        future.add_done_callback(lambda done: self._news.put((number, done)))

    def attend(self, hear: Hear) -> None:
        """Wait a moment for news, and hand on what there is."""
        try:
            news = self._news.get(timeout=_LOOK)
            while True:
                self._take_in(*news, hear)
                news = self._news.get_nowait()
        except Empty:
            return

    def stop(self, number: int) -> None:
        """Take a task back; if it has begun, it goes on for nothing."""
        if number in self._futures:
            self._futures.pop(number).cancel()

    def _take_in(self, number: int, news: Told | Any, hear: Hear) -> None:
        if isinstance(news, Told):
            if number in self._futures:
                hear(number, news)
            return
        if self._futures.pop(number, None) is None:
            return
        try:
            pieces, done = news.result()
        except Exception as error:
            hear(number, Failed(_explained(error)))
            return
        for made in pieces:
            hear(number, made)
        hear(number, done)

    def __enter__(self) -> Self:
        self._state = state_here()
        try:
            self._client = self._distributed.Client(
                self.address, timeout=_PATIENCE, security=self._security, name="film"
            )
            self._client.subscribe_topic(self._topic, self._progress)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            self._leave()
            why = ", or it does not take these certificates" if self.address.startswith("tls://") else ""
            raise FilmError(f"no Dask cluster with workers answers at {self.address}{why}") from error
        return self

    def _progress(self, event: tuple[float, dict[str, Any]]) -> None:
        told = event[1]
        self._news.put((told["task"], Drew(told["frames"])))

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
        return FilmError("every worker that was at work on it was lost: is there too little memory?")
    if name in ("FutureCancelledError", "CancelledError"):
        return FilmError("the connection to the cluster was lost")
    if "Can't get attribute" in str(error) or getattr(error, "name", None) in _SENT:
        return FilmError(
            "the cluster cannot read what it is asked: let each worker be .venv/bin/dask of a checkout in the same "
            "state as here"
        )
    return error


# --- on the cluster -------------------------------------------------------------------------------


@dataclass
class _Place:
    """A process that draws for a worker, and the state of the checkout that it was started from."""

    state: str
    news: SimpleQueue[tuple[Process, Told | None]]
    process: Process


_free: Final[list[_Place]] = []
_turn: Final = threading.Lock()


def _take_place() -> _Place:
    """A process that works: one that waits since the last task, unless the checkout has changed, or a new one."""
    state = checkout_state()
    with _turn:
        while _free:
            place = _free.pop()
            if place.state == state and place.process.alive:
                return place
            place.process.end()
        news: SimpleQueue[tuple[Process, Told | None]] = SimpleQueue()
        place = _Place(state, news, Process(news, _scratch().path))
        atexit.register(place.process.end)
        return place


@cache
def _scratch() -> Scratch:
    """The folder of this worker; it goes when the worker ends, after those who write into it."""
    folder = Scratch()
    atexit.register(folder.cleanup)
    return folder


def do_here(number: int, task: Task, topic: str) -> tuple[list[Made], Done]:
    """Do a task on the machine where this is called; the pieces that were made, and what came of it."""
    from distributed import get_worker

    worker = get_worker()
    place = _take_place()
    place.process.begin(number, task)
    kept, made = Pieces(), list[Made]()
    while True:
        _, told = place.news.get()
        match told:
            case None:
                raise FilmError(f"{place.process.obituary()}, on {worker.address}")
            case Made(name=name, piece=piece):
                piece = piece or kept.get(name)
                if piece is not None:  # else it was spoilt; it is asked for once more
                    made.append(Made(name, piece))
            case Drew(frames=frames):
                worker.log_event(topic, {"task": number, "frames": frames})
            case Failed(error=error):
                _free.append(place)
                raise error
            case Done(leaves=leaves):
                place.process.end() if leaves else _free.append(place)
                return made, told


def checkout_state() -> str:
    """Hash of names, sizes and times of all files that drawing may use."""
    files = [
        file
        for part, pattern in (("scenes", "*.py"), ("production", "*.py"), ("tests", "*.py"), ("assets", "*.toml"))
        for file in sorted((ROOT / part).rglob(pattern))
    ]
    return digest([(str(file), (state := file.stat()).st_size, state.st_mtime_ns) for file in files])
