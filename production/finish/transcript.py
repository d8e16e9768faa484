"""The descriptive transcript: what is said, what is seen, and what it rests on, as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from production.finish.account import Account
from production.finish.clock import clock
from production.finish.pages import page
from scenes.script.language.codes import direction
from scenes.script.request import Request
from scenes.script.story import BeatRecord
from scenes.stage.style import INK, LABEL, PAPER, mix


@dataclass(frozen=True)
class Passage:
    """Beats under a heading of their own: a clip within a film.

    Attributes
    ----------
    clip
        Its name.
    start
        When it begins, s.
    """

    clip: str
    heading: str
    start: float
    beats: Sequence[BeatRecord]


def transcript(account: Account, request: Request, passages: Sequence[Passage] = ()) -> str:
    """The page as HTML; it needs no script and no other file.

    Parameters
    ----------
    passages
        The clips of a film; a single clip has none.
    """
    story = account.story
    return page(
        "production.finish", "transcript.html",
        language=request.language,
        direction=direction(request.language),
        heading=f"{story.number} {story.title}".strip(),
        subtitle=account.subtitle,
        words=account.words,
        style=account.style,
        notice=account.notice,
        length=clock(story.duration),
        seconds=round(story.duration),
        clips=[_passage(p) for p in passages or (Passage("", "", 0.0, story.beats),)],
        level=3 if passages else 2,
        sources=story.sources,
        dated=account.dated,
        credit=account.credit,
        in_picture=request.in_picture,
        review_by=account.review_by.isoformat(),
        ink=INK,
        paper=PAPER,
        rule=mix(PAPER, INK, 0.25),
        link=LABEL["antibody"],
    )


def _passage(passage: Passage) -> dict[str, Any]:
    within = passage.clip.replace("_", "-")
    return {
        "id": within,
        "heading": passage.heading,
        "clock": clock(passage.start),
        "seconds": round(passage.start),
        "beats": [_beat(beat, within) for beat in passage.beats],
    }


def _beat(beat: BeatRecord, within: str) -> dict[str, Any]:
    name = beat.name.replace("_", "-")
    return {
        "id": f"beat-{within}-{name}" if within else f"beat-{name}",
        "title": beat.title,
        "clock": clock(beat.start),
        "seconds": round(beat.start),
        "said": beat.speech.text,
        "seen": beat.seen,
        "labels": beat.labels,
        "numbers": [source.number for source in beat.sources],
    }
