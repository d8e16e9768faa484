"""Catalogs: the words of a language in gettext's PO format, each named by the place of its English text.

A catalog is found by name (``msgctxt``) alone, never by its English: the same English may need two translations. What
is kept beside a text stands in its translator's comments, a line each: ``status: machine 2026-11-30`` or
``status: reviewed <who> <day> <hash>``, ``values: vod_all.in_100=14``, and ``order: vod_all.hundred vod_all.in_100``
where figures are meant to stand in another order than in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import polib

from scenes.script.errors import FilmError
from scenes.script.toml_file import display_name, printable, read_text

MACHINE: Final = "machine"
REVIEWED: Final = "reviewed"


def on_one_line(text: str) -> str:
    """A text however its lines are broken."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Entry:
    """One text and its translation.

    Attributes
    ----------
    name
        Its ``msgctxt``.
    english, text
        What was translated, and into what; "" if it was not yet.
    line
        Where it stands in its file.
    fuzzy
        Whether a tool or a person has marked it as not to be trusted.
    notes
        Its translator's comments by the word that they begin with.
    """

    name: str
    english: str
    text: str
    line: int
    fuzzy: bool
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        """The figures in it, by placeholder, as they were when it was translated."""
        return dict(pair.partition("=")[::2] for pair in self.notes.get("values", "").split())

    @property
    def hash(self) -> str:
        """What a reviewer vouches for: the English, its translation and the figures in it."""
        return sha256("\0".join((self.english, self.text, self.notes.get("values", ""))).encode()).hexdigest()[:8]

    @property
    def reviewed(self) -> bool:
        """Whether somebody vouches for it as it stands today."""
        status = self.notes.get("status", "").split()
        return len(status) >= 4 and status[0] == REVIEWED and status[-1] == self.hash


@dataclass(frozen=True, eq=False)
class Catalog:
    """All words of a language in one file.

    Attributes
    ----------
    name
        The file's name, as messages print it.
    language
        Its code, as in the file's name.
    locale
        Whose numbers and dates it takes (CLDR): the header's ``X-Locale``, else the language's own.
    digits
        CLDR's name of its digits: the header's ``X-Digits``, else ``latn``.
    """

    name: str
    language: str
    locale: str
    digits: str
    entries: Mapping[str, Entry]

    def where(self, name: str) -> str:
        """Name a text as ``file: name (line n)``."""
        entry = self.entries.get(name)
        return f"{self.name}: {printable(name)} (line {entry.line})" if entry else f"{self.name}: {printable(name)}"

    def text(self, name: str) -> str:
        """A translation by name; "" where there is none."""
        entry = self.entries.get(name)
        return entry.text if entry else ""


def entry_of(found: polib.POEntry) -> Entry:
    """An entry as polib has read it."""
    notes: dict[str, str] = {}
    last = ""
    for line in found.tcomment.splitlines():
        key, colon, value = line.partition(":")
        if colon and key.strip().isalpha():
            last, line = key.strip(), value
        notes[last] = on_one_line(f"{notes.get(last, '')} {line}")  # tools wrap long comments
    text = on_one_line(found.msgstr)
    return Entry(found.msgctxt, on_one_line(found.msgid), text, found.linenum, found.fuzzy, notes)


def read_catalog(path: Path) -> Catalog:
    """Read a catalog.

    Raises
    ------
    FilmError
        One line that names the file and, where it can be known, the line.
    """
    return _parsed(read_text(path), display_name(path), path.stem)


@lru_cache(maxsize=16)
def _parsed(text: str, name: str, language: str) -> Catalog:
    """A catalog from its text; one is asked for by every clip and audience."""
    try:
        # Without a line of its own, a text could be taken for the name of a file.
        file = polib.pofile(f"{text}\n", wrapwidth=0)
    except (OSError, ValueError) as error:
        raise FilmError(f"{name}: not a valid PO file: {on_one_line(printable(str(error)))}") from error
    entries: dict[str, Entry] = {}
    for found in file:
        if found.obsolete:
            continue
        if not found.msgctxt:
            raise FilmError(f"{name} (line {found.linenum}): a text without msgctxt; it names the text's place")
        if found.msgctxt in entries:
            raise FilmError(f"{name} (line {found.linenum}): '{printable(found.msgctxt)}' is there twice")
        entries[found.msgctxt] = entry_of(found)
    if (code := file.metadata.get("Language", language).replace("_", "-")) != language:
        raise FilmError(f"{name}: its header says Language: {printable(code)}, its name {language}")
    locale = file.metadata.get("X-Locale", language).replace("-", "_")
    return Catalog(name, language, locale, file.metadata.get("X-Digits", "latn"), entries)
