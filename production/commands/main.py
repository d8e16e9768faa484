"""The commands of ``render.py``: each reads its options and calls the module that does it."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

from production.commands.check import check, evidence
from production.plan.names import UnknownNameError, chosen
from scenes.running_order import CUTS, RUNNING_ORDER, Cut, Entry
from scenes.script.request import AUDIENCES, QUALITIES, SHAPES, Quality, Request
from scenes.script.script import languages

if TYPE_CHECKING:
    from production.crew.local import Crew
    from production.plan.jobs import Job

F = TypeVar("F", bound=Callable[..., Any])


class FilmGroup(click.Group):
    """A group whose errors are one clear line, unless ``--debug`` asks for all of it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error ends it with a line and an exit code: 1, or 2 for usage."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            from production.commands.progress import one_line

            click.echo(f"render.py: {one_line(error)}", err=True)
            ctx.exit(2 if isinstance(error, UnknownNameError) else 1)


# --- options ------------------------------------------------------------------------------


def entries(names: tuple[str, ...]) -> tuple[Entry, ...]:
    """The clips of these names, or all, in story order."""
    known = {entry.name: entry for entry in RUNNING_ORDER}
    return tuple(known[name] for name in chosen("clip", names, known))


def quality_of(name: str) -> Quality:
    """The quality of this name."""
    return QUALITIES[chosen("quality", [name], QUALITIES)[0]]


def matrix_options(function: F) -> F:
    """Options that may repeat, and together make a matrix of requests."""
    quality = "hd (1080p30), draft (480p15) or uhd (2160p30)"
    for option in (
        click.option("--out", type=click.Path(path_type=Path), default="out", show_default=True),
        click.option("--quality", default="hd", help=quality),
        click.option("--language", "languages_", multiple=True, default=["en"], help="en"),
        click.option("--shape", "shapes", multiple=True, default=["landscape"],
                     help="landscape, portrait or square"),
        click.option("--audience", "audiences", multiple=True, default=["patient"],
                     help="patient or student"),
    ):
        function = option(function)
    return function


def jobs_option(function: F) -> F:
    """Option for how many processes draw."""
    words = "Processes; one a core if left out, 0 for none but this one."
    return click.option("--jobs", "-j", type=click.IntRange(0), help=words)(function)


def one_request(function: F) -> F:
    """Options for one picture: the same names, each once."""
    for option in (
        click.option("--out", type=click.Path(path_type=Path), default="out", show_default=True,
                     help="A folder, or a file name that ends in .png."),
        click.option("--language", default="en", show_default=True),
        click.option("--shape", default="landscape", show_default=True),
        click.option("--audience", default="patient", show_default=True),
    ):
        function = option(function)
    return function


def request_for(audience: str, shape: str, language: str, quality: str = "hd") -> Request:
    """The request that the options stand for."""
    return Request(
        audience=chosen("audience", [audience], AUDIENCES)[0],
        shape=chosen("shape", [shape], SHAPES)[0],
        language=chosen("language", [language], languages())[0],
        quality=quality_of(quality),
    )


# --- commands ---------------------------------------------------------------------------


