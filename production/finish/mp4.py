"""Putting pictures, sound, captions and chapters together into an MP4 that plays anywhere.

Everything starts at 0 and lasts equally long without an edit list: pictures are stored in
showing order, the sound leaves out the encoder's priming, and the caption track fills the
time between two captions with empty samples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, Final

import av

from production.finish import sound
from production.plan.form import VideoForm
from production.store.files import url_of
from production.store.packets import Packets
from scenes.script.cue import Cue
from scenes.script.errors import FilmError
from scenes.script.language.codes import english_name, three_letters
from scenes.script.language.typography import directed

#: Divisible by both frame rates.
_VIDEO_TICKS: Final = 15_360
#: Divisible by frame rates, and the sound's own: lengths come out without rounding.
_MOVIE_TICKS: Final = 48_000
#: FFmpeg closes a caption track by itself when it takes the track to lag behind; it compares
#: ticks of different tracks as if they were equal, so these must be finer than the others.
_CAPTION_TICKS: Final = 90_000

#: What the encoder puts before each unit of a picture; it never stands within one.
_START_CODE: Final = re.compile(b"\0\0\0?\1")

_ASS_HEADER: Final = (
    "[Script Info]\r\nScriptType: v4.00+\r\nPlayResX: {width}\r\nPlayResY: {height}\r\n\r\n"
    "[V4+ Styles]\r\n"
    "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, "
    "BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, "
    "BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\r\n"
    "Style: Default,Sans,{size},&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,"
    "10,10,10,0\r\n\r\n"
    "[Events]\r\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, "
    "Text\r\n"
)


@dataclass(frozen=True)
class Chapter:
    """A part of the film with its name; times in s."""

    title: str
    start: float
    end: float


@dataclass(frozen=True)
class Tags:
    """What the file says of itself.

    Attributes
    ----------
    language
        Code such as ``en``.
    dated
        Becomes the file's creation time, so that equal input gives equal bytes.
    sound
        What its sound is called: who reads.
    """

    title: str
    comment: str
    language: str
    dated: date
    sound: str = "Sound"

    def metadata(self) -> dict[str, str]:
        """Names and values as FFmpeg knows them."""
        return {
            "title": self.title,
            "comment": self.comment,
            "creation_time": f"{self.dated.isoformat()}T00:00:00.000000Z",
        }


@dataclass(frozen=True)
class Sample:
    """One packet on its way into the file: its track, and times in the track's ticks."""

    track: Any
    data: bytes
    start: int
    length: int
    ticks: Fraction
    key: bool = True

    @property
    def seconds(self) -> Fraction:
        """When it begins."""
        return self.start * self.ticks


