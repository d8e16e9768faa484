"""Learning packages are what their schemas ask for, and a learning system counts what was watched and answered."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree
from playwright.sync_api import Browser, FrameLocator, Page, expect

from production.deliver.bundle import read_bundle
from production.deliver.finished import Finished
from production.deliver.moments import Moments
from production.deliver.page_words import page_words
from production.deliver.questions.asked import Asked, asked_of
from production.deliver.scorm.manifest import VERSIONS
from production.deliver.scorm.package import Lesson, write_packages
from scenes.running_order import RUNNING_ORDER
from scenes.script.errors import FilmError
from tests.conftest import RenderPy
from tests.helpers.browser import Visit
from tests.helpers.checking import TODAY
from tests.helpers.learning_system import course, kept, schema
from tests.production.deliver.conftest import rewrite

pytestmark = pytest.mark.xdist_group("film")  # they share one film

HOSTILE = "=1</script><script>document.title='gone'</script><img src=x onerror=\"document.title=''\">&amp;\ud800\x0b"
every_version = pytest.mark.parametrize("version", VERSIONS)


def asked() -> tuple[Asked, ...]:
    """Two of the film's questions, as if they were on the tests' clip."""
    entry = next(entry for entry in RUNNING_ORDER if entry.name == "binding")
    some = asked_of([entry], Moments(), TODAY)[:2]
    return tuple(
        replace(one, question=replace(one.question, clip="tiny", beat=beat))
        for one, beat in zip(some, ("disc", "square"), strict=True)
    )


def lesson_of(films: Path, language: str = "en") -> Lesson:
    one = read_bundle(films).find("tiny", language, "patient")
    assert one
    return Lesson(one, asked())


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory, finished: Path) -> dict[str, Path]:
    """The tests' clip as a package of each version."""
    folder = tmp_path_factory.mktemp("scorm")
    made = write_packages(lesson_of(finished), folder, page_words("en"))
    return dict(zip(VERSIONS, [one.file for one in made], strict=True))


Attend = Callable[..., Any]


@pytest.fixture(name="attend")
def _attend(chromium: Browser, packages: dict[str, Path], tmp_path: Path) -> Attend:
    """Open a course that holds a package; the page in it complains of nothing and asks nobody else."""

    @contextmanager
    def attend(version: str, **options: Any) -> Iterator[tuple[Page, FrameLocator]]:
        with course(packages[version], version, tmp_path) as address:
            visit = Visit(chromium, **options)
            visit.page.goto(address)
            yield visit.page, visit.page.frame_locator("iframe")
            visit.context.close()
            there = address.removesuffix("course.html")
            assert [one for one in visit.requests if not one.startswith((there, "about:"))] == []
            assert [one for one in visit.complaints if "favicon" not in one and "404" not in one] == []

    return attend


# --- as files -------------------------------------------------------------------------------------------


@every_version
def test_a_manifest_is_what_its_schemas_ask_for_and_names_every_file(
    packages: dict[str, Path], version: str, tmp_path: Path
) -> None:
    with zipfile.ZipFile(packages[version]) as pack:
        told, names = etree.fromstring(pack.read("imsmanifest.xml")), {*pack.namelist()}
        page = pack.read("index.html").decode()
    rules = schema(version, tmp_path)
    assert rules.validate(told), rules.error_log
    files = {node.get("href") for node in told.iter("{*}file")}
    assert files == names - {"imsmanifest.xml"}
    assert {*re.findall(r'(?:src|href|poster)="((?:media|assets|pictures)/[^"]+)"', page)} <= files
    next(told.iter("{*}resource")).attrib.pop("identifier")
    assert not rules.validate(told)


def test_the_same_films_give_the_same_packages(finished: Path, packages: dict[str, Path], tmp_path: Path) -> None:
    for again in write_packages(lesson_of(finished), tmp_path, page_words("en")):
        assert again.file.read_bytes() in [file.read_bytes() for file in packages.values()]


