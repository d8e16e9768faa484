"""What the words of a text are, with spaces and without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.script.language.words import joined, words_of
from scenes.script.voice import Speech, Word

CHINESE = "抗体遇到CD22，就附着（约23%）。“0.8 mg”够吗？"


@given(st.text(alphabet="abcéñ¿?.,;:!“”’()—–-%²0123 \n"))
def test_between_spaces_stands_one_word(text: str) -> None:
    assert words_of(text) == text.split()
    assert joined(words_of(text)) == " ".join(text.split())


def test_each_character_is_a_word_with_its_punctuation_and_names_stay_whole() -> None:
    assert words_of(CHINESE) == [*"抗体遇到", "CD22，", *"就附", "着", "（约", "23%）。", "“0.8", "mg”", "够", "吗？"]
    assert joined(words_of(CHINESE)) == CHINESE


@given(st.text(alphabet="抗体，。？（）“”—CD20.8 %"))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(words_of(text)) == "".join(text.split())


@pytest.mark.parametrize(
    ("phrase", "at"), [("CD22", 4), ("附着", 6), ("着约", 7), ("附近", None), ("goes|遇到CD22", 2)]
)
def test_a_phrase_is_found_within_running_text(phrase: str, at: int | None) -> None:
    speech = Speech(CHINESE, tuple(Word(w, float(i), i + 1.0) for i, w in enumerate(words_of(CHINESE))), 20.0)
    assert speech.said_at(phrase) == at
