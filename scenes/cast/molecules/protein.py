"""Proteins: domains built of beads, layered in close tones, jointed and posed.

A domain is a cloud of beads on an ellipsoid. Seen from the front, the union of the beads is
its silhouette; the beads that stand highest toward the light make lighter layers inside it.
That gives every protein of the film the fine, knobbly edge of a molecular surface without
one traced line. Sizes are nanometers; y is up; light comes from the upper left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.jointed import Bundle, Jointed
from scenes.stage.actor import Actor, rotation
from scenes.stage.drawing import (
    closed_by,
    discs,
    grown,
    opened_by,
    outlines,
    polygons,
    union_of_discs,
    without_holes,
)
from scenes.stage.kept import kept
from scenes.stage.style import (
    CLOSE_UP,
    FAR,
    INK,
    LENS,
    ORGANELLE,
    Contours,
    inner_line,
    layers,
    mix,
)
from scenes.stage.view import View

DetailName = Literal["close", "organelle", "far", "lens"]
Axes = tuple[tuple[float, float, float], ...]
"""Rows: where a domain's long, middle and short axis point in the picture (x, y, z)."""


@dataclass(frozen=True)
class Detail:
    """How finely a protein is drawn at a size on the screen.

    Attributes
    ----------
    beads, bead_nm
        Beads a domain, and their radius.
    layers
        Lighter layers on top of the body, 0-3.
    lines
        Line weights in px.
    tolerance_px
        How far the drawn outline may leave the exact one.
    """

    beads: int
    bead_nm: float
    layers: int
    lines: Contours
    tolerance_px: float = 0.45


DETAILS: Final[dict[str, Detail]] = {
    "close": Detail(64, 0.42, 3, CLOSE_UP, 0.4),
    "far": Detail(46, 0.46, 2, FAR, 0.5),
    "organelle": Detail(30, 0.56, 1, ORGANELLE, 0.4),
    "lens": Detail(200, 0.25, 3, LENS, 0.4),
}

#: Share of the beads that lie below each lighter layer, by number of layers.
_QUANTILES: Final = {0: (), 1: (0.55,), 2: (0.42, 0.74), 3: (0.40, 0.66, 0.86)}
#: A bead's height toward the viewer and the light: z - 0.42 x + 0.50 y.
_LIGHT: Final = np.array([-0.42, 0.50, 1.0])
#: Smallest island of a layer, hole in it and scrap left beside it that are drawn, nm².
_ISLAND, _HOLE, _SCRAP = 0.22, 0.90, 0.45


@dataclass(frozen=True)
class Domain:
    """The plane drawing of one globular domain.

    Attributes
    ----------
    outline
        Its silhouette.
    layers
        Lighter layers, each inside the one before.
    lines
        Edges of the layers, where they run clear of the outline and of each other.
    """

    outline: BaseGeometry
    layers: tuple[BaseGeometry, ...]
    lines: BaseGeometry

    def at(self, x: float, y: float) -> Domain:
        """The domain moved by (x, y) nm."""
        return Domain(
            affinity.translate(self.outline, x, y),
            tuple(affinity.translate(layer, x, y) for layer in self.layers),
            affinity.translate(self.lines, x, y),
        )

    def scaled(self, factor: float) -> Domain:
        """The domain ``factor`` times as large, about the origin: how small molecules get beads of their size."""

        def other(geometry: BaseGeometry) -> BaseGeometry:
            return affinity.scale(geometry, factor, factor, origin=(0, 0))

        return Domain(other(self.outline), tuple(map(other, self.layers)), other(self.lines))

    def behind(self, front: BaseGeometry, gap: float) -> Domain:
        """The domain cut back so that ``front`` stands before it with a line between."""
        cover = shapely.buffer(front, gap)
        return Domain(
            shapely.difference(self.outline, cover),
            tuple(shapely.difference(layer, cover) for layer in self.layers),
            shapely.difference(self.lines, cover),
        )


def lying(angle: float) -> Axes:
    """Axes of a domain whose long axis lies in the picture at ``angle`` (radians)."""
    c, s = float(np.cos(angle)), float(np.sin(angle))
    return ((c, s, 0.0), (-s, c, 0.0), (0.0, 0.0, 1.0))


UPRIGHT: Final = lying(np.pi / 2)


def pointing(axis: Sequence[float]) -> Axes:
    """Axes of a domain whose long axis is ``axis`` in space; the middle one lies in the plane."""
    long = np.asarray(axis, dtype=float)
    long = long / np.linalg.norm(long)
    middle = np.array([-long[1], long[0], 0.0])
    middle = middle / np.linalg.norm(middle) if np.linalg.norm(middle) > 1e-6 else np.eye(3)[0]
    short = np.cross(long, middle)
    return tuple((float(x), float(y), float(z)) for x, y, z in (long, middle, short))


