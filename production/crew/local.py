"""Who does tasks on this machine: this process, or several others."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, Self

from production.crew.crew import Crew, Hear, perform
from production.crew.process import READY, STOP
from production.crew.scratch import Scratch
from production.plan.task import Done, Failed, Task, Told
from production.store.pieces import Pieces
from scenes.script.errors import FilmError
from scenes.script.keep import FOLDER_VARIABLE, cache_folder
from scenes.script.toml_file import ROOT

#: How long to wait for news before looking around, s.
_LOOK: Final = 0.2
_NAP: Final = 0.01
_CGROUP: Final = Path("/sys/fs/cgroup")
#: How many files one more process takes here while it runs, and all else that a run has open at once, with room.
_FILES_EACH, _FILES_ELSE = 2, 20
#: What another process of the film runs, with nothing that is called as ours is but was imported for others.
_STARTS: Final = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
for name in [name for name in sys.modules if name.partition(".")[0] in ("production", "scenes", "tests")]:
    del sys.modules[name]
from production.crew.process import main
main(sys.argv[1])
"""


class Alone:
    """Does tasks in this process: for debuggers, and for tests."""

    size = 1

    def __init__(self, pieces: Pieces | None = None) -> None:
        self._pieces = pieces or Pieces()
        self._task: tuple[int, Task] | None = None

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

    def begin(self, number: int, task: Task) -> None:
        """Remember the task."""
        self._task = number, task

    def attend(self, hear: Hear) -> None:
        """Do the task."""
        begun, self._task = self._task, None
        if begun is None:
            time.sleep(_NAP)
        else:
            number, task = begun
            perform(task, self._pieces, lambda told: hear(number, told), lambda: True)

    def stop(self, number: int) -> None:
        """Nothing goes on between two calls."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Process:
    """Another process that does tasks, seen from here.

    Parameters
    ----------
    news
        Where its messages go, each with this process; None instead of a message when it has ended.
    scratch
        A folder for what it needs only while it runs.
    kept
        Where it keeps pieces; the cache of this machine if left out.
    """

    def __init__(
        self, news: SimpleQueue[tuple[Process, Told | None]], scratch: Path, kept: Path | None = None
    ) -> None:
        self.task: int | None = None
        self._process = subprocess.Popen(
            # -E: what PYTHON… variables ask of any Python is not asked of this one.
            [sys.executable, "-E", "-P", "-c", _STARTS, str(scratch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, FOLDER_VARIABLE: str((kept or cache_folder()).resolve())},
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

    def begin(self, number: int, task: Task) -> None:
        """Have it do a task."""
        self.task = number
        self._say(pickle.dumps(task))

    def stop(self) -> None:
        """Ask it to give up what it does."""
        self._say(STOP)

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
            return f"the process at work on it was ended by {name}{guess}"
        return f"the process at work on it ended by itself, with exit code {code}"

    def _say(self, said: bytes | str) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # if it has ended, that is told as well
            self._process.stdin.write(pickle.dumps(said))
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for said in self._process.stdout:
            if said.endswith(READY):
                break
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
        self._news: SimpleQueue[tuple[Process, Told | None]] = SimpleQueue()
        self._processes: list[Process] = []
        self._last_clip: dict[Process, str] = {}

    @property
    def idle(self) -> int:
        """How many have nothing to do, counting those that are still to be started."""
        return self.size - sum(1 for process in self._processes if process.task is not None)

    @property
    def known(self) -> Collection[str]:
        """The clips that those who are idle have been through last."""
        return {clip for process, clip in self._last_clip.items() if process.task is None}

    def expect(self) -> None:
        """Start all processes: they take a second to import what they need."""
        while len(self._processes) < self.size:
            self._processes.append(Process(self._news, self._scratch.path, self._kept))

    def begin(self, number: int, task: Task) -> None:
        """Have a task worked on, by one who has been through the clip before if there is one."""
        free = [process for process in self._processes if process.task is None]
        knowing = [process for process in free if self._last_clip.get(process) == task.clip]
        fresh = [process for process in free if process not in self._last_clip]
        if not knowing and not fresh and len(self._processes) < self.size:
            process = Process(self._news, self._scratch.path, self._kept)
            self._processes.append(process)
        else:
            process = (knowing or fresh or free)[0]
        self._last_clip[process] = task.clip
        process.begin(number, task)

    def attend(self, hear: Hear) -> None:
        """Wait a moment for news, and hand on what there is."""
        with suppress(Empty):
            process, told = self._news.get(timeout=_LOOK)
            while True:
                self._take_in(process, told, hear)
                process, told = self._news.get_nowait()

    def stop(self, number: int) -> None:
        """Ask whoever works on a task to give it up."""
        for process in self._processes:
            if process.task == number:
                process.stop()

    def _take_in(self, process: Process, told: Told | None, hear: Hear) -> None:
        task = process.task
        if process not in self._processes:
            return  # it has left
        if told is None:
            self._processes.remove(process)
            self._last_clip.pop(process, None)
            if task is not None:
                hear(task, Failed(FilmError(process.obituary())))
            return
        if isinstance(told, Done | Failed):
            process.task = None
        if isinstance(told, Done) and told.leaves:
            self._processes.remove(process)
            self._last_clip.pop(process, None)
            process.end()
        if task is not None:
            hear(task, told)

    def __enter__(self) -> Self:
        self._scratch = Scratch()
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.end()
        self._scratch.cleanup()


def cores() -> int:
    """How many processes this one may keep busy: its cores, or less where a container's share is smaller."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(count, int(cpu_share(_CGROUP) or count)))


def cpu_share(cgroup: Path) -> float | None:
    """How many cores' time the control group of this system allows (v2, else v1); None for no limit."""
    for limit, period in (("cpu.max", ""), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us")):
        with suppress(OSError, ValueError):
            words = (cgroup / limit).read_text().split()
            if period:
                words += (cgroup / period).read_text().split()
            quota, of = int(words[0]), int(words[1])  # "max" is no number, and -1 no limit
            return quota / of if quota > 0 and of > 0 else None
    return None


def crew(count: int | None = None) -> Crew:
    """Work with ``count`` processes, or with as many as there are cores to use; 0 works in this one.

    They are fewer where the system lets this process have too few files open for so many.

    Raises
    ------
    FilmError
        It does not even do so for one.
    """
    count = cores() if count is None else count
    return Together(min(count, _processes_by_files())) if count else Alone()


def _processes_by_files() -> int:
    """How many processes the limit of open files leaves room for."""
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return sys.maxsize
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    room = (files - _FILES_ELSE) // _FILES_EACH if files != resource.RLIM_INFINITY else sys.maxsize
    if room < 1:
        raise FilmError(f"only {files} files may be open at once, which is too few: allow more (ulimit -n 256)")
    return int(room)
