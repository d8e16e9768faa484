"""The film's loudness: one gain, peaks held below the ceiling, and a meter that agrees with the standard."""

from __future__ import annotations

import numpy as np
import pytest

from production.voice.level import CEILING, LOUDNESS, gain_for, leveled
from production.voice.meter import measured, silences, sounding
from tests.helpers.voices import still, tone

RATE = 48_000


def test_the_meter_reads_what_the_standard_says() -> None:
    # EBU Tech 3341, case 1: a tone of 1 kHz at -23 dBFS on both sides reads -23 LUFS.
    found = measured(tone(20.0, 10 ** (-23 / 20), 1000.0, RATE), RATE)
    assert found.loudness == pytest.approx(-23.0, abs=0.1)
    assert found.peak == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), still(0.01), still(3.0)])
def test_of_silence_the_meter_says_that_it_is_silent(samples: np.ndarray) -> None:
    assert measured(samples, RATE) == (-70.0, -70.0)


def test_a_voice_with_its_gain_is_as_loud_as_the_film() -> None:
    quiet = tone(5.0, 0.03, 500.0, RATE)
    found = measured(leveled(quiet, gain_for(measured(quiet, RATE).loudness), RATE), RATE)
    assert found.loudness == pytest.approx(LOUDNESS, abs=0.15)


def test_no_peak_passes_the_ceiling_between_samples_either() -> None:
    rng = np.random.default_rng(5)
    burst = (rng.standard_normal(RATE) * 0.05).astype(np.float32)
    burst[20_000:20_200] *= 15
    # A tone at a quarter of the rate, off its crests, has its true peak 3 dB above all samples.
    between = tone(1.0, 0.9, RATE / 4, RATE)
    between[1000:-1000] = (0.9 * np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)).astype(np.float32)[1000:-1000]
    for sound in (burst, between, tone(1.0, 0.9, 200.0, RATE)):
        assert measured(leveled(sound, 6.0, RATE), RATE).peak <= CEILING + 0.2


def test_what_is_below_the_ceiling_is_only_made_louder() -> None:
    quiet = tone(1.0, 0.1, 300.0, RATE)
    assert np.allclose(leveled(quiet, 6.0, RATE), quiet * 10 ** (6 / 20), atol=1e-6)


def test_far_from_a_peak_nothing_is_turned_down_and_at_it_nothing_jumps() -> None:
    sound = tone(2.0, 0.3, 300.0, RATE)
    sound[RATE : RATE + 100] *= 3
    held = leveled(sound, 0.0, RATE)
    far = np.abs(np.arange(len(sound)) - RATE) > 0.05 * RATE
    assert np.array_equal(held[far], sound[far])
    gain = held[np.abs(sound) > 0.1] / sound[np.abs(sound) > 0.1]
    assert np.abs(np.diff(gain)).max() < 0.02


def test_sound_of_any_length_is_leveled() -> None:
    for length in (0, 1, 5, 700, 5000):
        assert len(leveled(np.ones(length, np.float32), 3.0, RATE)) == length


def test_silences_are_found_where_they_are() -> None:
    sound = np.concatenate([still(0.5, RATE), tone(1.0, rate=RATE), still(0.4, RATE), tone(0.6, rate=RATE)])
    assert [*silences(sound, RATE)] == [(0.0, 0.5), (1.5, 1.9)]
    assert sounding(sound, RATE) == (round(0.5 * RATE), round(2.5 * RATE))
    assert sounding(still(1.0), RATE) == (0, 0)
