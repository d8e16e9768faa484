"""The rules on captions, each just inside its limit and just beyond."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from production.check.limits import FRAME
from production.check.rules import captions as rules
from production.finish.captions import vtt
from production.store.files import folder_for
from scenes.script.cue import Cue
from scenes.script.request import Request
from tests.helpers.checking import captioned, findings, passes, real, says, told
from tests.helpers.scripted import beat


def cue(text: str, start: float = 1.0, end: float = 4.0) -> Cue:
    """A caption; ``|`` breaks its lines."""
    return Cue(tuple(text.split("|")), start, end)


@pytest.mark.parametrize(("shape", "most"), [("landscape", 42), ("square", 42), ("portrait", 28)])
def test_a_line_of_one_character_too_many_is_caught(shape: str, most: int) -> None:
    assert passes(rules.lines_fit, captioned(cue("x" * most), shape=shape))
    assert f"{most + 1} characters in a line" in says(
        findings(rules.lines_fit, captioned(cue("short|" + "x" * (most + 1)), shape=shape))
    )


def test_a_third_line_is_caught() -> None:
    assert passes(rules.lines_are_two, captioned(cue("one|two")))
    assert not passes(rules.lines_are_two, captioned(cue("one|two|three")))


@pytest.mark.parametrize(("audience", "most"), [("patient", 15), ("student", 17)])
def test_one_character_a_second_too_many_is_caught(audience: str, most: int) -> None:
    assert passes(
        rules.captions_can_be_read_in_time,
        captioned(cue("x" * 3 * most, 1.0, 4.0), audience=audience),
    )
    found = findings(
        rules.captions_can_be_read_in_time,
        captioned(cue("x" * (3 * most + 1), 1.0, 4.0), audience=audience),
    )
    assert f"at most {most}" in says(found)
    assert found[0].beat == "one"


@pytest.mark.parametrize(("inside", "beyond"), [(1.0, 0.98), (6.0, 6.03)])
def test_a_caption_that_stands_too_short_or_too_long_is_caught(inside: float, beyond: float) -> None:
    rule = rules.captions_stand_long_enough
    assert passes(rule, captioned(cue("word", 1.0, 1.0 + inside)))
    assert not passes(rule, captioned(cue("word", 1.0, 1.0 + beyond)))


def test_captions_one_frame_apart_are_caught() -> None:
    def pair(frames: int) -> list[str]:
        found = findings(
            rules.captions_are_apart,
            captioned(cue("one", 1.0, 3.0), cue("two", 3.0 + frames * FRAME, 6.0)),
        )
        return [finding.what for finding in found]

    assert pair(2) == []
    assert pair(1) == ["1.0 frames after “one”"]
    assert pair(-3) == ["-3.0 frames after “one”"], "captions that overlap"


@pytest.mark.parametrize("early", [True, False])
def test_a_caption_seven_frames_off_its_first_word_is_caught(early: bool) -> None:
    def moved(frames: int) -> bool:
        made = captioned(cue("one two", 2.0, 4.0))
        by = (-frames if early else frames) * FRAME
        shifted = replace(made.cues[0], start=2.0 + by)
        return passes(rules.captions_are_in_time_with_the_voice, replace(made, cues=(shifted,)))

    assert moved(6)
    assert not moved(7)


def test_a_caption_beyond_the_films_end_is_caught() -> None:
    rule = rules.captions_lie_in_the_film
    assert passes(rule, captioned(cue("word", 17.0, 20.0), seconds=20.0))
    assert not passes(rule, captioned(cue("word", 17.0, 20.1), seconds=20.0))
    assert not passes(rule, captioned(cue("word", -0.1, 2.0), seconds=20.0))


def test_a_break_between_a_number_and_its_unit_is_caught() -> None:
    rule = rules.captions_break_where_one_breathes
    assert passes(rule, captioned(cue("It is about|28 nanometers tall.")))
    assert "“28” and “nanometers”" in says(
        findings(rule, captioned(cue("It is about 28|nanometers tall.")))
    )
    assert "“the” and “cell”" in says(
        findings(rule, captioned(cue("It enters the", 1.0, 3.0), cue("cell then.", 3.1, 6.0)))
    )


def test_captions_that_leave_a_word_out_are_caught() -> None:
    rule = rules.captions_say_what_is_said
    assert passes(rule, captioned(cue("It holds on.")))
    found = findings(rule, captioned(cue("It holds."), text="It holds on."))
    assert "the voice says “holds on.” where the captions say “holds.”" in says(found)


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A folder in which a film stands; what is in it does not matter here."""
    folder = folder_for(tmp_path, Request())
    folder.mkdir(parents=True)
    (folder / "scripted.mp4").write_bytes(b"")
    return tmp_path


def test_finished_captions_that_say_something_else_are_caught(finished: Path) -> None:
    rule = rules.captions_say_what_is_said
    made = told(beat("one", "It holds on. It stays."), project=replace(real(), out=finished))
    assert made.folder is not None
    file = made.folder / "scripted.vtt"
    assert "scripted.vtt is missing" in says(findings(rule, made))
    file.write_text(vtt(made.cues), encoding="utf-8")
    assert passes(rule, made)
    file.write_text(vtt(made.cues).replace("stays", "goes"), encoding="utf-8")
    assert "where scripted.vtt say" in says(findings(rule, made))
    later = [replace(c, start=c.start + 0.2) for c in made.cues]
    file.write_text(vtt(later), encoding="utf-8")
    assert "other times" in says(findings(rule, made))


def test_a_finding_names_the_beat_of_its_caption() -> None:
    made = told(beat("one", "It holds on."), beat("two", "It stays."))
    assert [rules.beat_of(made, c) for c in made.cues] == ["one", "two"]
