"""The command ``render.py questions``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from production.commands.narration import voice_for, voice_option
from production.commands.options import entries, refuse_machines, reviewed_option
from production.plan.names import chosen
from scenes.script.request import AUDIENCES
from scenes.script.translation import languages

if TYPE_CHECKING:
    from production.deliver.questions.asked import Asked


@click.command("questions")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--audience", "audiences", multiple=True, help="patient or student; both if left out")
@click.option("--language", default="en", show_default=True)
@click.option("--format", "formats", multiple=True, help="moodle, gift, qti or csv; all if left out")
@click.option("--from", "finished", type=click.Path(path_type=Path), default="out", show_default=True,
              help="Finished films, for the seconds at which things are told; estimated for what is not there.")
@voice_option
@reviewed_option
@click.option("--out", type=click.Path(path_type=Path), default="out/questions", show_default=True)
def questions(
    names: tuple[str, ...], audiences: tuple[str, ...], language: str, formats: tuple[str, ...], finished: Path,
    voice: str | None, out: Path,
) -> None:
    """Write questions on what the film tells, for Moodle and other learning systems.

    All in one file of each format; with NAMEs one file for each of these clips.
    """
    from production.deliver.moments import Moments
    from production.deliver.questions.asked import asked_of
    from production.deliver.questions.formats import FORMATS
    from production.store.files import delivered

    wanted, (code,) = entries(names), chosen("language", [language], languages())
    kinds = [FORMATS[name] for name in chosen("format", formats, FORMATS)]
    reader, made = voice_for(voice, code), {}
    for audience in chosen("audience", audiences, AUDIENCES):
        moments = Moments(language=code, audience=audience, finished=finished, voice=reader)
        made[out / code / audience] = asked = asked_of(wanted, moments, date.today())
        refuse_machines(one.question.machine for one in asked)
    with ExitStack() as folders:
        for folder, asked in made.items():
            making = folders.enter_context(delivered(folder))
            for name, some in _files(asked, apart=bool(names)):
                for kind in kinds:
                    kind.write(some, making / f"{name}.{kind.suffix}")
    for folder, asked in made.items():
        for name, some in _files(asked, apart=bool(names)):
            for kind in kinds:
                click.echo(f"{folder / f'{name}.{kind.suffix}'}  {len(some)} questions")


def _files(asked: tuple[Asked, ...], *, apart: bool) -> Iterator[tuple[str, list[Asked]]]:
    """What goes into which file: all into one, or each clip into its own."""
    if not apart:
        yield "questions", list(asked)
        return
    for clip in dict.fromkeys(one.question.clip for one in asked):
        yield clip, [one for one in asked if one.question.clip == clip]
