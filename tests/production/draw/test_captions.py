"""Captions in the picture: over the scene and no part of it, and cheap where nothing else moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pytest

from production.draw.captions import CaptionPlate
from production.draw.picture import Picture
from production.draw.walk import staged, story_of
from production.finish.captions import picture_cues
from production.plan.score import score_of
from scenes.script.cue import Cue, in_picture
from scenes.script.entry import Entry
from scenes.script.request import SHAPES, Request
from scenes.stage.layout import zones
from tests.clips.looping import LOOPING
from tests.clips.tiny import TINY
from tests.conftest import SMALL
from tests.helpers.drawn import edge_pictures

BESIDE: Final = Request(quality=SMALL)
IN_IT: Final = replace(BESIDE, captions="picture")


class Frames:
    """Takes the first frames of a clip, and notes which are the picture before."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.taken: list[Picture] = []

    def wants(self, index: int) -> bool:
        return index < self.count

    def take(self, index: int, picture: Picture) -> None:
        self.taken.append(picture)


def cues_of(entry: Entry, request: Request) -> Mapping[str, Sequence[Cue]]:
    score = score_of(entry, request)
    return {b.name: picture_cues(b.name, s, request) for b, s in zip(score.script.beats, score.speeches, strict=True)}


def drawn(entry: Entry, request: Request, count: int) -> list[Picture]:
    frames = Frames(count)
    with staged(entry, request, frames, captions=cues_of(entry, request)) as walk:
        walk.go()
    return frames.taken


def test_where_nothing_moves_a_picture_is_new_only_when_a_caption_comes_or_goes() -> None:
    fps, start = SMALL.fps, 2 * SMALL.fps  # title and marks have come by then
    (beat,) = [b for b in story_of(LOOPING, IN_IT).beats if b.name == "first"]
    end = round(beat.end * fps)
    taken = drawn(LOOPING, IN_IT, end)
    new = sum(one is not other for one, other in zip(taken[start:], taken[start + 1 :], strict=False))
    standing = in_picture(cues_of(LOOPING, IN_IT)["first"])
    times = {round((beat.narration_start + t) * fps) for cue in standing for t in (cue.start, cue.end)}
    assert new == len({time for time in times if start < time < end})
    assert new > 1


def test_outside_of_their_band_captions_change_nothing() -> None:
    ours, theirs = drawn(TINY, IN_IT, 40), drawn(TINY, BESIDE, 40)
    above = round(0.82 * SMALL.short_side)
    assert all(np.array_equal(a[:above], b[:above]) for a, b in zip(ours, theirs, strict=True))
    assert any(not np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True))


def test_a_film_joins_clips_without_a_caption_in_between() -> None:
    ours, theirs = edge_pictures(TINY, IN_IT), edge_pictures(TINY, BESIDE)
    assert ours.keys() == theirs.keys() == {"first", "last", "bare"}
    assert all(np.array_equal(ours[kind], theirs[kind]) for kind in ours)


def test_times_do_not_depend_on_where_captions_stand_and_pictures_do() -> None:
    ours, theirs = score_of(TINY, IN_IT), score_of(TINY, BESIDE)
    assert [beat.times for beat in ours.beats] == [beat.times for beat in theirs.beats]
    assert [a.picture == b.picture for a, b in zip(ours.beats, theirs.beats, strict=True)] == [False, False, True]
    assert ours.key != theirs.key


@pytest.mark.parametrize("shape", SHAPES)
def test_a_word_longer_than_a_line_is_set_smaller_and_stays_in_the_picture(shape: str) -> None:
    usual = CaptionPlate(["A line", "and another"], zones(shape))
    long = CaptionPlate(["a-very-long-name-of-a-chemical-compound-that-nobody-breaks"], zones(shape))
    assert usual.size == zones(shape).type.picture_caption
    assert long.size < usual.size or shape == "landscape"
    assert zones(shape).frame.contains(long.box, slack=0)


@pytest.mark.parametrize("shape", SHAPES)
def test_letters_that_reach_far_down_stay_on_the_plate(shape: str) -> None:
    z = zones(shape, "ar")
    for lines in (["بعد الزراعة", "من المتبرّع ثم في"], ["في التجارب"]):
        plate = CaptionPlate(lines, z)
        for words in plate.words:
            assert plate.box.top < z.px(words.get_top())[1] < z.px(words.get_bottom())[1] < plate.box.bottom
