"""The voice that reads the narration, and how long that takes.

A clip asks a `Voice` for a `Speech` and uses its duration and word times; whether there is sound in it is the
voice's affair. `SilentVoice` makes none: it estimates, from the words as they would be spoken. The voice that is heard
in the film is the narrator, who reads takes (:mod:`scenes.script.takes`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from scenes.script.language.numbers import ENGLISH
from scenes.script.language.numerals import read_out
from scenes.script.language.words import HAN, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scenes.script.takes import Take

WORDS_PER_MINUTE: Final = {"patient": 150, "student": 160}
"""Fastest speaking rate for each audience."""


@dataclass(frozen=True)
class Pace:
    """How fast a language is read.

    Attributes
    ----------
    word, syllable
        Seconds for each spoken word and each of its syllables; with the pauses of `_pause` this is a calm reader.
    most
        Fastest rate for each audience, words (`words_of`) a minute.
    longer
        How many times as long as in English the same may take: what a clip, or a loop on a wall, may last.
    """

    word: float = 0.10
    syllable: float = 0.17
    most: Mapping[str, float] = field(default_factory=lambda: WORDS_PER_MINUTE)
    longer: float = 1.0


#: English: at 1.45 syllables a word about 150 words a minute. Spanish: readers of audiobooks say 150 to 160 words a
#: minute, too. Chinese, in characters: 240 to 250 a minute are what listeners follow with ease, older ones fewer (Zhou
#: Tongchun, Beijing Normal University; news are read at 250 to 270). Arabic writes what it says in fewer, longer words;
#: its pace is not measured, but that the same text takes longer is: of texts alike in 17 languages people read 1.42 a
#: minute aloud (Trauzettel-Klosinski and Dietz 2012, doi 10.1167/iovs.11-8284: its abstract), in Arabic 1.16 (its
#: table, read as others quote it).
#: Spanish and Chinese give the length of the film's own takes: see tests/…/test_the_takes.py.
PACES: Final = {
    "en": Pace(),
    "es": Pace(word=0.05, syllable=0.15),
    "zh": Pace(word=0.0, syllable=0.22, most={"patient": 220, "student": 240}),
    "ar": Pace(word=0.10, syllable=0.17, most={"patient": 120, "student": 128}, longer=1.2),
}


def pace_of(language: str) -> Pace:
    """How fast a language is read; like English, where nothing else is known."""
    return PACES.get(language.partition("-")[0], PACES["en"])


def fastest(language: str, audience: str) -> float:
    """The fastest rate for an audience, words a minute; an unknown audience is read to like a patient."""
    most = pace_of(language).most
    return most.get(audience, most["patient"])

Audio: TypeAlias = "tuple[NDArray[np.float32], int]"
"""Samples (mono, -1 to 1) and their rate in Hz."""


@dataclass(frozen=True)
class Word:
    """A word as it stands in the text, with the seconds in which it is spoken."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Speech:
    """A spoken text.

    Parameters
    ----------
    words
        The words of the text in order; their times count from the speech's start, in s.
    duration
        Length in s.
    audio
        Samples and rate, where they are at hand.
    take
        Where the sound is kept, if it was recorded. Without either, nothing sounds.
    """

    text: str
    words: tuple[Word, ...]
    duration: float
    audio: Audio | None = None
    take: Take | None = None

    @property
    def bare(self) -> list[str]:
        """Its words, each as `said_at` compares it."""
        return [bare(word.text) for word in self.words]

    def said_at(self, phrase: str) -> float | None:
        """When a phrase begins, in s from the speech's start; None where it is not said.

        Parameters
        ----------
        phrase
            Words as they stand in the text, whatever their case and the punctuation about them; of several, with
            ``|`` between, the first that is said. In Chinese, characters that stand in a row.
        """
        said = self.bare
        for way in phrase.split("|"):
            wanted = [bare(word) for word in words_of(way)]
            for at in range(len(said) - len(wanted) + 1) if wanted else ():
                if said[at : at + len(wanted)] == wanted:
                    return self.words[at].start
        return None

    def begins(self, words: str) -> float | None:
        """When these letters of the text begin, in s from its start: also where there are no spaces between words."""
        at, text = self.text.casefold().find(words.casefold()), self.text.casefold()
        behind = 0
        for word in self.words if at >= 0 else ():
            first = text.find(word.text.casefold(), behind)
            behind = max(first, behind) + len(word.text)
            if at < behind:
                return word.start + (word.end - word.start) * max(at - first, 0) / len(word.text)
        return None


