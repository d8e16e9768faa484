"""The commands that draw single pictures: ``render.py still``, ``sheet`` and ``cast``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from production.commands.options import Seconds, entries, one_request, out_option, request_for
from scenes.script.request import Request

if TYPE_CHECKING:
    from PIL.Image import Image


@click.command()
@click.argument("name")
@click.option("--beat", "beats", multiple=True, help="Only the end of this beat (may repeat).")
@click.option("--quality", default="hd", help="hd (1080p), draft (480p) or uhd (2160p)")
@one_request
def still(name: str, beats: tuple[str, ...], out: Path, **options: Any) -> None:
    """Draw the end of a beat (or of every beat) of clip NAME as a PNG."""
    from production.draw.picture import image
    from production.stills.stills import beat_stills

    request, (entry,) = request_for(**options), entries((name,))
    for record, picture in beat_stills(entry, request, beats):
        path = picture_path(out, request, f"{name}.{record.name}.png", single=len(beats) == 1)
        write_picture(image(picture), path)


@click.command()
@click.argument("name")
@click.option("--every", type=Seconds(), default=2.0, show_default=True, help="Seconds between frames; 0: each.")
@click.option("--from", "start", type=Seconds(), default=0.0, help="First time, s.")
@click.option("--to", "end", type=Seconds(above_zero=True), help="Last time, s.")
@click.option("--beat", help="Only this beat.")
@click.option("--columns", type=click.IntRange(1, 100), default=4, show_default=True)
@click.option("--tile", type=click.IntRange(16, 2160), default=270, show_default=True,
              help="Short side of a frame, px.")
@one_request
def sheet(
    name: str, every: float, start: float, end: float | None, beat: str | None, columns: int,
    tile: int, out: Path, **options: Any,
) -> None:
    """Draw a contact sheet of clip NAME: frames with their times and beats."""
    from production.stills.stills import Span, contact_sheet

    if end is not None and end <= start:
        raise click.UsageError(f"--to {end:g} must be later than --from {start:g}")
    request, (entry,) = request_for(**options), entries((name,))
    span = Span(every, start, end)
    drawn = contact_sheet(entry, request, span, beat=beat, columns=columns, tile=tile)
    suffix = f".{beat}" if beat else ""
    write_picture(drawn, picture_path(out, request, f"{name}{suffix}.sheet.png", single=True))


@click.command()
@out_option("A folder, or a file name that ends in .png.")
def cast(out: Path) -> None:
    """Draw the whole cast as one labeled sheet, for whoever draws with it."""
    from production.stills.cast_sheet import cast_sheet

    write_picture(cast_sheet(), out if out.suffix.lower() == ".png" else out / "cast.png")


def picture_path(out: Path, request: Request, name: str, *, single: bool) -> Path:
    """Where a picture goes: into its place in a folder, or under the name that was asked for."""
    from production.store.files import folder_for

    if single and out.suffix.lower() == ".png":
        return out
    return folder_for(out, request) / name


def write_picture(picture: Image, path: Path) -> None:
    """Write a picture, all or nothing, and say where it is."""
    from production.store.files import delivered

    with delivered(path.parent) as making:
        picture.save(making / path.name)
    click.echo(str(path))
