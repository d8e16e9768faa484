"""The look of the film: the only place with colors, line weights and type sizes.

Colors are sRGB hex strings; one role has one color in the whole film. Lengths are
*stage pixels* (px): a picture whose short side is 1080 px, whatever its real size.
Vermilion (``PAYLOAD``) means one thing everywhere: this does harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal

# --- ground and ink -------------------------------------------------------------
INK: Final = "#1B2A3A"
WHITE: Final = "#FFFFFF"
PAPER: Final = "#FAF5E9"
PAPER_CARD: Final = "#FFFDF8"
PLASMA: Final = "#F7F0DE"
CYTOSOL: Final = "#DDE9E6"
NUCLEUS: Final = "#E4DDF0"

# --- light from the upper left: where it fails on a ground, and what shadows and shades are made of
PLASMA_DIM: Final = "#D9B877"
SHADOW_PLASMA: Final = "#6B4A26"
SHADOW_CYTOSOL: Final = "#35605C"

# --- vesicle lumen, by pH ---------------------------------------------------------
LUMEN_NEUTRAL: Final = "#F6ECCF"
LUMEN_EARLY: Final = "#F2DC9B"
LUMEN_ACID: Final = "#EDA559"
GAUGE_ACID: Final = "#E58F3C"

# --- proteins -----------------------------------------------------------------------
ANTIBODY_VH: Final = "#2384A0"
ANTIBODY_VL: Final = "#76BFC8"
ANTIBODY_CH1: Final = "#2A738F"
ANTIBODY_CL: Final = "#63A9B8"
ANTIBODY_CH2: Final = "#37689A"
ANTIBODY_CH3: Final = "#2C5688"
ANTIBODY_HINGE: Final = "#3B6A8E"
CD22: Final = "#8A5AA8"
CD22_TIP: Final = "#A97CC4"
CLATHRIN: Final = "#6E9C8B"

# --- harm -----------------------------------------------------------------------------
PAYLOAD: Final = "#D9541E"
LINKER: Final = "#8C8F5A"
SPARK_CORE: Final = "#FFF6DF"  # the star of a break, and the peach glow behind it
SPARK_GLOW: Final = "#F6BC93"

# --- membrane ---------------------------------------------------------------------------
LIPID_HEAD: Final = "#E0B25C"
LIPID_TAIL: Final = "#F2DFA9"

# --- DNA ----------------------------------------------------------------------------------
DNA_A: Final = "#2B4C7E"
DNA_A_LIGHT: Final = "#86A9DA"  # strand A lightens toward this: white grays it
DNA_B: Final = "#86BCE0"
FIBER: Final = "#5D88B2"  # DNA from so far that its strands run together
HISTONE: Final = "#A794CB"
HISTONE_LIGHT: Final = "#BFAFDC"
TERRITORIES: Final = ("#D6C3E5", "#C9C6E9", "#E2C3DA", "#D2BCDD")  # of chromosomes in a nucleus, neighbors in turn

# --- crowds, mixed 15-56 % into their ground ------------------------------------------------
CROWD_PLASMA: Final = "#E3C98B"
CROWD_CYTOSOL: Final = "#8FB7AE"
CROWD_NUCLEUS: Final = "#B9A9D8"

# --- cells and marrow --------------------------------------------------------------------------
BLAST: Final = "#B0417F"
BLAST_CHROMATIN: Final = "#743863"
HEALTHY: Final = "#4F9E9A"
HEALTHY_B: Final = "#2B86A6"
CLEARING: Final = "#C7DAD3"
CLEARING_NUCLEUS: Final = "#6C8D8B"
MARROW: Final = "#FCF1E2"
FAT: Final = "#F8E6B6"
FAT_LINE: Final = "#B59345"

# --- bone, blood and the cells of healthy marrow -------------------------------------------------------
BONE: Final = "#EADDBF"
BONE_LAMELLA: Final = "#DDCBA0"
BONE_CELL: Final = "#9C875C"
SINUS: Final = "#F5DED4"
VESSEL: Final = "#D9A79E"
RED_CELL: Final = "#C4746C"
ERYTHROBLAST_EARLY: Final = "#A9BCC6"
ERYTHROBLAST_MIDDLE: Final = "#D9B7B0"
ERYTHROBLAST_LATE: Final = "#DE9F97"
ERYTHROBLAST_NUCLEUS: Final = "#7F4A48"
MACROPHAGE: Final = "#E9DDB4"
MACROPHAGE_NUCLEUS: Final = "#B59F62"
MEGAKARYOCYTE: Final = "#CFD9E4"
PLATELET: Final = "#6C85A8"  # and a megakaryocyte's nucleus

# --- atoms of a formula in a lens: textbook tones out of the palette ---------------------------------------
OXYGEN: Final = "#B4605A"
NITROGEN: Final = "#37689A"
SULFUR: Final = "#D9A63C"
IODINE: Final = "#8A5AA8"

# --- people, organs, studies ----------------------------------------------------------------------------------
REMISSION: Final = "#286C86"  # a filled person
REMISSION_GROUND: Final = "#DAE8EC"
HARM_GROUND: Final = "#F6E2D2"
BODY: Final = "#BFD5D3"
BODY_GROUND: Final = "#E6EEE9"
LIVER_AT_REST: Final = "#B57468"
JAUNDICE: Final = "#F1CE4E"
BRUISE: Final = "#75597F"
NEGATIVE_CELL: Final = "#A9B1B0"

# --- a garden: what is grown and what is being tried -------------------------------------------------
SKY: Final = "#F8F4E4"
HILL_FAR: Final = "#E7ECDB"
HILL: Final = "#DAE8DF"
MEADOW: Final = "#CFDDC6"
SOIL: Final = "#E0D2B2"
BARK: Final = "#AE9270"
LEAF: Final = CLATHRIN
LEAF_BRIGHT: Final = "#7FA894"
LEAF_OLIVE: Final = "#9DAA84"
LEAF_BLUE: Final = "#7E9C9A"

# --- persons: skin, hair, clothes (none in the colors of blast, CD22 or harm) ------------------------------------
SKIN_DEEP: Final = "#7C5140"
SKIN_BROWN: Final = "#A8714F"
SKIN_TAN: Final = "#CBA07A"
SKIN_LIGHT: Final = "#E2B593"
SKIN_PALE: Final = "#EBC9AE"
HAIR_BLACK: Final = "#34323B"
HAIR_BROWN: Final = "#6A5446"
HAIR_CHESTNUT: Final = "#8A6647"
HAIR_GRAY: Final = "#B4B4B0"
CLOTH_SAGE: Final = "#6E9C8B"
CLOTH_PETROL: Final = "#5A8096"
CLOTH_LINEN: Final = "#EFE8D8"
CLOTH_SCRUBS: Final = "#5E9A97"
CLOTH_SCRUBS_LIGHT: Final = "#84B0A8"
CLOTH_BLUE: Final = "#7F93A8"
CLOTH_GREEN: Final = "#7E9C8F"
CLOTH_OCHRE: Final = "#D6B36A"
CLOTH_WATER: Final = "#9DBAC4"
CLOTH_SLATE: Final = "#5B6672"
CLOTH_NAVY: Final = "#465A78"
CLOTH_SHIRT: Final = "#C3D2C4"
CLOTH_COAT: Final = "#F4F3EC"
SHOE: Final = "#3D4753"
DEVICE: Final = "#4A5563"  # a telephone

# --- rooms and streets ------------------------------------------------------------------------------------------
DUSK: Final = "#61707B"  # over what no light falls on yet
PAVEMENT: Final = "#F3EBD7"
DOOR: Final = "#BC935F"
LAMP: Final = "#FBEBC4"  # where light comes from

# --- the bridge -----------------------------------------------------------------------------------
WATER: Final = "#E1EDF0"
WATER_LINE: Final = "#B5CCDB"
DEEP: Final = "#B7CFDC"  # water further down
BANK_ILLNESS: Final = "#E9CBD9"
BANK_MARROW: Final = "#C9E3DB"
STONE: Final = "#F1E5C8"
PLAN_GRID: Final = "#B9B183"
CONDITIONING: Final = "#E0B25C"
ENGRAFTMENT: Final = "#3F7B7B"
LIVER: Final = PAYLOAD

# --- rooms and what stands in them ------------------------------------------------------------------
WALL: Final = "#F3EADB"
FLOOR: Final = "#E3D6BE"
WOOD: Final = "#D9C29C"
SKIRTING: Final = "#FBF6EC"
STEEL: Final = "#BCC7CA"
UPHOLSTERY: Final = "#A9BDBA"
BLANKET: Final = "#DCC08E"
AMBER: Final = "#C99B58"  # what keeps light off a drug
POT: Final = "#D3B28C"
SKY_DAY: Final = "#CFE2EA"
SKY_NIGHT: Final = "#344E79"
LAWN: Final = "#A8C5B5"
FRIDGE: Final = "#E6ECE8"

CaptionRole = Literal[
    "ink", "antibody", "cd22", "payload", "dna", "clathrin", "nucleus", "cell", "liver", "blast",
    "healthy", "b_cell", "endosome", "lysosome", "membrane", "linker",
]

#: Label text: the role's color darkened with ink until it reads at 4.6:1 or better.
LABEL: Final[dict[str, str]] = {
    "ink": INK,
    "antibody": "#26617A",
    "cd22": "#745092",
    "payload": "#994322",
    "liver": "#8F3F22",  # darker than the payload: it also stands on the rose bank
    "dna": "#284570",
    "clathrin": "#436161",
    "nucleus": "#5B4A86",
    "cell": "#455D64",
    "blast": "#863769",
    "healthy": "#346268",
    "b_cell": "#1F6077",
    "endosome": "#6E5418",
    "lysosome": "#8A4A14",
    "membrane": "#735814",
    "remission": "#276680",
    "linker": "#5E6447",
}

# --- lines, px ------------------------------------------------------------------------------------------
LEADER: Final = 3.0
LEADER_DOT: Final = 6.5
SCALE_BAR: Final = 5.0
SCALE_BAR_TICK: Final = 16.0
LENS_RING: Final = 6.0


@dataclass(frozen=True)
class Contours:
    """Line weights of a drawing, in stage px.

    Attributes
    ----------
    outer, between, inner
        Visible width of the contour of the whole molecule, of the line between two
        domains, and of the lines inside a domain (0 leaves them out).
    """

    outer: float
    between: float
    inner: float


CLOSE_UP: Final = Contours(outer=3.0, between=2.2, inner=1.1)
ORGANELLE: Final = Contours(outer=1.7, between=1.2, inner=0.0)
DNA_LINES: Final = Contours(outer=3.2, between=2.6, inner=1.4)
LENS: Final = Contours(outer=7.0, between=4.4, inner=1.9)
CELL: Final = Contours(outer=6.0, between=3.6, inner=1.4)
FAR: Final = Contours(outer=2.4, between=1.7, inner=0.0)

# --- type: weights, sizes in px (em height) -----------------------------------------------------------
Weight = Literal["regular", "semibold", "bold", "black"]


@dataclass(frozen=True)
class TypeSizes:
    """Type sizes of one shape, in px of the em square (short side 1080 px)."""

    film: float
    title: float
    subtitle: float
    label: float
    minor: float
    marks: float
    caption: float
    picture_caption: float
    summary: float
    notice: float
    sources: float


TYPE: Final[dict[str, TypeSizes]] = {
    "landscape": TypeSizes(
        film=114, title=84, subtitle=54, label=52, minor=40, marks=36, caption=48, picture_caption=66, summary=104,
        notice=52, sources=40
    ),
    "square": TypeSizes(
        film=96, title=92, subtitle=54, label=52, minor=42, marks=36, caption=48, picture_caption=66, summary=88,
        notice=50, sources=38
    ),
    "portrait": TypeSizes(
        film=118, title=108, subtitle=66, label=66, minor=52, marks=36, caption=66, picture_caption=76, summary=104,
        notice=66, sources=48
    ),
}


def rgb(color: str) -> tuple[float, float, float]:
    """Components 0-1 of a hex color."""
    return tuple(int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


@cache
def mix(color: str, other: str, share: float) -> str:
    """``color`` with ``share`` (0-1) of ``other`` mixed in, in sRGB."""
    pair = zip(rgb(color), rgb(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02X}" for a, b in pair)


def lighter(color: str, share: float) -> str:
    """``color`` with ``share`` of white."""
    return mix(color, WHITE, share)


def inked(color: str, share: float) -> str:
    """``color`` with ``share`` of ink."""
    return mix(color, INK, share)


def layers(color: str) -> tuple[str, str, str, str]:
    """Body color and the three lighter layers of a molecule of this color."""
    return color, lighter(color, 0.13), lighter(color, 0.25), lighter(color, 0.37)


def inner_line(color: str) -> str:
    """Color of the lines inside a domain of this color."""
    return inked(color, 0.42)


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2) of a hex color, 0-1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(color: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2) of two hex colors, 1-21."""
    high, low = sorted((luminance(color), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ph_color(ph: float) -> str:
    """Lumen color at a pH: cream at 7.4, straw near 6.2, orange at 4.8 and below."""
    stops = ((7.4, LUMEN_NEUTRAL), (6.2, LUMEN_EARLY), (4.8, LUMEN_ACID))
    if ph >= stops[0][0]:
        return stops[0][1]
    for (high, upper), (low, lower) in pairwise(stops):
        if ph >= low:
            return mix(upper, lower, (high - ph) / (high - low))
    return stops[-1][1]
