"""What was asked for: one immutable object that reaches a clip explicitly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from scenes.script.voice import SilentVoice, Voice

AUDIENCES: Final = ("patient", "student")
SHAPES: Final = ("landscape", "portrait", "square")
#: Where captions stand: in files beside the film, or also in its picture.
CAPTIONS: Final = ("beside", "picture")
#: Degrees by which a picture may be turned to the right, for a screen that is hung upright.
TURNS: Final = (0, 90, 270)


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

    Attributes
    ----------
    film
        Names the clips of the film that this one opens or closes; empty for every clip that stands alone.
    captions
        ``beside`` or ``picture``.
    turned
        Degrees by which the finished picture is turned to the right.
    """

    language: str = "en"
    audience: str = "patient"
    shape: str = "landscape"
    quality: Quality = QUALITIES["hd"]
    voice: Voice = field(default_factory=SilentVoice)
    seed: int = 22
    film: tuple[str, ...] = ()
    captions: str = "beside"
    turned: int = 0

    @property
    def in_picture(self) -> bool:
        """Whether captions stand in the picture."""
        return self.captions == "picture"

    @property
    def suffix(self) -> str:
        """What names of files are given behind the clip's, so that another form of it stands beside them."""
        parts = ("captioned" if self.in_picture else "", f"turned{self.turned}" if self.turned else "")
        return ".".join(filter(None, parts))

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
