"""A narrated clip, finished: heard at its time, told who reads, with the time of each word beside it."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest

from production.plan.score import goes_by_words, score_of
from production.voice.level import LOUDNESS
from production.voice.meter import measured, sounding
from production.voice.shelf import Shelf
from production.voice.sound_files import read_recording
from scenes.script.entry import Entry
from scenes.script.request import Request
from scenes.script.takes import Narrator
from scenes.stage.beats import Beat
from tests.clips.tiny import TINY
from tests.conftest import SMALL, Film
from tests.helpers.voices import shelf_of_tones


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("read")


@pytest.fixture(scope="module")
def read(folder: Path) -> Film:
    shelf_of_tones(folder / "voice")
    return Film(folder / "out", Request(quality=SMALL, voice=Narrator(str(folder / "voice"))))


def test_each_word_is_heard_at_the_time_that_stands_beside_the_film(read: Film) -> None:
    samples, rate = read_recording(read.movie)
    words = json.loads(read.text("words.json"))
    assert [word["word"] for word in words][:3] == ["A", "disc", "goes"]
    for word in words:
        part = samples[round((word["start"] - 0.05) * rate) : round((word["end"] + 0.04) * rate)]
        first, stop = sounding(part, rate, 0.05)
        assert first / rate == pytest.approx(0.05, abs=0.02)
        assert stop / rate == pytest.approx(0.05 + word["end"] - word["start"], abs=0.02)


def test_it_is_as_loud_as_asked_and_all_tracks_are_equally_long(read: Film) -> None:
    samples, rate = read_recording(read.movie)
    found = measured(samples, rate)
    assert found.loudness == pytest.approx(LOUDNESS, abs=1)
    assert found.peak <= -1.5
    with av.open(str(read.movie)) as container:
        lengths = [s.duration * s.time_base for s in [*container.streams][:3] if s.duration and s.time_base]
    assert len(lengths) == 3
    assert len({*lengths}) == 1


def test_captions_follow_the_words(read: Film) -> None:
    words = json.loads(read.text("words.json"))
    first = next(word for word in words if word["beat"] == "square")
    assert f"00:00:{int(first['start']):02}." in read.text("vtt")


def test_who_reads_is_told_in_the_file_beside_it_and_in_the_manifest(read: Film) -> None:
    said = "Synthetic voice: Tones"
    with av.open(str(read.movie)) as container:
        assert said in container.metadata["comment"]
        assert container.streams.audio[0].metadata["handler_name"] == f"Narration ({said})"
    assert said in read.text("transcript.html")
    manifest = json.loads((read.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["clips"]["tiny"]["voice"] == said


def test_a_silent_film_says_nothing_of_a_voice(film: Film) -> None:
    assert "voice" not in film.text("transcript.html").casefold()
    samples, _ = read_recording(film.movie)
    assert float(np.abs(samples).max()) < 1e-4


# --- names ------------------------------------------------------------------------------------------


def names(request: Request) -> tuple[list[str], str]:
    score = score_of(TINY, request)
    return [beat.picture for beat in score.beats], score.inputs["voice"]


def test_another_take_of_the_same_times_draws_nothing_anew_and_writes_the_sound_anew(tmp_path: Path) -> None:
    request = Request(voice=Narrator(str(tmp_path)))
    shelf_of_tones(tmp_path)
    pictures, sound = names(request)
    shelf_of_tones(tmp_path, level=0.1)
    assert names(request)[0] == pictures
    assert names(request)[1] != sound


def test_names_do_not_need_the_sound(tmp_path: Path) -> None:
    request = Request(voice=Narrator(str(tmp_path)))
    takes = shelf_of_tones(tmp_path).takes
    before = names(request)
    for take in takes.values():
        Path(take.file).unlink()
    assert names(request) == before


def test_an_end_card_is_drawn_anew_when_somebody_else_reads(tmp_path: Path) -> None:
    request = Request(voice=Narrator(str(tmp_path)))
    shelf: Shelf = shelf_of_tones(tmp_path)
    before, _ = names(request)
    index = tmp_path / "en" / "takes.json"
    index.write_text(index.read_text(encoding="utf-8").replace('"Tones"', '"Bells"'), encoding="utf-8")
    after, _ = names(request)
    assert shelf.takes
    assert (after[:-1], after[-1] == before[-1]) == (before[:-1], False)


def test_the_words_by_which_a_picture_goes_are_part_of_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    named = {}
    for by_word in (False, True):
        monkeypatch.setattr("production.plan.score.goes_by_words", lambda entry, by_word=by_word: by_word)
        named[by_word], _ = names(Request())
    assert named[True][0] != named[False][0]


def test_a_clip_that_goes_by_words_is_known_by_its_code() -> None:
    entry = Entry("binding", "1", "tests.production.finish.test_narrated:Cued")
    assert goes_by_words(entry)
    assert not goes_by_words(Entry("binding", "1", "scenes.stage.clip:Clip"))


def cued(beat: Beat) -> float:
    """As a clip would write it."""
    return beat.when("stays|remains", 0.4)
