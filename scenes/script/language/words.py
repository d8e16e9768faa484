"""What the words of a text are: whatever stands between spaces, and each character of scripts that have none.

Voices, takes, captions and the words that pictures wait for all go by them. Characters need no dictionary, so that
every machine finds the same words; a phrase of a Chinese text is found wherever its characters stand in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

#: Han characters, and Japanese syllables.
HAN: Final = "々〇\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_OPENING: Final = "（「『《〈【〔“‘"
_CLOSING: Final = "，。、；：？！）」』》〉】〕”’…—·～％"
#: Signs that are as wide as a character and stand without spaces.
_WIDE: Final = re.compile(rf"[{HAN}，。、；：？！（）「」『』《》〈〉【】〔〕～％]")
_WORD: Final = re.compile(
    rf"[{_OPENING}]*(?:[{HAN}]|[^{HAN}{_OPENING}{_CLOSING}]+)[{_CLOSING}]*|[{_OPENING}{_CLOSING}]+"
)


def words_of(text: str) -> list[str]:
    """The words of a text in order, each with the punctuation about it."""
    return [word for part in text.split() for word in (_WORD.findall(part) if _WIDE.search(part) else (part,))]


def joined(words: Iterable[str]) -> str:
    """Words as a text again: with spaces, but none beside a character of a script that has none."""
    text = ""
    for word in words:
        apart = text and not _WIDE.match(text[-1]) and not _WIDE.match(word[:1])
        text += f" {word}" if apart else word
    return text