@click.group(cls=FilmGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show where in the code an error arose.")
def main(debug: bool) -> None:
    """Render the film about inotuzumab ozogamicin: clips, stills and contact sheets."""
    del debug


@main.command("list")
@click.option("--audience", "audiences", multiple=True, help="patient or student; both if left out")
@click.option("--language", default="en", show_default=True)
@jobs_option
def list_(audiences: tuple[str, ...], language: str, jobs: int | None) -> None:
    """List the clips in story order, with their lengths and beats."""
    from production.crew.local import crew
    from production.make.listing import listing

    wanted = chosen("audience", audiences, AUDIENCES)
    (language,) = chosen("language", [language], languages())
    for line in listing(RUNNING_ORDER, wanted, language, crew(jobs)):
        click.echo(line)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@jobs_option
@click.option("--dry-run", is_flag=True, help="Only say what would be made, and how long it would take.")
@click.option("--fresh", is_flag=True, help="Make everything anew, also what is up to date.")
@click.option("--fail-fast", is_flag=True, help="Stop everything at the first failure.")
@click.option("--beat", help="Only this beat of one clip, as a film to look at while you change it.")
@click.option("--watch", "watched", is_flag=True, help="Then do it again whenever a file of the film changes.")
@click.option("--scheduler", metavar="ADDRESS", help="Draw on the machines of a Dask cluster, as tcp://host:8786.")
@matrix_options
@click.pass_context
def clips(
    ctx: click.Context, names: tuple[str, ...], jobs: int | None, dry_run: bool, fresh: bool, fail_fast: bool,
    beat: str | None, watched: bool, scheduler: str | None, audiences: tuple[str, ...], shapes: tuple[str, ...],
    languages_: tuple[str, ...], quality: str, out: Path,
) -> None:
    """Render clips (all of them if no NAME is given), with captions, transcript and poster.

    What is up to date is left as it is, and of the rest only those beats are drawn that have changed.
    """
    if beat is not None and not (beat and len(names) == 1):
        raise click.UsageError("--beat needs a beat, and the name of one clip")
    if watched and (dry_run or fresh):
        raise click.UsageError("--watch goes neither with --dry-run nor with --fresh")
    console = Console()
    end_in_good_order_when_terminated()

    def make(crew: Crew) -> None:
        from production.commands.progress import closing, watcher_for
        from production.make.batch import make_all
        from production.plan.jobs import plan

        planned = plan(
            entries(names),
            chosen("language", languages_, languages()),
            chosen("audience", audiences, AUDIENCES),
            chosen("shape", shapes, SHAPES),
            quality_of(quality),
            beat or "",
        )
        if dry_run:
            show_forecast(planned, out, crew.size, console, fresh=fresh)
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


@main.command()
@click.option("--cut", "cut_name", default="film", show_default=True,
              help="Which film: " + "; ".join(f"{cut.name} ({cut.says})" for cut in CUTS) + ".")
@click.option("--clips", "names", metavar="NAME,NAME…", help="A film of these clips, in story order.")
@jobs_option
@click.option("--fresh", is_flag=True, help="Make everything anew, also what is up to date.")
@click.option("--scheduler", metavar="ADDRESS", help="Draw on the machines of a Dask cluster, as tcp://host:8786.")
@matrix_options
@click.pass_context
def film(
    ctx: click.Context, cut_name: str, names: str | None, jobs: int | None, fresh: bool, scheduler: str | None,
    audiences: tuple[str, ...], shapes: tuple[str, ...], languages_: tuple[str, ...], quality: str, out: Path,
) -> None:
    """Join clips to one film with chapters, captions, a transcript, an opening and one end card."""
    from production.commands.progress import closing, watcher_for
    from production.make.film import Film, make_films
    from production.plan.jobs import plan

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
        )
    ]
    console = Console()
    end_in_good_order_when_terminated()
    films = [Film(cut, parts, request) for request in requests]
    with watcher_for(console, len(films) * (len(parts) + 3)) as watcher:
        outcomes = make_films(films, out, lambda: crew_for(jobs, scheduler), watcher, fresh=fresh)
    closing(outcomes, console)
    failed = [outcome.error for outcome in outcomes if outcome.error is not None]
    if failed and ctx.find_root().params.get("debug"):
        raise failed[0]
    ctx.exit(1 if failed else 0)


@main.command("cache")
@click.option("--clear", is_flag=True, help="Remove all that is kept.")
def cache_(clear: bool) -> None:
    """Show what is kept so that it need not be drawn again, or remove it."""
    from production.commands.cache import clear_cache, describe_cache

    for line in clear_cache() if clear else describe_cache():
        click.echo(line)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@jobs_option
