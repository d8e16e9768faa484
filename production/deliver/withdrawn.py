"""Films that were withdrawn (``assets/withdrawn.toml``), for pages that are made and for pages that stand already."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT, no_such, read_toml

LIST: Final = ROOT / "assets" / "withdrawn.toml"
_SAYS: Final = '// Films that must no longer be shown, as {"safety": {"on": "2027-01-15", "reason": "Why."}}\n'


@dataclass(frozen=True)
class Withdrawn:
    """Since when a film is withdrawn, and why."""

    on: date
    reason: str


def read_withdrawn(known: Collection[str], file: Path = LIST) -> dict[str, Withdrawn]:
    """The films that are withdrawn, by name.

    Raises
    ------
    FilmError
        One is not known, or day or reason is missing.
    """
    listed = read_toml(file)
    found = {}
    for name in listed.table("film") if "film" in listed.data else ():
        path = ("film", name)
        if name not in known:
            raise FilmError(f"{listed.where(*path)}: {no_such('film', name, known)}")
        day = listed.table(*path).get("on")
        if type(day) is not date:
            raise FilmError(f"{listed.where(*path, 'on')}: give a date such as 2027-01-15")
        found[name] = Withdrawn(day, listed.text(*path, "reason"))
    return found


def script_of(withdrawn: Mapping[str, Withdrawn]) -> str:
    """``withdrawn.js``: each page reads it, so that this one file on a server withdraws a film from all of them."""
    told = {name: {"on": one.on.isoformat(), "reason": one.reason} for name, one in sorted(withdrawn.items())}
    text = json.dumps(told, ensure_ascii=True, indent=1).replace("<", "\\u003c")
    return f"{_SAYS}window.filmsWithdrawn = {text};\n"
