"""Each clip also runs under plain Manim, without ``render.py``: ``manim -pql scenes/binding.py Binding``.

It then draws the same pictures, in every shape.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from manim.utils.exceptions import EndSceneEarlyException
from PIL import Image

from production.draw.renderer import FilmRenderer, Picture
from production.draw.walk import clip_class, stage_for
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.request import Quality, Request
from scenes.script.toml_file import ROOT
from tests.helpers.pictures import difference, golden_of
from tests.helpers.walks import walk

#: Small pictures of each shape, px, at a rate that draws next to nothing.
SIZES = {"landscape": (640, 360), "portrait": (360, 640), "square": (360, 360)}
RATE = 3

#: The layout is the stage's, the same for all clips: one with molecules and one with charts stand for the others.
some_clips = pytest.mark.parametrize(
    "entry", [e for e in RUNNING_ORDER if e.name in ("binding", "outlook")], ids=lambda entry: entry.name
)


def manim(entry: Entry, size: tuple[int, int], folder: Path, *options: str) -> Picture:
    """Run plain Manim from the command line; the last picture of what it played."""
    module, _, name = entry.target.partition(":")
    file = module.replace(".", "/") + ".py"
    command = [
        sys.executable, "-m", "manim", "--save_last_frame", "--resolution", f"{size[0]},{size[1]}",
        "--fps", str(RATE), "--media_dir", str(folder), "--progress_bar", "none", *options, file, name,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    pictures = list(folder.rglob("*.png"))
    assert len(pictures) == 1, "Manim leaves one picture"
    with Image.open(pictures[0]) as picture:
        return np.asarray(picture.convert("RGB"))


class FirstPlays(FilmRenderer):
    """Stops after the first two plays, as ``manim -n 0,1`` does."""

    def play(self, scene: object, *args: object, **kwargs: object) -> None:
        if self.num_plays == 2:
            raise EndSceneEarlyException
        super().play(scene, *args, **kwargs)  # type: ignore[arg-type]


def first_plays(entry: Entry, shape: str) -> Picture:
    """The picture after two plays, drawn by the film's own renderer."""
    request = Request(shape=shape, quality=Quality("", min(SIZES[shape]), RATE))
    with stage_for(request):
        renderer = FirstPlays()
        clip = clip_class(entry)(request, renderer=renderer)
        clip.render()
        return renderer.picture(clip)[:, :, :3]


@pytest.mark.parametrize(
    "entry",
    [pytest.param(e, id=e.name, marks=pytest.mark.xdist_group(e.name)) for e in RUNNING_ORDER],
)
def test_a_whole_clip_runs_under_plain_manim(entry: Entry, tmp_path: Path) -> None:
    last = manim(entry, SIZES["landscape"], tmp_path)
    shown = walk((entry.name, "landscape", "patient"))
    assert last.shape == (*reversed(SIZES["landscape"]), 3)
    assert difference(golden_of(last), golden_of(shown.ends[-1].picture)).small


@some_clips
@pytest.mark.parametrize("shape", ["portrait", "square"])
def test_plain_manim_lays_a_clip_out_for_the_shape_of_its_picture(
    entry: Entry, shape: str, tmp_path: Path
) -> None:
    picture = manim(entry, SIZES[shape], tmp_path, "-n", "0,1")
    assert picture.shape == (*reversed(SIZES[shape]), 3)
    assert difference(golden_of(picture), golden_of(first_plays(entry, shape))).small
