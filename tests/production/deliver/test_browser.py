"""The site in a real browser, from a disk: it plays, follows, switches, and asks nobody for anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from production.deliver.bundle import read_bundle
from production.deliver.finished import Finished
from production.deliver.site import write_site
from tests.helpers.browser import Visit
from tests.production.deliver.conftest import rewrite

pytestmark = pytest.mark.xdist_group("film")  # they share one film

#: The pages of the tests' site, by path.
PAGES = (
    "index.html", "index.student.html", "tiny.html", "tiny.student.html", "following.html", "clinics.html",
    "ar/index.html", "ar/tiny.html", "ar/clinics.html",
)
CLIPS = [page for page in PAGES if "tiny" in page or "following" in page]
EMBED = "embed/tiny.html"
#: The rules of axe that look at colors: all that is otherwise in the dark.
OF_COLOR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


Opened = Callable[..., Any]


@pytest.fixture(name="visit")
def _visit(chromium: Browser, site: Path) -> Callable[..., Any]:
    """Open a page of the site in a window of its own; whatever a test does there, nothing may leave or be blocked."""

    @contextmanager
    def visit(page: str, rest: str = "", **options: Any) -> Iterator[Page]:
        opened = Visit(chromium, **options)
        yield opened.open(site / page, rest)
        opened.close(site)

    return visit


def now(page: Page) -> float:
    return float(page.evaluate("document.querySelector('video').currentTime"))


def seek(page: Page, seconds: float) -> None:
    page.evaluate("(t) => { document.querySelector('video').currentTime = t; }", seconds)
    page.wait_for_function("(t) => Math.abs(document.querySelector('video').currentTime - t) < 0.01", arg=seconds)
    page.wait_for_function("() => !document.querySelector('video').seeking")


def is_at(page: Page, seconds: float) -> None:
    page.wait_for_function("(t) => Math.abs(document.querySelector('video').currentTime - t) < 0.3", arg=seconds)


def clip_of(page: str, finished: Path) -> Finished:
    language = "ar" if page.startswith("ar/") else "en"
    audience = "student" if ".student" in page else "patient"
    clip = read_bundle(finished).find(page.removeprefix("ar/").partition(".")[0], language, audience)
    assert clip
    return clip


# --- it plays -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CLIPS)
def test_every_clip_page_plays_and_shows_each_caption_at_its_second(visit: Opened, finished: Path, name: str) -> None:
    clip = clip_of(name, finished)
    with visit(name) as page:
        expect(page.locator("[data-bar]")).to_be_visible()
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_function("() => document.querySelector('video').currentTime > 0.2")
        expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
        page.get_by_role("button", name="Pause", exact=True).click()
        assert page.evaluate("document.querySelector('video').paused")
        shown = page.locator("[data-caption]")
        for cue in clip.captions:
            seek(page, cue.start + 0.05)
            expect(shown).to_be_visible()
            assert shown.inner_text().split("\n") == list(cue.lines)
            seek(page, max(cue.start - 0.05, 0))
            assert shown.inner_text().split("\n") != list(cue.lines)
        assert shown.get_attribute("dir") == ("rtl" if clip.language == "ar" else "ltr")


def test_the_film_on_the_home_page_plays_and_its_chapters_lead_into_it(visit: Opened, finished: Path) -> None:
    film = read_bundle(finished).find("both", "en", "patient")
    assert film
    with visit("index.html") as page:
        page.get_by_role("button", name="7 Tiny").click()
        is_at(page, film.chapters[1].start)
        expect(page.locator(".chapters [aria-current]")).to_contain_text("7 Tiny")
        page.get_by_role("button", name="Play", exact=True).click()
        begun = film.chapters[1].start + 0.2
        page.wait_for_function("(t) => document.querySelector('video').currentTime > t", arg=begun)


def test_the_transcript_follows_the_film_and_a_sentence_leads_into_it(visit: Opened, finished: Path) -> None:
    clip = clip_of("tiny.html", finished)
    with visit("tiny.html") as page:
        rows = page.locator("[data-transcript] li")
        rows.nth(1).get_by_role("button").click()
        is_at(page, clip.captions[1].start)
        expect(rows.nth(1)).to_have_attribute("aria-current", "true")
        expect(rows.nth(1).locator(".said")).to_have_text(" ".join(clip.captions[1].lines))
        expect(rows.nth(0)).not_to_have_attribute("aria-current", "true")
        follow = page.get_by_role("switch")
        expect(follow).to_be_checked()
        page.locator("[data-transcript]").dispatch_event("wheel")
        expect(follow).not_to_be_checked()
        follow.click()
        expect(follow).to_be_checked()


def test_where_somebody_reads_the_word_that_is_said_lights_up(visit: Opened, finished: Path) -> None:
    clip = clip_of("following.html", finished)
    with visit("following.html") as page:
        for number in (0, 3, len(clip.words) - 1):
            word = clip.words[number]
            seek(page, (word.start + word.end) / 2)
            expect(page.locator("[data-transcript] .said")).to_have_text(word.word)
        expect(page.locator(".voice")).to_contain_text("A computer reads the words. Read by Ada.")


def test_a_chapter_and_a_still_lead_into_the_clip(visit: Opened, finished: Path) -> None:
    clip = clip_of("tiny.html", finished)
    with visit("tiny.html") as page:
        page.locator(".marks").get_by_role("button", name="Square").click()
        is_at(page, clip.beats[1].start)
        page.locator(".seen button").nth(2).click()
        is_at(page, clip.beats[2].start)


def test_audience_and_language_change_in_the_middle_and_keep_the_place(visit: Opened, finished: Path) -> None:
    patient, student = (clip_of(name, finished) for name in ("tiny.html", "tiny.student.html"))

    def place(clip: Finished, share: float) -> float:
        beat = clip.beats[1]
        return beat.start + share * (beat.end - beat.start)

    with visit("tiny.html") as page:
        seek(page, place(patient, 0.5))
        page.get_by_role("link", name="Students").click()
        page.wait_for_url("**/tiny.student.html#at=tiny.square:0.5*")
        is_at(page, place(student, 0.5))
        page.get_by_role("link", name="Patients, families").click()
        page.wait_for_url("**/tiny.html#at=*")
        is_at(page, place(patient, 0.5))
        page.get_by_role("link", name="العربية").click()
        page.wait_for_url("**/ar/tiny.html#at=*")
        is_at(page, place(patient, 0.5))
        assert page.evaluate("document.documentElement.dir") == "rtl"


def test_everything_is_done_by_keyboard_alone(visit: Opened, finished: Path) -> None:
    with visit("tiny.html") as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        names: list[str] = []
        for _ in range(60):
            page.keyboard.press("Tab")
            names.append(page.evaluate(
                "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim()"))
            if names[-1].startswith("Pos"):
                break
        assert {"Play", "Captions", "Sound", "Full screen", "Position"} <= {*names}
        before = now(page)
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(t) => document.querySelector('video').currentTime > t", arg=before + 1)
        page.get_by_role("button", name="Play", exact=True).focus()
        page.keyboard.press("Home")
        page.keyboard.press("Space")
        page.wait_for_function("() => !document.querySelector('video').paused")
        page.keyboard.press("Space")
        page.wait_for_function("() => document.querySelector('video').paused")
        focus = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert focus == "solid"


def test_the_seek_bar_shows_a_small_picture_of_where_it_would_go(visit: Opened, finished: Path) -> None:
    clip = clip_of("tiny.html", finished)
    with visit("tiny.html") as page:
        preview, bar = page.locator("[data-preview]"), page.locator("[data-range]").bounding_box()
        assert bar
        for seconds in (1.0, 5.0, clip.seconds - 0.5):
            page.mouse.move(bar["x"] + bar["width"] * seconds / clip.seconds, bar["y"] + bar["height"] / 2)
            expect(preview).to_be_visible()
            place = preview.evaluate("(e) => getComputedStyle(e).backgroundPositionX")
            assert place == f"{-160 * int(seconds // 2)}px"
            assert preview.get_attribute("data-clock") in (f"0:{int(seconds):02}", f"0:{int(seconds - 0.05):02}")
        page.mouse.move(0, 0)
        expect(preview).to_be_hidden()


def test_captions_and_sound_are_switched_and_say_so(visit: Opened, finished: Path) -> None:
    clip = clip_of("tiny.html", finished)
    with visit("tiny.html") as page:
        seek(page, clip.captions[0].start + 0.05)
        button = page.get_by_role("button", name="Captions")
        expect(page.locator("[data-caption]")).to_be_visible()
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(page.locator("[data-caption]")).to_be_hidden()
        page.get_by_role("button", name="Sound").click()
        assert page.evaluate("document.querySelector('video').muted")


def test_the_code_to_embed_is_copied_or_at_least_selected(visit: Opened) -> None:
    with visit("tiny.html") as page:
        page.get_by_role("button", name="Copy the code").click()
        expect(page.locator("[data-copy-says]")).not_to_have_text("Copy the code")
        assert "embed/tiny.html?audience=patient" in page.evaluate("getSelection().toString()")


# --- embedded --------------------------------------------------------------------------------------


def test_an_embedded_player_is_for_whom_its_address_says_and_begins_where_it_says(
    visit: Opened, finished: Path
) -> None:
    small = {"viewport": {"width": 640, "height": 400}}
    with visit(EMBED, "?audience=student&language=en&start=1.5", **small) as page:
        is_at(page, 1.5)
        assert "/student/" in page.evaluate("document.querySelector('video').currentSrc")
        page.get_by_role("button", name="Play", exact=True).click()
        expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
        box = page.locator("video").bounding_box()
        assert box
        assert (round(box["width"]), round(box["height"])) == (640, 360)
        for button in page.locator("[data-bar] button:visible, [data-bar] a:visible").all():
            size = button.bounding_box()
            assert size
            assert min(size["width"], size["height"]) >= 44
    with visit(EMBED, "?audience=nobody&language=xx", **small) as page:
        page.wait_for_function("() => document.querySelector('video').readyState > 0")
        assert "/en/patient/" in page.evaluate("document.querySelector('video').currentSrc")
    with visit(EMBED, "?language=ar", **small) as page:
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
        assert page.title() == clip_of("ar/tiny.html", finished).heading


def test_who_wants_less_motion_goes_picture_by_picture_and_nothing_moves_by_itself(
    visit: Opened, finished: Path
) -> None:
    clip = clip_of("tiny.html", finished)
    with visit(EMBED, reduced_motion="reduce") as page:
        for beat in clip.beats[:2]:
            page.get_by_role("button", name="Next picture").click()
            is_at(page, beat.end - 0.2)
            assert page.evaluate("document.querySelector('video').paused")
        page.get_by_role("button", name="Previous picture").click()
        is_at(page, clip.beats[0].end - 0.2)
    with visit(EMBED) as page:
        expect(page.get_by_role("button", name="Next picture")).to_be_hidden()


def test_nothing_is_kept_and_nothing_plays_before_it_is_asked_to(visit: Opened) -> None:
    for name in ("index.html", "tiny.html", EMBED):
        with visit(name) as page:
            page.wait_for_function("() => document.querySelector('video').readyState > 0")
            assert page.evaluate("document.querySelector('video').paused")
            assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


# --- for everybody, on every screen ----------------------------------------------------------------


@pytest.mark.parametrize("name", [*PAGES, EMBED, f"{EMBED}?language=ar"])
def test_axe_finds_nothing_on_any_page_light_or_dark_and_none_scrolls_sideways_from_a_phone_to_a_wall(
    visit: Opened, name: str
) -> None:
    file, _, query = name.partition("?")
    with visit(file, f"?{query}" if query else "", reduced_motion="reduce") as page:
        page.wait_for_function("() => [...document.querySelectorAll('video')].every((film) => film.readyState)")
        for scheme, rules in (("light", {}), ("dark", {"runOnly": OF_COLOR})):
            page.emulate_media(color_scheme=scheme)
            # Without preload: axe would fetch the style itself, which the page's policy forbids.
            found = Axe().run(page, options={"preload": False, **rules}).response["violations"]
            assert [(scheme, one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
        for width in (320, 390, 768, 1100, 1440, 1920, 3840):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [width, width]


def test_on_a_phone_captions_stand_below_the_picture(visit: Opened, finished: Path) -> None:
    clip = clip_of("tiny.html", finished)
    for width, below in ((390, True), (1280, False)):
        with visit("tiny.html", viewport={"width": width, "height": 844}) as page:
            seek(page, clip.captions[0].start + 0.05)
            video, line = page.locator("video").bounding_box(), page.locator("[data-caption]").bounding_box()
            assert video
            assert line
            assert (line["y"] >= video["y"] + video["height"] - 1) == below


def test_dark_is_dark_and_print_is_white_with_all_words(visit: Opened) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with visit("tiny.html", color_scheme="dark") as page:
        assert page.evaluate(ground) == "rgb(18, 28, 39)"
        page.emulate_media(media="print")
        assert page.evaluate(ground) == "rgb(255, 255, 255)"
        expect(page.locator(".player")).to_be_hidden()
        box = page.locator("[data-transcript]")
        assert page.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1", box.element_handle())
        for part in ("#sources", "#evidence", ".foot"):
            expect(page.locator(part)).to_be_visible()


def test_without_scripts_the_browsers_own_controls_stay_and_all_words_are_there(visit: Opened) -> None:
    with visit("tiny.html", java_script_enabled=False) as page:
        assert page.locator("video").get_attribute("controls") is not None
        assert page.locator("video track").count() == 1
        expect(page.locator("[data-bar]")).to_be_hidden()
        expect(page.locator("[data-transcript] li").first).to_be_visible()
        page.get_by_role("link", name="Students").click()
        page.wait_for_url("**/tiny.student.html")


# --- facts grow old ------------------------------------------------------------------------------------


def test_a_page_whose_facts_are_past_review_says_so_by_itself(visit: Opened, finished: Path, site: Path) -> None:
    clip = clip_of("tiny.html", finished)
    for days, shown in ((-40, ""), (-10, "due"), (1, "over")):
        with visit("clinics.html") as page:
            page.clock.install(time=f"{clip.review_by.isoformat()}T12:00:00Z")
            page.clock.fast_forward(0)
            page.clock.set_fixed_time(_moved(clip, days))
            page.goto((site / "tiny.html").as_uri())
            expect(page.locator("[data-past]")).to_be_visible(visible=shown == "over")
            classes = page.locator("[data-seal]").get_attribute("class") or ""
            assert ("due" in classes) == (shown != "")


def _moved(clip: Finished, days: int) -> str:
    return f"{(clip.review_by + timedelta(days=days)).isoformat()}T12:00:00Z"


def test_one_file_on_a_server_withdraws_a_film_from_every_page(chromium: Browser, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    (copy / "withdrawn.js").write_text(
        'window.filmsWithdrawn = {"tiny": {"on": "2026-12-24", "reason": "The <b>label</b> changed."}};',
        encoding="utf-8",
    )
    for name, gone in (("tiny.html", True), (EMBED, True), ("following.html", False)):
        opened = Visit(chromium)
        page = opened.open(copy / name)
        if gone:
            expect(page.locator(".gone")).to_contain_text("The <b>label</b> changed.")
            assert page.locator("video, a[download]").count() == 0
        else:
            expect(page.locator("video")).to_be_visible()
        opened.close(copy)


def test_a_hostile_text_runs_nothing_in_a_browser_either(
    chromium: Browser, own: Path, tmp_path: Path, page_texts: Path
) -> None:
    hostile = "</script><script>document.title='gone'</script><img src=x onerror=\"document.title='gone'\">"

    def poison(told: dict[str, Any]) -> None:
        told["title"] = told["summary"] = hostile
        told["captions"][0]["lines"] = [hostile]
        told["beats"][0].update(said=hostile, seen=hostile)

    rewrite(own / "en" / "patient" / "landscape", "tiny", poison)
    write_site(read_bundle(own), tmp_path / "site", words=page_texts)
    for name in ("tiny.html", EMBED, "index.html"):
        opened = Visit(chromium)
        page = opened.open(tmp_path / "site" / name)
        page.wait_for_function("() => document.querySelector('video').readyState > 0")
        if name == "tiny.html":
            seek(page, 0.9)
            assert page.locator("[data-caption]").inner_text() == hostile
        assert page.title() != "gone"
        opened.close(tmp_path / "site")
