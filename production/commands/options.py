"""Options that several commands share, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from production.plan.names import chosen
from scenes import running_order
from scenes.script.entry import Entry
from scenes.script.request import AUDIENCES, QUALITIES, SHAPES, Quality, Request
from scenes.script.script import languages

if TYPE_CHECKING:
    from production.crew.crew import Crew

F = TypeVar("F", bound=Callable[..., Any])


def entries(names: tuple[str, ...]) -> tuple[Entry, ...]:
    """The clips of these names, or all, in story order."""
    known = {entry.name: entry for entry in running_order.RUNNING_ORDER}
    return tuple(known[name] for name in chosen("clip", names, known))


def quality_of(name: str) -> Quality:
    """The quality of this name."""
    return QUALITIES[chosen("quality", [name], QUALITIES)[0]]


def with_options(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator; the first stands first in the help."""

    def decorated(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorated


def out_option(words: str | None = None) -> Callable[[F], F]:
    """Option for where files go."""
    return click.option("--out", type=click.Path(path_type=Path), default="out", show_default=True, help=words)


#: Option for how much is drawn, and how well.
quality_option = click.option("--quality", default="hd", help="hd (1080p30), draft (480p15) or uhd (2160p30)")

#: Option for how many processes are at work.
jobs_option = click.option(
    "--jobs", "-j", type=click.IntRange(0), help="Processes; one a core if left out, 0 for none but this one."
)

#: Options for who is at work: processes here, or the machines of a cluster.
crew_options = with_options(
    jobs_option,
    click.option("--scheduler", metavar="ADDRESS", help="Work on the machines of a Dask cluster, as tcp://host:8786."),
)

#: Options that may repeat, and together make a matrix of requests.
matrix_options = with_options(
    click.option("--audience", "audiences", multiple=True, default=["patient"], help="patient or student"),
    click.option("--shape", "shapes", multiple=True, default=["landscape"], help="landscape, portrait or square"),
    click.option("--language", "languages_", multiple=True, default=["en"], help="en"),
    quality_option,
    out_option(),
)

#: Options for one picture: the same names, each once.
one_request = with_options(
    click.option("--audience", default="patient", show_default=True),
    click.option("--shape", default="landscape", show_default=True),
    click.option("--language", default="en", show_default=True),
    out_option("A folder, or a file name that ends in .png."),
)


def request_for(audience: str, shape: str, language: str = "en", quality: str = "hd") -> Request:
    """The request that the options stand for."""
    return Request(
        audience=chosen("audience", [audience], AUDIENCES)[0],
        shape=chosen("shape", [shape], SHAPES)[0],
        language=chosen("language", [language], languages())[0],
        quality=quality_of(quality),
    )


def crew_for(jobs: int | None, scheduler: str | None) -> Crew:
    """Whoever is to do the work: processes here, or a cluster."""
    if scheduler is None:
        from production.crew.local import crew

        return crew(jobs)
    from production.crew.cluster import Cluster

    return Cluster(scheduler)
