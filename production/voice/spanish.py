"""From Spanish words to phonemes: by rules, as Latin America says them; numbers and units as they are read out."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Final

from production.voice.front_end import stop_after
from production.voice.lexicon import BEFORE, Lexicon, bare_of, parts
from scenes.script.language.numerals import Gender, read_out

_PIECE: Final = re.compile(r"mg/m²|\d+(?:[.,]\d+)*|[^\W\d_]+|\S")
#: The rules know no letter but these.
_KNOWN: Final = re.compile(r"(?=.*[aeiouyáéíóúü])[a-zñáéíóúü]+", re.IGNORECASE)
#: Small words without stress that the rules' own list lacks.
_UNSTRESSED: Final = re.compile(
    "como|cuando|desde|donde|durante|e|entre|hacia|hasta|les|nuestr[ao]s?|para|pero|porque|sin|sobre|sus|tras|u|un[ao]s"
)
#: Feminine nouns end so; and words in -a that are masculine.
_FEMININE: Final = re.compile(r"(?:as?|ión|iones|dad|dades|veces|mujeres|dosis|fases?|noches?)$")
_MASCULINE: Final = re.compile(r"(?:día|tema|blema|grama|toma|drama)s?$")
#: From how the rules write sounds to how the voice learned them: glides for weak vowels beside others, and one letter
#: for what is one sound.
_RESPELLED: Final = (
    (r"tʃ", "ʧ"), (r"rr", "r"), (r"g", "ɡ"),
    (r"(?<=[aeo])i(?![aeouˈ])", "ɪ"), (r"(?<=[aeo])u(?![aeioˈ])", "ʊ"),
    (r"(?<!ˈ)i(?=ˈ?[aeou])", "j"), (r"(?<!ˈ)u(?=ˈ?[aeio])", "w"),
    (r"n(?=[ɡkxw])", "ŋ"), (r"n(?=[bp])", "m"),
    (r"aɪ", "I"), (r"aʊ", "W"), (r"eɪ", "A"),
)


class Spanish:
    """Phonemes of Spanish sentences, by the rules of ``piper-plus-g2p`` and a lexicon of respelled words."""

    def __init__(self, lexicon: Lexicon) -> None:
        # It would tell of each language that is not installed.
        logging.getLogger("piper_plus_g2p").setLevel(logging.CRITICAL)
        from piper_plus_g2p.spanish import phonemize_spanish

        self.lexicon = lexicon
        self.guessed: list[str] = []
        self.made_with = f"piper-plus-g2p {version('piper-plus-g2p')}"
        self._rules = phonemize_spanish

    def phonemes(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """The phonemes of a sentence, each with the number of the word that it belongs to."""
        out: list[tuple[str, int]] = []
        for number, word in enumerate(words):
            core = bare_of(word)
            if word[:1] in BEFORE and word[0] in "([" and out and out[-1][0] not in ",.;:!?…":
                out.append((",", number - 1))
            stop = stop_after(word, core) if core else ","
            following = () if stop else words[number + 1 :]
            said = [self._sounds(one) for one in self._said(core, following)] if core else []
            if out and any(said):
                out.append((" ", number))
            out += [(symbol, number) for symbol in " ".join(filter(None, said))]
            if stop and out and out[-1][0] not in ",.;:!?…":
                out.append((stop, number))
        while out and out[-1][0] in " ,;:":
            out.pop()
        return [*out, (".", out[-1][1])] if out and out[-1][0] not in ".?!…" else out

    def _said(self, core: str, following: Sequence[str]) -> list[str]:
        """The plain words that are said for one word of the text."""
        if core in self.lexicon.units:
            return self.lexicon.units[core].split()
        said: list[str] = []
        for part in parts(core, self.lexicon):
            if (found := self.lexicon.find(part)) is not None:
                said += self.lexicon.words[found[0]].say.split()
                continue
            pieces = _PIECE.findall(part)
            for i, piece in enumerate(pieces):
                between = 0 < i < len(pieces) - 1 and pieces[i - 1][-1].isdecimal() and pieces[i + 1][0].isdecimal()
                if piece in "–-/":
                    said += [{"/": "de"}.get(piece, "a")] if between else []
                elif piece in self.lexicon.units:
                    said += self.lexicon.units[piece].split()
                elif piece[0].isdecimal():
                    said += read_out(piece, "es", _gender(following if i == len(pieces) - 1 else ()))
                elif (found := self.lexicon.find(piece)) is not None:
                    said += self.lexicon.words[found[0]].say.split()
                elif _KNOWN.fullmatch(piece) and not (1 < len(piece) < 5 and piece.isupper()):
                    said.append(piece)
                else:
                    self.guessed.append(piece)
                    said += [piece] if piece.isalpha() else []
        return said

    def _sounds(self, word: str) -> str:
        sounds = "".join(self._rules(word))
        if _UNSTRESSED.fullmatch(word.lower()):
            sounds = sounds.replace("ˈ", "")
        if not re.search("[íú]", word.lower()):  # else a weak vowel has the stress, and stands by itself
            sounds = re.sub(r"ˈ([iu])(?!\1)([aeiou])", r"\1ˈ\2", sounds)
        for pattern, letter in _RESPELLED:
            sounds = re.sub(pattern, letter, sounds)
        return sounds


def _gender(following: Sequence[str]) -> Gender:
    """Of the noun that a number stands before, by its look; none where no noun follows."""
    noun = bare_of(following[0]).lower() if following else ""
    if not noun.isalpha() or noun in ("de", "a", "y", "o", "en", "por", "mil"):
        return ""
    return "f" if _FEMININE.search(noun) and not _MASCULINE.search(noun) else "m"
