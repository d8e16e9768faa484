"""What a speech engine must be able to do, and which there are; nothing else in the project knows one by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Final, Protocol

from production.plan.names import chosen
from production.voice.lexicon import Lexicon
from production.voice.sound_files import Samples
from scenes.script.errors import FilmError


@dataclass(frozen=True)
class Said:
    """A sentence as an engine has said it.

    Attributes
    ----------
    samples
        At `production.voice.sound_files.RATE`.
    times
        When each word begins and ends, s from the first sample.
    guessed
        Words that stand neither in the engine's dictionary nor in the lexicon.
    """

    samples: Samples
    times: tuple[tuple[float, float], ...]
    guessed: tuple[str, ...] = ()


class Engine(Protocol):
    """Anything that can say a sentence."""

    @property
    def speaker(self) -> str:
        """The name of its voice, as the film tells it."""
        ...

    @property
    def made_by(self) -> str:
        """What makes its sound, with versions, for the index."""
        ...

    def say(self, words: Sequence[str], audience: str) -> Said:
        """Say the words of one sentence, punctuation and all, at the pace of an audience."""
        ...


#: Where each engine is made, for a language and its lexicon: modules that are imported only when they are asked for.
ENGINES: Final[Mapping[str, str]] = {"kokoro": "production.voice.kokoro:Kokoro"}


def engine_named(name: str, language: str, lexicon: Lexicon) -> Engine:
    """The engine of this name for a language.

    Raises
    ------
    FilmError
        It is not installed, or does not speak the language.
    UnknownNameError
        There is none of this name.
    """
    module, _, kind = ENGINES[chosen("engine", [name], ENGINES)[0]].partition(":")
    try:
        make: Callable[[str, Lexicon], Engine] = getattr(import_module(module), kind)
        return make(language, lexicon)
    except ImportError as error:
        raise FilmError(f"the speech engine '{name}' is not installed ({error}): `make voice` installs it") from error
