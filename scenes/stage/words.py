"""Words in the picture, set with Pango in fonts that come with the project.

A text is one filled shape, not one a letter: it is cheaper to draw and to fade.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import Final, NamedTuple
from unicodedata import normalize

import manimpango
import numpy as np
from manim import VGroup, VMobject

from scenes.script.errors import FilmError
from scenes.script.font import FACES, FONTS, broken, families, font_file, lacking_in
from scenes.script.language.line_breaks import pieces
from scenes.script.language.typography import RIGHT_TO_LEFT, bare, measures, script_of, seen
from scenes.script.mistakes import mistake
from scenes.script.toml_file import ROOT
from scenes.stage.drawing import blank
from scenes.stage.glyphs import Letters, set_line
from scenes.stage.layout import PX_PER_UNIT, u
from scenes.stage.style import INK, LABEL, Weight

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
#: No words are set smaller, px.
SMALLEST: Final = 36.0
#: Lines are set with an em square this high, in Manim units [measured: cap height 0.875 u, of
#: a face whose cap height is 0.66 em].
_SET_EM: Final = 0.875 / 0.66

_COLORED: Final = re.compile(r"\[([^\]]+)\]\((\w+)\)")


@cache
def register_font() -> None:
    """Make the film's fonts known to Pango, and no others: fonts and rules of the machine take no part.

    All at once, for Pango does not look again; what else than Latin letters it does without, where it is not installed.

    Raises
    ------
    FilmError
        The package that carries the font is not installed, a file of it is missing, or Pango would draw with
        another font of the same name.
    """
    files = [font_file(face) for face in FACES]
    for script in ("arabic", "han"):
        with suppress(FilmError):
            files += dict.fromkeys(font_file(face, script) for face in FACES)
    for name in [name for name in os.environ if name.startswith(_SETTINGS)]:
        del os.environ[name]
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    # Where Pango asks the system instead of fontconfig (macOS, Windows), or somebody else was first in this process.
    for family in {font.family for font in FONTS.values()} if not manimpango.registered_fonts else ():
        if family in manimpango.list_fonts():
            raise FilmError(f"Another {family} is installed here, and would be drawn instead of the film's: remove it.")
    for file in files:
        if not manimpango.register_font(str(file)):
            raise broken(file)


class Set(NamedTuple):
    """A line as it is set: what it says, its em height in px, and its weight."""

    text: str
    size: float
    weight: Weight = "regular"


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

    Attributes
    ----------
    drawn
        How many of its letters are seen.
    """

    def __init__(
        self, text: str, size: float, color: str = INK, weight: Weight = "regular"
    ) -> None:
        super().__init__(stroke_width=0, fill_color=color, fill_opacity=1)
        self.set_stroke(width=0, opacity=0)
        self.text, self.size = bare(text), size
        self.weight: Weight = weight
        points, advance, self.drawn = _glyphs(text, weight)
        scale = u(size) / _SET_EM
        self._rest, self.advance = points * scale, advance * scale
        self.set_points(self._rest)

    @property
    def as_set(self) -> Set:
        """How it is set."""
        return Set(self.text, self.size, self.weight)

    def at_baseline(self, point: np.ndarray, align: float = 0.0) -> Words:
        """Put the baseline on a point; ``align`` 0 starts there, 0.5 centers, 1 ends there."""
        left = point[0] - align * self.advance
        self.set_points(self._rest + np.array([left, point[1], 0.0]))
        return self


@cache
def _letters(text: str, weight: Weight) -> Letters:
    """Outlines of the visible letters at the set size, each with its number in the text (in Unicode's form NFC).

    The baseline is at y 0, the left edge of the first letter at x 0.
    """
    register_font()
    text, script = normalize("NFC", text), script_of(text)
    if gone := lacking_in(text, script):
        raise mistake(f"{gone}, in {text!r}")
    return set_line(text, families(script), _PANGO_WEIGHT[weight])


@cache
def _glyphs(text: str, weight: Weight) -> tuple[np.ndarray, float, int]:
    """Outlines of a whole line at the set size, its width, and of how many letters they are."""
    letters = _letters(text, weight)
    if not letters:
        return np.zeros((0, 3)), 0.0, 0
    points = np.vstack([outline for _, outline in letters])
    return points, float(points[:, 0].max()), seen(normalize("NFC", text), {number for number, _ in letters})


def middle(text: str) -> float:
    """Where above the baseline the eye sees the middle of a line, in em."""
    return measures(text).middle


def width_px(text: str, size: float, weight: Weight = "regular") -> float:
    """Width of a line in stage px."""
    return _glyphs(text, weight)[1] * u(size) / _SET_EM * PX_PER_UNIT


def extent(text: str, weight: Weight = "regular") -> tuple[float, float]:
    """How far above and below its baseline the letters of a line are drawn, em."""
    points = _glyphs(text, weight)[0]
    return (float(points[:, 1].max()) / _SET_EM, -float(points[:, 1].min()) / _SET_EM) if len(points) else (0.0, 0.0)


