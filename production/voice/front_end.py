"""What turns a language's words into phonemes, for an engine: one small interface, and which there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Final, Protocol

from production.voice.lexicon import Lexicon
from scenes.script.errors import FilmError


class FrontEnd(Protocol):
    """Phonemes of a language, in the alphabet of Kokoro-82M (assets/voice/kokoro/alphabet.json)."""

    @property
    def guessed(self) -> list[str]:
        """Words since the list was last cleared whose pronunciation nobody knew."""
        ...

    @property
    def made_with(self) -> str:
        """The libraries that it uses, with versions, for the index."""
        ...

    def phonemes(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """The phonemes of a sentence, each with the number of the word that it belongs to."""
        ...


#: Where each language's is made, with a lexicon: modules that are imported only when they are asked for.
FRONT_ENDS: Final[Mapping[str, str]] = {
    "en": "production.voice.english:English",
    "es": "production.voice.spanish:Spanish",
    "zh": "production.voice.mandarin:Mandarin",
}


def front_end_of(language: str, lexicon: Lexicon) -> FrontEnd:
    """The front end of a language.

    Raises
    ------
    FilmError
        There is none.
    ImportError
        Its libraries are not installed.
    """
    place = FRONT_ENDS.get(language.partition("-")[0])
    if place is None:
        raise FilmError(f"the voice does not speak '{language}': bring recordings (`render.py voice --import`)")
    module, _, kind = place.partition(":")
    make: Callable[[Lexicon], FrontEnd] = getattr(import_module(module), kind)
    return make(lexicon)


def stop_after(word: str, core: str) -> str:
    """The punctuation behind a word's ``core`` that is heard: of "(23%)." the stop, not the bracket."""
    tail = word[word.rindex(core) + len(core) :]
    stops = [_STOPS[mark] for mark in tail if mark in _STOPS]
    return next((mark for mark in stops if mark in ".!?…"), stops[0] if stops else "")


#: Punctuation, and how the alphabet has it.
_STOPS: Final = {
    **{mark: mark for mark in ".,;:!?…"},
    **dict(zip(")]）」』》，、；：。？！", ",,,,,,,,;:.?!", strict=True)),
}