def _beads(size: tuple[float, float, float], frame: Axes, count: int, radius: float, seed: int
           ) -> np.ndarray:
    """Bead centers, shape (count, 3): a jittered Fibonacci sphere stretched to the domain."""
    rng = np.random.default_rng(seed)
    k = np.arange(count) + 0.5
    up = 1 - 2 * k / count
    turn = np.pi * (1 + 5**0.5) * k
    ring = np.sqrt(1 - up**2)
    unit = np.stack([ring * np.cos(turn), ring * np.sin(turn), up], axis=1)
    unit += rng.normal(0, 0.10, unit.shape)
    half = np.asarray(size) / 2 - 0.85 * radius
    return np.asarray((unit * half) @ np.asarray(frame))


def _settled(layer: BaseGeometry, below: BaseGeometry) -> BaseGeometry:
    """A layer that takes in the slivers between its edge and the edge of the layer below.

    Without this the layers run beside the outline like height lines on a map.
    """
    outside = shapely.difference(shapely.buffer(below, 1.0, quad_segs=4), below)
    joined = closed_by(shapely.union(layer, outside), 0.17)
    kept = shapely.intersection(joined, below)
    islands = [p for p in polygons(kept) if p.area > _ISLAND]
    layer = shapely.union_all(islands)
    scraps = [p for p in polygons(shapely.difference(below, layer)) if p.area < _SCRAP]
    return without_holes(shapely.union_all([layer, *scraps]), _HOLE)


def _clear_lines(outline: BaseGeometry, parts: Iterable[BaseGeometry]) -> BaseGeometry:
    """Edges of layers where they leave the outline and the edge below; scraps dropped."""
    drawn: list[BaseGeometry] = []
    hidden = shapely.buffer(shapely.boundary(outline), 0.05)
    for layer in parts:
        edge = shapely.difference(shapely.boundary(layer), hidden)
        runs = shapely.line_merge(edge) if edge.geom_type == "MultiLineString" else edge
        drawn += [run for run in shapely.get_parts(runs) if run.length > 0.35]
        hidden = shapely.union(hidden, shapely.buffer(shapely.boundary(layer), 0.07))
    return shapely.union_all(drawn)


@kept
def bead_domain(
    size: tuple[float, float, float],
    *,
    seed: int,
    frame: Axes = UPRIGHT,
    detail: DetailName = "close",
    beads: int | None = None,
) -> Domain:
    """Build a domain about its own center.

    Parameters
    ----------
    size
        Full extents along its long, middle and short axis, nm.
    seed
        Which of its possible surfaces.
    frame
        Where the axes point; upright if not given. See :func:`lying`, :func:`pointing`.
    detail
        Which entry of ``DETAILS``.
    beads
        Number of beads, if not the detail's own.

    Returns
    -------
    Domain
        Silhouette, lighter layers and inner lines, nm.
    """
    look = DETAILS[detail]
    count, radius = beads or look.beads, look.bead_nm
    scale = radius / 0.42
    centers = _beads(size, frame, count, radius, seed)
    outline = union_of_discs(centers[:, :2], radius)
    outline = without_holes(opened_by(closed_by(outline, 0.16 * scale), 0.16 * scale))
    height = centers @ _LIGHT
    found: list[BaseGeometry] = []
    below = outline
    for quantile in _QUANTILES[look.layers]:
        lit = centers[height > np.quantile(height, quantile), :2]
        layer = union_of_discs(lit, radius * 0.96)
        layer = opened_by(closed_by(layer, 0.24 * scale), min(0.28 * scale, 0.30))
        below = _settled(shapely.intersection(layer, below), below)
        found.append(below)
    lines = _clear_lines(outline, found) if look.lines.inner else shapely.MultiLineString()
    return Domain(outline, tuple(found), lines)


JointedForm = tuple[BaseGeometry, int]
"""A geometry (nm) and the joint that carries it."""


@dataclass(frozen=True)
class Fill:
    """What one fill was drawn from: geometry in nm on joints, and its color."""

    part: Jointed
    pieces: tuple[JointedForm, ...]
    color: str


