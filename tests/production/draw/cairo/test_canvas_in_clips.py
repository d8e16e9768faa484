"""Frames of the film's own clips, drawn by Manim's camera and by ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from production.bench.frames import measure
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.request import Quality, Request
from tests.clips.tiny import TINY

SMALL = Quality("small", 180, 30)
#: Four frames in a row are compared, then this many seconds are only walked through.
EVERY_SECONDS = 16


# Students see all that patients see, in the fuller crowd, and more.
@pytest.mark.parametrize("entry", RUNNING_ORDER, ids=lambda entry: entry.name)
def test_clip_looks_as_in_manim(entry: Entry) -> None:
    request = Request(audience="student", quality=SMALL)
    times = measure(entry, request, EVERY_SECONDS * SMALL.fps)
    assert times.frames >= 8
    assert times.equal == times.frames


@pytest.mark.parametrize("shape", ["landscape", "portrait"])
def test_every_frame_of_a_short_clip_looks_as_in_manim(shape: str) -> None:
    request = Request(shape=shape, quality=replace(SMALL, short_side=90))
    times = measure(TINY, request, every=4)
    assert times.equal == times.frames > 100
    found = times.summary()
    assert found["stock"] > 0
    assert found["canvas"] < found["stock"]
