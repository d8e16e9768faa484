"""The crowd: other molecules of blood, cell and nucleus, as whole quiet silhouettes.

Sizes in nm, after common globular proteins: albumin three lobes, 8 across; transferrin two
lobes, 9; antibodies of other kinds 14; globules 2.4-10; ribosomes 25 and 22. No ink: two
close tones a depth, mixed into the ground.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, Literal

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.jointed import Jointed
from scenes.cast.molecules.domain import bead_domain, lying
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import closed_by, opened_by, outlines, without_holes
from scenes.stage.kept import kept
from scenes.stage.motion import brownian_crowd, free_size, stepped
from scenes.stage.style import CROWD_CYTOSOL, CROWD_NUCLEUS, CROWD_PLASMA, CYTOSOL, NUCLEUS, PLASMA, mix
from scenes.stage.view import View

#: How much of its color a crowd far away shows, against one that is near.
_FAR: Final = 0.4
CrowdKind = Literal["plasma", "cytosol", "nucleus"]


@dataclass(frozen=True)
class Recipe:
    """What a crowd is made of.

    Attributes
    ----------
    color, ground
        Its color and the ground it is mixed into.
    tones
        For each depth, how much color the rim and the body of a molecule show, 0-1.
    makes
        Kinds of molecule with how often each comes.
    """

    color: str
    ground: str
    tones: tuple[tuple[float, float], ...]
    makes: tuple[tuple[str, float], ...]


RECIPES: Final[dict[str, Recipe]] = {
    "plasma": Recipe(
        CROWD_PLASMA, PLASMA, ((0.24, 0.15), (0.38, 0.26)),
        (("albumin", 4), ("transferrin", 2), ("globule", 7), ("antibody", 0.8)),
    ),
    "cytosol": Recipe(
        CROWD_CYTOSOL, CYTOSOL, ((0.24, 0.16), (0.36, 0.25)),
        (("globule", 7), ("pair", 2), ("albumin", 1), ("ribosome", 0.8)),
    ),
    "nucleus": Recipe(
        CROWD_NUCLEUS, NUCLEUS, ((0.22, 0.14), (0.40, 0.28)),
        (("globule", 6), ("pair", 3), ("albumin", 1)),
    ),
}


def _lobe(length: float, width: float, angle: float, x: float, y: float, seed: int) -> BaseGeometry:
    beads = int(np.clip(14 + 1.6 * length * width, 18, 90))
    shape = bead_domain(
        (length, width, width), seed=seed, frame=lying(angle), detail="organelle", beads=beads
    )
    return affinity.translate(shape.outline, x, y)


def _albumin(seed: int) -> list[BaseGeometry]:
    return [_lobe(4.6, 3.8, a, 2.0 * np.cos(a), 2.0 * np.sin(a), seed + i)
            for i, a in enumerate(np.radians((90, 205, 335)))]


def _transferrin(seed: int) -> list[BaseGeometry]:
    return [_lobe(5.0, 4.2, 0.4, -2.3, -0.3, seed), _lobe(4.8, 4.4, -0.3, 2.3, 0.4, seed + 1)]


def _antibody(seed: int) -> list[BaseGeometry]:
    return [_lobe(7.8, 4.6, np.radians(a), 4.1 * np.cos(np.radians(a)),
                  4.1 * np.sin(np.radians(a)), seed + i) for i, a in enumerate((90, 214, 334))]


def _pair(seed: int) -> list[BaseGeometry]:
    return [_lobe(3.4, 3.0, 0.5, -1.3, 0.2, seed), _lobe(2.8, 2.6, -0.4, 1.4, -0.2, seed + 1)]


def _ribosome(seed: int) -> list[BaseGeometry]:
    return [_lobe(24.0, 17.0, 0.0, 0.0, -5.0, seed), _lobe(21.0, 11.0, 0.1, 0.5, 7.0, seed + 1)]


def _globule(seed: int) -> list[BaseGeometry]:
    rng = np.random.default_rng(seed)
    size = float(np.exp(rng.uniform(np.log(2.6), np.log(6.4))))
    return [_lobe(size, size * float(rng.uniform(0.8, 0.95)), 0.0, 0.0, 0.0, seed)]


_MAKES: Final[dict[str, Callable[[int], list[BaseGeometry]]]] = {
    "albumin": _albumin,
    "transferrin": _transferrin,
    "antibody": _antibody,
    "pair": _pair,
    "ribosome": _ribosome,
    "globule": _globule,
}


@cache
@kept
def silhouette(make: str, variant: int) -> tuple[BaseGeometry, BaseGeometry, float]:
    """Whole silhouette of a molecule about its middle, its lighter body, and its radius, nm."""
    joined = shapely.union_all(_MAKES[make](7000 + 31 * variant))
    rim = without_holes(opened_by(closed_by(joined, 0.8), 0.9 if joined.area > 20 else 0.4))
    body = affinity.translate(opened_by(shapely.buffer(rim, -0.42), 0.3), -0.10, 0.13)
    middle = rim.centroid
    rim = affinity.translate(rim, -middle.x, -middle.y)
    body = affinity.translate(body, -middle.x, -middle.y)
    reach = float(np.max(np.linalg.norm(shapely.get_coordinates(rim), axis=1)))
    return rim, body, reach


@dataclass(frozen=True)
class _Body:
    make: str
    variant: int
    home: tuple[float, float]
    angle: float
    depth: int
    seed: int


class Crowd(Actor):
    """Many molecules that drift about their places, drawn as two fills a depth.

    Parameters
    ----------
    view
        Scale it is built at.
    region
        Where they live, nm of the view: a polygon, or (left, bottom, right, top).
    seed
        Which crowd.
    kind
        ``plasma``, ``cytosol`` or ``nucleus``.
    density
        How full it is: 1 for students; fewer, say 0.6, for patients.
    gap_nm
        Free space round each molecule at rest.
    keep_out
        Places that stay free at rest: text, the path of an actor; nm of the view.
    walls
        Lowest and highest y (nm) that no molecule crosses: the membrane.
    size
        How much larger than life, 1 for true.
    without
        Kinds of molecule left out (``ribosome``, ``antibody``).
    speed
        Drift of a molecule of 7 nm, nm over one second.
    far
        Whether it is so far away that it is a breath of color, which lets the ground through.
    """

    background = True

    def __init__(
        self,
        view: View,
        region: Polygon | tuple[float, float, float, float],
        seed: int,
        kind: CrowdKind = "plasma",
        *,
        density: float = 1.0,
        gap_nm: float = 1.6,
        keep_out: Sequence[BaseGeometry] = (),
        walls: tuple[float, float] = (-np.inf, np.inf),
        size: float = 1.0,
        without: Sequence[str] = (),
        speed: float = 0.9,
        far: bool = False,
    ) -> None:
        super().__init__(view)
        self.recipe, self.built_px_per_nm = RECIPES[kind], view.px_per_nm
        self.size, self.speed, self.walls = size, speed, walls
        area = region if isinstance(region, Polygon) else box(*region)
        self.bodies = self._settle(area, seed, density, gap_nm, keep_out, without)
        self._draw(far)
        self._shown: tuple[float, View] | None = None
        self.drift(0.0)

    # --- building -------------------------------------------------------------------------
    def _settle(
        self, area: Polygon, seed: int, density: float, gap: float,
        keep_out: Sequence[BaseGeometry], without: Sequence[str],
    ) -> list[_Body]:
        """Throw molecules into the area, the large ones first; keep those that find room."""
        rng = np.random.default_rng(seed)
        makes = [(m, w) for m, w in self.recipe.makes if m not in without]
        weights = np.array([w for _, w in makes])
        left, bottom, right, top = area.bounds
        tries = int(0.055 * density * (right - left) * (top - bottom) / self.size**2) + 8
        thrown = [(makes[k][0], int(rng.integers(5))) for k in
                  rng.choice(len(makes), size=tries, p=weights / weights.sum())]
        thrown.sort(key=lambda item: -silhouette(*item)[2])
        taken = shapely.union_all([shapely.buffer(k, 0.5) for k in keep_out])
        free = shapely.difference(area, taken) if keep_out else area
        shapely.prepare(free)
        placed: list[_Body] = []
        spots, radii = np.zeros((0, 2)), np.zeros(0)
        for make, variant in thrown:
            reach = silhouette(make, variant)[2] * self.size
            x, y = rng.uniform(left, right), rng.uniform(bottom, top)
            angle, depth = float(rng.uniform(0, 2 * np.pi)), int(rng.uniform() < 0.45)
            apart = np.linalg.norm(spots - (x, y), axis=1) - radii - reach
            if len(spots) and apart.min() < gap * (0.7 + 0.6 / density):
                continue
            if not free.contains(Point(x, y).buffer(reach * 0.85, quad_segs=3)):
                continue
            placed.append(_Body(make, variant, (x, y), angle, depth, seed + 17 * len(placed)))
            spots, radii = np.vstack([spots, (x, y)]), np.append(radii, reach)
        return placed

    def _draw(self, far: bool) -> None:
        draft = View(self.view.px_per_nm)
        self._fills: list[tuple[Jointed, list[int]]] = []
        for depth, (rim_share, body_share) in enumerate(self.recipe.tones):
            mine = [i for i, b in enumerate(self.bodies) if b.depth == depth]
            for layer, share in ((0, rim_share), (1, body_share)):
                forms = []
                for i in mine:
                    shape = silhouette(self.bodies[i].make, self.bodies[i].variant)[layer]
                    if self.size != 1.0:
                        shape = affinity.scale(shape, self.size, self.size, origin=(0, 0))
                    forms.append(shape)
                pieces = [(p, k) for k, p in enumerate(outlines(forms, draft, tolerance_px=0.8))]
                fill = Jointed(mix(self.recipe.ground, self.recipe.color, share), pieces)
                if far:
                    fill.set_fill(self.recipe.color, _FAR * share)
                self._fills.append((fill, mine))
                self.add(fill)

    # --- moving ---------------------------------------------------------------------------
    def places(self, time: float) -> tuple[np.ndarray, np.ndarray]:
        """Where the molecules are, (n, 2) nm, and how they are turned, (n,) radians."""
        seeds, homes, turns, reaches, lively = self._people
        walks = brownian_crowd(seeds, time, dims=3)
        spots = homes + (self.speed * lively)[:, None] * walks[:, :2]
        # A molecule that would cross a membrane turns back.
        low, high, y = self.walls[0] + reaches, self.walls[1] - reaches, spots[:, 1]
        spots[:, 1] = np.where(y < low, low + (low - y), np.where(y > high, high - (y - high), y))
        return spots, turns + 0.22 * lively * walks[:, 2]

    @cached_property
    def _people(self) -> tuple[tuple[int, ...], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Seeds, homes (n, 2), angles, reaches (nm) and liveliness of all molecules."""
        reaches = [silhouette(b.make, b.variant)[2] * self.size for b in self.bodies]
        return (
            tuple(b.seed for b in self.bodies),
            np.array([b.home for b in self.bodies]).reshape(-1, 2),
            np.array([b.angle for b in self.bodies]),
            np.array(reaches),
            np.array([free_size(reach) for reach in reaches]),
        )

    def drift(self, time: float) -> Crowd:
        """Move everybody to where they are at a time (s); steps like all ambient motion."""
        if (step := (stepped(time), self.view)) == self._shown:
            return self
        self._shown = step
        spots, angles = self.places(step[0])
        zoom = self.view.px_per_nm / self.built_px_per_nm
        cos, sin = np.cos(angles) * zoom, np.sin(angles) * zoom
        matrices = np.moveaxis(np.array([[cos, -sin], [sin, cos]]), -1, 0)
        offsets = spots * self.view.unit + np.array(self.view.origin)
        for fill, mine in self._fills:
            if mine:
                fill.pose_joints(matrices[mine], offsets[mine])
        self.let_shadow_fall()
        return self

    def casters(self) -> Sequence[Part]:
        """Those nearer to us."""
        return (self._fills[-2][0],)
