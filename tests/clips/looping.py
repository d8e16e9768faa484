"""A clip in which nothing moves but captions, for the tests of loops."""

from __future__ import annotations

from manim import Square

from scenes.script.entry import Entry
from scenes.script.script import ClipScript, load_clip_script
from scenes.stage.clip import Clip
from scenes.stage.style import CD22
from tests.clips.tiny import SCRIPTS, TINY


class Looping(Clip):
    """A square that stands; three beats, of which the second may be left out, and the end card."""

    name, number, poster_beat = "looping", "3", "last"

    def load_script(self) -> ClipScript:
        return load_clip_script("looping", self.request.language, self.request.audience, root=SCRIPTS)

    def construct(self) -> None:
        self.add(Square(1.0, color=CD22, fill_opacity=1))
        for name in ("first", "between", "last"):
            with self.beat(name):
                pass
        self.end_card()


LOOPING = Entry(Looping.name, Looping.number, f"{__name__}:{Looping.__name__}", scripts=TINY.scripts)
