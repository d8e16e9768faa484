"""What a clip leaves behind and looks like, for tests that need no files of it."""

from __future__ import annotations

from production.draw.joins import Leaves
from production.draw.picture import Picture, from_png
from production.draw.task import DrawBeats
from production.draw.walk import staged
from production.finish.account import Account, account
from production.plan.played import edges_of
from production.plan.score import score_of
from production.plan.task import Share, Told
from scenes.script.entry import Entry
from scenes.script.request import Request


def account_of(entry: Entry, request: Request) -> Account:
    """All that is to be said of a clip, which is gone through without drawing."""
    with staged(entry, request) as walk:
        story = walk.go()
        return account(story, walk.clip.script, walk.clip.ledger)


class Memory(dict[str, bytes]):
    """Keeps pieces as long as it is there."""

    def has(self, name: str) -> bool:
        return name in self

    def put(self, name: str, piece: bytes) -> bool:
        self[name] = piece
        return True


def edge_pictures(entry: Entry, request: Request, *, whole: bool = True) -> dict[str, Picture]:
    """The pictures at which a film joins a clip to others; the first one alone, unless the ``whole`` clip is drawn."""
    score, kept = score_of(entry, request), Memory()
    last = score.shown[-1].number
    shares = (Share(0), Share(last)) if whole else (Share(0, ((0, 1),)),)

    def tell(told: Told) -> None:
        del told

    edges = frozenset(edges_of(score).values())
    DrawBeats(entry, request, score.beats, shares, edges=edges).do(kept, tell, lambda: True)
    return {kind: from_png(kept[name]) for kind, name in edges_of(score).items() if name in kept}


def leaves_of(entry: Entry, request: Request) -> Leaves:
    """How a clip ends in a film."""
    pictures = edge_pictures(entry, request)
    return Leaves(pictures["last"], pictures["bare"])