_MARKS: Final = "()[]\"'“”‘’«».,;:?!…–—¿¡،؛؟（）「」『』《》〈〉【】，。、；：？！"


def bare(word: str) -> str:
    """A word without the punctuation about it, in small letters."""
    return word.strip(_MARKS).casefold()


class Voice(Protocol):
    """Anything that can read a text aloud."""

    @property
    def name(self) -> str:
        """What the voice is called."""
        ...

    def speak(self, text: str, *, language: str, audience: str) -> Speech:
        """Read a text; the same arguments give the same speech."""
        ...


_STOP: Final = 0.45
_COMMA: Final = 0.20
"""Seconds of pause after ``. ? !`` and after ``, ; :`` and dashes, of every script."""


@dataclass(frozen=True)
class SilentVoice:
    """Estimates a calm reader: time by syllables, pauses at punctuation, never above the audience's rate."""

    name: str = "silent"

    def speak(self, text: str, *, language: str, audience: str) -> Speech:
        """Estimate the word times of a text.

        Parameters
        ----------
        text
            What would be spoken.
        language
            Code such as ``en``, with a `Pace` of its own; how numbers are read out see `speak_out`.
        audience
            Sets the rate, see `fastest`; an unknown audience is read to like a patient.
        """
        tokens, pace = words_of(text), pace_of(language)
        spoken = [speak_out(token, language) for token in tokens]
        lengths = [sum(pace.word + pace.syllable * syllables(word) for word in words) for words in spoken]
        pauses = [_pause(token) for token in tokens]
        natural = sum(lengths) + sum(pauses[:-1])
        rate = fastest(language, audience)
        # Short words would run faster than the rate allows: the whole speech is then stretched.
        least = 60 / rate * sum(1 for words in spoken if words)
        duration = max(natural * pace.most["patient"] / rate, least)
        scale = duration / natural if natural else 0.0
        words: list[Word] = []
        now = 0.0
        for token, length, pause in zip(tokens, lengths, pauses, strict=True):
            words.append(Word(token, round(now * scale, 4), round((now + length) * scale, 4)))
            now += length + pause
        return Speech(text, tuple(words), round(duration, 4))


def _pause(token: str) -> float:
    match token.rstrip("\"'”’»)]）」』》】")[-1:]:
        case "." | "?" | "!" | "…" | "。" | "？" | "！" | "؟":
            return _STOP
        case "," | ";" | ":" | "–" | "—" | "，" | "、" | "；" | "：" | "،" | "؛":
            return _COMMA
        case _:
            return 0.0


# ------------------------------------------------------------------ how it is read out

_UNITS: Final = {
    "mg/m²": "milligrams per square meter",
    "nm": "nanometers",
    "µm": "micrometers",
    "μm": "micrometers",
    "mm": "millimeters",
    "mg": "milligrams",
    "kDa": "kilodaltons",
    "pH": "P H",
    "IgG": "I G G",
    "%": "percent",
    "°": "degrees",
    "×": "times",
    "≥": "at least",
    "≤": "at most",
    "<": "under",
    ">": "over",
    "=": "equals",
    "+": "plus",
    "&": "and",
    "²": "squared",
    "³": "cubed",
}
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES: Final = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_ELSEWHERE: Final = re.compile(rf"\d+(?:[.,]\d+)*|[{HAN}]|[^\W\d_{HAN}]+(?:['’-][^\W\d_{HAN}]+)*")
_PIECE: Final = re.compile(
    r"mg/m²|\d+(?:,\d{3})*(?:\.\d+)?|[≥≤<>=+&%°×²³]|[^\W\d_²³]+(?:['’][^\W\d_]+)*",
)


