"""Which colors are the style's, and which of them draw what a label's role names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import Final

import numpy as np

from production.check.looking.color_science import colors
from scenes.stage import style
from scenes.stage.style import layers, mix

#: What things stand on: a thing that steps back is mixed toward one of these.
GROUNDS: Final = (
    "PAPER", "PLASMA", "CYTOSOL", "NUCLEUS", "MARROW", "WATER", "LUMEN_NEUTRAL", "LUMEN_EARLY",
    "LUMEN_ACID",
)
#: Colors that run into each other: pH, the chains of an antibody from afar, the light of DNA,
#: the glow of a break.
_BLENDS: Final = (
    ("ANTIBODY_VH", "ANTIBODY_VL"), ("ANTIBODY_CH1", "ANTIBODY_CL"),
    ("LUMEN_NEUTRAL", "LUMEN_EARLY"), ("LUMEN_EARLY", "LUMEN_ACID"), ("LUMEN_ACID", "GAUGE_ACID"),
    ("DNA_A", "DNA_A_LIGHT"), ("SPARK_CORE", "SPARK_GLOW"), ("BLAST", "BLAST_CHROMATIN"),
    ("CLEARING", "CLEARING_NUCLEUS"), ("FAT", "FAT_LINE"), ("WATER", "WATER_LINE"),
)

#: The colors that draw what a label of a role names. What names a region or a measure has none:
#: its leader may end on whatever is drawn.
ROLES: Final[dict[str, tuple[str, ...]]] = {
    "antibody": (
        "ANTIBODY_VH", "ANTIBODY_VL", "ANTIBODY_CH1", "ANTIBODY_CL", "ANTIBODY_CH2",
        "ANTIBODY_CH3", "ANTIBODY_HINGE",
    ),
    "cd22": ("CD22", "CD22_TIP"),
    "payload": ("PAYLOAD", "SPARK_GLOW"),
    "liver": ("PAYLOAD",),
    "dna": ("DNA_A", "DNA_A_LIGHT", "DNA_B"),
    "clathrin": ("CLATHRIN",),
    "membrane": ("LIPID_HEAD", "LIPID_TAIL"),
    "blast": ("BLAST", "BLAST_CHROMATIN"),
    "healthy": ("HEALTHY", "HEALTHY_B", "ENGRAFTMENT"),
    "b_cell": ("HEALTHY_B", "ANTIBODY_VL"),
    **dict.fromkeys(("ink", "cell", "nucleus", "endosome", "lysosome", "remission", "linker"), ()),
}


def named(names: Iterable[str]) -> list[str]:
    """Hex colors of names in the style."""
    return [getattr(style, name) for name in names]


@cache
def palette() -> dict[str, str]:
    """All colors of the style by name, label colors among them."""
    found = {
        name: value
        for name, value in vars(style).items()
        if name.isupper() and isinstance(value, str) and value.startswith("#")
    }
    return found | {f"LABEL {role}": color for role, color in style.LABEL.items()}


@cache
def drawn_as(role: str, hazed: bool = True) -> tuple[str, ...]:
    """What a role's actors look like: body and lighter layers, as made and stepped back."""
    bodies = list(chain.from_iterable(layers(color) for color in named(ROLES[role])))
    if not hazed:
        return tuple(bodies)
    pale = [
        mix(body, ground, share)
        for body in bodies
        for ground in named(("PAPER", "PLASMA", "CYTOSOL", "NUCLEUS", "MARROW"))
        for share in (0.25, 0.5)
    ]
    return tuple(dict.fromkeys(bodies + pale))


@cache
def _bodies() -> np.ndarray:
    """Simplices of all allowed mixes: corners, shape (k, 4, 3).

    A mix is allowed of a color of the style with white, ink and one ground: lighter layers,
    inner lines and haze. Anything else is a color of its own.
    """
    made = []
    pairs = [(color, color) for color in palette().values()]
    pairs += [tuple(named(pair)) for pair in _BLENDS]  # type: ignore[misc]
    for one, other in pairs:
        for ground in named(GROUNDS):
            if one == other:
                made.append(colors(one, style.WHITE, style.INK, ground))
            else:  # two grades of one thing, hazed or inked
                made.append(colors(one, other, ground, style.WHITE))
                made.append(colors(one, other, ground, style.INK))
    return np.array(made)


#: What has been found out before: one cut of a clip has the colors of the next one.
_STRAYS: Final[dict[tuple[float, ...], float]] = {}
#: Nearer than this to a mix, a color is one: rounding alone leaves 0.87 of a level.
_ON: Final = 1.0 / 255


def strays(found: np.ndarray) -> np.ndarray:
    """How far colors, shape (n, 3), lie from any allowed mix; levels of 255."""
    keys = [tuple(color) for color in np.asarray(found, dtype=float).tolist()]
    new = np.array([*{key for key in keys if key not in _STRAYS}]).reshape(-1, 3)
    best = np.full(len(new), np.inf)
    for body in _bodies():
        if not (off := best > _ON).any():
            break
        best[off] = np.minimum(best[off], _from_body(new[off], body))
    _STRAYS.update(zip(map(tuple, new.tolist()), best * 255, strict=True))
    return np.array([_STRAYS[key] for key in keys])


def _from_body(points: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """Distance of points from a tetrahedron, flat ones too: 0 inside, else from its faces."""
    faces = [_from_triangle(points, np.delete(corners, i, axis=0)) for i in range(4)]
    outside = np.where(_inside(points, corners), 0.0, np.inf)
    return np.asarray(np.min([*faces, outside], axis=0))


def _inside(points: np.ndarray, corners: np.ndarray) -> np.ndarray:
    frame = (corners[1:] - corners[0]).T
    if abs(np.linalg.det(frame)) < 1e-9:
        return np.zeros(len(points), dtype=bool)
    shares = np.linalg.solve(frame, (points - corners[0]).T)
    return np.asarray((shares >= 0).all(axis=0) & (shares.sum(axis=0) <= 1))


def _from_triangle(points: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """Distance of points from a triangle in space."""
    edges = [_from_line(points, corners[i], corners[(i + 1) % 3]) for i in range(3)]
    a, b = corners[1] - corners[0], corners[2] - corners[0]
    normal = np.cross(a, b)
    size = np.linalg.norm(normal)
    nearest = np.min(edges, axis=0)
    if size < 1e-9:
        return np.asarray(nearest)
    to = points - corners[0]
    v = np.cross(to, b) @ normal / size**2
    w = np.cross(a, to) @ normal / size**2
    within = (v >= 0) & (w >= 0) & (v + w <= 1)
    return np.asarray(np.where(within, np.abs(to @ normal) / size, nearest))


def _from_line(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    way = end - start
    long = way @ way
    share = np.clip((points - start) @ way / long, 0, 1) if long > 1e-12 else np.zeros(len(points))
    return np.asarray(np.linalg.norm(points - (start + share[:, None] * way), axis=1))
