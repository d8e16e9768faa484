"""Making films again whenever a file that they rest on has changed: what `render.py clips --watch` does.

While nobody has changed anything, the processes that will draw start and import what they need, so that a changed
beat is seen as soon as it is drawn.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from production.commands.one_line import one_line
from production.crew.crew import Crew
from scenes.script.facts import load_ledger
from scenes.script.sources import files_of, forget
from scenes.script.toml_file import ROOT

#: How often it is looked for changes, s.
_LOOK: Final = 0.1
_FOLDERS: Final = ("scenes", "production", "assets")
#: Begin names of files in work: of editors, and of what Python keeps.
_PASSING: Final = (".", "#", "__pycache__")

States = dict[Path, tuple[int, int]]
"""When each file was last changed (ns), and its size in bytes."""


def states(root: Path = ROOT) -> States:
    """How all files are that a film may rest on."""
    found: States = {}
    for folder in _FOLDERS:
        for where, below, names in os.walk(root / folder):
            below[:] = [name for name in below if not name.startswith(_PASSING)]
            for name in names:
                if not name.startswith(_PASSING) and not name.endswith("~"):
                    with suppress(OSError):  # an editor is just putting another in its place
                        state = os.stat(path := Path(where, name))
                        found[path] = (state.st_mtime_ns, state.st_size)
    return found


def changed(before: States, now: States) -> set[Path]:
    """Files that are new, gone or different."""
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def next_change(before: States, look: Callable[[], States] = states) -> set[Path]:
    """Wait until files have changed, and no more does for a moment: which."""
    while True:
        now = look()
        found = changed(before, now)
        if found:
            time.sleep(_LOOK)
            if look() == now:
                return found
        else:
            time.sleep(_LOOK)


def runs_on(files: Iterable[Path]) -> bool:
    """Whether this process, or one that waits for work, has read one of these files as its own code."""
    loaded = {Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))}
    return not (loaded | set(files_of(["production.crew.process"]))).isdisjoint(files)


def start_again() -> NoReturn:
    """Run this very command anew, with the code as it is now."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def watch(
    make: Callable[[Crew], None], crews: Callable[[], Crew], say: Callable[[str], None],
    look: Callable[[], States] = states,
) -> None:
    """Make something, and make it again after each change of a file, until Ctrl-C.

    Parameters
    ----------
    make
        Makes it; what it raises after a change is said, and the next change waited for.
    crews
        Whoever draws, anew each time: a process that has drawn holds the code as it was.
    look
        How the files are now.
    """
    seen: States | None = None
    with suppress(KeyboardInterrupt):
        while True:
            with crews() as crew:
                crew.expect()
                if seen is not None:
                    found = next_change(seen, look)
                    if runs_on(found):
                        break
                    forget()
                    load_ledger.cache_clear()
                first, seen = seen is None, look()
                try:
                    make(crew)
                except Exception as error:
                    if first:
                        raise
                    say(one_line(error))
                say("Waiting for a change; Ctrl-C ends this.")
        start_again()
