"""The commands ``render.py deck``, ``handout`` and ``stills``: what a lesson needs, out of finished films."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from production.commands.options import mind_the_films, reviewed_option, with_options
from production.commands.site import address
from production.plan.names import chosen
from scenes.script.request import AUDIENCES, SHAPES

if TYPE_CHECKING:
    from production.deliver.finished import Finished

F = TypeVar("F", bound=Callable[..., Any])

_shape = click.option("--shape", default="landscape", show_default=True, help="landscape, portrait or square")
#: What all commands that make something for lessons take.
common = with_options(
    click.argument("names", nargs=-1, metavar="[NAME]..."),
    click.option("--language", default="en", show_default=True),
    click.option("--audience", default="patient", show_default=True, help="patient or student"),
    click.option("--films", type=click.Path(path_type=Path), default="out", show_default=True,
                 help="Where the finished films are."),
    click.option("--out", type=click.Path(path_type=Path), default="out/lesson", show_default=True),
    reviewed_option,
)


def _clips(films: Path, names: tuple[str, ...], language: str, audience: str, shape: str) -> tuple[Finished, ...]:
    from production.deliver.bundle import read_bundle
    from production.deliver.chosen import choose

    chosen("audience", [audience], AUDIENCES)
    chosen("shape", [shape], SHAPES)
    clips = choose(read_bundle(films, today=date.today()), names, language, audience, shape)
    mind_the_films(clips)
    return clips


@click.command("deck")
@common
@_shape
@click.option("--autoplay", is_flag=True, help="Films play as soon as their slide is shown, and not on a click.")
@click.option("--link", is_flag=True, help="Keep the films beside the deck, and not inside of it.")
def deck(
    names: tuple[str, ...], language: str, audience: str, films: Path, out: Path, shape: str, autoplay: bool,
    link: bool,
) -> None:
    """Make slides (PPTX): each clip as a video, each beat as a still, all words and sources in the notes."""
    from production.deliver.deck import write_deck
    from production.deliver.page_words import page_words

    clips = _clips(films, names, language, audience, shape)
    made = write_deck(clips, out / language / audience / shape, page_words(language), autoplay=autoplay, link=link)
    films_are = "beside it" if link else "inside"
    click.echo(f"{made.file}: {made.count} slides, {made.size / 1e6:.1f} MB (films {films_are})")


@click.command("handout")
@common
@click.option("--url", default="", metavar="URL", callback=address,
              help="An address to print on each sheet, as text and as QR code.")
def handout(names: tuple[str, ...], language: str, audience: str, films: Path, out: Path, url: str) -> None:
    """Make handouts (PDF, A4 and Letter): a sheet a clip with pictures, plain words, numbers and room for notes."""
    from production.deliver.bundle import read_bundle
    from production.deliver.chosen import choose
    from production.deliver.handout import write_handouts
    from production.deliver.page_words import page_words

    chosen("audience", [audience], AUDIENCES)
    bundle = read_bundle(films, today=date.today())
    clips = choose(bundle, names, language, audience)
    mind_the_films(clips)
    for made in write_handouts(clips, bundle, out / language / audience, page_words(language), url=url):
        click.echo(f"{made.file}: {made.count} pages, {made.size / 1e6:.1f} MB")


@click.command("stills")
@common
@click.option("--no-parts", is_flag=True, help="Draw nothing: no pictures without words, and no SVG.")
def stills(
    names: tuple[str, ...], language: str, audience: str, films: Path, out: Path, no_parts: bool,
) -> None:
    """Pack the picture at the end of each beat, in all shapes that are there, with a table of what it shows.

    With words and without, as PNG and as SVG, whose words are text: to be colored and translated.
    """
    from production.commands.parts import drawer
    from production.deliver.stills_pack import write_stills

    clips = _in_all_shapes(films, names, language, audience)
    made = write_stills(clips, out / language / audience, None if no_parts else drawer(films))
    click.echo(f"{made.file}: {made.count} stills and their table, {made.size / 1e6:.1f} MB")


def _in_all_shapes(films: Path, names: tuple[str, ...], language: str, audience: str) -> tuple[Finished, ...]:
    from production.deliver.bundle import read_bundle
    from production.deliver.chosen import choose

    chosen("audience", [audience], AUDIENCES)
    bundle = read_bundle(films, today=date.today())
    clips = choose(bundle, names, language, audience)
    mind_the_films(clips)
    return tuple(one for first in clips for one in bundle.shapes(first.name, language, audience))
