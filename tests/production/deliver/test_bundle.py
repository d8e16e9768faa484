"""Finished films are read back as they were made, or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from production.commands.main import main
from production.deliver.bundle import NEEDED, read_bundle
from production.store import manifest
from scenes.script.errors import FilmError
from tests.conftest import RenderPy
from tests.production.deliver.conftest import rewrite

pytestmark = pytest.mark.xdist_group("film")  # they share one film


def clip_folder(out: Path) -> Path:
    return out / "en" / "patient" / "landscape"


def test_a_bundle_tells_of_each_film_what_its_files_tell(finished: Path) -> None:
    bundle = read_bundle(finished)
    assert bundle.languages == ("en", "ar")
    assert bundle.names == ("following", "tiny")
    clip = bundle.find("tiny", "en", "patient")
    assert clip
    assert clip.kind == "clip"
    assert clip.heading == "7 Tiny"
    assert set(NEEDED) <= set(clip.files)
    assert [beat.name for beat in clip.beats] == ["disc", "square", "end_card"]
    assert clip.beats[1].labels == ("square",)
    assert clip.beats[0].facts == ("cd22_domains",)
    fact = clip.facts["cd22_domains"]
    assert fact.sources[0].number in clip.sources
    assert clip.review_by == fact.review_by
    assert clip.captions[0].lines[0].startswith("A disc")
    assert clip.words == (), "nobody reads it"
    (film,) = bundle.films("en", "patient")
    assert [part.name for part in film.clips] == ["opening", "tiny", "following", "closing"]
    assert {beat.clip for beat in film.beats} >= {"opening", "tiny", "closing"}
    assert film.chapters[1].title == "7 Tiny"


Spoil = Callable[[Path], Any]


def entry_with(**values: Any) -> Spoil:
    """A manifest that says something else of the clip."""

    def spoil(folder: Path) -> None:
        entries = manifest.read(folder)
        entries["tiny"].update(values)
        (folder / manifest.NAME).write_text(json.dumps({"form": 1, "clips": entries}), encoding="utf-8")

    return spoil


def story_with(**values: Any) -> Spoil:
    """A story that says something else, and a manifest that vouches for it."""
    return lambda folder: rewrite(folder, "tiny", lambda told: told.update(values))


def swapped(folder: Path) -> None:
    a, b = folder / "tiny.mp4", folder / "following.mp4"
    kept = a.read_bytes()
    shutil.copyfile(b, a)
    b.write_bytes(kept)


def linked(folder: Path) -> None:
    captions = folder / "tiny.srt"
    captions.rename(folder.parent / "tiny.srt")
    captions.symlink_to(folder.parent / "tiny.srt")


def cut_short(folder: Path) -> None:
    movie = folder / "tiny.mp4"
    movie.write_bytes(movie.read_bytes()[:-100])


def cut_short_and_vouched_for(folder: Path) -> None:
    movie = folder / "tiny.mp4"
    movie.write_bytes(movie.read_bytes()[:500])
    files = dict(manifest.read(folder)["tiny"]["files"], **{"tiny.mp4": manifest.hash_of(movie)})
    entry_with(files=files)(folder)


def other_file(name: str) -> Spoil:
    def spoil(folder: Path) -> None:
        entry_with(files={**manifest.read(folder)["tiny"]["files"], name: "0" * 64})(folder)

    return spoil


def without(suffix: str) -> Spoil:
    def spoil(folder: Path) -> None:
        files = dict(manifest.read(folder)["tiny"]["files"])
        files.pop(f"tiny.{suffix}")
        entry_with(files=files)(folder)

    return spoil


WRONG: dict[str, tuple[Spoil, str]] = {
    "missing": (lambda folder: (folder / "tiny.vtt").unlink(), "tiny.vtt: is missing"),
    "empty": (lambda folder: (folder / "tiny.srt").write_bytes(b""), "tiny.srt: is not the file that was made"),
    "cut short": (cut_short, "tiny.mp4: is not the file that was made"),
    "cut short, with its hash": (cut_short_and_vouched_for, "tiny.mp4: cannot be played"),
    "swapped": (swapped, "following.mp4: is not the file that was made"),
    "a link": (linked, "tiny.srt: is missing"),
    "outside": (other_file("../tiny.txt"), "'../tiny.txt' is no file of this clip"),
    "of another clip": (other_file("following.mp4"), "'following.mp4' is no file of this clip"),
    "not named": (without("srt"), "tiny.srt is not in it"),
    "no files": (entry_with(files=None), "names no files"),
    "longer": (entry_with(seconds=99.0), "its film lasts"),
    "younger": (entry_with(facts_review_by="2099-01-01"), "facts_review_by is 2099-01-01 here"),
    "other language": (story_with(language="es"), "its language is 'es', but it lies in a folder of 'en'"),
    "other audience": (story_with(audience="student"), "its audience is 'student'"),
    "other size": (story_with(pixels=[1920, 1080]), "its picture has 160 by 90 pixels, not 1920 by 1080"),
    "other story": (story_with(beats=None), "does not tell what a story tells"),
    "no title": (story_with(title=7), "does not tell what a story tells"),
    "turned text": (story_with(title="Safe \u202egnorw"), "U+202E"),
    "no json": (lambda folder: (folder / manifest.NAME).write_text("{"), "is no manifest of finished films"),
    "no clips": (lambda folder: (folder / manifest.NAME).write_text('{"form": 1, "clips": []}'), "is no manifest"),
    "other form": (lambda folder: (folder / manifest.NAME).write_text('{"form": 2}'), "another version"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_as_its_manifest_says_gives_one_line_and_no_page(
    wrong: str, own: Path, render_py: RenderPy
) -> None:
    spoil, said = WRONG[wrong]
    spoil(clip_folder(own))
    result = render_py("site", "--films", str(own))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr
    assert not Path("out").exists()


def test_facts_that_are_past_review_are_refused_from_the_next_day_on(own: Path) -> None:
    first = min(one.review_by for one in read_bundle(own).all)
    read_bundle(own, today=first)
    with pytest.raises(FilmError, match=f"were to be looked at again by {first}"):
        read_bundle(own, today=first + timedelta(days=1))


def test_a_folder_without_films_says_how_to_make_some(render_py: RenderPy) -> None:
    result = render_py("site")
    assert result.exit_code == 1
    assert result.stderr == ("render.py: out holds no finished films: make them with `render.py film --with-clips`, "
                             "or name their folder\n")


def test_an_address_that_is_none_is_a_usage_error(render_py: RenderPy) -> None:
    assert main.commands["site"]
    for address in ("clinic.example", "javascript:alert(1)", "https://clinic.example/?a"):
        assert render_py("site", "--url", address).exit_code == 2
