"""The command ``render.py bench``."""

from __future__ import annotations

import json
from functools import partial

import click

from production.commands.options import Seconds, entries, jobs_option, quality_option, request_for


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@jobs_option
@quality_option
@click.option("--shape", default="landscape", show_default=True)
@click.option("--audience", default="patient", show_default=True)
@click.option("--seconds", type=Seconds(above_zero=True), help="Only the first beats, up to this time.")
@click.option("--preview", "seeks", is_flag=True, help="Instead, how fast the preview shows any moment of each clip.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def bench(
    names: tuple[str, ...], jobs: int | None, quality: str, shape: str, audience: str, seconds: float | None,
    seeks: bool, as_json: bool,
) -> None:
    """Measure how fast clips are made: stock Manim, this renderer cold and warm, and the floor."""
    from production.bench.bench import Bench, table

    if seeks:
        from production.preview.measured import seeks as measured_seeks

        times = measured_seeks([entry.name for entry in entries(names)], partial(click.echo, err=True))
        click.echo(json.dumps(times, indent=None if as_json else 1))
        return
    request = request_for(audience, shape, quality=quality)
    measured = Bench(entries(names), request, jobs, seconds, say=partial(click.echo, err=True))
    found = measured.run()
    for line in [json.dumps(found)] if as_json else table(found):
        click.echo(line)
