"""The film's camera draws exactly what Manim's own camera draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from manim import Camera, Circle, Mobject, PointCloudDot, Square, VGroup, VMobject, tempconfig

from production.draw.cairo.canvas import Canvas
from production.draw.cairo.library import CAIRO
from tests.helpers.canvas_shapes import (
    BLUE,
    GOLD,
    HEIGHT,
    RED,
    SHAPES,
    WIDTH,
    ring,
    with_coordinate,
    with_hole,
)


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
    scenes: list[list[Mobject]] = [[twice], [twice, a], [c, twice, b], [VGroup(), twice], [a, c, a]]
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
    assert frame(camera, scene) > 0
    assert camera.version > version


def test_what_stands_still_below_is_drawn_once() -> None:
    camera, scene = Canvas(), crowd()
    frame(camera, scene)
    drawn = []
    for _ in range(4):
        for shape in scene[-20:]:  # all over the picture
            shape.shift((0.05, 0, 0))
        drawn.append(frame(camera, scene))
    assert drawn == [len(scene), 20, 20, 20]


@pytest.mark.skipif(CAIRO is None, reason="Manim draws whole frames")
def test_where_little_changes_only_what_reaches_there_is_drawn() -> None:
    camera, scene = Canvas(), crowd()
    frame(camera, scene)
    for _ in range(3):
        scene[7].shift((0.05, 0, 0))
        assert 0 < frame(camera, scene) < len(scene) / 3
        top, bottom = camera.changed[1:]
        assert 0 < bottom - top < HEIGHT / 2


def test_rows_that_have_not_changed_are_told(both: BothCameras) -> None:
    scene = crowd()
    both.capture(scene)
    for k in range(20):
        before = both.ours.pixel_array.copy()
        scene[6 * k].shift((0.2, 0.1, 0))
        both.capture(scene)
        rows = np.flatnonzero((before != both.ours.pixel_array).any(axis=(1, 2)))
        _, top, bottom = both.ours.changed
        assert all(top <= row < bottom for row in rows)


def scattered(seed: int) -> VMobject:
    """Many rings as one shape, all over the picture."""
    places = np.random.default_rng(seed).uniform((-7, -4), (7, 4), (50, 2))
    whole = VMobject(fill_color=[BLUE, RED, GOLD][seed % 3], fill_opacity=0.7, stroke_width=0)
    whole.points = np.vstack([ring(9, 0.5, seed + i, (x, y)).points for i, (x, y) in enumerate(places)])
    return whole


def test_a_part_of_a_shape_that_moves_looks_as_in_manim(both: BothCameras) -> None:
    """Cairo rounds the coverage of a row by all edges in it: also far from what has moved."""
    scene = [scattered(seed) for seed in range(4)]
    size = len(ring(9, 0.5, 1).points)
    both.capture(scene)
    for k in range(40):
        part = slice(size * (k % 50), size * (k % 50 + 1))
        points = scene[k % 4].points.copy()
        points[part] += (0.13, 0.07, 0) if k % 5 else (-2.3, 1.9, 0)  # near by, or far off
        scene[k % 4].points = points
        both.capture(scene)


def test_an_edge_that_is_only_implied_moves_too(both: BothCameras) -> None:
    """A filled path that is open is closed by a line: where it lies, no curve does."""
    path = VMobject(fill_color=RED, fill_opacity=1, stroke_width=0)
    path.set_points_as_corners([(-6, -3.5, 0), *((-6 + i / 5, np.sin(i), 0) for i in range(60))])
    both.capture([*crowd(40), path])
    for _ in range(4):
        points = path.points.copy()
        points[-2:, 1] += 0.4
        path.points = points
        both.capture([*crowd(40), path])


def test_what_moves_in_every_second_frame_costs_only_then() -> None:
    camera, scene = Canvas(), crowd()
    drawn = []
    for i in range(12):
        for shape in scene[-20:]:
            shape.shift((0.05, 0, 0))
        if i % 2:
            scene[2].shift((0.05, 0, 0))
        drawn.append(frame(camera, scene))
    assert drawn[6:] == [20, len(scene)] * 3


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
    monkeypatch.setattr("production.draw.cairo.canvas.CAIRO", None)
    both = BothCameras()
    scene: list[Any] = [*crowd(60), PointCloudDot(), with_hole(), with_coordinate(np.nan)]
    for _ in range(3):
        both.capture(scene)
        scene[-2].shift((0.2, 0, 0))
