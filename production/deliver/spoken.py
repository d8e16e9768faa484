"""The transcript as it runs with the film: a row a sentence, and in it what lights up together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from production.deliver.finished import Finished
from production.finish.clock import clock
from scenes.script.language.words import joined, words_of

#: What may end a sentence, and what may still stand behind that.
_ENDS: Final = ".?!…。？！؟।"
_BEHIND: Final = "\"'”’»)]"


@dataclass(frozen=True)
class Unit:
    """Words that light up together (s): one word where somebody reads, else those of one caption.

    Attributes
    ----------
    after
        What stands between it and the next one: nothing where one of them is in a script without spaces.
    """

    text: str
    start: float
    end: float
    after: str = ""


@dataclass(frozen=True)
class Row:
    """A sentence with its times (s)."""

    units: tuple[Unit, ...]

    @property
    def start(self) -> float:
        """When its first word is said, s."""
        return self.units[0].start

    @property
    def end(self) -> float:
        """When its last word has been said, s."""
        return self.units[-1].end

    @property
    def clock(self) -> str:
        """Its start, as minutes and seconds."""
        return clock(self.start)


def rows(one: Finished) -> tuple[Row, ...]:
    """The transcript of a film, in order."""
    return tuple(Row(tuple(_units(sentence))) for sentence in _sentences(_said(one)))


def _said(one: Finished) -> list[tuple[str, int, float, float]]:
    """Each word with the number of what it lights up with, and the times of that."""
    if one.words:
        return [(word.word, number, word.start, word.end) for number, word in enumerate(one.words)]
    return [
        (word, number, cue.start, cue.end)
        for number, cue in enumerate(one.captions) for word in words_of(" ".join(cue.lines))
    ]


def _sentences(said: Sequence[tuple[str, int, float, float]]) -> Iterator[list[tuple[str, int, float, float]]]:
    sentence: list[tuple[str, int, float, float]] = []
    for word in said:
        sentence.append(word)
        if word[0].rstrip(_BEHIND)[-1:] in _ENDS:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _units(sentence: Sequence[tuple[str, int, float, float]]) -> Iterator[Unit]:
    groups = [[*group] for _, group in groupby(sentence, key=lambda word: word[1])]
    texts = [joined(word[0] for word in group) for group in groups]
    for group, text, following in zip(groups, texts, [*texts[1:], ""], strict=True):
        after = joined((text, following))[len(text) : -len(following)] if following else ""
        yield Unit(text, group[0][2], group[0][3], after)
