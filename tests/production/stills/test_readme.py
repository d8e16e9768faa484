"""The pictures in README.md: one for each clip, of the beat that sums it up."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from PIL import Image

from production.draw.picture import image
from production.stills import readme
from production.stills.stills import beat_stills
from scenes.running_order import RUNNING_ORDER
from scenes.script.request import QUALITIES, Request
from tests.clips.tiny import TINY


def test_a_still_shows_the_end_of_the_beat_that_sums_the_clip_up(tmp_path: Path) -> None:
    still = np.asarray(Image.open(readme.draw_still(TINY, tmp_path)).convert("RGB"), dtype=float)
    assert still.shape == (540, 960, 3)

    def apart(beat: str) -> float:
        ((_, picture),) = beat_stills(TINY, Request(quality=QUALITIES["hd"]), (beat,))
        return float(np.abs(np.asarray(image(picture).resize((960, 540)), dtype=float) - still).mean())

    assert apart("square") < 1 < apart("disc")


def test_whoever_interrupts_it_leaves_the_picture_of_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(picture: Image.Image, file: BinaryIO, name: str) -> None:
        file.write(b"RIFF")
        raise KeyboardInterrupt

    before = tmp_path / "tiny.webp"
    before.write_bytes(b"of before")
    Image.init()
    for kind in (Image.SAVE, Image.SAVE_ALL):
        monkeypatch.setitem(kind, "WEBP", half)
    monkeypatch.setattr(readme, "_SECONDS", 0.5)
    with pytest.raises(KeyboardInterrupt):
        readme.draw_still(TINY, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        readme.draw_animation(TINY, "disc", tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"tiny.webp": b"of before"}


def test_each_clip_of_the_running_order_has_a_still_and_the_opening_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readme, "draw_still", lambda entry, folder: folder / f"{entry.name}.webp")
    monkeypatch.setattr(readme, "draw_animation", lambda entry, beat, folder: folder / f"{entry.name}.{beat}.webp")
    names = {path.name for path in readme.draw_all(tmp_path)}
    assert len(names) == len(RUNNING_ORDER) + 1
    assert {path.name for path in readme.FOLDER.iterdir()} - {*readme.TAKEN} <= names, "nothing is left over there"
