"""One walk through a real clip, shared by all tests that look at it.

It is the walk of ``render.py check``, for all its rules. Each worker keeps what its walks have shown, and all
tests of one clip ask for the same worker: what one shape has built (the geometry of an actor, the outlines of
a text) the next one finds ready.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import pytest
from _pytest.mark import ParameterSet

from production.check.looking.moment import Moment
from production.check.looking.shown_clip import ShownClip
from production.check.looking.walker import SHORT_SIDE, Sampling
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
_CUTS = [(entry.name, shape, audience) for entry, shape, audience in product(RUNNING_ORDER, SHAPES, AUDIENCES)]


def _params(cuts: Iterable[Case]) -> list[ParameterSet]:
    """Parameters of tests; those of one clip go to the same worker."""
    return [pytest.param(cut, id="-".join(cut), marks=pytest.mark.xdist_group(cut[0])) for cut in cuts]


CASES = _params(_CUTS)


def entry_named(name: str) -> Entry:
    """The clip of this name in the running order."""
    return next(entry for entry in RUNNING_ORDER if entry.name == name)


def is_watched(case: Case) -> bool:
    """Whether all of a cut is looked at, which takes five times as long as the ends of its beats and its end card.

    Of each clip one cut is, the students', who see every beat, in turn in all shapes: what moves too fast or flashes
    does so in all of them. Whoever releases the film asks for all of all cuts (``render.py check``).
    """
    name, shape, audience = case
    turn = [entry.name for entry in RUNNING_ORDER].index(name) + 1
    return (audience, shape) == ("student", SHAPES[turn % len(SHAPES)])


def rules_for(case: Case) -> list[PictureRule]:
    """The rules on pictures that a cut is held to here."""
    rules = [rule for rule in RULES if isinstance(rule, PictureRule)]
    return rules if is_watched(case) else [rule for rule in rules if rule.onlooker is None]


#: The cuts that are watched.
WATCHED = _params(filter(is_watched, _CUTS))


def watched_cut(name: str) -> Case:
    """The cut of a clip that is watched."""
    return next(case for case in _CUTS if case[0] == name and is_watched(case))


@cache
def walk(case: Case) -> ShownClip:
    """What a clip shows."""
    name, shape, audience = case
    sampling = None if is_watched(case) else Sampling(on_end_card=1.0)
    request = Request(audience=audience, shape=shape)
    return check_walk(real(), entry_named(name), request, [*rules_for(case), encounter], sampling)


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
