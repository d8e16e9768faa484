"""The fills of a piece of B-DNA: strands behind, the further the paler, bases, strands in front.

Each fill can bend with the molecule: it knows which strand its points belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenes.cast.molecules.dna_geometry import (
    BACK,
    BASES,
    FRONT,
    OWNERS,
    STRAND_B,
    DnaDetail,
    DnaGeometry,
    StrandShape,
    bodies_of,
    edges,
    rims,
)
from scenes.stage.actor import Part
from scenes.stage.drawing import blank, grown, outlines
from scenes.stage.style import DNA_A, DNA_A_LIGHT, DNA_B, INK, NUCLEUS, WHITE, lighter, mix
from scenes.stage.view import View

OwnedForm = tuple[BaseGeometry, int]
"""A geometry (nm), and what it belongs to: bases, or strand A or B, whole or cut."""
Draw = Callable[[Sequence[StrandShape]], Sequence[BaseGeometry]]
"""What is drawn of stretches of backbone: a geometry for each."""

#: Haze of a backbone behind, of its contour, and of the bases' contour.
_HAZE: Final = 0.26, 0.30, 0.08
_STRAND_COLORS: Final = ((DNA_A, DNA_A_LIGHT), (DNA_B, WHITE))
_BASE_COLORS: Final = (mix(lighter(DNA_A, 0.58), NUCLEUS, 0.15), lighter(DNA_B, 0.55))


def _points(pieces: Sequence[OwnedForm], view: View) -> tuple[np.ndarray, np.ndarray]:
    """Outline points (n, 2) of pieces in nm, and the owner (n,) of each."""
    made = outlines([geometry for geometry, _ in pieces], view, tolerance_px=0.4)
    if not made:
        return np.zeros((0, 2)), np.zeros(0, dtype=int)
    owners = np.repeat([owner for _, owner in pieces], [len(points) for points in made])
    return np.vstack(made)[:, :2] / view.unit, owners


class BendingFill(Part):
    """One fill of the drawing; it knows which strand each of its points belongs to.

    Parameters
    ----------
    color
        Fill.
    whole, cut
        Pieces (geometry in nm, owner) as long as the backbones are whole, and once they are
        cut; ``cut`` None if that makes no difference.
    """

    def __init__(
        self, color: str, view: View, whole: Sequence[OwnedForm], cut: Sequence[OwnedForm] | None = None
    ) -> None:
        super().__init__(blank(color))
        self.states = [_points(whole, view)]
        self.states.append(self.states[0] if cut is None else _points(cut, view))

    def lie(self, bent: np.ndarray, matrix: np.ndarray, offset: np.ndarray) -> None:
        """Put its points, bent (n, 2) nm, through the pose in Manim units."""
        points = np.zeros((len(bent), 3))
        points[:, :2] = bent @ matrix.T + offset
        self.points = points


class DnaPaint:
    """How the geometry of DNA becomes fills.

    Parameters
    ----------
    look, view
        How finely it is drawn, and at which scale.
    ground, haze
        What it is hazed toward, behind its own axis and, by ``haze``, as a whole.
    """

    def __init__(self, look: DnaDetail, view: View, ground: str, haze: float) -> None:
        self.look, self.view, self.ground, self.haze = look, view, ground, haze

    def behind(self, shape: DnaGeometry) -> list[BendingFill]:
        """Strands behind, the further the paler, then the bases."""
        look, made = self.look, list[BendingFill]()

        def add_fill(color: str, haze: float, pieces: Sequence[OwnedForm]) -> None:
            made.append(BendingFill(self._tone(color, haze), self.view, pieces))

        forms = [form for group in shape.back for form in group]
        rims = self._grown([form.outline for form in forms], look.outer * 0.75)
        add_fill(INK, _HAZE[1], [(rim, f.owner) for rim, f in zip(rims, forms, strict=True)])
        for group, (color, _) in zip(shape.back, _STRAND_COLORS, strict=True):
            add_fill(color, _HAZE[0], [(f.outline, f.owner) for f in group])
            for level in range(look.back_layers):
                pieces = [(f.layers[level], f.owner) for f in group]
                add_fill(color, _HAZE[0] + BACK[level][2], pieces)
        line = mix(mix(DNA_A, DNA_B, 0.45), INK, 0.1)
        every = [plank for planks in shape.bases for plank in planks]
        add_fill(line, _HAZE[2], [(plank, BASES) for plank in self._grown(every, look.bases)])
        for planks, color in zip(shape.bases, _BASE_COLORS, strict=True):
            add_fill(color, 0.0, [(plank, BASES) for plank in planks])
        return made

    def in_front(self, shape: DnaGeometry) -> list[BendingFill]:
        """Strands in front, whole and cut: contour, body, lighter layers with fine lines."""
        look, made = self.look, list[BendingFill]()
        behind = self._grown(
            [shapely.union_all([f.outline for f in group]) for group in shape.back], 1.0
        )

        def add_fill(color: str, part: Draw, strands: Sequence[int]) -> None:
            states = []
            for forms in (shape.front, shape.cut):
                some = [form for strand in strands for form in forms[strand]]
                states.append([(g, f.owner) for g, f in zip(part(some), some, strict=True)])
            made.append(BendingFill(self._tone(color), self.view, *states))

        def contours(forms: Sequence[StrandShape]) -> list[BaseGeometry]:
            """Contours; none where a strand turns over its edge into its own stretch behind."""
            widths = [look.outer * (1.4 if f.owner > STRAND_B else 1.0) for f in forms]
            strands = [int(f.owner in OWNERS[1]) for f in forms]
            return rims(bodies_of(forms), [self.view.nm(px) for px in widths], strands, behind)

        add_fill(INK, contours, (0, 1))
        for strand, (body, light) in enumerate(_STRAND_COLORS):
            add_fill(body, bodies_of, (strand,))
            for level, (_, _, share) in enumerate(FRONT[: look.layers]):
                tone = mix(body, light, share * (1.0, 0.62)[strand])
                if look.inner:
                    edge = partial(self._edges, level, look.inner)
                    add_fill(mix(tone, INK, (0.20, 0.24)[strand]), edge, (strand,))
                add_fill(tone, partial(_layer, level), (strand,))
        return made

    def _tone(self, color: str, haze: float = 0.0) -> str:
        return mix(color, self.ground, 1 - (1 - haze) * (1 - self.haze))

    def _grown(self, geometries: Sequence[BaseGeometry], px: float) -> list[BaseGeometry]:
        return grown(geometries, self.view.nm(px), quad_segs=3)

    def _edges(self, level: int, px: float, forms: Sequence[StrandShape]) -> list[BaseGeometry]:
        return edges(_layer(level, forms), self.view.nm(px), bodies_of(forms))


def _layer(level: int, forms: Sequence[StrandShape]) -> list[BaseGeometry]:
    return [form.layers[level] for form in forms]
