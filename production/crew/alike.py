"""Whether another machine would draw and judge as this one does: by the same code, words and libraries.

A piece is kept here under a name that says what it was made by, here. So every task that goes to another machine
takes along what is here, and is done only where all of it is the same.
"""

from __future__ import annotations

import pickle
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from production.plan.score import versions
from production.plan.task import Keeper, Task, Told
from scenes.script.errors import FilmError
from scenes.script.sources import hash_of
from scenes.script.toml_file import ROOT

#: What tasks may run or read.
_READ: Final = (("scenes", "*.py"), ("production", "*.py"), ("assets", "*.toml"), ("assets", "*.json"))


def state_here() -> dict[str, str]:
    """Versions of libraries, FFmpeg's among them, and hashes of files, by their names."""
    import av

    ffmpeg = {name: ".".join(map(str, number)) for name, number in av.library_versions.items()}
    files = [file for part, pattern in _READ for file in (ROOT / part).rglob(pattern)]
    return {**versions(), **ffmpeg, **{file.relative_to(ROOT).as_posix(): hash_of([file]) for file in files}}


@dataclass(frozen=True)
class Alike:
    """A task for a machine that is like the one which asks.

    Attributes
    ----------
    task
        Pickled: with other code it might not even be read.
    state
        What is there where it is asked for.
    """

    clip: str
    task: bytes
    state: Mapping[str, str]

    @classmethod
    def of(cls, task: Task, state: Mapping[str, str]) -> Self:
        """The task of a machine in this state."""
        return cls(task.clip, pickle.dumps(task), state)

    def do(self, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> Any:
        """Do the task, if this machine is in the same state.

        Raises
        ------
        FilmError
            It is not.
        """
        here = state_here()
        others = [name for name, state in self.state.items() if here.get(name) != state]
        if others:
            raise FilmError(_difference(others, self.state, here))
        task: Task = pickle.loads(self.task)
        return task.do(keep, tell, wanted)


def _difference(names: list[str], asked: Mapping[str, str], here: Mapping[str, str]) -> str:
    """What is to be told of a machine whose state differs in these names."""
    first = names[0]
    what = f"{first} is another one there"
    if "/" not in first and first != "font":
        what = f"it has {first} {here.get(first, 'none')}, and not {asked[first]}"
    more = f", and {len(names) - 1} more differ" if len(names) > 1 else ""
    return f"{platform.node()} is refused: {what}{more}: bring its checkout to the same state, then `make setup` there"
