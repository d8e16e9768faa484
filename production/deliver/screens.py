"""What kinds of screens take: ``assets/screens.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT, TomlFile, no_such, read_toml

PATH: Final = ROOT / "assets" / "screens.toml"
_ONE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "sound": ("none", "silent"),
    "names": ("short", "plain"),
    "srt": ("beside", "apart"),
    "upright": ("turned", "either"),
}
_NUMBERS: Final = ("level", "rate", "largest", "minutes")


@dataclass(frozen=True)
class Screen:
    """A kind of screen; its fields are those of the file, where they are explained."""

    name: str
    says: str
    sound: str
    widest: tuple[int, int]
    level: float
    rate: float
    names: str
    srt: str
    largest: float
    minutes: float
    upright: str


def screens(path: Path = PATH) -> dict[str, Screen]:
    """All kinds of screens by name; `FilmError` names file, key and line of what is wrong."""
    file = read_toml(path)
    return {name: _screen(file, name) for name in file.table("screen")}


def _screen(file: TomlFile, name: str) -> Screen:
    path = ("screen", name)
    table: Mapping[str, Any] = file.table(*path)
    fields = [field for field in Screen.__dataclass_fields__ if field != "name"]
    for key in table:
        if key not in fields:
            raise FilmError(f"{file.where(*path, key)}: {no_such('key', key, fields)}")
    for key in fields:
        fault = _fault(key, table.get(key))
        if fault:
            raise FilmError(f"{file.where(*path, key)}: {fault}")
    return Screen(name=name, **{**table, "widest": tuple(table["widest"])})


def _fault(key: str, value: object) -> str:
    """What is wrong with a value, if anything is."""
    if key in _ONE_OF:
        return "" if value in _ONE_OF[key] else f"must be one of {', '.join(_ONE_OF[key])}"
    if key in _NUMBERS:
        good = isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0
        return "" if good else "must be a number, not below 0"
    if key == "widest":
        good = isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) and n > 0 for n in value)
        return "" if good else "must be width and height in pixels, as [1920, 1080]"
    return "" if isinstance(value, str) and value.strip() else "must be text in quotes, and not empty"
