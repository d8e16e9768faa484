"""The pictures between two clips of a film: how one gives way to the next.

Clips are drawn by themselves; a join is made of their finished pictures. It begins with the picture at which the one
is left (whose words fade first) and ends with the first picture of the other, so that neither color nor place jumps
where two files meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

import numpy as np
from PIL import Image

from production.draw.encoder import GroupEncoder
from production.draw.picture import Picture, from_png, turned
from production.plan.form import VideoForm
from production.plan.task import Drew, GaveUpError, Keeper, Made, Told
from production.store.packets import packed
from scenes.script.joins import Join, Zoom, frames_of, held_of
from scenes.script.request import SHAPES, Request
from scenes.stage.motion import ease

#: Share of a zoom in which the words of the first picture fade, before anything moves.
_WORDS_FADE: Final = 0.2
#: Between these shares of the movement one picture gives way to the other.
_GIVES_WAY: Final = (0.2, 0.8)
#: Width of the soft edge of a picture that does not fill the frame, in shares of its short side.
_SOFT: Final = 0.16

#: So many rows are mixed at once.
_BAND: Final = 64
#: Pictures at this scale or a larger one may have to fill the frame.
_FILLS: Final = 0.7


@dataclass(frozen=True)
class Leaves:
    """How a clip ends in a film.

    Attributes
    ----------
    last, bare
        Its picture at the end of its last beat but the end card, and the same without title, labels and marks.
    """

    last: Picture
    bare: Picture


@dataclass(frozen=True)
class DrawJoin:
    """The pictures between two clips, as a process is asked for them.

    Attributes
    ----------
    clip
        Name of the clip that it leads to.
    last, bare, first
        Pictures of the two clips, as PNG files.
    groups
        Names of the groups of pictures to be made.
    """

    clip: str
    join: Join
    request: Request
    last: bytes
    bare: bytes
    first: bytes
    groups: Sequence[str]

    def do(self, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> None:
        """Draw, encode and keep them, never more than one at a time in memory."""
        form = VideoForm.of(self.request)
        leaves = Leaves(from_png(self.last), from_png(self.bare))
        pictures = join_pictures(self.join, leaves, from_png(self.first), self.request)
        left, held = frames_of(self.join, form.fps), held_of(self.join, form.fps)
        for name in self.groups:
            encoder, count = GroupEncoder(form), min(form.frames_a_group, left)
            for number in range(count):
                if not wanted():
                    raise GaveUpError
                picture = next(pictures)
                # What is held is encoded from nothing, as the picture that follows it is: the two are then alike.
                anew = left - number == held
                encoder.add(turned(picture, self.request.turned) if self.request.turned else picture, anew=anew)
                tell(Drew(1))
            piece = packed(encoder.finish())
            tell(Made(name, None if keep.put(name, piece) else piece))
            left -= count


# --- from one picture to the other ----------------------------------------------------------------


def join_pictures(join: Join, before: Leaves, first: Picture, request: Request) -> Iterator[Picture]:
    """The pictures of a join, in order.

    They lie between the last picture of the one clip and the first of the other, and repeat
    neither of them, unless the join holds the other.
    """
    held = held_of(join, request.quality.fps)
    count = frames_of(join, request.quality.fps) - held
    for number in range(1, count + 1):
        share = number / (count + 1)
        if isinstance(join, Zoom):
            yield _zoomed(join, before, first, share, SHAPES.index(request.shape))
        else:
            yield _mixed(before.last, first, ease(share, 0, 1))
    yield from repeat(first, held)


def _mixed(one: Picture, other: Picture, share: float | np.ndarray) -> Picture:
    """``one`` with ``share`` (0-1; a number, or one for each pixel) of ``other``."""
    mixed, shares = np.empty_like(one), np.asarray(share, np.float32)
    # A band at a time: a whole picture in floating point takes four times its memory, several times over.
    for top in range(0, len(one), _BAND):
        rows = slice(top, top + _BAND)
        part = one[rows] + (other[rows].astype(np.float32) - one[rows]) * (shares[rows] if shares.ndim else shares)
        mixed[rows] = np.round(part)
    return mixed


def _zoomed(zoom: Zoom, before: Leaves, first: Picture, share: float, shape: int) -> Picture:
    moved = ease(share, _WORDS_FADE, 1 - _WORDS_FADE)
    if share < _WORDS_FADE:
        return _mixed(before.last, before.bare, ease(share, 0, _WORDS_FADE))
    height, width = before.last.shape[:2]
    leaves, enters = (np.array(places[shape]) * (width, height) for places in (zoom.leaves, zoom.enters))
    meet = leaves + (enters - leaves) * moved
    grown = zoom.times**moved
    going = _placed(before.bare, grown, leaves, meet)
    coming = _placed(first, grown / zoom.times, enters, meet)
    gives_way = ease(moved, _GIVES_WAY[0], _GIVES_WAY[1] - _GIVES_WAY[0])
    # The larger picture fills the frame; the smaller one lies on it, with a soft edge that is
    # gone by the time (or as long as) it fills the frame as well.
    inward = zoom.times > 1
    ground, on_it = (going, coming) if inward else (coming, going)
    small, at = (grown / zoom.times, enters) if inward else (grown, leaves)
    edge = _placed(_soft_edge(width, height), small, at, meet, "L")
    full = moved if inward else 1 - moved
    seen = edge.astype(np.float32)[..., None] / np.float32(255)
    seen = seen + (1 - seen) * (1.0 if zoom.times == 1 else ease(full, 0.9, 0.1))
    return _mixed(ground, on_it, seen * (gives_way if inward else 1 - gives_way))


def _placed(
    picture: np.ndarray, scale: float, at: np.ndarray, to: np.ndarray, mode: str = "RGBA"
) -> np.ndarray:
    """A picture at ``scale``, its place ``at`` (px) laid on the place ``to`` of the frame."""
    height, width = picture.shape[:2]
    x, y = at - to / scale
    if scale >= _FILLS and mode == "RGBA":
        # Where the frame reaches past the picture, the picture's own edge goes on.
        beside = [max(0, int(np.ceil(-x))), max(0, int(np.ceil(x + width / scale - width)))]
        above = [max(0, int(np.ceil(-y))), max(0, int(np.ceil(y + height / scale - height)))]
        picture = np.pad(picture, (above, beside, (0, 0)), "edge")
        x, y = x + beside[0], y + above[0]
    image = Image.fromarray(np.ascontiguousarray(picture), mode)
    moved = image.transform(
        (width, height), Image.Transform.AFFINE, (1 / scale, 0, x, 0, 1 / scale, y),
        Image.Resampling.BICUBIC,
    )
    return np.asarray(moved)


def _soft_edge(width: int, height: int) -> np.ndarray:
    """A mask, 255 within and falling to 0 at the frame's edge."""
    soft = _SOFT * min(width, height)
    across = np.clip(np.minimum(np.arange(width), np.arange(width)[::-1]) / soft, 0, 1)
    down = np.clip(np.minimum(np.arange(height), np.arange(height)[::-1]) / soft, 0, 1)
    edge = across[None, :] * down[:, None]
    return np.asarray(255 * edge * edge * (3 - 2 * edge), np.uint8)
