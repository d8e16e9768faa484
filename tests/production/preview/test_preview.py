"""The preview in a real browser, against the real command: it seeks, plays, writes, finds slips, and lasts."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.helpers.browser import Visit, browser
from tests.production.preview.conftest import CLIP, Running, copied

pytestmark = pytest.mark.xdist_group("preview")  # they share one command
SLOW = 60_000
SCRIPT = "assets/script/en.toml"
CODE = f"scenes/{CLIP}.py"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(name="visit")
def _visit(chromium: Browser, running: Running) -> Iterator[Visit]:
    """A window; nothing may leave this machine's one address, and nothing be complained of."""
    opened = Visit(chromium)
    yield opened
    opened.context.close()
    assert [address for address in opened.requests if not address.startswith((running.origin, "blob:"))] == []
    assert opened.complaints == []


@pytest.fixture(name="page")
def _page(visit: Visit, running: Running) -> Page:
    return opened_at(visit.page, running, 200)


@pytest.fixture(name="script")
def _script(running: Running) -> Iterator[Path]:
    yield from put_back(running.tree / SCRIPT)


@pytest.fixture(name="code")
def _code(running: Running) -> Iterator[Path]:
    yield from put_back(running.tree / CODE)


def put_back(file: Path) -> Iterator[Path]:
    """A file to be written into; what it held is back afterwards."""
    before = file.read_bytes()
    yield file
    if file.read_bytes() != before:
        file.write_bytes(before)


def opened_at(page: Page, running: Running, frame: int, audience: str = "patient") -> Page:
    """The page at a moment, once all three shapes show it."""
    page.goto(f"{running.address}#{CLIP}/{audience}/{frame}")
    shows(page, frame)
    return page


def shows(page: Page, frame: int) -> None:
    """Wait until all three pictures are of this frame and of what is saved."""
    page.wait_for_function(
        "(frame) => { const all = [...document.querySelectorAll('.shape')]; return all.length === 3 && all.every("
        "(one) => one.querySelector('img').dataset.frame === String(frame) && !one.classList.contains('old')"
        " && one.querySelector('img').complete); }", arg=frame, timeout=SLOW,
    )


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def pixels(page: Page, picture: str) -> str:
    """What a picture of the page shows, all of it."""
    return str(page.evaluate(
        "async (picture) => { const image = document.querySelector(picture); await image.decode();"
        "const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);"
        "const pen = canvas.getContext('2d'); pen.drawImage(image, 0, 0);"
        "const data = pen.getImageData(0, 0, canvas.width, canvas.height).data;"
        "return [...new Uint8Array(await crypto.subtle.digest('SHA-256', data))].join(); }", picture,
    ))


# --- any moment -----------------------------------------------------------------------------------


def test_a_click_into_the_time_line_shows_that_moment_in_three_shapes(page: Page) -> None:
    beats = page.locator("#strip .beat")
    box = beats.nth(2).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 10)
    frame = int(page.evaluate("preview.frame"))
    shows(page, frame)
    start, end = page.evaluate("[preview.beats()[2].start, preview.beats()[2].end]")
    assert start < frame / 15 < end
    assert page.evaluate("[...document.querySelectorAll('.shape img:first-child')].map((i) => i.naturalWidth)") == [
        854, 480, 480
    ]


def test_frames_seconds_and_beats_are_a_key_away(page: Page) -> None:
    for key, frame in (("ArrowRight", 201), ("Shift+ArrowRight", 216), ("ArrowLeft", 215), ("Home", 0)):
        page.keyboard.press(key)
        assert page.evaluate("preview.frame") == frame
    page.keyboard.press("ArrowDown")
    assert page.evaluate("preview.beats().indexOf(preview.beat())") == 1
    page.keyboard.press("g")
    page.keyboard.type("0:20.5")
    page.keyboard.press("Enter")
    shows(page, 308)
    expect(page.locator("#time")).to_have_text("0:20.53")
    page.keyboard.press("g")
    page.keyboard.type("nowhere")
    page.keyboard.press("Enter")
    expect(page.locator("#to-error")).to_contain_text("0:30.5")


def test_whoever_drags_sees_pictures_all_the_way(page: Page) -> None:
    page.evaluate(
        "() => { globalThis.came = []; new MutationObserver(() => came.push(Number("
        "document.querySelector('.landscape img').dataset.frame))).observe(document.querySelector('.landscape img'),"
        "{ attributeFilter: ['src'] }); }"
    )
    box = page.locator("#strip").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 15)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(box["x"] + 5 + step * box["width"] / 64, box["y"] + 15)
        page.wait_for_timeout(25)
    while_dragging = page.evaluate("came.length")
    page.mouse.up()
    shows(page, int(page.evaluate("preview.frame")))
    assert while_dragging > 4
    assert page.evaluate("came") == sorted(page.evaluate("came"))


