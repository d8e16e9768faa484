"""What the page is told of a clip: its beats with words, cues, facts and sources, and how long its labels stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from manim import Mobject

from production.finish.captions import Form, spoken_cues
from production.plan.beats import PlannedBeat
from production.plan.score import Score
from scenes.script.facts import Fact
from scenes.script.script import BeatScript
from scenes.script.story import BeatRecord, estimated
from scenes.script.toml_file import ROOT, TomlFile, read_toml
from scenes.stage.clip import Clip
from scenes.stage.labels import Label
from scenes.stage.presence import Fade, Haze
from scenes.stage.style import LABEL

Told = dict[str, Any]


class Lives:
    """Notes when labels come and go: a fade knows exactly.

    Attributes
    ----------
    all
        For each text: what it says, its color, and the times (s) at which it comes and goes; one that stands has none.
    """

    def __init__(self, clip: Clip) -> None:
        self.all: list[Told] = []
        self._standing: dict[int, tuple[Label, Told]] = {}
        fade_as_ever = clip._fade

        def noted(mobject: Mobject, fade: Fade) -> None:
            fade_as_ever(mobject, fade)
            if isinstance(mobject, Label) and not isinstance(fade, Haze):
                self._note(mobject, fade)

        clip._fade = noted  # type: ignore[method-assign]

    def _note(self, label: Label, fade: Fade) -> None:
        if fade.end > 0.5 and id(label) not in self._standing:
            life: Told = {
                "text": label.text, "color": LABEL[label.role], "from": fade.start, "over": fade.over, "to": None
            }
            self._standing[id(label)] = label, life
            self.all.append(life)
        elif fade.end <= 0.5 and id(label) in self._standing:
            _, past = self._standing.pop(id(label))
            past["to"] = fade.start + fade.over
            if past["to"] <= past["from"]:
                self.all.remove(past)


def told_of(score: Score, records: Sequence[BeatRecord], lives: Lives | None) -> Told:
    """A clip as far as it is walked; of the rest what its words alone tell.

    Returns
    -------
    dict
        JSON: ``beats`` with times in s, ``lives`` of labels, ``title`` and ``fps``. Captions are told of the beats that
        were walked: where they break takes a while to find, and pictures come first.
    """
    script = score.script
    beats = [*records, *_rest(score, records)]
    file = read_toml(ROOT / score.entry.scripts / f"{score.request.language}.toml")
    return {
        "clip": script.name,
        "title": script.title.replace("|", " "),
        "number": score.entry.number,
        "fps": score.request.quality.fps,
        "walked": len(records),
        "beats": [
            _beat(score, beat, record, planned, file, walked=planned.number < len(records))
            for beat, record, planned in zip(script.beats, beats, score.beats, strict=True)
        ],
        "lives": lives.all if lives else [],
    }


def _rest(score: Score, records: Sequence[BeatRecord]) -> list[BeatRecord]:
    """The beats that nobody has walked yet, from the end of the last one on."""
    guessed = estimated(score.script, score.speeches, score.ledger)[len(records) :]
    late = (records[-1].end if records else 0.0) - (guessed[0].start if guessed else 0.0)
    return [record.later(late) for record in guessed]


def _beat(
    score: Score, beat: BeatScript, record: BeatRecord, planned: PlannedBeat, file: TomlFile, *, walked: bool,
) -> Told:
    request, speech, said = score.request, record.speech, record.narration_start
    told = score.entry.told_as or score.entry.name
    path = ("clip", told, "beat", beat.name)
    raw = file.table(*path)
    key = request.audience if request.audience in raw else ""
    return {
        "name": beat.name,
        "title": beat.title,
        "start": record.start,
        "end": record.end,
        "picture": planned.picture,
        "said": said,
        "text": speech.text,
        "raw": raw.get(key, ""),
        "key": [*path, key] if key else [],
        "place": f"{file.name}:{file.lines.get((*path, key) if key else path, 1)}",
        "seen": beat.seen,
        "words": [[word.text, said + word.start, said + word.end] for word in speech.words],
        "cues": [
            [said + cue.start, said + cue.end, list(cue.lines)] for cue in spoken_cues(speech, Form.of(request))
        ] if speech.words and walked else [],
        "walked": walked,
        "take": "take" if speech.take is not None else "silent" if not speech.text else
                "estimated" if request.voice.name == "silent" else "stale",
        "sources": [[source.number, source.short, source.full] for source in record.sources],
        "facts": [_fact(score.ledger[id]) for id in dict.fromkeys((*beat.facts, *beat.drawn))],
        "drawn": list(beat.drawn),
        "labels": dict(beat.labels),
    }


def _fact(fact: Fact) -> Told:
    return {
        "id": fact.id,
        "sentence": fact.sentence,
        "values": {key: str(value) for key, value in fact.values.items()},
        "sources": [[source.number, source.full] for source in fact.sources],
        "where": fact.where,
        "confidence": fact.confidence,
        "checked": fact.checked.isoformat(),
        "review_by": fact.review_by.isoformat(),
        "notes": [note for note in (fact.simplified, fact.illustration) if note],
    }
