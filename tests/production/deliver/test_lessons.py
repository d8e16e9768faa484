"""Lesson plans: their times add up, and their text holds all of them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from production.deliver.lessons import Plan, plan_of, write
from production.deliver.moments import Moments
from scenes.running_order import CUTS, Cut
from scenes.script.errors import FilmError
from scenes.script.lessons import load_lesson
from tests.helpers.checking import TODAY

every_cut = pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.name)


def plan(cut: Cut) -> Plan:
    return plan_of(Moments(cut, audience=load_lesson(cut.name).audience), TODAY)


@every_cut
def test_the_times_of_a_lesson_add_up(cut: Cut) -> None:
    made = plan(cut)
    for before, after in pairwise(made.rows):
        assert after.start == pytest.approx(before.start + before.seconds)
    shown = sum(row.seconds for row in made.rows if row.kind == "film")
    assert shown == pytest.approx(made.moments.seconds, abs=1.0)
    talk = sum(stop.minutes for stop in made.lesson.stops) + made.lesson.before_minutes + made.lesson.after_minutes
    assert made.seconds == pytest.approx(made.moments.seconds + 60 * talk, abs=1.0)


@every_cut
def test_stops_come_in_the_order_of_the_film(cut: Cut) -> None:
    made = plan(cut)
    ends = [made.moment(row.at).in_film for row in made.rows if row.kind == "stop" and row.at is not None]
    assert len(ends) == len(made.lesson.stops)
    assert ends == sorted(ends)


@every_cut
def test_the_text_holds_all_of_the_plan(cut: Cut, tmp_path: Path) -> None:
    made = plan(cut)
    write(made, tmp_path / "plan.md")
    text = (tmp_path / "plan.md").read_text(encoding="utf-8")
    for part in made.lesson.goals:
        assert part.text in text
    for stop in made.lesson.stops:
        assert stop.ask in text
        assert stop.listen in text
    for wrong in made.lesson.misconceptions:
        assert f"“{wrong.says}” **What is so:** {wrong.instead}" in text
    for source in made.sources:
        assert source.full.split(".")[0] in text
    assert str(made.review_by) in text


def test_a_plan_is_refused_once_a_fact_of_it_is_due_again() -> None:
    moments = Moments(audience="student")
    assert plan_of(moments, plan(CUTS[0]).review_by)
    with pytest.raises(FilmError, match=r"film rests on '\w+', which was to be looked at again by"):
        plan_of(moments, date(2030, 1, 1))
