"""Terms that patients are not asked to know: ``assets/glossary.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from production.check.reading.claims import only_known, pattern, words
from scenes.script.toml_file import read_toml

_KEYS = ("forms", "explained_by", "means", "language")


@dataclass(frozen=True)
class Term:
    """A term, and how one hears that it is being explained.

    Attributes
    ----------
    forms
        The words it goes by.
    explained_by
        Words of which one stands in the sentence that explains it.
    means
        What it means, in plain words: for whoever writes the explanation.
    """

    id: str
    forms: tuple[str, ...]
    explained_by: tuple[str, ...]
    means: str
    language: str

    def used_in(self, text: str) -> bool:
        """Whether a text uses the term."""
        return pattern(self.forms).search(text) is not None

    def explained_in(self, text: str) -> bool:
        """Whether a text explains it."""
        return pattern(self.explained_by).search(text) is not None


@dataclass(frozen=True)
class Glossary:
    """All terms."""

    terms: tuple[Term, ...]

    @classmethod
    def load(cls, path: Path) -> Glossary:
        """Read the glossary; `FilmError` names file, key and line of what is wrong."""
        file = read_toml(path)
        terms = []
        for id in file.table("term"):
            only_known(file, ("term", id), _KEYS)
            terms.append(
                Term(
                    id=id,
                    forms=words(file, "term", id, "forms"),
                    explained_by=words(file, "term", id, "explained_by"),
                    means=file.text("term", id, "means"),
                    language=file.text("term", id, "language", default="en"),
                )
            )
        return cls(tuple(terms))
