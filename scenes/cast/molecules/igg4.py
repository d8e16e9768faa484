"""How the twelve domains of an IgG4 lie: spread to bind, and as measured in a crystal.

Sizes in nm, stem up, hinge at the origin. Spread: arms 52 degrees either side of straight
down, about 16 nm across and high, tips 12.5-13 nm apart. Measured: PDB 5DK3 (a whole
IgG4, doi 10.1038/nsmb.3129), lambda-shaped, one arm folded up against the stem
(``assets/shapes/igg4.toml``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import numpy as np

from scenes.cast.molecules.domain import Axes, lying, pointing
from scenes.script.toml_file import ROOT, read_toml
from scenes.stage.actor import rotation

ConformationName = Literal["spread", "lambda"]

_MEASURED: Final = ROOT / "assets" / "shapes" / "igg4.toml"
#: Joints: the stem, then for each arm the half at the hinge and the half that binds.
STEM, UPPER, LOWER = 0, (1, 3), (2, 4)
#: Arms of the spread form, degrees from straight down.
SPREAD: Final = 52.0


@dataclass(frozen=True)
class PlacedDomain:
    """One domain at rest: what it is, which joint carries it, where it lies (nm, stem up).

    ``near`` is how much larger it looks than it is, where the layout is seen in perspective, and ``surface`` the
    number of its surface, if that is not its place in the order.
    """

    name: str
    joint: int
    center: tuple[float, float]
    size: tuple[float, float, float]
    frame: Axes
    depth: float
    near: float = 1.0
    surface: int | None = None


@dataclass(frozen=True)
class Conformation:
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
        Where payloads may sit: index of a domain, the direction outward from its middle,
        and how far the payload leans off that direction (degrees).
    hinge_depth
        Domains deeper than this stand behind the hinge.
    flat
        Whether twins lie beside each other in the picture.
    """

    domains: tuple[PlacedDomain, ...]
    hinge: tuple[tuple[tuple[float, float], ...], ...]
    arms: tuple[float, float]
    elbows: tuple[tuple[float, float], tuple[float, float]]
    sites: tuple[tuple[int, float, float], ...]
    hinge_depth: float
    flat: bool = True


def _along(d: np.ndarray, n: np.ndarray, a: float, b: float) -> tuple[float, float]:
    xy = a * d + b * n
    return float(xy[0]), float(xy[1])


@cache
def spread_conformation() -> Conformation:
    """Both arms down and apart, ready to bind; depth order CL, VL, stem, CH1, VH."""
    domains: list[PlacedDomain] = []
    for side, upper, lower in ((-1, *(UPPER[0], LOWER[0])), (1, *(UPPER[1], LOWER[1]))):
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
            domains.append(PlacedDomain(name, joint, _along(d, n, a, b), size, frame, depth))
    for side in (1, -1):
        lean = np.radians(90 - 5 * side)
        domains.append(
            PlacedDomain("CH2", STEM, (1.62 * side, 3.15), (4.4, 3.2, 2.6), lying(float(lean)), 2.0)
        )
    for side in (1, -1):
        lean = np.radians(90 + 3 * side)
        domains.append(
            PlacedDomain("CH3", STEM, (1.50 * side, 6.45), (4.5, 3.2, 2.8), lying(float(lean)), 3.0)
        )
    ordered = tuple(sorted(domains, key=lambda p: p.depth))
    return Conformation(
        domains=ordered,
        hinge=(
            ((-0.42, 2.5), (-0.30, 1.5), (-0.55, 0.5), (-1.15, -0.35)),
            ((0.42, 2.5), (0.30, 1.5), (0.55, 0.5), (1.15, -0.35)),
        ),
        arms=(SPREAD, SPREAD),
        elbows=((-4.55 * _sin(SPREAD), -4.55 * _cos(SPREAD)),
                (4.55 * _sin(SPREAD), -4.55 * _cos(SPREAD))),
        sites=(
            (find_domain(ordered, "CH3", -1), 132.0, -16.0),
            (find_domain(ordered, "VL", 1), 66.0, -52.0),
            (find_domain(ordered, "CH2", 1), 16.0, 22.0),
            (find_domain(ordered, "VL", -1), 114.0, 54.0),
            (find_domain(ordered, "CH3", 1), 80.0, -24.0),
            (find_domain(ordered, "CH2", -1), 166.0, -26.0),
            (find_domain(ordered, "CH1", 1), -112.0, -18.0),
            (find_domain(ordered, "CL", -1), 98.0, 14.0),
        ),
        hinge_depth=1.5,
    )


