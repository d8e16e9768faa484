"""How languages are written: script and direction, the measures of their letters, what their captions may hold.

The direction of a layout is its language's; the measures and fonts of a line are those of the script that it is
written in, for there are Latin names in every language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal
from unicodedata import bidirectional, category, east_asian_width

Script = Literal["latin", "arabic", "han"]

#: The languages that are written otherwise than in Latin letters, and whose letters the film has.
_SCRIPTS: Final[dict[str, Script]] = {"ar": "arabic", "fa": "arabic", "ur": "arabic", "zh": "han"}
#: Written from right to left.
_FROM_THE_RIGHT: Final = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

#: Marks without a shape: what follows is read from right to left; a piece that has a direction of its own, and its end.
RIGHT_TO_LEFT: Final = "\u200f"
ISOLATE: Final = "\u2068"
END: Final = "\u2069"
_MARKS: Final = re.compile("[\u200e\u200f\u2066-\u2069]")
#: Latin names, and figures with their units: in a line that is read from right to left each stands for itself.
_LATIN: Final = re.compile(r"[A-Za-zÀ-ʯµμ0-9](?:[\w.,/–\-+²³%× ]*[\wµμ²³%])?", re.ASCII)


@dataclass(frozen=True)
class Measures:
    """Of the letters of a script, in em.

    Attributes
    ----------
    above, below
        How far they reach above the baseline, where a line of them is said to begin, and below it.
    middle
        Where above the baseline the eye sees the middle of a line.
    leading
        By how much lines stand further apart than lines of Latin letters.
    """

    above: float
    below: float
    middle: float
    leading: float


#: Of the film's fonts [measured: alef with hamza 0.90, meem 0.30, yeh 0.44; Han from -0.09 to 0.86].
_MEASURES: Final[dict[Script, Measures]] = {
    "latin": Measures(0.66, 0.21, 0.33, 1.0),
    "arabic": Measures(0.84, 0.40, 0.27, 1.13),
    "han": Measures(0.85, 0.14, 0.38, 1.1),
}


@dataclass(frozen=True)
class CaptionForm:
    """What a caption may hold: characters a line beside the film, and in its picture, by shape; characters a second."""

    beside: dict[str, int]
    in_picture: dict[str, int]
    rates: dict[str, float]


#: Netflix' guides by language: 42 characters a line, of Chinese 16, each of which counts as two (`length`); the speeds
#: are calmer than theirs. In the picture letters are as large as on screens that are read from afar.
_CAPTIONS: Final[dict[Script, CaptionForm]] = {
    "latin": CaptionForm(
        {"landscape": 42, "portrait": 26, "square": 42},
        {"landscape": 42, "portrait": 24, "square": 26},
        {"patient": 15.0, "student": 17.0},
    ),
    "arabic": CaptionForm(
        {"landscape": 42, "portrait": 26, "square": 42},
        {"landscape": 42, "portrait": 24, "square": 26},
        {"patient": 15.0, "student": 17.0},
    ),
    "han": CaptionForm(
        {"landscape": 32, "portrait": 24, "square": 32},
        {"landscape": 32, "portrait": 24, "square": 28},
        {"patient": 14.0, "student": 18.0},
    ),
}


def language_of(code: str) -> str:
    """The language of a code, without script and country: ``zh`` of ``zh-Hans``."""
    return code.split("-")[0].split("_")[0]


def script_of_language(code: str) -> Script:
    """The script that a language is written in."""
    return _SCRIPTS.get(language_of(code), "latin")


def is_rtl(code: str) -> bool:
    """Whether a language is written from right to left."""
    return language_of(code) in _FROM_THE_RIGHT


@lru_cache(maxsize=4096)
def script_of(text: str) -> Script:
    """The script of a line: of its first letters that are not Latin, if there are any."""
    for letter in text:
        if letter > "\u02ff":
            if bidirectional(letter) in ("R", "AL") or "\u0600" <= letter <= "\u06ff":  # its comma has no direction
                return "arabic"
            if is_wide(letter):
                return "han"
    return "latin"


def is_wide(letter: str) -> bool:
    """Whether a letter is as wide as it is high: Han, and what stands between Han."""
    return east_asian_width(letter) in ("W", "F")


def measures(text: str) -> Measures:
    """The measures of the letters that a line is written in."""
    return _MEASURES[script_of(text)]


def captions(code: str) -> CaptionForm:
    """What a caption in a language may hold."""
    return _CAPTIONS[script_of_language(code)]


def shapes(text: str) -> int:
    """How many letters of a line are to be seen, without marks upon others."""
    return sum(_shows(letter) for letter in bare(text))


def seen(text: str, outlined: Collection[int]) -> int:
    """How many letters of a line are seen, of which those with these numbers have an outline of their own.

    Arabic fonts draw some pairs, such as لا and تي, as one shape, that has the number of either.
    """

    def joined(number: int) -> bool:
        return 0 <= number < len(text) and number in outlined and bidirectional(text[number]) == "AL"

    return sum(
        i in outlined or (bidirectional(letter) == "AL" and (joined(i - 1) or joined(i + 1)))
        for i, letter in enumerate(text) if _shows(letter)
    )


def _shows(letter: str) -> bool:
    return not letter.isspace() and category(letter) not in ("Cf", "Mn")


@lru_cache(maxsize=65536)
def length(text: str) -> int:
    """How many characters are read: marks without a shape, and those upon other letters, take no place.

    A Han character counts as two: it is 1 em wide, and a Latin letter half of that [measured in the film's fonts, in
    the names and figures of its Chinese captions: 0.49 to 0.52 em].
    """
    if text.isascii():
        return len(text)
    return sum(category(letter) not in ("Cf", "Mn") and 1 + is_wide(letter) for letter in text)


def bare(text: str) -> str:
    """A text without the marks that say how it is read."""
    return _MARKS.sub("", text)


def latin_in(text: str) -> list[tuple[int, int]]:
    """First and last letter of each Latin name and of each figure with its unit in a text."""
    return [(found.start(), found.end() - 1) for found in _LATIN.finditer(text)]


def directed(lines: Sequence[str]) -> list[str]:
    """Lines of one text with the marks by which anybody reads them from right to left, if it is such a text.

    The first letter of a line would else decide for all of it. Names and figures are set apart, so that what is
    between them goes with the line and not with them.
    """
    if "arabic" not in map(script_of, lines):
        return [*lines]
    return [RIGHT_TO_LEFT + _LATIN.sub(lambda found: f"{ISOLATE}{found[0]}{END}", bare(line)) for line in lines]
