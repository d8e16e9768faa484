"""Golden frames: every beat of every clip ends as it did when somebody last looked at it.

After a change that is meant, look at the stills (``render.py still NAME``), then renew:

    .venv/bin/python -m pytest tests/scenes/test_golden.py --renew-golden

A failure leaves golden frame, new frame and difference side by side in ``out/golden/``.
"""

from __future__ import annotations

import numpy as np
import pytest

from production.check.looking.shown_clip import Frame, ShownClip
from production.check.looking.walker import walk as check_walk
from production.commands.narration import captions_for
from scenes.running_order import RUNNING_ORDER, SIGNS
from scenes.script.request import AUDIENCES, SHAPES, Request
from scenes.script.toml_file import ROOT
from scenes.script.translation import languages
from scenes.stage.style import CD22, CLATHRIN, PAYLOAD, rgb
from tests.helpers.checking import real
from tests.helpers.pictures import (
    FOLDER,
    difference,
    golden_of,
    golden_path,
    read_golden,
    side_by_side,
    write_golden,
)
from tests.helpers.walks import CASES, STAGE_PX, Case, entry_named, walk

LOOK = ROOT / "out" / "golden"
#: The languages that clips are translated into.
TRANSLATED = languages()[1:]
DOCK = pytest.mark.xdist_group("binding")


@pytest.mark.parametrize("case", CASES)
def test_every_beat_ends_in_its_golden_frame(case: Case, request: pytest.FixtureRequest) -> None:
    ends_as_it_did(walk(case), request)


@pytest.mark.xdist_group(SIGNS.clip)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", TRANSLATED)
def test_one_clip_ends_in_its_golden_frames_in_each_language(
    language: str, shape: str, request: pytest.FixtureRequest
) -> None:
    asked = Request(language, shape=shape, captions=captions_for(None, language))
    ends_as_it_did(check_walk(real(), entry_named(SIGNS.clip), asked), request)


def ends_as_it_did(shown: ShownClip, request: pytest.FixtureRequest) -> None:
    """Compare the ends of a clip's beats with its golden frames, or renew these."""
    path = golden_path(shown.clip, shown.audience, shown.shape, shown.language)
    now = [golden_of(end.picture) for end in shown.ends]
    if request.config.getoption("--renew-golden"):
        write_golden(path, now)
    assert path.is_file(), f"{path.name} is missing: look at the clip, then run --renew-golden"
    unlike = []
    for end, golden, frame in zip(shown.ends, read_golden(path, len(now)), now, strict=True):
        apart = difference(golden, frame)
        if not apart.small:
            picture = LOOK / f"{path.stem}.{end.beat}.png"
            side_by_side(picture, golden, frame)
            unlike.append(f"{end.beat}: {apart}; see out/golden/{picture.name}")
    assert not unlike, "\n".join(unlike)


def test_no_golden_frame_is_left_of_a_clip_that_is_gone() -> None:
    wanted = {
        golden_path(entry.name, audience, shape)
        for entry in RUNNING_ORDER for audience in AUDIENCES for shape in SHAPES
    } | {golden_path(SIGNS.clip, AUDIENCES[0], shape, language) for shape in SHAPES for language in TRANSLATED}
    assert set(FOLDER.iterdir()) <= wanted


def test_golden_frames_stay_small_in_the_repository() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 4.5e6


# --- what the comparison lets pass, and what not ---------------------------------------------------


@pytest.fixture(name="shown")
def _shown() -> ShownClip:
    return walk(("binding", "landscape", "patient"))


@pytest.fixture(name="dock")
def _dock(shown: ShownClip) -> Frame:
    return next(end for end in shown.ends if end.beat == "dock")


@DOCK
def test_a_label_that_is_missing_is_noticed(dock: Frame) -> None:
    for label in dock.labels:
        box = label.box.inset(-2 * STAGE_PX)
        rows = slice(int(box.top / STAGE_PX), int(box.bottom / STAGE_PX) + 1)
        columns = slice(int(box.left / STAGE_PX), int(box.right / STAGE_PX) + 1)
        without = dock.picture.copy()
        without[rows, columns] = np.median(dock.picture[rows, columns], axis=(0, 1))  # the ground behind it
        assert not difference(golden_of(dock.picture), golden_of(without)).small, label.text


@DOCK
@pytest.mark.parametrize("color", [PAYLOAD, CD22])
def test_an_actor_of_another_color_is_noticed(dock: Frame, color: str) -> None:
    picture = dock.picture
    near = np.abs(picture / 255 - np.array(rgb(color))).max(axis=2) < 0.06
    assert near.sum() > 20
    recolored = picture.copy()
    recolored[near] = np.round(np.array(rgb(CLATHRIN)) * 255)
    assert not difference(golden_of(picture), golden_of(recolored)).small


@DOCK
def test_a_picture_that_has_moved_is_noticed(dock: Frame) -> None:
    moved = np.roll(dock.picture, 2, axis=1)  # 6 of 1920 px
    assert not difference(golden_of(dock.picture), golden_of(moved)).small


@DOCK
def test_edges_drawn_a_little_differently_pass(shown: ShownClip) -> None:
    rng = np.random.default_rng(1)
    for end in shown.ends:
        picture = end.picture.astype(float)
        nudged = 0.85 * picture + 0.15 * np.roll(picture, 1, axis=1)  # by 0.15 px
        slopes = np.abs(np.diff(picture, axis=1, append=picture[:, -1:])).max(axis=2, keepdims=True)
        noisy = nudged + rng.normal(0, 0.06, picture.shape) * slopes  # other antialiasing
        other = noisy.round().clip(0, 255).astype(np.uint8)
        assert difference(golden_of(end.picture), golden_of(other)).small, end.beat
