"""The narrator reads takes; what has none is estimated. And words by whose times a picture may go."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenes.script.takes import Narrator, Speaker, credit, speakers_of, takes_of
from scenes.script.voice import SilentVoice, Speech, Voice, Word
from tests.helpers.voices import shelf_of_tones

TEXT = "A disc goes round, and round."


def test_the_narrator_reads_from_the_take_of_a_text(tmp_path: Path) -> None:
    shelf_of_tones(tmp_path)
    narrator: Voice = Narrator(str(tmp_path))
    speech = narrator.speak(TEXT, language="en", audience="patient")
    assert speech.take is not None
    assert speech.take.key == "patient/tiny.disc"
    assert [word.text for word in speech.words] == TEXT.split()
    assert speech.duration == speech.take.seconds


@pytest.mark.parametrize(
    ("text", "language", "audience"),
    [("A disc goes round and round.", "en", "patient"), (TEXT, "en", "student"), (TEXT, "es", "patient")],
)
def test_what_nobody_has_read_is_estimated(tmp_path: Path, text: str, language: str, audience: str) -> None:
    shelf_of_tones(tmp_path)
    asked = {"language": language, "audience": audience}
    assert Narrator(str(tmp_path)).speak(text, **asked) == SilentVoice().speak(text, **asked)


def test_a_take_that_was_made_anew_is_noticed(tmp_path: Path) -> None:
    shelf_of_tones(tmp_path)
    before = takes_of("en", tmp_path)["patient/tiny.disc"]
    shelf_of_tones(tmp_path, level=0.1)
    assert takes_of("en", tmp_path)["patient/tiny.disc"].sha256 != before.sha256


def test_who_reads_is_named_as_what_it_is(tmp_path: Path) -> None:
    words = {"voice": "Read by", "synthetic_voice": "Synthetic voice"}
    assert credit(words, ()) == ""
    assert credit(words, [Speaker("Tones", True)]) == "Synthetic voice: Tones"
    assert credit(words, [Speaker("Ada", False), Speaker("Tones", True)]) == "Synthetic voice: Tones; Read by: Ada"
    shelf_of_tones(tmp_path)
    read, silent = (v.speak(TEXT, language="en", audience="patient") for v in (Narrator(str(tmp_path)), SilentVoice()))
    assert [speaker.name for speaker in speakers_of([read, silent, read])] == ["Tones"]


SAID = ("It", "stays.", "“CD22’s", "rod”", "stays,", "too.")
SPEECH = Speech(" ".join(SAID), tuple(Word(word, float(i), i + 0.5) for i, word in enumerate(SAID)), 6.0)


@pytest.mark.parametrize(
    ("phrase", "at"),
    [("stays", 1), ("It", 0), ("rod stays", 3), ("CD22’s", 2), ("STAYS too", 4), ("goes|rod", 3), ("goes", None),
     ("stay", None), ("", None), ("|", None), ("too and more", None)],
)
def test_a_phrase_is_found_whatever_its_case_and_the_punctuation_about_it(phrase: str, at: int | None) -> None:
    assert SPEECH.said_at(phrase) == at
