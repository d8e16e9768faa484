"""Proteins: domains on joints, posed. Sizes are nanometers; y is up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.jointed import Bundle, Jointed
from scenes.cast.molecules.domain import DETAILS, DetailName, Domain
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import discs, grown, outlines, union_of_discs
from scenes.stage.style import INK, inner_line, layers, mix
from scenes.stage.view import View

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
        self.let_shadow_fall()
        return self

    def casters(self) -> Sequence[Part]:
        """Its contour."""
        return (self.fills[0].part,)

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
