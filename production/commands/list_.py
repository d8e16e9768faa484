"""The command ``render.py list``: clips in story order with their titles, lengths and beats."""

from __future__ import annotations

from collections.abc import Iterator

import click

from production.commands.narration import voice_for, voice_option
from production.commands.options import entries
from production.plan.names import chosen
from scenes.script.entry import Entry
from scenes.script.request import AUDIENCES, QUALITIES, Request
from scenes.script.translation import languages


@click.command("list")
@click.option("--audience", "audiences", multiple=True, help="patient or student; both if left out")
@click.option("--language", default="en", show_default=True)
@voice_option
def list_(audiences: tuple[str, ...], language: str, voice: str | None) -> None:
    """List the clips in story order, with their lengths and beats.

    A length is about what it says as long as the clip was not drawn.
    """
    from scenes.script.errors import FilmError

    wanted = chosen("audience", audiences, AUDIENCES)
    (language,) = chosen("language", [language], languages())
    reader = voice_for(voice, language)
    failed = False
    for entry in entries(()):
        click.echo(f"{entry.number or '·'}  {entry.name}")
        for audience in wanted:
            try:
                for line in _told(entry, Request(language, audience, quality=QUALITIES["draft"], voice=reader)):
                    click.echo(line)
            except FilmError as error:
                failed = True
                click.echo(f"   {audience:<8} FAILED: {error}")
    if failed:
        raise FilmError("Not every clip can be played.")


def _told(entry: Entry, request: Request) -> Iterator[str]:
    """Two lines on a clip: as it was drawn, or else as its words alone let one expect."""
    from production.finish.clock import clock
    from production.plan.played import records_of
    from production.plan.score import score_of
    from production.store.pieces import Pieces
    from scenes.script.story import estimated

    score = score_of(entry, request)
    known = [record for record in records_of(score, Pieces()) if record is not None]
    drawn = len(known) == len(score.beats)
    story = score.story(known if drawn else estimated(score.script, score.speeches, score.ledger))
    length = f"{'' if drawn else 'about '}{clock(story.duration)}"
    yield f"   {request.audience:<8} {length:>10}  {story.title}: {score.script.subtitle}"
    yield " " * 23 + " ".join(beat.name for beat in story.beats)
