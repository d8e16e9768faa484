"""Single pictures of a clip: stills of beats, and contact sheets for reviewing motion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from manim.utils.exceptions import EndSceneEarlyException
from PIL import Image, ImageDraw

from production.draw.picture import Picture, image
from production.draw.walk import staged, story_of
from production.plan.names import unknown
from production.stills.typeface import typeface
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.request import Quality, Request
from scenes.script.story import BeatRecord, Story
from scenes.stage.style import INK, PAPER

#: Short side of a frame on a contact sheet, px, and the frame rate its times go by.
_TILE = Quality("tile", 270, 30)
#: All frames of a sheet together: about 3 GB of memory while they are put together, px.
_MOST_PX = 3e8
_GAP = 12
_LINE = 22


def beat_stills(
    entry: Entry, request: Request, beats: tuple[str, ...] = ()
) -> list[tuple[BeatRecord, Picture]]:
    """The last frame of each of these beats (or of all), without the frames before it.

    Raises
    ------
    UnknownNameError
        The clip has no beat of this name for this audience.
    """
    stills: list[tuple[BeatRecord, Picture]] = []
    passed: list[str] = []

    def at_end(record: BeatRecord) -> None:
        passed.append(record.name)
        if not beats or record.name in beats:
            stills.append((record, walk.renderer.picture(walk.clip)))
        if beats and len(stills) == len(beats):
            raise EndSceneEarlyException

    with staged(entry, request, on_beat_end=at_end) as walk:
        walk.go()
    for name in beats:
        if name not in passed:
            raise unknown(f"beat of {entry.name}", name, passed)
    return stills


@dataclass(frozen=True)
class Span:
    """Which frames a contact sheet shows.

    Attributes
    ----------
    every
        Seconds between two frames of the sheet; 0 takes each frame.
    start, end
        First and last time, s; an ``end`` of None is the clip's end.
    """

    every: float = 2.0
    start: float = 0.0
    end: float | None = None

    def of_beat(self, beat: BeatRecord) -> Span:
        """The same spacing, within one beat."""
        return replace(self, start=beat.start, end=beat.end)


class SheetFrames:
    """Takes the frames of a span.

    Attributes
    ----------
    taken
        Frame numbers and pictures, in order.
    """

    def __init__(self, span: Span, fps: int) -> None:
        self.step = max(1, round(span.every * fps))
        self.first = round(span.start * fps)
        self.last = None if span.end is None else ceil(span.end * fps) - 1
        self.taken: list[tuple[int, Picture]] = []

    def wants(self, index: int) -> bool:
        """Whether the frame lies in the span and on its grid."""
        if index < self.first or (self.last is not None and index > self.last):
            return False
        return (index - self.first) % self.step == 0

    def take(self, index: int, picture: Picture) -> None:
        """Keep a frame.

        Raises
        ------
        FilmError
            There are more than a picture can hold.
        """
        height, width = picture.shape[:2]
        if (len(self.taken) + 1) * height * width > _MOST_PX:
            raise FilmError("so many frames do not fit on a sheet: a longer --every or a smaller --tile would")
        self.taken.append((index, picture))


def contact_sheet(
    entry: Entry,
    request: Request,
    span: Span,
    *,
    beat: str | None = None,
    columns: int = 4,
    tile: int = _TILE.short_side,
) -> Image.Image:
    """A grid of frames with their times and the names of their beats."""
    small = replace(request, quality=replace(_TILE, short_side=tile - tile % 2))
    if beat is not None:
        story = story_of(entry, small)
        named = {record.name: record for record in story.beats}
        if beat not in named:
            raise unknown(f"beat of {entry.name}", beat, named)
        span = span.of_beat(named[beat])
    frames = SheetFrames(span, small.quality.fps)
    with staged(entry, small, frames) as walk:
        story = walk.go()
    if not frames.taken:
        raise FilmError(f"there is no frame at {span.start:g} s or later: {entry.name} lasts {story.duration:.1f} s")
    head = f"{entry.name}  {request.audience}  {request.shape}  {story.duration:.1f} s"
    captions = [
        f"{index / small.quality.fps:.2f} s  {beat_at(story, index / small.quality.fps)}"
        for index, _ in frames.taken
    ]
    return grid([image(p) for _, p in frames.taken], captions, head, columns)


def beat_at(story: Story, time: float) -> str:
    """Name of the beat that is on at a time (s)."""
    return next((b.name for b in story.beats if b.start - 1e-6 <= time < b.end - 1e-6), "")


def grid(tiles: list[Image.Image], captions: list[str], head: str, columns: int) -> Image.Image:
    """Tiles in rows, each with its caption below, under one heading."""
    width, height = tiles[0].size if tiles else (_GAP, _GAP)
    columns = max(1, min(columns, len(tiles)))
    rows = ceil(len(tiles) / columns)
    step_x, step_y = width + _GAP, height + _GAP + _LINE
    sheet = Image.new("RGB", (columns * step_x + _GAP, rows * step_y + _GAP + 2 * _LINE), PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.text((_GAP, _GAP // 2), head, INK, typeface("Semibold", 20))
    small = typeface("Regular", 16)
    for i, (picture, words) in enumerate(zip(tiles, captions, strict=True)):
        x = _GAP + i % columns * step_x
        y = 2 * _LINE + i // columns * step_y
        sheet.paste(picture, (x, y))
        pen.text((x, y + height + 1), words, INK, small)
    return sheet
