"""Clips written inside a test: a ``construct`` of a few lines on the real stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from production.draw.renderer import FilmRenderer, Picture
from production.draw.walk import stage_for
from scenes.script.request import Quality, Request
from scenes.script.script import BeatScript, ClipScript, load_clip_script
from scenes.script.story import BeatRecord
from scenes.stage.clip import Clip

Construct = Callable[[Clip], object]


def beat(
    name: str,
    narration: str = "Two words.",
    labels: Mapping[str, str] | None = None,
    facts: Sequence[str] = (),
) -> BeatScript:
    """The words of one beat."""
    return BeatScript(name, narration, "A picture.", labels or {}, tuple(facts), ())


def script(beats: Sequence[BeatScript], title: str = "Title") -> ClipScript:
    """The words of one clip, with the furniture words of the English script."""
    words = load_clip_script("binding").words
    return ClipScript("scripted", title, "A subtitle", "All is said.", tuple(beats), words)


class Scripted(Clip):
    """A clip whose words and shots a test gives."""

    name = "scripted"
    number = "9"
    poster_beat = "one"

    def __init__(self, request: Request, words: ClipScript, shots: Construct, **kwargs: Any):
        self._words, self._shots = words, shots
        super().__init__(request, **kwargs)

    def load_script(self) -> ClipScript:
        return self._words

    def construct(self) -> None:
        self._shots(self)


@dataclass
class Frames:
    """Keeps the frames that are wanted, or all of them."""

    only: set[int] | None = None
    taken: dict[int, Picture] = field(default_factory=dict)

    def wants(self, index: int) -> bool:
        return self.only is None or index in self.only

    def take(self, index: int, picture: Picture) -> None:
        self.taken[index] = picture


@dataclass
class Played:
    """A clip after it was played."""

    clip: Scripted
    frames: int
    pictures: dict[int, Picture]
    ends: list[tuple[BeatRecord, int]]
    """Each beat with the number of frames that had been played at its end."""

    def beat(self, name: str) -> BeatRecord:
        return next(b for b in self.clip.story.beats if b.name == name)


def quality(fps: int = 15, short_side: int = 90) -> Quality:
    """A small and quick quality."""
    return Quality("test", short_side, fps)


def play(
    shots: Construct,
    *beats: BeatScript,
    fps: int = 15,
    short_side: int = 90,
    draw: set[int] | str = "none",
    title: str = "Title",
    **asked: Any,
) -> Played:
    """Play a clip of these beats; ``draw`` is frame numbers, ``"all"`` or ``"none"``.

    ``asked`` are fields of the request, such as ``shape="portrait"``.
    """
    request = replace(Request(quality=quality(fps, short_side)), **asked)
    wanted = {"all": None, "none": set()}[draw] if isinstance(draw, str) else draw
    frames = Frames(wanted)
    ends: list[tuple[BeatRecord, int]] = []
    with stage_for(request):
        renderer = FilmRenderer(frames)
        clip = Scripted(request, script(beats or [beat("one")], title), shots, renderer=renderer)
        clip.on_beat_end = lambda record: ends.append((record, renderer.frames))
        clip.render()
    return Played(clip, renderer.frames, frames.taken, ends)


def one_beat(inside: Construct) -> Construct:
    """Shots that do all inside the beat ``one``."""

    def shots(clip: Clip) -> None:
        with clip.beat("one"):
            inside(clip)

    return shots


def brightness(picture: Picture, x: float, y: float) -> float:
    """Mean of red, green and blue at a share (0-1) of the picture's width and height."""
    height, width = picture.shape[:2]
    return float(np.mean(picture[int(y * height), int(x * width), :3]))
