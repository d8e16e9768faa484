"""Frames of drafts that were rendered before: what is in the film's cache plays from there, and nothing is drawn.

They have been through an encoder, and are a little softer than what is drawn: good to play, and never kept as a picture
to stop at.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cache
from io import BytesIO
from typing import Any, Final

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from production.draw.encoder import GroupEncoder
from production.plan.form import VideoForm
from production.plan.piece_names import group
from production.preview.line import Said
from production.store.packets import unpacked
from production.store.pieces import Pieces
from scenes.script.request import QUALITIES, Request

#: So many groups are kept decoded.
_KEPT: Final = 40
_QUALITY: Final = 92


class Drafts:
    """Looks for frames in the cache of this checkout."""

    def __init__(self) -> None:
        self._pieces = Pieces()
        self._groups: OrderedDict[str, list[bytes]] = OrderedDict()

    def get(self, beat: Said, shape: str, fps: int, frame: int) -> bytes | None:
        """A frame of a beat as JPEG; None if no draft of it is there."""
        number, place = divmod(frame - round(beat["start"] * fps), form_of(shape).frames_a_group)
        name = group(beat["picture"], number)
        if name not in self._groups:
            piece = self._pieces.get(name)
            if piece is None:
                return None
            self._groups[name] = decoded(piece, form_of(shape))
            if len(self._groups) > _KEPT:
                self._groups.popitem(last=False)
        pictures = self._groups[name]
        return pictures[place] if place < len(pictures) else None

    def there(self, beat: Said, shape: str, fps: int) -> list[int]:
        """Which frames of a beat are there."""
        first, last = round(beat["start"] * fps), round(beat["end"] * fps)
        long = form_of(shape).frames_a_group
        groups = [i for i in range(-(-(last - first) // long)) if self._pieces.has(group(beat["picture"], i))]
        return [frame for i in groups for frame in range(first + i * long, min(last, first + (i + 1) * long))]


@cache
def form_of(shape: str) -> VideoForm:
    """The form of a draft."""
    return VideoForm.of(Request(shape=shape, quality=QUALITIES["draft"]))


def decoded(piece: bytes, form: VideoForm) -> list[bytes]:
    """The pictures of a group as JPEGs; none if it cannot be read."""
    packets = unpacked(piece)
    decoder: Any = av.CodecContext.create("h264", "r")
    decoder.thread_count = 1
    pictures = []
    try:
        for data in (_header(form) + packets[0], *packets[1:], None):
            pictures += [_jpeg(frame) for frame in decoder.decode(None if data is None else av.Packet(data))]
    except av.error.FFmpegError:
        return []
    return pictures


@cache
def _header(form: VideoForm) -> bytes:
    """Parameter sets, as a decoder needs them before the first packet."""
    encoder = GroupEncoder(form)
    encoder.add(np.zeros((form.height, form.width, 4), np.uint8))
    return encoder.header


def _jpeg(frame: Any) -> bytes:
    packed = BytesIO()
    as_seen = frame.reformat(
        format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
    )
    as_seen.to_image().save(packed, "JPEG", quality=_QUALITY, subsampling=0)
    return packed.getvalue()
