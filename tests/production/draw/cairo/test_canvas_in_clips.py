"""Frames of the film's own clips, drawn by Manim's camera and by ours.

Few clips, so that all is compared in seconds: one of molecules, and two in which the camera takes every way
to a picture that it knows. That it does is asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from production.bench.frames import measure
from production.draw.cairo import canvas, patches
from production.draw.cairo.canvas import Canvas
from production.draw.cairo.pen import NOTHING
from scenes.script.request import Quality, Request
from tests.clips.tiny import TINY
from tests.helpers.walks import entry_named

SMALL = Quality("small", 180, 30)

#: Clips, how many frames lie between four in a row that are compared, and ways of drawing by what happens in a frame.
SAMPLE: dict[str, tuple[int, tuple[set[str], ...]]] = {
    "binding": (480, (
        {"as before"}, {"whole"}, {"stroke"},
    )),
    "transplant_bridge": (160, (
        {"as before"}, {"whole"}, {"keeps"}, {"goes on"}, {"patch"}, {"patches"}, {"patch", "curves moved"},
        {"goes on", "came or went"}, {"patch", "beside"}, {"stroke"},
    )),
    "safety": (60, (
        {"as before"}, {"goes on"}, {"patch"}, {"patch", "came or went"}, {"unseen", "came or went"},
    )),
}


class Ways:
    """Notes what our camera does in each frame that it draws."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.frames: list[set[str]] = []
        self._patch = monkeypatch
        self._note(patches, "moved_curves", lambda *_: {"curves moved"})
        self._note(canvas, "bounds_of_change", lambda _, before, old, looks, new:
                   {"came or went"} if len(before) != len(looks) else ())
        self._note(Canvas, "_patch", lambda _, camera, ground, looks, outlines, found:
                   {"patches", "patch"} if len(found) > 1 else {"patch"} if found else {"unseen"})
        self._note(Canvas, "_keep", lambda *_: {"keeps"})
        self._note(Canvas, "_begin_with", lambda _, camera, picture:
                   {"whole" if picture is camera._ground else "goes on"})
        as_ever = Canvas._redraw

        def redraw(camera: Canvas, shapes: Any, looks: Any) -> None:
            self.frames.append(set())
            before = camera.version
            as_ever(camera, shapes, looks)
            self.frames[-1] |= {"as before"} if camera.version == before else set()
            self.frames[-1] |= {"beside"} if any(look is NOTHING for look in looks) else set()
            self.frames[-1] |= {"stroke"} if any(getattr(look, "over", None) for look in looks) else set()

        monkeypatch.setattr(Canvas, "_redraw", redraw)

    def _note(self, owner: Any, name: str, way: Callable[..., Iterable[str]]) -> None:
        as_ever = getattr(owner, name)

        def noted(*args: Any) -> Any:
            found = as_ever(*args)
            self.frames[-1].update(way(found, *args))
            return found

        self._patch.setattr(owner, name, noted)


# Students see all that patients see, in the fuller crowd, and more.
@pytest.mark.parametrize("clip", SAMPLE)
def test_clip_looks_as_in_manim_whichever_way_it_is_drawn(clip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    every, wanted = SAMPLE[clip]
    ways = Ways(monkeypatch)
    times = measure(entry_named(clip), Request(audience="student", quality=SMALL), every)
    assert times.equal == times.frames >= 16
    assert [way for way in wanted if not any(way <= frame for frame in ways.frames)] == []


@pytest.mark.parametrize("shape", ["landscape", "portrait"])
def test_every_frame_of_a_short_clip_looks_as_in_manim(shape: str) -> None:
    request = Request(shape=shape, quality=replace(SMALL, short_side=90))
    times = measure(TINY, request, every=4)
    assert times.equal == times.frames > 100
    found = times.summary()
    assert found["stock"] > 0
    assert found["canvas"] < found["stock"]
