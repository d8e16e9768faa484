"""What lies behind the uptake: a cell is full. Actin, a microtubule, reticulum with ribosomes, a mitochondrion's rim.

Quiet tones of the cytosol, no ink, and nothing of it is named or measured: it is scenery. It stands still, so that
it is drawn once a shot. Lengths nm of the world.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from manim import VMobject
from shapely import affinity
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.curved import Oval, ellipse
from scenes.cast.kit.ground import shade
from scenes.cast.kit.standing import Standing
from scenes.cast.molecules.crowd import Crowd
from scenes.sets.internalization.world_map import WorldMap, profile
from scenes.stage.actor import rotation
from scenes.stage.drawing import blank, dot_points, fill
from scenes.stage.kept import kept
from scenes.stage.layout import Place
from scenes.stage.style import CROWD_CYTOSOL, CYTOSOL, LUMEN_NEUTRAL, SHADOW_CYTOSOL, lighter, mix
from scenes.stage.view import View

#: The reticulum: half its thickness and that of its lumen; half a microtubule; the shade under the surface.
_SHEET, _LUMEN, _TRACK, _SHADE = 17.0, 12.5, 12.5, 22.0


def _tone(share: float) -> str:
    """The cytosol with a share (0-1) of its crowd."""
    return mix(CYTOSOL, CROWD_CYTOSOL, share)


class Scenery(Standing):
    """All that stands behind the uptake, back to front."""

    def __init__(self, view: View, places: WorldMap, seed: int, density: float) -> None:
        super().__init__(view)
        left, bottom, right, _ = places.extent
        far = Crowd(view, (left, bottom, right, -10.0), seed, "cytosol", density=0.3 * density, gap_nm=2.0,
                    without=("albumin", "ribosome"), far=True)
        x = np.arange(left, right, 6.0)
        edge = np.stack([x, profile(x)], axis=1)
        self.stand(
            far, *self._mitochondrion(places.mitochondrion), *self._reticulum(places.reticulum, seed),
            *self._track(*places.track), *self._actin(places.extent, seed),
            *shade(edge, _SHADE, SHADOW_CYTOSOL, 0.22, view),
        )

    def _fill(self, geometry: BaseGeometry, color: str) -> VMobject:
        return fill(geometry, color, self.view, tolerance_px=0.8)

    def _dots(self, centers: np.ndarray, radii: float | np.ndarray, color: str) -> VMobject:
        shape = blank(color)
        shape.set_points(dot_points(centers, radii, self.view))
        return shape

    def _mitochondrion(self, body: Oval) -> list[VMobject]:
        """Its two membranes, and folds of the inner one."""
        outer, gap, inner = (body.body(-inset) for inset in (0.0, 7.0, 13.0))
        matrix = body.body(-20.0)
        folds = shapely.intersection(shapely.union_all(_folds(body)), inner)
        hollow = shapely.intersection(shapely.buffer(folds, -6.0, quad_segs=6), matrix)
        warm = mix(_tone(0.16), LUMEN_NEUTRAL, 0.55)
        return [
            self._fill(outer, _tone(0.34)), self._fill(gap, _tone(0.12)), self._fill(inner, _tone(0.34)),
            self._fill(matrix, warm), self._fill(folds, _tone(0.30)),
            self._fill(hollow, _tone(0.14)),
        ]

    def _reticulum(self, knots: Sequence[Place], seed: int) -> list[VMobject]:
        """A cisterna from the side, with ribosomes on both faces."""
        line = LineString(_through(knots))
        walls, lumen = (shapely.buffer(line, half, quad_segs=8) for half in (_SHEET, _LUMEN))
        light = shapely.difference(lumen, affinity.translate(lumen, 1.6, -3.4))
        large, small = _ribosomes(line, seed)
        lit = affinity.translate(shapely.buffer(large, -2.6, quad_segs=4), -1.2, 1.6)
        return [
            self._fill(walls, _tone(0.34)), self._fill(lumen, _tone(0.15)),
            self._fill(light, lighter(_tone(0.12), 0.18)),
            self._fill(small, _tone(0.25)), self._fill(large, _tone(0.34)), self._fill(lit, _tone(0.24)),
        ]

    def _track(self, start: Place, end: Place) -> list[VMobject]:
        """A microtubule: rows of beads along a tube, lit from above."""
        a, b = np.asarray(start), np.asarray(end)
        along = (b - a) / np.linalg.norm(b - a)
        across = np.array([-along[1], along[0]])
        turn = np.radians(np.arange(-2.5, 3.0) * 360 / 13)  # six of thirteen rows face us
        spots, radii = [], []
        for row, angle in enumerate(turn):
            steps = np.arange(0.92 * row, np.linalg.norm(b - a), 4.0)[:, None]
            spots.append(a + steps * along + 10.6 * np.sin(angle) * across)
            radii.append(np.full(len(steps), 2.05 * np.sqrt(np.cos(angle))))
        tube = shapely.buffer(LineString([a, b]), _TRACK, cap_style="flat")
        shine = shapely.buffer(LineString([a + 4.6 * across, b + 4.6 * across]), 2.6, cap_style="flat")
        beads = self._dots(np.vstack(spots), np.concatenate(radii), lighter(_tone(0.18), 0.10))
        return [self._fill(tube, _tone(0.32)), beads, fill(shine, lighter(CYTOSOL, 0.3), self.view, opacity=0.35)]

    def _actin(self, extent: tuple[float, float, float, float], seed: int) -> list[VMobject]:
        """Threads of two twisted strands, criss-cross under the skin."""
        rng = np.random.default_rng(seed + 5)
        tones: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
        for x in np.arange(extent[0] - 40.0, extent[2], 34.0):
            at = np.array([x + rng.uniform(-12, 12), 0.0])
            deep, slope = rng.uniform(13.0, 40.0), float(rng.uniform(-0.24, 0.24))
            steps = np.arange(0.0, rng.uniform(60.0, 150.0), 2.75)
            side = np.where(np.arange(len(steps)) % 2, 1, -1) * 1.9 * np.cos(np.pi * steps / 36)
            thread = at + np.stack([steps, side], axis=1) @ rotation(slope).T
            thread[:, 1] += profile(thread[:1, 0]) - deep
            clear = thread[:, 1] < profile(thread[:, 0]) - 7.5
            tones[int(rng.integers(2))].append(thread[clear])
        return [self._dots(np.vstack(spots), 2.5, _tone(share))
                for spots, share in zip(tones, (0.15, 0.23), strict=True)]


@kept
def _ribosomes(line: LineString, seed: int) -> tuple[BaseGeometry, BaseGeometry]:
    """Large and small halves of ribosomes on both faces of a sheet, as two geometries."""
    rng = np.random.default_rng(seed + 9)
    large, small, reach = list[BaseGeometry](), list[BaseGeometry](), _SHEET + 9.0
    for side in (-1, 1):
        at = rng.uniform(0, 30)
        while at < line.length:
            spot, ahead = (np.array(line.interpolate(at + d).coords[0]) for d in (0.0, 1.0))
            out = side * np.array([-(ahead - spot)[1], (ahead - spot)[0]]) / max(np.linalg.norm(ahead - spot), 1e-6)
            heading = float(np.arctan2(out[1], out[0]))
            lean = heading + float(rng.uniform(-0.35, 0.35))
            large.append(ellipse(spot + reach * out, (11.0, 12.6), heading))
            small.append(ellipse(spot + reach * out + 12.5 * np.array([np.cos(lean), np.sin(lean)]), (6.0, 11.0), lean))
            at += rng.choice([28.0, 31.0, 52.0, 78.0])
    return shapely.union_all(large), shapely.union_all(small)


def _folds(body: Oval) -> list[BaseGeometry]:
    """Folds of the inner membrane: fingers from either side, some short and some long."""
    rng, fingers = np.random.default_rng(4), list[BaseGeometry]()
    for k, along in enumerate(np.arange(-0.82, 0.84, 0.135)):
        rim = float(np.sqrt(1 - along**2)) * body.half[1]
        side = 1 if k % 2 else -1
        foot = body.at(along * body.half[0], side * rim)
        tip = body.at((along + rng.uniform(-0.03, 0.03)) * body.half[0], side * rim * rng.uniform(-0.45, 0.2))
        fingers.append(shapely.buffer(LineString([foot, tip]), 11.0, quad_segs=8))
    return fingers


def _through(knots: Sequence[Place]) -> np.ndarray:
    """A smooth line about knots, shape (n, 2): each bend is rounded."""
    line = np.asarray(knots, dtype=float)
    for _ in range(4):  # corners are cut again and again
        cut = np.stack([0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]], axis=1)
        line = np.vstack([line[:1], cut.reshape(-1, 2), line[-1:]])
    return line