class Protein(Actor):
    """An actor of bead-built domains on joints.

    Parameters
    ----------
    view
        Scale it is built at. A view of another scale may be assigned later: the actor then
        grows or shrinks with the picture when it is next posed.
    joints
        Number of rigid pieces that can move against each other.
    detail
        How finely it is drawn.
    ground
        If given, everything is mixed 43 % toward this color: a molecule further away.
    """

    #: How far a molecule further away is mixed into its ground.
    HAZE: Final = 0.43

    def __init__(
        self, view: View, *, joints: int, detail: DetailName, ground: str | None = None
    ) -> None:
        super().__init__(view)
        self.look = DETAILS[detail]
        self.ground = ground
        self.built_px_per_nm = view.px_per_nm
        self.fills: list[Fill] = []
        self._bundle = Bundle(())
        self.joint_turn = np.tile(np.eye(2), (joints, 1, 1))
        self.joint_place = np.zeros((joints, 2))

    # --- building -------------------------------------------------------------------------
    @property
    def drafting(self) -> View:
        """The scale it was built at, its own origin in the middle."""
        return View(self.built_px_per_nm)

    def tone(self, color: str) -> str:
        """A color as this molecule shows it."""
        return color if self.ground is None else mix(color, self.ground, self.HAZE)

    def add_fill(self, pieces: Sequence[JointedForm], color: str, grow_px: float = 0.0) -> Jointed:
        """Add one fill: geometries in nm, each on its joint, grown by ``grow_px``."""
        view, tolerance = self.drafting, self.look.tolerance_px + (0.15 if grow_px else 0.0)
        forms, joints = [g for g, _ in pieces], [joint for _, joint in pieces]
        if grow_px:
            forms = grown(forms, view.nm(grow_px), quad_segs=3)
        made = outlines(forms, view, tolerance_px=tolerance)
        part = Jointed(self.tone(color), list(zip(made, joints, strict=True)))
        return self._keep(part, list(zip(forms, joints, strict=True)), color)

    def dots(self, centers: np.ndarray, radii: np.ndarray, joint: int, color: str) -> Jointed:
        """Add discs (centers (n, 2) and radii in nm) as one fill on a joint."""
        shape = discs(centers, radii, color, self.drafting)
        part = Jointed(self.tone(color), [(shape.points, joint)])
        return self._keep(part, [(union_of_discs(centers, radii), joint)], color)

    def _keep(self, part: Jointed, pieces: list[JointedForm], color: str) -> Jointed:
        self.add(part)
        self.fills.append(Fill(part, tuple(pieces), self.tone(color)))
        return part

    def outer_contour(self, pieces: Sequence[JointedForm]) -> None:
        """The dark copy of the whole molecule, at the very bottom."""
        # The bumps of the fill above eat a little of it, hence the 0.4 px.
        self.add_fill(pieces, INK, self.look.lines.outer + 0.4)

    def domains(self, placed: Sequence[tuple[Domain, int]], color: str) -> None:
        """Domains of one color that do not cover each other: line, body, layers, inner lines."""
        look = self.look
        self.add_fill([(d.outline, j) for d, j in placed], INK, look.lines.between)
        tones = layers(color)
        self.add_fill([(d.outline, j) for d, j in placed], tones[0])
        for level in range(look.layers):
            self.add_fill([(d.layers[level], j) for d, j in placed], tones[level + 1])
        if look.lines.inner:
            width = self.drafting.nm(look.lines.inner / 2)
            ribbons = grown([d.lines for d, _ in placed], width, quad_segs=2)
            self.add_fill([(r, j) for r, (_, j) in zip(ribbons, placed, strict=True)], inner_line(color))

    # --- posing ---------------------------------------------------------------------------
    def joint(self, index: int, angle: float, pivot: Sequence[float] | np.ndarray = (0.0, 0.0),
              shift: Sequence[float] | np.ndarray = (0.0, 0.0)) -> None:
        """Turn a joint about a pivot (nm, own frame), then move it; shown at the next pose."""
        matrix = rotation(angle)
        self.joint_turn[index] = matrix
        at = np.asarray(pivot, dtype=float)
        self.joint_place[index] = at - matrix @ at + np.asarray(shift, dtype=float)

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Protein:
        """Put the origin at ``position`` (nm of the view), turned, joints as they are set."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        zoom = self.view.px_per_nm / self.built_px_per_nm
        turn = rotation(self.angle)
        matrices = np.einsum("ij,njk->nik", turn, self.joint_turn) * zoom
        offsets = self.joint_place @ turn.T * self.view.unit + self.offset()
        jointed: list[Jointed] = []
        for part in self.parts():
            if isinstance(part, Jointed):
                jointed.append(part)
            else:
                part.pose(turn * zoom, self.offset())
        self._bundle = self._bundle if self._bundle.parts == jointed else Bundle(jointed)
        self._bundle.pose(matrices, offsets)
        return self

    def posed_fills(self) -> Iterable[tuple[BaseGeometry, str]]:
        """Every fill still worn, back to front: its geometry in nm of the view, its color."""
        worn = set(map(id, self.parts()))
        turn = rotation(self.angle)
        for fill in self.fills:
            if id(fill.part) not in worn:
                continue
            placed = []
            for geometry, joint in fill.pieces:
                matrix = turn @ self.joint_turn[joint]
                shift = turn @ self.joint_place[joint] + self.position
                placed.append(affinity.affine_transform(geometry, [*matrix.ravel(), *shift]))
            yield shapely.union_all(placed), fill.color

    def on_joint(self, index: int, spot: Sequence[float] | np.ndarray) -> np.ndarray:
        """A place of a joint's rest form (nm) in the actor's own frame, as set now."""
        return np.asarray(
            self.joint_turn[index] @ np.asarray(spot, dtype=float) + self.joint_place[index]
        )

    def in_view(self, spot: Sequence[float] | np.ndarray) -> np.ndarray:
        """A place of the actor's own frame (nm) in nm of the view, as posed now."""
        return np.asarray(rotation(self.angle) @ np.asarray(spot, dtype=float) + self.position)
