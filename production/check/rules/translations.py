"""Fit: every language that is asked for tells all of the film, in words that are those of today's English."""

from __future__ import annotations

from collections.abc import Iterator

from production.check.finding import Problem
from production.check.reading.project import Project
from production.check.rule import project_rule
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES


@project_rule("language-complete", "Fit", "every clip exists in each language, with the figures of the English")
def languages_are_complete(project: Project) -> Iterator[Problem]:
    """Every text of a clip is translated, from the English of today, with its figures and in its order."""
    if "en" not in project.scripts:
        yield Problem("there is no English script", "Write assets/script/en.toml.")
        return
    for code, file in project.scripts.items():
        for entry in project.order:
            if entry.name not in file.table("clip"):
                yield Problem(f"{file.name} has no clip {entry.name!r}", "Write it.", clip=entry.name)
                continue
            told = {_refusal(project, entry.name, code, audience) for audience in AUDIENCES} - {""}
            for refusal in sorted(told) if code != "en" else ():
                yield Problem(refusal, "Complete the translation.", clip=entry.name)


def _refusal(project: Project, clip: str, language: str, audience: str) -> str:
    """Why a clip cannot be told in a language; "" if it can."""
    try:
        project.clip_script(clip, language, audience)
    except FilmError as error:
        return str(error)
    return ""


RULES = (languages_are_complete,)
