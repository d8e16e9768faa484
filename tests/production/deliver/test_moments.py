"""When things are told: from finished films where they are there and unchanged, or else about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from production.deliver.moments import Moments
from production.finish.captions import vtt
from production.store import manifest
from scenes.running_order import CUTS, RUNNING_ORDER
from scenes.script.cue import Cue
from scenes.script.errors import FilmError
from scenes.script.script import load_clip_script

BINDING_BEATS = load_clip_script("binding", audience="student").beats
BINDING = tuple(beat.name for beat in BINDING_BEATS)


def finished(out: Path, name: str, titles: list[str]) -> Path:
    """A film's chapters of ten seconds each, with their manifest: all that is read of it."""
    folder = out / "en" / "student" / "landscape"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.chapters.vtt"
    file.write_text(vtt([Cue((t,), 10.0 * n, 10.0 * n + 10) for n, t in enumerate(titles)]), encoding="utf-8")
    manifest.note(folder, name, {"files": {file.name: manifest.hash_of(file)}})
    return file


def test_without_finished_films_all_times_are_about() -> None:
    moments = Moments(audience="student")
    starts = [moments.of("binding", beat).start for beat in BINDING[:-1]]
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert all(moments.of("binding", beat).about for beat in BINDING[:-1])
    assert moments.of("drug", "whole").in_film < moments.of("binding", "place").in_film < moments.seconds


def test_a_finished_clip_and_film_tell_their_own_times(tmp_path: Path) -> None:
    finished(tmp_path, "binding", [beat.title for beat in BINDING_BEATS])
    scripts = [(entry.number, entry.script("en", "student").title) for entry in RUNNING_ORDER]
    finished(tmp_path, "film", ["Opening", *(f"{number} {title}".strip() for number, title in scripts), "Close"])
    moment = Moments(audience="student", finished=tmp_path).of("binding", "search")
    assert (moment.start, moment.end, moment.in_film, moment.about) == (20.0, 30.0, 50.0, False)
    assert Moments(audience="patient", finished=tmp_path).of("binding", "search").about


def test_a_film_that_was_changed_since_is_not_believed(tmp_path: Path) -> None:
    file = finished(tmp_path, "binding", [beat.title for beat in BINDING_BEATS])
    file.write_text(file.read_text(encoding="utf-8").replace("00:00:20", "00:00:21"), encoding="utf-8")
    assert Moments(audience="student", finished=tmp_path).of("binding", "search").start != 21.0


def test_a_film_of_another_script_is_not_believed(tmp_path: Path) -> None:
    finished(tmp_path, "binding", [beat.title for beat in BINDING_BEATS[1:]])
    assert Moments(audience="student", finished=tmp_path).of("binding", "search").about


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"form": 1, "clips": {"binding": {"files": {}}}}),
                                  json.dumps({"form": 1, "clips": {"binding": 3}})])
def test_a_manifest_that_cannot_be_read_is_as_none(tmp_path: Path, text: str) -> None:
    file = finished(tmp_path, "binding", [beat.title for beat in BINDING_BEATS])
    file.with_name("manifest.json").write_text(text, encoding="utf-8")
    assert Moments(audience="student", finished=tmp_path).of("binding", "search").about


def test_a_cut_counts_its_own_clips_alone() -> None:
    cut = next(cut for cut in CUTS if cut.name == "mechanism")
    alone, whole = Moments(cut, audience="student"), Moments(audience="student")
    assert [entry.name for entry in alone.entries] == list(cut.clips)
    assert alone.of("binding", "dock").start == whole.of("binding", "dock").start
    assert alone.of("binding", "dock").in_film < whole.of("binding", "dock").in_film
    assert alone.seconds < whole.seconds


@pytest.mark.parametrize(("clip", "beat"), [("drug", "whole"), ("binding", "duck"), ("binding", "end_card")])
def test_what_a_cut_does_not_tell_has_no_moment(clip: str, beat: str) -> None:
    cut = next(cut for cut in CUTS if cut.name == "mechanism")
    with pytest.raises(FilmError, match=f"{clip}.{beat} is no beat of cut 'mechanism' for a student"):
        Moments(cut, audience="student").of(clip, beat)
