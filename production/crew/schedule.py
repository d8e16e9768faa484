"""Which beats are drawn next: large pieces of work first, small ones at the end, so that all end together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from production.plan.jobs import BeatState, State
from production.plan.task import Share


@dataclass
class Backlog:
    """What is still to be handed out of a job: beats in order, the last of them perhaps in shares."""

    state: State
    beats: list[BeatState] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    begun: bool = False

    @property
    def left(self) -> int:
        """Frames still to be handed out."""
        return sum(beat.missing for beat in self.beats)


def next_shares(
    backlogs: Iterable[Backlog], hands: int, known: Collection[str] = ()
) -> tuple[Backlog, tuple[Share, ...]] | None:
    """Choose what somebody who is free should do; None if all is handed out.

    A run of beats that follow each other is taken from one job, as many as come to a share of all that is left:
    half of what each of the ``hands`` would get. Whoever draws them goes through the clip's earlier beats without
    drawing, which is quick but not nothing; that is why the shares begin large, and why a clip is chosen, if
    possible, of which this is ``known``; then one that has been begun; then one with most left. A beat that is
    the last one of all is drawn by all hands together, each taking some of its groups of pictures.
    """
    left = [backlog for backlog in backlogs if backlog.beats or backlog.shares]
    for backlog in left:
        if backlog.shares:
            return backlog, (backlog.shares.pop(0),)
    if not left:
        return None
    chosen = max(left, key=lambda one: (one.state.job.entry.name in known, one.begun, one.left))
    chosen.begun = True
    everything = sum(one.left for one in left)
    if hands > 1 and sum(len(one.beats) for one in left) == 1:
        first, *chosen.shares = chosen.beats.pop().shares(hands)
        return chosen, (first,)
    taken = [chosen.beats.pop(0)]
    size = taken[0].missing
    while chosen.beats and size + chosen.beats[0].missing / 2 <= everything / (2 * hands):
        taken.append(chosen.beats.pop(0))
        size += taken[-1].missing
    return chosen, tuple(beat.share() for beat in taken)
