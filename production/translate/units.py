"""What there is to translate: each text with its place, and what its translator should know of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from production.check.reading.glossary import Glossary
from production.check.reading.project import ASSETS
from scenes.script.errors import FilmError
from scenes.script.facts import Ledger, placeholders
from scenes.script.language.catalog import on_one_line
from scenes.script.language.numbers import ENGLISH
from scenes.script.request import AUDIENCES
from scenes.script.toml_file import TomlFile, read_toml
from scenes.script.translation import Place, called, texts_of, to_translate
from scenes.script.voice import SilentVoice

#: Folders of words, in the order in which they are best translated.
ROOMS: Final = ("script", "pages", "questions", "lessons")

#: What stands where, by the last part of its place that says so.
_KINDS: Final = {
    "labels": "Stands in the picture: a few words, never a sentence",
    "title": "Stands in the picture; what is before | is written lighter",
    "subtitle": "Stands in the picture, under the title, on one line",
    "summary": "On the end card, and spoken; [word](actor) takes the actor's color",
    "seen": "Describes the picture for people who cannot see it",
    "chapter": "What this part of the film is called in players",
}


@dataclass(frozen=True)
class Unit:
    """One text.

    Attributes
    ----------
    name
        What catalogs call it.
    english
        Its words on one line.
    file, line
        Where these stand.
    notes
        What a translator should know.
    """

    name: str
    english: str
    file: str
    line: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where texts come from, and what is known of them.

    Attributes
    ----------
    cues
        English words by which clips show things, by the name of the narration that says them.
    """

    ledger: Ledger
    glossary: Glossary
    cues: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, assets: Path = ASSETS) -> Source:
        """Ledger and glossary of a project."""
        return cls(Ledger.load(assets / "facts.toml"), Glossary.load(assets / "glossary.toml"))


_NAME: Final = Unit("language.name", "English", "assets/script/en.toml", 0, ("The language's name in itself",))


def units(folder: Path, source: Source) -> tuple[Unit, ...]:
    """All texts of a folder of words, in the file's order; those of the ledger belong to the script."""
    file = read_toml(folder / "en.toml")
    found = [_unit(file, path, text, source) for path, text in texts_of(file.data)]
    if folder.name == "pages":
        found.insert(0, _NAME)
    if folder.name != ROOMS[0]:
        return tuple(found)
    with_cues = (each for unit in found for each in (unit, *_cues(unit, source)))
    return (*_of_the_language(), *with_cues, *_of_the_ledger(source.ledger))


def _unit(file: TomlFile, path: Place, text: str, source: Source) -> Unit:
    kind = next((_KINDS[part] for part in path[:1:-1] if part in _KINDS), "")
    told = [f"for {path[-1]}s"] if path[2:] and path[-1] in AUDIENCES else []
    if kind and kind in map(_KINDS.get, ("labels", "subtitle")):
        letters = len(_filled(text, source.ledger))
        told.append(f"the English has {letters} letters, {max(round(1.2 * letters), letters + 3)} may fit")
    elif told and kind in ("", _KINDS["summary"]):
        kind = kind or "Spoken"
        speech = SilentVoice().speak(text, language="en", audience=path[-1])
        told.append(f"about {speech.duration:.0f} s in English")
    notes = ["; ".join((kind, *told))] if kind else []
    notes += _figures(text, source.ledger, file.where(*path))
    notes += [f"Term “{term.forms[0]}”: {term.means}" for term in source.glossary.terms
              if term.language == "en" and term.used_in(text)]
    return Unit(called(path), text, file.name, file.lines.get(path, 0), tuple(notes))


def _filled(text: str, ledger: Ledger) -> str:
    """A text with its figures of today, or as it is where these cannot be said."""
    try:
        return ledger.fill(text, "")
    except FilmError:
        return text


def _figures(text: str, ledger: Ledger, where: str) -> Iterator[str]:
    """Each figure of a text: its value today, and the sentence of its fact."""
    try:
        items = dict.fromkeys(placeholders(text, where))
    except FilmError:  # words of pages have names of their own in braces
        return
    for item in items:
        ref = item.fact if item.key is None else f"{item.fact}.{item.key}"
        if item.fact in ledger:
            yield f"{item.text} is {ledger.value(ref)} today: {on_one_line(ledger[item.fact].sentence)}"


def values_of(text: str, ledger: Ledger) -> str:
    """The figures of a text as catalogs note them: ``vod_all.in_100=14 …``."""
    try:
        items = placeholders(text, "")
    except FilmError:
        return ""
    refs = dict.fromkeys(f"{item.fact}.{item.key}" if item.key else item.fact
                         for item in items if item.fact in ledger and item.form != "year")
    values = {ref: ledger.value(ref) for ref in refs}
    return " ".join(f"{ref}={value}" for ref, value in values.items() if not isinstance(value, str))


def _cues(unit: Unit, source: Source) -> Iterator[Unit]:
    for words in source.cues.get(unit.name, ()):
        note = "The clip shows something when these words are said: your words for them, as they stand in your sentence"
        yield Unit(f"{unit.name}.cue.{words}", words, unit.file, unit.line, (note,))


def _of_the_language() -> Iterator[Unit]:
    here = "scenes/script/language/numbers.py"
    yield _NAME
    yield Unit("names.generic", "inotuzumab ozogamicin", here, 0, ("The drug's name in this language",))
    for number, word in enumerate(ENGLISH.words):
        note = f"{number}; other forms, for gender or case, may be added as number.{number}.f, for {{…:words.f}}"
        yield Unit(f"number.{number}", word, here, 0, (note,))


def _of_the_ledger(ledger: Ledger) -> Iterator[Unit]:
    for source in ledger.sources.values():
        if to_translate(source.short):
            notes = ("A source, as end cards print it (45 letters fit); citations stay as they are", source.full)
            yield Unit(f"sources.{source.id}.short", source.short, ledger.name, 0, notes)
    for fact in ledger.facts.values():
        for key, value in fact.values.items():
            if isinstance(value, str) and to_translate(value):
                note = f"Stands for {{{fact.id}.{key}}}: {on_one_line(fact.sentence)}"
                yield Unit(f"facts.{fact.id}.{key}", value, ledger.name, 0, (note,))


def form_of(name: str) -> str:
    """The number whose word ``number.1.f`` is a form of, as ``number.1``; "" for all other names."""
    match = re.fullmatch(r"(number\.\d+)\.[a-z]+", name)
    return match[1] if match else ""


def narration_of(name: str) -> str:
    """The name of the narration that a cue belongs to; "" for all other names."""
    return name.partition(".cue.")[0] if ".cue." in name else ""
