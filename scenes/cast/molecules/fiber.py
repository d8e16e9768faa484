"""The 10-nm fiber: DNA round nucleosomes on straight linkers, in space, as it grows from a piece of free DNA.

Sizes, nm: 147 base pairs go round a nucleosome in 1.7 left-handed turns, which makes it 11 nm across (ledger:
``nucleosome_bp``, ``nucleosome_size``); between two of them lie 7 to 27 nm of straight DNA (``linker_dna``). How
each nucleosome turns against the one before is free, so that the fiber is irregular, as it is in cells: no coil of
30 nm comes out (``fiber_10``). Of some turns and linkers tried at each step the one is kept that keeps clear of
what lies there and leads on. Everything is a function of the seed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from scenes.cast.molecules.helix import PITCH, RISE

#: Turns of DNA round a nucleosome, from its axis to the middle of the DNA, and along the axis a turn.
TURNS: Final = 1.7
WOUND: Final = 4.42
_SLOPE: Final = 2.6
#: Linkers, from and to; what is tried at each step; how near two middles may come.
LINKER: Final = 7.0, 27.0
_TRIES: Final = 24
_CLEAR: Final = 9.8
#: What lies further from where a linker begins is in the way of nothing that is tried.
_REACH: Final = 62.0
_POINTS: Final = 139

Vectors = np.ndarray
"""Places or directions in space, shape (..., 3): x right, y up, z toward the viewer; nm."""


@dataclass(frozen=True)
class Wound:
    """DNA round a nucleosome about the origin, its axis along z: middle line, and a frame carried along it."""

    path: Vectors
    along: Vectors
    normal: Vectors
    beside: Vectors
    length: float


def _wound() -> Wound:
    angle = np.linspace(0, 2 * np.pi * TURNS, _POINTS)
    height = _SLOPE * (angle - angle[-1] / 2) / (2 * np.pi)
    path = np.column_stack([WOUND * np.cos(angle), -WOUND * np.sin(angle), height])
    along = np.column_stack([-WOUND * np.sin(angle), -WOUND * np.cos(angle), np.full(_POINTS, _SLOPE / (2 * np.pi))])
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    normal = np.empty_like(path)
    normal[0] = (1.0, 0.0, 0.0)
    for i in range(1, _POINTS):  # carried along without a twist of its own
        flat = normal[i - 1] - (normal[i - 1] @ along[i]) * along[i]
        normal[i] = flat / np.linalg.norm(flat)
    length = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
    return Wound(path, along, normal, np.cross(along, normal), length)


ROUND: Final = _wound()
#: The directions in which DNA comes in: along itself, away from the axis, and across both.
_ENTRY: Final = np.stack([ROUND.along[0], ROUND.normal[0], np.cross(ROUND.along[0], ROUND.normal[0])])


@dataclass(frozen=True)
class Fiber:
    """Nucleosomes in the order of their DNA.

    Attributes
    ----------
    middles, turns
        Of each nucleosome: its middle, shape (n, 3), and how it is turned, (n, 3, 3).
    starts, grooves
        Where the linker before it begins, (n, 3), and the direction of the minor groove there, (n, 3).
    phases
        Direction of the minor groove where the DNA comes in, radians about the carried frame, (n,).
    sides
        1 where strand A stands as it does along +x, -1 where the DNA is followed the other way, (n,).
    """

    middles: Vectors
    turns: np.ndarray
    starts: Vectors
    grooves: Vectors
    phases: np.ndarray
    sides: np.ndarray

    def paths(self) -> Vectors:
        """The middle of the DNA round each nucleosome, shape (n, points, 3)."""
        return np.asarray(self.middles[:, None] + ROUND.path @ self.turns.transpose(0, 2, 1))

    def only(self, which: np.ndarray) -> Fiber:
        """Some of its nucleosomes."""
        return Fiber(*(getattr(self, name)[which] for name in _PARTS))


def joined(fibers: list[Fiber]) -> Fiber:
    """Several fibers as one."""
    return Fiber(*(np.concatenate([getattr(fiber, name) for fiber in fibers]) for name in _PARTS))


_PARTS: Final = tuple(field.name for field in fields(Fiber))


@dataclass(frozen=True)
class End:
    """The end of a piece of DNA: where it is, whereto it runs, and where its minor groove looks."""

    place: Vectors
    along: Vectors
    groove: Vectors
    side: float = 1.0


def grow(
    end: End, guides: Vectors, spread: Vectors, taken: Vectors, rng: np.random.Generator, first: float | None = None
) -> Fiber:
    """A fiber that goes on from the end of a piece of DNA, a nucleosome for each guide.

    Parameters
    ----------
    guides, spread
        Near which place each nucleosome is to lie, shape (n, 3), and how far off it may be, (3,).
    taken
        Middles of nucleosomes that are there, shape (m, 3).
    first
        How long the first linker is, if that is known.
    """
    found: list[tuple[np.ndarray, ...]] = []
    near = taken[np.linalg.norm((taken - guides.mean(axis=0)) / (np.ptp(guides, axis=0) + 90), axis=1) < 1]
    for guide in guides:
        length = rng.uniform(*LINKER, _TRIES)
        if first is not None and not found:
            length[:] = first
        place = end.place + length[:, None] * end.along
        turn = _turns(end.along, rng.uniform(0, 2 * np.pi, _TRIES))
        middle = place - turn @ ROUND.path[0]
        out = middle + turn @ (ROUND.path[-1] + 9.0 * ROUND.along[-1])
        cost = (((middle - guide) / spread) ** 2).sum(axis=1) + 0.7 * (((out - guide) / spread) ** 2).sum(axis=1)
        here = near[np.abs(near - end.place).max(axis=1, initial=0.0) < _REACH]
        if len(here):
            gaps = np.linalg.norm(middle[:, None] - here, axis=2)
            cost += 9.0 * np.clip(_CLEAR - gaps, 0, None).sum(axis=1)
            cost += 3.0 * np.clip(7.0 - np.linalg.norm(out[:, None] - here, axis=2), 0, None).sum(axis=1)
        best = int(np.argmin(cost))
        groove = _twisted(end.groove, end.along, length[best])
        local = turn[best].T @ groove
        phase = float(np.arctan2(local @ ROUND.beside[0], local @ ROUND.normal[0]))
        found.append((middle[best], turn[best], end.place, end.groove, np.array(phase), np.array(end.side)))
        near = np.vstack([near, middle[best]])
        last = phase + 2 * np.pi * ROUND.length / PITCH
        end = End(middle[best] + turn[best] @ ROUND.path[-1], turn[best] @ ROUND.along[-1],
                  turn[best] @ (np.cos(last) * ROUND.normal[-1] + np.sin(last) * ROUND.beside[-1]),
                  end.side)
    return Fiber(*(np.array(part) for part in zip(*found, strict=True)))


def free_end(place: Vectors, rng: np.random.Generator) -> End:
    """An end of DNA somewhere, in any direction."""
    along = rng.normal(size=3)
    along /= np.linalg.norm(along)
    return End(place, along, _across(along))


def _across(along: Vectors) -> Vectors:
    """A direction across another."""
    across = _cross(along, np.eye(3)[int(np.argmin(np.abs(along)))])
    return np.asarray(across / np.sqrt(across @ across))


def _cross(a: Vectors, b: Vectors) -> Vectors:
    """The cross product of two directions; NumPy's own takes ten times as long for so few."""
    (ax, ay, az), (bx, by, bz) = a, b
    return np.array([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])


def _turns(along: Vectors, roll: np.ndarray) -> np.ndarray:
    """Turns that bring DNA in along a direction, each with another roll about it, shape (tries, 3, 3)."""
    one = _across(along)
    other = _cross(along, one)
    cos, sin = np.cos(roll)[:, None], np.sin(roll)[:, None]
    out, beside = cos * one + sin * other, cos * other - sin * one
    to = np.stack([np.broadcast_to(along, out.shape), out, beside], axis=2)
    return np.asarray(to @ _ENTRY)


def _twisted(groove: Vectors, along: Vectors, length: float) -> Vectors:
    """The direction of the minor groove further along straight DNA."""
    angle = 2 * np.pi * length / PITCH
    return np.asarray(np.cos(angle) * groove + np.sin(angle) * _cross(along, groove))


def linker_points(fiber: Fiber, step: float = RISE) -> list[Vectors]:
    """For each nucleosome the middle line of the linker before it, without its end; shape (k, 3) each."""
    ends = fiber.paths()[:, 0]
    made = []
    for start, end in zip(fiber.starts, ends, strict=True):
        count = max(round(float(np.linalg.norm(end - start)) / step), 1)
        made.append(start + (end - start) * (np.arange(count) / count)[:, None])
    return made
