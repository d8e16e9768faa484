"""The page for clinics leads to loops and to a kiosk: to the very files, or to how they are made."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from production.deliver.bundle import read_bundle
from production.deliver.for_screens import loops_in
from production.deliver.kiosk_pack import read_kiosk
from production.deliver.site import write_site
from production.store import manifest
from scenes.script.errors import FilmError
from tests.conftest import RenderPy
from tests.helpers.browser import Visit
from tests.helpers.checking import TODAY
from tests.helpers.looped import Looped
from tests.helpers.served import served
from tests.production.deliver.conftest import rewrite
from tests.production.deliver.test_site import Page

pytestmark = pytest.mark.xdist_group("film")  # they share one film

LOOPS = "loops/en/patient/landscape"


@pytest.fixture
def loops(looped: Looped, tmp_path: Path) -> Path:
    """A copy of the finished loops."""
    return Path(shutil.copytree(looped.out, tmp_path / "loops"))


@pytest.fixture
def own_kiosk(kiosk: Path, tmp_path: Path) -> Path:
    """A copy of the finished kiosk."""
    return Path(shutil.copytree(kiosk, tmp_path / "kiosk"))


# --- what is offered --------------------------------------------------------------------------------------


def test_loops_are_offered_with_language_shape_length_and_size_and_are_the_very_files(
    site: Path, looped: Looped
) -> None:
    row = re.search(r"A silent screen in a waiting room.*?</div>", Page(site / "clinics.html").text, re.DOTALL)
    assert row
    assert re.search(r"<summary><bdi lang=.en. dir=.ltr.>English</bdi> · Patients, families · wide", row[0])
    links = re.findall(rf'<a href="({LOOPS}/\w+\.loop\.mp4)"[^>]* download>(.*?)</a>', row[0])
    assert [href.rpartition("/")[2] for href, _ in links] == ["all.loop.mp4", "looping.loop.mp4", "tiny.loop.mp4"]
    for (href, text), name in zip(links, ("All clips in turn", "3 Looping", "7 Tiny"), strict=True):
        assert re.fullmatch(rf'{name}.* · <bdi dir="ltr">0:\d\d, \d+ kB</bdi>', text)
        assert (site / href).read_bytes() == looped.file(href.rpartition("/")[2]).read_bytes()
    assert f'href="../{LOOPS}/all.loop.mp4"' in Page(site / "ar" / "clinics.html").text


def test_the_kiosk_is_one_zip_that_is_not_compressed_and_whole(site: Path, kiosk: Path, tmp_path: Path) -> None:
    link = re.search(r'<a href="kiosk\.zip"[^>]* download>Menu and films in one ZIP · <bdi dir="ltr">[\d.]+ MB</bdi>',
                     Page(site / "clinics.html").text)
    assert link
    with zipfile.ZipFile(site / "kiosk.zip") as pack:
        assert {entry.compress_type for entry in pack.infolist()} == {zipfile.ZIP_STORED}
        pack.extractall(tmp_path)
    there = {file.relative_to(kiosk) for file in kiosk.rglob("*") if file.is_file()}
    assert {file.relative_to(tmp_path / "kiosk") for file in tmp_path.rglob("*") if file.is_file()} == there
    subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path / "kiosk", check=True)
    subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=site, check=True)


def test_loops_are_linked_on_wish_and_turned_ones_say_so(
    loops: Path, finished: Path, tmp_path: Path, page_texts: Path
) -> None:
    folder = loops / "en/patient/landscape/loops"
    entry = manifest.read(folder)["tiny.loop"]
    for file in folder.glob("tiny.loop.*"):
        shutil.copy(file, folder / file.name.replace(".loop.", ".loop.turned90."))
    entry["files"] = {name.replace(".loop.", ".loop.turned90."): sha for name, sha in entry["files"].items()}
    manifest.note(folder, "tiny.loop.turned90", entry)
    bundle = read_bundle(finished)
    write_site(bundle, tmp_path / "site", link=True, words=page_texts, loops=loops_in(loops, bundle, TODAY))
    assert os.path.samefile(tmp_path / "site" / LOOPS / "tiny.loop.turned90.mp4", folder / "tiny.loop.turned90.mp4")
    assert "wide · turned by 90°" in Page(tmp_path / "site" / "clinics.html").text


def test_rows_without_files_say_what_makes_them_and_a_withdrawn_film_is_no_file(
    finished: Path, tmp_path: Path, page_texts: Path
) -> None:
    (tmp_path / "withdrawn.toml").write_text('[film.both]\non = 2026-12-24\nreason = "Wrong."\n', encoding="utf-8")
    write_site(read_bundle(finished), tmp_path / "site", words=page_texts, withdrawn=tmp_path / "withdrawn.toml")
    page = Page(tmp_path / "site" / "clinics.html").text
    assert re.findall(r'<code dir="ltr">(.*?)</code>', page.partition('id="host"')[0]) == [
        "render.py film --with-clips --shape portrait", "render.py film --with-clips --shape square",
        "render.py loops &amp;&amp; render.py site --loops out",
        "render.py kiosk &amp;&amp; render.py site --kiosk out/kiosk",
    ]
    assert "both.mp4" not in page
    assert [*(tmp_path / "site").rglob("both.mp4")] == []


def test_links_for_screens_download_and_one_new_file_takes_them_down(
    chromium: Browser, site: Path, tmp_path: Path
) -> None:
    with served(site) as address:
        page = Visit(chromium).page
        page.goto(f"{address}clinics.html")
        for name in ("All clips in turn", "Menu and films"):
            link = page.get_by_role("link", name=name)
            with page.expect_download() as download:
                link.click()
            assert Path(download.value.path()).read_bytes() == (site / str(link.get_attribute("href"))).read_bytes()
        page.context.close()
    shutil.copytree(site, tmp_path / "site")
    gone = 'window.filmsWithdrawn = {"looping": {"on": "2026-12-24", "reason": "Wrong."}};'
    (tmp_path / "site" / "withdrawn.js").write_text(gone, encoding="utf-8")
    opened = Visit(chromium)
    page = opened.open(tmp_path / "site" / "clinics.html")
    left = {str(link.get_attribute("href")) for link in page.locator("a[download]").all()}
    assert f"{LOOPS}/tiny.loop.mp4" in left
    assert not left & {f"{LOOPS}/looping.loop.mp4", f"{LOOPS}/all.loop.mp4"}
    opened.close(tmp_path / "site")


# --- what is refused ----------------------------------------------------------------------------------------


def refused(run: RenderPy, *words: str) -> str:
    """The one line that a site is refused with; there is none."""
    result = run("site", "--out", "site", *words)
    assert result.exit_code == 1, result.output
    (line,) = result.stderr.splitlines()
    assert not Path("site").exists()
    return line


def change(entry: str, key: str, value: object) -> Callable[[Path], None]:
    """Change what the manifest says of a loop."""
    def changed(folder: Path) -> None:
        manifest.note(folder, entry, {**manifest.read(folder)[entry], key: value})

    return changed


def name_another(folder: Path) -> None:
    manifest.note(folder, "../../tiny.loop", manifest.read(folder)["tiny.loop"])


LOOP_HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed": (lambda folder: (folder / "tiny.loop.mp4").write_bytes(b"short"), "tiny.loop.mp4 is not what"),
    "missing": (lambda folder: (folder / "all.loop.mp4").unlink(), "all.loop.mp4 is not what"),
    "story": (lambda folder: (folder / "tiny.loop.story.json").write_text("{}"), "tiny.loop.story.json is not what"),
    "empty": (lambda folder: (folder / manifest.NAME).write_text("{"), "manifest.json names no loop"),
    "gone": (lambda folder: shutil.rmtree(folder), "holds no finished loops in en: make them with"),
    "elsewhere": (name_another, "'../../tiny.loop' is no loop"),
    "past": (change("all.loop", "facts_review_by", "2020-01-01"), "its facts were due for review on 2020-01-01"),
    "beats": (change("all.loop", "beats", None), "all.loop.mp4 is not what"),
}


@pytest.mark.parametrize("kind", LOOP_HARMS)
def test_loops_that_are_not_what_they_were_give_one_line_and_no_site(
    kind: str, loops: Path, own: Path, render_py: RenderPy
) -> None:
    shutil.rmtree(own / "ar")
    harm, says = LOOP_HARMS[kind]
    harm(loops / "en/patient/landscape/loops")
    assert says in refused(render_py, "--films", str(own), "--loops", str(loops))


def test_a_loop_that_tells_what_its_film_no_longer_tells_is_refused(
    loops: Path, own: Path, render_py: RenderPy
) -> None:
    rewrite(own / "en/patient/landscape", "tiny", lambda told: told["beats"][1].update(seen="Another picture."))
    line = refused(render_py, "--films", str(own), "--loops", str(loops))
    assert "the loop of tiny tells in “square” what its film does not tell" in line


def test_a_loop_and_a_kiosk_that_show_a_withdrawn_film_are_refused(
    loops: Path, kiosk: Path, finished: Path, tmp_path: Path
) -> None:
    listed, bundle = tmp_path / "withdrawn.toml", read_bundle(finished)
    listed.write_text('[film.tiny]\non = 2026-12-24\nreason = "A figure was wrong."\n', encoding="utf-8")
    with pytest.raises(FilmError, match=r"tiny was withdrawn on 2026-12-24: A figure was wrong\."):
        loops_in(loops, bundle, TODAY, listed)
    with pytest.raises(FilmError, match=r"films/\w+/\w+/tiny\.mp4: was withdrawn on 2026-12-24"):
        read_kiosk(kiosk, bundle, listed)


def escape(kiosk: Path) -> None:
    (kiosk.parent / "mine.txt").write_text("mine")
    sums = kiosk / "SHA256SUMS"
    sums.write_text(f"{sums.read_text()}{manifest.hash_of(kiosk.parent / 'mine.txt')}  ../mine.txt\n")


def link_out(kiosk: Path) -> None:
    page = kiosk / "index.html"
    shutil.copy(page, kiosk.parent / "page.html")
    page.unlink()
    page.symlink_to(kiosk.parent / "page.html")


KIOSK_HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed": (lambda kiosk: (kiosk / "index.html").write_text("<script>"), "index.html: is not the file that"),
    "missing": (lambda kiosk: (kiosk / "films/en/patient/tiny.mp4").unlink(), "tiny.mp4: is not the file that"),
    "more": (lambda kiosk: (kiosk / "letter.txt").write_text("Dear"), "letter.txt: is no file of the kiosk"),
    "elsewhere": (escape, "SHA256SUMS: is no list of checksums"),
    "link": (link_out, "index.html: is not the file that was made"),
    "garbled": (lambda kiosk: (kiosk / "SHA256SUMS").write_bytes(b"\xff"), "SHA256SUMS: is no list of checksums"),
    "gone": (shutil.rmtree, "holds no finished kiosk: make one with `render.py kiosk`"),
}


@pytest.mark.parametrize("kind", KIOSK_HARMS)
def test_a_kiosk_that_is_not_what_it_was_gives_one_line_and_no_site(
    kind: str, own_kiosk: Path, finished: Path, render_py: RenderPy
) -> None:
    harm, says = KIOSK_HARMS[kind]
    harm(own_kiosk)
    assert says in refused(render_py, "--films", str(finished), "--kiosk", str(own_kiosk))


def test_a_kiosk_of_other_films_is_refused(own_kiosk: Path, own: Path, render_py: RenderPy) -> None:
    shutil.rmtree(own / "en" / "student")
    line = refused(render_py, "--films", str(own), "--kiosk", str(own_kiosk))
    assert "student/following.mp4: is none of these films, or an older one" in line
