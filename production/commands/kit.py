"""The command ``render.py kit``."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from production.commands.options import crew_for, entries, quality_of, quality_option
from production.commands.site import address
from production.commands.terminal import standard_output
from production.plan.names import chosen
from scenes.script.request import Request
from scenes.script.translation import languages

if TYPE_CHECKING:
    from production.deliver.kit import Kit


@click.command("kit")
@click.option("--language", default="en", show_default=True)
@click.option("--films", type=click.Path(path_type=Path), default="out", show_default=True,
              help="Where the finished films are.")
@click.option("--out", type=click.Path(path_type=Path), default="out/kit", show_default=True)
@click.option("--url", default="", metavar="URL", callback=address,
              help="Where the site will stand; handouts print it, too.")
@click.option("--link", is_flag=True, help="Link the films into the site instead of copying them.")
@click.option("--no-loops", is_flag=True, help="Make no loops for silent screens: they are drawn.")
@click.option("--no-parts", is_flag=True, help="No stills without words, and none as SVG.")
@quality_option
def kit(
    language: str, films: Path, out: Path, url: str, link: bool, no_loops: bool, no_parts: bool, quality: str,
) -> None:
    """Make everything in one folder: slides, handouts, stills, questions, learning packages, plans, a site and loops.

    What is there and is current is not made again, so that a run that was stopped goes on.
    """
    from production.commands.parts import drawer
    from production.commands.progress import say
    from production.deliver.bundle import read_bundle
    from production.deliver.kit import Kit

    (code,) = chosen("language", [language], languages())
    bundle, today = read_bundle(films, today=date.today()), date.today()
    whole = Kit(bundle, films, out, code, today, url=url, link=link, draw=None if no_parts else drawer(films))
    console, steps = standard_output(), [*whole.steps]
    count = len(steps) + (not no_loops)
    for number, step in enumerate(steps, 1):
        begun = time.monotonic()
        made = whole.take(step)
        says = f"made in {time.monotonic() - begun:.1f} s" if made else "is current"
        say(console, f"{number} of {count}  {step.name}: {says}")
    done = [step.name for step in steps]
    if not no_loops:
        done.append(_loops(whole, code, quality))
        say(console, f"{count} of {count}  {done[-1]}: see {out / 'loops'}")
    size = whole.close(done)
    say(console, f"{out}: {size / 1e6:.0f} MB; {out / 'manifest.json'} names each file and what it was made of")


def _loops(whole: Kit, code: str, quality: str) -> str:
    """Make the loops of all clips that the kit is about; what the manifest calls them."""
    from production.commands.progress import closing, watcher_for
    from production.make.loops import make_loops
    from production.store.files import folder_for

    clips = entries(whole.bundle.names)
    request = Request(code, quality=quality_of(quality), captions="picture")
    console = standard_output()
    with watcher_for(console, 2 * (len(clips) + 1)) as watcher, crew_for(None, None) as crew:
        outcomes = make_loops(clips, request, whole.out / "loops", crew, watcher)
    failed = [outcome.error for outcome in outcomes if outcome.error is not None]
    if failed:
        closing(outcomes, console)
        raise failed[0]
    folder = folder_for(whole.out / "loops", request, loops=True)
    whole.note(f"loops {code}", "", [file for file in sorted(folder.iterdir()) if file.name[0] != "."])
    return f"loops {code}"
