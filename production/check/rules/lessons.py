"""Teaching: each cut of the film has a lesson plan that resolves, and that speaks of what its cut shows."""

from __future__ import annotations

from collections.abc import Iterator

from production.check.finding import Problem
from production.check.limits import GOALS, GRADE, SENTENCE
from production.check.reading.project import Project
from production.check.reading.taught import planned
from production.check.rule import in_english, project_rule
from scenes.running_order import CUTS
from scenes.script.errors import FilmError
from scenes.script.lessons import lesson_names


@project_rule("lesson-resolves", "Teaching", "a lesson plan rests on the ledger like the film")
def lessons_resolve(project: Project) -> Iterator[Problem]:
    """Every lesson plan resolves: facts exist and may be said, its beats are there, no digit is typed."""
    root = project.assets / "lessons"
    for language in project.asked("lessons"):
        try:
            names = lesson_names(language, root)
        except FilmError as error:
            yield Problem(str(error), "Mend the lesson plans.")
            continue
        for name in names:
            try:
                project.lesson(name, language)
            except FilmError as error:
                yield Problem(str(error), "Mend the lesson plan or the ledger.")


@project_rule("lesson-complete", "Teaching", GOALS.source)
def lessons_are_complete(project: Project) -> Iterator[Problem]:
    """Each cut has a plan with three goals, stops and misconceptions or more, all at beats that the cut shows."""
    for language, lessons in (project.lessons or {"en": ()}).items():
        known = {lesson.name for lesson in lessons}
        if language != "en":  # a catalog has the plans of the English; one that is not translated does not resolve
            known = {cut.name for cut in CUTS}
        for cut in CUTS:
            if cut.name not in known:
                yield Problem(f"there is no lesson plan ({language}) for cut '{cut.name}'",
                              f"Write it into assets/lessons/{language}.toml.")
        for lesson in lessons:
            shown = next((cut.clips for cut in CUTS if cut.name == lesson.name), None)
            if shown is None:
                yield Problem(f"{lesson.where}: there is no cut '{lesson.name}'", "Name it after a cut.")
                continue
            for part in lesson.parts:
                if shown and part.at.clip not in shown:  # the whole film names no clips: it shows them all
                    yield Problem(f"{lesson.where}: {part.at.clip}.{part.at.beat} is not in this cut",
                                  "Name a beat that it shows.")
            for kind, parts in (("goals", lesson.goals), ("stops", lesson.stops),
                                ("misconceptions", lesson.misconceptions)):
                if len(parts) < GOALS.value:
                    yield Problem(f"{lesson.where}: {len(parts)} {kind}, at least {GOALS.value:.0f}", "Write more.")


@project_rule("lesson-plain", "Teaching", SENTENCE["student"].source, in_english)
def lessons_are_plain(project: Project) -> Iterator[Problem]:
    """Teachers read plans at a glance: in the grade and sentences of students, whoever sees the film (English)."""
    for _, taught in planned(project):
        if not taught.english:
            continue
        count, sentence = taught.longest
        if count > SENTENCE["student"].ceiling:
            yield Problem(f"{taught.where}: {count} words: “{sentence}”", "Make two sentences of it.")
        if taught.grade > GRADE["student"].ceiling:
            yield Problem(f"{taught.where}: grade {taught.grade:.1f}: “{taught.texts[0]}”", "Use shorter words.")


RULES = (lessons_resolve, lessons_are_complete, lessons_are_plain)
