"""The command ``render.py kit``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from production.commands.loops import refuse_what_lacks_words
from production.commands.options import (
    crew_for,
    entries,
    jobs_option,
    mind_the_films,
    quality_of,
    quality_option,
    reviewed_option,
)
from production.commands.site import address
from production.commands.terminal import standard_output
from production.plan.names import chosen
from scenes.script.request import Quality, Request
from scenes.script.translation import languages

if TYPE_CHECKING:
    from production.deliver.finished import Finished
    from scenes.script.entry import Entry


@click.command("kit")
@click.option("--language", default="en", show_default=True)
@click.option("--films", type=click.Path(path_type=Path), default="out", show_default=True,
              help="Where the finished films are.")
@click.option("--out", type=click.Path(path_type=Path), default="out/kit", show_default=True)
@click.option("--url", default="", metavar="URL", callback=address,
              help="Where the site will stand; handouts print it, too.")
@click.option("--link", is_flag=True, help="Link the films into the site instead of copying them.")
@click.option("--no-loops", is_flag=True, help="Make no loops for silent screens: they are drawn.")
@click.option("--no-kiosk", is_flag=True, help="Make no kiosk for touch screens: it holds the films once more.")
@click.option("--no-parts", is_flag=True, help="No stills without words, and none as SVG.")
@quality_option
@jobs_option
@reviewed_option
def kit(
    language: str, films: Path, out: Path, url: str, link: bool, no_loops: bool, no_kiosk: bool, no_parts: bool,
    quality: str, jobs: int | None,
) -> None:
    """Make everything in one folder, and a site that offers it.

    Slides, handouts, stills, questions, learning packages, lesson plans, loops for silent screens, a kiosk. What is
    there and is current is not made again, so that a run that was stopped goes on.
    """
    from production.commands.parts import drawer
    from production.commands.progress import say
    from production.deliver.bundle import read_bundle
    from production.deliver.kit import Kit

    (code,) = chosen("language", [language], languages())
    bundle, today = read_bundle(films, today=date.today()), date.today()
    mind_the_films(one for one in bundle.all if one.language == code)
    whole = Kit(
        bundle, films, out, code, today, url=url, link=link, draw=None if no_parts else drawer(films),
        loops=None if no_loops else Loops(quality_of(quality), jobs), kiosk=not no_kiosk,
    )
    console, steps = standard_output(), whole.steps
    for number, step in enumerate(steps, 1):
        begun = time.monotonic()
        made = whole.take(step)
        says = f"made in {time.monotonic() - begun:.1f} s" if made else "is current"
        say(console, f"{number} of {len(steps)}  {step.name}: {says}")
    size = whole.close([step.name for step in steps])
    say(console, f"{out}: {size / 1e6:.0f} MB; {out / 'manifest.json'} names each file and what it was made of")


@dataclass(frozen=True)
class Loops:
    """Makes the loops of a kit, as `render.py loops` does."""

    quality: Quality
    jobs: int | None

    def _asked(self, clips: Sequence[Finished]) -> tuple[tuple[Entry, ...], Request]:
        one = clips[0]
        request = Request(one.language, one.audience, one.shape, self.quality, captions="picture")
        return entries(tuple(clip.name for clip in clips)), request

    def key(self, clips: Sequence[Finished]) -> str:
        """A hash of all that the loops of some clips depend on."""
        from production.make.loops import Loop
        from production.plan.score import key_of
        from scenes.script.sources import digest

        asked, request = self._asked(clips)
        return digest(*(key_of(Loop((entry,), request).inputs) for entry in asked))

    def make(self, clips: Sequence[Finished], folder: Path) -> None:
        """Make the loops that are not there yet, and take out those of other clips; `FilmError` if one fails."""
        from production.commands.progress import closing, watcher_for
        from production.make.loops import make_loops
        from production.store import manifest
        from production.store.files import folder_for

        asked, request = self._asked(clips)
        refuse_what_lacks_words(asked, [request])
        console = standard_output()
        with watcher_for(console, 2 * (len(asked) + 1)) as watcher, crew_for(self.jobs, None) as crew:
            outcomes = make_loops(asked, request, folder, crew, watcher)
        failed = [outcome.error for outcome in outcomes if outcome.error is not None]
        if failed:
            closing(outcomes, console)
            raise failed[0]
        manifest.keep(folder_for(folder, request, loops=True), [outcome.job.name for outcome in outcomes])
