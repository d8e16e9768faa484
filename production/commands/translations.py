"""The command ``render.py translations``: catalogs of other languages, kept with the English."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from production.plan.names import chosen
from scenes.script.toml_file import ROOT, display_name
from scenes.script.translation import languages

F = TypeVar("F", bound=Callable[..., Any])

_assets = click.option("--assets", type=click.Path(path_type=Path, exists=True, file_okay=False),
                       default=ROOT / "assets", help="The folder of words, if not this film's.")


@click.group("translations", no_args_is_help=False)
def translations() -> None:
    """Keep the catalogs of other languages (PO) with the English: sync, status, check, review."""


def _asked(names: tuple[str, ...], assets: Path) -> tuple[str, ...]:
    """The languages of these names, or all but English."""
    known = tuple(code for code in languages(assets / "script") if code != "en")
    return chosen("language", names, known) if names or known else ()


@translations.command("sync")
@click.argument("names", nargs=-1, metavar="[LANGUAGE]...")
@click.option("--cues", "with_cues", is_flag=True,
              help="Also ask for the words by which clips show things; plays all clips, which takes minutes.")
@_assets
def sync(names: tuple[str, ...], with_cues: bool, assets: Path) -> None:
    """Bring catalogs up to today's English; a LANGUAGE that has none is begun.

    Matched by msgctxt alone. What changed in English is marked as fuzzy, with the former English; what is gone is kept
    as obsolete; nothing that somebody wrote is lost.
    """
    from production.translate.sync import TEMPLATE, synced, template, write
    from production.translate.units import ROOMS, Source

    source = Source.load(assets)
    if with_cues:
        from dataclasses import replace

        from production.translate.cues import cues

        source = replace(source, cues=cues(lambda clip: click.echo(f"{clip} …", err=True)))
    codes = names or _asked((), assets)
    made = {assets / room / f"{code}.po": synced(assets / room, code, source) for code in codes for room in ROOMS}
    made |= {assets / room / TEMPLATE: template(assets / room, source) for room in ROOMS}
    for path, file in made.items():
        if write(file, path):
            fuzzy = f", {len(file.fuzzy_entries())} fuzzy" if file.fuzzy_entries() else ""
            gone = f", {len(file.obsolete_entries())} obsolete" if file.obsolete_entries() else ""
            click.echo(f"{display_name(path)}: {len(file.translated_entries())} of "
                       f"{len(file) - len(file.obsolete_entries())} texts{fuzzy}{gone}")


@translations.command("status")
@click.argument("names", nargs=-1, metavar="[LANGUAGE]...")
@_assets
def status(names: tuple[str, ...], assets: Path) -> None:
    """Say how far each language is: texts that may be shown, and those that somebody has reviewed."""
    from production.translate.faults import counts
    from production.translate.units import Source

    source = Source.load(assets)
    for code in _asked(names, assets):
        for count in counts(assets, code, source):
            share = 100 * count.whole // max(count.texts, 1)
            click.echo(f"{code}  {count.room}: {count.whole} of {count.texts} texts ({share}%), "
                       f"{count.reviewed} of them reviewed")


@translations.command("check")
@click.argument("names", nargs=-1, metavar="[LANGUAGE]...")
@click.option("--clip", "clips", multiple=True, metavar="CLIP",
              help="Only that for which this clip cannot be made (may repeat).")
@_assets
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], clips: tuple[str, ...], assets: Path) -> None:
    """List all for which a text is refused, with file and line; exits with 1 if there is any."""
    from production.translate.faults import faults
    from production.translate.units import Source
    from scenes.script.script import clip_names

    source, failed = Source.load(assets), False
    asked = chosen("clip", clips, clip_names("en", assets / "script")) if clips else ()
    for code in _asked(names, assets):
        found = faults(assets, code, source, asked)
        for fault in found:
            click.echo(fault)
        click.echo(f"{code}: {f'{len(found)} faults' if found else 'no faults'}")
        failed = failed or bool(found)
    ctx.exit(1 if failed else 0)


@translations.command("review")
@click.argument("language")
@click.argument("prefixes", nargs=-1, metavar="[NAME]...")
@click.option("--by", required=True, metavar="WHO", help="Who vouches for them.")
@click.option("--room", default="script", show_default=True, help="script, pages, questions or lessons")
@_assets
def review(language: str, prefixes: tuple[str, ...], by: str, room: str, assets: Path) -> None:
    """Note that somebody has reviewed texts of a LANGUAGE as they stand: all, or those under a NAME, as binding.hold.

    An edit of the text, its English or a figure in it takes the note's force.
    """
    from production.translate.sync import review as reviewed
    from production.translate.units import ROOMS

    (code,), (room,) = _asked((language,), assets), chosen("room", [room], ROOMS)
    path = assets / room / f"{code}.po"
    count = reviewed(path, by, prefixes, date.today())
    click.echo(f"{display_name(path)}: {count} texts reviewed by {by}")
