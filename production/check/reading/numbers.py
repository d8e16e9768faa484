"""Numbers in a text, as a language writes them, and whether the ledger holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isclose

from scenes.script.facts import Fact
from scenes.script.language.numbers import NumberStyle


@dataclass(frozen=True)
class Number:
    """A number as it stands in a text, and what it is worth."""

    text: str
    value: float


def numbers_in(text: str, style: NumberStyle, names: tuple[str, ...]) -> Iterator[Number]:
    """Numbers in digits, and small ones in words; names such as CD22 are none.

    *One* is left out: as a word it is mostly a pronoun.
    """
    bare = text
    for name in sorted(names, key=len, reverse=True):
        bare = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", bare)
    thousands, decimal = re.escape(style.thousands), re.escape(style.decimal)
    digits = re.compile(rf"\d{{1,3}}(?:{thousands}\d{{3}})+(?:{decimal}\d+)?|\d+(?:{decimal}\d+)?")
    for match in digits.finditer(bare):
        plain = match[0].replace(style.thousands, "").replace(style.decimal, ".")
        yield Number(match[0], float(plain))
    spelled = {word.lower(): value for value, word in enumerate(style.words) if value > 1}
    for word in re.findall(r"[^\W\d_]+", bare):
        if word.lower() in spelled:
            yield Number(word, float(spelled[word.lower()]))


def values_of(facts: Iterable[Fact]) -> list[float]:
    """All numbers that these facts hold."""
    return [
        float(value) for fact in facts for value in fact.values.values() if not isinstance(value, str)
    ]


def unresolved(
    text: str, facts: Iterable[Fact], style: NumberStyle, names: tuple[str, ...]
) -> list[str]:
    """The numbers of a text that none of these facts holds."""
    known = values_of(facts)
    return [
        number.text
        for number in numbers_in(text, style, names)
        if not any(isclose(number.value, value, rel_tol=1e-9) for value in known)
    ]
