"""Pictures to H.264, two seconds at a time.

A *segment* is one closed group of pictures that an encoder of its own makes from nothing else.
Segments can therefore be made in any order and by several processes at once, and joined they
are always the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import av
import numpy as np
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)

from production.renderer import Picture
from scenes.stage.request import Request

SEGMENT_SECONDS: Final = 2

#: H.264 level by pixels on the short side: 4.0 holds 1080p30, 5.1 2160p30, 3.1 our 480p15.
_LEVELS: Final = ((480, "3.1"), (1080, "4.0"), (2160, "5.1"))
#: Highest bit rate (kbit/s) that the level allows in the High profile, with room to spare.
_RATE: Final = {"3.1": 14000, "4.0": 20000, "5.1": 200000}
#: swscale would otherwise convert by BT.601 and round coarsely.
_EXACT: Final = (
    Interpolation.BICUBIC
    | Interpolation.ACCURATE_RND
    | Interpolation.FULL_CHR_H_INP
    | Interpolation.BITEXACT
)


@dataclass(frozen=True)
class VideoForm:
    """What an encoder must know of a film: size in pixels and frames a second."""

    width: int
    height: int
    fps: int

    @classmethod
    def of(cls, request: Request) -> VideoForm:
        """The form that a request asks for."""
        width, height = request.pixels
        return cls(width, height, request.quality.fps)

    @property
    def frames_a_segment(self) -> int:
        """Pictures in a full segment."""
        return SEGMENT_SECONDS * self.fps

    @property
    def level(self) -> str:
        """The lowest of our H.264 levels that holds this size."""
        short = min(self.width, self.height)
        return next((level for side, level in _LEVELS if short <= side), _LEVELS[-1][1])

    def options(self) -> dict[str, str]:
        """Options of the encoder; one thread, so that the bytes never depend on the machine."""
        rate, group = _RATE[self.level], self.frames_a_segment
        special = (
            f"keyint={group}:min-keyint={group}:scenecut=0:open-gop=0:threads=1:rc-lookahead=20:"
            f"vbv-maxrate={rate}:vbv-bufsize={rate}"
        )
        # Without B-frames pictures are stored in the order in which they are shown, and no
        # edit list is needed to start at 0.
        return {
            "preset": "medium",
            "tune": "animation",
            "crf": "18",
            "profile": "high",
            "level": self.level,
            "bf": "0",
            "x264-params": special,
        }

    def describe(self, context: Any) -> None:
        """Set size, rate and color tags on a codec context."""
        context.width, context.height = self.width, self.height
        context.pix_fmt = "yuv420p"
        context.time_base = Fraction(1, self.fps)
        context.framerate = Fraction(self.fps)
        context.color_range = ColorRange.MPEG
        context.colorspace = Colorspace.ITU709
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709


@dataclass(frozen=True)
class Segment:
    """Encoded pictures of one closed group, in order; the first is a key picture."""

    index: int
    packets: tuple[bytes, ...]


class SegmentEncoder:
    """Encodes the pictures of one segment."""

    def __init__(self, form: VideoForm, index: int) -> None:
        self.form, self.index = form, index
        self._context: Any = av.CodecContext.create("libx264", "w")
        form.describe(self._context)
        self._context.options = form.options()
        self._context.thread_count = 1
        self._context.flags |= av.codec.context.Flags.global_header
        self._converter = VideoReformatter()
        self._packets: list[bytes] = []
        self._count = 0
        self._last: tuple[Picture, av.VideoFrame] | None = None

    def add(self, picture: Picture) -> None:
        """Encode one more picture."""
        if self._last is None or self._last[0] is not picture:
            self._last = (picture, self.convert(picture))
        frame = self._last[1]
        frame.pts = self._count
        frame.time_base = self._context.time_base
        self._count += 1
        self._collect(frame)

    def finish(self) -> Segment:
        """The whole segment."""
        self._collect(None)
        return Segment(self.index, tuple(self._packets))

    def convert(self, picture: Picture) -> av.VideoFrame:
        """RGBA (sRGB, full range) to 4:2:0 by BT.709 in limited range."""
        frame = av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(picture), format="rgba")
        return self._converter.reformat(
            frame,
            format="yuv420p",
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            dst_color_primaries=ColorPrimaries.BT709,
            dst_color_trc=ColorTrc.BT709,
            interpolation=_EXACT,
            threads=1,
        )

    def _collect(self, frame: av.VideoFrame | None) -> None:
        self._packets += [bytes(packet) for packet in self._context.encode(frame)]
