"""Shapes on which a camera can go wrong, each with a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import Circle, Dot, Group, Mobject, PointCloudDot, Square, Star, Text, VGroup, VMobject
from manim.constants import CapStyleType, LineJointType
from PIL import Image

from scenes.stage.drawing import discs, line
from scenes.stage.view import View

BLUE, RED, GOLD = "#3b6ea5", "#c0504d", "#e0b040"
#: Several colors make a gradient; Manim's annotations do not know.
COLORS: Any = [RED, GOLD, BLUE]
WIDTH, HEIGHT = 160, 90
CORNERS = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], dtype=float)


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
