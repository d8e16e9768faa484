"""A label that lands on an actor: it says how it would have kept clear."""

from __future__ import annotations

import pytest

from production.check.looking.walker import walk
from production.check.rules.legible import no_label_over_an_actor as rule
from scenes.script.request import Request
from scenes.script.script import ClipScript
from scenes.stage.actor import Actor
from scenes.stage.clip import Clip
from scenes.stage.drawing import discs
from scenes.stage.style import CD22, INK
from scenes.stage.view import View
from tests.helpers.checking import findings, real, says
from tests.helpers.scripted import beat, script


class Speckled(Actor):
    """Discs in two colors, 30 px apart, 400 px wide and high."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        for color, shift in ((CD22, 0), (INK, 15)):
            spots = [(x + shift, y + shift) for x in range(-200, 200, 30) for y in range(-200, 200, 30)]
            self.add(discs(spots, 9.0, color, view))


class Covered(Clip):
    """A label whose leader ends on an actor."""

    name = "scripted"
    number = "9"
    poster_beat = "one"

    def load_script(self) -> ClipScript:
        return script([beat("one", "Here it is, and stays for a while.", {"a": "a place"})])

    def construct(self) -> None:
        self.speckled = Speckled(View(1.0))
        self.add(self.speckled)
        with self.beat("one"):
            self.name_it()
            self.act(1.0)

    def name_it(self) -> None:
        self.label("a", self.speckled.anchor("middle"), role="cd22")


class Clear(Covered):
    """The label was told of the actor."""

    def name_it(self) -> None:
        self.solid(self.speckled)
        super().name_it()


class Late(Covered):
    """The label was told of the actor, which came into its way later."""

    def name_it(self) -> None:
        self.speckled.pose((-500.0, 0.0))
        self.solid(self.speckled)
        self.label("a", self.zones.point(960, 540), role="cd22")
        self.speckled.pose((100.0, 0.0))


@pytest.mark.parametrize(
    ("clip", "do"),
    [
        (Covered, "Name the actor (Speckled) in self.solid(...) before the label"),
        (Late, "Move it to a clear place"),
        (Clear, ""),
    ],
)
def test_a_label_on_an_actor_asks_for_solid_if_it_was_not_told_of_it(clip: type[Clip], do: str) -> None:
    found = findings(rule, walk(real(), clip, Request(), [rule]))
    assert len(found) == bool(do), says(found)
    assert all(one.do.startswith(do) for one in found)
