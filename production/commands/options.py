"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast
from urllib.parse import urlsplit

import click

from production.commands.narration import captions_option, voice_for, voice_option
from production.plan.names import chosen
from scenes import running_order
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES, QUALITIES, SHAPES, Quality, Request
from scenes.script.translation import languages

if TYPE_CHECKING:
    from production.crew.crew import Crew
    from production.deliver.finished import Finished
    from production.plan.jobs import Job

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


class Seconds(click.FloatRange):
    """A time within bounds: no bound stops what is not a number (``nan``), for it is neither below nor above."""

    #: An hour: far longer than any film of these clips, s.
    LONGEST: Final = 3600.0

    def __init__(self, *, above_zero: bool = False) -> None:
        super().__init__(0, self.LONGEST, min_open=above_zero)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The time, in seconds."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is not a number of seconds.", param, ctx)
        return number


def out_option(words: str | None = None) -> Callable[[F], F]:
    """Option for where files go."""
    return click.option("--out", type=click.Path(path_type=Path), default="out", show_default=True, help=words)


#: Option for how much is drawn, and how well.
quality_option = click.option("--quality", default="hd", help="hd (1080p30), draft (480p15) or uhd (2160p30)")

#: Option for how many processes are at work.
jobs_option = click.option(
    "--jobs", "-j", type=click.IntRange(0, 256), help="Processes; one a core if left out, 0 for none but this one."
)


@dataclass(frozen=True)
class Scheduler:
    """The address of a cluster, and the files that show each side who the other is, by their names in Dask."""

    address: str
    tls: Mapping[str, str]


def crew_options(function: F) -> F:
    """Options for who is at work: ``jobs``, processes here, or ``scheduler``, the machines of a cluster."""

    @wraps(function)
    def gathered(*args: Any, scheduler: str | None, **rest: Any) -> Any:
        tls = {name: str(file) for name in _TLS if (file := rest.pop(name)) is not None}
        if tls and not (scheduler or "").startswith("tls://"):
            raise click.UsageError("--tls-ca-file, --tls-cert and --tls-key go with --scheduler tls://host:8786")
        return function(*args, scheduler=Scheduler(scheduler, tls) if scheduler else None, **rest)

    return _crew_options(cast(F, gathered))


def _address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """An address that Dask understands."""
    if value is None:
        return None
    try:
        parts = urlsplit(value if "://" in value else f"tcp://{value}")
        if parts.scheme in _SCHEMES and parts.hostname and parts.port:
            return value
    except ValueError:  # the port is no number, or too large
        pass
    raise click.BadParameter(f"{value!r} is no address of a scheduler, such as tcp://host:8786 or tls://host:8786")


_SCHEMES: Final = ("tcp", "tls")
_pem = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_TLS: Final = ("tls_ca_file", "tls_client_cert", "tls_client_key")
_crew_options = with_options(
    jobs_option,
    click.option("--scheduler", metavar="ADDRESS", callback=_address,
                 help="Work on the machines of a Dask cluster, as tcp://host:8786 or tls://host:8786."),
    click.option("--tls-ca-file", _TLS[0], type=_pem, help="For tls://: who vouches for the cluster."),
    click.option("--tls-cert", _TLS[1], type=_pem, help="For tls://: the certificate of this machine."),
    click.option("--tls-key", _TLS[2], type=_pem, help="For tls://: the key of that certificate."),
)

#: Option for films that go to patients: no text that a machine translated and nobody has reviewed.
reviewed_option = click.option(
    "--reviewed-only", is_flag=True, expose_value=False,
    callback=lambda ctx, _, value: ctx.meta.update({_REVIEWED: value}),
    help="Refuse machine translations that nobody has reviewed.",
)
_REVIEWED: Final = "production.reviewed_only"


def mind_the_review(jobs: Iterable[Job]) -> None:
    """Refuse words of these jobs that nobody has reviewed, if ``--reviewed-only`` asks for that.

    Raises
    ------
    FilmError
        The first of them, with file and line.
    """
    refuse_machines(job.entry.script(job.request.language, job.request.audience).machine for job in jobs)


def mind_the_films(films: Iterable[Finished]) -> None:
    """Refuse finished films with words that nobody has reviewed, if ``--reviewed-only`` asks for that.

    Raises
    ------
    FilmError
        The first of them.
    """
    refuse_machines(f"{one.name} in {one.language}, for {one.audience}s" for one in films if one.machine)


def refuse_machines(places: Iterable[str]) -> None:
    """Refuse texts that stand in these places ("" for none), if ``--reviewed-only`` asks for that.

    Raises
    ------
    FilmError
        The first of them.
    """
    if click.get_current_context().meta.get(_REVIEWED) and (first := next(filter(None, places), "")):
        raise FilmError(f"{first}: translated by a machine and not reviewed; --reviewed-only refuses it")


#: Options that may repeat, and together make a matrix of requests.
matrix_options = with_options(
    click.option("--audience", "audiences", multiple=True, default=["patient"], help="patient or student"),
    click.option("--shape", "shapes", multiple=True, default=["landscape"], help="landscape, portrait or square"),
    click.option("--language", "languages_", multiple=True, default=["en"], help="en, or one that has a catalog"),
    voice_option,
    captions_option,
    quality_option,
    reviewed_option,
    out_option(),
)

#: Options for one picture: the same names, each once.
one_request = with_options(
    click.option("--audience", default="patient", show_default=True),
    click.option("--shape", default="landscape", show_default=True),
    click.option("--language", default="en", show_default=True),
    voice_option,
    out_option("A folder, or a file name that ends in .png."),
)


def request_for(
    audience: str, shape: str, language: str = "en", quality: str = "hd", voice: str | None = "silent"
) -> Request:
    """The request that the options stand for."""
    (language,) = chosen("language", [language], languages())
    return Request(
        audience=chosen("audience", [audience], AUDIENCES)[0],
        shape=chosen("shape", [shape], SHAPES)[0],
        language=language,
        quality=quality_of(quality),
        voice=voice_for(voice, language),
    )


def crew_for(jobs: int | None, scheduler: Scheduler | None) -> Crew:
    """Whoever is to do the work: processes here, or a cluster."""
    if scheduler is None:
        from production.crew.local import crew

        return crew(jobs)
    from production.crew.cluster import Cluster

    return Cluster(scheduler.address, scheduler.tls)
