"""The letters that are in the files of the film's font."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import ImageFont

from scenes.script import font
from scenes.script.errors import FilmError


def test_a_letter_is_lacking_where_another_reader_of_the_files_finds_none() -> None:
    basic = ImageFont.Layout.BASIC
    faces = [ImageFont.truetype(str(font.font_file(face)), 40, layout_engine=basic) for face in font.FACES]
    boxes = [bytes(face.getmask("\U0010fffd")) for face in faces]
    for letter in ("a", "µ", "≥", "Ж", "β", "ş", "ﬁ", "漢", "☃", "ก", "א", "🙂"):
        drawn = all(bytes(face.getmask(letter)) != box for face, box in zip(faces, boxes, strict=True))
        assert (font.lacking(letter) == "") == drawn, letter


def test_a_letter_that_is_lacking_is_named_so_that_it_can_be_found() -> None:
    assert font.lacking("CD22 é e\u0301\u00a0–") == ""
    assert font.lacking("a\u200bb") == "the film's font has no letter '\\u200b' (U+200B, zero width space)"


def test_a_file_that_is_no_font_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "files").mkdir()
    spec = SimpleNamespace(origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(font, "find_spec", lambda name: spec)
    for content in (b"", b"no font" * 100, font.font_file.__doc__.encode()):  # type: ignore[union-attr]
        for face in font.FACES:
            (tmp_path / "files" / f"SourceSansPro-{face}.ttf").write_bytes(content)
        with pytest.raises(FilmError, match="missing or broken: run `make setup`"):
            font._letters.__wrapped__("latin")
