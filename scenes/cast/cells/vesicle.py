"""Curved membrane: dent, pit, coated vesicle, endosome, lysosome.

At this scale a lipid bilayer is a band 4.5 nm thick (ledger: ``membrane``) with a row of
heads on either face; how it bends is :mod:`scenes.cast.kit.curved`'s business.

Sizes (nm): pit and vesicle 37.5 in radius at mid-membrane, which with the clathrin coat is
about 100 across (ledger: ``ccv``); neck of the open pit 35 (art direction). Endosome and
lysosome are drawn smaller than life (ledger: ``early_endosome``, ``lysosome_size``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import shapely
from manim import VGroup, VMobject
from manim.constants import CapStyleType, LineJointType
from manim.utils.color import ManimColor
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.curved import STEP, THICKNESS, MembraneStretch, around, joined, nearest_wall, spaced
from scenes.stage.actor import Shadow
from scenes.stage.drawing import blank, catmull_rom, dot_points, outline_points, stroke
from scenes.stage.layout import PX_PER_UNIT, Point
from scenes.stage.presence import repaint
from scenes.stage.style import (
    GAUGE_ACID,
    INK,
    LIPID_HEAD,
    LIPID_TAIL,
    ORGANELLE,
    PLASMA,
    SHADOW_CYTOSOL,
    inked,
    mix,
    ph_color,
)
from scenes.stage.view import View

#: How dark a body's shadow is, and how far below it, px.
_SHADOW, _DROP = 0.2, 20.0
_HEAD_RADIUS: Final = 0.74  # nm
_CORE: Final = 2.1  # nm, the pale oil between the heads
#: 1 nm is 1 Manim unit, and outlines keep to 0.02 nm: for shapes kept in nm.
_NM: Final = View(PX_PER_UNIT)


class Membrane(VGroup):
    """A bilayer along any number of runs: ink, heads and pale core, each one path.

    Parameters
    ----------
    view
        Scale; :meth:`follow` may be given another one, so the band zooms with the picture.
    haze, ground
        Mixes all of it toward a ground color: a membrane further back.
    """

    def __init__(self, view: View, *, ground: str = PLASMA, haze: float = 0.0) -> None:
        super().__init__()
        self.view = view
        self.ink = self._band(mix(INK, ground, haze))
        self.body = self._band(mix(inked(LIPID_HEAD, 0.34), ground, haze))
        self.core = self._band(mix(LIPID_TAIL, ground, haze))
        self.heads = blank(mix(LIPID_HEAD, ground, haze))
        self.add(self.ink, self.body, self.core, self.heads)

    @staticmethod
    def _band(color: str) -> VMobject:
        shape = VMobject(stroke_color=color, fill_opacity=0)
        shape.joint_type, shape.cap_style = LineJointType.ROUND, CapStyleType.BUTT
        return shape

    def follow(self, runs: Sequence[MembraneStretch], view: View | None = None) -> Membrane:
        """Draw the band along these runs."""
        view = self.view = view or self.view
        path = [catmull_rom(view.points(run.points), run.closed) for run in runs]
        points = np.vstack(path) if path else np.zeros((0, 3))
        thick = THICKNESS * view.px_per_nm
        widths = (thick + 2 * ORGANELLE.outer, thick, _CORE * view.px_per_nm)
        for band, width in zip((self.ink, self.body, self.core), widths, strict=True):
            band.points = points.copy()
            band.stroke_width = stroke(width)
        heads = [dot_points(run.heads(), _HEAD_RADIUS, view) for run in runs]
        self.heads.points = np.vstack(heads) if heads else np.zeros((0, 3))
        return self


class Compartment(VGroup):
    """Bodies with a lumen: vesicle, endosome, lysosome, alone or while they join or part.

    The lumen takes the color of its pH. Specks are the quiet molecules inside; they travel with
    the body.

    Attributes
    ----------
    regions, runs
        The bodies as they are now (nm), and their membranes; a run turns counterclockwise, so
        its left-hand normal points into the lumen.
    """

    def __init__(self, view: View, *, ph: float = 7.4) -> None:
        super().__init__()
        self.view, self.ph = view, ph
        self.lumen = blank(ph_color(ph))
        self.specks = blank(self._speck(ph))
        self.membrane = Membrane(view)
        self.regions: list[Polygon] = []
        self.runs: list[MembraneStretch] = []
        self.middle = np.zeros(2)
        self._strewn = np.zeros((0, 2))
        self.shadow = Shadow(SHADOW_CYTOSOL, _SHADOW, _DROP)
        self.add(self.shadow, self.lumen, self.specks, self.membrane)

    @staticmethod
    def _speck(ph: float) -> str:
        """A close tone of the lumen: straw while it is mild, orange in acid."""
        acid = float(np.clip((6.4 - ph) / 1.2, 0, 1))
        deep = mix(mix(LIPID_HEAD, GAUGE_ACID, acid), INK, 0.05)
        return mix(ph_color(ph), deep, 0.42)

    def set_ph(self, ph: float) -> Compartment:
        """Color the lumen for a pH."""
        self.ph = ph
        for shape, color in ((self.lumen, ph_color(ph)), (self.specks, self._speck(ph))):
            alpha = shape.fill_rgbas[0, 3]
            repaint(shape, np.array([[*ManimColor(color).to_rgb(), 1.0]]))
            shape.fill_rgbas[:, 3] = alpha
        return self

    def shape(
        self,
        regions: Sequence[Polygon],
        middle: Sequence[float] | np.ndarray = (0.0, 0.0),
        still: Sequence[float] | np.ndarray | None = None,
        view: View | None = None,
    ) -> Compartment:
        """Take the form of these bodies (nm).

        Parameters
        ----------
        middle
            Where the specks' own origin is now, nm.
        still
            The lipids stand still nearest to this place, and flow from and to the far side.
        """
        self.view = view or self.view
        self.regions, self.middle = list(regions), np.asarray(middle, dtype=float)
        self.runs = [around(region, still) for region in self.regions]
        outlines = [catmull_rom(self.view.points(run.points)) for run in self.runs]
        self.lumen.points = np.vstack(outlines) if outlines else np.zeros((0, 3))
        self.shadow.fall((self.lumen,))
        self.specks.points = self.view.points(self._strewn + self.middle)
        self.membrane.follow(self.runs, self.view)
        return self

    def let_shadow(self, share: float) -> Compartment:
        """Cast a share (0-1) of its shadow: none while it is still, or again, a dent of the surface."""
        repaint(self.shadow, np.array([[*self.shadow.fill_rgbas[0, :3], _SHADOW * share]]))
        return self

    def strew(self, molecules: Sequence[BaseGeometry]) -> Compartment:
        """Put quiet molecules (nm, about the specks' own origin) into the lumen."""
        self._strewn = outline_points(shapely.union_all(list(molecules)), _NM)[:, :2]
        return self

    def wall_near(self, place: Sequence[float] | np.ndarray) -> tuple[np.ndarray, float]:
        """The point of the wall nearest to a place (nm), and the angle of its inward normal."""
        return nearest_wall(self.runs, place)

    def anchor(self, name: str = "lumen", x: float = 0.0, y: float = 0.0) -> Callable[[], Point]:
        """A place (nm) about the specks' own origin; it follows the body."""
        del name
        return lambda: self.view.point(*(self.middle + np.array([x, y])))


class Surface(VGroup):
    """The cell's surface: plasma above, the membrane, and a dent that may become a vesicle.

    Parameters
    ----------
    view
        Scale.
    profile
        Height of the membrane's middle (nm) over x (nm, an array).
    left, right, top
        How far it is drawn, nm: past the picture's edges.
    """

    def __init__(
        self,
        view: View,
        profile: Callable[[np.ndarray], np.ndarray],
        *,
        left: float,
        right: float,
        top: float,
    ) -> None:
        super().__init__()
        self.view, self.profile = view, profile
        self.left, self.right, self.top = left, right, top
        x = np.arange(left, right + STEP, STEP)
        self._line = np.stack([x, profile(x)], axis=1)
        self._outside = Polygon(
            [(left, top), *[(float(a), float(b)) for a, b in self._line], (float(x[-1]), top)]
        )
        self.plasma = blank(PLASMA)
        self.membrane = Membrane(view)
        self.runs: list[MembraneStretch] = []
        self.add(self.plasma, self.membrane)
        self.take_in(None)

    def level(self, x: float) -> float:
        """Height of the undented membrane's middle at x, nm."""
        return float(self.profile(np.array([x]))[0])

    def take_in(
        self,
        body: BaseGeometry | None,
        fillet: float = 9.0,
        at: float = 0.0,
        view: View | None = None,
    ) -> list[Polygon]:
        """Join a body to the outside: a dent if it lies half in, a pit with a neck if deeper.

        Parameters
        ----------
        body
            The body (nm), or None for an undented surface.
        fillet
            Rounding of the mouth, nm.
        at
            Where along x (nm) the dent is: lipids flow in toward it from both sides.

        Returns
        -------
        list of Polygon
            Regions that have come off: the vesicle, once the neck has parted.
        """
        self.view = view or self.view
        came_off: list[Polygon] = []
        line = self._line
        if body is not None:
            regions = joined([self._outside, body], fillet)
            regions.sort(key=lambda region: region.area)
            came_off, line = regions[:-1], self._lower_edge(regions[-1])
        run = MembraneStretch(spaced(line, closed=False), closed=False)
        self.runs = [MembraneStretch(run.points, closed=False, anchor=self._middle(run, at))]
        self._fill()
        return came_off

    def foot(self, x: float) -> tuple[np.ndarray, float]:
        """Where something stands on the surface near x (nm), and the angle of its normal."""
        return nearest_wall(self.runs, (x, self.level(x)))

    def _lower_edge(self, outside: Polygon) -> np.ndarray:
        ring = np.asarray(shapely.geometry.polygon.orient(outside, 1.0).exterior.coords)[:-1, :2]
        start = int(np.argmin(np.linalg.norm(ring - self._line[0], axis=1)))
        ring = np.roll(ring, -start, axis=0)
        end = int(np.argmin(np.linalg.norm(ring - self._line[-1], axis=1)))
        return ring[: end + 1]

    @staticmethod
    def _middle(run: MembraneStretch, at: float, clear: float = 95.0) -> float:
        """Arc length (nm) halfway between the two places ``clear`` nm beside the dent.

        Interpolated, not rounded to a drawn point, or the lipids would tremble.
        """
        x = run.points[:, 0]
        along = run.length * np.arange(len(x)) / (len(x) - 1)
        before = int(np.flatnonzero(x < at - clear).max(initial=0))
        after = int(np.flatnonzero(x > at + clear).min(initial=len(x) - 1))
        left = np.interp(at - clear, x[before : before + 2], along[before : before + 2])
        right = np.interp(at + clear, x[after - 1 : after + 1], along[after - 1 : after + 1])
        return float((left + right) / 2)

    def _fill(self) -> None:
        line = self.runs[0].points
        ends = np.array([[self.right + STEP, self.top], [self.left, self.top]])
        edge = catmull_rom(self.view.points(line), closed=False)
        corners = self.view.points(np.vstack([line[-1:], ends, line[:1]]))
        straight = np.stack(
            [corners[:-1] + (corners[1:] - corners[:-1]) * s for s in (0, 1 / 3, 2 / 3, 1)], axis=1
        ).reshape(-1, 3)
        self.plasma.points = np.vstack([edge, straight])
        self.membrane.follow(self.runs, self.view)
