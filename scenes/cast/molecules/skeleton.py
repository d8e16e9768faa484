"""What is joined to what in a molecule on paper, from ``assets/shapes/formulas.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from scenes.script.toml_file import ROOT, read_toml

_FILE: Final = ROOT / "assets" / "shapes" / "formulas.toml"
# All in bond lengths.
_GAP = 0.145  # between the lines of a double or triple bond
Key = frozenset[str]


@dataclass(frozen=True)
class Atom:
    """An atom: element (R for a cut), place in bond lengths, hydrogens, unpaired electrons."""

    name: str
    element: str
    xy: np.ndarray
    hydrogens: int
    radicals: int


@dataclass(frozen=True)
class Bond:
    """A bond from ``a`` to ``b``; ``side`` of the second line: 1 left, -1 right, 0 both."""

    a: str
    b: str
    order: int
    side: int

    @property
    def lines(self) -> dict[str, tuple[float, bool]]:
        """Offset to the left (bond lengths) of each line, and whether it is an inner one."""
        if self.order == 2 and self.side == 0:
            return {"middle": (-_GAP / 2, False), "left": (_GAP / 2, False)}
        lines = {"middle": (0.0, False)}
        if self.order == 3 or self.side == 1:
            lines["left"] = (_GAP, True)
        if self.order == 3 or self.side == -1:
            lines["right"] = (-_GAP, True)
        return lines


@dataclass(frozen=True)
class Skeleton:
    """A molecule on paper: atoms by name, bonds by pair, and which bond passes before which."""

    atoms: dict[str, Atom]
    bonds: dict[Key, Bond]
    crossings: tuple[tuple[Key, Key], ...]

    def neighbors(self, name: str) -> list[str]:
        """Names of the atoms bonded to this one."""
        return [next(iter(key - {name})) for key in self.bonds if name in key]


@cache
def skeleton(name: str) -> Skeleton:
    """Read a formula.

    Raises
    ------
    KeyError
        There is no formula of that name.
    """
    data = read_toml(_FILE).data[name]
    atoms = {
        a["name"]: Atom(
            a["name"], a["element"], np.array([a["x"], a["y"]]), a["hydrogens"], a["radicals"]
        )
        for a in data["atoms"]
    }
    bonds = {frozenset((b["a"], b["b"])): Bond(**b) for b in data["bonds"]}
    crossings = tuple((frozenset(f), frozenset(b)) for f, b in data["crossings"])
    return Skeleton(atoms, bonds, crossings)
