"""CD22: a slim rod of seven domains that stands out of the membrane.

About 28 nm from the membrane to the tip (seven immunoglobulin domains of about 4 nm; d1,
outermost, is where the antibody binds), a helix 1.15 nm wide through the membrane and a
tail inside the cell. Sizes in nm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.molecules.domain import DetailName, Domain, bead_domain
from scenes.cast.molecules.protein import Protein
from scenes.stage.actor import LifeSize
from scenes.stage.drawing import blank, polyline
from scenes.stage.layout import Point
from scenes.stage.motion import wobble
from scenes.stage.style import CD22, CD22_TIP, INK, lighter
from scenes.stage.view import View

#: Number of domains, and length from the membrane's surface to the tip, nm.
DOMAINS: Final = 7
LENGTH: Final = 28.0
#: Membrane helix: width and length; tail: how far it hangs into the cell; nm.
HELIX_WIDTH, HELIX_LENGTH, TAIL = 1.15, 5.0, 3.6

_SIZE: Final = (4.5, 2.85, 2.65)
_TIP_SIZE: Final = (4.6, 3.15, 2.95)
_HELIX, _TAIL = DOMAINS, DOMAINS + 1
#: Places along the spine, 0-1, and the weights of a cubic's four controls there.
_ALONG: Final = np.linspace(0, 1, 43)
_WEIGHTS: Final = np.stack(
    [(1 - _ALONG) ** 3, 3 * _ALONG * (1 - _ALONG) ** 2, 3 * _ALONG**2 * (1 - _ALONG), _ALONG**3], axis=1
)
_BEADS: Final = {"close": 46, "far": 36, "organelle": 24, "lens": 180}


@cache
def _domains(detail: DetailName, variant: int) -> tuple[Domain, ...]:
    """d7 (at the membrane) to d1 (the tip), upright about their own centers."""
    return tuple(
        bead_domain(
            _TIP_SIZE if i == DOMAINS - 1 else _SIZE,
            seed=1000 + 50 * variant + i,
            detail=detail,
            beads=_BEADS[detail],
        )
        for i in range(DOMAINS)
    )


def _helix() -> BaseGeometry:
    """The helix below the membrane's outer surface, foot at the origin."""
    return LineString([(0, 0.6), (0, -HELIX_LENGTH + HELIX_WIDTH / 2)]).buffer(HELIX_WIDTH / 2)


def _stripes() -> BaseGeometry:
    """Turns of the helix: pale slanted bars."""
    half = HELIX_WIDTH / 2 - 0.12
    bars = [LineString([(-half, y - 0.28), (half, y + 0.28)]).buffer(0.10, quad_segs=2)
            for y in np.arange(-HELIX_LENGTH + 0.75, -0.2, 0.9)]
    return shapely.union_all(bars)


def _tail(seed: int) -> BaseGeometry:
    """The tail inside the cell, hanging from the helix; its top is the origin."""
    side = 1 if seed % 2 else -1
    s = np.linspace(0, 1, 24)
    x = side * (0.10 + 0.95 * np.sin(2.0 * np.pi * s) * (0.45 + 0.55 * s) + 0.5 * s)
    return LineString(np.stack([x, 0.3 - TAIL * s], axis=1)).buffer(0.30, quad_segs=4)


