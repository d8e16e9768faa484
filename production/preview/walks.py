"""The walks through clips that a preview keeps going, and who of them is asked for a moment."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any, Final

from production.preview.line import Said, tell

#: Of each walk so many processes stand along the way at the most, by its side, and so many where a moment was drawn.
STANDS: Final = {"now": 10, "commit": 4}
DRAWERS: Final = 2
#: So many walks at the most: a clip in all its shapes for both audiences, as it is and as it was committed.
WALKS: Final = 12
#: Frames that are kept as they were drawn, bytes.
_KEPT: Final = 200_000_000


@dataclass(frozen=True)
class Cut:
    """A clip in one way: what one walk goes through; ``side`` is ``now`` or ``commit``."""

    clip: str
    language: str = "en"
    audience: str = "patient"
    shape: str = "landscape"
    side: str = "now"


@dataclass(eq=False)
class Process:
    """A process of a walk, and what it is asked for.

    Attributes
    ----------
    frame
        Where it stands.
    last
        The last frame that it was asked for.
    asks
        Numbers of what it was asked for and has not answered.
    opens
        The beat before which it stands, having read none of its words; -1 if it stands in the midst of one.
    read, entered
        What the clip has read of beats that it has asked for by name, and functions of its code that it has entered.
    until
        The first frame that it would draw by words that are no longer so.
    """

    kind: str
    writer: asyncio.StreamWriter
    frame: int = 0
    last: int = -1
    worked: float = 0.0
    pid: int = 0
    asks: set[int] = field(default_factory=set)
    opens: int = -1
    read: frozenset[str] = frozenset()
    entered: frozenset[str] = frozenset()
    until: float = inf


@dataclass(eq=False)
class Walk:
    """One walk through a clip.

    Attributes
    ----------
    story
        What the page is told of the clip, as far as it is walked.
    fault
        Why it ended before the clip did; empty if it did not.
    before
        The walk that it takes the place of, for as long as this one may still fail.
    saves
        How often files were saved before it began.
    since
        The frame at which it has gone on from there; what comes before that is left to ``before``.
    until
        The first frame that processes of earlier walks must not draw, by the walk's number.
    """

    cut: Cut
    number: int
    saves: int = 0
    story: Said = field(default_factory=dict)
    fault: str = ""
    frames: int = 0
    walker: Process | None = None
    stands: list[Process] = field(default_factory=list)
    drawers: list[Process] = field(default_factory=list)
    before: Walk | None = None
    since: int = 0
    until: dict[int, int] = field(default_factory=dict)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def processes(self) -> list[Process]:
        """All its processes that are there."""
        return [*([self.walker] if self.walker else []), *self.stands, *self.drawers]

    def add(self, process: Process) -> None:
        """Take in a process that has begun; one too many is let go."""
        if process.kind == "walker":
            self.walker = process
            self.heard.set()
        elif process.kind == "stand":
            self.stands.append(process)
            self.stands.sort(key=lambda stand: stand.frame)
            self._let_the_least_useful_go()
        else:
            self.drawers.append(process)
            idle = [drawer for drawer in self.drawers if not drawer.asks]
            for drawer in idle[: max(0, len(self.drawers) - DRAWERS)]:
                drawer.writer.close()

    def _let_the_least_useful_go(self) -> None:
        """Close the lines of those too many: whoever saves the least work has the nearest ones before and behind."""
        while len(self.stands) > STANDS[self.cut.side]:
            inner = range(1, len(self.stands) - 1)
            least = min(inner, key=lambda i: self.stands[i + 1].worked - self.stands[i - 1].worked)
            self.stands.pop(least).writer.close()

    def nearest(self, frame: int, *, passed: bool = False) -> Process | None:
        """Whoever comes to a frame soonest: one who has just drawn there, who stands before it, or the walk itself.

        Parameters
        ----------
        passed
            Whether the walk itself has said that it is further on.
        """
        ready = [drawer for drawer in self.drawers if drawer.frame < frame and not drawer.asks]
        ready += [stand for stand in self.stands if stand.frame <= frame]
        ready = [process for process in ready if frame < process.until]
        best = max(ready, key=lambda process: process.frame, default=None)
        at_the_front = best is None or (self.stands and best is self.stands[-1])
        if at_the_front and self.walker is not None and not (self.frames or self.fault or passed):
            return self.walker
        return best

    def let_drawers_go(self) -> None:
        """Close the lines of those who have drawn: they may have entered what has changed since."""
        for drawer in self.drawers:
            drawer.writer.close()

    def will_draw(self, frame: int) -> bool:
        """Whether somebody is on the way to a frame, drawing all before it."""
        return any(drawer.asks and drawer.frame < frame <= drawer.last for drawer in self.drawers)

    def before_all(self, beats: dict[str, list[str]], functions: list[str]) -> Process | None:
        """Whoever stands furthest on, has read nothing of this of these beats, and entered none of these functions."""
        first = min(map(int, beats), default=inf)
        words = {f"{number}.{name}" for number, names in beats.items() for name in names}
        untouched = [
            stand for stand in self.stands
            if 0 <= stand.opens <= first and not stand.read & words and not stand.entered & {*functions}
        ]
        return max(untouched, key=lambda stand: stand.frame, default=None)

    def take_the_place(self) -> None:
        """Let the walk before go; whoever stands where this one has gone on from stays, for what comes before that."""
        before, self.before = self.before, None
        if before is None:
            return
        staying = [stand for stand in before.stands if stand.frame < self.since]
        before.stands = [stand for stand in before.stands if stand not in staying]
        for stand in staying:
            stand.until = min(stand.until, self.since)
        ends = before.until | {before.number: self.since}
        self.until = {number: min(end, self.since) for number, end in ends.items()}
        self.stands = sorted([*staying, *self.stands], key=lambda stand: stand.frame)
        self._let_the_least_useful_go()
        before.close()

    def close(self) -> None:
        """Let all its processes go; they end with their lines."""
        for process in self.processes:
            process.writer.close()
        if self.before is not None:
            self.before.close()

    def beat_at(self, frame: int) -> Said | None:
        """The beat, already walked, that a frame belongs to."""
        time = (frame + 0.5) / self.story["fps"] if self.story else 0.0
        walked = self.story["beats"][: self.story["walked"]] if self.story else []
        return next((beat for beat in walked if beat["start"] <= time < beat["end"]), None)


class Frames:
    """Frames as they were drawn, by the name of their beat's pictures: after a change, those of others still hold."""

    def __init__(self, room: int = _KEPT) -> None:
        self._kept: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
        self._room = room

    def get(self, walk: Walk, frame: int) -> bytes | None:
        """A frame, if it is kept."""
        name = self._name(walk, frame)
        if name is None or name not in self._kept:
            return None
        self._kept.move_to_end(name)
        return self._kept[name]

    def put(self, walk: Walk, frame: int, picture: bytes) -> None:
        """Keep a frame, if it is known which pictures it belongs to."""
        name = self._name(walk, frame)
        if name is not None and name not in self._kept:
            self._kept[name] = picture
            self._room -= len(picture)
            while self._room < 0:
                _, oldest = self._kept.popitem(last=False)
                self._room += len(oldest)

    def drawn(self, walk: Walk) -> list[int]:
        """Which frames of a walk are kept."""
        if not walk.story:
            return []
        last = round(walk.story["beats"][-1]["end"] * walk.story["fps"])
        return [frame for frame in range(last) if self._name(walk, frame) in self._kept]

    def _name(self, walk: Walk, frame: int) -> tuple[Any, ...] | None:
        beat = walk.beat_at(frame)
        return (beat["picture"], frame) if beat else None


def memory_of(pids: list[int]) -> int:
    """What processes hold together, bytes: what several share is counted once; 0 where the system does not say."""
    total = 0
    for pid in pids:
        try:
            told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) * 1024
    return total


def ask(process: Process, number: int, said: Said) -> None:
    """Ask a process for something."""
    process.asks.add(number)
    tell(process.writer, {**said, "ask": number})