def _sin(degrees: float) -> float:
    return float(np.sin(np.radians(degrees)))


def _cos(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))


def find_domain(domains: tuple[PlacedDomain, ...], name: str, side: int) -> int:
    """Index of the domain of this name that lies left (-1) or right (1) of its twin."""
    found = [i for i, p in enumerate(domains) if p.name == name]
    return max(found, key=lambda i: side * domains[i].center[0])


@cache
def lambda_conformation() -> Conformation:
    """The measured layout, turned so that the stem stands up; the folded arm is at the left."""
    rows = read_toml(_MEASURED).data["domain"]
    hinge = np.mean([r["center"] for r in rows if r["name"] == "hinge"], axis=0)
    stem = np.mean([r["center"] for r in rows if r["arm"] == 0], axis=0) - hinge
    turn = np.eye(3)
    turn[:2, :2] = rotation(np.pi / 2 - float(np.arctan2(stem[1], stem[0])))
    domains: list[PlacedDomain] = []
    strands: list[tuple[tuple[float, float], ...]] = []
    for row in rows:
        name, arm = row["name"], row["arm"]
        center = turn @ (np.array(row["center"]) - hinge)
        axis = turn @ np.array(row["axis"])
        if name == "hinge":
            ends = [center + s * axis * row["extent"][0] * 0.55 for s in (-1, 0, 1)]
            strands.append(tuple((float(e[0]), float(e[1])) for e in ends))
            continue
        half = LOWER if name.startswith("V") else UPPER
        joint = STEM if arm == 0 else half[arm - 1]
        a, b, c = (float(v) for v in row["extent"])
        domains.append(
            PlacedDomain(name, joint, (float(center[0]), float(center[1])), (a, b, c),
                   pointing(axis.tolist()), float(center[2]))
        )
    ordered = tuple(sorted(domains, key=lambda p: p.depth))
    arms, elbows = [], []
    for side, (upper, lower) in zip((-1, 1), zip(UPPER, LOWER, strict=True), strict=True):
        inner, outer = (
            np.mean([p.center for p in ordered if p.joint == j], axis=0) for j in (upper, lower)
        )
        arms.append(float(side * (np.degrees(np.arctan2(outer[1], outer[0])) + 90) % 360))
        mid = (inner + outer) / 2
        elbows.append((float(mid[0]), float(mid[1])))
    return Conformation(
        domains=ordered,
        hinge=tuple(strands),
        arms=(arms[0], arms[1]),
        elbows=(elbows[0], elbows[1]),
        sites=(
            (find_domain(ordered, "CH3", -1), 112.0, -14.0),
            (find_domain(ordered, "VL", -1), 138.0, 12.0),
            (find_domain(ordered, "CH3", 1), 52.0, -18.0),
            (find_domain(ordered, "CH2", 1), 4.0, 24.0),
            (find_domain(ordered, "CL", 1), 34.0, -22.0),
            (find_domain(ordered, "VH", -1), -104.0, -18.0),
            (find_domain(ordered, "CH1", 1), -150.0, 20.0),
            (find_domain(ordered, "CL", -1), 120.0, 10.0),
        ),
        hinge_depth=-0.3,
    )


def conformation_of(name: ConformationName) -> Conformation:
    """The layout of a form."""
    return spread_conformation() if name == "spread" else lambda_conformation()
