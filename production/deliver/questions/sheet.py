"""A table (CSV) for spreadsheets, other question banks and whoever reviews the questions: a row a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from production.deliver.questions.asked import Asked
from production.finish.table import table
from scenes.script.questions import WRONG

SUFFIX: Final = "csv"
_HEADING: Final = (
    "id", "language", "audience", "clip", "beat", "second in clip", "second in film", "estimated", "question",
    "right answer", "why",
    *(name for number in range(1, WRONG[1] + 1) for name in (f"wrong answer {number}", f"why not {number}")),
    "facts", "sources", "checked", "next check by", "remarks",
)


def write(asked: Sequence[Asked], file: Path) -> None:
    """Write questions as a table in UTF-8, with the mark at its beginning that spreadsheets look for."""
    file.write_text(table(_HEADING, map(tuple, map(_cells, asked))), encoding="utf-8-sig", newline="")


def _cells(one: Asked) -> Iterator[str]:
    question, moment = one.question, one.moment
    yield from (question.id, one.language, question.audience, question.clip, question.beat)
    yield from (f"{moment.start:.1f}", f"{moment.in_film:.1f}", "yes" if moment.about else "no")
    yield from (question.ask, question.right.text, question.right.why)
    for number in range(WRONG[1]):
        wrong = question.wrong[number] if number < len(question.wrong) else None
        yield from (wrong.text, wrong.why) if wrong else ("", "")
    yield " ".join((*question.facts, *question.more))
    yield from (" / ".join(source.full for source in one.sources), str(one.checked), str(one.review_by))
    yield " ".join(one.remarks)
