"""Text that can be read: each rule by a pair, just inside its limit and just outside."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from production.check.limits import LEADER_COLOR, OUTLINE
from production.check.looking.label_times import Stand
from production.check.looking.pixels import (
    Behind,
    Edge,
    Pointing,
)
from production.check.looking.shown_clip import SeenLabel, SeenText, ShownClip
from production.check.looking.walker import walk
from production.check.reading.project import Project
from production.check.rule import PictureRule
from production.check.rules import legible as rules
from scenes.script.request import Request
from scenes.script.script import ClipScript
from scenes.stage.clip import Clip
from scenes.stage.layout import Box, zones
from tests.helpers.checking import TODAY, change, copied, findings, frame, passes, real, says, shown, told
from tests.helpers.scripted import beat, script

PLACE = Box(300, 300, 700, 340)


# --- letters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ('title = "', "clip.binding.title (line"),
        ('cd22 = "', "labels.cd22 (line"),
        ('notice = "', "words.notice (line"),
    ],
)
def test_every_letter_in_the_pictures_is_in_the_font(tmp_path: Path, place: str, where: str) -> None:
    assets = copied(tmp_path)
    file = assets / "script" / "en.toml"
    text = file.read_text(encoding="utf-8")
    at = text.index(place, text.index("[words]" if "words" in where else "[clip.binding]")) + len(place)
    for letter, count in (("Ж", 0), ("漢", 1)):
        file.write_text(f"{text[:at]}{letter}{text[at:]}", encoding="utf-8")
        found = findings(rules.letters_are_in_the_typeface, Project.load(assets, TODAY))
        assert [where in f.what and "'漢' (U+6F22" in f.what for f in found] == [True] * count


def test_letters_that_are_only_said_need_not_be_in_the_font(tmp_path: Path) -> None:
    assets = copied(tmp_path)
    change(assets, "script/en.toml", '\nseen = "A', '\nseen = "漢 A')
    assert passes(rules.letters_are_in_the_typeface, Project.load(assets, TODAY))


# --- size and place -----------------------------------------------------------------------------


def text(words: str = "a word", size: float = 52, kind: str = "label", **more: object) -> SeenText:
    """A line in the picture."""
    return replace(SeenText(words, PLACE, size, kind=kind), **more)  # type: ignore[arg-type]


def seen(*texts: SeenText, shape: str = "landscape", labels: tuple[SeenLabel, ...] = ()) -> ShownClip:
    """The end of a beat with these texts."""
    return shown(told(beat("one"), shape=shape), frame(texts=texts, labels=labels))


def observed(rule: PictureRule, *things: object) -> ShownClip:
    """What a rule observed at the end of a beat."""
    return replace(seen(), observed={rule.name: ((1.0, "one", things),)})


# --- size and place -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "shape", "least"),
    [
        ("title", "landscape", 48), ("subtitle", "square", 48), ("subtitle", "portrait", 66),
        ("label", "landscape", 48), ("label", "portrait", 48), ("minor", "landscape", 36),
        ("bar", "square", 36), ("marks", "portrait", 36), ("card", "landscape", 36),
        ("actor", "landscape", 36),
    ],
)
def test_text_that_is_too_small_is_caught(kind: str, shape: str, least: float) -> None:
    rule = rules.text_is_large
    assert passes(rule, seen(text(size=least, kind=kind), shape=shape))
    assert not passes(rule, seen(text(size=least - 1, kind=kind), shape=shape))


@pytest.mark.parametrize("shape", ["landscape", "portrait", "square"])
def test_text_outside_the_safe_area_or_in_the_captions_band_is_caught(shape: str) -> None:
    rule, z = rules.text_stands_in_the_safe_area, zones(shape)
    left, low = z.safe.left, z.caption.top

    def at(x: float, bottom: float) -> ShownClip:
        return seen(text(box=Box(x, bottom - 40, x + 200, bottom)), shape=shape)

    assert passes(rule, at(left, low))
    assert not passes(rule, at(left - 3, low))
    assert not passes(rule, at(left, low + 3))
    assert not passes(rule, at(z.safe.right - 197, low))
    assert not passes(rule, at(left, z.safe.top + 37))


def test_text_over_text_is_caught_but_not_lines_of_one_label_nor_what_fades() -> None:
    rule, low = rules.no_text_over_text, replace(PLACE, top=341, bottom=380)
    near = replace(PLACE, top=339, bottom=380)
    assert passes(rule, seen(text("one"), text("two", box=low)))
    assert not passes(rule, seen(text("one"), text("two", box=near)))
    assert passes(rule, seen(text("one", label=0), text("two", box=near, label=0)))
    assert not passes(rule, seen(text("one", label=0), text("two", box=near, label=1)))
    assert passes(rule, seen(text("one", opacity=0.4), text("two", box=near)))


# --- what stands behind -------------------------------------------------------------------------


def test_text_below_four_and_a_half_to_one_is_caught() -> None:
    rule = rules.text_stands_out
    assert passes(rule, observed(rule, Behind("a word", "label", 4.5)))
    found = findings(rule, observed(rule, Behind("a word", "label", 6.0), Behind("a word", "label", 4.4)))
    assert "4.4 to 1" in says(found)


def test_a_label_over_an_actor_is_caught_but_not_what_actors_write_on_themselves() -> None:
    rule = rules.no_label_over_an_actor
    assert passes(rule, observed(rule, Behind("a word", "label", 9, 0.2)))
    assert not passes(rule, observed(rule, Behind("a word", "label", 9, 0.22)))
    assert not passes(rule, observed(rule, Behind("10 nm", "bar", 9, 0.22)))
    assert passes(rule, observed(rule, Behind("OH", "actor", 9, 0.9)))


# --- leaders and outlines -----------------------------------------------------------------------


def test_a_leader_that_ends_beside_its_actor_is_caught() -> None:
    rule = rules.leaders_end_on_what_they_name
    assert passes(rule, observed(rule, Pointing("CD22", "cd22", LEADER_COLOR.value)))
    assert not passes(rule, observed(rule, Pointing("CD22", "cd22", LEADER_COLOR.value + 0.1)))


def test_an_actor_that_does_not_stand_out_is_caught() -> None:
    rule = rules.shapes_stand_out
    assert passes(rule, observed(rule, Edge("CD22", "Cd22", OUTLINE.value)))
    assert not passes(rule, observed(rule, Edge("CD22", "Cd22", OUTLINE.value - 0.01)))


# --- how much, how long -------------------------------------------------------------------------


def labeled(*words: str) -> ShownClip:
    """A beat's end with labels that say this."""
    labels = tuple(SeenLabel(said, "ink", PLACE, 52) for said in words)
    return seen(*(text(said, label=i) for i, said in enumerate(words)), labels=labels)


