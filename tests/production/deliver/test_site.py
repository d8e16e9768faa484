"""A site's folder and pages, without a browser."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from production.deliver.bundle import Bundle, read_bundle
from production.deliver.finished import Word
from production.deliver.site import write_site
from production.deliver.spoken import rows
from production.deliver.views import linked
from production.store import manifest
from scenes.running_order import CROPS, RUNNING_ORDER, SIGNS, TOPICS
from scenes.script.errors import FilmError
from scenes.script.script import load_clip_script
from scenes.sets.safety.layout import Composition
from scenes.stage.layout import zones
from tests.helpers.looped import Looped
from tests.production.deliver.conftest import rewrite

pytestmark = pytest.mark.xdist_group("film")  # they share one film


class Page(HTMLParser):
    """The links and scripts of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.addresses: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.data: list[str] = []
        self.language, self.direction = "", ""
        self._script = ""
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language, self.direction = found["lang"], found["dir"]
        self.ids += [found["id"]] if "id" in found else []
        self.inline += [name for name in found if name == "style" or name.startswith("on")]
        addresses = [found[key] for key in ("src", "href", "poster") if key in found]
        addresses += [part.split()[0] for part in found.get("srcset", "").split(",") if part]
        if tag == "a":
            self.links += addresses
        elif not (tag == "use" or found.get("rel") in ("canonical", "alternate")):
            self.addresses += addresses
        if tag == "script" and "src" not in found:
            self._script = found.get("type", "text/javascript")
        elif tag == "style":
            self.inline.append("style")

    def handle_data(self, data: str) -> None:
        if self._script:
            self.data.append(data)
            if self._script not in ("application/json", "application/ld+json"):
                self.inline.append(data)
            self._script = ""


def pages_of(site: Path) -> list[Page]:
    return [Page(path) for path in sorted(site.rglob("*.html")) if "media" not in path.parts]


def test_there_is_a_page_for_each_clip_audience_and_language(site: Path) -> None:
    assert [page.path.relative_to(site).as_posix() for page in pages_of(site)] == [
        "ar/clinics.html", "ar/following.html", "ar/index.html", "ar/tiny.html", "clinics.html",
        "embed/following.html", "embed/tiny.html", "following.html", "following.student.html", "index.html",
        "index.student.html", "tiny.html", "tiny.student.html",
    ]
    assert {(page.language, page.direction) for page in pages_of(site / "ar")} == {("ar", "rtl")}


def test_everything_that_a_page_asks_for_is_in_the_folder_and_nothing_is_asked_of_others(site: Path) -> None:
    for page in pages_of(site):
        assert page.addresses
        for address in page.addresses:
            parts = urlsplit(address)
            assert parts[:2] == ("", ""), address
            assert (page.path.parent / parts.path).is_file(), f"{page.path}: {address}"


def test_every_link_leads_somewhere_and_out_of_the_site_only_to_sources(site: Path) -> None:
    for page in pages_of(site):
        for address in page.links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                assert address.startswith(("https://doi.org/10.", "https://pubmed.ncbi.nlm.nih.gov/",
                                           "https://pmc.ncbi.nlm.nih.gov/articles/PMC")), address
                continue
            target = (page.path.parent / parts.path) if parts.path else page.path
            assert target.is_file(), f"{page.path}: {address}"
            if parts.fragment and "=" not in parts.fragment:
                assert parts.fragment in Page(target).ids, f"{page.path}: {address}"


def test_pages_hold_no_style_and_no_code_of_their_own_and_forbid_it(site: Path) -> None:
    for page in pages_of(site):
        assert page.inline == [], page.path
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in page.text
        assert len(page.ids) == len(set(page.ids))


