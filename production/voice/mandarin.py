"""From Chinese characters to phonemes: words by a dictionary, their pinyin, its sounds; numbers as they are read."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from typing import Final

from production.voice.front_end import stop_after
from production.voice.lexicon import Lexicon, bare_of
from scenes.script.language.numerals import read_out
from scenes.script.language.words import HAN

_PIECE: Final = re.compile(rf"mg/m²|\d+(?:[.,]\d+)*(?:[–~/-]\d+(?:[.,]\d+)*)?%?|[{HAN}]|[^\W\d_{HAN}]+|\S")
#: Before these a lone 2 is 两.
_MEASURES: Final = "个名位人次种周天年倍类条项片段层步组份例家支剂瓶滴头只岁"
#: Tones as the voice learned them.
_TONES: Final = (("˧˩˧", "↓"), ("˧˥", "↗"), ("˥˩", "↘"), ("˥", "→"), ("\u027b\u0329", "ɨ"), ("\u0290\u0329", "ɨ"),
                 ("\u0279\u0329", "ɨ"), ("\u032f", ""))
#: A syllable in pinyin, with its tone: 5 for none.
SYLLABLE: Final = re.compile(r"[a-zü]+[1-5]")


class Mandarin:
    """Phonemes of Chinese sentences, by ``jieba``, ``pypinyin`` and ``misaki``, and a lexicon in pinyin."""

    def __init__(self, lexicon: Lexicon) -> None:
        import jieba
        from misaki.transcription import pinyin_to_ipa
        from pypinyin import Style, lazy_pinyin
        from pypinyin_dict.phrase_pinyin_data import cc_cedict

        cc_cedict.load()
        jieba.setLogLevel(logging.WARNING)
        self.lexicon = lexicon
        self.guessed: list[str] = []
        names = ("jieba-py", "misaki", "pypinyin", "pypinyin-dict")
        self.made_with = ", ".join(f"{name} {version(name)}" for name in names)
        self._to_ipa = pinyin_to_ipa
        self._cut = jieba.Tokenizer()
        for word in lexicon.characters:
            self._cut.add_word(word)
        self._pinyin: Callable[[str], list[str]] = partial(
            lazy_pinyin, style=Style.TONE3, neutral_tone_with_five=True
        )

    def phonemes(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """The phonemes of a sentence, each with the number of the word that it belongs to."""
        out: list[tuple[str, int]] = []
        run: list[tuple[str, int]] = []  # characters in a row, each with its word
        for number, word in enumerate(words):
            core = bare_of(word)
            if core and word[0] in "（([" and (out or run):
                self._flush(run, out)
                _stop(",", max(number - 1, 0), out)
            for said in self._said(core, bare_of(words[number + 1]) if number + 1 < len(words) else ""):
                if len(said) == 1:
                    run.append((said, number))
                else:
                    self._flush(run, out)
                    self._add(said.split(), [number] * len(said.split()), out)
            if stop := stop_after(word, core) if core else ",":
                self._flush(run, out)
                _stop(stop, number, out)
        self._flush(run, out)
        while out and out[-1][0] in " ,;:":
            out.pop()
        return [*out, (".", out[-1][1])] if out and out[-1][0] not in ".?!…" else out

    def _said(self, core: str, following: str) -> list[str]:
        """What is said for a word of the text: characters, and pinyin of what the lexicon has in Latin letters."""
        if (found := self.lexicon.find(core)) is not None and len(core) > 1:
            return [self.lexicon.words[found[0]].say + " "]
        if core in self.lexicon.units:
            return [*self.lexicon.units[core]]
        said: list[str] = []
        for piece in _PIECE.findall(core):
            if piece in self.lexicon.units:
                said += self.lexicon.units[piece]
            elif piece[0].isdecimal():
                said += _number(piece, following)
            elif (found := self.lexicon.find(piece)) is not None and not re.match(f"[{HAN}]", piece):
                said.append(self.lexicon.words[found[0]].say + " ")
            elif re.match(f"[{HAN}]", piece):
                said.append(piece)
            elif piece not in "-–/·":
                self.guessed.append(piece)
        return said

    def _flush(self, run: list[tuple[str, int]], out: list[tuple[str, int]]) -> None:
        """Say the characters that were gathered, word by word."""
        text, at = "".join(character for character, _ in run), 0
        for word in self._cut.lcut(text, HMM=True):
            owners = [owner for _, owner in run[at : at + len(word)]]
            known = self.lexicon.words.get(word)
            syllables = known.say.split() if known else self._pinyin(word)
            if len(syllables) != len(word):  # a character that is no syllable of its own
                syllables = [syllable for character in word for syllable in self._pinyin(character)]
            self._add(syllables, owners, out)
            at += len(word)
        run.clear()

    def _add(self, syllables: Sequence[str], owners: Sequence[int], out: list[tuple[str, int]]) -> None:
        if out:
            out.append((" ", owners[0]))
        for syllable, owner in zip(syllables, owners, strict=True):
            out += [(symbol, owner) for symbol in self._sounds(syllable)]

    def _sounds(self, syllable: str) -> str:
        """The sounds of a syllable in pinyin; what stands between slashes are sounds already."""
        if foreign := re.fullmatch("/(.+)/", syllable):
            return foreign[1]
        if not SYLLABLE.fullmatch(syllable):
            self.guessed.append(syllable)
            return ""
        sounds = "".join(next(iter(self._to_ipa(syllable.removesuffix("5")))))
        for mark, letter in _TONES:
            sounds = sounds.replace(mark, letter)
        return sounds


def _stop(mark: str, owner: int, out: list[tuple[str, int]]) -> None:
    if out and out[-1][0] not in ",.;:!?…":
        out.append((mark, owner))


def _number(piece: str, following: str) -> str:
    """A number as it is read out: 23% as 百分之二十三, 18/79 as 七十九分之十八, 2024年 digit by digit, 2个 as 两个."""
    digits = piece.removesuffix("%")
    first, mark, second = re.match(r"([\d.,]+)([–~/-]?)([\d.,]*)", digits).groups()  # type: ignore[union-attr]
    said = "".join(read_out(first, "zh"))
    if following[:1] == "年" and re.fullmatch(r"(19|20)\d\d", digits):
        said = "".join("零一二三四五六七八九"[int(digit)] for digit in digits)
    elif digits == "2" and following and following[0] in _MEASURES:
        said = "两"
    elif mark:
        other = "".join(read_out(second, "zh"))
        said = f"{other}分之{said}" if mark == "/" else f"{said}到{other}"
    return f"百分之{said}" if piece.endswith("%") else said
