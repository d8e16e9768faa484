"""The rules on finished files and translations, each just inside and just beyond."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from production.check.looking.movie_file import MovieFile, Track, read_movie
from production.check.looking.shown_clip import Frame, ShownClip
from production.check.looking.walker import Sampling, walk
from production.check.reading.project import Project
from production.check.reading.told_clip import ToldClip
from production.check.rules import calm, translations
from production.check.rules import fit as rules
from production.plan.form import VideoForm
from production.store.files import folder_for
from scenes.script.errors import FilmError
from scenes.script.request import QUALITIES, SHAPES, Request
from tests.clips.tiny import Tiny
from tests.conftest import Film
from tests.helpers.catalogs import language, said
from tests.helpers.checking import TODAY, findings, frame, passes, real, says, shown, told, with_script
from tests.helpers.scripted import beat

# --- the movie ----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("quality", list(QUALITIES))
def test_every_film_is_planned_as_players_want_it(shape: str, quality: str) -> None:
    form = VideoForm.of(Request(shape=shape, quality=QUALITIES[quality]))
    assert list(rules.plan_faults(form)) == []


def test_a_plan_of_odd_size_or_high_level_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "1919×1080 is not even" in list(rules.plan_faults(VideoForm(1919, 1080, 30)))
    monkeypatch.setattr(VideoForm, "level", "5.1")
    assert "level 5.1 at 1920×1080" in list(rules.plan_faults(VideoForm(1920, 1080, 30)))


def test_a_finished_film_has_no_fault(film: Film) -> None:
    movie = read_movie(film.movie)
    assert list(rules.movie_faults(movie)) == []
    assert list(rules.length_faults(movie, None)) == []


def changed_track(movie: MovieFile, kind: str, **changes: object) -> MovieFile:
    """The film with one track changed."""
    tracks = tuple(
        replace(t, **changes) if t.kind == kind else t for t in movie.tracks  # type: ignore[arg-type]
    )
    return replace(movie, tracks=tracks)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda m: changed_track(m, "video", profile="Main"), "not H.264 High"),
        (lambda m: changed_track(m, "video", codec="hevc"), "not H.264 High"),
        (lambda m: replace(m, pixels="yuv444p"), "not yuv420p"),
        (lambda m: replace(m, level=42, width=1920, height=1080), "level 4.2"),
        (lambda m: replace(m, colors=(2, 2, 2, 2)), "color tags"),
        (lambda m: replace(m, steady=False), "equally long"),
        (lambda m: replace(m, key_gap=2.1), "2.10 s apart"),
        (lambda m: changed_track(m, "audio", codec="mp3"), "no AAC-LC"),
        (lambda m: replace(m, rate=44_100), "44100 Hz"),
        (lambda m: replace(m, channels=1), "1 channels"),
        (lambda m: replace(m, tracks=m.tracks[:2]), "no mov_text"),
        (lambda m: changed_track(m, "subtitle", default=True), "shown unasked"),
        (lambda m: replace(m, boxes=("ftyp", "mdat", "moov")), "no faststart"),
        (lambda m: replace(m, boxes=(*m.boxes, "elst")), "edit list"),
        (lambda m: replace(m, tags={**m.tags, "title": ""}), "no title"),
    ],
)
def test_a_film_that_some_player_stumbles_over_is_caught(
    film: Film, spoil: Callable[[MovieFile], MovieFile], says: str
) -> None:
    faults = list(rules.movie_faults(spoil(read_movie(film.movie))))
    assert len(faults) == 1
    assert says in faults[0]


@pytest.mark.parametrize(("kind", "by"), [("audio", "seconds"), ("subtitle", "seconds"), ("audio", "start")])
def test_tracks_two_milliseconds_apart_are_caught(film: Film, kind: str, by: str) -> None:
    movie = read_movie(film.movie)
    track = movie.track(kind)
    assert track is not None

    def faults(late: Fraction) -> list[str]:
        moved = changed_track(movie, kind, **{by: getattr(track, by) + late})
        return list(rules.length_faults(moved, None))

    assert faults(Fraction(9, 10_000)) == []
    assert faults(Fraction(2, 1000)) != []


def test_a_film_that_lasts_longer_than_its_story_is_caught() -> None:
    video = Track("video", "h264", "High", "eng", Fraction(10), Fraction(0), True)
    movie = MovieFile((video,), 2, 2, Fraction(30), 31, "", (1, 1, 1, 1), 0, 0, True, 2.0, (), {}, ())
    assert list(rules.length_faults(movie, 10.0)) == []
    assert list(rules.length_faults(movie, 10.1)) != []


def test_a_film_of_other_chapters_or_language_is_caught(film: Film) -> None:
    movie = read_movie(film.movie)
    clip = told(beat("disc"), beat("square"), beat("end_card", "All is said."))
    assert list(rules.story_faults(movie, clip)) == []
    (fault,) = rules.story_faults(replace(movie, chapters=("Disc",)), clip)
    assert "chapters are" in fault
    german = changed_track(movie, "audio", language="ger")
    assert "the audio track is in ger" in list(rules.story_faults(german, clip))


def in_folder(film: Film) -> ToldClip:
    """The tests' clip as it is told, with its finished files."""
    project = replace(real(), out=film.out)
    return walk(project, Tiny, Request(), (), Sampling(short_side=90)).told


