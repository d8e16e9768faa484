"""Numbers as they stand in a text."""

from __future__ import annotations

from production.check.reading.numbers import numbers_in
from scenes.script.language.numbers import ENGLISH, NumberStyle


def test_numbers_are_found_in_digits_and_in_words() -> None:
    text = "CD22 has seven domains; 3,470 of them, 0.8 mg/m², one each."
    found = [(n.text, n.value) for n in numbers_in(text, ENGLISH, ("CD22",))]
    assert found == [("3,470", 3470.0), ("0.8", 0.8), ("seven", 7.0)]


def test_numbers_are_read_as_their_language_writes_them() -> None:
    style = NumberStyle(",", ".", ("cero", "uno", "dos"))
    found = [n.value for n in numbers_in("3.470 y 0,8 y dos", style, ())]
    assert found == [3470.0, 0.8, 2.0]
