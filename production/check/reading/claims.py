"""Phrases the film avoids, and phrases that need a fact: ``assets/claims_to_avoid.toml``.

Phrases are plain words, so that a doctor can read and mend the list: ``cure`` finds *cure* and
not *secure*, ``guid*`` finds *guides* and *guided*, and a space also stands for a hyphen. In Chinese a phrase is found
wherever its letters stand; in Arabic also behind *and*, *with* and *the*, with and without vowel points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Final

from scenes.script.errors import FilmError
from scenes.script.toml_file import TomlFile, nearest, read_toml

_AVOID = ("phrases", "beside", "not_within", "fine_with", "why", "instead", "language")
_NEEDS = ("phrases", "facts", "why", "language")

_HAN: Final = re.compile("[\u3400-\u9fff]")
_ARABIC: Final = re.compile("[\u0620-\u064a]")
#: Arabic vowel points, which a text may have and a phrase has not; before a word of it stand "and", "with", "the".
_POINTS: Final = re.compile("[\u064b-\u0652\u0640]")
_POINTED: Final = "[\u064b-\u0652\u0640]*"


@lru_cache(maxsize=1024)
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for any of these phrases, at word boundaries, in capitals or not."""
    return re.compile("|".join(_piece(phrase) for phrase in phrases) or r"(?!)", re.IGNORECASE)


def _piece(phrase: str) -> str:
    phrase = _POINTS.sub("", phrase)
    if _HAN.search(phrase):  # nothing separates words
        return re.escape(phrase).replace(r"\*", "")
    if _ARABIC.search(phrase):
        words = [_POINTED.join(map(re.escape, word.rstrip("*"))) + (r"\w*" if word[-1] == "*" else "")
                 for word in phrase.split()]
        before, between = rf"(?<!\w)(?:[وفبلك]{_POINTED}){{0,2}}(?:ال|لل)?", rf"{_POINTED}\s+(?:ال)?"
        return f"{before}{between.join(words)}{_POINTED}(?!\\w)"
    words = [re.escape(word).replace(r"\*", r"\w*") for word in re.split(r"[\s-]+", phrase)]
    return r"(?<![\w-])" + r"[\s-]+".join(words) + r"(?!\w)"


@dataclass(frozen=True)
class Avoided:
    """A claim that the film does not make.

    Attributes
    ----------
    phrases
        Words by which it is known.
    beside
        It is meant only where one of these stands in the same beat; empty means anywhere.
    not_within
        Longer phrases in which the words mean something else.
    fine_with
        It may be said where one of these stands in the same beat.
    why, instead
        Why it is avoided, and what to say instead.
    """

    id: str
    phrases: tuple[str, ...]
    beside: tuple[str, ...]
    not_within: tuple[str, ...]
    fine_with: tuple[str, ...]
    why: str
    instead: str
    language: str

    def found(self, text: str, around: str) -> Iterator[str]:
        """The words of a text that make this claim; ``around`` is all that the beat says."""
        if self.beside and not pattern(self.beside).search(around):
            return
        if self.fine_with and pattern(self.fine_with).search(around):
            return
        bare = pattern(self.not_within).sub(" ", text) if self.not_within else text
        for match in pattern(self.phrases).finditer(bare):
            yield match[0]


@dataclass(frozen=True)
class Needed:
    """Words that may be said only where one of certain facts stands behind them."""

    id: str
    phrases: tuple[str, ...]
    facts: tuple[str, ...]
    why: str
    language: str

    def found(self, text: str) -> str | None:
        """The first such words in a text."""
        match = pattern(self.phrases).search(text)
        return match[0] if match else None

    def met_by(self, facts: Sequence[str]) -> bool:
        """Whether one of these facts (ids; the list may hold ``vod_*``) stands behind it."""
        return any(fnmatchcase(fact, wanted) for fact in facts for wanted in self.facts)


@dataclass(frozen=True)
class Claims:
    """The whole list."""

    generic: str
    brands: tuple[str, ...]
    avoided: tuple[Avoided, ...]
    needed: tuple[Needed, ...]

    @classmethod
    def load(cls, path: Path) -> Claims:
        """Read the list; `FilmError` names file, key and line of what is wrong."""
        file = read_toml(path)
        return cls(
            generic=file.text("brand", "generic"),
            brands=words(file, "brand", "names"),
            avoided=tuple(_avoided(file, id) for id in file.table("avoid")),
            needed=tuple(_needed(file, id) for id in file.table("needs")),
        )


def _avoided(file: TomlFile, id: str) -> Avoided:
    path = ("avoid", id)
    only_known(file, path, _AVOID)
    return Avoided(
        id=id,
        phrases=words(file, *path, "phrases"),
        beside=words(file, *path, "beside", optional=True),
        not_within=words(file, *path, "not_within", optional=True),
        fine_with=words(file, *path, "fine_with", optional=True),
        why=file.text(*path, "why"),
        instead=file.text(*path, "instead"),
        language=file.text(*path, "language", default="en"),
    )


def _needed(file: TomlFile, id: str) -> Needed:
    path = ("needs", id)
    only_known(file, path, _NEEDS)
    return Needed(
        id=id,
        phrases=words(file, *path, "phrases"),
        facts=words(file, *path, "facts"),
        why=file.text(*path, "why"),
        language=file.text(*path, "language", default="en"),
    )


def words(file: TomlFile, *path: str, optional: bool = False) -> tuple[str, ...]:
    """A list of texts; `FilmError` where it is none, or is empty and must not be."""
    value = file.table(*path[:-1]).get(path[-1], [] if optional else None)
    good = isinstance(value, list) and all(isinstance(word, str) and word for word in value)
    if not good or not (value or optional):
        raise FilmError(f"{file.where(*path)}: must be a list of words in quotes")
    return tuple(value or ())


def only_known(file: TomlFile, path: tuple[str, ...], known: Sequence[str]) -> None:
    """`FilmError` where a section holds a key that means nothing."""
    for key in file.table(*path):
        if key not in known:
            raise FilmError(f"{file.where(*path, key)}: unknown key{nearest(key, known)}")
