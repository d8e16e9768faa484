"""Captions in the picture: drawn with its frames, in the band at its foot that is kept free for them.

They lie over the scene, and are no part of it: a clip knows nothing of them, and decides nothing by them. A caption is
one thing from its first frame to its last, so that frames which look the same are still known to be the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from manim import Mobject, RoundedRectangle, Scene, VGroup

from scenes.script.cue import Cue, in_picture
from scenes.script.language.typography import directed, measures
from scenes.stage.clip import Clip
from scenes.stage.layout import Box, Zones, u
from scenes.stage.style import INK, PAPER_CARD
from scenes.stage.words import Words, width_px

#: From one baseline to the next, and from the outermost lines of letters to the plate's edges above and below: em.
_LEADING: Final = 1.16
_ABOVE: Final = 0.38
#: From where the letters of the last line end to the plate's lower edge, at the least: em.
_BELOW: Final = 0.13
#: From the longest line to the plate's edges beside it, px.
_BESIDE: Final = 38.0
_CORNER: Final = 18.0
#: The middle of the plate in an upright picture, px: below it nothing is cut off by a frame about the screen.
_UPRIGHT_MIDDLE: Final = 1720.0
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
        lines, tall = directed(lines), max(map(measures, lines), key=lambda found: found.above)
        ems = max(width_px(line, 1, "bold") for line in lines)
        # A single word may be longer than a line.
        self.size = min(zones.type.picture_caption, zones.safe.width / ems)
        width = ems * self.size + 2 * _BESIDE
        height = ((len(lines) - 1) * _LEADING * tall.leading + tall.above + 2 * _ABOVE) * self.size
        middle = zones.frame.width / 2, zones.pick(zones.caption.center[1], _UPRIGHT_MIDDLE, zones.caption.center[1])
        self.box = Box(middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)
        plate = RoundedRectangle(corner_radius=u(_CORNER), width=u(width), height=u(height), stroke_width=0)
        plate.set_fill(PAPER_CARD, 1)
        plate.move_to(zones.point(*middle))
        # Letters that reach far down stay on the plate: these lines stand higher on it.
        first = self.box.bottom - max(_ABOVE, tall.below + _BELOW) * self.size
        first -= (len(lines) - 1) * _LEADING * tall.leading * self.size
        self.words = [
            Words(line, self.size, INK, "bold").at_baseline(
                zones.point(middle[0], first + i * _LEADING * tall.leading * self.size), 0.5
            )
            for i, line in enumerate(lines)
        ]
        self.add(plate, *self.words)
        for member in self.get_family():
            member.set_z_index(_TOP)


class CaptionLayer:
    """The captions of a clip over its frames.

    Parameters
    ----------
    cues
        By beat; times from its first word, s.
    """

    def __init__(self, cues: Mapping[str, Sequence[Cue]]) -> None:
        self.cues = {beat: in_picture(told) for beat, told in cues.items()}
        self._plates: dict[Cue, CaptionPlate] = {}

    def __call__(self, clip: Scene, time: float) -> Sequence[Mobject]:
        """What lies over the frame at a time of the clip, s."""
        assert isinstance(clip, Clip)
        if clip.playing is None:
            return ()
        said = time - clip.playing.narration_start
        standing = [
            cue for cue in self.cues.get(clip.playing.script.name, ()) if cue.start - _DUST <= said < cue.end - _DUST
        ]
        return [self._plate(cue, clip.zones) for cue in standing]

    def _plate(self, cue: Cue, zones: Zones) -> CaptionPlate:
        if cue not in self._plates:
            self._plates[cue] = CaptionPlate(cue.lines, zones)
        return self._plates[cue]
