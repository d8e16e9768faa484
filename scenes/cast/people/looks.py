"""Who is who in the film: skin, hair and clothes of each person, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from scenes.stage.style import (
    CLOTH_BLUE,
    CLOTH_COAT,
    CLOTH_GREEN,
    CLOTH_LINEN,
    CLOTH_NAVY,
    CLOTH_OCHRE,
    CLOTH_PETROL,
    CLOTH_SAGE,
    CLOTH_SCRUBS,
    CLOTH_SCRUBS_LIGHT,
    CLOTH_SHIRT,
    CLOTH_SLATE,
    CLOTH_WATER,
    HAIR_BLACK,
    HAIR_BROWN,
    HAIR_CHESTNUT,
    HAIR_GRAY,
    SHOE,
    SKIN_BROWN,
    SKIN_DEEP,
    SKIN_LIGHT,
    SKIN_PALE,
    SKIN_TAN,
)

Hair = Literal["cap", "scarf", "hijab", "bun", "short", "thin", "afro", "long", "child"]
Top = Literal["scrubs", "cardigan", "shirt", "coat", "dress"]


@dataclass(frozen=True)
class Face:
    """What makes a profile somebody's own; 1 is an adult's mean.

    Attributes
    ----------
    nose, lips, chin, brow
        How far each stands out of the face.
    eye
        Units that the eye stands lower than an adult's.
    lashes
        Whether lashes are drawn.
    lines
        Whether age has left a line at the eye and the mouth.
    """

    nose: float = 1.0
    lips: float = 1.0
    chin: float = 1.0
    brow: float = 1.0
    eye: float = 0.0
    lashes: bool = False
    lines: bool = False


@dataclass(frozen=True)
class Look:
    """How a person looks.

    Attributes
    ----------
    skin, hair_color, top_color, under, legs, shoes
        Colors; ``hair_color`` is that of the cover where there is one, ``under`` what shows at the neck.
    hair, top
        Kinds of hair (or head cover) and clothes.
    face
        The profile.
    body, head
        Size against an adult's, of all below the neck and of the head.
    broad
        Width of the trunk against an adult's mean.
    belly
        Units that the belly stands out.
    long_sleeves
        Whether sleeves end at the wrist, not below the elbow.
    """

    skin: str
    hair: Hair
    hair_color: str
    top: Top
    top_color: str
    under: str = CLOTH_SHIRT
    legs: str = CLOTH_SLATE
    shoes: str = SHOE
    face: Face = Face()
    body: float = 1.0
    head: float = 1.0
    broad: float = 1.0
    belly: float = 0.0
    long_sleeves: bool = True


_WOMAN: Final = Face(nose=0.86, lips=1.12, chin=0.9, brow=0.6, lashes=True)

PATIENT: Final = Look(SKIN_BROWN, "cap", CLOTH_SAGE, "cardigan", CLOTH_BLUE, face=Face(lips=1.1), long_sleeves=False)
NURSE: Final = Look(
    SKIN_DEEP, "hijab", CLOTH_LINEN, "scrubs", CLOTH_SCRUBS, legs=CLOTH_SCRUBS, shoes=CLOTH_LINEN,
    face=Face(nose=0.84, lips=1.25, chin=0.9, brow=0.6, lashes=True), broad=0.94,
    long_sleeves=False,
)
SECOND_NURSE: Final = Look(
    SKIN_LIGHT, "bun", HAIR_BROWN, "scrubs", CLOTH_SCRUBS_LIGHT, legs=CLOTH_SCRUBS_LIGHT, shoes=CLOTH_LINEN,
    face=_WOMAN, broad=0.92, long_sleeves=False,
)
CALLER: Final = Look(
    SKIN_TAN, "scarf", CLOTH_PETROL, "cardigan", CLOTH_GREEN, under=CLOTH_LINEN, face=_WOMAN, broad=0.94,
)
PARTNER: Final = Look(
    SKIN_TAN, "short", HAIR_BLACK, "shirt", CLOTH_WATER, under=CLOTH_COAT, legs=CLOTH_NAVY, face=Face(chin=1.1),
    broad=1.03, long_sleeves=False,
)
DOCTOR: Final = Look(
    SKIN_LIGHT, "short", HAIR_GRAY, "coat", CLOTH_COAT, under=CLOTH_WATER, legs=CLOTH_SLATE,
    face=Face(nose=1.05, lips=0.9, lines=True),
)
GRANDFATHER: Final = Look(
    SKIN_LIGHT, "thin", HAIR_GRAY, "cardigan", CLOTH_BLUE, under=CLOTH_LINEN,
    face=Face(nose=1.12, lips=0.85, lines=True), body=0.96, broad=1.08, belly=8,
)
MOTHER: Final = Look(
    SKIN_DEEP, "afro", HAIR_BLACK, "shirt", CLOTH_GREEN, under=CLOTH_LINEN, legs=CLOTH_NAVY,
    face=Face(nose=0.84, lips=1.3, chin=0.9, brow=0.6, lashes=True), broad=0.93,
)
CHILD: Final = Look(
    SKIN_BROWN, "child", HAIR_BLACK, "shirt", CLOTH_OCHRE, under=CLOTH_LINEN, legs=CLOTH_BLUE,
    face=Face(nose=0.6, lips=1.05, chin=0.72, brow=0.3, eye=5.0), body=0.60, head=0.92, broad=1.16,
    long_sleeves=False,
)
LAB: Final = Look(
    SKIN_DEEP, "bun", HAIR_BLACK, "coat", CLOTH_COAT, under=CLOTH_SCRUBS_LIGHT, legs=CLOTH_NAVY,
    face=Face(nose=0.88, lips=1.25, chin=0.9, brow=0.6, lashes=True), broad=0.93,
)
EXPECTING: Final = Look(
    SKIN_PALE, "long", HAIR_CHESTNUT, "dress", CLOTH_WATER, under=CLOTH_LINEN, legs=CLOTH_SLATE, face=_WOMAN,
    broad=0.94, belly=46,
)