def test_a_film_that_is_older_than_its_questions_is_refused(finished: Path, tmp_path: Path) -> None:
    lesson = lesson_of(finished)
    gone = replace(lesson.asked[0], question=replace(lesson.asked[0].question, beat="gone"))
    with pytest.raises(FilmError, match=r"has no beat 'tiny\.gone', of which tiny\.chance asks"):
        write_packages(Lesson(lesson.one, (gone,)), tmp_path, page_words("en"))
    assert [*tmp_path.iterdir()] == []


def test_the_command_packs_clips_and_the_film_and_a_clip_may_come_before_its_questions(
    finished: Path, render_py: RenderPy
) -> None:
    result = render_py("scorm", "tiny", "both", "--films", str(finished), "--scorm", "2004")
    assert result.exit_code == 0, result.stderr
    assert re.findall(r"(\w+\.scorm2004\.zip): 0 questions, [\d.]+ MB", result.stdout) == [
        "tiny.scorm2004.zip", "both.scorm2004.zip",
    ]
    refused = render_py("scorm", "tiny", "--films", str(finished), "--scorm", "xapi")
    assert refused.exit_code == 2
    assert refused.stderr == "render.py: There is no version of SCORM 'xapi'. There is: 1.2, 2004.\n"


# --- in a learning system -------------------------------------------------------------------------------


def watch(frame: FrameLocator, *, busy: bool = False) -> None:
    """Play it to the end, quickly; a busy page hears of its beginning and its end, and of no moment between."""
    frame.locator("video").evaluate("(video) => { video.playbackRate = 6; }")
    if busy:
        frame.locator("body").evaluate("""() => {
            window.requestAnimationFrame = () => 0;
            addEventListener('timeupdate', (event) => event.stopImmediatePropagation(), true);
        }""")
    frame.get_by_role("button", name="Play", exact=True).click()
    expect(frame.locator("[data-progress]")).to_contain_text("100% watched", timeout=20_000)


def answer(frame: FrameLocator, number: int, *, right: bool) -> None:
    form = frame.locator("[data-question]").nth(number)
    letter = str(form.get_attribute("data-right"))
    form.locator(f"input[value={letter}]" if right else f"input:not([value={letter}])").first.check()
    form.get_by_role("button", name="Check").click()


@every_version
def test_it_is_complete_once_it_is_watched_and_answered_with_score_time_and_answers(
    attend: Attend, version: str
) -> None:
    status = "lesson_status" if version == "1.2" else "completion_status"
    with attend(version) as (page, frame):
        expect(frame.locator("[data-alone]")).to_be_hidden()
        assert kept(page)[status] == "incomplete"
        watch(frame, busy=True)
        assert kept(page)[status] == "incomplete"
        answer(frame, 0, right=True)
        answer(frame, 1, right=False)
        expect(frame.locator("[data-progress]")).to_have_text("Done. 1 of 2 right.")
        told = kept(page)
        assert (told[status], told["score"]["raw"], told["score"]["max"]) == ("completed", "50", "100")
        assert re.fullmatch(r"\d+:00:(?!00(?:\.0*)?$)\d\d(?:\.\d+)?|PT[\d.]*[1-9][\d.]*S", told["session_time"])
        results = [one["result"] for one in told["interactions"].values()]
        assert results == ["correct", "wrong" if version == "1.2" else "incorrect"]
        assert told["interactions"]["0"]["id"] == "tiny.chance"
        answer(frame, 1, right=True)
        assert kept(page)["score"]["raw"] == "100"
        page.goto("about:blank")


@every_version
def test_it_goes_on_where_it_was_left(attend: Attend, version: str) -> None:
    status = "lesson_status" if version == "1.2" else "completion_status"
    with attend(version) as (page, frame):
        watch(frame)
        answer(frame, 1, right=False)
        page.reload()
        assert page.evaluate("sessionStorage.getItem('ended')") == "yes"
        form = frame.locator("[data-question]").nth(1)
        expect(form.locator(".says p:visible")).to_contain_text("Not so.")
        expect(form.locator("input:checked")).to_have_count(1)
        expect(frame.locator("[data-progress]")).to_contain_text("1 of 2 answered")
        place = float(kept(page)["lesson_location" if version == "1.2" else "location"])
        assert place > 1
        shown = next(one for one in page.frames if "/page/" in one.url)
        shown.wait_for_function("(t) => Math.abs(document.querySelector('video').currentTime - t) < 0.3", arg=place)
        assert kept(page)[status] == "incomplete"
        answer(frame, 0, right=True)
        assert kept(page)[status] == "completed"


