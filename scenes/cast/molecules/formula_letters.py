"""Letters of a skeletal formula: elements other than carbon, and their hydrogens."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import VGroup

from scenes.cast.molecules.skeleton import Atom, Skeleton
from scenes.stage.layout import Point, u
from scenes.stage.words import Words, middle, width_px


class Letters(VGroup):
    """Letters that stay with an atom: its element, centered on it, or its hydrogens beside.

    Attributes
    ----------
    name, text
        The atom's name; what is written, and on which side.
    """

    def __init__(
        self, name: str, text: str, size_px: float, ink: str, offset: np.ndarray | None = None
    ) -> None:
        super().__init__()
        shift = np.zeros(2) if offset is None else offset
        self.name, self.text, self.middle = name, f"{text}{np.sign(shift)}", np.zeros(3)
        words = Words(text, size_px, ink, "semibold")
        low = shift[1] - u(size_px) * middle(text)
        self.add(words.at_baseline(np.array([shift[0], low, 0.0]), 0.5))

    def move_middle(self, point: Point) -> None:
        """Put the atom's place on a point."""
        self.shift(point - self.middle)
        self.middle = np.array(point)


def letters_of(molecule: Skeleton, atom: Atom, size_px: float, ink: str) -> Iterator[Letters]:
    """The letters of an atom: none for carbon; hydrogens on the side with the most room."""
    if atom.element in ("C", "R"):
        return
    yield Letters(atom.name, atom.element, size_px, ink)
    if atom.hydrogens:
        text = "H" + ("" if atom.hydrogens == 1 else chr(0x2080 + atom.hydrogens))
        wide = width_px(atom.element, size_px, "semibold") + width_px(text, size_px, "semibold")
        step = np.array([u(wide / 2 + 0.07 * size_px), u(0.80 * size_px)])
        yield Letters(atom.name, text, size_px, ink, _free_side(molecule, atom) * step)


def _free_side(molecule: Skeleton, atom: Atom) -> np.ndarray:
    """Right, left, up or down (unit): where no bond leaves; sideways if there is a choice."""
    toward = [molecule.atoms[n].xy - atom.xy for n in molecule.neighbors(atom.name)]
    sides = [np.array(s) for s in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    if not toward:
        return sides[1]
    nearest = [max(float(t @ s) / np.linalg.norm(t) for t in toward) for s in sides]
    return next(s for s, n in zip(sides, nearest, strict=True) if n < min(nearest) + 0.2)
