"""The clips in story order, and the films that are made of them, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """One clip of the film.

    Attributes
    ----------
    name
        Key of the clip in the script, in file names and on the command line.
    number
        Its step in the treatment, as shown in its title; empty where the title is a question.
    target
        Where its class stands: ``module:Class``.
    """

    name: str
    number: str
    target: str


RUNNING_ORDER: Final[tuple[Entry, ...]] = (
    Entry("leukemia", "", "scenes.leukemia:Leukemia"),
    Entry("drug", "", "scenes.drug:Drug"),
    Entry("binding", "1", "scenes.binding:Binding"),
    Entry("internalization", "2", "scenes.internalization:Internalization"),
    Entry("dna_damage", "3", "scenes.dna_damage:DnaDamage"),
    Entry("transplant_bridge", "4", "scenes.transplant_bridge:TransplantBridge"),
    Entry("evidence", "", "scenes.evidence:Evidence"),
    Entry("eligibility", "", "scenes.eligibility:Eligibility"),
    Entry("safety", "", "scenes.safety:Safety"),
    Entry("outlook", "", "scenes.outlook:Outlook"),
)

#: What a film opens and closes with, in place of the end card of each clip.
OPENING: Final = Entry("opening", "", "scenes.opening:Opening")
CLOSING: Final = Entry("closing", "", "scenes.closing:Closing")


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
        ("leukemia", "drug", "transplant_bridge", "evidence", "eligibility", "safety"),
    ),
)


def in_a_film(entry: Entry, beats: Sequence[T]) -> Sequence[T]:
    """The beats of a clip that a film shows: all but the end card, which only its close keeps."""
    return beats if entry == CLOSING else beats[:-1]


# --- how one clip leads into the next -------------------------------------------------------------

Share = tuple[float, float]
"""A place in the picture, as shares of its width and height from the upper left corner."""


@dataclass(frozen=True)
class GoesOn:
    """The next clip begins with the very picture that this one ends with."""


@dataclass(frozen=True)
class Dissolve:
    """One picture gives way to the next where it stands."""

    seconds: float = 0.8


@dataclass(frozen=True)
class Zoom:
    """A change of scale that is seen: the picture grows or shrinks into the next.

    At one and the same scale (``times`` is 1) the picture slides until they meet.

    Attributes
    ----------
    times
        How many times larger the next picture shows things (below 1: smaller).
    leaves, enters
        The place where they meet, in the picture that goes and in the one that comes: for
        landscape, portrait and square.
    """

    times: float
    leaves: tuple[Share, Share, Share]
    enters: tuple[Share, Share, Share]
    seconds: float = 1.6


Join = GoesOn | Dissolve | Zoom

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
    # The marrow becomes what a disc on the bridge shows of it.
    ("dna_damage", "transplant_bridge"): Zoom(
        0.15, ((0.5, 0.5), (0.5, 0.45), (0.5, 0.5)), ((0.073, 0.46), (0.16, 0.25), (0.14, 0.29)),
    ),
}


def join_between(before: str, after: str) -> Join:
    """How one clip leads into another."""
    return JOINS.get((before, after), Dissolve())