def test_it_plays_with_sound_and_stops(page: Page) -> None:
    page.keyboard.press("Space")
    page.wait_for_function("() => preview.frame > 215 && preview.sound.playing?.sources.length > 0", timeout=SLOW)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert page.evaluate("preview.main.shown === preview.frame")
    page.keyboard.press("k")
    frame = int(page.evaluate("preview.frame"))
    shows(page, frame)
    assert page.evaluate("preview.sound.playing") is None
    page.wait_for_function("() => document.querySelectorAll('#rail i').length > 0")  # what was played is kept


def test_another_audience_is_another_clip(page: Page) -> None:
    page.get_by_role("button", name="student").click()
    expect(page.locator("#sentence")).to_have_value(re.compile("INO-VATE"), timeout=SLOW)
    shows(page, 200)


def test_both_audiences_stand_at_the_same_moment(page: Page) -> None:
    page.keyboard.press("a")
    page.wait_for_function(
        "() => preview.rows[1].every((one) => one.at !== undefined && one.at === preview.alsoAt(200, one.shape)"
        " && one.image.complete && one.image.naturalWidth)", timeout=SLOW,
    )
    expect(page.locator(".shape:visible")).to_have_count(6)
    frame = int(page.evaluate("preview.rows[1][0].at"))
    beat = page.evaluate("preview.beat().name")
    students = pixels(page, "#also .landscape img")
    page.get_by_role("button", name="both").click()
    expect(page.locator(".shape:visible")).to_have_count(3)
    page.get_by_role("button", name="student").click()
    page.wait_for_function("() => preview.story && preview.story.walked === preview.beats().length", timeout=SLOW)
    page.evaluate("(frame) => preview.seek(frame)", frame)
    shows(page, frame)
    assert page.evaluate("preview.beat().name") == beat
    assert pixels(page, "#shapes .landscape img") == students


# --- what is written ------------------------------------------------------------------------------


def test_a_sentence_is_written_into_the_script_and_taken_back(page: Page, script: Path) -> None:
    before = script.read_bytes()
    page.keyboard.press("e")
    said = page.locator("#sentence").input_value()
    page.locator("#sentence").fill(said.replace("In the trial", "In that trial"))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#take")).to_have_text("take stale", timeout=SLOW)
    now = script.read_bytes()
    assert now == before.replace(b'patient = "In the trial, {vod_all', b'patient = "In that trial, {vod_all')
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#take")).to_be_hidden(timeout=SLOW)
    assert script.read_bytes() == before


def test_a_slip_is_one_panel_and_the_last_good_picture_stays_until_it_is_mended(page: Page, script: Path) -> None:
    picture = pixels(page, ".landscape img")
    change(script, '"vod_all", "vod_hsct", "vod_fatal", "tr_vod_nohsct"', '"vod_all", "vod_hsct", "vod_fatul"')
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("There is no fact 'vod_fatul'. Did you mean 'vod_fatal'?", timeout=SLOW)
    expect(panel.locator(".wrong")).to_contain_text("vod_fatul")
    line = next(i for i, text in enumerate(script.read_text(encoding="utf-8").split("\n"), 1) if "vod_fatul" in text)
    expect(panel.get_by_role("link")).to_have_text(f"{SCRIPT}:{line}")
    expect(page.locator(".shape.old")).to_have_count(3)
    assert pixels(page, ".landscape img") == picture
    page.get_by_role("button", name="Write “vod_fatal” there").click()
    expect(panel).to_have_count(0, timeout=SLOW)
    shows(page, 200)


def test_a_slip_in_code_is_taken_back_with_one_press(page: Page, code: Path) -> None:
    before = code.read_bytes()
    change(code, 'self.label("vod"', 'self.label("vid"')
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("There is no label in beat liver 'vid'", timeout=SLOW)
    change(code, "def construct(self)", "def construct((self)")
    expect(panel).to_contain_text("SyntaxError", timeout=SLOW)
    expect(panel.get_by_role("link")).to_contain_text(f"{CODE}:")
    page.get_by_role("button", name="Take back my last change").click()
    shows(page, 200)
    assert code.read_bytes() == before


