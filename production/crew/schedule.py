"""Which task comes next: large pieces of work first, small ones at the end, so that all end together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from production.plan.jobs import Beat, State
from production.plan.task import Part


@dataclass
class Work:
    """What is still to be handed out of a job: beats in order, the last of them perhaps in shares."""

    state: State
    beats: list[Beat] = field(default_factory=list)
    shares: list[Part] = field(default_factory=list)
    begun: bool = False

    @property
    def left(self) -> float:
        """Frames still to be handed out."""
        return sum(beat.missing for beat in self.beats)


def next_parts(
    works: Iterable[Work], hands: int, known: Collection[str] = ()
) -> tuple[Work, tuple[Part, ...]] | None:
    """Choose what somebody who is free should do; None if all is handed out.

    A run of beats that follow each other is taken from one job, as many as come to a share of all that is left:
    half of what each of the ``hands`` would get. Whoever draws them goes through the clip's earlier beats without
    drawing, which is quick but not nothing; that is why the shares begin large, and why a clip is chosen, if
    possible, of which this is ``known``; then one that has been begun; then one with most left. A beat that is
    the last one of all is drawn by all hands together, each taking some of its groups of pictures.
    """
    open_works = [work for work in works if work.beats or work.shares]
    for work in open_works:
        if work.shares:
            return work, (work.shares.pop(0),)
    if not open_works:
        return None
    work = max(open_works, key=lambda one: (one.state.job.entry.name in known, one.begun, one.left))
    work.begun = True
    everything = sum(one.left for one in open_works)
    if hands > 1 and sum(len(one.beats) for one in open_works) == 1:
        beat = work.beats.pop()
        first, *work.shares = beat.shares(hands)
        return work, (first,)
    taken = [work.beats.pop(0)]
    size = taken[0].missing
    while work.beats and size + work.beats[0].missing / 2 <= everything / (2 * hands):
        taken.append(work.beats.pop(0))
        size += taken[-1].missing
    return work, tuple(beat.part() for beat in taken)
