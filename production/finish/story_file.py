"""``<clip>.story.json``: all that a page, a kiosk or a slide needs to know of a finished clip, as data.

The transcript says the same to people. What is delivered later is made from this file and the others beside it, so
nothing of it has to be computed again, and words and times are those of the film that they stand beside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, Final

from production.finish.account import Account
from production.finish.mp4 import Chapter
from production.finish.transcript import Passage
from scenes.script.cue import Cue
from scenes.script.facts import Fact, Source
from scenes.script.request import Request
from scenes.script.script import plain
from scenes.script.story import BeatRecord
from scenes.script.version import VERSION

FORM: Final = 1


def story_file(
    account: Account, request: Request, captions: Iterable[Cue], chapters: Iterable[Chapter],
    passages: Sequence[Passage] = (),
) -> str:
    """The story as JSON; times in seconds from the first frame.

    Parameters
    ----------
    passages
        The clips of a film; a single clip has none.
    """
    story = account.story
    parts = [(passage.clip, passage.beats) for passage in passages] or [(story.name, story.beats)]
    told = {
        "form": FORM,
        "kind": "film" if passages else "clip",
        "number": story.number,
        "title": story.title,
        "lead": account.lead,
        "subtitle": account.subtitle,
        "summary": plain(story.summary),
        "language": request.language,
        "audience": request.audience,
        "shape": request.shape,
        "quality": request.quality.name,
        "pixels": list(request.pixels),
        "seconds": story.duration,
        "version": VERSION,
        "notice": account.notice,
        "machine": account.machine,
        "voice": account.credit,
        "synthetic": any(speaker.synthetic for speaker in account.speakers),
        "checked": account.checked.isoformat(),
        "review_by": account.review_by.isoformat(),
        "clips": [{"name": p.clip, "title": p.heading, "start": p.start} for p in passages],
        "chapters": [{"title": c.title, "start": c.start, "end": c.end} for c in chapters],
        "captions": [{"lines": list(cue.lines), "start": cue.start, "end": cue.end} for cue in captions],
        "beats": [_beat(clip, beat, account) for clip, beats in parts for beat in beats],
        "facts": {fact.id: _fact(fact) for fact in account.facts},
        "sources": [_source(source) for source in story.sources],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _beat(clip: str, beat: BeatRecord, account: Account) -> dict[str, Any]:
    return {
        "clip": clip,
        "name": beat.name,
        "title": beat.title,
        "start": beat.start,
        "end": beat.end,
        "said": beat.speech.text,
        "seen": beat.seen,
        "labels": list(account.written.get(beat.name, beat.labels)),
        "facts": list(beat.facts),
        "sources": [source.number for source in beat.sources],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    told = {name: value for name, value in asdict(fact).items() if name not in ("id", "sources") and value is not None}
    days = {"checked": fact.checked.isoformat(), "review_by": fact.review_by.isoformat()}
    return {**told, **days, "sources": [source.number for source in fact.sources]}


def _source(source: Source) -> dict[str, Any]:
    return asdict(source)
