"""Which beats of a clip say or show other words than before: whoever stands before them all may go on with these.

What a clip has come by till it opens a beat are the beats before, with their lengths, and labels of later ones that
it has asked for by name. All else (titles, figures, the order of beats, code) counts from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from production.plan.score import Score
from scenes.script import sources
from scenes.script.facts import load_ledger
from scenes.script.script import ClipScript


def read_anew() -> None:
    """Whatever this process is asked for next, it reads from the files as they are now."""
    sources.forget()
    load_ledger.cache_clear()


def changed(before: Score, after: Score) -> list[int] | None:
    """Numbers of the beats that are other ones; None if anything else is, too."""
    if _all_through(before) != _all_through(after):
        return None
    pairs = zip(_beats(before), _beats(after), strict=True)
    return [number for number, (old, new) in enumerate(pairs) if old != new]


def _all_through(score: Score) -> tuple[Any, ...]:
    used = sorted({id for beat in score.script.beats for id in (*beat.facts, *beat.drawn)})
    figures = [(id, score.ledger[id].values) for id in used]
    made_by = score.inputs["code"], score.inputs["options"], score.inputs["versions"]
    return replace(score.script, beats=(), in_ledger={}), score.script.beat_names, figures, made_by


def _beats(score: Score) -> list[Any]:
    script, ledger = score.script, score.ledger
    return [
        (beat, [ledger[id] for id in (*beat.facts, *beat.drawn)], speech.words, speech.duration, speech.take)
        for beat, speech in zip(script.beats, score.speeches, strict=True)
    ]


class Asked:
    """The words of a clip, with a note of the beats that were asked for by name.

    Attributes
    ----------
    beats
        Their numbers.
    """

    def __init__(self, script: ClipScript, before: Iterable[int] = ()) -> None:
        self.beats = set(before)
        names, as_ever = script.beat_names, script.beat

        def noted(name: str) -> Any:
            if name in names:
                self.beats.add(names.index(name))
            return as_ever(name)

        self.script = replace(script)
        look_up: Callable[[str], Any] = noted
        object.__setattr__(self.script, "beat", look_up)  # of this one alone: it is frozen
