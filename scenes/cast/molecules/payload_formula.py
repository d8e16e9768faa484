"""Linker and payload as one true formula, drawn small: lines, dots for atoms, the volume behind.

What is joined to what comes from ``assets/shapes/formulas.toml`` (``whole``). At a bond of 29 px letters
would be too small to read, so atoms other than carbon are dots in the tones of textbooks.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.molecules.skeleton import Bond, Skeleton, skeleton
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import closed_by, discs, fill, opened_by, union_of_discs
from scenes.stage.style import INK, IODINE, LINKER, NITROGEN, OXYGEN, PAYLOAD, SULFUR, inked, lighter
from scenes.stage.view import View

NAME: Final = "whole"
_ELEMENTS: Final = {"O": OXYGEN, "N": NITROGEN, "S": SULFUR, "I": IODINE}
# All in bond lengths.
_VOLUME: Final = 0.84
_LINE: Final = 0.13
_DOT, _BIG_DOT = 0.24, 0.31
_GAP: Final = 0.17


@cache
def _drawing() -> tuple[dict[str, BaseGeometry], Skeleton]:
    """Volumes and lines of linker and payload, bond lengths."""
    whole = skeleton(NAME)
    out: dict[str, BaseGeometry] = {}
    for part in ("linker", "payload"):
        xy = np.array([a.xy for n, a in whole.atoms.items() if n.startswith(part)])
        volume = closed_by(union_of_discs(xy, _VOLUME, 6), 0.35)
        out[part] = opened_by(volume, 0.2)
        lines = [
            line for key, bond in whole.bonds.items() if _owner(bond) == part
            for line in _lines(whole, bond)
        ]
        out[f"{part} lines"] = shapely.union_all([li.buffer(_LINE / 2, quad_segs=2) for li in lines])
    return out, whole


def _owner(bond: Bond) -> str:
    ends = {bond.a.split("_")[0], bond.b.split("_")[0]}
    return "payload" if ends == {"payload"} else "linker"


def _lines(whole: Skeleton, bond: Bond) -> list[LineString]:
    a, b = whole.atoms[bond.a].xy, whole.atoms[bond.b].xy
    along = (b - a) / np.linalg.norm(b - a)
    left = np.array([-along[1], along[0]])
    middle = [(a, b)]
    for front, back in whole.crossings:
        if frozenset((bond.a, bond.b)) == back:
            c, d = (whole.atoms[n].xy for n in sorted(front))
            t, _ = np.linalg.solve(np.column_stack([b - a, c - d]), c - a)
            middle = [(a, a + (t - 0.27) * (b - a)), (a + (t + 0.27) * (b - a), b)]
    rows = [LineString(pair) for pair in middle]
    if bond.order == 1:
        return rows
    if bond.order == 2 and bond.side == 0:
        return [LineString([a + left * s, b + left * s]) for s in (-_GAP / 2, _GAP / 2)]
    sides = (1, -1) if bond.order == 3 else (bond.side,)
    trim = 0.16 * along
    return rows + [LineString([a + trim + left * s * _GAP, b - trim + left * s * _GAP]) for s in sides]


class PayloadFormula(Actor):
    """The formula about its own middle, turned by ``turn`` degrees; one "nm" of its view is a bond."""

    def __init__(self, view: View, turn: float = 0.0) -> None:
        super().__init__(view)
        shapes, whole = _drawing()
        xy = np.array([a.xy for a in whole.atoms.values()])
        # The middle of the smallest circle round it, near the middle of its box.
        self.middle = (xy.max(axis=0) + xy.min(axis=0)) / 2 + np.array([-0.25, -0.5])
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        self._turn = np.array([[c, -s], [s, c]])
        self.whole = whole
        for part, color in (("payload", PAYLOAD), ("linker", LINKER)):
            edge = shapely.buffer(shapes[part], view.nm(2.2))
            self._add_fill(edge, inked(color, 0.12))
            self._add_fill(shapes[part], lighter(color, 0.80 if part == "payload" else 0.72))
        for part, color in (("payload", PAYLOAD), ("linker", LINKER)):
            self._add_fill(shapes[f"{part} lines"], inked(color, 0.42))
        for element, color in _ELEMENTS.items():
            spots = [a.xy for a in whole.atoms.values() if a.element == element]
            radius = _BIG_DOT if element == "I" else _DOT
            at = self._put(np.array(spots))
            self.add(Part(discs(at, radius + view.nm(2.0), INK, view)))
            self.add(Part(discs(at, radius, color, view)))

    def _put(self, xy: np.ndarray) -> np.ndarray:
        return np.asarray((np.atleast_2d(xy) - self.middle) @ self._turn.T)

    def _add_fill(self, geometry: BaseGeometry, color: str) -> None:
        placed = shapely.transform(geometry, self._put)
        self.add(Part(fill(placed, color, self.view, tolerance_px=0.25)))

    def place(self, atom: str) -> np.ndarray:
        """Where an atom lies, bond lengths about the middle."""
        return np.asarray(self._put(self.whole.atoms[atom].xy)[0])
