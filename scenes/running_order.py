"""The clips in story order, and the films that are made of them, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scenes.script.entry import Entry
from scenes.script.joins import Dissolve, Join, Zoom
from scenes.script.voice import pace_of

RUNNING_ORDER: Final[tuple[Entry, ...]] = (
    Entry("leukemia", "", "scenes.leukemia:Leukemia"),
    Entry("drug", "", "scenes.drug:Drug"),
    Entry("binding", "1", "scenes.binding:Binding"),
    Entry("internalization", "2", "scenes.internalization:Internalization"),
    Entry("dna_damage", "3", "scenes.dna_damage:DnaDamage"),
    Entry("treatment", "", "scenes.treatment:Treatment"),
    Entry("transplant_bridge", "4", "scenes.transplant_bridge:TransplantBridge"),
    Entry("evidence", "", "scenes.evidence:Evidence"),
    Entry("eligibility", "", "scenes.eligibility:Eligibility"),
    Entry("safety", "", "scenes.safety:Safety"),
    Entry("outlook", "", "scenes.outlook:Outlook"),
)

#: What a film opens and closes with, in place of the end card of each clip.
OPENING: Final = Entry("opening", "", "scenes.opening:Opening")
CLOSING: Final = Entry("closing", "", "scenes.closing:Closing", closes=True)


# --- films ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cut:
    """A film: some of the clips, in story order.

    Attributes
    ----------
    name
        On the command line, and of the file.
    says
        What it is, for the list of films.
    clips
        Names of its clips; empty for all of them.
    """

    name: str
    says: str
    clips: tuple[str, ...] = ()


CUTS: Final[tuple[Cut, ...]] = (
    Cut("film", "the whole film"),
    Cut("mechanism", "what happens in the cell", ("binding", "internalization", "dna_damage")),
    Cut(
        "patients", "for patients and families: what it is, what it can do and what to watch for",
        ("leukemia", "drug", "treatment", "transplant_bridge", "evidence", "eligibility", "safety"),
    ),
)


# --- how pages and menus show the clips ------------------------------------------------------------


@dataclass(frozen=True)
class Crop:
    """A part of a clip's picture, 16:9, with its subject large and no words: cards and menus show it.

    Attributes
    ----------
    beat
        The beat that it is taken from; the one whose end is the poster if empty.
    at
        When, as a share of that beat.
    left, top, width
        Of the landscape picture's width and height; its height follows from its width.
    """

    beat: str = ""
    at: float = 1.0
    left: float = 0.0
    top: float = 0.0
    width: float = 1.0


CROPS: Final[dict[str, Crop]] = {
    "leukemia": Crop(left=0.27, top=0.31, width=0.46),
    "drug": Crop(left=0.0, top=0.2, width=0.58),
    "binding": Crop("hold", 0.5, 0.3, 0.1, 0.62),
    "internalization": Crop(left=0.52, top=0.345, width=0.34),
    "dna_damage": Crop(left=0.245, top=0.36, width=0.4),
    "treatment": Crop("before", 0.2, 0.12, 0.22, 0.6),
    "transplant_bridge": Crop(left=0.0, top=0.3, width=0.42),
    "evidence": Crop(left=0.28, top=0.375, width=0.38),
    "eligibility": Crop(left=0.42, top=0.2, width=0.5),
    "safety": Crop(left=0.255, top=0.42, width=0.35),
    "outlook": Crop(left=0.03, top=0.2, width=0.48),
}


@dataclass(frozen=True)
class Signs:
    """What to tell a team at once: a beat whose labels name it, and where its pictures stand in the landscape picture.

    Attributes
    ----------
    middle
        Of the pictures, which stand in a column: a share of the picture's width.
    from_the_right
        The same in a language that is read from the right.
    heights
        Of their middles: shares of the picture's height.
    radius
        A share of the picture's width.
    """

    clip: str
    beat: str
    middle: float
    from_the_right: float
    heights: tuple[float, ...]
    radius: float


SIGNS: Final = Signs("safety", "tell", 0.655, 0.924, (0.297, 0.411, 0.525, 0.636, 0.75), 0.029)

#: The clips under headings, in story order; what a heading says stands in ``assets/pages/<language>.toml``.
TOPICS: Final[dict[str, tuple[str, ...]]] = {
    "start": ("leukemia", "drug", "treatment"),
    "cell": ("binding", "internalization", "dna_damage"),
    "talk": ("transplant_bridge", "evidence", "eligibility"),
    "watch": ("safety", "outlook"),
}


# --- how one clip leads into the next -------------------------------------------------------------

#: Joins by the clips that they stand between; any other two dissolve.
JOINS: Final[dict[tuple[str, str], Join]] = {
    # Into one blast of the marrow, to a molecule in the blood beside it.
    ("leukemia", "drug"): Zoom(
        6.0, ((0.73, 0.5), (0.72, 0.55), (0.72, 0.55)), ((0.5, 0.5), (0.5, 0.36), (0.5, 0.42)),
    ),
    # Back from the one molecule to the surface of the cell, over which many drift.
    ("drug", "binding"): Zoom(
        0.34, ((0.5, 0.45), (0.5, 0.42), (0.5, 0.45)), ((0.5, 0.2), (0.5, 0.32), (0.5, 0.2)),
    ),
    ("binding", "internalization"): Zoom(
        1.0, ((0.537, 0.4), (0.436, 0.4), (0.477, 0.4)),
        ((0.619, 0.413), (0.436, 0.413), (0.486, 0.425)), seconds=1.0,
    ),
    ("internalization", "dna_damage"): Zoom(
        2.1, ((0.48, 0.55), (0.48, 0.55), (0.45, 0.55)), ((0.51, 0.5), (0.48, 0.52), (0.53, 0.5)),
    ),
}


def join_between(before: str, after: str) -> Join:
    """How one clip leads into another."""
    return JOINS.get((before, after), Dissolve())


# --- loops for silent screens ----------------------------------------------------------------------

#: The longest loop of one clip, s, in English: whoever looks up sees it from its beginning soon.
LOOP_LONGEST: Final = 60.0
#: How a loop gives way: where beats are left out, and from its end to its beginning, which stands before it moves.
LOOP_WITHIN: Final = Dissolve(0.5)
LOOP_AGAIN: Final = Dissolve(1.0, holds=0.3)


def longest_loop(language: str) -> float:
    """The longest loop of one clip in a language, s: longer where it takes longer to say the same."""
    return LOOP_LONGEST * pace_of(language).longer