def test_the_finished_tests_clip_passes_all_rules_on_files(film: Film) -> None:
    clip = in_folder(film)
    assert clip.folder == folder_for(film.out, Request())
    assert passes(rules.movie_plays_everywhere, clip)
    assert passes(rules.tracks_are_equally_long, clip)
    assert passes(rules.loops_close, clip)
    assert passes(calm.no_finished_file_flashes, clip)


def test_a_film_that_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    folder = folder_for(tmp_path, Request())
    folder.mkdir(parents=True)
    (folder / "scripted.mp4").write_bytes(b"no film")
    clip = told(beat("one"), project=replace(real(), out=tmp_path))
    assert "cannot be read" in says(findings(rules.movie_plays_everywhere, clip))
    assert passes(rules.tracks_are_equally_long, clip)
    with pytest.raises(FilmError):
        read_movie(folder / "scripted.mp4")


# --- poster and loop ----------------------------------------------------------------------------


def picture(spread: int, share: float = 0.5) -> np.ndarray:
    """A picture whose right part is brighter by this much (0-255)."""
    made = np.full((50, 100, 3), 100, np.uint8)
    made[:, round(100 * share) :] += np.uint8(spread)
    return made


def test_a_blank_poster_is_caught() -> None:
    assert not rules.is_blank(picture(20))
    assert rules.is_blank(picture(9)), "too pale"
    assert not rules.is_blank(picture(150, 0.96))
    assert rules.is_blank(picture(150, 0.98)), "almost all of one color"


def test_the_poster_is_the_end_of_its_beat_until_it_is_made(tmp_path: Path) -> None:
    clip = told(beat("one"), beat("two"))
    rule = rules.poster_shows_something

    def poster(*frames: Frame) -> ShownClip:
        return replace(shown(clip, *frames), poster_beat="two")

    assert passes(rule, poster(frame("one", picture(0)), frame("two", picture(90))))
    assert not passes(rule, poster(frame("one", picture(90)), frame("two", picture(0))))
    assert "not played" in says(findings(rule, poster(frame("one", picture(90)))))


def finished(tmp_path: Path) -> ToldClip:
    """A clip with a folder for its finished files."""
    folder = folder_for(tmp_path, Request())
    folder.mkdir(parents=True)
    (folder / "scripted.mp4").write_bytes(b"")
    return told(beat("one"), project=replace(real(), out=tmp_path))


def test_a_finished_poster_that_is_blank_or_missing_is_caught(tmp_path: Path) -> None:
    clip, rule = finished(tmp_path), rules.poster_shows_something
    made = shown(clip, frame("one", picture(90)))
    assert "is missing" in says(findings(rule, made))
    assert clip.folder is not None
    for spread, fine in ((90, True), (0, False)):
        Image.fromarray(picture(spread)).save(clip.folder / "scripted.poster.png")
        assert passes(rule, made) is fine