def write_movie(
    path: Path,
    form: VideoForm,
    groups: Sequence[Packets],
    samples: sound.Samples | None,
    cues: Sequence[Cue] | None,
    chapters: Sequence[Chapter],
    tags: Tags,
) -> None:
    """Write the MP4; the same arguments give the same bytes. Without samples or cues it has no such track."""
    frames = sum(map(len, groups))
    options = {
        "movflags": "+faststart",
        "use_editlist": "0",
        "video_track_timescale": str(_VIDEO_TICKS),
        "movie_timescale": str(_MOVIE_TICKS),
        "fflags": "+bitexact",
    }
    with av.open(url_of(path), "w", format="mp4", container_options=options) as container:
        container.metadata.update(tags.metadata())
        container.set_chapters([_chapter(i, chapter) for i, chapter in enumerate(chapters)])
        video = _video_track(container, form, tags.language)
        audio = None if samples is None else _sound_track(container, tags)
        words = None if cues is None else _caption_track(container, form, tags.language)
        queue = [
            *(_captions(words, cues, _CAPTION_TICKS * frames // form.fps) if cues is not None else ()),
            *_pictures(video, groups, form),
            *(_sounds(audio, samples) if samples is not None else ()),
        ]
        for sample in sorted(queue, key=lambda s: s.seconds):
            container.mux(_packet(sample))
    _keep_captions_off(path)


def _video_track(container: Any, form: VideoForm, language: str) -> Any:
    track = container.add_stream("libx264", rate=form.fps, options=form.options())
    form.describe(track.codec_context)
    track.codec_context.thread_count = 1
    track.metadata["language"] = three_letters(language)
    track.metadata["handler_name"] = "Picture"
    return track


def _sound_track(container: Any, tags: Tags) -> Any:
    track = container.add_stream("aac", rate=sound.RATE)
    sound.describe(track.codec_context)
    track.metadata["language"] = three_letters(tags.language)
    track.metadata["handler_name"] = tags.sound
    return track


def _caption_track(container: Any, form: VideoForm, language: str) -> Any:
    track = container.add_stream("mov_text")
    size = round(min(form.width, form.height) * 48 / 1080)
    header = _ASS_HEADER.format(width=form.width, height=form.height, size=size)
    track.codec_context.subtitle_header = header.encode()
    track.codec_context.time_base = track.time_base = Fraction(1, _CAPTION_TICKS)
    track.metadata["language"] = three_letters(language)
    track.metadata["handler_name"] = f"Captions ({english_name(language)})"
    return track


def _pictures(track: Any, groups: Sequence[Packets], form: VideoForm) -> Iterable[Sample]:
    tick = Fraction(1, form.fps)
    number = 0
    for group in groups:
        for i, data in enumerate(group):
            yield Sample(track, data, number, 1, tick, key=i == 0)
            number += 1


def _sounds(track: Any, samples: sound.Samples) -> Iterable[Sample]:
    start = 0
    for data, length in sound.packets(samples):
        yield Sample(track, data, start, length, Fraction(1, sound.RATE))
        start += length


def _captions(track: Any, cues: Sequence[Cue], end: int) -> Iterable[Sample]:
    """Cues and the empty samples between them, without a gap from 0 to ``end`` (ticks)."""
    now = 0
    for cue in cues:
        start, stop = (min(round(t * _CAPTION_TICKS), end) for t in (cue.start, cue.end))
        if start > now:
            yield _text(track, "", now, start)
        if stop > start:
            yield _text(track, "\n".join(directed(cue.lines)), start, stop)
        now = max(now, stop)
    if end > now:
        yield _text(track, "", now, end)


def _text(track: Any, text: str, start: int, end: int) -> Sample:
    data = text.encode()
    data = len(data).to_bytes(2, "big") + data
    return Sample(track, data, start, end - start, Fraction(1, _CAPTION_TICKS))


def _chapter(number: int, chapter: Chapter) -> Any:
    return {
        "id": number,
        "start": round(chapter.start * _MOVIE_TICKS),
        "end": round(chapter.end * _MOVIE_TICKS),
        "time_base": Fraction(1, _MOVIE_TICKS),
        "metadata": {"title": chapter.title},
    }


def _packet(sample: Sample) -> av.Packet[Any]:
    packet: av.Packet[Any] = av.Packet(sample.data)
    packet.stream = sample.track
    packet.time_base = sample.ticks
    packet.pts = packet.dts = sample.start
    packet.duration = sample.length
    packet.is_keyframe = sample.key
    return packet


def check_movie(
    path: Path, groups: Sequence[Packets], form: VideoForm, kinds: Sequence[str] = ("video", "audio", "subtitle")
) -> None:
    """Read a film back and compare it with what was to be written.

    Its pictures were decoded when they were drawn: here they must be the same bytes. The sound is decoded,
    and all tracks must be there, from 0 to the film's end.

    Raises
    ------
    FilmError
        The file cannot be read, or something is missing in it or different.
    """
    frames = sum(map(len, groups))
    length = Fraction(frames, form.fps)
    drawn = (_as_stored(packet) for group in groups for packet in group)
    found, same = 0, True
    ends: dict[str, Fraction] = {}
    heard = 0
    try:
        with av.open(url_of(path)) as container:
            for packet in container.demux():
                kind = packet.stream.type
                if packet.pts is not None:
                    ends[kind] = max(ends.get(kind, Fraction(0)), _end(packet))
                if kind == "video" and packet.size:
                    found, same = found + 1, same and bytes(packet) == next(drawn, None)
                if kind == "audio":
                    heard += sum(getattr(frame, "samples", 0) for frame in packet.decode())
    except (av.error.FFmpegError, OSError) as error:
        raise FilmError(f"{path.name} cannot be read back: is the disk full?") from error
    if found != frames:
        raise FilmError(f"{path.name} has {found} of {frames} pictures: is the disk full?")
    if not same:
        raise FilmError(f"{path.name} has other pictures than were drawn: is the disk damaged?")
    for name in kinds:
        if abs(ends.get(name, Fraction(0)) - length) > Fraction(1, form.fps):
            raise FilmError(f"{path.name}: its {name} track does not last {float(length):.2f} s")
    if "audio" in kinds and abs(Fraction(heard, sound.RATE) - length) > Fraction(1, form.fps):
        raise FilmError(f"{path.name}: {heard / sound.RATE:.2f} s of its sound can be decoded")


def _as_stored(packet: bytes) -> bytes:
    """An encoded picture as MP4 holds it: the length before each unit, where the encoder has a start code."""
    units = _START_CODE.split(packet)[1:]
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in units)


def _end(packet: Any) -> Fraction:
    """When a packet ends, s."""
    return Fraction((packet.pts + (packet.duration or 0)) * packet.time_base)


def _keep_captions_off(path: Path) -> None:
    """Take the "enabled" flag off the caption track: FFmpeg sets it on the first of its kind."""
    with path.open("r+b") as file:
        moov, length = _find(file, 0, path.stat().st_size, b"moov")
        at, end = moov, moov + length
        while at < end:
            trak, size = _find(file, at, end - at, b"trak")
            if not size:
                return
            at = trak + size
            file.seek(trak)
            if b"hdlr" in (content := file.read(size)):
                kind = content.index(b"hdlr") + 12
                if content[kind : kind + 4] == b"sbtl":
                    flags = trak + content.index(b"tkhd") + 7
                    file.seek(flags)
                    enabled = file.read(1)[0]
                    file.seek(flags)
                    file.write(bytes([enabled & ~1]))


def _find(file: BinaryIO, start: int, length: int, kind: bytes) -> tuple[int, int]:
    """Place and size of the content of the first box of a kind among the boxes of a range."""
    at = start
    while at + 8 <= start + length:
        file.seek(at)
        size, found = int.from_bytes(file.read(4), "big"), file.read(4)
        if found == kind:
            return at + 8, size - 8
        at += max(size, 8)
    return start + length, 0