def test_a_finding_stands_at_its_place_in_picture_and_code(page: Page, running: Running, code: Path) -> None:
    opened_at(page, running, 140)
    call = 'self.label("vod", self.at_risk.anchor("liver"), "liver", prefer="left")'
    change(code, call, 'self.caption_label("vod", (300.0, 40.0), "liver")')
    found = page.locator("#findings li", has_text="text-place").filter(has_text="landscape").first
    expect(found).to_contain_text("Liver VOD", timeout=SLOW)
    link = found.get_by_role("link")
    assert (link.get_attribute("href") or "").startswith(f"vscode://file{running.tree}/{CODE}:")
    number = found.locator(".number").inner_text()
    tag = page.locator(".landscape svg text.number", has_text=number)
    frame, at = page.locator(".landscape .frame").bounding_box(), tag.first.bounding_box()
    assert frame
    assert at
    assert abs((at["y"] - frame["y"]) / frame["height"] - 40 / 1080) < 0.08
    assert (at["x"] - frame["x"]) / frame["width"] < 0.35


def test_a_number_tells_its_fact(page: Page) -> None:
    number = page.locator("#said button.number").first
    number.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("vod_all")
    expect(page.get_by_role("tooltip")).to_contain_text("again by")


# --- compared -------------------------------------------------------------------------------------


def test_golden_frames_and_the_last_commit_stand_beside_what_is_now(page: Page) -> None:
    page.get_by_role("button", name="golden").click()
    other = page.locator(".landscape img.other")
    expect(other).to_be_visible(timeout=SLOW)
    end = page.evaluate("Math.round(preview.beat().end * 15) - 1")
    shows(page, end)
    page.get_by_role("button", name="last commit").click()
    expect(other).to_have_attribute("alt", re.compile("last commit"), timeout=SLOW)
    assert pixels(page, ".landscape img.other") == pixels(page, ".landscape img")
    page.keyboard.press("a")
    expect(page.locator("#also .landscape img.other")).to_have_attribute("alt", re.compile("last commit"), timeout=SLOW)
    assert pixels(page, "#also .landscape img.other") == pixels(page, "#also .landscape img")


# --- the cast -------------------------------------------------------------------------------------


def test_actors_are_found_turned_and_made_with_other_parameters(page: Page) -> None:
    page.get_by_role("link", name="cast").click()
    page.get_by_label("search").fill("calicheamicin")
    found = page.locator(".actor:visible")
    expect(found.first).to_be_visible(timeout=3 * SLOW)  # all actors are made once to be listed: 9 s of work
    count = found.count()
    assert 0 < count < page.locator(".actor").count()
    expect(page.get_by_role("status")).to_have_text(re.compile(f"^{count} of "))
    page.get_by_label("search").fill("antibody")
    actor = page.locator(".actor:visible").first
    picture = actor.locator("img")
    actor.locator("summary").click()
    looks = []  # as it is, turned, and made with one other parameter after the other
    for slider in [None, *actor.locator("input[type=range]").all()]:
        before = picture.get_attribute("src") or ""
        if slider is not None:
            slider.focus()
            slider.press("End")
            expect(picture).not_to_have_attribute("src", before, timeout=SLOW)
        page.wait_for_function("(image) => image.complete && image.naturalWidth", arg=picture.element_handle())
        looks.append(pixels(page, ".actor:not([hidden]) img"))
    assert looks[1] != looks[0]
    assert len({*looks[1:]}) > 1
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- it lasts -------------------------------------------------------------------------------------


def test_two_pages_are_open_at_once(page: Page, visit: Visit, running: Running, script: Path) -> None:
    other = visit.context.new_page()
    opened_at(other, running, 500)
    change(script, "Watch your liver most of all.", "Watch your liver, most of all.")
    for one in (page, other):
        expect(one.locator("#saved")).to_contain_text("saved", timeout=SLOW)
    shows(page, 200)
    shows(other, 500)
    other.close()


def test_a_drawing_process_that_is_killed_is_replaced(page: Page, running: Running) -> None:
    ground = running.children()[0]
    for pid in running.children():
        if pid != ground and parent_of(pid) != ground:  # the house stays, and all that it has forked goes
            os.kill(pid, signal.SIGKILL)
    page.evaluate("preview.seek(333)")
    shows(page, 333)


def parent_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def test_everybody_can_use_it(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('#found-count').textContent !== ''", timeout=SLOW)
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    page.set_viewport_size({"width": 390, "height": 900})
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_ctrl_c_leaves_no_process(tmp_path: Path, visit: Visit) -> None:
    running = Running(copied(tmp_path / "checkout"))
    page = visit.context.new_page()
    page.goto(f"{running.address}#{CLIP}/patient/100")
    page.wait_for_selector(".there", timeout=SLOW)
    children = running.children()
    assert len(children) > 3
    assert running.end() == (0, "")
    until = time.monotonic() + 3
    while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in children):
        time.sleep(0.05)
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
    page.close()
    visit.requests.clear()
    visit.complaints.clear()
