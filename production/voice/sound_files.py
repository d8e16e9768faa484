"""Sound in files: takes as they are kept (Opus, mono), and recordings as they are brought (WAV, FLAC and others)."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from numpy.typing import NDArray

from production.store.files import url_of
from scenes.script.errors import FilmError
from scenes.script.takes import Take
from scenes.script.toml_file import display_name

Samples = NDArray[np.float32]
"""Mono sound, -1 to 1."""

#: Samples a second of a take as it is made.
RATE: Final = 24_000
#: Samples a second of a take as it is read: Opus knows no other.
READ_RATE: Final = 48_000
#: Of the encoder, bit/s. 20 minutes then take 6 MB; see tests/production/voice/test_sound_files.py for what it costs.
BIT_RATE: Final = 38_000


def encoded(samples: Samples) -> bytes:
    """Sound at `RATE` as an Opus file; the same samples give the same bytes."""
    buffer = BytesIO()
    with av.open(buffer, "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream: Any = container.add_stream("libopus", rate=RATE, options={"application": "audio", "vbr": "on"})
        stream.layout, stream.bit_rate = "mono", BIT_RATE
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples, np.float32).reshape(1, -1), "flt", "mono")
        frame.sample_rate, frame.pts = RATE, 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    return buffer.getvalue()


def read_take(take: Take) -> Samples:
    """The samples of a take, at `READ_RATE`.

    Raises
    ------
    FilmError
        Its file is missing, or is not the one that the index tells of.
    """
    path = Path(take.file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FilmError(f"{display_name(path)}: cannot be read: `render.py voice` makes it anew") from error
    if sha256(content).hexdigest() != take.sha256:
        raise FilmError(f"{display_name(path)}: is not the take that its index names: `render.py voice` makes it anew")
    return read(BytesIO(content), display_name(path), READ_RATE)[0]


def read_recording(path: Path, rate: int | None = None) -> tuple[Samples, int]:
    """A recording of any kind that FFmpeg knows, its channels mixed to one, and its rate: its own, if none is named.

    Raises
    ------
    FilmError
        It cannot be read.
    """
    return read(url_of(path), path.name, rate)


def read(source: Any, name: str, rate: int | None = None) -> tuple[Samples, int]:
    """Decode the first sound of a file: samples, and how many a second."""
    resampler = av.AudioResampler(format="fltp", rate=rate)
    try:
        with av.open(source) as container:
            frames = [out for frame in container.decode(audio=0) for out in resampler.resample(frame)]
            frames += resampler.resample(None) if frames else []
    except (av.error.FFmpegError, OSError, IndexError, ValueError) as error:
        raise FilmError(f"{name}: cannot be read as sound") from error
    if not frames:
        raise FilmError(f"{name}: holds no sound")
    # FFmpeg's own mix of two equal channels is 3 dB louder than either.
    return np.concatenate([frame.to_ndarray().mean(axis=0) for frame in frames]), frames[0].sample_rate
