"""For every eye: what color tells apart, also for eyes that lack a cone; no color of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from manim import VMobject

from production.check.finding import Problem, nothing_to_judge
from production.check.limits import APART, IN_STYLE
from production.check.looking.color_science import CONES, colors, difference, seen_with
from production.check.looking.moment import FAINT, Moment
from production.check.looking.shown_clip import ShownClip
from production.check.looking.style_colors import named, strays
from production.check.reading.project import Project
from production.check.rule import picture_rule, project_rule

#: What color tells apart within one shot, by the names of its colors in the style.
SHOTS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "surface and vesicle": {
        "antibody": ("ANTIBODY_VH", "ANTIBODY_CH2"),
        "CD22": ("CD22",),
        "payload": ("PAYLOAD",),
        "membrane": ("LIPID_HEAD",),
        "clathrin": ("CLATHRIN",),
    },
    "vesicle by pH": {
        "neutral lumen": ("LUMEN_NEUTRAL",),
        "early endosome": ("LUMEN_EARLY",),
        "lysosome": ("LUMEN_ACID",),
    },
    "nucleus": {
        "DNA strand A": ("DNA_A",),
        "DNA strand B": ("DNA_B",),
        "payload": ("PAYLOAD",),
    },
    "marrow": {
        "blast": ("BLAST",),
        "healthy cell": ("HEALTHY",),
        "healthy cell of another kind": ("HEALTHY_B",),
        "clearing cell": ("CLEARING",),
        "payload": ("PAYLOAD",),
    },
    "bridge": {
        "liver": ("LIVER",),
        "conditioning": ("CONDITIONING",),
        "engraftment": ("ENGRAFTMENT",),
        "bank of illness": ("BANK_ILLNESS",),
        "bank of new marrow": ("BANK_MARROW",),
        "water": ("WATER",),
    },
}

#: Pairs that their color alone does not tell apart for every eye, and what else does.
BY_SHAPE: Final[dict[frozenset[str], str]] = {
    frozenset(("antibody", "CD22")):
        "a Y with two arms that wanders, against a row of beads that stands on the membrane",
    frozenset(("antibody", "clathrin")):
        "a Y on the outside, against a net of hexagons on the inside of the membrane",
    frozenset(("neutral lumen", "early endosome")):
        "grades of one scale: the gauge beside them says the pH in words and numbers",
    frozenset(("healthy cell", "healthy cell of another kind")):
        "both are healthy: nothing hangs on telling them apart, and their nuclei differ",
    frozenset(("bank of illness", "bank of new marrow")):
        "left and right end of the bridge, each with its name on it",
    frozenset(("bank of illness", "water")):
        "a solid cliff under the road, against ripples between the banks",
    frozenset(("bank of new marrow", "water")):
        "a solid cliff under the road, against ripples between the banks",
}


@dataclass(frozen=True)
class Alike:
    """Two things that are alike for some eye: which, and how far apart (CIEDE2000) they stay."""

    one: str
    other: str
    eye: str
    apart: float


def closest(one: Iterable[str], other: Iterable[str]) -> tuple[float, str]:
    """Least difference of two sets of hex colors for any eye, and whose eye that is."""
    a, b = colors(*one)[:, None, :], colors(*other)[None, :, :]
    seen = {"all cones": difference(a, b)}
    seen |= {eye: difference(seen_with(a, eye), seen_with(b, eye)) for eye in CONES}
    return min((float(apart.min()), eye) for eye, apart in seen.items())


def alike(shots: dict[str, dict[str, tuple[str, ...]]] = SHOTS) -> Iterator[Alike]:
    """All pairs within one shot that stay below the floor for some eye."""
    for things in shots.values():
        for (one, its), (other, others) in combinations(things.items(), 2):
            apart, eye = closest(named(its), named(others))
            if apart < APART.value:
                yield Alike(one, other, eye, apart)


@project_rule("color-roles", "For every eye", APART.source)
def roles_stay_apart(project: Project) -> Iterator[Problem]:
    """What color tells apart in a shot stays apart without any one kind of cone, or by shape."""
    del project
    found = list(alike())
    for pair in found:
        if frozenset((pair.one, pair.other)) not in BY_SHAPE:
            yield Problem(
                f"{pair.one} and {pair.other} are {pair.apart:.1f} apart to an eye with "
                f"{pair.eye}, under {APART.value:.0f}",
                "Change one of the hexes in the style, or tell them apart by shape and say so.",
            )
    for names in BY_SHAPE.keys() - {frozenset((pair.one, pair.other)) for pair in found}:
        yield Problem(
            f"{' and '.join(sorted(names))} need no shape any more to be told apart",
            "Take the pair out of BY_SHAPE.", warning=True,
        )


# --- colors of the style ------------------------------------------------------------------------


def painted(moment: Moment) -> frozenset[tuple[int, int, int]]:
    """All colors that are painted, by 8-bit levels."""
    found: set[tuple[int, int, int]] = set()
    for member in moment.members:
        if isinstance(member, VMobject) and len(member.points):
            found |= _levels(member.fill_rgbas)
            if member.stroke_width > 0:
                found |= _levels(member.stroke_rgbas)
    return frozenset(found)


def _levels(rgbas: np.ndarray) -> set[tuple[int, int, int]]:
    return {
        (round(r * 255), round(g * 255), round(b * 255))
        for r, g, b, a in rgbas.tolist()
        if a > FAINT
    }


@picture_rule("style-colors", "For every eye", IN_STYLE.source, observe=painted)
def colors_come_from_the_style(shown: ShownClip) -> Iterator[Problem]:
    """Every color painted is one of the style, or mixes one with white, ink and a ground."""
    first: dict[tuple[int, int, int], str] = {}
    for _, beat, seen in shown.observed.get("style-colors", ()):
        if isinstance(seen, frozenset):
            for color in seen:
                first.setdefault(color, beat)
    if not first:
        yield nothing_to_judge("no color was painted")
        return
    off = strays(np.array([*first]) / 255)
    for (color, beat), far in sorted(zip(first.items(), off, strict=True)):
        if far > IN_STYLE.value:
            text = "#{:02X}{:02X}{:02X}".format(*color)
            yield Problem(
                f"{text} is no color of the style, nor a mix of one ({far:.0f} levels off)",
                "Name it in scenes/stage/style.py, or mix it from what is there.",
                beat,
            )


RULES = (roles_stay_apart, colors_come_from_the_style)
