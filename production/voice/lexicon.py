"""How the words of the film are pronounced, as data: ``assets/voice/lexicon.<language>.toml``.

In what letters, each file says for itself: its language's front end reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from scenes.script.errors import FilmError
from scenes.script.language.words import words_of
from scenes.script.sources import digest
from scenes.script.takes import takes_folder
from scenes.script.toml_file import read_toml, shown

#: What may stand before and after a word and is no part of it.
BEFORE: Final = "([“\"‘'¿¡«（「『《"
AFTER: Final = ".,;:!?…)]”\"’'»）」』》。，、；：？！"
_SECTIONS: Final = ("language", "words", "abbreviations", "units")
_LONGEST: Final = 240


@dataclass(frozen=True)
class Pronounced:
    """An entry: how a word is said, in the letters of its lexicon, and who should hear it."""

    say: str
    note: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The pronunciation of a language's words, where a dictionary lacks them or has them wrong.

    Attributes
    ----------
    words
        By how they stand in the script.
    units
        What is said for a unit or sign, in plain words.
    """

    words: Mapping[str, Pronounced] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def characters(self) -> tuple[str, ...]:
        """Its words of scripts without spaces: they are found wherever they stand in a text, longer ones first."""
        return tuple(sorted((word for word in self.words if len(words_of(word)) > 1), key=len, reverse=True))

    def find(self, core: str) -> tuple[str, bool] | None:
        """The entry of a word, and whether it has 's at its end; None where it has none."""
        plain = core.replace("’", "'")
        for word, owns in ((plain, False), (plain.removesuffix("'s"), plain.endswith("'s"))):
            for form in (word, word[:1].lower() + word[1:]):  # with a capital at the beginning of a sentence
                if form in self.words:
                    return form, owns
        return None

    def used_in(self, text: str) -> Iterator[str]:
        """The entries that a text makes use of."""
        yield from (word for word in self.characters if word in text)
        for word in words_of(text):
            for core in parts(bare_of(word), self):
                if (found := self.find(core)) is not None:
                    yield found[0]

    def said(self, text: str) -> str:
        """A hash of how it has the words and units of a text pronounced: a take with another one is stale."""
        used = sorted({(key, self.words[key].say) for key in self.used_in(text)})
        units = sorted((unit, words) for unit, words in self.units.items() if unit in text)
        return digest(used, units)[:12]


def bare_of(word: str) -> str:
    """A word without the punctuation about it."""
    return word.lstrip(BEFORE).rstrip(AFTER)


def parts(core: str, lexicon: Lexicon) -> list[str]:
    """The words that are looked up one by one: of a compound without an entry its parts, if one of them has one."""
    split = [part for part in core.split("-") if part]
    return [core] if lexicon.find(core) or not any(map(lexicon.find, split)) else split


def lexicon_of(language: str, folder: Path | None = None) -> Lexicon:
    """The lexicon of a language; an empty one where there is no file.

    Raises
    ------
    FilmError
        The file has something in it that is no pronunciation.
    """
    path = (folder or takes_folder()) / f"lexicon.{language}.toml"
    if not path.exists():
        return Lexicon()
    file = read_toml(path)
    for section in file.data:
        if section not in _SECTIONS:
            raise FilmError(f"{file.where(section)}: there is no such section; there is: {', '.join(_SECTIONS)}")
    words: dict[str, Pronounced] = {}
    for section in ("words", "abbreviations"):
        for key, value in file.table(section).items() if section in file.data else ():
            entry = value if isinstance(value, dict) else {"say": value}
            if not {"say"} <= set(entry) <= {"say", "note"} or not all(map(_one_line, entry.values())):
                form = '{say = "…", note = "…"}'
                raise FilmError(f"{file.where(section, key)}: must be phonemes in quotes, or {form}")
            if not _one_line(key) or " " in key:
                raise FilmError(f"{file.where(section)}: {shown(key)} is no single word")
            words[key] = Pronounced(**entry)
    units = dict(file.table("units")) if "units" in file.data else {}
    for unit, said in units.items():
        if not (_one_line(said) and re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", said) and said == said.lower()):
            raise FilmError(f"{file.where('units', unit)}: must be plain small words in quotes, such as \"percent\"")
    return Lexicon(words, units)


def _one_line(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip()) and text.isprintable() and len(text) <= _LONGEST
