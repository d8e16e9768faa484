"""Pictures that say something else than the ledger: numbers, marks, scale, sizes, end card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

import numpy as np

from production.check.looking.shown_clip import Frame, SeenText, ShownClip
from scenes.script.script import END_CARD
from scenes.stage.clip import Beat, Clip
from scenes.stage.furniture import ScaleBar
from scenes.stage.layout import Box
from tests.mutations.mutation import Mutation, OfShown


def _at_one_end(
    shown: ShownClip, rng: Random, wanted: Callable[[Frame], bool], change: Callable[[Frame], Frame]
) -> ShownClip:
    """Change the frame at the end of one beat (not of the card)."""
    fitting = [f for f in shown.ends if f.beat != END_CARD and wanted(f)]
    chosen = rng.choice(fitting)
    return replace(shown, frames=tuple(change(f) if f is chosen else f for f in shown.frames))


def stretch_the_bar(shown: ShownClip, rng: Random) -> ShownClip:
    """Draw the scale bar a fifth too long."""

    def change(frame: Frame) -> Frame:
        assert frame.bar is not None
        return replace(frame, bar=replace(frame.bar, drawn_px=frame.bar.drawn_px * 1.2))

    return _at_one_end(shown, rng, lambda frame: frame.bar is not None, change)


def grow_an_actor(shown: ShownClip, rng: Random) -> ShownClip:
    """Draw an actor that says how large it is at one and a half times its size."""

    def change(frame: Frame) -> Frame:
        place = rng.choice(
            [i for i, a in enumerate(frame.actors) if a.life_size]
        )
        grown = replace(
            frame.actors[place],
            long_nm=frame.actors[place].long_nm * 1.5, short_nm=frame.actors[place].short_nm * 1.5,
        )
        return replace(
            frame, actors=(*frame.actors[:place], grown, *frame.actors[place + 1 :])
        )

    return _at_one_end(shown, rng, lambda frame: bool(frame.actors), change)


def write_a_number(shown: ShownClip, rng: Random) -> ShownClip:
    """Let an actor write a number of its own."""
    more = SeenText("47", Box(0, 0, 10, 10), 40.0)
    return _at_one_end(
        shown, rng, lambda frame: True, lambda frame: replace(frame, texts=(*frame.texts, more))
    )


def wrong_source_mark(shown: ShownClip, rng: Random) -> ShownClip:
    """Name another source than the beat's."""

    def change(frame: Frame) -> Frame:
        texts = tuple(
            replace(t, text="Source 99") if "Source" in t.text else t for t in frame.texts
        )
        return replace(frame, texts=texts)

    def marked(frame: Frame) -> bool:
        return any("Source" in text.text for text in frame.texts)

    return _at_one_end(shown, rng, marked, change)


def hide_a_source(shown: ShownClip, rng: Random) -> ShownClip:
    """Leave a source out of the end card's picture."""
    short = rng.choice(shown.told.story.sources).short
    frames = tuple(
        replace(f, texts=tuple(t for t in f.texts if t.text != short)) for f in shown.frames
    )
    return replace(shown, frames=frames)


def blank_the_poster(shown: ShownClip, rng: Random) -> ShownClip:
    """Show nothing on the poster."""
    del rng
    frames = tuple(
        replace(f, picture=np.full_like(f.picture, 200)) if f.beat == shown.poster_beat else f
        for f in shown.frames
    )
    return replace(shown, frames=frames)


def squeeze_the_drawn_bar(clip: Clip, beat: Beat, rng: Random) -> None:
    """Make the scale bar shorter where it is drawn."""
    del beat, rng
    for mobject in clip.foreground_mobjects:
        if isinstance(mobject, ScaleBar):
            mobject.bar.stretch(0.8, 0)


MUTATIONS: Final[tuple[Mutation, ...]] = (
    OfShown("stretch the scale bar", ("scale-bar",), stretch_the_bar),
    OfShown("grow an actor", ("actor-size",), grow_an_actor),
    OfShown("write a number into the picture", ("number-in-picture",), write_a_number),
    OfShown("name a wrong source in the picture", ("source-mark",), wrong_source_mark),
    OfShown("hide a source on the end card", ("end-card-shown",), hide_a_source),
    OfShown("blank the poster", ("poster",), blank_the_poster),
    OfShown("squeeze the drawn scale bar", ("scale-bar",), disturb=squeeze_the_drawn_bar),
)
