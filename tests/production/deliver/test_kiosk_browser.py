"""The touch screen in a real browser, from a disk: an hour of visitors, by touch, keys and a single switch."""

from __future__ import annotations

import base64
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from production.deliver.bundle import Bundle, read_bundle
from production.deliver.finished import Finished
from production.deliver.kiosk import write_kiosk
from scenes import running_order
from scenes.script.script import load_clip_script
from tests.helpers.browser import Visit
from tests.production.deliver.conftest import rewrite

pytestmark = pytest.mark.xdist_group("film")  # they share one film

#: The clips as the menu shows them, and the loop plays them.
NAMES = tuple(name for names in running_order.TOPICS.values() for name in names)
WIDE, UPRIGHT, WALL = {"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}, {"width": 3840, "height": 2160}
TABLET = {"width": 1024, "height": 768}


@pytest.fixture(scope="module")
def menu_of_all(finished: Path) -> Bundle:
    """All clips of the film by their names and titles, with the pictures of the tests' clips, and the whole film."""
    shown: list[Finished] = []
    for audience, language in (("patient", "en"), ("student", "en"), ("patient", "ar")):
        there = [one for one in read_bundle(finished).all if (one.audience, one.language) == (audience, language)]
        clips = cycle(one for one in there if one.kind == "clip")
        for entry in running_order.RUNNING_ORDER:
            script = load_clip_script(entry.name, "en", audience)
            titled = replace(next(clips), name=entry.name, number=entry.number, title=script.title, lead=script.lead)
            shown.append(replace(titled, voice="Read by a synthetic voice.", synthetic=True))
        shown += [replace(one, name=running_order.CUTS[0].name) for one in there if one.kind == "film"]
    return Bundle(tuple(shown))


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory, menu_of_all: Bundle, page_texts: Path) -> Path:
    """A kiosk of all clips; nobody changes it."""
    out = tmp_path_factory.mktemp("kiosk") / "kiosk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running_order, "CROPS", {})  # they name beats of the real clips
        write_kiosk(menu_of_all, out, words=page_texts)
    return out


Opened = Callable[..., Any]


@pytest.fixture(name="visit")
def _visit(chromium: Browser, kiosk: Path) -> Opened:
    """Stand before the screen, at ten in the morning; whatever is done there, nothing may leave or be blocked."""

    @contextmanager
    def visit(rest: str = "", folder: Path = kiosk, **options: Any) -> Iterator[Page]:
        opened = Visit(chromium, **{"viewport": WIDE, "has_touch": True, **options})
        opened.page.clock.install(time="2026-12-01T10:00:00Z")
        page = opened.open(folder / "index.html", rest)
        page.wait_for_selector("[data-front]")
        yield page
        opened.close(folder)

    return visit


def state(page: Page) -> str:
    return page.locator("body").get_attribute("data-state") or ""


