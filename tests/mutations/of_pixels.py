"""Pictures that cannot be read, that not every eye can tell apart, or that are not calm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any, Final

import numpy as np
from manim import ManimColor

from production.check.looking.label_times import Stand
from production.check.looking.shown_clip import Frame, ShownClip
from production.check.rules.calm import LightAndMotion
from scenes.script.script import END_CARD
from scenes.stage.clip import Beat, Clip
from scenes.stage.labels import Label
from scenes.stage.layout import Box
from scenes.stage.style import mix
from tests.mutations.mutation import Mutation, OfShown


def _one_label(
    shown: ShownClip, rng: Random, change: Callable[[Frame, int], Frame], at_least: int = 1
) -> ShownClip:
    """Change one label (by its number) in one frame where so many stand."""
    fitting = [
        (frame, i)
        for frame in shown.frames
        if frame.beat != END_CARD and len({t.label for t in _solid(frame)}) >= at_least
        for i in {text.label for text in _solid(frame)}
    ]
    chosen, number = rng.choice(fitting)
    frames = tuple(change(f, number) if f is chosen else f for f in shown.frames)
    return replace(shown, frames=frames)


def _solid(frame: Frame) -> list[Any]:
    return [t for t in frame.texts if t.label is not None and t.opacity > 0.9]


def _with_texts(frame: Frame, number: int, **changed: Any) -> Frame:
    texts = (replace(t, **changed) if t.label == number else t for t in frame.texts)
    return replace(frame, texts=tuple(texts))


def shrink_a_label(shown: ShownClip, rng: Random) -> ShownClip:
    """Draw a label at two thirds of its size."""

    def change(frame: Frame, number: int) -> Frame:
        size = next(t.size for t in frame.texts if t.label == number)
        return _with_texts(frame, number, size=size * 0.66)

    return _one_label(shown, rng, change)


def move_a_label_under_another(shown: ShownClip, rng: Random) -> ShownClip:
    """Put a label where another text stands."""

    def change(frame: Frame, number: int) -> Frame:
        other = rng.choice([t for t in frame.texts if t.label != number])
        return _with_texts(frame, number, box=other.box.inset(2))

    return _one_label(shown, rng, change, at_least=2)


def move_a_label_out(shown: ShownClip, rng: Random) -> ShownClip:
    """Put a label at the picture's edge, or where the captions are."""
    z = shown.zones
    low = Box(400, z.caption.top + 10, 600, z.caption.top + 60)
    place = rng.choice([Box(10, 300, 200, 350), low])
    return _one_label(shown, rng, lambda frame, number: _with_texts(frame, number, box=place))


def say_too_much(shown: ShownClip, rng: Random) -> ShownClip:
    """Let a label say nine words."""

    def change(frame: Frame, number: int) -> Frame:
        long = replace(frame.labels[number], text="as many words as nobody can read at once")
        labels = (*frame.labels[:number], long, *frame.labels[number + 1 :])
        return replace(frame, labels=labels)

    return _one_label(shown, rng, change)


def hurry_a_label(shown: ShownClip, rng: Random) -> ShownClip:
    """Take a label away after a third of its time."""
    told: Any = shown.told_by["label-time"]
    chosen = rng.choice([stand for stand in told if stand.seconds < 9])
    stands: tuple[Stand, ...] = tuple(
        replace(s, seconds=s.seconds / 4) if s is chosen else s for s in told
    )
    return replace(shown, told_by={**shown.told_by, "label-time": stands})


# --- calm ---------------------------------------------------------------------------------------


def _watched(shown: ShownClip, change: Callable[[LightAndMotion], LightAndMotion]) -> ShownClip:
    told = {k: change(v) if isinstance(v, LightAndMotion) else v for k, v in shown.told_by.items()}
    return replace(shown, told_by=told)


def add_a_flash(shown: ShownClip, rng: Random) -> ShownClip:
    """Let a tenth of the picture blink in the frames that were looked at."""
    start = rng.randrange(30, 60)

    def change(seen: LightAndMotion) -> LightAndMotion:
        light = seen.light.copy()
        flat = light.reshape(len(light), -1, 3)
        flat[start : start + 9 : 2, :15] = 0.1
        flat[start + 1 : start + 10 : 2, :15] = 0.7
        times = seen.times.copy()
        times[start : start + 10] = times[start] + np.arange(10) / 15
        return replace(seen, light=light, times=times)

    return _watched(shown, change)


def switch_the_light(shown: ShownClip, rng: Random) -> ShownClip:
    """Cut from a light picture to a dark one."""
    place = rng.randrange(30, 60)

    def change(seen: LightAndMotion) -> LightAndMotion:
        light = seen.light.copy()
        light[place:] *= 0.4
        return replace(seen, light=light)

    return _watched(shown, change)


def aim_a_molecule(shown: ShownClip, rng: Random) -> ShownClip:
    """Let a free molecule fly straight to its goal."""

    def change(seen: LightAndMotion) -> LightAndMotion:
        name = rng.choice(sorted(seen.paths))
        path = seen.paths[name]
        aimed = np.linspace(path[0], path[0] + [9.0, 4.0], len(path))
        return replace(seen, paths={**seen.paths, name: aimed})

    return _watched(shown, change)


def rush_an_actor(shown: ShownClip, rng: Random) -> ShownClip:
    """Let the largest things move ten times as fast."""
    del rng

    def change(seen: LightAndMotion) -> LightAndMotion:
        moves = {k: (v[0] * 10, *v[1:]) for k, v in seen.moves.items()}
        return replace(seen, moves=moves)

    return _watched(shown, change)


# --- real labels on the real stage --------------------------------------------------------------


def _label(clip: Clip) -> Label | None:
    """A label of the beat that is about to end."""
    return next((label for label in clip._labels if label.leader is not None), None)


def fade_a_label(clip: Clip, beat: Beat, rng: Random) -> None:
    """Recolor a label toward its ground."""
    del beat, rng
    label = _label(clip)
    if label is not None:
        for line in label.words:
            line.set_fill(mix(line.get_fill_color().to_hex(), clip.ground, 0.5))
            vars(line).pop("made_rgbas", None)


def point_elsewhere(clip: Clip, beat: Beat, rng: Random) -> None:
    """Let a leader end at the upper edge of the picture."""
    del beat, rng
    label = _label(clip)
    if label is not None:
        label.anchor = lambda: clip.zones.point(1300, 60)


def paint_it_green(clip: Clip, beat: Beat, rng: Random) -> None:
    """Give a label's dot a color that is not in the style."""
    del beat, rng
    label = _label(clip)
    if label is not None:
        label.dot.set_fill(ManimColor((0.1, 0.9, 0.2)))


MUTATIONS: Final[tuple[Mutation, ...]] = (
    OfShown("shrink a label", ("text-size",), shrink_a_label),
    OfShown("move a label under another", ("text-overlap",), move_a_label_under_another),
    OfShown("move a label out of the picture", ("text-place",), move_a_label_out),
    OfShown("say too much in a label", ("label-count",), say_too_much),
    OfShown("take a label away too soon", ("label-time",), hurry_a_label),
    OfShown("add a flash", ("flash",), add_a_flash),
    OfShown("switch the light", ("light-jump",), switch_the_light),
    OfShown("aim a molecule", ("straight-flight",), aim_a_molecule),
    OfShown("rush an actor", ("speed",), rush_an_actor),
    OfShown("fade a label", ("text-contrast",), disturb=fade_a_label),
    OfShown("point a leader elsewhere", ("leader-end",), disturb=point_elsewhere),
    OfShown("paint with a color of its own", ("style-colors",), disturb=paint_it_green),
)