def write_loop(path: Path, levels: list[int]) -> None:
    """A little film of gray pictures."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=15, options={"crf": "1"})
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for level in levels:
            gray = np.full((36, 64, 3), level, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(gray, format="rgb24")))
        container.mux(stream.encode(None))


def test_a_loop_whose_end_does_not_join_its_start_is_caught(tmp_path: Path) -> None:
    clip, rule = finished(tmp_path), rules.loops_close
    assert clip.folder is not None
    loop = clip.folder / "loops" / "scripted.loop.mp4"
    loop.parent.mkdir()
    write_loop(loop, [100, 200, 101])
    assert passes(rule, clip)
    write_loop(loop, [100, 200, 110])
    assert "differs from its first" in says(findings(rule, clip))
    loop.write_bytes(b"no film")
    assert "cannot be read" in says(findings(rule, clip))


@pytest.mark.parametrize(("flashes", "fine"), [(1, True), (2, False)])
def test_a_finished_film_that_flashes_twice_in_a_second_is_caught(tmp_path: Path, flashes: int, fine: bool) -> None:
    clip, rule = finished(tmp_path), calm.no_finished_file_flashes
    assert clip.folder is not None
    # Three frames dark, three light: between two of the frames that a walk looks at.
    write_loop(clip.folder / "scripted.mp4", [200] * 15 + ([120] * 3 + [200] * 3) * flashes + [200] * 15)
    assert passes(rule, clip) is fine


# --- languages ----------------------------------------------------------------------------------

ENGLISH = """\
[language]
code = "en"
name = "English"
[words]
notice = "Not advice."
checked = "Checked"
[clip.tiny]
title = "Tiny"
subtitle = "A clip"
summary = "It [holds](cd22)."
[clip.tiny.beat.one]
patient = "It has {cd22_domains.count:words} parts."
student = "It has {cd22_domains.count:words} domains."
seen = "A rod."
facts = ["cd22_domains"]
[clip.tiny.beat.one.labels]
rod = "rod"
[clip.tiny.beat.end_card]
seen = "The card."
"""


@pytest.fixture
def spanish(tmp_path: Path) -> Path:
    """A catalog of a language beside the English of one clip."""
    with_script(tmp_path, ENGLISH)
    return language(tmp_path / "assets" / "script", "es", lambda text: f"{text[:-1]}o.", "es_US")


def test_a_translation_of_the_english_of_today_passes(tmp_path: Path, spanish: Path) -> None:
    said(spanish, "number.7", "siete")
    project = with_script(tmp_path, ENGLISH)
    assert passes(translations.languages_are_complete, project)
    assert project.clip_script("tiny", "es", "patient").beat("one").narration == "It has siete partso."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("parts.", "pieces.", "tiny.one.patient (line"),
        ('rod = "rod"', 'rod = "a rod"', "tiny.one.labels.rod (line"),
        ('"The card."', '"The end card."', "tiny.end_card.seen (line"),
        ('"A clip"', '"A small clip"', "tiny.subtitle (line"),
        ('"Checked"', '"Last checked"', "words.checked (line"),
    ],
)
def test_a_translation_older_than_its_english_is_caught(
    tmp_path: Path, spanish: Path, old: str, new: str, told: str
) -> None:
    found = findings(translations.languages_are_complete, with_script(tmp_path, ENGLISH.replace(old, new)))
    assert {f.clip for f in found} == {"tiny"}
    assert f"{spanish.name}: {told}" in says(found)
    assert "translated from an older English" in says(found)


def test_another_break_of_lines_does_not_make_a_translation_old(tmp_path: Path, spanish: Path) -> None:
    broken = ENGLISH.replace('"A rod."', '"""\nA\n  rod."""')
    assert broken != ENGLISH
    assert passes(translations.languages_are_complete, with_script(tmp_path, broken))


@pytest.mark.parametrize("name", ["tiny.one.labels.rod", "words.checked", "tiny.title"])
def test_an_incomplete_translation_is_caught(tmp_path: Path, spanish: Path, name: str) -> None:
    said(spanish, name, "")
    found = findings(translations.languages_are_complete, with_script(tmp_path, ENGLISH))
    assert f"{name} (line" in says(found)
    assert "not translated yet" in says(found)


def test_a_language_that_was_not_asked_for_is_not_judged(tmp_path: Path, spanish: Path) -> None:
    spanish.write_text("broken", encoding="utf-8")
    assets = tmp_path / "assets"
    assert set(Project.load(assets, TODAY, asked=("en",)).scripts) == {"en"}
    with pytest.raises(FilmError, match=r"es\.po: not a valid PO file: .*line 1"):
        Project.load(assets, TODAY)