def test_checksums_are_those_of_the_manifests(site: Path, finished: Path, looped: Looped) -> None:
    lines = [line.split("  ") for line in (site / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    known = {name for out in (finished, looped.out) for file in out.rglob(manifest.NAME)
             for entry in manifest.read(file.parent).values() for name in entry["files"].values()}
    assert len(lines) > 30
    for sha256, name in lines:
        assert sha256 in known or name == "kiosk.zip"
        assert manifest.hash_of(site / name) == sha256


HOSTILE = "</script><script>alert(1)</script> \"two\" 'one' <img src=x onerror=alert(1)> javascript:alert(1) & {{7*7}}"


def test_a_hostile_text_stays_text(own: Path, tmp_path: Path, page_texts: Path) -> None:
    def poison(told: dict[str, Any]) -> None:
        for key in ("title", "subtitle", "summary", "voice", "notice"):
            told[key] = HOSTILE
        for beat in told["beats"]:
            beat.update(said=HOSTILE, seen=HOSTILE, title=HOSTILE, labels=[HOSTILE])
        for cue in told["captions"]:
            cue["lines"] = [HOSTILE]
        for fact in told["facts"].values():
            fact.update(sentence=HOSTILE, where=HOSTILE, simplified=HOSTILE)
        for source in told["sources"]:
            source.update(full=f"javascript:alert(1) {HOSTILE} doi 10.1000/x\"onclick=alert(1)", short=HOSTILE)

    rewrite(own / "en" / "patient" / "landscape", "tiny", poison)
    words = tmp_path / "words"
    shutil.copytree(page_texts, words)
    text = (words / "en.toml").read_text(encoding="utf-8")
    (words / "en.toml").write_text(
        text.replace('transcript = "Transcript"', f"transcript = '''{HOSTILE}'''"), encoding="utf-8")
    (words / "ar.po").unlink()
    shutil.rmtree(own / "ar")
    write_site(read_bundle(own), tmp_path / "site", words=words)
    page = Page(tmp_path / "site" / "tiny.html")
    assert page.inline == []
    assert page.text.count("<script") == 4, "its own two, its data, and what it tells search engines"
    assert "alert(1)" in page.text
    assert "<img src=x" not in page.text
    assert "{{7*7}}" in page.text
    assert all(urlsplit(address).scheme in ("", "https") for address in page.links)
    assert next(json.loads(data) for data in page.data)["video"]["name"] == f"7 {HOSTILE}"


def test_links_are_made_of_dois_and_pubmed_numbers_and_never_of_addresses_in_a_text() -> None:
    text = "Kantarjian. NEJM 2016. doi 10.1056/NEJMoa1509277, PMID 27292104, PMC6618133. javascript:alert(1)"
    pieces = [*linked(text)]
    assert "".join(piece["text"] for piece in pieces) == text
    assert [piece["href"] for piece in pieces if piece["href"]] == [
        "https://doi.org/10.1056/NEJMoa1509277", "https://pubmed.ncbi.nlm.nih.gov/27292104",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6618133",
    ]


def test_the_transcript_goes_by_words_where_somebody_reads_and_else_by_captions(finished: Path) -> None:
    clip = read_bundle(finished).find("tiny", "en", "patient")
    assert clip
    said = " ".join(beat.said for beat in clip.beats)
    by_captions = rows(clip)
    assert " ".join(unit.text for row in by_captions for unit in row.units) == said
    assert [row.start for row in by_captions] == [cue.start for cue in clip.captions], "one sentence a caption here"
    words = tuple(Word("disc", word, 0.5 * n, 0.5 * n + 0.4) for n, word in enumerate(said.split()))
    by_words = rows(replace(clip, words=words))
    assert [unit.text for row in by_words for unit in row.units] == said.split()
    assert len(by_words) == len(by_captions)


def test_search_engines_are_told_how_old_the_facts_are_and_of_each_beat(finished: Path, tmp_path: Path,
                                                                    page_texts: Path) -> None:
    bundle = read_bundle(finished)
    write_site(bundle, tmp_path / "site", url="https://clinic.example/films/", words=page_texts)
    clip = bundle.find("tiny", "en", "patient")
    assert clip
    page = Page(tmp_path / "site" / "tiny.html")
    told = json.loads(page.data[0])
    assert told["@type"] == "MedicalWebPage"
    assert told["lastReviewed"] == clip.checked.isoformat()
    video = told["video"]
    assert video["contentUrl"] == "https://clinic.example/films/media/en/patient/landscape/tiny.mp4"
    assert [part["name"] for part in video["hasPart"]] == [beat.title for beat in clip.beats]
    assert "A disc goes round" in video["transcript"]
    film = json.loads(Page(tmp_path / "site" / "index.html").data[0])["video"]
    assert [part["name"] for part in film["hasPart"]][1:3] == ["7 Tiny", "6 Tiny"]
    assert film["hasPart"][1]["url"].startswith("https://clinic.example/films/index.html#t=")
    address = "https://clinic.example/films/embed/tiny.html?audience=patient&amp;amp;language=en"
    assert f"src=&#34;{address}&#34;" in page.text
    listed = re.findall(r"<loc>(.*?)</loc>", (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    assert "https://clinic.example/films/tiny.student.html" in listed
    assert len(listed) == 11
    assert not any("embed" in address for address in listed)


def test_without_an_address_there_is_no_sitemap(site: Path) -> None:
    assert not (site / "sitemap.xml").exists()


def test_pictures_come_in_sizes_and_the_seek_bar_has_one_for_every_two_seconds(site: Path, finished: Path) -> None:
    clip = read_bundle(finished).find("tiny", "en", "patient")
    assert clip
    vtt = (site / "pictures/en/patient/tiny.sprite.vtt").read_text(encoding="utf-8")
    places = re.findall(r"tiny\.sprite\.webp#xywh=(\d+),(\d+),160,90", vtt)
    assert len(places) == -(-clip.seconds // 2)
    with Image.open(site / "pictures/en/patient/tiny.sprite.webp") as sprite:
        assert sprite.size == (160 * len(places), 90)
    with Image.open(site / "pictures/en/patient/tiny.shared.jpg") as shared:
        assert shared.size == (1200, 630)


def test_the_typeface_is_cut_down_renamed_and_carries_its_license(site: Path) -> None:
    fonts = site / "assets" / "fonts"
    text = (fonts / "LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License" in text
    assert "Adobe" in text
    for weight in (400, 600, 700, 900):
        file = fonts / f"film-sans-{weight}.woff2"
        assert file.stat().st_size < 30_000
        with TTFont(file) as font:
            assert font["name"].getDebugName(1) == "Film Sans"
            assert "SIL Open Font License" in font["name"].getDebugName(13)
            assert ord("ß") not in font.getBestCmap(), "no page says it"


def test_a_language_in_other_letters_brings_their_face(site: Path) -> None:
    fonts, style = site / "assets" / "fonts", (site / "assets" / "site.css").read_text(encoding="utf-8")
    assert "IBM Plex Sans Arabic" in (fonts / "LICENSE.txt").read_text(encoding="utf-8")
    said = Page(site / "ar" / "following.html").text
    for weight in (400, 600, 700):
        with TTFont(fonts / f"film-sans-arabic-{weight}.woff2") as font:
            assert {ord(letter) for letter in said if "ا" <= letter <= "ي"} <= {*font.getBestCmap()}
    assert style.count("film-sans-arabic") == 4, "one rule a weight"
    assert "film-sans-han" not in style, "no page has Chinese letters"


def test_signs_are_cut_out_where_the_list_draws_them() -> None:
    form = Composition.of(zones("landscape")).rows
    assert SIGNS.middle == pytest.approx((form.area.left + 28 + form.sign) / 1920, abs=0.002)
    assert SIGNS.from_the_right == pytest.approx((form.area.right - 28 - form.sign) / 1920, abs=0.002)


def test_films_are_linked_on_wish(finished: Path, tmp_path: Path, page_texts: Path) -> None:
    write_site(read_bundle(finished), tmp_path / "site", link=True, words=page_texts)
    movie = "media/en/patient/landscape/tiny.mp4"
    assert os.path.samefile(tmp_path / "site" / movie, finished / movie.removeprefix("media/"))


def test_a_site_is_replaced_whole_and_nothing_else_is(finished: Path, tmp_path: Path, page_texts: Path) -> None:
    out, bundle = tmp_path / "site", read_bundle(finished)
    write_site(bundle, out, words=page_texts)
    (out / "old.html").write_text("old", encoding="utf-8")
    write_site(Bundle(bundle.all[:1]), out, words=page_texts)
    assert not (out / "old.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(FilmError, match="holds something that is no site"):
        write_site(bundle, mine, words=page_texts)
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


def test_a_language_without_words_for_pages_is_refused_before_anything_is_written(
    finished: Path, tmp_path: Path, page_texts: Path
) -> None:
    words = tmp_path / "words"
    words.mkdir()
    shutil.copy(page_texts / "en.toml", words)
    with pytest.raises(FilmError, match=r"ar\.po is missing"):
        write_site(read_bundle(finished), tmp_path / "site", words=words)
    assert not (tmp_path / "site").exists()


def test_a_withdrawn_film_has_a_page_with_day_and_reason_and_no_player(
    finished: Path, tmp_path: Path, page_texts: Path
) -> None:
    listed = tmp_path / "withdrawn.toml"
    listed.write_text('[film.tiny]\non = 2026-12-24\nreason = "The label </script> changed."\n', encoding="utf-8")
    write_site(read_bundle(finished), tmp_path / "site", words=page_texts, withdrawn=listed)
    for name in ("tiny.html", "embed/tiny.html"):
        page = Page(tmp_path / "site" / name)
        assert "This film was withdrawn on December 24, 2026. The label &lt;/script&gt; changed." in page.text
        assert "<video" not in page.text
    assert "<video" in Page(tmp_path / "site" / "following.html").text
    script = (tmp_path / "site" / "withdrawn.js").read_text(encoding="utf-8")
    assert '"on": "2026-12-24"' in script
    assert "</script>" not in script
    listed.write_text('[film.tinny]\non = 2026-12-24\nreason = "x"\n', encoding="utf-8")
    with pytest.raises(FilmError, match="Did you mean 'tiny'"):
        write_site(read_bundle(finished), tmp_path / "site", words=page_texts, withdrawn=listed)


def test_every_clip_of_the_film_has_a_topic_and_a_crop_within_its_picture() -> None:
    names = [entry.name for entry in RUNNING_ORDER]
    assert sorted(name for clips in TOPICS.values() for name in clips) == sorted(names)
    assert CROPS.keys() == {*names}
    for name, crop in CROPS.items():
        assert 0 <= crop.left <= crop.left + crop.width <= 1, name
        assert 0 <= crop.top <= crop.top + crop.width <= 0.82, f"{name}: the lowest 18 % are the captions'"
        for audience in ("patient", "student") if crop.beat else ():
            assert crop.beat in load_clip_script(name, audience=audience).beat_names
    for audience in ("patient", "student"):
        labels = load_clip_script(SIGNS.clip, audience=audience).beat(SIGNS.beat).labels
        assert len(labels) == 1 + len(SIGNS.heights), "a heading, and a label for each picture"
