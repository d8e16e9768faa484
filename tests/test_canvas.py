"""The film's camera draws exactly what Manim's own camera draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from manim import (
    Camera,
    Circle,
    Dot,
    Group,
    Mobject,
    PointCloudDot,
    Square,
    Star,
    Text,
    VGroup,
    VMobject,
    tempconfig,
)
from manim.constants import CapStyleType, LineJointType
from PIL import Image

from production.cairo_library import CAIRO
from production.canvas import Canvas
from production.renderer import Picture
from production.walk import staged
from scenes.running_order import RUNNING_ORDER, Entry
from scenes.stage.draw import discs, line
from scenes.stage.request import Quality, Request
from scenes.stage.view import View

BLUE, RED, GOLD = "#3b6ea5", "#c0504d", "#e0b040"
#: Several colors make a gradient; Manim's annotations do not know.
COLORS: Any = [RED, GOLD, BLUE]
WIDTH, HEIGHT = 160, 90
CORNERS = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], dtype=float)


@pytest.fixture(autouse=True)
def small_frame() -> Iterator[None]:
    size = {"pixel_width": WIDTH, "pixel_height": HEIGHT}
    with tempconfig({**size, "frame_width": 14.0, "frame_height": 14.0 * HEIGHT / WIDTH}):
        yield


class BothCameras:
    """Manim's camera and ours before the same scene, frame after frame."""

    def __init__(self) -> None:
        self.stock: Any = Camera()
        self.ours: Any = Canvas()

    def capture(self, mobjects: Iterable[Mobject], reset: bool = True, **kwargs: Any) -> None:
        scene = list(mobjects)
        for camera in (self.stock, self.ours):
            if reset:
                camera.reset()
            camera.capture_mobjects(scene, **kwargs)
        self.check()

    def check(self) -> None:
        np.testing.assert_array_equal(self.ours.pixel_array, self.stock.pixel_array)


@pytest.fixture
def both() -> BothCameras:
    return BothCameras()


def ring(count: int, radius: float, seed: int, center: tuple[float, float] = (0, 0)) -> VMobject:
    """A wobbly closed shape."""
    rng = np.random.default_rng(seed)
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    reach = radius * (1 + 0.3 * rng.standard_normal(count))
    points = np.column_stack([reach * np.cos(angles), reach * np.sin(angles), 0 * angles])
    shape = VMobject(fill_color=BLUE, fill_opacity=1, stroke_width=0)
    shape.set_points_smoothly([*points, points[0]])
    return shape.shift((*center, 0))


def polygon(*corners: Any) -> VMobject:
    shape = VMobject(fill_color=GOLD, fill_opacity=0.8, stroke_width=2, stroke_color=RED)
    return shape.set_points_as_corners([*corners])


def with_hole() -> VMobject:
    shape = Circle(2, fill_color=BLUE, fill_opacity=1, stroke_width=0)
    shape.append_points(Circle(1).points[::-1])
    return shape


def two_open_lines() -> VMobject:
    shape = polygon(CORNERS[0], CORNERS[1], CORNERS[2])
    shape.append_points(polygon(CORNERS[3] * 2, CORNERS[2] * 2).points)
    return shape


def half_a_curve_more() -> VMobject:
    shape = Square(2, fill_color=GOLD, fill_opacity=0.5)
    shape.points = np.vstack([shape.points, [[0.0, 0.0, 0.0], [1.0, 2.0, 0.0]]])
    return shape


def with_coordinate(value: float) -> VMobject:
    shape = Square(2, fill_color=GOLD, fill_opacity=0.5)
    shape.points[5] = value
    return shape


def nearly(gap: float) -> VMobject:
    """A ring whose last anchor misses the first by a little."""
    shape = polygon(*CORNERS, CORNERS[0] + [gap, 0, 0]).set_stroke(width=14)
    shape.joint_type = LineJointType.MITER
    return shape


def with_ends(join: LineJointType, cap: CapStyleType) -> VMobject:
    shape = polygon(*CORNERS).set_stroke(width=20, opacity=0.5)
    shape.joint_type, shape.cap_style = join, cap
    return shape


def behind(width: float) -> VMobject:
    return Square(2, fill_color=BLUE, fill_opacity=1).set_stroke(GOLD, width, background=True)


def colored_by_image() -> VMobject:
    shape = Circle(1.5, fill_opacity=1)
    noise = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH, 4), dtype=np.uint8)
    shape.color_using_background_image(Image.fromarray(noise, "RGBA"))
    return shape


