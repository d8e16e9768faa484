"""TOML files that can say on which line a key stands, so that an error can name the place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from scenes.script.errors import FilmError

ROOT = Path(__file__).resolve().parents[2]

_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_KEY_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")

#: Longer lists of what there is are left out of a message.
_MANY = 70


@dataclass(frozen=True, eq=False)  # each text is read once: what is made of a file can be kept by the file itself
class TomlFile:
    """A TOML file that can say on which line a key stands.

    Parameters
    ----------
    name
        The file's name as messages print it.
    data
        Its content.
    lines
        Line numbers by key path; a key inside an inline table is found by its parent.
    """

    name: str
    data: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int] = field(repr=False)

    def where(self, *path: str) -> str:
        """Name a place as ``file: key (line n)``, by the nearest ancestor that has a line."""
        key = printable(".".join(path))
        for length in range(len(path), 0, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return f"{self.name}: {key} (line {line})"
        return f"{self.name}: {key}" if key else self.name

    def english_text(self, path: tuple[str, ...], text: str) -> str:
        """The English of the ``text`` at ``path``: itself, unless it is a translation."""
        return text

    def fault(self, *path: str) -> str:
        """Why the text at ``path`` may not be shown, though it is there; "" if it may."""
        return ""

    def table(self, *path: str) -> Mapping[str, Any]:
        """Return the table at ``path``; `FilmError` if it is missing or is not a table."""
        found: Any = self.data
        for depth, key in enumerate(path, start=1):
            if not isinstance(found, dict) or key not in found:
                raise FilmError(f"{self.where(*path[:depth])}: this section is missing")
            found = found[key]
        if not isinstance(found, dict):
            raise FilmError(f"{self.where(*path)}: must be a section, not a single value")
        return found

    def text(self, *path: str, default: str | None = None) -> str:
        """Return the text at ``path``; `FilmError` if it is missing, empty or not text."""
        table = self.table(*path[:-1])
        value = table.get(path[-1], default)
        if value is None:
            raise FilmError(f"{self.where(*path)}: this text is missing")
        if not isinstance(value, str):
            raise FilmError(f"{self.where(*path)}: must be text in quotes")
        if not value.strip() and default is None:
            raise FilmError(f"{self.where(*path)}: must not be empty")
        if fault := self.fault(*path):
            raise FilmError(f"{self.where(*path)}: {fault}")
        return value


def display_name(path: Path) -> str:
    """Shorten a path inside the project to what a reader of messages needs."""
    try:
        return path.resolve().relative_to(ROOT).as_posix()
    except ValueError:
        return str(path)


def read_text(path: Path) -> str:
    """The text of a file.

    Raises
    ------
    FilmError
        It is not UTF-8, or cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FilmError(f"{display_name(path)}: not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise FilmError(f"{display_name(path)}: cannot be read ({error.strerror or error})") from error


def read_toml(path: Path) -> TomlFile:
    """Read a TOML file together with the line of each key.

    Raises
    ------
    FilmError
        One line that names the file and, where it can be known, the line.
    """
    return _parsed(display_name(path), read_text(path))


@lru_cache(maxsize=32)
def _parsed(name: str, text: str) -> TomlFile:
    """A file from its text; one script is asked for by every clip and audience."""
    try:
        return TomlFile(name, tomllib.loads(text), _key_lines(text))
    except RecursionError as error:
        raise FilmError(f"{name}: brackets are nested too deeply") from error
    except ValueError as error:
        raise FilmError(f"{name}: not valid TOML: {' '.join(str(error).split())}") from error


def _key_lines(text: str) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):
        rest = line
        if inside:
            if inside not in line:
                continue
            rest, inside = line.split(inside, 1)[1], ""
        elif header := _HEADER.match(line):
            table = _parts(header[1])
            lines.setdefault(table, number)
            continue
        elif key := _KEY.match(line):
            lines.setdefault(table + _parts(key[1]), number)
        for quotes in ('"""', "'''"):
            if rest.count(quotes) % 2:
                inside = quotes
    return lines


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _KEY_PART.findall(dotted))


def printable(text: str) -> str:
    """Put text on one line and replace what a terminal could not show."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def shown(text: str, limit: int = 40) -> str:
    """Quote foreign text for a message: one line, printable, short."""
    return f"'{printable(text if len(text) <= limit else text[: limit - 1] + '…')}'"


def nearest(word: str, known: Iterable[str]) -> str:
    """End a message about a wrong word: with the known one that looks most like it, if any does."""
    close = get_close_matches(word.lower(), list(known), n=1)
    return f". Did you mean '{close[0]}'?" if close else "."


def no_such(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that a name is not among the known ones, which of them looks most like it, and what there is."""
    names = list(known)
    there = f" There is: {', '.join(names) or 'none'}." if len(names) <= _MANY else ""
    return f"There is no {kind} {shown(name)}{nearest(name, names)}{there}"
