"""Clips of a few seconds for the tests of what happens around a clip."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from manim import Circle, Square

from scenes.stage.clip import Clip
from scenes.stage.script import ClipScript, load_clip_script
from scenes.stage.style import CD22, PAYLOAD

SCRIPTS = Path(__file__).parent / "script"


class Tiny(Clip):
    """A disc that goes round, and a square that arrives; two beats and the end card."""

    name = "tiny"
    number = "9"
    poster_beat = "square"

    def load_script(self) -> ClipScript:
        return load_clip_script(
            self.name, self.request.language, self.request.audience, root=SCRIPTS
        )

    def construct(self) -> None:
        self.send_a_disc_round()
        with self.beat("disc"):
            self.act(1.0)
        with self.beat("square"):
            square = Square(1.0, color=CD22, fill_opacity=1)
            self.show(square)
            self.label("square", square.get_center(), role="cd22")
            self.play(square.animate.shift([0.5, 0, 0]), run_time=0.4)
        self.end_card()

    def send_a_disc_round(self) -> None:
        disc = Circle(0.4, color=PAYLOAD, fill_opacity=1)
        self.add(disc)
        self.ambient(disc, lambda d, t: d.move_to([2 * np.cos(t), np.sin(t), 0]))


class Broken(Tiny):
    """Breaks in its second beat, on purpose."""

    def construct(self) -> None:
        with self.beat("disc"):
            self.act(0.2)
        with self.beat("square"):
            raise ValueError("the square will not come")
