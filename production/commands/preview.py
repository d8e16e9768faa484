"""The command ``render.py preview``."""

from __future__ import annotations

import click

from production.commands.options import entries
from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT


@click.command("preview")
@click.argument("name", required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen, on this machine; 0: any.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def preview(name: str | None, port: int, no_browser: bool) -> None:
    """See clip NAME while you write it: a page with its time line, its pictures and its checks."""
    try:
        from production.preview.serve import serve
    except ModuleNotFoundError as error:
        raise FilmError(f"the preview needs {error.name}: `make setup` installs it") from error
    first = entries((name,) if name else ())[0].name
    serve(ROOT, first, port, opens=not no_browser, say=click.echo)
