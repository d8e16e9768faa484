"""GIFT, the text format that Moodle and many other systems read: a question a paragraph.

https://docs.moodle.org/en/GIFT_format: ``~ = # { } :`` and the backslash mean something, and are escaped. There is no
escape for an arrow, by which some readers know pairs to be matched, nor for a percent sign that an answer begins with,
where its weight may stand: the one is written as a sign of its own, the other gets a weight before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from production.deliver.questions.asked import Asked
from production.deliver.questions.moodle import category_of
from scenes.script.questions import Answer

SUFFIX: Final = "gift.txt"
_MEANS: Final = re.compile(r"[~=#{}:\\]")


def write(asked: Sequence[Asked], file: Path) -> None:
    """Write questions as GIFT, in UTF-8."""
    parts: list[str] = []
    shelf: tuple[str, ...] = ()
    for one in asked:
        if one.shelf != shelf:
            shelf = one.shelf
            parts.append(f"$CATEGORY: {category_of(shelf)}\n")
        parts.append(_question(one))
    file.write_text("\n".join(parts), encoding="utf-8", newline="\n")


def _question(one: Asked) -> str:
    question = one.question
    answers = [f"\t{_marked(answer)}#{_escaped(answer.why)}" for answer in question.answers]
    remarks = r"\n".join(map(_escaped, one.remarks))
    return "\n".join((f"::{question.id}::[plain]{_escaped(question.ask)} {{", *answers, f"\t####{remarks}", "}", ""))


def _marked(answer: Answer) -> str:
    weight = ("%100%" if answer.right else "%0%") if answer.text.startswith("%") else ""
    return f"{'=' if answer.right else '~'}{weight}{_escaped(answer.text)}"


def _escaped(text: str) -> str:
    return _MEANS.sub(lambda sign: f"\\{sign[0]}", text.replace("->", "→"))
