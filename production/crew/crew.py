"""Whoever does tasks: what a run needs to know of them, and how one task is done."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from production.plan.task import Done, Failed, Keeper, Task, Told

Hear = Callable[[int, Told], None]
"""Is told something of the task with this number."""

K = TypeVar("K")


class Crew(Protocol):
    """Whoever does tasks."""

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

    def begin(self, number: int, task: Task) -> None:
        """Have a task worked on; it is spoken of by this number."""

    def attend(self, hear: Hear) -> None:
        """Wait a moment for news, and hand on what there is."""

    def stop(self, number: int) -> None:
        """Give up a task, if that can be done; nothing more need be told of it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def perform(task: Task, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> None:
    """Do a task and tell how it goes; an error is told as well, and not raised."""
    begun = time.monotonic()
    try:
        result = task.do(keep, tell, wanted)
    except Exception as error:
        tell(Failed(error))
    else:
        tell(Done(time.monotonic() - begun, result))
    # Shapes and scenes refer to each other in circles: a process that draws clip after clip would grow.
    gc.collect()


def each(crew: Crew, tasks: Mapping[K, Task], hear: Callable[[K, Told], None]) -> None:
    """Have all of these tasks done, in their order; what is told goes on with each one's key.

    One that fails does not stop the others.
    """
    keys: Sequence[K] = [*tasks]
    waiting, running = list(range(len(keys))), set[int]()

    def listen(number: int, told: Told) -> None:
        if number in running:
            if isinstance(told, Done | Failed):
                running.discard(number)
            hear(keys[number], told)

    try:
        while waiting or running:
            while waiting and crew.idle:
                number = waiting.pop(0)
                running.add(number)
                crew.begin(number, tasks[keys[number]])
            crew.attend(listen)
    except BaseException:
        for number in running:
            crew.stop(number)
        raise


def results(crew: Crew, tasks: Mapping[K, Task], done: Callable[[K], None] = lambda key: None) -> dict[K, Any]:
    """What came of each of these tasks: its result, or its error."""
    found: dict[K, Any] = {}

    def hear(key: K, told: Told) -> None:
        if isinstance(told, Done | Failed):
            found[key] = told.result if isinstance(told, Done) else told.error
            done(key)

    each(crew, tasks, hear)
    return found
