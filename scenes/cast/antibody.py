"""The antibody: an IgG4 of twelve domains, with flexing arms and its payloads.

Two forms. ``spread`` is laid out to bind with both arms: stem up, arms 52 degrees either
side of straight down, about 16 nm across and 15 high, tips 12.5-13 nm apart. ``lambda`` is
the measured layout of a whole IgG4 (PDB 5DK3, ``assets/shapes/igg4.toml``): one arm is
folded up against the stem. In solution several shapes live side by side and the arms flex,
so both forms do. Origin: the hinge. Sizes in nm, angles of arms in degrees.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.payload import ON_ANTIBODY, add_payload, payload_shape
from scenes.cast.protein import (
    DetailName,
    Domain,
    Frame,
    Jointed,
    Protein,
    bead_domain,
    lying,
    pointing,
)
from scenes.stage.actor import rotation
from scenes.stage.draw import closed_by, union_of_discs
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

Form = Literal["spread", "lambda"]

_MEASURED: Final = Path(__file__).parents[2] / "assets" / "shapes" / "igg4.toml"
_COLORS: Final = {
    "VH": ANTIBODY_VH,
    "VL": ANTIBODY_VL,
    "CH1": ANTIBODY_CH1,
    "CL": ANTIBODY_CL,
    "CH2": ANTIBODY_CH2,
    "CH3": ANTIBODY_CH3,
}
#: Joints: the stem, then for each arm the half at the hinge and the half that binds.
STEM, _UPPER, _LOWER = 0, (1, 3), (2, 4)
#: Arms of the spread form, degrees from straight down.
SPREAD: Final = 52.0


@dataclass(frozen=True)
class Placed:
    """One domain at rest: what it is, which joint carries it, where it lies (nm, stem up)."""

    name: str
    joint: int
    center: tuple[float, float]
    size: tuple[float, float, float]
    frame: Frame
    depth: float


@dataclass(frozen=True)
class Layout:
    """A form of the antibody at rest.

    Attributes
    ----------
    domains
        The twelve domains, back to front.
    hinge
        Lines of the two hinge strands, each an array (n, 2).
    arms
        Angle of each arm from straight down, degrees, outward positive.
    elbows
        Pivot between the two halves of each arm.
    sites
        Where payloads may sit: index of a domain and the direction (degrees) outward.
    """

    domains: tuple[Placed, ...]
    hinge: tuple[tuple[tuple[float, float], ...], ...]
    arms: tuple[float, float]
    elbows: tuple[tuple[float, float], tuple[float, float]]
    sites: tuple[tuple[int, float], ...]


def _along(d: np.ndarray, n: np.ndarray, a: float, b: float) -> tuple[float, float]:
    xy = a * d + b * n
    return float(xy[0]), float(xy[1])


@cache
def spread_layout() -> Layout:
    """Both arms down and apart, ready to bind; depth order CL, VL, stem, CH1, VH."""
    domains: list[Placed] = []
    for side, upper, lower in ((-1, *(_UPPER[0], _LOWER[0])), (1, *(_UPPER[1], _LOWER[1]))):
        angle = np.radians(-90 + side * SPREAD)
        d = np.array([np.cos(angle), np.sin(angle)])
        n = np.array([-d[1], d[0]]) * side  # toward the light chain, outward and up
        rows = (
            ("CL", upper, 2.95, 1.20, (4.3, 3.0, 2.7), 4, 0.0),
            ("VL", lower, 6.55, 1.30, (4.2, 3.1, 2.9), -4, 1.0),
            ("CH1", upper, 2.75, -1.20, (4.3, 3.0, 2.7), -3, 4.0),
            ("VH", lower, 6.60, -1.30, (4.4, 3.2, 2.9), 5, 5.0),
        )
        for name, joint, a, b, size, tilt, depth in rows:
            frame = lying(float(angle + side * np.radians(tilt)))
            domains.append(Placed(name, joint, _along(d, n, a, b), size, frame, depth))
    for side in (1, -1):
        lean = np.radians(90 - 5 * side)
        domains.append(
            Placed("CH2", STEM, (1.62 * side, 3.15), (4.4, 3.2, 2.6), lying(float(lean)), 2.0)
        )
    for side in (1, -1):
        lean = np.radians(90 + 3 * side)
        domains.append(
            Placed("CH3", STEM, (1.50 * side, 6.45), (4.5, 3.2, 2.8), lying(float(lean)), 3.0)
        )
    ordered = tuple(sorted(domains, key=lambda p: p.depth))
    return Layout(
        domains=ordered,
        hinge=(
            ((-0.42, 2.5), (-0.30, 1.5), (-0.55, 0.5), (-1.15, -0.35)),
            ((0.42, 2.5), (0.30, 1.5), (0.55, 0.5), (1.15, -0.35)),
        ),
        arms=(SPREAD, SPREAD),
        elbows=((-4.55 * _sin(SPREAD), -4.55 * _cos(SPREAD)),
                (4.55 * _sin(SPREAD), -4.55 * _cos(SPREAD))),
        sites=(
            (_find(ordered, "CH3", -1), 128.0),
            (_find(ordered, "VL", 1), 62.0),
            (_find(ordered, "CH2", 1), 22.0),
            (_find(ordered, "VL", -1), 128.0),
            (_find(ordered, "CH3", 1), 68.0),
            (_find(ordered, "CH2", -1), 166.0),
            (_find(ordered, "CH1", 1), -112.0),
            (_find(ordered, "CL", -1), 98.0),
        ),
    )


def _sin(degrees: float) -> float:
    return float(np.sin(np.radians(degrees)))


def _cos(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))


def _find(domains: tuple[Placed, ...], name: str, side: int) -> int:
    """Index of the domain of this name that lies left (-1) or right (1) of its twin."""
    found = [i for i, p in enumerate(domains) if p.name == name]
    return max(found, key=lambda i: side * domains[i].center[0])


@cache
def lambda_layout() -> Layout:
    """The measured layout, turned so that the stem stands up; the folded arm is at the left."""
    rows = tomllib.loads(_MEASURED.read_text(encoding="utf-8"))["domain"]
    hinge = np.mean([r["center"] for r in rows if r["name"] == "hinge"], axis=0)
    stem = np.mean([r["center"] for r in rows if r["arm"] == 0], axis=0) - hinge
    turn = np.eye(3)
    turn[:2, :2] = rotation(np.pi / 2 - float(np.arctan2(stem[1], stem[0])))
    domains: list[Placed] = []
    strands: list[tuple[tuple[float, float], ...]] = []
    for row in rows:
        name, arm = row["name"], row["arm"]
        center = turn @ (np.array(row["center"]) - hinge)
        axis = turn @ np.array(row["axis"])
        if name == "hinge":
            ends = [center + s * axis * row["extent"][0] * 0.55 for s in (-1, 0, 1)]
            strands.append(tuple((float(e[0]), float(e[1])) for e in ends))
            continue
        half = _LOWER if name.startswith("V") else _UPPER
        joint = STEM if arm == 0 else half[arm - 1]
        a, b, c = (float(v) for v in row["extent"])
        domains.append(
            Placed(name, joint, (float(center[0]), float(center[1])), (a, b, c),
                   pointing(axis.tolist()), float(center[2]))
        )
    ordered = tuple(sorted(domains, key=lambda p: p.depth))
    arms, elbows = [], []
    for side, (upper, lower) in zip((-1, 1), zip(_UPPER, _LOWER, strict=True), strict=True):
        inner, outer = (
            np.mean([p.center for p in ordered if p.joint == j], axis=0) for j in (upper, lower)
        )
        arms.append(float(side * (np.degrees(np.arctan2(outer[1], outer[0])) + 90) % 360))
        mid = (inner + outer) / 2
        elbows.append((float(mid[0]), float(mid[1])))
    return Layout(
        domains=ordered,
        hinge=tuple(strands),
        arms=(arms[0], arms[1]),
        elbows=(elbows[0], elbows[1]),
        sites=(
            (_find(ordered, "CH3", -1), 100.0),
            (_find(ordered, "VL", -1), 160.0),
            (_find(ordered, "CH3", 1), 40.0),
            (_find(ordered, "CH2", 1), -8.0),
            (_find(ordered, "CL", 1), 12.0),
            (_find(ordered, "VH", -1), -100.0),
            (_find(ordered, "CH1", 1), -150.0),
            (_find(ordered, "CH2", -1), 150.0),
        ),
    )


@cache
def _drawn(layout_of: Form, detail: DetailName, variant: int) -> tuple[Domain, ...]:
    """The domains of a form in place, nm."""
    made = []
    for i, p in enumerate(LAYOUTS[layout_of]().domains):
        domain = bead_domain(p.size, seed=100 * variant + i, frame=p.frame, detail=detail)
        made.append(domain.at(*p.center))
    return tuple(made)


LAYOUTS: Final[dict[str, Callable[[], Layout]]] = {
    "spread": spread_layout,
    "lambda": lambda_layout,
}


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
        ``spread`` or ``lambda``.
    """

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
        self.layout = LAYOUTS[form]()
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
            pieces.append((closed_by(shapely.union_all(mine), 0.15), joint))
        strands = shapely.union_all(
            [union_of_discs(_beads_along(strand), 0.50, 4) for strand in self.layout.hinge]
        )
        self.outer_contour([*pieces, (strands, STEM)])
        self._hinge = strands

    def _pairs(self) -> list[tuple[Domain, Placed]]:
        return list(zip(self.drawn, self.layout.domains, strict=True))

    def _draw_domains(self) -> None:
        """Back to front; neighbors of one kind share their paths when they do not overlap."""
        gap = self.drafting.nm(self.look.lines.between)
        waiting: list[tuple[Domain, Placed]] = []
        hinge_shown = False
        for domain, place in self._pairs():
            if waiting and waiting[0][1].name != place.name:
                self._flush(waiting)
                waiting = []
            if not hinge_shown and place.depth > 1.5 * (self.layout.arms[0] == SPREAD):
                self._flush(waiting)
                waiting, hinge_shown = [], True
                self.sheet([(self._hinge, STEM)], INK, self.look.lines.between)
                self.sheet([(self._hinge, STEM)], ANTIBODY_HINGE)
            if waiting and waiting[0][1].joint == place.joint:
                # Twins of the stem stand beside each other: the first one is cut back.
                waiting = [(d.behind(domain.outline, gap), p) for d, p in waiting]
            waiting.append((domain, place))
        self._flush(waiting)

    def _flush(self, waiting: list[tuple[Domain, Placed]]) -> None:
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
            index, degrees = self.layout.sites[site]
            place, center = self.layout.domains[index], np.array(self.layout.domains[index].center)
            angle = float(np.radians(degrees))
            out = np.array([np.cos(angle), np.sin(angle)])
            ray = LineString([center, center + 6 * out]).intersection(self.drawn[index].outline)
            edge = np.asarray(ray.coords)[-1] if ray.geom_type == "LineString" else center + 2 * out
            foot = edge - 0.42 * out
            # The beads lean off the ray by seed, so that payloads do not look pinned on.
            lean = angle + np.radians((-24, 18, 26, -14, 20, -22, 15, -18)[site])
            middle = foot - rotation(float(lean)) @ shape.foot
            self.payloads[number] = add_payload(
                self, shape, place.joint, middle, float(lean), linked=True
            )
            self._spots[number] = (place.joint, middle, float(lean))

    def _rest_tip(self, side: int) -> np.ndarray:
        """Where an arm ends: the far edge of its two V domains, between them."""
        mine = [(d, p) for d, p in self._pairs() if p.joint == _LOWER[side]]
        middle = np.mean([p.center for _, p in mine], axis=0)
        out = middle - np.array(self.layout.elbows[side])
        out = out / np.linalg.norm(out)
        edge = shapely.union_all([d.outline for d, _ in mine])
        reach = float(np.max(shapely.get_coordinates(edge) @ out))
        return np.asarray(middle + out * (reach - 0.30 - float(middle @ out)))

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
            rest = self.layout.arms[side]
            swing = float(np.radians(sign * ((rest if arm is None else arm) - rest)))
            self.joint(_UPPER[side], swing)
            bend = float(np.radians(-sign * elbow))
            pivot = np.array(self.layout.elbows[side])
            self.joint_turn[_LOWER[side]] = rotation(swing + bend)
            self.joint_place[_LOWER[side]] = rotation(swing) @ (pivot - rotation(bend) @ pivot)
        return self

    def arm_tip(self, side: int) -> np.ndarray:
        """End of an arm (0 left, 1 right), where d1 of CD22 sits, in nm of the view."""
        return self.in_view(self.own_tip(side))

    def own_tip(self, side: int) -> np.ndarray:
        """End of an arm in the antibody's own frame, as flexed now; nm."""
        return self.on_joint(_LOWER[side], self.tips[side])

    def arm_direction(self, side: int) -> np.ndarray:
        """Unit vector from elbow to tip in the view, as posed now."""
        elbow = self.on_joint(_LOWER[side], self.layout.elbows[side])
        out = rotation(self.angle) @ (self.own_tip(side) - elbow)
        return np.asarray(out / np.linalg.norm(out))

    def place_tip(self, side: int, at: np.ndarray, angle: float) -> Antibody:
        """Pose it turned by ``angle`` so that an arm's tip lies at ``at`` (nm of the view)."""
        self.pose(np.asarray(at, dtype=float) - rotation(angle) @ self.own_tip(side), angle)
        return self

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
    def anchor(self, name: str) -> Callable[[], Point]:
        """``antibody`` (on the stem), ``arm``, ``payload`` or ``payload3`` (that one)."""
        if name.startswith("payload"):
            number = int(name[7:]) if name[7:] else min(self.payloads, default=0)
            return lambda: self._at(self.payload_place(number)[0])
        if name == "arm":
            middle = np.mean([p.center for p in self.layout.domains if p.joint == 4], axis=0)
            return lambda: self._at(self.in_view(self.on_joint(4, middle)))
        stem = self.layout.domains[_find(self.layout.domains, "CH3", 1)].center
        return lambda: self.spot(*stem)

    def _at(self, nm: np.ndarray) -> Point:
        return self.view.point(float(nm[0]), float(nm[1]))


def _beads_along(strand: tuple[tuple[float, float], ...]) -> np.ndarray:
    """Bead centers every 0.3 nm along a strand, shape (n, 2)."""
    line = LineString(strand)
    count = max(2, round(line.length / 0.3))
    return np.array([line.interpolate(s, normalized=True).coords[0]
                     for s in np.linspace(0, 1, count)])


