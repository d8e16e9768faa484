"""The words of pages, by language: what stands around the films (``assets/pages/<language>.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from scenes.running_order import TOPICS
from scenes.script.errors import FilmError
from scenes.script.language.codes import direction
from scenes.script.toml_file import ROOT, TomlFile, display_name, read_toml

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
    """

    code: str
    name: str
    direction: str
    file: TomlFile

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
        return self.fill("date", day=day.day, month=self["months"].split()[day.month - 1], year=day.year)

    def month(self, day: date) -> str:
        """The month of a date in words."""
        return self.fill("month", month=self["months"].split()[day.month - 1], year=day.year)

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
    path = folder / f"{code}.toml"
    if not path.is_file():
        raise FilmError(f"{display_name(path)} is missing: pages in '{code}' need their words; translate those of "
                        f"{display_name(PAGES / 'en.toml')}")
    file = read_toml(path)
    found = PageWords(code, file.text("language", "name"), direction(code), file)
    for key in read_toml(PAGES / "en.toml").table("words"):
        found[key]
    for topic in TOPICS:
        found.topic(topic)
    return found
