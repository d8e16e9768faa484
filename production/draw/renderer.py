"""Drawing a clip frame by frame, and only the frames that somebody wants.

Manim writes a small movie for each ``play`` and joins them; here every picture goes straight
to its taker. A frame nobody wants costs nothing: the clip is then *walked*, from one ``play``
to the next, without any drawing. That a frame looks the same either way follows from the
rule that all motion is a function of (seed, time).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Any, Final, Protocol

from manim import Mobject, Scene
from manim.renderer.cairo_renderer import CairoRenderer
from manim.utils.iterables import list_update

from production.draw.cairo.canvas import Canvas, Changed
from production.draw.picture import Picture as Picture

#: Frames that are gone through, undrawn, before one that comes after a gap: it then looks as it would have looked
#: without one, even if something follows another thing a frame late.
RUN_UP: Final = 2

class FrameTaker(Protocol):
    """Whoever wants frames."""

    def wants(self, index: int) -> bool:
        """Whether the frame with this number (from 0) is to be drawn."""

    def take(self, index: int, picture: Picture) -> None:
        """Receive a frame. One that looks like the frame before is the very same picture."""


class Nobody:
    """Wants no frame at all: the clip is only walked."""

    def wants(self, index: int) -> bool:
        """Never."""
        del index
        return False

    def take(self, index: int, picture: Picture) -> None:
        """Not called."""
        del index, picture


class FilmRenderer(CairoRenderer):  # type: ignore[misc, unused-ignore]
    """Manim's Cairo renderer without movie files.

    Parameters
    ----------
    taker
        Who gets the frames, and says which are wanted.
    run_up
        Frames that are gone through, undrawn, before one that comes after a gap.

    Attributes
    ----------
    frames
        Frames played so far, drawn or not. The renderer's ``time`` is always exactly
        ``frames`` over the frame rate, so that no rounding adds up.
    above
        What lies over the scene in the frame that is drawn next, if anything does.
    lends
        Whether pictures are only lent: they are the camera's own, and the next one is drawn over them. Else each is
        a copy.
    """

    def __init__(self, taker: FrameTaker | None = None, run_up: int = RUN_UP) -> None:
        super().__init__(camera_class=Canvas)
        self.run_up = run_up
        self.taker: FrameTaker = taker or Nobody()
        self.frames = 0
        self.lends = False
        self.above: Callable[[Scene, float], Sequence[Mobject]] | None = None
        self._drawn: tuple[int, Picture] | None = None

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play one animation: go to each wanted frame, then to the animation's end."""
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        count = max(1, ceil(scene.duration * self.camera.frame_rate - 1e-6))
        if scene.is_current_animation_frozen_frame():
            self._hold(scene, count)
        else:
            self._move(scene, count)
        self.num_plays += 1

    def picture(self, scene: Scene) -> Picture:
        """Draw the scene as it stands now."""
        self.static_image = None
        above = self.above(scene, self.time) if self.above is not None else ()
        self.update_frame(scene, [*list_update(scene.mobjects, scene.foreground_mobjects), *above])
        canvas = self.camera
        assert isinstance(canvas, Canvas)
        if self._drawn is None or self._drawn[0] != canvas.version:
            picture = canvas.pixel_array if self.lends else self.get_frame()
            picture.flags.writeable = False
            self._drawn = (canvas.version, picture)
        return self._drawn[1]

    def keep_below(self, shapes: Iterable[Mobject]) -> None:
        """From now on, be quick to draw a picture once more without these."""
        canvas = self.camera
        assert isinstance(canvas, Canvas)
        canvas.keeps_below = frozenset(map(id, shapes))

    @property
    def changed(self) -> Changed:
        """How the latest picture differs from the one before."""
        canvas = self.camera
        assert isinstance(canvas, Canvas)
        return canvas.changed

    def scene_finished(self, scene: Scene) -> None:
        """Nothing is left to do: whoever took the frames finishes the file."""
        del scene

    def _hold(self, scene: Scene, count: int) -> None:
        """Show the scene as it stands for a number of frames; drawn at most once."""
        drawn: Picture | None = None
        for _ in range(count):
            if self.taker.wants(self.frames):
                drawn = self.picture(scene) if drawn is None or self.above is not None else drawn
                self.taker.take(self.frames, drawn)
            self._tick()

    def _move(self, scene: Scene, count: int) -> None:
        """Play a number of moving frames, stepping only on those that are wanted."""
        rate = self.camera.frame_rate
        reached = -1
        for i in range(count):
            if self.taker.wants(self.frames):
                for step in range(max(reached + 1, i - self.run_up), i + 1):
                    scene.update_to_time(step / rate)
                reached = i
                self.taker.take(self.frames, self.picture(scene))
            self._tick()
        # The same last step whether frames were drawn or not, so that what a clip decides
        # between two plays (where a label goes) never depends on what was drawn.
        scene.update_to_time(scene.duration)
        for animation in scene.animations or ():
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)

    def _tick(self) -> None:
        self.frames += 1
        self.time = self.frames / self.camera.frame_rate
