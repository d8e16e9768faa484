"""The command ``render.py scorm``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from production.commands.handed_out import common
from production.commands.options import mind_the_films
from production.plan.names import chosen
from scenes.script.request import AUDIENCES


@click.command("scorm")
@common
@click.option("--scorm", "versions", multiple=True, metavar="VERSION", help="1.2 or 2004; both if left out")
def scorm(
    names: tuple[str, ...], language: str, audience: str, films: Path, out: Path, versions: tuple[str, ...],
) -> None:
    """Make learning packages (SCORM): for each clip and film a page that plays it, asks questions, and is counted."""
    from production.deliver.bundle import read_bundle
    from production.deliver.page_words import page_words
    from production.deliver.scorm.lessons import lessons
    from production.deliver.scorm.manifest import VERSIONS
    from production.deliver.scorm.package import write_packages

    chosen("audience", [audience], AUDIENCES)
    wanted = chosen("version of SCORM", versions, VERSIONS)
    words, bundle = page_words(language), read_bundle(films, today=date.today())
    made_of = lessons(bundle, names, language, audience, films, date.today())
    mind_the_films(one for one in bundle.all if (one.language, one.audience) == (language, audience))
    for lesson in made_of:
        for made in write_packages(lesson, out / language / audience, words, wanted):
            click.echo(f"{made.file}: {made.count} questions, {made.size / 1e6:.1f} MB")