def in_state(page: Page, name: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-state", name)


def row(page: Page, name: str) -> Locator:
    return page.locator(".row", has_text=name)


def playing(page: Page) -> Locator:
    return page.locator(".row[aria-current]")


def front(page: Page, what: str) -> Any:
    return page.evaluate(f"document.querySelector('[data-front]').{what}")


def go_to(page: Page, seconds: float) -> None:
    """A second of the film in front; below zero: that long before its end."""
    seek = "(t) => { const v = document.querySelector('[data-front]'); v.currentTime = t < 0 ? v.duration + t : t; }"
    page.evaluate(seek, seconds)


def in_front(page: Page, part: str) -> None:
    """Wait till a film is in front and moves."""
    page.wait_for_function(
        "(part) => { const v = document.querySelector('[data-front]'); return v.src.includes(part) && !v.paused"
        " && v.currentTime > 0; }", arg=part,
    )


# --- nobody is there ------------------------------------------------------------------------------------


def test_the_loop_goes_on_from_clip_to_clip_with_captions_and_without_the_whole_film(
    visit: Opened, menu_of_all: Bundle
) -> None:
    with visit() as page:
        for name in NAMES[:3]:
            in_front(page, f"/{name}.mp4")
            clip = menu_of_all.find(name, "en", "patient")
            assert clip
            expect(playing(page)).to_contain_text(clip.title)
            go_to(page, clip.captions[1].start + 0.05)
            expect(page.locator("[data-caption]")).to_have_text(" ".join(clip.captions[1].lines))
            go_to(page, -0.2)
        in_state(page, "idle")
        page.locator(".row").nth(len(NAMES) - 1).tap()
        in_front(page, f"/{NAMES[-1]}.mp4")
        page.keyboard.press("Escape")
        in_front(page, f"/{NAMES[0]}.mp4")


def test_between_two_films_there_is_never_an_empty_picture(visit: Opened) -> None:
    with visit(viewport={"width": 640, "height": 360}) as page:
        # What shows through where no film is would be seen at once, but a picture taken now and then may miss it: so it
        # is noted as well whenever a film comes to the front that has not shown a frame yet.
        page.evaluate("""() => {
            window.empty = [];
            const picture = document.querySelector('.picture');
            picture.style.background = 'rgb(255, 0, 255)';
            new MutationObserver(() => {
                const {readyState, src} = document.querySelector('[data-front]');
                if (readyState < HTMLMediaElement.HAVE_CURRENT_DATA) window.empty.push(src);
            }).observe(picture, {attributeFilter: ['data-front', 'src'], subtree: true});
        }""")
        session = page.context.new_cdp_session(page)
        pictures: list[str] = []

        def keep(frame: dict[str, Any]) -> None:
            pictures.append(frame["data"])
            session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

        session.on("Page.screencastFrame", keep)
        session.send("Page.startScreencast", {"format": "jpeg", "quality": 90})
        for name in NAMES[1:5]:
            go_to(page, -0.3)
            in_front(page, f"/{name}.mp4")
            page.wait_for_timeout(150)
        for name in (NAMES[-1], NAMES[0]):  # chosen by somebody: nothing of them is loaded yet
            page.locator(".row").nth(NAMES.index(name)).tap()
            in_front(page, f"/{name}.mp4")
            page.wait_for_timeout(150)
        session.send("Page.stopScreencast")
        assert page.evaluate("window.empty") == []
    assert len(pictures) > 20
    for number, picture in enumerate(pictures):
        assert is_filmed(picture), f"picture {number} of {len(pictures)} is empty"


def is_filmed(picture: str) -> bool:
    """Whether a film, light as its ground is, fills the picture's upper part."""
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB"), dtype=float)
    height, width = pixels.shape[:2]
    part = pixels[int(0.03 * height) : int(0.45 * height), int(0.03 * width) : int(0.6 * width)]
    red, green, blue = (part[..., channel] for channel in range(3))
    empty = (red + green + blue < 60) | ((red > 230) & (green < 40) & (blue > 230))
    return float(empty.mean()) < 0.001


def test_whoever_asked_for_less_motion_gets_a_still_that_can_be_played(visit: Opened) -> None:
    with visit(reduced_motion="reduce") as page:
        in_state(page, "paused")
        page.wait_for_function("() => document.querySelector('[data-front]').currentTime > 3")
        assert front(page, "paused")
        page.clock.run_for(180_000)
        assert front(page, "paused")
        expect(page.locator("[data-warning]")).to_be_hidden()
        page.get_by_role("button", name="Play", exact=True).click()
        in_front(page, ".mp4")


# --- somebody is there ----------------------------------------------------------------------------------


def test_a_film_that_is_chosen_plays_to_its_end_and_a_minute_later_the_loop_is_back(visit: Opened) -> None:
    with visit() as page:
        row(page, "2 Enter").tap()
        in_front(page, "/internalization.mp4")
        in_state(page, "playing")
        expect(playing(page)).to_contain_text("Playing, 0:11")
        page.clock.run_for(120_000)
        assert state(page) == "playing", "who watches is not sent away"
        go_to(page, -0.2)
        in_state(page, "over")
        page.get_by_role("button", name="Play again").tap()
        in_front(page, "/internalization.mp4")
        go_to(page, -0.2)
        in_state(page, "over")
        warning = page.locator("[data-warning]")
        page.clock.run_for(49_000)
        expect(warning).to_be_hidden()
        page.clock.run_for(2_000)
        expect(warning).to_be_visible()
        expect(page.get_by_role("alert")).to_have_text("Are you still there? Touch the screen to stay.")
        page.touchscreen.tap(300, 200)
        expect(warning).to_be_hidden()
        page.clock.run_for(59_000)
        in_state(page, "over")
        page.clock.run_for(2_000)
        in_state(page, "idle")
        in_front(page, "/dna_damage.mp4")  # the loop goes on after the film that was there


def test_pause_is_always_in_reach_and_holds_the_picture(visit: Opened) -> None:
    with visit() as page:
        page.get_by_role("button", name="Pause").tap()
        in_state(page, "paused")
        at = front(page, "currentTime")
        page.wait_for_timeout(300)
        assert front(page, "currentTime") == at
        page.get_by_role("button", name="Play", exact=True).tap()
        in_front(page, ".mp4")
        page.get_by_role("button", name="Pause").tap()
        page.clock.run_for(61_000)
        in_state(page, "idle")
        in_front(page, ".mp4")


def test_language_and_audience_change_in_the_midst_of_a_film_which_goes_on_at_the_same_idea(
    visit: Opened, menu_of_all: Bundle
) -> None:
    with visit() as page:
        row(page, "1 Bind").tap()
        in_front(page, "/en/patient/binding.mp4")
        for button, language, audience in (
            ("Students", "en", "student"), ("Patients, families", "en", "patient"), ("العربية", "ar", "patient"),
        ):
            go_to(page, 6.0)
            page.wait_for_function("() => !document.querySelector('[data-front]').seeking")
            page.get_by_role("button", name=button).tap()
            in_front(page, f"/{language}/{audience}/binding.mp4")
            clip = menu_of_all.find("binding", language, audience)
            assert clip
            assert clip.beats[1].start <= front(page, "currentTime") < clip.beats[1].start + 2
            expect(page.get_by_role("button", name=button)).to_have_attribute("aria-pressed", "true")
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
        page.get_by_role("button", name="Pause").tap()
        page.clock.run_for(61_000)
        in_front(page, "/en/patient/")
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]


