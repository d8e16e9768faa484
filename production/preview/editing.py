"""Changing what a script says, from the page: the whole file at once, only that sentence, and back again."""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from scenes.script.errors import FilmError
from scenes.script.toml_file import display_name, read_toml


class Edits:
    """What was changed from the page, so that it can be taken back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._done: list[tuple[Path, bytes, bytes]] = []
        self._seen: dict[Path, bytes] = {}
        self._good: dict[Path, bytes] = {}

    def say(self, language: str, path: list[str], was: str, now: str) -> str:
        """Write a sentence into a script: the place where it stands then.

        Raises
        ------
        FilmError
            The script has changed meanwhile, or holds the sentence in a way that is not to be written from here.
        """
        file = self._file(f"assets/script/{language}.toml")
        before = file.read_bytes()
        after, line = replaced(file, path, was, " ".join(now.split()))
        _write(file, before, after)
        self._done.append((file, before, after))
        return f"{display_name(file)}:{line}"

    def undo(self) -> str:
        """Take the latest change back: the name of the file.

        Raises
        ------
        FilmError
            There is none, or somebody has written the file since.
        """
        if not self._done:
            raise FilmError("nothing was changed from this page")
        file, before, after = self._done[-1]
        _write(file, after, before)
        self._done.pop()
        return display_name(file)

    def mend(self, place: str, wrong: str, right: str) -> None:
        """Write a name as it was meant, in a line that holds it once."""
        name, _, number = place.rpartition(":")
        file = self._file(name)
        before = file.read_bytes()
        lines = before.decode("utf-8").split("\n")
        line = lines[int(number) - 1]
        if line.count(wrong) != 1:
            raise FilmError(f"{place}: the line has changed meanwhile")
        lines[int(number) - 1] = line.replace(wrong, right)
        after = "\n".join(lines).encode()
        _write(file, before, after)
        self._done.append((file, before, after))

    # --- back to what was good --------------------------------------------------------------------

    def look(self) -> None:
        """See how all files are: what is drawn from now on goes by them."""
        files = [*self.root.glob("scenes/**/*.py"), *self.root.glob("assets/**/*.toml")]
        self._seen = {file: file.read_bytes() for file in files if file.is_file()}

    def note_good(self) -> None:
        """What was seen last is good: it was drawn."""
        self._good = self._seen

    def changed(self) -> list[Path]:
        """Files that are other than when all was good."""
        return [file for file, good in self._good.items() if not file.is_file() or file.read_bytes() != good]

    def take_back(self) -> list[str]:
        """Write what was good into all files that have changed since: their names."""
        changed = self.changed()
        for file in changed:
            before = file.read_bytes() if file.is_file() else b""
            _put(file, self._good[file])
            self._done.append((file, before, self._good[file]))
        return [display_name(file) for file in changed]

    def _file(self, name: str) -> Path:
        file = (self.root / name).resolve()
        inside = any(file.is_relative_to(self.root / folder) for folder in ("assets", "scenes"))
        if not inside or file.suffix not in (".toml", ".py") or not file.is_file():
            raise FilmError(f"{name}: no file of the film")
        return file


def replaced(file: Path, path: list[str], was: str, now: str) -> tuple[bytes, int]:
    """A script with another sentence at a key, and the sentence's line.

    Raises
    ------
    FilmError
        The key does not hold what it should, or more than that would change.
    """
    text = file.read_bytes().decode("utf-8")
    toml = read_toml(file)
    line = toml.lines.get(tuple(path))
    if line is None or toml.text(*path) != was:
        raise FilmError(f"{toml.where(*path)}: it says something else meanwhile; look at it again")
    if not now:
        raise FilmError(f"{toml.where(*path)}: must not be empty")
    lines = text.split("\n")
    key, equals, old = lines[line - 1].partition("=")
    end = "\r" if old.endswith("\r") else ""
    lines[line - 1] = f"{key}{equals} {json.dumps(now, ensure_ascii=False)}{end}"
    after = "\n".join(lines)
    wanted: Any = tomllib.loads(text)
    inner = wanted
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = now
    try:
        same = tomllib.loads(after) == wanted
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise FilmError(f"{toml.where(*path)}: it is not written on a line of its own; change it in the file")
    return after.encode(), line


def _write(file: Path, before: bytes, after: bytes) -> None:
    """Write a file whole if it is still what it was."""
    if file.read_bytes() != before:
        raise FilmError(f"{display_name(file)} has changed meanwhile; look at it again")
    _put(file, after)


def _put(file: Path, content: bytes) -> None:
    """Write a file, all or nothing, with the rights that it has."""
    number, half = tempfile.mkstemp(prefix=".", suffix="~", dir=file.parent)
    try:
        with os.fdopen(number, "wb") as out:
            out.write(content)
        if file.is_file():
            os.chmod(half, file.stat().st_mode & 0o777)
        os.replace(half, file)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise
