"""Teaching: questions ask what the film tells, plainly, without a trick, and benefit and harm alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from production.check.finding import Problem
from production.check.limits import (
    ANSWER_LENGTHS,
    GRADE,
    HARM_BESIDE,
    LONGEST_RIGHT,
    NO_TRICK,
    QUESTIONS,
    SENTENCE,
)
from production.check.reading.numbers import numbers_in
from production.check.reading.project import Project
from production.check.reading.taught import asked, every
from production.check.rule import in_english, project_rule, with_claims, with_glossary
from scenes.script.errors import FilmError
from scenes.script.known_names import known_names
from scenes.script.questions import Question, asked_clips
from scenes.script.request import AUDIENCES
from scenes.script.script import ClipScript

#: A question that asks for what is not so is easily misread.
_NEGATIVE: Final = re.compile(r"\b(not|never|no|none|nobody|except|false|wrong|incorrect|least)\b|n[’']t\b", re.I)
_CATCH_ALL: Final = re.compile(r"\b(all|none|both|any|neither) of (the|these) (above|answers?|other)", re.I)
#: Whoever knows tests knows that an answer with one of these is mostly wrong.
_ABSOLUTE: Final = re.compile(r"(?<![\w-])([Aa]lways|[Nn]ever|[Aa]ll|[Ee]very|[Ee]verybody|[Ee]veryone|[Nn]one of)\b")


@project_rule("question-resolves", "Teaching", "a question rests on the ledger like the film")
def questions_resolve(project: Project) -> Iterator[Problem]:
    """Every question resolves: facts exist and may be said, its beat is there, no digit is typed."""
    root = project.assets / "questions"
    for language in project.asked("questions"):
        try:
            clips = asked_clips(language, root)
        except FilmError as error:
            yield Problem(str(error), "Mend the questions.")
            continue
        for clip in clips:
            try:
                project.clip_questions(clip, language)
            except FilmError as error:
                yield Problem(str(error), "Mend the question or the ledger.", clip=clip)


@project_rule("question-enough", "Teaching", QUESTIONS["student"].source)
def there_are_enough_questions(project: Project) -> Iterator[Problem]:
    """Each clip that has questions has three or more for students, and two for patients; they may come later."""
    for language, questions in (project.questions or {"en": ()}).items():
        count = Counter((question.clip, question.audience) for question in questions)
        asked = {question.clip for question in questions}
        for entry in project.order:
            for audience in AUDIENCES if entry.name in asked else ():
                least, found = QUESTIONS[audience].value, count[entry.name, audience]
                if found < least:
                    yield Problem(
                        f"{found} questions for a {audience} ({language}), at least {least:.0f}",
                        f"Write them into assets/questions/{language}.toml.",
                        clip=entry.name,
                    )


@project_rule("question-told", "Teaching", "nobody is asked what was not shown")
def only_what_is_told_is_asked(project: Project) -> Iterator[Problem]:
    """Question and right answer rest on facts of their beat, and their numbers are said or shown in the clip."""
    for question, taught in asked(project):
        script = project.clip_script(question.clip, taught.language, question.audience)
        beat = script.beat(question.beat)
        for id in question.facts:
            if id not in beat.facts:
                yield Problem(
                    f"{question.where}: rests on '{id}', and beat {beat.name} does not",
                    "Name the beat that tells it, or list the fact under more.",
                    beat.name,
                    question.clip,
                )
        style, names = project.numbers(taught.language), known_names()
        told = {number.value for text in _told(script) for number in numbers_in(text, style, names)}
        for text in (question.ask, question.right.text):
            for number in numbers_in(text, style, names):
                if number.value not in told:
                    yield Problem(
                        f"{question.where}: “{number.text}” in “{text}” is neither said nor shown in the clip",
                        "Ask for what the film tells.",
                        beat.name,
                        question.clip,
                    )


def _told(script: ClipScript) -> Iterator[str]:
    for beat in script.beats:
        yield from (beat.narration, *beat.labels.values())


@project_rule("question-no-trick", "Teaching", NO_TRICK, in_english)
def no_question_is_a_trick(project: Project) -> Iterator[Problem]:
    """A question is one, and positive; no answer stands for others, no word gives a wrong answer away (English)."""
    for question, taught in asked(project):
        if not taught.english:
            continue
        for what, do in _tricks(question):
            yield Problem(f"{question.where}: {what}", do, question.beat, question.clip)


def _tricks(question: Question) -> Iterator[tuple[str, str]]:
    asks = question.ask
    if asks.count("?") != 1 or not asks.endswith("?"):
        yield f"asks not one thing at its end: “{asks}”", "End on the one question."
    if found := _NEGATIVE.search(asks[asks.rfind(". ") + 1 :]):
        yield f"“{found[0]}” in “{asks}”: whoever reads fast answers the opposite", "Ask for what is so."
    for answer in question.answers:
        if found := _CATCH_ALL.search(answer.text):
            yield f"“{found[0]}” stands for other answers", "Let each answer stand for itself."
        if not answer.right and (found := _ABSOLUTE.search(answer.text)):
            yield f"“{found[0]}” gives “{answer.text}” away as wrong", "Say it without."


@project_rule("question-even", "Teaching", ANSWER_LENGTHS.source)
def answers_are_alike_in_length(project: Project) -> Iterator[Problem]:
    """Answers of a question are about as long, and the right one is not mostly the longest."""
    longest: dict[tuple[str, str], list[bool]] = {}
    for question, taught in asked(project):
        sizes = [len(answer.text) for answer in question.answers]
        if max(sizes) > ANSWER_LENGTHS.value * min(sizes):
            yield Problem(
                f"{question.where}: its answers have {min(sizes)} to {max(sizes)} letters",
                "Shorten the longest, or say more in the shortest.",
                question.beat,
                question.clip,
            )
        is_longest = len(question.right.text) > max(len(answer.text) for answer in question.wrong)
        longest.setdefault((taught.language, question.audience), []).append(is_longest)
    for (language, audience), cases in longest.items():
        if sum(cases) > LONGEST_RIGHT.value * len(cases):
            yield Problem(
                f"the longest answer is the right one in {sum(cases)} of {len(cases)} questions for a {audience} "
                f"({language})",
                "Make some right answers shorter.",
            )


@project_rule("question-plain", "Teaching", GRADE["patient"].source, in_english)
def questions_are_plain(project: Project) -> Iterator[Problem]:
    """A question with its answers and reasons keeps to the audience's reading grade and sentence length (English)."""
    for question, taught in asked(project):
        if not taught.english:
            continue
        place = (question.beat, question.clip)
        limit, found = GRADE[question.audience], taught.grade
        if found > limit.aim:
            yield Problem(
                f"{question.where}: grade {found:.1f}, aim {limit.aim:.0f}, never above {limit.ceiling:.0f}",
                "Use shorter words and sentences.", *place, warning=found <= limit.ceiling,
            )
        hardest, text = taught.hardest
        if hardest > limit.ceiling:
            yield Problem(
                f"{question.where}: grade {hardest:.1f}, never above {limit.ceiling:.0f}: “{text}”",
                "Use shorter words and sentences.", *place,
            )
        limit, (count, sentence) = SENTENCE[question.audience], taught.longest
        if count > limit.aim:
            yield Problem(
                f"{question.where}: {count} words, aim {limit.aim:.0f}, never above {limit.ceiling:.0f}: “{sentence}”",
                "Make two sentences of it.", *place, warning=count <= limit.ceiling,
            )


