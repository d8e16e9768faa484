"""Skeletal formulas, true to the chemistry, that can turn into one another.

What is joined to what comes from ``assets/shapes/formulas.toml`` (made with RDKit by the script
beside it). Carbons are corners, other atoms letters; a wavy line means "the rest of the
molecule goes on". A bond is 67 px and its line 5.4 px at 1080 lines.

Formulas: ``warhead`` (the enediyne core of the payload, its sugars cut off), ``thiol``,
``tightened`` and ``diradical`` (the three steps after it), ``hydrazone_before`` and
``hydrazone_after`` (the linker, cut by water in acid), ``disulfide`` (the linker's other bond).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import VGroup, VMobject
from manim.constants import CapStyleType, LineJointType

from scenes.cast.molecules.formula_letters import Letters, letters_of
from scenes.cast.molecules.skeleton import Bond, Key, Skeleton, skeleton
from scenes.stage.drawing import blank, discs, polyline, stroke
from scenes.stage.layout import Point, u
from scenes.stage.presence import set_presence
from scenes.stage.style import INK, PAYLOAD
from scenes.stage.view import View
from scenes.stage.words import SMALLEST

_INSET = 0.13  # by which an inner line is shorter at each end
_LETTER_ROOM = 0.31  # from a letter's center to where a bond ends
_CROSSING_ROOM = 0.16  # cut out of a bond on each side of one that passes in front
_LETTER = 0.68  # em height of a letter
_WAVE = 0.46  # half width of the wavy cut
_DOT = 0.15, 0.36  # radius of a radical's dot, and its distance from the carbon


class Formula(VGroup):
    """A skeletal formula whose middle stands at ``center``.

    Parameters
    ----------
    name
        Which formula (see the module).
    bond_px, line_px
        Length of a bond and width of its line, px.
    center
        Where the middle of the formula stands, Manim units; later, :meth:`stand`.
    marked
        Pairs of atom names whose bond is drawn in vermilion; radicals always are.
    """

    def __init__(
        self,
        name: str,
        bond_px: float = 67,
        line_px: float = 5.4,
        *,
        center: Point | None = None,
        marked: tuple[tuple[str, str], ...] = (("C2", "C7"),),
        color: str = INK,
    ) -> None:
        super().__init__()
        self.bond_px, self.ink = bond_px, color
        self.at = np.zeros(3) if center is None else np.asarray(center, dtype=float)
        self.marked = frozenset(frozenset(pair) for pair in marked)
        self._lines = _stroked(color, line_px)
        self._new_lines = _stroked(PAYLOAD, line_px * 1.25)
        self._dots, self._rims = blank(PAYLOAD), blank(color)
        self._letters: list[Letters] = []
        self._written = VGroup()
        self.add(self._lines, self._new_lines, self._rims, self._dots, self._written)
        self._middle = _middle(skeleton(name))
        self.before = self.after = skeleton(name)
        self.share = 1.0
        self._gather()
        self.redraw()

    # --- the reaction ------------------------------

    def becomes(self, name: str) -> Formula:
        """Make ready to turn into another formula; :meth:`turn` then moves the atoms."""
        self.before, self.after, self.share = self.after, skeleton(name), 0.0
        self._gather()
        return self.redraw()

    def turn(self, share: float) -> Formula:
        """Stand at ``share`` (0-1) of the way from one formula to the next."""
        self.share = float(share)
        return self.redraw()

    # --- places ------------------------------

    def stand(self, center: Point, bond_px: float | None = None) -> Formula:
        """Move the middle of the formula, and give it another size (letters keep theirs)."""
        self.at = np.asarray(center, dtype=float)
        self.bond_px = bond_px or self.bond_px
        return self.redraw()

    def spot(self, atom: str) -> Point:
        """Where an atom stands now, Manim units."""
        return np.asarray(self.at + np.array([*(self._xy(atom) - self._middle), 0.0]) * u(self.bond_px))

    def bond_spot(self, a: str, b: str) -> Point:
        """The middle of the bond between two atoms, Manim units."""
        return np.asarray(self.spot(a) + self.spot(b)) / 2

    def anchor(self, atom: str) -> Callable[[], Point]:
        """Where a leader to an atom ends, asked anew in each frame."""
        return lambda: self.spot(atom)

    # --- drawing ------------------------------

    def redraw(self) -> Formula:
        """Draw the atoms and bonds as they stand now."""
        plain: list[np.ndarray] = []
        new: list[np.ndarray] = []
        for key in self._keys:
            (new if key in self.marked else plain).extend(self._bond_lines(key))
        plain += [w for name, a in self._atoms.items() if a.element == "R"
                  for w in self._wave(name)]
        self._lines.set_points(self._path(plain))
        self._new_lines.set_points(self._path(new))
        for letters in self._letters:
            letters.move_middle(self.spot(letters.name))
            set_presence(letters, self._letters_presence(letters))
        view = View(self.bond_px, (0.0, 0.0))
        spots, radii = self._radicals()
        self._rims.set_points(discs(spots, radii + np.sign(radii) * 0.045, INK, view).points)
        self._dots.set_points(discs(spots, radii, PAYLOAD, view).points)
        return self

    def _gather(self) -> None:
        """The atoms, bonds and letters of both ends of the reaction."""
        ends = (self.before, self.after)
        self._atoms = {**self.after.atoms, **self.before.atoms}
        self._keys = list(dict.fromkeys(key for end in ends for key in end.bonds))
        self._crossings = set(self.before.crossings) | set(self.after.crossings)
        letters: dict[tuple[str, str], Letters] = {}
        size = max(_LETTER * self.bond_px, SMALLEST)
        self._letters_of: tuple[set[Letters], set[Letters]] = (set(), set())
        for end, owned in zip(ends, self._letters_of, strict=True):
            for atom in end.atoms.values():
                for made in letters_of(end, atom, size, self.ink):
                    owned.add(letters.setdefault((made.name, made.text), made))
        self._letters = list(letters.values())
        self._written.submobjects = list(self._letters)

    def _blend(self, before: float, after: float) -> float:
        return before + (after - before) * self.share

    def _xy(self, name: str) -> np.ndarray:
        """Where an atom is now, bond lengths; one that comes or goes stays where it is known."""
        a = self.before.atoms.get(name) or self.after.atoms[name]
        b = self.after.atoms.get(name) or self.before.atoms[name]
        return np.asarray(a.xy + (b.xy - a.xy) * self.share)

    def _presence(self, name: str) -> float:
        """1 for an atom that is there, less while it comes or goes."""
        return self._blend(float(name in self.before.atoms), float(name in self.after.atoms))

    def _letters_presence(self, letters: Letters) -> float:
        here = [float(letters in owned) for owned in self._letters_of]
        return self._blend(*here)

    def _room(self, name: str) -> float:
        """How far from an atom its bonds end: letters need room, corners do not."""
        return 0.0 if self._atoms[name].element in ("C", "R") else _LETTER_ROOM

    def _bond_lines(self, key: Key) -> Iterator[np.ndarray]:
        """The lines of a bond as they stand now, each shape (2, 2), bond lengths."""
        old, new = self.before.bonds.get(key), self.after.bonds.get(key)
        first = old or new
        assert first is not None
        slots = [_slots(bond, first.a) for bond in (old, new)]
        a, b = self._xy(first.a), self._xy(first.b)
        length = float(np.linalg.norm(b - a))
        along = (b - a) / length
        left = np.array([-along[1], along[0]])
        for slot in dict.fromkeys([*slots[0], *slots[1]]):
            here = [s.get(slot) for s in slots]
            offset = self._blend(*(h[0] if h else (here[1 - i] or (0.0,))[0]
                                   for i, h in enumerate(here)))
            shown = self._blend(*(float(h is not None) for h in here))
            inset = _INSET if any(h and h[1] for h in here) else 0.0
            start = max(self._room(first.a), inset * (not self._room(first.a)))
            end = length - max(self._room(first.b), inset * (not self._room(first.b)))
            middle, half = (start + end) / 2, (end - start) / 2 * shown
            if half > 0.01:
                spans = [(middle - half, middle + half)]
                if slot == "middle":
                    spans = self._interrupted(key, a, along, spans[0])
                for low, high in spans:
                    yield np.array([a + left * offset + along * t for t in (low, high)])

    def _interrupted(
        self, key: Key, a: np.ndarray, along: np.ndarray, span: tuple[float, float]
    ) -> list[tuple[float, float]]:
        """A bond's span, cut open where another bond passes in front."""
        for front, back in self._crossings:
            if back == key:
                c, d = (self._xy(name) for name in sorted(front))
                t = _crossing(a, along, c, d)
                if t is not None and span[0] < t < span[1]:
                    return [(span[0], t - _CROSSING_ROOM), (t + _CROSSING_ROOM, span[1])]
        return [span]

    def _wave(self, name: str) -> Iterator[np.ndarray]:
        """The wavy line across the last bond: the rest of the molecule goes on."""
        shown = self._presence(name)
        end = self.before if name in self.before.atoms else self.after
        neighbor = end.neighbors(name)[0]
        here, there = self._xy(name), self._xy(neighbor)
        along = (here - there) / np.linalg.norm(here - there)
        across = np.array([-along[1], along[0]])
        t = np.linspace(-1, 1, 25)[:, None]
        if shown > 0.05:
            yield here + across * _WAVE * t * shown + along * 0.085 * np.sin(3 * np.pi * t)

    def _radicals(self) -> tuple[np.ndarray, np.ndarray]:
        """Places (n, 2) and radii (n,) of the dots of unpaired electrons, bond lengths."""
        places, radii = [], []
        for name in self._atoms:
            counts = [end.atoms[name].radicals if name in end.atoms else 0
                      for end in (self.before, self.after)]
            if any(counts):
                xy = self._xy(name)
                around = {n for end in (self.before, self.after) for n in end.neighbors(name)}
                outward = xy - np.mean([self._xy(n) for n in around], axis=0)
                places.append(xy + _DOT[1] * outward / np.linalg.norm(outward))
                radii.append(_DOT[0] * self._blend(*counts))
        xy = np.array(places).reshape(-1, 2) - self._middle
        return np.asarray(xy + self.at[:2] / u(self.bond_px)), np.array(radii)

    def _path(self, lines: list[np.ndarray]) -> np.ndarray:
        """Lines in bond lengths as the points of one shape."""
        placed = []
        for xy in lines:
            points = np.zeros((len(xy), 3))
            points[:, :2] = (xy - self._middle) * u(self.bond_px)
            placed.append(polyline(points + self.at, closed=False))
        return np.vstack(placed) if placed else np.zeros((0, 3))


