"""The command ``render.py lesson``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from production.commands.narration import voice_for, voice_option
from production.commands.options import refuse_machines, reviewed_option
from production.plan.names import chosen
from scenes import running_order
from scenes.script.translation import languages


@click.command("lesson")
@click.argument("wanted", nargs=-1, metavar="[CUT]...")
@click.option("--language", default="en", show_default=True)
@click.option("--from", "finished", type=click.Path(path_type=Path), default="out", show_default=True,
              help="Finished films, for their times; estimated for what is not there.")
@voice_option
@reviewed_option
@click.option("--out", type=click.Path(path_type=Path), default="out/lessons", show_default=True)
def lesson(wanted: tuple[str, ...], language: str, finished: Path, voice: str | None, out: Path) -> None:
    """Write the lesson plan of each CUT (all if none is named): goals, timing, stops, misconceptions, as Markdown."""
    from production.deliver.lessons import SUFFIX, plan_of, write
    from production.deliver.moments import Moments
    from production.store.files import delivered
    from scenes.script.lessons import load_lesson

    (code,) = chosen("language", [language], languages())
    cuts = {cut.name: cut for cut in running_order.CUTS}
    reader, plans = voice_for(voice, code), []
    for name in chosen("cut", wanted, cuts):
        audience = load_lesson(name, code).audience
        plans.append(plan_of(Moments(cuts[name], code, audience, finished, reader), date.today()))
    refuse_machines(plan.lesson.machine for plan in plans)
    with delivered(out / code) as making:
        for plan in plans:
            write(plan, making / f"{plan.lesson.name}.{SUFFIX}")
    for plan in plans:
        click.echo(str(out / code / f"{plan.lesson.name}.{SUFFIX}"))
