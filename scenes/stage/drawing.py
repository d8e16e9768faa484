"""From plane geometry to Manim shapes: fills first, strokes where a fill cannot serve.

Fills are cheap for Cairo and never crack at joints, so contours are drawn as a dark,
slightly inflated fill under the colored one (see :func:`contour`). Geometry is Shapely's,
in nanometers; a :class:`~scenes.stage.view.View` places it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import shapely
from manim import VMobject
from manim.constants import CapStyleType, LineJointType
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.stage.kept import kept
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.view import View

#: Handle length of a cubic that draws a quarter of a circle of radius 1.
_QUARTER = 4 * (np.sqrt(2) - 1) / 3
#: The same for half a circle.
_HALF = 4 / 3


def blank(color: str, opacity: float = 1.0) -> VMobject:
    """An empty shape with this fill and no stroke."""
    shape = VMobject.__new__(VMobject)
    take_over(shape, _blank(color, opacity))
    return shape


@cache
def _blank(color: str, opacity: float) -> VMobject:
    shape = VMobject(stroke_width=0, fill_color=color, fill_opacity=opacity)
    shape.set_stroke(width=0, opacity=0)
    return shape


def take_over(shape: VMobject, other: VMobject) -> None:
    """Make a shape a copy of another one, without what belongs to that."""
    vars(shape).update({
        name: value.copy() if isinstance(value, (np.ndarray, list)) else value for name, value in vars(other).items()
    })
    shape.submobjects, shape.updaters = [], []


def catmull_rom(ring: np.ndarray, closed: bool = True) -> np.ndarray:
    """Cubic Béziers of a centripetal-like Catmull–Rom curve through points.

    Parameters
    ----------
    ring
        Points, shape (n, 3), the last not repeating the first.
    closed
        Whether the curve returns to its first point.

    Returns
    -------
    numpy.ndarray
        Manim points, shape (4 m, 3): anchor, two handles, anchor for each curve. Handles
        are kept within 0.36 of their chord, so that uneven spacing makes no loops.
    """
    if closed:
        after = np.roll(np.arange(len(ring)), -1)
        return _smooth(ring, np.roll(after, 2), after)
    padded = np.vstack([2 * ring[:1] - ring[1:2], ring, 2 * ring[-1:] - ring[-2:-1]])
    slope = padded[2:] - padded[:-2]
    return _curves(ring[:-1], ring[1:], slope[:-1], slope[1:])


def _smooth(points: np.ndarray, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Closed curves through points; for each, which point comes before and which after it."""
    slope = points[after] - points[before]
    return _curves(points, points[after], slope, slope[after])


def _curves(
    start: np.ndarray, end: np.ndarray, slope_start: np.ndarray, slope_end: np.ndarray
) -> np.ndarray:
    chord = np.linalg.norm(end - start, axis=1, keepdims=True)

    def handle(slope: np.ndarray) -> np.ndarray:
        length = np.linalg.norm(slope, axis=1, keepdims=True)
        bounded = np.minimum(length / 6, 0.36 * chord)
        return np.asarray(slope / np.maximum(length, 1e-12) * bounded)

    curves = np.empty((len(start), 4, 3))
    curves[:, 0] = start
    curves[:, 1] = start + handle(slope_start)
    curves[:, 2] = end - handle(slope_end)
    curves[:, 3] = end
    return curves.reshape(-1, 3)


def polyline(ring: np.ndarray, closed: bool = True) -> np.ndarray:
    """Straight cubic Béziers through points, shape (n, 3) to (4 m, 3)."""
    ends = np.roll(ring, -1, axis=0) if closed else ring[1:]
    return _straight(ring if closed else ring[:-1], ends)


