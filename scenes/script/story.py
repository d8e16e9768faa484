"""What a clip leaves behind for captions, chapters, transcript and tests, and how long its words take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from scenes.script.facts import Ledger, Source
from scenes.script.script import END_CARD, BeatScript, ClipScript
from scenes.script.voice import Speech

#: Picture before the first word of a clip, s.
OPENING: Final = 0.8
#: Between a later beat's start and its first word, s.
BREATH: Final = 0.3
#: Stillness at a beat's end, s.
HOLD: Final = 0.8
#: Nobody speaks so long between two beats at the least, s.
PAUSE: Final = HOLD + BREATH
#: A page of sources stands so long at the least, s.
PAGE: Final = 3.0


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
    poster
        Whether its end is the clip's poster.
    title
        What it is called where people choose a moment.
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
    poster: bool = False
    title: str = ""

    @property
    def played(self) -> dict[str, Any]:
        """What only the playing shows of it, for `record_of`; the rest is in the script."""
        times = ("start", "end", "narration_start", "narration_end")
        return {**{name: getattr(self, name) for name in times}, "labels": list(self.labels), "poster": self.poster}

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


def lead_in(first: bool) -> float:
    """How long a beat's picture stands before its first word, s."""
    return OPENING if first else BREATH


def record_of(
    beat: BeatScript, speech: Speech, ledger: Ledger, *, start: float, end: float, narration_start: float,
    narration_end: float, labels: Sequence[str], poster: bool = False,
) -> BeatRecord:
    """The record of a beat: its words, what they rest on, and the times (s) at which it was or will be played."""
    used = {source for fact in beat.facts for source in ledger[fact].sources}
    return BeatRecord(
        name=beat.name,
        start=start,
        end=end,
        narration_start=narration_start,
        narration_end=narration_end,
        speech=speech,
        seen=beat.seen,
        facts=beat.facts,
        sources=tuple(sorted(used, key=lambda source: source.number)),
        labels=tuple(labels),
        poster=poster,
        title=beat.title,
    )


def estimated(script: ClipScript, speeches: Sequence[Speech], ledger: Ledger) -> list[BeatRecord]:
    """The beats of a clip as its words alone tell them: none lasts longer than its narration needs."""
    beats: list[BeatRecord] = []
    now = 0.0
    for beat, speech in zip(script.beats, speeches, strict=True):
        start = now + lead_in(first=not beats)
        said = start + speech.duration
        end = max(said, now + (PAGE if beat.name == END_CARD else 0.0)) + HOLD
        beats.append(
            record_of(
                beat, speech, ledger, start=now, end=end, narration_start=start, narration_end=said,
                labels=[*beat.labels.values()],
            )
        )
        now = end
    return beats
