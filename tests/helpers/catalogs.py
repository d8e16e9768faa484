"""Languages for tests: catalogs made of the English by a function."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib

from production.translate.sync import template, write
from production.translate.units import Source


def language(folder: Path, code: str, say: Callable[[str], str] = str, locale: str = "en") -> Path:
    """Write the catalog of a language beside a folder's English, each text as ``say`` has it; the file."""
    file = template(folder, Source.load())
    file.metadata |= {"Language": code, "X-Locale": locale}
    for entry in file:
        entry.msgstr = say(entry.msgid)
    path = folder / f"{code}.po"
    write(file, path)
    return path


def said(path: Path, name: str, text: str, *notes: str) -> None:
    """Change one translation, and what is noted beside it."""
    file = polib.pofile(str(path))
    (entry,) = (entry for entry in file if entry.msgctxt == name)
    entry.msgstr, entry.tcomment = text, "\n".join(notes)
    file.save()
