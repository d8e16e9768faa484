"""By which English words clips show things: found out by playing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from production.draw.walk import story_of
from scenes.running_order import RUNNING_ORDER
from scenes.script.request import AUDIENCES, Request
from scenes.script.voice import SilentVoice, Speech


@dataclass(frozen=True)
class _Heeded(Speech):
    """A spoken text that remembers which of its words were waited for."""

    waited_for: list[str] = field(default_factory=list)

    def said_at(self, phrase: str) -> float | None:
        """When a phrase begins."""
        for way in phrase.split("|"):
            if (said := super().said_at(way)) is not None:
                self.waited_for.append(way)
                return said
        return None


@dataclass(frozen=True)
class _Attentive:
    """Reads like the silent voice, and remembers what clips waited for, by text."""

    heard: dict[str, _Heeded] = field(default_factory=dict)
    name: str = "silent"

    def speak(self, text: str, *, language: str, audience: str) -> Speech:
        """Estimate the word times of a text."""
        speech = SilentVoice().speak(text, language=language, audience=audience)
        return self.heard.setdefault(text, _Heeded(speech.text, speech.words, speech.duration))


def cues(tell: Callable[[str], None]) -> dict[str, tuple[str, ...]]:
    """The words by which clips show things, by the narration that says them; ``tell`` hears of each clip."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in RUNNING_ORDER:
        tell(entry.name)
        for audience in AUDIENCES:
            voice = _Attentive()
            story_of(entry, Request(audience=audience, voice=voice))
            for beat in entry.script("en", audience).beats:
                if beat.narration in voice.heard and (said := voice.heard[beat.narration].waited_for):
                    found[f"{entry.name}.{beat.name}.{audience}"] = tuple(dict.fromkeys(said))
    return found
