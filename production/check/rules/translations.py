"""Fit: every language tells all of the film, and none is older than its English.

A translation carries, for each beat, for each clip's own words and for the film's furniture,
the fingerprint of the English that was translated: ``english = "5f2c90ab"``. When the English
changes, its fingerprint does, and the translation is known to be old.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from production.check.finding import Problem
from production.check.reading.project import Project
from production.check.rule import project_rule
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES
from scenes.script.script import validate_clip
from scenes.script.toml_file import TomlFile

_KEY = "english"
_BEAT_WORDS = (*AUDIENCES, "seen", "labels")
_CLIP_WORDS = ("title", "subtitle", "summary")


def fingerprint(words: object) -> str:
    """Eight hexadecimal digits that stand for these words, however their lines are broken."""
    text = json.dumps(_on_one_line(words), sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:8]


def _on_one_line(words: object) -> object:
    if isinstance(words, dict):
        return {key: _on_one_line(value) for key, value in words.items()}
    return " ".join(words.split()) if isinstance(words, str) else words


def beat_fingerprint(beat: Mapping[str, Any]) -> str:
    """Fingerprint of a beat's words."""
    return fingerprint({key: beat[key] for key in _BEAT_WORDS if key in beat})


def clip_fingerprint(clip: Mapping[str, Any]) -> str:
    """Fingerprint of a clip's title, subtitle and summary."""
    return fingerprint({key: clip[key] for key in _CLIP_WORDS if key in clip})


def _others(project: Project) -> Iterator[tuple[str, TomlFile]]:
    return ((code, file) for code, file in project.scripts.items() if code != "en")


@project_rule("language-complete", "Fit", "every clip exists in each language, beat by beat")
def languages_are_complete(project: Project) -> Iterator[Problem]:
    """Every language has all clips, beats, labels and furniture words of the English."""
    english = project.scripts.get("en")
    if english is None:
        yield Problem("there is no English script", "Write assets/script/en.toml.")
        return
    for entry in project.order:
        for file in project.scripts.values():
            if entry.name not in file.table("clip"):
                yield Problem(
                    f"{file.name} has no clip {entry.name!r}", "Write it.", clip=entry.name
                )
    for code, file in _others(project):
        missing = sorted(set(english.table("words")) - set(file.table("words")))
        if missing:
            yield Problem(f"{file.name} lacks words.{', words.'.join(missing)}", "Translate them.")
        for clip in sorted(set(english.table("clip")) & set(file.table("clip"))):
            try:
                validate_clip(clip, code, project.assets / "script", project.ledger)
            except FilmError as error:
                yield Problem(str(error), "Complete the translation.", clip=clip)


@project_rule("translation-current", "Fit", "a translation is made anew when its English changes")
def translations_are_current(project: Project) -> Iterator[Problem]:
    """No translation is older than the English it was made from."""
    english = project.scripts.get("en")
    if english is None:
        return
    for _, file in _others(project):
        yield from _stale(
            file, ("language",), fingerprint(dict(english.table("words"))), "the film's words"
        )
        for clip, ours in english.table("clip").items():
            theirs = file.table("clip").get(clip)
            if theirs is None:
                continue
            yield from _stale(file, ("clip", clip), clip_fingerprint(ours), "title and summary")
            for beat, words in ours.get("beat", {}).items():
                if beat in theirs.get("beat", {}):
                    path = ("clip", clip, "beat", beat)
                    yield from _stale(file, path, beat_fingerprint(words), "this beat")


def _stale(file: TomlFile, path: tuple[str, ...], now: str, what: str) -> Iterator[Problem]:
    """The problem, if a place carries another fingerprint than the English has now."""
    then = file.table(*path).get(_KEY)
    if then == now:
        return
    clip = path[1] if len(path) > 1 else ""
    beat = path[3] if len(path) > 3 else ""
    state = "does not say which English it was made from" if then is None else "is older"
    yield Problem(
        f"{file.where(*path)}: {what} {state}",
        f'Translate it from the English of today, then set {_KEY} = "{now}" there.',
        beat,
        clip,
    )


RULES = (languages_are_complete, translations_are_current)