def _straight(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    curves = np.empty((len(start), 4, 3))
    for i, share in enumerate((0.0, 1 / 3, 2 / 3, 1.0)):
        curves[:, i] = start + (end - start) * share
    return curves.reshape(-1, 3)


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons of any geometry; lines and points are dropped."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    if isinstance(geometry, MultiPolygon) or hasattr(geometry, "geoms"):
        return [p for part in geometry.geoms for p in polygons(part)]
    return []


def outline_points(
    geometry: BaseGeometry, view: View, smooth: bool = True, tolerance_px: float = 0.45
) -> np.ndarray:
    """All rings of a geometry in nm as Manim points, holes wound the other way.

    ``tolerance_px`` is how far, in stage px, the drawn outline may leave the exact one.
    """
    return outlines([geometry], view, smooth, tolerance_px)[0]


@kept
def outlines(
    geometries: Sequence[BaseGeometry], view: View, smooth: bool = True, tolerance_px: float = 0.45
) -> list[np.ndarray]:
    """As :func:`outline_points`, for many geometries at once."""
    return outlines_now(geometries, view, smooth, tolerance_px)


def outlines_now(
    geometries: Sequence[BaseGeometry], view: View, smooth: bool = True, tolerance_px: float = 0.45
) -> list[np.ndarray]:
    """As :func:`outlines`, for what looks different in each frame: it is not kept, which would take longer."""
    parts = [polygons(geometry) for geometry in geometries]
    if not any(parts):
        return [np.zeros((0, 3)) for _ in parts]
    slim = shapely.simplify([p for part in parts for p in part], view.nm(tolerance_px))
    rings, which = shapely.get_rings(shapely.orient_polygons(slim), return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    again = np.append(np.diff(ring), 1) > 0  # a ring's last point is its first
    xy, ring = xy[~again], ring[~again]
    starts = np.append(1, np.diff(ring)) > 0
    firsts, lasts = np.flatnonzero(starts), np.flatnonzero(np.append(starts[1:], True))
    before, after = np.arange(len(xy)) - 1, np.arange(len(xy)) + 1
    before[firsts], after[lasts] = lasts, firsts
    points = view.points(xy)
    curves = _smooth(points, before, after) if smooth else _straight(points, points[after])
    owner = np.repeat(np.arange(len(parts)), [len(part) for part in parts])[which[ring]]
    ends = np.cumsum(np.bincount(owner, minlength=len(parts)))
    return np.split(curves, 4 * ends[:-1])


def fill(
    geometry: BaseGeometry,
    color: str,
    view: View,
    *,
    opacity: float = 1.0,
    smooth: bool = True,
    tolerance_px: float = 0.45,
) -> VMobject:
    """A geometry in nm as one filled shape without a stroke."""
    shape = blank(color, opacity)
    shape.set_points(outline_points(geometry, view, smooth, tolerance_px))
    return shape


def contour(
    geometry: BaseGeometry, width_px: float, color: str, view: View, opacity: float = 1.0
) -> VMobject:
    """The dark, slightly inflated copy that shows as a contour of ``width_px`` under a fill."""
    return fill(grown([geometry], view.nm(width_px))[0], color, view, opacity=opacity)


def discs(
    centers: Sequence[Sequence[float]] | np.ndarray,
    radii: float | Sequence[float] | np.ndarray,
    color: str,
    view: View,
    opacity: float = 1.0,
) -> VMobject:
    """Many discs as one shape; centers shape (n, 2) and radii in nm."""
    xy = np.atleast_2d(np.asarray(centers, dtype=float))
    shape = blank(color, opacity)
    if xy.size == 0:
        return shape
    r = np.broadcast_to(np.asarray(radii, dtype=float), (len(xy),))
    k = _QUARTER
    quarter = np.array([[1, 0], [1, k], [k, 1], [0, 1]])
    turn = np.array([[0, -1], [1, 0]])
    unit = [quarter]
    for _ in range(3):
        unit.append(unit[-1] @ turn.T)
    circle = np.vstack(unit)
    placed = (xy[:, None, :] + r[:, None, None] * circle[None]).reshape(-1, 2)
    shape.set_points(view.points(placed))
    return shape


def dot_points(centers: np.ndarray, radii: float | np.ndarray, view: View) -> np.ndarray:
    """Manim points of many small discs, two curves each: for where there are hundreds of them."""
    half = np.array([[-1, 0], [-1, _HALF], [1, _HALF], [1, 0]])
    unit = np.vstack([half, -half])
    r = np.broadcast_to(np.asarray(radii, dtype=float), (len(centers),))
    return view.points((centers[:, None, :] + r[:, None, None] * unit[None]).reshape(-1, 2))


def line(
    points: np.ndarray | Sequence[Sequence[float]],
    color: str,
    width_px: float,
    view: View,
    *,
    smooth: bool = False,
    closed: bool = False,
    opacity: float = 1.0,
) -> VMobject:
    """A stroked line through points in nm (shape (n, 2)), ``width_px`` wide, round ends."""
    shape = VMobject(stroke_color=color, fill_opacity=0)
    shape.set_stroke(width=stroke(width_px), opacity=opacity)
    shape.joint_type = LineJointType.ROUND
    shape.cap_style = CapStyleType.ROUND
    placed = view.points(np.asarray(points, dtype=float))
    shape.set_points(catmull_rom(placed, closed) if smooth else polyline(placed, closed))
    return shape


def stroke(width_px: float) -> float:
    """Manim's stroke width for a width in stage px (one of its units is 0.01 u)."""
    return width_px / (0.01 * PX_PER_UNIT)


@kept
def grown(
    geometries: Sequence[BaseGeometry], nm: float, quad_segs: int = 4
) -> list[BaseGeometry]:
    """Each geometry grown by ``nm``; corners are rounded by ``quad_segs`` a quarter turn."""
    return list(shapely.buffer(geometries, nm, quad_segs=quad_segs))


@kept
def union_of_discs(
    centers: np.ndarray, radii: float | np.ndarray, quad_segs: int = 6
) -> BaseGeometry:
    """Union of discs; centers shape (n, 2), nm."""
    discs_ = shapely.buffer(shapely.points(centers), radii, quad_segs=quad_segs)
    return shapely.union_all(discs_)


@kept
def closed_by(geometry: BaseGeometry, nm: float) -> BaseGeometry:
    """Morphological closing: fills notches narrower than twice ``nm``."""
    return shapely.buffer(shapely.buffer(geometry, nm, quad_segs=4), -nm, quad_segs=4)


@kept
def opened_by(geometry: BaseGeometry, nm: float) -> BaseGeometry:
    """Morphological opening: removes spurs narrower than twice ``nm``."""
    return shapely.buffer(shapely.buffer(geometry, -nm, quad_segs=4), nm, quad_segs=4)


def without_holes(geometry: BaseGeometry, below_nm2: float = np.inf) -> BaseGeometry:
    """The geometry with every hole smaller than an area (nm²) filled."""
    kept = []
    for polygon in polygons(geometry):
        holes = [h for h in polygon.interiors if Polygon(h).area >= below_nm2]
        kept.append(Polygon(polygon.exterior, holes))
    return shapely.union_all(kept)


def merged(shapes: Iterable[VMobject], color: str, opacity: float = 1.0) -> VMobject:
    """Several fills as one shape of one color: one path is cheaper than many."""
    shape = blank(color, opacity)
    parts = [s.points for s in shapes if len(s.points)]
    if parts:
        shape.set_points(np.vstack(parts))
    return shape
