"""How a fiber of nucleosomes is drawn: sheets of one color each, back to front, as plane geometry in nm.

From near the two strands of the DNA are seen, from further away one tube. Each nucleosome is DNA behind its core,
the core of eight histones, DNA in front; what belongs together by depth and by color is one sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenes.cast.molecules.fiber import ROUND, TURNS, Fiber, linker_points
from scenes.cast.molecules.helix import HALF_MINOR, PITCH, RADIUS
from scenes.stage.drawing import union_of_discs, without_holes
from scenes.stage.style import DNA_A, DNA_B, FIBER, HISTONE, HISTONE_LIGHT, INK, lighter, mix

#: Half widths of a strand, of the tube, and radius of a histone's lobe, nm.
_STRAND: Final = 0.27
TUBE: Final = 1.1
_LOBE: Final = 1.72
#: A strand behind its DNA's axis is hazed by this much.
_BEHIND: Final = 0.30
_LIGHT: Final = np.array([-0.25, 0.3])


@dataclass(frozen=True)
class Sheet:
    """One fill: color, before any haze, geometry (nm), and whether it is of the cores."""

    color: str
    geometry: BaseGeometry
    core: bool = False


@dataclass(frozen=True)
class FiberLook:
    """How a fiber is drawn.

    Attributes
    ----------
    line
        Width of its contours, nm; 0 leaves them out.
    detail
        ``strands``: the two strands are told apart, with base pairs between them; ``bare``: without these and
        without light; ``tube``: DNA is a tube with a mark for each turn of the helix; ``plain``: the whole
        silhouette, the cores in it, DNA before them; ``slit``: of the cores what shows between the turns of DNA;
        ``shadow``: nothing but the silhouette.
    """

    line: float
    detail: Literal["strands", "bare", "tube", "plain", "slit", "shadow"] = "tube"


def sheets_of(fiber: Fiber, look: FiberLook) -> list[Sheet]:
    """Everything of a fiber, back to front."""
    if look.detail in ("plain", "slit", "shadow"):
        return _quiet(fiber, look)
    draw = _tube if look.detail == "tube" else _strands
    behind, before = draw(fiber, look)
    return [*behind, *_cores(fiber, look), *before]


# --- what runs where -------------------------------------------------------------------------------------------


def _center_lines(fiber: Fiber, step: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each nucleosome: its DNA from the linker on, (n, 3), and which of it is in front of the core, (n,)."""
    found = []
    for linker, path, middle in zip(linker_points(fiber), fiber.paths(), fiber.middles, strict=True):
        front = path[:, 2] > middle[2]
        keep = np.unique(np.append(np.arange(0, len(path), step), len(path) - 1))
        straight = linker if step == 1 else linker[:1]
        line = np.vstack([straight, path[keep]])
        found.append((line, np.append(np.full(len(straight), front[0]), front[keep])))
    return found


