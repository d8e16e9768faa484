"""One process's share of a clip: every n-th segment, drawn and encoded."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

from production.renderer import Picture
from production.stills import image
from production.video import Segment, SegmentEncoder, VideoForm
from production.walk import Account, Walk, staged
from scenes.running_order import Entry
from scenes.stage.request import Request
from scenes.stage.story import BeatRecord

#: What a beat adds to its narration, s: a breath before it, stillness after it.
_AROUND = 1.1


class Progress(Protocol):
    """Is told how the drawing goes; may raise to give up."""

    def drawn(self) -> None:
        """One more frame is drawn."""

    def expected(self, frames: int) -> None:
        """So many frames the whole clip will have, as far as can be told now."""


class Unwatched:
    """Progress that nobody looks at."""

    def drawn(self) -> None:
        """Nothing."""

    def expected(self, frames: int) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Share:
    """Which segments a process draws: those whose number leaves ``number`` divided by ``of``."""

    number: int = 0
    of: int = 1


@dataclass(frozen=True)
class Drawn:
    """What a share gives.

    Attributes
    ----------
    segments
        Its segments, encoded.
    account
        All that is to be said of the clip.
    poster
        The poster (PNG), from the first share.
    """

    segments: tuple[Segment, ...]
    account: Account
    poster: bytes | None = None


class Forecast:
    """How long a clip will be: what was played, and what the narration still needs.

    It is exact for the beats that are over, and grows where action outlasts the words.
    """

    def __init__(self, walk: Walk) -> None:
        request, script = walk.clip.request, walk.clip.script
        self._left: dict[str, float] = {}
        left = 0.0
        for beat in reversed(script.beats):
            self._left[beat.name] = left
            speech = request.voice.speak(
                beat.narration, language=request.language, audience=request.audience
            )
            left += speech.duration + _AROUND
        self._walk, self.fps, self.whole = walk, request.quality.fps, left

    def at_start(self) -> int:
        """Frames of the whole clip, before any is played."""
        return round(self.whole * self.fps)

    def after(self, beat: str) -> int:
        """Frames of the whole clip, at the end of a beat."""
        return self._walk.renderer.frames + round(self._left.get(beat, 0.0) * self.fps)


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
        self.progress.drawn()

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
        if share.number == 0:
            progress.expected(forecast.after(record.name))
            if record.name == walk.clip.poster_beat:
                posters.append(png(walk.renderer.picture(walk.clip)))

    with staged(entry, request, taker, at_end) as walk:
        forecast = Forecast(walk)
        progress.expected(forecast.at_start())
        account = walk.account()
    taker.finish()
    return Drawn(tuple(taker.segments), account, posters[0] if posters else None)


def png(picture: Picture) -> bytes:
    """A picture as a PNG file."""
    file = BytesIO()
    image(picture).save(file, "PNG", optimize=True)
    return file.getvalue()
