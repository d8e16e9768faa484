"""How hard a text is to follow."""

from __future__ import annotations

import pytest

from production.check.reading.readability import grade, is_passive, sentences, words_of

EASY = "The cat sat on the mat. It was a big cat."
HARD = "Considerable hepatotoxicity necessitates multidisciplinary surveillance."


def test_sentences_end_where_one_hears_it() -> None:
    text = "It is 0.8 mg/m² here. “Is it?” It is!"
    assert sentences(text) == ["It is 0.8 mg/m² here.", "“Is it?”", "It is!"]
    assert sentences("") == []


def test_reading_grade_tells_plain_words_from_hard_ones() -> None:
    assert grade(EASY) < 2
    assert grade(HARD) > 12
    assert grade("") == 0.0


def test_a_dash_is_no_word() -> None:
    assert words_of("It holds – and stays.") == ["It", "holds", "and", "stays."]


@pytest.mark.parametrize(
    "sentence",
    ["The DNA is cut.", "It was not often seen.", "Two cycles are advised.", "The link gets broken.",
     "It can be taken up."],
)
def test_passive_sentences_are_recognized(sentence: str) -> None:
    assert is_passive(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Acid cuts the link.", "It is red.", "The plasma is crowded.", "It is a bed.", "They are here."],
)
def test_active_sentences_are_not_taken_for_passive(sentence: str) -> None:
    assert not is_passive(sentence)
