"""Films copied packet by packet: what was encoded stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import merge
from pathlib import Path
from typing import Any

import av
import numpy as np

from production.finish import sound
from production.store.files import url_of
from scenes.script.errors import FilmError


def opened(movie: Path) -> Any:
    """A finished film, to be read; `FilmError` if it cannot be."""
    try:
        return av.open(url_of(movie))
    except (av.error.FFmpegError, OSError) as error:
        raise FilmError(f"{movie.name} cannot be read: make it again") from error


def copy(sources: Sequence[Path], target: Path, track: str) -> None:
    """Write the pictures of films of one form into one file, one film after the other.

    Parameters
    ----------
    track
        ``silent`` for a sound track with silence, ``none`` for no sound track.

    Raises
    ------
    FilmError
        A film cannot be read, or they are not of one form.
    """
    options = {"movflags": "+faststart", "use_editlist": "0", "fflags": "+bitexact", "movie_timescale": str(sound.RATE)}
    with opened(sources[0]) as first, av.open(url_of(target), "w", format="mp4", container_options=options) as out:
        out.metadata.update({k: v for k, v in first.metadata.items() if k in ("title", "comment", "creation_time")})
        video = out.add_stream_from_template(first.streams.video[0])
        video.metadata.update(first.streams.video[0].metadata)
        tracks = [_pictures(sources, video)]
        if track == "silent":
            audio: Any = out.add_stream("aac", rate=sound.RATE)
            sound.describe(audio.codec_context)
            audio.metadata["handler_name"] = "Silence"
            tracks.append(_silence(audio, sum((_length(source) for source in sources), Fraction(0))))
        for packet in merge(*tracks, key=lambda packet: packet.pts * packet.time_base):
            out.mux(packet)


def _length(source: Path) -> Fraction:
    with opened(source) as container:
        stream = container.streams.video[0]
        return Fraction(stream.duration * stream.time_base)


def _pictures(sources: Sequence[Path], track: Any) -> Iterator[Any]:
    """The encoded pictures of some films, as if they were one."""
    now = 0
    for source in sources:
        with opened(source) as container:
            stream = container.streams.video[0]
            if stream.codec_context.extradata != track.codec_context.extradata:
                raise FilmError(f"{source.name} is of another form than the film before it: make them again")
            for packet in container.demux(stream):
                if packet.size:
                    packet.stream, packet.pts, packet.dts = track, now, now
                    now += packet.duration
                    yield packet


def _silence(track: Any, seconds: Fraction) -> Iterator[Any]:
    """Silence for so long: one packet again and again, for all are alike."""
    _, _, (quiet, _), *_ = sound.packets(np.zeros(4 * sound.FRAME, np.float32))
    samples = round(seconds * sound.RATE)
    for start in range(0, samples, sound.FRAME):
        packet: Any = av.Packet(quiet)
        packet.stream, packet.time_base = track, Fraction(1, sound.RATE)
        packet.pts = packet.dts = start
        packet.duration = min(sound.FRAME, samples - start)
        yield packet
