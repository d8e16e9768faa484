"""Every number the film is held to, once, with where it comes from.

``our choice`` means that a number is this project's own, for the reason given. Lengths are stage px (the
picture's short side is 1080 px).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scenes.script.language.typography import script_of_language


@dataclass(frozen=True)
class Limit:
    """A number with its source."""

    value: float
    source: str


@dataclass(frozen=True)
class Pair:
    """What is aimed at (a warning beyond it), and what is never passed (a failure)."""

    aim: float
    ceiling: float
    source: str


_GUIDES: Final = "caption guides of Netflix, BBC and DCMP"
_FLASH: Final = "WCAG 2.2, SC 2.3.1 and its definition of flashes"

# --- legible ------------------------------------------------------------------------------------

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

# --- captions -----------------------------------------------------------------------------------

CAPTION_LINE: Final = {
    "landscape": Limit(42, f"{_GUIDES}: 42 characters a line"),
    "square": Limit(42, f"{_GUIDES}: 42 characters a line"),
    "portrait": Limit(28, f"{_GUIDES}: 24 to 28 characters a line in an upright picture"),
}
CAPTION_LINES: Final = Limit(2, f"{_GUIDES}: two lines")
CAPTION_RATE: Final = {
    "patient": Limit(15, f"{_GUIDES}: 15 characters a second for general audiences"),
    "student": Limit(17, f"{_GUIDES}: 17 characters a second for adults who read easily"),
}
#: In widths of a Latin letter, two of which a Chinese character takes (`length`).
_NETFLIX_ZH: Final = "Netflix' guide for Chinese: 16 characters a line, each as wide as two Latin letters"
CAPTION_LINE_HAN: Final = {
    "landscape": Limit(32, _NETFLIX_ZH),
    "square": Limit(32, _NETFLIX_ZH),
    "portrait": Limit(24, f"{_NETFLIX_ZH}; 12 in an upright picture: our choice"),
}
CAPTION_RATE_HAN: Final = {
    "patient": Limit(14, "Netflix' guide for Chinese: 9 characters a second; 7, calmer: our choice"),
    "student": Limit(18, "Netflix' guide for Chinese: 9 characters a second"),
}
CAPTION_SHORTEST: Final = Limit(1.0, f"{_GUIDES}: one second at the least")
CAPTION_LONGEST: Final = Limit(6.0, f"{_GUIDES}: six seconds at the most")
#: Frames of 1/30 s: captions keep to that grid whatever the film's own rate.
FRAME: Final = 1 / 30
CAPTION_GAP: Final = Limit(2, f"{_GUIDES}: two frames between captions that follow each other")
CAPTION_SYNC: Final = Limit(6, "three frames as a rule (Netflix), a fifth of a second at most; the BBC allows 1.5 s")
CAPTION_BREAK: Final = (
    f"{_GUIDES}: never between a number and its unit or an article and its noun"
)

PICTURE_CAPTION: Final = Limit(66, "signage: letters of 66 px for captions in the picture, in every shape")
PICTURE_CAPTION_CONTRAST: Final = Limit(7.0, "WCAG 2.2, SC 1.4.6: 7 to 1, for bright rooms")

# --- plain words --------------------------------------------------------------------------------

_GOV_UK: Final = "GOV.UK, Sentence length: why 25 words is our limit (2014)"

GRADE: Final = {
    "patient": Pair(6, 8, "AMA: grade 6, NIH: grade 8 (in Rooney et al., J Patient Exp 2021)"),
    "student": Pair(13, 15, "our choice: first year of college, never above the third"),
}
SENTENCE: Final = {
    "patient": Pair(18, 20, f"{_GOV_UK}: at 14 words nine tenths is understood; 21 are hard"),
    "student": Pair(25, 28, f"{_GOV_UK}: difficult from 25 words on, very difficult from 29"),
}
PASSIVE_SHARE: Final = {
    "patient": Limit(0.25, "plain-language guides ask for the active voice; a quarter: our choice"),
    "student": Limit(0.40, "as for patients; the passive is usual in papers: our choice"),
}
#: How many are in `scenes.script.voice.PACES`, by language.
WORDS_A_MINUTE: Final = "our choice: the calm end of what narrators do, a little faster for students"

# --- true ---------------------------------------------------------------------------------------

REVIEW_NOTICE: Final = Limit(60, "our choice: 60 days are enough to open a source again")
PERCENT_DUST: Final = Limit(0.5, "a percentage rounded to a whole number is off by 0.5 at the most")
SCALE_BAR: Final = Limit(0.01, "our choice: a scale bar is right within one hundredth")

# --- fair ---------------------------------------------------------------------------------------

_BALANCE: Final = "fair balance in content and presentation, 21 CFR 202.1(e)(5)(ii)"

HARM_TIME: Final = Limit(0.8, f"{_BALANCE}; four fifths of the time: our choice")
HARM_PACE: Final = Limit(1.1, f"{_BALANCE}; a tenth faster is not heard: our choice")
HARM_TYPE: Final = f"{_BALANCE}: no smaller type"
HARM_BESIDE: Final = f"{_BALANCE}: no benefit without its risk"
BRAND: Final = Limit(1, "our choice: the brand once in words, after the generic name")

# --- fit ----------------------------------------------------------------------------------------

KEY_FRAMES: Final = Limit(2.0, "closed groups of pictures of two seconds: players seek well")
LENGTHS: Final = Limit(0.001, "audio and video of equal length, within a millisecond")
POSTER_SPREAD: Final = Limit(5.0, "our choice: of 255; the poorest real poster has above 20")
POSTER_ONE_COLOR: Final = Limit(0.97, "our choice: a poster is not one color on 97 of 100 pixels")
LOOP_SEAM: Final = Limit(2.0, "our choice: of 255, mean; what encoding alone can change")

# --- beats --------------------------------------------------------------------------------------

LABELS_TOGETHER: Final = Limit(3, "our choice: three labels at once, however shortly they stand together")
LEADER: Final = Limit(560, "our choice: an eye follows a line of half the picture's short side, in px")
LANDS: Final = Limit(2.0, "our choice: CIEDE2000, of which 1 is just seen; a leader ends on more than bare ground")
BAR_WIDTH: Final = Limit(0.35, "our choice: a measure beside things takes at most 0.35 of the picture's width")
QUIET_BAND: Final = Limit(0.05, "our choice: standard deviation of luminance (0-1) behind captions")
BAND_EDGE: Final = Limit(0.6, "art direction: the picture goes to its edge; the share of a row that may be an edge")
SHOWS: Final = Limit(0.005, "our choice: standard deviation of luminance (0-1) of a picture without its words")
STUDENTS_LONGER: Final = Limit(2.0, "our choice: the students' cut is at most twice as long as the patients' may be")

# --- voice --------------------------------------------------------------------------------------

VOICE_PACE: Final = Limit(1.4, "our choice: short words run fast; stillness after them makes up for it")
VOICE_EVEN: Final = Limit(1.0, "EBU R 128, ± 1 LU: two takes are then at most 2 LU apart")
VOICE_PAUSE: Final = Pair(0.3, 0.5, "a breath between sentences, our choice: 0.3 to 0.5 s; people breathe as they like")
VOICE_STEP: Final = Limit(1, "our choice: sound is in step to a sample")
FILM_LOUDNESS: Final = Limit(1.0, "EBU R 128, ± 1 LU, about the -16 LUFS that players on the web ask for")
FILM_PEAK: Final = Limit(-1.5, "EBU R 128 asks for -1 dBTP; half a decibel for whoever encodes it again, our choice")

# --- teaching -----------------------------------------------------------------------------------

_ITEMS: Final = "Haladyna, Downing and Rodriguez, Appl Meas Educ 2002;15:309 (guidelines on writing items)"

QUESTIONS: Final = {
    "patient": Limit(2, "our choice: two questions a clip for patients"),
    "student": Limit(3, "our choice: three questions a clip for students"),
}
ANSWER_LENGTHS: Final = Limit(1.6, f"{_ITEMS}: answers of about the same length; 1.6 times: our choice")
LONGEST_RIGHT: Final = Limit(0.5, f"{_ITEMS}: length gives nothing away; half of the right ones: our choice")
NO_TRICK: Final = f"{_ITEMS}: no negative question, no “all of the above”, no clue by an absolute word"
GOALS: Final = Limit(3, "our choice: a lesson has three goals or more, and as many stops and misconceptions")


def caption_line(shape: str, language: str) -> Limit:
    """Characters that a line of a caption may have."""
    return (CAPTION_LINE_HAN if script_of_language(language) == "han" else CAPTION_LINE)[shape]


def caption_rate(audience: str, language: str) -> Limit:
    """Characters of a caption that an audience reads in a second."""
    return (CAPTION_RATE_HAN if script_of_language(language) == "han" else CAPTION_RATE)[audience]
