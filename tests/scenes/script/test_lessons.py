"""Lesson plans: what the file may hold, and how what it may not hold is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenes.script.errors import FilmError
from scenes.script.lessons import BLOOM, lesson_names, load_lesson

GOOD = """\
[language]
code = "en"

[lesson.mechanism]
audience = "student"
title = "Bind"
before = "Draw."
before_minutes = 5
after = "Draw again."
after_minutes = 10
facts = []

[lesson.mechanism.goal.way]
text = "Explain how it comes to its cell."
at = "binding.search"
facts = ["adc_parts"]

[lesson.mechanism.stop.dock]
at = "binding.dock"
minutes = 3
ask = "Where does it bind?"
listen = "At domain {epitope.domain}."
facts = ["epitope"]

[lesson.mechanism.misconception.agency]
at = "binding.search"
says = "It seeks."
instead = "It drifts."
facts = ["adc_parts"]
"""


def load(folder: Path, text: str) -> str:
    (folder / "en.toml").write_text(text, encoding="utf-8")
    try:
        load_lesson("mechanism", root=folder)
    except FilmError as error:
        (line,) = str(error).splitlines()
        return line
    return ""


def test_every_lesson_of_the_film_resolves() -> None:
    for name in lesson_names():
        lesson = load_lesson(name)
        assert {goal.level for goal in lesson.goals} <= {*BLOOM}
        assert all("{" not in f"{stop.ask} {stop.listen}" for stop in lesson.stops)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD) == ""
    lesson = load_lesson("mechanism", root=tmp_path)
    assert lesson.goals[0].level == "understand"
    assert lesson.stops[0].listen == "At domain 1."
    assert {*lesson.all_facts} == {"adc_parts", "epitope"}


FAULTS = {
    "another lesson": ("lesson.mechanism", "lesson.mechanisms", ["no lesson 'mechanism'", "'mechanisms'"]),
    "an audience": ('"student"', '"doctor"', ["line 5", "audience 'doctor'"]),
    "no verb": ("Explain how", "Know how", ["line 14", "begins with what learners do", "verb 'Know'"]),
    "a clip": ("binding.dock", "bindin.dock", ["line 19", "no clip 'bindin'", "'binding'"]),
    "a beat": ("binding.dock", "binding.duck", ["line 19", "'duck'", "'dock'"]),
    "no beat": ('"binding.dock"', '"binding"', ["line 19", "name a clip and a beat"]),
    "minutes": ("minutes = 3", "minutes = 3.5", ["line 20", "whole minutes from 0 to 60"]),
    "many minutes": ("before_minutes = 5", "before_minutes = 500", ["line 8", "whole minutes"]),
    "true for minutes": ("after_minutes = 10", "after_minutes = true", ["line 10", "whole minutes"]),
    "a key": ("listen =", "lisen =", ["line 22", "'listen'"]),
    "a digit": ("At domain {epitope.domain}.", "At domain 1.", ["line 22", "typed by hand"]),
    "an unlisted fact": ('["epitope"]', '["affinity"]', ["line 22", "not listed in the section's facts"]),
    "no misconception": ("misconception.agency", "misconseption.agency", ["'misconception'"]),
}


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_on_one_line_with_its_place(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert old in GOOD
    line = load(tmp_path, GOOD.replace(old, new))
    assert [part for part in ("en.toml", *expected) if part not in line] == [], line
