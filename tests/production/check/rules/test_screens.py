"""The rules on silent screens, each just inside and just beyond."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from manim.utils.color import ManimColor

from production.check.reading.told_clip import estimated
from production.check.rules import screens as rules
from production.draw.captions import CaptionPlate
from scenes.running_order import RUNNING_ORDER
from scenes.script.cue import Cue
from scenes.script.request import AUDIENCES, SHAPES, Request
from scenes.stage.layout import Box, zones
from tests.helpers.checking import captioned, findings, frame, of_clip, passes, real, says, shown, with_script
from tests.helpers.looped import Looped

LINES = ["Two lines of a caption", "in the picture."]


@pytest.mark.parametrize("shape", SHAPES)
def test_captions_in_the_picture_are_as_large_and_clear_as_asked(shape: str) -> None:
    assert [*rules.plate_faults(CaptionPlate(LINES, zones(shape)), shape)] == []


def shrink(plate: CaptionPlate) -> None:
    plate.size = 65.9


def pale(plate: CaptionPlate) -> None:
    plate.words[1].set_fill(ManimColor("#5C646C"))


def thin(plate: CaptionPlate) -> None:
    plate[0].set_fill(opacity=0.97)


def rise(plate: CaptionPlate) -> None:
    plate.box = replace(plate.box, top=zones("landscape").caption.top - 1)


@pytest.mark.parametrize(
    ("spoil", "says"), [(shrink, "letters of"), (pale, "to 1"), (thin, "opacity 0.97"), (rise, "leaves its band")]
)
def test_a_caption_that_is_not_is_caught(spoil: Callable[[CaptionPlate], None], says: str) -> None:
    plate = CaptionPlate(LINES, zones("landscape"))
    spoil(plate)
    (fault,) = rules.plate_faults(plate, "landscape")
    assert says in fault


def test_a_caption_that_covers_a_word_is_caught() -> None:
    from production.check.looking.shown_clip import SeenText

    rule = rules.captions_in_the_picture_are_read_from_afar
    told = replace(captioned(Cue(("A caption.",), 1.0, 3.0)), captions="picture")
    under = SeenText("hidden", Box(900, 950, 1000, 1000), 48)
    assert passes(rule, shown(told, frame(time=4.0, texts=(under,))))
    assert passes(rule, shown(replace(told, captions="beside"), frame(time=2.0, texts=(under,))))
    assert "it covers “hidden”" in says(findings(rule, shown(told, frame(time=2.0, texts=(under,)))))


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("clip", [entry.name for entry in RUNNING_ORDER])
def test_a_loop_of_each_clip_keeps_what_it_needs(clip: str, audience: str) -> None:
    told = of_clip(real(), clip, audience)
    assert passes(rules.a_loop_leaves_out_nothing_it_needs, told)
    if audience == "patient":
        assert len(rules.shortened(told).story.beats) < len(told.story.beats)


SCRIPT = """\
[language]
code = "en"
name = "English"
[words]
notice = "Not advice."
[clip.tiny]
title = "Tiny"
subtitle = "A clip"
summary = "All is said."
[clip.tiny.beat.one]
patient = "A cell stands here."
seen = "A cell."
facts = []
[clip.tiny.beat.two]
leavable = true
patient = "It carries CD22, a marker."
seen = "A rod."
facts = []
[clip.tiny.beat.three]
patient = "CD22 stands on it."
seen = "A rod."
facts = []
[clip.tiny.beat.end_card]
seen = "The end."
facts = []
"""


def test_a_loop_that_leaves_out_what_explains_a_term_is_caught(tmp_path: Path) -> None:
    def found(text: str) -> str:
        project = with_script(tmp_path, text)
        told = estimated(project, project.clip_script("tiny", "en", "patient"), Request())
        return says(findings(rules.a_loop_leaves_out_nothing_it_needs, told))

    assert "CD22" in found(SCRIPT)
    assert found(SCRIPT.replace("leavable = true\n", "")) == ""
    assert found(SCRIPT.replace("CD22 stands on it.", "CD22, a marker, stands on it.")) == ""


def test_a_loop_that_leaves_out_a_harm_and_keeps_the_benefit_is_caught() -> None:
    told = of_clip(real(), "evidence")
    beats = tuple(replace(beat, leavable=beat.name in ("liver", "lasted", "after")) for beat in told.script.beats)
    spoilt = replace(told, script=replace(told.script, beats=beats))
    assert "harm" in says(findings(rules.a_loop_leaves_out_nothing_it_needs, spoilt))


def test_a_loop_of_more_than_a_minute_is_caught() -> None:
    told = replace(of_clip(real(), "binding"), walked=True)
    beats = tuple(replace(beat, leavable=False) for beat in told.script.beats)
    whole = replace(told, script=replace(told.script, beats=beats))
    longer = [replace(beat, end=beat.end + 8) for beat in whole.story.beats]
    rule = rules.a_loop_leaves_out_nothing_it_needs
    assert "at most 60" in says(findings(rule, replace(whole, story=replace(whole.story, beats=longer))))
    assert passes(rule, replace(whole, story=replace(whole.story, beats=whole.story.beats[2:])))


def test_the_seam_of_finished_loops_is_judged(looped: Looped) -> None:
    from production.check.rules.fit import loops

    told = of_clip(real(), "binding")
    ours = replace(told, clip="looping", project=replace(real(), out=looped.out), captions="picture")
    assert [file.name for file in loops(ours)] == ["looping.loop.mp4"]
