"""What drawing and encoding a frame costs: Manim's camera, ours, and Cairo alone.

Cairo alone is the floor: paths are ready before the clock starts, and only colors are set, paths
handed over, filled and stroked. Unchanged frames are drawn by the floor like any other, so that a
film with still moments can come out below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from time import thread_time
from typing import Any

import numpy as np
from manim import Mobject, VMobject
from manim.camera.camera import Camera
from manim.utils.exceptions import EndSceneEarlyException

from production.draw.cairo.canvas import Canvas
from production.draw.encoder import GroupEncoder
from production.draw.renderer import Picture
from production.draw.walk import staged
from production.plan.form import VideoForm
from scenes.script.entry import Entry
from scenes.script.request import Request
from scenes.script.story import BeatRecord

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


# --- the floor ----------------------------------------------------------------------------------------


@dataclass
class Floor:
    """CPU seconds of only drawing and only encoding frames, measured on some of them.

    Attributes
    ----------
    frames, measured
        How many there are, and how many were measured.
    drawing, encoding
        For all frames, extrapolated from those that were measured. Encoding begins with a finished picture:
        conversion to the film's colors is part of it.
    changing
        The share of frames that differ from the one before.
    """

    frames: int = 0
    measured: int = 0
    drawing: float = 0.0
    encoding: float = 0.0
    changing: float = 0.0

    @property
    def seconds(self) -> float:
        """Both together."""
        return self.drawing + self.encoding


class _AloneToo(Canvas):
    """Our camera, which has each frame also drawn by Cairo alone and keeps the time."""

    def __init__(self) -> None:
        self.seconds, self.captured = 0.0, 0
        self._alone = Camera()
        super().__init__()

    def init_background(self) -> None:
        """Lay the background, for both."""
        super().init_background()
        assert self.background is not None
        self._alone.set_background(self.background)

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Draw twice."""
        scene = list(mobjects)
        super().capture_mobjects(scene, **kwargs)
        shapes = [s for s in self.get_mobjects_to_display(scene) if isinstance(s, VMobject)]
        ready = [_ready(self._alone, shape) for shape in shapes]
        self.seconds += _ms(lambda: _draw_ready(self._alone, ready)) / 1000
        self.captured += 1


class _SomeGroups:
    """Wants one group of pictures of so many, and encodes it."""

    def __init__(self, form: VideoForm, every: int) -> None:
        self.form, self.every = form, every
        self.taken = self.changes = 0
        self.seconds = 0.0
        self._encoder: GroupEncoder | None = None
        self._group = -1
        self._last: Picture | None = None

    def wants(self, index: int) -> bool:
        """Whether this frame is measured: groups in the middle of so many."""
        return index // self.form.frames_a_group % self.every == self.every // 2

    def take(self, index: int, picture: Picture) -> None:
        """Encode a frame."""
        if index // self.form.frames_a_group != self._group:
            self.finish()
            self._group, self._encoder = index // self.form.frames_a_group, GroupEncoder(self.form)
        encoder = self._encoder
        assert encoder is not None
        self.seconds += _ms(lambda: encoder.add(picture)) / 1000
        self.taken += 1
        self.changes += picture is not self._last
        self._last = picture

    def finish(self) -> None:
        """Close the group in work."""
        if self._encoder is not None:
            self.seconds += _ms(self._encoder.finish) / 1000
            self._encoder = None


def floor_of(entry: Entry, request: Request, every: int = 4, seconds: float | None = None) -> Floor:
    """What drawing and encoding a clip costs at the least.

    Parameters
    ----------
    every
        Of so many groups of pictures, one is measured.
    seconds
        The clip ends with the first beat that is over after so many seconds.
    """

    def at_end(record: BeatRecord) -> None:
        if seconds is not None and record.end >= seconds:
            raise EndSceneEarlyException

    groups = _SomeGroups(VideoForm.of(request), every)
    with staged(entry, request, groups, at_end) as walk:
        camera = walk.renderer.camera = _AloneToo()
        walk.go()
    groups.finish()
    frames, taken = walk.renderer.frames, max(groups.taken, 1)
    # Of frames that hold still only one is captured, but Cairo alone would draw them all.
    a_frame = camera.seconds / max(camera.captured, 1)
    return Floor(frames, groups.taken, a_frame * frames, groups.seconds / taken * frames, groups.changes / taken)
