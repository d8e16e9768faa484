"""The command ``render.py loops``."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import click

from production.commands.options import (
    Scheduler,
    crew_for,
    crew_options,
    entries,
    mind_the_review,
    out_option,
    quality_of,
    quality_option,
    reviewed_option,
    with_options,
)
from production.commands.terminal import standard_output
from production.plan.jobs import Job
from production.plan.names import chosen
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES, SHAPES, TURNS, Request
from scenes.script.translation import languages

if TYPE_CHECKING:
    from production.deliver.screens import Screen
    from production.make.outcome import Outcome
    from scenes.script.entry import Entry

_asked = with_options(
    click.option("--preset", "presets", multiple=True, metavar="SCREEN",
                 help="For which screens: files as they take them, with playlists. See assets/screens.toml."),
    click.option("--turned", type=click.Choice([str(turn) for turn in TURNS]), default="0", show_default=True,
                 help="Turn the finished picture to the right: for a screen that hangs upright and cannot turn it."),
    click.option("--minutes", type=click.IntRange(1, 60), help="How long the long loop is; as the preset says."),
    click.option("--audience", "audiences", multiple=True, default=["patient"], help="patient or student"),
    click.option("--shape", "shapes", multiple=True, default=["landscape"], help="landscape, portrait or square"),
    click.option("--language", "languages_", multiple=True, default=["en"], help="en, or one that has a catalog"),
    quality_option,
    reviewed_option,
    out_option(),
)


@click.command("loops")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@crew_options
@click.option("--fresh", is_flag=True, help="Make everything anew, also what is up to date.")
@_asked
@click.pass_context
def loops(
    ctx: click.Context, names: tuple[str, ...], jobs: int | None, scheduler: Scheduler | None, fresh: bool,
    presets: tuple[str, ...], turned: str, minutes: int | None, audiences: tuple[str, ...], shapes: tuple[str, ...],
    languages_: tuple[str, ...], quality: str, out: Path,
) -> None:
    """Make loops for silent screens: clips with captions in the picture, of a minute at most, that end as they begin.

    Each is a clip (all of them if no NAME is given) without the beats that its script marks as leavable; of several
    there is one more, of all in turn. Screens and long loops are filled without drawing anything again.
    """
    from production.commands.progress import closing, say, watcher_for
    from production.deliver.loops import deliver
    from production.deliver.screens import screens
    from production.make.loops import make_loops
    from production.store.files import folder_for

    known = screens()
    wanted = [known[name] for name in chosen("screen", presets, known)] if presets else []
    if minutes is not None and not wanted:
        raise click.UsageError("--minutes goes with --preset")
    if turned != "0" and {*shapes} != {"portrait"}:
        raise click.UsageError("--turned goes with --shape portrait: other pictures stand upright as they are")
    clips = entries(names)
    requests = [
        Request(language, audience, shape, quality_of(quality), captions="picture", turned=int(turned))
        for language, audience, shape in product(
            chosen("language", languages_, languages()), chosen("audience", audiences, AUDIENCES),
            chosen("shape", shapes, SHAPES),
        )
    ]
    refuse_what_is_too_large(requests, wanted)
    refuse_what_lacks_words(clips, requests)
    mind_the_review(Job(entry, request) for entry, request in product(clips, requests))
    console = standard_output()
    outcomes: list[Outcome] = []
    with watcher_for(console, len(requests) * 2 * (len(clips) + 1)) as watcher, crew_for(jobs, scheduler) as crew:
        for request in requests:
            outcomes += make_loops(clips, request, out, crew, watcher, fresh=fresh)
    closing(outcomes, console)
    failed = [outcome.error for outcome in outcomes if outcome.error is not None]
    if failed and ctx.find_root().params.get("debug"):
        raise failed[0]
    for request, screen in product(requests, wanted) if not failed else ():
        loops_there = folder_for(out, request, loops=True)
        folder = deliver([entry.name for entry in clips], loops_there, screen, request.turned, minutes)
        say(console, f"for {screen.says}: {folder}")
        if screen.upright == "turned" and request.shape == "portrait" and not request.turned:
            say(console, "such a screen shows this small, between bars: hung upright it needs --turned 90 or 270")
    ctx.exit(1 if failed else 0)


def refuse_what_is_too_large(requests: list[Request], wanted: list[Screen]) -> None:
    """Draw nothing that a screen does not take.

    Raises
    ------
    FilmError
        A picture would be larger than one takes.
    """
    for request, screen in product(requests, wanted):
        if max(request.pixels) > max(screen.widest) or min(request.pixels) > min(screen.widest):
            width, height = screen.widest
            raise FilmError(f"{screen.name} takes {width}×{height} pixels at most: leave --quality at hd")


def refuse_what_lacks_words(clips: tuple[Entry, ...], requests: list[Request]) -> None:
    """Make no loop that leaves out what it needs.

    Raises
    ------
    FilmError
        One would.
    """
    from production.check.reading.project import Project
    from production.check.reading.told_clip import estimated
    from production.check.rules.screens import loop_faults

    project = Project.load()
    for entry, request in product(clips, requests):
        told = estimated(project, entry.script(request.language, request.audience), request)
        for problem in loop_faults(told):
            raise FilmError(f"{entry.name}.loop would leave out what it needs: {problem.what}; "
                            "mark another beat as leavable in the script")