def _runs(points: np.ndarray, labels: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Stretches of a line with one label each; neighbors share a point."""
    cuts = np.flatnonzero(np.diff(labels)) + 1
    begins, ends = np.append(0, cuts), np.append(cuts, len(labels) - 1)
    return [(int(labels[a]), points[a : b + 1, :2]) for a, b in zip(begins, ends, strict=True) if b > a]


def _thick(lines: Sequence[np.ndarray], half: float, cap: Literal["round", "flat"] = "round") -> BaseGeometry:
    """Lines, (n, 2) each, as thick as that to both sides, as one geometry."""
    if not lines:
        return shapely.MultiPolygon()
    which = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    strings = shapely.linestrings(np.concatenate(lines), indices=which)
    return shapely.union_all(shapely.buffer(strings, half, quad_segs=2, cap_style=cap))


# --- from far away ------------------------------------------------------------------------------------------------


def _quiet(fiber: Fiber, look: FiberLook) -> list[Sheet]:
    """The silhouette of the DNA, the cores in it, and where it is drawn plainly the DNA before them."""
    dna = without_holes(_thick([line[:, :2] for line, _ in _center_lines(fiber, 11)], TUBE), 40.0)
    made = [Sheet(INK, shapely.buffer(dna, look.line, quad_segs=2))] if look.line else []
    made.append(Sheet(FIBER, dna))
    if look.detail == "slit":
        made.append(Sheet(HISTONE_LIGHT, _slits(fiber)))
    if look.detail == "plain":
        front = [p for line, side in _center_lines(fiber, 11) for there, p in _runs(line, side) if there]
        cores = shapely.union_all(shapely.buffer(shapely.points(fiber.middles[:, :2]), 3.0, quad_segs=1))
        made += [Sheet(HISTONE_LIGHT, cores), Sheet(FIBER, _thick(front, 0.9 * TUBE))]
    return made


def _slits(fiber: Fiber) -> BaseGeometry:
    """Of each core what is seen of it: a disc from above, from the side a slit between two turns of DNA."""
    axis = fiber.turns[:, :, 2]
    flat = np.linalg.norm(axis[:, :2], axis=1, keepdims=True)
    across = np.where(flat > 1e-6, axis[:, :2] / np.maximum(flat, 1e-6), [1.0, 0.0])
    along = np.column_stack([-across[:, 1], across[:, 0]])
    wide = 0.7 + 2.2 * np.abs(axis[:, 2:])
    middles = fiber.middles[:, :2]
    corners = [middles + 3.0 * along, middles + wide * across, middles - 3.0 * along, middles - wide * across]
    return shapely.union_all(shapely.polygons(np.stack(corners, axis=1)))


# --- one tube ---------------------------------------------------------------------------------------------------


def _tube(fiber: Fiber, look: FiberLook) -> tuple[list[Sheet], list[Sheet]]:
    """The DNA as a tube, behind the cores and in front of them."""
    sides: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    marks: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for line, front in _center_lines(fiber, 8):
        for side, points in _runs(line, front):
            sides[side].append(points)
    for side, mark in _turn_marks(fiber):
        marks[side].append(mark)
    return _tube_sheets(sides[0], marks[0], look), _tube_sheets(sides[1], marks[1], look)


def _tube_sheets(lines: list[np.ndarray], marks: list[np.ndarray], look: FiberLook) -> list[Sheet]:
    light = [line + _LIGHT for line in lines]
    return [
        Sheet(INK, _thick(lines, TUBE + look.line)), Sheet(FIBER, _thick(lines, TUBE)),
        Sheet(mix(FIBER, DNA_B, 0.75), _thick(light, 0.55 * TUBE)), Sheet(DNA_A, _thick(marks, 0.2, "flat")),
    ]


def _turn_marks(fiber: Fiber) -> list[tuple[int, np.ndarray]]:
    """A short stroke across the tube for each turn of the helix, and whether it is in front."""
    found = []
    for line, front in _center_lines(fiber, 1):
        for i in range(5, len(line) - 2, 10):
            along = line[i + 1, :2] - line[i - 1, :2]
            size = np.linalg.norm(along)
            if size > 0.35:  # it is seen from the side
                across = np.array([-along[1], along[0]]) / size * 0.8 * TUBE
                lean = along / size * 0.5
                found.append((int(front[i]), np.array([line[i, :2] - across - lean, line[i, :2] + across + lean])))
    return found


# --- two strands ----------------------------------------------------------------------------------------------------


def _strands(fiber: Fiber, look: FiberLook) -> tuple[list[Sheet], list[Sheet]]:
    """The DNA as two strands with base pairs, behind the cores and in front of them."""
    runs: dict[tuple[int, int, int], list[np.ndarray]] = {}
    pairs: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for i, (line, front) in enumerate(_center_lines(fiber, 1)):
        both = _offsets(fiber, i, line)
        for strand, offset in enumerate(both):
            toward = (offset[:, 2] > 0).astype(int)
            for label, points in _runs(line + offset, 2 * front + toward):
                runs.setdefault((label // 2, label % 2, strand), []).append(points)
        ends = np.stack([line + 0.72 * both[0], line + 0.72 * both[1]], axis=1)[:, :, :2]
        for k in range(1, len(line), 3):
            pairs[int(front[k])].append(ends[k])
    return _strand_sheets(runs, pairs[0], 0, look), _strand_sheets(runs, pairs[1], 1, look)


def _offsets(fiber: Fiber, i: int, line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From the middle of the DNA to strand A and to strand B along a nucleosome's line, (n, 3) each."""
    turn, groove, straight = fiber.turns[i], fiber.grooves[i], len(line) - len(ROUND.path)
    along = turn @ ROUND.along[0]
    gone = np.linalg.norm(line[:straight] - fiber.starts[i], axis=1)
    arc = np.linspace(0, ROUND.length, len(ROUND.path))
    angle = 2 * np.pi / PITCH * np.concatenate([gone, arc])
    angle[straight:] += fiber.phases[i]
    normal = np.vstack([np.tile(groove, (straight, 1)), ROUND.normal @ turn.T])
    beside = np.vstack([np.tile(np.cross(along, groove), (straight, 1)), ROUND.beside @ turn.T])
    made = []
    for sign in (1, -1):
        to = (angle + sign * fiber.sides[i] * HALF_MINOR)[:, None]
        made.append(RADIUS * (np.cos(to) * normal + np.sin(to) * beside))
    return made[0], made[1]


Runs = dict[tuple[int, int, int], list[np.ndarray]]
"""Stretches of strands, (n, 2) each, by: in front of the core, in front of the DNA's axis, strand."""


def _strand_sheets(runs: Runs, pairs: list[np.ndarray], side: int, look: FiberLook) -> list[Sheet]:
    made = []
    for toward in (0, 1):
        a, b = (runs.get((side, toward, strand), []) for strand in (0, 1))
        haze = 0.0 if toward else _BEHIND
        if toward or look.detail != "bare":
            made.append(Sheet(mix(INK, HISTONE_LIGHT, haze), _thick([*a, *b], _STRAND + look.line)))
        for lines, color in ((a, DNA_A), (b, DNA_B)):
            made.append(Sheet(mix(color, HISTONE_LIGHT, haze), _thick(lines, _STRAND)))
        if look.detail == "bare":
            continue
        if toward:
            for lines, color in ((a, lighter(DNA_A, 0.28)), (b, lighter(DNA_B, 0.5))):
                made.append(Sheet(color, _thick([line + 0.2 * _LIGHT for line in lines], 0.35 * _STRAND)))
        else:
            made.append(Sheet(lighter(DNA_B, 0.5), _thick(pairs, 0.1, "flat")))
    return made


# --- cores -------------------------------------------------------------------------------------------------------


def _cores(fiber: Fiber, look: FiberLook) -> list[Sheet]:
    """Eight histones in each core, the near ones over the far ones."""
    turn = 2 * np.pi * TURNS * (np.arange(8) + 0.5) / 8
    ramp = np.column_stack([1.85 * np.cos(turn), -1.85 * np.sin(turn), np.linspace(-1.5, 1.5, 8)])
    lobes = fiber.middles[:, None] + ramp @ fiber.turns.transpose(0, 2, 1)
    near = lobes[:, :, 2] > fiber.middles[:, None, 2]
    whole = _lobes(lobes.reshape(-1, 3), _LOBE)
    front = lobes[near]
    return [
        Sheet(INK, shapely.buffer(whole, look.line, quad_segs=3)), Sheet(HISTONE, whole, core=True),
        Sheet(HISTONE_LIGHT, _lobes(front, 0.9 * _LOBE), core=True),
        Sheet(lighter(HISTONE_LIGHT, 0.16), _lobes(front, 0.62 * _LOBE, 2.2 * _LIGHT), core=True),
    ]


def _lobes(places: np.ndarray, radius: float, shift: np.ndarray | float = 0.0) -> BaseGeometry:
    return union_of_discs(places[:, :2] + shift, radius, quad_segs=4)
