"""Pictures to H.264, a few seconds at a time.

A *group* is a closed group of pictures that an encoder of its own makes from nothing else. Groups can
therefore be made in any order, by any number of processes and on any day, and joined they are always
the same bytes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import av
import numpy as np
from av.video.frame import PictureType
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)

from production.plan.form import VideoForm
from production.store.packets import Packets
from scenes.script.errors import FilmError

if TYPE_CHECKING:
    from production.draw.cairo.canvas import Changed
    from production.draw.renderer import Picture

#: swscale rounds chroma coarsely without the second, and as the processor likes without the third. More exact rounding
#: gives the same bytes and takes half as long again.
_EXACT: Final = Interpolation.BICUBIC | Interpolation.FULL_CHR_H_INP | Interpolation.BITEXACT
#: Chroma is mixed from rows about it: so many more are converted, above and below, and left out.
_AROUND: Final = 16
#: So many rows, or a multiple, are converted at once: a converter is made for one size.
_BAND: Final = 64
#: Where more than this share of the rows has changed, all are converted.
_MOST_ROWS: Final = 0.7


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

    def add(self, picture: Picture, changed: Changed | None = None, *, anew: bool = False) -> None:
        """Encode one more picture.

        Parameters
        ----------
        changed
            How it differs from the picture before, if that is known.
        anew
            Whether to encode it without regard to the pictures before.
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
        frame.pict_type = PictureType.I if anew else PictureType.NONE
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
