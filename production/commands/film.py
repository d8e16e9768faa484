"""The command ``render.py film``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from production.commands.narration import mind_the_silence, voice_for
from production.commands.options import (
    Scheduler,
    crew_for,
    crew_options,
    entries,
    matrix_options,
    quality_of,
)
from production.commands.terminal import standard_output
from production.plan.names import chosen
from scenes.running_order import CUTS, Cut
from scenes.script.request import AUDIENCES, CAPTIONS, SHAPES
from scenes.script.translation import languages


@click.command()
@click.option("--cut", "cut_name", default="film", show_default=True,
              help="Which film: " + "; ".join(f"{cut.name} ({cut.says})" for cut in CUTS) + ".")
@click.option("--clips", "names", metavar="NAME,NAME…", help="A film of these clips, in story order.")
@crew_options
@click.option("--with-clips", is_flag=True, help="Make its clips as well, each by itself, as `clips` would.")
@click.option("--fresh", is_flag=True, help="Make everything anew, also what is up to date.")
@matrix_options
@click.pass_context
def film(
    ctx: click.Context, cut_name: str, names: str | None, with_clips: bool, jobs: int | None,
    scheduler: Scheduler | None, fresh: bool, audiences: tuple[str, ...], shapes: tuple[str, ...],
    languages_: tuple[str, ...], voice: str | None, captions: str, quality: str, out: Path,
) -> None:
    """Join clips to one film with chapters, captions, a transcript, an opening and one end card."""
    from production.commands.progress import closing, say, watcher_for
    from production.make.batch import make_all
    from production.make.film import Film, make_films
    from production.plan.jobs import Job, plan

    cut = next(c for c in CUTS if c.name == chosen("film", [cut_name], [c.name for c in CUTS])[0])
    if names is not None:
        listed = tuple(name.strip() for name in names.split(",") if name.strip())
        if not listed:
            raise click.UsageError("--clips needs the name of a clip")
        cut = Cut("selection", "some clips", listed)
    parts = entries(cut.clips)
    requests = [
        job.request
        for job in plan(
            parts[:1],
            chosen("language", languages_, languages()),
            chosen("audience", audiences, AUDIENCES),
            chosen("shape", shapes, SHAPES),
            quality_of(quality),
            voice=partial(voice_for, voice),
            captions=chosen("captions", [captions], CAPTIONS)[0],
        )
    ]
    console = standard_output()
    films = [Film(cut, parts, request) for request in requests]
    singles = [Job(entry, request) for request in requests for entry in parts] if with_clips else []
    mind_the_silence([*(job for film in films for job in film.jobs), *singles], partial(say, console))
    count = len(films) * (len(parts) + 3) + len(singles)
    with watcher_for(console, count) as watcher, crew_for(jobs, scheduler) as crew:
        outcomes = make_films(films, out, crew, watcher, fresh=fresh)
        if singles:
            outcomes += make_all(singles, out, crew, watcher, fresh=fresh)
    closing(outcomes, console)
    failed = [outcome.error for outcome in outcomes if outcome.error is not None]
    if failed and ctx.find_root().params.get("debug"):
        raise failed[0]
    ctx.exit(1 if failed else 0)