def test_the_minute_is_not_begun_anew_by_the_loop(visit: Opened) -> None:
    with visit() as page:
        page.get_by_role("button", name="Students").tap()
        in_front(page, f"/en/student/{NAMES[0]}.mp4")
        page.clock.run_for(40_000)
        go_to(page, -0.2)
        in_front(page, f"/en/student/{NAMES[1]}.mp4")
        page.clock.run_for(21_000)
        in_front(page, "/en/patient/")


def test_there_is_no_sound_till_somebody_asks_for_it_and_none_when_he_is_gone(visit: Opened) -> None:
    muted = "[...document.querySelectorAll('video')].every((video) => video.muted)"
    with visit() as page:
        assert page.evaluate(muted)
        expect(page.locator("[data-notice]")).to_contain_text("Synthetic voice.")
        row(page, "3 Break").tap()
        in_front(page, "/dna_damage.mp4")
        assert page.evaluate(muted)
        sound = page.get_by_role("button", name="Sound is off")
        sound.tap()
        expect(page.get_by_role("button", name="Sound is on")).to_have_attribute("aria-pressed", "true")
        assert not front(page, "muted")
        row(page, "1 Bind").tap()
        in_front(page, "/binding.mp4")
        assert not front(page, "muted")
        assert page.evaluate("[...document.querySelectorAll('video')].filter((video) => !video.muted).length") == 1
        page.keyboard.press("Escape")
        in_state(page, "idle")
        expect(sound).to_be_visible()
        assert page.evaluate(muted)


