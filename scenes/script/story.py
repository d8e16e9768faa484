"""What a clip leaves behind for captions, chapters, transcript and tests."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from scenes.script.facts import Source
from scenes.script.voice import Speech


@dataclass(frozen=True)
class BeatRecord:
    """One beat as it was played; times in seconds from the clip's first frame.

    Attributes
    ----------
    narration_start, narration_end
        When the narration is said; word times are in ``speech``, from its start.
    seen
        What is seen, in words.
    facts, sources
        Ids of the facts and the sources that the beat rests on.
    labels
        The texts shown as labels, in order.
    """

    name: str
    start: float
    end: float
    narration_start: float
    narration_end: float
    speech: Speech
    seen: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    labels: tuple[str, ...]

    def later(self, by: float) -> BeatRecord:
        """The same beat, ``by`` s later."""
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            narration_start=self.narration_start + by,
            narration_end=self.narration_end + by,
        )


@dataclass
class Story:
    """All beats of a clip, with its title and all its sources in order of number."""

    name: str
    number: str
    title: str
    summary: str
    sources: tuple[Source, ...]
    beats: list[BeatRecord] = field(default_factory=list)

    @property
    def duration(self) -> float:
        """Length of the clip in seconds."""
        return self.beats[-1].end if self.beats else 0.0
