"""The command line: does each command do what it says, and say clearly what it cannot do?"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from manim import DL, UR, Scene, VMobject
from PIL import Image
from rich.console import Console
from shapely.geometry import box

import render
from production.commands.main import main
from production.commands.progress import Bars, Lines, closing
from production.draw.renderer import FilmRenderer, Picture
from production.draw.walk import clip_class
from production.make.outcome import Outcome
from production.plan.jobs import Job
from production.stills import cast_sheet
from production.stills.stills import SheetFrames, Span
from scenes import running_order
from scenes.running_order import CLOSING, OPENING, RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.request import QUALITIES, Request
from scenes.script.script import clip_names
from scenes.script.toml_file import ROOT
from scenes.stage.layout import u
from scenes.stage.words import Words
from tests.clips.tiny import TINY
from tests.conftest import RenderPy

HERE = "out/en/patient/landscape"


# --- list ------------------------------------------------------------------------------------


def test_list_names_the_clips_in_story_order_with_lengths_and_beats(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = replace(TINY, name="second", number="8")
    monkeypatch.setattr(running_order, "RUNNING_ORDER", (TINY, second))
    result = render_py("list")
    assert result.exit_code == 0
    assert result.output.index("7  tiny") < result.output.index("8  second")
    assert re.search(r"patient +about 0:1\d  Tiny: A clip for the tests", result.output)
    assert re.search(r"student +about 0:1\d  Tiny", result.output)
    assert result.output.count("disc square end_card") == 4


def test_list_gives_the_true_length_of_what_was_drawn(render_py: RenderPy) -> None:
    assert render_py("clips", "tiny", "-j0", "--quality", "draft").exit_code == 0
    assert re.search(r"patient +0:11  Tiny", render_py("list", "--audience", "patient").output)


def test_list_draws_nothing_and_does_not_even_import_what_draws() -> None:
    code = "import sys; from production.commands.main import main; main(['list'], standalone_mode=False); "
    code += "assert 'manim' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def test_list_goes_on_after_a_clip_whose_words_are_wrong(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    wordless = replace(TINY, name="wordless", told_as="none")
    monkeypatch.setattr(running_order, "RUNNING_ORDER", (wordless, TINY))
    result = render_py("list", "--audience", "patient")
    assert result.exit_code == 1
    assert "There is no clip 'none'." in result.output
    assert "7  tiny" in result.output


# --- clips ---------------------------------------------------------------------------------------


def test_clips_makes_a_matrix_of_films(render_py: RenderPy) -> None:
    result = render_py(
        "clips", "tiny", "-j0", "--quality", "draft", "--shape", "square", "--audience", "student",
        "--audience", "patient", "--out", "films",
    )
    assert result.exit_code == 0, result.output
    made = sorted(str(p) for p in Path("films").rglob("*.mp4"))
    assert made == ["films/en/patient/square/tiny.mp4", "films/en/student/square/tiny.mp4"]


def test_clips_goes_on_after_a_failure_and_names_it_at_the_end(render_py: RenderPy) -> None:
    result = render_py("clips", "broken", "tiny", "-j0", "--quality", "draft")
    assert result.exit_code == 1
    table = result.output[result.output.index("clip  ") :]
    assert re.search(r"tiny +en patient landscape +0:11 .* out/en/patient/landscape/tiny.mp4", table)
    assert re.search(r"broken .*FAILED: tests/clips/tiny\.py:\d+: ValueError: the square will not come", table)
    assert "1 of 2 failed." in table
    assert "Traceback" not in result.output


def test_output_that_is_no_terminal_is_plain_lines(render_py: RenderPy) -> None:
    result = render_py("clips", "tiny", "-j0", "--quality", "draft")
    assert "\x1b" not in result.output
    assert re.search(r"^tiny  en patient landscape: about \d+ frames$", result.output, re.MULTILINE)


def test_a_terminal_shows_how_much_time_is_left() -> None:
    console = Console(file=StringIO(), force_terminal=True, width=120)
    job = Job(TINY, Request())
    with Bars(console, 2) as bars:
        bars.begin(job)
        bars.frames(job, 50, 200)
        bars.progress.refresh()
        shown = console.file.getvalue()  # type: ignore[attr-defined]
        bars.end(Outcome(job, 1.0, error=FilmError("no")))
    assert "50 of 200 frames" in shown
    assert re.search(r"\d:\d\d:\d\d|-:--:--", shown)


def test_a_log_is_told_now_and_then_how_long_it_will_take(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(file=StringIO(), width=200)
    clock = iter([0.0, 30.0, 31.0, 60.0])
    monkeypatch.setattr("production.commands.progress.time.monotonic", lambda: next(clock))
    lines = Lines(console)
    job = Job(TINY, Request())
    lines.begin(job)
    for done in (1, 100, 110, 200):
        lines.frames(job, done, 300)
    said = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert len(said) == 3
    assert said[1].endswith("100 of 300 frames, 1:01 left")
    assert said[2].endswith("200 of 300 frames, 0:30 left")


def test_the_closing_table_gives_lengths_sizes_and_errors_on_a_terminal() -> None:
    console = Console(file=StringIO(), force_terminal=True, width=160)
    job = Job(TINY, Request())
    made = Outcome(job, 12.0, Path("out/tiny.mp4"), 65.0, 2_500_000)
    closing([made, Outcome(job, 1.0, error=FilmError("no room"))], console)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    for words in ("1:05", "2.5 MB", "out/tiny.mp4", "FAILED: no room", "1 of 2 failed."):
        assert words in shown


# --- still and sheet -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "quality", "size"),
    [
        ("landscape", "draft", (854, 480)),
        ("portrait", "draft", (480, 854)),
        ("square", "hd", (1080, 1080)),
        ("landscape", "hd", (1920, 1080)),
        ("portrait", "uhd", (2160, 3840)),
    ],
)
def test_a_still_has_the_size_that_was_asked_for(
    render_py: RenderPy, shape: str, quality: str, size: tuple[int, int]
) -> None:
    result = render_py("still", "tiny", "--beat", "disc", "--shape", shape, "--quality", quality)
    assert result.exit_code == 0, result.output
    path = Path("out/en/patient") / shape / "tiny.disc.png"
    assert result.output.strip() == str(path)
    assert Image.open(path).size == size


def test_a_still_is_drawn_without_the_frames_before_it(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    picture = FilmRenderer.picture

    def counted(renderer: FilmRenderer, scene: Scene) -> Picture:
        drawn.append(scene)
        return picture(renderer, scene)

    monkeypatch.setattr(FilmRenderer, "picture", counted)
    assert render_py("still", "tiny", "--beat", "square", "--out", "a.png").exit_code == 0
    assert len(drawn) == 1
    assert Path("a.png").is_file()


def test_still_without_a_beat_draws_the_end_of_every_beat(render_py: RenderPy) -> None:
    assert render_py("still", "tiny", "--quality", "draft").exit_code == 0
    names = sorted(p.name for p in Path(HERE).iterdir())
    assert names == ["tiny.disc.png", "tiny.end_card.png", "tiny.square.png"]


def test_a_still_shows_what_the_film_shows_then(render_py: RenderPy) -> None:
    render_py("still", "tiny", "--beat", "square", "--quality", "draft", "--out", "a.png")
    pixels = np.asarray(Image.open("a.png")).astype(int)
    purple = (abs(pixels - np.array([138, 90, 168])) < 6).all(axis=2)
    assert 2000 < purple.sum() < 6000


def test_a_sheet_shows_frames_in_rows(render_py: RenderPy) -> None:
    result = render_py("sheet", "tiny", "--every", "1", "--tile", "90", "--columns", "3")
    assert result.exit_code == 0, result.output
    width, height = Image.open(f"{HERE}/tiny.sheet.png").size
    # 13 frames of 160 by 90 in five rows of three, with gaps and captions.
    assert 3 * 160 < width < 3 * 180
    assert 5 * 90 < height < 5 * 90 + 270


def test_a_sheet_of_one_beat_shows_only_that_beat(render_py: RenderPy) -> None:
    render_py("sheet", "tiny", "--every", "1", "--tile", "90", "--columns", "9", "--out", "all.png")
    render_py("sheet", "tiny", "--every", "1", "--tile", "90", "--columns", "9", "--beat", "disc",
              "--out", "disc.png")
    assert Image.open("disc.png").size[0] < Image.open("all.png").size[0] / 2


def test_a_span_takes_each_frame_where_asked() -> None:
    frames = SheetFrames(Span(every=0, start=1.0, end=1.2), fps=30)
    assert [i for i in range(60) if frames.wants(i)] == list(range(30, 36))
    spaced = SheetFrames(Span(every=0.5), fps=30)
    assert [i for i in range(60) if spaced.wants(i)] == [0, 15, 30, 45]


# --- cast -----------------------------------------------------------------------------------------


def test_the_cast_stands_on_one_sheet_without_overlaps(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    everything = cast_sheet._everything

    def kept() -> list[VMobject]:
        drawn.extend(everything())
        return drawn

    monkeypatch.setattr(cast_sheet, "_everything", kept)
    result = render_py("cast", "--out", "sheet.png")
    assert result.exit_code == 0, result.output
    assert Image.open("sheet.png").size == (cast_sheet.WIDTH, cast_sheet.HEIGHT)

    frame = box(-u(cast_sheet.WIDTH) / 2, -u(cast_sheet.HEIGHT) / 2, u(cast_sheet.WIDTH) / 2,
                u(cast_sheet.HEIGHT) / 2)
    boxes = [box(*m.get_corner(DL)[:2], *m.get_corner(UR)[:2]) for m in drawn]
    assert all(frame.contains(b) for b in boxes)
    words = [b for m, b in zip(drawn, boxes, strict=True) if isinstance(m, Words)]
    actors = [b for m, b in zip(drawn, boxes, strict=True) if len(m.get_family()) > 1]
    assert len(actors) >= 20
    for i, word in enumerate(words):
        assert not any(word.intersects(other) for other in (*words[:i], *actors))
    for i, actor in enumerate(actors):
        assert not any(actor.intersects(other) for other in actors[:i])


# --- the real film ------------------------------------------------------------------------------


def test_the_running_order_has_the_clips_of_the_script_and_counts_its_steps_upward() -> None:
    order = (OPENING, *RUNNING_ORDER, CLOSING)
    assert {entry.name for entry in order} == {*clip_names()}
    steps = [int(entry.number) for entry in RUNNING_ORDER if entry.number]
    assert steps == sorted(set(steps))


@pytest.mark.parametrize("entry", RUNNING_ORDER, ids=lambda e: e.name)
def test_each_clip_of_the_running_order_is_there(entry: Entry) -> None:
    found = clip_class(entry)
    assert found.name == entry.name
    assert found.number == str(entry.number)
    assert found.poster_beat


def test_render_py_is_the_command_line() -> None:
    assert render.main is main
    run = subprocess.run(
        [sys.executable, "render.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for command in ("list", "clips", "still", "sheet", "cast"):
        assert re.search(rf"^  {command} ", run.stdout, re.MULTILINE)


def test_all_qualities_have_the_sizes_that_the_read_me_promises() -> None:
    assert {n: (q.short_side, q.fps) for n, q in QUALITIES.items()} == {
        "draft": (480, 15), "hd": (1080, 30), "uhd": (2160, 30),
    }
