"""The descriptive transcript: what is said, what is seen, and what it rests on, as a page."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from production.account import Account
from production.captions import chapter_name
from production.clock import clock
from production.languages import direction
from scenes.stage.request import Request
from scenes.stage.story import BeatRecord
from scenes.stage.style import INK, LABEL, PAPER, mix


def transcript(account: Account, request: Request) -> str:
    """The page as HTML; it needs no script and no other file."""
    story = account.story
    environment = Environment(
        loader=PackageLoader("production"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
    )
    return environment.get_template("transcript.html").render(
        language=request.language,
        direction=direction(request.language),
        heading=f"{story.number} {story.title}".strip(),
        subtitle=account.subtitle,
        words=account.words,
        length=clock(story.duration),
        seconds=round(story.duration),
        beats=[_beat(beat, account) for beat in story.beats],
        sources=story.sources,
        dated=account.dated,
        review_by=account.review_by.isoformat(),
        ink=INK,
        paper=PAPER,
        rule=mix(PAPER, INK, 0.25),
        link=LABEL["antibody"],
    )


def _beat(beat: BeatRecord, account: Account) -> dict[str, Any]:
    numbers = [n for n, s in enumerate(account.story.sources, start=1) if s in beat.sources]
    return {
        "id": f"beat-{beat.name.replace('_', '-')}",
        "title": chapter_name(beat.name),
        "clock": clock(beat.start),
        "seconds": round(beat.start),
        "said": beat.speech.text,
        "seen": beat.seen,
        "labels": beat.labels,
        "numbers": numbers,
    }
