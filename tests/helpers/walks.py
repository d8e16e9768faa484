"""One walk through a real clip, shared by all tests that look at it.

It is the walk of ``render.py check``, for all its rules. Each worker keeps what its walks have shown, and all
tests of one clip ask for the same worker: what one shape has built (the geometry of an actor, the outlines of
a text) the next one finds ready.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import pytest

from production.check.looking.moment import Moment
from production.check.looking.shown_clip import ShownClip
from production.check.looking.walker import SHORT_SIDE
from production.check.looking.walker import walk as check_walk
from production.check.rule import PictureRule, picture_rule
from production.check.rules.catalog import RULES
from scenes.binding import Binding
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.request import AUDIENCES, SHAPES, Request
from scenes.stage.clip import Clip
from tests.helpers.checking import real

#: Three stage px are one of the pictures' of a walk.
STAGE_PX = 1080 // SHORT_SIDE

Case = tuple[str, str, str]
CASES = [
    pytest.param(
        (entry.name, shape, audience),
        id=f"{entry.name}-{shape}-{audience}",
        marks=pytest.mark.xdist_group(entry.name),
    )
    for entry, shape, audience in product(RUNNING_ORDER, SHAPES, AUDIENCES)
]


def entry_named(name: str) -> Entry:
    """The clip of this name in the running order."""
    return next(entry for entry in RUNNING_ORDER if entry.name == name)


@cache
def walk(case: Case) -> ShownClip:
    """What a clip shows."""
    name, shape, audience = case
    rules = [rule for rule in RULES if isinstance(rule, PictureRule)]
    return check_walk(real(), entry_named(name), Request(audience=audience, shape=shape), [*rules, encounter])


# --- the antibody that is caught ----------------------------------------------------------------


@dataclass(frozen=True)
class Meeting:
    """How far the antibody that is caught is from the rods, nm, 15 times a second.

    Attributes
    ----------
    times, bumps, caught, bridges
        When it was measured; when it touches, is caught, and holds with both arms; s.
    gaps
        From the nearer arm's tip to the tip of each rod, shape (t, rods): missed, first, second.
    """

    times: np.ndarray
    bumps: float
    caught: float
    bridges: float
    gaps: np.ndarray


class Meet:
    """Stands beside the clip in which an antibody is caught, and measures the way there once it is over."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip

    def wants(self, index: int) -> bool:
        """Needs no frame."""
        del index
        return False

    def take(self, index: int, moment: Moment) -> None:
        """Not called."""
        del index, moment

    def tells(self) -> Meeting | None:
        """The encounter, from end to end; None in any other clip."""
        clip = self.clip
        if not isinstance(clip, Binding):
            return None
        t, meeting = clip.times, clip.encounter
        clock = np.arange(t.arrives, t.bridges + 3.0, 1 / 15)
        gaps = []
        for time in clock:
            meeting.pose(float(time))
            tips = [clip.hero.arm_tip(i) for i in (0, 1)]
            rods = meeting.missed, meeting.first, meeting.second
            gaps.append([min(np.linalg.norm(tip - rod.tip_at) for tip in tips) for rod in rods])
        return Meeting(clock, t.bumps, t.caught, t.bridges, np.array(gaps))


@picture_rule("encounter", "True", "of the tests alone: it needs the clip itself", onlooker=Meet)
def encounter(shown: ShownClip) -> tuple[()]:
    """A test says what is asked."""
    del shown
    return ()
