"""What is told of an error; told here, where nothing is imported that could be the error itself."""

from __future__ import annotations

from scenes.script.errors import FilmError
from scenes.script.mistakes import explained


def one_line(error: BaseException) -> str:
    """What to tell a user of an error, on one line."""
    if isinstance(error, FilmError):
        return explained(error)
    if isinstance(error, MemoryError):
        return "out of memory"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"{explained(error)} (--debug shows where)"
