"""Catalogs are brought up to the English of today: matched by name alone, and nothing that somebody wrote is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import polib

from production.store.files import delivered
from production.translate.units import Source, Unit, form_of, narration_of, units, values_of
from scenes.script.facts import Ledger
from scenes.script.language.catalog import MACHINE, entry_of, on_one_line, read_catalog
from scenes.script.language.numbers import NumberStyle, locale_of, style_of

TEMPLATE: Final = "film.pot"
_FORM: Final = re.compile(r":[Ww]ords\.")
_HEADER: Final = {
    "Project-Id-Version": "inotuzumab-film",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def synced(folder: Path, language: str, source: Source) -> polib.POFile:
    """A folder's catalog of a language as it should be today: each English text, and what is known of its translation.

    Of a text whose English has changed the translation stays and is marked as fuzzy, with the former English beside
    it; so is one with a figure that has come to another plural. One whose English is gone is kept as obsolete.
    """
    path, made = folder / f"{language}.po", polib.POFile(wrapwidth=100)
    made.metadata = {**_HEADER, "Language": language.replace("-", "_"), "X-Locale": language.replace("-", "_"),
                     "X-Digits": "latn"}
    old: dict[str, polib.POEntry] = {}
    style = None
    if path.exists():
        catalog = read_catalog(path)  # refuses what is there twice, or has no name
        style, former = style_of(catalog), polib.pofile(str(path), wrapwidth=100)
        made.metadata.update(former.metadata)
        made.header = former.header
        old = {entry.msgctxt: entry for entry in sorted(former, key=lambda entry: not entry.obsolete)}
    else:
        locale_of(language)
        source = replace(source, cues=source.cues or _cues_of_others(folder))
    wanted = units(folder, source)
    for unit in _with_own(wanted, old):
        made.append(_entry(unit, old.pop(unit.name, None), source.ledger, style))
    for gone in old.values():
        if gone.msgstr:
            gone.obsolete, gone.comment, gone.occurrences = True, "", []
            made.append(gone)
    return made


def _cues_of_others(folder: Path) -> dict[str, list[str]]:
    """The words by which clips show things, as the catalogs beside have them: a new one need not play the clips."""
    names = dict.fromkeys(name for path in sorted(folder.glob("*.po")) for name in read_catalog(path).entries)
    found: dict[str, list[str]] = {}
    for name in names:
        if of := narration_of(name):
            found.setdefault(of, []).append(name.partition(".cue.")[2])
    return found


def template(folder: Path, source: Source) -> polib.POFile:
    """All texts of a folder without translations, for tools that begin a language from such a file."""
    made = polib.POFile(wrapwidth=100)
    made.metadata = dict(_HEADER)
    made.extend(_entry(unit, None, source.ledger, None) for unit in units(folder, source))
    return made


def write(file: polib.POFile, path: Path) -> bool:
    """Write a catalog whole or not at all; whether that changed it."""
    text = f"{file}\n" if not str(file).endswith("\n") else str(file)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    with delivered(path.parent) as making:
        (making / path.name).write_text(text, encoding="utf-8", newline="\n")
    return True


def _with_own(wanted: Iterable[Unit], old: Mapping[str, polib.POEntry]) -> Iterable[Unit]:
    """The texts, and behind each what only this catalog has of it: forms of a number's word, words for cues."""
    names = {unit.name for unit in wanted}
    own: dict[str, list[str]] = {}
    for name, entry in old.items():
        if name not in names and not entry.obsolete and (of := form_of(name) or narration_of(name)) in names:
            own.setdefault(of, []).append(name)
    for unit in wanted:
        yield unit
        for name in own.get(unit.name, ()):
            said = name.partition(".cue.")[2]
            if not said:
                yield Unit(name, old[name].msgid, unit.file, unit.line, (f"A form of “{unit.english}”",))
            else:
                yield Unit(name, said, unit.file, unit.line, ("Said when the clip shows something: words of yours",))


def _entry(unit: Unit, old: polib.POEntry | None, ledger: Ledger, style: NumberStyle | None) -> polib.POEntry:
    made = polib.POEntry(
        msgctxt=unit.name, msgid=unit.english, comment="\n".join(unit.notes),
        occurrences=[(unit.file, str(unit.line) if unit.line else "")],
        flags=["python-brace-format"] if "{" in unit.english else [],
    )
    if old is None or not old.msgstr:
        return made
    notes = dict(entry_of(old).notes)
    made.msgstr = old.msgstr
    if _FORM.search(old.msgstr):
        made.flags = []  # gettext takes the name of a form for a wrong format
    fuzzy = old.fuzzy
    if on_one_line(old.msgid) != unit.english:
        fuzzy, made.previous_msgid = True, old.msgid if not old.fuzzy else old.previous_msgid or old.msgid
    elif old.fuzzy:
        made.previous_msgid = old.previous_msgid
    values = values_of(old.msgstr, ledger)
    if style and (moved := _moved(notes.get("values", ""), values, style)):
        fuzzy, made.comment = True, f"{made.comment}\nWas translated when {moved}: does it need another plural?"
    notes["values"] = values
    notes.setdefault("status", f"{MACHINE} {date.today().isoformat()}")
    made.tcomment = written(notes)
    if fuzzy:
        made.flags.append("fuzzy")
    return made


def _moved(then: str, now: str, style: NumberStyle) -> str:
    """The figures that were of another plural when a text was translated."""
    today = dict(pair.split("=") for pair in now.split())
    pairs = (pair.partition("=")[::2] for pair in then.split())
    return ", ".join(f"{ref} was {value}" for ref, value in pairs
                     if ref in today and style.plural(float(value)) != style.plural(float(today[ref])))


def written(notes: Mapping[str, str]) -> str:
    """Comments as they stand in a catalog."""
    return "\n".join(f"{key}: {value}" if key else value for key, value in notes.items() if value)


def review(path: Path, by: str, prefixes: tuple[str, ...], day: date) -> int:
    """Note that somebody vouches for texts as they stand, all or those under these names; how many those are."""
    file, count = polib.pofile(str(path), wrapwidth=100), 0
    for entry in file:
        named = not prefixes or any(f"{entry.msgctxt}.".startswith(f"{prefix}.") for prefix in prefixes)
        if not named or entry.obsolete or entry.fuzzy or not entry.msgstr:
            continue
        same = entry_of(entry)
        status = f"reviewed {' '.join(by.split())} {day.isoformat()} {same.hash}"
        entry.tcomment = written({**same.notes, "status": status})
        count += 1
    write(file, path)
    return count


def catalogs(assets: Path, rooms: Iterable[str], language: str) -> dict[str, Path]:
    """The catalogs of a language that are there, by folder."""
    paths = {room: assets / room / f"{language}.po" for room in rooms}
    return {room: path for room, path in paths.items() if path.exists()}


