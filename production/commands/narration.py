"""Who reads, and where it stands for those who cannot hear: ``--voice``, ``--captions``, and beats without a take."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import click

from production.plan.names import chosen
from scenes.script.errors import FilmError
from scenes.script.request import CAPTIONS
from scenes.script.takes import Narrator, takes_of
from scenes.script.voice import SilentVoice, Voice

if TYPE_CHECKING:
    from production.plan.jobs import Job

VOICES: Final = ("narrator", "silent")
_NAMED: Final = 4

voice_option = click.option("--voice", help="narrator (wherever a language has takes, if left out) or silent")
#: Option for where captions stand.
captions_option = click.option(
    "--captions",
    help="beside (in files, to be switched on) or picture (drawn into it, for screens without sound). If left out: "
         "picture for another language that nobody reads, else beside.",
)


def captions_for(name: str | None, language: str) -> str:
    """Where captions stand: in the picture of another language that nobody reads, unless it is asked otherwise.

    Raises
    ------
    UnknownNameError
        There is no such place.
    """
    if name is not None:
        return chosen("captions", [name], CAPTIONS)[0]
    return CAPTIONS[0] if language == "en" or takes_of(language) else CAPTIONS[1]


def voice_for(name: str | None, language: str) -> Voice:
    """Whoever reads in a language.

    Raises
    ------
    FilmError
        The narrator is asked for, and has no take in it.
    UnknownNameError
        There is no such voice.
    """
    asked = name if name is None else chosen("voice", [name], VOICES)[0]
    if asked == "silent":
        return SilentVoice()
    if takes_of(language):
        return Narrator()
    if asked is None:
        return SilentVoice()
    raise FilmError(f"there is no take in '{language}': `make voice` makes them, `--voice silent` does without")


def mind_the_silence(jobs: Iterable[Job], say: Callable[[str], None]) -> None:
    """Never let a beat be silent by accident: say which beats of drafts will be.

    Raises
    ------
    FilmError
        Some of a finished film would be.
    """
    drafts, finished = _unread(jobs, drafts=True), _unread(jobs, drafts=False)
    if finished:
        raise FilmError(f"{finished}: `make voice` reads them, `--quality draft` estimates them, "
                        "`--voice silent` does without")
    if drafts:
        say(f"{drafts}: silent here, their times are estimated; `make voice` reads them")


def _unread(jobs: Iterable[Job], *, drafts: bool) -> str:
    names: dict[str, None] = {}
    for job in jobs:
        if (job.request.quality.name in ("hd", "uhd")) is drafts:
            continue
        with suppress(Exception):  # whoever makes it will say what is wrong with it
            shown = {beat.name for beat in job.beats if job.beat in ("", beat.name)}
            for beat in job.score.unread:
                if beat in shown:
                    names[f"{job.entry.name}.{beat} ({job.request.audience})"] = None
    listed = ", ".join([*names][:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    return f"no take says what the script says now in {listed}" if names else ""
