"""Where a line may break, in any script (UAX 14), and where it had better: what belongs together in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from uniseg.linebreak import line_break_units

from scenes.script.language.typography import is_wide

#: Cost of a break after a word: from 0 (end of a sentence) to one that is never taken.
SENTENCE, CLAUSE, CONJUNCTION, PREPOSITION = 0.0, 1.0, 2.0, 3.0
ANYWHERE, POOR, NEVER = 6.0, 14.0, 1e6


@dataclass(frozen=True)
class SmallWords:
    """Small words of a language that decide where a line may break.

    Attributes
    ----------
    articles
        Never parted from what follows.
    numbers
        Numbers as words; never parted from their unit.
    leaning
        Auxiliaries and the like; a line does not end with one if it can be helped.
    conjunctions
        Good places to break before.
    prepositions
        Fair places to break before, poor ones to break after.
    """

    articles: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    leaning: frozenset[str] = frozenset()


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS: Final = {
    "en": SmallWords(
        articles=_set("a an the its their his her our your this these those each every"),
        numbers=_set(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
            "sixty seventy eighty ninety hundred thousand million billion half"
        ),
        conjunctions=_set(
            "and but or so nor yet because that which who when while where if than then as "
            "until before after since though although"
        ),
        prepositions=_set(
            "of in on at by for from with without to into onto out over under between about "
            "through near above below per against during within across"
        ),
        leaning=_set("is are was were be been has have had can may will not no very"),
    ),
}
_TRAILING: Final = "\"'”’)]»）」』》】"


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str, ...]:
    """The parts of a text between which lines may break, each with the spaces behind it.

    As Unicode has it (UAX 14), but that words with a hyphen or a slash stay whole, and a figure stays with the sign
    that says of what.
    """
    found: list[str] = []
    for unit in line_break_units(text):
        ahead = found[-1][-1] if found else " "
        if not found or ahead.isspace() or (not ahead.isdigit() and (is_wide(ahead) or is_wide(unit[0]))):
            found.append(unit)
        else:
            found[-1] += unit
    return tuple(found)

_STOPS: Final = ".?!…。？！؟"
_PAUSES: Final = ",;:–—，、；：،؛"


def break_cost(words: list[str], after: int, language: str) -> float:
    """Cost of breaking after the word with this number (0 for the first).

    Numbers stay with their units, articles with their nouns, single capitals with the word
    they qualify (*B cells*); the end of a sentence or clause is the best place, then before a
    conjunction, then before a preposition.
    """
    return _break_cost(words[after - 1] if after > 0 else "", words[after], words[after + 1], language)


@lru_cache(maxsize=1 << 16)
def _break_cost(before: str, word: str, following: str, language: str) -> float:
    known = _WORDS.get(language.split("-")[0], SmallWords())
    bare = word.rstrip(_TRAILING)
    core, ahead = _core(word), _core(following)
    if bare[-1:] in _STOPS:
        return SENTENCE
    if bare[-1:] in ",،、" and _is_number(core, known) and _is_number(ahead, known):
        return POOR  # within "days 1, 8 and 15"
    if bare[-1:] in _PAUSES:
        return CLAUSE
    if core in known.articles or _is_number(core, known) or re.fullmatch(r"[A-Z]", word):
        return NEVER
    if _is_number(ahead, known) and core in ("about", "of", "to", "than", "by"):
        return POOR
    if core in known.prepositions or core in known.conjunctions or core in known.leaning:
        return POOR
    if ahead in known.conjunctions and not _is_number(core, known):
        return CONJUNCTION
    if ahead in known.prepositions - {"of"}:
        return PREPOSITION
    if _core(before) in known.articles:
        # "a lipid | bilayer": the article's noun may still be to come.
        return ANYWHERE + 2
    return ANYWHERE


def _core(word: str) -> str:
    return word.strip("\"'“”‘’()[]«».,;:!?…，。、；：？！（）《》「」،؛؟").lower()


def _is_number(word: str, known: SmallWords) -> bool:
    return word in known.numbers or bool(re.fullmatch(r"[~≈±<>≤≥]?\d[\d.,/–-]*", word))
