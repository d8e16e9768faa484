"""Every number that pictures are held to, with where it comes from.

As in :mod:`production.check.limits`: ``our choice`` is a number that is this project's own.
Lengths are stage px (the picture's short side is 1080 px).
"""

from __future__ import annotations

from typing import Final

from production.check.limits import Limit

_FLASH: Final = "WCAG 2.2, SC 2.3.1 and its definition of flashes"

# --- text ---------------------------------------------------------------------------------------

ESSENTIAL: Final = {
    "landscape": Limit(48, "slides and signage: 24 pt, 4.4 % of the picture's height"),
    "square": Limit(48, "slides and signage: 24 pt, 4.4 % of the picture's height"),
    "portrait": Limit(66, "hand-held and signage: 66 px for titles and captions in the picture"),
}
LABEL: Final = Limit(48, "slides and signage: 24 pt, 4.4 % of the picture's height")
SECONDARY: Final = Limit(36, "our choice: no text in the picture is smaller, in any shape")
#: Hinting and rounding leave the drawn size off by this much, px.
SIZE_DUST: Final = 0.5

SAFE: Final = "title-safe area (EBU R 95, SMPTE ST 2046): 5 % on every side; the lowest 18 % for captions"
#: Letters may reach this far over the edge of an area, px: round ones overshoot the baseline.
OVERSHOOT: Final = 2.0

LABEL_WORDS: Final = Limit(7, "our choice: seven words a label")
LABELS: Final = Limit(3, "our choice: three labels at once")
WORDS: Final = Limit(12, "our choice: twelve words at once, beside title, furniture and captions")
READ_BASE: Final = Limit(1.0, "our choice: one second to find a label, 0.3 s for each of its words")
READ_A_WORD: Final = 0.3

TEXT_CONTRAST: Final = Limit(4.5, "WCAG 2.2, SC 1.4.3: 4.5 to 1")
#: This share of what is behind any few letters reaches the contrast: a thin line that runs
#: through a letter hides nothing, half a dark body does.
BEHIND: Final = 0.75
SHAPE_CONTRAST: Final = Limit(3.0, "WCAG 2.2, SC 1.4.11: 3 to 1 for shapes that carry meaning")
#: This share of an actor's outline reaches it: where two actors touch, they need not.
OUTLINE: Final = Limit(
    0.33, "our choice: a third of an outline, in small pictures whose contours are thinner than a pixel"
)

QUIET: Final = Limit(10.0, "our choice: CIEDE2000; quiet crowds differ from their ground by less")
CROWDED: Final = Limit(0.2, "our choice: a fifth of a label's box; less is a corner that is grazed")
#: A leader ends on its actor if a color of the actor stands so near its end, px, and within
#: this difference (CIEDE2000): pixels at edges are mixed.
LEADER_REACH: Final = 14.0
LEADER_COLOR: Final = Limit(6.0, "a leader ends on what it names, our choice: CIEDE2000 of its color")

# --- every eye ----------------------------------------------------------------------------------

APART: Final = Limit(
    10.0,
    "CIEDE2000: 1 is just seen side by side; ten of them, our choice, for small things that stand "
    "apart on different grounds",
)
IN_STYLE: Final = Limit(4.0, "levels of 255 that rounding and two mixes may leave; our choice")

# --- calm ---------------------------------------------------------------------------------------

FLASH_CHANGE: Final = Limit(0.10, f"{_FLASH}: a tenth of the largest relative luminance")
FLASH_DARKER: Final = Limit(0.80, f"{_FLASH}: where the darker one is below 0.80")
FLASH_AREA: Final = Limit(0.028, f"{_FLASH}: 341 by 256 px in 1024 by 768, a quarter of them")
FLASHES: Final = Limit(
    1, f"{_FLASH}: three in any second; one, our choice, as not every frame is looked at"
)
RED_SHARE: Final = Limit(0.8, f"{_FLASH}: saturated red is R / (R + G + B) of 0.8 or more")
RED_CHANGE: Final = Limit(0.2, f"{_FLASH}: a change of more than 0.2 in CIE 1976 u', v'")
JUMP: Final = Limit(
    0.20, "our choice: the picture's mean luminance; the end card, which covers all in 1.2 s, stays below"
)
#: The mean luminance is compared over this many seconds: no two frames that are looked at one
#: after the other are further apart.
JUMP_TIME: Final = 8 / 15
LARGE: Final = Limit(0.028, "as large as what WCAG 2.2, SC 2.3.1 counts")
SPEED: Final = Limit(
    540, "our choice: half the picture's short side a second; 3.6 s across a wide picture"
)
ZOOM: Final = Limit(
    10.0, "our choice: ten times a second; “Powers of Ten” took ten seconds out and two back in"
)
STRAIGHT: Final = Limit(0.6, "art direction: net way over length of path before a capture")
