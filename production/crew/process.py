"""A process that works: reads tasks from its standard input, and tells how they go on its standard output.

It ends with whoever started it, however that came to an end. Messages are pickled, one after the other.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, BinaryIO, Final

from production.crew.crew import perform
from production.crew.own_ground import stand_on_own_ground
from production.plan.task import Done, Failed, Task, Told
from scenes.script.mistakes import explain_for_good, explained

#: After so many new things it is looked for rubbish; Python would after some hundreds or thousands.
_NEW_THINGS: Final = 20_000


#: A process that holds more between two tasks, MB, makes room for a new one, which takes a second and a half: what
#: clips leave behind adds up, and drawing 1080p takes up to 270 MB more.
_LARGE: Final = 190

#: glibc's names for what `_give_back_at_once` sets.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
#: From half a 1080p picture on, memory is asked for by itself; more than two of them are not kept free.
_BY_ITSELF, _FREE = 4_000_000, 16_000_000

#: Said to a process that is to give up its task.
STOP: Final = "stop"

#: Said by a process before all else: whatever comes earlier this machine's ``sitecustomize`` has printed.
READY: Final = b"the film begins\n"


class Line:
    """The other end: what it says, and a way to answer."""

    def __init__(self, hears: BinaryIO, says: BinaryIO) -> None:
        #: Pickled: what a task imports must not be imported while the main thread does the same.
        self.tasks: SimpleQueue[bytes] = SimpleQueue()
        self.stop = Event()
        self._hears, self._says, self._turn = hears, says, Lock()

    def listen(self) -> None:
        """Take in tasks (pickled), and the wish to stop; end this process when nobody is there any more."""
        while True:
            try:
                said: Any = pickle.load(self._hears)
            except Exception:
                os._exit(0)
            if said == STOP:
                self.stop.set()
            else:
                self.stop.clear()
                self.tasks.put(said)

    def tell(self, told: Told) -> None:
        """Say something to the other end."""
        data = pickled(told)
        with self._turn:
            self._says.write(data)
            self._says.flush()


def pickled(told: Told) -> bytes:
    """A message as bytes; an error that cannot be sent is sent as a text."""
    if isinstance(told, Failed):
        explain_for_good(told.error)
    try:
        data = pickle.dumps(told)
        pickle.loads(data)  # errors may be written, and then not be made again
    except Exception:
        if not isinstance(told, Failed):
            raise
        error = RuntimeError(f"{type(told.error).__name__}: {told.error}")
        vars(error).update(explained=explained(told.error))
        data = pickle.dumps(Failed(error))
    return data


def main(scratch: str) -> None:
    """Do whatever is asked for, until nobody is left to ask."""
    stand_on_own_ground()
    # Whatever else is printed must not get between the messages.
    says = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    says.write(READY)
    says.flush()
    line = Line(os.fdopen(0, "rb", closefd=False), says)
    Thread(target=line.listen, daemon=True).start()
    tempfile.tempdir = scratch
    _offer_to_be_ended_first()
    _give_back_at_once()

    with _without_clearing_up():
        import production.draw.joins
        import production.draw.work  # noqa: F401
        from production.store.pieces import Pieces
        from scenes.stage.kept import forget

    pieces, clip = Pieces(), ""
    while True:
        data = line.tasks.get()
        try:
            task: Task = pickle.loads(data)
        except Exception as error:
            line.tell(Failed(error))
        else:
            if task.clip != clip:
                forget()
            clip = task.clip
            perform(task, pieces, partial(_tell, line), lambda: not line.stop.is_set())


@contextmanager
def _without_clearing_up() -> Iterator[None]:
    """Import much, none of which will ever be rubbish; then look for rubbish seldom.

    Scenes make many small things and little rubbish: looking for it as often as usual takes a tenth of the time. It is
    looked for after each task as well.
    """
    gc.disable()
    yield
    gc.freeze()
    gc.set_threshold(_NEW_THINGS, *gc.get_threshold()[1:])
    gc.enable()


def _tell(line: Line, told: Told) -> None:
    """Say something; with the end of a task, whether this process has grown too large to do another."""
    line.tell(replace(told, leaves=_memory_left_over() > _LARGE) if isinstance(told, Done) else told)


def _memory_left_over() -> float:
    """How much this process holds between two tasks, MB, once the system was given what is free; 0 if unknown."""
    gc.collect()
    with suppress(OSError, AttributeError, ValueError, IndexError):  # another C library, or no Linux
        ctypes.CDLL(None).malloc_trim(0)  # glibc would keep some 200 MB, in pieces
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def _give_back_at_once() -> None:
    """Pictures take memory of their own: among smaller things they leave holes, 100 MB of them by a clip's end."""
    with suppress(OSError, AttributeError):  # another C library
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_THRESHOLD, _BY_ITSELF)
        libc.mallopt(_M_TRIM_THRESHOLD, _FREE)


def _offer_to_be_ended_first() -> None:
    """Where memory runs out, the system ends a process: rather this one than the one that hands out work."""
    try:
        Path("/proc/self/oom_score_adj").write_text("500")
    except OSError:
        return