def test_the_keys_alone_lead_through_it_and_reading_counts_as_watching(attend: Attend) -> None:
    with attend("1.2") as (page, frame):
        frame.get_by_role("button", name="Play", exact=True).focus()
        read = frame.get_by_label("I have read the words")
        for _ in range(60):
            page.keyboard.press("Tab")
            if read.evaluate("(e) => e === document.activeElement"):
                break
        page.keyboard.press("Space")
        for _ in range(2):
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            page.keyboard.press("Enter")
            assert frame.locator(":focus").evaluate("(e) => e.closest('[data-question]') !== null")
            for _ in range(3):
                page.keyboard.press("Tab")
        assert kept(page)["lesson_status"] == "completed"


def test_nothing_in_it_stands_in_anybodys_way(attend: Attend) -> None:
    for options in ({}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}):
        with attend("2004", **options) as (page, frame):
            answer(frame, 0, right=True)
            page.goto(page.url.replace("course.html", "page/index.html"))
            page.locator("[data-question]").first.get_by_role("radio").first.check()
            page.locator("[data-question]").first.get_by_role("button", name="Check").click()
            page.get_by_text("Show all").click()
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_learning_system_it_says_so_and_works(
    chromium: Browser, packages: dict[str, Path], tmp_path: Path
) -> None:
    with zipfile.ZipFile(packages["1.2"]) as pack:
        pack.extractall(tmp_path)
    visit = Visit(chromium)
    page = visit.open(tmp_path / "index.html")
    expect(page.locator("[data-alone]")).to_contain_text("nothing of what you do here is kept")
    form = page.locator("[data-question]").first
    form.locator(f"input[value={form.get_attribute('data-right')}]").check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_text("Right.")).to_be_visible()
    form.get_by_role("button", name="Told at").click()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_focused()
    visit.close(tmp_path)


def test_hostile_words_stay_words(chromium: Browser, own: Path, tmp_path: Path) -> None:
    def poison(told: dict[str, Any]) -> None:
        told["title"] = told["subtitle"] = told["summary"] = HOSTILE
        told["beats"][0].update(said=HOSTILE, seen=HOSTILE)

    rewrite(own / "en" / "patient" / "landscape", "tiny", poison)
    lesson = lesson_of(own)
    first = lesson.asked[0].question
    bad = replace(first, ask=HOSTILE, right=replace(first.right, text=HOSTILE, why=HOSTILE))
    poisoned = Lesson(lesson.one, (replace(lesson.asked[0], question=bad), *lesson.asked[1:]))
    file = write_packages(poisoned, tmp_path / "made", page_words("en"), ["2004"])[0].file
    with zipfile.ZipFile(file) as pack:
        pack.extractall(tmp_path / "page")
        assert "<script>" in (etree.fromstring(pack.read("imsmanifest.xml")).findtext(".//{*}title") or "")
    visit = Visit(chromium)
    page = visit.open(tmp_path / "page" / "index.html")
    assert page.locator(".ask").first.inner_text() == HOSTILE.replace("\ud800", "\ufffd").replace("\x0b", "\ufffd")
    form = page.locator("[data-question]").first
    form.locator(f"input[value={form.get_attribute('data-right')}]").check()
    form.get_by_role("button", name="Check").click()
    assert "</script>" in page.title()
    visit.close(tmp_path / "page")


def test_a_language_from_right_to_left_is_written_so(finished: Path, page_texts: Path, tmp_path: Path) -> None:
    arabic: Finished | None = read_bundle(finished).find("tiny", "ar", "patient")
    assert arabic
    made = write_packages(Lesson(arabic, ()), tmp_path, page_words("ar", page_texts), ["1.2"])
    with zipfile.ZipFile(made[0].file) as pack:
        assert '<html lang="ar" dir="rtl">' in pack.read("index.html").decode()
