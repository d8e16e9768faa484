"""Captions in the picture: drawn with its frames, in the band at its foot that is kept free for them.

They lie over the scene, and are no part of it: a clip knows nothing of them, and decides nothing by them. A caption is
one thing from its first frame to its last, so that frames which look the same are still known to be the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from manim import Mobject, RoundedRectangle, Scene, VGroup

from scenes.script.cue import Cue
from scenes.stage.clip import Clip
from scenes.stage.layout import Box, Zones, u
from scenes.stage.style import INK, PAPER_CARD
from scenes.stage.words import CAP_HEIGHT, Words, width_px

#: From one baseline to the next, and from the outermost lines of letters to the plate's edges above and below: em.
_LEADING: Final = 1.16
_ABOVE: Final = 0.38
#: From the longest line to the plate's edges beside it, px.
_BESIDE: Final = 38.0
_CORNER: Final = 18.0
#: The middle of the plate in an upright picture, px: below it nothing is cut off by a frame about the screen.
_UPRIGHT_MIDDLE: Final = 1720.0
#: Captions that are so far apart, s, are told by one plate: it does not blink between them.
_CHAINED: Final = 0.1
#: Half a frame at the highest rate: times are told as fractions, s.
_DUST: Final = 1 / 120
#: Above all that a clip shows.
_TOP: Final = 1000


class CaptionPlate(VGroup):
    """An opaque plate with the lines of a caption.

    Attributes
    ----------
    box
        Where it lies, stage px.
    size
        Em height of its letters, stage px.
    words
        Its lines; without them it is the plate alone.
    """

    def __init__(self, lines: Sequence[str], zones: Zones) -> None:
        super().__init__()
        self.size = zones.type.picture_caption
        self.box = plate_box(lines, zones)
        width, height = self.box.width, self.box.height
        plate = RoundedRectangle(corner_radius=u(_CORNER), width=u(width), height=u(height), stroke_width=0)
        plate.set_fill(PAPER_CARD, 1)
        plate.move_to(zones.point(*self.box.center))
        first = self.box.top + (_ABOVE + CAP_HEIGHT) * self.size
        self.words = [
            Words(line, self.size, INK, "bold").at_baseline(
                zones.point(self.box.center[0], first + i * _LEADING * self.size), 0.5
            )
            for i, line in enumerate(lines)
        ]
        self.empty = VGroup(plate)
        self.add(plate, *self.words)
        for member in self.get_family():
            member.set_z_index(_TOP)


def plate_box(lines: Sequence[str], zones: Zones) -> Box:
    """Where the plate of a caption lies, stage px."""
    size = zones.type.picture_caption
    height = ((len(lines) - 1) * _LEADING + CAP_HEIGHT + 2 * _ABOVE) * size
    width = max(width_px(line, size, "bold") for line in lines) + 2 * _BESIDE
    x = zones.frame.width / 2
    y = zones.pick(zones.caption.center[1], _UPRIGHT_MIDDLE, zones.caption.center[1])
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


class CaptionLayer:
    """The captions of a clip over its frames.

    Parameters
    ----------
    cues
        By beat; times from its first word, s.
    """

    def __init__(self, cues: Mapping[str, Sequence[Cue]]) -> None:
        self.cues = cues
        self._plates: dict[Cue, CaptionPlate] = {}

    def __call__(self, clip: Scene, time: float) -> Sequence[Mobject]:
        """What lies over the frame at a time of the clip, s."""
        assert isinstance(clip, Clip)
        if clip.playing is None:
            return ()
        said = time - clip.playing.narration_start
        cues = self.cues.get(clip.playing.script.name, ())
        for cue, following in zip(cues, [*cues[1:], None], strict=True):
            if cue.start - _DUST <= said < cue.end - _DUST:
                return (self._plate(cue, clip.zones),)
            chained = following is not None and following.start - cue.end < _CHAINED
            if following and chained and cue.end - _DUST <= said < following.start - _DUST:
                return (self._plate(cue, clip.zones).empty,)
        return ()

    def _plate(self, cue: Cue, zones: Zones) -> CaptionPlate:
        if cue not in self._plates:
            self._plates[cue] = CaptionPlate(cue.lines, zones)
        return self._plates[cue]
