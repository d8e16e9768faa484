"""Pictures that go by a word of the narration."""

from __future__ import annotations

import pytest

from scenes.script.errors import FilmError
from scenes.stage.beats import LEAD
from scenes.stage.clip import Clip
from tests.helpers.scripted import beat, play


def test_a_word_of_the_narration_is_a_time_of_the_clip() -> None:
    def shots(clip: Clip) -> None:
        with clip.beat("one") as now:
            words = {word.text: word.start for word in now.speech.words}
            assert now.when("stays", 0.9) == now.narration_start + words["stays,"] - LEAD
            assert now.when("remains|and holds", 0.9) == now.narration_start + words["and"] - LEAD

    play(shots, beat("one", "This one stays, and holds."))


def test_a_word_that_nobody_says_is_a_mistake_in_english_and_a_share_elsewhere() -> None:
    def shots(clip: Clip) -> None:
        with clip.beat("one") as now:
            assert now.when("stays", 0.25) == now.at(0.25)

    with pytest.raises(FilmError, match=r"test_cues\.py:\d+: nobody says 'stays' in beat one"):
        play(shots, beat("one", "It goes."))
    play(shots, beat("one", "Se va."), language="es")
