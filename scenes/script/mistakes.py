"""Mistakes in the code of a clip: told on one line that begins with the contributor's own line."""

from __future__ import annotations

import builtins
import inspect
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from sysconfig import get_paths
from traceback import format_tb, walk_stack, walk_tb
from typing import Final

from scenes.script.errors import FilmError
from scenes.script.toml_file import display_name, nearest, no_such

#: What clips stand on and are made with: the mistake lies with whoever calls these.
_HOUSE: Final = ("production/", "scenes/stage/", "scenes/script/", "render.py")
_LIBRARIES: Final = tuple(str(Path(get_paths()[name]).resolve()) for name in ("stdlib", "purelib", "platlib"))


def mistake(text: str, place: str = "") -> FilmError:
    """An error for whoever writes a clip, with its place in their code.

    Parameters
    ----------
    place
        As ``scenes/binding.py:118``; if left out, the line of theirs that led here.
    """
    place = place or _place((frame.f_code.co_filename, line) for frame, line in walk_stack(sys._getframe(1)))
    return FilmError(f"{place}: {text}" if place else text)


def one_of(kind: str, name: str, known: Iterable[str]) -> str:
    """A name that stands in the code of a clip, if it is among the known ones; else that is a mistake."""
    names = list(known)
    if name not in names:
        raise mistake(no_such(kind, str(name), names))
    return name


def line_of(thing: type | Callable[[], object], attribute: str = "") -> str:
    """The line on which a function or a class begins, or on which a class sets an attribute."""
    owner = next((cls for cls in getattr(thing, "__mro__", ()) if attribute in vars(cls)), thing)
    lines, first = inspect.getsourcelines(owner)
    sets = re.compile(rf"\b{attribute}\b.*=" if attribute else "")
    behind = next((i for i, line in enumerate(lines) if sets.search(line)), 0)
    return f"{display_name(Path(inspect.getfile(owner)))}:{first + behind}"


def explained(error: BaseException) -> str:
    """An error on one line; one that nobody foresaw begins with its place in the code of clips."""
    told: str | None = vars(error).get("explained")
    if told is not None:
        return told
    told = " ".join(str(error).split())
    if isinstance(error, FilmError):
        return told
    way = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        way, told = [*way, (error.filename, error.lineno)], error.msg
    place = _place(reversed(way))
    return f"{f'{place}: ' if place else ''}{type(error).__name__}: {told}{_hint(error)}"


def explain_for_good(error: BaseException) -> None:
    """Note on an error what only its traceback tells: that does not go along to another process."""
    vars(error)["explained"] = explained(error)
    error.add_note("".join(format_tb(error.__traceback__)).rstrip())


def _hint(error: BaseException) -> str:
    """The name that may have been meant, where Python knows no other."""
    if isinstance(error, AttributeError) and error.name:
        return nearest(error.name, dir(error.obj))
    if isinstance(error, NameError) and error.name and error.__traceback__:
        *_, (frame, _line) = walk_tb(error.__traceback__)
        return nearest(error.name, {**vars(builtins), **frame.f_globals, **frame.f_locals})
    return ""


def _place(way: Iterable[tuple[str, int]]) -> str:
    """The innermost of these lines of code that a contributor writes, and the clip's that led to it."""
    written = [f"{display_name(Path(file))}:{line}" for file, line in way if _is_written(file)]
    clip = next((place for place in written if re.match(r"scenes/\w+\.py", place)), "")
    return f"{written[0]} (from {clip})" if clip and clip != written[0] else written[0] if written else ""


def _is_written(file: str) -> bool:
    """Whether a file is a clip's, an actor's or a test's: neither of this house nor of a library."""
    resolved = str(Path(file).resolve())
    return file.endswith(".py") and not (
        resolved.startswith(_LIBRARIES) or display_name(Path(file)).startswith(_HOUSE)
    )
