"""``render.py loops``, and captions in the picture of clips: what is asked for appears beside what was there."""

from __future__ import annotations

from pathlib import Path

from production.check.looking.movie_file import read_movie
from production.store import manifest
from tests.conftest import RenderPy

FOLDER = Path("out/en/patient/landscape")


def test_a_clip_with_captions_in_its_picture_stands_beside_the_one_without(render_py: RenderPy) -> None:
    assert render_py("clips", "tiny", "--quality", "draft", "-j0").exit_code == 0
    before = {file.name: file.read_bytes() for file in FOLDER.iterdir() if file.is_file()}
    assert render_py("clips", "tiny", "--quality", "draft", "-j0", "--captions", "picture").exit_code == 0
    assert {file.name: file.read_bytes() for file in FOLDER.iterdir() if file.is_file()} == before
    captioned = FOLDER / "captioned"
    assert read_movie(captioned / "tiny.captioned.mp4").track("subtitle") is None
    assert (captioned / "tiny.captioned.srt").read_text() == (FOLDER / "tiny.srt").read_text()
    assert [manifest.read(f)[n]["captions"] for f, n in ((FOLDER, "tiny"), (captioned, "tiny.captioned"))] == [
        "beside", "picture",
    ]
    assert "up to date" in render_py("clips", "tiny", "--quality", "draft", "--captions", "picture").output


def test_loops_are_made_and_put_where_a_screen_finds_them(render_py: RenderPy) -> None:
    asked = ["--quality", "draft", "-j0", "--shape", "portrait"]
    result = render_py("loops", "tiny", *asked, "--preset", "usb-tv", "--preset", "xibo", "--minutes", "1")
    assert result.exit_code == 0, result.output
    assert "for Xibo" in result.output
    assert result.output.count("--turned 90 or 270") == 1
    assert [path.name for path in Path("out/en/patient/portrait").iterdir()] == ["loops"]
    folder = Path("out/en/patient/portrait/loops")
    assert sorted(f.name for f in (folder / "usb-tv").glob("*.MP4")) == ["01_TINY.MP4", "LONG.MP4"]
    assert sorted(f.name for f in (folder / "xibo").glob("*.mp4")) == ["01_tiny.mp4", "long.mp4"]


def test_a_loop_that_fails_is_told_and_nothing_is_put_together(render_py: RenderPy) -> None:
    result = render_py("loops", "broken", "--quality", "draft", "-j0", "--preset", "xibo")
    assert result.exit_code == 1
    assert "the square will not come" in result.output
    assert not [*Path("out").rglob("*.mp4")]


def test_what_a_screen_cannot_show_is_refused_before_anything_is_drawn(render_py: RenderPy) -> None:
    result = render_py("loops", "tiny", "--quality", "uhd", "--preset", "usb-tv")
    assert result.exit_code == 1
    assert result.stderr == "render.py: usb-tv takes 1920×1080 pixels at most: leave --quality at hd\n"
    assert not Path("out").exists()
