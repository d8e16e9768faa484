"""The clips in story order, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


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
)
