"""The command ``render.py clips``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from production.commands.narration import captions_for, mind_the_silence, voice_for
from production.commands.options import (
    Scheduler,
    crew_for,
    crew_options,
    entries,
    matrix_options,
    mind_the_review,
    quality_of,
)
from production.commands.terminal import standard_output
from production.plan.names import chosen
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES, SHAPES
from scenes.script.translation import languages

if TYPE_CHECKING:
    from rich.console import Console

    from production.crew.crew import Crew
    from production.plan.jobs import Job


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@crew_options
@click.option("--dry-run", is_flag=True, help="Only say what would be made, and how long it would take.")
@click.option("--fresh", is_flag=True, help="Make everything anew, also what is up to date.")
@click.option("--fail-fast", is_flag=True, help="Stop everything at the first failure.")
@click.option("--beat", help="Only this beat of one clip, as a film to look at while you change it.")
@click.option("--watch", "watched", is_flag=True, help="Then do it again whenever a file of the film changes.")
@matrix_options
@click.pass_context
def clips(
    ctx: click.Context, names: tuple[str, ...], jobs: int | None, scheduler: Scheduler | None, dry_run: bool,
    fresh: bool, fail_fast: bool, beat: str | None, watched: bool, audiences: tuple[str, ...], shapes: tuple[str, ...],
    languages_: tuple[str, ...], voice: str | None, captions: str | None, quality: str, out: Path,
) -> None:
    """Render clips (all of them if no NAME is given), with captions, transcript and poster.

    What is up to date is left as it is, and of the rest only those beats are drawn that have changed.
    """
    if beat is not None and not (beat and len(names) == 1):
        raise click.UsageError("--beat needs a beat, and the name of one clip")
    if watched and (dry_run or fresh):
        raise click.UsageError("--watch goes neither with --dry-run nor with --fresh")
    console = standard_output()

    def make(crew: Crew) -> None:
        from production.commands.progress import closing, say, watcher_for
        from production.make.batch import make_all
        from production.plan.jobs import plan

        planned = plan(
            entries(names),
            chosen("language", languages_, languages()),
            chosen("audience", audiences, AUDIENCES),
            chosen("shape", shapes, SHAPES),
            quality_of(quality),
            beat or "",
            partial(voice_for, voice),
            partial(captions_for, captions),
        )
        mind_the_review(planned)
        mind_the_silence(planned, partial(say, console))
        if dry_run:
            failed.extend(show_forecast(planned, out, crew.size, console, fresh=fresh))
            return
        with watcher_for(console, len(planned)) as watcher:
            outcomes = make_all(planned, out, crew, watcher, fresh=fresh, fail_fast=fail_fast)
        closing(outcomes, console)
        failed.extend(outcome.error for outcome in outcomes if outcome.error is not None)

    failed: list[Exception] = []
    if watched:
        from production.commands.watch import watch

        watch(make, lambda: crew_for(jobs, scheduler), click.echo)
        return
    with crew_for(jobs, scheduler) as crew:
        if beat is not None and not dry_run:
            crew.expect()  # somebody has changed a beat, and waits to see it
        make(crew)
    if failed and ctx.find_root().params.get("debug"):
        raise failed[0]
    ctx.exit(1 if failed else 0)


def show_forecast(planned: Sequence[Job], out: Path, hands: int, console: Console, *, fresh: bool) -> list[Exception]:
    """Say what would be made; why some of it cannot be, and what these errors are."""
    from production.commands.progress import forecast
    from production.plan.jobs import State, state_of
    from production.plan.pace import Pace
    from production.store.pieces import Pieces

    pieces = Pieces()
    states: list[State] = []
    refused: list[tuple[Job, Exception]] = []
    for job in planned:
        try:
            states.append(state_of(job, out, pieces, fresh))
        except FilmError as error:
            refused.append((job, error))
    forecast(states, Pace(pieces.folder), max(hands, 1), console, refused)
    return [error for _, error in refused]
