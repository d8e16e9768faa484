"""Takes as files: small, the same bytes each time, in step to a sample, and never the wrong ones."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from production.voice.sound_files import RATE, READ_RATE, encoded, read, read_recording, read_take
from scenes.script.errors import FilmError
from tests.helpers.voices import shelf_of_tones, still, tone, write_wav


def test_the_same_samples_give_the_same_bytes() -> None:
    assert encoded(tone(1.0)) == encoded(tone(1.0))
    assert encoded(tone(1.0)) != encoded(tone(1.0, pitch=441))


@pytest.mark.parametrize("seconds", [0.5, 1.0, 3.21])
def test_a_take_is_read_as_long_as_it_was_made_and_in_step_to_a_sample(seconds: float) -> None:
    made = np.concatenate([still(0.1), tone(seconds, 0.3, 700), still(0.1)])
    heard, rate = read(BytesIO(encoded(made)), "a take", READ_RATE)
    assert rate == READ_RATE
    assert len(heard) == 2 * len(made)
    twice = np.interp(np.arange(len(heard)) / 2, np.arange(len(made)), made)
    reach = 200
    match = [float(np.dot(twice[reach:-reach], np.roll(heard, -by)[reach:-reach])) for by in range(-20, 21)]
    assert int(np.argmax(match)) - 20 in (-1, 0, 1)


def test_an_hour_of_takes_would_be_small() -> None:
    rng = np.random.default_rng(3)
    speechlike = (rng.standard_normal(20 * RATE) * 0.1).astype(np.float32)  # noise is the worst there is to encode
    assert len(encoded(speechlike)) / 20 * 1200 < 8e6


def test_a_take_whose_file_is_missing_or_another_one_is_refused(tmp_path: Path) -> None:
    take = shelf_of_tones(tmp_path, ["patient"]).takes["patient/tiny.disc"]
    assert len(read_take(take)) > READ_RATE
    Path(take.file).write_bytes(encoded(tone(0.4)))
    with pytest.raises(FilmError, match="is not the take that its index names"):
        read_take(take)
    Path(take.file).unlink()
    with pytest.raises(FilmError, match=r"tiny\.disc\.opus: cannot be read"):
        read_take(take)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"\0" * 5000, b"not a sound at all" * 40])
def test_what_is_no_sound_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(FilmError, match=r"^a\.wav: (cannot be read as sound|holds no sound)$"):
        read_recording(path)


def test_a_recording_keeps_its_rate_and_its_level(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(1.0, 0.5, 500, 44_100), 44_100)
    samples, rate = read_recording(tmp_path / "a.wav")
    assert rate == 44_100
    assert float(np.abs(samples).max()) == pytest.approx(0.5, abs=0.01)
