"""The words of pages, by language: what stands around the films (``assets/pages/en.toml``, and catalogs beside it)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from scenes.running_order import TOPICS
from scenes.script.errors import FilmError
from scenes.script.language.codes import direction, english_name
from scenes.script.language.numbers import NumberStyle
from scenes.script.toml_file import ROOT, TomlFile, display_name, read_toml
from scenes.script.translation import Translation, languages, number_style, open_language

PAGES: Final = ROOT / "assets" / "pages"


@dataclass(frozen=True)
class PageWords:
    """All words of the pages of one language; ``words["print"]`` is one of them.

    Attributes
    ----------
    code, name, direction
        Of the language: its code, its name in itself, and ``ltr`` or ``rtl``.
    file
        Where they stand.
    style
        How the language writes numbers and dates.
    """

    code: str
    name: str
    direction: str
    file: TomlFile
    style: NumberStyle

    def __getitem__(self, key: str) -> str:
        return self.file.text("words", key)

    def fill(self, key: str, **values: object) -> str:
        """A text with its braces filled in; what is filled in is not looked into again."""
        first, *rest = self[key].split("{")
        return first + "".join(
            str(values[name]) + after if name in values else f"{{{name}}}{after}"
            for name, _, after in (part.partition("}") for part in rest)
        )

    def day(self, day: date) -> str:
        """A date in words."""
        return self.style.day(day)

    def month(self, day: date) -> str:
        """The month of a date in words."""
        return self.style.month(day)

    def topic(self, topic: str) -> tuple[str, str]:
        """The heading of a topic, and what stands below it."""
        return self.file.text("topic", topic, "heading"), self.file.text("topic", topic, "says")


def page_words(code: str, folder: Path = PAGES) -> PageWords:
    """The words of a language.

    Raises
    ------
    FilmError
        There are none, or one of those that English has is missing.
    """
    if code not in languages(folder):
        raise FilmError(f"{display_name(folder / f'{code}.po')} is missing: pages in '{code}' need their words; "
                        f"`render.py translations sync {code}` begins them")
    file = open_language(code, folder)
    name = file.catalog.text("language.name") if isinstance(file, Translation) else file.text("language", "name")
    found = PageWords(code, name or english_name(code), direction(code), file, number_style(file))
    for key in read_toml(PAGES / "en.toml").table("words"):
        found[key]
    for topic in TOPICS:
        found.topic(topic)
    return found