class Inverted(VMobject):
    """A shape with its own idea of its fill."""

    def get_fill_rgbas(self) -> np.ndarray:
        rgbas = super().get_fill_rgbas().copy()
        rgbas[:, :3] = 1 - rgbas[:, :3]
        return np.asarray(rgbas)


def inverted() -> VMobject:
    shape = Inverted(fill_color=GOLD, fill_opacity=1)
    return shape.set_points_as_corners([*CORNERS, CORNERS[0]])


SHAPES: dict[str, Callable[[], Mobject]] = {
    "filled": lambda: Circle(2, color=BLUE, fill_opacity=1, stroke_width=0),
    "hole": with_hole,
    "many rings": lambda: discs(np.array([[-2, 0], [0, 1], [2, 0]]), 0.8, RED, View(135)),
    "see-through": lambda: Square(3, color=RED, fill_opacity=0.37, stroke_width=0),
    "all but gone": lambda: Square(3, color=RED, fill_opacity=0.001, stroke_width=0),
    "transparent": lambda: Square(3, color=RED, fill_opacity=0, stroke_width=0),
    "stroked": lambda: Star(color=RED, stroke_width=9, stroke_opacity=0.6),
    "transparent stroke": lambda: Square(3, fill_opacity=1).set_stroke(RED, 5, opacity=0),
    "negative width": lambda: Square(3, fill_opacity=1, stroke_width=-3),
    "stroke behind": lambda: behind(12),
    "round": lambda: with_ends(LineJointType.ROUND, CapStyleType.ROUND),
    "bevel": lambda: with_ends(LineJointType.BEVEL, CapStyleType.SQUARE),
    "miter": lambda: with_ends(LineJointType.MITER, CapStyleType.BUTT),
    "open": two_open_lines,
    "stage line": lambda: line([[-3, 0], [0, 1], [3, -1]], RED, 12, View(135), smooth=True),
    "nearly closed": lambda: nearly(8e-6),
    "nearly open": lambda: nearly(1.3e-5),
    "half a curve": half_a_curve_more,
    "two points": lambda: VMobject(fill_opacity=1).set_points(CORNERS[:2]),
    "one curve": lambda: VMobject(fill_opacity=1).set_points(CORNERS),
    "empty": VMobject,
    "empty group": VGroup,
    "no number": lambda: with_coordinate(np.nan),
    "infinite": lambda: with_coordinate(np.inf),
    "huge": lambda: with_coordinate(3e7),
    "beside": lambda: Circle(1, fill_opacity=1).shift((9, 0, 0)),
    "half beside": lambda: Circle(1, fill_opacity=1).shift((7, 4, 0)),
    "stroke from beside": lambda: Circle(1, color=RED, stroke_width=120).shift((8.3, 0, 0)),
    "miter from beside": lambda: polygon([8, -3, 0], [7.4, 0, 0], [8, 3, 0]).set_stroke(width=30),
    "gradient": lambda: Circle(2, fill_opacity=1, stroke_width=0).set_color(COLORS),
    "gradient stroke": lambda: Circle(2, stroke_width=20).set_stroke(COLORS),
    "words": lambda: Text("CD22 αβ", color=BLUE),
    "points": lambda: PointCloudDot(radius=0.8, density=12),
    "points between": lambda: Group(
        Circle(2, fill_opacity=1), PointCloudDot(radius=0.8, density=12), Dot(radius=0.5)
    ),
    "colored by image": colored_by_image,
    "own fill": inverted,
    "whole points": lambda: VMobject(fill_opacity=1).set_points(CORNERS.astype(int)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shape_looks_as_in_manim(both: BothCameras, name: str) -> None:
    below, above = ring(9, 3, 1), ring(7, 1, 2, (1, 1)).set_fill(RED, 0.6)
    shape = SHAPES[name]()
    both.capture([below, shape, above])
    both.capture([below, shape, above])
    both.capture([below, shape])
    above.shift((0.1, 0, 0))
    both.capture([below, shape, above])


def test_all_shapes_together_look_as_in_manim(both: BothCameras) -> None:
    everything = [make() for name, make in SHAPES.items() if name != "huge"]
    both.capture(everything)
    everything[3].shift((0.2, 0.1, 0))
    both.capture(everything)
    both.capture(everything[::-1])


def test_background_and_size_may_change(both: BothCameras) -> None:
    shape = ring(9, 2, 3)
    both.capture([shape])
    for camera in (both.stock, both.ours):
        camera.background_color = GOLD
    both.check()
    both.capture([shape])
    for camera in (both.stock, both.ours):
        camera.background_opacity = 0.4
    both.capture([shape])
    for camera in (both.stock, both.ours):
        camera.reset_pixel_shape(46, 80)
    both.capture([shape])


def test_going_on_from_a_static_picture(both: BothCameras) -> None:
    below, above = ring(9, 3, 1), ring(7, 1, 2)
    both.capture([below])
    still = both.stock.pixel_array.copy()
    for _ in range(3):
        above.shift((0.3, 0, 0))
        for camera in (both.stock, both.ours):
            camera.set_frame_to_background(still)
        both.capture([above], reset=False)
    both.capture([above, below])


def test_drawing_on_top_without_reset(both: BothCameras) -> None:
    both.capture([ring(9, 3, 1)])
    both.capture([ring(7, 2, 2).set_fill(RED, 0.5)], reset=False)
    both.capture([ring(7, 2, 2).set_fill(RED, 0.5)], reset=False)
    both.capture([ring(9, 3, 1)])


def test_pixels_may_be_set(both: BothCameras) -> None:
    noise = np.random.default_rng(2).integers(0, 255, (HEIGHT, WIDTH, 4), dtype=np.uint8)
    for camera in (both.stock, both.ours):
        camera.set_pixel_array(noise)
    both.check()
    noise[:] = 0
    both.check()
    both.capture([ring(9, 3, 1)], reset=False)


def test_reset_alone_shows_the_background(both: BothCameras) -> None:
    both.capture([ring(9, 3, 1)])
    for camera in (both.stock, both.ours):
        camera.reset()
    both.check()
    both.capture([])
    both.capture([ring(9, 3, 1)])


def test_families_are_found_in_manims_order(both: BothCameras) -> None:
    a, b, c = (Circle(1 + i, fill_opacity=0.5, color=k) for i, k in enumerate((RED, GOLD, BLUE)))
    a.add(b)
    twice = VGroup(a, c, VGroup(b, VGroup(c)), a)
    b.set_z_index(2)
    scenes: list[list[Mobject]] = [[twice], [twice, a], [c, twice, b], [VGroup(), twice]]
    for scene in scenes:
        expected = both.stock.get_mobjects_to_display(scene)
        assert both.ours.get_mobjects_to_display(scene) == expected
        both.capture(scene)
        both.capture(scene, excluded_mobjects=[c])
        both.capture([a, c, b], include_submobjects=False)


def test_a_family_that_contains_itself_is_walked_once(both: BothCameras) -> None:
    outer, inner = VGroup(Circle(fill_opacity=1)), VGroup(Square(fill_opacity=0.5))
    outer.add(inner)
    inner.submobjects.append(outer)
    both.capture([outer])


def test_shape_changed_in_place_is_seen(both: BothCameras) -> None:
    shape = ring(9, 2, 3)
    both.capture([shape])
    shape.points[:, 0] += 0.5
    both.capture([shape])
    shape.fill_rgbas[0, 0] = 0.9
    both.capture([shape])
    shape.set_stroke(RED, 3)
    both.capture([shape])


Change = tuple[str, int, float]
changes = st.lists(
    st.tuples(
        st.sampled_from(
            ["move", "move top", "fade", "recolor", "stroke", "reorder", "drop", "add", "z", "same"]
        ),
        st.integers(0, 400),
        st.floats(-1, 1, width=16),
    ),
    min_size=1,
    max_size=12,
)


def change(scene: list[VMobject], what: Change) -> None:
    """Change a scene in one of the ways in which clips do."""
    kind, number, amount = what
    shape = scene[number % len(scene)]
    match kind:
        case "move":
            shape.shift((amount, 0.3 * amount, 0))
        case "move top":
            scene[-1].shift((amount, 0, 0))
        case "fade":
            shape.set_fill(opacity=abs(amount))
        case "recolor":
            shape.set_fill([RED, GOLD, BLUE][number % 3])
        case "stroke":
            shape.set_stroke(RED, 10 * abs(amount), opacity=abs(amount))
        case "reorder":
            scene.append(scene.pop(number % len(scene)))
        case "drop" if len(scene) > 2:
            scene.remove(shape)
        case "add":
            scene.insert(number % len(scene), ring(8, 1.5, number, (4 * amount, amount)))
        case "z":
            shape.set_z_index(number % 3)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 50), steps=changes)
