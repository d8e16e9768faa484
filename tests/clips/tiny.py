"""Clips of a few seconds for the tests of what happens around a clip."""

from __future__ import annotations

import os
import resource
import signal

import numpy as np
from manim import Circle, Square

from scenes.script.entry import Entry
from scenes.script.script import ClipScript, load_clip_script
from scenes.script.toml_file import ROOT
from scenes.stage.clip import Clip
from scenes.stage.style import CD22, PAYLOAD

SCRIPTS = ROOT / "tests" / "clips" / "script"


class Tiny(Clip):
    """A disc that goes round, and a square that arrives; two beats and the end card."""

    name = "tiny"
    number = "7"
    poster_beat = "square"

    def load_script(self) -> ClipScript:
        request = self.request
        return load_clip_script("tiny", request.language, request.audience, root=SCRIPTS)

    def construct(self) -> None:
        self.send_a_disc_round()
        with self.beat("disc"):
            self.act(1.0)
        with self.beat("square"):
            self.bring_a_square()
        self.end_card()

    def send_a_disc_round(self) -> None:
        disc = Circle(0.4, color=PAYLOAD, fill_opacity=1)
        self.add(disc)
        self.ambient(disc, lambda d, t: d.move_to((2 * np.cos(t), np.sin(t), 0.0)))

    def bring_a_square(self) -> None:
        square = Square(1.0, color=CD22, fill_opacity=1)
        self.show(square)
        self.label("square", square.get_corner((1.0, 1.0, 0.0)), role="cd22")
        self.play(square.animate.shift((0.5, 0.0, 0.0)), run_time=0.4)


class Following(Tiny):
    """A square follows the disc, and is updated before it: one frame late, as it happens."""

    name, number = "following", "6"

    def send_a_disc_round(self) -> None:
        follower = Square(1.0, color=CD22, fill_opacity=1)
        self.add(follower)
        disc = Circle(0.4, color=PAYLOAD, fill_opacity=1)
        self.ambient(follower, lambda f, t: f.move_to(disc.get_center()))
        self.add(disc)
        self.ambient(disc, lambda d, t: d.move_to((2 * np.cos(t), np.sin(t), 0.0)))


class Broken(Tiny):
    """Breaks in its second beat, on purpose."""

    name, number = "broken", "8"

    def bring_a_square(self) -> None:
        raise ValueError("the square will not come")


class Hungry(Tiny):
    """Has less memory than it asks for."""

    name, number = "hungry", "5"

    def bring_a_square(self) -> None:
        limits = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (6_000_000_000, limits[1]))
        try:
            np.ones(1_000_000_000)
        finally:
            resource.setrlimit(resource.RLIMIT_AS, limits)


class Falling(Tiny):
    """Its process is ended from outside while it is drawn, as the system does where memory runs out."""

    name, number = "falling", "4"

    def bring_a_square(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class Long(Tiny):
    """Takes so long that there is time to stop it."""

    name, number = "long", "9"

    def bring_a_square(self) -> None:
        self.act(900.0)



def _entry(cls: type[Tiny]) -> Entry:
    scripts = SCRIPTS.relative_to(ROOT).as_posix()
    return Entry(cls.name, cls.number, f"{__name__}:{cls.__name__}", scripts=scripts, told_as="tiny")


TINY, BROKEN, LONG, HUNGRY, FALLING, FOLLOWING = map(_entry, (Tiny, Broken, Long, Hungry, Falling, Following))
ORDER = (TINY, BROKEN, LONG)
