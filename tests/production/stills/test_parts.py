"""The ends of beats without words, and as SVG that shows what the film shows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from manim import Square
from PIL import Image

from production.stills.parts import Parts, parts_of
from production.stills.svg import svg_of
from scenes.script.request import Request
from scenes.stage.layout import zones
from scenes.stage.style import CD22, INK, PAPER
from scenes.stage.words import Words
from tests.clips.tiny import TINY
from tests.conftest import SMALL
from tests.helpers.browser import browser

LINE = 0.01
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def square() -> Parts:
    """The end of the tests' clip's second beat: it has a label."""
    return next(part for part in parts_of(TINY, Request(quality=SMALL)) if part.beat == "square")


def apart(a: Image.Image, b: Image.Image) -> float:
    return float(np.abs(np.asarray(a.convert("RGB"), float) - np.asarray(b.convert("RGB"), float)).mean())


def shown(text: str, file: Path) -> Image.Image:
    """An SVG as a browser shows it, as large as the tests' films."""
    file.write_text(text, encoding="utf-8")
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 160, "height": 90})
        page.goto(file.as_uri())
        return Image.open(BytesIO(page.screenshot()))


def test_without_its_words_a_picture_differs_from_the_whole_and_its_svg_shows_the_same(
    square: Parts, tmp_path: Path
) -> None:
    picture = shown(square.bare_svg.text, tmp_path / "bare.svg")
    assert apart(square.whole, square.bare) > 0.2
    assert apart(picture, square.bare) < 0.1 < apart(picture, square.whole)


def test_words_are_text_and_shapes_are_paths(square: Parts) -> None:
    whole, bare = (ElementTree.fromstring(one.text) for one in (square.svg, square.bare_svg))
    said = [node.text for node in whole.iter(f"{SVG}text")]
    assert "Tiny" in " ".join(filter(None, said))
    assert [*bare.iter(f"{SVG}text")] == []
    assert len([*whole.iter(f"{SVG}path")]) >= len([*bare.iter(f"{SVG}path")]) > 1
    assert whole.findtext(f"{SVG}desc")


def test_hostile_words_stay_words() -> None:
    hostile = "</text><script>alert(1)</script>&amp;\""
    drawn = svg_of([Words(hostile, 40, INK)], zones("landscape"), LINE, PAPER, hostile, hostile)
    root = ElementTree.fromstring(drawn.text)
    assert [root.findtext(f"{SVG}{tag}") for tag in ("title", "desc", "text")] == [hostile] * 3
    assert [*root.iter(f"{SVG}script")] == []


def test_words_that_are_turned_stay_shapes_and_what_is_no_plain_shape_is_not_written() -> None:
    turned = Words("Turned", 40, INK).rotate(0.5)
    assert "<text" not in svg_of([turned], zones("square"), LINE, PAPER, "", "").text
    gradient = Square(color=CD22, fill_opacity=1)
    gradient.fill_rgbas = np.array([[1.0, 0, 0, 1], [0, 0, 1.0, 1]])
    drawn = svg_of([gradient], zones("square"), LINE, PAPER, "", "")
    assert (drawn.text, drawn.lost) == ("", "Square is no plain shape")