def test_changing_scenes_look_as_in_manim(seed: int, steps: list[Change]) -> None:
    both = BothCameras()
    places = np.random.default_rng(seed).uniform((-7, -4), (7, 4), (60, 2))
    scene = [ring(6 + i % 5, 0.9, seed + i, (x, y)) for i, (x, y) in enumerate(places)]
    for i, shape in enumerate(scene):
        shape.set_fill([BLUE, RED, GOLD][i % 3], [1, 0.5][i % 2])
    both.capture(scene)
    for step in steps:
        change(scene, step)
        both.capture(scene)


def crowd(count: int = 120) -> list[VMobject]:
    places = np.random.default_rng(4).uniform((-7, -4), (7, 4), (count, 2))
    return [ring(9, 0.6, i, (x, y)) for i, (x, y) in enumerate(places)]


def frame(camera: Canvas, scene: list[VMobject]) -> int:
    """Draw a frame; how many shapes were drawn for it."""
    before = camera.shapes_drawn
    camera.reset()
    camera.capture_mobjects(scene)
    return camera.shapes_drawn - before


def test_unchanged_frame_is_not_drawn_again() -> None:
    camera, scene = Canvas(), crowd()
    assert frame(camera, scene) == len(scene)
    version = camera.version
    for shape in scene:
        shape.points = shape.points.copy()
    assert frame(camera, scene) == 0
    assert camera.version == version
    scene[0].shift((0.1, 0, 0))
    assert frame(camera, scene) == len(scene)
    assert camera.version > version


