"""Who draws: this process, or several others on this machine."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import mkdtemp
from threading import Thread
from types import TracebackType
from typing import Any, Final, Protocol, Self

from production.plan.task import Done, Failed, Task, Told
from production.store.store import FOLDER_VARIABLE, Store, cache_folder
from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT

#: How long to wait for news before looking around, s.
_LOOK: Final = 0.2
_NAP: Final = 0.01

Hear = Callable[[Told], None]


class Crew(Protocol):
    """Whoever draws."""

    @property
    def size(self) -> int:
        """How many tasks can be worked on at once."""

    @property
    def idle(self) -> int:
        """How many more tasks could be begun now."""

    @property
    def known(self) -> Collection[str]:
        """The clips that those who are idle have been through last: they are quicker there."""

    def expect(self) -> None:
        """Get ready: there will be work in a moment."""

    def begin(self, task: Task) -> None:
        """Have a task worked on."""

    def attend(self, hear: Hear) -> None:
        """Wait a moment for news, and hand on what there is."""

    def stop(self, task: int) -> None:
        """Give up a task, if that can be done; nothing more need be told of it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Alone:
    """Draws in this process: for debuggers, and for tests."""

    size = 1

    def __init__(self, store: Store | None = None) -> None:
        self._store = store or Store()
        self._task: Task | None = None

    @property
    def idle(self) -> int:
        """One, or none when there is a task."""
        return 0 if self._task else 1

    @property
    def known(self) -> Collection[str]:
        """Of no account: there is only one to choose."""
        return ()

    def expect(self) -> None:
        """Nothing needs to be started."""

    def begin(self, task: Task) -> None:
        """Remember the task."""
        self._task = task

    def attend(self, hear: Hear) -> None:
        """Do the task."""
        from production.draw.work import work

        task, self._task = self._task, None
        if task is None:
            time.sleep(_NAP)
        else:
            work(task, self._store, hear, lambda: True)

    def stop(self, task: int) -> None:
        """Nothing goes on between two calls."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Hand:
    """Another process that draws, seen from here.

    Parameters
    ----------
    news
        Where its messages go, each with this hand; None instead of a message when it has ended.
    scratch
        A folder for what it needs only while it runs.
    kept
        Where it keeps pieces; the cache of this machine if left out.
    """

    def __init__(
        self, news: SimpleQueue[tuple[Hand, Told | None]], scratch: Path, kept: Path | None = None
    ) -> None:
        self.task: Task | None = None
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "production.crew.process", str(scratch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path, FOLDER_VARIABLE: str((kept or cache_folder()).resolve())},
            # Ctrl-C is meant for the process that was started by hand; it ends the others.
            start_new_session=os.name == "posix",
        )
        self._news = news
        Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """Id of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def begin(self, task: Task) -> None:
        """Have it do a task."""
        self.task = task
        self._say(task)

    def stop(self) -> None:
        """Ask it to give up what it does."""
        self._say("stop")

    def end(self) -> None:
        """End it at once: whatever it keeps, it keeps whole."""
        self._process.kill()
        self._process.wait()

    def obituary(self) -> str:
        """How it ended, in words."""
        code = self._process.wait()
        if code < 0:
            name = signal.Signals(-code).name
            guess = ": is there too little memory?" if name == "SIGKILL" else ""
            return f"the process that drew it was ended by {name}{guess}"
        return f"the process that drew it ended by itself, with exit code {code}"

    def _say(self, said: Any) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # if it has ended, that is told as well
            self._process.stdin.write(pickle.dumps(said))
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while True:
            try:
                told: Told | None = pickle.load(self._process.stdout)
            except Exception:  # it has ended, perhaps within a message
                told = None
            self._news.put((self, told))
            if told is None:
                return


class Together:
    """Several processes on this machine.

    The film does not depend on how many they are: a group of pictures is the same bytes whoever makes it.
    """

    def __init__(self, count: int, kept: Path | None = None) -> None:
        self.size = count
        self._kept = kept
        self._news: SimpleQueue[tuple[Hand, Told | None]] = SimpleQueue()
        self._hands: list[Hand] = []
        self._last_clip: dict[Hand, str] = {}

    @property
    def idle(self) -> int:
        """How many have nothing to do, counting those that are still to be started."""
        return self.size - sum(1 for hand in self._hands if hand.task is not None)

    @property
    def known(self) -> Collection[str]:
        """The clips that those who are idle have been through last."""
        return {clip for hand, clip in self._last_clip.items() if hand.task is None}

    def expect(self) -> None:
        """Start all processes: they take a second to import what they need."""
        while len(self._hands) < self.size:
            self._hands.append(Hand(self._news, self._scratch, self._kept))

    def begin(self, task: Task) -> None:
        """Have a task worked on, by one who has been through the clip before if there is one."""
        free = [hand for hand in self._hands if hand.task is None]
        knowing = [hand for hand in free if self._last_clip.get(hand) == task.entry.name]
        fresh = [hand for hand in free if hand not in self._last_clip]
        if not knowing and not fresh and len(self._hands) < self.size:
            hand = Hand(self._news, self._scratch, self._kept)
            self._hands.append(hand)
        else:
            hand = (knowing or fresh or free)[0]
        self._last_clip[hand] = task.entry.name
        hand.begin(task)

    def attend(self, hear: Hear) -> None:
        """Wait a moment for news, and hand on what there is."""
        with suppress(Empty):
            hand, told = self._news.get(timeout=_LOOK)
            while True:
                self._take_in(hand, told, hear)
                hand, told = self._news.get_nowait()

    def stop(self, task: int) -> None:
        """Ask whoever works on a task to give it up."""
        for hand in self._hands:
            if hand.task is not None and hand.task.number == task:
                hand.stop()

    def _take_in(self, hand: Hand, told: Told | None, hear: Hear) -> None:
        task = hand.task
        if told is None:
            self._hands.remove(hand)
            self._last_clip.pop(hand, None)
            if task is not None:
                hear(Failed(task.number, FilmError(hand.obituary())))
            return
        if isinstance(told, Done | Failed):
            hand.task = None
        hear(told)

    def __enter__(self) -> Self:
        self._scratch = Path(mkdtemp(prefix="film-"))
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self._hands:
            hand.end()
        shutil.rmtree(self._scratch, ignore_errors=True)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def crew(count: int | None = None) -> Crew:
    """Draw with ``count`` processes, or with as many as there are cores to use; 0 draws in this one."""
    count = cores() if count is None else count
    return Together(count) if count else Alone()
