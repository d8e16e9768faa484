"""How long labels stand, from the fades that the stage puts on them."""

from __future__ import annotations

from dataclasses import dataclass

from manim import Mobject

from production.check.looking.moment import Moment
from scenes.script.script import END_CARD
from scenes.stage.clip import Clip
from scenes.stage.labels import Label
from scenes.stage.presence import Fade, Haze
from scenes.stage.words import Words


@dataclass(frozen=True)
class Stand:
    """A text that stood so long (s), from half there to half gone, since a beat."""

    text: str
    beat: str
    seconds: float


class LabelTimes:
    """Notes when labels and subtitles come and go.

    A fade knows exactly when it begins and how long it takes; frames, a second apart, would
    not tell.
    """

    def __init__(self, clip: Clip) -> None:
        self._clip = clip
        self._came: dict[int, tuple[Mobject, str, float]] = {}
        self._stood: list[Stand] = []
        fade_as_ever = clip._fade

        def noted(mobject: Mobject, fade: Fade) -> None:
            fade_as_ever(mobject, fade)
            if not isinstance(fade, Haze) and text_of(mobject):
                self._note(mobject, fade)

        clip._fade = noted  # type: ignore[method-assign]

    def wants(self, index: int) -> bool:
        """Needs no frame."""
        del index
        return False

    def take(self, index: int, moment: Moment) -> None:
        """Not called."""
        del index, moment

    def tells(self) -> tuple[Stand, ...]:
        """Every text that came, in the order in which they went."""
        for mobject, beat, came in list(self._came.values()):
            self._stood.append(Stand(text_of(mobject), beat, self._clip.now - came))
        self._came.clear()
        return tuple(self._stood)

    def _note(self, mobject: Mobject, fade: Fade) -> None:
        half = fade.start + fade.over / 2
        names, played = self._clip.script.beat_names, len(self._clip.story.beats)
        beat = names[min(played, len(names) - 1)]
        if fade.end > 0.5 and beat != END_CARD:  # its lists are there to be kept, not read
            self._came.setdefault(id(mobject), (mobject, beat, half))
        elif id(mobject) in self._came:
            _, beat, came = self._came.pop(id(mobject))
            if half > came:  # else it was called off before it could be seen
                self._stood.append(Stand(text_of(mobject), beat, half - came))


def text_of(mobject: Mobject) -> str:
    """What a label or a block of lines (the subtitle) says; nothing else is read so."""
    if isinstance(mobject, Label):
        return mobject.text
    lines = mobject.submobjects
    if lines and all(isinstance(line, Words) for line in lines):
        return " ".join(line.text for line in lines if isinstance(line, Words))
    return ""
