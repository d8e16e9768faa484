"""One caption: what stands in it, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from scenes.script.language.typography import length
from scenes.script.language.words import joined

#: Captions that are no farther apart follow each other at once, s.
_CHAINED: Final = 0.1


@dataclass(frozen=True)
class Cue:
    """One caption: its lines, and when it stands (s)."""

    lines: tuple[str, ...]
    start: float
    end: float

    @property
    def text(self) -> str:
        """The words, as said."""
        return joined(self.lines)

    @property
    def rate(self) -> float:
        """Characters to be read in a second."""
        return length(self.text) / (self.end - self.start)

    def later(self, by: float) -> Cue:
        """The same caption, ``by`` s later."""
        return replace(self, start=self.start + by, end=self.end + by)


def in_picture(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The captions as they stand in a picture: where one follows at once, the one before stands until then.

    A player leaves two frames between them; there a plate would blink.
    """
    nexts = [*(cue.start for cue in cues[1:]), float("inf")]
    return tuple(
        replace(cue, end=following) if following - cue.end < _CHAINED else cue
        for cue, following in zip(cues, nexts, strict=False)
    )
