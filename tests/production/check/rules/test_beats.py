"""What each beat shows: each rule by a pair, just inside its limit and just outside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from manim import Dot

from production.check.looking.shown_clip import Frame, SeenBar, SeenLabel, SeenText, ShownClip
from production.check.looking.walker import walk
from production.check.rule import PictureRule
from production.check.rules import beats as rules
from scenes.script.request import Request
from scenes.script.script import END_CARD, ClipScript
from scenes.stage.clip import Clip
from scenes.stage.labels import Label
from scenes.stage.layout import Box
from scenes.stage.style import CD22
from tests.helpers.checking import findings, frame, passes, real, says, shown, told
from tests.helpers.scripted import beat, script

PLACE = Box(300, 300, 700, 340)


class Signs(Clip):
    """Shows signs for 20 to 30 s."""

    lasts, scaled = (20.0, 30.0), False


class Molecules(Signs):
    """The same, to scale."""

    scaled = True


def of(
    kind: type[Clip], rule: PictureRule, *frames: Frame, seconds: float = 25.0, audience: str = "patient"
) -> ShownClip:
    """A clip of a class, with a story of a beat that lasts so long, and an end card."""
    clip = told(beat("one"), beat(END_CARD, "All is said."), audience=audience)
    one, card = clip.story.beats
    story = replace(clip.story, beats=[replace(one, end=seconds), replace(card, start=seconds, end=seconds + 6)])
    return replace(shown(replace(clip, story=story), *frames), scaled=kind.scaled, lasts=kind.lasts)


# --- labels and leaders -------------------------------------------------------------------------


def together(*boxes: Box) -> ShownClip:
    """Labels that stand together at these places."""
    rule = rules.labels_stand_apart
    found = rules.Gathering("one", tuple((f"label {i}", box) for i, box in enumerate(boxes)))
    return replace(shown(told(beat("one"))), told_by={rule.name: (found,)})


def below(box: Box, by: float) -> Box:
    return replace(box, top=box.top + by, bottom=box.bottom + by)


def test_a_label_that_is_put_up_over_another_is_caught() -> None:
    rule = rules.labels_stand_apart
    assert passes(rule, together(PLACE, below(PLACE, 41)))
    assert "“label 1” is put up over “label 0”" in says(findings(rule, together(PLACE, below(PLACE, 39))))


def test_a_fourth_label_is_caught() -> None:
    rule, boxes = rules.labels_stand_apart, [below(PLACE, 50 * i) for i in range(4)]
    assert passes(rule, together(*boxes[:3]))
    assert "4 labels at once" in says(findings(rule, together(*boxes)))


class Naming(Clip):
    """Names a place, and for a tenth of a second something that lies over it."""

    name, poster_beat = "scripted", "one"
    apart = 0.0

    def load_script(self) -> ClipScript:
        return script([beat("one", "Here it is.", {"a": "a place", "b": "another"}),
                       beat("two", "There it is.", {"c": "a third"})])

    def construct(self) -> None:
        with self.beat("one"):
            self.act(0.3)
            self.caption_label("a", (960, 540))
            self.act(1.05)
            passing = self.caption_label("b", (960, 540 + self.apart))
            self.act(0.1)
            self.hide(passing, 0.0)
        with self.beat("two"):
            self.caption_label("c", (960, 540))  # where one was that has gone


class NamingApart(Naming):
    """The same, one below the other."""

    apart = 90.0


def test_labels_that_lie_over_each_other_between_two_samples_are_seen_on_a_real_stage(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = rules.labels_stand_apart
    assert passes(rule, walk(real(), Naming, Request(), (rule,))), "labels make way for each other"
    monkeypatch.setattr(Label, "stand_clear", lambda *_: None)
    (found,) = findings(rule, walk(real(), Naming, Request(), (rule,)))
    assert (found.beat, found.what) == ("one", "“another” is put up over “a place”")
    assert passes(rule, walk(real(), NamingApart, Request(), (rule,)))


def pointing(end: tuple[float, float], *others: Box) -> ShownClip:
    """A label at PLACE with a leader from its right side, and other texts."""
    label = SeenLabel("it", "cd22", PLACE, 48, start=(700, 320), end=end)
    texts = [SeenText("it", PLACE, 48, label=0), *(SeenText("other", box, 48) for box in others)]
    return shown(told(beat("one")), frame(labels=(label,), texts=tuple(texts)))


def test_a_long_leader_is_caught() -> None:
    rule = rules.leaders_are_short_and_clear
    assert passes(rule, pointing((700 + 559, 320)))
    assert "561 px long" in says(findings(rule, pointing((700 + 561, 320))))


def test_a_leader_over_a_word_is_caught_but_not_one_beside_it() -> None:
    rule = rules.leaders_are_short_and_clear
    assert passes(rule, pointing((900, 320), Box(750, 325, 850, 365)))
    assert "runs over “other”" in says(findings(rule, pointing((900, 320), Box(750, 310, 850, 350))))
    assert "runs over “it”" in says(findings(rule, pointing((400, 330)))), "its own"


class NamingARegion(Naming):
    """Names a place where nothing is drawn."""

    def construct(self) -> None:
        with self.beat("one"):
            self.draw_it()
            self.label("a", self.zones.point(960, 540), role="ink")
        with self.beat("two"):
            self.act(0.1)

    def draw_it(self) -> None:
        """Nothing."""


class NamingADisc(NamingARegion):
    """Names a disc."""

    def draw_it(self) -> None:
        self.add(Dot(self.zones.point(960, 540), 0.5, color=CD22))


def test_a_leader_that_ends_where_nothing_is_drawn_is_caught() -> None:
    rule = rules.leaders_are_short_and_clear
    (found,) = findings(rule, walk(real(), NamingARegion, Request(), (rule,)))
    assert "“a place” ends where nothing is drawn" in found.what
    assert passes(rule, walk(real(), NamingADisc, Request(), (rule,)))


def test_what_a_leader_ends_on_may_be_nearly_its_ground_but_not_its_ground() -> None:
    rule, clip = rules.leaders_are_short_and_clear, shown(told(beat("one")))
    assert passes(rule, replace(clip, observed={rule.name: ((1.0, "one", (("it", 2.1),)),)}))
    assert not passes(rule, replace(clip, observed={rule.name: ((1.0, "one", (("it", 1.9),)),)}))


# --- scale bar ----------------------------------------------------------------------------------


def barred(kind: type[Clip], bar: SeenBar | None, *texts: SeenText) -> ShownClip:
    """The end of a beat with a scale bar, and the end card without one."""
    rule = rules.scale_bar_stands_where_things_have_a_scale
    return of(kind, rule, frame(bar=bar, texts=texts), frame(END_CARD))


def bar(px: float = 200) -> SeenBar:
    return SeenBar(10, "10 nm", px, Box(100, 800, 300, 850))


def test_a_scale_bar_that_is_missing_or_has_no_meaning_is_caught() -> None:
    rule = rules.scale_bar_stands_where_things_have_a_scale
    assert passes(rule, barred(Molecules, bar()))
    assert "no scale bar stands" in says(findings(rule, barred(Molecules, None)))
    assert passes(rule, barred(Signs, None))
    assert "beside what has no scale" in says(findings(rule, barred(Signs, bar())))


def test_a_scale_bar_across_half_the_picture_is_caught() -> None:
    rule = rules.scale_bar_stands_where_things_have_a_scale
    assert passes(rule, barred(Molecules, bar(0.34 * 1920)))
    assert "px long" in says(findings(rule, barred(Molecules, bar(0.36 * 1920))))


def test_a_word_over_the_scale_bar_is_caught_but_not_its_own() -> None:
    rule = rules.scale_bar_stands_where_things_have_a_scale
    over = SeenText("other", Box(200, 760, 400, 801), 48)
    assert passes(rule, barred(Molecules, bar(), SeenText("10 nm", Box(200, 810, 300, 850), 40, kind="bar")))
    assert passes(rule, barred(Molecules, bar(), replace(over, box=Box(200, 760, 400, 799))))
    assert "“other” lies over the scale bar" in says(findings(rule, barred(Molecules, bar(), over)))


# --- pictures -----------------------------------------------------------------------------------


def lines(high: float, contrast: int) -> np.ndarray:
    """A gray picture with stripes below a share of its height."""
    made = np.full((100, 160, 3), 128, np.uint8)
    made[round(100 * high) :, ::2] += np.uint8(contrast)
    return made


@pytest.mark.parametrize(("picture", "fine"), [(lines(0.83, 20), True), (lines(0.83, 30), False),
                                               (lines(0.10, 60)[:83], True)])
def test_unrest_where_captions_stand_is_caught(picture: np.ndarray, fine: bool) -> None:
    still = np.full((100 - len(picture), 160, 3), 128, np.uint8)
    whole = np.vstack([picture, still])
    assert passes(rules.captions_stand_on_quiet_ground, shown(told(beat("one")), frame(picture=whole))) is fine


@pytest.mark.parametrize(("wide", "fine"), [(1.0, False), (0.7, False), (0.5, True)])
def test_a_strip_for_the_captions_is_caught_but_not_a_thing_that_ends_there(wide: float, fine: bool) -> None:
    picture = np.full((200, 160, 3), 200, np.uint8)
    picture[164:, : round(160 * wide)] = 230
    assert passes(rules.picture_goes_on_under_the_captions, shown(told(beat("one")), frame(picture=picture))) is fine


def test_a_beat_that_shows_nothing_but_words_is_caught() -> None:
    rule = rules.beats_show_something
    clip = shown(told(beat("one")), frame())
    assert passes(rule, replace(clip, observed={rule.name: ((1.0, "one", 0.006),)}))
    assert "nothing but words" in says(findings(rule, replace(clip, observed={rule.name: ((1.0, "one", 0.004),)})))


def test_a_picture_with_nothing_but_words_is_measured_on_a_real_stage() -> None:
    rule = rules.beats_show_something
    found = findings(rule, walk(real(), NamingApart, Request(), (rule,)))
    assert [f.beat for f in found if "nothing but words" in f.what] == ["one", "two"]


def test_a_beat_that_changes_nothing_is_caught() -> None:
    rule, clip = rules.beats_show_something, told(beat("one"), beat("two"))
    one = np.full((27, 48, 3), 128, np.uint8)
    two = one.copy()
    two[3, 3] = 129
    assert passes(rule, shown(clip, frame("one", one), frame("two", two)))
    assert findings(rule, shown(clip, frame("one", one), frame("two", one)))[0].beat == "two"


# --- length -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "audience", "fine"),
    [(19.9, "patient", False), (20.0, "patient", True), (30.0, "patient", True), (30.1, "patient", False),
     (60.0, "student", True), (60.1, "student", False), (19.9, "student", False)],
)
def test_a_clip_that_is_hurried_or_long_is_caught(seconds: float, audience: str, fine: bool) -> None:
    rule = rules.clip_is_neither_hurried_nor_long
    assert passes(rule, of(Signs, rule, seconds=seconds, audience=audience)) is fine


def test_a_clips_own_class_says_how_long_it_may_be() -> None:
    rule = rules.clip_is_neither_hurried_nor_long
    assert "s are asked" in says(findings(rule, walk(real(), Naming, Request(), (rule,))))
