"""The commands of ``render.py``, together."""

from __future__ import annotations

from typing import Any

import click

from production.commands.bench import bench
from production.commands.cache import cache_
from production.commands.check import check
from production.commands.clips import clips
from production.commands.evidence import evidence
from production.commands.film import film
from production.commands.handed_out import deck, handout, stills
from production.commands.kiosk import kiosk
from production.commands.kit import kit
from production.commands.lesson import lesson
from production.commands.list_ import list_
from production.commands.loops import loops
from production.commands.one_line import one_line
from production.commands.preview import preview
from production.commands.questions import questions
from production.commands.scorm import scorm
from production.commands.site import site
from production.commands.stills import cast, sheet, still
from production.commands.terminal import end_in_good_order_when_told, speak_any_code_page, while_somebody_reads
from production.commands.translations import translations
from production.commands.voice import voice
from production.crew.scratch import all_in_one
from production.plan.names import UnknownNameError
from scenes.script.errors import FilmError
from scenes.script.keep import limit_in_bytes


class FilmGroup(click.Group):
    """A group whose errors are one clear line, unless ``--debug`` asks for all of it."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Read the command line, and run what it asks for."""
        speak_any_code_page()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error ends it with a line and an exit code: 1, or 2 for usage."""
        end_in_good_order_when_told()
        try:
            with while_somebody_reads(), all_in_one():
                return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"render.py: {one_line(error)}", err=True)
            ctx.exit(2 if isinstance(error, UnknownNameError) else 1)


@click.group(cls=FilmGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show where in the code an error arose.")
def main(debug: bool) -> None:
    """Render the film about inotuzumab ozogamicin: clips, stills and contact sheets."""
    del debug
    try:
        limit_in_bytes()  # else it would be found out when all is drawn
    except FilmError as error:
        click.echo(f"render.py: {error}", err=True)
        click.get_current_context().exit(2)


for command in (
    bench, cache_, cast, check, clips, deck, evidence, film, handout, kiosk, kit, lesson, list_, loops, preview,
    questions, scorm, sheet, site, still, stills, translations, voice,
):
    main.add_command(command)
