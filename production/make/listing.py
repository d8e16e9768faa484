"""What there is: clips in story order with their titles, lengths and beats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from production.commands.progress import one_line
from production.crew.local import Crew
from production.finish.clock import clock
from production.finish.reel import played, story_of
from production.plan.keys import keys_for, words_for
from production.plan.task import Done, Failed, Made, Task, Told
from production.store.pieces import Pieces
from scenes.running_order import Entry
from scenes.script.errors import FilmError
from scenes.script.request import QUALITIES, Request
from scenes.script.story import Story


def listing(
    entries: Iterable[Entry], audiences: Sequence[str], language: str, crew: Crew, store: Pieces | None = None
) -> Iterator[str]:
    """Lines to print: a heading for each clip, then two lines for each audience.

    Raises
    ------
    FilmError
        At the end, if a clip could not be gone through; the others are listed all the same.
    """
    wanted = [
        (entry, Request(language, audience, quality=QUALITIES["draft"]))
        for entry, audience in product(entries, audiences)
    ]
    stories = _stories(wanted, crew, store or Pieces())
    failed, heading = 0, ""
    for (entry, request), story in zip(wanted, stories, strict=True):
        if entry.name != heading:
            heading = entry.name
            yield f"{entry.number or '·'}  {entry.name}"
        if isinstance(story, Exception):
            failed += 1
            yield f"   {request.audience:<8} FAILED: {one_line(story)}"
            continue
        subtitle = words_for(entry, request).script.subtitle
        yield f"   {request.audience:<8} {clock(story.duration)}  {story.title}: {subtitle}"
        yield " " * 17 + " ".join(beat.name for beat in story.beats)
    if failed:
        raise FilmError("Not every clip can be played.")


def _stories(wanted: Sequence[tuple[Entry, Request]], crew: Crew, pieces: Pieces) -> list[Story | Exception]:
    """The stories of clips: from the cache where nothing has changed, else by going through them."""
    stories = [_known(entry, request, pieces) for entry, request in wanted]
    waiting = [number for number, story in enumerate(stories) if story is None]
    if waiting:
        with crew:
            errors = _go_through(wanted, waiting, crew, pieces)
        for number in waiting:
            stories[number] = errors.get(number) or _known(*wanted[number], pieces)
    return [story or FilmError("the cache loses what is put into it") for story in stories]


def _known(entry: Entry, request: Request, pieces: Pieces) -> Story | Exception | None:
    try:
        told = [played(pieces, beat) for beat in keys_for(entry, request).beats]
        known = [one for one in told if one is not None]
        return story_of(entry, words_for(entry, request), known) if len(known) == len(told) else None
    except Exception as error:
        return error


def _go_through(
    wanted: Sequence[tuple[Entry, Request]], which: Sequence[int], crew: Crew, pieces: Pieces
) -> dict[int, Exception]:
    """Go through clips, several at a time, drawing nothing; what went wrong, by number."""
    waiting, running = list(which), set[int]()
    errors: dict[int, Exception] = {}

    def hear(told: Told) -> None:
        if isinstance(told, Made) and told.piece is not None:
            pieces.take(told.name, told.piece)
        if isinstance(told, Failed):
            errors[told.task] = told.error
        if isinstance(told, Done | Failed):
            running.discard(told.task)

    while waiting or running:
        while waiting and crew.idle:
            number = waiting.pop(0)
            running.add(number)
            crew.begin(Task(number, *wanted[number], parts=()))
        crew.attend(hear)
    return errors
