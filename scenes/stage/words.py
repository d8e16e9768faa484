"""Words in the picture, set with Pango in a font that comes with the project.

A text is one filled shape, not one a letter: it is cheaper to draw and to fade.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import manimpango
import numpy as np
from manim import VGroup, VMobject

from scenes.script.errors import FilmError
from scenes.script.font import FACES, broken, font_file, lacking
from scenes.script.mistakes import mistake
from scenes.script.toml_file import ROOT
from scenes.stage.drawing import blank
from scenes.stage.glyphs import set_line
from scenes.stage.layout import PX_PER_UNIT, u
from scenes.stage.style import FONT, INK, LABEL, Weight

#: What fontconfig, Pango and what they set letters with would take from the environment.
_SETTINGS: Final = ("FONTCONFIG_", "FC_LANG", "FREETYPE_", "HB_", "PANGO")
#: In place of the fonts and rules of the machine and of the user: none.
_NO_FONTS: Final = ROOT / "assets" / "fonts.conf"
_PANGO_WEIGHT: Final = {
    "regular": "NORMAL",
    "semibold": "SEMIBOLD",
    "bold": "BOLD",
    "black": "HEAVY",
}
#: Lines are set with an em square this high, in Manim units [measured: cap height 0.875 u, of
#: a face whose cap height is 0.66 em].
_SET_EM: Final = 0.875 / 0.66

#: Cap height and descender of the face, in em.
CAP_HEIGHT: Final = 0.66
DESCENT: Final = 0.21

_COLORED: Final = re.compile(r"\[([^\]]+)\]\((\w+)\)")


@cache
def register_font() -> None:
    """Make the film's font known to Pango, and no other: fonts and rules of the machine take no part.

    Raises
    ------
    FilmError
        The package that carries the font is not installed, a file of it is missing, or Pango would draw with
        another font of the same name.
    """
    files = [font_file(face) for face in FACES]
    for name in [name for name in os.environ if name.startswith(_SETTINGS)]:
        del os.environ[name]
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    # Where Pango asks the system instead of fontconfig (macOS, Windows), or somebody else was first in this process.
    if not manimpango.registered_fonts and FONT in manimpango.list_fonts():
        raise FilmError(f"Another {FONT} is installed here, and would be drawn instead of the film's: remove it.")
    for file in files:
        if not manimpango.register_font(str(file)):
            raise broken(file)


class Words(VMobject):
    """One line of text as one shape; its origin is the start of the baseline.

    Parameters
    ----------
    text
        The line.
    size
        Em height in stage px.
    color, weight
        Hex color; ``regular``, ``semibold``, ``bold`` or ``black``.
    """

    def __init__(
        self, text: str, size: float, color: str = INK, weight: Weight = "regular"
    ) -> None:
        super().__init__(stroke_width=0, fill_color=color, fill_opacity=1)
        self.set_stroke(width=0, opacity=0)
        self.text, self.size, self.weight = text, size, weight
        points, advance = _glyphs(text, weight)
        scale = u(size) / _SET_EM
        self._rest, self.advance = points * scale, advance * scale
        self.set_points(self._rest)

    def at_baseline(self, point: np.ndarray, align: float = 0.0) -> Words:
        """Put the baseline on a point; ``align`` 0 starts there, 0.5 centers, 1 ends there."""
        left = point[0] - align * self.advance
        self.set_points(self._rest + np.array([left, point[1], 0.0]))
        return self


@cache
def _letters(text: str, weight: Weight) -> tuple[np.ndarray, ...]:
    """Outlines of the visible letters in order, at the set size, each shape (n, 3).

    The baseline is at y 0, the left edge of the first letter at x 0.
    """
    register_font()
    if gone := lacking(text):
        raise mistake(f"{gone}, in {text!r}")
    return set_line(text, FONT, _PANGO_WEIGHT[weight])


@cache
def _glyphs(text: str, weight: Weight) -> tuple[np.ndarray, float]:
    """Outlines of a whole line at the set size, and its width."""
    parts = _letters(text, weight)
    if not parts:
        return np.zeros((0, 3)), 0.0
    points = np.vstack(parts)
    return points, float(points[:, 0].max())


def width_px(text: str, size: float, weight: Weight = "regular") -> float:
    """Width of a line in stage px."""
    return _glyphs(text, weight)[1] * u(size) / _SET_EM * PX_PER_UNIT


def wrap(text: str, size: float, width: float, weight: Weight = "regular") -> list[str]:
    """Break a text into balanced lines no wider than ``width`` px.

    The lines are as even as they can be without needing one more.
    """
    words = text.split()
    if not words:
        return []
    spans = _spans(words, weight) * u(size) / _SET_EM * PX_PER_UNIT

    def fit(limit: float) -> list[int]:
        """Which word each line begins with."""
        begins: list[int] = []
        for i in range(len(words)):
            if not begins or spans[i, 1] - spans[begins[-1], 0] > limit:
                begins.append(i)
        return begins

    def widest(begins: list[int]) -> float:
        ends = [*begins[1:], len(words)]
        return float(max(spans[e - 1, 1] - spans[b, 0] for b, e in zip(begins, ends, strict=True)))

    full = fit(width)
    narrow = width
    while narrow > width * 0.4 and len(fit(narrow - 8)) == len(full):
        narrow -= 8
        if widest(fit(narrow)) > narrow:
            break
    best = fit(narrow)
    begins = best if len(best) == len(full) else full
    ends = [*begins[1:], len(words)]
    return [" ".join(words[b:e]) for b, e in zip(begins, ends, strict=True)]


def _spans(words: Sequence[str], weight: Weight) -> np.ndarray:
    """Left and right edge of each word in a line of them all, at the set size, shape (n, 2)."""
    letters = _letters(" ".join(words), weight)
    if len(letters) != sum(map(len, words)):  # a script whose letters are no single outlines
        right = [_glyphs(" ".join(words[: i + 1]), weight)[1] for i in range(len(words))]
        return np.array([(r - _glyphs(w, weight)[1], r) for w, r in zip(words, right, strict=True)])
    edges = np.array([(points[:, 0].min(), points[:, 0].max()) for points in letters])
    lengths = np.array([len(word) for word in words])
    ends = np.cumsum(lengths)
    return np.stack([edges[ends - lengths, 0], edges[ends - 1, 1]], axis=1)


def block(
    lines: Sequence[str],
    size: float,
    start: np.ndarray,
    leading: float,
    *,
    color: str = INK,
    weight: Weight = "regular",
    align: float = 0.0,
) -> VGroup:
    """Lines under each other, ``leading`` px apart, the first baseline at ``start``."""
    group = VGroup()
    for i, text in enumerate(lines):
        words = Words(text, size, color, weight)
        group.add(words.at_baseline(start - np.array([0, u(i * leading), 0]), align))
    return group


def plain(marked: str) -> str:
    """A text with its color marks ``[word](role)`` taken off."""
    return _COLORED.sub(r"\1", marked)


def colored_block(
    marked: str, size: float, width: float, start: np.ndarray, leading: float,
    weight: Weight = "bold",
) -> VGroup:
    """A wrapped text in which ``[word](role)`` takes the label color of its role."""
    spans: list[str | None] = []  # role of each visible letter
    last = 0
    for found in _COLORED.finditer(marked):
        spans += [None] * len(marked[last : found.start()].replace(" ", ""))
        spans += [found[2]] * len(found[1].replace(" ", ""))
        last = found.end()
    spans += [None] * len(marked[last:].replace(" ", ""))
    group = VGroup()
    scale = u(size) / _SET_EM
    done = 0
    for i, text in enumerate(wrap(plain(marked), size, width, weight)):
        letters = _letters(text, weight)
        roles = spans[done : done + len(letters)]
        done += len(letters)
        for role in dict.fromkeys(roles):
            run = blank(LABEL[role or "ink"])
            kept = [p for p, r in zip(letters, roles, strict=True) if r == role]
            run.set_points(np.vstack(kept) * scale + start - np.array([0, u(i * leading), 0]))
            group.add(run)
    return group
