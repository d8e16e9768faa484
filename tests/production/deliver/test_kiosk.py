"""A kiosk's folder, without a browser."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from production.deliver.bundle import read_bundle
from production.deliver.kiosk import write_kiosk
from production.store import manifest
from scenes.script.errors import FilmError
from tests.conftest import RenderPy
from tests.production.deliver.conftest import rewrite

pytestmark = pytest.mark.xdist_group("film")  # they share one film


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_that_the_page_asks_for_is_in_the_folder(kiosk: Path) -> None:
    page = (kiosk / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:href|src)="([^"]*)"', page)
    data = re.search(r"<script[^>]*data-kiosk>(.*?)</script>", page, re.DOTALL)
    assert data
    films = [
        film for language in json.loads(data[1])["languages"] for audience in language["audiences"]
        for group in audience["groups"] for film in group["films"]
    ]
    asked = {*named, *(film["src"] for film in films), *(film["picture"] for film in films)} - {""}
    assert len(asked) > 15
    assert asked <= {*files_in(kiosk)}
    style = (kiosk / "assets" / "kiosk.css").read_text(encoding="utf-8")
    fonts = re.findall(r'url\("([^"]*)"\)', style)
    assert {f"assets/{font}" for font in fonts} <= {*files_in(kiosk)}
    assert fonts


def test_it_leads_nowhere_and_runs_nothing_but_its_own_file(kiosk: Path) -> None:
    page = (kiosk / "index.html").read_text(encoding="utf-8")
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in page
    assert not re.search(r"<a\b|<form\b|<style\b|\son\w+=|\sstyle=", page)
    for path, content in files_in(kiosk).items():
        if path.endswith((".html", ".css", ".js")):
            addresses = re.findall(rb"https?://[^\s\"')]*", content)
            assert addresses == [], path
    script = (kiosk / "assets" / "kiosk.js").read_text(encoding="utf-8")
    never = r"innerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|localStorage|sessionStorage|cookie"
    assert not re.search(never, script)


def test_its_films_are_those_of_the_manifests_and_there_is_a_checksum_of_every_file(
    kiosk: Path, finished: Path
) -> None:
    known = {name for file in finished.rglob(manifest.NAME) for entry in manifest.read(file.parent).values()
             for name in entry["files"].values()}
    lines = [line.split("  ") for line in (kiosk / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert {path for _, path in lines} == {*files_in(kiosk)} - {"SHA256SUMS", "withdrawn.js"}
    assert len([path for _, path in lines if path.endswith(".mp4")]) > 5
    for sha256, path in lines:
        assert sha256 in known or not path.endswith(".mp4")
        assert manifest.hash_of(kiosk / path) == sha256


def test_films_may_be_linked(finished: Path, page_texts: Path, tmp_path: Path) -> None:
    shutil.copytree(finished, tmp_path / "films")
    write_kiosk(read_bundle(tmp_path / "films"), tmp_path / "kiosk", link=True, words=page_texts)
    assert os.path.samefile(
        tmp_path / "films" / "en" / "student" / "landscape" / "tiny.mp4",
        tmp_path / "kiosk" / "films" / "en" / "student" / "tiny.mp4",
    )


def test_a_new_one_takes_the_place_of_the_old_one_and_of_nothing_else(
    finished: Path, page_texts: Path, tmp_path: Path
) -> None:
    bundle = read_bundle(finished)
    write_kiosk(bundle, tmp_path / "kiosk", words=page_texts)
    (tmp_path / "kiosk" / "left over.txt").touch()
    write_kiosk(bundle, tmp_path / "kiosk", words=page_texts)
    assert not (tmp_path / "kiosk" / "left over.txt").exists()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "mine.jpg").touch()
    with pytest.raises(FilmError, match="holds something that is no kiosk: name another folder with --out"):
        write_kiosk(bundle, tmp_path / "photos", words=page_texts)
    assert {path.name for path in tmp_path.iterdir()} == {"kiosk", "photos"}
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["mine.jpg"]


def test_a_withdrawn_film_is_not_in_it(finished: Path, page_texts: Path, tmp_path: Path) -> None:
    (tmp_path / "withdrawn.toml").write_text('[film.tiny]\non = 2026-12-24\nreason = "The label changed."\n')
    write_kiosk(read_bundle(finished), tmp_path / "kiosk", words=page_texts, withdrawn=tmp_path / "withdrawn.toml")
    films = [path for path in files_in(tmp_path / "kiosk") if path.endswith(".mp4")]
    assert "films/en/patient/following.mp4" in films
    assert not [path for path in films if "tiny" in path]
    everything = "".join(
        f'[film.{name}]\non = 2026-12-24\nreason = "The label changed."\n' for name in ("tiny", "following", "both")
    )
    (tmp_path / "withdrawn.toml").write_text(everything)
    with pytest.raises(FilmError, match="all films that are there are withdrawn"):
        write_kiosk(read_bundle(finished), tmp_path / "none", words=page_texts, withdrawn=tmp_path / "withdrawn.toml")
    assert not (tmp_path / "none").exists()


def test_the_command_makes_it_and_says_what_it_weighs(own: Path, render_py: RenderPy) -> None:
    shutil.rmtree(own / "ar")  # whose words are only in the tests
    done = render_py("kiosk", "--films", str(own))
    assert done.exit_code == 0, done.output
    assert re.search(r"out/kiosk/index\.html: a menu of 5 films, \d+ MB \(copied\)", done.output)
    assert (Path("out") / "kiosk" / "index.html").is_file()


def test_films_that_are_not_what_their_manifest_says_give_one_line_and_no_kiosk(own: Path, render_py: RenderPy) -> None:
    shutil.rmtree(own / "ar")
    assert render_py("kiosk", "--films", str(own)).exit_code == 0
    before = files_in(Path("out") / "kiosk")
    movie = own / "en" / "student" / "landscape" / "tiny.mp4"
    movie.write_bytes(movie.read_bytes()[:-1])
    done = render_py("kiosk", "--films", str(own))
    assert done.exit_code == 1
    (line,) = done.output.splitlines()
    assert f"{movie}: is not the file that was made" in line
    assert files_in(Path("out") / "kiosk") == before


def test_films_whose_facts_are_due_again_give_one_line_and_no_kiosk(own: Path, render_py: RenderPy) -> None:
    shutil.rmtree(own / "ar")
    rewrite(own / "en" / "patient" / "landscape", "tiny", lambda told: told.update(review_by="2020-01-01"))
    done = render_py("kiosk", "--films", str(own))
    assert done.exit_code == 1
    (line,) = done.output.splitlines()
    assert "its facts were to be looked at again by 2020-01-01" in line
    assert not Path("out").exists()


def test_a_language_without_words_for_pages_gives_one_line(own: Path, render_py: RenderPy) -> None:
    (own / "ar").rename(own / "tlh")
    for name in ("tiny", "following", "both"):
        rewrite(own / "tlh" / "patient" / "landscape", name, lambda told: told.update(language="tlh"))
    done = render_py("kiosk", "--films", str(own))
    assert done.exit_code == 1
    (line,) = done.output.splitlines()
    assert "pages in 'tlh' need their words" in line
