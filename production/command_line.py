"""The commands of ``render.py``: each reads its options and calls the module that does it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from production.choices import UnknownNameError, chosen, unknown
from scenes.running_order import RUNNING_ORDER, Entry
from scenes.stage.errors import FilmError
from scenes.stage.request import AUDIENCES, QUALITIES, SHAPES, Request
from scenes.stage.script import languages

F = TypeVar("F", bound=Callable[..., Any])


class FilmGroup(click.Group):
    """A group whose errors are one clear line, unless ``--debug`` asks for all of it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a known error ends it with a line and an exit code (1, or 2 for usage)."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, click.ClickException, KeyboardInterrupt):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"render.py: {one_line(error)}", err=True)
            ctx.exit(2 if isinstance(error, UnknownNameError) else 1)


def one_line(error: BaseException) -> str:
    """What to tell a user of an error."""
    text = " ".join(str(error).split())
    if isinstance(error, FilmError):
        return text
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"{type(error).__name__}: {text} (--debug shows where)"


def entry(name: str) -> Entry:
    """The clip of this name."""
    for found in RUNNING_ORDER:
        if found.name == name:
            return found
    raise unknown("clip", name, [e.name for e in RUNNING_ORDER])


def one_request(function: F) -> F:
    """Options for one rendering."""
    for option in (
        click.option("--quality", default="hd", show_default=True, metavar="QUALITY"),
        click.option("--language", default="en", show_default=True, metavar="LANGUAGE"),
        click.option("--shape", default="landscape", show_default=True, metavar="SHAPE"),
        click.option("--audience", default="patient", show_default=True, metavar="AUDIENCE"),
    ):
        function = option(function)
    return function


def request_for(audience: str, shape: str, language: str, quality: str) -> Request:
    """The request that the options stand for."""
    return Request(
        audience=chosen("audience", [audience], AUDIENCES)[0],
        shape=chosen("shape", [shape], SHAPES)[0],
        language=chosen("language", [language], languages())[0],
        quality=QUALITIES[chosen("quality", [quality], QUALITIES)[0]],
    )


@click.group(cls=FilmGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show where in the code an error arose.")
def main(debug: bool) -> None:
    """Render the film."""
    del debug


@main.command()
@click.argument("name")
@click.option("--beat", "beats", multiple=True, help="Only the end of this beat (may repeat).")
@click.option("--out", type=click.Path(path_type=Path), help="A PNG file, or a folder.")
@one_request
def still(name: str, beats: tuple[str, ...], out: Path | None, **options: str) -> None:
    """Draw the end of a beat (or of every beat) of clip NAME as a PNG."""
    from production.stills import beat_stills, image

    request = request_for(**options)
    for record, picture in beat_stills(entry(name), request, beats):
        path = picture_path(out, request, f"{name}.{record.name}.png", single=len(beats) == 1)
        write_picture(image(picture), path)


@main.command()
@click.argument("name")
@click.option("--every", default=2.0, show_default=True, help="Seconds between two frames; 0: each.")
@click.option("--from", "start", default=0.0, help="First time, s.")
@click.option("--to", "end", type=float, help="Last time, s.")
@click.option("--beat", help="Only this beat.")
@click.option("--columns", default=4, show_default=True)
@click.option("--tile", default=270, show_default=True, help="Short side of a frame, px.")
@click.option("--out", type=click.Path(path_type=Path), help="A PNG file, or a folder.")
@one_request
def sheet(
    name: str, every: float, start: float, end: float | None, beat: str | None, columns: int,
    tile: int, out: Path | None, **options: str,
) -> None:
    """Draw a contact sheet of clip NAME: frames with their times and beats."""
    from production.stills import Span, contact_sheet

    request = request_for(**options)
    span = Span(every, start, end)
    drawn = contact_sheet(entry(name), request, span, beat=beat, columns=columns, tile=tile)
    suffix = f".{beat}" if beat else ""
    write_picture(drawn, picture_path(out, request, f"{name}{suffix}.sheet.png", single=True))


def picture_path(out: Path | None, request: Request, name: str, *, single: bool) -> Path:
    """Where a picture goes: into a folder, or under the very name that was asked for."""
    if out is not None and single and out.suffix.lower() == ".png":
        return out
    root = Path("out") if out is None else out
    return root / request.language / request.audience / request.shape / name


def write_picture(picture: Any, path: Path) -> None:
    """Write a picture and say where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)
    click.echo(str(path))


if __name__ == "__main__":
    sys.exit(main())
