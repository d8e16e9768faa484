"""The pictures between two clips of a film: how one gives way to the next.

Clips are drawn by themselves; a join is made of their finished pictures. It begins with the last
picture of the one (whose words fade first) and ends with the first picture of the other, so that
neither color nor place jumps where two files meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
from manim import Mobject, VMobject
from manim.utils.exceptions import EndSceneEarlyException
from PIL import Image

from production.draw.renderer import FilmRenderer, Picture
from production.draw.walk import staged
from scenes.running_order import Dissolve, Entry, Join, Zoom
from scenes.script.request import SHAPES, Request
from scenes.stage.clip import Clip
from scenes.stage.furniture import Marks, Title
from scenes.stage.labels import Label
from scenes.stage.motion import ease

#: Share of a zoom in which the words of the first picture fade, before anything moves.
_WORDS_FADE: Final = 0.2
#: Between these shares of the movement one picture gives way to the other.
_GIVES_WAY: Final = (0.2, 0.8)
#: Width of the soft edge of a picture that does not fill the frame, in shares of its short side.
_SOFT: Final = 0.16

#: Pictures at this scale or a larger one may have to fill the frame.
_FILLS: Final = 0.7


@dataclass(frozen=True)
class Leaves:
    """How a clip ends in a film.

    Attributes
    ----------
    last, bare
        Its last picture before the end card, and the same without title, labels and marks.
    """

    last: Picture
    bare: Picture


def first_of(entry: Entry, request: Request) -> Picture:
    """The first picture of a clip."""
    taker = _Taker(0)
    with staged(entry, request, taker) as walk:
        walk.go()
    return taker.pictures[0]


def leaves_of(entry: Entry, request: Request, frames: int) -> Leaves:
    """Draw the last of the ``frames`` that a film shows of a clip."""
    taker = _BareTaker(frames - 1)
    with staged(entry, request, taker) as walk:
        taker.clip, taker.renderer = walk.clip, walk.renderer
        walk.go()
    return Leaves(*taker.pictures)


class _Taker:
    """Takes one picture of a clip, and ends it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.pictures: list[Picture] = []

    def wants(self, index: int) -> bool:
        return index == self.number

    def take(self, index: int, picture: Picture) -> None:
        del index
        self.pictures.append(picture)
        self.and_then()
        raise EndSceneEarlyException

    def and_then(self) -> None:
        """Whatever is to be drawn besides."""


class _BareTaker(_Taker):
    """Takes one picture of a clip, with its words and without."""

    clip: Clip
    renderer: FilmRenderer

    def and_then(self) -> None:
        with _unseen([m for m in self.clip.mobjects if isinstance(m, (Label, Marks, Title))]):
            self.pictures.append(self.renderer.picture(self.clip))


@contextmanager
def _unseen(mobjects: list[Mobject]) -> Iterator[None]:
    """Make things clear, and bring them back as they were."""
    members = [
        member for mobject in mobjects for member in mobject.get_family()
        if isinstance(member, VMobject) and len(member.points)
    ]
    kept = [(member.fill_rgbas, member.stroke_rgbas) for member in members]
    for member in members:
        member.fill_rgbas = member.fill_rgbas * [1, 1, 1, 0]
        member.stroke_rgbas = member.stroke_rgbas * [1, 1, 1, 0]
    yield
    for member, (fills, strokes) in zip(members, kept, strict=True):
        member.fill_rgbas, member.stroke_rgbas = fills, strokes


# --- from one picture to the other ----------------------------------------------------------------


def length_of(join: Join, fps: int) -> int:
    """Pictures that a join takes."""
    return round(join.seconds * fps) if isinstance(join, (Dissolve, Zoom)) else 0


def join_pictures(join: Join, before: Leaves, first: Picture, request: Request) -> Iterator[Picture]:
    """The pictures of a join, in order.

    They lie between the last picture of the one clip and the first of the other, and repeat
    neither of them.
    """
    count = length_of(join, request.quality.fps)
    for number in range(1, count + 1):
        share = number / (count + 1)
        if isinstance(join, Zoom):
            yield _zoomed(join, before, first, share, SHAPES.index(request.shape))
        else:
            yield _mixed(before.last, first, ease(share, 0, 1))


def _mixed(one: Picture, other: Picture, share: float | np.ndarray) -> Picture:
    """``one`` with ``share`` (0-1; a number, or one for each pixel) of ``other``."""
    mixed = one + (other.astype(np.float32) - one) * np.float32(share)
    return np.asarray(np.round(mixed), np.uint8)


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
    seen = edge.astype(np.float32)[..., None] / 255
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
