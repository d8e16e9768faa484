"""Which beats of a clip say or show other words than before: whoever stands before them all may go on with these.

What a clip has come by till it opens a beat are the beats before, with their lengths, and what it has read of later
ones that it has asked for by name. All else (titles, figures, the order of beats) counts from the start. What it has
entered of its code it knows itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

from production.plan.score import Score
from scenes.script import sources
from scenes.script.facts import load_ledger
from scenes.script.script import BeatScript, ClipScript


def read_anew() -> None:
    """Whatever this process is asked for next, it reads from the files as they are now."""
    sources.forget()
    load_ledger.cache_clear()


def changed(before: Score, after: Score) -> dict[int, list[str]] | None:
    """What is another one of each beat that is, by the beat's number; None if anything else is, too."""
    if _all_through(before) != _all_through(after):
        return None
    pairs = zip(_beats(before), _beats(after), strict=True)
    found = {number: [name for name in old if old[name] != new[name]] for number, (old, new) in enumerate(pairs)}
    return {number: names for number, names in found.items() if names}


def _all_through(score: Score) -> tuple[Any, ...]:
    used = sorted({id for beat in score.script.beats for id in (*beat.facts, *beat.drawn)})
    figures = [(id, score.ledger[id].values) for id in used]
    made_by = score.inputs["options"], score.inputs["versions"]
    return replace(score.script, beats=(), in_ledger={}), score.script.beat_names, figures, made_by


def _beats(score: Score) -> list[dict[str, Any]]:
    script, ledger = score.script, score.ledger
    return [
        {
            **{field.name: getattr(beat, field.name) for field in fields(beat)},
            "facts": [ledger[id] for id in (*beat.facts, *beat.drawn)],
            "speech": (speech.words, speech.duration, speech.take),
        }
        for beat, speech in zip(script.beats, score.speeches, strict=True)
    ]


class Asked:
    """The words of a clip, with a note of what is read of beats that are asked for by name.

    Attributes
    ----------
    read
        What that was, as ``number.field``.
    """

    def __init__(self, script: ClipScript, before: Iterable[str] = ()) -> None:
        self.read = set(before)
        names, as_ever = script.beat_names, script.beat

        def noted(name: str) -> Any:
            return _Noted(as_ever(name), lambda field: self.read.add(f"{names.index(name)}.{field}"))

        self.script = replace(script)
        look_up: Callable[[str], Any] = noted
        object.__setattr__(self.script, "beat", look_up)  # of this one alone: it is frozen


class _Noted:
    """The words of a beat; tells what is read of them."""

    def __init__(self, beat: BeatScript, note: Callable[[str], None]) -> None:
        self._beat, self._note = beat, note

    def __getattr__(self, name: str) -> Any:
        self._note(name)
        return getattr(self._beat, name)