def _slots(bond: Bond | None, start: str) -> dict[str, tuple[float, bool]]:
    """The lines of a bond as seen from the atom ``start``."""
    if bond is None:
        return {}
    if bond.a == start:
        return bond.lines
    swap = {"left": "right", "right": "left", "middle": "middle"}
    return {swap[slot]: (-offset, inner) for slot, (offset, inner) in bond.lines.items()}


def _crossing(a: np.ndarray, along: np.ndarray, c: np.ndarray, d: np.ndarray) -> float | None:
    """How far along a line from ``a`` the stretch from ``c`` to ``d`` crosses it, if it does."""
    matrix = np.column_stack([along, c - d])
    if abs(np.linalg.det(matrix)) < 1e-9:
        return None
    t, s = np.linalg.solve(matrix, c - a)
    return float(t) if 0 <= s <= 1 else None


def _middle(molecule: Skeleton) -> np.ndarray:
    """Middle of the box round all atoms, bond lengths."""
    xy = np.array([atom.xy for atom in molecule.atoms.values()])
    return np.asarray(xy.min(axis=0) + xy.max(axis=0)) / 2


def _stroked(color: str, width_px: float) -> VMobject:
    """An empty line drawing with round ends."""
    shape = VMobject(stroke_color=color, fill_opacity=0)
    shape.set_stroke(width=stroke(width_px), opacity=1)
    shape.joint_type, shape.cap_style = LineJointType.ROUND, CapStyleType.ROUND
    return shape
