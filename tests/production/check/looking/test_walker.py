"""Walks through a clip: frames, moments, and what rules may look at there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from production.check.finding import Problem
from production.check.looking.moment import Moment
from production.check.looking.shown_clip import ShownClip
from production.check.looking.walker import FPS, Sampling, walk
from production.check.rule import picture_rule
from scenes.script.request import Request
from scenes.script.script import ClipScript
from scenes.stage.clip import Clip
from tests.helpers.checking import real
from tests.helpers.scripted import beat, script


class Labeled(Clip):
    """Names a place in its first beat, and shows nothing more."""

    name = "scripted"
    number = "9"
    poster_beat = "one"

    def load_script(self) -> ClipScript:
        return script([beat("one", "Here it is.", {"a": "a place"}), beat("two", "Here it was.")])

    def construct(self) -> None:
        with self.beat("one"):
            self.label("a", self.zones.point(960, 540), role="cd22")
        with self.beat("two"):
            self.act(1.0)


def test_a_walk_keeps_the_end_of_each_beat() -> None:
    shown = walk(real(), Labeled, Request())
    assert [(f.beat, f.at_end) for f in shown.frames] == [("one", True), ("two", True)]
    first, second = shown.ends
    assert [label.text for label in first.labels] == ["a place"]
    assert first.labels[0].end is not None
    assert second.labels == ()
    assert {text.text for text in first.texts} >= {"9", "Title", "a place"}
    assert first.picture.shape == (360, 640, 3)
    assert first.time == shown.told.story.beats[0].end
    assert shown.told.walked


def test_frames_between_the_ends_of_beats_are_looked_at_when_a_rule_asks() -> None:
    every = walk(real(), Labeled, Request(), (), Sampling(every=1.0, short_side=90))
    times = [f.time for f in every.frames if not f.at_end]
    assert times[:3] == [0.0, 1.0, 2.0]
    assert {f.beat for f in every.frames if not f.at_end} == {"one", "two"}
    only_ends = walk(real(), Labeled, Request(), (), Sampling(short_side=90))
    assert all(f.at_end for f in only_ends.frames)
    rule = picture_rule("x", "Calm", "y", samples=True)(nothing_to_see)
    assert any(not f.at_end for f in walk(real(), Labeled, Request(), (rule,)).frames)


def nothing_to_see(shown: ShownClip) -> Iterator[Problem]:
    """Nothing is asked."""
    del shown
    yield from ()


def test_a_rule_may_look_at_the_real_clip_where_it_stands() -> None:
    def observe(moment: Moment) -> object:
        fills = [line.fill_rgbas.copy() for line in moment.words]
        alike = np.array_equal(moment.bare, moment.picture)
        after = [line.fill_rgbas for line in moment.words]
        assert all(np.array_equal(a, b) for a, b in zip(fills, after, strict=True))
        return alike, len(moment.labels)

    rule = picture_rule("x", "Legible", "y", observe=observe)(nothing_to_see)
    shown = walk(real(), Labeled, Request(), (rule,), Sampling(short_side=90))
    assert [(beat, seen) for _, beat, seen in shown.observed["x"]] == [
        ("one", (False, 1)), ("two", (False, 0)),
    ]


def test_what_stands_behind_words_has_no_words() -> None:
    bare: list[np.ndarray] = []
    rule = picture_rule("x", "Legible", "y", observe=lambda m: bare.append(m.bare))(nothing_to_see)
    walk(real(), Labeled, Request(), (rule,), Sampling(short_side=90))
    assert all(len(np.unique(picture.reshape(-1, 3), axis=0)) == 1 for picture in bare)


def test_what_has_faded_out_is_not_seen() -> None:
    class Fading(Labeled):
        def construct(self) -> None:
            with self.beat("one"):
                label = self.label("a", self.zones.point(960, 540))
                self.hide(label)
                self.act(1.0)
            with self.beat("two"):
                pass

    assert walk(real(), Fading, Request(), (), Sampling(short_side=90)).ends[0].labels == ()


def test_actors_are_measured_as_they_are_drawn() -> None:
    from scenes.cast.molecules.payload import Payload
    from scenes.stage.view import View

    class WithActor(Labeled):
        def construct(self) -> None:
            self.add(Payload(View(40.0), scale=1.0).pose((0.0, 0.0), 0.7))
            with self.beat("one"):
                pass
            with self.beat("two"):
                pass

    seen = walk(real(), WithActor, Request(), (), Sampling(short_side=90)).ends[0].actors
    assert [(a.kind, a.px_per_nm, a.life_size) for a in seen] == [("Payload", 40.0, Payload.life_size)]
    assert 1.5 < seen[0].long_nm < 3.5


def test_times_of_the_walk_lie_on_its_grid() -> None:
    shown = walk(real(), Labeled, Request(), (), Sampling(short_side=90))
    assert all(round(f.time * FPS, 6).is_integer() for f in shown.frames)
