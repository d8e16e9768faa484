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
from scenes.script.font import font_file
from scenes.script.language.typography import directed
from scenes.script.request import Request
from scenes.stage.layout import zones
from scenes.stage.style import CD22, INK, PAPER
from scenes.stage.words import Words
from tests.clips.tiny import TINY
from tests.helpers.browser import browser
from tests.helpers.looped import WALL

LINE = 0.01
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def square() -> Parts:
    """The end of the tests' clip's second beat: it has a label."""
    return next(part for part in parts_of(TINY, Request(quality=WALL)) if part.beat == "square")


def apart(a: Image.Image, b: Image.Image) -> float:
    return float(np.abs(np.asarray(a.convert("RGB"), float) - np.asarray(b.convert("RGB"), float)).mean())


def shown(text: str, file: Path) -> Image.Image:
    """An SVG as a browser shows it, 640 by 360, in the film's typeface."""
    faces = "".join(
        f"@font-face {{ font-family: 'Source Sans Pro'; font-weight: {weight}; src: url({font_file(face).as_uri()}) }} "
        for weight, face in ((400, "Regular"), (600, "Semibold"), (700, "Bold"), (900, "Black"))
    )
    file.write_text(text.replace("<title>", f"<style>{faces}</style><title>", 1), encoding="utf-8")
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 640, "height": 360})
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        return Image.open(BytesIO(page.screenshot()))


def test_without_its_words_a_picture_differs_from_the_whole_and_its_svg_shows_the_same(
    square: Parts, tmp_path: Path
) -> None:
    bare, whole = (shown(svg.text, tmp_path / "drawn.svg") for svg in (square.bare_svg, square.svg))
    assert apart(square.whole, square.bare) > 0.2
    assert apart(bare, square.bare) < 0.1 < apart(bare, square.whole)
    assert apart(whole, square.whole) < 0.12, "words stand where they stand in the film"


def test_words_are_text_and_shapes_are_paths(square: Parts) -> None:
    whole, bare = (ElementTree.fromstring(one.text) for one in (square.svg, square.bare_svg))
    said = [node.text for node in whole.iter(f"{SVG}text")]
    assert "Tiny" in " ".join(filter(None, said))
    assert [*bare.iter(f"{SVG}text")] == []
    assert len([*whole.iter(f"{SVG}path")]) >= len([*bare.iter(f"{SVG}path")]) > 1
    assert whole.findtext(f"{SVG}desc")


def test_what_is_read_from_the_right_says_so_and_figures_in_it_stand_apart() -> None:
    line = Words("المصادر 1، 11", 40, INK)
    (node,) = ElementTree.fromstring(svg_of([line], zones("square"), LINE, PAPER, "", "").text).iter(f"{SVG}text")
    assert (node.get("direction"), node.get("text-anchor")) == ("rtl", "end")
    assert [node.text] == directed([line.text])
    assert str(node.text).count("\u2068") == 2


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
