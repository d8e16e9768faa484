"""What there is: clips in story order with their titles, lengths and beats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from production.report import one_line
from production.transcript import clock
from production.walk import account_of
from scenes.running_order import Entry
from scenes.stage.errors import FilmError
from scenes.stage.request import QUALITIES, Request


def listing(
    entries: Iterable[Entry], audiences: Sequence[str], language: str
) -> Iterator[str]:
    """Lines to print: a heading for each clip, then a line for each audience.

    Raises
    ------
    FilmError
        At the end, if a clip could not be gone through; the others are listed all the same.
    """
    failed = 0
    for entry in entries:
        yield f"{entry.number}  {entry.name}"
        for audience in audiences:
            request = Request(language, audience, quality=QUALITIES["draft"])
            try:
                account = account_of(entry, request)
            except Exception as error:
                failed += 1
                yield f"   {audience:<8} FAILED: {one_line(error)}"
                continue
            story = account.story
            beats = " ".join(beat.name for beat in story.beats)
            yield f"   {audience:<8} {clock(story.duration)}  {story.title}: {account.subtitle}"
            yield f"{'':<17}{beats}"
    if failed:
        raise FilmError("Not every clip can be played.")
