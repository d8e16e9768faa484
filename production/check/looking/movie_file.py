"""What a finished MP4 says of itself, read back from the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from production.check.looking.flash import squares
from production.store.files import url_of
from scenes.script.errors import FilmError

#: Short side at which light is measured, px: a square of `squares` is 20 of them.
_SMALL = 180
#: Boxes that hold other boxes, on the way to an edit list.
_HOLDERS = frozenset({b"moov", b"trak", b"edts"})


@dataclass(frozen=True)
class Track:
    """One track of a file.

    Attributes
    ----------
    kind, codec, profile, language
        ``video``, ``audio`` or ``subtitle``; names as FFmpeg gives them.
    seconds
        From its first to the end of its last packet.
    start
        When its first packet is shown, s.
    default
        Whether players show it unasked.
    """

    kind: str
    codec: str
    profile: str
    language: str
    seconds: Fraction
    start: Fraction
    default: bool


@dataclass(frozen=True)
class MovieFile:
    """A finished film, as far as players care.

    Attributes
    ----------
    level
        H.264 level times ten.
    colors
        Range, matrix, primaries and transfer, by FFmpeg's numbers.
    steady
        Whether all pictures stand equally long.
    key_gap
        Longest time between two key pictures, s.
    chapters
        Their titles, in order.
    boxes
        Kinds of the boxes at the top, in order, and of all edit lists.
    """

    tracks: tuple[Track, ...]
    width: int
    height: int
    fps: Fraction
    level: int
    pixels: str
    colors: tuple[int, int, int, int]
    rate: int
    channels: int
    steady: bool
    key_gap: float
    chapters: tuple[str, ...]
    tags: dict[str, str]
    boxes: tuple[str, ...]

    def track(self, kind: str) -> Track | None:
        """The first track of a kind."""
        return next((track for track in self.tracks if track.kind == kind), None)


def read_movie(path: Path) -> MovieFile:
    """Read a film's properties; `FilmError` if it cannot be read."""
    try:
        with av.open(url_of(path)) as container:
            return _described(container, path)
    except (av.error.FFmpegError, OSError, StopIteration) as error:
        raise FilmError(f"{path.name} cannot be read: {error}") from error


def _described(container: Any, path: Path) -> MovieFile:
    times: dict[int, list[tuple[Fraction, Fraction, bool]]] = {s.index: [] for s in container.streams}
    for packet in container.demux():
        if packet.pts is not None and packet.size:
            start = packet.pts * packet.time_base
            length = (packet.duration or 0) * packet.time_base
            times[packet.stream.index].append((start, length, packet.is_keyframe))
    video = container.streams.video[0].codec_context
    shown = sorted(times[container.streams.video[0].index])
    audio = container.streams.audio[0].codec_context if container.streams.audio else None
    keys = [start for start, _, key in shown if key]
    end = shown[-1][0] + shown[-1][1] if shown else Fraction(0)
    gaps = [b - a for a, b in zip(keys, [*keys[1:], end], strict=True)]
    return MovieFile(
        tracks=tuple(_track(stream, times[stream.index]) for stream in container.streams),
        width=video.width,
        height=video.height,
        fps=Fraction(container.streams.video[0].average_rate or 0),
        level=int(getattr(video, "level", 0) or 0),
        pixels=str(video.pix_fmt),
        colors=tuple(
            int(value)
            for value in (
                video.color_range, video.colorspace, video.color_primaries, video.color_trc
            )
        ),  # type: ignore[arg-type]
        rate=audio.sample_rate if audio else 0,
        channels=audio.layout.nb_channels if audio else 0,
        steady=len({length for _, length, _ in shown}) <= 1,
        key_gap=float(max(gaps, default=Fraction(0))),
        chapters=tuple(c["metadata"].get("title", "") for c in container.chapters()),
        tags={key.lower(): value for key, value in container.metadata.items()},
        boxes=tuple(_boxes(path.read_bytes())),
    )


def _track(stream: Any, times: list[tuple[Fraction, Fraction, bool]]) -> Track:
    start = min((t for t, _, _ in times), default=Fraction(0))
    end = max((t + length for t, length, _ in times), default=Fraction(0))
    return Track(
        kind=stream.type,
        codec=stream.codec_context.name if stream.codec_context else "",
        profile=str(getattr(stream.codec_context, "profile", "") or ""),
        language=stream.metadata.get("language", ""),
        seconds=end - start,
        start=start,
        default=bool(stream.disposition & stream.disposition.default),
    )


def _boxes(data: bytes, inside: str = "") -> Iterator[str]:
    """Kinds of the boxes at the top of the file, and ``elst`` wherever it stands."""
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size < 8:
            return
        if not inside or kind == b"elst":
            yield kind.decode("latin1")
        if kind in _HOLDERS:
            yield from _boxes(data[at + 8 : at + size], kind.decode("latin1"))
        at += size


def light_of(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Times (s) of all pictures of a film, and their linear light over squares.

    Returns
    -------
    tuple
        Shapes (times,) and (times, rows, columns, 3).

    Raises
    ------
    FilmError
        The file cannot be read.
    """
    times, light = [], []
    try:
        with av.open(url_of(path)) as container:
            container.streams.video[0].thread_type = "AUTO"
            for picture in container.decode(video=0):
                share = _SMALL / min(picture.width, picture.height)
                small = picture.reformat(
                    round(picture.width * share), round(picture.height * share), "rgb24", interpolation="AREA"
                )
                times.append(float(picture.time or 0.0))
                light.append(squares(small.to_ndarray()))
    except (av.error.FFmpegError, OSError, IndexError) as error:
        raise FilmError(f"{path.name} cannot be read: {error}") from error
    return np.array(times), np.array(light)


def first_and_last(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last picture of a film, shape (height, width, 3), ``uint8``."""
    with av.open(url_of(path)) as container:
        pictures = container.decode(video=0)
        first = last = next(pictures)
        for picture in pictures:
            last = picture
        return first.to_ndarray(format="rgb24"), last.to_ndarray(format="rgb24")
