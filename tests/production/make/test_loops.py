"""Loops for silent screens: they end as they begin, say what may not be left out, and can be read."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
import srt

from production.check.limits import LOOP_SEAM
from production.check.looking.movie_file import first_and_last, read_movie
from production.make.loops import Loop, too_long
from production.plan.form import VideoForm
from production.plan.jobs import Job, beats_of
from production.store import manifest
from production.store.pieces import Pieces
from scenes.script.request import Request
from tests.clips.looping import LOOPING
from tests.clips.tiny import TINY
from tests.conftest import SMALL, made
from tests.helpers.looped import Looped, pictures, read_by_machine


def test_a_loop_ends_with_the_picture_that_it_begins_with(looped: Looped) -> None:
    for name in ("looping.loop.mp4", "tiny.loop.mp4", "all.loop.mp4"):
        first, last = first_and_last(looped.file(name))
        assert np.abs(first.astype(int) - last).mean() < LOOP_SEAM.value
        assert len({picture.tobytes() for picture in pictures(looped.file(name))}) > 20


def test_a_loop_has_no_sound_no_captions_to_switch_on_and_no_chapters(looped: Looped) -> None:
    movie = read_movie(looped.file("looping.loop.mp4"))
    assert [track.kind for track in movie.tracks] == ["video"]
    assert movie.chapters == ()
    assert "elst" not in movie.boxes


def test_a_loop_leaves_out_what_may_be_left_out_and_says_the_rest(looped: Looped) -> None:
    said = " ".join(s.content for s in srt.parse(looped.file("looping.loop.srt").read_text())).replace("\n", " ")
    script = LOOPING.script("en", "patient")
    assert said == " ".join(beat.narration for beat in script.beats if not beat.leavable)
    assert "left out" not in said
    beats = manifest.read(looped.folder)["looping.loop"]["beats"]
    assert {*beats} == {"looping.first", "looping.last", "looping.end_card"}


def test_the_loop_of_all_plays_each_in_turn(looped: Looped) -> None:
    clips = [srt.parse(looped.file(f"{name}.loop.srt").read_text()) for name in ("looping", "tiny")]
    every = srt.parse(looped.file("all.loop.srt").read_text())
    assert [s.content for s in every] == [s.content for clip in clips for s in clip]


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed: make test installs it")
def test_a_machine_reads_nineteen_of_twenty_words_of_the_captions_in_a_small_picture(looped: Looped) -> None:
    frames = pictures(looped.file("all.loop.mp4"))
    assert frames[0].shape == (360, 640, 3)
    words = right = 0
    on_cards = " ".join(entry.script("en", "patient").beats[-1].narration for entry in looped.clips)
    for cue in srt.parse(looped.file("all.loop.srt").read_text()):
        if " ".join(cue.content.split()) in on_cards:  # the card says it, in larger letters
            continue
        middle = (cue.start + cue.end).total_seconds() / 2
        read = read_by_machine(frames[round(middle * looped.request.quality.fps)])
        asked = cue.content.split()
        words += len(asked)
        right += sum(word in read for word in asked)
    assert words > 30
    assert right >= 0.95 * words


def test_a_caption_comes_and_goes_with_its_cue(looped: Looped) -> None:
    frames, fps = pictures(looped.file("looping.loop.mp4")), looped.request.quality.fps
    first, *_ = srt.parse(looped.file("looping.loop.srt").read_text())
    band = [frame[int(0.84 * 360) : int(0.98 * 360), 200:440].astype(int) for frame in frames]
    at = round(first.start.total_seconds() * fps)
    assert np.abs(band[at + 1] - band[at - 2]).mean() > 5
    assert np.abs(band[at - 2] - band[0]).mean() < 1


def test_loops_that_are_there_are_not_made_again(looped: Looped) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in looped.folder.iterdir()}
    assert all(outcome.kept for outcome in looped.make())
    assert {file.name: file.stat().st_mtime_ns for file in looped.folder.iterdir()} == before


def test_a_clip_with_captions_in_its_picture_needs_only_the_beat_that_its_loop_leaves_out(looped: Looped) -> None:
    beats = beats_of(Job(LOOPING, looped.request), looped.pieces)
    assert [beat.planned.name for beat in beats if beat.missing] == ["between"]


def test_a_loop_of_more_than_a_minute_is_refused_with_what_to_do() -> None:
    assert too_long("binding.loop", 60.0, "en") is None
    assert "mark a beat as leavable" in str(too_long("binding.loop", 60.5, "en"))


def test_a_loop_may_be_longer_in_a_language_that_takes_longer_to_say_the_same() -> None:
    assert too_long("binding.loop", 70.0, "ar") is None
    assert "at most 72" in str(too_long("binding.loop", 73.0, "ar"))


def test_a_loop_in_another_form_stands_beside_it() -> None:
    request = Request(captions="picture", shape="portrait")
    names = {Loop((LOOPING,), replace(request, turned=turn)).name for turn in (0, 90, 270)}
    assert names == {"looping.loop", "looping.loop.turned90", "looping.loop.turned270"}


@pytest.mark.parametrize(("turned", "quarters"), [(90, -1), (270, 1)])
def test_a_turned_picture_is_the_upright_one_turned(tmp_path: Path, turned: int, quarters: int) -> None:
    upright = Request(shape="portrait", quality=SMALL)
    for request in (upright, replace(upright, turned=turned)):
        (outcome,) = made([TINY], tmp_path / "out", request=request, pieces=Pieces(tmp_path / "kept"))
        assert outcome.error is None
    folder = tmp_path / "out/en/patient/portrait"
    ours, theirs = pictures(folder / "tiny.mp4")[20], pictures(folder / f"tiny.turned{turned}.mp4")[20]
    form = VideoForm.of(replace(upright, turned=turned))
    assert theirs.shape == (form.height, form.width, 3) == (90, 160, 3)
    assert np.abs(np.rot90(ours, quarters).astype(int) - theirs).mean() < 2
    assert np.abs(np.rot90(ours, -quarters).astype(int) - theirs).mean() > 4
    with av.open(str(folder / f"tiny.turned{turned}.mp4")) as container:
        assert next(container.decode(video=0)).rotation == 0