def test_keys_alone_do_all_of_it(visit: Opened) -> None:
    focused = "document.activeElement.textContent.trim()"
    with visit() as page:
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "Pause"
        found = []
        for _ in page.locator("main button").all()[1:]:
            page.keyboard.press("Tab")
            found.append(page.evaluate(focused))
        assert len({*found}) == len(found) == page.locator("main button").count() - 1
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        in_state(page, "idle")
        expect(page.get_by_role("button", name="Students")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Shift+Tab")
        for _ in range(40):
            if page.evaluate("document.activeElement.textContent").startswith("1"):
                break
            page.keyboard.press("ArrowUp")
        page.keyboard.press("Space")
        in_front(page, "/student/binding.mp4")
        page.keyboard.press("Escape")
        in_front(page, "/patient/")


def test_a_single_switch_does_all_of_it(visit: Opened) -> None:
    with visit("?scan=1") as page:
        lit = page.locator(".lit")
        page.keyboard.press("Space")
        expect(lit).to_have_attribute("class", "picture lit")
        page.keyboard.press("Space")
        in_state(page, "paused")
        expect(lit).to_have_count(0)
        page.keyboard.press("Space")
        page.clock.run_for(2_000)
        expect(lit).to_contain_text("In the cell")
        page.keyboard.press("Space")
        expect(lit).to_have_count(1)
        page.clock.run_for(1_000)
        expect(lit).to_contain_text("2 Enter")
        assert page.evaluate("document.activeElement.classList.contains('lit')"), "screen readers say what is lit"
        page.keyboard.press("Space")
        in_front(page, "/internalization.mp4")
        page.keyboard.press("Space")
        page.clock.run_for(60_000)
        expect(lit).to_have_count(0)  # three rounds, and nobody pressed


# --- what a wall needs ------------------------------------------------------------------------------------

#: Viewport, and how high the smallest such screen is, mm: 15.6 inches wide or upright, 43 inches, 15 inches 4:3.
SCREENS = [(WIDE, 194), (UPRIGHT, 345), (WALL, 535), (TABLET, 229)]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(("viewport", "millimeters"), SCREENS)
def test_all_targets_are_large_and_lie_open_on_the_screen(
    visit: Opened, viewport: dict[str, int], millimeters: float, direction: str
) -> None:
    with visit("?language=ar" if direction == "rtl" else "", viewport=viewport) as page:
        assert page.evaluate("document.documentElement.dir") == direction
        found = page.evaluate("""() => [...document.querySelectorAll('button')].map((one) => {
            const box = one.getBoundingClientRect();
            const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return [one.textContent, box.width, box.height, Boolean(at) && one.contains(at)];
        })""")
        assert len(found) > 15
        for text, width, height, is_open in found:
            assert min(width, height) >= 44, text
            assert min(width, height) * millimeters / viewport["height"] >= 12, text
            assert is_open, f"{text} is covered, or outside of the screen"
        assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
            viewport["width"], viewport["height"],
        ]
        cut = page.evaluate("""() => [...document.querySelectorAll('h1, h2, .name, .length, .switch span, .touch')]
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
            .map((one) => one.textContent)""")
        assert cut == []


