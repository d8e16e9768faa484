"""A language as the film reads it: the English file, with each text replaced by that of the language's catalog.

What is told, by which facts, and in which order is English's affair; a catalog holds words alone. A text that is
missing, older than its English, or has other figures is refused where it is asked for, with file and line: so one
clip is refused in one language for one audience, and never is there English in the middle of another language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from scenes.script.errors import FilmError
from scenes.script.facts import Ledger, placeholders
from scenes.script.language.catalog import Catalog, on_one_line, read_catalog
from scenes.script.language.numbers import ENGLISH, NumberStyle, style_of
from scenes.script.toml_file import ROOT, TomlFile, no_such, read_toml, shown

SCRIPT_DIR: Final = ROOT / "assets" / "script"

#: Keys whose values are no words, wherever they stand but among words and labels.
_NO_WORDS: Final = frozenset(
    ("facts", "drawn", "audiences", "leavable", "poster", "audience", "beat", "at", "minutes", "more", "code", "name")
)
_PLACEHOLDER: Final = re.compile(r"\{([^{}:]*)(?::[^{}]*)?\}")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_MARK: Final = re.compile(r"\[[^\[\]()]+\]\(([^\[\]()]*)\)")
_MARKUP: Final = re.compile(r"</?[A-Za-z][^>]*>|&#?\w+;|\*\*|__|`")
#: Invisible letters that words of some languages need: zero width joiner and non-joiner.
_JOINERS: Final = ("\u200c", "\u200d")

Place = tuple[str, ...]


def called(path: Place) -> str:
    """What a text is called in catalogs: its place, without what the place is made of."""
    if path[:1] != ("clip",):
        return ".".join(path)
    return ".".join((*path[1:2], *(path[3:] if path[2:3] in (("beat",), ("question",)) else path[2:])))


def to_translate(text: str) -> bool:
    """Whether a text has a word in it; figures alone are the same in all languages."""
    return any(letter.isalpha() for letter in _PLACEHOLDER.sub("", text))


def texts_of(tree: Mapping[str, Any], path: Place = ()) -> Iterator[tuple[Place, str]]:
    """All texts of a file that a translator has to do with, by place, in the file's order."""
    for key, value in tree.items():
        if isinstance(value, dict):
            if path or key != "language":
                yield from texts_of(value, (*path, key))
        elif not isinstance(value, str) or not to_translate(value):
            continue
        elif key not in _NO_WORDS or path == ("words",) or path[-1:] == ("labels",):
            yield (*path, key), on_one_line(value)


def figures_of(text: str) -> list[str]:
    """What the placeholders of a text stand for, in order, whatever their form."""
    return [match[1] for match in _PLACEHOLDER.finditer(text)]


def fault_in(catalog: Catalog, name: str, english: str) -> str:
    """Why a text may not be shown; "" if it may."""
    entry = catalog.entries.get(name)
    if entry is None or not entry.text:
        return f"not translated yet ({shown(english)})"
    if entry.english != english:
        return f"translated from an older English ({shown(entry.english)}); it is now {shown(english)}"
    if entry.fuzzy:
        return "marked as fuzzy: look at it, then take the mark away"
    ours, theirs = figures_of(english), figures_of(entry.text)
    if Counter(ours) != Counter(theirs):
        lost, more = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
        told = [f"lacks {{{key}}}" for key in lost] + [f"has {{{key}}} too often" for key in more]
        return f"{', '.join(told)}; it needs the figures of the English"
    if ours != theirs and entry.notes.get("order", "").split() != theirs:
        return ("has its figures in another order than the English; if each is where it belongs, "
                f"say so there: # order: {' '.join(theirs)}")
    return _odd_letters(entry.text, english)


def _odd_letters(text: str, english: str) -> str:
    """What a text has that is no part of its words; "" if nothing."""
    if Counter(_MARK.findall(text)) != Counter(_MARK.findall(english)):
        return "its color marks, [word](actor), are not those of the English"
    if ("|" in text) != ("|" in english) or text.count("|") > english.count("|"):
        return "its | are not those of the English"
    for mark in _MARKUP.findall(text):
        if mark not in english:
            return f"{shown(mark)} is markup; write words alone"
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs", "Cn") and letter not in _JOINERS:
            called = unicodedata.name(letter, "without a name").lower()
            return f"holds U+{ord(letter):04X} ({called}), which nobody sees; directions are set by the film"
    most = 4 * len(english) + 40
    return f"has {len(text)} letters, the English {len(english)}" if len(text) > most else ""


