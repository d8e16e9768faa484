"""What a preview shows at once: from the midst of a clip whose words or code have changed, from a draft."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from production.preview.hall import Hall
from production.preview.walks import Cut, Walk
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.takes import FOLDER_VARIABLE as VOICE
from tests.conftest import SHAPES
from tests.production.preview.conftest import CLIP, copied

CUT = Cut(CLIP)
SCRIPT = "assets/script/en.toml"
CODE = f"scenes/{CLIP}.py"


@pytest.fixture(name="tree", scope="module")
def _tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The film's takes, and a cache that holds shapes alone."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "shapes").symlink_to(SHAPES.resolve())
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.delenv(VOICE, raising=False)


def in_a_hall(tree: Path, scratch: Path, act: Callable[[Hall], Awaitable[None]]) -> None:
    """Do something with a hall that is open."""

    async def opened() -> None:
        hall = Hall(tree, scratch, lambda said, cut: None)
        await hall.open()
        try:
            await act(hall)
        finally:
            await hall.close()

    asyncio.run(opened())


async def walked(hall: Hall, cut: Cut = CUT) -> Walk:
    walk = await hall.walk(cut)
    while not walk.frames:
        assert not walk.fault
        await asyncio.sleep(0.05)
    return walk


async def pictures(hall: Hall, frames: list[int]) -> list[bytes]:
    """These frames, each drawn anew."""
    hall.frames = type(hall.frames)()
    return [(await hall.picture(CUT, frame))[0] for frame in frames]


def change(tree: Path, before: str, after: str, file: str = SCRIPT) -> None:
    text = (tree / file).read_text(encoding="utf-8")
    assert text.count(before) == 1
    (tree / file).write_text(text.replace(before, after), encoding="utf-8")


def starts(walk: Walk) -> list[int]:
    return [round(beat["start"] * walk.story["fps"]) for beat in walk.story["beats"]]


def test_a_clip_goes_on_from_the_beat_whose_words_have_changed_and_looks_as_from_the_start(
    tree: Path, tmp_path: Path
) -> None:
    async def act(hall: Hall) -> None:
        whole = await walked(hall)
        beat = whole.story["beats"][2]
        for number in range(2):  # the second time some stand there who have seen the first change
            said = whole.story["beats"][2]["raw"]
            change(tree, said, f"Now, {said}")
            hall.begin_anew([CUT], goes_on=True)
            whole = await walked(hall)
            assert whole.since == round(beat["start"] * 15), number
            assert whole.story["beats"][2]["raw"] == f"Now, {said}"
        first = starts(whole)
        frames = [first[1] + 20, first[2] - 1, first[2], first[2] + 30, first[4] + 40, first[6] + 60]
        gone_on = await pictures(hall, frames)
        hall.begin_anew([CUT])
        assert (await walked(hall)).since == 0
        assert await pictures(hall, frames) == gone_on

    in_a_hall(tree, tmp_path, act)


def test_a_clip_goes_on_from_where_it_enters_code_that_has_changed_and_looks_as_from_the_start(
    tree: Path, tmp_path: Path
) -> None:
    edits = [  # what, by what, and the number of the beat from which it goes on
        ("(beat, CHECKS, CALM)", "(beat, CHECKS, STRONG)", 4),
        ("self.act(1.4)", "self.act(0.7)", 0),
        ("start = self.now + 0.6", "start = self.now + 0.9  # later", 1),
        ("\n    def put_up", "\n    def count_so_far(self, people, share): people.count(share)\n\n    def put_up", 0),
        ("people.count((t - start) /", "self.count_so_far(people, (t - start) /", 1),
        ("share): people.count(share)", "share): people.count(0.5 * share)", None),  # pictures alone may enter it
        ("self.act(0.8)", "# a word of why\n        self.act(0.8)", None),
    ]

    async def act(hall: Hall) -> None:
        walk = await walked(hall)
        for old, new, number in edits:
            change(tree, old, new, CODE)
            hall.begin_anew([CUT], goes_on=True)
            before, walk = walk, await walked(hall)
            if number is not None:
                assert walk.since == (starts(before)[number] if number else 0), new
        first = starts(walk)
        frames = [first[1] + 20, first[2] - 20, first[2] + 15, first[4] + 9, first[5] - 1, first[6] + 60]
        gone_on = await pictures(hall, frames)
        hall.begin_anew([CUT])
        assert (await walked(hall)).since == 0
        assert await pictures(hall, frames) == gone_on

    in_a_hall(tree, tmp_path, act)


def test_published_figures_that_shapes_are_drawn_by_count_from_the_start(tree: Path, tmp_path: Path) -> None:
    async def act(hall: Hall) -> None:
        await walked(hall)
        (tree / "assets/shapes/igg4.toml").open("a", encoding="utf-8").write("# another figure\n")
        hall.begin_anew([CUT], goes_on=True)
        assert (await walked(hall)).since == 0

    in_a_hall(tree, tmp_path, act)


def test_a_slip_in_a_beat_leaves_what_was_before_and_goes_on_when_it_is_mended(tree: Path, tmp_path: Path) -> None:
    async def act(hall: Hall) -> None:
        good = await walked(hall)
        (shown,) = await pictures(hall, [starts(good)[4] + 30])
        change(tree, "self.end_card(", "self.end_cart(", CODE)
        hall.begin_anew([CUT], goes_on=True)
        faulty = await hall.walk(CUT)
        while not faulty.fault:
            await asyncio.sleep(0.05)
        assert "end_cart" in faulty.fault
        assert await pictures(hall, [starts(good)[4] + 30]) == [shown]
        change(tree, "self.end_cart(", "self.end_card(", CODE)
        hall.begin_anew([CUT], goes_on=True)
        await walked(hall)
        assert await pictures(hall, [starts(good)[4] + 30]) == [shown]

    in_a_hall(tree, tmp_path, act)


def test_a_label_that_was_asked_for_before_its_beat_counts_from_the_start(tree: Path, tmp_path: Path) -> None:
    cut = Cut("eligibility")  # writes the question of a later beat out at the very start

    async def act(hall: Hall) -> None:
        walk = await walked(hall, cut)
        number, said = next((i, b["raw"]) for i, b in enumerate(walk.story["beats"]) if b["name"] == "tell")
        change(tree, said, f"Now, {said}")
        hall.begin_anew([cut], goes_on=True)
        assert (await walked(hall, cut)).since == starts(walk)[number]  # it has read that label alone
        change(tree, 'question = "?"', 'question = "!"')
        hall.begin_anew([cut], goes_on=True)
        walk = await walked(hall, cut)
        assert walk.since == 0
        assert next(beat for beat in walk.story["beats"] if beat["name"] == "tell")["labels"]["question"] == "!"

    in_a_hall(tree, tmp_path, act)


def test_a_draft_that_was_rendered_plays_from_the_cache(tree: Path, tmp_path: Path) -> None:
    beat = ["--beat", "liver", "--quality", "draft", "-j1", "--out", str(tmp_path / "out")]
    subprocess.run(
        [sys.executable, "render.py", "clips", CLIP, *beat], cwd=tree, env=os.environ, check=True, capture_output=True
    )

    async def act(hall: Hall) -> None:
        walk = await walked(hall)
        end = starts(walk)[1]
        assert hall.at_once(walk) == [*range(end)]
        for frame in (0, 40, end - 1):
            played, _, _ = await hall.picture(CUT, frame, ahead=20)
            assert hall.frames.drawn(walk) == []  # nobody has drawn it
            drawn, _, _ = await hall.picture(CUT, frame)
            hall.frames = type(hall.frames)()
            one, other = (np.asarray(Image.open(BytesIO(jpeg)), dtype=float) for jpeg in (played, drawn))
            assert np.abs(one - other).mean() < 3

    in_a_hall(tree, tmp_path, act)