@pytest.mark.parametrize(("rest", "viewport", "scheme"), [("", WIDE, "light"), ("?language=ar", UPRIGHT, "dark")])
def test_no_rule_of_accessibility_is_broken_in_any_state(
    visit: Opened, rest: str, viewport: dict[str, int], scheme: str
) -> None:
    axe = Axe()
    with visit(rest, viewport=viewport, color_scheme=scheme) as page:
        go_to(page, 1.5)
        expect(page.locator("[data-caption]")).to_be_visible()
        for name in ("idle", "playing", "paused", "over"):
            if name == "playing":
                row(page, "1").first.tap()
            elif name == "paused":
                page.locator("[data-pause]").tap()
                page.clock.run_for(52_000)
                expect(page.locator("[data-warning]")).to_be_visible()
            elif name == "over":
                page.locator("[data-pause]").tap()
                go_to(page, -0.2)
            in_state(page, name)
            # Without `preload` it asks for the style sheet again, which the page's policy forbids.
            found = axe.run(page, options={"preload": False}).response["violations"]
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_there_is_no_way_out_of_the_page(visit: Opened) -> None:
    with visit() as page:
        assert page.locator("a, area, form, input, iframe, object, embed").count() == 0
        page.evaluate("""() => { window.left = [];
            for (const name of ['contextmenu', 'dragstart', 'drop', 'wheel', 'keydown', 'selectstart'])
                document.addEventListener(name, (e) => { if (!e.defaultPrevented) window.left.push(e.key || name); });
        }""")
        page.mouse.click(300, 300, button="right")
        page.mouse.click(1500, 300, button="middle")
        for keys in ("Control+p", "Control+f", "Control+s", "Control+l", "F1", "F3", "F5", "F7", "F11", "F12", "/", "'",
                     "Backspace", "Alt+ArrowLeft", "Meta+d", "Control+Shift+i", "ContextMenu", "Alt+Home"):
            page.keyboard.press(keys)
        page.mouse.move(600, 800)
        page.mouse.down()
        page.mouse.move(900, 760, steps=4)
        page.mouse.up()
        page.keyboard.down("Control")
        page.mouse.wheel(0, 200)
        page.keyboard.up("Control")
        assert page.evaluate("window.left.filter((what) => what !== 'Shift')") == []
        assert page.evaluate("String(getSelection())") == ""
        assert page.evaluate("[innerWidth, visualViewport.scale]") == [1920, 1]
        assert len(page.context.pages) == 1
        page.emulate_media(media="print")
        expect(page.locator("main")).to_be_hidden()


def test_the_screen_is_kept_awake_as_long_as_it_is_looked_at(chromium: Browser, kiosk: Path) -> None:
    opened = Visit(chromium, permissions=["screen-wake-lock"])
    opened.context.add_init_script("""{
        const request = navigator.wakeLock.request.bind(navigator.wakeLock);
        window.locks = [];
        navigator.wakeLock.request = async (kind) => {
            window.locks.push(await request(kind));
            return window.locks.at(-1);
        };
    }""")
    page = opened.open(kiosk / "index.html")
    page.wait_for_function("() => window.locks.some((lock) => !lock.released)")
    page.evaluate("() => window.locks[0].release()")
    page.wait_for_function("() => window.locks.length === 2 && !window.locks[1].released")
    opened.close(kiosk)


# --- an hour, and what may go wrong in it ------------------------------------------------------------------


def test_an_hour_of_visitors_leaves_nothing_behind(visit: Opened) -> None:
    with visit() as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")

        def weight() -> dict[str, float]:
            for _ in range(2):
                session.send("HeapProfiler.collectGarbage")
            told = session.send("Performance.getMetrics")["metrics"]
            return {one["name"]: one["value"] for one in told}

        begun = page.evaluate("Date.now()")
        rows = page.locator(".row")
        after_a_while: dict[str, float] = {}
        for number in range(24):
            rows.nth(number % rows.count()).tap()
            in_state(page, "playing")
            if number % 3 == 0:
                page.get_by_role("button", name="العربية" if number % 2 else "Students").tap()
            if number % 4 == 0:
                page.locator("[data-sound]").tap()
            page.locator("[data-pause]").tap()
            page.clock.run_for(151_000)
            in_state(page, "idle")
            if number == 7:
                after_a_while = weight()
        assert page.evaluate("Date.now()") - begun >= 3_600_000
        at_last = weight()
        # Sixteen visitors since had at least one menu made for each; the browser may still hold on to the last one.
        menu = page.evaluate("document.querySelectorAll('.menu *').length")
        assert at_last["Nodes"] <= after_a_while["Nodes"] + 2 * menu
        assert at_last["JSEventListeners"] <= after_a_while["JSEventListeners"] + 2 * rows.count()
        assert at_last["JSHeapUsedSize"] <= after_a_while["JSHeapUsedSize"] + 200_000
        assert page.locator("video").count() == 2
        kept = page.evaluate("""async () => [document.cookie, localStorage.length, sessionStorage.length,
            (await indexedDB.databases()).length, history.length]""")
        assert kept[:4] == ["", 0, 0, 0]
        assert page.context.cookies() == []
        in_front(page, "/en/patient/")