def test_what_stands_still_below_is_drawn_once() -> None:
    camera, scene = Canvas(), crowd()
    frame(camera, scene)
    drawn = []
    for _ in range(4):
        scene[-1].shift((0.05, 0, 0))
        drawn.append(frame(camera, scene))
    assert drawn == [len(scene), 1, 1, 1]


def test_what_moves_in_every_second_frame_costs_only_then() -> None:
    camera, scene = Canvas(), crowd()
    drawn = []
    for i in range(12):
        scene[-1].shift((0.05, 0, 0))
        if i % 2:
            scene[2].shift((0.05, 0, 0))
        drawn.append(frame(camera, scene))
    assert drawn[6:] == [1, len(scene)] * 3


@pytest.mark.skipif(CAIRO is None, reason="Manim draws all shapes here, in and beside the frame")
def test_invisible_shapes_are_not_drawn() -> None:
    camera = Canvas()
    away = Circle(1, fill_opacity=1).shift((9, 0, 0))
    clear = Circle(1, fill_opacity=0, stroke_width=0)
    assert frame(camera, [away, clear]) == 0
    away.shift((0.1, 0, 0))
    version = camera.version
    assert frame(camera, [away, clear]) == 0
    assert camera.version == version


def test_pixels_cannot_be_changed_behind_the_cameras_back() -> None:
    camera = Canvas()
    with pytest.raises(ValueError, match="read-only"):
        camera.pixel_array[:] = 0


def test_manim_draws_everything_where_cairo_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("production.canvas.CAIRO", None)
    both = BothCameras()
    scene: list[Any] = [*crowd(60), PointCloudDot(), with_hole(), with_coordinate(np.nan)]
    for _ in range(3):
        both.capture(scene)
        scene[-2].shift((0.2, 0, 0))


# --- the film's own clips ---------------------------------------------------------------------


class Checked(Camera):  # type: ignore[misc, unused-ignore]
    """Manim's camera, which has each of its frames compared with ours."""

    def __init__(self) -> None:
        self.ours: Any = Canvas()
        self.frames = 0
        super().__init__()

    def init_background(self) -> None:
        super().init_background()
        self.ours.set_background(self.background)

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        scene = list(mobjects)
        super().capture_mobjects(scene, **kwargs)
        self.ours.reset()
        self.ours.capture_mobjects(scene, **kwargs)
        np.testing.assert_array_equal(self.ours.pixel_array, self.pixel_array)
        self.frames += 1


class SomeFrames:
    """Wants four frames in a row every nine seconds."""

    def __init__(self, fps: int) -> None:
        self.every = 9 * fps

    def wants(self, index: int) -> bool:
        return index % self.every < 4

    def take(self, index: int, picture: Picture) -> None:
        del index, picture


def clip_module(entry: Entry) -> str:
    return entry.target.partition(":")[0]


@pytest.mark.parametrize("audience", ["patient", "student"])
@pytest.mark.parametrize("entry", RUNNING_ORDER, ids=lambda entry: entry.name)
def test_clip_looks_as_in_manim(entry: Entry, audience: str) -> None:
    try:
        import_module(clip_module(entry))
    except ModuleNotFoundError:
        pytest.skip("this clip is not there yet")
    small = Quality("small", 180, 30)
    with staged(entry, Request(audience=audience, quality=small), SomeFrames(30)) as walk:
        camera = walk.renderer.camera = Checked()
        walk.go()
    assert camera.frames > 8
