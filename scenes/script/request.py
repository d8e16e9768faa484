"""What was asked for: one immutable object that reaches a clip explicitly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from scenes.script.voice import SilentVoice, Voice

AUDIENCES: Final = ("patient", "student")
SHAPES: Final = ("landscape", "portrait", "square")


@dataclass(frozen=True)
class Quality:
    """Size and frame rate of a rendering.

    Attributes
    ----------
    short_side
        Pixels on the short side of the picture, in every shape.
    fps
        Frames a second.
    """

    name: str
    short_side: int
    fps: int


QUALITIES: Final = {
    "draft": Quality("draft", 480, 15),
    "hd": Quality("hd", 1080, 30),
    "uhd": Quality("uhd", 2160, 30),
}

#: Long side over short side of the picture.
ASPECT: Final = {"landscape": 16 / 9, "portrait": 16 / 9, "square": 1.0}


@dataclass(frozen=True)
class Request:
    """One rendering of one clip: language, audience, shape, quality, voice and seed.

    ``film`` names the clips of the film that this one opens or closes; it is empty for every
    clip that stands alone.
    """

    language: str = "en"
    audience: str = "patient"
    shape: str = "landscape"
    quality: Quality = QUALITIES["hd"]
    voice: Voice = field(default_factory=SilentVoice)
    seed: int = 22
    film: tuple[str, ...] = ()

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in pixels, both even (the encoder needs it)."""
        short = self.quality.short_side
        long = 2 * round(short * ASPECT[self.shape] / 2)
        return (short, long) if self.shape == "portrait" else (long, short)

    @property
    def student(self) -> bool:
        """Whether this is the student cut (full crowd, extra beats, formulas)."""
        return self.audience == "student"
