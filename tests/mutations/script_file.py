"""Changing one place of a script or of the ledger, as a person with an editor would."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from scenes.running_order import RUNNING_ORDER
from scenes.script.toml_file import read_toml


def section(text: str, header: str) -> tuple[int, int]:
    """Where the section with this header begins and ends."""
    start = text.index(f"[{header}]\n")
    following = re.compile(r"^\[", re.MULTILINE).search(text, start + 1)
    return start, following.start() if following else len(text)


def edit(path: Path, header: str, change: Callable[[str], str]) -> None:
    """Rewrite one section of a file."""
    text = path.read_text(encoding="utf-8")
    start, end = section(text, header)
    changed = change(text[start:end])
    assert changed != text[start:end], f"nothing changed in [{header}]"
    path.write_text(text[:start] + changed + text[end:], encoding="utf-8")


def set_text(path: Path, header: str, key: str, text: str) -> None:
    """Give a key of a section another text."""
    pattern = re.compile(rf'^{re.escape(key)} = ".*"$', re.MULTILINE)
    edit(path, header, lambda old: pattern.sub(lambda _: f'{key} = "{text}"', old, count=1))


def english(assets: Path) -> Path:
    """The English script."""
    return assets / "script" / "en.toml"


def ledger(assets: Path) -> Path:
    """The ledger."""
    return assets / "facts.toml"


def narrations(assets: Path, audience: str = "patient") -> list[tuple[str, str, str]]:
    """Clip, beat and typed narration of every beat that is told to this audience."""
    clips: Any = read_toml(english(assets)).data["clip"]
    return [
        (clip, beat, words[audience])
        for clip, table in clips.items()
        if clip in {entry.name for entry in RUNNING_ORDER}
        for beat, words in table["beat"].items()
        if isinstance(words.get(audience), str)
    ]


def a_beat(
    assets: Path, rng: Random, audience: str = "patient", with_: Callable[[str], bool] = bool
) -> tuple[str, str, str]:
    """Some beat: header of its section, key of its narration, the narration."""
    fitting = [(c, b, text) for c, b, text in narrations(assets, audience) if with_(text)]
    clip, beat, text = rng.choice(fitting)
    return f"clip.{clip}.beat.{beat}", audience, text


def say(assets: Path, rng: Random, more: str, audience: str = "patient") -> None:
    """Add a sentence to some beat."""
    header, key, text = a_beat(assets, rng, audience)
    set_text(english(assets), header, key, f"{text} {more}")
