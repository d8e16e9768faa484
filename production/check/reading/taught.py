"""Texts that stand in no beat, questions and lesson plans, as rules on words look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from production.check.reading.claims import pattern
from production.check.reading.numbers import unresolved
from production.check.reading.project import Project
from production.check.reading.readability import grade, sentences, words_of
from scenes.script.known_names import known_names
from scenes.script.lessons import Lesson
from scenes.script.questions import Question

#: Claims that are not even made by an answer that is called wrong: words that frighten, and advice.
_NOT_EVEN_WRONG = ("war", "advice", "other_brands")
#: Words of a text of which a grade says something.
_ENOUGH = 8


@dataclass(frozen=True)
class Taught:
    """A few texts that are read together.

    Attributes
    ----------
    claimed
        What is told to be so.
    denied
        What is told not to be so: wrong answers, misconceptions.
    facts
        Ids of the facts behind them.
    where
        File, key and line.
    """

    clip: str
    language: str
    audience: str
    claimed: tuple[str, ...]
    denied: tuple[str, ...]
    facts: tuple[str, ...]
    where: str

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.claimed, *self.denied)

    @property
    def english(self) -> bool:
        """Whether what is known of English words holds for it."""
        return self.language.split("-")[0] == "en"

    def claims(self, project: Project) -> Iterator[tuple[str, str]]:
        """What it says that is to be avoided, and what to say instead."""
        known, around = project.claims, " ".join(self.texts)
        brands = pattern((*known.brands,))
        for text in self.texts:
            for brand in brands.finditer(text):
                yield f"“{brand[0]}” in “{text}”: no brand is named", f"Say “{known.generic}”, or “the drug”."
        for claim in known.avoided:
            if claim.language != self.language.split("-")[0]:
                continue
            for text in self.texts if claim.id in _NOT_EVEN_WRONG else self.claimed:
                for words in claim.found(text, around):
                    yield f"“{words}” in “{text}”: {claim.why}", claim.instead

    def without_a_fact(self, project: Project) -> Iterator[tuple[str, str]]:
        """What it says that needs a fact which it does not rest on, and which would do."""
        for claim in project.claims.needed:
            words = claim.found(" ".join(self.texts)) if claim.language == self.language.split("-")[0] else None
            if words and not claim.met_by(self.facts):
                yield f"says “{words}” without a fact for it: {claim.why}", ", ".join(claim.facts)

    def numbers(self, project: Project) -> Iterator[tuple[str, str]]:
        """Numbers that none of its facts holds, each with its text."""
        facts = [project.ledger[id] for id in self.facts if id in project.ledger]
        style, names = project.numbers(self.language), known_names()
        for text in self.texts:
            yield from ((number, text) for number in unresolved(text, facts, style, names))

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade of all of it."""
        return grade(" ".join(_ended(text) for text in self.texts))

    @property
    def hardest(self) -> tuple[float, str]:
        """The highest grade of one of its texts, and that text; of a few words alone a grade says nothing."""
        every = [text for text in self.texts if len(words_of(text)) >= _ENOUGH] or [" ".join(map(_ended, self.texts))]
        return max((grade(text), text) for text in every)

    @property
    def longest(self) -> tuple[int, str]:
        """Its longest sentence, and how many words that has."""
        every = [sentence for text in self.texts for sentence in sentences(text)]
        return max((len(words_of(sentence)), sentence) for sentence in every)


def _ended(text: str) -> str:
    """A text that ends like a sentence: an answer may have no mark at its end."""
    return text if text[-1:] in ".?!" else f"{text}."


def asked(project: Project) -> Iterator[tuple[Question, Taught]]:
    """All questions, with their texts."""
    for language, questions in project.questions.items():
        for q in questions:
            denied = tuple(answer.text for answer in q.wrong)
            yield q, Taught(q.clip, language, q.audience, q.claimed, denied, (*q.facts, *q.more), q.where)


def planned(project: Project) -> Iterator[tuple[Lesson, Taught]]:
    """All lesson plans, with the texts of each of their sections."""
    for language, lessons in project.lessons.items():
        for lesson in lessons:
            for claimed, denied, facts in _sections(lesson):
                yield lesson, Taught("", language, lesson.audience, claimed, denied, facts, lesson.where)


def _sections(lesson: Lesson) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    yield (lesson.title, lesson.before, lesson.after), (), lesson.facts
    for goal in lesson.goals:
        yield (goal.text,), (), goal.facts
    for stop in lesson.stops:
        yield (stop.ask, stop.listen), (), stop.facts
    for wrong in lesson.misconceptions:
        yield (wrong.instead,), (wrong.says,), wrong.facts


def every(project: Project) -> Iterable[Taught]:
    """All of these texts."""
    yield from (taught for _, taught in asked(project))
    yield from (taught for _, taught in planned(project))