def speak_out(token: str, language: str = "en") -> list[str]:
    """Return the words that are heard for one word of text.

    ``0.8`` is "zero point eight", ``CD22`` "C D twenty-two", ``mg/m²`` "milligrams per square meter",
    ``10–21`` "ten to twenty-one", ``18/79`` "eighteen of seventy-nine". In other languages numbers and letters alone
    are read out, as far as they are known, and each Chinese character is a word.
    """
    if language.split("-")[0] != "en":
        return [heard for piece in _ELSEWHERE.findall(token) for heard in _read_elsewhere(piece, language)]
    text = re.sub(r"(?<=\d)['’]s\b", "", token)
    text = re.sub(r"(?<=\d)[–-](?=\d)", " to ", text)
    text = re.sub(r"(?<=\d)/(?=\d)", " of ", text)
    heard: list[str] = []
    for piece in _PIECE.findall(text):
        if piece in _UNITS:
            heard += _UNITS[piece].split()
        elif piece[0].isdecimal():
            heard += number_out(piece)
        elif _is_acronym(piece):
            letters, mark, ending = piece.partition("’" if "’" in piece else "'")
            heard += [*letters[:-1], letters[-1] + mark + ending]
        else:
            heard.append(piece)
    return heard


def _read_elsewhere(piece: str, language: str) -> list[str]:
    if piece[0].isdecimal():
        return read_out(piece, language)
    return [*piece] if piece.isascii() and _is_acronym(piece) else [piece]


def number_out(digits: str) -> list[str]:
    """Read a number in digits out in English, such as ``3,470`` or ``0.34``."""
    whole, _, decimals = digits.replace(",", "").partition(".")
    words = [*map(str, _whole_out(int(whole)))] if len(whole) <= 12 else [ENGLISH.words[int(d)] for d in whole]
    if decimals:
        words += ["point", *(ENGLISH.words[int(digit)] for digit in decimals)]
    return words


def _whole_out(number: int) -> list[str]:
    for size, name in _SCALES:
        if number >= size:
            rest = number % size
            return [*_whole_out(number // size), name, *(_whole_out(rest) if rest else [])]
    if number < 20:
        return [ENGLISH.words[number]]
    ten, one = divmod(number, 10)
    return [_TENS[ten] + (f"-{ENGLISH.words[one]}" if one else "")]


def _is_acronym(piece: str) -> bool:
    stem = re.split(r"['’]", piece)[0]
    return len(stem) <= 5 and stem.isupper() and stem not in {"A", "I"}


#: Letters of Hebrew and Arabic.
_NO_VOWELS: Final = re.compile(r"[\u05d0-\u05ea\u0621-\u063a\u0641-\u064a]")


def syllables(word: str) -> int:
    """Count the syllables of a spoken word, roughly: groups of vowels, a silent final e left out.

    Letters of other alphabets count 0.4 each, those of scripts that leave short vowels out 0.5, signs that stand for
    whole syllables one each.
    """
    plain = unicodedata.normalize("NFKD", word.lower())
    count = sum(_latin_syllables(part) for part in re.findall(r"[a-z]+", plain))
    foreign = [unicodedata.category(letter) for letter in plain if letter > "\x7f"]
    unvoiced = len(_NO_VOWELS.findall(plain))
    count += foreign.count("Lo") - unvoiced
    return max(count + round(0.4 * foreign.count("Ll") + 0.5 * unvoiced), 1)


def _latin_syllables(part: str) -> int:
    count = len(re.findall(r"[aeiouy]+", part))
    silent_e = part.endswith("e") and not part.endswith(("le", "ee", "ie", "ye"))
    silent_ed = part.endswith("ed") and not part.endswith(("ted", "ded", "eed", "ied"))
    return max(count - (silent_e or silent_ed), 1)
