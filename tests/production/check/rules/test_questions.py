"""The rules on teaching: the film's own questions and plans pass, and each fault in a copy of them is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from production.check.reading.project import Project
from production.check.rule import ProjectRule
from production.check.rules import ledger, lessons, questions, true
from tests.helpers.checking import TODAY, change, copied, findings, passes, real, says

ASKED, PLANNED = "questions/en.toml", "lessons/en.toml"


def broken(folder: Path, *changes: tuple[str, str, str], today: date = TODAY) -> Project:
    """The project with these changes in copies of its files."""
    assets = copied(folder)
    for file, old, new in changes:
        change(assets, file, old, new)
    return Project.load(assets, today)


@pytest.mark.parametrize("rule", [*questions.RULES, *lessons.RULES], ids=lambda rule: rule.name)
def test_the_film_itself_passes(rule: ProjectRule) -> None:
    assert passes(rule, real())


#: By what it breaks: the rule, the file, what stands there, what is written instead, and what is then said.
FAULTS: dict[str, tuple[ProjectRule, str, str, str, str]] = {
    "a fact that is not there": (
        questions.questions_resolve, ASKED, '"marrow_crowded"]\nask', '"marrow_crowdd"]\nask',
        "no fact 'marrow_crowdd'",
    ),
    "a file that is no TOML": (questions.questions_resolve, ASKED, "[language]", "[language", "not valid TOML"),
    "a question less": (
        questions.there_are_enough_questions, ASKED, '[clip.outlook.question.lower_dose]\naudience = "patient"',
        '[clip.outlook.question.lower_dose]\naudience = "student"', "1 questions for a patient (en), at least 2",
    ),
    "a fact of another beat": (
        questions.only_what_is_told_is_asked, ASKED, 'facts = ["td_premed"]', 'facts = ["td_premed", "td_ecg"]',
        "rests on 'td_ecg', and beat before does not",
    ),
    "a number that is not told": (
        questions.only_what_is_told_is_asked, ASKED, 'right = "{vod_all.percent}%, against {vod_all.chemo_percent}%"',
        'right = "{vod_all.cases} of {vod_fatal.deaths}, against {vod_all.chemo_percent}%"',
        "neither said nor shown in the clip",
    ),
    "a negative question": (
        questions.no_question_is_a_trick, ASKED, "Which cells carry CD22?", "Which cells do not carry CD22?", "“not”",
    ),
    "two questions": (
        questions.no_question_is_a_trick, ASKED, "Which cells carry CD22?", "Which cells carry CD22? And why?",
        "asks not one thing",
    ),
    "all of the above": (
        questions.no_question_is_a_trick, ASKED, "Most patients' blasts, and blood stem cells", "All of the above",
        "stands for other answers",
    ),
    "an absolute word": (
        questions.no_question_is_a_trick, ASKED, "Most patients' blasts, and blood stem cells",
        "Every patient's blasts, and stem cells", "“Every” gives",
    ),
    "a long answer": (
        questions.answers_are_alike_in_length, ASKED, 'right = "The hydrazone"',
        'right = "The hydrazone, as acid takes it apart by hydrolysis"', "letters",
    ),
    "a hard question": (
        questions.questions_are_plain, ASKED, "One kind of cell gets out of hand.",
        "Immature lymphoblasts proliferate uncontrollably, considerably diminishing hematopoiesis.", "grade",
    ),
    "a long sentence": (
        questions.questions_are_plain, ASKED, "One kind of cell gets out of hand.",
        "One kind of cell gets out of hand and it takes all the room so that no other cell can grow in it.",
        "words, aim",
    ),
    "a term without a word on it": (
        questions.terms_of_questions_are_explained, ASKED, "VOD is a liver injury. When can it come with this drug?",
        "When can VOD come with this drug?", "uses “VOD”",
    ),
    "a claim": (
        questions.teaching_avoids_claims, ASKED, "That is what it is meant for.", "It is a cure.", "“cure”",
    ),
    "a brand": (
        questions.teaching_avoids_claims, ASKED, "Low CD22, and much Bcl-2", "Besponsa, and much Bcl-2", "no brand",
    ),
    "a war in a wrong answer": (
        questions.teaching_avoids_claims, ASKED, "Skill: it seeks the cell, and swims to it",
        "Skill: it attacks the cell, and kills it", "“attacks”",
    ),
    "a claim in a plan": (
        questions.teaching_avoids_claims, PLANNED, "It drifts by diffusion, past many cells", "It seeks cells",
        "“seeks”",
    ),
    "a word without its fact": (
        questions.teaching_rests_on_facts, ASKED, "Rest is not enough here.", "It can be a boxed warning.",
        "“boxed warning”",
    ),
    "a number in words": (
        questions.teaching_numbers_resolve, ASKED, "That was the hope.", "That was the hope of seven.", "“seven”",
    ),
    "a number in a plan": (
        questions.teaching_numbers_resolve, PLANNED, "More contacts, and so", "Nine contacts, and so", "“Nine”",
    ),
    "a plan that does not resolve": (
        lessons.lessons_resolve, PLANNED, 'at = "binding.hold"', 'at = "binding.holds"', "'holds'",
    ),
    "a cut without a plan": (
        lessons.lessons_are_complete, PLANNED, "[lesson.patients]\n", "[lesson.patient]\n",
        "no lesson plan (en) for cut 'patients'",
    ),
    "a beat outside the cut": (
        lessons.lessons_are_complete, PLANNED, 'at = "binding.hold"', 'at = "drug.origin"',
        "drug.origin is not in this cut",
    ),
    "a long sentence in a plan": (
        lessons.lessons_are_plain, PLANNED, "More contacts, and so more binding;", " ".join(["more contacts"] * 15),
        "words: “",
    ),
}


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found(tmp_path: Path, rule: ProjectRule, file: str, old: str, new: str, said: str) -> None:
    found = findings(rule, broken(tmp_path, (file, old, new)))
    assert said in says(found)
    assert all(finding.do for finding in found)


def test_every_rule_on_teaching_is_seen_to_fail() -> None:
    seen = {fault[0].name for fault in FAULTS.values()} | {questions.benefit_and_harm_are_asked_alike.name}
    assert seen == {rule.name for rule in (*questions.RULES, *lessons.RULES)}


def test_benefit_is_asked_no_more_often_than_harm(tmp_path: Path) -> None:
    rule, assets = questions.benefit_and_harm_are_asked_alike, copied(tmp_path)
    facts = (assets / "facts.toml").read_text(encoding="utf-8")
    (assets / "facts.toml").write_text(facts.replace('balance = "harm"', 'balance = "benefit"'), encoding="utf-8")
    assert "of benefit, 0 of harm" in says(findings(rule, Project.load(assets, TODAY)))


def test_the_longest_answer_is_not_mostly_the_right_one(tmp_path: Path) -> None:
    assets = copied(tmp_path)
    lines = (assets / ASKED).read_text(encoding="utf-8").splitlines()
    longer = [f'{line[:-1]} in people"' if line.startswith("right = ") else line for line in lines]
    (assets / ASKED).write_text("\n".join(longer), encoding="utf-8")
    assert "is the right one in" in says(findings(questions.answers_are_alike_in_length, Project.load(assets, TODAY)))


def test_an_absolute_word_is_one_only_as_a_word_of_its_own(tmp_path: Path) -> None:
    rule = questions.no_question_is_a_trick
    assert passes(rule, broken(tmp_path, (ASKED, "Pull: the cell draws it in", "Pull: B-ALL draws it in")))


def test_what_a_wrong_answer_says_is_no_claim_but_its_reason_is(tmp_path: Path) -> None:
    rule = questions.teaching_avoids_claims
    why = "Nothing pulls on it from afar."
    assert "seeks the cell" in (copied(tmp_path / "a") / ASKED).read_text(encoding="utf-8")
    assert "“seeks”" in says(findings(rule, broken(tmp_path / "b", (ASKED, why, "It seeks the cell."))))


# --- rules that look at all of the project -------------------------------------------------------------


def test_a_fact_that_a_question_alone_rests_on_has_a_review_date_to_keep(tmp_path: Path) -> None:
    project = broken(tmp_path, today=date(2027, 5, 30))
    assert "'tr_mrd_all' (evidence)" not in says(findings(true.facts_are_current, project))
    project = broken(tmp_path / "later", today=date(2027, 11, 30))
    assert "'tr_mrd_all' (evidence)" in says(findings(true.facts_are_current, project))


def test_a_number_that_a_question_alone_uses_stands_in_its_facts_own_sentence(tmp_path: Path) -> None:
    rule, old = ledger.sentences_say_the_numbers, "69 of 109 (63.3%) were in remission and MRD-negative"
    assert passes(rule, real())
    found = findings(rule, broken(tmp_path, ("facts.toml", old, "most were in remission and MRD-negative")))
    assert "tr_mrd_all.percent is 63.3" in says(found)
