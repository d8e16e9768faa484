"""What can be asked of a process that draws; it imports Manim only once it is at work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from production.plan.beats import PlannedBeat
from production.plan.score import score_of
from production.plan.task import Keeper, Share, Told
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.request import Request


@dataclass(frozen=True)
class DrawBeats:
    """Some beats of a clip, in order.

    Attributes
    ----------
    beats
        All beats of the clip as whoever asks knows them.
    shares
        What to draw of them.
    fresh
        Whether to draw also what is there already.
    edges
        Names of the pictures at which something joins on, to be kept as far as they belong to these beats.
    """

    entry: Entry
    request: Request
    beats: tuple[PlannedBeat, ...]
    shares: tuple[Share, ...]
    fresh: bool = False
    edges: frozenset[str] = frozenset()

    @property
    def clip(self) -> str:
        """Name of the clip."""
        return self.entry.name

    def do(self, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> None:
        """Go through the clip up to the last of these beats, and draw, encode and keep them.

        Raises
        ------
        FilmError
            The code, words or libraries here are others than those of who asks, or the clip fails.
        """
        from production.draw.work import Work

        ours = score_of(self.entry, self.request).beats
        for share in self.shares:
            if share.beat >= len(ours) or ours[share.beat].picture != self.beats[share.beat].picture:
                raise FilmError(f"{self.entry.name}: the code, the words or the libraries changed meanwhile")
        Work(self.entry, self.request, ours, self.shares, keep, tell, wanted, self.fresh, self.edges).go()
