"""One process's share of a clip: every n-th segment, drawn and encoded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from production.renderer import Picture
from production.stills import image
from production.video import Segment, SegmentEncoder, VideoForm
from production.walk import staged
from scenes.running_order import Entry
from scenes.stage.request import Request
from scenes.stage.story import BeatRecord

Progress = Callable[[], None]
"""Called once for each frame that was drawn; may raise to give up."""


@dataclass(frozen=True)
class Share:
    """Which segments a process draws: those whose number leaves ``number`` divided by ``of``."""

    number: int = 0
    of: int = 1


@dataclass(frozen=True)
class Drawn:
    """What a share gives: encoded segments, and the poster (PNG) from the first share."""

    segments: tuple[Segment, ...]
    poster: bytes | None = None


class SegmentTaker:
    """Takes the frames of its share's segments, and encodes them as they come."""

    def __init__(self, form: VideoForm, share: Share, progress: Progress) -> None:
        self.form, self.share, self.progress = form, share, progress
        self.segments: list[Segment] = []
        self._encoder: SegmentEncoder | None = None

    def wants(self, index: int) -> bool:
        """Whether the frame lies in one of the share's segments."""
        return index // self.form.frames_a_segment % self.share.of == self.share.number

    def take(self, index: int, picture: Picture) -> None:
        """Encode a frame."""
        segment = index // self.form.frames_a_segment
        if self._encoder is None or self._encoder.index != segment:
            self.finish()
            self._encoder = SegmentEncoder(self.form, segment)
        self._encoder.add(picture)
        self.progress()

    def finish(self) -> None:
        """Close the segment in work."""
        if self._encoder is not None:
            self.segments.append(self._encoder.finish())
            self._encoder = None


def draw_share(entry: Entry, request: Request, share: Share, progress: Progress) -> Drawn:
    """Go through a clip and draw one share of its frames."""
    taker = SegmentTaker(VideoForm.of(request), share, progress)
    posters: list[bytes] = []

    def at_end(record: BeatRecord) -> None:
        if share.number == 0 and record.name == walk.clip.poster_beat:
            posters.append(png(walk.renderer.picture(walk.clip)))

    with staged(entry, request, taker, at_end) as walk:
        walk.go()
    taker.finish()
    return Drawn(tuple(taker.segments), posters[0] if posters else None)


def png(picture: Picture) -> bytes:
    """A picture as a PNG file."""
    file = BytesIO()
    image(picture).save(file, "PNG", optimize=True)
    return file.getvalue()