def test_a_film_that_cannot_be_played_is_said_to_be_so_and_the_loop_goes_on_without_it(
    chromium: Browser, kiosk: Path, menu_of_all: Bundle, tmp_path: Path
) -> None:
    shutil.copytree(kiosk, tmp_path / "kiosk")
    (tmp_path / "kiosk" / "films" / "en" / "patient" / f"{NAMES[1]}.mp4").write_bytes(b"half a film")
    opened = Visit(chromium, viewport=WIDE, has_touch=True)
    page = opened.page
    page.clock.install()
    opened.open(tmp_path / "kiosk" / "index.html")
    page.wait_for_selector("[data-front]")
    page.locator(".row").nth(1).tap()
    expect(page.get_by_role("alert")).to_have_text("This film cannot be played here. Choose another one.")
    page.locator(".row").nth(0).tap()
    expect(page.locator("[data-failed]")).to_be_hidden()
    in_front(page, f"/{NAMES[0]}.mp4")
    page.keyboard.press("Escape")  # the loop goes on, with the film that is broken
    broken = menu_of_all.find(NAMES[1], "en", "patient")
    assert broken
    expect(playing(page)).to_contain_text(broken.title)
    page.wait_for_function("() => [...document.querySelectorAll('video')].some((video) => video.error)")
    page.clock.run_for(6_000)
    in_front(page, f"/{NAMES[2]}.mp4")
    opened.context.close()


def test_facts_that_are_due_again_are_said_to_be_so(visit: Opened, menu_of_all: Bundle) -> None:
    due = menu_of_all.all[0].review_by
    with visit() as page:
        for days, past in ((0, False), (2, True)):
            page.clock.set_fixed_time(f"{(due + timedelta(days=days)).isoformat()}T12:00:00Z")
            row(page, "1 Bind").tap()
            said = page.locator("[data-touch]")
            expect(said).to_contain_text("were to be checked again" if past else "Touch a picture")
            assert page.evaluate("document.documentElement.scrollHeight") == 1080


def test_one_file_takes_a_withdrawn_film_off_the_menu(visit: Opened, kiosk: Path, tmp_path: Path) -> None:
    shutil.copytree(kiosk, tmp_path / "kiosk")
    (tmp_path / "kiosk" / "withdrawn.js").write_text('window.filmsWithdrawn = {"binding": {"on": "2026-12-24"}};')
    with visit(folder=tmp_path / "kiosk") as page:
        assert row(page, "1 Bind").count() == 0
        assert row(page, "2 Enter").count() == 1


def test_a_hostile_text_runs_nothing(visit: Opened, own: Path, tmp_path: Path, page_texts: Path) -> None:
    hostile = "</script><script>document.title='gone'</script><img src=x onerror=\"document.title='gone'\"> {{ 7*7 }}"

    def poison(told: dict[str, Any]) -> None:
        told.update(title=hostile, lead="", notice=hostile)
        told["captions"][0]["lines"] = [hostile]

    rewrite(own / "en" / "patient" / "landscape", "following", poison)
    write_kiosk(read_bundle(own), tmp_path / "kiosk", words=page_texts)
    with visit(folder=tmp_path / "kiosk") as page:
        in_front(page, "/following.mp4")
        go_to(page, 1.5)
        expect(page.locator("[data-caption]")).to_have_text(hostile)
        expect(playing(page)).to_contain_text(hostile)
        assert "gone" not in page.title()
        assert page.locator("main img[src=x], main script").count() == 0
