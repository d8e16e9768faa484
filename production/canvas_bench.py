"""How long a frame of a clip takes to draw: Manim's camera, ours, and Cairo alone.

All three draw each measured frame of one walk through the clip, and their pixels are compared.
Cairo alone is the floor: paths are ready before the clock starts, and only colors are set,
paths handed over, filled and stroked. Unchanged frames are drawn by the floor like any other,
so a film with still moments can come out below it.

As a script::

    python -m production.canvas_bench binding --every 40
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from json import dumps
from time import thread_time
from typing import Any

import click
import numpy as np
from manim import Mobject, VMobject
from manim.camera.camera import Camera

from production.canvas import Canvas
from production.choices import chosen
from production.renderer import Picture
from production.walk import staged
from scenes.running_order import RUNNING_ORDER, Entry
from scenes.stage.request import AUDIENCES, QUALITIES, SHAPES, Request

#: Frames in a row that are measured in one place: two of one ambient pose, and two of the next.
_IN_A_ROW = 4


@dataclass
class DrawTimes:
    """CPU times of drawing frames, ms for all frames together.

    Attributes
    ----------
    frames
        How many frames were measured.
    equal
        In how many of them our pixels and those of Cairo alone were Manim's.
    shapes, curves
        Shapes that Manim hands to Cairo and curves in them, in all frames together.
    stock, canvas, floor
        Manim's camera, ours, Cairo alone.
    worst
        Our slowest frame.
    """

    frames: int = 0
    equal: int = 0
    shapes: int = 0
    curves: int = 0
    stock: float = 0.0
    canvas: float = 0.0
    floor: float = 0.0
    worst: float = 0.0
    each: list[tuple[float, float, float]] = field(default_factory=list)

    def note(self, stock: float, canvas: float, floor: float, equal: bool) -> None:
        """Add one frame."""
        self.frames += 1
        self.equal += equal
        self.stock, self.canvas, self.floor = (
            self.stock + stock, self.canvas + canvas, self.floor + floor,
        )
        self.worst = max(self.worst, canvas)
        self.each.append((stock, canvas, floor))

    def summary(self) -> dict[str, float]:
        """Means a frame (ms), and ratios."""
        count = max(self.frames, 1)
        found = {k: v for k, v in asdict(self).items() if k not in ("each", "worst")}
        means = {
            name: round(value / count, 2)
            for name, value in found.items()
            if name not in ("frames", "equal")
        }
        return {
            "frames": self.frames,
            "equal": self.equal,
            **means,
            "worst": round(self.worst, 2),
            "speedup": round(self.stock / max(self.canvas, 1e-9), 2),
            "ratio_to_floor": round(self.canvas / max(self.floor, 1e-9), 2),
        }


class Stopwatch(Canvas):
    """Our camera, which has each frame also drawn the two other ways and keeps the times."""

    def __init__(self) -> None:
        self.times = DrawTimes()
        self._stock, self._alone = Camera(), Camera()
        super().__init__()

    def init_background(self) -> None:
        """Lay the background, for all three."""
        super().init_background()
        assert self.background is not None
        for camera in (self._stock, self._alone):
            camera.set_background(self.background)

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Draw three times."""
        scene, ours = list(mobjects), super()
        shapes = [s for s in self.get_mobjects_to_display(scene) if isinstance(s, VMobject)]
        stock = _ms(lambda: _frame(self._stock, scene, kwargs))
        canvas = _ms(lambda: _frame(ours, scene, kwargs))
        ready = [_ready(self._alone, shape) for shape in shapes]
        floor = _ms(lambda: _draw_ready(self._alone, ready))
        equal = all(
            np.array_equal(self.pixel_array, other.pixel_array)
            for other in (self._stock, self._alone)
        )
        self.times.shapes += len(shapes)
        self.times.curves += sum(len(shape.points) // 4 for shape in shapes)
        self.times.note(stock, canvas, floor, equal)


def _ms(work: Callable[[], object]) -> float:
    start = thread_time()
    work()
    return 1000 * (thread_time() - start)


def _frame(camera: Any, scene: list[Mobject], options: dict[str, Any]) -> None:
    camera.reset()
    camera.capture_mobjects(scene, **options)


def _ready(camera: Camera, shape: VMobject) -> Callable[[], None]:
    """What draws one shape and has nothing left to prepare."""
    context = camera.get_cairo_context(camera.pixel_array)
    camera.set_cairo_context_path(context, shape)
    path = context.copy_path()
    context.new_path()
    visible = [w for w in (False, True) if shape.get_stroke_width(w) > 0
               and shape.get_stroke_opacity(w) > 0]
    filled = bool(shape.get_fill_rgbas()[:, 3].any())

    def draw() -> None:
        context.append_path(path)
        if True in visible:
            camera.apply_stroke(context, shape, background=True)
        if filled:
            camera.apply_fill(context, shape)
        if False in visible:
            camera.apply_stroke(context, shape)
        context.new_path()

    return draw if filled or visible else lambda: None


def _draw_ready(camera: Camera, ready: list[Callable[[], None]]) -> None:
    camera.reset()
    for draw in ready:
        draw()


class SomeFrames:
    """Wants a few frames in a row, again and again.

    Parameters
    ----------
    every
        From one row of frames to the next.
    """

    def __init__(self, every: int) -> None:
        self.every = max(every, _IN_A_ROW)

    def wants(self, index: int) -> bool:
        """Whether this frame is measured."""
        return index % self.every < _IN_A_ROW

    def take(self, index: int, picture: Picture) -> None:
        """Measured already."""
        del index, picture


def measure(entry: Entry, request: Request, every: int = 40) -> DrawTimes:
    """Draw some frames of a clip three ways.

    Parameters
    ----------
    every
        Of this many frames, four in a row are measured.
    """
    with staged(entry, request, SomeFrames(every)) as walk:
        camera = walk.renderer.camera = Stopwatch()
        walk.go()
    return camera.times


@click.command()
@click.argument("clips", nargs=-1)
@click.option("--every", default=40, help="Of this many frames, four in a row are measured.")
@click.option("--quality", type=click.Choice(list(QUALITIES)), default="hd")
@click.option("--shape", type=click.Choice(SHAPES), default="landscape")
@click.option("--audience", type=click.Choice(AUDIENCES), default="patient")
def main(clips: tuple[str, ...], every: int, quality: str, shape: str, audience: str) -> None:
    """Print for each clip what drawing a frame costs (ms of CPU time)."""
    names = chosen("clip", clips, [entry.name for entry in RUNNING_ORDER])
    request = Request(audience=audience, shape=shape, quality=QUALITIES[quality])
    for entry in RUNNING_ORDER:
        if entry.name in names:
            times = measure(entry, request, every)
            click.echo(dumps({"clip": entry.name, **times.summary()}))


if __name__ == "__main__":
    main()
