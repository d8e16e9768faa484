"""Every number the film is held to, once, with where it comes from.

``our choice`` means that a number is this project's own, for the reason given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


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
CAPTION_SHORTEST: Final = Limit(1.0, f"{_GUIDES}: one second at the least")
CAPTION_LONGEST: Final = Limit(6.0, f"{_GUIDES}: six seconds at the most")
#: Frames of 1/30 s: captions keep to that grid whatever the film's own rate.
FRAME: Final = 1 / 30
CAPTION_GAP: Final = Limit(2, f"{_GUIDES}: two frames between captions that follow each other")
CAPTION_SYNC: Final = Limit(3, f"{_GUIDES}: within three frames of the voice")
CAPTION_BREAK: Final = (
    f"{_GUIDES}: never between a number and its unit or an article and its noun"
)

# --- plain words --------------------------------------------------------------------------------

_GOV_UK: Final = "GOV.UK, Sentence length: why 25 words is our limit (2014)"

GRADE: Final = {
    "patient": Pair(6, 8, "AMA: grade 6, NIH: grade 8 (in Rooney et al., J Patient Exp 2021)"),
    "student": Pair(13, 15, "our choice: first year of college, never above the third"),
}
SENTENCE: Final = {
    "patient": Pair(15, 20, f"{_GOV_UK}: at 14 words nine tenths is understood; 21 are hard"),
    "student": Pair(25, 28, f"{_GOV_UK}: difficult from 25 words on, very difficult from 29"),
}
PASSIVE_SHARE: Final = {
    "patient": Limit(0.25, "plain-language guides ask for the active voice; a quarter: our choice"),
    "student": Limit(0.40, "as for patients; the passive is usual in papers: our choice"),
}
WORDS_A_MINUTE: Final = {
    "patient": Limit(150, "our choice: the calm end of what narrators do"),
    "student": Limit(160, "our choice: a little above that of patients"),
}

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
SHOWS: Final = Limit(0.005, "our choice: standard deviation of luminance (0-1) of a picture without its words")
STUDENTS_LONGER: Final = Limit(2.0, "our choice: the students' cut is at most twice as long as the patients' may be")
