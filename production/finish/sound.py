"""The sound track: what the voice said, at its time, or silence."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import av
import numpy as np
from numpy.typing import NDArray

from production.voice.level import leveled
from production.voice.sound_files import read_take
from scenes.script.story import Story
from scenes.script.voice import Audio, Speech

RATE: Final = 48_000
FRAME: Final = 1024
"""Samples in one AAC packet."""
BIT_RATE: Final = 128_000

#: The encoder puts this many samples of its own before the first one. The film has no edit
#: list to skip them with, so as many are left out: the track then starts on time.
_PRIMING: Final = 1024

Samples = NDArray[np.float32]
"""Mono sound at 48 kHz, -1 to 1."""


def track(story: Story, duration: float) -> Samples:
    """The narration of all beats at their times, exactly ``duration`` s long."""
    samples = np.zeros(round(duration * RATE), np.float32)
    for beat in story.beats:
        said = _said(beat.speech)
        if said is not None:
            start = round(beat.narration_start * RATE)
            part = samples[start : start + len(said)]
            part += said[: len(part)]
    return samples


def _said(speech: Speech) -> Samples | None:
    """What is heard of a speech, as loud as the film; None where nothing is."""
    if speech.take is not None:
        return leveled(read_take(speech.take), speech.take.speaker.gain, RATE)
    return None if speech.audio is None else resampled(speech.audio)


def resampled(audio: Audio) -> Samples:
    """Sound of any rate at 48 kHz."""
    samples, rate = audio
    mono: Samples = np.ascontiguousarray(samples, np.float32).reshape(1, -1)
    if rate == RATE:
        return mono.reshape(-1)
    frame = av.AudioFrame.from_ndarray(mono, format="flt", layout="mono")
    frame.sample_rate = rate
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    parts = [f.to_ndarray()[0] for f in (*resampler.resample(frame), *resampler.resample(None))]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def packets(samples: Samples) -> list[tuple[bytes, int]]:
    """AAC-LC in stereo: packets with the number of samples that each stands for.

    The numbers add up to the samples given, so that the track is as long as the picture.
    """
    context: Any = av.CodecContext.create("aac", "w")
    describe(context)
    count = -(-len(samples) // FRAME)
    encoded: list[bytes] = []
    for i in range(count + 1):
        start = _PRIMING + i * FRAME
        heard = samples[start : start + FRAME]  # a film's sound is large: no second copy of all of it
        block = np.tile(np.pad(heard, (0, FRAME - len(heard))), (2, 1))
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, i * FRAME, Fraction(1, RATE)
        encoded += [bytes(packet) for packet in context.encode(frame)]
    encoded += [bytes(packet) for packet in context.encode(None)]
    lengths = [FRAME] * (count - 1) + [len(samples) - FRAME * (count - 1)]
    return list(zip(encoded[:count], lengths, strict=True))


def describe(context: Any) -> None:
    """Set rate, channels and bit rate on a codec context."""
    context.sample_rate = RATE
    context.layout = "stereo"
    context.format = "fltp"
    context.bit_rate = BIT_RATE
    context.time_base = Fraction(1, RATE)
    context.flags |= av.codec.context.Flags.bitexact