def apart(upper: Set, lower: Set) -> float:
    """How far (px) the baselines of two lines that stand under each other are apart at the least: no letters touch."""
    return upper.size * extent(upper.text, upper.weight)[1] + lower.size * extent(lower.text, lower.weight)[0] + 1


def wrap(text: str, size: float, width: float, weight: Weight = "regular") -> list[str]:
    """Break a text into balanced lines no wider than ``width`` px.

    The lines are as even as they can be without needing one more. Each says by itself how it is read.
    """
    text = normalize("NFC", " ".join(text.split()))
    parts = pieces(text)
    if not parts:
        return []
    spans = _spans(parts, weight) * u(size) / _SET_EM * PX_PER_UNIT

    def wide(first: int, last: int) -> float:
        """Width of a line of these pieces."""
        return float(spans[first:last, 1].max() - spans[first:last, 0].min())

    def fit(limit: float) -> list[int]:
        """Which piece each line begins with."""
        begins: list[int] = []
        for i in range(len(parts)):
            if not begins or wide(begins[-1], i + 1) > limit:
                begins.append(i)
        return begins

    def widest(begins: list[int]) -> float:
        return max(wide(b, e) for b, e in zip(begins, [*begins[1:], len(parts)], strict=True))

    full = fit(width)
    narrow = width
    while narrow > width * 0.4 and len(fit(narrow - 8)) == len(full):
        narrow -= 8
        if widest(fit(narrow)) > narrow:
            break
    best = fit(narrow)
    begins = best if len(best) == len(full) else full
    lines = ["".join(parts[b:e]).strip() for b, e in zip(begins, [*begins[1:], len(parts)], strict=True)]
    script = script_of(text)
    return [RIGHT_TO_LEFT + line if script == "arabic" != script_of(line) else line for line in lines]


def fitted(text: str, size: float, width: float, weight: Weight = "regular") -> tuple[list[str], float]:
    """Lines no wider than ``width`` px, and how large (px, ``size`` at most): one as long as that is not too small."""

    def largest(lines: Sequence[str]) -> float:
        return min(size, *(size * width / width_px(line, size, weight) for line in lines))

    lines = [text]
    if largest(lines) < SMALLEST:
        lines = wrap(text, SMALLEST, width, weight)
    return lines, largest(lines)


def _spans(parts: Sequence[str], weight: Weight) -> np.ndarray:
    """Left and right edge of each piece in a line of them all, at the set size, shape (n, 2)."""
    owner = [i for i, part in enumerate(parts) for _ in part]
    spans = np.tile([np.inf, -np.inf], (len(parts), 1))
    for number, outline in _letters("".join(parts), weight):
        span = spans[owner[number]]
        span[:] = min(span[0], outline[:, 0].min()), max(span[1], outline[:, 0].max())
    return spans


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
    """Lines under each other, ``leading`` px apart (more where letters are taller), the first baseline at ``start``."""
    group = VGroup()
    step = leading * max((measures(text).leading for text in lines), default=1.0)
    for i, text in enumerate(lines):
        words = Words(text, size, color, weight)
        group.add(words.at_baseline(start - np.array([0, u(i * step), 0]), align))
    return group


def plain(marked: str) -> str:
    """A text with its color marks ``[word](role)`` taken off."""
    return _COLORED.sub(r"\1", marked)


def colored_block(
    marked: str, size: float, width: float, start: np.ndarray, leading: float,
    weight: Weight = "bold",
) -> VGroup:
    """A wrapped text in which ``[word](role)`` takes the label color of its role.

    ``start`` is the left end of its first baseline; what is read from the right begins ``width`` px from there.
    """
    marked = normalize("NFC", " ".join(marked.split()))
    roles: list[str | None] = []  # of each letter
    last = 0
    for found in _COLORED.finditer(marked):
        roles += [None] * (found.start() - last) + [found[2]] * len(found[1])
        last = found.end()
    text = plain(marked)
    roles += [None] * (len(text) - len(roles))
    from_right = script_of(text) == "arabic"
    step, scale = leading * measures(text).leading, u(size) / _SET_EM
    group, done = VGroup(), 0
    for i, line in enumerate(wrap(text, size, width, weight)):
        done = text.index(bare(line), done)
        marks = len(line) - len(bare(line))
        shift = start - np.array([0, u(i * step), 0])
        if from_right:
            shift = shift + np.array([u(width - width_px(line, size, weight)), 0, 0])
        runs: dict[str | None, list[np.ndarray]] = {}
        for number, outline in _letters(line, weight):
            runs.setdefault(roles[done + number - marks], []).append(outline)
        for role, outlines in runs.items():
            run = blank(LABEL[role or "ink"])
            group.add(run.set_points(np.vstack(outlines) * scale + shift))
    return group