class Cd22(Protein):
    """One CD22 standing in a membrane.

    Parameters
    ----------
    view
        Scale it is built at.
    foot_nm
        Where it leaves the membrane's outer surface, nm of the view.
    tip_nm
        Where its tip is; straight up and 28 nm out if not given.
    seed
        Which surface, and which way it sways.
    detail
        ``close``, ``organelle``, ``far`` or ``lens``.
    ground
        If given, it is mixed toward this color: further away.
    tail
        Whether the tail inside the cell is drawn; if not given, all but in organelle view.
    rooted
        Whether it stands in a membrane: helix (and tail) are drawn.
    """

    # The helix in the membrane (5 nm) and the tail below it (up to 4 nm) come on top, where they are seen.
    life_size = LifeSize("cd22_length.nm", 0.98, 1.42)

    def __init__(
        self,
        view: View,
        *,
        foot_nm: tuple[float, float] | np.ndarray,
        tip_nm: tuple[float, float] | np.ndarray | None = None,
        seed: int = 0,
        detail: DetailName = "close",
        ground: str | None = None,
        tail: bool | None = None,
        rooted: bool = True,
    ) -> None:
        super().__init__(view, joints=DOMAINS + 2, detail=detail, ground=ground)
        self.seed, self.detail = seed, detail
        rng = np.random.default_rng(seed)
        self._zigzag = rng.choice((-1, 1)) * (-1.0) ** np.arange(DOMAINS)
        self._zigzag *= rng.uniform(0.14, 0.30, DOMAINS)
        self._bow = np.array([rng.choice((-1.0, 1.0)), rng.uniform(-0.6, 0.6)])
        self._rooted = rooted
        self._has_tail = rooted and (detail != "organelle" if tail is None else tail)
        self.foot_at = np.asarray(foot_nm, dtype=float)
        self.normal_angle = np.pi / 2
        self._asked: tuple[object, ...] = ()
        self._bent: tuple[object, ...] = ()
        self._wave = self._bow[0] * np.sin(np.pi * _ALONG) ** 2 + self._bow[1] * np.sin(2 * np.pi * _ALONG) * 0.6
        self._draw()
        self.rest_tip = self._straight_tip() if tip_nm is None else np.asarray(tip_nm, dtype=float)
        self.reach(self.rest_tip)

    # --- building -------------------------------------------------------------------------
    def _draw(self) -> None:
        drawn = [(d, i) for i, d in enumerate(_domains(self.detail, self.seed % 3))]
        stalk: list[tuple[BaseGeometry, int]] = [(_helix(), _HELIX)] if self._rooted else []
        if self._has_tail:
            stalk.append((_tail(self.seed), _TAIL))
        self.outer_contour([*((d.outline, i) for d, i in drawn), *stalk])
        for piece in reversed(stalk):
            self.add_fill([piece], INK, self.look.lines.between)
            self.add_fill([piece], lighter(CD22, 0.08) if piece[1] == _TAIL else CD22)
        if self.look.lines.inner and self._rooted:
            self.add_fill([(_stripes(), _HELIX)], lighter(CD22, 0.42))
        # Every second domain stands in front of its neighbors: two fills instead of six.
        self.domains(drawn[1:6:2], CD22)
        self.domains(drawn[0:6:2], CD22)
        self.domains(drawn[6:], CD22_TIP)

    def _straight_tip(self) -> np.ndarray:
        return self.foot_at + LENGTH * self._normal()

    def _normal(self) -> np.ndarray:
        return np.array([np.cos(self.normal_angle), np.sin(self.normal_angle)])

    # --- moving ---------------------------------------------------------------------------
    def foot(self, foot_nm: np.ndarray | tuple[float, float], normal_angle: float) -> Cd22:
        """Stand it on a membrane at ``foot_nm`` whose outward normal points at this angle.

        Takes effect at the next :meth:`reach`.
        """
        self.foot_at = np.asarray(foot_nm, dtype=float)
        self.normal_angle = float(normal_angle)
        return self

    def reach(
        self, tip_nm: np.ndarray | tuple[float, float], along: np.ndarray | None = None
    ) -> Cd22:
        """Bend the rod so that its tip lies at ``tip_nm``; its length stays.

        Parameters
        ----------
        tip_nm
            Place of the tip, nm of the view.
        along
            Direction of the rod at its tip; it follows the bend if not given.
        """
        bent = (*tip_nm, *self.foot_at, self.normal_angle, *(along if along is not None else ()))
        if (*bent, self.view) == self._asked:  # ambient motion steps: every second frame asks the same
            return self
        self._asked = *bent, self.view
        if bent != self._bent:
            self._bent = bent
            self.tip_at, self.along = np.asarray(tip_nm, dtype=float), along
            self._bend()
        self.pose((0.0, 0.0))
        return self

    def _bend(self) -> None:
        """Set all joints for the foot and the tip of now."""
        centers, slopes = self._spine(self.tip_at, self.along)
        turns = slopes - np.pi / 2 + 0.34 * self._zigzag
        across = np.stack([-np.sin(slopes), np.cos(slopes)], axis=1)
        cos, sin = np.cos(turns), np.sin(turns)
        self.joint_turn[:DOMAINS] = np.moveaxis(np.array([[cos, -sin], [sin, cos]]), -1, 0)
        self.joint_place[:DOMAINS] = centers + self._zigzag[:, None] * across
        lean = self.normal_angle - np.pi / 2
        self.joint(_HELIX, lean, shift=self.foot_at)
        self.joint(_TAIL, lean, shift=self.foot_at - HELIX_LENGTH * self._normal())

    def _spine(self, tip: np.ndarray, along: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Centers (7, 2) and slopes (7,) of the domains from the membrane to the tip.

        The spine leaves along the membrane's normal; if the tip is nearer than the rod is
        long, it bows sideways just enough to keep its length.
        """
        span = tip - self.foot_at
        distance = float(np.linalg.norm(span))
        end = span / distance if along is None else np.asarray(along, dtype=float)
        handle = 0.36 * distance
        control = np.array([self.foot_at, self.foot_at + handle * self._normal(),
                            tip - handle * end, tip])
        plain = _WEIGHTS @ control
        side, wave = np.array([-span[1], span[0]]) / distance, self._wave[:, None]
        curve = plain + _bulge(plain, wave * side, 0.45 * distance) * wave * side
        steps = np.linalg.norm(np.diff(curve, axis=0), axis=1)
        run = np.concatenate([[0.0], np.cumsum(steps)])
        at = (np.arange(DOMAINS) + 0.5) / DOMAINS * run[-1]
        centers = np.stack([np.interp(at, run, curve[:, i]) for i in range(2)], axis=1)
        ahead = np.stack([np.interp(at + 0.8, run, curve[:, i]) for i in range(2)], axis=1)
        back = np.stack([np.interp(at - 0.8, run, curve[:, i]) for i in range(2)], axis=1)
        slopes = np.arctan2(*(ahead - back).T[::-1])
        return centers, slopes

    def sway(self, time: float, by_nm: float = 0.8) -> np.ndarray:
        """Where the tip of a free rod is at a time: it sways about its rest, nm."""
        swing = wobble(self.seed + 31, time, dims=2) * np.array([1.0, 0.25])
        return np.asarray(self.rest_tip + by_nm * swing)

    # --- names ------------------------------------------------------------------------------
    def tip(self) -> np.ndarray:
        """The tip, nm of the view."""
        return self.tip_at

    def length(self) -> float:
        """From the membrane's surface along the domains to the tip, nm."""
        outline = shapely.union_all(
            [shapely.transform(d.outline, lambda xy, i=i: xy @ self.joint_turn[i].T
                               + self.joint_place[i])
             for i, d in enumerate(_domains(self.detail, self.seed % 3))]
        )
        assert isinstance(outline, Polygon)
        return float(np.max(shapely.get_coordinates(outline) @ self._normal())
                     - self.foot_at @ self._normal())

    def obstacles(self) -> VGroup:
        """Its domains as separate boxes, for labels that look for room beside a bent rod."""
        boxes = VGroup()
        for center in self.joint_place[:DOMAINS]:
            corners = center + 1.9 * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
            shape = blank(CD22)
            shape.set_points(polyline(self.view.points(corners)))
            boxes.add(shape)
        return boxes

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``cd22`` (on d4), ``tip`` (d1) or ``d1`` … ``d7``."""

        def on(joint: int) -> Callable[[], Point]:
            return lambda: self.spot(*self.joint_place[joint])

        return {"cd22": on(3), "tip": on(6), **{f"d{n}": on(DOMAINS - n) for n in range(1, DOMAINS + 1)}}


def _bulge(plain: np.ndarray, aside: np.ndarray, most: float) -> float:
    """How many times ``aside`` (at most ``most``) a curve takes up to become as long as the rod, but no longer."""
    step, bend = np.diff(plain, axis=0), np.diff(aside, axis=0)
    # A step's length squared, as a polynomial of how far the curve bows.
    square, twice, still = (bend**2).sum(axis=1), 2 * (step * bend).sum(axis=1), (step**2).sum(axis=1)
    low, width = 0.0, most
    for parts in (64, 128):
        tried = low + width / parts * np.arange(1, parts)
        lengths = np.sqrt((square * tried[:, None] + twice) * tried[:, None] + still).sum(axis=1)
        width /= parts
        low += width * int((lengths < LENGTH).sum())
    return low
