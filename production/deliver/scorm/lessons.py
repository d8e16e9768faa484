"""Which films become learning packages, and the questions on each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from production.deliver.bundle import Bundle
from production.deliver.chosen import choose
from production.deliver.finished import Finished
from production.deliver.moments import Moments
from production.deliver.questions.asked import Asked, asked_of
from production.deliver.scorm.package import Lesson
from scenes import running_order
from scenes.script.questions import asked_clips


def lessons(
    bundle: Bundle, names: Sequence[str], language: str, audience: str, films: Path, today: date,
) -> tuple[Lesson, ...]:
    """The clips and films of these names, or all, each with its questions; a new clip may come before those.

    Raises
    ------
    FilmError
        One is not there or is withdrawn, or a question does not resolve or is past its review date.
    """
    there = {one.name for one in bundle.all if (one.kind, one.language, one.audience) == ("film", language, audience)}
    wanted = [name for name in names if name in there] if names else sorted(there)
    clips = [name for name in names if name not in there]
    ones = (*(choose(bundle, clips, language, audience) if clips or not names else ()),
            *(choose(bundle, wanted, language, audience, kind="film") if wanted else ()))
    moments = Moments(language=language, audience=audience, finished=films)
    return tuple(Lesson(one, _asked(one, moments, today)) for one in ones)


def _asked(one: Finished, moments: Moments, today: date) -> tuple[Asked, ...]:
    told = {part.name for part in one.clips} if one.kind == "film" else {one.name}
    known = asked_clips(one.language)
    entries = [entry for entry in running_order.RUNNING_ORDER if entry.name in told and entry.name in known]
    return asked_of(entries, moments, today)
