"""What a rule finds, and where."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """What a rule says of the context it looked at; the context knows the rest of the place.

    Attributes
    ----------
    what
        What is wrong, with the numbers that show it.
    do
        What to do about it.
    beat
        The beat it stands in, if it stands in one.
    clip
        The clip, where the rule looks at several.
    warning
        Whether it may stay for now.
    """

    what: str
    do: str
    beat: str = ""
    clip: str = ""
    warning: bool = False


def nothing_to_judge(what: str, beat: str = "") -> Problem:
    """What a rule says that finds nothing of what it judges where there should be some.

    It would else fall silent when a class is renamed, or is drawn in another way.
    """
    return Problem(
        f"there is nothing to judge: {what}",
        "Let the picture show it again, or let the rule find it where it is now.",
        beat,
    )


@dataclass(frozen=True)
class Finding:
    """A problem in its place. An empty place means: wherever one looks.

    Attributes
    ----------
    rule, clip, beat, shape, audience, language
        Which rule, and where it is broken.
    what, do
        What is wrong, and what to do about it.
    warning
        It fails the check only under ``--strict``.
    waived
        Why it may stay, in the words of the waiver; empty where nothing was waived.
    """

    rule: str
    clip: str
    beat: str
    shape: str
    audience: str
    language: str
    what: str
    do: str
    warning: bool = False
    waived: str = ""

    @property
    def place(self) -> str:
        """Where it stands, such as ``binding.dock (patient, portrait)``."""
        spot = ".".join(part for part in (self.clip, self.beat) if part) or "film"
        cut = ", ".join(part for part in (self.audience, self.shape, self.language) if part)
        return f"{spot} ({cut})" if cut else spot

    @property
    def grade(self) -> str:
        """How much it weighs: ``FAIL``, ``warn`` or ``waived``."""
        return "waived" if self.waived else "warn" if self.warning else "FAIL"

    def as_data(self) -> dict[str, Any]:
        """All of it, for a JSON file."""
        return {**asdict(self), "grade": self.grade.lower()}
