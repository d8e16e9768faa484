"""Names a user may ask for, and what to say when one is unknown."""

from __future__ import annotations

from collections.abc import Iterable

from scenes.script.errors import FilmError
from scenes.script.toml_file import no_such


class UnknownNameError(FilmError):
    """A clip, beat or other name that does not exist; a mistake in the request."""


def unknown(kind: str, name: str, known: Iterable[str]) -> UnknownNameError:
    """The error for a name that is not among the known ones, with the nearest of them."""
    return UnknownNameError(no_such(kind, name, known))


def chosen(kind: str, names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The names in the order of the known ones, each once; all of them when none is given.

    Raises
    ------
    UnknownNameError
        A name is not among the known ones.
    """
    every, asked = list(known), list(names)
    for name in asked:
        if name not in every:
            raise unknown(kind, name, every)
    return tuple(n for n in every if n in asked or not asked)
