"""One caption: what stands in it, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Cue:
    """One caption: its lines, and when it stands (s)."""

    lines: tuple[str, ...]
    start: float
    end: float

    @property
    def text(self) -> str:
        """The words, as said."""
        return " ".join(self.lines)

    @property
    def rate(self) -> float:
        """Characters to be read in a second."""
        return len(self.text) / (self.end - self.start)

    def later(self, by: float) -> Cue:
        """The same caption, ``by`` s later."""
        return replace(self, start=self.start + by, end=self.end + by)