@click.option("--quality", default="hd", help="hd (1080p30), draft (480p15) or uhd (2160p30)")
@click.option("--shape", default="landscape", show_default=True)
@click.option("--audience", default="patient", show_default=True)
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), help="Only the first beats, up to this time.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def bench(
    names: tuple[str, ...], jobs: int | None, quality: str, shape: str, audience: str, seconds: float | None,
    as_json: bool,
) -> None:
    """Measure how fast clips are made: stock Manim, this renderer cold and warm, and the floor."""
    from production.bench.bench import Bench, table

    request = request_for(audience, shape, "en", quality)
    measured = Bench(entries(names), request, jobs, seconds, say=partial(click.echo, err=True))
    found = measured.run()
    for line in [json.dumps(found)] if as_json else table(found):
        click.echo(line)


@main.command()
@click.argument("name")
@click.option("--beat", "beats", multiple=True, help="Only the end of this beat (may repeat).")
@click.option("--quality", default="hd", help="hd (1080p), draft (480p) or uhd (2160p)")
@one_request
def still(name: str, beats: tuple[str, ...], out: Path, **options: str) -> None:
    """Draw the end of a beat (or of every beat) of clip NAME as a PNG."""
    from production.stills.stills import beat_stills, image

    request, (entry,) = request_for(**options), entries((name,))
    for record, picture in beat_stills(entry, request, beats):
        path = picture_path(out, request, f"{name}.{record.name}.png", single=len(beats) == 1)
        write_picture(image(picture), path)


@main.command()
@click.argument("name")
@click.option("--every", default=2.0, show_default=True, help="Seconds between frames; 0: each.")
@click.option("--from", "start", default=0.0, help="First time, s.")
@click.option("--to", "end", type=float, help="Last time, s.")
@click.option("--beat", help="Only this beat.")
@click.option("--columns", default=4, show_default=True)
@click.option("--tile", default=270, show_default=True, help="Short side of a frame, px.")
@one_request
def sheet(
    name: str, every: float, start: float, end: float | None, beat: str | None, columns: int,
    tile: int, out: Path, **options: str,
) -> None:
    """Draw a contact sheet of clip NAME: frames with their times and beats."""
    from production.stills.stills import Span, contact_sheet

    request, (entry,) = request_for(**options), entries((name,))
    span = Span(every, start, end)
    drawn = contact_sheet(entry, request, span, beat=beat, columns=columns, tile=tile)
    suffix = f".{beat}" if beat else ""
    write_picture(drawn, picture_path(out, request, f"{name}{suffix}.sheet.png", single=True))


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default="out", show_default=True,
              help="A folder, or a file name that ends in .png.")
def cast(out: Path) -> None:
    """Draw the whole cast as one labeled sheet, for whoever draws with it."""
    from production.stills.cast_sheet import cast_sheet

    write_picture(cast_sheet(), out if out.suffix.lower() == ".png" else out / "cast.png")


main.add_command(check)
main.add_command(evidence)


def crew_for(jobs: int | None, scheduler: str | None) -> Crew:
    """Whoever is to draw: processes here, or a cluster."""
    if scheduler is None:
        from production.crew.local import crew

        return crew(jobs)
    from production.crew.cluster import Cluster

    return Cluster(scheduler)


def show_forecast(planned: Sequence[Job], out: Path, hands: int, console: Console, *, fresh: bool) -> None:
    """Say what would be made."""
    from production.commands.progress import forecast
    from production.plan.jobs import state_of
    from production.plan.pace import Pace
    from production.store.store import Store

    store = Store()
    states = [state_of(job, out, store, fresh) for job in planned]
    forecast(states, Pace(store.folder), max(hands, 1), console)


def end_in_good_order_when_terminated() -> None:
    """Let a polite request to end (SIGTERM) clean up as Ctrl-C does."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def picture_path(out: Path, request: Request, name: str, *, single: bool) -> Path:
    """Where a picture goes: into its place in a folder, or under the name that was asked for."""
    from production.store.files import folder_for

    if single and out.suffix.lower() == ".png":
        return out
    return folder_for(out, request) / name


def write_picture(picture: Any, path: Path) -> None:
    """Write a picture, all or nothing, and say where it is."""
    from production.store.files import delivered

    with delivered(path.parent) as making:
        picture.save(making / path.name)
    click.echo(str(path))
