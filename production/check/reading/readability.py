"""How hard a text is to follow: sentences, reading grade, passive voice, pace.

The grade is Flesch and Kincaid's, for English only; words and syllables are counted as the text is
read aloud (:func:`scenes.script.voice.speak_out`): ``23%`` is two words of five syllables, ``80.7%``
four words, not one of eight syllables that no reader meets.
The library for this, textstat, fetches a pronouncing dictionary from the net when it is first
used and knows nothing of how numbers are read out; the voice's own count needs neither.
"""

from __future__ import annotations

import re
from typing import Final

from scenes.script.language import words as language_words
from scenes.script.story import PAUSE
from scenes.script.voice import Speech, speak_out, syllables

#: Where a sentence ends: behind its last sign, in Chinese also where no space follows.
_END: Final = re.compile(r"(?<=[.!?…؟۔])\s+|(?<=[.!?…؟][\"”’»)])\s+|(?<=[。！？])(?![”』」）])|(?<=[。！？][”』」）])")

_BE: Final = r"(?:is|are|was|were|be|been|being|gets?|got)"
_BETWEEN: Final = r"(?:\s+(?:not|also|then|often|usually|first|both|sometimes|\w+ly))*"
_IRREGULAR: Final = (
    "born|borne|bound|bought|brought|broken|built|caught|chosen|cut|done|drawn|driven|fed|felt"
    "|found|given|grown|heard|held|hidden|hit|kept|known|laid|led|left|lost|made|meant|met|paid"
    "|put|read|seen|sent|set|shed|shown|split|spread|struck|stuck|sworn|taken|taught|thought"
    "|told|torn|understood|woken|won|worn|written"
)
_PASSIVE: Final = re.compile(
    rf"\b{_BE}{_BETWEEN}\s+(?:\w{{2,}}ed|{_IRREGULAR})\b", re.IGNORECASE
)
#: Participles that are read as plain adjectives.
_STATES: Final = re.compile(rf"\b{_BE}\s+(?:crowded|tired|limited|related|interested)\b", re.I)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in _END.split(text.strip()) if sentence]


def words_of(text: str) -> list[str]:
    """The words of a text that are heard: a dash alone is none."""
    return [word for word in language_words.words_of(text) if speak_out(word)]


def grade(text: str) -> float:
    """Flesch-Kincaid grade of an English text.

    0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid et al. 1975).
    """
    heard = [part for word in text.split() for part in speak_out(word)]
    if not heard:
        return 0.0
    long = sum(map(syllables, heard)) / len(heard)
    return 0.39 * len(heard) / max(len(sentences(text)), 1) + 11.8 * long - 15.59


def is_passive(sentence: str) -> bool:
    """Whether an English sentence is in the passive voice, by its look."""
    return _PASSIVE.search(_STATES.sub(" ", sentence)) is not None


def words_a_minute(speech: Speech) -> float:
    """How fast a text is read, pauses in it and the one after it included."""
    count = len(words_of(speech.text))
    return 60 * count / (speech.duration + PAUSE) if speech.duration > 0 else 0.0
