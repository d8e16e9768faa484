"""What there is: clips in story order with their titles, lengths and beats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from production.transcript import clock
from production.walk import account_of
from scenes.running_order import Entry
from scenes.stage.request import QUALITIES, Request


def listing(
    entries: Iterable[Entry], audiences: Sequence[str], language: str
) -> Iterator[str]:
    """Lines to print: a heading for each clip, then a line for each audience."""
    for entry in entries:
        for i, audience in enumerate(audiences):
            request = Request(language, audience, quality=QUALITIES["draft"])
            account = account_of(entry, request)
            if i == 0:
                yield f"{entry.number}  {entry.name}: {account.story.title}. {account.subtitle}"
            beats = " ".join(beat.name for beat in account.story.beats)
            yield f"   {audience}  {clock(account.story.duration)}  {beats}"
