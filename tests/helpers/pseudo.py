"""Two languages that nobody speaks: the English text a third longer with accents, and in Arabic letters from the right.

What has no room for them has none for German or Arabic. The figures, and names with figures, stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from scenes.script.script import ClipScript

#: Marks of color, figures and names such as CD22 stay; so does what is written in capitals.
_KEPT: Final = re.compile(r"\]\(\w+\)|\w*\d[\w.,/–%]*|\b[A-Z][A-Z-]+\b")
_WORD: Final = re.compile(r"[A-Za-z]+")
_ACCENTS: Final = str.maketrans("aeiouyncsAEIOUYNCS", "áéíóúýñçšÁÉÍÓÚÝÑÇŠ")
_ARABIC: Final = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابتجدهوزحطيكلمنسعفصقرشثخذض", strict=True))


def _longer(word: str) -> str:
    """A word a third longer, with accents."""
    return word.translate(_ACCENTS) + (len(word) * "ëà")[: round(len(word) / 3) if len(word) > 2 else 0]


def _mirrored(word: str) -> str:
    return "".join(_ARABIC[letter] for letter in word.lower())


def _told(word: Callable[[str], str]) -> Callable[[str], str]:
    def tell(text: str) -> str:
        kept = _KEPT.findall(text)
        parts = [_WORD.sub(lambda found: word(found[0]), part) for part in _KEPT.split(text)]
        return "".join(a + b for a, b in zip(parts, [*kept, ""], strict=True))

    return tell


#: By the code of a language that is written so: how an English text is told.
TELL: Final = {"es": _told(_longer), "ar": _told(_mirrored)}


def told(script: ClipScript, language: str) -> ClipScript:
    """The words of a clip in such a language; what is spoken stays, so that its beats last as long."""
    tell = TELL[language]
    beats = tuple(
        replace(beat, labels={key: tell(text) for key, text in beat.labels.items()}) for beat in script.beats
    )
    return replace(
        script, title=tell(script.title), lead=tell(script.lead), subtitle=tell(script.subtitle),
        summary=tell(script.summary), words={key: tell(text) for key, text in script.words.items()}, beats=beats,
    )
