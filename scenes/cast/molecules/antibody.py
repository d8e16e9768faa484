"""The antibody: an IgG4 of twelve domains, with flexing arms and its payloads.

Two forms. ``spread`` is laid out to bind with both arms: stem up, arms 52 degrees either
side of straight down, about 16 nm across and high, tips 12.5-13 nm apart. ``lambda`` is
the measured layout of a whole IgG4 (PDB 5DK3, ``assets/shapes/igg4.toml``): one arm is
folded up against the stem. In solution several shapes live side by side and the arms flex,
so both forms do. Origin: the hinge. Sizes in nm, angles of arms in degrees.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry import Point as Point2
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.jointed import Jointed
from scenes.cast.molecules.domain import DetailName, Domain, bead_domain
from scenes.cast.molecules.igg4 import LOWER, STEM, UPPER, PlacedDomain, find_domain
from scenes.cast.molecules.igg4_turned import Form, form_of
from scenes.cast.molecules.payload import ON_ANTIBODY, add_payload, payload_shape
from scenes.cast.molecules.protein import Protein
from scenes.stage.actor import LifeSize, Part, rotation
from scenes.stage.drawing import closed_by, union_of_discs, without_holes
from scenes.stage.layout import Point
from scenes.stage.style import (
    ANTIBODY_CH1,
    ANTIBODY_CH2,
    ANTIBODY_CH3,
    ANTIBODY_CL,
    ANTIBODY_HINGE,
    ANTIBODY_VH,
    ANTIBODY_VL,
    INK,
)
from scenes.stage.view import View

_COLORS: Final = {
    "VH": ANTIBODY_VH,
    "VL": ANTIBODY_VL,
    "CH1": ANTIBODY_CH1,
    "CL": ANTIBODY_CL,
    "CH2": ANTIBODY_CH2,
    "CH3": ANTIBODY_CH3,
}
@cache
def _drawn(form: Form, detail: DetailName, variant: int) -> tuple[Domain, ...]:
    """The domains of a form in place, nm."""
    made = []
    for i, p in enumerate(form_of(form).domains):
        surface = 100 * variant + (i if p.surface is None else p.surface)
        domain = bead_domain(p.size, seed=surface, frame=p.frame, detail=detail)
        made.append((domain if p.near == 1 else domain.scaled(p.near)).at(*p.center))
    return tuple(made)


class Antibody(Protein):
    """One antibody with its payloads, upright: stem up, hinge at the origin.

    Parameters
    ----------
    view
        Scale it is built at.
    seed
        Which surface, and which sites carry payloads.
    payloads
        How many it carries, 0-8; six on average, two to eight among many.
    detail
        ``close`` (15 px/nm), ``organelle`` (4.2 px/nm), ``far``, ``lens``.
    ground
        If given, the molecule is mixed toward this color: it is further away.
    form
        ``spread``, ``lambda``, or the spread form turned in space.
    """

    # Arms spread wider than in the crystal, and enlarged payloads stick out.
    life_size = LifeSize("igg4_shape.nm", 1.05, 1.6)
    free = True

    def __init__(
        self,
        view: View,
        *,
        seed: int,
        payloads: int = 6,
        detail: DetailName = "close",
        ground: str | None = None,
        form: Form = "spread",
    ) -> None:
        super().__init__(view, joints=5, detail=detail, ground=ground)
        self.seed, self.form, self.conformation = seed, form, form_of(form)
        self.drawn = _drawn(form, detail, seed % 3)
        self._draw_contour_and_hinge()
        self._draw_domains()
        self.payloads: dict[int, list[Jointed]] = {}
        self._spots: dict[int, tuple[int, np.ndarray, float]] = {}
        self._draw_payloads(self._choose_sites(payloads, seed))
        self.tips = tuple(self._rest_tip(side) for side in (0, 1))
        self.flex()
        self.pose((0.0, 0.0))

    # --- building -------------------------------------------------------------------------
    def _draw_contour_and_hinge(self) -> None:
        pieces: list[tuple[BaseGeometry, int]] = []
        for joint in range(5):
            mine = [d.outline for d, p in self._pairs() if p.joint == joint]
            pieces.append((without_holes(closed_by(shapely.union_all(mine), 0.3)), joint))
        pieces += [(self._elbow(side), UPPER[side]) for side in (0, 1)]
        strands = shapely.union_all(
            [union_of_discs(_beads_along(strand), 0.50, 4) for strand in self.conformation.hinge]
        )
        self.outer_contour([*pieces, (strands, STEM)])
        self._hinge = strands

    def _elbow(self, side: int) -> BaseGeometry:
        """The dark joint that shows where the four domains of an arm do not quite meet."""
        arm = [d.outline for d, p in self._pairs() if p.joint in (UPPER[side], LOWER[side])]
        filled = without_holes(closed_by(shapely.union_all(arm), 0.45))
        return shapely.intersection(filled, Point2(*self.conformation.elbows[side]).buffer(1.5))

    def _pairs(self) -> list[tuple[Domain, PlacedDomain]]:
        return list(zip(self.drawn, self.conformation.domains, strict=True))

    def _draw_domains(self) -> None:
        """Back to front; neighbors of one kind share their paths when they do not overlap."""
        gap = self.drafting.nm(self.look.lines.between)
        waiting: list[tuple[Domain, PlacedDomain]] = []
        hinge_shown = False
        for domain, place in self._pairs():
            if waiting and not self._shares_paths(waiting[0][1], place):
                self._flush(waiting)
                waiting = []
            if not hinge_shown and place.depth > self.conformation.hinge_depth:
                self._flush(waiting)
                waiting, hinge_shown = [], True
                self.add_fill([(self._hinge, STEM)], INK, self.look.lines.between)
                self.add_fill([(self._hinge, STEM)], ANTIBODY_HINGE)
            if waiting and waiting[0][1].joint == place.joint:
                # Twins of the stem stand beside each other: the first one is cut back.
                waiting = [(d.behind(domain.outline, gap), p) for d, p in waiting]
            waiting.append((domain, place))
        self._flush(waiting)

    def _shares_paths(self, one: PlacedDomain, other: PlacedDomain) -> bool:
        """Twins share paths, but not the two CH1: they cross when the arms flex."""
        return self.conformation.flat and one.name == other.name != "CH1"

    def _flush(self, waiting: list[tuple[Domain, PlacedDomain]]) -> None:
        if waiting:
            self.domains([(d, p.joint) for d, p in waiting], _COLORS[waiting[0][1].name])

    def _choose_sites(self, count: int, seed: int) -> list[int]:
        """The first six sites spread best; other numbers drop or add sites by seed."""
        order = list(range(6))
        np.random.default_rng(seed).shuffle(order)
        return sorted([*order[: min(count, 6)], *range(6, min(count, 8))])

    def _draw_payloads(self, sites: list[int]) -> None:
        shape = payload_shape(ON_ANTIBODY)
        for number, site in enumerate(sites):
            slant = self.conformation.sites[site][2]
            place = self.conformation.domains[self.conformation.sites[site][0]]
            index, degrees, _ = self.conformation.sites[site]
            edge, angle = self.surface(index, degrees), float(np.radians(degrees))
            out = np.array([np.cos(angle), np.sin(angle)])
            foot = edge - 0.42 * out
            # The beads lean off the ray, so that payloads do not look pinned on.
            lean = angle + np.radians(slant)
            middle = foot - rotation(float(lean)) @ shape.foot
            self.payloads[number] = add_payload(
                self, shape, place.joint, middle, float(lean), linked=True
            )
            self._spots[number] = (place.joint, middle, float(lean))

    def surface(self, index: int, degrees: float) -> np.ndarray:
        """Where the ray from a domain's middle leaves its outline, nm at rest."""
        center = np.array(self.conformation.domains[index].center)
        out = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        ray = LineString([center, center + 6 * out]).intersection(self.drawn[index].outline)
        return np.asarray(ray.coords[-1] if ray.geom_type == "LineString" else center + 2 * out)

    def _rest_tip(self, side: int) -> np.ndarray:
        """Where an arm ends: the far edge of its two V domains, between them."""
        mine = [(d, p) for d, p in self._pairs() if p.joint == LOWER[side]]
        middle = np.mean([p.center for _, p in mine], axis=0)
        out = middle - np.array(self.conformation.elbows[side])
        out = out / np.linalg.norm(out)
        edge = shapely.union_all([d.outline for d, _ in mine])
        reach = float(np.max(shapely.get_coordinates(edge) @ out))
        return np.asarray(middle + out * (reach - 0.30 - float(middle @ out)))

    def lift_off(self, color: str, px: float, opacity: float = 0.5) -> None:
        """Lay a pale rim of ``px`` under its contour: it then stands clear of whatever is behind it."""
        outer = {id(self.fills[0].part), *(id(parts[0]) for parts in self.payloads.values())}
        rim = self.add_fill([piece for f in self.fills if id(f.part) in outer for piece in f.pieces], color, px)
        rim.set_fill(opacity=opacity)
        self.add_to_back(rim)
        self.pose(self.position, self.angle)

    # --- moving ---------------------------------------------------------------------------
    def flex(
        self,
        left: float | None = None,
        right: float | None = None,
        left_elbow: float = 0.0,
        right_elbow: float = 0.0,
    ) -> Antibody:
        """Set the arms, degrees from straight down (rest if None); elbows bend inward.

        The pose shows it at the next :meth:`pose`.
        """
        for side, (sign, arm, elbow) in enumerate(((-1, left, left_elbow),
                                                   (1, right, right_elbow))):
            rest = self.conformation.arms[side]
            swing = float(np.radians(sign * ((rest if arm is None else arm) - rest)))
            self.joint(UPPER[side], swing)
            bend = float(np.radians(-sign * elbow))
            pivot = np.array(self.conformation.elbows[side])
            self.joint_turn[LOWER[side]] = rotation(swing + bend)
            self.joint_place[LOWER[side]] = rotation(swing) @ (pivot - rotation(bend) @ pivot)
        return self

    def arm_tip(self, side: int) -> np.ndarray:
        """End of an arm (0 left, 1 right), where d1 of CD22 sits, in nm of the view."""
        return self.in_view(self.own_tip(side))

    def own_tip(self, side: int) -> np.ndarray:
        """End of an arm in the antibody's own frame, as flexed now; nm."""
        return self.on_joint(LOWER[side], self.tips[side])

    def arm_direction(self, side: int) -> np.ndarray:
        """Unit vector from elbow to tip in the view, as posed now."""
        elbow = self.on_joint(LOWER[side], self.conformation.elbows[side])
        out = rotation(self.angle) @ (self.own_tip(side) - elbow)
        return np.asarray(out / np.linalg.norm(out))

    def place_tip(self, side: int, at: np.ndarray, angle: float) -> Antibody:
        """Pose it turned by ``angle`` so that an arm's tip lies at ``at`` (nm of the view)."""
        self.pose(np.asarray(at, dtype=float) - rotation(angle) @ self.own_tip(side), angle)
        return self

    def casters(self) -> Sequence[Part]:
        """Its contour, and those of the payloads that hang on it."""
        return (*super().casters(), *(parts[0] for parts in self.payloads.values()))

    # --- payloads ---------------------------------------------------------------------------
    def has_payload(self, number: int) -> bool:
        """Whether payload ``number`` still hangs on the antibody."""
        return number in self.payloads

    def payload_place(self, number: int) -> tuple[np.ndarray, float]:
        """Middle (nm of the view) and angle (radians) of a payload, as posed now."""
        joint, middle, lean = self._spots[number]
        turn = self.joint_turn[joint]
        swing = float(np.arctan2(turn[1, 0], turn[0, 0]))
        return self.in_view(self.on_joint(joint, middle)), lean + swing + self.angle

    def drop_payload(self, number: int) -> tuple[np.ndarray, float]:
        """Take payload ``number`` off; returns where a free one starts (nm, radians)."""
        start = self.payload_place(number)
        for part in self.payloads.pop(number):
            self.remove(part)
        return start

    # --- names ---------------------------------------------------------------------------
    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``antibody`` (on the stem), ``arm``, ``payload`` or ``payload3`` (that one)."""
        stem = self.conformation.domains[find_domain(self.conformation.domains, "CH3", 1)].center
        arm = np.mean([p.center for p in self.conformation.domains if p.joint == 4], axis=0)

        def payload(number: int) -> Callable[[], Point]:
            return lambda: self._at(self.payload_place(number)[0])

        return {
            "antibody": lambda: self.spot(*stem),
            "arm": lambda: self._at(self.in_view(self.on_joint(4, arm))),
            "payload": payload(min(self.payloads, default=0)),
            **{f"payload{number}": payload(number) for number in self._spots},
        }

    def _at(self, nm: np.ndarray) -> Point:
        return self.view.point(float(nm[0]), float(nm[1]))


def _beads_along(strand: tuple[tuple[float, float], ...]) -> np.ndarray:
    """Bead centers every 0.3 nm along a strand, shape (n, 2)."""
    line = LineString(strand)
    count = max(2, round(line.length / 0.3))
    return np.array([line.interpolate(s, normalized=True).coords[0]
                     for s in np.linspace(0, 1, count)])


