"""How languages write lengths and lists."""

from __future__ import annotations

import pytest

from scenes.script.language.numbers import NumberStyle


def style(locale: str) -> NumberStyle:
    return NumberStyle(".", ",", (), locale=locale)


@pytest.mark.parametrize(("locale", "small", "large"), [
    ("en", "10 nm", "5 μm"), ("es_US", "10 nm", "5 μm"), ("zh_Hans", "10纳米", "5微米"),
    ("ar", "10 نانو متر", "5 ميكرومتر"),
])
def test_a_length_has_the_unit_of_its_language(locale: str, small: str, large: str) -> None:
    assert (style(locale).length(10), style(locale).length(5000)) == (small, large)


@pytest.mark.parametrize(("locale", "commas", "semicolons"), [
    ("en", "1, 4–6, 9", "1; 4–6; 9"), ("zh_Hans", "1、4–6、9", "1；4–6；9"), ("ar", "1، 4–6، 9", "1؛ 4–6؛ 9"),
])
def test_a_list_has_the_marks_of_its_script_and_no_word(locale: str, commas: str, semicolons: str) -> None:
    parts = [1, "4–6", 9]
    assert (style(locale).listed(parts), style(locale).listed(parts, ";")) == (commas, semicolons)
