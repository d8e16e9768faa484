"""A text becomes a take: sentences a breath apart, words at their times, no click, no hurry."""

from __future__ import annotations

import numpy as np
import pytest

from production.voice.making import BREATH, Reading, read_aloud, sentences, trimmed
from production.voice.meter import silences, sounding
from production.voice.sound_files import RATE
from scenes.script.story import PAUSE
from tests.helpers.voices import Tones, still, tone

TEXT = "One two three. Four five! Is this six?"


def test_sentences_end_where_one_takes_breath() -> None:
    assert [" ".join(words) for words in sentences(TEXT)] == ["One two three.", "Four five!", "Is this six?"]
    assert len([*sentences("About 7.4 nm of it. “Yes.” It ends")]) == 3
    assert [*sentences("")] == []


def test_between_two_sentences_there_is_one_breath() -> None:
    reading = read_aloud(Tones(), TEXT, "patient")
    breaths = [end - start for start, end in silences(reading.samples, RATE, least=0.25)]
    assert breaths == pytest.approx([BREATH, BREATH], abs=0.03)


def test_each_word_sounds_at_its_time() -> None:
    reading = read_aloud(Tones(), TEXT, "patient")
    assert len(reading.times) == len(TEXT.split())
    for start, end in reading.times:
        first, stop = sounding(reading.samples[round(start * RATE) : round(end * RATE)], RATE)
        assert first <= 0.02 * RATE
        assert stop >= (end - start - 0.02) * RATE


def test_what_would_be_too_fast_ends_with_stillness() -> None:
    text = " ".join(["word"] * 15)
    reading = read_aloud(Tones(), text, "student")
    assert len(reading.samples) / RATE == pytest.approx(15 * 0.4 - 0.1 + 0.06, abs=0.03)
    assert reading.seconds("en", "student") == pytest.approx(len(reading.samples) / RATE, abs=0.001)
    fast = Reading(reading.samples[: 4 * RATE], reading.times)
    assert fast.seconds("en", "patient") == pytest.approx(15 * 60 / 150 - PAUSE)
    assert fast.seconds("en", "student") == pytest.approx(15 * 60 / 160 - PAUSE, abs=0.001)


def test_sound_that_is_cut_begins_and_ends_without_a_click() -> None:
    loud = np.ones(RATE, np.float32)
    cut, skipped = trimmed(loud)
    assert skipped == 0
    assert abs(cut[0]) < 0.01
    assert abs(cut[-1]) < 0.02
    assert np.abs(np.diff(cut)).max() < 0.02


def test_silence_about_a_sentence_is_left_out() -> None:
    cut, skipped = trimmed(np.concatenate([still(0.5), tone(1.0), still(0.7)]))
    assert skipped / RATE == pytest.approx(0.48, abs=0.011)
    assert len(cut) / RATE == pytest.approx(1.06, abs=0.021)


def test_words_that_were_guessed_are_told() -> None:
    assert read_aloud(Tones(guesses=("zyx",)), "A zyx. Yes.", "patient").guessed == ("zyx", "zyx")