def test_long_labels_many_labels_and_many_words_are_caught() -> None:
    rule = rules.labels_are_few_and_short
    assert passes(rule, labeled("one two three four five six seven"))
    assert "8 words" in says(findings(rule, labeled("one two three four five six seven eight")))
    assert passes(rule, labeled("a", "b", "c"))
    assert "4 labels" in says(findings(rule, labeled("a", "b", "c", "d")))
    assert passes(rule, labeled("a b c d", "e f g h", "i j k l"))
    assert "13 words" in says(findings(rule, labeled("a b c d e", "e f g h", "i j k l")))


def test_a_label_that_goes_too_soon_is_caught() -> None:
    rule = rules.labels_stand_long_enough

    def stood(seconds: float) -> ShownClip:
        stand = (Stand("a word or two", "one", seconds),)
        return replace(seen(), told_by={rule.name: stand})

    assert passes(rule, stood(2.2))
    assert not passes(rule, stood(2.1))


# --- on the stage -------------------------------------------------------------------------------


class Short(Clip):
    """Shows one label for 1.2 s and one for the whole beat; the second one is drawn small."""

    name = "scripted"
    number = "9"
    poster_beat = "one"

    def load_script(self) -> ClipScript:
        return script([
            beat("one", "Here it is, and stays for a while.", {"a": "a place", "b": "here"}),
            beat("two", "Here it was."),
        ])

    def construct(self) -> None:
        with self.beat("one"):
            self.label("a", self.zones.point(700, 540), role="cd22")
            gone = self.caption_label("b", (1200, 700))
            gone.words.scale(0.6)
            self.act(1.2)
            self.hide(gone, 0.4)
        with self.beat("two"):
            self.act(1.0)


def test_a_walk_sees_when_labels_come_and_go_how_large_they_are_and_what_they_point_at() -> None:
    walked = walk(real(), Short, Request(), [rule for rule in rules.RULES if isinstance(rule, PictureRule)])
    stands = {stand.text: stand for stand in walked.told_by["label-time"]}  # type: ignore[attr-defined]
    assert stands["here"].seconds == pytest.approx(1.2)
    assert stands["here"].beat == "one"
    end = walked.told.story.beats[0].end
    assert stands["a place"].seconds == pytest.approx(end)
    assert "A subtitle" in stands
    assert passes(rules.labels_stand_long_enough, walked) is False
    sizes = {t.text: t.size for f in walked.frames for t in f.texts}
    assert sizes["here"] == pytest.approx(31.2)
    assert "31 px" in says(findings(rules.text_is_large, walked))
    assert "“a place” ends on nothing" in says(findings(rules.leaders_end_on_what_they_name, walked))
    assert passes(rules.text_stands_out, walked)
    kinds = {t.text: t.kind for f in walked.frames for t in f.texts}
    assert kinds["Title"] == "title"
    assert kinds["A subtitle"] == "subtitle"
    assert kinds["a place"] == "label"


def test_limits_of_text_grow_with_what_it_is_for() -> None:
    order = [rules.smallest(text(kind=kind), "portrait") for kind in ("minor", "label", "title")]
    assert all(a < b for a, b in pairwise(order))