@dataclass(frozen=True, eq=False)
class Translation(TomlFile):
    """A file of words in another language.

    Parameters
    ----------
    catalog
        Where its texts are from.
    english
        The texts that they are translations of, by place.
    """

    catalog: Catalog
    english: Mapping[Place, str]

    def moved(self, path: Place, ledger: Ledger, style: NumberStyle) -> str:
        """Which figure of a text is counted by another plural than when it was translated; "" if none."""
        entry = self.catalog.entries.get(called(path))
        if entry is None or not entry.values:
            return ""
        for item in placeholders(entry.text, entry.name):
            ref = item.fact if item.key is None else f"{item.fact}.{item.key}"
            then, now = entry.values.get(ref, ""), ledger.value(ref) if item.fact in ledger else ""
            if item.form == "year" or isinstance(now, str) or not _NUMBER.fullmatch(then):
                continue
            if style.plural(float(then)) != style.plural(now):
                return f"{item.text} was {then} when this was translated and is {now}, which may need another plural"
        return ""

    def reviewed(self, path: Place) -> bool:
        """Whether somebody vouches for a text as it stands; for one that is no translation, nobody need."""
        entry = self.catalog.entries.get(called(path))
        return path not in self.english or (entry is not None and entry.reviewed)

    def cues(self, path: Place) -> dict[str, str]:
        """The words in the narration at ``path`` that say English ones, by these."""
        start = f"{called(path)}.cue."
        found = self.catalog.entries.items()
        return {name.removeprefix(start): entry.text for name, entry in found if name.startswith(start) and entry.text}

    def where(self, *path: str) -> str:
        """Name a place by its line in the catalog."""
        return self.catalog.where(called(path)) if path in self.english else super().where(*path)

    def english_text(self, path: Place, text: str) -> str:
        """The English of the text at ``path``."""
        return self.english.get(path, text)

    def fault(self, *path: str) -> str:
        """Why a text may not be shown; "" if it may."""
        return fault_in(self.catalog, called(path), self.english[path]) if path in self.english else ""


def translated(english: Path, language: str) -> Translation:
    """The file of words that stands beside an English one, in another language.

    Raises
    ------
    FilmError
        One of the files cannot be read, or two English texts would be called the same.
    """
    return _put_together(read_toml(english), read_catalog(english.with_name(f"{language}.po")), language)


@lru_cache(maxsize=32)
def _put_together(file: TomlFile, catalog: Catalog, language: str) -> Translation:
    texts = dict(texts_of(file.data))
    names: dict[str, Place] = {}
    for path in texts:
        if (other := names.setdefault(called(path), path)) != path:
            raise FilmError(f"{file.where(*path)}: catalogs call it '{called(path)}', and so {'.'.join(other)}")
    data = {**_replaced(file.data, catalog), "language": {"code": language, "name": catalog.text("language.name")}}
    lines = {path: catalog.entries[name].line for name, path in names.items() if name in catalog.entries}
    return Translation(catalog.name, data, lines, catalog, texts)


def _replaced(tree: Mapping[str, Any], catalog: Catalog, path: Place = ()) -> dict[str, Any]:
    """A tree of words in which each text is the catalog's, where that has it."""
    return {
        key: _replaced(value, catalog, (*path, key)) if isinstance(value, dict)
        else (isinstance(value, str) and catalog.text(called((*path, key)))) or value
        for key, value in tree.items()
    }


# ------------------------------------------------------------------ which languages there are


def languages(root: Path = SCRIPT_DIR) -> tuple[str, ...]:
    """Return the codes of the languages that a folder has words in, English first."""
    return ("en", *sorted(path.stem for path in root.glob("*.po")))


def open_language(language: str, root: Path) -> TomlFile:
    """Open a folder's words in a language; `FilmError` if there are none, or if the file is of another language."""
    known = languages(root)
    if language not in known:
        raise FilmError(no_such("script for language", language, known))
    path = root / "en.toml"
    if language != "en":
        return translated(path, language)
    file = read_toml(path)
    if file.text("language", "code") != language:
        raise FilmError(f"{file.where('language', 'code')}: must be '{language}', like the file's name")
    return file


def number_style(script: TomlFile) -> NumberStyle:
    """How the language of a script writes numbers."""
    return style_of(script.catalog) if isinstance(script, Translation) else ENGLISH


def in_ledger(script: TomlFile) -> dict[str, str]:
    """What a language's script has of the ledger's own texts, by place, as `Ledger.told` takes them."""
    if not isinstance(script, Translation):
        return {}
    found = script.catalog.entries.items()
    return {name: entry.text for name, entry in found if name.startswith(("facts.", "sources.")) and entry.text}


def ledger_fault(script: TomlFile, name: str, english: object) -> str:
    """Why a text of the ledger may not be shown in a script's language, with file and line; "" if it may."""
    if not isinstance(script, Translation) or not isinstance(english, str) or not to_translate(english):
        return ""
    fault = fault_in(script.catalog, name, english)
    return fault and f"{script.catalog.where(name)}: {fault}"
