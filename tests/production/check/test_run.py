"""Checking itself: walks, findings, waivers, report, command and exit code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from production.check import run
from production.check.finding import Problem
from production.check.looking.shown import Moment, Shown
from production.check.looking.walker import FPS, Sampling, walk
from production.check.reading.told import Project
from production.check.rule import AnyRule, picture_rule, story_rule
from production.check.rules.rules import RULES, rules_named
from production.check.run import BROKEN, Report, Scope, check, sorted_out
from scenes.script.request import Request
from scenes.script.script import ClipScript
from scenes.stage.clip import Clip
from tests.clips.tiny import BROKEN as BROKEN_CLIP
from tests.clips.tiny import SCRIPTS, TINY
from tests.helpers.checking import finding, real, with_script
from tests.helpers.scripted import beat, script

WORDS = (SCRIPTS / "en.toml").read_text(encoding="utf-8")


def tiny_project(tmp_path: Path) -> Project:
    """The film's ledger with the tests' clip."""
    return replace(with_script(tmp_path, WORDS), order=(TINY,))


# --- walks --------------------------------------------------------------------------------------


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


def nothing_to_see(shown: Shown) -> Iterator[Problem]:
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

    seen = walk(real(), WithActor, Request(), (), Sampling(short_side=90)).ends[0].actors
    assert [(a.kind, a.px_per_nm) for a in seen] == [("Payload", 40.0)]
    assert 1.5 < seen[0].long_nm < 3.5


def test_times_of_the_walk_lie_on_its_grid() -> None:
    shown = walk(real(), Labeled, Request(), (), Sampling(short_side=90))
    assert all(round(f.time * FPS, 6).is_integer() for f in shown.frames)


# --- rules --------------------------------------------------------------------------------------


def test_every_rule_has_a_name_of_its_own_a_sentence_and_a_source() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.says.endswith("."), rule.name
        assert rule.source, rule.name


def test_rules_are_chosen_by_name_or_family() -> None:
    assert [rule.name for rule in rules_named(("pace",))] == ["pace"]
    assert {rule.family for rule in rules_named(("Captions", "fit"))} == {"Captions", "Fit"}
    assert rules_named(()) == RULES


def test_a_rule_without_a_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="has no docstring"):
        story_rule("x", "Plain", "y")(lambda told: [])


# --- checking -----------------------------------------------------------------------------------


def only(*names: str) -> tuple[AnyRule, ...]:
    """Rules by name."""
    return rules_named(names)


def test_the_tests_clip_passes_its_own_check(tmp_path: Path) -> None:
    scope = Scope((TINY,), shapes=("landscape",), rules=("captions", "plain", "pace"))
    report = check(tiny_project(tmp_path), scope)
    assert report.findings == ()
    assert not report.failed(strict=True)
    assert report.looked_at == 2


def test_a_clip_that_breaks_is_one_finding_and_the_others_go_on(tmp_path: Path) -> None:
    project = tiny_project(tmp_path)
    scope = Scope((BROKEN_CLIP, TINY), audiences=("patient",), shapes=("landscape",), rules=("loop-seam", "scale-bar"))
    report = check(project, scope)
    assert [(f.rule, f.clip) for f in report.findings] == [(BROKEN, "broken")]
    assert "the square will not come" in report.findings[0].what
    assert report.looked_at == 2


def test_a_quick_check_walks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it was walked")

    monkeypatch.setattr(run, "walk", refuse)
    scope = Scope((TINY,), shapes=("landscape",), rules=("captions", "poster"), quick=True)
    assert check(tiny_project(tmp_path), scope).findings == ()


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    text = WORDS.replace("A square comes.", "A square, " + "so " * 30 + "comes.")
    project = replace(with_script(tmp_path, text), order=(TINY,))
    scope = Scope((TINY, BROKEN_CLIP), audiences=("patient",), shapes=("square",))
    here, there = check(project, scope), check(project, scope, jobs=2)
    assert here.findings == there.findings
    assert here.findings


def test_equal_findings_of_all_shapes_are_one() -> None:
    shapes = ("landscape", "portrait", "square")
    three = [finding(shape=shape) for shape in shapes]
    assert [f.shape for f in sorted_out(three, shapes)] == [""]
    assert [f.shape for f in sorted_out(three[:2], shapes)] == ["landscape+portrait"]
    assert [f.shape for f in sorted_out(three[:1], ("landscape",))] == ["landscape"]


def test_what_weighs_most_comes_first() -> None:
    found = [finding(waived="so"), finding(warning=True), finding(beat="z"), finding(beat="a")]
    assert [(f.grade, f.beat) for f in sorted_out(found, ())] == [
        ("FAIL", "a"), ("FAIL", "z"), ("warn", "disc"), ("waived", "disc"),
    ]


def test_warnings_fail_only_a_strict_check() -> None:
    def failed(strict: bool, **changed: object) -> bool:
        return Report((finding(**changed),), RULES).failed(strict)

    assert failed(False)
    assert not failed(False, warning=True)
    assert failed(True, warning=True)
    assert not failed(True, waived="A reason.")
