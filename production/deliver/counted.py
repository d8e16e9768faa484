"""Benefit and harm as people among a hundred, each with the words that the film itself says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from production.deliver.chosen import told_beats
from production.deliver.finished import Beat, Finished
from scenes.stage.style import WHITE

_CLAUSE: Final = re.compile(r"(?<=[.;?!؟؛。])\s+")
#: In an array: a person's cell, and the gap after five (units of its drawing).
_WIDE, _HIGH, _GAP = 10, 13, 4


@dataclass(frozen=True)
class Counted:
    """So many of a hundred.

    Attributes
    ----------
    side
        ``benefit`` or ``harm``.
    who
        ``with_drug`` or ``with_chemo``.
    topic, said
        What is counted, as the picture calls it, and what the film says of it.
    """

    count: int
    side: str
    who: str
    topic: str
    said: str


def counted(one: Finished) -> tuple[Counted, ...]:
    """Each number among a hundred that a clip says, once, in order."""
    told: set[tuple[str, str]] = set()
    return tuple(found for beat in told_beats(one) for found in _of_beat(one, beat, told))


def _of_beat(one: Finished, beat: Beat, told: set[tuple[str, str]]) -> Iterator[Counted]:
    used: set[tuple[int, str]] = set()
    for fact in (one.facts[id] for id in beat.facts):
        for key, count in fact.values.items():
            if not (fact.balance and key.endswith("in_100") and isinstance(count, int) and 0 <= count <= 100):
                continue
            said = next((words for words in _saying(beat.said, count, fact.values.get(key.replace("in_100", "percent")))
                         if (count, words) not in used), "")
            if said and (fact.id, key) not in told:
                told.add((fact.id, key))
                used.add((count, said))
                who = "with_chemo" if "chemo" in key else "with_drug"
                yield Counted(count, fact.balance, who, beat.labels[0] if beat.labels else "", said)


def _saying(text: str, count: int, percent: object) -> Iterator[str]:
    """The clauses that say a number; where several numbers stand in one, what stands between its commas."""
    numbers = re.compile(rf"(?<![\d.,])(?:{count}|{re.escape(str(percent))}%)(?![\d]|[.,]\d)")
    for clause in _CLAUSE.split(text):
        if numbers.search(clause):
            parts = [part for part in clause.split(", ") if re.search(r"(?<!of )\b\d", part)]
            part = next((part for part in parts if numbers.search(part) and len(part.split()) > 2), "")
            yield part if part and len(parts) > 2 else clause.rstrip(";؛")


def array(count: int, fill: str, ink: str) -> str:
    """A hundred people as SVG, ten by ten with a gap after five, filled from the lowest row."""
    people = []
    for number in range(100):
        row, column = divmod(number, 10)
        left = column * _WIDE + (column > 4) * _GAP
        top = (9 - row) * _HIGH + (row < 5) * _GAP
        inside, line = (fill, 1.1) if number < count else (WHITE, 0.7)
        people.append(f'<g transform="translate({left} {top})" fill="{inside}" stroke="{ink}" stroke-width="{line}">'
                      '<path d="M1 12V9.6a4 3.4 0 0 1 8 0V12z"/><circle cx="5" cy="3.4" r="2.4"/></g>')
    size = f"0 0 {10 * _WIDE + _GAP} {10 * _HIGH + _GAP}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">{"".join(people)}</svg>'
