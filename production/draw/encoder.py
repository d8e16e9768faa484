"""Pictures to H.264, a few seconds at a time.

A *group* is a closed group of pictures that an encoder of its own makes from nothing else. Groups can
therefore be made in any order, by any number of processes and on any day, and joined they are always
the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

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

from production.store.packets import Packets
from scenes.script.errors import FilmError
from scenes.script.request import Request

if TYPE_CHECKING:
    from production.draw.cairo.canvas import Changed
    from production.draw.renderer import Picture

#: The longest group, s.
_GROUP_SECONDS: Final = 2
#: The longest group of a draft, frames: short, for whoever waits for one beat of it has all processes share in that.
_DRAFT_GROUP: Final = 8
#: Films with so many frames a second, or fewer, are drafts.
_DRAFT_FPS: Final = 15

#: H.264 level by pixels on the short side: 4.0 holds 1080p30, 5.1 2160p30, 3.1 our 480p15.
_LEVELS: Final = ((480, "3.1"), (1080, "4.0"), (2160, "5.1"))
#: Highest bit rate (kbit/s) that the level allows in the High profile, with room to spare.
_RATE: Final = {"3.1": 14000, "4.0": 20000, "5.1": 200000}
#: swscale rounds chroma coarsely without the second, and as the processor likes without the third. More exact rounding
#: gives the same bytes and takes half as long again.
_EXACT: Final = Interpolation.BICUBIC | Interpolation.FULL_CHR_H_INP | Interpolation.BITEXACT
#: Chroma is mixed from rows about it: so many more are converted, above and below, and left out.
_AROUND: Final = 16
#: So many rows, or a multiple, are converted at once: a converter is made for one size.
_BAND: Final = 64
#: Where more than this share of the rows has changed, all are converted.
_MOST_ROWS: Final = 0.7


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
    def frames_a_group(self) -> int:
        """Pictures in a full group."""
        return _GROUP_SECONDS * self.fps if self.fps > _DRAFT_FPS else _DRAFT_GROUP

    @property
    def level(self) -> str:
        """The lowest of our H.264 levels that holds this size."""
        short = min(self.width, self.height)
        return next((level for side, level in _LEVELS if short <= side), _LEVELS[-1][1])

    def options(self) -> dict[str, str]:
        """Options of the encoder: one thread, one way of computing, so that bytes never depend on the machine."""
        rate, group = _RATE[self.level], self.frames_a_group
        special = (
            f"keyint={group}:min-keyint={group}:scenecut=0:open-gop=0:threads=1:rc-lookahead=5:subme=1:"
            # Without the last, x264 (core 165) with AVX-512 looks, where a picture is no multiple of 128 px wide, at
            # memory that it has not written, and its bits depend on the make of the processor as well.
            f"vbv-maxrate={rate}:vbv-bufsize={rate}:cpu-independent=1"
        )
        # Without B-frames pictures are stored in the order in which they are shown, and no
        # edit list is needed to start at 0. The rest by measurement on busy stretches of four clips at 1080p:
        # SSIM 0.9926 or more against the pictures, a fifth smaller than with Manim's settings (medium, CRF 23), and
        # 12 ms a picture instead of 40.
        return {
            "preset": "veryfast",
            "crf": "24",
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


@lru_cache(maxsize=24)
def _converter(height: int, width: int) -> VideoReformatter:
    """One for pictures of a size: making it takes as long as converting some hundred rows."""
    del height, width
    return VideoReformatter()


class GroupEncoder:
    """Encodes the pictures of one group."""

    def __init__(self, form: VideoForm) -> None:
        self.form = form
        self._context: Any = av.CodecContext.create("libx264", "w")
        form.describe(self._context)
        self._context.options = form.options()
        self._context.thread_count = 1
        self._context.flags |= av.codec.context.Flags.global_header
        self._packets: list[bytes] = []
        self._count = 0
        self._last: tuple[Picture, av.VideoFrame] | None = None
        self._version: int | None = None

    def add(self, picture: Picture, changed: Changed | None = None) -> None:
        """Encode one more picture.

        Parameters
        ----------
        changed
            How it differs from the picture before, if that is known.
        """
        if self._last is None or self._last[0] is not picture:
            follows = changed is not None and self._version is not None and changed.version == self._version + 1
            if self._last is not None and changed is not None and follows:
                frame = self._converted_again(self._last[1], picture, changed)
            else:
                frame = self.convert(picture)
            self._last = (picture, frame)
        self._version = None if changed is None else changed.version
        frame = self._last[1]
        frame.pts = self._count
        frame.time_base = self._context.time_base
        self._count += 1
        self._collect(frame)

    def finish(self) -> Packets:
        """The whole group."""
        self._collect(None)
        return tuple(self._packets)

    @property
    def header(self) -> bytes:
        """Parameter sets, as a decoder needs them before the first packet."""
        return bytes(self._context.extradata)

    def convert(self, picture: Picture) -> av.VideoFrame:
        """RGBA (sRGB, full range) to 4:2:0 by BT.709 in limited range."""
        frame = av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(picture), format="rgba")
        return _converter(*picture.shape[:2]).reformat(
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

    def _converted_again(self, frame: av.VideoFrame, picture: Picture, changed: Changed) -> av.VideoFrame:
        """The frame of the picture before, with the rows that have changed converted anew."""
        height = self.form.height
        rows = -(-(changed.bottom - changed.top + 2 * _AROUND + 2) // _BAND) * _BAND
        if rows > _MOST_ROWS * height:
            return self.convert(picture)
        top = min(max(changed.top - _AROUND, 0), height - rows) // 2 * 2
        first, last = changed.top // 2 * 2, min(-(-changed.bottom // 2) * 2, height)
        # A row's chroma reaches as far as its neighbors' does.
        first, last = max(first - _AROUND // 2, 0), min(last + _AROUND // 2, height)
        band = self.convert(picture[top : top + rows])
        frame.make_writable()
        for plane, part, step in zip(frame.planes, band.planes, (1, 2, 2), strict=True):
            old, new = (np.frombuffer(memoryview(p), np.uint8).reshape(-1, p.line_size) for p in (plane, part))
            rows_now = new[(first - top) // step : (last - top) // step, : part.width]
            old[first // step : last // step, : plane.width] = rows_now
        return frame

    def _collect(self, frame: av.VideoFrame | None) -> None:
        self._packets += [bytes(packet) for packet in self._context.encode(frame)]


def check_group(packets: Packets, header: bytes) -> None:
    """Decode a group, and count its pictures.

    Raises
    ------
    FilmError
        It cannot be decoded, or not to as many pictures as there are packets.
    """
    decoder: Any = av.CodecContext.create("h264", "r")
    decoder.thread_count = 1
    decoder.options = {"skip_loop_filter": "all"}  # smoothing blocks cannot fail, and takes a quarter of the time
    try:
        found = 0
        for data in (header + packets[0], *packets[1:], None):
            found += len(decoder.decode(None if data is None else av.Packet(data)))
    except av.error.FFmpegError as error:
        raise FilmError(f"what was encoded cannot be decoded: {error}") from error
    if found != len(packets):
        raise FilmError(f"{len(packets)} pictures were encoded, and {found} decoded")
