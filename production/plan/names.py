"""Names a user may ask for, and what to say when one is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from scenes.script.errors import FilmError


class UnknownNameError(FilmError):
    """A clip, beat or other name that does not exist; a mistake in the request."""


def unknown(kind: str, name: str, known: Iterable[str]) -> UnknownNameError:
    """The error for a name that is not among the known ones, with the nearest of them."""
    names = list(known)
    near = get_close_matches(name.lower(), names, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return UnknownNameError(f"There is no {kind} {name!r}.{hint} There is: {', '.join(names)}.")


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
