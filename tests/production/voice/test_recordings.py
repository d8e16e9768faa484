"""Recordings that people bring: what is taken, what is refused and why, and where their words are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from production.voice.aligning import aligned
from production.voice.recordings import Recording, recordings_in
from production.voice.shelf import Wanted
from production.voice.sound_files import RATE, Samples
from scenes.script.errors import FilmError
from tests.helpers.voices import still, tone, write_wav

TEXT = "One two three four. Five six, seven eight nine."
WANTED = Wanted("patient", "tiny", "disc", TEXT)
BEATS = {WANTED.name: WANTED}
#: When each word is said in `good`, s from its first.
SAID = [i * 0.4 + (0.6 if i > 3 else 0) for i in range(9)]


def good() -> Samples:
    """Nine words, a breath after the fourth, in a quiet room."""
    rng = np.random.default_rng(1)
    sound = np.zeros(round((0.6 + SAID[-1] + 0.35 + 0.6) * RATE), np.float32)
    for start in SAID:
        at = round((0.6 + start) * RATE)
        part = tone(0.35, 0.3, 300)
        sound[at : at + len(part)] += part
    return sound + (rng.standard_normal(len(sound)) * 0.0004).astype(np.float32)


def brought(folder: Path, samples: Samples, text: str = TEXT, rate: int = RATE) -> Recording:
    write_wav(folder / "tiny.disc.wav", samples, rate)
    (folder / "tiny.disc.txt").write_text(text + "\n", encoding="utf-8")
    (recording,) = recordings_in(folder, BEATS)
    return recording


def test_a_good_recording_is_taken_and_its_words_found(tmp_path: Path) -> None:
    reading = brought(tmp_path, good()).reading("en")
    assert len(reading.times) == 9
    starts = [start - reading.times[0][0] for start, _ in reading.times]
    assert np.abs(np.array(starts) - SAID).max() < 0.25
    assert starts[4] == pytest.approx(SAID[4], abs=0.03)  # after the breath
    assert len(reading.samples) / RATE == pytest.approx(SAID[-1] + 0.35 + 0.23, abs=0.05)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda s: np.clip(s * 8, -1, 1), "it is clipped at 0"),
        (lambda s: s[round(0.7 * RATE) :], "cut off at its beginning"),
        (lambda s: s[: -round(0.7 * RATE)], "cut off at its end"),
        (lambda s: s + (np.random.default_rng(2).standard_normal(len(s)) * 0.02).astype(np.float32), "noise in pauses"),
        (lambda s: s * 0, "there is no voice in it"),
        (lambda s: s[: RATE // 10], "there is no voice in it"),
        (lambda s: np.concatenate([s[:12000], s[14400:62000:2], s[-14000:]]), "words a minute, at most"),
    ],
)
def test_a_recording_that_does_not_do_is_refused_with_what_to_do(
    tmp_path: Path, spoil: Callable[[Samples], Samples], told: str
) -> None:
    with pytest.raises(FilmError, match=r"^tiny\.disc\.wav: ") as error:
        brought(tmp_path, spoil(good())).reading("en")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_recording_of_too_few_samples_a_second_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FilmError, match="it has 12000 samples a second"):
        brought(tmp_path, good()[::2], rate=12_000).reading("en")


def test_a_recording_of_another_text_or_of_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FilmError, match=r"tiny\.disc\.txt: is not what the script says now"):
        brought(tmp_path, good(), "One two three.").reading("en")
    (tmp_path / "tiny.disc.txt").unlink()
    with pytest.raises(FilmError, match=r"tiny\.disc\.txt is missing beside it"):
        Recording(WANTED, tmp_path / "tiny.disc.wav").reading("en")


def test_times_beside_a_recording_are_taken(tmp_path: Path) -> None:
    recording = brought(tmp_path, good())
    spans = [{"start": 0.6 + start, "end": 0.6 + start + 0.3} for start in SAID]
    (tmp_path / "tiny.disc.json").write_text(json.dumps(spans), encoding="utf-8")
    found = recording.reading("en").times
    assert [start - found[0][0] for start, _ in found] == pytest.approx(SAID, abs=0.011)


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ("[]", "has 0 times for 9 words"),
        ("{", "must be a list"),
        ('[{"start": "x", "end": 1}]', "must be a list"),
        (json.dumps([{"start": 9 - i, "end": 9 - i} for i in range(9)]), "not in order"),
        (json.dumps([{"start": i, "end": i + 0.5} for i in range(9)]), "outside the recording"),
        ("[" + ",".join(['{"start": NaN, "end": NaN}'] * 9) + "]", "not in order"),
    ],
)
def test_times_that_cannot_be_are_refused(tmp_path: Path, times: str, told: str) -> None:
    recording = brought(tmp_path, good())
    (tmp_path / "tiny.disc.json").write_text(times, encoding="utf-8")
    with pytest.raises(FilmError, match=r"^tiny\.disc\.json: ") as error:
        recording.reading("en")
    assert told in str(error.value)


def test_a_folder_without_recordings_or_with_one_of_an_unknown_beat_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FilmError, match=r"there is no recording in it, such as tiny\.disc\.wav"):
        [*recordings_in(tmp_path, BEATS)]
    write_wav(tmp_path / "tiny.disk.wav", good())
    with pytest.raises(FilmError, match=r"Did you mean 'tiny\.disc'"):
        [*recordings_in(tmp_path, BEATS)]


def test_words_of_silence_have_no_length_and_no_words_no_times() -> None:
    assert aligned(still(1.0), "One two.", "en", "patient") == ((0.0, 0.0), (0.0, 0.0))
    assert aligned(tone(1.0), "", "en", "patient") == ()


def test_times_are_in_order_whatever_the_pauses_are() -> None:
    rng = np.random.default_rng(7)
    for _ in range(20):
        parts = [p for _ in range(rng.integers(1, 6)) for p in (tone(rng.uniform(0.2, 2)), still(rng.uniform(0.1, 1)))]
        times = aligned(np.concatenate(parts), TEXT, "en", "student")
        flat = [t for span in times for t in span]
        assert flat == sorted(flat)