@project_rule(
    "question-terms", "Teaching", "plain-language guides: a term is explained when it is first used", with_glossary
)
def terms_of_questions_are_explained(project: Project) -> Iterator[Problem]:
    """A patient who is asked with a term reads in the same question what it means."""
    for question, taught in asked(project):
        if question.audience != "patient":
            continue
        before = " ".join((question.ask, *(answer.text for answer in question.answers)))
        after = " ".join(taught.texts)
        for term in project.glossary.terms:
            if term.language != taught.language.split("-")[0]:
                continue
            read = before if term.used_in(before) else after
            if term.used_in(read) and not term.explained_in(read):
                yield Problem(
                    f"{question.where}: uses “{term.forms[0]}” without saying what it means ({term.means})",
                    "Say it in the question, or use plain words.",
                    question.beat,
                    question.clip,
                )


@project_rule("question-fair", "Teaching", HARM_BESIDE)
def benefit_and_harm_are_asked_alike(project: Project) -> Iterator[Problem]:
    """An audience is asked of harm as often as of benefit, and of both in figures of the same kind."""
    for language, questions in project.questions.items():
        for audience in AUDIENCES:
            count: Counter[str] = Counter()
            for question in questions:
                sides = {project.ledger[id].balance for id in question.facts} if question.audience == audience else ()
                count.update(side for side in sides if side)
            if count["harm"] < count["benefit"]:
                yield Problem(
                    f"a {audience} ({language}) is asked {count['benefit']} times of benefit, {count['harm']} of harm",
                    "Ask of harm as often.",
                )


# --- words of questions and lesson plans -----------------------------------------------------------------


@project_rule("taught-claims", "Teaching", "assets/claims_to_avoid.toml: over-claims and false science", with_claims)
def teaching_avoids_claims(project: Project) -> Iterator[Problem]:
    """Questions and lesson plans claim nothing that the film avoids, unless as what is not so; they name no brand."""
    for taught in every(project):
        for what, do in taught.claims(project):
            yield Problem(f"{taught.where}: {what}", do, clip=taught.clip)


@project_rule("taught-facts", "Teaching", "assets/claims_to_avoid.toml: words that need a fact", with_claims)
def teaching_rests_on_facts(project: Project) -> Iterator[Problem]:
    """Words that make a claim stand only where questions and lesson plans rest on a fact for it."""
    for taught in every(project):
        for what, which in taught.without_a_fact(project):
            yield Problem(f"{taught.where}: {what}", f"Let it rest on one of {which}.", clip=taught.clip)


@project_rule("taught-numbers", "Teaching", "the ledger is the only place a number may come from")
def teaching_numbers_resolve(project: Project) -> Iterator[Problem]:
    """Every number in questions and lesson plans, in digits or in words, is a value of a fact that they rest on."""
    for taught in every(project):
        for number, text in taught.numbers(project):
            yield Problem(
                f"{taught.where}: “{number}” in “{text}” is no value of its facts",
                "Take it from the ledger as {fact.key}.",
                clip=taught.clip,
            )


RULES = (
    questions_resolve,
    there_are_enough_questions,
    only_what_is_told_is_asked,
    no_question_is_a_trick,
    answers_are_alike_in_length,
    questions_are_plain,
    terms_of_questions_are_explained,
    benefit_and_harm_are_asked_alike,
    teaching_avoids_claims,
    teaching_rests_on_facts,
    teaching_numbers_resolve,
)
