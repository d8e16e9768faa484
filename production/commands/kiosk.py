"""The command ``render.py kiosk``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from production.commands.options import mind_the_films, reviewed_option


@click.command("kiosk")
@click.option("--films", type=click.Path(path_type=Path), default="out", show_default=True,
              help="Where the finished films are.")
@click.option("--out", type=click.Path(path_type=Path), default="out/kiosk", show_default=True)
@click.option("--link", is_flag=True, help="Link the films into the kiosk instead of copying them.")
@reviewed_option
def kiosk(films: Path, out: Path, link: bool) -> None:
    """Make a folder for a touch screen without network: a menu, and the finished films."""
    from production.deliver.bundle import read_bundle
    from production.deliver.kiosk import write_kiosk

    bundle = read_bundle(films, today=date.today())
    mind_the_films(bundle.all)
    weight = write_kiosk(bundle, out, link=link)
    click.echo(f"{out / 'index.html'}: a menu of {weight.films} films, {weight.size / 1e6:.0f} MB "
               f"({'linked' if link else 'copied'})")
