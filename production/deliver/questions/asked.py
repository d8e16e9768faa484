"""Questions as learning systems get them: with the place in the film, the sources and the dates of their facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from production.deliver.current import refuse_past
from production.deliver.moments import Moment, Moments
from production.finish.clock import clock
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.facts import Ledger, Source, load_ledger
from scenes.script.questions import QUESTIONS_DIR, Question, load_questions, question_words
from scenes.script.script import notice_of


@dataclass(frozen=True)
class Asked:
    """One question, and all that goes with it.

    Attributes
    ----------
    shelf
        Where a question bank keeps it, from the widest name to the narrowest.
    moment
        When it is told.
    sources
        Of all its facts, in order of number.
    checked, review_by
        When the last of its facts was checked, and when the first of them is due again.
    remarks
        What is said whatever was answered: where it is told, on what it rests, and that it is no advice.
    """

    question: Question
    language: str
    shelf: tuple[str, ...]
    moment: Moment
    sources: tuple[Source, ...]
    checked: date
    review_by: date
    remarks: tuple[str, ...]


def asked_of(
    entries: Sequence[Entry], moments: Moments, today: date, root: Path = QUESTIONS_DIR, ledger: Ledger | None = None,
) -> tuple[Asked, ...]:
    """The questions on these clips, in the language and for the audience of the film that they are told in.

    Raises
    ------
    FilmError
        A question does not resolve, a clip has none, or a fact was to be looked at again before ``today``.
    """
    ledger, language, audience = ledger or load_ledger(), moments.language, moments.audience
    words, found = question_words(language, root, ledger=ledger), []
    for entry in entries:
        script = entry.script(language, audience)
        shelf = (words["title"], words[f"for_{audience}"], f"{entry.number} {script.title}".strip())
        questions = load_questions(entry.name, language, audience, root, ledger)
        if not questions:
            where = f"{root.name}/{language}.toml"
            raise FilmError(f"{entry.name} has no question for a {audience}: write one into {where}")
        for question in questions:
            refuse_past(question.id, (*question.facts, *question.more), ledger, today)
            found.append(_asked(question, moments, shelf, {**script.words, **words}, ledger))
    return tuple(found)


def _asked(
    question: Question, moments: Moments, shelf: tuple[str, ...], words: dict[str, str], ledger: Ledger,
) -> Asked:
    facts = [ledger[id] for id in (*question.facts, *question.more)]
    moment = moments.of(question.clip, question.beat)
    sources = tuple(sorted({source for fact in facts for source in fact.sources}, key=lambda source: source.number))
    checked, review_by = max(fact.checked for fact in facts), min(fact.review_by for fact in facts)
    about = f"{words['about']} " if moment.about else ""
    remarks = (
        f"{words['told_in']} “{shelf[-1]}”, {about}{clock(moment.start)} "
        f"({words['in_film']} {about}{clock(moment.in_film)}).",
        f"{words['sources' if len(sources) > 1 else 'source']}: {' / '.join(source.full for source in sources)}",
        f"{words['checked']} {checked}, {words['review_by']} {review_by}. {words['license']}.",
        notice_of(words, question.machine),
    )
    return Asked(question, moments.language, shelf, moment, sources, checked, review_by, remarks)
