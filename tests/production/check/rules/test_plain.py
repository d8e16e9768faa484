"""The rules on plain words, each just inside its limit and just beyond."""

from __future__ import annotations

from dataclasses import replace

import pytest

from production.check.reading.glossary import Glossary, Term
from production.check.reading.told_clip import ToldClip
from production.check.rules import plain as rules
from scenes.script.story import PAUSE
from tests.helpers.checking import findings, passes, real, says, spoken, told
from tests.helpers.scripted import beat

EASY = "The cat sat on the mat. It was a big cat."
HARD = "Considerable hepatotoxicity necessitates multidisciplinary surveillance."


# --- counting -----------------------------------------------------------------------------------


# --- rules --------------------------------------------------------------------------------------


def graded(monkeypatch: pytest.MonkeyPatch, found: float, audience: str) -> list[str]:
    """Grades of the finding, if one is made, where a text of this grade is told."""
    monkeypatch.setattr(rules, "grade", lambda text: found)
    made = told(beat("one", "A word."), audience=audience)
    return [finding.grade for finding in findings(rules.narration_is_easy_to_follow, made)]


@pytest.mark.parametrize(("audience", "aim", "ceiling"), [("patient", 6, 8), ("student", 13, 15)])
def test_reading_grade_warns_beyond_its_aim_and_fails_beyond_its_ceiling(
    monkeypatch: pytest.MonkeyPatch, audience: str, aim: float, ceiling: float
) -> None:
    assert graded(monkeypatch, aim, audience) == []
    assert graded(monkeypatch, aim + 0.1, audience) == ["warn"]
    assert graded(monkeypatch, ceiling, audience) == ["warn"]
    assert graded(monkeypatch, ceiling + 0.1, audience) == ["FAIL"]


def test_reading_grade_is_measured_on_what_is_said() -> None:
    assert passes(rules.narration_is_easy_to_follow, told(beat("one", EASY)))
    found = findings(rules.narration_is_easy_to_follow, told(beat("one", EASY), beat("two", HARD * 3)))
    assert "the hardest beat is two" in found[0].do


def test_reading_grade_is_not_asked_of_other_languages() -> None:
    made = replace(told(beat("one", HARD)), language="de")
    assert passes(rules.narration_is_easy_to_follow, made)


@pytest.mark.parametrize(("audience", "aim", "ceiling"), [("patient", 18, 20), ("student", 25, 28)])
def test_a_sentence_of_one_word_too_many_is_caught(audience: str, aim: int, ceiling: int) -> None:
    def verdict(words: int) -> list[str]:
        text = " ".join(["so"] * words) + "."
        made = told(beat("one", f"Short. {text}"), audience=audience)
        return [finding.grade for finding in findings(rules.sentences_are_short, made)]

    assert verdict(aim) == []
    assert verdict(aim + 1) == ["warn"]
    assert verdict(ceiling) == ["warn"]
    assert verdict(ceiling + 1) == ["FAIL"]


def test_a_language_without_spaces_is_not_held_to_a_count_of_words() -> None:
    long = beat("one", "它是一种蛋白质，能抓住细胞上的标志物，但只是碰巧才来到这里，又漂走了。")
    assert passes(rules.sentences_are_short, told(long, language="zh-Hans"))
    assert not rules.sentences_are_short.knows(real(), "zh-Hans")


def with_term(*beats: object, audience: str = "patient") -> ToldClip:
    """A clip told over a glossary of one term."""
    term = Term("marrow", ("marrow",), ("where blood is made",), "where blood is made", "en")
    project = replace(real(), glossary=Glossary((term,)))
    return told(*beats, project=project, audience=audience)  # type: ignore[arg-type]


def test_a_term_that_is_not_explained_when_first_said_is_caught() -> None:
    rule = rules.terms_are_explained
    assert passes(rule, with_term(beat("one", "Your marrow, where blood is made, is full.")))
    late = with_term(beat("one", "Your marrow is full."), beat("two", "It is where blood is made."))
    found = findings(rule, late)
    assert [f.beat for f in found] == ["one"]
    assert "where blood is made" in found[0].do


def test_a_term_may_be_explained_in_the_sentence_before() -> None:
    made = with_term(beat("one", "It lies where blood is made. That is the marrow."))
    assert passes(rules.terms_are_explained, made)


def test_a_term_is_explained_once_a_clip() -> None:
    made = with_term(
        beat("one", "The marrow, where blood is made, is full."), beat("two", "Marrow recovers.")
    )
    assert passes(rules.terms_are_explained, made)


def test_a_label_that_shows_a_term_before_it_is_explained_is_caught() -> None:
    rule = rules.terms_are_explained
    early = with_term(
        beat("one", "Here we are.", {"a": "marrow"}), beat("two", "Marrow, where blood is made.")
    )
    assert [f.beat for f in findings(rule, early)] == ["one"]
    later = with_term(
        beat("one", "The marrow, where blood is made."), beat("two", "Here.", {"a": "marrow"})
    )
    assert passes(rule, later)


def test_students_know_their_terms() -> None:
    made = with_term(beat("one", "Your marrow is full."), audience="student")
    assert passes(rules.terms_are_explained, made)


def test_a_term_inside_another_word_is_none() -> None:
    assert passes(rules.terms_are_explained, with_term(beat("one", "The marrowbone is full.")))


def test_passive_voice_in_more_than_a_quarter_of_the_sentences_is_a_warning() -> None:
    active, passive = "Acid cuts it. ", "It is cut. "
    rule = rules.voice_is_active
    assert passes(rule, told(beat("one", active * 3 + passive)))
    found = findings(rule, told(beat("one", active * 2 + passive)))
    assert [f.grade for f in found] == ["warn"]
    assert "1 of 3 sentences" in found[0].what


@pytest.mark.parametrize(("audience", "most"), [("patient", 150), ("student", 160)])
def test_one_word_a_minute_too_many_is_caught(audience: str, most: int) -> None:
    def told_at(words: int) -> ToldClip:
        made = told(beat("one"), audience=audience)
        story = replace(made.story, beats=[spoken("one", words, 60.0 - PAUSE)])
        return replace(made, story=story)

    assert passes(rules.voice_takes_its_time, told_at(most))
    found = findings(rules.voice_takes_its_time, told_at(most + 1))
    assert f"{most + 1} words a minute" in says(found)
