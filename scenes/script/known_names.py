"""Names that hold a digit, such as CD22: a digit anywhere else is a figure, and figures come from the ledger."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT, read_toml

NAMES_PATH: Final = ROOT / "assets" / "known_names.toml"

#: Letters that a name would be part of a longer one with: of other scripts they may stand right beside it.
_LATIN: Final = r"0-9A-Za-zÀ-ɏ"


def known_names(path: Path = NAMES_PATH) -> tuple[str, ...]:
    """Return the names, such as CD22, that may hold a digit in any text."""
    file = read_toml(path)
    names = file.table().get("names")
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise FilmError(f"{file.where('names')}: must be a list of names in quotes")
    return tuple(names)


def typed_digits(text: str, names: tuple[str, ...]) -> str:
    """Return the digits of a raw text that stand in no placeholder and no known name."""
    bare = without_names(re.sub(r"\{[^{}]*\}", " ", text), names)
    return "".join(letter for letter in bare if unicodedata.category(letter)[0] == "N" and letter not in "²³")


def without_names(text: str, names: tuple[str, ...]) -> str:
    """A text with a space for each of these names."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![{_LATIN}]){re.escape(name)}(?![{_LATIN}])", " ", text)
    return text
