"""Pronunciation is data: what it may hold, what it finds, and that nothing in it can do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from production.voice.lexicon import Lexicon, Pronounced, bare_of, lexicon_of, parts
from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT

FILMS = lexicon_of("en", ROOT / "assets" / "voice")


@pytest.mark.parametrize(
    ("word", "entry"),
    [("inotuzumab", "inotuzumab"), ("Inotuzumab", "inotuzumab"), ("CD22’s", "CD22"), ("CD22's", "CD22"),
     ("ALL", "ALL"), ("closes", None), ("all", None), ("B-ALL", "B-ALL")],
)
def test_a_word_is_found_as_it_stands_with_a_capital_and_as_an_owner(word: str, entry: str | None) -> None:
    found = FILMS.find(word)
    assert (found and found[0]) == entry


def test_a_compound_without_an_entry_is_looked_up_part_by_part() -> None:
    assert parts("MRD-negative", FILMS) == ["MRD-negative"]
    assert parts("inotuzumab-treated", FILMS) == ["inotuzumab", "treated"]
    assert parts("cell-cycle", FILMS) == ["cell-cycle"]
    assert [*FILMS.used_in("(Inotuzumab-treated) B-ALL.")] == ["inotuzumab", "B-ALL"]


def test_punctuation_is_no_part_of_a_word() -> None:
    assert [bare_of(word) for word in ("(23%),", "“Yes.”", "mg/m²;", "…")] == ["23%", "Yes", "mg/m²", ""]


def test_how_a_text_is_said_changes_with_its_own_words_alone() -> None:
    lexicon = Lexicon({"one": Pronounced("wˈʌn"), "two": Pronounced("tˈu")}, {"%": "percent"})
    other = Lexicon({"one": Pronounced("wˈʌn"), "two": Pronounced("tˈO")}, {"%": "percent"})
    assert lexicon.said("Only one.") == other.said("Only one.")
    assert lexicon.said("One, two.") != other.said("One, two.")
    heard = Lexicon({"two": Pronounced("tˈu", "a note changes nothing")})
    assert heard.said("two") == lexicon.said("two")


@pytest.mark.parametrize("name", ["ozogamicin", "calicheamicin"])
def test_names_of_which_sources_say_different_things_ask_for_a_clinicians_ear(name: str) -> None:
    assert "A clinician should hear it." in FILMS.words[name].note


def test_a_language_without_a_file_has_an_empty_lexicon(tmp_path: Path) -> None:
    assert lexicon_of("xx", tmp_path) == Lexicon()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[words]\na = 1\n", "words.a (line 2): must be phonemes in quotes"),
        ('[words]\na = ""\n', "must be phonemes in quotes"),
        ('[words]\na = "x\\u0000y"\n', "must be phonemes in quotes"),
        ('[words]\na = "x\\n[words]"\n', "must be phonemes in quotes"),
        (f'[words]\na = "{"x" * 500}"\n', "must be phonemes in quotes"),
        ('[words]\na = {note = "x"}\n', "must be phonemes in quotes"),
        ('[words]\na = {say = "x", run = "y"}\n', "must be phonemes in quotes"),
        ('[words]\n"a b" = "x"\n', "'a b' is no single word"),
        ('[words]\n"a\\u001bb" = "x"\n', "is no single word"),
        ('[units]\nnm = "Nano; meters"\n', "must be plain small words"),
        ('[units]\nnm = ["x"]\n', "must be plain small words"),
        ('[wrods]\na = "x"\n', "there is no such section"),
        ("words = 3\n", "must be a section"),
        ("[words\n", "not valid TOML"),
    ],
)
def test_what_is_no_pronunciation_is_refused_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "lexicon.en.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FilmError) as error:
        lexicon_of("en", tmp_path)
    assert told in str(error.value)
    assert str(error.value).isprintable()
