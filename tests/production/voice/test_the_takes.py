"""The takes of the film itself: each of today's words, whole, and small enough for a repository."""

from __future__ import annotations

import pytest

from production.voice.shelf import Shelf, wanted_of
from scenes.running_order import CLOSING, OPENING, RUNNING_ORDER
from scenes.script.request import AUDIENCES
from scenes.script.takes import INDEX, index_of
from scenes.script.toml_file import ROOT
from scenes.script.translation import languages

FOLDER = ROOT / "assets" / "voice"
#: Of one language, for both audiences, bytes.
MOST = 8_000_000

every_language = pytest.mark.parametrize("language", [code for code in languages() if (FOLDER / code / INDEX).exists()])


@every_language
def test_every_beat_has_a_take_of_what_the_script_says_now(language: str) -> None:
    shelf = Shelf(language, FOLDER)
    wanted = [*wanted_of((OPENING, *RUNNING_ORDER, CLOSING), language, AUDIENCES, OPENING.name)]
    off = [f"{one.key}: {shelf.standing(one).why or 'missing'}" for one in wanted
           if shelf.standing(one).state != "current"]
    assert not off, "`make voice` reads: " + ", ".join(off)
    assert shelf.left_over(wanted) == []


@every_language
def test_the_takes_are_small_and_nothing_else_stands_among_them(language: str) -> None:
    shelf = Shelf(language, FOLDER)
    files = [path for path in (FOLDER / language).rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".opus", ".json"}
    assert {str(path) for path in files if path.suffix == ".opus"} == {take.file for take in shelf.takes.values()}
    assert sum(path.stat().st_size for path in files) <= MOST


@every_language
def test_the_index_is_as_it_is_written(language: str) -> None:
    written = index_of(Shelf(language, FOLDER).takes.values())
    assert (FOLDER / language / INDEX).read_text(encoding="utf-8") == written
